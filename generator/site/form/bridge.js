/* Between the page and what knows records: reading, judging, naming and writing them, on today's date. */

class Bridge {
  /** ``data`` is what came with the page; ``today`` a day such as 2026-11-24. */
  constructor(data, today) {
    Object.assign(this, {
      data,
      today,
      language: data.language,
      register: data.neighbours,
      known: new Map(),
      added: new Map(),
    });
    this.isWhole = Boolean(this.register.records.agreement);
    if (!this.isWhole) this.register.records.agreement = {};
  }

  /** Take the agreements that came later. */
  complete(agreements) {
    this.register.records.agreement = agreements;
    this.isWhole = true;
  }

  /** Give a schema with all shared parts in their places. */
  schema(name) {
    if (!this.known.has(name)) this.known.set(name, Bridge.inline(this.data.schemas[name], this.data.parts));
    return this.known.get(name);
  }

  static inline(part, parts) {
    if (Array.isArray(part)) return part.map((item) => Bridge.inline(item, parts));
    if (typeof part !== "object" || part === null) return part;
    const { $ref, ...own } = part;
    const whole = Object.fromEntries(Object.entries(own).map(([key, item]) => [key, Bridge.inline(item, parts)]));
    return $ref ? { ...Bridge.inline(parts[$ref.slice(1)], parts), ...whole } : whole;
  }

  /** Give the place of a record's file in the register. */
  file(subject, values) {
    if (subject.file) return subject.file;
    return Naming.placeOf(
      subject.kind,
      values.id || "tanpa-nama",
      subject.type || String(values.year || this.today.slice(0, 4)),
    );
  }

  /** Give the name that a new record is proposed to have. */
  proposeId(subject, values) {
    // A record that is made here as well does not stand in its own way.
    const { [subject.known]: own, ...others } = this.register.records[subject.kind];
    return Naming.proposeId(subject.kind, values, {
      ...this.register,
      records: { ...this.register.records, [subject.kind]: others },
    });
  }

  /** Give what is wrong with a record, each finding with the path of the field that it is about. */
  check(subject, values) {
    const found = Rules.check({
      file: this.file(subject, values),
      value: values,
      schema: this.schema(subject.schema),
      register: this.register,
      asOf: this.today,
      language: this.language,
      isEarly: true,
    });
    const known = this.register.records[subject.kind],
      taken = Object.hasOwn(known, values.id) ? known[values.id] : null;
    // At the place of a new record stands none: the rules would take one for the same record.
    if (!subject.document && taken && !taken.isMade)
      found.push(Wording.word({ rule: "KS203", path: ["id"], params: { id: values.id } }, this.language));
    return found
      .filter((one) => this.isWhole || !Bridge.LATER.has(one.rule))
      .map((one) => ({ ...one, path: one.missing ? [...one.path, one.missing] : one.path }));
  }

  /** Let the rules know of a record that is made beside this one; null takes it away. Gives whether it is such a
      one: what the register itself holds is left as it is. */
  know(kind, id, values, file) {
    const records = this.register.records[kind];
    if (Object.hasOwn(records, id) && !records[id].isMade) return false;
    if (values) records[id] = { file, ...values, isMade: true };
    else delete records[id];
    return true;
  }

  /** Give the canonical text of a record: of an existing one with its comments and what the schema does not know.
      What was not changed is not written anew. */
  write(subject, values) {
    if (subject.text !== undefined && Schema.spellEqual(values) === Schema.spellEqual(subject.values))
      return subject.text;
    return this.rewrite(subject, values);
  }

  rewrite(subject, values) {
    const up = "../".repeat(this.file(subject, values).split("/").length - 1);
    const modeline = `# yaml-language-server: $schema=${up}schema/${subject.schema}.schema.json`;
    return RecordDocument.write(subject.document || null, values, this.schema(subject.schema), modeline);
  }

  /** Give the text of a file as it stands, or the problem where it is none: no letter is read as another. */
  async decode(file) {
    // Of what is too large only as much is read as tells so.
    if (file.size > Reading.MAX_BYTES) return { text: await file.slice(0, Reading.MAX_BYTES + 4).text() };
    const bytes = await file.arrayBuffer(),
      text = Reading.decode(bytes);
    return text === null ? { problem: Bridge.tellFault(Reading.findForeign(bytes, this.language)) } : { text };
  }

  static tellFault({ line, message, help }) {
    return Words.say("file-fault", { line: Words.number(line), message: `${message} ${help}` });
  }

  /** Read the text of a record; ``place`` is where it stands below the register's folder, or a file's bare name. */
  read(text, place) {
    const { value, document, findings } = Reading.read(text, this.language);
    if (!value) return { problem: Bridge.tellFault(findings[0]) };
    const file = this.findFile(value, place);
    const found = file && Rules.parsePlace(file);
    if (!found || !(found.schema in this.data.schemas)) return { problem: Words.say("not-a-record") };
    const type = found.kind === "agreement" ? found.group : "";
    const subject = { kind: found.kind, type, schema: found.schema, file, values: value };
    try {
      this.rewrite({ ...subject, document }, value);
    } catch (fault) {
      return { problem: Words.say("not-rewritten") };
    }
    return { values: value, document, subject };
  }

  /** Give where a record stands: as its place says, else where the register has it, else where its content belongs. */
  findFile(value, place) {
    if (place.includes("/")) return `records/${place.replace(/\.yaml$/, "")}.yaml`;
    const kind =
      "parties" in value || value.type in Contract.stages
        ? "agreement"
        : "need" in value
          ? "mapping-entry"
          : "category" in value
            ? "partner"
            : "";
    const known =
      kind && Object.hasOwn(this.register.records[kind] || {}, value.id)
        ? this.register.records[kind][value.id].file
        : "";
    const id = value.id || place.replace(/\.ya?ml$/, "");
    return known || (kind && Naming.placeOf(kind, id, kind === "agreement" ? value.type : String(value.year)));
  }
}

/** The rules that say nothing while the register's agreements have not come yet. */
Bridge.LATER = new Set(["KS211", "KS412"]);
