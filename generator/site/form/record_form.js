/* The form of one record: its fields in the order that people ask for them, what is wrong beside each,
   and what is still to be filled in. */

/** What the schema says of how an id is spelt. */
const SPELLING_RULES = new Set(["KS105", "KS106", "KS107"]);

/** A key of an existing file that its schema does not know; it stays in the file. */
const UNKNOWN_KEY = "KS101";

class RecordForm {
  /** ``subject`` says which record: kind, schema, where it came from; ``page`` is told of each change. */
  constructor(subject, schema, page) {
    Object.assign(this, {
      subject,
      page,
      language: page.language,
      showsAll: false,
      findings: [],
      touchedOwn: new Set(),
    });
    this.layout = page.data.layout[subject.isEvaluating ? "evaluation" : subject.kind];
    this.offerPartner = subject.kind === "partner" ? null : (name, field) => page.offerPartner(name, field);
    this.root = Fields.create(this, schema, "", true, null);
    this.element = Dom.make("div", { class: "rk-record" });
    this.unknowns = [];
    this.arrange();
    this.judgeSoon = Dom.settle(() => this.judge(), 250);
  }

  // What fields ask of their form.

  get isNew() {
    return !this.subject.document;
  }

  changed(field) {
    if (this.isWriting) return;
    for (let one = field; one; one = one.parent) if (one.parent === this.root) this.touchedOwn.add(one.key);
    this.refresh();
    this.judgeSoon();
  }

  left(field) {
    if (!this.isWriting) {
      field.isTouched = true;
      this.judgeSoon();
    }
  }

  announce(text) {
    this.page.announce(text);
  }

  listSources() {
    const list = this.root && this.root.child("sources");
    if (!list || !list.items) return [];
    return list.items
      .map((item) => item.read())
      .filter((source) => source && typeof source.id === "string")
      .map((source) => [
        source.id,
        Words.say("source-choice", {
          number: source.id.replace(/^s/, ""),
          what: source.title || source.url || Words.say("empty"),
        }),
      ]);
  }

  nextSource() {
    const used = this.listSources().map(([id]) => Number(id.slice(1)) || 0);
    return `s${Math.max(0, ...used) + 1}`;
  }

  // Building.

  /** Give the field at a dotted path of keys. */
  at(name) {
    return name.split(".").reduce((field, key) => field && field.child && field.child(key), this.root);
  }

  /** Lay the fields out: what everybody is asked in parts with headings, the rest folded in the schema's order. */
  arrange() {
    const { make } = Dom,
      taken = new Set(["type"]);
    for (const part of this.layout.parts) {
      const fields = part.fields.map((name) => [name, this.at(name)]).filter(([, field]) => field);
      const section = make("section", { class: "rk-part" }, make("h2", { text: Words.say(part.title) }));
      for (const [name, field] of fields) {
        taken.add(name);
        section.append(field.element);
        if (name === "title" && this.isNew) section.append(this.offerTitle(field));
        if (this.layout.unknown[name]) section.append(this.offerUnknown(field, this.layout.unknown[name]));
      }
      this.element.append(section);
    }
    const rest = this.root.fields.filter((field) => !taken.has(field.key) && field.kind !== "implied");
    const lines = rest.map((field) =>
      this.foldAway(
        field,
        [...taken].some((name) => name.startsWith(`${field.key}.`)),
      ),
    );
    const date = [...this.root.walk()].filter(
      (field) => field.kind === "date" && !rest.some((one) => one.element.contains(field.element)),
    );
    for (const field of date
      .sort((one, other) => (RecordForm.isBefore(one.element, other.element) ? -1 : 1))
      .slice(0, 1))
      field.teach();
    this.rest = make(
      "details",
      { class: "rk-rest" },
      make(
        "summary",
        {},
        make("h2", { text: Words.say("more-parts") }),
        make("small", { text: Words.say("more-parts-help") }),
      ),
      ...lines,
    );
    this.element.append(this.rest);
  }

  /** Offer a title made of what is filled in: titles are in Indonesian, as records are. */
  offerTitle(field) {
    return Dom.make(
      "p",
      { class: "rk-do" },
      Dom.button(Words.say("suggest-title"), () => {
        const { parties = [], subject = "", document = {} } = this.read(),
          kind = this.root.schema.properties.document.properties.kind;
        const names = parties.map((party) => (Things.find("partners", party.partner || "") || {}).name).filter(Boolean);
        const what = ((kind["x-labels"][document.kind] || {}).id || "Kerja Sama").replace(/ \(.*\)$/, "");
        const whom = names.length > 1 ? ` antara ${names.slice(0, -1).join(", ")} dan ${names[names.length - 1]}` : "";
        // A title goes on in small letters; a word in capitals is an abbreviation.
        const matter = subject.replace(/^\p{Lu}(?=\p{Ll})/u, (letter) => letter.toLowerCase());
        field.write(`${what[0]}${what.slice(1).toLowerCase()} ${matter}`.trim() + whom);
        field.changed();
        field.control.focus();
      }),
    );
  }

  /** Fold a field of the record's top away; of a group that has been asked for in part, what is left. */
  foldAway(field, isDivided) {
    const { make } = Dom,
      count = make("span", { class: "rk-filled" });
    if (isDivided && field.fold) {
      field.fold.before(...[...field.fold.children].slice(1));
      field.fold.remove();
      field.fold = null;
    }
    field.filled = count;
    const fold = make("details", { class: "rk-fold" }, make("summary", {}, field.label, count), field.element);
    field.folded = fold;
    return fold;
  }

