/* Says on the page when a key did not answer; allauth's own script tells the console. */
document.addEventListener("allauth.error", (event) => {
  event.preventDefault();
  const line = document.getElementById("key-failed");
  line.hidden = true;
  // Shown anew, so that it is read out anew.
  setTimeout(() => { line.hidden = false; });
});
