/* The screen in the room follows the meeting: it asks for its own page every second, and puts in
   what has changed. Without scripts the page loads itself anew. */

const EVERY = 1000;
const lost = document.querySelector("[data-screen-lost]");

function parse(text) {
  return new DOMParser().parseFromString(text, "text/html");
}

async function follow() {
  const shown = document.querySelector("[data-screen]");
  try {
    const answer = await fetch(window.location.href, { cache: "no-store" });
    const page = parse(await answer.text());
    const next = page.querySelector("[data-screen]");
    lost.hidden = Boolean(next);
    if (next && next.dataset.screen !== shown.dataset.screen) {
      shown.replaceWith(next);
      document.title = page.title;
    } else if (!next) {
      shown.replaceChildren(); // it is not hers to show any more: nothing stays on the screen
      shown.dataset.screen = "";
    }
  } catch {
    lost.hidden = false; // what is shown stays until there is a connection again
  }
  window.setTimeout(follow, EVERY);
}

window.setTimeout(follow, EVERY);
