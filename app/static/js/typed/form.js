/* A form, and what is kept of it: each field that holds something else than the server has.

   Whoever saves the form meanwhile tells it so: an event "typed:stored" with the FormData that was
   stored. Its data-typed says "lost" where the browser would not keep what is written. */

import { digest, names, served, values } from "./fields.js";
import { label } from "./names.js";
import * as store from "./store.js";

export class TypedForm {
  constructor(form) {
    this.form = form;
    this.address = addressOf(form);
    this.key = store.keyOf(this.address);
    this.page = window.location.pathname + window.location.search;
    this.title = document.title.replace(/ – Hederspris$/u, "");
    this.bases = {}; // by name, what the server has, as a number
    this.fields = {}; // by name, what is kept
    for (const name of names(form)) this.bases[name] = digest(served(form, name));
    form.addEventListener("input", ({ target }) => this.note(target.name));
    form.addEventListener("change", ({ target }) => this.note(target.name));
    form.addEventListener("typed:stored", ({ detail }) => this.stored(detail));
  }

  get isKept() {
    return this.form.dataset.typed !== "lost";
  }

  get isEmpty() {
    return Object.keys(this.fields).length === 0;
  }

  note(name) {
    if (!(name in this.bases)) return;
    this.look(name);
    this.write();
  }

  look(name) {
    const list = values(this.form, name);
    const base = this.fields[name]?.base ?? this.bases[name];
    if (digest(list) === this.bases[name]) delete this.fields[name];
    else this.fields[name] = { base, values: list, label: label(this.form, name) };
  }

  /* What another page kept of a field, and started from, is this page's now. */
  take(name, base) {
    this.fields[name] = { base, values: values(this.form, name), label: label(this.form, name) };
  }

  write(sent) {
    if (this.isEmpty) {
      store.remove(this.key);
      delete this.form.dataset.typed;
    } else {
      const { page, title, fields } = this;
      const isKept = store.write(this.key, { page, title, fields, sent });
      this.form.dataset.typed = isKept ? "kept" : "lost";
    }
    this.form.dispatchEvent(new CustomEvent("typed:noted", { bubbles: true }));
  }

  stored(data) {
    for (const name of Object.keys(this.bases)) {
      this.bases[name] = digest(data.getAll(name));
      delete this.fields[name];
      this.look(name);
    }
    this.write();
  }

  /* The form is sent with a mark, and the page that comes of it says whether that was stored. */
  send() {
    this.form.querySelector('input[name="typed"]')?.remove();
    if (this.isEmpty) return;
    const input = document.createElement("input");
    Object.assign(input, { type: "hidden", name: "typed", value: store.mark() });
    this.form.append(input);
    this.write(input.value);
  }

  /* Leave the fields as the server has them. */
  clear() {
    this.fields = {};
    this.write();
  }
}

/* Where the form is sent, and which of them it is where a page has several to the same place. */
function addressOf(form) {
  const { pathname } = new URL(
    form.getAttribute("action") || window.location.href,
    window.location,
  );
  return form.id ? `${pathname}#${form.id}` : pathname;
}
