/* Without a connection a form or a link would lead to the browser's own page. They are held back, and
   what becomes of what was typed is said in a line on top of the page ("typed-line").

   A form that saves itself knows more than the browser does: its data-reach is "lost" while the
   server does not answer. Then it is asked again before the form is let through. */

const PATIENCE = 5000;
const ICON = document.querySelector('link[rel="icon"]').href; // asks for no session

const line = document.getElementById("typed-line");
const offline = document.querySelector("form[data-autosave]") ? "offline" : "offlineSend";
let answered = null; // the form that the server was asked for
let said; // of what was held back

export function watch() {
  document.addEventListener("submit", (event) => void hold(event), true);
  document.addEventListener("click", followed, true);
  window.addEventListener("offline", () => say());
  window.addEventListener("online", () => say());
  document.addEventListener("typed:noted", () => say(said));
  document.addEventListener("typed:reach", () => say());
  say();
}

/* The words are the line's own. What is not kept matters most, then what has just been held back. */
function say(held) {
  said = held;
  const has = (what) => document.querySelector(`form[data-${what}="lost"]`);
  const why = held ?? (navigator.onLine ? has("reach") && "away" : offline);
  const words = line.dataset[has("typed") ? "lost" : why] ?? "";
  if (line.textContent !== words) line.textContent = words;
}

async function hold(event) {
  const { target: form, submitter } = event;
  if (form === answered) return;
  if (navigator.onLine && form.dataset.reach !== "lost") return;
  event.preventDefault();
  event.stopImmediatePropagation();
  if (navigator.onLine && (await answers())) {
    answered = form;
    form.requestSubmit(submitter);
    answered = null;
  } else {
    say(navigator.onLine ? "heldAway" : "held");
  }
}

async function answers() {
  try {
    const signal = AbortSignal.timeout(PATIENCE);
    await fetch(ICON, { method: "HEAD", cache: "no-store", signal });
    return true;
  } catch {
    return false;
  }
}

function followed(event) {
  if (navigator.onLine) return;
  const link = event.target.closest?.("a[href]");
  const isElsewhere = !link || link.target || link.origin !== window.location.origin;
  const isHere = link?.hash && link.pathname === window.location.pathname;
  if (isElsewhere || isHere) return;
  event.preventDefault();
  say("held");
}
