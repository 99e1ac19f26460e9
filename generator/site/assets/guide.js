/* The guide to the types: asks one question after another; what was chosen stands in the address. */
"use strict";

(() => {
  const form = document.getElementById("rk-guide");
  if (!form) return;
  const [again, verdict, chosen] = ["rk-again", "rk-verdict", "rk-chosen"].map((id) => document.getElementById(id));
  const fields = [...form.querySelectorAll("fieldset")];

  /** Show the questions on the way that is marked, and the answer where it ends; give the way. */
  function follow() {
    const way = [], asked = new Set();
    let field = fields[0], mark = null;
    while (field) {
      asked.add(field);
      mark = field.querySelector("input:checked");
      if (mark) way.push([field.dataset.key, mark.value]);
      field = mark && mark.dataset.next ? fields[mark.dataset.next] : null;
    }
    for (const one of fields) {
      one.hidden = !asked.has(one);
      if (one.hidden) for (const input of one.querySelectorAll("input")) input.checked = false;
    }
    show(mark && mark.dataset.answer);
    again.hidden = !way.length;
    return new URLSearchParams(way).toString();
  }

  /** Show a copy of an answer right below the questions. */
  function show(key) {
    chosen.replaceChildren();
    verdict.textContent = "";
    const answer = key && document.getElementById(`jawaban-${key}`);
    if (!answer) return;
    const copy = answer.cloneNode(true);
    copy.removeAttribute("id");
    // Up here its headings stand one step higher.
    for (const heading of copy.querySelectorAll("h3, h4")) {
      const higher = document.createElement(heading.tagName === "H3" ? "h2" : "h3");
      higher.append(...heading.childNodes);
      heading.replaceWith(higher);
    }
    verdict.textContent = `${form.dataset.found} ${copy.querySelector("h2").textContent.trim()}`;
    chosen.append(copy);
    const steps = answer.dataset.steps && document.getElementById(`tahapan-${answer.dataset.steps}`);
    if (!steps) return;
    const added = steps.cloneNode(true);
    added.removeAttribute("id");
    copy.append(added);
  }

  /** Mark the choices that the address names. */
  function restore() {
    const asked = new URLSearchParams(location.search);
    for (const input of form.querySelectorAll("input")) input.checked = false;
    let field = fields[0];
    while (field) {
      const wanted = asked.get(field.dataset.key);
      const mark = [...field.querySelectorAll("input")].find((input) => input.value === wanted);
      if (mark) mark.checked = true;
      field = mark && mark.dataset.next ? fields[mark.dataset.next] : null;
    }
    follow();
  }

  /** Write a way into the address, without a new step back for every choice. */
  const write = (way) => history.replaceState(null, "", way ? `?${way}` : location.pathname);

  form.addEventListener("change", () => write(follow()));
  form.addEventListener("reset", () => setTimeout(() => {
    write(follow());
    fields[0].querySelector("input").focus();
  }));
  form.addEventListener("submit", (event) => event.preventDefault());
  window.addEventListener("popstate", restore);
  // The form asks what this list asks.
  document.querySelector(".rk-questions").hidden = true;
  form.hidden = false;
  restore();
})();
