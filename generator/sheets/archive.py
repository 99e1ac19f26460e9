"""What a spreadsheet's own file says beside its values: merged cells, broken formulas, hidden rows, its size.

``xlsx`` and ``ods`` are archives of XML; of each sheet only marks are gathered, in one pass that keeps no
tree of them: memory does not grow with what a small file unpacks to.
"""

import io
import re
import zipfile
import zlib
from collections.abc import Mapping
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
_TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_PARAGRAPH, _SPACES = f"{_TEXT}p", f"{_TEXT}c"
_CELLS = frozenset((f"{_TABLE}table-cell", f"{_TABLE}covered-table-cell"))
_CELL = re.compile(r"(?P<letters>[A-Za-z]{1,5})(?P<row>[0-9]{1,10})")
_MOST_MARKS = 100_000
_MOST_ELEMENTS = 5_000_000
_MOST_SPACES = 1000
_LONGEST_ERROR = 20
_PIECE = 1 << 16


class ArchiveError(ValueError):
    """An archive that is not opened: ``reason`` is ``huge``, ``encrypted`` or ``broken``."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


@dataclass(slots=True)
class Marks:
    """What is marked in a sheet: merged regions, cells whose formula failed, how many rows are hidden.

    ``height`` and ``width`` are how far its filled cells reach, in rows and columns from the first.
    """

    merged: list[Block] = field(default_factory=list)
    broken: dict[tuple[int, int], str] = field(default_factory=dict)
    hidden_rows: int = 0
    height: int = 0
    width: int = 0

    def reach(self, row: int, column: int) -> None:
        """Note that a cell holds something."""
        self.height, self.width = max(self.height, row + 1), max(self.width, column + 1)

    def merge(self, block: Block) -> None:
        """Note a merged region, as long as there are no more of them than people make."""
        if len(self.merged) < _MOST_MARKS:
            self.merged.append(block)


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
    if len(names & {"content.xml", "xl/workbook.xml"}) != 1:
        # What holds neither, or both, the library may read as another kind of file than is read here.
        raise ArchiveError("broken")
    try:
        if "content.xml" in names:
            _refuse_locked(archive, names)
            reader = _OdsReader()
            with archive.open("content.xml") as stream:
                _read_parts(stream, reader)
            return reader.sheets
        return _read_xlsx(archive, names)
    except (
        ElementTree.ParseError,
        zipfile.BadZipFile,
        # What is packed wrongly, and an encoding that nobody knows.
        zlib.error,
        LookupError,
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
    with _open_short(archive, "xl/workbook.xml") as stream:
        root = ElementTree.parse(stream).getroot()  # noqa: S314  expat bounds what entities grow to
    parts = {name.casefold(): name for name in names}
    elements = _Count()
    for node in root.iter():
        if _bare(node.tag) != "sheet":
            continue
        name = node.attrib.get("name", "")
        key = next((value for name, value in node.attrib.items() if _bare(name) == "id"), "")
        part = parts.get(targets.get(key, ""))
        if part is None or name in marks:
            raise ArchiveError("broken")
        reader = _XlsxReader(elements)
        with archive.open(part) as stream:
            _read_parts(stream, reader)
        marks[name] = reader.marks
    return marks


def _read_targets(archive: zipfile.ZipFile, names: set[str]) -> dict[str, str]:
    place = "xl/_rels/workbook.xml.rels"
    if place not in names:
        return {}
    with _open_short(archive, place) as stream:
        root = ElementTree.parse(stream).getroot()  # noqa: S314
    targets = {node.attrib.get("Id", ""): node.attrib.get("Target", "") for node in root}
    return {key: _find_part(target.replace("\\", "/").casefold()) for key, target in targets.items()}


def _find_part(target: str) -> str:
    return target.lstrip("/") if target.startswith(("/", "xl/")) else f"xl/{target}"


def _open_short(archive: zipfile.ZipFile, part: str) -> IO[bytes]:
    """Open a part that is read whole."""
    if archive.getinfo(part).file_size > _SMALL:
        raise ArchiveError("huge")
    return archive.open(part)


def _bare(tag: str) -> str:
    return tag.rpartition("}")[2]


def _read_parts(stream: IO[bytes], reader: "_XlsxReader | _OdsReader") -> None:
    parser = ElementTree.XMLParser(target=reader)  # noqa: S314
    while piece := stream.read(_PIECE):
        parser.feed(piece)
    parser.close()


class _Count:
    """How many elements were met; more than any table has are not waited for."""

    def __init__(self) -> None:
        self._left = _MOST_ELEMENTS

    def take(self) -> None:
        """Count one more."""
        self._left -= 1
        if self._left < 0:
            raise ArchiveError("huge")


class _XlsxReader:
    """Gathers the marks of one sheet of an ``xlsx`` file, element by element."""

    def __init__(self, elements: _Count) -> None:
        self.marks = Marks()
        self._elements = elements
        self._row, self._column = -1, -1
        self._is_error, self._is_value = False, False
        self._error = ""

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        """Meet an element."""
        self._elements.take()
        name = _bare(tag)
        if name == "c":
            self._begin_cell(attributes)
        elif name in {"v", "is"}:
            self._is_value = name == "v" and self._is_error
            self.marks.reach(self._row, self._column)
        elif name == "row":
            self._row = int(attributes["r"]) - 1 if "r" in attributes else self._row + 1
            self._column = -1
            self.marks.hidden_rows += attributes.get("hidden") in {"1", "true"}
        elif name == "mergeCell":
            first, _, last = attributes.get("ref", "").partition(":")
            start, end = _read_cell(first), _read_cell(last)
            if start and end:
                self.marks.merge((*start, *end))

    def _begin_cell(self, attributes: Mapping[str, str]) -> None:
        place = _read_cell(attributes["r"]) if "r" in attributes else (self._row, self._column + 1)
        if place is None:
            # A place that is none might be read as any other by the library.
            raise ArchiveError("broken")
        self._row, self._column = place
        self._is_error, self._error = attributes.get("t") == "e", ""

    def data(self, text: str) -> None:
        """Meet a text."""
        if self._is_value and len(self._error) < _LONGEST_ERROR:
            self._error += text[:_LONGEST_ERROR]

    def end(self, tag: str) -> None:
        """Leave an element."""
        name = _bare(tag)
        if name == "v":
            self._is_value = False
        elif name == "c" and self._is_error and len(self.marks.broken) < _MOST_MARKS:
            self.marks.broken[self._row, self._column] = self._error or "#REF!"


def _read_cell(name: str) -> tuple[int, int] | None:
    found = _CELL.fullmatch(name)
    if found is None:
        return None
    column = 0
    for letter in found["letters"].upper():
        column = column * 26 + ord(letter) - ord("A") + 1
    return int(found["row"]) - 1, column - 1


class _OdsReader:
    """Gathers the marks of all sheets of an ``ods`` file, element by element."""

    def __init__(self) -> None:
        self.sheets: dict[str, Marks] = {}
        self._elements = _Count()
        self._marks = Marks()
        self._row, self._column = 0, 0
        self._rows, self._columns = 1, 1
        self._filled = -1
        self._spans: list[Block] = []

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        """Meet an element."""
        self._elements.take()
        if tag in _CELLS:
            self._columns = int(attributes.get(f"{_TABLE}number-columns-repeated", "1"))
            down = int(attributes.get(f"{_TABLE}number-rows-spanned", "1"))
            right = int(attributes.get(f"{_TABLE}number-columns-spanned", "1"))
            if down > 1 or right > 1:
                self._spans.append((self._row, self._column, self._row + down - 1, self._column + right - 1))
            if any(name.startswith(_OFFICE) for name in attributes):
                self._fill()
        elif tag == _PARAGRAPH:
            self._fill()
        elif tag == f"{_TABLE}table-row":
            self._column, self._filled, self._spans = 0, -1, []
            self._rows = int(attributes.get(f"{_TABLE}number-rows-repeated", "1"))
            if attributes.get(f"{_TABLE}visibility") in {"collapse", "filter"}:
                self._marks.hidden_rows += self._rows
        elif tag == f"{_TABLE}table":
            self._row, self._marks = 0, Marks()
            name = attributes.get(f"{_TABLE}name", "")
            if self.sheets.setdefault(name, self._marks) is not self._marks:
                raise ArchiveError("broken")
        elif int(attributes.get(_SPACES, "1")) > _MOST_SPACES:
            # The library writes them all out.
            raise ArchiveError("huge")

    def _fill(self) -> None:
        self._filled = self._column + self._columns - 1

    def end(self, tag: str) -> None:
        """Leave an element."""
        if tag in _CELLS:
            self._column += self._columns
        elif tag == f"{_TABLE}table-row":
            if self._filled >= 0:
                self._marks.reach(self._row + self._rows - 1, self._filled)
            for span in self._spans:
                self._marks.merge(span)
            self._row += self._rows
