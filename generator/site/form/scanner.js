/* The texts inside YAML: plain, in quotes, and blocks of lines, joined and cut as YAML 1.1 says (as libyaml does it). */
const Scanner = (() => {
  "use strict";

  const ESCAPES = {
    0: "\0", a: "\x07", b: "\b", t: "\t", "\t": "\t", n: "\n", v: "\v", f: "\f", r: "\r", e: "\x1b", " ": " ", '"': '"',
    "/": "/", "\\": "\\", N: "\x85", _: "\xa0", L: "\u2028", P: "\u2029",
  };
  const HEX = { x: 2, u: 4, U: 8 };

  /** Something the reader refuses: its rule, its place in the text and the parameters of its message. */
  class Fault extends Error {
    constructor(rule, offset, params = {}) {
      super(rule);
      Object.assign(this, { rule, offset, params });
    }
  }

  const isBlank = (char) => char === " " || char === "\t";
  const isEnd = (char) => char === undefined || char === "\n";
  const isGap = (char) => isBlank(char) || isEnd(char);

  /** Where the lines of a text begin. Asked along the text, each letter is looked at once: all may be one line. */
  class Lines {
    constructor(text) {
      Object.assign(this, { text, start: 0, known: 0 });
    }

    /** Where the line of a place begins. */
    startOf(offset) {
      if (offset < this.start) this.start = this.text.lastIndexOf("\n", offset - 1) + 1;
      else if (offset > this.known) {
        const found = this.text.slice(this.known, offset).lastIndexOf("\n");
        if (found >= 0) this.start = this.known + found + 1;
      }
      this.known = offset;
      return this.start;
    }
  }

  /** A text and the place in it that is being read. */
  class Scanner {
    constructor(text) {
      Object.assign(this, { text, at: 0, comments: [], depth: 0, lines: new Lines(text) });
    }

    get char() {
      return this.text[this.at];
    }

    get next() {
      return this.text[this.at + 1];
    }

    /** Where the line of a place begins. */
    startOf(offset) {
      return this.lines.startOf(offset);
    }

    column(offset = this.at) {
      return offset - this.startOf(offset);
    }

    fail(rule, offset = this.at, params = {}) {
      throw new Fault(rule, offset, params);
    }

    isMarker(sign) {
      return (this.at === 0 || this.text[this.at - 1] === "\n") && this.text.startsWith(sign, this.at) && isGap(this.text[this.at + 3]);
    }

    skipBlanks() {
      while (isBlank(this.char)) this.at += 1;
    }

    /** Notes a comment that begins here, and goes to its line's end. */
    takeComment() {
      const end = this.text.indexOf("\n", this.at), stop = end < 0 ? this.text.length : end, line = this.startOf(this.at);
      const isBeside = Letters.strip(this.text.slice(line, this.at)) !== "";
      const text = Letters.stripEnd(this.text.slice(this.at, stop));
      this.comments.push({ offset: this.at, column: this.at - line, text, isBeside });
      this.at = stop;
    }

    /** Goes over one line of a plain text; gives where it ends without its last blanks. */
    scanPlainLine(isFlow) {
      let end = this.at;
      for (; !isEnd(this.char); this.at += 1) {
        const { char, next } = this;
        if (char === ":" && isFlow && next !== undefined && ",?[]{}".includes(next)) this.fail("KS001");
        if (char === ":" && isGap(next)) break;
        if (char === "#" && this.at > 0 && isBlank(this.text[this.at - 1])) break;
        if (isFlow && ",[]{}".includes(char)) break;
        if (!isBlank(char)) end = this.at + 1;
      }
      this.at = end;
      return end;
    }

    parsePlain(indent, isFlow) {
      const start = this.at;
      let value = "", end = start;
      for (let from = start; ; from = this.at) {
        end = this.scanPlainLine(isFlow);
        value += this.text.slice(from, end);
        const breaks = this.skipBreaks();
        const isOver = !breaks || this.at >= this.text.length || this.char === "#" ||
          (!isFlow && this.column() <= indent) || this.isMarker("---") || this.isMarker("...");
        if (isOver || (isFlow && ",[]{}:".includes(this.char) && !(this.char === ":" && !isGap(this.next)))) {
          this.at = end;
          return { kind: "scalar", value, style: "", start, end };
        }
        if (this.char === ":" && isGap(this.next)) this.fail("KS014");
        value += breaks === 1 ? " " : "\n".repeat(breaks - 1);
      }
    }

    /** Goes over line breaks and the blanks around them; gives how many breaks there were. */
    skipBreaks() {
      let breaks = 0;
      this.skipBlanks();
      while (this.char === "\n") {
        breaks += 1;
        this.at += 1;
        while (this.char === " ") this.at += 1;
        if (this.char === "\t") this.fail("KS012");
      }
      return breaks;
    }

    parseQuoted() {
      const start = this.at, quote = this.char;
      let value = "";
      this.at += 1;
      for (;;) {
        const { char } = this;
        if (char === undefined || this.isMarker("---") || this.isMarker("...")) this.fail("KS013", start);
        if (isGap(char)) {
          value += this.foldBlanks(false);
        } else if (char === quote) {
          this.at += 1;
          if (quote === '"' || this.char !== "'") return { kind: "scalar", value, style: quote, start, end: this.at };
          value += "'";
          this.at += 1;
        } else if (char === "\\" && quote === '"') {
          value += this.parseEscape();
        } else {
          value += char;
          this.at += 1;
        }
      }
    }

    /** Reads blanks inside quotes: kept within a line, one blank or empty lines where lines are joined. */
    foldBlanks(isJoined) {
      const start = this.at;
      let breaks = 0;
      for (; this.char !== undefined && isGap(this.char) && !(breaks && (this.isMarker("---") || this.isMarker("..."))); this.at += 1) {
        breaks += this.char === "\n";
      }
      if (isJoined) return "\n".repeat(breaks);
      if (!breaks) return this.text.slice(start, this.at);
      return breaks === 1 ? " " : "\n".repeat(breaks - 1);
    }

    parseEscape() {
      const start = this.at, char = this.next;
      if (char === "\n") {
        this.at += 2;
        return this.foldBlanks(true);
      }
      const digits = char === undefined ? undefined : HEX[char];
      const found = digits ? this.text.slice(start + 2, start + 2 + digits) : "";
      const isCode = digits !== undefined && found.length === digits && /^[0-9a-fA-F]+$/u.test(found);
      const code = isCode ? Number.parseInt(found, 16) : -1;
      if (isCode && code <= 0x10ffff && !(code >= 0xd800 && code <= 0xdfff)) {
        this.at += 2 + digits;
        return String.fromCodePoint(code);
      }
      if (digits || char === undefined || !Object.hasOwn(ESCAPES, char)) this.fail("KS017", start, { text: this.text.slice(start, start + 2) });
      this.at += 2;
      return ESCAPES[char];
    }

    /** Reads a text of several lines behind | or >. */
    parseBlock(indent) {
      const start = this.at, found = /[|>](?:[+-]?[1-9]?|[1-9][+-])(?=[ \t\n]|$)/uy;
      found.lastIndex = start;
      const head = found.exec(this.text)?.[0];
      if (!head) this.fail("KS001");
      this.at += head.length;
      this.skipBlanks();
      if (this.char === "#" && isBlank(this.text[this.at - 1])) this.takeComment();
      if (!isEnd(this.char)) this.fail("KS001");
      this.at += this.char === "\n" ? 1 : 0;
      const digit = /[1-9]/u.exec(head);
      const fixed = digit ? Math.max(indent, 0) + Number(digit[0]) : 0;
      const block = this.readBlockLines(head[0] === "|", fixed, indent, head.includes("-") ? "-" : head.includes("+") ? "+" : "");
      return { kind: "scalar", value: block.value, style: head[0], start, end: block.end };
    }

    readBlockLines(isLiteral, fixed, outer, chomp) {
      let value = "", lead = "", wasBlank = false;
      let [indent, breaks] = this.readBlockBreaks(fixed, outer);
      let end = this.at;
      const reach = () => this.at < this.text.length && this.at - this.lineStart === indent;
      // The blanks before the place where it stopped belong to what follows.
      while (reach()) {
        const isBlankLine = isBlank(this.char);
        if (!isLiteral && lead && !wasBlank && !isBlankLine) value += breaks ? "" : " ";
        else value += lead;
        value += breaks;
        wasBlank = isBlankLine;
        const line = this.text.indexOf("\n", this.at), stop = line < 0 ? this.text.length : line;
        value += this.text.slice(this.at, stop);
        lead = line < 0 ? "" : "\n";
        this.at = line < 0 ? stop : stop + 1;
        [, breaks] = this.readBlockBreaks(indent, outer);
        end = this.lineStart;
      }
      this.at = this.lineStart < this.at && this.at < this.text.length ? this.lineStart : this.at;
      if (chomp !== "-") value += lead;
      if (chomp === "+") value += breaks;
      return { value, end: Math.min(end, this.at) };
    }

    /** Goes over the empty lines of a block and the indent of its next line; gives the block's indent and the breaks. */
    readBlockBreaks(given, outer) {
      let breaks = "", widest = 0;
      for (;;) {
        this.lineStart = this.at;
        while (this.char === " " && (!given || this.at - this.lineStart < given)) this.at += 1;
        widest = Math.max(widest, this.at - this.lineStart);
        if (this.char === "\t" && (!given || this.at - this.lineStart < given)) this.fail("KS012");
        if (this.char !== "\n") break;
        breaks += "\n";
        this.at += 1;
      }
      return [given || Math.max(widest, outer + 1, 1), breaks];
    }
  }

  return { Fault, Lines, Scanner, isBlank, isEnd, isGap };
})();
