// What is typed into a <form data-draft="key"> is kept on the server, for its writer only, and offered again.
// Before it is sent the server is asked whether its writer is still signed in: if not, the page stays as it is.
(() => {
  "use strict";

  const QUIET = 1500; // milliseconds without a key
  const SENT = "choche-sent-draft"; // which form was sent: unless the next page shows it with errors, it was taken
  const url = document.body.dataset.draftUrl;
  const forms = url ? [...document.querySelectorAll("form[data-draft]")] : [];
  const secret = (field) => ["password", "file", "hidden", "submit"].includes(field.type);

  const refused = (form) => form.querySelector("[data-error-summary], .cc-err") !== null;

  const typed = (form) => {
    const open = [...form.elements].filter((field) => field.name && !secret(field));
    const marked = open.filter((field) => !["radio", "checkbox"].includes(field.type) || field.checked);
    return marked.map((field) => [field.name, field.value]);
  };

  const send = (form, data) => {
    const body = new URLSearchParams({
      key: form.dataset.draft, data, csrfmiddlewaretoken: form.elements.csrfmiddlewaretoken.value,
    });
    return fetch(url, { method: "POST", body, keepalive: true, redirect: "manual" });
  };

  const keep = (form) => {
    window.clearTimeout(form.draftTimer);
    const data = JSON.stringify(typed(form));
    if (data === form.draftKept) return Promise.resolve();
    form.draftKept = data;
    return send(form, data);
  };

  const putBack = (form, data) => {
    for (const field of form.elements) {
      if (!field.name || secret(field)) continue;
      const values = data.filter(([name]) => name === field.name).map(([, value]) => value);
      if (["radio", "checkbox"].includes(field.type)) field.checked = values.includes(field.value);
      else if (values.length) field.value = values[0];
      field.dispatchEvent(new Event("change", { bubbles: true }));
    }
  };

  const button = (words, action) => {
    const made = document.createElement("button");
    Object.assign(made, { type: "button", className: "linklike", textContent: words });
    made.addEventListener("click", action);
    return made;
  };

  const offer = (form, draft) => {
    const note = document.createElement("p");
    note.className = "cc-note cc-restore";
    note.setAttribute("role", "status");
    const restore = button(`Khôi phục chữ gõ dở lúc ${draft.saved_at}`, () => { putBack(form, JSON.parse(draft.data)); note.remove(); });
    const drop = button("Bỏ bản nháp", () => { send(form, ""); note.remove(); });
    note.append(restore, "  ·  ", drop);
    form.prepend(note);
  };

  const find = async (form) => {
    const answer = await fetch(`${url}?${new URLSearchParams({ key: form.dataset.draft })}`);
    if (answer.status !== 200 || answer.redirected) return; // nothing kept, or signed out
    const draft = await answer.json();
    if (draft.data !== form.draftKept) offer(form, draft);
  };

  const say = (form, words, signInHref) => {
    form.querySelector(".cc-unsent")?.remove();
    const note = document.createElement("div");
    note.className = "cc-note late cc-unsent";
    note.setAttribute("role", "alert");
    note.append(words);
    if (signInHref) {
      const link = document.createElement("a");
      Object.assign(link, { href: signInHref, target: "_blank", rel: "noopener", textContent: "Đăng nhập lại ở thẻ mới" });
      note.append(" ", link);
    }
    (form.querySelector(".cc-stick") ?? form).prepend(note);
  };

  // Whoever signed in again has a new token; somebody else may have signed in instead.
  const renewToken = async (form) => {
    const page = new DOMParser().parseFromString(await (await fetch(window.location.href)).text(), "text/html");
    const token = page.querySelector("[name=csrfmiddlewaretoken]");
    if (!token || page.body.dataset.person !== document.body.dataset.person) return false;
    form.elements.csrfmiddlewaretoken.value = token.value;
    return true;
  };

  const STAYS = "Chữ vừa gõ vẫn ở trên trang này, chưa lưu.";

  const saySignedOut = (form) => {
    say(form, `Phiên làm việc đã kết thúc. ${STAYS} Đăng nhập lại, quay về trang này rồi bấm lại nút.`, document.body.dataset.signInUrl);
  };

  // May the form be sent now? If not, its writer is told what to do first.
  const mayBeSent = async (form) => {
    const data = JSON.stringify(typed(form));
    try {
      let answer = await send(form, data);
      if (answer.status === 403 && await renewToken(form)) answer = await send(form, data);
      if (answer.ok) return true;
      if (answer.type === "opaqueredirect") {
        saySignedOut(form);
      } else {
        say(form, `Máy này đang đăng nhập bằng tài khoản khác. ${STAYS} Đăng nhập lại bằng tài khoản của mình rồi bấm lại nút.`);
      }
    } catch {
      say(form, `Không nối được với máy chủ. ${STAYS} Chờ một lát rồi bấm lại nút.`);
    }
    return false;
  };

  const sendWhenSignedIn = async (form, button) => {
    if (form.draftAsked) return;
    form.draftAsked = true;
    form.draftMaySend = await mayBeSent(form);
    form.draftAsked = false;
    if (!form.draftMaySend) return;
    form.querySelector(".cc-unsent")?.remove();
    form.requestSubmit(button);
    form.draftMaySend = false;
  };

  const forgetSent = async () => {
    const sent = JSON.parse(window.sessionStorage.getItem(SENT) || "null");
    window.sessionStorage.removeItem(SENT);
    const clash = document.querySelector("[data-clash]"); // two versions: the one given up stays a draft
    if (clash && sent) { clash.hidden = false; return; }
    if (!sent || !url || forms.some((form) => form.dataset.draft === sent.key && refused(form))) return;
    await fetch(url, { method: "POST", body: new URLSearchParams({ key: sent.key, data: "", csrfmiddlewaretoken: sent.token }) });
  };

  const forgotten = forgetSent();
  for (const form of forms) {
    form.draftKept = JSON.stringify(typed(form));
    if (!refused(form)) forgotten.then(() => find(form));
    form.addEventListener("input", () => {
      window.clearTimeout(form.draftTimer);
      form.draftTimer = window.setTimeout(() => keep(form), QUIET);
    });
    form.addEventListener("submit", (event) => {
      window.clearTimeout(form.draftTimer);
      if (!form.draftMaySend) {
        event.preventDefault();
        sendWhenSignedIn(form, event.submitter);
        return;
      }
      const token = form.elements.csrfmiddlewaretoken.value;
      window.sessionStorage.setItem(SENT, JSON.stringify({ key: form.dataset.draft, token }));
    });
  }
  // Nor does a part that was to be renewed leave the page for the sign-in.
  document.addEventListener("htmx:beforeOnLoad", (event) => {
    if (!forms.length || !event.detail.xhr.getResponseHeader("HX-Redirect")) return;
    event.preventDefault();
    saySignedOut(event.target.closest("form[data-draft]") ?? forms[0]);
  });
  document.addEventListener("visibilitychange", () => { if (document.hidden) forms.forEach(keep); });

  window.keepDrafts = () => Promise.allSettled(forms.map(keep));
})();
