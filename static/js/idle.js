// Nobody is signed out without a warning: two minutes before the session ends, and the typed text is kept.
(() => {
  "use strict";

  const notice = document.getElementById("idle");
  if (!notice) return;
  const WARN = 120, PING = 60, LAST = "choche-last-active"; // seconds; the moment is shared by all tabs
  const limit = Number(notice.dataset.seconds);
  const signOut = document.getElementById("sign-out");
  let pinged = Date.now();

  const active = () => {
    const now = Date.now();
    window.localStorage.setItem(LAST, String(now));
    if (now - pinged < PING * 1000) return;
    pinged = now;
    fetch(notice.dataset.ping);
  };

  const tick = async () => {
    const quiet = (Date.now() - Number(window.localStorage.getItem(LAST) || pinged)) / 1000;
    if (quiet >= limit - 5) {
      await window.keepDrafts();
      signOut.submit();
    } else if (quiet >= limit - WARN) {
      if (!notice.open) { window.keepDrafts(); notice.showModal(); }
    } else if (notice.open) {
      notice.close();
    }
  };

  const stay = () => { pinged = 0; active(); notice.close(); };

  active();
  notice.querySelector("[data-stay]").addEventListener("click", stay);
  notice.addEventListener("cancel", stay);
  for (const kind of ["keydown", "pointerdown", "scroll"]) {
    document.addEventListener(kind, () => { if (!notice.open) active(); }, { passive: true });
  }
  window.setInterval(tick, 1000);
})();
