/* Moves names up and down on a ballot, and hands it in by Ctrl+Enter.

   The ranks are numbers in fields (data-rank), which is all that the server reads. «Opp» takes the
   place before, and gives whoever alone had it the place that is left; a name without a place gets
   the first that is free. */

const form = document.querySelector("form[data-ballot]");
const fields = [...(form?.querySelectorAll("[data-rank]") ?? [])];

function rankOf(field) {
  const rank = Number.parseInt(field.value, 10);
  return Number.isNaN(rank) ? null : rank;
}

function firstFree() {
  const taken = new Set(fields.map(rankOf));
  return fields.findIndex((_, at) => !taken.has(at + 1)) + 1 || fields.length;
}

function write(field, rank) {
  field.value = rank;
  field.dispatchEvent(new Event("input", { bubbles: true })); // as a hand would: it is saved
}

function move(field, by) {
  const from = rankOf(field);
  if (from === null) {
    write(field, firstFree());
    return;
  }
  const to = Math.min(Math.max(from + by, 1), fields.length);
  if (to === from) return;
  const there = fields.filter((other) => other !== field && rankOf(other) === to);
  const beside = fields.some((other) => other !== field && rankOf(other) === from);
  if (there.length === 1 && !beside) write(there[0], from);
  write(field, to);
}

function handIn(event) {
  if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey) || event.repeat) return;
  event.preventDefault();
  form.requestSubmit(form.querySelector("[data-hand-in]"));
}

if (form) {
  for (const button of form.querySelectorAll("[data-move]")) {
    button.hidden = false;
    const field = button.closest(".ballot__row").querySelector("[data-rank]");
    button.addEventListener("click", () => move(field, Number(button.dataset.move)));
  }
  for (const hint of form.querySelectorAll("[data-ballot-hint]")) hint.hidden = false;
  form.addEventListener("keydown", handIn);
}
