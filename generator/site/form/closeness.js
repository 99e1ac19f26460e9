/* Which known word was probably meant: the same answer as Python's difflib gives the check. */
const Closeness = (() => {
  "use strict";

  // From so many characters on, difflib passes over those that are in every hundredth place.
  const LONG = 200;

  /** Gives where each character of a word stands, but for those too common to tell anything. */
  function indexWord(letters) {
    const places = new Map();
    letters.forEach((letter, index) => {
      if (!places.has(letter)) places.set(letter, []);
      places.get(letter).push(index);
    });
    if (letters.length >= LONG) {
      const most = Math.floor(letters.length / 100) + 1;
      for (const [letter, found] of places) if (found.length > most) places.delete(letter);
    }
    return places;
  }

  /** Finds the longest stretch that both words share within bounds, extended by what was passed over. */
  function findLongest(one, other, places, [low, high, otherLow, otherHigh]) {
    let start = low, otherStart = otherLow, size = 0, lengths = new Map();
    for (let index = low; index < high; index += 1) {
      const next = new Map();
      for (const place of places.get(one[index]) ?? []) {
        if (place < otherLow) continue;
        if (place >= otherHigh) break;
        const length = (lengths.get(place - 1) ?? 0) + 1;
        next.set(place, length);
        if (length > size) [start, otherStart, size] = [index - length + 1, place - length + 1, length];
      }
      lengths = next;
    }
    while (start > low && otherStart > otherLow && one[start - 1] === other[otherStart - 1]) {
      [start, otherStart, size] = [start - 1, otherStart - 1, size + 1];
    }
    while (start + size < high && otherStart + size < otherHigh && one[start + size] === other[otherStart + size]) size += 1;
    return [start, otherStart, size];
  }

  function countMatches(one, other, places, bounds) {
    const [low, high, otherLow, otherHigh] = bounds;
    const [start, otherStart, size] = findLongest(one, other, places, bounds);
    if (!size) return 0;
    let count = size;
    if (low < start && otherLow < otherStart) {
      count += countMatches(one, other, places, [low, start, otherLow, otherStart]);
    }
    if (start + size < high && otherStart + size < otherHigh) {
      count += countMatches(one, other, places, [start + size, high, otherStart + size, otherHigh]);
    }
    return count;
  }

  /** Gives how alike two words are, from 0 to 1. */
  function measure(one, other) {
    const letters = [...one], others = [...other], total = letters.length + others.length;
    if (!total) return 1;
    return (2 * countMatches(letters, others, indexWord(others), [0, letters.length, 0, others.length])) / total;
  }

  /** Gives the known word that was probably meant, `least` alike, or nothing. */
  function suggest(word, known, least = 0.6) {
    // A word cut short is the one that goes on from it, though another may look more alike.
    const longer = known.filter((one) => one.startsWith(`${word}-`));
    if (longer.length === 1) return longer[0];
    let best = "", highest = -1;
    const length = Letters.count(word);
    for (const one of known) {
      // Two words share at most as many characters as the shorter one has.
      const other = Letters.count(one);
      if ((2 * Math.min(length, other)) / (length + other) < least) continue;
      const score = measure(one, word);
      if (score < least) continue;
      if (score > highest || (score === highest && Letters.compare(one, best) > 0)) [best, highest] = [one, score];
    }
    return best;
  }

  return { measure, suggest };
})();
