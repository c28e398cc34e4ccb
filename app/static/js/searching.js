/* What somebody finds who searches: the same rule as app/rules/searching.py, which explains it.

   Both are held to one table of cases, tests/data/searching.json. */

const LETTERS = { ä: "æ", ö: "ø", đ: "d", ŋ: "n", ŧ: "t", ð: "d", ł: "l", ß: "ss", þ: "th" };
const ALIKE = {
  aa: "(?:å|[aåæ]{2})",
  ae: "(?:æ|[aåæ]e)",
  oe: "(?:ø|[oø]e)",
  a: "[aåæ]",
  o: "[oø]",
  å: "(?:å|aa)",
  æ: "(?:æ|ae)",
  ø: "(?:ø|oe)",
  " ": " ?",
};
const PARTS = new RegExp(Object.keys(ALIKE).join("|"), "gu");

/* Without accents, capitals and punctuation; of the letters beyond z only æøå stay. */
export function folded(text) {
  return text
    .toLowerCase()
    .normalize("NFC")
    .replace(/[^a-z0-9 æøå]/gu, (letter) => LETTERS[letter] ?? bare(letter))
    .trim()
    .replace(/ +/gu, " ");
}

function bare(letter) {
  return letter
    .normalize("NFD")
    .replace(/\p{M}/gu, "")
    .replace(/[^\p{L}\p{N}]/gu, " ");
}

function pattern(word) {
  return word.replace(PARTS, (part) => ALIKE[part]);
}

/* Gives a function that says whether every word of the query occurs in one of the folded texts, at
   a place that can be narrowed ("^": at the beginning of one). */
export function search(query, place = "") {
  const words = query.split(/\s+/u).map(folded).filter(Boolean);
  const patterns = words.map((word) => new RegExp(place + pattern(word), "u"));
  return (hays) =>
    patterns.length > 0 && patterns.every((wanted) => hays.some((hay) => wanted.test(hay)));
}

/* Gives a function that says whether the whole of a folded name is what is written. */
export function named(written) {
  const wanted = folded(written);
  const whole = new RegExp(`^(?:${pattern(wanted)})$`, "u");
  return (name) => wanted !== "" && whole.test(name);
}
