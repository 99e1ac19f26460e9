/* Fields that mark several of a few choices, and those that say on which sources a fact rests. */

const Marks = (() => {
  "use strict";

  const { make } = Dom;

  /** Several values of an enumeration, each with a mark. */
  class ChecksField extends Fields.Field {
    build() {
      this.box = make("div", { class: "rk-checks" });
      this.given = [];
      this.frame(this.box, { group: true });
      this.refresh();
      return this.element;
    }

    options() {
      const items = this.schema.items;
      return items.enum.map((value) => [value, Words.label(items, value)]);
    }

    refresh() {
      const options = this.options(),
        chosen = this.read() || this.given;
      // What the record says beyond the choices stays, and can be taken away.
      for (const value of chosen)
        if (!options.some((option) => option[0] === value)) options.push([value, String(value)]);
      const told = JSON.stringify(options);
      if (told === this.toldOptions) return;
      this.toldOptions = told;
      this.checks = options.map(([value, text]) => {
        const id = Dom.nameNext("tanda");
        const check = make("input", {
          type: "checkbox",
          id,
          checked: chosen.includes(value),
          on: {
            change: () => {
              this.changed();
              this.left();
            },
          },
        });
        return { value, check, line: make("label", { class: "rk-choice", for: id }, check, make("span", { text })) };
      });
      this.box.replaceChildren(...this.checks.map((one) => one.line));
    }

    read() {
      if (!this.checks) return undefined;
      const marked = this.checks.filter((one) => one.check.checked).map((one) => one.value);
      // The order of the record stands; what is new comes behind it.
      const values = [
        ...this.given.filter((value) => marked.includes(value)),
        ...marked.filter((value) => !this.given.includes(value)),
      ];
      return values.length ? values : undefined;
    }

    write(values) {
      this.given = Array.isArray(values) ? [...values] : [];
      this.checks = null;
      this.toldOptions = "";
      this.refresh();
    }
  }

  /** The sources of this record that a fact rests on. */
  class SourceMarksField extends ChecksField {
    options() {
      return this.form.listSources();
    }

    refresh() {
      super.refresh();
      this.element.hidden = !this.checks.length;
    }
  }

  /** A source's own mark: s1, s2 and so on, given by the form. */
  class SourceIdField extends Fields.Field {
    build() {
      this.element = make("div", { hidden: true });
      return this.element;
    }
    get isTelling() {
      return false;
    }
    begin() {
      this.value = this.form.nextSource();
    }
    read() {
      return this.value;
    }
    write(value) {
      // A mark without its letter is a number in a file.
      this.value = typeof value === "number" ? `s${value}` : value;
    }
  }

  /** One source of this record. */
  class SourceChoiceField extends Choices.SelectField {
    options() {
      return this.form.listSources();
    }

    refresh() {
      const now = this.control.value,
        options = [["", Words.say("choose")], ...this.options()];
      const told = JSON.stringify(options);
      if (told === this.toldOptions) return;
      this.toldOptions = told;
      this.control.replaceChildren(...options.map(([value, text]) => make("option", { value, text })));
      this.write(now || undefined);
    }
  }

  Fields.register("checks", ChecksField);
  Fields.register("source-marks", SourceMarksField);
  Fields.register("source-id", SourceIdField);
  Fields.register("source-choice", SourceChoiceField);
  return { ChecksField };
})();
