/* From a record's tree to a document: which comment belongs to which entry (generator/write/reading.py). */
const Comments = (() => {
  "use strict";

  /** Gives the document of a text: its entries in order, each with the comments that belong to it. */
  function settle(text, { top, comments }, readLeaf) {
    const places = [], flows = [];
    const columnOf = (offset) => offset - (text.lastIndexOf("\n", offset - 1) + 1);

    function readBlock(node, outer) {
      const block = { isList: node.kind === "list", entries: [], below: [] };
      if (node.isFlow) flows.push({ block, start: node.start, end: node.end });
      if (block.isList) for (const item of node.items) readEntry(block, "", item.start, item.node, outer);
      else for (const [key, value] of node.pairs) readEntry(block, key.value, key.start, value, outer);
      return block;
    }

    function readEntry(block, key, start, node, outer) {
      const entry = { key, value: node.kind === "scalar" ? readLeaf(node) : "", above: [] };
      const blocks = [{ block, column: columnOf(start) }, ...outer];
      places.push({ entry, start, column: columnOf(start), valueStart: node.start, blocks });
      block.entries.push(entry);
      if (node.kind !== "scalar") entry.value = readBlock(node, blocks);
    }

    const document = { top: readBlock(top, []), head: [] };
    for (const comment of comments) settleOne(comment, places, flows, document);
    return document;
  }

  /** Gives a comment to the entry or block that it speaks of. */
  function settleOne(comment, places, flows, document) {
    let index = 0;
    while (index < places.length && places[index].start <= comment.offset) index += 1;
    const before = places[index - 1], after = places[index];
    const inside = flows.filter((flow) => flow.start < comment.offset && comment.offset < flow.end);
    if (!before) {
      document.head.push(comment.text);
    } else if (comment.isBeside || (before.valueStart > comment.offset && !isBlock(before.entry.value))) {
      // A comment has a line of its own in canonical form: beside a value it might be text.
      before.entry.above.push(comment.text);
    } else if (inside.length) {
      const flow = inside.at(-1);
      (after && after.start < flow.end ? after.entry.above : flow.block.below).push(comment.text);
    } else {
      settleByColumn(comment, before, after, document);
    }
  }

  /** Gives a comment between two entries to the next, or to the block that it is indented like. */
  function settleByColumn(comment, before, after, document) {
    if (after && comment.column <= after.column) {
      after.entry.above.push(comment.text);
      return;
    }
    const lowest = after ? after.column : -1;
    const found = before.blocks.find(({ column }) => lowest < column && column <= comment.column);
    (found ? found.block.below : after ? after.entry.above : document.top.below).push(comment.text);
  }

  const isBlock = (value) => typeof value === "object";

  return { isBlock, settle };
})();
