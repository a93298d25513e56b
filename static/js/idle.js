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

  // Whoever signs in again stands on this page again; pressing “Đăng xuất” oneself does not say so.
  const comeBackHere = () => {
    const here = document.createElement("input");
    Object.assign(here, { type: "hidden", name: "next", value: window.location.pathname + window.location.search });
    const kept = document.createElement("input");
    Object.assign(kept, { type: "hidden", name: "kept", value: "1" });
    signOut.append(here, kept);
  };

  const tick = async () => {
    const quiet = (Date.now() - Number(window.localStorage.getItem(LAST) || pinged)) / 1000;
    if (quiet >= limit - 5) {
      window.clearInterval(clock);
      await window.keepDrafts();
      comeBackHere();
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
  const clock = window.setInterval(tick, 1000);
})();
