/* What comes of the form: the files with their places, a preview of the public page, and the ways to propose them. */

const Result = (() => {
  "use strict";

  const { make, button } = Dom;

  /** Give the section that shows the files that a page's forms result in, and what is to be looked at again. */
  function build(page, files, warnings) {
    const element = make(
      "section",
      { class: "rk-result", id: "rk-hasil" },
      make("h2", { text: Words.say("result"), tabindex: "-1" }),
    );
    if (!files.some((file) => file.isChanged)) element.append(make("p", { text: Words.say("nothing-changed") }));
    else {
      element.append(
        make("p", { class: "rk-lead", text: Words.say(files.length > 1 ? "result-ready-several" : "result-ready") }),
      );
      if (files.length > 1) element.append(make("p", { text: Words.say("partner-first") }));
      for (const file of files.filter((one) => one.isChanged)) element.append(showFile(page, file));
    }
    if (warnings.length) {
      element.append(
        make(
          "div",
          { class: "rk-notice" },
          make("p", { text: Words.say("look-again") }),
          make(
            "ul",
            {},
            ...warnings.map((one) =>
              make(
                "li",
                {},
                one.field.parent
                  ? make("a", {
                      href: `#${one.field.id}-medan`,
                      text: `${one.field.trail}: ${one.message}`,
                      on: {
                        click: (event) => {
                          event.preventDefault();
                          one.field.visit();
                        },
                      },
                    })
                  : one.message,
              ),
            ),
          ),
        ),
      );
    }
    if (page.main.subject.kind === "agreement") element.append(Preview.frame(page));
    return element;
  }

  function showFile(page, file) {
    const status = make("p", { class: "rk-told", role: "status" });
    const tell = (key) => {
      status.textContent = Words.say(key);
    };
    const copy = async () => {
      const done = await copyText(file.text);
      tell(done ? "copied" : "copy-failed");
      if (!done) {
        whole.open = true;
        select(whole.querySelector("code"));
      }
      return done;
    };
    const whole = make(
      "details",
      {},
      make("summary", { text: Words.say("show-file") }),
      make("pre", {}, make("code", { text: file.text })),
    );
    const propose = page.data.hosting ? offerProposal(page, file, copy) : null;
    const steps = propose
      ? propose.steps
      : [
          Words.say("step-download"),
          page.data.contact ? Words.say("step-send-contact") : Words.say("step-send"),
          Words.say("step-place", { path: file.path }),
        ];
    return make(
      "section",
      { class: "rk-file" },
      make("h3", { text: file.title }),
      make(
        "dl",
        { class: "rk-facts" },
        make(
          "div",
          {},
          make("dt", { text: Words.say("file-name") }),
          make("dd", {}, make("code", { text: file.path.split("/").pop() })),
        ),
        make(
          "div",
          {},
          make("dt", { text: Words.say("file-place") }),
          make("dd", {}, make("code", { text: file.path })),
        ),
      ),
      make(
        "div",
        { class: "rk-do" },
        propose && propose.control,
        button(
          Words.say("download"),
          () => {
            download(file);
            tell("downloaded");
          },
          { class: propose ? "rk-second-button" : "rk-main-button", "data-download": true },
        ),
        button(Words.say("copy"), copy, { class: "rk-second-button" }),
      ),
      status,
      make("p", { class: "rk-steps-head", text: Words.say("next-steps") }),
      make("ol", { class: "rk-steps" }, ...steps.map((text) => make("li", { text }))),
      whole,
    );
  }

  /** Give the way to propose a file at the register's host: filled in where an address can carry it, else by copying. */
  function offerProposal(page, file, copy) {
    const { hosting } = page.data,
      name = hosting.name;
    const fill = (pattern) =>
      pattern
        .replace("{file}", encodeURIComponent(file.path).replace(/%2F/g, "/"))
        .replace("{text}", () => encodeURIComponent(file.text));
    const whole = file.isNew && hosting.filled ? fill(hosting.filled) : "";
    if (whole && whole.length <= hosting.limit) {
      return {
        control: make("a", {
          class: "rk-main-button",
          href: whole,
          target: "_blank",
          rel: "noopener",
          text: Words.say("propose-at", { name }),
        }),
        steps: [Words.say("step-open-filled", { name }), Words.say("step-commit"), Words.say("step-request")],
      };
    }
    const address = fill(file.isNew ? hosting.blank : hosting.edit);
    const control = make("a", {
      class: "rk-main-button",
      href: address,
      target: "_blank",
      rel: "noopener",
      text: Words.say("copy-and-open", { name }),
      on: {
        click: () => {
          copy();
        },
      },
    });
    return {
      control,
      steps: [
        Words.say("step-copied", { name }),
        Words.say(file.isNew ? "step-paste" : "step-replace"),
        Words.say("step-commit"),
        Words.say("step-request"),
      ],
    };
  }

  async function copyText(text) {
    try {
      await navigator.clipboard.writeText(text);
      return true;
    } catch (fault) {
      return false;
    }
  }

  function select(element) {
    const range = document.createRange();
    range.selectNodeContents(element);
    getSelection().removeAllRanges();
    getSelection().addRange(range);
  }

  function download(file) {
    const address = URL.createObjectURL(new Blob([file.text], { type: "text/yaml;charset=utf-8" }));
    const link = make("a", { href: address, download: file.path.split("/").pop() });
    document.body.append(link);
    link.click();
    link.remove();
    setTimeout(() => URL.revokeObjectURL(address), 10000);
  }

  return { build };
})();
