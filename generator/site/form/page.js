/* The page of the form: from the first screen to the files, with the draft kept on the way. */

/** What each type of agreement has choices of its own for. */
const TYPED = new Set(["subtype", "initiative", "stages"]);

class FormPage {
  /** ``host`` is the element that holds the form; ``canLoad`` whether records can be fetched from the site. */
  constructor(host, data, engine, canLoad) {
    Object.assign(this, { host, data, engine, canLoad, language: data.language, forms: [], result: null });
    this.status = Dom.make("p", { class: "rk-unseen", role: "status" });
    this.body = Dom.make("div");
    host.replaceChildren(this.status, this.body);
    this.keepSoon = Dom.settle(() => this.keep(), 400);
    // Who leaves may do so in the middle of a word.
    window.addEventListener("pagehide", () => this.keep());
  }

  get main() {
    return this.forms[0];
  }

  announce(text) {
    this.status.textContent = text;
  }

  show(...content) {
    this.body.replaceChildren(...content.filter(Boolean));
    const head = this.body.querySelector("h2");
    if (head && this.wasShown) {
      head.tabIndex = -1;
      head.focus({ preventScroll: true });
      this.host.scrollIntoView();
    }
    this.wasShown = true;
  }

  showStart() {
    this.forget();
    this.introduce(true);
    this.show(Start.build(this));
  }

  /** Put the forms away, and the partners that the register has only through them. */
  forget() {
    for (const form of this.forms) if (form.onForgotten) form.onForgotten();
    this.forms = [];
  }

  /** Show what the page says of itself, or leave the room to a record. */
  introduce(isShown) {
    const intro = document.getElementById("rk-intro");
    if (intro) intro.hidden = !isShown;
  }

  /** Tell on the first screen what went wrong. */
  complain(problem) {
    if (this.complaint) this.complaint.remove();
    this.complaint = Dom.make("p", { class: "rk-notice", role: "alert", text: problem });
    this.body.prepend(this.complaint);
  }

  /** Say what kind of record is being filled in. */
  nameSubject(subject) {
    const key = Drafts.keyOf(subject);
    return (this.data.kinds.find((one) => one.key === key) || { name: key }).name;
  }

  /** Give where a record of a list stands, below the register's folder. */
  placeOf(list, thing) {
    return {
      agreements: `agreements/${thing.more}/${thing.id}`,
      partners: `partners/${thing.id}`,
      mapping: `mapping/${thing.more}/${thing.id}`,
    }[list];
  }

  /** Give what a kind of record is: its kind, type and schema. */
  static describe(key) {
    const isAgreement = !["partner", "mapping-entry"].includes(key);
    return isAgreement
      ? { kind: "agreement", type: key, schema: `agreement-${key}` }
      : { kind: key, type: "", schema: key };
  }

  /** Go on with a new agreement as one of another type; what that type does not know is left behind. */
  changeType(key) {
    const { touchedOwn, subject, root } = this.main,
      values = root.read(),
      added = this.listAdded();
    const { properties } = this.engine.schema(`agreement-${key}`),
      stays = (name, value) => Schema.check(properties[name], value).length === 0;
    const kept = Object.entries(values).filter(
      ([name, value]) =>
        name !== "type" &&
        name in properties &&
        (!TYPED.has(name) || stays(name, value)),
    );
    this.open(
      { ...FormPage.describe(key), name: subject.name },
      { type: key, ...Object.fromEntries(kept) },
      { resumed: { touched: [...touchedOwn], added } },
    );
  }

  /** Begin a new record of a kind. */
  begin(key, { values = {}, name = `baru-${key}-${Date.now()}`, draft = null } = {}) {
    const subject = { ...FormPage.describe(key), name },
      isAgreement = subject.kind === "agreement";
    const own = isAgreement ? { type: key, parties: [{ partner: this.data.registry.government }, {}] } : {};
    this.open(subject, { ...own, ...values }, { draft });
  }

