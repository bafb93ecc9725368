/* The version beside its segments, in a frame on wide screens: made anew after each
   saving, at the place of the segment that is being written.  Whether it is open is
   remembered in this browser. */
(() => {
  const form = document.getElementById("translation-form");
  const pane = document.getElementById("translation-preview");
  const button = document.querySelector("[aria-controls=translation-preview]");
  if (!form || !pane || !button) return;

  const KEY = "translation-preview";
  const frame = pane.querySelector("iframe");
  const wide = window.matchMedia("(min-width: 75rem)");
  let box = null;

  function read() {
    try {
      return localStorage.getItem(KEY) === "open";
    } catch {
      return false;
    }
  }

  let isOpen = read();

  function show() {
    const shown = isOpen && wide.matches;
    button.hidden = !wide.matches;
    button.setAttribute("aria-expanded", String(shown));
    pane.hidden = !shown;
    document.body.classList.toggle("translation-editor--with-preview", shown);
    if (shown && !frame.getAttribute("src")) frame.src = pane.dataset.address;
  }

  // Bring the words of the box into sight, if the frame shows them.
  function follow() {
    const page = frame.contentDocument;
    const words = (box?.value || "").replace(/<[^<>]*>/g, "").split("\n")[0].trim().slice(0, 60);
    if (!page?.body || !words) return;
    const walker = page.createTreeWalker(page.querySelector("main") || page.body, NodeFilter.SHOW_ELEMENT);
    let found = null;
    while (walker.nextNode()) {
      if (walker.currentNode.textContent.includes(words)) found = walker.currentNode;
    }
    found?.scrollIntoView({ block: "center" });
  }

  let top = 0;
  frame.addEventListener("load", () => {
    frame.contentWindow?.scrollTo(0, top);
    // It is to be looked at: other pages do not open in a frame.
    frame.contentDocument?.addEventListener("click", (event) => event.preventDefault(), true);
    follow();
  });
  form.addEventListener("focusin", (event) => {
    if (!event.target.matches("textarea[name^='words-']")) return;
    box = event.target;
    if (!pane.hidden) follow();
  });
  form.addEventListener("translation:saved", () => {
    if (pane.hidden) return;
    top = frame.contentWindow?.scrollY || 0;
    frame.contentWindow?.location.replace(pane.dataset.address);
  });
  button.addEventListener("click", () => {
    isOpen = !isOpen;
    try {
      localStorage.setItem(KEY, isOpen ? "open" : "closed");
    } catch {
      // A browser that keeps nothing shows it until the page is left.
    }
    show();
  });
  wide.addEventListener("change", show);
  show();
})();
