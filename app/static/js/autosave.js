/* Saves a form while it is being written.

   <form data-autosave="URL"> is posted to the URL 1.5 seconds after the last change, and at once
   when the page is hidden. The server answers with JSON:

     200        {"saved": "Lagret på serveren kl. 10.42", "version": 7}
     otherwise  {"error": "…", "reload": true | false, "again": true | false}

   What can be taken later as it is ("again": she is signed out, say, and signs in in another tab) is
   tried again by itself. What is not stored is kept in the browser by typed.js, which is told what
   is ("typed:stored"), whether the server answers (data-reach), and may ask for it ("typed:save").

   Only the server's own words are shown as saved. Two requests are never under way at once, since
   the second would carry the version that the first is about to replace. */

const PAUSE = 1500;
const TIMEOUT = 20_000;
const RETRIES = [2000, 4000, 8000, 15_000, 30_000, 60_000];
const KEEPALIVE_LIMIT = 60_000; // browsers refuse more than 64 kB in a request that outlives its page

class Autosave {
  constructor(form) {
    this.form = form;
    this.words = form.querySelector("[data-saved]");
    this.box = this.words?.closest(".saved");
    this.saving = form.querySelector("[data-saving]");
    this.changes = 0; // made on this page
    this.stored = 0; // of them, on the server
    this.failures = 0;
    this.stopped = false;
    this.request = null;

    form.addEventListener("input", (event) => this.changed(event));
    form.addEventListener("change", (event) => this.changed(event));
    form.addEventListener("submit", (event) => this.submitted(event));
    // Whoever leaves has it saved, and whoever comes back, perhaps from signing in, too.
    document.addEventListener("visibilitychange", () => this.save());
    window.addEventListener("focus", () => this.save());
    window.addEventListener("pagehide", () => this.save());
    window.addEventListener("online", () => this.save());
    document.addEventListener("typed:save", () => this.save());
    window.addEventListener("pageshow", (event) => this.shown(event));
  }

  get dirty() {
    return this.changes > this.stored;
  }

  changed(event) {
    // Fields without a name help the writing (a filter) and are not part of the form.
    if (!event.target.name || event.target.type === "file") return;
    this.changes += 1;
    if (this.stopped) return;
    this.show("pending");
    this.schedule(PAUSE);
  }

  schedule(delay) {
    window.clearTimeout(this.timer);
    this.timer = window.setTimeout(() => this.save(), delay);
  }

  async save() {
    window.clearTimeout(this.timer);
    if (this.stopped || this.request || !this.dirty) return;
    const upTo = this.changes;
    const data = this.data();
    this.request = this.post(data);
    const outcome = await this.request;
    this.request = null;
    this.reached(outcome);
    if (outcome.saved) {
      this.form.dispatchEvent(new CustomEvent("typed:stored", { detail: data }));
      this.stored = upTo;
      this.failures = 0;
      this.setVersion(outcome.version);
      this.show("saved", outcome.saved);
      if (this.dirty) {
        this.show("pending");
        this.schedule(document.visibilityState === "hidden" ? 0 : PAUSE);
      }
    } else if (outcome.again) {
      const delay = RETRIES[Math.min(this.failures, RETRIES.length - 1)];
      this.failures += 1;
      this.show("failed", outcome.error || this.words?.dataset.failed);
      this.schedule(delay);
    } else {
      // The server has refused this text as it is. Another change may mend it, unless the page
      // itself is out of date.
      this.stopped ||= outcome.reload;
      this.show("failed", outcome.error || this.words?.dataset.refused);
    }
  }

  async post(data) {
    try {
      const response = await fetch(this.form.dataset.autosave, {
        method: "POST",
        body: data,
        credentials: "same-origin",
        redirect: "manual", // to the sign-in page: that has saved nothing
        keepalive: size(data) < KEEPALIVE_LIMIT,
        signal: AbortSignal.timeout(TIMEOUT),
        headers: { "X-Autosave": "1", Accept: "application/json" },
      });
      if (response.type === "opaqueredirect") return { error: this.words?.dataset.signedOut };
      if (response.status >= 500 || response.status === 429) return { again: true };
      const answer = await response.json().catch(() => ({}));
      if (response.ok && answer.saved) return { saved: answer.saved, version: answer.version };
      return { reload: true, ...answer };
    } catch {
      return { again: true, away: true };
    }
  }

  reached({ away }) {
    const reach = away ? "lost" : "had";
    if (reach === (this.form.dataset.reach ?? "had")) return;
    this.form.dataset.reach = reach;
    this.form.dispatchEvent(new CustomEvent("typed:reach", { bubbles: true }));
  }

  /* Files are sent with the form itself, never again and again while somebody writes. */
  data() {
    const data = new FormData(this.form);
    for (const [name, value] of [...data]) {
      if (value instanceof File) data.delete(name);
    }
    return data;
  }

  setVersion(version) {
    const input = this.form.querySelector('input[name="version"]');
    if (input && version !== undefined) input.value = version;
  }

  show(state, words) {
    if (this.words && words) this.words.textContent = words;
    if (this.box) this.box.dataset.state = state;
    if (this.saving) this.saving.hidden = state !== "pending";
  }

  /* Back from the page that the form led to. If all was stored the version kept here is an old one;
     if it was not, the text stands only here, and the server says what becomes of it. */
  shown(event) {
    if (!event.persisted || !this.stopped) return;
    if (!this.dirty) window.location.reload();
    this.stopped = false;
    this.save();
  }

  /* A form that is handed in waits for the save that is under way, whose version it must carry. */
  async submitted(event) {
    window.clearTimeout(this.timer);
    if (event.defaultPrevented) return;
    if (this.request) {
      event.preventDefault();
      const { submitter } = event;
      this.stopped = true;
      const outcome = await this.request;
      this.setVersion(outcome.version);
      this.form.requestSubmit(submitter);
      return;
    }
    this.stopped = true;
  }
}

function size(data) {
  let total = 0;
  for (const [name, value] of data) total += 200 + 3 * (name.length + value.length);
  return total;
}

for (const form of document.querySelectorAll("form[data-autosave]")) new Autosave(form);
