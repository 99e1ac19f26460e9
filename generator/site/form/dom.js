/* Making elements of the page. What comes from records or people is only ever set as text. */

const Dom = (() => {
  "use strict";

  const PROPERTIES = new Set(["value", "checked", "disabled", "hidden", "open", "indeterminate"]);
  let last = 0;

  /** Give an element with attributes, listeners (under "on"), text, and children; what is false or null is left out. */
  function make(tag, attributes = {}, ...children) {
    const element = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes)) {
      if (value === null || value === undefined) continue;
      if (name === "on") for (const [event, run] of Object.entries(value)) element.addEventListener(event, run);
      else if (name === "text") element.textContent = value;
      else if (PROPERTIES.has(name)) element[name] = value;
      else if (value !== false) element.setAttribute(name, value === true ? "" : value);
    }
    element.append(...children.filter((child) => child !== null && child !== undefined && child !== false));
    return element;
  }

  /** Give an id that no other element of the page has. */
  const nameNext = (stem) => `rk-${stem}-${(last += 1)}`;

  /** Give a button that does something. */
  const button = (text, run, attributes = {}) =>
    make("button", { type: "button", text, on: { click: run }, ...attributes });

  /** Bring an element into sight and give it the focus. */
  function visit(element) {
    for (let around = element.parentElement; around; around = around.parentElement) {
      if (around.tagName === "DETAILS") around.open = true;
    }
    if (!element.matches("a[href], button, input, select, textarea, summary, [tabindex]")) element.tabIndex = -1;
    element.focus({ preventScroll: true });
    element.scrollIntoView({ block: "center" });
  }

  /** Run something once people have stopped for a moment. */
  function settle(run, milliseconds) {
    let timer = 0;
    return (...given) => {
      clearTimeout(timer);
      timer = setTimeout(() => run(...given), milliseconds);
    };
  }

  return { make, nameNext, button, visit, settle };
})();
