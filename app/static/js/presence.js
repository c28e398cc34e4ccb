/* Tells the server in which field of a shared form somebody is writing, and shows who else is where.

   <form data-presence="URL"> is asked every 15 seconds while the page is seen, and when the writer
   goes to another question. Each question's line is <p data-presence-of="KEY">, hidden while nobody
   is there. The hidden field "at" goes with each save too. Without the script a page says who saved
   last when it was made. */

const EVERY = 15_000;
const SOON = 400;

class Presence {
  constructor(form) {
    this.form = form;
    this.at = form.querySelector('input[name="at"]');
    this.people = document.querySelector("[data-presence-people]");
    this.last = document.querySelector("[data-presence-last]");
    this.lines = new Map();
    for (const line of form.querySelectorAll("[data-presence-of]")) {
      this.lines.set(line.dataset.presenceOf, line);
    }
    form.addEventListener("focusin", (event) => this.entered(event.target));
    document.addEventListener("visibilitychange", () => this.schedule(SOON));
    this.schedule(SOON);
  }

  entered(field) {
    const key = this.keyOf(field);
    if (!key || key === this.at.value) return;
    this.at.value = key;
    this.schedule(SOON);
  }

  keyOf(field) {
    if (field.closest("#candidates")) return "candidates";
    const name = field.name?.replace(/^answer-/u, "") ?? "";
    let found = "";
    for (const key of this.lines.keys()) {
      if ((name === key || name.startsWith(`${key}-`)) && key.length > found.length) found = key;
    }
    return found;
  }

  schedule(delay) {
    window.clearTimeout(this.timer);
    this.timer = window.setTimeout(() => this.ask(), delay);
  }

  async ask() {
    if (document.visibilityState === "hidden") return;
    const data = new FormData();
    data.set("csrf_token", this.form.querySelector('input[name="csrf_token"]').value);
    data.set("at", this.at.value);
    try {
      const response = await fetch(this.form.dataset.presence, {
        method: "POST",
        body: data,
        credentials: "same-origin",
        redirect: "manual",
        headers: { "X-Autosave": "1", Accept: "application/json" },
      });
      if (response.ok) this.show(await response.json());
    } catch {
      // The autosave says that the server is away; who else is there can wait.
    }
    this.schedule(EVERY);
  }

  show({ people, at, last }) {
    for (const [key, line] of this.lines) {
      const said = at[key] ?? "";
      line.hidden = !said;
      write(line.querySelector("[data-presence-words]"), said);
    }
    if (this.people) {
      const said = people.join(" ");
      write(this.people, said);
      this.people.hidden = !said;
    }
    if (this.last) write(this.last, last);
  }
}

/* What is said already is not said again: a screen reader reads each change. */
function write(element, words) {
  if (element && element.textContent !== words) element.textContent = words;
}

for (const form of document.querySelectorAll("form[data-presence]")) new Presence(form);
