/* Money, partners, departments, mapped needs and published totals: what each record says of itself. */
const RecordRules = (() => {
  "use strict";

  const RUPIAH = /(?<![\p{L}\p{N}_])Rp\.?\s*(\p{Nd}[\p{Nd}.,]*)(?:\s*(ribu|juta|miliar|milyar|triliun)(?![\p{L}\p{N}_]))?/giu;
  const GROUPED = /^(?:\p{Nd}{1,3}(?:\.\p{Nd}{3})+(?:,\p{Nd}{1,2})?|\p{Nd}+(?:,\p{Nd}{1,2})?)$/u, BEFORE_UNIT = /^\p{Nd}+(?:,\p{Nd}+)?$/u;
  // What is stated by the year, the head or the piece is not the amount itself.
  const A_PART =
    /(?<![\p{L}\p{N}_])(?:per|tiap|setiap|masing|kali|selama|sekitar|lebih|kurang)(?![\p{L}\p{N}_])|[/×+]/iu;
  const FAR = 2;
  const rupiah = (amount) => `Rp${Letters.dot(amount)}`;

  /** Gives the one amount in rupiah that a text states; null where it states none, several or a part. */
  function readRupiah(text) {
    const found = [...text.matchAll(RUPIAH)];
    if (found.length !== 1 || A_PART.test(text)) return null;
    const digits = Letters.stripEnd(found[0][1], /[.,]/u), unit = (found[0][2] ?? "").toLowerCase();
    if (!(unit ? BEFORE_UNIT : GROUPED).test(digits)) return null;
    const [whole, part = ""] = digits.replaceAll(".", "").split(",");
    if (!/^[0-9]+$/u.test(whole + part)) return null;
    return (BigInt(whole + part) * BigInt(unit ? Contract.units[unit] : 1)) / 10n ** BigInt(part.length);
  }

  /** Checks the total, the unit prices and the funds used in each period. */
  function* checkFunding({ value }) {
    const worth = value.value ?? {}, evaluations = value.evaluations ?? [], { total } = worth;
    const funds = [...evaluations.entries()].filter(([, one]) => "funding" in one)
      .map(([index, one]) => [["evaluations", index, "funding"], one.funding]);
    for (const [path, money] of [...funds, ...(total ? [[["value", "total"], total]] : [])]) {
      yield* checkMoney(path, money, path[0] === "value" && "note" in worth);
    }
    for (const [index, price] of (worth.unit_prices ?? []).entries()) {
      for (const key of ["amount", "quantity"]) {
        if (price[key] === 0 && !("note" in price) && !("note" in worth)) {
          yield { rule: "KS620", path: ["value", "unit_prices", index, key] };
        }
      }
    }
    if (total?.amount) yield* checkSpending(total.amount, funds);
  }

  function* checkMoney(path, money, isExplained) {
    const { amount, as_stated: stated } = money;
    if (stated === undefined) {
      if (amount === 0 && !isExplained) yield { rule: "KS620", path: [...path, "amount"] };
      return;
    }
    const read = money.precision === "exact" ? readRupiah(stated) : null;
    if (read !== null && read !== BigInt(amount)) {
      const related = [{ path: [...path, "as_stated"] }];
      yield { rule: "KS621", path: [...path, "amount"], params: { amount: rupiah(amount), stated }, related };
    }
  }

  function* checkSpending(total, funds) {
    let spent = 0n;
    for (const [path, money] of funds) {
      spent += BigInt(money.amount);
      if (spent > BigInt(FAR) * BigInt(total)) {
        const params = { spent: rupiah(spent), total: rupiah(total) }, related = [{ path: ["value", "total", "amount"] }];
        yield { rule: "KS622", path: [...path, "amount"], params, related };
        return;
      }
    }
  }

  /** Checks that a foreign partner says which country it belongs to, and that its units differ. */
  function* checkPartner({ value }) {
    // An international body belongs to no one country.
    const isForeign = Contract.foreign_categories.includes(value.category) && value.category !== "lembaga-internasional";
    if (isForeign && !("country" in value)) yield { rule: "KS502", path: ["category"] };
    if ("country" in value && !Contract.countries.includes(value.country)) {
      yield { rule: "KS510", path: ["country"], params: { code: value.country } };
    }
    const seen = new Map();
    for (const [index, { id }] of (value.units ?? []).entries()) {
      if (seen.has(id)) {
        yield { rule: "KS509", path: ["units", index, "id"], params: { id }, related: [{ path: ["units", seen.get(id), "id"] }] };
      } else {
        seen.set(id, index);
      }
    }
  }

  /** Checks that a department's name is valid from an earlier day than until. */
  function* checkValidity({ value }) {
    const since = Dates.parseOptional(value.valid_from), until = Dates.parseOptional(value.valid_until);
    if (since && until && Dates.isCertainlyBefore(until, since)) {
      const params = { since: since.text, until: until.text };
      yield { rule: "KS314", path: ["valid_until"], params, related: [{ path: ["valid_from"] }] };
    }
  }

  /** Checks that a department does not take its own place. */
  function* checkOwnSuccessors({ id, value }) {
    for (const [index, successor] of (value.successors ?? []).entries()) {
      if (successor === id) yield { rule: "KS407", path: ["successors", index] };
    }
  }

  /** Checks that a realised need names what realises it. */
  function* checkRealised({ value }) {
    if (value.status === "terwujud" && !("realised_by" in value)) yield { rule: "KS411", path: ["status"] };
  }

  /** Checks that a published total says each figure once, and what it is compared with can be counted. */
  function* checkTotal({ value }) {
    const seen = new Map();
    for (const [index, figure] of value.figures.entries()) {
      if (!("type" in figure)) continue;
      const name = `${figure.type} ${figure.year ?? value.year ?? ""}`;
      if (seen.has(name)) {
        const related = [{ path: ["figures", seen.get(name), "type"] }];
        yield { rule: "KS612", path: ["figures", index, "type"], params: { type: figure.type.toUpperCase() }, related };
      } else {
        seen.set(name, index);
      }
    }
    if (!("compared_with" in value)) return;
    if (!("year" in value) && !value.figures.every((figure) => "year" in figure)) yield { rule: "KS613", path: ["compared_with"] };
    if (value.scope !== "own-government") yield { rule: "KS614", path: ["compared_with"], related: [{ path: ["scope"] }] };
  }

  return { checkFunding, checkOwnSuccessors, checkPartner, checkRealised, checkTotal, checkValidity, readRupiah };
})();
