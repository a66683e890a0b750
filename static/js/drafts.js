// What was typed and not saved stays in this browser, bound to the person, and is offered again.
{
  const person = document.body.dataset.person;
  const store = (act) => { try { return act(localStorage); } catch { return null; } };
  const keys = () => store((all) => Object.keys(all).filter((key) => key.startsWith("draft:"))) || [];
  const keyOf = (id) => `draft:${person}:${id}`;
  const read = (id) => { try { return JSON.parse(store((all) => all.getItem(keyOf(id)))); } catch { return null; } };
  const write = (id, draft) => store((all) => all.setItem(keyOf(id), JSON.stringify(draft)));
  const drop = (id) => store((all) => all.removeItem(keyOf(id)));
  const forget = (which) => { for (const key of keys()) if (which(key)) store((all) => all.removeItem(key)); };

  const fields = (form) => [...form.elements].filter((each) => each.name && each.matches("textarea, select, input:not([type=hidden], [type=password], [type=file], [type=checkbox], [type=radio])"));
  const values = (form) => Object.fromEntries(fields(form).map((each) => [each.name, each.value]));
  // As people read it: what a list offers, not what it sends.
  const said = (form) => fields(form).filter((each) => each.value).map((each) => (each.matches("select") ? each.selectedOptions[0].text : each.value)).join(" · ");
  const same = (one, other) => Object.entries(one).every(([name, value]) => (other[name] ?? "").replace(/\r\n/g, "\n").trim() === value.replace(/\r\n/g, "\n").trim());
  const idOf = (form) => form.dataset.draft;

  if (person) {
    // A shared computer: what someone else left is neither shown nor kept.
    forget((key) => !key.startsWith(`draft:${person}:`));

    document.addEventListener("input", (event) => {
      const form = event.target.closest("form[data-draft]");
      if (form) write(idOf(form), { at: Date.now(), seen: form.elements.seen ? form.elements.seen.value : "", values: values(form), said: said(form) });
    });

    // Saved in place, kept while typing, cancelled, or chosen otherwise: there is no draft any more.
    document.addEventListener("kept", (event) => drop(idOf(event.target)));
    document.addEventListener("htmx:afterRequest", (event) => {
      const from = event.detail.requestConfig.elt;
      const done = from.closest("[data-draft-done]");
      const form = from.closest("form[data-draft]");
      if (!event.detail.successful || !(done || form)) return;
      drop(done ? done.dataset.draftDone : idOf(form));
    });
    document.addEventListener("click", (event) => {
      const cancelled = event.target.closest("a[data-draft-done]:not([hx-get])");
      if (cancelled) drop(cancelled.dataset.draftDone);
    });
    // A whole page that is sent: whether it was saved shows on the page that comes back.
    document.addEventListener("submit", (event) => {
      const form = event.target;
      if (!form.matches("form[data-draft]") || form.hasAttribute("hx-post")) return;
      const draft = read(idOf(form));
      if (draft) write(idOf(form), { ...draft, sent: true });
    });
    const here = new Set([...document.querySelectorAll("form[data-draft]")].map(idOf));
    for (const key of keys()) {
      const id = key.slice(keyOf("").length);
      const draft = read(id);
      if (draft && draft.sent && !here.has(id)) drop(id);
    }

    // The offer.
    const template = document.getElementById("draft-offer");
    const wanted = new Set();
    const fill = (form, draft) => {
      for (const each of fields(form)) if (each.name in draft.values) each.value = draft.values[each.name];
      // Based on what was read then: a change by someone else since is shown, not overwritten.
      if (form.elements.seen && draft.seen) form.elements.seen.value = draft.seen;
      const first = fields(form)[0];
      if (first) { first.dispatchEvent(new Event("input", { bubbles: true })); first.focus(); }
    };
    const offer = (place) => {
      const form = place.matches("form") ? place : null;
      const id = form ? idOf(form) : place.dataset.draftOf;
      const draft = read(id);
      if (!draft || !draft.values || !draft.said) return;
      if (form && wanted.delete(id)) { fill(form, draft); return; }
      if (form && same(draft.values, values(form))) { if (draft.sent) drop(id); return; }
      if (place.querySelector("[data-offer]") || place.querySelector("form[data-draft]")) return;
      const box = template.content.firstElementChild.cloneNode(true);
      const time = new Date(draft.at).toLocaleTimeString([], { hour: "numeric", minute: "2-digit" });
      box.querySelector("[data-when]").textContent = box.querySelector("[data-when]").textContent.replace("%s", time);
      box.querySelector("[data-what]").textContent = draft.said.slice(0, 2000);
      const edit = !form && document.getElementById(place.dataset.back);
      const [use, discard] = box.querySelectorAll("button");
      use.hidden = !form && !edit;
      use.addEventListener("click", () => {
        box.remove();
        if (form) fill(form, draft);
        else { wanted.add(id); edit.click(); }
      });
      discard.addEventListener("click", () => { drop(id); box.remove(); if (edit) edit.focus(); });
      place.prepend(box);
    };
    const look = (root) => {
      const selector = "form[data-draft], [data-draft-of]";
      if (root.matches && root.matches(selector)) offer(root);
      for (const place of root.querySelectorAll(selector)) offer(place);
    };
    if (template) {
      look(document);
      document.addEventListener("htmx:load", (event) => look(event.detail.elt));
    }
  }

  // Signing out leaves nothing behind.
  document.addEventListener("submit", (event) => {
    if (event.target.matches("[data-sign-out]")) forget(() => true);
  });
}
