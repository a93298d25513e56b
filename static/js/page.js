// Menu on a phone, lists behind a button, questions behind a button. Without it they open by link or <details>.
(() => {
  "use strict";

  const menu = document.getElementById("menu");
  const opener = document.querySelector("[data-menu]");

  const openMenu = (open) => {
    menu.classList.toggle("open", open);
    opener.setAttribute("aria-expanded", String(open));
    (open ? menu.querySelector("a") : opener).focus();
  };

  if (menu && opener) {
    opener.setAttribute("aria-expanded", "false");
    opener.setAttribute("aria-controls", "menu");
    opener.addEventListener("click", (event) => { event.preventDefault(); openMenu(true); });
    menu.querySelector("[data-menu-close]").addEventListener("click", (event) => { event.preventDefault(); openMenu(false); });
  }

  for (const button of document.querySelectorAll("[data-print]")) {
    button.hidden = false;
    button.addEventListener("click", () => window.print());
  }

  const close = (details) => {
    details.open = false;
    details.querySelector("summary").focus();
  };

  const revealKeepButtons = (root) => {
    for (const button of root.querySelectorAll(".cc-confirm [data-close]")) button.hidden = false;
  };
  revealKeepButtons(document);
  document.addEventListener("htmx:load", (event) => revealKeepButtons(event.target));

  document.addEventListener("click", (event) => {
    const keep = event.target.closest("[data-close]");
    if (keep) close(keep.closest("details"));
    for (const popup of document.querySelectorAll("details[data-popup][open], .cc-confirm[open]")) {
      if (!popup.contains(event.target)) popup.open = false;
    }
  });

  // A question that opens at the foot of a phone's screen is brought above its bar.
  document.addEventListener("toggle", (event) => {
    if (event.target.open && event.target.matches(".cc-confirm")) {
      event.target.querySelector(".cc-dlg").scrollIntoView({ block: "nearest" });
    }
  }, true);

  // Arrows walk from the search box through what it found and back; Enter opens as on any link.
  document.addEventListener("keydown", (event) => {
    const search = event.target.closest(".cc-search");
    if (!search || !["ArrowDown", "ArrowUp", "Escape"].includes(event.key)) return;
    const stops = [search.querySelector("input[type=search]"), ...search.querySelectorAll(".cc-found a")];
    const at = stops.indexOf(event.target);
    if (at < 0 || stops.length === 1 || (at === 0 && event.key !== "ArrowDown")) return;
    event.preventDefault();
    const next = event.key === "Escape" ? 0 : Math.min(at + (event.key === "ArrowDown" ? 1 : -1), stops.length - 1);
    stops[next].focus();
  });

  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    if (menu && menu.classList.contains("open")) openMenu(false);
    const popup = document.querySelector("details[data-popup][open], .cc-confirm[open]");
    if (popup) close(popup);
  });
})();