  /** Fetch a record of the register by its place; give what went wrong, nothing where it opened. */
  async load(place, { isEvaluating = false } = {}) {
    if (!/^[a-z]+(\/[a-z0-9-]+){1,2}$/.test(place)) return Words.say("no-such-record");
    try {
      const answer = await fetch(`${this.data.records}${place}.yaml`, { cache: "no-cache" });
      if (!answer.ok) return Words.say("no-such-record");
      return this.take(await answer.text(), place, { isEvaluating });
    } catch (fault) {
      return Words.say("not-loaded");
    }
  }

  /** Take a file of this computer, which need not be a record; give what is wrong with it. */
  async takeFile(file) {
    const { text, problem } = await this.engine.decode(file);
    return problem || this.take(text, file.name);
  }

  /** Take the text of a record; give what is wrong with it, nothing where it opened. */
  take(text, place, { isEvaluating = false, resumed = null, name = "" } = {}) {
    const found = this.engine.read(text, place);
    if (found.problem) return found.problem;
    const { file } = found.subject,
      subject = { ...found.subject, document: found.document, text };
    // Only agreements are evaluated.
    subject.isEvaluating = isEvaluating && subject.kind === "agreement";
    // Each time under a name of its own: neither another tab nor what waits there is written over.
    subject.name = name || `${file} ${Date.now()}`;
    if (resumed) this.open(subject, resumed.values, { resumed });
    else this.open(subject, found.values, { draft: Drafts.find((one) => one.subject.file === file) });
    return "";
  }

