/* A record as its author wrote it, with new values put in: comments and keys nobody here knows stay
   (generator/write/document.py and order.py). */
const RecordDocument = (() => {
  "use strict";

  const { isBlock } = Comments, { isGroup, partOf } = Canonical;

  /** Gives the canonical text of a document: that of its record, with the comments between. */
  function render(document) {
    const nothing = document.top.entries.length ? [] : ["{}"];
    return [...document.head, ...renderBlock(document.top, ""), ...nothing].map((line) => `${line}\n`).join("");
  }

  function renderBlock(block, indent) {
    const lines = block.entries.flatMap((entry) => (block.isList ? renderItem(entry, indent) : renderPair(entry, indent)));
    return [...lines, ...block.below.map((comment) => indent + comment)];
  }

  function renderPair(entry, indent) {
    const head = `${indent}${Canonical.renderScalar(entry.key)}:`;
    if (!isBlock(entry.value) || !entry.value.entries.length) return renderLine(head, entry, indent);
    return [...renderAbove(entry, indent), head, ...renderBlock(entry.value, `${indent}  `)];
  }

  function renderItem(entry, indent) {
    if (!isBlock(entry.value) || !entry.value.entries.length) return renderLine(`${indent}-`, entry, indent);
    if (entry.value.isList) throw new TypeError("a record holds no list directly inside a list");
    // A dash shares its line with the first key: what stood between the two comes before both.
    const lines = renderBlock(entry.value, `${indent}  `);
    const first = lines.findIndex((line) => !line.trimStart().startsWith("#"));
    const between = lines.slice(0, first).map((line) => indent + line.trimStart());
    return [...renderAbove(entry, indent), ...between, `${indent}- ${lines[first].trimStart()}`, ...lines.slice(first + 1)];
  }

  /** Gives an entry whose value begins on the line of its key or dash. */
  function renderLine(head, entry, indent) {
    const { value } = entry, inside = isBlock(value) ? value.below.map((comment) => indent + comment) : [];
    const spelt = isBlock(value) ? (value.isList ? "[]" : "{}") : Canonical.renderLeaf(value, indent);
    return [...renderAbove(entry, indent), ...inside, `${head} ${spelt}`];
  }

  const renderAbove = (entry, indent) => entry.above.map((comment) => indent + comment);

  /** Gives every comment of an entry or a block. */
  function listComments(value) {
    if (!isBlock(value)) return [];
    return [...value.entries.flatMap((entry) => [...entry.above, ...listComments(entry.value)]), ...value.below];
  }

  /** Gives the plain value of a block or a leaf. */
  function toValue(value) {
    if (!isBlock(value)) return value;
    if (value.isList) return value.entries.map((entry) => toValue(entry.value));
    const group = {};
    for (const entry of value.entries) Reading.setKey(group, entry.key, toValue(entry.value));
    return group;
  }

  /** Gives the block of a plain value, without a comment. */
  function toBlock(value) {
    if (Array.isArray(value)) {
      return { isList: true, entries: value.map((item) => ({ key: "", value: toBlock(item), above: [] })), below: [] };
    }
    if (!isGroup(value)) return value;
    return { isList: false, entries: Object.keys(value).map((key) => ({ key, value: toBlock(value[key]), above: [] })), below: [] };
  }

  /** Puts the entries of a block into the schema's order, each with its comments. */
  function sortBlock(block, schema) {
    if (!block.isList) {
      const byKey = new Map(block.entries.map((entry) => [entry.key, entry]));
      block.entries = Canonical.sortKeys([...byKey.keys()], schema.properties ?? {}).map((key) => byKey.get(key));
    }
    for (const entry of block.entries) {
      if (isBlock(entry.value)) sortBlock(entry.value, block.isList ? partOf(schema) : partOf(schema, entry.key));
    }
  }

  /** Gives an entry with a new value; what comments its old value held stay inside, or above where there is no inside. */
  function replaceValue(entry, value, schema) {
    const old = entry.value;
    if (isBlock(old) && typeof value === "object" && old.isList === Array.isArray(value)) {
      return { ...entry, value: old.isList ? replaceItems(old, value, schema) : replaceKeys(old, value, schema) };
    }
    return { ...entry, value: toBlock(value), above: [...entry.above, ...listComments(old)] };
  }

  /** Keeps the entries that are wanted; the comments of each that goes pass to the one after it, or to the block's end. */
  function keepEntries(block, replacements) {
    const entries = [];
    let left = [];
    for (const [index, entry] of block.entries.entries()) {
      const kept = replacements[index];
      if (kept) {
        entries.push({ ...kept, above: [...left, ...kept.above] });
        left = [];
      } else {
        left.push(...entry.above, ...listComments(entry.value));
      }
    }
    return { entries, below: [...left, ...block.below] };
  }

  function replaceKeys(block, values, schema) {
    const known = schema.properties ?? {}, had = new Set(block.entries.map((entry) => entry.key));
    const { entries, below } = keepEntries(block, block.entries.map((entry) => {
      if (Object.hasOwn(values, entry.key)) return replaceValue(entry, values[entry.key], partOf(schema, entry.key));
      // What the schema does not know, the form does not show: it can't have been taken out there.
      return Object.hasOwn(known, entry.key) ? null : entry;
    }));
    for (const key of Object.keys(values)) {
      if (!had.has(key)) entries.push({ key, value: toBlock(values[key]), above: [] });
    }
    return { isList: false, entries, below };
  }

  function replaceItems(block, values, schema) {
    const origins = matchItems(block.entries.map((entry) => toValue(entry.value)), values), part = partOf(schema);
    const takers = new Map(origins.map((index, place) => [index, place]));
    const replacements = block.entries.map((entry, index) =>
      takers.has(index) ? replaceValue(entry, values[takers.get(index)], part) : null,
    );
    const { entries: kept, below } = keepEntries(block, replacements);
    const order = new Map();
    for (const [index, one] of replacements.entries()) if (one) order.set(index, order.size);
    const entries = values.map((value, place) =>
      origins[place] < 0 ? { key: "", value: toBlock(value), above: [] } : kept[order.get(origins[place])],
    );
    return { isList: true, entries, below };
  }

  /** Gives for each new item the place of the old one it is: the same, one alike, or -1 for none. */
  function matchItems(olds, news) {
    const origins = news.map(() => -1), free = new Set(olds.keys());
    const take = (place, index) => {
      origins[place] = index;
      free.delete(index);
    };
    // By its spelling each finds its like at once, the first that is still free: a list may be very long.
    const alike = new Map();
    for (const [index, item] of [...olds.entries()].reverse()) {
      const spelt = Schema.spellEqual(item);
      if (!alike.has(spelt)) alike.set(spelt, []);
      alike.get(spelt).push(index);
    }
    news.forEach((item, place) => {
      const index = alike.get(Schema.spellEqual(item))?.pop();
      if (index !== undefined) take(place, index);
    });
    const isAsLong = () => free.size === origins.filter((index) => index < 0).length;
    const inPlace = isAsLong() ? [...free] : [];
    news.forEach((item, place) => {
      if (origins[place] >= 0) return;
      const ranked = [...free].map((index) => [index, countShared(olds[index], item)]).filter(([, count]) => count > 0);
      const best = ranked.reduce((one, other) => (other[1] > one[1] ? other : one), ranked[0] ?? [-1, 0]);
      if (best[0] >= 0) take(place, best[0]);
    });
    // As many changed as there were: each was changed where it stands.
    if (inPlace.length) {
      news.forEach((_, place) => {
        const [first] = free;
        if (origins[place] < 0 && first !== undefined) take(place, first);
      });
    }
    return origins;
  }

  function countShared(one, other) {
    if (!isGroup(one) || !isGroup(other)) return 0;
    return Object.keys(one).filter((key) => Object.hasOwn(other, key) && Schema.spellEqual(one[key]) === Schema.spellEqual(other[key])).length;
  }

  /** Gives a document with new values; what its schema does not know stays unless the values name it. */
  const apply = (document, values, schema) => ({ head: document.head, top: replaceKeys(document.top, values, schema) });

  /** Gives the file of a record: its document with new values in canonical form, a new record without a document.
      It begins with the modeline. Throws where a comment or value would be lost: rather no text than that. */
  function write(document, values, schema, modeline) {
    const applied = apply(document ?? { head: [], top: { isList: false, entries: [], below: [] } }, values, schema);
    applied.head = [modeline, ...applied.head.filter((comment) => !Canonical.isModeline(comment))];
    const before = listAll(applied), value = toValue(applied.top);
    sortBlock(applied.top, schema);
    const text = render(applied), again = Reading.read(text, "id");
    const isSame = again.value && Schema.spellEqual(again.value) === Schema.spellEqual(value) && listAll(again.document) === before;
    if (!isSame) throw new Error(again.findings[0]?.message ?? "comments");
    return text;
  }

  const listAll = (document) => [...document.head, ...listComments(document.top)].sort().join("\n");

  return { apply, render, toValue, write };
})();
