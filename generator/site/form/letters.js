/* Letters as Python counts, folds and sorts them: by whole characters, whatever the reader's language. */
const Letters = (() => {
  "use strict";

  // What Python calls white space; the two differ in a few controls and in the mark U+FEFF.
  const SPACE = "\\t-\\r\\x1c-\\x20\\x85\\xa0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000";
  const BLANK = new RegExp(`[${SPACE}]`, "u");
  const PRINTABLE = /^(?:[^\p{C}\p{Z}]| )*$/u;

  /** Counts the characters of a text. */
  const count = (text) => {
    let number = 0;
    for (const _ of text) number += 1;
    return number;
  };

  /** Gives the first so many characters of a text. */
  const cut = (text, most) => [...text].slice(0, most).join("");

  /** Gives a text without the signs that a pattern names at its end: by steps, for a search would begin at each sign. */
  const stripEnd = (text, sign = BLANK) => {
    let end = text.length;
    while (end && sign.test(text[end - 1])) end -= 1;
    return text.slice(0, end);
  };

  /** Gives a text without the signs that a pattern names at either end. */
  const stripSigns = (text, sign) => {
    let start = 0;
    while (start < text.length && sign.test(text[start])) start += 1;
    return stripEnd(text.slice(start), sign);
  };

  /** Gives a text without blanks at either end. */
  const strip = (text) => stripSigns(text, BLANK);

  /** Whether every character of a text shows something, or is a plain blank. */
  const isPrintable = (text) => PRINTABLE.test(text);

  /** Gives a text in which capitals are no difference. */
  const fold = (text) => {
    let folded = "";
    for (const char of text) folded += char === "ı" ? char : char.toUpperCase().toLowerCase();
    return folded.replace(/ς/gu, "σ");
  };

  /** Whether a text holds cased letters and none of them small. */
  const isUpper = (text) => /\p{Uppercase}/u.test(text) && !/[\p{Lowercase}\p{Lt}]/u.test(text);

  /** Compares two texts by their characters' numbers, as Python sorts. */
  const compare = (one, other) => {
    const letters = [...one], others = [...other];
    for (let index = 0; index < Math.min(letters.length, others.length); index += 1) {
      const difference = letters[index].codePointAt(0) - others[index].codePointAt(0);
      if (difference) return difference;
    }
    return letters.length - others.length;
  };

  /** Gives a number with a dot before each three digits. */
  const dot = (number) => String(number).replace(/(?<=[0-9])(?=(?:[0-9]{3})+$)/gu, ".");

  return { SPACE, compare, count, cut, dot, fold, isPrintable, isUpper, strip, stripEnd, stripSigns };
})();
