/* Fills in, for a document that the register keeps, what nobody can type: its SHA-256, its size and its name. */

const Fingerprint = (() => {
  "use strict";

  /** Give the field that takes a document from the computer; it is read here and sent nowhere. */
  function offer(group) {
    const id = Dom.nameNext("dokumen"),
      about = `${id}-arti`;
    const input = Dom.make("input", { type: "file", id, "aria-describedby": about });
    input.addEventListener("change", async () => {
      const [file] = input.files;
      if (!file) return;
      group.child("sha256").write(await digest(file));
      group.child("size").write(file.size);
      if (group.child("file").isEmpty) group.child("file").write(nameOf(file.name));
      if (group.fold) group.fold.open = true;
      group.changed();
    });
    return Dom.make(
      "div",
      { class: "rk-field" },
      Dom.make("label", { for: id, class: "rk-label", text: Words.say("own-document") }),
      Dom.make("p", { id: about, class: "rk-help", text: Words.say("own-document-help") }),
      input,
    );
  }

  async function digest(file) {
    const bytes = new Uint8Array(await crypto.subtle.digest("SHA-256", await file.arrayBuffer()));
    return [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  }

  /** Give a document's name as the register writes it. */
  function nameOf(name) {
    const [, stem, ending] = /^(.*?)(\.[A-Za-z]+)?$/.exec(name);
    return `${Naming.slug(stem) || "dokumen"}${(ending || "").toLowerCase()}`;
  }

  /** Whether the browser can read documents here: pages without encryption can't. */
  const isAble = () => Boolean(globalThis.crypto && crypto.subtle);

  return { offer, isAble };
})();
