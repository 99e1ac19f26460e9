/* What the form says, in the language of its page: all texts come with the data, none stands here. */

const Words = (() => {
  "use strict";

  let words = {},
    categories = {},
    language = "id";

  /** Take the texts, and the language that numbers are written in. */
  function learn(data) {
    words = data.words;
    categories = data.parts.partner_category["x-labels"];
    language = data.language;
  }

  /** Give a text by its key, with its {parts} filled in. */
  function say(key, parts = {}) {
    if (!(key in words)) throw new Error(`no words for ${key}`);
    return words[key].replace(/\{(\w+)\}/g, (mark, name) => (name in parts ? String(parts[name]) : mark));
  }

  /** Give a whole number as the language writes it. */
  const number = (value) => new Intl.NumberFormat(language === "en" ? "en-GB" : "id-ID").format(value);

  /** Give the label of a schema's part in the page's language. */
  const title = (schema) => (language === "id" ? schema.title : schema["x-title-en"]) || "";

  /** Give the help of a schema's part; how dates are written down in files is no business of people's. */
  const help = (schema) =>
    ((language === "id" ? schema.description : schema["x-description-en"]) || "").replace(/ \(EDTF\)/g, "");

  /** Give the label of a value among those that a schema lists. */
  const label = (schema, value) => ((schema["x-labels"] || {})[value] || {})[language] || String(value);

  /** Give what a category of partners is called. */
  const category = (value) => (categories[value] || {})[language] || value;

  /** Give an amount of whole rupiah. */
  const money = (amount) => `${language === "id" ? "Rp" : "IDR"} ${number(amount)}`;

  return { learn, say, number, money, title, help, label, category };
})();
