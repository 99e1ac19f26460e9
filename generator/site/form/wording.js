/* From problems to findings: the rule's sentences with their parameters, word for word those of `registri check`. */
const Wording = (() => {
  "use strict";

  /** Gives a sentence with its parameters filled in. */
  const fill = (sentence, words) => sentence.replace(/\{(\w+)\}/gu, (whole, name) => (Object.hasOwn(words, name) ? words[name] : whole));

  function wordParam(name, value, language) {
    if (Object.hasOwn(Contract.sentences, name)) return value ? fill(Contract.sentences[name][language], { word: value }) : "";
    if (name === "period") {
      const [year, half] = value.split("-");
      return fill(Contract.half_year[language], { year, half });
    }
    const terms = Contract.terms[name] ?? {};
    if (Object.hasOwn(terms, value)) return terms[value][language];
    const most = Contract.longest_word, isLong = !["known", "basis"].includes(name) && Letters.count(value) > most;
    return (isLong ? `${Letters.cut(value, most)}…` : value).replaceAll("\n", "↵");
  }

  /** Gives the finding for a problem: its rule, severity and path, what is wrong and what to do about it.
      `key` says that the key at the path is meant rather than its value, `missing` names one that lacks. */
  function word(problem, language) {
    const rule = Contract.rules[problem.rule], words = {};
    for (const [name, value] of Object.entries(problem.params ?? {})) words[name] = wordParam(name, value, language);
    return {
      rule: problem.rule,
      severity: rule.severity,
      path: problem.path,
      key: problem.key ?? false,
      missing: problem.rule === "KS102" ? problem.params.key : null,
      message: fill(rule.message[language], words),
      help: fill(rule.help[language], words),
      fix: problem.fix ?? null,
      related: problem.related ?? [],
    };
  }

  return { word };
})();
