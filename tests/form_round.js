/* Loads every record into the form and writes it back: gives those that come out otherwise. */
async ([places, records]) => {
    const data = await (await fetch("data.json")).json();
    data.records = records;
    Words.learn(data);
    const bridge = new Bridge(data, "2026-11-24"), lost = {};
    Things.learn(data, null);
    for (const place of places) {
        const page = new FormPage(document.createElement("div"), data, bridge, true);
        const problem = await page.load(place), text = await (await fetch(`${records}${place}.yaml`)).text();
        if (problem) { lost[place] = problem; continue; }
        const { subject } = page.main, values = page.main.read();
        const modeline = text.startsWith("#") ? text.split("\n")[0] : "# yaml-language-server";
        const written = RecordDocument.write(subject.document, values, bridge.schema(subject.schema), modeline);
        const opening = text.startsWith("#") ? "" : `${modeline}\n`;
        if (written !== opening + text || page.files()[0].isChanged) lost[place] = written;
        if (page.main.errors.length) lost[place] = page.main.errors.map((one) => one.message);
    }
    return lost;
}
