"""MkDocs with Material the usual way: a Markdown page a record, none of them in the navigation, search on."""

import html
import shutil
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from bench.agreements import Json
from bench.content import AGREEMENT, Sheet
from generator.addresses import output_path

_CONFIG = """\
site_name: Registri Kerja Sama
docs_dir: docs
theme:
  name: material
  language: id
  font: false
plugins:
  - search
markdown_extensions:
  - attr_list
  - tables
validation:
  omitted_files: ignore
  absolute_links: ignore
  unrecognized_links: ignore
nav:
  - Beranda: index.md
"""


def write_mkdocs_site(folder: Path, sheets: Iterable[Sheet], rows: Mapping[str, Json]) -> None:
    """Write the Markdown pages and settings that MkDocs builds from."""
    shutil.rmtree(folder, ignore_errors=True)
    docs = folder / "docs"
    docs.mkdir(parents=True)
    (folder / "mkdocs.yml").write_text(_CONFIG, "utf-8")
    for sheet in sheets:
        target = docs / output_path(sheet.address).replace("index.html", "index.md")
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(_render_sheet(sheet, rows), "utf-8")


def list_mkdocs_command(python: Path, folder: Path, site: Path) -> list[str]:
    """Give the command of a clean build."""
    return [str(python), "-m", "mkdocs", "build", "--quiet", "--clean", "--config-file",
            str(folder / "mkdocs.yml"), "--site-dir", str(site)]  # fmt: skip


def _render_sheet(sheet: Sheet, rows: Mapping[str, Json]) -> str:
    lines = _agreement_lines(sheet.content) if sheet.kind == AGREEMENT else _block_lines(sheet.content, rows)
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
                listed = (rows[key] for key in block["ids"])
                yield from _table(
                    ("Perjanjian", "Mitra", "Ditandatangani", "Keadaan"),
                    (
                        [
                            f"{row['type']} {_link(row['title'], row['link'])}",
                            _plain(row["partners"]),
                            row["signed"],
                            row["status"],
                        ]
                        for row in listed
                    ),
                )
            case "parts":
                links = (_link(number, link) for number, link in enumerate(block["links"], 1))
                yield from (" ".join(links), "")


def _facts(pairs: Mapping[str, str]) -> Iterator[str]:
    yield from (f"- **{name}:** {text}" for name, text in pairs.items() if text)
    yield ""


def _section(title: str, items: Iterable[str]) -> Iterator[str]:
    lines = [f"- {item}" for item in items]
    if lines:
        yield from (f"## {title}", "", *lines, "")


def _evaluation_lines(evaluations: Iterable[Json]) -> Iterator[str]:
    yield from ("## Evaluasi", "")
    for item in evaluations:
        yield from (f"### {_link(item['period'], item['link'])}", "")
        yield from _facts(
            {
                "Keadaan pelaksanaan": _plain(item["state"]),
                "Rekomendasi": _plain(item["recommendation"]),
                "Dievaluasi oleh": _plain(item["evaluator"]),
                "Kegiatan": _plain("; ".join(item["activities"])),
                "Keluaran": _plain("; ".join(f"{out['name']}: {out['result']}" for out in item["outputs"])),
                "Penerima manfaat": _plain(item["beneficiaries"]),
                "Kendala": _plain("; ".join(item["obstacles"])),
                "Tindak lanjut": _plain(item["follow_up"]),
                **{verdict["name"]: _plain(verdict["value"]) for verdict in item["judgement"]},
            }
        )


def _agreement_lines(facts: Json) -> Iterator[str]:
    yield from (_plain(facts["purpose"]), "")
    yield from _facts(
        {
            "Keadaan": _link(facts["status"]["name"], facts["status"]["link"]),
            "Ditandatangani": facts["signed"],
            "Tempat": _plain(facts["place"]),
            "Berlaku sejak": facts["start"],
            "Berlaku sampai": facts["end"],
            "Jangka waktu": _plain(facts["term"]),
            "Jenis": _link(facts["type"]["name"], facts["type"]["link"]),
            "Naskah": _link(facts["document"]["name"], facts["document"]["link"]),
        }
    )
    yield from ("## Para pihak", "")
    yield from _table(
        ("Pihak", "Nomornya", "Ditandatangani oleh"),
        (
            [
                _link(party["name"], party["link"]),
                _plain(party["number"]),
                _plain("; ".join(party["offices"])),
            ]
            for party in facts["parties"]
        ),
    )
    yield from ("## Isi kerja sama", "")
    yield from _facts(
        {
            "Pokok": _plain(facts["subject"]),
            "Objek": _plain(facts["object"]),
            "Urusan": ", ".join(_link(item["name"], item["link"]) for item in facts["affairs"]),
            "Perangkat daerah": "; ".join(_link(item["name"], item["link"]) for item in facts["departments"]),
            "Nilai": _plain(facts["amount"]),
            "Sumber dana": _plain(facts["funding"]),
            "Catatan": _plain(facts["notes"]),
        }
    )
    yield from _section("Ruang lingkup", map(_plain, facts["scope"]))
    yield from _section("Angka dalam perjanjian", map(_plain, facts["figures"]))
    yield from _section(
        "Tanggal dan tahapan", (f"{item['date']}: {_plain(item['text'])}" for item in facts["dates"])
    )
    yield from _section(
        "Perjanjian terkait",
        (f"{_link(item['title'], item['link'])} ({item['told']})" for item in facts["family"]),
    )
    yield from _section("Hasil yang diberitakan", map(_plain, facts["results"]))
    yield from _evaluation_lines(facts["evaluations"])
    yield from _section(
        "Yang belum diketahui", (f"**{item['about']}**: {_plain(item['note'])}" for item in facts["unknown"])
    )
    yield from _section("Sumber", (_link(item["title"], item["url"]) for item in facts["sources"]))
    yield from _facts({"Pengenal": f"`{facts['id']}`", "Berkas": f"`{facts['file']}`"})
