/* What a schema says of a field: what it refers to, and how it is best asked for. */

const Shape = (() => {
  "use strict";

  // What an id stands for, by the name of its field.
  const REFERENCES = {
    partner: "partners",
    department: "departments",
    evaluator: "departments",
    successors: "departments",
    agreement: "agreements",
    replaced_by: "agreements",
    realised_by: "agreements",
    affairs: "affairs",
    country: "countries",
    languages: "languages",
  };
  // Texts of one line that are often longer than a line of a phone.
  const LONG = new Set(["title", "subject", "note", "object", "description", "label", "funding_source"]);
  const FEW = 4;
  /** Give which list a field's id is looked up in; undefined for what is no id of a thing. */
  const reference = (key) => REFERENCES[key];

  /** Whether a field says the same in every record: it is not asked for. */
  const isImplied = (schema) => ("const" in schema && schema.const !== true) || (schema.enum || []).length === 1;

  /** Give what an implied field says. */
  const implied = (schema) => ("const" in schema ? schema.const : schema.enum[0]);

  /** Give the kind of field that asks for what a schema describes. */
  function kind(schema, key, within) {
    if (isImplied(schema)) return "implied";
    if (schema.const === true) return "flag";
    if (schema.type === "boolean") return "boolean";
    if (schema.enum) return schema.enum.length <= FEW ? "radios" : "select";
    if (schema.type === "object") return "object";
    if (schema.type === "array") {
      const items = schema.items;
      if (items.enum) return "checks";
      return (items.pattern || "").startsWith("^s[1-9]") ? "source-marks" : "list";
    }
    if (schema.type === "integer") return key === "amount" ? "money" : "number";
    if (schema.format === "edtf") return "date";
    if ((schema.pattern || "").startsWith("^s[1-9]")) return "source-id";
    if (key === "source" && within === "conflicts") return "source-choice";
    if (key === "unit" && within === "parties") return "unit";
    if (reference(key)) return "picker";
    const isOneLine = !(schema.pattern || "").includes("\\s\\S");
    return !isOneLine ? "text" : LONG.has(key) ? "long-line" : "line";
  }

  return { reference, isImplied, implied, kind };
})();
