/* Dates as people write them, in Indonesian and English: 17 Mei 2024, sekitar 2013, antara 20 dan 27 Mei 2024.
   The day comes first: 05/06/2024 is 5 June. Nothing is guessed: a year of two digits is refused.
   The same list of examples binds this and the reader of tables: tests/conformance/written-dates.json. */
const WrittenDates = (() => {
  "use strict";

  const MONTHS = new Map(Object.entries(Contract.months));
  const NAMES = [...MONTHS.keys()].sort((one, other) => other.length - one.length).join("|");
  // Spreadsheets keep a day as the days since the end of 1899.
  const EPOCH = -25569, FIRST_SERIAL = 25569, LAST_SERIAL = 73050, SERIAL = /^[0-9]{5}(?:\.[0-9]+)?$/u;

  // No date takes more letters, and in long texts the search for one would take long.
  const LONGEST = 200;

  const TIME = /[ t][0-9]{1,2}:[0-9]{2}(?::[0-9]{2}(?:\.[0-9]+)?)?(?: ?(?:am|pm|wib|wita|wit|z))?$/u;
  const WEEKDAY = new RegExp(
    "^(?:hari )?(?:senin|selasa|rabu|kamis|jum['’`]?at|sabtu|minggu|ahad" +
    "|monday|tuesday|wednesday|thursday|friday|saturday|sunday)(?![\\p{L}\\p{N}_])[ ,/]*", "u");
  const FILLER = /(?<![\p{L}\p{N}_])(?:pada|tanggal|tgl\.?|bulan|tahun|thn\.?|date|of|the)(?=\s|$|[0-9])/gu;
  const DOUBT = "\\?|belum pasti|tidak pasti|kurang pasti|tentatif|uncertain|not certain";
  const UNCERTAIN = new RegExp(`[ ,]*(?:\\( ?(?:${DOUBT}) ?\\)|${DOUBT})$`, "u");
  const ABOUT_BEFORE = new RegExp(
    "^(?:sekitar|sekira|kira[- ]kira|kurang lebih|lebih kurang|±|\\+/-|~|circa|ca?\\.|around|about" +
    "|approximately|approx\\.?) ?", "u");
  const ABOUT_AFTER = / ?(?:\( ?(?:perkiraan|kira[- ]kira|approximate|approximately) ?\)|~)$/u;
  const BETWEEN = /^(?:antara|between) (?<one>.+?) (?:dan|s\.?\/?d\.?|sampai|and) (?<other>.+)$/u;
  const EITHER = /^(?<one>.+?) (?:atau|or) (?<other>.+)$/u;

  const MONTH = `(?<word>${NAMES})\\.?`, DAY = "(?<day>[0-9]{1,2})(?:st|nd|rd|th)?", GAP = "[ ,./-]*", YEAR = "(?<year>[0-9]{4})";
  const FORMS = [
    YEAR,
    `${YEAR}(?<sign>[-/. ])(?<month>[0-9]{1,2})(?:\\k<sign>(?<day>[0-9]{1,2}))?`,
    `(?<day>[0-9]{1,2})(?<sign>[-/. ])(?<month>[0-9]{1,2})\\k<sign>${YEAR}`,
    `(?<month>[0-9]{1,2})[-/.]${YEAR}`,
    `${DAY}${GAP}${MONTH}${GAP}${YEAR}`,
    `${MONTH}${GAP}${YEAR}`,
    `${MONTH} ${DAY},? ${YEAR}`,
  ].map((form) => new RegExp(`^(?:${form})$`, "u"));
  const SHORT_YEAR = new RegExp(
    `^(?:(?:[0-9]{1,2}[-/. ][0-9]{1,2}[-/. ]|(?:[0-9]{1,2}${GAP})?(?:${NAMES})\\.?${GAP}['’])[0-9]{2}` +
    `|[0-9]{1,2}${GAP}(?:${NAMES})\\.?${GAP}[0-9]{2}|(?:${NAMES})-[0-9]{2})$`, "u");
  const NO_YEAR = new RegExp(
    `^(?:[0-9]{1,2}[-/.][0-9]{1,2}|(?:[0-9]{1,2}${GAP})?(?:${NAMES})\\.?|(?:${NAMES}) [0-9]{1,2})$`, "u");
  const DAY_ALONE = new RegExp(`^${DAY}$`, "u"), MONTH_ALONE = new RegExp(`^(?:${DAY}${GAP})?${MONTH}$`, "u");
  const SEVERAL =
    /^(?<one>.*[0-9].*?) ?(?:-|–|—|s\.?\/?d\.?|sampai|sampai dengan|hingga|dan|,|to|until|and|;) ?(?<other>.+)$/u;

  const PART = new RegExp(
    "^(?:awal|pertengahan|medio|akhir|semester|triwulan|kuartal|caturwulan" +
    "|early|mid|late|beginning of|end of|quarter)(?![\\p{L}\\p{N}_])", "u");
  const LENGTH = new RegExp(
    "^(?:[0-9]{1,3}|satu|dua|tiga|empat|lima|enam|tujuh|delapan|sembilan|sepuluh) ?(?:\\([^()]*\\) ?)?" +
    "(?:tahun|thn|bulan|bln|minggu|hari|years?|months?|weeks?|days?)(?![\\p{L}\\p{N}_])" +
    `(?! ?(?:${NAMES}))`, "u");

  /** Gives a text on one line without doubled, leading and trailing blanks or letters that show nothing. */
  const tidy = (text) => Letters.strip(
    text.replace(/[\u00ad\u200b-\u200f\u2060\ufeff]/gu, "").replace(new RegExp(`[${Letters.SPACE}]+`, "gu"), " "));
  const fold = (text) => Letters.fold(tidy(text.normalize("NFKC")));
  const trim = (text, signs) => Letters.stripSigns(text, new RegExp(`[${signs}]`, "u"));

  /** Gives the EDTF text of a written date, null for "not known"; throws DateError with the reason `form`,
      `impossible`, `range` (several dates), `short-year`, `no-year`, `part` (of a year) or `length` (of time). */
  function read(text, { DateError, parse, spell }) {
    const bare = fold(text);
    const refuse = (reason) => { throw new DateError(reason, Letters.strip(text)); };
    /** Gives a date's own text, once it is one. */
    const settle = (edtf) => parse(edtf).text;

    if (Contract.nothing.includes(bare) || Contract.not_known.includes(trim(bare, "() ."))) return null;
    if (SERIAL.test(bare)) {
      const number = Math.trunc(Number(bare));
      return number < FIRST_SERIAL || number > LAST_SERIAL ? refuse("form") : spell(number + EPOCH);
    }
    if (/[[?~]/u.test(bare) || /^\p{Nd}/u.test(bare) && /^[\p{Nd}]{1,4}$/u.test(bare.slice(0, 4))) {
      try {
        return settle(bare);
      } catch (error) {
        // What only looks like EDTF may be a date of another form.
        if (error.reason === "impossible" && /^[0-9]{4}-[0-9]{2}(?:-[0-9]{2})?$/u.test(bare)) refuse("impossible");
      }
    }
    try {
      return readWords(bare, refuse, settle);
    } catch (error) {
      // What the calendar refuses is told by the whole text that was written.
      return refuse(error.culprit === Letters.strip(text) ? error.reason : "impossible");
    }
  }

  function readWords(folded, refuse, settle) {
    if (Letters.count(folded) > LONGEST) return refuse("form");
    const bare = trim(fold(folded.replace(TIME, "").replace(WEEKDAY, "").replace(FILLER, " ")), " .,;");
    const certain = bare.replace(UNCERTAIN, "");
    const plain = Letters.strip(certain.replace(ABOUT_BEFORE, "").replace(ABOUT_AFTER, ""));
    const marks = (certain === bare ? "" : "?") + (plain === certain ? "" : "~");
    const several = BETWEEN.exec(plain) ?? EITHER.exec(plain);
    if (several) return marks ? refuse("form") : readPair(several.groups, refuse, settle);
    const parts = split(plain);
    if (!parts) return refuse(tellReason(plain, folded));
    return marks.length > 1 ? refuse("form") : settle(join(parts) + marks);
  }

  /** Reads "one of two dates"; what the first leaves out it shares with the second. */
  function readPair({ one, other }, refuse, settle) {
    const last = split(Letters.strip(other));
    const first = last && (split(Letters.strip(one)) ?? borrow(Letters.strip(one), last));
    if (!first) return refuse("form");
    const texts = [first, last].map((parts) => settle(join(parts)));
    return texts[0] === texts[1] ? texts[0] : settle(`[${texts.join(",")}]`);
  }

  function borrow(text, [year, month, lastDay]) {
    const day = DAY_ALONE.exec(text);
    if (day && month !== null && lastDay !== null) return [year, month, Number(day.groups.day)];
    const found = MONTH_ALONE.exec(text)?.groups;
    return found ? [year, MONTHS.get(found.word), found.day === undefined ? null : Number(found.day)] : null;
  }

  /** Gives year, month and day of one date in one of the known forms. */
  function split(text) {
    for (const form of FORMS) {
      const parts = form.exec(text)?.groups;
      if (!parts) continue;
      const number = (part) => (part === undefined ? null : Number(part));
      return [Number(parts.year), parts.word ? MONTHS.get(parts.word) : number(parts.month), number(parts.day)];
    }
    return null;
  }

  const join = ([year, ...parts]) =>
    [String(year).padStart(4, "0"), ...parts.filter((part) => part !== null).map((part) => String(part).padStart(2, "0"))].join("-");

  function tellReason(text, written) {
    if (SHORT_YEAR.test(text)) return "short-year";
    if (NO_YEAR.test(text)) return "no-year";
    const other = Letters.strip(SEVERAL.exec(text)?.groups.other ?? "");
    if (other && (split(other) || NO_YEAR.test(other))) return "range";
    // Without its words for time a length would look like a day.
    if (LENGTH.test(written)) return "length";
    return PART.test(text) ? "part" : "form";
  }

  /** Gives what to say of a date that could not be read. */
  function explain({ reason, culprit }, language) {
    const words = Contract.written_dates[reason] ?? Contract.written_dates.form;
    return { message: words.wrong[language].replace("{text}", () => culprit), help: words.instead[language] };
  }

  return { explain, read };
})();
