/* The fields of a form by their names, each with a list of values: of what stands in it, of what the
   server put there, and of what is to be put there.

   Two lists are the same when the server would store the same: it cleans texts, and passes over what
   is empty. What something started from is kept as a number only, so that no text of somebody else's
   is. What one confirms is confirmed anew, and passwords are nobody's to keep. */

const PASSED_OVER =
  'button, [type="hidden"], [type="password"], [type="file"], [type="submit"], [type="button"], ' +
  '[type="reset"], [name=""], [readonly], [name="confirm"], [name^="keep-"]';
const WRITING = 'textarea, input:is([type="text"], [type="url"], [type="email"], [type="tel"])';

export function hasText(form) {
  const password = form.querySelector('[type="password"]');
  const writing = [...form.querySelectorAll(WRITING)];
  return !password && writing.some((control) => control.name && !control.readOnly);
}

export function controls(form, name) {
  return [...form.elements].filter(
    (control) => control.name === name && "value" in control && !control.matches(PASSED_OVER),
  );
}

export function names(form) {
  const all = [...form.elements].filter((control) => !control.matches(PASSED_OVER));
  return new Set(all.map((control) => control.name).filter(Boolean));
}

const isChoice = (control) => control.type === "radio" || control.type === "checkbox";

export function values(form, name) {
  return controls(form, name)
    .filter((control) => !isChoice(control) || control.checked)
    .map((control) => control.value);
}

/* What the page came with, whatever the browser has put into it since. */
export function served(form, name) {
  return controls(form, name)
    .filter((control) => !isChoice(control) || control.defaultChecked)
    .map((control) => {
      if (control.tagName !== "SELECT")
        return isChoice(control) ? control.value : control.defaultValue;
      const options = [...control.options];
      return (options.find((option) => option.defaultSelected) ?? options[0])?.value ?? "";
    });
}

/* Whether there is room for values: each choice among those that there are, a line for each text. */
export function fits(form, name, wanted) {
  const found = controls(form, name);
  if (found.some(isChoice))
    return wanted.every((value) => found.some((one) => one.value === value));
  const texts = wanted.filter(Boolean);
  const options = (control) => [...control.options].map((option) => option.value);
  const takes = (control, text) => !control.options || options(control).includes(text);
  return texts.length <= found.length && texts.every((text, at) => takes(found[at], text));
}

/* Put values into the fields; says whether there was room for them. */
export function fill(form, name, wanted) {
  if (!fits(form, name, wanted)) return false;
  const texts = wanted.filter(Boolean);
  for (const [at, control] of controls(form, name).entries()) {
    if (isChoice(control)) put(control, "checked", wanted.includes(control.value));
    else put(control, "value", texts[at] ?? "");
  }
  return true;
}

/* As a hand would: the scripts of the page hear of it, and what saves itself is saved. */
function put(control, property, value) {
  if (control[property] === value) return;
  control[property] = value;
  control.dispatchEvent(new Event("input", { bubbles: true }));
  control.dispatchEvent(new Event("change", { bubbles: true }));
}

function plain(text) {
  const broken = text.normalize("NFC").replace(/\r\n|[\r\v\f\u0085\u2028\u2029]/gu, "\n");
  return broken.replace(/(?![\n\t])\p{Cc}/gu, " ").trim();
}

/* A number for a list of values (cyrb53): the same for the same, and tells nothing of them. */
export function digest(list) {
  const text = list.map(plain).filter(Boolean).join("\0");
  let [one, other] = [0xdeadbeef, 0x41c6ce57];
  for (const letter of text) {
    const code = letter.codePointAt(0);
    one = Math.imul(one ^ code, 2654435761);
    other = Math.imul(other ^ code, 1597334677);
  }
  one = Math.imul(one ^ (one >>> 16), 2246822507) ^ Math.imul(other ^ (other >>> 13), 3266489909);
  other = Math.imul(other ^ (other >>> 16), 2246822507) ^ Math.imul(one ^ (one >>> 13), 3266489909);
  return `${text.length}.${4294967296 * (2097151 & other) + (one >>> 0)}`;
}
