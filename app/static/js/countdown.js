/* Counts down in the last hour before a deadline, by the server's time.

   <div data-until="…" data-now="…" data-clock="URL"> has what the server said when the page was made; the
   browser's own clock is not believed. What has passed since is measured, and asked for anew (data-clock)
   when the page is looked at again: a machine that slept has measured nothing. What counts down is not
   read aloud; at 60, 15, 5 and 1 minutes, and when it is over, it is said once. */

const MINUTE = 60_000;
const MARKS = [60, 15, 5, 1];

class Countdown {
  constructor(box) {
    this.box = box;
    this.shown = box.querySelector("[data-shown]");
    this.said = box.querySelector("[data-said]");
    this.end = Date.parse(box.dataset.until) + MINUTE; // the minute that it names is inside it
    this.set(Date.parse(box.dataset.now));
    this.next = MARKS.find((mark) => mark * MINUTE < this.left);
    document.addEventListener("visibilitychange", () => this.ask());
    window.addEventListener("pageshow", (event) => event.persisted && this.ask());
    this.tick();
  }

  set(now) {
    this.at = now;
    this.since = performance.now();
  }

  get left() {
    return this.end - this.at - (performance.now() - this.since);
  }

  async ask() {
    if (document.visibilityState === "hidden") return;
    try {
      const answer = await (await fetch(this.box.dataset.clock)).json();
      this.set(Date.parse(answer.now));
      this.tick();
    } catch {
      // Without an answer what was measured stands.
    }
  }

  tick() {
    window.clearTimeout(this.timer);
    const { left } = this;
    if (left > 60 * MINUTE) {
      this.timer = window.setTimeout(() => this.tick(), Math.min(left - 60 * MINUTE, 60 * MINUTE));
      return;
    }
    this.show(Math.max(0, Math.ceil(left / 1000)));
    this.say(left);
    if (left > 0) this.timer = window.setTimeout(() => this.tick(), 1000);
  }

  show(seconds) {
    const { left, over } = this.box.dataset;
    this.shown.textContent = seconds
      ? left.replace("{minutes}", Math.floor(seconds / 60)).replace("{seconds}", seconds % 60)
      : over;
  }

  say(left) {
    if (left <= 0) {
      if (this.next !== undefined) this.said.textContent = this.box.dataset.over;
      this.next = undefined;
      return;
    }
    if (this.next === undefined || left > this.next * MINUTE) return;
    const mark = MARKS.filter((one) => left <= one * MINUTE).at(-1);
    this.said.textContent = this.box.getAttribute(`data-say-${mark}`);
    this.next = MARKS.find((one) => one < mark) ?? 0;
  }
}

for (const box of document.querySelectorAll("[data-until]")) new Countdown(box);
