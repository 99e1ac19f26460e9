"""What is fuzzed: one target a parser, each with the laws that any input must keep, and a first corpus.

The laws are asked by Hypothesis in the tests and by atheris in ``make fuzz``: a target takes bytes and gives
nothing; whatever it raises is a fault of the program.
"""

import io
import json
import re
import zipfile
from collections.abc import Callable, Iterable
from functools import cache
from itertools import pairwise
from typing import NamedTuple

from hostilesheets import cell, make_book, make_ods, make_xlsx, row, said, table
from registers import AS_OF, BASE, KB, ROOT, SCHEMAS, base_records

from generator.check.checker import Checker
from generator.check.reporters import REPORTERS, report
from generator.dates import Date, DateError, parse_date
from generator.entry.dates import read_date, spell_date
from generator.entry.issues import read_issue
from generator.entry.money import read_money
from generator.entry.numbers import read_number
from generator.entry.problem import EntryError
from generator.entry.reply import render_reply
from generator.entry.terms import read_term
from generator.locale import Locale
from generator.read.parser import MAX_DEPTH, parse_mapping
from generator.read.pictures import is_plain_svg, is_png
from generator.read.places import Places
from generator.read.strict_yaml import read_mapping
from generator.records import parse_place
from generator.refusal import RefusalError
from generator.sheets.files import MAX_COLUMNS, MAX_LETTERS, MAX_ROWS, read_grids
from generator.sheets.workbook import read_tables
from generator.value import Value
from generator.write.formatting import UnformattableError, UnreadableError, format_record

_ENDINGS = ("xlsx", "ods", "csv", "tsv", "xlsx", "ods", "xls")
_KINDS = (None, "ksdd", "partner", "mapping-entry")
_HEADINGS = 100
_LOUD = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff]")


class Target(NamedTuple):
    """One parser: what it reads, what to begin with, and what must hold of any bytes."""

    about: str
    seeds: Callable[[], Iterable[bytes]]
    run: Callable[[bytes], object]


def _expect(law: object, about: object) -> None:
    assert law, about


def _spell(value: object) -> str:
    """Give a spelling in which true is not 1."""
    return json.dumps(value)


def _depth(value: Value) -> int:
    inner = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    return int(isinstance(value, dict | list)) + max(map(_depth, inner), default=0)


def _records() -> Iterable[bytes]:
    for path in sorted((ROOT / "records").rglob("*.yaml"))[::7]:
        yield path.read_bytes()
    for path in sorted((ROOT / "tests" / "cases").glob("KS0*/*/records/**/*.yaml")):
        if path.is_file():
            yield path.read_bytes()


def read_any(data: bytes) -> object:
    """Read bytes as a record: a value that both ways of reading agree on, or faults with their places."""
    value, faults = read_mapping(data)
    assert (value is None) == bool(faults)
    for fault in faults:
        assert min(fault.line, fault.column, fault.end_line, fault.end_column) >= 1
    if value is None:
        return None
    parsed, found = parse_mapping(data.decode())
    assert not found
    assert parsed is not None
    assert _spell(parsed) == _spell(value)
    assert _depth(value) <= MAX_DEPTH + 1
    places = Places(data)
    for key in value:
        assert places.locate((key,), key=True).line >= 1
    return value


def format_any(data: bytes) -> object:
    """Give bytes to fmt: refused, or canonical text that means the same and is canonical already."""
    schema = SCHEMAS.get("agreement-ksdd")
    try:
        formatted = format_record(data, schema)
    except (UnreadableError, UnformattableError):
        return None
    assert _spell_sorted(read_mapping(formatted)[0]) == _spell_sorted(read_mapping(data)[0])
    assert format_record(formatted, schema) == formatted
    return formatted


def _spell_sorted(value: object) -> str:
    return json.dumps(value, sort_keys=True)


def check_any(data: bytes) -> object:
    """Check a register with these bytes as one agreement: findings with places, told in every form."""
    checker = Checker(BASE, SCHEMAS, AS_OF, instead={KB: data})
    checked = checker.check_register(1)
    for finding in checked.findings:
        assert min(finding.line, finding.column) >= 1
        assert finding.message.strip()
        assert not _LOUD.search(finding.message + finding.help), finding
    for form in REPORTERS:
        report(form, checked.findings, checked.files, BASE, "id").encode("utf-8")
    return checked


@cache
def _locales() -> tuple[Locale, Locale]:
    return Locale("id", SCHEMAS), Locale("en", SCHEMAS)


def date_any(data: bytes) -> object:
    """Read a text as EDTF dates, one a line: refused, or dates that are ordered, shown and read back."""
    found: list[Date] = []
    for line in data.decode("utf-8", "replace").split("\n")[:8]:
        try:
            date = parse_date(line)
        except DateError as error:
            _expect(error.reason in ("form", "impossible"), error)
            continue
        assert parse_date(date.text) == date
        assert date.earliest <= date.latest
        assert not date.is_certainly_before(date)
        assert all(date.earliest <= span.first <= span.last <= date.latest for span in date.candidates)
        assert date.year is None or date.earliest.year == date.latest.year == date.year
        assert read_date(spell_date(date.text)) == date.text
        for locale in _locales():
            assert locale.date(date).strip()
            assert locale.date(date, short=True).strip()
        found.append(date)
    for one, other in pairwise(found):
        assert not (one.is_certainly_before(other) and other.is_certainly_before(one))
        if one.is_certainly_before(other):
            assert one.earliest < other.earliest
    return found


