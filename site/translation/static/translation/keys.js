/* The keyboard at the translators' screen: from one open segment to the next, the
   original copied, words accepted, a match of the memory used.  None of the keys is one
   of a browser or a screen reader, and each has a button. */
(() => {
  const form = document.getElementById("translation-form");
  if (!form) return;

  const boxes = () => [...form.querySelectorAll("textarea[name^='words-']")];
  const segmentOf = (element) => element.closest(".translation-segment");
  const isOpen = (box) => segmentOf(box).classList.contains("translation-segment--open");

  function put(box, words) {
    box.dataset.copied = words;
    box.value = words;
    box.dispatchEvent(new Event("input", { bubbles: true }));
    box.focus();
  }

  function go(step) {
    const all = boxes();
    const segment = segmentOf(document.activeElement);
    const here = all.findIndex((box) => segment && segmentOf(box) === segment);
    const start = here < 0 && step < 0 ? all.length : here;
    const order = [...all.keys()].map((n) => (start + step * (n + 1) + 2 * all.length) % all.length);
    const next = order.map((n) => all[n]).find(isOpen);
    if (!next) return;
    segmentOf(next).scrollIntoView({ block: "center" });
    next.focus({ preventScroll: true });
  }

  function accept(box) {
    const button = segmentOf(box).querySelector("button[name=accept], button[name=still-right]");
    if (button && box.value === box.defaultValue) {
      button.click();
      return;
    }
    delete box.dataset.copied;
    box.dispatchEvent(new Event("change", { bubbles: true }));
    go(1);
  }

  function pressed(event) {
    const box = event.target.closest("textarea[name^='words-']");
    const alt = event.altKey && !event.ctrlKey && !event.metaKey;
    if (alt && event.key === "PageDown") return () => go(1);
    if (alt && event.key === "PageUp") return () => go(-1);
    if (!box) return null;
    if ((event.ctrlKey || event.metaKey) && !event.altKey && event.key === "Enter") {
      return () => accept(box);
    }
    if (!alt || !event.shiftKey) return null;
    const segment = segmentOf(box);
    if (event.code === "KeyC") return () => segment.querySelector("[data-copy-into]")?.click();
    const digit = event.code.match(/^Digit([1-3])$/);
    return digit ? () => segment.querySelectorAll("[data-use-in]")[digit[1] - 1]?.click() : null;
  }

  form.addEventListener("keydown", (event) => {
    const act = pressed(event);
    if (!act) return;
    event.preventDefault();
    act();
  });
  form.addEventListener("click", (event) => {
    const copy = event.target.closest("[data-copy-into]");
    const move = event.target.closest("[data-go]");
    if (copy) put(form.elements[copy.dataset.copyInto], copy.dataset.words);
    if (move) go(Number(move.dataset.go));
  });
  form.addEventListener("translation:next", () => go(1));
  form.classList.add("translation-has-script");
})();
