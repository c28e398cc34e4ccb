/* What is kept and has no form in sight: on the overview all of it, and on its own page what was
   written in a form that is closed by now. Each with its text, so that it can be copied. */

import * as notices from "./notices.js";
import * as store from "./store.js";

export function list(box, addresses) {
  const isOverview = box.dataset.typedLeftovers === "all";
  const here = window.location.pathname;
  const left = store
    .entries()
    .filter(
      ({ page, address }) => isOverview || (page.split("?")[0] === here && !addresses.has(address)),
    );
  if (!left.length) return;
  const notice = notices.copy("leftovers");
  const items = notice.querySelector("[data-typed-list]");
  for (const entry of left) items.append(item(entry));
  box.append(notice);
}

function item(entry) {
  const made = notices.copy("leftover", { page: entry.title });
  made.querySelector("a").href = entry.page;
  const texts = made.querySelector("[data-typed-texts]");
  for (const { label, values } of Object.values(entry.fields)) {
    const [term, text] = [document.createElement("dt"), document.createElement("dd")];
    term.textContent = label;
    text.textContent = values.join("\n") || "–";
    texts.append(term, text);
  }
  notices.on(made, "discard", () => {
    store.remove(entry.key);
    const notice = made.closest(".typed");
    made.remove();
    if (!notice.querySelector("[data-typed-list] > *")) notice.remove();
  });
  return made;
}
