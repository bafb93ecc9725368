/* Improves what already works without it: choosing a language, sharing an article, and
   searching.  It stores nothing, and sends nothing but what is typed into the search box. */
"use strict";

// The reader's own language is pointed out where the page is in it; nobody is led there.
const here = document.documentElement.lang;
const inLanguage = (code) => document.querySelector(`.languages li:not(.without) a[hreflang="${code}"]`);
const own = navigator.languages
  .map((tag) => tag.split("-")[0])
  .find((code) => code === here || inLanguage(CSS.escape(code)));
if (own && own !== here) inLanguage(CSS.escape(own)).dataset.own = "";

for (const share of document.querySelectorAll("[data-share]")) {
  const { address, title } = share.dataset;
  const copy = share.querySelector("[data-copy]");
  const device = share.querySelector("[data-device]");
  const status = share.querySelector("[data-status]");

  // A button is shown only where the browser can do what it says.
  if (navigator.clipboard && window.isSecureContext) {
    copy.parentElement.hidden = false;
    copy.addEventListener("click", async () => {
      // Emptied first, so that a second copy is announced too.
      status.textContent = "";
      try {
        await navigator.clipboard.writeText(address);
        status.textContent = copy.dataset.done;
      } catch {
        status.textContent = copy.dataset.failed;
      }
    });
  }
  if (navigator.share) {
    device.parentElement.hidden = false;
    device.addEventListener("click", () => {
      // The reader may close the sheet; that is no fault.
      navigator.share({ title, url: address }).catch(() => {});
    });
  }
}

// After a form was sent with mistakes, start from their summary.
document.querySelector("[data-errors]")?.focus();

// The search box suggests words while a reader types (ARIA APG, combobox with a listbox).
const PAUSE = 150;
const SHORTEST = 2;

for (const form of document.querySelectorAll("[data-suggestions]")) {
  const input = form.elements.q;
  const list = document.createElement("ul");
  const status = document.createElement("span");
  let timer;
  let asking;
  let active = -1;

  list.id = `${input.id}-suggestions`;
  list.className = "suggestions";
  list.hidden = true;
  list.setAttribute("role", "listbox");
  list.setAttribute("aria-label", form.dataset.label);
  status.className = "quiet";
  status.setAttribute("role", "status");
  input.after(list, status);
  for (const [name, value] of [
    ["role", "combobox"],
    ["aria-autocomplete", "list"],
    ["aria-controls", list.id],
    ["aria-expanded", "false"],
  ]) {
    input.setAttribute(name, value);
  }

  const isOpen = () => !list.hidden;

  const open = (isToOpen) => {
    list.hidden = !isToOpen;
    input.setAttribute("aria-expanded", String(isToOpen));
    if (!isToOpen) {
      activate(-1);
    }
  };

  const activate = (index) => {
    list.children[active]?.setAttribute("aria-selected", "false");
    active = index;
    const option = list.children[index];
    if (option) {
      option.setAttribute("aria-selected", "true");
      option.scrollIntoView({ block: "nearest" });
      input.setAttribute("aria-activedescendant", option.id);
    } else {
      input.removeAttribute("aria-activedescendant");
    }
  };

  const close = () => {
    clearTimeout(timer);
    asking?.abort();
    status.textContent = "";
    open(false);
  };

  const choose = (option) => {
    input.value = option.textContent;
    close();
    form.requestSubmit();
  };

  const show = (suggestions) => {
    activate(-1);
    list.replaceChildren(
      ...suggestions.map((text, index) => {
        const option = document.createElement("li");
        option.id = `${list.id}-${index}`;
        option.setAttribute("role", "option");
        option.setAttribute("aria-selected", "false");
        option.textContent = text;
        return option;
      }),
    );
    open(suggestions.length > 0);
    status.textContent = form.dataset.count.replace("{n}", suggestions.length);
  };

  const ask = async () => {
    const typed = input.value.trim();
    asking?.abort();
    if (typed.length < SHORTEST) {
      close();
      return;
    }
    asking = new AbortController();
    try {
      const address = `${form.dataset.suggestions}?q=${encodeURIComponent(typed)}`;
      const answer = await fetch(address, { signal: asking.signal });
      const { suggestions } = await answer.json();
      if (document.activeElement === input) {
        show(suggestions);
      }
    } catch {
      // No suggestions, or no longer wanted: the box works as it is.
    }
  };

  input.addEventListener("input", (event) => {
    clearTimeout(timer);
    if (!event.isComposing) {
      timer = setTimeout(ask, PAUSE);
    }
  });
  input.addEventListener("keydown", (event) => {
    const last = list.children.length - 1;
    if (event.key === "ArrowDown" && last >= 0) {
      event.preventDefault();
      open(true);
      activate(active < last ? active + 1 : -1);
    } else if (event.key === "ArrowUp" && isOpen()) {
      event.preventDefault();
      activate(active < 0 ? last : active - 1);
    } else if (event.key === "Escape" && isOpen()) {
      // The first time it closes the list, and only then empties the box.
      event.preventDefault();
      close();
    } else if (event.key === "Enter" && active >= 0 && !event.isComposing) {
      event.preventDefault();
      choose(list.children[active]);
    }
  });
  input.addEventListener("blur", close);
  // Before the box loses the focus, and with it the list.
  list.addEventListener("pointerdown", (event) => event.preventDefault());
  list.addEventListener("click", (event) => {
    const option = event.target.closest("[role=option]");
    if (option) {
      choose(option);
    }
  });
}
