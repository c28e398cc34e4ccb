/* Questions that are asked of some: shown as soon as the earlier question is answered so, else hidden.

   <div data-asked-if="NAME" data-asked-answer="VALUE">: NAME is what the fields of the earlier question
   are sent as. It stands before this one, so that one pass settles chains too. Without the script all
   are shown, with words that say of whom each is asked. What stands in a hidden field is sent as it is:
   who answers differently and back again has lost nothing. */

function follow(form) {
  const boxes = [...form.querySelectorAll("[data-asked-if]")];
  if (!boxes.length) return;
  for (const hint of form.querySelectorAll("[data-asked-hint]")) hint.hidden = true;

  function isMet(box) {
    const fields = form.querySelectorAll(`[name="${CSS.escape(box.dataset.askedIf)}"]:checked`);
    return [...fields].some(
      (field) => field.value === box.dataset.askedAnswer && !field.closest("[hidden]"),
    );
  }

  function settle() {
    for (const box of boxes) box.hidden = !isMet(box);
  }

  form.addEventListener("change", settle);
  // After what was typed before has been put back, too.
  form.addEventListener("input", settle);
  settle();
}

for (const form of document.querySelectorAll("form")) follow(form);
