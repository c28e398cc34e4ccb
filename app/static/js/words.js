/* Counts the words and the characters of a field that has a limit while it is being written.

   The texts come from the field's data attributes, translated, with {words} or {characters}, {limit}
   and {over} in them. */

import { countCharacters, countWords } from "./count.js";

const QUIET = 1000; // wait until the writing pauses before anything is read aloud
const KINDS = [
  { name: "words", limit: "wordLimit", count: countWords },
  { name: "characters", limit: "characterLimit", count: countCharacters },
];

function fill(text, figures) {
  return text.replace(/\{(\w+)\}/gu, (_, name) => figures[name]);
}

function follow(field, { name, limit: named, count }) {
  const said = field.dataset;
  const target = document.getElementById(said[`${name}Target`])?.querySelector(`[data-${name}]`);
  if (!target) return;
  const limit = Number(said[named]);
  const spoken = document.createElement("span");
  spoken.className = "ds-sr-only";
  spoken.setAttribute("role", "status");
  field.closest(".question, .sheet__part")?.append(spoken);
  let timer;

  function update() {
    const counted = count(field.value);
    const over = counted - limit;
    const tooMany = (over === 1 && said[`${name}OverOne`]) || said[`${name}Over`];
    target.textContent = fill(over > 0 ? tooMany : said[`${name}Text`], {
      [name]: counted,
      limit,
      over,
    });
    target.classList.toggle("is-over", over > 0);
    window.clearTimeout(timer);
    // Only near the end: a count after every pause would drown the text itself.
    if (counted >= limit * 0.9) {
      timer = window.setTimeout(() => (spoken.textContent = target.textContent), QUIET);
    }
  }

  field.addEventListener("input", update);
}

for (const field of document.querySelectorAll("[data-word-limit], [data-character-limit]")) {
  for (const kind of KINDS) if (field.dataset[kind.limit]) follow(field, kind);
}
