/* The fields that hold other fields: groups of named ones and lists. */

const Groups = (() => {
  "use strict";

  const { make, button } = Dom;
  // What is asked first in a group that holds much; the rest is folded away beneath it.
  const FIRST = {
    parties: ["partner", "unit", "number", "without_number", "signatories"],
    signatories: ["office", "name"],
    sources: ["url", "title", "page_date", "read_on"],
    departments: ["department", "lead"],
    evaluations: ["period", "state", "outputs", "obstacles", "recommendation", "evaluator", "date"],
    unnamed_parties: ["description", "category"],
    attachments: ["title", "kind", "url"],
    value: ["total", "unit_prices", "funding_source"],
    relations: ["type", "agreement", "note"],
  };
  const FEW = 4;

  /** A group of named fields. What the record holds beyond its schema stays with it. */
  class ObjectField extends Fields.Field {
    constructor(...given) {
      super(...given);
      const required = this.schema.required || [];
      this.fields = Object.entries(this.schema.properties).map(([key, schema]) =>
        Fields.create(this.form, schema, key, required.includes(key), this),
      );
      this.rest = {};
      this.order = null;
    }

    get children() {
      return this.fields;
    }
    place(child) {
      return child.key;
    }
    child(key) {
      return this.fields.find((field) => field.key === key);
    }
    get isTelling() {
      return this.fields.some((field) => field.isTelling) || Object.keys(this.rest).length > 0;
    }

    build() {
      const first =
        FIRST[this.within] ||
        (this.fields.length > FEW + 2 ? this.fields.filter((one) => one.isRequired).map((one) => one.key) : null);
      const shown =
        first && first.length
          ? [
              ...first.map((key) => this.child(key)).filter(Boolean),
              ...this.fields.filter((one) => one.isRequired && !first.includes(one.key)),
            ]
          : this.fields;
      const folded = this.fields.filter((one) => !shown.includes(one));
      this.fold = folded.length
        ? make(
            "details",
            { class: "rk-more" },
            make("summary", {
              text: Words.say("more-fields", {
                names: folded
                  .filter((one) => one.kind !== "implied")
                  .map((one) => one.label.toLowerCase())
                  .join(", "),
              }),
            }),
            ...folded.map((one) => one.element),
          )
        : null;
      const document = this.within === "attachments" && Fingerprint.isAble() ? Fingerprint.offer(this) : null;
      this.content = [...shown.map((one) => one.element), document, this.fold];
      if (this.isBare) this.element = make("div", { class: "rk-inner" }, ...this.content.filter(Boolean));
      else {
        this.frame(make("div", { class: "rk-inner" }, ...this.content.filter(Boolean)), { group: true });
        this.element.classList.add("rk-field--group");
        if (this.fields.every((field) => field.kind === "number")) this.element.classList.add("rk-field--row");
      }
      return this.element;
    }

    get within() {
      return this.parent && this.parent.kind === "list" ? this.parent.key : this.key;
    }

    read() {
      // A group that must be there, and a line that people added, are there even when empty; others are nothing then.
      if (!this.isTelling && this.parent && !this.isRequired && (!this.isLine || this.isSpare)) return undefined;
      const value = {};
      for (const field of this.fields) {
        const one = field.read();
        if (one !== undefined) value[field.key] = one;
      }
      return { ...value, ...this.rest };
    }

    /** A spare line asks for nothing until something is in it. */
    refresh() {
      if (this.isSpare) this.line.classList.toggle("rk-item--spare", !this.isTelling);
    }

    write(value) {
      const given = value && typeof value === "object" && !Array.isArray(value) ? value : {};
      this.rest = Object.fromEntries(Object.entries(given).filter(([key]) => !this.child(key)));
      for (const field of this.fields) field.write(given[field.key]);
      if (this.fold)
        this.fold.open = [...this.fold.children].some((element) =>
          this.fields.some((field) => field.element === element && field.isTelling),
        );
    }
  }

  /** A list of fields of one kind, with lines to add, take away and move. */
  class ListField extends Fields.Field {
    constructor(...given) {
      super(...given);
      this.items = [];
    }

    get children() {
      return this.items;
    }
    /** Lines without content are left out of the record, and so of the count. */
    place(child) {
      return child.read() === undefined ? -1 : this.items.filter((item) => item.read() !== undefined).indexOf(child);
    }
    get isTelling() {
      return this.items.some((item) => item.read() !== undefined);
    }

    build() {
      this.lines = make("ol", { class: "rk-items" });
      this.adder = button(Words.say("add-line", { what: this.single.toLowerCase() }), () => this.grow(), {
        class: "rk-add",
      });
      this.frame(make("div", {}, this.lines, this.adder), { group: true });
      this.element.classList.add("rk-field--group");
      return this.element;
    }

    get itemSchema() {
      return this.schema.items;
    }
    get help() {
      return Shape.reference(this.key) ? Words.say("type-part-help") : super.help;
    }
    get isOfGroups() {
      return this.itemSchema.type === "object";
    }
    get single() {
      return Words.title(this.itemSchema) || this.label;
    }

    /** Add a line and lead to it. */
    grow() {
      const item = this.append();
      this.form.changed(this);
      const first = item.element.querySelector("input, select, textarea");
      if (first) first.focus();
      return item;
    }

    append(value) {
      const list = Shape.reference(this.key);
      const item = Fields.create(
        this.form,
        this.schema.items,
        "",
        false,
        this,
        list ? { key: this.key, name: list } : null,
      );
      item.isLine = true;
      item.key = "";
      this.items.push(item);
      if (value !== undefined) item.write(value);
      else for (const one of item.walk()) if (one.begin) one.begin();
      this.lines.append(this.frameLine(item));
      this.number();
      return item;
    }

    frameLine(item) {
      const tools = make(
        "div",
        { class: "rk-do rk-tools-line" },
        button(Words.say("move-up"), () => this.move(item, -1), { "data-move": "-1" }),
        button(Words.say("move-down"), () => this.move(item, 1), { "data-move": "1" }),
        button(Words.say("remove"), () => this.remove(item), { "data-remove": true }),
      );
      item.line = make("li", { class: this.isOfGroups ? "rk-item" : "rk-item rk-item--plain" }, item.element, tools);
      item.tools = tools;
      return item.line;
    }

    /** Tell each line's place in its label and in what its buttons say. */
    number() {
      for (const [at, item] of this.items.entries()) {
        const name = `${this.single} ${Words.number(at + 1)}`;
        const head = item.element.querySelector(".rk-label");
        item.label = name;
        if (head && head.firstChild) head.firstChild.nodeValue = name;
        for (const tool of item.tools.children) {
          tool.setAttribute("aria-label", `${tool.textContent}: ${name}`);
          if (tool.dataset.move) tool.hidden = !this.items[at + Number(tool.dataset.move)];
        }
      }
    }

    move(item, step) {
      const at = this.items.indexOf(item);
      this.items.splice(at, 1);
      this.items.splice(at + step, 0, item);
      this.lines.replaceChildren(...this.items.map((one) => one.line));
      this.number();
      this.form.changed(this);
      const same = item.tools.querySelector(`[data-move="${step}"]`);
      (same.hidden ? item.tools.querySelector("[data-move]:not([hidden])") : same).focus();
    }

    remove(item) {
      const at = this.items.indexOf(item);
      this.items.splice(at, 1);
      item.line.remove();
      this.number();
      this.form.changed(this);
      const next = this.items[at] || this.items[at - 1];
      (next ? next.tools.querySelector("[data-remove]") : this.adder).focus();
      this.form.announce(Words.say("removed", { what: item.label }));
    }

    read() {
      const values = this.items.map((item) => item.read()).filter((value) => value !== undefined);
      return values.length ? values : undefined;
    }

    write(values) {
      this.items = [];
      this.lines.replaceChildren();
      for (const value of Array.isArray(values) ? values : []) this.append(value);
    }
  }

  Fields.register("object", ObjectField);
  Fields.register("list", ListField);

  return { ObjectField, ListField };
})();
