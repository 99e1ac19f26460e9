/* Ids, sources and the texts of a record (rules KS2xx, KS7xx, KS8xx that need the record alone). */
const OwnRules = (() => {
  "use strict";

  /** Checks a record's id and year against its file. */
  function* checkIdentity({ kind, id, group, value }) {
    if (kind === "registry") return;
    if (value.id !== id) yield { rule: "KS202", path: ["id"], params: { id: String(value.id), name: id }, fix: id };
    const reserved = Contract.reserved_ids[kind] ?? [];
    if (reserved.includes(id)) yield { rule: "KS208", path: ["id"], params: { id } };
    for (const [index, former] of (reserved.length ? value.former_ids ?? [] : []).entries()) {
      if (reserved.includes(former)) yield { rule: "KS208", path: ["former_ids", index], params: { id: former } };
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

  const WORD = "\\p{L}\\p{N}_", GAP = "[ .()-]{0,2}", DIGIT = "\\p{Nd}";
  const MANY_DIGITS = new RegExp("@|[0-9](?:[ .()-]{0,2}[0-9]){8}", "u");
  // The many digits of a text are mostly those of an amount: Rp530.000.000.
  const AMOUNT = /Rp ?[1-9][0-9]{0,2}(?:\.[0-9]{3})+(?!\.?[0-9])/gu;
  const MOBILE =
    `(?<![${WORD}/.-])(?:\\+62|62|0)${GAP}8${DIGIT}{1,2}${GAP}${DIGIT}{3,4}${GAP}${DIGIT}{3,5}(?![${WORD}/])`;
  const NAMED =
    `(?<![${WORD}])(?:telp|telepon|tel|wa|whatsapp|hp)(?![${WORD}])[^${DIGIT}\\n]{0,12}(?:\\+?62|0)[${DIGIT} .()-]{7,14}${DIGIT}`;
  /** What numbers of persons look like; the patterns of generator/check/rules/privacy.py, in its order. */
  const PERSONAL = [
    ["KS705", `[${WORD}.+-]{1,64}@[${WORD}-]+(?:\\.[${WORD}-]+)+`],
    // Year, month and day of birth, year and month of appointment, sex, a number in line.
    ["KS702", `(?<!${DIGIT})(?:19|20)${DIGIT}${DIGIT}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]${DIGIT}|3[01]) ?` +
      `(?:19|20)${DIGIT}${DIGIT}(?:0[1-9]|1[0-2]) ?[12] ?${DIGIT}{3}(?!${DIGIT})`],
    // Region, day of birth (women's with 40 added), month, year, a number in line.
    ["KS701", `(?<!${DIGIT})[1-9]${DIGIT}[ .]?${DIGIT}${DIGIT}[ .]?${DIGIT}${DIGIT}[ .]?` +
      `(?:0[1-9]|[12]${DIGIT}|3[01]|4[1-9]|[56]${DIGIT}|7[01])(?:0[1-9]|1[0-2])${DIGIT}${DIGIT}[ .]?${DIGIT}{4}(?!${DIGIT})`],
    ["KS703", `(?<!${DIGIT})${DIGIT}${DIGIT}\\.${DIGIT}{3}\\.${DIGIT}{3}\\.${DIGIT}-${DIGIT}{3}\\.${DIGIT}{3}(?!${DIGIT})`],
    ["KS706", `(?<![${WORD}])rek(?:\\.(?=[${WORD}])|(?:ening)?(?![${WORD}]))[^${DIGIT}\\n]{0,25}${DIGIT}[${DIGIT} .-]{7,18}${DIGIT}`],
    ["KS704", `${MOBILE}|${NAMED}`],
  ].map(([rule, pattern]) => [rule, new RegExp(pattern, "giu")]);

  /** Gives every text of a record that people write, with its path. */
  function* iterateTexts(value, path = []) {
    if (typeof value === "string") yield [path, value];
    else if (Array.isArray(value)) {
      for (const [index, item] of value.entries()) yield* iterateTexts(item, [...path, index]);
    } else if (Canonical.isGroup(value)) {
      for (const [key, item] of Object.entries(value)) {
        if (!Contract.no_texts.includes(key)) yield* iterateTexts(item, [...path, key]);
      }
    }
  }

  /** Gives the rule that a text breaks by holding a number or address of a person; null for any other. */
  function findPersonalData(whole, allowed) {
    if (!MANY_DIGITS.test(whole)) return null;
    const text = whole.replace(AMOUNT, "Rp");
    if (!MANY_DIGITS.test(text)) return null;
    // One that is allowed hides no other behind it.
    const isAllowed = (found) => allowed.some((one) => found.includes(one) || one.includes(found));
    return PERSONAL.find(([, pattern]) => [...text.matchAll(pattern)].some((found) => !isAllowed(found[0])))?.[0] ?? null;
  }

  /** Checks that no text holds a number or address of a person, but for the values that are allowed. */
  function* checkPersonalData({ value }, allowed) {
    for (const [path, text] of iterateTexts(value)) {
      const rule = findPersonalData(text, allowed);
      if (rule) yield { rule, path };
    }
  }

  /** Gives a problem as everybody may read it: what would repeat personal data only says that they are there. */
  function settleProblem(problem, allowed) {
    const { path, key, params = {} } = problem;
    if (Contract.no_texts.includes(path.at(-1))) return problem;
    for (const text of Object.values(params)) {
      const rule = findPersonalData(String(text), allowed);
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
