/* Keeps what the sheet says of itself true while it is being filled in, and Enter from handing it in.

   [data-lacks] tells what is missing, in the words of its data attributes ({names}, {number});
   [data-given] how many criteria have a score ({given}). The server says the same when it is asked. */

const form = document.querySelector("form[data-keys]");
const lacking = form?.querySelector("[data-lacks]");
const given = document.querySelector("[data-given]");

function isScored(criterion) {
  const field = criterion.querySelector('input:not([type="radio"])');
  return field ? field.value.trim() !== "" : criterion.querySelector(":checked") !== null;
}

function fill(text, values) {
  return text.replace(/\{(\w+)\}/gu, (_, name) => values[name]);
}

/* What was wrong is put right: the server would no longer say it. */
function forgive(part) {
  part?.classList.remove("has-error");
  for (const message of part?.querySelectorAll(".ds-validation-message") ?? []) {
    message.hidden = true;
  }
  for (const field of part?.querySelectorAll("[aria-invalid]") ?? []) {
    field.removeAttribute("aria-invalid");
  }
}

function tell({ target } = {}) {
  const criteria = [...form.querySelectorAll(".criterion")];
  const empty = criteria.filter((criterion) => !isScored(criterion));
  if (given) {
    given.textContent = fill(given.dataset.givenText, { given: criteria.length - empty.length });
  }
  const part = target?.closest(".criterion, .sheet__part");
  if (part && (target.type === "radio" || target.value?.trim())) forgive(part);
  if (!lacking) return;
  const { lacksNone, lacksOne, lacksSeveral, lacksGrounds } = lacking.dataset;
  const said = [];
  if (empty.length) {
    const names = empty.map((criterion) => criterion.dataset.name).join(", ");
    said.push(fill(empty.length === 1 ? lacksOne : lacksSeveral, { number: empty.length, names }));
  }
  if (lacksGrounds && !form.elements.grounds.value.trim()) said.push(lacksGrounds);
  lacking.textContent = said.join(" ") || lacksNone;
}

/* Enter in a field would hand in the form, in the midst of scoring. */
function stay(event) {
  if (event.key === "Enter" && event.target.matches("input")) event.preventDefault();
}

if (form) {
  form.addEventListener("keydown", stay);
  form.addEventListener("input", tell);
  tell();
}
