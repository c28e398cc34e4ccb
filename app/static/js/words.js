/* Counts the words of a field with data-word-limit while it is being written.

   The texts come from the field's data attributes, translated, with {words}, {limit} and {over} in
   them. */

import { countWords } from "./count.js";

const QUIET = 1000; // wait until the writing pauses before anything is read aloud

function fill(text, figures) {
  return text.replace(/\{(\w+)\}/gu, (_, name) => figures[name]);
}

function follow(field) {
  const target = document.getElementById(field.dataset.wordsTarget)?.querySelector("[data-words]");
  if (!target) return;
  const limit = Number(field.dataset.wordLimit);
  const spoken = document.createElement("span");
  spoken.className = "ds-sr-only";
  spoken.setAttribute("role", "status");
  field.closest(".question, .sheet__part")?.append(spoken);
  let timer;

  function update() {
    const words = countWords(field.value);
    const over = words - limit;
    const { wordsText, wordsOver, wordsOverOne } = field.dataset;
    const text = over > 0 ? (over === 1 ? wordsOverOne : wordsOver) : wordsText;
    target.textContent = fill(text, { words, limit, over });
    target.classList.toggle("is-over", over > 0);
    window.clearTimeout(timer);
    // Only near the end: a count after every pause would drown the text itself.
    if (words >= limit * 0.9) {
      timer = window.setTimeout(() => (spoken.textContent = target.textContent), QUIET);
    }
  }

  field.addEventListener("input", update);
}

for (const field of document.querySelectorAll("[data-word-limit]")) follow(field);
