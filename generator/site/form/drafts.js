/* Drafts: what was typed stays in this browser until it is thrown away; nothing is sent anywhere. */

const Drafts = (() => {
  "use strict";

  const HEAD = "registri-isian:";
  let register = "";

  const learn = (data) => {
    register = `${HEAD}${data.registry.government}:`;
  };

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
      return draft && draft.subject && draft.values ? draft : null;
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

  return { learn, keep, drop, read, list };
})();
