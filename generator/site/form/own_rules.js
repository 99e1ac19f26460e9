/* Ids, sources and the texts of a record (rules KS2xx, KS7xx, KS8xx that need the record alone). */
const OwnRules = (() => {
  "use strict";

  /** Checks a record's id and year against its file. */
  function* checkIdentity({ kind, id, group, value }) {
    if (kind === "registry") return;
    if (value.id !== id) yield { rule: "KS202", path: ["id"], params: { id: String(value.id), name: id }, fix: id };
    const reserved = Contract.reserved_ids[kind] ?? [];
    const claims = [[id, ["id"]], ...(value.former_ids ?? []).map((former, index) => [former, ["former_ids", index]])];
    for (const [claimed, path] of claims) {
      const why = reserved.includes(claimed) ? "site" : Contract.unstorable_ids.includes(claimed) ? "device" : "";
      if (why) yield { rule: "KS208", path, params: { id: claimed, why } };
    }
    if (kind === "mapping-entry" && String(value.year) !== group) {
      yield { rule: "KS205", path: ["year"], params: { year: String(value.year), folder: group } };
    }
  }

  /** Checks that source ids are unique and that facts name sources that exist. */
  function* checkSources({ value }) {
    const known = new Map();
    for (const [index, source] of (value.sources ?? []).entries()) {
      if (known.has(source.id)) {
        const related = [{ path: ["sources", known.get(source.id), "id"] }];
        yield { rule: "KS214", path: ["sources", index, "id"], params: { id: source.id }, related };
      } else {
        known.set(source.id, index);
      }
    }
    for (const field of ["events", "figures", "reported_results", "evaluations", "stages"]) {
      for (const [index, item] of (value[field] ?? []).entries()) {
        for (const [number, mark] of (item.sources ?? []).entries()) {
          if (!known.has(mark)) yield { rule: "KS213", path: [field, index, "sources", number], params: { id: mark } };
        }
      }
    }
  }

  const WORD = "\\p{L}\\p{N}_";
  /** What numbers of persons look like: the patterns of generator/check/persons.py, in its order. */
  const compile = (patterns) => patterns.map(([rule, pattern]) => [rule, new RegExp(pattern, "giu")]);
  const IN_TEXT = compile(Contract.persons.text), IN_ADDRESS = compile(Contract.persons.address);
  const AMOUNT = new RegExp(Contract.persons.amount, "gu"), WORTH = new RegExp(Contract.persons.worth, "iu");
  const DIGEST = /^[0-9a-f]{64}$/u, WEB = /^https?:\/\//u, ASCII = /^[\x00-\x7f]*$/u, DIGIT = /^\p{Nd}$/u;
  const ENTITY = /&(?:#x([0-9a-f]{1,6})|#([0-9]{1,7})|(commat|period));?/giu, PERCENT = /%([0-7][0-9a-f])/giu;
  const NAMED = { commat: "@", period: "." };

  /** Digits stand in tens, each from its zero on. */
  function readDigit(char) {
    const code = char.codePointAt(0);
    if (code < 128 || !DIGIT.test(char)) return char;
    let first = code;
    while (DIGIT.test(String.fromCodePoint(first - 1))) first -= 1;
    return String((code - first) % 10);
  }

  /** Gives a text with each digit and sign as it is typed, whatever stands for it; flatten() of persons.py. */
  function flatten(text) {
    text = text.replace(ENTITY, (whole, hex, decimal, name) => {
      if (name) return NAMED[name.toLowerCase()];
      const code = hex ? parseInt(hex, 16) : Number(decimal);
      return code <= 0x10ffff ? String.fromCodePoint(code) : whole;
    });
    for (let turn = 0; turn < 2; turn += 1) text = text.replace(PERCENT, (_, code) => String.fromCharCode(parseInt(code, 16)));
    if (!ASCII.test(text)) {
      text = [...text.normalize("NFKC").replace(new RegExp(ANY_UNSEEN, "gu"), "")].map(readDigit).join("");
      text = text.replace(/[\u2010-\u2015\u2212]/gu, "-");
    }
    return text.replace(/[\t\n\r]/gu, " ");
  }

  /** Gives every text of a record with its path, addresses and hashes too. */
  function* iterateValues(value, path = []) {
    if (typeof value === "string") yield [path, value];
    else if (Array.isArray(value)) {
      for (const [index, item] of value.entries()) yield* iterateValues(item, [...path, index]);
    } else if (Canonical.isGroup(value)) {
      for (const [key, item] of Object.entries(value)) yield* iterateValues(item, [...path, key]);
    }
  }

  /** Gives every text of a record that people write in words, with its path. */
  function* iterateTexts(value) {
    for (const [path, text] of iterateValues(value)) if (!Contract.no_texts.includes(path.at(-1))) yield [path, text];
  }

  /** Whether a value that is allowed holds all that was found; of a number all but the words before it. */
  function isAllowed(rule, found, known) {
    return known.some((one) => {
      const at = found.indexOf(one);
      if (one.includes(found)) return true;
      return one && at >= 0 && !Contract.persons.whole.includes(rule) && !/[0-9]/u.test(found.slice(0, at) + found.slice(at + one.length));
    });
  }

  function find(text, patterns, allowed) {
    const known = allowed.map(flatten);
    // One that is allowed hides no other behind it.
    return patterns.find(([rule, pattern]) => [...text.matchAll(pattern)].some((found) => !isAllowed(rule, found[0], known)))?.[0] ?? null;
  }

  /** Gives the rule that the value of a key breaks by holding a number or address of a person; null for any other. */
  function findPersonalData(key, value, allowed) {
    if (Contract.addresses.includes(key) && WEB.test(value)) return find(flatten(value), IN_ADDRESS, allowed);
    if (key === "sha256" && DIGEST.test(value)) return null;
    const text = flatten(value).replace(AMOUNT, "Rp");
    return WORTH.test(text) ? find(text, IN_TEXT, allowed) : null;
  }

  /** Checks that no text holds a number or address of a person, but for the values that are allowed. */
  function* checkPersonalData({ value }, allowed) {
    for (const [path, text] of iterateValues(value)) {
      const rule = findPersonalData(path.at(-1), text, allowed);
      if (rule) yield { rule, path };
    }
  }

  /** Gives a problem as everybody may read it: what would repeat personal data only says that they are there. */
  function settleProblem(problem, allowed) {
    const { path, key, params = {}, fix } = problem;
    for (const text of [...Object.values(params), ...(fix ? [fix] : [])]) {
      const rule = findPersonalData(path.at(-1), String(text), allowed);
      if (rule) return { rule, path, key };
    }
    return problem;
  }

  const BEFORE_SIGN = new RegExp(`[${WORD}] ([,.;:!?])(?=[ \\t\\n]|$)`, "u"), DOUBLE_BLANK = /[^ \n] {2,}[^ \n]/u, LONGEST_ACRONYM = 12;

  /** Checks the texts of a record for what reads badly. */
  function* checkTidiness({ value }) {
    for (const [path, text] of iterateTexts(value)) {
      if (DOUBLE_BLANK.test(text)) yield { rule: "KS801", path, fix: text.replace(/(?<=[^ \n]) {2,}(?=[^ \n])/gu, " ") };
      const found = BEFORE_SIGN.exec(text);
      if (found) yield { rule: "KS802", path, params: { sign: found[1] } };
      const isName = ["title", "name"].includes(path.at(-1));
      if (isName && Letters.count(text) > LONGEST_ACRONYM && Letters.isUpper(text)) yield { rule: "KS803", path };
    }
  }

  const FORBIDDEN =
    /[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff\ufffe\uffff\ud800-\udfff]/u;
  const ALL_UNSEEN = new RegExp(
    `^[${Letters.SPACE}\\u00ad\\u034f\\u115f\\u1160\\u17b4\\u17b5\\u180b-\\u180f\\u200b-\\u200f\\u2060-\\u206f\\u2800\\u3164` +
    "\\ufe00-\\ufe0f\\uffa0\\ufff0-\\ufffb\\u{1bca0}-\\u{1bca3}\\u{1d173}-\\u{1d17a}\\u{e0000}-\\u{e0fff}]+$", "u");
  const ANY_UNSEEN = new RegExp(ALL_UNSEEN.source.replace(Letters.SPACE, "").slice(1, -2), "u");

  // Longer numbers are not the same to every reader.
  const MAX_DIGITS = 15;

  const codeOf = (char) => `U+${char.codePointAt(0).toString(16).toUpperCase().padStart(4, "0")}`;

  /** Gives the code of the first character of a text that no record may hold, such as U+200E, or nothing. */
  function findForbidden(text) {
    const found = FORBIDDEN.exec(text);
    return found ? codeOf(found[0]) : "";
  }

  /** Gives where such characters stand, at most so many, with their codes. */
  function listForbidden(text, most) {
    const found = FORBIDDEN.test(text) ? [...text.matchAll(new RegExp(FORBIDDEN, "gu"))] : [];
    return found.slice(0, most).map((one) => ({ offset: one.index, code: codeOf(one[0]) }));
  }

  /** Whether a text looks empty though it is not. */
  const showsNothing = (text) => ANY_UNSEEN.test(text) && ALL_UNSEEN.test(text);

  /** Checks that each text and number could be read again once it is written. */
  function* checkWritable(value, path = []) {
    if (typeof value === "string") {
      const code = findForbidden(value);
      if (code) yield { rule: "KS004", path, params: { code } };
      if (showsNothing(value)) yield { rule: "KS029", path };
    } else if (typeof value === "number") {
      if (String(value).length > MAX_DIGITS) yield { rule: "KS024", path, params: { text: String(value) } };
    } else if (typeof value === "object" && value !== null) {
      const items = Array.isArray(value) ? value.entries() : Object.entries(value);
      for (const [key, item] of items) yield* checkWritable(item, [...path, key]);
    }
  }

  return {
    checkIdentity, checkPersonalData, checkSources, checkTidiness, checkWritable, findForbidden, iterateTexts,
    listForbidden, settleProblem, showsNothing,
  };
})();
