/* What a field is called on the page, and what a list of its values says to whoever reads. */

import { controls } from "./fields.js";

function words(element, passedOver = ".need, small, .num") {
  const copy = element?.cloneNode(true);
  for (const extra of copy?.querySelectorAll(passedOver) ?? []) extra.remove();
  return copy?.textContent.trim().replace(/\s+/gu, " ") ?? "";
}

export function label(form, name) {
  const [control] = controls(form, name);
  const part = control?.closest("[data-name]")?.dataset.name;
  if (part) return part;
  const group = control?.closest("fieldset")?.querySelector("legend");
  // What only a reader of screens hears tells one choice from another, and the field is all of them.
  const own = words(control?.labels?.[0], ".need, small, .ds-sr-only") || control?.ariaLabel || "";
  if (control?.type === "radio" || control?.type === "checkbox") return words(group) || own;
  return own || words(group);
}

/* The words of what is chosen, and what is written as it is written. */
export function shown(form, name, list) {
  const found = controls(form, name);
  const said = list.filter(Boolean).map((value) => {
    const choice = found.find((control) => control.value === value && control.type !== "text");
    if (choice?.type === "radio" || choice?.type === "checkbox") return words(choice.labels[0]);
    const options = found.flatMap((control) => [...(control.options ?? [])]);
    return options.find((option) => option.value === value)?.textContent.trim() ?? value;
  });
  return said.join("\n");
}
