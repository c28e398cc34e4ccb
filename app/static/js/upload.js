/* Sends files piece by piece, so that a line that breaks costs a piece and not the file.

   <div data-upload="URL" …> holds an input for files, the list of what is attached ([data-files]), a
   list for what is on its way ([data-progress]) and a line that is read aloud ([data-said]). Its texts
   are in data-text-…. Without this script the form sends the files itself.

     POST URL            begins one: {"url": …, "piece": bytes}
     PUT url             a piece, with where it begins in Upload-Offset; answers {"offset": …}, with
                         409 too, where another piece is awaited
     GET url             how far it has come
     POST url/ferdig     it is whole: {"html": its line in the list}
     POST url/avbryt     it is given up

   What the server refuses is said in its own words. What the line does is tried again by itself. */

const RETRIES = [1000, 2000, 4000, 8000, 15_000, 30_000];
const TIMEOUT = 60_000;

class Refused extends Error {}
class Away extends Error {}

class Field {
  constructor(box) {
    this.box = box;
    this.form = box.closest("form");
    this.input = box.querySelector('input[type="file"]');
    this.list = box.querySelector("[data-files]");
    this.progress = box.querySelector("[data-progress]");
    this.said = box.querySelector("[data-said]");
    this.room = Number(box.dataset.room);
    this.queue = Promise.resolve();
    box.querySelector("[data-without-script]").hidden = true;
    this.input.addEventListener("change", () => this.chosen());
  }

  text(name, values = {}) {
    const text = this.box.dataset[`text${name}`];
    return Object.entries(values).reduce(
      (made, [key, value]) => made.replace(`{${key}}`, () => value),
      text,
    );
  }

  /* One file after the other: then each has the whole line. */
  chosen() {
    const files = [...this.input.files];
    this.input.value = ""; // the form does not send them once more
    for (const file of files) {
      const sending = new Sending(this, file);
      if (file.size > Number(this.box.dataset.mostBytes)) sending.failed(this.text("Large"), false);
      else if (this.room < 1) sending.failed(this.text("Full"), false);
      else {
        sending.hold();
        this.queue = this.queue.then(() => sending.run());
      }
    }
  }

  /* A file that was there already has its line. */
  attached(html) {
    const made = document.createElement("template");
    made.innerHTML = html;
    const key = made.content.querySelector("[data-file]").dataset.file;
    const there = [...this.list.children].some((line) => line.dataset.file === key);
    if (there) this.room += 1;
    else this.list.append(made.content);
  }
}

class Sending {
  constructor(field, file) {
    this.field = field;
    this.file = file;
    this.offset = 0;
    this.failures = 0;
    this.stop = new AbortController();
    this.line = document.createElement("li");
    this.words = document.createElement("p");
    this.bar = document.createElement("progress");
    this.bar.max = Math.max(1, file.size);
    this.actions = document.createElement("p");
    this.actions.className = "actions small";
    this.line.append(this.words, this.bar, this.actions);
    field.progress.append(this.line);
    this.bar.setAttribute("aria-label", file.name);
    this.button("Cancel", () => this.cancel());
    this.show();
  }

  /* It takes the room of one file, until it is given up or not taken. */
  hold() {
    this.holds = true;
    this.field.room -= 1;
  }

  release() {
    if (this.holds) this.field.room += 1;
    this.holds = false;
  }

  button(name, act) {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "linkbutton";
    button.textContent = this.field.text(name);
    button.setAttribute("aria-label", `${button.textContent}: ${this.file.name}`);
    button.addEventListener("click", act);
    this.actions.append(button, " ");
    return button;
  }

  show(name = "Sending") {
    const percent = Math.floor((100 * this.offset) / this.bar.max);
    this.bar.value = this.offset;
    this.words.textContent = this.field.text(name, { name: this.file.name, percent });
  }

  say(name) {
    this.field.said.textContent = this.field.text(name, { name: this.file.name, percent: 0 });
  }

