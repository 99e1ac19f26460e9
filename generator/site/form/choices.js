/* The fields in which one of several values is chosen. */

const Choices = (() => {
  "use strict";

  const { make } = Dom;

  /** One of several values, from a list that folds down. */
  class SelectField extends Fields.Field {
    build() {
      this.control = make(
        "select",
        {
          id: this.id,
          "aria-describedby": this.describedBy,
          required: this.isRequired,
          on: {
            change: () => {
              this.changed();
              this.left();
            },
          },
        },
        make("option", { value: "", text: Words.say("choose") }),
        ...this.options().map(([value, text]) => make("option", { value, text })),
      );
      return this.frame(this.control);
    }

    options() {
      return this.schema.enum.map((value) => [value, Words.label(this.schema, value)]);
    }

    read() {
      return this.control.value || undefined;
    }

    write(value) {
      if (value !== undefined && ![...this.control.options].some((option) => option.value === value))
        this.control.append(make("option", { value, text: String(value) }));
      this.control.value = value === undefined ? "" : value;
    }
  }

  /** One of few values, all in sight; what need not be answered can be left open again. */
  class RadioField extends Fields.Field {
    build() {
      this.radios = [...this.options(), ...(this.isRequired ? [] : [[undefined, Words.say("not-filled")]])].map(
        ([value, text], at) => {
          const radio = make("input", {
            type: "radio",
            id: `${this.id}-${at}`,
            name: this.id,
            checked: value === undefined,
            on: {
              change: () => {
                this.changed();
                this.left();
              },
            },
          });
          return {
            value,
            radio,
            line: make("label", { class: "rk-choice", for: `${this.id}-${at}` }, radio, make("span", { text })),
          };
        },
      );
      return this.frame(make("div", { class: "rk-radios" }, ...this.radios.map((one) => one.line)), { group: true });
    }

    options() {
      return this.schema.enum
        ? this.schema.enum.map((value) => [value, Words.label(this.schema, value)])
        : [
            [true, Words.say("yes")],
            [false, Words.say("no")],
          ];
    }

    read() {
      return (this.radios.find((one) => one.radio.checked) || {}).value;
    }

    write(value) {
      for (const one of this.radios) one.radio.checked = one.value === value;
      if (value !== undefined && !this.radios.some((one) => one.value === value)) this.odd = value;
    }
  }

  /** A mark that is either there or not. */
  class FlagField extends Fields.Field {
    build() {
      this.control = make("input", {
        type: "checkbox",
        id: this.id,
        "aria-describedby": this.describedBy,
        on: {
          change: () => {
            this.changed();
            this.left();
          },
        },
      });
      this.fault = make("div", { id: `${this.id}-salah`, class: "rk-fault", hidden: true });
      // Files say true; here there is a mark to set.
      const help = Words.help(this.schema).replace(/^Benar /, "Tandai ").replace(/^True /, "Tick this ");
      this.element = make(
        "div",
        { class: "rk-field rk-field--flag" },
        make("label", { class: "rk-choice", for: this.id }, this.control, make("span", { text: this.label })),
        help && make("p", { id: `${this.id}-arti`, class: "rk-help", text: help }),
        this.fault,
      );
      return this.element;
    }

    read() {
      return this.control.checked ? true : undefined;
    }
    write(value) {
      this.control.checked = value === true;
    }
  }

  /** A unit of the partner chosen beside it; asked for only where the partner has units. */
  class UnitField extends SelectField {
    options() {
      return [];
    }

    refresh() {
      const partner =
        this.parent && this.parent.child("partner")
          ? Things.find("partners", this.parent.child("partner").read())
          : null;
      const units = (partner && partner.more) || [],
        now = this.control.value;
      const told = JSON.stringify(units);
      if (this.knownUnits !== told) {
        this.knownUnits = told;
        this.control.replaceChildren(
          make("option", { value: "", text: Words.say("choose") }),
          ...units.map(([value, text]) => make("option", { value, text })),
        );
        this.write(now || undefined);
      }
      this.element.hidden = !units.length && !this.control.value;
    }
  }

  Fields.register("select", SelectField);
  for (const kind of ["radios", "boolean"]) Fields.register(kind, RadioField);
  Fields.register("flag", FlagField);
  Fields.register("unit", UnitField);

  return { SelectField };
})();
