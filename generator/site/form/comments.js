/* From a record's tree to a document: which comment belongs to which entry (generator/write/reading.py). */
const Comments = (() => {
  "use strict";

  /** Gives the document of a text: its entries in order, each with the comments that belong to it. */
  function settle(text, { top, comments }, readLeaf) {
    const places = [], flows = [], lines = new Scanner.Lines(text);
    const columnOf = (offset) => offset - lines.startOf(offset);

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
    const open = [];
    let next = 0;
    for (const comment of comments) {
      // The brackets that are open here, the innermost last.
      for (; next < flows.length && flows[next].start < comment.offset; next += 1) {
        while (open.length && open.at(-1).end <= flows[next].start) open.pop();
        open.push(flows[next]);
      }
      while (open.length && open.at(-1).end <= comment.offset) open.pop();
      settleOne(comment, places, open.at(-1), document);
    }
    return document;
  }

  /** Gives a comment to the entry or block that it speaks of; `flow` is the innermost bracket around it. */
  function settleOne(comment, places, flow, document) {
    // Both stand in the order of the text, and there may be very many of both.
    let index = 0, end = places.length;
    while (index < end) {
      const middle = (index + end) >> 1;
      if (places[middle].start <= comment.offset) index = middle + 1;
      else end = middle;
    }
    const before = places[index - 1], after = places[index];
    if (!before) {
      document.head.push(comment.text);
    } else if (comment.isBeside || (before.valueStart > comment.offset && !isBlock(before.entry.value))) {
      // A comment has a line of its own in canonical form: beside a value it might be text.
      before.entry.above.push(comment.text);
    } else if (flow) {
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
