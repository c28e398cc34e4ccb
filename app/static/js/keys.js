/* Keys that save time at the score sheet and the desk.

   1–6   scores the criterion we are at, and goes on to the next (form[data-keys] .criterion); from
         the last that lacked one to the grounds, if they are empty
   J K   next and previous criterion
   V     the words of all steps, and who got which ([data-key="v"])
   E     what the scores rest on ([data-key="e"], a summary)
   B     the grounds ([data-key="b"])
   N     the next nomination ([data-key="n"], a link or a button)
   Esc   back to the text ([data-key="esc"])
   Ctrl+Enter, from anywhere: hands in and goes on ([data-key="ctrl-enter"]); Cmd+Enter too

   Keys of one letter get in the way of speech control, so they can be turned off: the button
   [data-keys-toggle] says so with data-keys-on and data-keys-off, and the choice stays in this
   browser. What only makes sense with the keys on stands in [data-keys-hint]. */

const STORE = "hederspris.keys";
const WRITING = 'input:not([type="radio"], [type="checkbox"], [type="button"], [type="submit"])';
const TEXT_FIELDS = `${WRITING}, textarea, select, [contenteditable]`;

let on = read() !== "off";

function read() {
  try {
    return window.localStorage.getItem(STORE);
  } catch {
    return null; // storage is closed: the keys work, the choice is not kept
  }
}

function keep(value) {
  try {
    window.localStorage.setItem(STORE, value);
  } catch {
    /* as above */
  }
}

const grounds = document.querySelector('[data-key="b"]');
const criteria = [...document.querySelectorAll("form[data-keys] .criterion")];
let current = null;

function isScored(criterion) {
  return Boolean(criterion.querySelector("input:checked"));
}

function isEmpty(field) {
  return field?.value.trim() === "";
}

function focused() {
  const criterion = document.activeElement?.closest?.(".criterion");
  return criteria.includes(criterion) ? criterion : null;
}

/* The criterion that a figure is meant for: the one in focus. From anywhere else it is one that
   lacks a score, so that a score that is out of sight is never replaced. */
function target() {
  if (focused()) return focused();
  if (current && !isScored(current)) return current;
  return criteria.find((criterion) => !isScored(criterion));
}

function goTo(criterion) {
  if (!criterion) return;
  current = criterion;
  const input =
    criterion.querySelector("input:checked:enabled") ?? criterion.querySelector("input:enabled");
  input?.focus();
}

/* From the text, the first press goes to where we were, not past it. */
function step(by) {
  if (focused()) goTo(criteria[criteria.indexOf(focused()) + by]);
  else goTo(current ?? target() ?? criteria[0]);
}

function score(key) {
  const criterion = target();
  const input = criterion?.querySelector(`input[type="radio"][value="${key}"]:enabled`);
  if (!input) return false;
  input.focus();
  input.click(); // as a hand would: the form hears of it and is saved
  if (criteria.every(isScored) && isEmpty(grounds)) grounds.focus();
  else goTo(criteria[criteria.indexOf(criterion) + 1] ?? criterion);
  return true;
}

function focusOn(selector) {
  const element = document.querySelector(selector);
  element?.focus();
  return Boolean(element);
}

function click(selector) {
  const element = document.querySelector(selector);
  element?.click();
  return Boolean(element);
}

/* Unfold, and go to the first field of what was folded. */
function unfold(selector) {
  const details = document.querySelector(selector)?.parentElement;
  if (!details) return false;
  details.open = true;
  details.querySelector("select, input, textarea")?.focus();
  return true;
}

function act(key) {
  if (/^[0-9]$/u.test(key)) return score(key);
  switch (key) {
    case "j":
      step(1);
      return criteria.length > 0;
    case "k":
      step(-1);
      return criteria.length > 0;
    case "b":
      return focusOn('[data-key="b"]');
    case "n":
      return click('[data-key="n"]');
    case "e":
      return unfold('[data-key="e"]');
    case "v":
      return click('[data-key="v"]');
    default:
      return false;
  }
}

document.addEventListener("keydown", (event) => {
  if (event.defaultPrevented || event.isComposing || event.repeat) return;
  if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
    if (click('[data-key="ctrl-enter"]')) event.preventDefault();
    return;
  }
  if (event.ctrlKey || event.altKey || event.metaKey || event.shiftKey) return;
  // Esc is no letter, and is the way out of the grounds; an open menu or list closes first.
  if (event.key === "Escape") {
    const open = event.target.closest?.("select") ?? document.querySelector(":popover-open");
    if (!open) focusOn('[data-key="esc"]');
    return;
  }
  if (!on || event.target.closest?.(TEXT_FIELDS)) return;
  if (act(event.key.toLowerCase())) event.preventDefault();
});

function show() {
  for (const hint of document.querySelectorAll("[data-keys-hint]")) hint.hidden = !on;
  for (const button of document.querySelectorAll("[data-keys-toggle]")) {
    button.hidden = false;
    button.textContent = on ? button.dataset.keysOn : button.dataset.keysOff;
  }
}

for (const button of document.querySelectorAll("[data-keys-toggle]")) {
  button.addEventListener("click", () => {
    on = !on;
    keep(on ? "on" : "off");
    show();
  });
}
show();