  /** Give the mark by which people say that something is not known; it stands among the record's unknowns. */
  offerUnknown(field, about) {
    const { make } = Dom,
      id = Dom.nameNext("tak-diketahui"),
      list = () => this.root.child("unknown");
    const schema = list().itemSchema.properties.about;
    const check = make("input", {
      type: "checkbox",
      id,
      on: {
        change: () => {
          if (check.checked) this.addUnknown(about);
          else
            for (const item of list().items.filter((one) => (one.read() || {}).about === about)) {
              list().items.splice(list().items.indexOf(item), 1);
              item.line.remove();
            }
          list().number();
          this.changed(list());
        },
      },
    });
    this.unknowns.push({ about, check, field });
    return make(
      "label",
      { class: "rk-choice rk-unknown", for: id },
      check,
      make("span", { text: Words.say("not-known", { what: Words.label(schema, about) }) }),
    );
  }

  addUnknown(about) {
    this.root.child("unknown").append({ about, note: this.page.data.unknown_note });
  }

  /** Mark a date as not known because people wrote so; false where the record has no place to say it. */
  markUnknown(field) {
    const found = this.unknowns.find((one) => one.field === field);
    if (!found) return false;
    if (!found.check.checked) {
      this.addUnknown(found.about);
      this.changed(this.root.child("unknown"));
    }
    return true;
  }

  // Reading and writing.

  read() {
    return this.root.read();
  }

  /** Put values into the fields, without a word on what is wrong until they are touched. */
  write(values) {
    this.isWriting = true;
    this.root.write(values);
    for (const name of this.layout.lists) {
      const list = this.at(name);
      if (list && !list.items.length) list.append().isSpare = !list.isRequired;
    }
    this.isWriting = false;
    // An id is for ever: only of a new record it can still be chosen.
    if (!this.isNew && this.root.child("id")) this.root.child("id").control.readOnly = true;
    this.refresh();
    if (!this.isNew && !this.subject.isEvaluating)
      this.rest.open = this.root.fields.some((field) => field.folded && field.isTelling);
    this.judge();
  }

  /** Bring what hangs on other fields up to date. */
  refresh() {
    for (const field of this.root.walk()) if (field.refresh) field.refresh();
    const unknown = this.root.child("unknown");
    const about = unknown ? unknown.items.map((item) => (item.read() || {}).about) : [];
    for (const one of this.unknowns) one.check.checked = about.includes(one.about);
    for (const field of this.root.fields)
      if (field.filled) field.filled.textContent = field.isTelling ? Words.say("filled") : "";
    if (this.isNew) this.propose();
  }

  /** Fill in what follows from the rest of a new record, as long as nobody has said otherwise. */
  propose() {
    const values = this.read(),
      id = this.root.child("id"),
      certainty = this.root.child("certainty");
    if (id && !this.touchedOwn.has("id")) id.write(this.page.engine.proposeId(this.subject, values));
    if (certainty && !this.touchedOwn.has("certainty")) certainty.write(RecordForm.judgeCertainty(values));
  }

  static judgeCertainty(values) {
    const date = (values.signing || {}).date || "";
    const isKnown =
      /^\d{4}-\d{2}-\d{2}$/.test(date) &&
      !values.unknown &&
      (values.parties || []).every((party) => party.number || party.without_number);
    return isKnown ? "exact" : "partial";
  }

  // Judging.

  get id() {
    return (this.root.child("id") && this.root.child("id").read()) || "";
  }
  /** What stands in the way, from the top of the form down. */
  get errors() {
    const found = this.findings.filter((one) => one.severity === "error");
    return found.sort((one, other) =>
      one.field === other.field ? 0 : RecordForm.isBefore(one.field.element, other.field.element) ? -1 : 1,
    );
  }

  static isBefore(one, other) {
    return Boolean(one.compareDocumentPosition(other) & Node.DOCUMENT_POSITION_FOLLOWING);
  }

  /** Hold the values against schema and rules, and show what is found where it belongs. */
  judge() {
    const found = this.page.engine
      .check(this.subject, this.read())
      .map((one) => ({ ...one, field: this.root.find(one.path) }));
    this.findings = found
      .filter((one) => !RecordForm.isAboutId(one, found))
      .map((one) => Plain.tell(one))
      .map((one) => RecordForm.adapt(one));
    const byField = new Map();
    for (const one of this.findings) byField.set(one.field, [...(byField.get(one.field) || []), one]);
    for (const field of this.root.walk()) field.show(byField.get(field) || []);
    this.page.judged(this);
  }

  /** Whether a finding only says how an id is written, of a field in which people choose by name and chose nothing. */
  static isAboutId(one, found) {
    return (
      one.field.kind === "picker" &&
      SPELLING_RULES.has(one.rule) &&
      found.some((other) => other.field === one.field && !SPELLING_RULES.has(other.rule))
    );
  }

  /** Say a finding as this form can: pickers choose by name, and a key that no field shows can't be mended here. */
  static adapt(one) {
    if (one.rule === UNKNOWN_KEY) return { ...one, severity: "warning" };
    return one.field.kind === "picker" ? { ...one, help: Words.say("type-part-help") } : one;
  }

  get warnings() {
    return this.findings.filter((one) => one.severity !== "error");
  }

  /** Show everything that is wrong, touched or not. */
  showAll() {
    this.showsAll = true;
    this.judge();
  }
}
