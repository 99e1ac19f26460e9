/* Starts the form: from the data inside the page, or fetched beside it. */
(() => {
  "use strict";

  const host = document.getElementById("rk-form");
  if (!host) return;
  const { dataset } = host,
    inside = document.getElementById("rk-form-data");

  const fetchJson = async (address) => {
    const answer = await fetch(address);
    if (!answer.ok) throw new Error(String(answer.status));
    return answer.json();
  };

  /** Give a day as records write it, as the reader's own clock has it. */
  function writeToday() {
    const now = new Date(),
      two = (number) => String(number).padStart(2, "0");
    return `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`;
  }

  async function begin() {
    const data = inside ? JSON.parse(inside.textContent) : await fetchJson(dataset.data);
    data.records = dataset.records;
    data.guide = dataset.guide;
    Words.learn(data);
    Drafts.learn(data);
    const bridge = new Bridge(data, writeToday());
    const page = new FormPage(host, data, bridge, !inside);
    Things.learn(
      data,
      bridge.isWhole
        ? null
        : async () => {
            const later = await fetchJson(dataset.later);
            bridge.complete(later.agreements);
            data.mapping = later.mapping;
            for (const form of page.forms) form.judge();
            return later;
          },
    );
    const fields = document.getElementById("rk-fields");
    if (fields) fields.hidden = true;
    await open(page);
  }

  /** Open what the address names: a record, an evaluation of one, or a new one. */
  async function open(page) {
    const asked = inside ? new URLSearchParams() : new URLSearchParams(location.search);
    const place = asked.get("catatan"),
      key = asked.get("baru");
    if (key && page.data.kinds.some((one) => one.key === key)) {
      page.begin(key, { draft: Drafts.find((one) => one.text === undefined && Drafts.keyOf(one.subject) === key) });
      return;
    }
    page.showStart();
    if (!place) return;
    const problem = await page.load(place, { isEvaluating: asked.has("evaluasi") });
    if (problem) page.complain(problem);
  }

  begin().catch((fault) => {
    host.replaceChildren(Dom.make("p", { class: "rk-notice", role: "alert", text: dataset.failed || "" }));
    throw fault;
  });
})();
