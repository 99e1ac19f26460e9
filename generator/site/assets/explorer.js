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
  // Each facet of the address: the one of the data, and what its values are called there.
  const ALL_FACETS = {
    daerah: { of: "governments", list: "governments" },
    jenis: { of: "type", names: "type" },
    status: { of: "status", names: "status" },
    pd: { of: "departments", list: "departments" },
    urusan: { of: "affairs", list: "affairs" },
    kategori: { of: "categories", names: "category" },
    mitra: { of: "partners", list: "partners" },
    evaluasi: { of: "evaluation", names: "evaluation" },
  };
  const FACETS = Object.fromEntries(Object.entries(ALL_FACETS).filter(([key]) => form.querySelector(`[data-facet="${key}"]`)));
  const ORDERS = {
    baru: async (search) => Array.from(search.listDays().order, (day) => -day),
    lama: async (search) => Array.from(search.listDays().order, (day) => day || Infinity),
    judul: (search) => search.listTitleOrder(),
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

  /** Give the facets that narrow a state down, each with which of the sets of values that agreements have pass. */
  function listNarrowing(search, state) {
    return Object.entries(FACETS).filter(([key]) => state[key].size).map(([key, facet]) => {
      const { sets, of } = search.facets[facet.of];
      return { key, of, passes: sets.map((set) => set.some((value) => state[key].has(keyOf(search, facet, value)))) };
    });
  }

  const isInYears = (year, state) =>
    !(state.dari && !(year >= Number(state.dari))) && !(state.sampai && !(year && year <= Number(state.sampai)));

  /** Sort the agreements that a question finds: those wanted, in order, and those that one facet alone keeps out. */
  async function choose(search, state, places) {
    const narrowing = listNarrowing(search, state), { year } = search.facets;
    const inYears = year.sets.map(([one]) => isInYears(one, state));
    const wanted = [], lacking = Object.fromEntries(narrowing.map(({ key }) => [key, []]));
    for (const at of places) {
      if (!inYears[year.of[at]]) continue;
      let fails = 0, failed = "";
      for (const { key, of, passes } of narrowing) {
        if (passes[of[at]]) continue;
        fails += 1;
        failed = key;
      }
      if (!fails) wanted.push(at);
      else if (fails === 1) lacking[failed].push(at);
    }
    const order = ORDERS[Object.hasOwn(ORDERS, state.urut) ? state.urut : state.q ? "" : "baru"];
    const by = order && await order(search);
    if (by) wanted.sort((one, other) => (by[one] === by[other] ? 0 : by[one] - by[other]));
    return { wanted, lacking };
  }

  /** Count for a facet how many agreements each of its choices would leave. */
  function countChoices(search, key, { wanted, lacking }) {
    const { sets, of } = search.facets[FACETS[key].of], counts = new Int32Array(sets.length);
    for (const at of wanted) counts[of[at]] += 1;
    for (const at of lacking[key] || []) counts[of[at]] += 1;
    const sums = new Map();
    sets.forEach((set, at) => {
      if (!counts[at]) return;
      for (const value of set) {
        const id = keyOf(search, FACETS[key], value);
        sums.set(id, (sums.get(id) || 0) + counts[at]);
      }
    });
    return sums;
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

  // Where many registers are shown, an agreement's page is at the one that holds it.
  const linkOf = (row) => row.link ?? `${row.id}/${INDEX}`;

  function renderRow(search, row, terms) {
    const { names, partners } = search.data, [type] = search.listValues("type", row.at), [status] = search.listValues("status", row.at);
    const link = make("a", { href: linkOf(row), lang: OWN }, ...mark(search, row.title, terms));
    const tag = make("abbr", { class: `rk-type rk-type--${type}`, title: names.type_whole[type] }, names.type[type]);
    const head = make("th", { scope: "row" }, tag, " ", link);
    if (search.facets.governments) {
      const [, name, note] = search.data.governments[search.listValues("governments", row.at)[0]];
      head.append(make("small", { class: "rk-excerpt" }, make("span", { lang: OWN }, name), ` · ${note}`));
    }
    const excerpt = cut(search, row.about, terms);
    if (excerpt) head.append(excerpt);
    const own = search.listValues("partners", row.at);
    const parties = own.slice(0, 3).map((at) => partners[at][1]).join("; ") + (own.length > 3 ? " …" : "");
    return make("tr", { "data-id": row.id }, head,
      make("td", { lang: parties ? OWN : null }, ...mark(search, parties || texts.notNamed, terms)),
      make("td", {}, row.signed || texts.notKnown),
      make("td", {}, make("span", { class: `rk-status rk-status--${status}` }, names.status[status])));
  }

  /** Put the choices of each facet in place, with how many agreements each would leave. */
  function renderFacets(search, view, state) {
    const focused = document.activeElement && document.activeElement.id;
    for (const [key, facet] of Object.entries(FACETS)) {
      const counts = new Map([...state[key]].map((id) => [id, 0]));
      for (const [id, count] of countChoices(search, key, view)) counts.set(id, count);
      const names = facet.list && search.names[facet.list];
      const nameOf = (id) => (names ? names.get(id) : search.data.names[facet.names][id]) || id;
      const part = (form.querySelector(`[data-filter="${key}"]`)?.value || "").toLowerCase();
      const choices = [...counts].filter(([id]) => !part || state[key].has(id) || nameOf(id).toLowerCase().includes(part));
      const most = Math.max(LONG, state[key].size);
      // Of thousands only a few are shown: those with fewer agreements than the last of these need no sorting.
      const least = choices.length > most ? Int32Array.from(choices, ([, count]) => count).sort().at(-most) : 0;
      const first = choices.filter(([id, count]) => count >= least || state[key].has(id))
        .sort((one, other) => state[key].has(other[0]) - state[key].has(one[0]) || other[1] - one[1] || (nameOf(one[0]) < nameOf(other[0]) ? -1 : 1));
      const list = form.querySelector(`[data-facet="${key}"] ul`);
      list.replaceChildren(...first.slice(0, most).map(([id, count]) => {
        const box = make("input", { type: "checkbox", name: key, value: id, id: `rk-${key}-${id}` });
        box.checked = state[key].has(id);
        return make("li", {}, make("label", { for: box.id }, box, " ", make("span", {}, nameOf(id)), " ", make("b", {}, String(count))));
      }));
      const left = choices.length - list.children.length;
      if (left > 0) list.append(make("li", { class: "rk-left" }, texts.others.replace("%s", left)));
    }
    if (focused && $(focused) !== document.activeElement) $(focused)?.focus();
  }

  async function show(state, isTyped = false) {
    const isAsked = spellState(state) !== "", isWanted = () => spellState(state) === spellState(current);
    let search, view, rows, terms;
    try {
      search = await load();
      const hits = await search.find(state.q, isTyped ? isWanted : null);
      if (!hits || !isWanted()) return;
      ({ terms } = hits);
      view = await choose(search, state, hits.places);
      rows = isAsked ? await search.listRows(view.wanted.slice(0, shown)) : [];
    } catch {
      // A site that was renewed meanwhile has other parts: the next question reads anew which.
      loading = null;
      if (isWanted()) found.textContent = texts.failed;
      return;
    }
    if (!isWanted()) return;
    const { wanted } = view;
    // Out of sight they need no drawing; what they hold then is not the state.
    isReady = $("rk-facets").open;
    if (isReady) renderFacets(search, view, state);
    results.hidden = !isAsked || !wanted.length;
    plain.hidden = isAsked;
    $("rk-clear").hidden = $("rk-csv").hidden = !isAsked;
    results.querySelector("tbody").replaceChildren(...rows.map((row) => renderRow(search, row, terms)));
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

  function go(state, isStep, isTyped = false) {
    current = state;
    shown = ROWS;
    const query = spellState(current);
    const address = `${location.pathname}${query ? `?${query}` : ""}`;
    history[isStep ? "pushState" : "replaceState"](null, "", address);
    show(current, isTyped);
  }

  /** Give the view as a table for spreadsheets: nothing in it is run as a formula. */
  function renderCsv(search, rows) {
    const { names } = search.data;
    const nameAll = (list, row) => search.listValues(list, row.at).map((at) => search.data[list][at][1]).join("; ");
    const [codeOf, { days }] = [(facet, row) => search.listValues(facet, row.at)[0], search.listDays()];
    const ownerOf = (row) => (search.facets.governments ? [nameAll("governments", row)] : []);
    const table = [["id", ...(search.facets.governments ? ["government"] : []), "type", "title", "partners", "departments", "signed", "signed_as_shown", "end_as_shown", "status", "evaluation", "address"],
      ...rows.map((row) => [row.id, ...ownerOf(row), codeOf("type", row), row.title, nameAll("partners", row), nameAll("departments", row), days[row.at],
        row.signed || "", row.end || "", names.status[codeOf("status", row)], names.evaluation[codeOf("evaluation", row)], new URL(linkOf(row), location.href).href])];
    // Some spreadsheets cut at semicolons: what follows one is a cell too. The files at data/ are written alike.
    const guard = (cell) => (/^[=+\-@\t\r＝＋－＠]/.test(cell) ? `'${cell}` : cell).replace(/([;\t\r\n])(?= *[=+\-@＝＋－＠])/g, "$1'");
    const spell = (cell) => `"${guard(cell).replaceAll('"', '""')}"`;
    return `\ufeff${table.map((row) => row.map(spell).join(",")).join("\r\n")}\r\n`;
  }

  $("rk-csv").addEventListener("click", async () => {
    const search = await load();
    const { places } = await search.find(current.q);
    const rows = await search.listRows((await choose(search, current, places)).wanted);
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
    else go(readForm(), event.target.type !== "search", event.target.type === "search");
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
