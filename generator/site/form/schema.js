/* What a schema refuses, found in the way of generator/check/schema_faults.py (rules KS1xx).
   Only the keywords of generator/schema_subset.py are known: a schema with others never gets here. */
const Schema = (() => {
  "use strict";

  // A whole number as people write it: 1000000, 1.000.000, 1,000,000.
  const GROUPED = /^(?:[1-9][0-9]{0,14}|[1-9][0-9]{0,2}(?:[.,][0-9]{3}){1,4})$/u;
  const LABEL = "[A-Za-z0-9_](?:[A-Za-z0-9_-]{0,61}[A-Za-z0-9_])?";
  const OCTET = "(?:25[0-5]|2[0-4][0-9]|1[0-9][0-9]|[1-9]?[0-9])";
  const HTTP_URL = new RegExp(
    `^https?://(?<host>(?:${LABEL}\\.)+[A-Za-z](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?|(?:${OCTET}\\.){3}${OCTET})` +
    "(?::(?<port>[0-9]{1,5}))?(?:[/?#][^\\s\\x1c-\\x1f\\x85<>\"'`\\\\]*)?$", "u");
  const LONGEST_HOST = 253, LAST_PORT = 65535;
  const RULES = {
    pattern: "KS106", minLength: "KS105", maxLength: "KS107", minItems: "KS108", minProperties: "KS108",
    uniqueItems: "KS109", minimum: "KS110", maximum: "KS110",
  };
  const patterns = new Map();

  const isGroup = Canonical.isGroup;
  const isText = (value) => typeof value === "string";
  const TYPES = {
    string: isText,
    integer: Number.isInteger,
    boolean: (value) => typeof value === "boolean",
    array: Array.isArray,
    object: isGroup,
  };

  /** Gives a pattern as Python means it: a dot stops at line breaks only, and blanks are Python's. */
  function compile(pattern) {
    if (!patterns.has(pattern)) {
      let isInside = false;
      const source = pattern.replace(/\\.|[[\].]/gsu, (part) => {
        if (part === "[" || part === "]") isInside = part === "[";
        if (part === "\\s") return isInside ? Letters.SPACE : `[${Letters.SPACE}]`;
        if (part === "\\S") return isInside ? "\\S" : `[^${Letters.SPACE}]`;
        return part === "." && !isInside ? "[^\\n]" : part;
      });
      patterns.set(pattern, new RegExp(source, "u"));
    }
    return patterns.get(pattern);
  }

  /** Gives a spelling that is the same for equal values alone, whatever the order of keys. */
  function spellEqual(value) {
    if (Array.isArray(value)) return `[${value.map(spellEqual).join(",")}]`;
    if (!isGroup(value)) return JSON.stringify(value);
    return `{${Object.keys(value).sort().map((key) => `${JSON.stringify(key)}:${spellEqual(value[key])}`).join(",")}}`;
  }

  /** Whether a text is a full web address, as every browser takes it, without a user name. */
  function isHttpUrl(text) {
    const found = HTTP_URL.exec(text);
    if (!found) return false;
    const { host, port } = found.groups;
    return host.length <= LONGEST_HOST && Number(port ?? 1) > 0 && Number(port ?? 1) <= LAST_PORT &&
      Letters.isPrintable(text) && (!host.toLowerCase().includes("xn--") || isInternational(host));
  }

  /** Whether the parts of a host that stand for other letters (xn--…) do stand for some. */
  function isInternational(host) {
    return host.toLowerCase().split(".").filter((label) => label.startsWith("xn--")).every((label) => {
      const letters = decodeLabel(label.slice(4));
      return letters !== null && /[^\x00-\x7f]/u.test(letters) && !/[\p{Cc}\p{Cf}\p{Co}\p{Cs}\p{Z}]/u.test(letters) &&
        Letters.fold(letters.normalize("NFKC")).normalize("NFKC") === letters;
    });
  }

  /** Decodes Punycode (RFC 3492); null where it is none. */
  function decodeLabel(label) {
    const dash = label.lastIndexOf("-"), letters = dash < 0 ? [] : [...label.slice(0, dash)];
    let code = 128, place = 0, bias = 72, at = dash + 1;
    while (at < label.length) {
      const start = place;
      for (let weight = 1, base = 36; ; base += 36) {
        const digit = "abcdefghijklmnopqrstuvwxyz0123456789".indexOf(label[at] ?? " ");
        if (digit < 0) return null;
        at += 1;
        place += digit * weight;
        const least = Math.min(Math.max(base - bias, 1), 26);
        if (digit < least) break;
        weight *= 36 - least;
      }
      const count = letters.length + 1;
      let delta = start === 0 ? Math.floor((place - start) / 700) : Math.floor((place - start) / 2);
      delta += Math.floor(delta / count);
      for (bias = 0; delta > 455; bias += 36) delta = Math.floor(delta / 35);
      bias += Math.floor((36 * delta) / (delta + 38));
      code += Math.floor(place / count);
      if (!(code <= 0x10ffff)) return null;
      place %= count;
      letters.splice(place, 0, String.fromCodePoint(code));
      place += 1;
    }
    return letters.join("");
  }

  function isDate(text) {
    try {
      Dates.parse(text);
      return true;
    } catch {
      return false;
    }
  }

  const FORMATS = {
    edtf: isDate,
    "http-url": isHttpUrl,
    "http-base-url": (text) => isHttpUrl(text) && !/[?#]/u.test(text),
  };
  const isAtLeast = (count) => (bound, value) => count(value) >= bound;
  /** What each keyword asks of a value of the type it judges. */
  const JUDGES = {
    type: (type, value) => TYPES[type](value),
    enum: (choices, value) => choices.includes(value),
    const: (only, value) => value === only,
    pattern: (pattern, value) => !isText(value) || compile(pattern).test(value),
    format: (name, value) => !isText(value) || FORMATS[name](value),
    minLength: (bound, value) => !isText(value) || Letters.count(value) >= bound,
    maxLength: (bound, value) => !isText(value) || Letters.count(value) <= bound,
    minimum: (bound, value) => typeof value !== "number" || value >= bound,
    maximum: (bound, value) => typeof value !== "number" || value <= bound,
    minItems: (bound, value) => !Array.isArray(value) || isAtLeast((list) => list.length)(bound, value),
    minProperties: (bound, value) => !isGroup(value) || isAtLeast((group) => Object.keys(group).length)(bound, value),
    uniqueItems: (isAsked, value) =>
      !isAsked || !Array.isArray(value) || new Set(value.map(spellEqual)).size === value.length,
  };

  /** Gives everything in which a value fails a schema: the keyword, its value, the path and what is there. */
  function* findErrors(schema, value, path) {
    for (const [keyword, bound] of Object.entries(schema)) {
      if (keyword === "properties") {
        for (const [key, part] of isGroup(value) ? Object.entries(bound) : []) {
          if (Object.hasOwn(value, key)) yield* findErrors(part, value[key], [...path, key]);
        }
      } else if (keyword === "items") {
        for (const [index, item] of Array.isArray(value) ? value.entries() : []) yield* findErrors(bound, item, [...path, index]);
      } else if (keyword === "required") {
        for (const key of isGroup(value) ? bound : []) {
          if (!Object.hasOwn(value, key)) yield { keyword, bound: key, schema, value, path };
        }
      } else if (keyword === "additionalProperties") {
        const known = schema.properties ?? {};
        if (bound === false && isGroup(value) && Object.keys(value).some((key) => !Object.hasOwn(known, key))) {
          yield { keyword, bound, schema, value, path };
        }
      } else if (JUDGES[keyword] && !JUDGES[keyword](bound, value)) {
        yield { keyword, bound, schema, value, path };
      }
    }
  }

  /** Gives a value as the record's author would write it. */
  const spell = (value) => String(value);

  const titleOf = (schema, key) => {
    const known = schema.properties ?? {};
    return Object.hasOwn(known, key) ? known[key].title ?? key : key;
  };

  /** Gives the key whose Indonesian title was written in its place, or nothing. */
  function findTitled(schema, word, keys) {
    const plain = Letters.fold(word.replace(/[_-]/gu, " "));
    const found = keys.filter((key) => Letters.fold(titleOf(schema, key)) === plain);
    return found.length === 1 ? found[0] : "";
  }

  function explainUnknownKeys({ schema, value, path }) {
    const known = Object.keys(schema.properties), free = known.filter((key) => !Object.hasOwn(value, key));
    return Object.keys(value).filter((key) => !Object.hasOwn(schema.properties, key)).map((key) => {
      const guess = Closeness.suggest(key, free) || findTitled(schema, key, free);
      const keys = guess || free.length > Contract.most_keys ? "" : free.join(", ");
      return { rule: "KS101", path: [...path, key], key: true, params: { key, guess, keys }, fix: guess || null };
    });
  }

  function explainType(value, wanted, path) {
    let fix = null, how = wanted;
    if (wanted === "string" && (Number.isInteger(value) || typeof value === "boolean")) {
      [how, fix] = ["quote", `"${spell(value)}"`];
    } else if (wanted === "integer" && isText(value) && GROUPED.test(value)) {
      fix = value.replace(/[^0-9]/gu, "");
    }
    return { rule: "KS103", path, params: { wanted, how, fix: fix ?? "" }, fix };
  }

  function explainFormat(text, name, path) {
    if (name !== "edtf") {
      const isTooLong = name === "http-base-url" && isHttpUrl(text);
      return { rule: isTooLong ? "KS123" : "KS122", path, params: { text } };
    }
    try {
      Dates.parse(text);
    } catch (error) {
      return { rule: error.reason === "impossible" ? "KS121" : "KS120", path, params: { text: error.culprit } };
    }
    throw new Error(text);
  }

  function explainChoice({ keyword, bound, value, path }) {
    if (typeof value === "object") return explainType(value, "string", path);
    const known = (keyword === "enum" ? bound : [bound]).map(spell);
    const guess = known.length > 1 ? Closeness.suggest(spell(value), known) : "";
    const isType = keyword === "const" && path.length === 1 && path[0] === "type";
    const only = bound === true ? "true" : isType ? "type" : "";
    return { rule: "KS104", path, params: { value: spell(value), known: known.join(", "), only, guess }, fix: guess || null };
  }

  function explain(error) {
    const { keyword, bound, schema, value, path } = error;
    if (keyword === "additionalProperties") return explainUnknownKeys(error);
    if (keyword === "required") return [{ rule: "KS102", path, params: { key: bound, title: titleOf(schema, bound) } }];
    if (keyword === "type") return [explainType(value, bound, path)];
    if (keyword === "format") return [explainFormat(value, bound, path)];
    if (keyword === "enum" || keyword === "const") return [explainChoice(error)];
    const params = { value: typeof value === "object" ? "" : spell(value), bound: spell(bound), limit: keyword };
    if (keyword === "pattern") params.form = Object.hasOwn(Contract.forms, bound) ? Contract.forms[bound] : "other";
    if (keyword === "uniqueItems") {
      params.twice = value.find((item) => isText(item) && value.indexOf(item) !== value.lastIndexOf(item)) ?? "";
    }
    return [{ rule: RULES[keyword], path, params }];
  }

  /** Leaves out what one slip of the hand causes a second time: a misspelt key also misses the key it should be. */
  function dropEchoes(problems) {
    const at = (path, more = "") => JSON.stringify([path, more]);
    const meant = new Set(problems.filter((one) => one.rule === "KS101").map((one) => at(one.path.slice(0, -1), one.fix)));
    const short = new Set(problems.filter((one) => one.rule === "KS105").map((one) => at(one.path)));
    return problems.filter((one) =>
      !(one.rule === "KS102" && meant.has(at(one.path, one.params.key))) && !(one.rule === "KS106" && short.has(at(one.path))));
  }

  /** Gives a problem for everything in which a record fails its schema; none when it is valid. */
  const check = (schema, value) => dropEchoes([...findErrors(schema, value, [])].flatMap(explain));

  return { check, isHttpUrl, spellEqual };
})();
