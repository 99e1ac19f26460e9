/* The fields that hold one value each. A field knows its schema and its place, reads and writes the value
   of a record, and shows beside itself what is wrong with it. */

const Fields = (() => {
  "use strict";

  const MAKERS = {};
  const { make } = Dom;

  /** A place in a record. ``path`` is worked out each time: lists move. */
  class Field {
    constructor(form, schema, key, isRequired, parent) {
      Object.assign(this, { form, schema, key, isRequired, parent, isTouched: false, findings: [] });
      this.id = Dom.nameNext("isian");
      this.label = Words.title(schema) || String(key);
    }

    get path() {
      return this.parent ? [...this.parent.path, this.parent.place(this)] : [];
    }
    /** Give the label with the line of a list that the field stands in. */
    get trail() {
      for (let one = this; one.parent; one = one.parent)
        if (one !== this && one.parent.kind === "list") return `${one.label}, ${this.label}`;
      return this.label;
    }
    get name() {
      return this.path.filter((part) => typeof part === "string").join(".");
    }
    get children() {
      return [];
    }
    get isEmpty() {
      return this.read() === undefined;
    }
    /** Whether the value says something of its own, and not only what every record says. */
    get isTelling() {
      return !this.isEmpty;
    }

    *walk() {
      yield this;
      for (const child of this.children) yield* child.walk();
    }

    /** Give the field at a path below this one, or the nearest above it. */
    find(path) {
      const child = path.length ? this.children.find((one) => this.place(one) === path[0]) : null;
      return child ? child.find(path.slice(1)) : this;
    }

    changed() {
      this.form.changed(this);
    }

    left() {
      this.isTouched = true;
      this.form.left(this);
    }

    /** Build the frame of a field: label, help, place for faults, the control itself. */
    frame(control, { group = false, more = null } = {}) {
      // What a list is for is said once, above its lines.
      const help = this.parent && this.parent.kind === "list" ? "" : this.help;
      this.fault = make("div", { id: `${this.id}-salah`, class: "rk-fault", hidden: true });
      const must = this.isRequired ? make("span", { class: "rk-must", text: ` (${Words.say("required")})` }) : null;
      const about = help && make("p", { id: `${this.id}-arti`, class: "rk-help", text: help });
      const head = group
        ? make("legend", { class: "rk-label" }, this.label, must)
        : make("label", { for: this.id, class: "rk-label" }, this.label, must);
      this.element = make(
        group ? "fieldset" : "div",
        { class: "rk-field", id: `${this.id}-medan` },
        head,
        about,
        this.fault,
        control,
        more,
      );
      if (group && help) this.element.setAttribute("aria-describedby", this.describedBy);
      return this.element;
    }

    get help() {
      return Words.help(this.schema);
    }

    get describedBy() {
      return `${this.id}-arti ${this.id}-salah`;
    }

    get focusable() {
      return this.element.querySelector("input, select, textarea, button") || this.element;
    }

    visit() {
      Dom.visit(this.focusable);
    }

    /** Show findings beside the field: those that block, and those to think about. */
    show(findings) {
      this.findings = findings;
      if (!this.fault) return;
      const shown = this.isTouched || this.form.showsAll ? findings : [];
      const told = shown.map((one) => `${one.severity}|${one.message}|${one.help || ""}`).join("\n");
      if (this.told === told) return;
      this.told = told;
      this.fault.replaceChildren(
        ...shown.map((one) =>
          make(
            "p",
            { class: `rk-fault--${one.severity}` },
            make("strong", { text: `${Words.say(`severity-${one.severity}`)}: ` }),
            one.message,
            one.help ? make("small", { text: ` ${one.help}` }) : null,
          ),
        ),
      );
      this.fault.hidden = !shown.length;
      const isWrong = shown.some((one) => one.severity === "error");
      this.element.classList.toggle("rk-field--wrong", isWrong);
      for (const control of this.controls())
        isWrong ? control.setAttribute("aria-invalid", "true") : control.removeAttribute("aria-invalid");
    }

    controls() {
      return [...this.element.querySelectorAll("input:not([type=radio]):not([type=checkbox]), select, textarea")];
    }
  }

  /** Texts of a line and of several. */
  class TextField extends Field {
    build(kind) {
      const isOneLine = kind !== "text";
      this.isOneLine = isOneLine;
      const given = {
        id: this.id,
        "aria-describedby": this.describedBy,
        maxlength: this.schema.maxLength,
        required: this.isRequired,
        on: { input: () => this.changed(), blur: () => this.left() },
      };
      this.control =
        kind === "line"
          ? make("input", { type: "text", autocomplete: "off", ...given })
          : make("textarea", { rows: isOneLine ? 2 : 3, ...given });
      return this.frame(this.control);
    }

    read() {
      const text = this.control.value;
      if (!this.isOneLine) return text.trim() || undefined;
      const lines = text.split("\n").map((line) => line.trim());
      return lines.filter(Boolean).join(" ") || undefined;
    }

    write(value) {
      this.control.value = value === undefined ? "" : String(value);
    }
  }

  /** Whole numbers; amounts of money are grouped once they are left. */
  class NumberField extends Field {
    build(kind) {
      this.isMoney = kind === "money";
      this.control = make("input", {
        id: this.id,
        type: "text",
        inputmode: "numeric",
        autocomplete: "off",
        class: this.isMoney ? "rk-amount" : "rk-short",
        "aria-describedby": this.describedBy,
        required: this.isRequired,
        on: {
          input: () => this.changed(),
          blur: () => {
            this.write(this.read());
            this.left();
          },
        },
      });
      return this.frame(
        this.isMoney
          ? make("div", { class: "rk-money" }, make("span", { "aria-hidden": "true", text: "Rp" }), this.control)
          : this.control,
      );
    }

    read() {
      const typed = this.control.value
        .trim()
        .replace(/^rp\.?\s*/i, "")
        .replace(/\s/g, "");
      if (!typed) return undefined;
      const bare = /^-?\d{1,3}([.,]\d{3})+([.,](00|-))?$/.test(typed)
        ? typed.replace(/[.,](00|-)$/, "").replace(/[.,]/g, "")
        : typed;
      return /^-?\d{1,15}$/.test(bare) ? Number(bare) : typed;
    }

    write(value) {
      this.control.value =
        value === undefined ? "" : this.isMoney && Number.isInteger(value) ? Words.number(value) : String(value);
    }
  }

  /** What every record of the kind says: kept, not asked for. */
  class ImpliedField extends Field {
    build() {
      this.element = make("div", { hidden: true });
      return this.element;
    }
    get isTelling() {
      return false;
    }
    read() {
      return this.value === undefined ? Shape.implied(this.schema) : this.value;
    }
    write(value) {
      this.value = value;
    }
  }

  /** One thing of the register, by a part of its name. */
  class PickerField extends Field {
    build(kind, list) {
      this.list = list || Shape.reference(this.key);
      this.box = new Combobox({
        list: this.list,
        id: this.id,
        describedBy: this.describedBy,
        onChange: () => this.changed(),
        onLeave: () => this.left(),
        offer: this.list === "partners" && this.form.offerPartner ? (name) => this.form.offerPartner(name, this) : null,
      });
      this.box.input.required = this.isRequired;
      return this.frame(this.box.element);
    }

    /** What the schema says of ids is for files; here things have names. */
    get help() {
      return Words.say("type-part-help");
    }

    read() {
      return this.box.value || undefined;
    }
    write(value) {
      this.box.value = value === undefined ? "" : value;
    }
  }

  function register(kind, maker) {
    MAKERS[kind] = maker;
  }

  /** Make the field that asks for what a schema describes. */
  function create(form, schema, key, isRequired, parent, list) {
    const kind = Shape.kind(schema, list ? list.key : key, parent && (parent.within ?? parent.key));
    const field = new MAKERS[kind](form, schema, key, isRequired, parent);
    field.kind = kind;
    field.build(kind, list && list.name);
    return field;
  }

  for (const kind of ["line", "long-line", "text"]) register(kind, TextField);
  for (const kind of ["number", "money"]) register(kind, NumberField);
  register("implied", ImpliedField);
  register("picker", PickerField);

  return { Field, register, create };
})();