  /** Go on with a draft. */
  resume(name, draft) {
    const { subject, text, values } = draft;
    if (text === undefined) {
      this.open({ ...FormPage.describe(Drafts.keyOf(subject)), name }, values, { resumed: draft });
      return;
    }
    const place = subject.file.replace(/^records\//, ""),
      isEvaluating = subject.isEvaluating === true;
    const problem = this.take(text, place, { isEvaluating, resumed: draft, name });
    if (problem) this.complain(problem);
  }

  /** Show the form of a record; ``draft`` is offered, ``resumed`` is the one that is gone on with. */
  open(subject, values, { draft = null, resumed = null } = {}) {
    const form = new RecordForm(subject, this.engine.schema(subject.schema), this);
    for (const key of (resumed && resumed.touched) || []) form.touchedOwn.add(key);
    this.forget();
    this.forms = [form];
    this.result = null;
    const { make, button } = Dom;
    this.summary = make("div", { class: "rk-summary", role: "alert", tabindex: "-1", hidden: true });
    this.added = make("div");
    this.place = make("div");
    const head = make(
      "div",
      { class: "rk-head" },
      make("h2", {
        text: Words.say(subject.isEvaluating ? "head-evaluation" : subject.document ? "head-change" : "head-new", {
          kind: this.nameSubject(subject),
        }),
      }),
      subject.document && values.title ? make("p", { class: "rk-lead", text: values.title }) : null,
      make("p", { class: "rk-help", text: Words.say("kept-here") }),
      make(
        "p",
        { class: "rk-do" },
        button(Words.say("start-again"), () => this.leave()),
      ),
      subject.kind === "agreement" && !subject.document ? this.offerTypes(subject) : null,
    );
    if (draft) head.append(this.offerDraft(draft));
    this.introduce(false);
    this.show(head, this.summary, form.element, this.added, this.buildFoot(), this.place);
    form.write(values);
    if (subject.document && !resumed) this.tellReadOtherwise(form, head);
    if (subject.isEvaluating && !resumed) this.beginEvaluation(form);
    for (const one of (resumed && resumed.added) || []) Added.begin(this, one.values, null);
    this.isReady = true;
  }

  /** Tell of what a file says that the form shows otherwise, for it is written as it is shown. */
  tellReadOtherwise(form, head) {
    const shown = form.read(),
      { values } = form.subject;
    const names = form.root.fields
      .filter(({ key }) => Object.hasOwn(values, key))
      .filter(({ key }) => !Object.hasOwn(shown, key) || Schema.spellEqual(shown[key]) !== Schema.spellEqual(values[key]))
      .map((field) => field.label);
    if (names.length)
      head.append(Dom.make("p", { class: "rk-notice", text: Words.say("read-otherwise", { names: names.join(", ") }) }));
  }

  /** Offer to make another type of a new agreement. */
  offerTypes(subject) {
    const { make } = Dom,
      id = Dom.nameNext("jenis"),
      types = this.data.kinds.filter((one) => FormPage.describe(one.key).kind === "agreement");
    const choice = make(
      "select",
      { id, on: { change: () => this.changeType(choice.value) } },
      ...types.map((one) => make("option", { value: one.key, text: one.name })),
    );
    choice.value = subject.type;
    return make(
      "details",
      { class: "rk-more" },
      make("summary", { text: Words.say("other-type") }),
      make(
        "div",
        { class: "rk-field" },
        make("label", { for: id, class: "rk-label", text: Words.say("which-type") }),
        choice,
      ),
    );
  }

  offerDraft({ name, draft }) {
    const box = Dom.make(
      "div",
      { class: "rk-notice" },
      Dom.make("p", { text: Words.say(draft.text === undefined ? "draft-unfinished" : "draft-found") }),
      Dom.make(
        "p",
        { class: "rk-do" },
        Dom.button(Words.say("continue"), () => this.resume(name, draft)),
        Dom.button(Words.say("discard"), () => {
          Drafts.drop(name);
          box.remove();
        }),
      ),
    );
    return box;
  }

  /** Lead to a new evaluation, the earlier ones folded away. */
  beginEvaluation(form) {
    const list = form.root.child("evaluations");
    for (const item of list.items) {
      const { period = {} } = item.read() || {};
      const fold = Dom.make(
        "details",
        { class: "rk-fold" },
        Dom.make("summary", { text: [period.year, period.semester].filter(Boolean).join("/") || item.label }),
      );
      item.element.before(fold);
      fold.append(item.element);
    }
    const item = list.append();
    form.refresh();
    form.judge();
    Dom.visit(item.element.querySelector("input"));
  }

  leave() {
    this.keep();
    this.showStart();
  }

  buildFoot() {
    const { make, button } = Dom;
    this.count = make("p", { class: "rk-count", role: "status" });
    this.next = button(Words.say("next-field"), () => this.goOn(), { class: "rk-second-button" });
    return make(
      "div",
      { class: "rk-progress", role: "group", "aria-label": Words.say("progress") },
      this.count,
      make(
        "div",
        { class: "rk-do" },
        this.next,
        button(Words.say("check"), () => this.check(), { class: "rk-main-button" }),
      ),
    );
  }

  /** Go to the next field that still stands in the way: after the one last touched, else the first. */
  goOn() {
    const errors = this.forms.flatMap((form) => form.errors),
      last = this.lastVisited;
    const next =
      errors.find(
        (one) => last && last.isConnected && one.field.element !== last && RecordForm.isBefore(last, one.field.element),
      ) || errors[0];
    if (!next) return;
    this.lastVisited = next.field.element;
    next.field.visit();
  }

  /** Tell how much is left, keep the draft, and renew what is shown of the result. */
  judged(form) {
    if (form.onJudged) form.onJudged();
    if (!this.count) return;
    const errors = this.forms.flatMap((form) => form.errors);
    const empty = errors.filter((one) => one.field.isEmpty).length,
      wrong = errors.length - empty;
    const told =
      [empty && Words.say("still-empty", { count: empty }), wrong && Words.say("still-wrong", { count: wrong })]
        .filter(Boolean)
        .join(" ") || Words.say("all-filled");
    if (this.count.textContent !== told) this.count.textContent = told;
    this.next.hidden = !errors.length;
    if (!this.summary.hidden) this.showSummary(errors, false);
    if (this.result) this.showResult(errors);
    if (this.isReady) this.keepSoon();
  }

  /** Hold everything against the rules, and show what is wrong or what comes of it. */
  check() {
    for (const form of this.forms) form.showAll();
    const errors = this.forms.flatMap((form) => form.errors);
    this.showSummary(errors, true);
    if (!errors.length) {
      this.showResult(errors);
      const head = this.result.querySelector("h2");
      head.focus({ preventScroll: true });
      head.scrollIntoView();
    }
  }

  showSummary(errors, isAsked) {
    const { make } = Dom;
    this.summary.hidden = !errors.length;
    if (!errors.length) return;
    if (!isAsked) {
      this.summary.removeAttribute("role");
      for (const line of this.summary.querySelectorAll("li"))
        line.hidden = !errors.some((one) => one.field.id === line.dataset.field);
      return;
    }
    this.summary.setAttribute("role", "alert");
    this.summary.replaceChildren(
      make("h2", { text: Words.say("summary-head") }),
      make(
        "ul",
        {},
        ...errors.map((one) =>
          make(
            "li",
            { "data-field": one.field.id },
            make(
              "a",
              {
                href: `#${one.field.id}-medan`,
                on: {
                  click: (event) => {
                    event.preventDefault();
                    one.field.visit();
                  },
                },
              },
              `${one.field.trail}: ${one.message}`,
            ),
          ),
        ),
      ),
    );
    this.summary.focus({ preventScroll: true });
    this.summary.scrollIntoView({ block: "start" });
  }

  /** Show what comes of the forms, or that it waits; what says the same already stays, with whatever is pressed in it. */
  showResult(errors) {
    const files = errors.length ? [] : this.files(),
      warnings = this.forms.flatMap((form) => form.warnings);
    const told = JSON.stringify([errors.length > 0, files, warnings.map((one) => [one.field.id, one.field.trail, one.message])]);
    if (told === this.told && this.place.hasChildNodes()) return;
    this.told = told;
    const result = errors.length ? null : Result.build(this, files, warnings);
    if (result) this.place.replaceChildren(result);
    else this.place.replaceChildren(Dom.make("p", { class: "rk-notice", text: Words.say("result-waits") }));
    this.result = result || this.result;
  }

  /** Give the files that the forms result in: first the partners that the agreement refers to. */
  files() {
    return [...this.forms].reverse().map((form) => {
      const values = form.read(),
        { subject } = form;
      const text = this.engine.write(subject, values);
      return {
        text,
        path: this.engine.file(subject, values),
        title: values.title || values.name || values.need || this.nameSubject(subject),
        isNew: !subject.document,
        isChanged: text !== subject.text,
      };
    });
  }

  /** Give what is filled in of the partners that the register does not hold yet. */
  listAdded() {
    return this.forms.slice(1).map((form) => ({ values: form.read() }));
  }

  /** Offer to begin the record of a partner that the register does not hold. */
  offerPartner(name, field) {
    return {
      text: Words.say("add-partner", { name }),
      run: () => {
        Added.begin(this, { name }, field);
      },
    };
  }

  /** Keep what was typed in this browser. */
  keep() {
    const form = this.main;
    if (!form || !this.isReady) return;
    const values = form.read(),
      { document, text, values: original, ...subject } = form.subject;
    if (text !== undefined && Schema.spellEqual(values) === Schema.spellEqual(original)) {
      Drafts.drop(subject.name);
      return;
    }
    if (!form.touchedOwn.size && this.forms.length === 1) return;
    const isKept = Drafts.keep(subject.name, {
      subject,
      text,
      values,
      touched: [...form.touchedOwn],
      title: values.title || values.name || values.need || "",
      added: this.listAdded(),
    });
    if (!isKept && !this.warned) {
      this.warned = true;
      this.announce(Words.say("not-kept"));
    }
  }
}
