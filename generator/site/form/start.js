/* How the form begins: with a new record, an evaluation, a record of the register, a file, or a draft. */

const Start = (() => {
  "use strict";

  const { make, button, nameNext } = Dom;

  /** Give the first screen; ``page`` opens what is chosen. */
  function build(page) {
    const drafts = Drafts.list();
    return make(
      "div",
      { class: "rk-start" },
      drafts.length ? listDrafts(page, drafts) : null,
      make("h2", { text: Words.say("what-to-record") }),
      askNew(page),
      askExisting(page, "evaluate"),
      askExisting(page, "change"),
      askFile(page),
    );
  }

  function listDrafts(page, drafts) {
    const section = make(
      "section",
      { class: "rk-notice" },
      make("h2", { text: Words.say("drafts") }),
      make(
        "ul",
        { class: "rk-plain" },
        ...drafts.map(({ name, draft }) => {
          const what = draft.title || page.nameSubject(draft.subject);
          const when = new Intl.DateTimeFormat(page.language === "en" ? "en-GB" : "id-ID", {
            dateStyle: "long",
            timeStyle: "short",
          }).format(draft.at);
          return make(
            "li",
            {},
            make("strong", { text: what }),
            make("small", { text: ` ${page.nameSubject(draft.subject)}, ${when} ` }),
            make(
              "span",
              { class: "rk-do" },
              button(Words.say("continue"), () => page.resume(name, draft), {
                class: "rk-main-button",
                "aria-label": `${Words.say("continue")}: ${what}`,
              }),
              button(
                Words.say("discard"),
                (event) => {
                  Drafts.drop(name);
                  event.target.closest("li").remove();
                  if (!section.querySelector("li")) section.remove();
                  page.announce(Words.say("discarded", { what }));
                  page.host.querySelector("h2").tabIndex = -1;
                  page.host.querySelector("h2").focus();
                },
                { "aria-label": `${Words.say("discard")}: ${what}` },
              ),
            ),
          );
        }),
      ),
    );
    return section;
  }

  /** A way to begin: a heading that opens what belongs to it. */
  const way = (title, about, ...content) =>
    make(
      "details",
      { class: "rk-way", name: "rk-way" },
      make("summary", {}, make("strong", { text: title }), make("span", { text: about })),
      make("div", { class: "rk-inner" }, ...content),
    );

  function askNew(page) {
    const name = nameNext("jenis");
    const choices = page.data.kinds.map((one) => {
      const id = nameNext("jenis");
      return make(
        "label",
        { class: "rk-choice", for: id },
        make("input", { type: "radio", name, id, value: one.key }),
        make(
          "span",
          {},
          make("strong", {
            text: one.short === one.name || one.name.startsWith(one.short) ? one.name : `${one.short}: ${one.name}`,
          }),
          make("small", { text: one.about }),
        ),
      );
    });
    const fault = make("p", { class: "rk-fault", hidden: true, text: Words.say("choose-kind") });
    const box = make(
      "fieldset",
      { class: "rk-field" },
      make("legend", { class: "rk-label", text: Words.say("which-kind") }),
      fault,
      make("div", { class: "rk-radios" }, ...choices),
      page.data.guide ? make("p", {}, make("a", { href: page.data.guide, text: Words.say("type-guide") })) : null,
    );
    const start = button(
      Words.say("start"),
      () => {
        const chosen = box.querySelector("input:checked");
        fault.hidden = Boolean(chosen);
        if (chosen) page.begin(chosen.value);
        else box.querySelector("input").focus();
      },
      { class: "rk-main-button" },
    );
    const element = way(
      Words.say("new-record"),
      Words.say("new-record-about"),
      box,
      make("p", { class: "rk-do" }, start),
    );
    element.open = true;
    return element;
  }

  /** Ask for a record of the register, to be evaluated or changed. */
  function askExisting(page, what) {
    if (!page.canLoad) return null;
    const lists = what === "evaluate" ? ["agreements"] : ["agreements", "partners", "mapping"];
    const fields = lists.map((list) => {
      const id = nameNext("catatan"),
        fault = make("p", { class: "rk-fault", hidden: true, role: "alert" });
      const box = new Combobox({
        list,
        id,
        describedBy: `${id}-arti`,
        onChange: () => {
          fault.hidden = true;
        },
      });
      const open = button(
        Words.say("open"),
        async () => {
          const thing = box.chosen && Things.find(list, box.chosen);
          const problem = thing
            ? await page.load(page.placeOf(list, thing), { isEvaluating: what === "evaluate" })
            : Words.say("choose-record");
          fault.textContent = problem || "";
          fault.hidden = !problem;
        },
        { class: "rk-main-button", "aria-label": `${Words.say("open")}: ${Words.say(`record-${list}`)}` },
      );
      return make(
        "div",
        { class: "rk-field" },
        make("label", { for: id, class: "rk-label", text: Words.say(`record-${list}`) }),
        make("p", { id: `${id}-arti`, class: "rk-help", text: Words.say("type-part-help") }),
        fault,
        make("div", { class: "rk-with-button" }, box.element, open),
      );
    });
    return way(Words.say(`${what}-record`), Words.say(`${what}-record-about`), ...fields);
  }

  function askFile(page) {
    const id = nameNext("berkas"),
      fault = make("p", { class: "rk-fault", hidden: true, role: "alert" });
    const input = make("input", {
      type: "file",
      id,
      accept: ".yaml,.yml,text/yaml",
      "aria-describedby": `${id}-arti`,
      on: {
        change: async () => {
          const file = input.files[0];
          const problem = file ? await page.takeFile(file) : "";
          fault.textContent = problem || "";
          fault.hidden = !problem;
        },
      },
    });
    return way(
      Words.say("open-file"),
      Words.say("open-file-about"),
      make(
        "div",
        { class: "rk-field" },
        make("label", { for: id, class: "rk-label", text: Words.say("file") }),
        make("p", { id: `${id}-arti`, class: "rk-help", text: Words.say("file-help") }),
        fault,
        input,
      ),
    );
  }

  return { build };
})();
