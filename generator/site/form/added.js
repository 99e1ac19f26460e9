/* The record of a partner that an agreement names and the register lacks: filled in beneath it, a second file. */

const Added = (() => {
  "use strict";

  /** Begin the record of a partner; ``field`` is the one that will name it, null for a draft that goes on. */
  function begin(page, values, field) {
    const { make, button } = Dom;
    const subject = { kind: "partner", type: "", schema: "partner", name: "" };
    const form = new RecordForm(subject, page.engine.schema("partner"), page);

    /** Let lists and rules know of the partner under its present name and id. */
    function tell() {
      const now = form.read(),
        id = now.id || "",
        before = subject.known || "";
      if (before !== id) forget(before);
      const isOwn = Boolean(id) && page.engine.know("partner", id, now, page.engine.file(subject, now));
      if (isOwn) Things.add("partners", { ...Things.tellPartner(id, now), detail: Words.say("new-partner") });
      subject.known = isOwn ? id : "";
      for (const one of before && id ? page.main.root.walk() : []) {
        if (one.kind === "picker" && one.list === "partners" && one.read() === before) one.write(id);
      }
      if (before !== id) page.main.judgeSoon();
    }

    function forget(id) {
      if (id && page.engine.know("partner", id, null)) Things.remove("partners", id);
    }

    function remove() {
      forget(subject.known);
      page.forms = page.forms.filter((one) => one !== form);
      section.remove();
      page.main.judge();
    }

    const section = make(
      "section",
      { class: "rk-added" },
      make("h2", { text: Words.say("new-partner-head", { name: values.name || "" }) }),
      make("p", { class: "rk-help", text: Words.say("new-partner-about") }),
      form.element,
      make("p", { class: "rk-do" }, button(Words.say("remove-partner"), remove)),
    );
    page.forms.push(form);
    page.added.append(section);
    if (!field) form.touchedOwn.add("id");
    form.write(values);
    form.onJudged = tell;
    form.onForgotten = () => forget(subject.known);
    tell();
    if (field) field.write(subject.known);
    page.main.refresh();
    page.main.judge();
    if (field) form.root.child("category").visit();
  }

  return { begin };
})();
