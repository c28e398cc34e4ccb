/* Counts words as the server does (count_words in app/rules/forms.py): runs of characters between white
   space, of which at least one can be seen. A control parts words too, because it becomes a space or a
   break when it is stored. */

export function countWords(text) {
  const unseen = /[\u00AD\u200B-\u200F\u2060\uFEFF]/gu;
  return text.split(/[\p{White_Space}\p{Cc}]+/u).filter((run) => run.replace(unseen, "")).length;
}
