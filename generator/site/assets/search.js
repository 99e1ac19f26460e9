/* Finds agreements by words, from the weights that the build wrote: of a large register only those asked for are fetched. */
"use strict";

const RegistriSearch = (() => {
  // Words that stand in nearly every question and tell nothing apart.
  const WEAK = new Set(("ada apa adalah agreement agreements and antara apakah atau bagaimana dalam dan dari daerah dengan di for " +
    "in ini itu kerja kerjasama ke kepada kota mana of oleh on pada para pemerintah perjanjian sama siapa saja the " +
    "tentang terhadap untuk with yang").split(" "));
  const FEWEST_FOR_PREFIX = 2, FEWEST_FOR_SLIPS = 5, SLIPS = 0.2, MOST_SLIPS = 2, MOST_SLIPPED = 16;
  const BEGUN_WEIGHT = 0.6, SLIPPED_WEIGHT = 0.3, LENGTH_WEIGHT = 0.3;
  // How the build spells numbers in letters: see pack() there.
  const FIRST = 48, MIDDLE = 93, ENDS = 44, MIDDLES = 32;
  // Who types on needs no answer to half a word, where it would have to be fetched.
  const PAUSE = 100;
  const MOST_WORDS = 30, NUMERAL = /\p{N}/u;
  const PREFIXES = [["meng", "k"], ["peng", "k"], ["meny", "s"], ["peny", "s"], ["mem", "p"], ["pem", "p"], ["men", "t"],
    ["pen", "t"], ["ber", ""], ["ter", ""], ["per", ""], ["me", ""], ["pe", ""], ["di", ""], ["ke", ""], ["se", ""]];
  const SUFFIXES = ["kannya", "annya", "kan", "nya", "lah", "kah", "an", "i", ""];

  /** Give the words of a text as the index compares them: small letters and digits without accents. */
  const splitWords = (text) => text.normalize("NFKD").replace(/\p{M}+/gu, "").toLowerCase().match(/[\p{L}\p{N}]+/gu) || [];

  /** Give what an affix may have been put to: possible roots, the shortest affix first. */
  function* guessRoots(word) {
    for (const [prefix, melted] of [["", ""], ...PREFIXES]) {
      if (!word.startsWith(prefix)) continue;
      for (const suffix of SUFFIXES) {
        if (!word.endsWith(suffix) || word.length - prefix.length - suffix.length < 3) continue;
        const bare = word.slice(prefix.length, word.length - suffix.length);
        yield bare;
        if (melted) yield melted + bare;
      }
    }
  }

  /** Give the numbers that a text spells. */
  function unpack(text) {
    const numbers = new Int32Array(text.length);
    let count = 0, rest = 0;
    for (let at = 0; at < text.length; at += 1) {
      const code = text.charCodeAt(at);
      if (code >= MIDDLE) rest = rest * MIDDLES + code - MIDDLE;
      else {
        numbers[count] = rest * ENDS + code - FIRST;
        count += 1;
        rest = 0;
      }
    }
    return numbers.subarray(0, count);
  }

  /** Give how many letters must be changed, put in or left out to make one word another; more than most where more. */
  function countSlips(one, other, most) {
    if (Math.abs(one.length - other.length) > most) return most + 1;
    let before = Array.from({ length: other.length + 1 }, (_, at) => at);
    for (let row = 1; row <= one.length; row += 1) {
      const now = [row];
      let least = row;
      for (let at = 1; at <= other.length; at += 1) {
        now[at] = Math.min(before[at] + 1, now[at - 1] + 1, before[at - 1] + (one[row - 1] === other[at - 1] ? 0 : 1));
        if (now[at] < least) least = now[at];
      }
      if (least > most) return most + 1;
      before = now;
    }
    return before[other.length];
  }

  /** Give the places of the best first; among equals the newest, which stands first. */
  function rank(answer) {
    // One number a place sorts ten times as fast as a comparison of two.
    const SPAN = 2 ** 21, BEST = 2 ** 31, FINE = 256;
    const keys = new Float64Array(answer.words.length);
    let count = 0;
    for (let at = 0; at < answer.words.length; at += 1) {
      let quality = 0;
      for (let left = answer.words[at]; left; left &= left - 1) quality += 1;
      if (!quality) continue;
      keys[count] = (BEST - Math.min(BEST, Math.round(answer.score[at] * quality * FINE))) * SPAN + at;
      count += 1;
    }
    return Int32Array.from(keys.subarray(0, count).sort(), (key) => key % SPAN);
  }

  class Search {
    constructor(head, address) {
      this.data = head;
      this.count = head.count;
      this.base = new URL(head.parts, new URL(address, document.baseURI));
      // What was fetched, and what is on its way.
      this.parts = new Map(Object.entries(head.inside || {}));
      this.coming = new Map();
      this.roots = new Map(Object.entries(head.roots));
      this.compounds = new Map(Object.entries(head.compounds));
      this.lexicon = head.words ? head.words.split(" ") : [];
      this.words = new Set(this.lexicon);
      // Governments are listed where the agreements of several are gathered.
      const lists = ["partners", "departments", "affairs", "governments"].filter((list) => head[list]);
      this.names = Object.fromEntries(lists.map((list) => [list, new Map(head[list])]));
      this.facets = Object.fromEntries(Object.entries(head.facets).map(([name, { sets, of }]) => [name, { sets, of: unpack(of) }]));
    }

    /** Read the first file: inside the page where it was put there, for nothing is fetched from a disk. */
    static async load(address) {
      const inside = document.getElementById("rk-search-data");
      if (inside) return new Search(JSON.parse(inside.textContent), address);
      // The parts bear their hashes; what names them must be today's.
      const answer = await fetch(address, { cache: "no-cache" });
      if (!answer.ok) throw new Error(String(answer.status));
      return new Search(await answer.json(), address);
    }

    /** Have parts at hand; where they must be fetched, and nobody wants them any more, give false. */
    async need(names, isWanted = null) {
      const missing = [...new Set(names)].filter((name) => !this.parts.has(name));
      if (!missing.length) return true;
      if (isWanted) {
        await new Promise((done) => setTimeout(done, PAUSE));
        if (!isWanted()) return false;
      }
      await Promise.all(missing.map((name) => this.fetch(name)));
      return true;
    }

    fetch(name) {
      if (!this.coming.has(name)) this.coming.set(name, this.take(name).finally(() => this.coming.delete(name)));
      return this.coming.get(name);
    }

    async take(name) {
      const answer = await fetch(new URL(`${name}.json?${this.data.hashes[name]}`, this.base));
      if (!answer.ok) throw new Error(String(answer.status));
      this.parts.set(name, await answer.json());
    }

    // Where words stand ----------------------------------------------------------------------------------

    /** Give the number of the run that a word stands in, if it stands anywhere. */
    findRun(word) {
      const { runs } = this.data;
      let low = 0, high = runs.length;
      while (low < high) {
        const middle = (low + high) >> 1;
        if (runs[middle] <= word) low = middle + 1;
        else high = middle;
      }
      return Math.max(0, low - 1);
    }

    /** Give the part that a word stands in, and where there; -1 where it does not. */
    locate(word) {
      const part = this.parts.get(`kata-${this.findRun(word)}`);
      part.places ??= new Map(part.words.map((one, at) => [one, at]));
      return [part, part.places.get(word) ?? -1];
    }

    /** Whether an agreement has a word; for those with numerals in them their run must be at hand. */
    isKnown(word) {
      return NUMERAL.test(word) ? this.locate(word)[1] >= 0 : this.words.has(word);
    }

    /** Give the root of a word that was asked for; the register itself need not use that word. */
    rootOf(word) {
      if (this.roots.has(word)) return this.roots.get(word);
      if (this.isKnown(word)) return word;
      for (const guess of NUMERAL.test(word) ? [] : guessRoots(word)) if (this.words.has(guess)) return guess;
      return null;
    }

    /** Give the known words nearest to one that may be misspelt, each with how many letters are wrong. */
    listSlipped(word, slips) {
      const most = slips < 1 ? Math.round(word.length * slips) : slips;
      if (!most || NUMERAL.test(word)) return [];
      const found = [];
      for (const known of this.lexicon) {
        if (known.startsWith(word)) continue;
        const count = countSlips(word, known, most);
        if (count && count <= most) found.push([known, count]);
      }
      // People get the first letter right.
      const isOther = ([known]) => Number(known[0] !== word[0]);
      return found.sort((one, other) => one[1] - other[1] || isOther(one) - isOther(other)).slice(0, MOST_SLIPPED);
    }

    // What is asked --------------------------------------------------------------------------------------

    /** Give what finds a word: as it is written, begun or misspelt; its root; its parts where it joins two. */
    ask(word, slips = SLIPS) {
      const root = this.rootOf(word);
      // A word that the register uses is neither a beginning nor a slip.
      const [isBegun, isSlip] = [FEWEST_FOR_PREFIX, FEWEST_FOR_SLIPS].map((fewest) => !root && word.length >= fewest);
      const queries = [{ word, isBegun, slipped: isSlip ? this.listSlipped(word, slips) : [] }];
      if (root && root !== word) queries.push({ word: root });
      const parts = this.compounds.get(word);
      if (parts) queries.push({ combine: "AND", queries: parts.map((part) => ({ word: part })) });
      return { combine: "OR", queries };
    }

    /** Give what finds each of some words; two that the register writes in one are one. */
    askAll(words, slips = SLIPS) {
      const asked = [];
      for (let at = 0; at < words.length; at += 1) {
        const joined = at + 1 < words.length ? words[at] + words[at + 1] : "";
        if (!joined || !this.isKnown(joined)) {
          asked.push(this.ask(words[at], slips));
          continue;
        }
        const apart = { combine: "AND", queries: [this.ask(words[at], slips), this.ask(words[at + 1], slips)] };
        asked.push({ combine: "OR", queries: [{ word: joined }, apart] });
        at += 1;
      }
      return asked;
    }

    /** Give the parts that a query needs. */
    listParts(query) {
      if (query.queries) return query.queries.flatMap((one) => this.listParts(one));
      const first = this.findRun(query.word), last = query.isBegun ? this.findRun(`${query.word}\uffff`) : first;
      const runs = Array.from({ length: last - first + 1 }, (_, at) => first + at);
      for (const [word] of query.slipped || []) runs.push(this.findRun(word));
      return runs.map((run) => `kata-${run}`);
    }

    // What answers ---------------------------------------------------------------------------------------

    /** Add the agreements that have the word at a place of a part, each at its weight, to an answer. */
    add(answer, part, place, weight, bit) {
      const gaps = part.gaps[place], levels = part.levels[place], { score, words } = answer;
      answer.terms.add(part.words[place]);
      // A level is the root of a weight, some times over.
      const share = weight / this.data.fineness ** 2;
      // Unpacked in passing: of the beginning of a word there are half a million.
      let agreement = -1, rest = 0, level = 0;
      for (let at = 0, of = 0; at < gaps.length; at += 1) {
        let code = gaps.charCodeAt(at);
        if (code >= MIDDLE) {
          rest = rest * MIDDLES + code - MIDDLE;
          continue;
        }
        agreement += rest * ENDS + code - FIRST;
        rest = 0;
        for (level = 0; (code = levels.charCodeAt(of)) >= MIDDLE; of += 1) level = level * MIDDLES + code - MIDDLE;
        level = level * ENDS + code - FIRST;
        of += 1;
        score[agreement] += share * level * level;
        words[agreement] |= bit;
      }
    }

    addWord(answer, word, weight, bit) {
      const [part, place] = this.locate(word);
      if (place >= 0) this.add(answer, part, place, weight, bit);
    }

    /** Answer a query: of each agreement the score, and which of the words asked for found it, as bits. */
    answer(query, bits, terms) {
      if (query.queries) return this.combine(query.queries.map((one) => this.answer(one, bits, terms)), query.combine);
      const { word } = query, answer = { score: new Float32Array(this.count), words: new Int32Array(this.count), terms };
      if (!bits.has(word)) bits.set(word, 1 << (bits.size % 31));
      const bit = bits.get(word);
      this.addWord(answer, word, 1, bit);
      if (query.isBegun) {
        const last = this.findRun(`${word}\uffff`);
        for (let run = this.findRun(word); run <= last; run += 1) {
          const part = this.parts.get(`kata-${run}`);
          part.words.forEach((begun, place) => {
            if (begun === word || !begun.startsWith(word)) return;
            this.add(answer, part, place, (BEGUN_WEIGHT * begun.length) / (begun.length + LENGTH_WEIGHT * (begun.length - word.length)), bit);
          });
        }
      }
      for (const [known, slips] of query.slipped || []) this.addWord(answer, known, (SLIPPED_WEIGHT * known.length) / (known.length + slips), bit);
      return answer;
    }

    /** Make one answer of several: with AND, of what is in all of them. */
    combine(answers, how) {
      const [first, ...others] = answers, isAnd = how === "AND";
      for (const { score, words } of others) {
        for (let at = 0; at < this.count; at += 1) {
          if (isAnd && !(first.words[at] && words[at])) {
            first.words[at] = 0;
            continue;
          }
          first.score[at] += score[at];
          first.words[at] |= words[at];
        }
      }
      return first;
    }

    /** Give the places of the agreements that a question finds, best first, and the words that it was found by.
     *
     *  Gives null where parts had to be fetched and `isWanted` said that nobody waits for them any more.
     */
    async find(question, isWanted = null) {
      const words = [...new Set(splitWords(question))].slice(0, MOST_WORDS);
      if (!words.length) return { places: Int32Array.from({ length: this.count }, (_, at) => at), terms: new Set() };
      const telling = words.filter((word) => !WEAK.has(word));
      const wanted = telling.length ? telling : words;
      const numbered = [...wanted, ...wanted.slice(1).map((word, at) => wanted[at] + word)].filter((word) => NUMERAL.test(word));
      if (!(await this.need(numbered.map((word) => `kata-${this.findRun(word)}`), isWanted))) return null;
      for (const [combine, slips] of [["AND", SLIPS], ["AND", MOST_SLIPS], ["OR", SLIPS]]) {
        const query = { combine, queries: this.askAll(wanted, slips) };
        if (!(await this.need(this.listParts(query), isWanted))) return null;
        const terms = new Set(), places = rank(this.answer(query, new Map(), terms));
        if (places.length) return { places, terms };
      }
      return { places: new Int32Array(0), terms: new Set() };
    }

    // What is shown --------------------------------------------------------------------------------------

    /** Give the values that an agreement has of a facet. */
    listValues(facet, at) {
      const { sets, of } = this.facets[facet];
      return sets[of[at]];
    }

    /** Give what is shown of the agreements at some places. */
    async listRows(places) {
      const { block, language } = this.data;
      const nameOf = (at) => `baris-${Math.floor(at / block)}`;
      await this.need(Array.from(places, nameOf));
      return Array.from(places, (at) => {
        const [id, title, about, signed, end, link] = this.parts.get(nameOf(at))[at % block];
        return { at, id, title, about, signed: signed[language], end: end[language], link };
      });
    }

    /** Give for each agreement the day of signing, and how late it is among all days; 0 where it is not known. */
    listDays() {
      if (this.days) return this.days;
      const known = [...new Set(this.data.signed.map(([day]) => day).filter(Boolean))].sort();
      const ranks = new Map(known.map((day, at) => [day, at + 1]));
      const [days, order] = [[], new Int32Array(this.count)];
      for (const [day, count] of this.data.signed) {
        order.fill(ranks.get(day) || 0, days.length, days.length + count);
        for (let number = 0; number < count; number += 1) days.push(day || "");
      }
      return (this.days = { days, order });
    }

    /** Give for each agreement where its title stands among all titles. */
    async listTitleOrder() {
      if (this.titles) return this.titles;
      await this.need(["judul"]);
      const titles = new Int32Array(this.count);
      unpack(this.parts.get("judul")).forEach((at, order) => { titles[at] = order; });
      return (this.titles = titles);
    }

    /** Whether a word of a text is one that a question was found by. */
    isFound(word, terms) {
      return splitWords(word).some((part) => terms.has(part) || terms.has(this.roots.get(part)) ||
        (this.compounds.get(part) || []).some((one) => terms.has(one)));
    }
  }

  return { Search };
})();
