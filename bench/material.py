"""MkDocs with Material the usual way: a Markdown page a record, none of them in the navigation, search on."""

import html
import shutil
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

import yaml

from bench.agreements import Json
from bench.content import AGREEMENT, Sheet
from generator.addresses import output_path

_HEADS = ("Perjanjian", "Mitra", "Ditandatangani", "Keadaan")
_SETTINGS = Path(__file__).resolve().parent.parent / "mkdocs.yml"


def _render_settings() -> str:
    """Give the project's own theme, extensions and sections, without its plugin and its guides."""
    own = yaml.safe_load(_SETTINGS.read_text("utf-8"))
    theme = {key: value for key, value in own["theme"].items() if key != "favicon"}
    nav = [{name: page} for entry in own["nav"] for name, page in entry.items() if isinstance(page, str)]
    return yaml.safe_dump(
        {
            "site_name": own["site_name"],
            "theme": theme,
            "extra": own["extra"],
            "plugins": ["search"],
            "markdown_extensions": own["markdown_extensions"],
            "validation": dict.fromkeys(("omitted_files", "absolute_links", "unrecognized_links"), "ignore"),
            "nav": nav,
        },
        allow_unicode=True,
    )


def write_mkdocs_site(folder: Path, sheets: Iterable[Sheet], rows: Mapping[str, Json]) -> None:
    """Write the Markdown pages and settings that MkDocs builds from."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    (folder / "mkdocs.yml").write_text(_render_settings(), "utf-8")
    for sheet in sheets:
        target = find_markdown(folder, sheet.address)
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(_render_sheet(sheet, rows), "utf-8")


def find_markdown(folder: Path, address: str) -> Path:
    """Give the Markdown file of the page at an address."""
    return folder / "docs" / output_path(address).replace("index.html", "index.md")


def list_mkdocs_command(python: Path, folder: Path, site: Path) -> list[str]:
    """Give the command of a clean build."""
    return [str(python), "-m", "mkdocs", "build", "--quiet", "--clean", "--config-file",
            str(folder / "mkdocs.yml"), "--site-dir", str(site)]  # fmt: skip


def _render_sheet(sheet: Sheet, rows: Mapping[str, Json]) -> str:
    if sheet.kind == AGREEMENT:
        lines = _agreement_lines(sheet.record, sheet.content)
    else:
        lines = _block_lines(sheet.content, rows)
    head = f"---\ntitle: {_quote(sheet.title)}\ndescription: {_quote(sheet.description)}\n---\n"
    return f"{head}\n# {_plain(sheet.title)}\n\n" + "\n".join(lines) + "\n"


def _quote(text: str) -> str:
    return "'" + text.replace("'", "''").replace("\n", " ") + "'"


def _plain(text: object) -> str:
    return html.escape(str(text), quote=False).replace("|", "\\|").replace("\n", " ")


def _link(text: object, link: str) -> str:
    return f"[{_plain(text)}]({link})" if link else _plain(text)


def _table(head: Iterable[str], rows: Iterable[Iterable[str]]) -> Iterator[str]:
    names = list(head)
    yield "| " + " | ".join(names) + " |"
    yield "|" + " --- |" * len(names)
    for row in rows:
        yield "| " + " | ".join(row) + " |"
    yield ""


def _block_lines(blocks: Iterable[Json], rows: Mapping[str, Json]) -> Iterator[str]:
    for block in blocks:
        match block["kind"]:
            case "text":
                yield from (_plain(block["text"]), "")
            case "table":
                width = max(map(len, block["rows"]))
                cells = ([_link(cell["text"], cell["link"]) for cell in row] for row in block["rows"])
                yield from _table([" "] * width, cells)
            case "list":
                yield from (*_list_lines({key: rows[key] for key in block["ids"]}), "")
            case "parts":
                links = (_link(number, link) for number, link in enumerate(block["links"], 1))
                yield from (" ".join(links), "")
            case "chart":
                yield from (*_chart_lines(block), "")


def _list_lines(rows: Mapping[str, Json]) -> Iterator[str]:
    """Give a list of agreements as HTML, which is handed on as it is.

    A table in Markdown with the same marks in its cells would cost MkDocs a fifth more.
    """
    heads = "".join(f'<th scope="col">{name}</th>' for name in _HEADS)
    yield f'<div class="rk-table" tabindex="0"><table class="rk-list"><thead><tr>{heads}</tr></thead><tbody>'
    for key, row in rows.items():
        kind = f'<abbr class="rk-type rk-type--{row["kind"]}" title="{row["kind_name"]}">{row["type"]}</abbr>'
        status = f'<span class="rk-status rk-status--{row["state"]}">{row["status"]}</span>'
        name = f'<a href="{row["link"]}">{_flat(row["title"])}</a>'
        yield (
            f'<tr data-id="{key}"><th scope="row">{kind} {name}</th><td>{_flat(row["partners"])}</td>'
            f"<td>{row['signed']}</td><td>{status}</td></tr>"
        )
    yield "</tbody></table></div>"


def _flat(text: str) -> str:
    """Give a text for HTML that must hold no line end, where Markdown would begin again."""
    return html.escape(text).replace("\n", " ")


def _chart_lines(chart: Json) -> Iterator[str]:
    """Give a chart as HTML, which Markdown hands on as it is."""
    yield f'<figure class="rk-chart"><svg viewBox="0 0 {chart["width"]} {chart["height"]}" role="img">'
    for shape in chart["shapes"]:
        marks = "".join(map(_draw, shape["marks"]))
        yield f'<a href="{shape["link"]}">{marks}</a>' if shape["link"] else marks
    yield "</svg></figure>"


def _draw(mark: list[Json]) -> str:
    match mark:
        case ["box", kind, x, y, width, height]:
            return f'<rect class="c-{kind}" x="{x}" y="{y}" width="{width}" height="{height}"/>'
        case ["text", kind, x, y, anchor, text]:
            said = _flat(str(text))
            return f'<text class="c-{kind}" x="{x}" y="{y}" text-anchor="{anchor}">{said}</text>'
        case ["dot", kind, x, y, radius]:
            return f'<circle class="c-{kind}" cx="{x}" cy="{y}" r="{radius}"/>'
        case [_, kind, path]:
            return f'<path class="c-{kind}" d="{path}"/>'
        case _:
            raise ValueError(str(mark))


def _facts(pairs: Mapping[str, str]) -> Iterator[str]:
    yield from (f"- **{name}:** {text}" for name, text in pairs.items() if text)
    yield ""


def _section(title: str, items: Iterable[str]) -> Iterator[str]:
    lines = [f"- {item}" for item in items]
    if lines:
        yield from (f"## {title}", "", *lines, "")


def _join(item: Mapping[str, Json], *keys: str) -> str:
    return _plain(", ".join(str(item[key]) for key in keys if key in item))


def _evaluation_lines(record: Json, facts: Json) -> Iterator[str]:
    yield from ("## Evaluasi", "")
    for item, worded in zip(record.get("evaluations", ()), facts["evaluations"], strict=True):
        yield from (f"### {_link(worded['period'], worded['link'])}", "")
        outputs = "; ".join(
            _join(output, "name", "result", "unit", "target") for output in item.get("outputs", ())
        )
        yield from _facts(
            {
                "Keadaan pelaksanaan": _plain(worded["state"]),
                "Rekomendasi": _plain(worded["recommendation"]),
                "Dievaluasi oleh": _join({**item, **worded}, "evaluator", "date"),
                "Kegiatan": _plain("; ".join(item.get("activities", ()))),
                "Keluaran": outputs,
                "Penerima manfaat": _join(item.get("beneficiaries", {}), "count", "description"),
                "Kendala": _plain("; ".join(item.get("obstacles", ()))),
                "Tindak lanjut": _plain(item.get("follow_up", "")),
                **{verdict["name"]: _plain(verdict["value"]) for verdict in worded["judgement"]},
            }
        )


def _party_lines(record: Json, facts: Json) -> Iterator[str]:
    rows = [
        [
            _link(worded["name"], worded["link"]),
            _plain(party.get("number", "belum diketahui")),
            "; ".join(_join(signatory, "office", "name") for signatory in party.get("signatories", ())),
        ]
        for party, worded in zip(record["parties"], facts["parties"], strict=True)
    ]
    rows += [[_plain(party["description"]), "", ""] for party in record.get("unnamed_parties", ())]
    yield from ("## Para pihak", "")
    yield from _table(("Pihak", "Nomornya", "Ditandatangani oleh"), rows)


def _source_lines(record: Json, facts: Json) -> Iterator[str]:
    sources = zip(record["sources"], facts["sources"], strict=True)
    yield from _section(
        "Sumber",
        (
            f"{_link(source.get('title', source['url']), source['url'])} ({worded['host']})"
            for source, worded in sources
        ),
    )


def _say_entries(step: Json) -> str:
    said = []
    for entry in step["entries"]:
        other = f": {_link(entry['other']['title'], entry['other']['link'])}" if entry["other"] else ""
        detail = f" ({_plain(entry['detail'])})" if entry["detail"] else ""
        said.append(f"{_plain(entry['name'])}{other}{detail}")
    return "; ".join(said)


def _family_lines(chain: Iterable[Json], depth: int = 0) -> Iterator[str]:
    for kin in chain:
        if "folded" in kin:
            yield from _family_lines(kin["folded"], depth)
            continue
        name = "**Perjanjian ini**" if kin["is_own"] else _link(kin["title"], kin["link"])
        bonds = "".join(f" *{_join(bond, 'name', 'note')}*" for bond in kin["bonds"])
        yield f"{'    ' * depth}- {kin['number']} {name} ({_plain(kin['told'])}){bonds}"
        yield from _family_lines(kin["under"], depth + 1)


def _content_lines(record: Json, facts: Json) -> Iterator[str]:
    yield from ("## Isi kerja sama", "")
    yield from _facts(
        {
            "Pokok": _plain(record["subject"]),
            "Objek": _plain(record.get("object", "")),
            "Urusan": ", ".join(_link(item["name"], item["link"]) for item in facts["affairs"]),
            "Perangkat daerah": "; ".join(_link(item["name"], item["link"]) for item in facts["departments"]),
            "Nilai": _plain(facts["amount"]),
            "Sumber dana": _plain(record.get("value", {}).get("funding_source", "")),
            "Catatan": _plain(record.get("notes", "")),
        }
    )
    yield from _section("Ruang lingkup", map(_plain, record.get("scope", ())))
    yield from _section(
        "Angka dalam perjanjian",
        (_join(item, "label", "value", "unit") for item in record.get("figures", ())),
    )
    yield from _section(
        "Dalam rencana pembangunan",
        (_join(item, "document", "period", "programme") for item in record.get("plan_references", ())),
    )


def _agreement_lines(record: Json, facts: Json) -> Iterator[str]:
    status = facts["status"]
    before, subject, after = map(_plain, facts["sentence"])
    yield from (f"{before}**{subject}**{after}", "", _plain(record["purpose"]), "")
    yield from _facts(
        {
            "Keadaan": f"{_link(status['name'], status['link'])}. {status['about']}",
            "Ditandatangani": facts["signed"],
            "Tempat": _plain(record.get("signing", {}).get("place", "")),
            "Berlaku sejak": facts["start"],
            "Berlaku sampai": facts["end"],
            "Jangka waktu": _plain(record.get("term", {}).get("as_stated", "")),
            "Jenis": _link(facts["type"]["name"], facts["type"]["link"]),
            "Naskah": _link(facts["document"]["name"], facts["document"]["link"]),
        }
    )
    yield from _party_lines(record, facts)
    yield from _content_lines(record, facts)
    yield from _section(
        "Tanggal dan tahapan", (f"{step['words']}: {_say_entries(step)}" for step in facts["steps"])
    )
    if facts["family"]:
        yield from ("## Perjanjian terkait", "", *_family_lines(facts["family"]), "")
    yield from _section(
        "Dokumen",
        (
            f"{kind}: {_link(item['title'], item.get('url', ''))}"
            for item, kind in zip(record.get("attachments", ()), facts["attachments"], strict=True)
        ),
    )
    yield from _section(
        "Hasil yang diberitakan", (_plain(item["text"]) for item in record.get("reported_results", ()))
    )
    yield from _evaluation_lines(record, facts)
    unknown = zip(record.get("unknown", ()), facts["unknown"], strict=True)
    yield from _section(
        "Yang belum diketahui", (f"**{about}**: {_plain(item['note'])}" for item, about in unknown)
    )
    yield from _source_lines(record, facts)
    yield from _facts(
        {
            "Pengenal": f"`{record['id']}`",
            "Alamat tetap": _link(facts["address"], f"/{facts['address']}"),
            "Berkas": f"`{facts['file']}`",
            "Kutip halaman ini": _plain(facts["citation"]),
        }
    )
