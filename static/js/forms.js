// The error summary gets the focus; a password can be shown; a form is sent once.
(() => {
  "use strict";

  const summary = document.querySelector("[data-error-summary]");
  if (summary) summary.focus();

  for (const button of document.querySelectorAll("[data-show-password]")) {
    const box = button.parentElement.querySelector("input");
    const word = button.querySelector("span");
    button.hidden = false;
    button.setAttribute("aria-pressed", "false");
    button.addEventListener("click", () => {
      const shown = box.type === "text";
      box.type = shown ? "password" : "text";
      word.textContent = shown ? "Hiện" : "Ẩn";
      button.setAttribute("aria-pressed", String(!shown));
    });
  }

  for (const button of document.querySelectorAll("[data-copy]")) {
    if (!navigator.clipboard) continue;
    button.hidden = false;
    button.addEventListener("click", async () => {
      await navigator.clipboard.writeText(document.getElementById(button.dataset.copy).textContent.trim());
      button.textContent = "Đã chép";
    });
  }

  // Two quick presses on a slow line must not send twice.
  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (form.method !== "post" || event.defaultPrevented) return;
    if (form.dataset.sent) { event.preventDefault(); return; }
    form.dataset.sent = "1";
    window.setTimeout(() => { delete form.dataset.sent; }, 4000);
  });
})();
