/* Sliders for the weights that are tried out: the order follows while one drags.

   The server does the arithmetic. On a change the page of these weights is fetched, and each
   [data-live] part takes its content from the part with the same id in it; fields keep the focus.
   The line that says who is first has role="status", so a new one is read aloud. The address
   follows, so that the page can be reloaded and sent to somebody. */

const PAUSE = 60; // milliseconds without a change before the server is asked

const form = document.querySelector("form[data-weights]");
let waiting = 0;
let asking = null;

function show(page) {
  for (const part of document.querySelectorAll("[data-live]")) {
    const made = page.getElementById(part.id);
    if (made && made.innerHTML !== part.innerHTML) part.replaceChildren(...made.childNodes);
  }
  for (const field of form.querySelectorAll("input[name][aria-describedby]")) {
    if (page.getElementById(field.id)?.hasAttribute("aria-invalid")) field.ariaInvalid = "true";
    else field.removeAttribute("aria-invalid");
  }
}

async function ask() {
  asking?.abort();
  asking = new AbortController();
  const url = new URL(form.action);
  url.search = new URLSearchParams(new FormData(form));
  try {
    const answer = await fetch(url, { signal: asking.signal });
    if (!answer.ok || answer.redirected) throw new Error(answer.statusText);
    const text = await answer.text();
    show(new DOMParser().parseFromString(text, "text/html"));
    history.replaceState(null, "", url);
  } catch (error) {
    if (error.name !== "AbortError") {
      document.getElementById("sier").textContent = form.dataset.failed;
    }
  }
}

function later() {
  clearTimeout(waiting);
  waiting = setTimeout(ask, PAUSE);
}

/* The slider shows whole numbers; what is written in the field is what counts. */
function follow(slider, field) {
  const value = Number.parseFloat(field.value.replace(",", "."));
  if (value >= 0) slider.value = value;
}

if (form) {
  for (const slider of form.querySelectorAll("input[type=range]")) {
    const field = document.getElementById(slider.dataset.for);
    slider.hidden = false;
    follow(slider, field);
    slider.addEventListener("input", () => {
      field.value = slider.value;
      later();
    });
    field.addEventListener("input", () => {
      follow(slider, field);
      if (field.value.trim()) later(); // an empty field is one that is being written in
    });
    field.addEventListener("change", later);
  }
  form.addEventListener("input", () => form.querySelector(".ds-error-summary")?.remove(), {
    once: true,
  });
}
