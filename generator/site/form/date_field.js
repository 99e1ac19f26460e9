/* A date as people think of it: typed in their words, with what was understood beneath, or marked as not known. */

const DateField = (() => {
  "use strict";

  const { make } = Dom;

  class DateField extends Fields.Field {
    build() {
      this.control = make("input", {
        id: this.id,
        type: "text",
        autocomplete: "off",
        class: "rk-when",
        "aria-describedby": `${this.describedBy} ${this.id}-dipahami`,
        required: this.isRequired,
        on: {
          input: () => {
            this.written = null;
            this.tell();
            this.changed();
          },
          blur: () => this.left(),
        },
      });
      this.understood = make("p", { id: `${this.id}-dipahami`, class: "rk-understood", "aria-live": "polite" });
      this.frame(this.control, { more: this.understood });
      this.tell();
      return this.element;
    }

    /** Give what the words mean: the record's date, nothing for "not known", and why where they are not understood. */
    get meaning() {
      const text = this.control.value.trim();
      if (!text) return { date: undefined };
      if (this.written && this.written.words === text) return { date: this.written.date };
      try {
        const date = Dates.fromWords(text);
        return date === null ? { date: undefined, isUnknown: true } : { date };
      } catch (fault) {
        if (!(fault instanceof Dates.DateError)) throw fault;
        return { date: text, fault };
      }
    }

    /** What to say of words that are not understood: what is wrong, and what to write instead. */
    get refusal() {
      const { fault } = this.meaning;
      return fault ? Dates.explain(fault, this.form.language) : null;
    }

    /** Show by examples how dates may be written; once in a form is enough. */
    teach() {
      this.isTeaching = true;
      this.tell();
    }

    read() {
      return this.meaning.date;
    }

    write(value) {
      const text = value === undefined ? "" : String(value);
      let words = text,
        isRead = Boolean(text) && typeof value === "string";
      try {
        words = text && Dates.inWords(text, this.form.language);
      } catch (fault) {
        isRead = false;
        if (!(fault instanceof Dates.DateError)) throw fault;
      }
      this.control.value = words;
      // What a file holds in another form, or as a number, is read as the words that it is.
      this.written = isRead ? { words, date: value } : null;
      this.tell();
    }

    tell() {
      const { date, fault, isUnknown } = this.meaning;
      this.understood.classList.toggle("rk-understood--not", Boolean(fault));
      this.understood.textContent = isUnknown
        ? Words.say("date-unknown")
        : fault
          ? this.advise(fault)
          : date
            ? Words.say("date-understood", { date: Dates.inWords(date, this.form.language) })
            : this.isTeaching
              ? Words.say("date-examples")
              : "";
    }

    /** Give what to write instead of words that are not understood. */
    advise(fault) {
      if (fault.reason === "form" || fault.reason === "impossible") return Words.say(`date-${fault.reason}`);
      return `${Words.say("date-empty")} ${this.refusal.help}`;
    }

    left() {
      if (this.meaning.isUnknown && this.form.markUnknown(this)) this.write(undefined);
      super.left();
    }
  }

  Fields.register("date", DateField);
  return DateField;
})();
