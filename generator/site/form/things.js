/* The register's partners, departments, affairs and agreements: found by a part of their names. */

const Things = (() => {
  "use strict";

  const MOST = 30;
  const lists = {
    partners: [],
    departments: [],
    affairs: [],
    agreements: [],
    mapping: [],
    countries: [],
    languages: [],
  };
  const known = {};
  let load = null,
    waiting = null;

  /** Give a text as names are compared: small letters and digits without accents, blanks single. */
  const fold = (text) =>
    ` ${text
      .normalize("NFKD")
      .replace(/\p{M}+/gu, "")
      .toLowerCase()
      .replace(/[^\p{L}\p{N}]+/gu, " ")
      .trim()}`;

  /** Take what is known of the register; ``fetchLater`` is asked once for what did not come along. */
  function learn(data, fetchLater) {
    const { records } = data.neighbours;
    for (const name of Object.keys(lists)) clear(name);
    for (const [id, one] of Object.entries(records.partner)) add("partners", tellPartner(id, one));
    for (const [id, one] of Object.entries(records.department)) {
      add("departments", {
        id,
        name: one.name,
        others: [],
        detail: one.valid_until ? Words.say("until", { date: Dates.inWords(one.valid_until, data.language) }) : "",
      });
    }
    for (const name of ["affairs", "countries", "languages"])
      for (const [id, title] of data[name]) add(name, { id, name: title, others: [], detail: "" });
    fillAgreements(records.agreement, data);
    load =
      fetchLater &&
      (async () => {
        const later = await fetchLater();
        fillAgreements(later.agreements, { ...data, mapping: later.mapping });
      });
  }

  /** Give a partner as it is searched for: with the name of what it is. */
  function tellPartner(id, { name = id, aliases = [], category, units = [] }) {
    return {
      id,
      name,
      others: aliases,
      detail: category ? Words.category(category) : "",
      more: units.map((unit) => [unit.id, unit.name]),
    };
  }

  function fillAgreements(agreements, data) {
    for (const [id, one] of Object.entries(agreements || {})) {
      const year = ((one.signing || {}).date || "").replace("[", "").slice(0, 4);
      if (!one.broken)
        add("agreements", {
          id,
          name: one.title,
          others: [],
          detail: [one.type.toUpperCase(), year].filter(Boolean).join(" "),
          more: one.type,
        });
    }
    for (const [id, need, year] of data.mapping || [])
      add("mapping", { id, name: need, others: [], detail: String(year), more: String(year) });
  }

  function clear(name) {
    lists[name] = [];
    known[name] = new Map();
  }

  /** Add a thing that the register does not hold yet, or tell again what it is. */
  function add(name, thing) {
    thing.folded = [thing.name, ...thing.others, thing.id].map(fold);
    const place = lists[name].findIndex((other) => other.id === thing.id);
    if (place < 0) lists[name].push(thing);
    else lists[name][place] = thing;
    known[name].set(thing.id, thing);
  }

  /** Forget a thing that was added. */
  function remove(name, id) {
    lists[name] = lists[name].filter((thing) => thing.id !== id);
    known[name].delete(id);
  }

  /** Give a thing by its id; undefined where the list lacks it. */
  const find = (name, id) => known[name].get(id);

  /** Wait for a list that has not come along with the page. */
  async function ready(name) {
    if (!load || !["agreements", "mapping"].includes(name)) return;
    try {
      waiting = waiting || load();
      await waiting;
      load = null;
    } catch (fault) {
      waiting = null;
    }
  }

  /** Give the things whose names hold every word that was typed, those that begin so first. */
  function search(name, typed) {
    const words = fold(typed).split(" ").filter(Boolean);
    const found = [];
    for (const thing of lists[name]) {
      let worst = 0;
      for (const word of words) {
        const ranks = thing.folded.map(
          (text, at) =>
            (text.startsWith(` ${word}`) ? 0 : text.includes(` ${word}`) ? 1 : text.includes(word) ? 2 : 9) +
            (at ? 0.5 : 0),
        );
        worst = Math.max(worst, Math.min(...ranks));
      }
      if (worst < 9) found.push([worst, thing]);
    }
    found.sort((one, other) => one[0] - other[0] || one[1].name.localeCompare(other[1].name));
    return { things: found.slice(0, MOST).map((pair) => pair[1]), count: found.length };
  }

  return { learn, add, tellPartner, remove, find, ready, search, fold, all: (name) => lists[name] };
})();
