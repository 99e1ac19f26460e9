"""The texts that each output of a register carries, as the tool for its kind of file reads them."""

import csv
import io
import json
import os
import re
import shutil
import sqlite3
import subprocess
import zipfile
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing
from pathlib import Path
from typing import Any, TypeAlias

import openpyxl
from hostileregister import HostileRegister, describe, list_taken
from icalendar import Calendar
from lxml import etree
from playwright.sync_api import Page

Texts: TypeAlias = Iterator[tuple[str, str]]
"""Where a text was found, and the text."""

_JSON_SCRIPT = re.compile(r'<script type="application/(?:ld\+)?json"[^>]*>(.*?)</script>', re.DOTALL)
_OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:%s:1.0}"
# What stands before a cell that would be run, at its start or where a spreadsheet may begin another.
_APOSTROPHE = re.compile(r"'(?= *[=+\-@＝＋－＠])|^'(?=[\t\r])")


def examine(register: HostileRegister, texts: Texts, least: int, plain: Callable[[str], str] = str) -> int:
    """Look that an output holds each text whole wherever it holds its end; give how many it holds.

    A field of which it holds one text it holds with all texts. ``least`` is how many fields it must carry;
    ``plain`` takes away what an output puts in, of both sides.
    """
    carried, broken = set(), []
    for where, text in texts:
        for planted, is_whole in register.find(text):
            if is_whole or plain(planted.text) in plain(text):
                carried.add((planted.field, planted.payload))
            else:
                broken.append((where, describe(planted), text[:300]))
    assert broken[:20] == []
    fields = {field for field, _ in carried}
    assert len(fields) >= least
    assert carried == {(field, payload) for field in fields for payload in list_taken(field)}
    return len(carried)


def _walk(value: Any) -> Iterator[str]:
    if isinstance(value, dict):
        for key, one in value.items():
            yield key
            yield from _walk(one)
    elif isinstance(value, list):
        for one in value:
            yield from _walk(one)
    elif isinstance(value, str):
        yield value


def read_json(paths: Iterable[Path]) -> Texts:
    """Read the values of documents."""
    for path in paths:
        for text in _walk(json.loads(path.read_bytes())):
            yield path.name, text


def read_json_lines(path: Path) -> Texts:
    """Read the values of a document a line."""
    for number, line in enumerate(path.read_text("utf-8").splitlines(), 1):
        for text in _walk(json.loads(line)):
            yield f"{path.name}:{number}", text


def read_json_scripts(paths: Iterable[Path]) -> Texts:
    """Read the values of the documents that pages hold, each of which ends where its script ends."""
    for path in paths:
        for found in _JSON_SCRIPT.findall(path.read_text("utf-8")):
            for text in _walk(json.loads(found)):
                yield path.as_posix(), text


def read_csv(paths: Iterable[Path]) -> Texts:
    """Read the cells of tables, each of as many as the head has."""
    for path in paths:
        rows = list(csv.reader(io.StringIO(path.read_text("utf-8-sig"), newline=""), strict=True))
        assert len({len(row) for row in rows}) == 1, path
        for row in rows:
            for cell in row:
                yield path.name, cell


def without_apostrophes(text: str) -> str:
    """Give a text without the apostrophes that keep spreadsheets from running it."""
    return _APOSTROPHE.sub("", text)


def read_workbook(path: Path) -> Texts:
    """Read the cells of a workbook, none of which is a formula or an error."""
    book = openpyxl.load_workbook(path, read_only=True)
    for sheet in book:
        for row in sheet.iter_rows():
            for cell in row:
                assert cell.data_type not in ("f", "e"), (sheet.title, cell.value)
                if isinstance(cell.value, str):
                    yield sheet.title, cell.value
    book.close()


def find_office() -> str:
    """Give the place of LibreOffice; a machine without one fails where it is asked for."""
    return os.environ.get("REGISTRI_LIBREOFFICE") or shutil.which("soffice") or "/usr/bin/soffice"


def open_in_office(office: str, folder: Path, *paths: Path, separator: str = "") -> list[Path]:
    """Open files in LibreOffice, as a person would, and save them as it sees them.

    Tables are cut at a separator, and what looks like a formula there is one.
    """
    profile = f"-env:UserInstallation=file://{folder}/profile"
    words = [office, profile, "--headless", "--convert-to", "fods", "--outdir", str(folder / "out")]
    if separator:
        choices = f"{ord(separator)},34,76,1,,0,false,true,false,false,false,0,true"
        words += [f"--infilter=Text - txt - csv (StarCalc):{choices}"]
    subprocess.run([*words, *map(str, paths)], check=True, capture_output=True, timeout=540)
    return [folder / "out" / f"{path.stem}.fods" for path in paths]


def read_office(path: Path) -> Texts:
    """Read the cells of a table that LibreOffice saved, none of which is a formula or an error."""
    for _, cell in etree.iterparse(path, tag=_OFFICE % "table" + "table-cell", huge_tree=True):
        assert not cell.get(_OFFICE % "table" + "formula"), (path, cell.attrib)
        lines = ["".join(_read_paragraph(one)) for one in cell.iter(_OFFICE % "text" + "p")]
        if lines:
            yield path.name, "\n".join(lines)
        cell.clear()


