/* A preview of an agreement's public page: its head and its facts, in the page's own markup, on today's date. */

const Preview = (() => {
  "use strict";

  const { make } = Dom;

  /** Give the preview in its frame. */
  function frame(page) {
    return make(
      "section",
      { class: "rk-preview", "aria-label": Words.say("preview") },
      make(
        "p",
        { class: "rk-preview__mark" },
        make("strong", { text: Words.say("preview") }),
        ` ${Words.say("preview-note")}`,
      ),
      ...build(page.main.read(), page),
      make("p", { class: "rk-definition", text: Words.say("preview-left-out") }),
    );
  }

  /** Give the parts of the public page that the preview shows. */
  function build(value, page) {
    return new Painter(value, page).paint();
  }

  class Painter {
    constructor(value, page) {
      Object.assign(this, {
        value,
        page,
        language: page.language,
        schema: page.engine.schema(`agreement-${value.type}`),
      });
    }

    date(text) {
      try {
        return Dates.inWords(text, this.language);
      } catch (fault) {
        return text;
      }
    }

    label(value, ...path) {
      return Words.label(
        path.reduce((part, key) => (key === "[]" ? part.items : part.properties[key]), this.schema),
        value,
      );
    }

    name(list, id) {
      return (Things.find(list, id) || { name: id }).name;
    }

    *paint() {
      const { value } = this,
        today = Dates.parseDay(this.page.engine.today);
      const state = Standing.judge(value, today, this.page.engine.register.records.agreement);
      const kind = this.page.data.kinds.find((one) => one.key === value.type);
      yield make("h3", { class: "rk-preview__title", text: value.title || "" });
      yield make(
        "p",
        { class: "rk-badges" },
        make("abbr", { class: `rk-type rk-type--${value.type}`, title: kind.name, text: kind.short }),
        " ",
        make("span", { class: `rk-status rk-status--${state}`, text: Words.say(`status-${state}`) }),
      );
      yield make("p", { class: "rk-definition", text: Words.say("as-of", { day: this.date(this.page.engine.today) }) });
      if (value.purpose) yield make("p", { text: value.purpose });
      yield this.facts(this.listHead());
      yield make("h4", { text: Words.say("p-parties") });
      yield this.tableParties();
      yield make("h4", { text: Words.say("p-about") });
      yield this.facts(this.listContents());
      if (value.value) {
        yield make("h4", { text: Words.say("p-funding") });
        yield this.facts(this.listMoney(value.value));
      }
      if (value.withheld) {
        yield make("h4", { text: Words.say("p-documents") });
        yield make(
          "ul",
          {},
          ...value.withheld.map((item) =>
            make(
              "li",
              { "data-withheld": true },
              make("strong", { text: Words.say("p-withheld") }),
              this.joinWithheld(item),
            ),
          ),
        );
      }
      if (value.unknown) {
        yield make("h4", { text: Words.say("p-unknown") });
        yield make(
          "ul",
          {},
          ...value.unknown.map((item) =>
            make(
              "li",
              { "data-unknown": true },
              make("strong", { text: this.label(item.about, "unknown", "[]", "about") }),
              `: ${item.note || ""}`,
            ),
          ),
        );
      }
      yield make("h4", { text: Words.say("p-sources") });
      yield make(
        "ol",
        {},
        ...(value.sources || []).map((source) => make("li", { text: source.title || source.url || "" })),
      );
    }

    facts(rows) {
      return make(
        "dl",
        { class: "rk-facts" },
        ...rows
          .filter((row) => row[1])
          .map(([label, text]) =>
            make(
              "div",
              {},
              make("dt", { text: label }),
              make(
                "dd",
                {},
                ...(Array.isArray(text) ? [make("ul", {}, ...text.map((one) => make("li", { text: one })))] : [text]),
              ),
            ),
          ),
      );
    }

    listHead() {
      const { signing = {}, term = {}, document = {}, termination, type, subtype, type_note: note } = this.value;
      const { end, isComputed } = Standing.findEnd(this.value),
        start = term.start;
      const signed = signing.date
        ? this.date(signing.date)
        : signing.known_by
          ? Words.say("p-known-by", { date: this.date(signing.known_by) })
          : Words.say("p-not-known");
      const early =
        termination && termination.date ? ` (${Words.say("p-early", { date: this.date(termination.date) })})` : "";
      const stated =
        document.as_stated &&
        document.kind &&
        document.as_stated.toLowerCase() !== this.label(document.kind, "document", "kind").toLowerCase()
          ? ` (${Words.say("p-as-stated", { text: document.as_stated })})`
          : "";
      const possible = document.possible_kinds
        ? ` ${Words.say("p-possible")} ${document.possible_kinds.map((one) => this.label(one, "document", "kind")).join("; ")}`
        : "";
      return [
        [Words.say("p-signed"), [signed, signing.place].filter(Boolean).join(", ")],
        [Words.say("p-from"), start ? this.date(start) : Words.say("p-not-stated")],
        [
          Words.say("p-until"),
          end
            ? this.date(end.text) + (isComputed ? ` (${Words.say("p-computed")})` : "") + early
            : Words.say("p-not-known"),
        ],
        [Words.say("p-length"), term.duration && this.tellLength(term.duration)],
        [Words.say("p-term-stated"), term.as_stated],
        [
          Words.say("p-type"),
          this.page.data.kinds.find((one) => one.key === type).name +
            (subtype ? `, ${this.label(subtype, "subtype")}` : "") +
            (note ? ` ${note}` : ""),
        ],
        [
          Words.say("p-document"),
          document.kind &&
            this.label(document.kind, "document", "kind") +
              stated +
              possible +
              (document.note ? ` ${document.note}` : ""),
        ],
      ];
    }

    tellLength(duration) {
      return ["years", "months", "days"]
        .filter((unit) => duration[unit])
        .map((unit) =>
          Words.say(duration[unit] === 1 ? `p-${unit}-one` : `p-${unit}`, { number: Words.number(duration[unit]) }),
        )
        .join(", ");
    }

    tableParties() {
      const parties = [...(this.value.parties || []), ...(this.value.unnamed_parties || [])];
      const heads = ["p-party", "p-number", "p-signed-by"].map((key) => Words.say(key));
      return make(
        "div",
        { class: "rk-table", tabindex: "0", role: "region", "aria-label": Words.say("p-parties") },
        make(
          "table",
          { class: "rk-wide" },
          make("caption", { class: "rk-unseen", text: Words.say("p-parties") }),
          make("thead", {}, make("tr", {}, ...heads.map((text) => make("th", { scope: "col", text })))),
          make(
            "tbody",
            {},
            ...parties.map((party) =>
              make(
                "tr",
                {},
                make("th", { scope: "row", text: this.tellParty(party) }),
                make("td", {
                  "data-label": heads[1],
                  text: [party.number || Words.say(party.without_number ? "p-none" : "p-not-known"), party.number_note]
                    .filter(Boolean)
                    .join(" "),
                }),
                make("td", { "data-label": heads[2] }, ...this.listSignatories(party)),
              ),
            ),
          ),
        ),
      );
    }

    tellParty(party) {
      if (party.description) {
        const stated = party.category_as_stated ? ` (${party.category_as_stated})` : "",
          counts = (party.counts || []).join(` ${Words.say("p-or")} `);
        return [
          `${party.description} ${Words.say("p-unnamed")}: ${Words.category(party.category)}${stated}${counts ? `; ${counts}` : ""}`,
          party.note,
        ]
          .filter(Boolean)
          .join(" ");
      }
      const partner = Things.find("partners", party.partner),
        unit = party.unit && partner && (partner.more || []).find((one) => one[0] === party.unit);
      return [
        partner ? partner.name : party.partner || "",
        unit && unit[1],
        party.name_as_written && Words.say("p-written-as", { name: party.name_as_written }),
        party.note,
      ]
        .filter(Boolean)
        .join(" ");
    }

    listSignatories({ signatories }) {
      if (!signatories) return [Words.say("p-not-known")];
      return signatories.map((one) =>
        make("div", {
          text:
            [one.office, one.name].filter(Boolean).join(", ") +
            (one.on_behalf_of ? ` (${Words.say("p-for", { whom: one.on_behalf_of })})` : "") +
            (one.note ? ` (${one.note})` : ""),
        }),
      );
    }

    listContents() {
      const { subject, object, scope, affairs, departments, notes } = this.value;
      return [
        [Words.say("p-subject"), subject],
        [Words.say("p-object"), object],
        [Words.say("p-scope"), scope],
        [
          Words.say("p-affairs"),
          affairs ? this.lines(affairs.map((id) => this.name("affairs", id))) : Words.say("p-none-assigned"),
        ],
        [
          Words.say("p-departments"),
          departments
            ? this.lines(
                departments.map(
                  (role) =>
                    this.name("departments", role.department || "") +
                    (role.lead ? ` (${Words.say("p-leads")})` : "") +
                    (role.note ? ` (${role.note})` : ""),
                ),
              )
            : Words.say("p-not-named"),
        ],
        [Words.say("p-note"), notes],
      ];
    }

    lines(texts) {
      return make("span", {}, ...texts.map((text) => make("div", { text })));
    }

    listMoney({ total, unit_prices: prices, basis, funding_source: source, payment, breakdown, note }) {
      const about = total && total.precision === "approximate" ? `${Words.say("p-about-amount")} ` : "";
      const rows = [
        [
          Words.say("p-value"),
          total &&
            about +
              (Number.isInteger(total.amount) ? Words.money(total.amount) : "") +
              (total.as_stated ? ` (${Words.say("p-as-stated", { text: total.as_stated })})` : ""),
        ],
      ];
      for (const price of prices || []) {
        rows.push([
          Words.say("p-price"),
          `${Words.money(price.amount)} ${price.unit}${price.quantity === undefined ? "" : `, ${Words.number(price.quantity)} ${price.unit}`}${price.note ? ` (${price.note})` : ""}`,
        ]);
      }
      return [
        ...rows,
        [Words.say("p-basis"), basis],
        [Words.say("p-source"), source],
        [Words.say("p-payment"), payment],
        [Words.say("p-breakdown"), breakdown],
        [Words.say("p-note"), note],
      ];
    }

    joinWithheld(item) {
      return [
        ` ${item.what || ""}.`,
        Words.say("p-ground", { ground: item.ground || "" }),
        item.decision_number && Words.say("p-decision", { number: item.decision_number }),
        item.until && Words.say("p-until-date", { date: this.date(item.until) }),
        item.note,
      ]
        .filter(Boolean)
        .join(" ");
    }
  }

  return { frame, build };
})();
