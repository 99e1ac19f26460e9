/* Gives for every agreement what the form's preview shows and what the built page shows. */
async ([places, root]) => {
    const plain = (node) => node.innerText === undefined ? node.textContent : node.textContent;
    const squeeze = (text) => text.replace(/\s+/g, " ").replace(/ (?=[,;)])/g, "").trim();
    const read = (whole) => ({
        facts: [...whole.querySelectorAll(".rk-facts > div")].map((one) => [one.children[0], one.children[1]].map((part) => {
            for (const line of part.querySelectorAll("br, li + li, div + div")) line.before(" ");
            return squeeze(plain(part));
        })),
        status: squeeze(whole.querySelector(".rk-badges").textContent.replace(/\.$/, "")),
        parties: [...whole.querySelectorAll(".rk-wide tbody tr")].map((row) => [...row.cells].map((cell) => {
            for (const line of cell.querySelectorAll("br, div + div")) line.before(" ");
            return squeeze(plain(cell));
        })),
        unknown: [...whole.querySelectorAll("h2, h4")].filter((head) => head.textContent === Words.say("p-unknown"))
            .flatMap((head) => [...head.nextElementSibling.querySelectorAll("strong")].map((one) => one.textContent)),
    });
    const data = await (await fetch("data.json")).json();
    Words.learn(data);
    const bridge = new Bridge(data, "2026-11-24"), found = {};
    Things.learn(data, null);
    for (const place of places) {
        const id = place.split("/").pop();
        const text = await (await fetch(`${root}api/v1/records/${place}.yaml`)).text();
        const made = document.createElement("div");
        made.append(...Preview.build(bridge.read(text, place).values, { data, engine: bridge, language: "id" }));
        const page = await (await fetch(`${root}kerja-sama/${id}/`)).text();
        const built = new DOMParser().parseFromString(page, "text/html");
        found[id] = [read(made), read(built)];
    }
    return found;
}
