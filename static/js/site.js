/* Improves what already works without it: sharing an article.
   It stores nothing and sends nothing. */
"use strict";

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
