/* What is said of what is kept, in the words of the page: copies of its templates (parts/typed.html). */

export function copy(name, texts = {}) {
  const made = document.getElementById(`typed-${name}`).content.cloneNode(true).firstElementChild;
  for (const [part, text] of Object.entries(texts)) {
    for (const place of made.querySelectorAll(`[data-typed-${part}]`)) place.textContent = text;
  }
  return made;
}

export function on(notice, part, act) {
  notice.querySelector(`[data-typed-${part}]`).addEventListener("click", act);
}

/* A place on top of a form that is there before it has anything to say, so that it is read aloud. */
export function place(form) {
  const box = document.createElement("div");
  box.className = "typed";
  box.setAttribute("role", "status");
  form.prepend(box);
  return box;
}
