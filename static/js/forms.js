// The error summary gets the focus; a password can be shown; files are chosen in Vietnamese; a form is sent once; a
// whole date pasted into one box fills three, the age follows a date of birth, and nothing is asked of nobody.
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

  const wholeDate = (text) => {
    const found = text.trim().match(/^(\d{1,2})[\s/.,-]+(\d{1,2})[\s/.,-]+(\d{4})$/) ?? text.trim().match(/^(\d{2})(\d{2})(\d{4})$/);
    if (found) return found.slice(1);
    const turned = text.trim().match(/^(\d{4})[\s/.,-]+(\d{1,2})[\s/.,-]+(\d{1,2})$/);
    return turned && turned.slice(1).reverse();
  };

  const exists = (day, month, year) => {
    const date = new Date(year, month - 1, day);
    return date.getMonth() === month - 1 && date.getDate() === Number(day);
  };

  // In whole years and months until today: a check for the eye, the server reckons by itself.
  const ageOf = ([day, month, year]) => {
    const today = new Date();
    if (!/^\d{4}$/.test(year) || Number(year) > today.getFullYear()) return "";
    if (!month && day) return "";
    if (!month) return `khoảng ${Math.max(0, today.getFullYear() - year)} tuổi`;
    if (!exists(day || 1, month, year)) return "";
    let months = (today.getFullYear() - year) * 12 + today.getMonth() + 1 - month;
    if (today.getDate() < Number(day || 1)) months -= 1;
    if (!(months >= 0)) return "";
    const [years, rest] = [Math.floor(months / 12), months % 12];
    return [years && `${years} tuổi`, rest && `${rest} tháng`].filter(Boolean).join(" ") || "dưới 1 tháng";
  };

  for (const part of document.querySelectorAll(".cc-date")) {
    const boxes = [...part.querySelectorAll("input")];
    const age = part.parentElement.querySelector("[data-age]");
    const showAge = () => {
      if (!age) return;
      const words = ageOf(boxes.map((box) => box.value.trim()));
      age.textContent = words && `Tính đến hôm nay: ${words}.`;
    };
    part.addEventListener("paste", (event) => {
      const date = wholeDate(event.clipboardData.getData("text"));
      if (!date) return;
      event.preventDefault();
      boxes.forEach((box, index) => { box.value = date[index]; });
      boxes[2].focus();
      boxes[2].dispatchEvent(new Event("input", { bubbles: true }));
    });
    part.addEventListener("input", showAge);
    part.addEventListener("change", showAge);
    showAge();
  }

  // A parent's state is asked only of a parent who is named.
  for (const box of document.querySelectorAll("[data-asked-of]")) {
    const name = box.form.elements[box.dataset.askedOf];
    const ask = () => { box.closest(".cc-f").hidden = !name.value.trim() && !box.value; };
    for (const event of ["input", "change"]) name.addEventListener(event, ask);
    ask();
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
