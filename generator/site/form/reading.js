/* A record's text as the register reads it: its value, and what the strict subset refuses (generator/read/).
   Refused is what YAML readers understand in different ways: yes and no, octals, unquoted dates, empty values. */
const Reading = (() => {
  "use strict";

  const MAX_BYTES = 256 * 1024, MAX_DEPTH = 20, MAX_DIGITS = 15, MOST_ALIKE = 20;
  const MOST_LINES = 5000, MOST_VALUES = 10000, MOST_FAULTS = 200;
  const INTEGER = /^-?(?:0|[1-9][0-9]*)$/u;
  const NUMBER_LIKE = new RegExp(
    "^(?:[-+]?(?:0[xX][0-9a-fA-F_]+|0[oO]?[0-7_]+|0[0-9_]+|[0-9][0-9_]*(?:\\.[0-9_]*)?(?:[eE][-+]?[0-9]+)?" +
    "|\\.[0-9][0-9_]*(?:[eE][-+]?[0-9]+)?|\\.(?:inf|Inf|INF|nan|NaN|NAN)))$", "u");
  const SEXAGESIMAL = /^[-+]?[0-9][0-9_]*(?::[0-5]?[0-9])+(?:\.[0-9_]*)?$/u;
  const DATE_LIKE = /^[0-9]{4}-[0-9]{1,2}(?:-[0-9]{1,2}[^\n]*)?[?~]?$/u;
  const EMPTY = new Set(["", "~", "null", "Null", "NULL"]);

  /** Decides what an unquoted text means: gives `value`, or the `rule` that refuses it. */
  function resolvePlain(text) {
    if (EMPTY.has(text)) return { rule: "KS022" };
    if (text === "true" || text === "false") return { value: text === "true" };
    if (/^\p{L}/u.test(text)) return Contract.boolean_like.includes(text.toLowerCase()) ? { rule: "KS023" } : { value: text };
    if (INTEGER.test(text)) return text.length <= MAX_DIGITS ? { value: Number(text) + 0 } : { rule: "KS024" };
    if (DATE_LIKE.test(text)) return { rule: "KS026" };
    if (SEXAGESIMAL.test(text)) return { rule: "KS025" };
    if (NUMBER_LIKE.test(text)) return { rule: "KS024" };
    return text === "=" ? { rule: "KS027" } : { value: text };
  }

  /** Puts a value under a key, whatever the key is called. */
  function setKey(group, key, value) {
    if (key === "__proto__") Object.defineProperty(group, key, { value, writable: true, enumerable: true, configurable: true });
    else group[key] = value;
  }

  /** Where in a text something stands. What is asked in order costs one walk over the text, however often it is
      asked: a file may be full of faults, and all of it one line. */
  class Places {
    constructor(text) {
      Object.assign(this, { text, line: 1, start: 0, at: 0, letters: 0 });
    }

    /** Gives the line and column from 1 of a place; columns count letters. */
    find(offset) {
      if (offset < this.at) Object.assign(this, { line: 1, start: 0, at: 0, letters: 0 });
      for (let next = this.text.indexOf("\n", this.at); next >= 0 && next < offset; next = this.text.indexOf("\n", next + 1)) {
        Object.assign(this, { line: this.line + 1, start: next + 1, at: next + 1, letters: 0 });
      }
      this.letters += Letters.count(this.text.slice(this.at, offset));
      this.at = offset;
      return { line: this.line, column: this.letters + 1 };
    }
  }

  /** Turns the tree into values and gathers what must be refused. */
  class Builder {
    constructor(text) {
      Object.assign(this, { text, faults: [], values: 0, firsts: new Places(text) });
    }

    refuse(rule, node, params = {}) {
      this.note({ rule, offset: node.start, params });
    }

    /** Keeps a fault, as long as there are no more of them than anyone reads. */
    note(fault) {
      if (this.faults.length < MOST_FAULTS) this.faults.push(fault);
    }

    buildGroup(node, depth) {
      const value = {}, places = new Map();
      if (depth > MAX_DEPTH) {
        this.refuse("KS016", node, { depth: String(MAX_DEPTH) });
        return value;
      }
      for (const [keyNode, item] of node.pairs) {
        const key = this.readKey(keyNode);
        if (key === null) continue;
        if (places.has(key)) {
          this.refuse("KS020", keyNode, { key, line: String(this.firsts.find(places.get(key)).line) });
          continue;
        }
        places.set(key, keyNode.start);
        setKey(value, key, this.build(item, keyNode, depth + 1));
      }
      return value;
    }

    readKey(node) {
      if (node.kind !== "scalar") {
        this.refuse("KS021", node);
        return null;
      }
      if (node.style) this.findEscaped(node);
      else if (node.value === "<<") {
        this.refuse("KS006", node, { kind: "merge" });
        return null;
      } else if (typeof resolvePlain(node.value).value !== "string") {
        this.refuse("KS021", node);
        return null;
      }
      return node.value;
    }

    build(node, owner, depth) {
      this.values += 1;
      if (node.kind === "scalar") return this.buildScalar(node, owner);
      if (node.isFlow) this.findComment(node);
      if (node.kind === "group") return this.buildGroup(node, depth);
      if (depth > MAX_DEPTH) {
        this.refuse("KS016", node, { depth: String(MAX_DEPTH) });
        return [];
      }
      return node.items.map((item) => this.build(item.node, item.node, depth + 1));
    }

    buildScalar(node, owner) {
      if (node.style !== "|" && node.style !== ">") this.findComment(node);
      if (OwnRules.showsNothing(node.value)) this.refuse("KS029", node);
      if (node.style) {
        this.findEscaped(node);
        return node.value;
      }
      const { rule, value } = resolvePlain(node.value);
      if (rule) this.refuse(rule, rule === "KS022" ? owner : node, { text: node.value });
      return rule ? node.value : value;
    }

    /** Finds what an escape inside double quotes brings in although it is refused in the open. */
    findEscaped(node) {
      const code = node.style === '"' ? OwnRules.findForbidden(node.value) : "";
      if (code) this.refuse("KS004", node, { code });
    }

    /** Finds a comment behind a value: whether its writer meant a comment or a text, nobody can tell. */
    findComment(node) {
      const found = /[ \t]+#/uy;
      found.lastIndex = node.end;
      if (found.test(this.text)) this.note({ rule: "KS028", offset: found.lastIndex - 1, params: {} });
    }
  }

  const tellLarge = (most) => ({ rule: "KS002", offset: 0, params: { most } });

  function findFaultBefore(text) {
    if (new TextEncoder().encode(text).length > MAX_BYTES) return [tellLarge("bytes")];
    if (text.split("\n").length - 1 > MOST_LINES) return [tellLarge("values")];
    if (text.includes("\r")) return [{ rule: "KS005", offset: text.indexOf("\r"), params: {} }];
    return OwnRules.listForbidden(text, MOST_ALIKE).map(({ offset, code }) => ({ rule: "KS004", offset, params: { code } }));
  }

  /** Reads a text: gives its value and its document, or the faults that keep it from being read. */
  function readText(text) {
    const before = findFaultBefore(text);
    if (before.length) return { faults: before };
    try {
      const tree = Syntax.parse(text);
      if (tree.top.kind !== "group") {
        const wide = text.indexOf("：");
        return { faults: [wide < 0 ? { rule: "KS008", offset: tree.top.start, params: {} } : { rule: "KS009", offset: wide, params: {} }] };
      }
      const builder = new Builder(text), value = builder.buildGroup(tree.top, 1);
      if (builder.values > MOST_VALUES) return { faults: [tellLarge("values")] };
      return builder.faults.length ? { faults: builder.faults } : { faults: [], value, document: Comments.settle(text, tree, readLeaf) };
    } catch (error) {
      if (!(error instanceof Syntax.Fault)) throw error;
      return { faults: [{ rule: error.rule, offset: error.offset, params: error.params }] };
    }
  }

  const readLeaf = (node) => (node.style ? node.value : resolvePlain(node.value).value ?? node.value);

  function word({ rule, offset, params }, places, language) {
    // A day of one digit would be refused next: the advice is to write it in full.
    const date = (params.text ?? "").replace(/(?<=-)[0-9](?![0-9])/gu, "0$&");
    const finding = Wording.word({ rule, path: [], params: { ...params, date } }, language);
    return { ...finding, ...places.find(offset) };
  }

  /** Reads a record: gives `value` (its plain values) and `document` (with its comments) and no `findings`,
      or null for both and at least one finding with its line and column. */
  function read(text, language) {
    const { value = null, document = null, faults } = readText(text), places = new Places(text);
    return { value, document, findings: faults.map((fault) => word(fault, places, language)) };
  }

  /** Gives the text of a file's bytes, or null where they are no UTF-8. */
  function decode(bytes) {
    try {
      return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
    } catch {
      return null;
    }
  }

  /** Gives the finding for bytes that are no UTF-8, with the line of the first that is not. */
  function findForeign(bytes, language) {
    const text = new TextDecoder().decode(bytes);
    return word({ rule: "KS003", offset: text.indexOf("\ufffd"), params: {} }, new Places(text), language);
  }

  return { MAX_BYTES, decode, findForeign, read, setKey };
})();
