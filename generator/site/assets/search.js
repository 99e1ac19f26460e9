/* Finds agreements by words: an index made in the browser from what the build wrote to data/search.json. */
"use strict";

const RegistriSearch = (() => {
  // Words that stand in nearly every question and tell nothing apart.
  const WEAK = new Set(("ada apa adalah agreement agreements and antara apakah atau bagaimana dalam dan dari daerah dengan di for " +
    "in ini itu kerja kerjasama ke kepada kota mana of oleh on pada para pemerintah perjanjian sama siapa saja the " +
    "tentang terhadap untuk with yang").split(" "));
  const FIELDS = { title: 5, parties: 4, affairs: 3, departments: 2, numbers: 3, places: 1, about: 1 };
  const FEWEST_FOR_PREFIX = 2, FEWEST_FOR_SLIPS = 5, SLIPS = 0.2, MOST_SLIPS = 2;
  const STRETCH = 1000;
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

  class Search {
    constructor(data) {
      this.data = data;
      this.rows = data.agreements.map((cells) => Object.fromEntries(data.columns.map((name, at) => [name, cells[at]])));
      this.roots = new Map(Object.entries(data.roots));
      // Every word under which a record is kept, as the index grows.
      this.known = new Set();
      this.names = Object.fromEntries(["partners", "departments", "affairs"].map((list) =>
        [list, new Map(data[list].map((thing) => [thing[0], thing[1]]))]));
      this.compounds = new Map(Object.entries(data.compounds));
      this.index = new MiniSearch({
        fields: Object.keys(FIELDS), idField: "at", tokenize: splitWords, processTerm: (word) => this.spell(word),
      });
    }

    /** Give the data: inside the page where it was put there, for nothing is fetched from a disk. */
    static async read(address) {
      const inside = document.getElementById("rk-search-data");
      if (inside) return JSON.parse(inside.textContent);
      const answer = await fetch(address);
      if (!answer.ok) throw new Error(String(answer.status));
      return answer.json();
    }

    /** Read the data and index it, a stretch at a time so that the page stays awake. */
    static async load(address) {
      const search = new Search(await Search.read(address));
      for (let start = 0; start < search.rows.length; start += STRETCH) {
        search.index.addAll(search.rows.slice(start, start + STRETCH).map((row, at) => search.document(row, start + at)));
        await new Promise((done) => setTimeout(done));
      }
      return search;
    }

    document(row, at) {
      const names = (list, places) => places.map((place) => list[place].slice(0, 3).join(" ")).join(" ");
      const { partners, departments, affairs } = this.data;
      return {
        at, title: row.title, about: row.about, numbers: `${row.numbers} ${row.id}`, places: row.places,
        parties: names(partners, row.partners), departments: names(departments, row.departments),
        affairs: names(affairs, row.affairs),
      };
    }

    /** Give all under which a word of a record is kept: itself, its root, its parts. */
    spell(word) {
      const root = this.roots.get(word) || word;
      const terms = [...new Set([word, root, ...(this.compounds.get(word) || this.compounds.get(root) || [])])];
      for (const term of terms) this.known.add(term);
      return terms;
    }

    /** Give the root of a word that was asked for; the register itself need not use that word. */
    rootOf(word) {
      if (this.roots.has(word)) return this.roots.get(word);
      if (this.known.has(word)) return word;
      for (const guess of guessRoots(word)) if (this.known.has(guess)) return guess;
      return null;
    }

    /** Give what finds a word: as it is written, begun or misspelt; its root; its parts where it joins two. */
    ask(word, slips = SLIPS) {
      const exactly = { prefix: false, fuzzy: false };
      const root = this.rootOf(word);
      // A word that the register uses is neither a beginning nor a slip.
      const [isBegun, isSlip] = [FEWEST_FOR_PREFIX, FEWEST_FOR_SLIPS].map((fewest) => !root && word.length >= fewest);
      const queries = [{ queries: [word], prefix: isBegun, fuzzy: isSlip ? slips : false }];
      if (root && root !== word) queries.push({ queries: [root], ...exactly });
      const parts = this.compounds.get(word);
      if (parts) queries.push({ combineWith: "AND", queries: parts, ...exactly });
      return { combineWith: "OR", queries };
    }

    /** Give what finds each of some words; two that the register writes in one are one. */
    askAll(words, slips = SLIPS) {
      const asked = [];
      for (let at = 0; at < words.length; at += 1) {
        const joined = at + 1 < words.length ? words[at] + words[at + 1] : "";
        if (!this.known.has(joined)) {
          asked.push(this.ask(words[at], slips));
          continue;
        }
        const apart = { combineWith: "AND", queries: [this.ask(words[at], slips), this.ask(words[at + 1], slips)] };
        asked.push({ combineWith: "OR", queries: [{ queries: [joined], prefix: false, fuzzy: false }, apart] });
        at += 1;
      }
      return asked;
    }

    /** Give the rows that a question finds, best first, each with the terms that it was found by. */
    find(question) {
      const words = [...new Set(splitWords(question))];
      if (!words.length) return this.rows.map((row) => ({ row, terms: [] }));
      const telling = words.filter((word) => !WEAK.has(word));
      const wanted = telling.length ? telling : words;
      const asked = this.askAll(wanted);
      const options = { boost: FIELDS, tokenize: (text) => [text], processTerm: (word) => word, weights: { fuzzy: 0.3, prefix: 0.6 } };
      const ways = [["AND", asked], ["AND", this.askAll(wanted, MOST_SLIPS)], ["OR", asked]];
      let found = [];
      for (const [combineWith, queries] of ways) if (!found.length) found = this.index.search({ combineWith, queries }, options);
      return found.map((one) => ({ row: this.rows[one.id], terms: one.terms }));
    }

    /** Whether a word of a text is one that a question was found by. */
    isFound(word, terms) {
      return splitWords(word).some((part) => terms.has(part) || terms.has(this.roots.get(part)) ||
        (this.compounds.get(part) || []).some((one) => terms.has(one)));
    }
  }

  return { Search };
})();
