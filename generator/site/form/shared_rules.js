/* What a record says against what the form knows of the others (rules KS2xx, KS4xx, KS5xx, KS6xx across files).
   `register` is what generator/exports/form_contract.py lists: of each other record only what is asked here. */
const SharedRules = (() => {
  "use strict";

  // Names of bodies are alike by nature: a guess at another body would be written without a second look.
  const LIKE_ID = 0.75;
  // Days after which an extension no longer follows on.
  const LATE = 366;

  /** Gives what is known of a record without faults, or null. */
  function find(register, kind, id) {
    const known = register.records[kind] ?? {};
    return Object.hasOwn(known, id) && !known[id].broken ? known[id] : null;
  }

  /** Gives the other records of a kind without faults, each with its id. */
  function* others(register, { kind, file }) {
    const known = register.records[kind] ?? {};
    for (const id of Object.keys(known)) if (known[id].file !== file && !known[id].broken) yield [id, known[id]];
  }

  const exists = (register, record, kind, id) =>
    (kind === record.kind && id === record.id) || Object.hasOwn(register.records[kind] ?? {}, id);

  /** Checks that a record's id, present or former, belongs to it alone. */
  function* checkUniqueIds(record, register) {
    const claims = [[record.id, ["id"]], ...(record.value.former_ids ?? []).map((id, index) => [id, ["former_ids", index]])];
    const wanted = new Set(claims.map(([id]) => id)), holders = new Map(), seen = new Map();
    for (const [other, one] of others(register, record)) {
      // What bears an id now comes before what bore it once.
      if (wanted.has(other)) holders.set(other, one.file);
      for (const id of one.former_ids ?? []) if (wanted.has(id) && !holders.has(id)) holders.set(id, one.file);
    }
    for (const [id, path] of claims) {
      if (seen.has(id)) yield { rule: "KS203", path, params: { id }, related: [{ path: seen.get(id) }] };
      else if (holders.has(id)) yield { rule: "KS203", path, params: { id }, related: [{ file: holders.get(id), path: ["id"] }] };
      if (!seen.has(id)) seen.set(id, path);
    }
  }

  /** Gives every id that a record names: the kind of record, the path and the id. */
  function* iterateReferences({ kind, value }) {
    for (const [index, affair] of (value.affairs ?? []).entries()) yield ["affair", ["affairs", index], affair];
    if (kind === "agreement") yield* iterateAgreementReferences(value);
    if (kind === "mapping-entry") {
      yield ["department", ["department"], value.department];
      for (const [index, id] of (value.realised_by ?? []).entries()) yield ["agreement", ["realised_by", index], id];
    }
    if (kind === "department") {
      for (const [index, id] of (value.successors ?? []).entries()) yield ["department", ["successors", index], id];
    }
    if (kind === "registry") {
      for (const [key, named] of [["government", "partner"], ["responsible_department", "department"]]) {
        if (key in value) yield [named, [key], value[key]];
      }
    }
  }

  function* iterateAgreementReferences(value) {
    for (const [index, party] of value.parties.entries()) {
      yield ["partner", ["parties", index, "partner"], party.partner];
      for (const [number, { department }] of (party.signatories ?? []).entries()) {
        if (department !== undefined) yield ["department", ["parties", index, "signatories", number, "department"], department];
      }
    }
    const lists = [["departments", "department", "department"], ["relations", "agreement", "agreement"], ["evaluations", "evaluator", "department"]];
    for (const [field, key, kind] of lists) {
      for (const [index, item] of (value[field] ?? []).entries()) yield [kind, [field, index, key], item[key]];
    }
    const replacement = value.withdrawn?.replaced_by;
    if (replacement !== undefined) yield ["agreement", ["withdrawn", "replaced_by"], replacement];
  }

  /** Checks that every id a record names belongs to a record. */
  function* checkReferences(record, register) {
    for (const [kind, path, id] of iterateReferences(record)) {
      if (exists(register, record, kind, id)) continue;
      const ids = Object.keys(register.records[kind] ?? {});
      if (kind === record.kind) ids.push(record.id);
      const guess = Closeness.suggest(id, [...new Set(ids)].sort(Letters.compare), LIKE_ID);
      yield { rule: "KS211", path, params: { id, what: kind, guess }, fix: guess || null };
    }
    if (record.kind === "agreement") yield* checkUnits(record, register);
  }

  function* checkUnits({ value }, register) {
    for (const [index, party] of value.parties.entries()) {
      const partner = "unit" in party ? find(register, "partner", party.partner) : null;
      const units = (partner?.units ?? []).map((unit) => unit.id);
      if (!partner || units.includes(party.unit)) continue;
      const guess = Closeness.suggest(party.unit, units, LIKE_ID);
      const params = { partner: party.partner, id: party.unit, guess };
      yield { rule: "KS212", path: ["parties", index, "unit"], params, fix: guess || null };
    }
  }

  /** Checks that relations run in no circle, fit the agreement at the other end, and follow it in time. */
  function* checkRelations(record, register) {
    const targetsOf = (id) => (id === record.id ? record.value : find(register, "agreement", id))?.relations?.map((one) => one.agreement) ?? [];
    const told = new Set();
    for (const [index, relation] of (record.value.relations ?? []).entries()) {
      const target = relation.agreement, other = target === record.id ? record.value : find(register, "agreement", target);
      const path = ["relations", index, "agreement"];
      const chain = target === record.id ? null : findWay(targetsOf, target, record.id);
      if (chain) {
        // A circle is one fault, wherever it is entered.
        const circle = [...chain].sort().join(" ");
        if (!told.has(circle)) yield { rule: "KS402", path, params: { chain: [record.id, ...chain].join(" → ") } };
        told.add(circle);
      } else if (other) {
        const [signed, parent] = [record.value.signing?.date, other.signing?.date];
        if (signed && parent && Dates.isCertainlyBefore(Dates.parse(signed), Dates.parse(parent))) {
          yield { rule: "KS403", path, params: { signed, parent }, related: [{ file: other.file, path: ["signing", "date"] }] };
        }
      }
      if (other && target !== record.id) yield* checkSuccession(record.value, relation, other, path);
    }
  }

  /** Finds the shortest way from one agreement to another along relations. */
  function findWay(targetsOf, start, goal) {
    const ways = [[start]], seen = new Set([start]);
    for (const way of ways) {
      if (way.at(-1) === goal) return way;
      for (const target of targetsOf(way.at(-1))) {
        if (!seen.has(target)) ways.push([...way, target]);
        seen.add(target);
      }
    }
    return null;
  }

  function* checkSuccession(value, relation, other, path) {
    const { type, agreement: id } = relation, { kind } = other.document;
    if (type === "implements" && !Contract.umbrellas.includes(kind)) yield { rule: "KS422", path, params: { id, kind } };
    if (!["follows", "replaces"].includes(type) && value.type !== other.type) {
      yield { rule: "KS423", path, params: { id, found: other.type.toUpperCase(), type: value.type.toUpperCase() } };
    }
    const start = Dates.parseOptional(value.term?.start), end = Dates.parseOptional(other.term?.end);
    if (type !== "extends" || !start || !end) return;
    const params = { start: start.text, end: end.text }, related = [{ file: other.file, path: ["term", "end"] }];
    if (Dates.isCertainlyBefore(start, end)) yield { rule: "KS420", path: ["term", "start"], params, related };
    else if (start.earliest - end.latest > LATE) yield { rule: "KS421", path: ["term", "start"], params, related };
  }

  /** Checks a mapped need against what realised it and against the department that mapped it. */
  function* checkMapping({ value }, register) {
    for (const [index, id] of (value.realised_by ?? []).entries()) {
      const agreement = find(register, "agreement", id), path = ["realised_by", index];
      if (!agreement) continue;
      if (agreement.type !== value.proposed_type) {
        const params = { id, found: agreement.type.toUpperCase(), wanted: value.proposed_type.toUpperCase() };
        yield { rule: "KS412", path, params };
      }
      const signed = Dates.parseOptional(agreement.signing?.date);
      if (signed && yearOf(signed.latest) < value.year) {
        yield { rule: "KS430", path, params: { id, signed: signed.text, year: String(value.year) } };
      }
    }
    const department = find(register, "department", value.department);
    const since = Dates.parseOptional(department?.valid_from), until = Dates.parseOptional(department?.valid_until);
    if ((since && yearOf(since.earliest) > value.year) || (until && yearOf(until.latest) < value.year)) {
      yield { rule: "KS431", path: ["department"], params: { id: value.department, year: String(value.year) } };
    }
  }

  const yearOf = (day) => Dates.split(day)[0];

  /** Checks that the own government takes part and that the partners' categories fit the type. */
  function* checkParties({ value }, register) {
    const own = register.government;
    if (!own || !Object.hasOwn(register.records.partner, own)) return;
    const ids = value.parties.map((party) => party.partner);
    if (!ids.includes(own)) yield { rule: "KS501", path: ["parties"], params: { id: own } };
    if (ids.length && ids.every((id) => id === own) && !("unnamed_parties" in value)) yield { rule: "KS507", path: ["parties"] };
    if ("type_note" in value) return;
    for (const [index, id] of ids.entries()) {
      const category = (id !== own && find(register, "partner", id)?.category) || "";
      const isUsual = value.type === "ksdpk" ? !Contract.not_third_party.includes(category)
        : Contract.usual_categories[value.type].includes(category);
      if (category && !isUsual) {
        yield { rule: "KS506", path: ["parties", index, "partner"], params: { category, type: value.type.toUpperCase() } };
      }
    }
  }

  const normalised = new Map();

  /** Gives a name without case, punctuation and forms of enterprise, for comparing; the same ones are asked again and again. */
  function normaliseName(name) {
    if (!normalised.has(name)) {
      const words = Letters.fold(name.normalize("NFKC")).match(/[\p{L}\p{N}]+/gu) ?? [];
      normalised.set(name, words.filter((word) => !["pt", "cv", "tbk", "persero", "yayasan"].includes(word)).join(" "));
    }
    return normalised.get(name);
  }

  /** Checks that no other partner bears the same name or alias. */
  function* checkPartnerNames(record, register) {
    const taken = new Map();
    for (const [id, one] of others(register, record)) {
      for (const name of [one.name, ...(one.aliases ?? [])]) {
        if (!taken.has(normaliseName(name))) taken.set(normaliseName(name), [id, one.file]);
      }
    }
    const names = [[record.value.name, ["name"]], ...(record.value.aliases ?? []).map((name, index) => [name, ["aliases", index]])];
    for (const [name, path] of names) {
      const other = taken.get(normaliseName(name));
      if (other) yield { rule: "KS505", path, params: { name, other: other[0] }, related: [{ file: other[1], path: ["name"] }] };
    }
  }

  /** Checks that a sister region is of the government's own level. */
  function* checkTwin({ value }, { level }) {
    const expected = Contract.twins[level];
    if (value.type !== "ksdpl" || !expected || "type_note" in value) return;
    if (!Object.values(Contract.twins).includes(value.subtype) || value.subtype === expected) return;
    yield { rule: "KS513", path: ["subtype"], params: { subtype: value.subtype, expected } };
  }

  const HEAD_OF_REGION = new RegExp(Contract.head_of_region, "iu");

  /** Gives the level of the region that has a head of this name; nothing for what only looks like one. */
  function tellHead(head) {
    return Contract.levels_of_heads[head.replace(/[ -]/gu, "").toLowerCase()];
  }

  /** Checks that a head of a region who signs for a government is the head of one of its level. */
  function* checkOffices({ value }, register) {
    for (const [index, party] of value.parties.entries()) {
      for (const [number, signatory] of (party.signatories ?? []).entries()) {
        const found = "note" in signatory ? null : HEAD_OF_REGION.exec(signatory.office);
        const head = found && tellHead(found[2]);
        const level = head && tellLevel(party.partner, register);
        if (!level || level === head) continue;
        const expected = found[1] ? `Wakil ${Contract.heads[level]}` : Contract.heads[level];
        const params = { office: signatory.office, level, expected };
        yield { rule: "KS514", path: ["parties", index, "signatories", number, "office"], params };
      }
    }
  }

  /** Gives the level of a party that is a regional government; null where that can't be told. */
  function tellLevel(id, register) {
    const isOwn = id === register.government, partner = find(register, "partner", id);
    const code = (isOwn ? register.region_code : partner?.region_code) ?? "";
    if (code.startsWith(Contract.jakarta)) return null;
    if (isOwn) return register.level;
    if (partner?.category !== "pemerintah-daerah") return null;
    const [byCode, byName] = [levelOfCode(code), levelOfName(partner.name)];
    return byCode && byName && byCode !== byName ? null : byCode ?? byName;
  }

  function levelOfName(name) {
    const found = /^(?:pemerintah (?:daerah )?)?(provinsi|kabupaten|kota)(?![\p{L}\p{N}_])/iu.exec(name);
    const level = found && found[1].toLowerCase();
    // Letters of other languages pass for ours where capitals don't count: they make another word.
    return level in Contract.heads ? level : null;
  }

  /** Gives the level of a region code; null for one that no region can have. */
  function levelOfCode(code) {
    const [province, place] = code.split(".");
    if (!province || BETWEEN.includes(place)) return null;
    return !place ? "provinsi" : Number(place) >= 71 ? "kota" : "kabupaten";
  }

  const BETWEEN = ["00", "70"];

  /** Checks the code of a regional government; those of a sample register's places are invented. */
  function* checkRegion({ value }, register) {
    if (!register.standing || register.standing === "sample") return;
    if (!("region_code" in value) || value.category !== "pemerintah-daerah") return;
    const code = value.region_code, [province, place] = code.split(".");
    if (!Contract.provinces.includes(province) || BETWEEN.includes(place)) {
      yield { rule: "KS511", path: ["region_code"], params: { code } };
      return;
    }
    const named = levelOfName(value.name);
    if (named && named !== levelOfCode(code)) {
      yield { rule: "KS512", path: ["region_code"], params: { name: value.name, code }, related: [{ path: ["name"] }] };
    }
  }

  const spaceOf = (text) => Letters.fold(Letters.strip(text).split(new RegExp(`[${Letters.SPACE}]+`, "u")).join(" "));

  /** Checks that a party gives each number once. */
  function* checkNumbers(record, register) {
    const own = record.value.parties.map((party) => (party.number === undefined ? null : spaceOf(party.number)));
    const partners = new Set(record.value.parties.map((party) => party.partner)), taken = new Map();
    for (const [, one] of own.some(Boolean) ? others(register, record) : []) {
      for (const [index, { partner, number }] of (one.parties ?? []).entries()) {
        const key = number !== undefined && partners.has(partner) ? `${partner} ${spaceOf(number)}` : "";
        if (key && !taken.has(key)) taken.set(key, { file: one.file, path: ["parties", index, "number"] });
      }
    }
    for (const [index, { partner, number }] of record.value.parties.entries()) {
      const other = own[index] === null ? null : taken.get(`${partner} ${own[index]}`);
      if (other) yield { rule: "KS602", path: ["parties", index, "number"], params: { number }, related: [other] };
    }
  }

  return {
    checkMapping, checkNumbers, checkOffices, checkParties, checkPartnerNames, checkReferences, checkRegion, checkRelations, checkTwin,
    checkUniqueIds, normaliseName,
  };
})();