def _read_paragraph(part: etree._Element) -> Iterator[str]:
    # Blanks in a row, tabs and ends of lines are elements of their own.
    tag = part.tag.rpartition("}")[2]
    if tag == "s":
        yield " " * int(part.get(_OFFICE % "text" + "c", "1"))
    elif tag == "tab":
        yield "\t"
    yield part.text or ""
    for inner in part:
        yield from _read_paragraph(inner)
        yield inner.tail or ""


def read_database(path: Path) -> Texts:
    """Read every text of every table and view of a database."""
    with closing(sqlite3.connect(f"file:{path}?mode=ro&immutable=1", uri=True)) as base:
        assert base.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        asked = "SELECT name FROM sqlite_schema WHERE type IN ('table', 'view')"
        for (name,) in base.execute(asked).fetchall():
            for row in base.execute(f'SELECT * FROM "{name}"'):  # noqa: S608  the program's own names
                yield from ((name, cell) for cell in row if isinstance(cell, str))


def _read_escapes(text: str) -> str:
    """Give what a value of a calendar says (RFC 5545, 3.3.11)."""
    return re.sub(r"\\(.)", lambda found: "\n" if found[1] in "nN" else found[1], text)


def read_calendars(paths: Iterable[Path]) -> Texts:
    """Read the properties of calendars, whose parts are events alone."""
    for path in paths:
        data = path.read_bytes()
        calendar = Calendar.from_ical(data)
        assert {part.name for part in calendar.walk()} <= {"VCALENDAR", "VEVENT"}, path
        assert data.count(b"\nBEGIN:VEVENT\r") == len(calendar.events)
        for part in calendar.walk():
            assert not part.errors, path
            for name, value in part.property_items():
                # What a calendar says of itself is text, which this reader does not know.
                known = name not in ("NAME", "X-WR-CALNAME", "X-WR-CALDESC")
                plain = str(value) if known else _read_escapes(str(value))
                assert name not in ("ATTACH", "ATTENDEE", "ORGANIZER", "RRULE"), path
                yield path.name, plain


def read_xml(paths: Iterable[Path]) -> Texts:
    """Read the texts and attributes of XML without a word that runs or fetches anything."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True)
    for path in paths:
        tree = etree.parse(path, parser)
        assert not tree.docinfo.internalDTD, path
        for element in tree.iter():
            assert isinstance(element.tag, str), path
            name = etree.QName(element).localname.lower()
            assert name not in ("script", "foreignobject", "iframe", "set", "animate", "use"), path
            assert not any(str(key).lower().startswith("on") for key in element.attrib), path
            for text in (element.text, element.tail, *element.attrib.values()):
                if text:
                    yield path.as_posix(), str(text)


def read_archive(path: Path) -> Texts:
    """Read the tables in an archive, whose names all stay below where it is unpacked."""
    with zipfile.ZipFile(path) as archive:
        for name in archive.namelist():
            assert not re.search(r"^/|\\|(?:^|/)\.\.(?:/|$)|[^\x21-\x7e]", name), name
            if name.endswith(".csv"):
                text = archive.read(name).decode("utf-8-sig")
                for row in csv.reader(io.StringIO(text, newline=""), strict=True):
                    yield from ((name, cell) for cell in row)


_READ_PAGES = """async (addresses) => {
    const read = async (address) => {
        const found = new DOMParser().parseFromString(await (await fetch(address)).text(), "text/html");
        const faults = [], texts = [];
        for (const element of found.querySelectorAll("*")) {
            const tag = element.localName;
            for (const { name, value } of element.attributes) {
                if (/^on|^style$|^srcdoc$/.test(name)) faults.push(`${tag} ${name}`);
                if (["href", "src", "action", "formaction"].includes(name)) {
                    const scheme = /^\\s*([\\w+.-]+):/.exec(value);
                    if (scheme && !["http", "https"].includes(scheme[1])) faults.push(`${tag} ${value}`);
                }
                if (value.length > 3) texts.push(value);
            }
            if (tag === "script" && !element.src && !/json$/.test(element.type)) faults.push("script");
            if (["iframe", "object", "embed", "base", "plaintext", "math", "foreignobject"].includes(tag))
                faults.push(tag);
        }
        if (found.body.querySelector("meta, style, title:not(svg title), link")) faults.push("head");
        for (const script of found.querySelectorAll("script, style")) script.remove();
        texts.push(found.querySelector("title").textContent, found.body.textContent);
        return [faults, texts];
    };
    const all = [];
    for (const address of addresses) all.push(await read(address));
    return all;
}"""
_BATCH = 40


def read_pages(page: Page, addresses: list[str]) -> Texts:
    """Read the texts and attributes of pages as Chromium reads them; none runs or embeds a thing."""
    for start in range(0, len(addresses), _BATCH):
        asked = addresses[start : start + _BATCH]
        for address, (faults, texts) in zip(asked, page.evaluate(_READ_PAGES, asked), strict=True):
            assert faults == [], address
            yield from ((address, text) for text in texts)
