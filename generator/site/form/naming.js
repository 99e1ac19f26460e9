/* Ids for new records, made as the register makes them: ksdd-pekanbaru-2025-kb. The file is named after the id. */
const Naming = (() => {
  "use strict";

  const GOVERNMENT = /^(?:pemerintah-)?(?:kota|kabupaten|provinsi|daerah)-(?<place>.+)$/u;
  const FORMS = ["pt", "cv", "tbk", "persero", "perseroda"];
  const LONGEST_WORDS = 60, LONGEST_PARTNER = 40, SHORTEST = 2;

  /** Gives a text as part of an id: small letters, digits and hyphens, whole words up to a length. */
  function slug(text, longest = LONGEST_WORDS) {
    const plain = text.normalize("NFKD").replace(/[^\x00-\x7f]/gu, "").toLowerCase();
    const kept = [];
    for (const word of plain.replace(/['’`]/gu, "").match(/[a-z0-9]+/gu) ?? []) {
      if (kept.length && [...kept, word].join("-").length > longest) break;
      kept.push(word);
    }
    return kept.join("-").slice(0, longest);
  }

  /** Gives the part of a partner's id that tells it from others: of a government, its place in one word. */
  function shortenPartner(partner) {
    const found = GOVERNMENT.exec(partner);
    return slug(found ? found.groups.place.replaceAll("-", "") : partner.replaceAll("-", " "), LONGEST_PARTNER);
  }

  /** Gives the wanted id, or the first of …-2, …-3 that is free and not the site's own. */
  function freeId(kind, wanted, taken) {
    const used = new Set([...taken, ...(Contract.reserved_ids[kind] ?? []), ...Contract.unstorable_ids]);
    let number = 1, found = wanted;
    while (used.has(found) || found.length < SHORTEST) {
      number += 1;
      found = `${wanted}-${number}`;
    }
    return found;
  }

  /** Gives a free id for a record that has a name: PT Air Bening becomes air-bening. */
  function proposeNameId(kind, name, taken) {
    const words = slug(name).split("-").filter((word) => word && !FORMS.includes(word));
    return freeId(kind, words.join("-") || kind, taken);
  }

  /** Gives a free id for an agreement from its type, its partners' ids (the own government left out), the date it was
      signed on or begins, and its document's kind; what is not known is left out. */
  function proposeAgreementId({ type, partners, date, document }, taken) {
    const year = /[0-9]{4}/u.exec(date ?? ""), documents = Contract.id_documents;
    const parts = [
      type, partners.length ? shortenPartner(partners[0]) : "", year ? year[0] : "",
      Object.hasOwn(documents, document ?? "") ? documents[document] : "",
    ];
    return freeId("agreement", parts.filter(Boolean).join("-"), taken);
  }

  /** Gives every id of a kind that a register has or had. */
  const listTaken = (register, kind) =>
    Object.entries(register.records[kind] ?? {}).flatMap(([id, one]) => [id, ...(one.former_ids ?? [])]);

  /** Gives the id to propose for a new record of a kind from what is filled in so far. */
  function proposeId(kind, value, register) {
    const taken = listTaken(register, kind);
    if (kind === "agreement") {
      const partners = (value.parties ?? []).map((party) => party?.partner).filter((id) => id && id !== register.government);
      const date = value.signing?.date ?? value.term?.start ?? null;
      return proposeAgreementId({ type: value.type, partners, date, document: value.document?.kind }, taken);
    }
    if (kind === "mapping-entry") return proposeNameId(kind, `${value.year ?? ""} ${value.planned_object ?? value.need ?? ""}`, taken);
    if (kind === "official-total") return proposeNameId(kind, `${value.place ?? ""} ${value.year ?? ""}`, taken);
    return proposeNameId(kind, value.name ?? "", taken);
  }

  /** Gives the path of the file that a record of an id belongs into; `group` is the agreement's type or the entry's year. */
  function placeOf(kind, id, group = "") {
    const folders = {
      agreement: `agreements/${group}`, partner: "partners", department: "departments", affair: "affairs",
      "mapping-entry": `mapping/${group}`, "official-total": "totals",
    };
    return kind === "registry" ? "records/registry.yaml" : `records/${folders[kind]}/${id}.yaml`;
  }

  return { freeId, placeOf, proposeAgreementId, proposeId, proposeNameId, shortenPartner, slug };
})();
