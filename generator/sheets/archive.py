"""What a spreadsheet's own file says beside its values: merged cells, broken formulas, hidden rows, its size.

``xlsx`` and ``ods`` are archives of XML; of each sheet only marks are gathered, in one pass.
"""

import io
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import IO
from xml.etree import ElementTree

from generator.sheets.grid import Block

MAX_UNPACKED_BYTES = 300 * 1024 * 1024
_MOST_FILES = 5000
_MOST_TIMES_LARGER = 250
_SMALL = 5 * 1024 * 1024

_OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
_TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_CELL = re.compile(r"(?P<letters>[A-Z]{1,3})(?P<row>[0-9]{1,7})")
_MOST_ROWS = 100_000


class ArchiveError(ValueError):
    """An archive that is not opened: ``reason`` is ``huge``, ``encrypted`` or ``broken``."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


@dataclass(slots=True)
class Marks:
    """What is marked in a sheet: merged regions, cells whose formula failed, how many rows are hidden."""

    merged: list[Block] = field(default_factory=list)
    broken: dict[tuple[int, int], str] = field(default_factory=dict)
    hidden_rows: int = 0


def open_archive(data: bytes) -> zipfile.ZipFile:
    """Open an archive whose contents are of a size that fits into memory.

    Raises ArchiveError.
    """
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
        parts = archive.infolist()
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError):
        raise ArchiveError("broken") from None
    unpacked = sum(part.file_size for part in parts)
    is_bomb = unpacked > max(_SMALL, len(data) * _MOST_TIMES_LARGER)
    if unpacked > MAX_UNPACKED_BYTES or is_bomb or len(parts) > _MOST_FILES:
        raise ArchiveError("huge")
    if any(part.flag_bits & 1 for part in parts):
        raise ArchiveError("encrypted")
    return archive


def read_marks(data: bytes) -> dict[str, Marks]:
    """Give the marks of each sheet of an ``xlsx`` or ``ods`` file, by the sheet's name.

    Raises ArchiveError for a file that is no such archive, or too large a one.
    """
    archive = open_archive(data)
    names = set(archive.namelist())
    try:
        if "content.xml" in names:
            _refuse_locked(archive, names)
            with archive.open("content.xml") as stream:
                return _read_ods(stream)
        return _read_xlsx(archive, names) if "xl/workbook.xml" in names else {}
    except (
        ElementTree.ParseError,
        zipfile.BadZipFile,
        KeyError,
        EOFError,
        ValueError,
        RuntimeError,
    ) as error:
        if isinstance(error, ArchiveError):
            raise
        raise ArchiveError("broken") from None


def _refuse_locked(archive: zipfile.ZipFile, names: set[str]) -> None:
    manifest = "META-INF/manifest.xml"
    if manifest in names and b"encryption-data" in archive.read(manifest):
        raise ArchiveError("encrypted")


def _read_xlsx(archive: zipfile.ZipFile, names: set[str]) -> dict[str, Marks]:
    marks: dict[str, Marks] = {}
    targets = _read_targets(archive, names)
    with archive.open("xl/workbook.xml") as stream:
        root = ElementTree.parse(stream).getroot()  # noqa: S314  expat bounds what entities grow to
    for node in root.iter():
        if _bare(node.tag) != "sheet":
            continue
        key = next((value for name, value in node.attrib.items() if _bare(name) == "id"), "")
        part = targets.get(key, "")
        if part in names:
            with archive.open(part) as stream:
                marks[node.attrib.get("name", "")] = _read_xlsx_sheet(stream)
    return marks


def _read_targets(archive: zipfile.ZipFile, names: set[str]) -> dict[str, str]:
    place = "xl/_rels/workbook.xml.rels"
    if place not in names:
        return {}
    with archive.open(place) as stream:
        root = ElementTree.parse(stream).getroot()  # noqa: S314
    targets = {node.attrib.get("Id", ""): node.attrib.get("Target", "") for node in root}
    return {
        key: target.lstrip("/") if target.startswith("/") else f"xl/{target}"
        for key, target in targets.items()
    }


def _bare(tag: str) -> str:
    return tag.rpartition("}")[2]


def _read_xlsx_sheet(stream: IO[bytes]) -> Marks:
    marks = Marks()
    for _, node in ElementTree.iterparse(stream):  # noqa: S314
        tag = _bare(node.tag)
        if tag == "c" and node.attrib.get("t") == "e":
            place = _read_cell(node.attrib.get("r", ""))
            value = next((inner.text for inner in node if _bare(inner.tag) == "v"), None)
            if place:
                marks.broken[place] = value or "#REF!"
        elif tag == "row":
            marks.hidden_rows += node.attrib.get("hidden") in ("1", "true")
            node.clear()
        elif tag == "mergeCell":
            first, _, last = node.attrib.get("ref", "").partition(":")
            start, end = _read_cell(first), _read_cell(last)
            if start and end:
                marks.merged.append((*start, *end))
    return marks


def _read_cell(name: str) -> tuple[int, int] | None:
    found = _CELL.fullmatch(name)
    if found is None:
        return None
    column = 0
    for letter in found["letters"]:
        column = column * 26 + ord(letter) - ord("A") + 1
    return int(found["row"]) - 1, column - 1


def _read_ods(stream: IO[bytes]) -> dict[str, Marks]:
    marks: dict[str, Marks] = {}
    name, row = "", 0
    for event, node in ElementTree.iterparse(stream, ("start", "end")):  # noqa: S314
        if node.tag == f"{_TABLE}table":
            if event == "start":
                name, row = node.attrib.get(f"{_TABLE}name", ""), 0
                marks[name] = Marks()
            else:
                node.clear()
        elif node.tag == f"{_TABLE}table-row" and event == "end" and name in marks:
            count = int(node.attrib.get(f"{_TABLE}number-rows-repeated", "1"))
            if node.attrib.get(f"{_TABLE}visibility") in ("collapse", "filter"):
                marks[name].hidden_rows += count
            if row < _MOST_ROWS:
                marks[name].merged += _find_spans(node, row)
            row += count
            node.clear()
    return marks


def _find_spans(row_node: ElementTree.Element, row: int) -> Iterator[Block]:
    column = 0
    for cell in row_node:
        if cell.tag not in (f"{_TABLE}table-cell", f"{_TABLE}covered-table-cell"):
            continue
        down = int(cell.attrib.get(f"{_TABLE}number-rows-spanned", "1"))
        right = int(cell.attrib.get(f"{_TABLE}number-columns-spanned", "1"))
        if down > 1 or right > 1:
            yield row, column, row + down - 1, column + right - 1
        column += int(cell.attrib.get(f"{_TABLE}number-columns-repeated", "1"))
