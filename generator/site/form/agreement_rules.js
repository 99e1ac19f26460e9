/* What an agreement says of itself: dates, stages, parties, documents, money (rules KS3xx to KS6xx). */
const AgreementRules = (() => {
  "use strict";

  // How far a stated duration may miss its dates, in days, before it is worth a word.
  const LONGEST_MONTH = 31;
  // Permendagri 25/2020 art. 32.
  const YEARS_ABROAD = 5;
  const at = (...path) => [{ path }];

  /** Checks the order of signing, start, end and termination, and the length of the term. */
  function* checkTerm({ value }) {
    const term = value.term ?? {}, signed = Dates.parseOptional(value.signing?.date);
    const start = Dates.parseOptional(term.start), end = Dates.parseOptional(term.end);
    if (start && end && Dates.isCertainlyBefore(end, start)) {
      yield { rule: "KS301", path: ["term", "end"], params: { start: start.text, end: end.text }, related: at("term", "start") };
      return;
    }
    if (!start && end && signed && Dates.isCertainlyBefore(end, signed)) {
      yield { rule: "KS301", path: ["term", "end"], params: { start: signed.text, end: end.text }, related: at("signing", "date") };
      return;
    }
    if (start && signed && Dates.isCertainlyBefore(start, signed) && !("start_note" in term)) {
      const params = { start: start.text, signed: signed.text };
      yield { rule: "KS302", path: ["term", "start"], params, related: at("signing", "date") };
    }
    const begin = start ?? signed;
    yield* checkLength(value, begin, end);
    if (start && end && !("end_note" in term) && !fits(term.duration, start, end)) {
      yield { rule: "KS311", path: ["term", "duration"], params: { start: start.text, end: end.text }, related: at("term", "end") };
    }
    const terminated = Dates.parseOptional(value.termination?.date);
    if (terminated && begin && Dates.isCertainlyBefore(terminated, begin)) {
      yield { rule: "KS307", path: ["termination", "date"], params: { terminated: terminated.text, start: begin.text } };
    }
  }

  function* checkLength(value, begin, end) {
    const term = value.term ?? {}, path = ["term", "end" in term ? "end" : "duration"];
    let years = YEARS_ABROAD, rule = "KS305";
    if (value.document.kind === "letter-of-intent") [years, rule] = [1, "KS306"];
    else if (!Contract.foreign_types.includes(value.type)) return;
    if (exceeds(term, begin, end, years)) yield { rule, path };
  }

  /** Checks the terms that no law limits against the limit that the government sets itself, if any. */
  function* checkLongestTerm({ value }, { longest_term: limit }) {
    if (!limit || Contract.foreign_types.includes(value.type) || value.document.kind === "letter-of-intent") return;
    const term = value.term ?? {}, end = Dates.parseOptional(term.end);
    const begin = Dates.parseOptional(term.start) ?? Dates.parseOptional(value.signing?.date);
    // Where the dates run backwards, no length can be told of them (KS301).
    if (begin && end && Dates.isCertainlyBefore(end, begin)) return;
    if (!exceeds(term, begin, end, limit.years)) return;
    yield { rule: "KS304", path: ["term", "end" in term ? "end" : "duration"], params: { years: String(limit.years), basis: limit.basis } };
  }

  /** Whether a term is longer than some years, by its dates, else by its length as stated. */
  function exceeds({ duration }, begin, end, years) {
    // The day after the limit is still within what people mean by "five years".
    if (begin && end) return end.earliest > Dates.addDuration(begin.latest, { years, days: 1 });
    const sample = Dates.parseDay("2001-01-01"), isStated = duration && Object.keys(duration).length > 0;
    return isStated && Dates.addDuration(sample, duration) > Dates.addDuration(sample, { years });
  }

  /** Whether a stated duration leads from the start to about the end, on some day that each can be. */
  function fits(duration, start, end) {
    if (!duration || start.approximate || end.approximate) return true;
    const first = Dates.addDuration(start.earliest, duration), last = Dates.addDuration(start.latest, duration);
    return first - LONGEST_MONTH <= end.latest && end.earliest <= last + LONGEST_MONTH;
  }

  /** Gives the last day of the term: as stated, else by its length from a day that is certain. */
  function findEnd(value) {
    const term = value.term ?? {};
    if ("end" in term || !("duration" in term)) return Dates.parseOptional(term.end);
    const begin = Dates.parseOptional(term.start) ?? Dates.parseOptional(value.signing?.date);
    return begin?.isExact ? Dates.fromDay(Dates.addDuration(begin.earliest, term.duration)) : null;
  }

  /** Gives the first and the last day of a half-year. */
  const spanOf = ({ year, semester }) => [
    Dates.parse(`${year}-${semester === 1 ? "01" : "07"}`).earliest,
    Dates.parse(`${year}-${semester === 1 ? "06" : "12"}`).latest,
  ];

  /** Checks that nothing is recorded as signed or evaluated that has not come yet. */
  function* checkFuture({ value }, asOf) {
    const signed = Dates.parseOptional(value.signing?.date);
    if (signed && asOf < signed.earliest) yield { rule: "KS303", path: ["signing", "date"], params: { signed: signed.text } };
    for (const [index, { period }] of (value.evaluations ?? []).entries()) {
      if (spanOf(period)[0] > asOf) {
        yield { rule: "KS313", path: ["evaluations", index, "period"], params: { period: `${period.year}-${period.semester}` } };
      }
    }
  }

  /** Checks that evaluations lie within the term, one a period. */
  function* checkEvaluations({ value }) {
    if (!("evaluations" in value)) return;
    const begin = Dates.parseOptional(value.term?.start) ?? Dates.parseOptional(value.signing?.date);
    const end = Dates.parseOptional(value.termination?.date) ?? findEnd(value), seen = new Map();
    for (const [index, { period }] of value.evaluations.entries()) {
      const [first, last] = spanOf(period), name = `${period.year}-${period.semester}`;
      const path = ["evaluations", index, "period"], params = { period: name };
      if (seen.has(name)) yield { rule: "KS309", path, params, related: at("evaluations", seen.get(name), "period") };
      else seen.set(name, index);
      if ((begin && last < begin.earliest) || (end && first > end.latest)) yield { rule: "KS308", path, params };
    }
  }

  /** Checks that the dates of the stages go forward. */
  function* checkStages({ value }) {
    let before = null;
    for (const [index, stage] of (value.stages ?? []).entries()) {
      const date = Dates.parseOptional(stage.date);
      if (date && before && Dates.isCertainlyBefore(date, before)) {
        yield { rule: "KS310", path: ["stages", index, "date"], params: { stage: stage.stage, date: date.text, before: before.text } };
      }
      before = date ?? before;
    }
  }

  /** Checks that the stages stand in the order of the law. */
  function* checkStageOrder({ value }) {
    const order = Contract.stages[value.type];
    let before = "";
    for (const [index, { stage }] of (value.stages ?? []).entries()) {
      if (before && order.indexOf(stage) < order.indexOf(before)) {
        yield { rule: "KS320", path: ["stages", index, "stage"], params: { stage, before } };
      }
      before = stage;
    }
  }

  /** Checks that a foreign memorandum has the council's approval. */
  function* checkCouncil({ value }) {
    if (!Contract.foreign_types.includes(value.type)) return;
    // A cooperation handed on by the central government has no memorandum of its own.
    if (value.document.kind !== "memorandum-of-understanding" || value.subtype === "penerusan") return;
    if (value.dprd_approval !== undefined) {
      if (!value.dprd_approval.required) yield { rule: "KS322", path: ["dprd_approval", "required"] };
      return;
    }
    const hasStage = (value.stages ?? []).some((item) => item.stage === "persetujuan-dprd");
    const isAdmitted = (value.unknown ?? []).some((item) => item.about === "dprd-approval");
    if (!hasStage && !isAdmitted) yield { rule: "KS321", path: ["document", "kind"] };
  }

  /** Checks that an agreement ended on a ground that its type knows. */
  function* checkGround({ value }) {
    if (!("termination" in value)) return;
    const known = Contract.grounds[value.type], { ground } = value.termination;
    if (known && !known.includes(ground)) {
      const params = { ground, type: value.type.toUpperCase(), known: known.join(", ") };
      yield { rule: "KS323", path: ["termination", "ground"], params };
    }
  }

  /** Checks the relations of one agreement that need no other file. */
  function* checkOwnRelations({ id, value }) {
    const relations = value.relations ?? [], seen = new Map();
    for (const [index, relation] of relations.entries()) {
      const path = ["relations", index, "agreement"], name = `${relation.type} ${relation.agreement}`;
      if (relation.agreement === id) yield { rule: "KS401", path };
      if (seen.has(name)) {
        const related = at("relations", seen.get(name), "agreement");
        yield { rule: "KS405", path, params: { id: relation.agreement }, related };
      } else {
        seen.set(name, index);
      }
    }
    if (value.document.kind === "addendum" && !relations.some((one) => ["amends", "extends"].includes(one.type))) {
      yield { rule: "KS404", path: ["document", "kind"] };
    }
    if (value.withdrawn?.replaced_by === id) yield { rule: "KS406", path: ["withdrawn", "replaced_by"] };
  }

  /** Checks that no party, no department and no lead stands twice in an agreement. */
  function* checkOwnParties({ value }) {
    const seen = new Map();
    for (const [index, party] of value.parties.entries()) {
      const id = [party.partner, party.unit].filter(Boolean).join("/");
      if (seen.has(id)) {
        yield { rule: "KS503", path: ["parties", index, "partner"], params: { id }, related: at("parties", seen.get(id), "partner") };
      } else {
        seen.set(id, index);
      }
    }
    const roles = value.departments ?? [], departments = new Map();
    for (const [index, { department }] of roles.entries()) {
      if (departments.has(department)) {
        const related = at("departments", departments.get(department), "department");
        yield { rule: "KS508", path: ["departments", index, "department"], params: { id: department }, related };
      } else {
        departments.set(department, index);
      }
    }
    const leads = [...roles.keys()].filter((index) => roles[index].lead);
    for (const index of leads.slice(1)) {
      yield { rule: "KS504", path: ["departments", index, "lead"], related: at("departments", leads[0], "lead") };
    }
  }

  /** Checks the kind and languages of the document, the numbers of its parties and its figures. */
  function* checkDocument({ value }) {
    const { document } = value, kinds = Contract.document_kinds[value.type];
    // What only a press page names is not the record's fault; the law's terms are for documents seen.
    if (![...kinds, ...Contract.press_names].includes(document.kind) && !("as_stated" in document)) {
      const params = { kind: document.kind, type: value.type.toUpperCase(), known: kinds.join(", ") };
      yield { rule: "KS601", path: ["document", "kind"], params };
    }
    if ("languages" in document && !document.languages.includes("id")) yield { rule: "KS603", path: ["document", "languages"] };
    for (const [index, figure] of (value.figures ?? []).entries()) {
      const isRange = "minimum" in figure && "maximum" in figure;
      if (!("value" in figure) && !isRange) yield { rule: "KS604", path: ["figures", index] };
      if (isRange && figure.minimum > figure.maximum) {
        const params = { minimum: String(figure.minimum), maximum: String(figure.maximum) };
        yield { rule: "KS606", path: ["figures", index, "minimum"], params, related: at("figures", index, "maximum") };
      }
    }
    for (const [index, party] of value.parties.entries()) {
      if ("number" in party && "without_number" in party) yield { rule: "KS605", path: ["parties", index, "number"] };
    }
  }

  /** Checks that each document leads somewhere, and that what is said of it belongs together. */
  function* checkAttachments({ value }) {
    for (const [index, item] of (value.attachments ?? []).entries()) {
      for (const [key, lacking] of Contract.needs) {
        if (key in item && !(lacking in item)) yield { rule: "KS634", path: ["attachments", index, key], key: true, params: { key, lacking } };
      }
      if (!("url" in item) && !("file" in item) && !("size" in item)) yield { rule: "KS635", path: ["attachments", index] };
    }
  }

  return {
    checkAttachments, checkCouncil, checkDocument, checkEvaluations, checkFuture, checkGround, checkLongestTerm,
    checkOwnParties, checkOwnRelations, checkStageOrder, checkStages, checkTerm,
  };
})();
