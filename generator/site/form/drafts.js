/* Drafts: what was typed stays in this browser until it is thrown away; nothing is sent anywhere. */

const Drafts = (() => {
  "use strict";

  const HEAD = "registri-isian:";
  let register = "",
    kinds = [];

  const learn = (data) => {
    register = `${HEAD}${data.registry.government}:`;
    kinds = data.kinds.map((one) => one.key);
  };

  /** Give the kind of record that a subject is of, as the list of kinds names it. */
  const keyOf = (subject) => (subject.kind === "agreement" ? subject.type : subject.kind);

  /** Whether what the store gave is a draft of a record that this form knows: others write there too. */
  function isDraft(draft) {
    const { isGroup } = Canonical;
    if (!isGroup(draft) || !isGroup(draft.subject) || !isGroup(draft.values)) return false;
    const { subject, text, touched = [], added = [], at, title } = draft;
    return (
      kinds.includes(keyOf(subject)) &&
      (text === undefined || [text, subject.file].every((one) => typeof one === "string")) &&
      Array.isArray(touched) &&
      Array.isArray(added) &&
      added.every((one) => isGroup(one) && isGroup(one.values)) &&
      typeof title === "string" &&
      typeof at === "number" &&
      !Number.isNaN(new Date(at).getTime())
    );
  }

  /** Do something with the browser's store; where it is closed to us, nothing. */
  function ask(run, otherwise) {
    try {
      return run(window.localStorage);
    } catch (fault) {
      return otherwise;
    }
  }

  /** Keep a draft under a name; false where the browser would not. */
  const keep = (name, draft) =>
    ask((store) => {
      store.setItem(register + name, JSON.stringify({ ...draft, at: Date.now() }));
      return true;
    }, false);

  const drop = (name) => ask((store) => store.removeItem(register + name));

  function read(name) {
    return ask((store) => {
      const draft = JSON.parse(store.getItem(register + name) || "null");
      return isDraft(draft) ? draft : null;
    }, null);
  }

  /** Give the names of all drafts of this register, the newest first. */
  function list() {
    const names = ask(
      (store) =>
        Object.keys(store)
          .filter((key) => key.startsWith(register))
          .map((key) => key.slice(register.length)),
      [],
    );
    return names
      .map((name) => ({ name, draft: read(name) }))
      .filter((one) => one.draft)
      .sort((one, other) => other.draft.at - one.draft.at);
  }

  /** Give the newest draft of those that fit, with its name; undefined where none does. */
  const find = (fits) => list().find((one) => fits(one.draft));

  return { learn, keep, drop, list, find, keyOf };
})();
