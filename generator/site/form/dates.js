/* Dates as people know them (EDTF, as generator/dates.py), and the words that the site's pages give them.
   A day is a whole number here, counted from the first of January 1970: no clock, no time zone. */
const Dates = (() => {
  "use strict";

  // Beyond these a year is a slip of the hand.
  const FIRST_YEAR = 1900, LAST_YEAR = 2200, DAY = 86400000;
  const MEMBER = /^([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?$/u;

  /** A text that is no date: `reason` says why, `culprit` is the part at fault. */
  class DateError extends Error {
    constructor(reason, culprit) {
      super(`${reason}: ${culprit}`);
      this.reason = reason;
      this.culprit = culprit;
    }
  }

  const dayOf = (year, month, day) => Date.UTC(year, month - 1, day) / DAY;
  const lastOf = (year, month) => new Date(Date.UTC(year, month, 0)).getUTCDate();
  const two = (number) => String(number).padStart(2, "0");

  /** Gives the year, month and day of a day's number. */
  function split(day) {
    const date = new Date(day * DAY);
    return [date.getUTCFullYear(), date.getUTCMonth() + 1, date.getUTCDate()];
  }

  /** Gives a day as it is written in a record. */
  function spell(day) {
    const [year, month, date] = split(day);
    return `${String(year).padStart(4, "0")}-${two(month)}-${two(date)}`;
  }

  function parseSpan(text) {
    const found = MEMBER.exec(text);
    if (!found) throw new DateError("form", text);
    const [year, month, day] = found.slice(1).map((part) => (part === undefined ? null : Number(part)));
    if (year < FIRST_YEAR || year > LAST_YEAR) throw new DateError("impossible", text);
    if (month === null) return { first: dayOf(year, 1, 1), last: dayOf(year, 12, 31), precision: "year" };
    if (month < 1 || month > 12) throw new DateError("impossible", text);
    const last = lastOf(year, month);
    if (day === null) return { first: dayOf(year, month, 1), last: dayOf(year, month, last), precision: "month" };
    if (day < 1 || day > last) throw new DateError("impossible", text);
    return { first: dayOf(year, month, day), last: dayOf(year, month, day), precision: "day" };
  }

  function makeDate(text, candidates, uncertain, approximate) {
    const earliest = candidates.reduce((least, span) => Math.min(least, span.first), Infinity);
    const latest = candidates.reduce((most, span) => Math.max(most, span.last), -Infinity);
    const isExact = earliest === latest && !(uncertain || approximate);
    return { text, candidates, uncertain, approximate, earliest, latest, isExact };
  }

  /** Reads an EDTF text; throws DateError with the reason `form` or `impossible`. */
  function parse(text) {
    if (text.startsWith("[") && text.endsWith("]")) {
      const members = text.slice(1, -1).split(",").map(Letters.strip);
      const spans = members.map(parseSpan);
      if (spans.length < 2) throw new DateError("form", text);
      return makeDate(`[${members.join(",")}]`, spans, false, false);
    }
    const isMarked = text.endsWith("?") || text.endsWith("~"), bare = isMarked ? text.slice(0, -1) : text;
    if (isMarked && text.endsWith("?") && bare.endsWith("~")) throw new DateError("form", text);
    return makeDate(text, [parseSpan(bare)], text.endsWith("?"), text.endsWith("~"));
  }

  /** Reads an EDTF text where there is one; null elsewhere. */
  const parseOptional = (text) => (text ? parse(text) : null);

  /** Whether every day a date can be lies before every day the other can be. */
  const isCertainlyBefore = (one, other) => one.latest < other.earliest;

  /** Gives the date that is exactly this day. */
  const fromDay = (day) => makeDate(spell(day), [{ first: day, last: day, precision: "day" }], false, false);

  /** Gives the last day of a term of this length that begins on a day. */
  function addDuration(start, { years = 0, months = 0, days = 0 }) {
    const [startYear, startMonth, startDay] = split(start);
    const index = startMonth - 1 + months + 12 * years;
    const year = startYear + Math.floor(index / 12), month = (((index % 12) + 12) % 12) + 1;
    return dayOf(year, month, Math.min(startDay, lastOf(year, month))) + days - 1;
  }

  /** Gives a date in words, its doubts included; short with the months cut to three letters. */
  function inWords(text, language, isShort = false) {
    const date = parse(text), words = Contract.calendar[language], months = isShort ? words.short : words.months;
    const spans = date.candidates.map((span) => {
      const [year, month, day] = split(span.first);
      return { day: `${day} ${months[month - 1]} ${year}`, month: `${months[month - 1]} ${year}`, year: `${year}` }[span.precision];
    });
    const said = spans.join(words.or);
    if (date.uncertain) return words.uncertain.replace("{date}", () => said);
    return date.approximate ? words.about.replace("{date}", () => said) : said;
  }

  return {
    DateError, addDuration, fromDay, inWords, isCertainlyBefore, parse, parseOptional, spell, split,
    /** Gives the number of the day that a text like 2026-11-24 names. */
    parseDay: (text) => parse(text).earliest,
    /** Gives the EDTF text of what somebody wrote as a date, or null where they say it is not known. */
    fromWords: (text) => WrittenDates.read(text, { DateError, parse, spell }),
    /** Gives what to say of a date that could not be read: what is wrong, and what to write instead. */
    explain: (error, language) => WrittenDates.explain(error, language),
  };
})();
