/* Puts a translation of the memory into its box at once.  Without this script the button
   sends the form: the server keeps what was written and fills the box. */
document.addEventListener("click", (event) => {
  const button = event.target.closest("button[data-use-in]");
  const box = button && document.getElementById(button.dataset.useIn);
  if (!box) return;
  event.preventDefault();
  box.value = button.dataset.words;
  box.dispatchEvent(new Event("input", { bubbles: true }));
  box.dispatchEvent(new Event("change", { bubbles: true }));
  box.focus();
});
