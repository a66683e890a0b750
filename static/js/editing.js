// Editing in place: keys, saving while typing, the minute of undo, and lists ordered by keys and by dragging.
{
  const RETRY = 5000;
  const formOf = (target) => target.closest && target.closest("form[data-in-place]");

  // Escape gives the earlier words back; Ctrl+Enter saves a long text, as Enter does a short one.
  document.addEventListener("keydown", (event) => {
    if (event.isComposing || !event.target.closest) return;
    const place = event.target.closest("[data-in-place].editing");
    if (place && event.key === "Escape") {
      const cancel = place.querySelector("[data-cancel-saved]:not([hidden])") || place.querySelector("[data-cancel]");
      if (cancel) { event.preventDefault(); cancel.click(); }
    }
    const form = formOf(event.target);
    if (form && event.key === "Enter" && (event.ctrlKey || event.metaKey)) { event.preventDefault(); form.requestSubmit(); }
    const row = event.altKey && event.target.closest("[data-ordered] > li");
    if (row && (event.key === "ArrowUp" || event.key === "ArrowDown")) {
      const button = document.getElementById(`${row.id}-${event.key === "ArrowUp" ? "up" : "down"}`);
      if (button) { event.preventDefault(); if (!button.disabled) button.click(); }
    }
  });

  // Long texts are saved while they are typed: 1.5 seconds after the last key, and on leaving the field.
  const work = new WeakMap();
  const of = (form) => {
    if (!work.has(form)) work.set(form, { timer: 0, sending: null, isDirty: false, isTold: false });
    return work.get(form);
  };
  const tell = (form, text, kind, say) => {
    const state = form.querySelector("[data-state]");
    state.textContent = text;
    state.className = `saved ${kind}`;
    if (say) document.dispatchEvent(new CustomEvent("announce", { detail: text }));
  };
  const send = async (form) => {
    const job = of(form);
    clearTimeout(job.timer);
    const state = form.querySelector("[data-state]");
    const body = new FormData(form);
    body.set("step", "autosave");
    job.isDirty = false;
    tell(form, state.dataset.saving, "", false);
    try {
      const answer = await fetch(form.action, { method: "POST", body, headers: { Accept: "application/json", "HX-Request": "true", "HX-Current-URL": location.href } });
      if (answer.status === 401) { location.assign(answer.headers.get("HX-Redirect") || location.href); return; }
      if (![200, 409, 422].includes(answer.status)) throw new Error(String(answer.status));
      const { said, seen, event } = await answer.json();
      tell(form, said, answer.ok ? "good" : "problem", !answer.ok || !job.isTold);
      job.isTold = true;
      if (!answer.ok) { if (answer.status === 409) delete form.dataset.autosave; return; }
      form.elements.seen.value = seen;
      form.elements.event.value = event || "";
      if (event) {
        form.querySelector("[data-cancel]").hidden = true;
        form.querySelector("[data-cancel-saved]").hidden = false;
      }
      if (!job.isDirty) form.dispatchEvent(new CustomEvent("kept", { bubbles: true }));
    } catch {
      tell(form, state.dataset.retrying, "problem", true);
      job.isDirty = true;
      job.timer = setTimeout(() => form.isConnected && save(form), RETRY);
    }
  };
  const save = (form) => {
    const job = of(form);
    job.sending = (job.sending || Promise.resolve()).then(() => (form.isConnected && "autosave" in form.dataset ? send(form) : null));
    const mine = job.sending;
    return mine.then(() => { if (job.sending === mine) job.sending = null; });
  };
  document.addEventListener("input", (event) => {
    const form = formOf(event.target);
    if (!form || !("autosave" in form.dataset)) return;
    const job = of(form);
    job.isDirty = true;
    clearTimeout(job.timer);
    job.timer = setTimeout(() => save(form), 1500);
  });
  document.addEventListener("focusout", (event) => {
    const form = formOf(event.target);
    if (form && event.target.matches("textarea") && of(form).isDirty && "autosave" in form.dataset) save(form);
  });

  // A request of the form waits for its saving, or it would find the words changed by itself.
  document.addEventListener("htmx:confirm", (event) => {
    const form = event.detail.elt.closest("form[data-autosave]");
    const job = form && of(form);
    if (!job) return;
    clearTimeout(job.timer);
    if (!job.sending) return;
    event.preventDefault();
    const cancelled = event.detail.elt.matches("[data-cancel]");
    job.sending.then(() => {
      const undo = form.querySelector("[data-cancel-saved]:not([hidden])");
      if (cancelled && undo) undo.click();
      else event.detail.issueRequest(true);
    });
  });

  // The save state of the page, and the end of the minute.
  const settle = (root) => {
    const saved = root.matches && root.matches("[data-saved]") ? root : root.querySelector("[data-saved]");
    const state = document.getElementById("save-state");
    if (saved && state && state.dataset.words) {
      state.textContent = state.dataset.words.replace("%s", saved.dataset.saved);
      state.classList.add("good");
    }
    for (const form of root.querySelectorAll("[data-undo]")) {
      setTimeout(() => {
        if (!form.isConnected) return;
        const place = form.closest("[data-in-place]");
        const back = form.contains(document.activeElement) && document.getElementById(place.dataset.back);
        form.remove();
        if (back) back.focus();
      }, form.dataset.undo * 1000);
    }
    for (const grip of root.querySelectorAll("[data-grip][hidden]")) grip.hidden = false;
  };
  settle(document);
  document.addEventListener("htmx:load", (event) => settle(event.detail.elt));

  // What a move or a removal says stands in the messages; they come with the list.
  document.addEventListener("htmx:oobAfterSwap", (event) => {
    if (event.detail.target.id !== "said") return;
    const said = document.getElementById("said");
    if (!said.textContent.trim()) return;
    const box = said.firstElementChild; // without an id: htmx gives elements with one their own classes back
    box.classList.add("floating");
    document.dispatchEvent(new CustomEvent("announce", { detail: said.querySelector("p").textContent }));
    const leave = () => {
      if (said.matches(":focus-within, :hover")) setTimeout(leave, 3000);
      else box.remove();
    };
    setTimeout(leave, 10000);
  });

  // The focus stays with the row: on the button that was pressed, or on the other one at the end of the list.
  let pressed = null;
  document.addEventListener("htmx:beforeRequest", (event) => {
    const tools = event.detail.requestConfig.elt.closest(".row-tools");
    const row = tools && tools.closest("li, div[id]");
    if (!row) { pressed = null; return; }
    const next = row.nextElementSibling || row.previousElementSibling;
    pressed = { row: row.id, id: document.activeElement.id, next: next && next.id, list: row.closest("section[aria-labelledby]") };
  });
  document.addEventListener("htmx:afterSettle", () => {
    if (!pressed) return;
    const { row, id, next, list } = pressed;
    pressed = null;
    const find = (...ids) => ids.map((each) => document.getElementById(each)).find((each) => each && !each.disabled);
    const goal = find(id) || find(`${row}-up`, `${row}-down`) || find(`${next}-remove`) || (list && document.getElementById(list.getAttribute("aria-labelledby")));
    if (goal) goal.focus();
  });

  // A page that comes back after adding, moving or bringing back is at the row it speaks of; the browser
  // goes to the fragment first, and that would take the focus away again.
  const at = new URLSearchParams(location.search).get("at");
  addEventListener("load", () => setTimeout(() => {
    const row = at && document.getElementById(at);
    const goal = row && row.querySelector("a[id$='-edit'], .row-tools button:not([disabled]), a[href]");
    if (goal) goal.focus({ preventScroll: true });
  }));

  // Dragging: the row follows the pointer, and its form is sent where it is dropped.
  document.addEventListener("pointerdown", (event) => {
    const grip = event.target.closest && event.target.closest("[data-grip]");
    const row = grip && grip.closest("[data-ordered] > li");
    if (!row || event.button) return;
    event.preventDefault();
    const list = row.parentElement;
    const before = [...list.children];
    row.classList.add("dragged");
    const move = ({ clientY }) => {
      const other = [...list.children].find((each) => {
        const { top, bottom } = each.getBoundingClientRect();
        return each !== row && clientY > top && clientY < bottom;
      });
      if (!other) return;
      const { top, height } = other.getBoundingClientRect();
      if (clientY > top + height / 2) other.after(row);
      else other.before(row);
    };
    const end = ({ type }) => {
      document.removeEventListener("pointermove", move);
      for (const name of ["pointerup", "pointercancel"]) document.removeEventListener(name, end);
      row.classList.remove("dragged");
      const place = [...list.children].indexOf(row);
      if (type !== "pointerup" || place === before.indexOf(row)) { list.replaceChildren(...before); return; }
      const button = grip.closest("form").querySelector("[data-drop]");
      button.value = place + 1;
      button.click();
    };
    // On the document: the grip moves with its row and would lose the pointer.
    document.addEventListener("pointermove", move);
    for (const name of ["pointerup", "pointercancel"]) document.addEventListener(name, end);
  });
}
