// The error summary gets the focus; a password can be shown; files are chosen in Vietnamese; a form is sent once.
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

  // The browser's own button speaks the language of the machine, which may be English.
  for (const part of document.querySelectorAll(".cc-file")) {
    const box = part.querySelector("input");
    const chosen = part.querySelector("[data-file-name]");
    const nothing = chosen.textContent;
    for (const hidden of part.querySelectorAll("[hidden]")) hidden.hidden = false;
    box.classList.add("visually-hidden");
    box.addEventListener("change", () => { chosen.textContent = [...box.files].map((file) => file.name).join(", ") || nothing; });
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
