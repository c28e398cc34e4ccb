/* Where what is typed is kept: localStorage, an entry for each form on each page that was opened.

   An entry is written again at every change, in one step, so that it is there whatever becomes of the
   page. Pages never write in each other's entries: two tabs with the same form keep two texts.

     hederspris.typed|PERSON|ADDRESS OF THE FORM|PAGE   {at, page, title, fields, sent}

   fields: by name, {base, values, label}: see fields.js. sent: the mark that the form was sent with. */

const PREFIX = "hederspris.typed";
const DAYS = 30;

export const owner = document.querySelector('meta[name="typed-owner"]')?.content;

/* A number that nobody else has. (crypto.randomUUID is not there without TLS.) */
export function mark() {
  const numbers = window.crypto.getRandomValues(new Uint32Array(4));
  return Array.from(numbers, (number) => number.toString(16)).join("-");
}

const opened = mark();

export function keyOf(address) {
  return [PREFIX, owner, address, opened].join("|");
}

/* What is kept for this person, the oldest first; of one form, where an address is given. */
export function entries(address) {
  const found = [];
  for (const key of keys()) {
    const [, whose, where] = key.split("|");
    if (whose !== owner || (address !== undefined && where !== address)) continue;
    const entry = read(key);
    if (entry) found.push({ key, address: where, ...entry });
  }
  return found.sort((one, other) => one.at - other.at);
}

function keys() {
  try {
    return Object.keys(window.localStorage).filter((key) => key.startsWith(`${PREFIX}|`));
  } catch {
    return []; // storage is closed
  }
}

function read(key) {
  try {
    const entry = JSON.parse(window.localStorage.getItem(key));
    return entry?.fields ? entry : null;
  } catch {
    return null;
  }
}

/* Says whether it could be kept: storage may be full, or closed. */
export function write(key, { at = Date.now(), page, title, fields, sent }) {
  try {
    window.localStorage.setItem(key, JSON.stringify({ at, page, title, fields, sent }));
    return true;
  } catch {
    return false;
  }
}

export function remove(key) {
  try {
    window.localStorage.removeItem(key);
  } catch {
    /* storage is closed: nothing is kept either */
  }
}

/* Take fields out of an entry that another page has written; without any left it goes. */
export function drop({ key, fields, ...entry }, names) {
  if (!names.length) return;
  for (const name of names) delete fields[name];
  if (Object.keys(fields).length) write(key, { fields, ...entry });
  else remove(key);
}

/* The server has stored what was sent with these marks. */
export function settle(marks) {
  const stored = entries().filter(({ sent }) => marks.includes(sent));
  for (const { key, address, fields } of stored) {
    remove(key);
    for (const other of entries(address)) drop(other, same(fields, other.fields)); // of another tab
  }
}

function same(fields, others) {
  const text = (field) => JSON.stringify(field?.values);
  return Object.keys(others).filter((name) => text(others[name]) === text(fields[name]));
}

export function forget() {
  for (const entry of entries()) remove(entry.key);
}

/* Whoever it was has not come back for it. */
export function expire() {
  const oldest = Date.now() - DAYS * 24 * 60 * 60 * 1000;
  for (const key of keys()) if (!(read(key)?.at > oldest)) remove(key);
}
