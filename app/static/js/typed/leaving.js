/* Signing out deletes what is kept on the device. If any of it is not stored, one is asked first. */

import * as notices from "./notices.js";
import * as store from "./store.js";

const WAIT = 2000; // for what saves itself to be stored
const STEP = 100;

export function askBefore(form) {
  let isSure = false;
  form.addEventListener("submit", async (event) => {
    if (isSure || store.entries().length === 0) {
      store.forget();
      return;
    }
    event.preventDefault();
    isSure = (await allStored()) || (await agreed());
    if (isSure) form.requestSubmit();
  });
}

async function allStored() {
  document.dispatchEvent(new Event("typed:save"));
  for (let waited = 0; waited < WAIT && store.entries().length; waited += STEP) {
    await new Promise((go) => window.setTimeout(go, STEP));
  }
  return store.entries().length === 0;
}

function agreed() {
  const dialog = notices.copy("leaving");
  const list = dialog.querySelector("[data-typed-list]");
  for (const [page, title] of new Map(store.entries().map(({ page, title }) => [page, title]))) {
    const item = document.createElement("li");
    const link = document.createElement("a");
    link.href = page;
    link.textContent = title;
    item.append(link);
    list.append(item);
  }
  document.body.append(dialog);
  dialog.showModal();
  return new Promise((decide) => {
    dialog.addEventListener("close", () => {
      decide(dialog.returnValue === "leave");
      dialog.remove();
    });
  });
}
