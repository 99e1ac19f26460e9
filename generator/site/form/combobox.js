/* A field that finds one of many things by a part of its name (the ARIA pattern "combobox with a list").
   What counts is the id that was chosen; what was typed and is no choice stands as it is, and is told. */

class Combobox {
  /** ``onChange`` is told of each choice; ``offer`` may add a last line for a name that the list lacks. */
  constructor({ list, id, label, describedBy, onChange, onLeave, offer }) {
    this.list = list;
    this.onChange = onChange;
    this.offer = offer;
    this.chosen = "";
    this.options = [];
    this.at = -1;
    const listId = Dom.nameNext("pilihan");
    this.input = Dom.make("input", {
      id,
      type: "text",
      role: "combobox",
      autocomplete: "off",
      spellcheck: "false",
      "aria-autocomplete": "list",
      "aria-expanded": "false",
      "aria-controls": listId,
      "aria-describedby": describedBy,
      "aria-label": label,
      on: {
        input: () => this.type(),
        keydown: (event) => this.press(event),
        click: () => this.open(),
        blur: () => {
          this.close();
          if (onLeave) onLeave();
        },
      },
    });
    this.box = Dom.make("ul", { id: listId, role: "listbox", "aria-label": Words.say("choices"), hidden: true });
    // A press on a line must not take the focus from the field before the line is chosen.
    this.box.addEventListener("mousedown", (event) => event.preventDefault());
    this.status = Dom.make("span", { class: "rk-unseen", role: "status" });
    this.element = Dom.make("div", { class: "rk-combobox" }, this.input, this.box, this.status);
  }

  get value() {
    return this.chosen || this.input.value.trim();
  }

  set value(id) {
    const thing = id && Things.find(this.list, id);
    this.chosen = thing ? id : "";
    this.input.value = thing ? thing.name : id || "";
    // Where the list comes later, the name does too.
    if (id && !thing)
      Things.ready(this.list).then(() => {
        if (this.input.value === id && Things.find(this.list, id)) {
          this.value = id;
          this.onChange();
        }
      });
  }

  type() {
    this.chosen = "";
    const exact = Things.all(this.list).filter((thing) => [thing.id, thing.name].includes(this.input.value.trim()));
    if (exact.length === 1) this.chosen = exact[0].id;
    this.onChange();
    this.open();
  }

  /** Show the choices for what is typed; for what is chosen already, all of them. */
  async open() {
    await Things.ready(this.list);
    if (document.activeElement !== this.input) return;
    const typed = this.chosen ? "" : this.input.value;
    const { things, count } = Things.search(this.list, typed);
    this.options = things.map((thing) => ({ thing, text: thing.name, detail: this.tell(thing, typed) }));
    const added = this.offer && typed.trim() ? this.offer(typed.trim()) : null;
    if (added) this.options.push(added);
    this.box.replaceChildren(
      ...this.options.map((option, at) =>
        Dom.make(
          "li",
          {
            role: "option",
            id: `${this.box.id}-${at}`,
            "aria-selected": "false",
            class: option.thing ? null : "rk-offer",
            on: { click: () => this.choose(at) },
          },
          option.text,
          option.detail ? Dom.make("small", { text: ` ${option.detail}` }) : null,
        ),
      ),
    );
    if (count > things.length)
      this.box.append(
        Dom.make("li", {
          role: "option",
          "aria-disabled": "true",
          class: "rk-left",
          text: Words.say("more-choices", { count: Words.number(count - things.length) }),
        }),
      );
    if (!this.options.length)
      this.box.append(
        Dom.make("li", { role: "option", "aria-disabled": "true", class: "rk-left", text: Words.say("no-choice") }),
      );
    this.mark(-1);
    this.box.hidden = false;
    this.input.setAttribute("aria-expanded", "true");
    this.status.textContent = Words.say("choices-found", { count: Words.number(count) });
  }

  /** Say why a thing was found where its name does not hold what was typed, and what tells it from others. */
  tell(thing, typed) {
    const words = Things.fold(typed).split(" ").filter(Boolean);
    const other = words.every((word) => thing.folded[0].includes(word))
      ? ""
      : thing.others.find((name) => words.some((word) => Things.fold(name).includes(word))) || "";
    return [other, thing.detail].filter(Boolean).join(" · ");
  }

  close() {
    this.box.hidden = true;
    this.input.setAttribute("aria-expanded", "false");
    this.input.removeAttribute("aria-activedescendant");
  }

  mark(at) {
    this.at = at;
    for (const [number, line] of [...this.box.children].entries())
      line.setAttribute("aria-selected", String(number === at));
    if (at < 0) return this.input.removeAttribute("aria-activedescendant");
    this.input.setAttribute("aria-activedescendant", `${this.box.id}-${at}`);
    this.box.children[at].scrollIntoView({ block: "nearest" });
  }

  choose(at) {
    const option = this.options[at];
    this.close();
    if (option.run) option.run();
    else {
      this.chosen = option.thing.id;
      this.input.value = option.thing.name;
    }
    this.onChange();
  }

  press(event) {
    const isOpen = !this.box.hidden,
      count = this.options.length;
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      if (!isOpen) {
        this.open();
        return;
      }
      const step = event.key === "ArrowDown" ? 1 : -1;
      if (count) this.mark((this.at + step + count + (this.at < 0 && step < 0 ? 1 : 0)) % count);
    } else if (event.key === "Enter" && isOpen) {
      event.preventDefault();
      if (this.at >= 0) this.choose(this.at);
      else if (count === 1 || (count === 2 && !this.options[1].thing)) this.choose(0);
      else this.close();
    } else if (event.key === "Escape" && isOpen) {
      event.stopPropagation();
      this.close();
    }
  }
}
