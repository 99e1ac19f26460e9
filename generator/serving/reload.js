// Shows a page anew once what it shows has changed, and tells beside it what keeps a change from being shown.
// Only `registri serve` adds this script: no published site holds it.
"use strict";

(() => {
  const own = document.currentScript.dataset.page;
  const STYLE = `
    :host { all: initial; }
    section { position: fixed; z-index: 2147483647; inset: auto 0 0 0; max-height: 60vh; overflow: auto;
      box-sizing: border-box; padding: 12px 16px; font: 16px/1.5 sans-serif; color: #1a1a1a;
      background: #fff4f2; border-top: 4px solid #a4262c; }
    h2 { font-size: 18px; margin: 0 72px 4px 0; }
    p { margin: 0 0 4px; overflow-wrap: anywhere; white-space: pre-line; }
    ol { margin: 8px 0 0; padding-left: 24px; }
    li { margin-bottom: 8px; }
    .place { font-family: monospace; font-size: 14px; }
    button { position: absolute; top: 8px; right: 16px; min-height: 32px; min-width: 44px; font: inherit;
      color: inherit; background: transparent; border: 1px solid currentColor; border-radius: 4px; }
    @media (prefers-color-scheme: dark) {
      section { color: #f2f2f2; background: #2b1a19; border-color: #ff8f85; }
    }
    @media print { section { display: none; } }
  `;
  let source = null;
  let theme = null;
  let host = null;

  /** Load the page again where the server has another one for its address. */
  async function look() {
    try {
      const answer = await fetch(location.href, { method: "HEAD", cache: "no-store" });
      const tag = answer.headers.get("ETag");
      if (tag && tag !== `"${own}"`) location.reload();
    } catch {
      // The server is gone; its coming back is told.
    }
  }

  function add(parent, name, text, kind) {
    if (!text) return;
    const element = document.createElement(name);
    element.textContent = text;
    if (kind) element.className = kind;
    parent.append(element);
    return element;
  }

  function hide() {
    if (host) host.remove();
    host = null;
  }

  function show(trouble) {
    hide();
    if (!trouble) return;
    host = document.createElement("registri-pesan");
    const root = host.attachShadow({ mode: "open" });
    const style = new CSSStyleSheet();
    style.replaceSync(STYLE);
    root.adoptedStyleSheets = [style];
    const section = document.createElement("section");
    section.setAttribute("role", "alert");
    add(section, "h2", trouble.title);
    add(section, "p", trouble.lead);
    const list = document.createElement("ol");
    for (const item of trouble.items) {
      const one = document.createElement("li");
      add(one, "p", item.place, "place");
      add(one, "p", item.message);
      add(one, "p", item.help);
      list.append(one);
    }
    section.append(list);
    add(section, "p", trouble.more);
    const close = add(section, "button", trouble.close);
    close.type = "button";
    close.addEventListener("click", hide);
    root.append(section);
    document.body.append(host);
  }

  function hear(event) {
    const news = JSON.parse(event.data);
    show(news.trouble);
    if (theme !== null && theme !== news.theme) {
      location.reload();
      return;
    }
    theme = news.theme;
    look();
  }

  function listen() {
    if (source || document.visibilityState === "hidden") return;
    source = new EventSource("/_registri/events");
    source.addEventListener("message", hear);
  }

  function rest() {
    if (source) source.close();
    source = null;
  }

  // A browser keeps few connections to one server: a page that nobody sees gives up its own.
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "hidden") rest();
    else listen();
  });
  addEventListener("pagehide", rest);
  addEventListener("pageshow", listen);
  listen();
})();
