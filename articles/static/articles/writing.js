// Looks anew at the draft whenever Wagtail has saved it by itself.
(() => {
  const panel = document.querySelector("[data-writing-findings]");
  const form = document.querySelector("[data-edit-form]");
  if (!panel || !form) return;
  let asked = 0;

  const refresh = async () => {
    // A new page gets its address with its first draft.
    const page = /\/pages\/(\d+)\/edit\//.exec(new URL(form.action).pathname);
    if (!page) return;
    const mine = ++asked;
    const path = panel.dataset.writingFindings.replace("/0/", `/${page[1]}/`);
    const answer = await fetch(path, { headers: { Accept: "text/html" } });
    if (answer.ok && mine === asked) panel.innerHTML = await answer.text();
  };

  form.addEventListener("w-autosave:success", refresh);
})();
