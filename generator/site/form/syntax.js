/* The YAML that a record may be written in: text to a tree of groups, lists and texts, each with its place.
   It takes what the register's reader takes (generator/read/) but for a few ways of writing that nobody uses, which it
   refuses: `? ` before a key, %-lines, a pair inside a list's brackets. What both take means the same to both. */
const Syntax = (() => {
  "use strict";

  const DEEPEST = 20, LONGEST_KEY = 1024;
  const CONFLICT = /^(?:<{7}|={7}|>{7})/mu;
  const { isBlank, isEnd, isGap } = Scanner;

  /** Reads a text: gives its tree and its comments; throws a Fault. */
  function parse(text) {
    try {
      return new Parser(text).parse();
    } catch (error) {
      const found = error instanceof Scanner.Fault ? CONFLICT.exec(text) : null;
      throw found ? new Scanner.Fault("KS011", found.index) : error;
    }
  }

  class Parser extends Scanner.Scanner {
    parse() {
      this.skipToContent();
      if (this.isMarker("---")) {
        this.at += 3;
        this.skipToContent();
      }
      if (this.at >= this.text.length) this.fail("KS007", 0);
      const top = this.parseNode(-1);
      this.skipToContent();
      if (this.at < this.text.length) this.fail(this.char === ":" ? "KS014" : "KS001");
      return { top, comments: this.comments };
    }

    /** Goes on to what comes next, over blanks, comments and empty lines. */
    skipToContent(isFlow = false) {
      // Tabs may end a line, not begin one.
      if (this.at > 0 && this.text[this.at - 1] !== "\n") this.skipBlanks();
      for (;;) {
        while (this.char === " " || (isFlow && this.char === "\t")) this.at += 1;
        if (this.char === "#") this.takeComment();
        if (this.char !== "\n") break;
        this.at += 1;
      }
      if (this.char === "\t") this.fail("KS012");
      if (this.at > 0 && this.isMarker("---") && this.hasBegun) this.fail("KS010");
      if (this.isMarker("...") || (this.char === "%" && this.column() === 0)) this.fail("KS001");
    }

    /** Reads whatever begins here, inside a block whose entries begin in column `indent`. */
    parseNode(indent) {
      this.hasBegun = true;
      if (this.char === "-" && isGap(this.next)) return this.parseList(this.column());
      return this.isKey() ? this.parseGroup(this.column()) : this.parseValue(indent);
    }

    /** Counts how deep a group or list lies that begins here. */
    enter() {
      this.depth += 1;
      if (this.depth > DEEPEST) this.fail("KS016", this.at, { depth: String(DEEPEST) });
    }

    /** Whether a key and its colon stand here. */
    isKey() {
      if ("&*!%@`,]}|>".includes(this.char)) return false;
      const { at, comments } = this, noted = comments.length;
      if ((this.char === "?" || this.char === ":") && isGap(this.next)) this.fail("KS001");
      const isBracket = this.char === "[" || this.char === "{";
      const isQuoted = this.char === '"' || this.char === "'";
      const line = this.text.indexOf("\n", at), end = line < 0 ? this.text.length : line;
      // A quote that goes on below is no key; what is wrong in it is told when it is read as a value.
      if (isQuoted && this.findQuoteEnd() > end) return false;
      if (isBracket) this.parseFlow();
      else if (isQuoted) this.parseQuoted();
      else this.scanPlainLine(false);
      this.skipBlanks();
      const isOne = this.at <= end && this.char === ":" && isGap(this.next);
      if (isOne && isBracket) this.fail("KS021", at);
      comments.length = noted;
      this.at = at;
      return isOne;
    }

    findQuoteEnd() {
      const pattern = this.char === '"' ? /"(?:[^"\\]|\\[^])*"/uy : /'(?:[^']|'')*'/uy;
      pattern.lastIndex = this.at;
      return pattern.test(this.text) ? pattern.lastIndex : Infinity;
    }

    parseKey() {
      const start = this.at;
      const key = this.char === '"' || this.char === "'" ? this.parseQuoted() : this.parsePlainKey();
      if (this.at - start > LONGEST_KEY) this.fail("KS001", start);
      this.skipBlanks();
      this.at += 1;
      return key;
    }

    parsePlainKey() {
      const start = this.at, end = this.scanPlainLine(false);
      return { kind: "scalar", value: this.text.slice(start, end), style: "", start, end };
    }

    parseGroup(column) {
      const node = { kind: "group", isFlow: false, pairs: [], start: this.at, end: this.at };
      this.enter();
      for (;;) {
        const key = this.parseKey();
        node.pairs.push([key, this.parseUnder(column)]);
        node.end = this.at;
        this.skipToContent();
        const found = this.at >= this.text.length ? -1 : this.column();
        if (found < column) break;
        if (found > column) this.fail("KS001");
        if ((this.char === "-" && isGap(this.next)) || !this.isKey()) {
          this.refuseMarkup();
          this.fail("KS001");
        }
      }
      this.depth -= 1;
      return node;
    }

    /** Reads the value behind a key's colon. */
    parseUnder(column) {
      const after = this.at;
      this.skipBlanks();
      if (this.char !== "#" && !isEnd(this.char)) {
        if (this.char === "-" && isGap(this.next)) this.fail("KS001");
        if (this.char === "?" && isGap(this.next)) this.fail("KS001");
        return this.parseValue(column);
      }
      this.skipToContent();
      const found = this.at >= this.text.length ? -1 : this.column();
      if (found > column) return this.parseNode(column);
      if (found === column && this.char === "-" && isGap(this.next)) return this.parseList(column);
      return { kind: "scalar", value: "", style: "", start: after, end: after };
    }

    parseList(column) {
      const node = { kind: "list", isFlow: false, items: [], start: this.at, end: this.at };
      this.enter();
      for (;;) {
        const dash = this.at;
        this.at += 1;
        const after = this.at;
        while (this.char === " ") this.at += 1;
        if (this.char === "\t") this.fail("KS015", this.at, { char: "\t" });
        if (this.char === "#" || isEnd(this.char)) this.skipToContent();
        const isEmpty = this.at >= this.text.length || this.column() <= column;
        const empty = { kind: "scalar", value: "", style: "", start: after, end: after };
        node.items.push({ start: dash, node: isEmpty ? empty : this.parseNode(column) });
        node.end = this.at;
        this.skipToContent();
        const found = this.at >= this.text.length ? -1 : this.column();
        if (found > column) this.fail("KS001");
        if (found < column || !(this.char === "-" && isGap(this.next))) break;
      }
      this.depth -= 1;
      return node;
    }

    /** Reads a text or what stands in brackets, and sees that nothing but a comment follows on its line. */
    parseValue(indent) {
      const isBlock = this.char === "|" || this.char === ">";
      const node = isBlock ? this.parseBlock(indent) : this.parseInline(indent, false);
      if (isBlock) return node;
      const end = this.at;
      this.skipBlanks();
      if (this.char === ":" && isGap(this.next)) this.fail("KS014");
      if (this.char !== "#" && !isEnd(this.char)) {
        // A quote left open swallows lines up to the next one: what that was meant to open follows it.
        const isOpen = node.style && this.text.slice(node.start, end).includes("\n");
        this.fail(isOpen ? "KS013" : "KS001", isOpen ? node.start : this.at);
      }
      this.at = end;
      return node;
    }

    /** Refuses anchors, aliases and tags, and what no text begins with. */
    refuseMarkup() {
      const { char } = this, markup = { "&": "anchor", "*": "alias", "!": "tag" }[char];
      if (markup) this.fail("KS006", this.at, { kind: markup });
      if (char !== undefined && "%@`".includes(char)) this.fail("KS015", this.at, { char });
    }

    parseInline(indent, isFlow) {
      const { char } = this;
      if (char === '"' || char === "'") return this.parseQuoted();
      if (char === "[" || char === "{") return this.parseFlow();
      this.refuseMarkup();
      const isIndicator = char === "-" || char === "?" || char === ":";
      if (char === undefined || ",]}#|>".includes(char) || (isIndicator && ((isFlow && char !== "-") || isGap(this.next)))) {
        this.fail("KS001");
      }
      return this.parsePlain(indent, isFlow);
    }

    parseFlow() {
      const start = this.at, isList = this.char === "[", close = isList ? "]" : "}";
      const node = isList ? { kind: "list", isFlow: true, items: [], start } : { kind: "group", isFlow: true, pairs: [], start };
      this.enter();
      this.at += 1;
      for (;;) {
        this.skipToContent(true);
        if (this.char === undefined || this.isMarker("---")) this.fail("KS001", start);
        if (this.char === close) break;
        if (isList) node.items.push({ start: this.at, node: this.parseInline(-1, true) });
        else node.pairs.push(this.parsePair());
        this.skipToContent(true);
        if (this.char === ",") this.at += 1;
        else if (this.char !== close) this.fail("KS001");
      }
      this.at += 1;
      this.depth -= 1;
      return Object.assign(node, { end: this.at });
    }

    /** Reads a key and its value inside brackets; a key without a value has an empty one. */
    parsePair() {
      const start = this.at, key = this.parseInline(-1, true), line = this.startOf(this.at);
      const isLong = this.startOf(start) !== line || this.at - start > LONGEST_KEY;
      const { at } = this;
      this.skipToContent(true);
      if (this.char !== ":") return [key, { kind: "scalar", value: "", style: "", start: at, end: at }];
      if (isLong || this.startOf(this.at) !== line) this.fail("KS001");
      this.at += 1;
      const after = this.at;
      this.skipToContent(true);
      if (this.char === "," || this.char === "}") return [key, { kind: "scalar", value: "", style: "", start: after, end: after }];
      return [key, this.parseInline(-1, true)];
    }
  }

  return { Fault: Scanner.Fault, parse };
})();
