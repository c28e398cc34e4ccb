/* Counts words as the server does (count_words in app/rules/forms.py): runs of characters between white
   space, of which at least one can be seen. A control parts words too, because it becomes a space or a
   break when it is stored. */

export function countWords(text) {
  const unseen = /[\u00AD\u200B-\u200F\u2060\uFEFF]/gu;
  return text.split(/[\p{White_Space}\p{Cc}]+/u).filter((run) => run.replace(unseen, "")).length;
}

/* Counts characters as the server does (app/rules/counting.py, which says why by these ranges): an emoji
   of several parts is one, an accent is part of its letter, a line break is one, and what cannot be seen
   is none. */

export function countCharacters(text) {
  const onTheOneBefore =
    // biome-ignore lint/suspicious/noMisleadingCharacterClass: these are the characters that combine
    /[\u0300-\u036F\u0483-\u0489\u1AB0-\u1AFF\u1DC0-\u1DFF\u20D0-\u20FF\uFE00-\uFE0F\uFE20-\uFE2F\u{1F3FB}-\u{1F3FF}\u{E0020}-\u{E007F}\u{E0100}-\u{E01EF}]/gu;
  const joined = /\u200D[\u2190-\u2BFF\u{1F000}-\u{1FAFF}]/gu;
  const flag = /[\u{1F1E6}-\u{1F1FF}]{2}/gu;
  const unseen = /[\u00AD\u200B-\u200F\u202A-\u202E\u2060\u2066-\u2069\uFEFF]/gu;
  const around = /^[\p{White_Space}\p{Cc}]+|[\p{White_Space}\p{Cc}]+$/gu;
  const seen = text
    .normalize("NFC")
    .replace(/\r\n/gu, "\n")
    .replace(around, "")
    .replace(onTheOneBefore, "");
  return [...seen.replace(joined, "").replace(flag, "-").replace(unseen, "")].length;
}