def entry_any(data: bytes) -> object:
    """Read a text as people write dates, money, lengths and numbers: read, or refused with a reason."""
    text = data.decode("utf-8", "replace")
    answers: list[object] = []
    readers: tuple[Callable[[str], object], ...] = (read_date, read_money, read_term, read_number)
    for read in readers:
        try:
            answers.append(read(text))
        except EntryError as error:
            _expect(error.reason, error)
    if answers and isinstance(answers[0], str):
        parse_date(answers[0])
    return answers


def issue_any(data: bytes) -> object:
    """Answer a text as an issue: a reply of bounded length, and no file outside the records."""
    if not data:
        return None
    text = data[1:].decode("utf-8", "replace")
    proposal = read_issue(text, base_records(), SCHEMAS, _KINDS[data[0] % len(_KINDS)])
    assert not proposal.file or parse_place(proposal.file)
    if proposal.is_usable:
        assert read_mapping(proposal.after.encode())[0] is not None
    reply = render_reply(proposal)
    assert len(reply) < 60_000
    return reply


def sheet_any(data: bytes) -> object:
    """Read bytes as a table of some kind: its rows within the limits, or a refusal."""
    if not data:
        return None
    kind, inner = data[0] % len(_ENDINGS), data[1:]
    path = f"tabel.{_ENDINGS[kind]}"
    whole = make_book(path, inner) if kind < 2 else inner  # the first two are wrapped
    try:
        grids = read_grids(whole, path)
        read_tables(grids, SCHEMAS, None)
    except RefusalError as error:
        _expect(error.render("id"), error)
        return None
    for grid in grids:
        assert len(grid.rows) <= MAX_ROWS + _HEADINGS
        assert grid.width <= MAX_COLUMNS
        assert all(len(one.text) <= MAX_LETTERS for line in grid.rows for one in line)
    return grids


def picture_any(data: bytes) -> object:
    """Judge bytes as a crest: fit or not, never more."""
    if is_plain_svg(data):
        assert b"<script" not in data.lower()
    return is_png(data)


def _sheets() -> Iterable[bytes]:
    rows = f'<row r="2">{cell("A2", "x")}<c r="B2"><v>45000</v></c></row>'
    merges = '<mergeCells><mergeCell ref="A2:B3"/></mergeCells>'
    tables = table(row(said("x")) + row(said("y"), 3)), table(row(said("z")), "Mitra")
    books = (make_xlsx(rows, merges), make_ods(*tables))
    for number, (book, part) in enumerate(
        zip(books, ("xl/worksheets/sheet1.xml", "content.xml"), strict=True)
    ):
        with zipfile.ZipFile(io.BytesIO(book)) as archive:
            yield bytes([number]) + archive.read(part)
        yield bytes([number + 4]) + book
    yield b"\x02" + b'Judul;Mitra;Tanggal\nKerja sama;"Kota; Rekaan";17/05/2024\n'
    yield b"\x03" + "Judul\tMitra\nKerja sama\tKota Rekaan\n".encode("utf-16")
    yield b"\x06\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)


def _issues() -> Iterable[bytes]:
    for number, answers in (
        (1, {"Judul": "Kerja sama rekaan", "Mitra": "Kota Seberang", "Tahun": "2027"}),
        (3, {"Kebutuhan atau potensi": "Ambulans", "Tahun": "2027", "Urusan pemerintahan": "kesehatan"}),
        (0, {"Pengenal": "ksdd-seberang-2024-pks", "Judul": "<!-- x -->Judul lain"}),
        (2, {"Nama": "PT Sungai Jernih", "Kategori mitra": "Badan usaha swasta"}),
    ):
        text = "\n\n".join(f"### {heading}\n\n{answer}" for heading, answer in answers.items())
        yield bytes([number]) + text.encode()


def _texts(*texts: str) -> Callable[[], Iterable[bytes]]:
    return lambda: [text.encode() for text in texts]


TARGETS = {
    "reader": Target("read_mapping, parse_mapping, Places", _records, read_any),
    "fmt": Target("format_record", _records, format_any),
    "check": Target("Checker, REPORTERS", _records, check_any),
    "edtf": Target(
        "parse_date, spell_date, Locale.date",
        _texts("2024-05-17\n2024", "2024-02-29\n2023-02", "2013-09-06?\n2013-09~", "[2024-05-20,2024-05-27]"),
        date_any,
    ),
    "entry": Target(
        "read_date, read_money, read_term, read_number",
        _texts("17 Mei 2024", "Rp1.500.000,00", "3 tahun 6 bulan", "17/05/2024 s.d. 17/05/2027", "1,5 miliar",
               "sekitar Mei 2024", "dua puluh lima", "antara 1 dan 3 Mei 2024", "45429"),
        entry_any,
    ),
    "issue": Target("read_issue, render_reply", _issues, issue_any),
    "sheet": Target("read_grids, read_tables", _sheets, sheet_any),
    "picture": Target(
        "is_plain_svg, is_png",
        lambda: [path.read_bytes() for path in sorted((ROOT / "docs").rglob("*.svg"))[:3]]
        + [b'<svg xmlns="http://www.w3.org/2000/svg"><path d="M0 0"/></svg>', b"\x89PNG\r\n\x1a\n\0\0"],
        picture_any,
    ),
}  # fmt: skip
"""Everything that is fuzzed, by name."""
