/* Nothing that is typed is lost: it is kept in this browser until the server has stored it.

   Every form with a text field that is sent by post is kept, unless it has data-unkept. It is offered
   when the form is opened again (typed/offer.js), deleted when it is stored, thrown away or its person
   signs out (typed/leaving.js), and after a month. No page is needed for it but this one script, the
   last on the page, and its words (templates/parts/typed.html). */

import { watch } from "./typed/contact.js";
import { hasText } from "./typed/fields.js";
import { TypedForm } from "./typed/form.js";
import { askBefore } from "./typed/leaving.js";
import { list } from "./typed/leftovers.js";
import { offer, resume } from "./typed/offer.js";
import * as store from "./typed/store.js";

const main = document.getElementById("innhold");
const told = document.querySelector('meta[name="typed-stored"]')?.content;

store.expire();
if (told) store.settle(told.split(" "));

const forms = [...main.querySelectorAll('form[method="post"]:not([data-unkept])')]
  .filter(hasText)
  .map((form) => new TypedForm(form));

if (forms.length) watch();
for (const typed of forms) {
  const wasSent = store.entries(typed.address).some(({ sent }) => sent);
  if ("typedRefused" in main.dataset && wasSent) resume(typed);
  else offer(typed);
  typed.form.addEventListener("submit", (event) => {
    if (!event.defaultPrevented) typed.send();
  });
}

/* What the browser would not keep is lost with the page. */
window.addEventListener("beforeunload", (event) => {
  const isSent = forms.some(({ form }) => form.querySelector('input[name="typed"]'));
  if (!isSent && forms.some((typed) => !typed.isKept)) event.preventDefault();
});

for (const link of document.querySelectorAll("a[data-typed-discard]")) {
  link.addEventListener("click", () => {
    for (const typed of forms) typed.clear();
  });
}
for (const form of document.querySelectorAll("form[data-sign-out]")) askBefore(form);
const box = main.querySelector("[data-typed-leftovers]");
if (!("typedRefused" in main.dataset)) list(box, new Set(forms.map(({ address }) => address)));
