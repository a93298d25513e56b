// Ticked rows of a list: how many there are, and all rows of a page at once. Without it one ticks them one by one.
(() => {
  "use strict";

  const form = document.getElementById("bulk");
  if (!form) return;
  const boxes = [...document.querySelectorAll("input[name=row][form=bulk]")];
  const all = document.querySelector("[data-pick-all]");
  const everything = form.querySelector("[data-everything]");
  const said = form.querySelector("[data-picked]");
  const unticked = said.textContent;

  const tell = () => {
    const count = boxes.filter((box) => box.checked).length;
    said.textContent = count ? `Đã đánh dấu ${count} dòng:` : unticked;
    form.classList.toggle("cc-stick", count > 0 || everything.checked);
    for (const box of boxes) box.disabled = everything.checked;
    all.checked = count > 0 && count === boxes.length;
    all.indeterminate = count > 0 && count < boxes.length;
    all.disabled = everything.checked;
  };

  all.hidden = false;
  all.addEventListener("change", () => {
    for (const box of boxes) box.checked = all.checked;
    tell();
  });
  for (const box of [...boxes, everything]) box.addEventListener("change", tell);
  window.addEventListener("pageshow", tell); // the browser keeps ticks when one comes back
})();
