// What is typed into a <form data-draft="key"> is kept on the server, for its writer only, and offered again.
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
    return fetch(url, { method: "POST", body, keepalive: true });
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

  const forgetSent = async () => {
    const sent = JSON.parse(window.sessionStorage.getItem(SENT) || "null");
    window.sessionStorage.removeItem(SENT);
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
    form.addEventListener("submit", () => {
      window.clearTimeout(form.draftTimer);
      const token = form.elements.csrfmiddlewaretoken.value;
      window.sessionStorage.setItem(SENT, JSON.stringify({ key: form.dataset.draft, token }));
    });
  }
  document.addEventListener("visibilitychange", () => { if (document.hidden) forms.forEach(keep); });

  window.keepDrafts = () => Promise.allSettled(forms.map(keep));
})();
