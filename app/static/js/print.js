// On paper a field shows its window. Beside each one that holds something stands what it holds,
// whole, and paper shows that instead; an empty field stays, to be filled with a pen.
const FIELDS = "textarea, select, input:is([type=text], [type=email], [type=url], [type=tel])";
const mirrors = new WeakMap();

const written = (field) =>
  field instanceof HTMLSelectElement
    ? [...field.selectedOptions].map((option) => option.label).join(", ")
    : field.value;

function mirrorOf(field) {
  if (!mirrors.has(field)) {
    const mirror = document.createElement("div");
    mirror.className = "printed";
    mirror.lang = field.lang;
    field.after(mirror);
    mirrors.set(field, mirror);
  }
  return mirrors.get(field);
}

addEventListener("beforeprint", () => {
  // A number is never longer than its field.
  for (const field of document.querySelectorAll(FIELDS)) {
    if (field.inputMode) continue;
    const text = written(field);
    field.classList.toggle("is-printed", text !== "");
    mirrorOf(field).textContent = text;
  }
});
