/* The canonical YAML text of a record, byte for byte what `registri fmt` writes (generator/canonical.py). */
const Canonical = (() => {
  "use strict";

  // A plain scalar must not be taken for anything but text, by YAML 1.1 or YAML 1.2 readers.
  const RESOLVES_OTHERWISE = new RegExp(
    "^(?:~|=|<<|y|n|yes|no|on|off|true|false|null|[-+]?\\.(?:[iıİ]nf|nan)" +
    "|[-+.]?[0-9][-+0-9_.,:eExXoOa-fA-F]*|[0-9]{4}-[0-9]{1,2}(?:-[0-9]{1,2})?[^\\n]*)$", "iu");
  const UNSAFE_START = new RegExp(`^(?:[${Letters.SPACE},\\[\\]{}#&*!|>'"%@\`]|[-?:](?:[${Letters.SPACE}]|$)|---|\\.\\.\\.)`, "u");
  const UNSAFE_INSIDE = new RegExp(
    `:(?:[${Letters.SPACE}]|$)|[${Letters.SPACE}]#|[${Letters.SPACE}]$|[\\x00-\\x1f\\x7f-\\x9f\\u2028\\u2029\\ufeff]`, "u");
  const MUST_ESCAPE = /[\x7f-\x9f\u2028\u2029\ufeff]/gu;

  /** Gives the YAML spelling of a text: plain where that is safe, double-quoted otherwise. */
  function renderScalar(text) {
    const isSafe = text && !(RESOLVES_OTHERWISE.test(text) || UNSAFE_START.test(text) || UNSAFE_INSIDE.test(text));
    return isSafe ? text : quoteText(text);
  }

  /** Gives a text in double quotes, which all YAML readers take for the same text. */
  function quoteText(text) {
    const escape = (found) => `\\u${found.charCodeAt(0).toString(16).padStart(4, "0")}`;
    return JSON.stringify(text).replace(MUST_ESCAPE, escape);
  }

  /** Gives the YAML spelling of a value that holds no others, for an entry at an indent. */
  function renderLeaf(item, indent) {
    if (typeof item !== "string") return String(item);
    return isBlock(item) ? renderBlock(item, `${indent}  `) : renderScalar(item);
  }

  /** Whether a literal block can hold a text: its lines end in no blanks, which editors would trim. */
  function isBlock(text) {
    const lines = text.split("\n");
    return lines.length > 1 && text === Letters.strip(text) &&
      lines.every((line) => Letters.isPrintable(line) && !line.endsWith(" "));
  }

  const renderBlock = (text, indent) => ["|-", ...text.split("\n").map((line) => (line ? indent + line : ""))].join("\n");

  /** Whether a value is a group of keys. */
  const isGroup = (value) => typeof value === "object" && value !== null && !Array.isArray(value);

  /** Gives the keys in the schema's order; keys it does not know come last, as they stood. */
  function sortKeys(keys, known) {
    const own = new Set(keys);
    return [...Object.keys(known).filter((key) => own.has(key)), ...keys.filter((key) => !Object.hasOwn(known, key))];
  }

  /** Gives the part of a schema that a key or an item must meet; a part that says nothing where there is none. */
  function partOf(schema, key) {
    if (key === undefined) return schema.items ?? {};
    const known = schema.properties ?? {};
    return Object.hasOwn(known, key) ? known[key] : {};
  }

  /** Gives the canonical text of a record's values, the keys in the schema's order, ending in a line break. */
  function renderRecord(value, schema, modeline = "") {
    const lines = Object.keys(value).length ? renderGroup(value, "", schema) : ["{}"];
    return [...(modeline ? [modeline] : []), ...lines].map((line) => `${line}\n`).join("");
  }

  function renderGroup(value, indent, schema) {
    const lines = [];
    for (const key of sortKeys(Object.keys(value), schema.properties ?? {})) {
      const head = `${indent}${renderScalar(key)}:`;
      lines.push(...renderUnder(head, value[key], indent, partOf(schema, key)));
    }
    return lines;
  }

  function renderUnder(head, item, indent, schema) {
    if (isGroup(item)) {
      const lines = renderGroup(item, `${indent}  `, schema);
      return lines.length ? [head, ...lines] : [`${head} {}`];
    }
    if (Array.isArray(item)) {
      const lines = renderList(item, `${indent}  `, schema);
      return lines.length ? [head, ...lines] : [`${head} []`];
    }
    return [`${head} ${renderLeaf(item, indent)}`];
  }

  function renderList(items, indent, schema) {
    const lines = [];
    for (const item of items) {
      if (Array.isArray(item)) throw new TypeError("a record holds no list directly inside a list");
      if (isGroup(item) && Object.keys(item).length) {
        const [first, ...others] = renderGroup(item, `${indent}  `, partOf(schema));
        lines.push(`${indent}- ${first.trimStart()}`, ...others);
      } else {
        lines.push(`${indent}- ${isGroup(item) ? "{}" : renderLeaf(item, indent)}`);
      }
    }
    return lines;
  }

  /** Gives the first line of a record, which tells editors where the record's schema is. */
  const renderModeline = (file, schemaName) =>
    `# yaml-language-server: $schema=${"../".repeat(file.split("/").length - 1)}schema/${schemaName}.schema.json`;

  /** Whether a comment is meant for the editor's YAML support. */
  const isModeline = (comment) => new RegExp(`^#[${Letters.SPACE}]*yaml-language-server[${Letters.SPACE}]*:`, "u").test(comment);

  return { isGroup, isModeline, partOf, quoteText, renderLeaf, renderModeline, renderRecord, renderScalar, sortKeys };
})();
