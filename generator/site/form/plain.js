/* Findings as people read them who fill in a form: fields by their titles and things by their names, for the rules'
   own sentences are written for those who write files. */

const Plain = (() => {
  "use strict";

  /** What the form says of a rule in words of its own: of what is wrong, and of what to do; null keeps the rule's. */
  const OWN = {
    KS102: ["plain-missing", ""],
    KS105: [null, "plain-short"],
    KS108: [null, "plain-none"],
    KS502: [null, "plain-country"],
    KS603: [null, "plain-indonesian"],
  };
  const PRIVATE = /^KS70[1-8]$/;
  /** The rules on how a text is spelt: what they quote is text. */
  const SPELLING = /^KS10[4-7]$/;
  const LISTS = ["partners", "departments", "agreements", "affairs"];

  /** Give the nearest part of the schemas around a field that fits. */
  function findPart(field, fits) {
    for (let one = field; one; one = one.parent) {
      const queue = [one.schema];
      for (const part of queue) {
        const found = fits(part);
        if (found) return found;
        queue.push(...Object.values(part.properties || {}));
        if (part.items) queue.push(part.items);
      }
    }
    return null;
  }

  function findTitle(field, key) {
    const part = findPart(field, ({ properties }) => properties && Object.hasOwn(properties, key) && properties[key]);
    return part && Words.title(part);
  }

  function findName(field, value) {
    const labelled = findPart(field, (part) => Object.hasOwn(part["x-labels"] || {}, value) && part);
    if (labelled) return Words.label(labelled, value);
    for (const list of LISTS) if (Things.find(list, value)) return Things.find(list, value).name;
    return null;
  }

  /** Give what a quoted word of a rule's sentence is called in the form; null where it is no such word. */
  function nameWord(field, word) {
    const [key, value] = word.split(": ");
    const title = /^[a-z_0-9]+$/.test(key) && findTitle(field, key);
    if (value !== undefined) {
      if (!title) return null;
      const said = value === "true" ? Words.say("yes") : value === "false" ? Words.say("no") : findName(field, value);
      return said ? `${title}: ${said}` : title;
    }
    // An id is spoken of as an id where people choose it.
    return title || (field.key === "id" ? null : /^[a-z0-9-]+$/.test(word) && findName(field, word)) || null;
  }

  function nameWords(field, text) {
    return text.replace(/"([^"]+)"(?: \(([^()]+)\))?/g, (whole, word, gloss) => {
      const named = nameWord(field, word);
      if (!named) return whole;
      const says = gloss && gloss.toLowerCase() !== named.toLowerCase() ? ` (${gloss})` : "";
      return `“${named}”${says}`;
    });
  }

  /** Give a finding in the form's words. */
  function tell(finding) {
    const { rule, field } = finding;
    if (field.refusal && ["KS120", "KS121"].includes(rule)) return { ...finding, ...field.refusal, help: "" };
    if (field.kind === "picker" && rule === "KS211") return { ...finding, message: Words.say("plain-not-chosen") };
    const [message, help] = PRIVATE.test(rule) ? [null, "plain-private"] : OWN[rule] || [null, null];
    const say = (key, text) =>
      key === null ? (SPELLING.test(rule) ? text : nameWords(field, text)) : key && Words.say(key);
    return { ...finding, message: say(message, finding.message), help: say(help, finding.help) };
  }

  return { tell };
})();
