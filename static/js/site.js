/* Improves what already works without it: choosing a language, sharing an article.
   It stores nothing and sends nothing. */
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
