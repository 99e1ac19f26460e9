/* For who came to an address that does not exist: asks the search for the words that the address holds. */
"use strict";

(() => {
  const form = document.querySelector(".rk-lost"), box = document.getElementById("rk-lost"), perhaps = document.getElementById("rk-perhaps");
  if (!form) return;
  const MOST = 8, FEWEST_LETTERS = 3;
  // The names of the site's own folders and of files tell nothing of what was looked for.
  const OWN = new Set("en kerja sama mitra perangkat daerah urusan statistik evaluasi pemetaan perubahan dokumen data panduan tentang hal status jenis tahun naskah kategori index html htm php".split(" "));

  function readWords() {
    let path = location.pathname;
    const root = new URL(form.dataset.agreements, location).pathname.replace(/[^/]+\/$/, "");
    if (path.startsWith(root)) path = path.slice(root.length);
    try {
      path = decodeURIComponent(path);
    } catch {
      // Half an escape: its letters are words too.
    }
    return path.toLowerCase().split(/[^\p{L}\p{N}\p{M}]+/u).filter((word) => word.length >= FEWEST_LETTERS && !OWN.has(word));
  }

  /** Give what the search finds for the words: all together, else the last, which names most exactly. */
  async function findRows(search, words) {
    for (const question of [words.join(" "), ...words.toReversed()]) {
      const { places } = await search.find(question);
      if (places.length && places.length < search.count) return { question, count: places.length, rows: await search.listRows(places.slice(0, MOST)) };
    }
    return { question: words.join(" "), count: 0, rows: [] };
  }

  function show({ question, count, rows }) {
    if (!count) return;
    const told = document.createElement("p"), list = document.createElement("ul");
    told.textContent = form.dataset.found;
    list.className = "rk-cards";
    for (const row of rows) {
      const item = document.createElement("li"), link = document.createElement("a");
      link.href = new URL(row.link ?? `${row.id}/`, new URL(form.dataset.agreements, location)).href;
      link.textContent = row.title;
      item.append(link);
      list.append(item);
    }
    perhaps.replaceChildren(told, list);
    if (count <= MOST) return;
    const rest = document.createElement("p"), all = document.createElement("a");
    all.href = `${form.dataset.agreements}?${new URLSearchParams({ q: question })}`;
    all.textContent = form.dataset.all.replace("%s", count.toLocaleString(document.documentElement.lang));
    rest.append(all);
    perhaps.append(rest);
  }

  const words = readWords();
  box.value = words.join(" ");
  if (words.length) RegistriSearch.Search.load(form.dataset.search).then(async (search) => show(await findRows(search, words))).catch(() => {});
})();
