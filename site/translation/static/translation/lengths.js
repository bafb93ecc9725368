/* Says of titles, leads and descriptions how long they are while they are written. */
document.addEventListener("input", (event) => {
  const line = document.querySelector(`[data-length-of="${event.target.name}"]`);
  if (!line) return;
  const words = event.target.value.trim().replace(/<\/?[a-z][^<>]*>/g, "");
  const count = [...words].length;
  const isBeyond = count > Number(line.dataset.most);
  line.textContent = (isBeyond ? line.dataset.beyond : line.dataset.within).replace("{n}", count);
  line.classList.toggle("translation-length--beyond", isBeyond);
});
