/* What was kept of a form is offered when the form is opened again, field by field:

   the server has the same       it is forgotten
   the server has what it had    it is put back, and said so; one can throw it away
   the server has something else both are shown beside each other, and one chooses; nothing is
                                 overwritten until then

   The third holds too where two pages of the same form have kept different texts. */

import { controls, digest, fill, fits, served, values } from "./fields.js";
import { label, shown } from "./names.js";
import * as notices from "./notices.js";
import * as store from "./store.js";

export function offer(typed) {
  const box = notices.place(typed.form);
  const earlier = store.entries(typed.address);
  const [back, apart] = [[], []];
  for (const name of new Set(earlier.flatMap(({ fields }) => Object.keys(fields)))) {
    if (!(name in typed.bases)) continue; // not a part of the form as it is now
    const found = texts(typed, name, earlier);
    if (found.length === 1 && found[0].base === typed.bases[name] && put(typed, name, found[0])) {
      back.push(name);
    } else if (found.length) {
      apart.push({ name, found });
    }
  }
  if (back.length) {
    typed.write();
    if (typed.isKept) for (const entry of earlier) store.drop(entry, back);
    box.append(putBack(typed, back));
  }
  if (apart.length) box.append(differing(typed, apart));
}

/* The page that says what was wrong with what was sent: its fields have that, and the server does not. */
export function resume(typed) {
  for (const entry of store.entries(typed.address).filter(({ sent }) => sent)) {
    Object.assign(typed, { page: entry.page, title: entry.title }); // this one is nowhere to go to
    for (const [name, kept] of Object.entries(entry.fields)) {
      if (!(name in typed.bases)) continue;
      if (digest(values(typed.form, name)) !== digest(kept.values))
        fill(typed.form, name, kept.values);
      typed.bases[name] = kept.base;
      typed.take(name, kept.base);
    }
    typed.write();
    if (typed.isKept) store.remove(entry.key);
  }
}

/* What was kept of a field and is not what the server has, each text once. */
function texts(typed, name, earlier) {
  const found = new Map();
  for (const entry of earlier) {
    const kept = entry.fields[name];
    if (!kept) continue;
    const what = digest(kept.values);
    if (what === typed.bases[name]) store.drop(entry, [name]);
    else found.set(what, kept);
  }
  return [...found.values()];
}

function put(typed, name, kept) {
  if (!fill(typed.form, name, kept.values)) return false;
  typed.take(name, kept.base);
  reveal(typed.form, name);
  return true;
}

function reveal(form, name) {
  const details = controls(form, name)[0]?.closest("details");
  if (details) details.open = true;
}

function putBack(typed, names) {
  const notice = notices.copy("back", { fields: named(typed.form, names) });
  notices.on(notice, "discard", () => {
    for (const name of names) fill(typed.form, name, served(typed.form, name));
    notice.remove();
    controls(typed.form, names[0])[0]?.focus();
  });
  return notice;
}

function named(form, names) {
  return names.map((name) => label(form, name)).join(", ");
}

/* Both texts under each field, and above the form where they are. */
function differing(typed, apart) {
  const notice = notices.copy("differs");
  const list = notice.querySelector("[data-typed-list]");
  let left = apart.length;
  for (const { name, found } of apart) {
    const choice = beside(typed, name, found, () => {
      for (const entry of store.entries(typed.address)) {
        if (entry.key !== typed.key) store.drop(entry, [name]);
      }
      item.remove();
      left -= 1;
      if (!left) notice.remove();
    });
    const item = document.createElement("li");
    const link = document.createElement("a");
    link.href = `#${choice.id}`;
    link.textContent = label(typed.form, name);
    item.append(link);
    list.append(item);
    reveal(typed.form, name);
  }
  return notice;
}

function beside(typed, name, found, done) {
  const { form } = typed;
  const title = label(form, name);
  const panel = notices.copy("beside", { field: title });
  panel.id = `typed-${form.id}-${name}`;
  const side = panel.querySelector("[data-typed-side]");
  const rest = side.parentElement;
  side.querySelector("[data-typed-text]").textContent =
    shown(form, name, served(form, name)) || "–";
  function settle() {
    panel.remove();
    done();
    controls(form, name)[0]?.focus();
  }
  notices.on(side, "choose", settle);
  for (const kept of found) {
    const other = notices.copy("own", { field: title });
    other.querySelector("[data-typed-text]").textContent = shown(form, name, kept.values) || "–";
    notices.on(other, "choose", () => {
      fill(form, name, kept.values);
      settle();
    });
    if (!fits(form, name, kept.values)) other.querySelector("button").remove(); // to be read and copied
    rest.append(other);
  }
  place(form, name, panel);
  return panel;
}

const PARTS = "table, .question, .criterion, .sheet__part, .declare__answer";

function place(form, name, panel) {
  const [control] = controls(form, name);
  (control.closest(PARTS) ?? control.closest("label") ?? control).after(panel);
}