  async run() {
    if (this.stop.signal.aborted) return;
    sendings.add(this);
    try {
      this.say("Sending");
      this.url ??= (await this.insist(() => this.begin())).url;
      await this.insist(() => this.send());
    } catch (error) {
      if (!this.stop.signal.aborted)
        this.failed(error instanceof Refused ? error.message : "", true);
    } finally {
      sendings.delete(this);
    }
  }

  /* Do something until it is done or refused, whatever the line does meanwhile. */
  async insist(act) {
    for (;;) {
      try {
        const answer = await act();
        this.failures = 0;
        return answer;
      } catch (error) {
        if (!(error instanceof Away)) throw error;
        if (this.failures === 0) this.say("Waiting");
        this.show("Waiting");
        await this.pause(RETRIES[Math.min(this.failures, RETRIES.length - 1)]);
        this.failures += 1;
        if (this.stop.signal.aborted) throw new Refused();
      }
    }
  }

  pause(time) {
    return new Promise((resolve) => {
      const timer = window.setTimeout(resolve, time);
      const now = () => {
        window.clearTimeout(timer);
        resolve();
      };
      window.addEventListener("online", now, { once: true });
      this.stop.signal.addEventListener("abort", now, { once: true });
    });
  }

  async begin() {
    const body = this.data({ name: this.file.name, size: this.file.size });
    const answer = await this.ask(this.field.box.dataset.upload, { method: "POST", body });
    this.piece = answer.piece;
    return answer;
  }

  async send() {
    if (this.failures) this.offset = (await this.ask(this.url, {})).offset;
    while (this.offset < this.file.size) {
      this.show();
      const body = this.file.slice(this.offset, this.offset + this.piece);
      const headers = { "Upload-Offset": this.offset, "Content-Type": "application/octet-stream" };
      this.offset = (await this.ask(this.url, { method: "PUT", body, headers })).offset;
      this.failures = 0;
    }
    this.show("Reading");
    const done = await this.ask(`${this.url}/ferdig`, { method: "POST", body: this.data() });
    if (done.html === undefined) {
      this.offset = done.offset;
      throw new Away();
    }
    this.field.attached(done.html);
    this.say("Done");
    this.line.remove();
  }

  data(values = {}) {
    const data = new FormData();
    for (const [name, value] of Object.entries(values)) data.append(name, value);
    data.append("csrf_token", this.token);
    return data;
  }

  get token() {
    return this.field.form.querySelector('input[name="csrf_token"]').value;
  }

  async ask(url, { headers, ...how }) {
    let response;
    try {
      response = await fetch(url, {
        credentials: "same-origin",
        redirect: "manual",
        signal: AbortSignal.any([this.stop.signal, AbortSignal.timeout(TIMEOUT)]),
        headers: { "X-Autosave": "1", "X-CSRFToken": this.token, ...headers },
        ...how,
      });
    } catch {
      throw new Away();
    }
    if (response.status >= 500 && response.status !== 503) throw new Away();
    const answer = await response.json().catch(() => ({}));
    if (response.ok || answer.offset !== undefined) return answer;
    throw new Refused(answer.error ?? "");
  }

  failed(why, again) {
    this.release();
    this.bar.remove();
    this.words.className = "ds-validation-message";
    this.words.textContent = `${this.field.text("Failed", { name: this.file.name })} ${why}`;
    this.field.said.textContent = this.words.textContent;
    if (again) {
      const button = this.button("Again", () => {
        this.line.remove();
        const anew = new Sending(this.field, this.file);
        anew.hold();
        this.field.queue = this.field.queue.then(() => anew.run());
      });
      button.focus();
    } else {
      this.actions.firstElementChild.focus();
    }
  }

  async cancel() {
    this.stop.abort();
    this.release();
    this.line.remove();
    this.field.input.focus();
    if (!this.url) return;
    const headers = { "X-Autosave": "1" };
    await fetch(`${this.url}/avbryt`, { method: "POST", body: this.data(), headers }).catch(
      () => {},
    );
  }
}

const sendings = new Set();
window.addEventListener("beforeunload", (event) => {
  if (sendings.size) event.preventDefault();
});

for (const box of document.querySelectorAll("[data-upload]")) new Field(box);
