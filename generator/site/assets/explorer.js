/* The explorer: a question and facets in the address, the agreements that answer them on the page. */
"use strict";

(() => {
  const form = document.getElementById("rk-explorer");
  if (!form) return;
  const texts = form.dataset;
  const $ = (id) => document.getElementById(id);
  const [results, found, more, plain] = ["rk-results", "rk-found", "rk-more", "rk-plain"].map($);
  const ROWS = 25, LONG = 8;
  // From a disk a folder opens as a list of files.
  const INDEX = location.protocol === "file:" ? "index.html" : "";
  // What comes from a record is Indonesian, whatever the page speaks.
  const OWN = document.documentElement.lang === "id" ? null : "id";
  const FACETS = {
    jenis: { of: (row) => [row.type], name: (search, key) => search.data.names.type[key] },
    status: { of: (row) => [row.status], name: (search, key) => search.data.names.status[key] },
    pd: { of: (row) => row.departments, list: "departments" },
    urusan: { of: (row) => row.affairs, list: "affairs" },
    kategori: { of: (row) => row.categories, name: (search, key) => search.data.names.category[key] || key },
    mitra: { of: (row) => row.partners, list: "partners" },
    evaluasi: { of: (row) => [row.evaluation], name: (search, key) => search.data.names.evaluation[key] },
  };
  const ORDERS = {
    baru: (one, other) => (other.signed || "").localeCompare(one.signed || ""),
    lama: (one, other) => (one.signed || "9").localeCompare(other.signed || "9"),
    judul: (one, other) => one.title.localeCompare(other.title, "id"),
  };
  let loading = null, shown = ROWS, isReady = false;

  const load = () => (loading ??= RegistriSearch.Search.load(texts.search).catch((error) => { loading = null; throw error; }));

  // What is asked for ------------------------------------------------------------------------------------

  /** Read the state from an address. */
  function readState(query) {
    const asked = new URLSearchParams(query);
    const state = { q: asked.get("q") || "", dari: asked.get("dari") || "", sampai: asked.get("sampai") || "", urut: asked.get("urut") || "" };
    for (const facet of Object.keys(FACETS)) state[facet] = new Set(asked.getAll(facet));
    return state;
  }

  /** Give a state as the query of an address; nothing for what is not asked for. */
  function spellState(state) {
    const query = new URLSearchParams();
    for (const [key, value] of Object.entries(state))
      for (const one of value instanceof Set ? [...value].sort() : [value]) if (one) query.append(key, one);
    return query.toString();
  }

  /** Read the state from the form. */
  function readForm() {
    const state = readState(new URLSearchParams(new FormData(form)).toString());
    // What the address asks for stands, until there are boxes to unmark.
    return isReady ? state : { ...current, q: state.q, dari: state.dari, sampai: state.sampai, urut: state.urut };
  }

  const keyOf = (search, facet, value) => (facet.list ? search.data[facet.list][value][0] : value);

  /** Give the facets that narrow a state down, each with the values it takes, as rows hold them. */
  function listNarrowing(search, state) {
    return Object.entries(FACETS).filter(([key]) => state[key].size).map(([key, facet]) => {
      const places = facet.list && new Map(search.data[facet.list].map((thing, at) => [thing[0], at]));
      return [key, facet, new Set([...state[key]].map((id) => (places ? places.get(id) : id)))];
    });
  }

  const isInYears = (row, state) =>
    !(state.dari && !(row.year >= Number(state.dari))) && !(state.sampai && !(row.year && row.year <= Number(state.sampai)));

  /** Sort the agreements that a question finds: those wanted, and for each facet how many each choice leaves. */
  function choose(search, state) {
    const narrowing = listNarrowing(search, state), facets = Object.entries(FACETS);
    const counts = Object.fromEntries(facets.map(([key]) => [key, new Map()]));
    const wanted = [];
    for (const hit of search.find(state.q)) {
      if (!isInYears(hit.row, state)) continue;
      const failed = narrowing.filter(([, facet, values]) => !facet.of(hit.row).some((value) => values.has(value)));
      if (!failed.length) wanted.push(hit);
      if (failed.length > 1) continue;
      for (const [key, facet] of facets)
        if (!failed.length || failed[0][0] === key)
          for (const value of facet.of(hit.row)) counts[key].set(value, (counts[key].get(value) || 0) + 1);
    }
    const order = ORDERS[Object.hasOwn(ORDERS, state.urut) ? state.urut : state.q ? "" : "baru"];
    if (order) wanted.sort((one, other) => order(one.row, other.row));
    return { wanted, counts };
  }

  // What is shown ----------------------------------------------------------------------------------------

  function make(tag, attributes = {}, ...children) {
    const element = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes)) if (value !== null) element.setAttribute(name, value);
    element.append(...children);
    return element;
  }

  /** Give a text with the words marked that were asked for. */
  function mark(search, text, terms) {
    if (!terms.size) return [text];
    return text.split(/([\p{L}\p{N}\p{M}]+)/u).map((part, at) => (at % 2 && search.isFound(part, terms) ? make("mark", {}, part) : part));
  }

  /** Give the stretch of a text around the first word asked for; nothing where there is none. */
  function cut(search, text, terms) {
    const words = text.split(/\s+/);
    const at = terms.size ? words.findIndex((word) => search.isFound(word, terms)) : -1;
    if (at < 0) return null;
    const start = Math.max(0, at - 8), end = start + 26;
    const stretch = `${start ? "… " : ""}${words.slice(start, end).join(" ")}${end < words.length ? " …" : ""}`;
    return make("small", { class: "rk-excerpt", lang: OWN }, ...mark(search, stretch, terms));
  }

  function renderRow(search, { row, terms }) {
    const found = new Set(terms), { names, partners } = search.data;
    const link = make("a", { href: `${row.id}/${INDEX}`, lang: OWN }, ...mark(search, row.title, found));
    const tag = make("abbr", { class: `rk-type rk-type--${row.type}`, title: names.type_whole[row.type] }, names.type[row.type]);
    const head = make("th", { scope: "row" }, tag, " ", link);
    const excerpt = cut(search, row.about, found);
    if (excerpt) head.append(excerpt);
    const parties = row.partners.slice(0, 3).map((at) => partners[at][1]).join("; ") + (row.partners.length > 3 ? " …" : "");
    return make("tr", { "data-id": row.id }, head,
      make("td", { lang: parties ? OWN : null }, ...mark(search, parties || texts.notNamed, found)),
      make("td", {}, row.signed_words || texts.notKnown),
      make("td", {}, make("span", { class: `rk-status rk-status--${row.status}` }, names.status[row.status])));
  }

  /** Put the choices of each facet in place, with how many agreements each would leave. */
  function renderFacets(search, counted, state) {
    const focused = document.activeElement && document.activeElement.id;
    for (const [key, facet] of Object.entries(FACETS)) {
      const counts = new Map([...state[key]].map((id) => [id, 0]));
      for (const [value, count] of counted[key]) counts.set(keyOf(search, facet, value), count);
      const names = facet.list && search.names[facet.list];
      const nameOf = (id) => (names ? names.get(id) : facet.name(search, id)) || id;
      const part = (form.querySelector(`[data-filter="${key}"]`)?.value || "").toLowerCase();
      const choices = [...counts].filter(([id]) => state[key].has(id) || nameOf(id).toLowerCase().includes(part))
        .sort((one, other) => state[key].has(other[0]) - state[key].has(one[0]) || other[1] - one[1] || (nameOf(one[0]) < nameOf(other[0]) ? -1 : 1));
      const list = form.querySelector(`[data-facet="${key}"] ul`);
      list.replaceChildren(...choices.slice(0, Math.max(LONG, state[key].size)).map(([id, count]) => {
        const box = make("input", { type: "checkbox", name: key, value: id, id: `rk-${key}-${id}` });
        box.checked = state[key].has(id);
        return make("li", {}, make("label", { for: box.id }, box, " ", make("span", {}, nameOf(id)), " ", make("b", {}, String(count))));
      }));
      const left = choices.length - list.children.length;
      if (left > 0) list.append(make("li", { class: "rk-left" }, texts.others.replace("%s", left)));
    }
    if (focused && $(focused) !== document.activeElement) $(focused)?.focus();
  }

  async function show(state) {
    const isAsked = spellState(state) !== "";
    let search;
    try {
      search = await load();
    } catch {
      found.textContent = texts.failed;
      return;
    }
    if (spellState(state) !== spellState(current)) return;
    const { wanted, counts } = choose(search, state);
    // Out of sight they need no drawing; what they hold then is not the state.
    isReady = $("rk-facets").open;
    if (isReady) renderFacets(search, counts, state);
    results.hidden = !isAsked || !wanted.length;
    plain.hidden = isAsked;
    $("rk-clear").hidden = $("rk-csv").hidden = !isAsked;
    results.querySelector("tbody").replaceChildren(...(isAsked ? wanted.slice(0, shown).map((hit) => renderRow(search, hit)) : []));
    more.hidden = !isAsked || wanted.length <= shown;
    found.textContent = !isAsked ? "" : wanted.length === 1 ? texts.foundOne
      : wanted.length ? texts.found.replace("%s", wanted.length.toLocaleString(texts.language)) : texts.nothing;
  }

  // What the reader does ---------------------------------------------------------------------------------

  let current = readState(location.search);

  function fillForm(state) {
    form.elements.q.value = state.q;
    for (const key of ["dari", "sampai", "urut"]) form.elements[key].value = state[key];
  }

  function go(state, isStep) {
    current = state;
    shown = ROWS;
    const query = spellState(current);
    const address = `${location.pathname}${query ? `?${query}` : ""}`;
    history[isStep ? "pushState" : "replaceState"](null, "", address);
    show(current);
  }

  /** Give the view as a table for spreadsheets: nothing in it is run as a formula. */
  function renderCsv(search, rows) {
    const { names, partners, departments } = search.data;
    const nameAll = (list, places) => places.map((at) => list[at][1]).join("; ");
    const table = [["id", "type", "title", "partners", "departments", "signed", "signed_as_shown", "end_as_shown", "status", "evaluation", "address"],
      ...rows.map((row) => [row.id, row.type, row.title, nameAll(partners, row.partners), nameAll(departments, row.departments), row.signed || "",
        row.signed_words || "", row.end_words || "", names.status[row.status], names.evaluation[row.evaluation], new URL(`${row.id}/${INDEX}`, location.href).href])];
    // Some spreadsheets cut at semicolons: what follows one is a cell too. The files at data/ are written alike.
    const guard = (cell) => (/^[=+\-@\t\r＝＋－＠]/.test(cell) ? `'${cell}` : cell).replace(/([;\t\r\n])(?= *[=+\-@＝＋－＠])/g, "$1'");
    const spell = (cell) => `"${guard(cell).replaceAll('"', '""')}"`;
    return `\ufeff${table.map((row) => row.map(spell).join(",")).join("\r\n")}\r\n`;
  }

  $("rk-csv").addEventListener("click", async () => {
    const search = await load();
    const rows = choose(search, current).wanted.map(({ row }) => row);
    const link = make("a", { download: "perjanjian.csv", href: URL.createObjectURL(new Blob([renderCsv(search, rows)], { type: "text/csv" })) });
    link.click();
    URL.revokeObjectURL(link.href);
  });
  more.addEventListener("click", async () => {
    const first = shown;
    shown += ROWS;
    await show(current);
    results.querySelectorAll("tbody tr a")[first]?.focus();
  });
  $("rk-clear").addEventListener("click", () => {
    fillForm(readState(""));
    go(readState(""), true);
    form.elements.q.focus();
  });
  form.addEventListener("submit", (event) => { event.preventDefault(); go(readForm(), true); });
  form.addEventListener("input", (event) => {
    if (event.target.dataset.filter) show(current);
    else go(readForm(), event.target.type !== "search");
  });
  form.addEventListener("focusin", () => load().catch(() => {}), { once: true });
  window.addEventListener("popstate", () => {
    current = readState(location.search);
    shown = ROWS;
    fillForm(current);
    show(current);
  });

  form.hidden = false;
  // One box is enough where the answers are.
  document.querySelector(".rk-searchbar").hidden = true;
  fillForm(current);
  $("rk-facets").addEventListener("toggle", () => show(current));
  if (spellState(current)) show(current);
})();
