/* The rules that the form judges, gathered by kind of record as in generator/check/rules/__init__.py. */
const Rules = (() => {
  "use strict";

  const OF_EVERY_KIND = [OwnRules.checkIdentity, OwnRules.checkSources];
  const OF_KIND = {
    agreement: [
      AgreementRules.checkTerm, AgreementRules.checkEvaluations, AgreementRules.checkStages, AgreementRules.checkStageOrder,
      AgreementRules.checkCouncil, AgreementRules.checkGround, AgreementRules.checkOwnRelations, AgreementRules.checkOwnParties,
      AgreementRules.checkDocument, RecordRules.checkFunding, AgreementRules.checkAttachments,
    ],
    department: [RecordRules.checkValidity, RecordRules.checkOwnSuccessors],
    partner: [RecordRules.checkPartner],
    "mapping-entry": [RecordRules.checkRealised],
    "official-total": [RecordRules.checkTotal],
  };
  const SHARED_OF_EVERY_KIND = [SharedRules.checkUniqueIds, SharedRules.checkReferences];
  const SHARED_OF_KIND = {
    agreement: [
      AgreementRules.checkLongestTerm, SharedRules.checkRelations, SharedRules.checkParties, SharedRules.checkTwin,
      SharedRules.checkOffices, SharedRules.checkNumbers,
    ],
    partner: [SharedRules.checkPartnerNames, SharedRules.checkRegion],
    "mapping-entry": [SharedRules.checkMapping],
  };
  const FOLDERS = {
    agreements: "agreement", partners: "partner", departments: "department", affairs: "affair", mapping: "mapping-entry",
    totals: "official-total",
  };

  /** Gives what a file's path says of the record in it: kind, schema, id and group; null where no record belongs. */
  function parsePlace(file) {
    if (file === "records/registry.yaml") return { file, kind: "registry", schema: "registry", id: "registry", group: "" };
    const found = /^records\/([^/]+)(?:\/([^/]+))?\/([^/]+)\.yaml$/u.exec(file);
    if (!found || !Object.hasOwn(FOLDERS, found[1])) return null;
    const [, folder, group = "", id] = found, kind = FOLDERS[folder];
    if ((folder === "agreements" || folder === "mapping") !== Boolean(group)) return null;
    if (kind === "agreement" && !Object.hasOwn(Contract.stages, group)) return null;
    if (kind === "mapping-entry" && !/^\p{Nd}+$/u.test(group)) return null;
    return { file, kind, schema: kind === "agreement" ? `agreement-${group}` : kind, id, group };
  }

  /** Whether a rule judges a record: one that rests on a law, only what was signed since. */
  function applies({ rule }, { kind, value }) {
    const { since } = Contract.rules[rule], signed = since && kind === "agreement" ? value.signing?.date : "";
    return !(signed && Dates.parse(signed).latest < Dates.parseDay(since));
  }

  function* findOwn(record, asOf, register) {
    for (const check of [...OF_EVERY_KIND, ...(OF_KIND[record.kind] ?? [])]) yield* check(record);
    if (record.kind === "agreement") yield* AgreementRules.checkFuture(record, asOf);
    yield* OwnRules.checkPersonalData(record, register.allowed_values);
    yield* OwnRules.checkTidiness(record);
  }

  function* findShared(record, register) {
    const checks = record.kind === "registry" ? [SharedRules.checkReferences] : SHARED_OF_EVERY_KIND;
    for (const check of [...checks, ...(SHARED_OF_KIND[record.kind] ?? [])]) yield* check(record, register);
  }

  /** Whether a problem speaks of values that are there: not of what is still to be filled in. */
  const isWhole = ({ params = {} }) => Object.values(params).every((value) => typeof value === "string" && value !== "undefined");

  /** Gives what can be judged of a record whose fields are not all right yet: what a check stumbles over, it leaves. */
  function* findEarly(record, asOf, register) {
    const own = [...OF_EVERY_KIND, ...(OF_KIND[record.kind] ?? []), (one) => AgreementRules.checkFuture(one, asOf)];
    const texts = [(one) => OwnRules.checkPersonalData(one, register.allowed_values), OwnRules.checkTidiness];
    const shared = [...SHARED_OF_EVERY_KIND, ...(SHARED_OF_KIND[record.kind] ?? [])].map((check) => (one) => check(one, register));
    for (const check of [...own, ...texts, ...shared]) {
      try {
        yield* [...check(record)].filter((problem) => applies(problem, record) && isWhole(problem));
      } catch (error) {
        if (!(error instanceof TypeError || error instanceof RangeError || error instanceof Dates.DateError)) throw error;
      }
    }
  }

  /** Gives what is wrong with a record: `file` is its path, `value` what it holds, `schema` its schema with all parts in
      place, `register` what is known of the others, `asOf` a day like 2026-11-24. As in `registri check` the rules,
      but for those about persons, wait until the fields are right; with `isEarly` they judge what they can meanwhile. */
  function check({ file, value, schema, register, asOf, language, isEarly = false }) {
    const record = { ...parsePlace(file), value }, day = Dates.parseDay(asOf);
    const faulty = [...OwnRules.checkWritable(value)], unfit = Schema.check(schema, value);
    let problems = faulty.length ? faulty : unfit;
    if (!problems.length) {
      problems = [...findOwn(record, day, register), ...findShared(record, register)].filter((one) => applies(one, record));
    } else if (isEarly) {
      problems = [...faulty, ...unfit, ...findEarly(record, day, register)];
    } else if (!faulty.length) {
      // What is a person's is told at once, whatever else is wrong.
      problems = [...unfit, ...OwnRules.checkPersonalData(record, register.allowed_values)];
    }
    const told = new Set();
    problems = problems.map((problem) => OwnRules.settleProblem(problem, register.allowed_values));
    return problems.map((problem) => Wording.word(problem, language)).filter((finding) => {
      const key = JSON.stringify([finding.rule, finding.path, finding.message]);
      return !told.has(key) && told.add(key);
    });
  }

  return { check, parsePlace };
})();
