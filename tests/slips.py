"""Slips of the hand: what people do to a record by mistake, each with the line it happens on."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TypeAlias

from generator.read.strict_yaml import read_mapping


@dataclass(frozen=True, slots=True)
class Slip:
    """A record after a slip, and the lines (from 1) that may be named for it: mostly just its own."""

    data: bytes
    lines: tuple[int, ...]


MakeSlip: TypeAlias = Callable[[str], Slip | None]


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of slip: what it is called, whether only a value is touched, and how it is made.

    ``make`` gives None for a record in which the slip can't happen.
    """

    name: str
    is_value: bool
    make: MakeSlip


def _replace(text: str, found: re.Match[str] | None, new: str, group: int | str = 0) -> Slip | None:
    if found is None:
        return None
    start, end = found.span(group)
    return Slip((text[:start] + new + text[end:]).encode(), (text.count("\n", 0, start) + 1,))


def _swap(pattern: str, new: str | Callable[[str], str]) -> MakeSlip:
    """Give the slip that writes something else for the group ``x`` of the pattern's first match."""
    compiled = re.compile(pattern, re.MULTILINE)

    def make(text: str) -> Slip | None:
        found = compiled.search(text)
        if found is None:
            return None
        return _replace(text, found, new if isinstance(new, str) else new(found["x"]), "x")

    return make


def _twist(word: str) -> str:
    """Swap the first two different neighbours inside a word, as quick fingers do."""
    for index in range(1, len(word) - 1):
        if word[index] != word[index + 1]:
            return word[:index] + word[index + 1] + word[index] + word[index + 2 :]
    return word + word[-1]


def _cut_in_half(text: str) -> Slip:
    lines = text.split("\n")
    half = len(lines) // 2
    # What is missing is missing from the record, which begins on the first line; or the cut itself is seen.
    return Slip("\n".join(lines[:half]).encode(), (1, half))


def _insert_conflict(text: str) -> Slip:
    line = text.index("\npurpose:") + 1
    end = text.index("\n", line) + 1
    own = text[line:end]
    marked = f"<<<<<<< HEAD\n{own}=======\n{own.rstrip()} lagi\n>>>>>>> cabang\n"
    return Slip((text[:line] + marked + text[end:]).encode(), (text.count("\n", 0, line) + 1,))


def _double_file(text: str) -> Slip:
    return Slip((text + text).encode(), (text.count("\n") + 1,))


def _swap_dates(text: str) -> Slip | None:
    start = re.search(r'^  start: "(?P<x>[0-9-]{10})"$', text, re.MULTILINE)
    end = re.search(r'^  end: "(?P<x>[0-9-]{10})"$', text, re.MULTILINE)
    if not start or not end or start["x"] >= end["x"] or start.start() > end.start():
        return None
    swapped = text[: start.start("x")] + end["x"] + text[start.end("x") : end.start("x")] + start["x"]
    line = text.count("\n", 0, end.start("x")) + 1
    return Slip((swapped + text[end.end("x") :]).encode(), (line,))


def _drop_line(pattern: str) -> MakeSlip:
    """Give the slip that loses a whole top-level entry: missing keys point at their parent, the file."""
    compiled = re.compile(pattern, re.MULTILINE)

    def make(text: str) -> Slip | None:
        found = compiled.search(text)
        return Slip((text[: found.start()] + text[found.end() :]).encode(), (1,)) if found else None

    return make


def _bytes(change: Callable[[bytes], bytes], line: int = 1) -> MakeSlip:
    return lambda text: Slip(change(text.encode()), (line,))


def _spoil(text: str) -> Slip:
    place = text.index("\npurpose: ") + len("\npurpose: ")
    line = text.count("\n", 0, place) + 1
    return Slip(text[:place].encode() + b"\xe9" + text[place:].encode(), (line,))


_DATE = r'^ +(?:date|start|end): (?P<x>"[0-9-]{4,10}")$'
_PURPOSE = r"^purpose: (?P<x>.+)$"

KINDS = (
    Kind("huruf tertukar pada kunci", False, _swap(r"^(?P<x>purpose)", _twist)),
    Kind("huruf kurang pada kunci", False, _swap(r"^(?P<x>certainty)", "certanty")),
    Kind("kunci berbahasa Indonesia", False, _swap(r"^(?P<x>subject)", "pokok")),
    Kind("kunci ditulis dua kali", False, _swap(r"^subject: .*$(?P<x>)", "\nsubject: lain")),
    Kind("kunci berhuruf besar", False, _swap(r"^(?P<x>title)", "Title")),
    Kind("titik dua hilang", False, _swap(r"^certainty(?P<x>:)", "")),
    Kind("spasi sesudah titik dua hilang", False, _swap(r"^certainty:(?P<x> )", "")),
    Kind("titik dua lebar", False, _swap(r"^certainty(?P<x>: )", "：")),
    Kind("tanda petik pembuka hilang", True, _swap(_DATE, lambda old: old[1:])),
    Kind("tanda petik penutup hilang", True, _swap(_DATE, lambda old: old[:-1])),
    Kind("tanggal tanpa tanda petik", True, _swap(_DATE, lambda old: old.strip('"'))),
    Kind("tab di awal baris", False, _swap(r"^(?P<x>  )- partner:", "\t")),
    Kind("spasi awal kurang satu", False, _swap(r"^(?P<x>  )- partner:", " ")),
    Kind("spasi awal berlebih", False, _swap(r"^(?P<x>)purpose:", " ")),
    Kind("tanda daftar hilang", False, _swap(r"^  (?P<x>- )id: s1$", "  ")),
    Kind("mitra tak dikenal", True, _swap(r"^  - partner: (?P<x>(?!pemerintah-kota-yogya)\S+)$", _twist)),
    Kind("urusan tak dikenal", True, _swap(r"^affairs:\n  - (?P<x>\S+)$", _twist)),
    Kind("perangkat daerah tak dikenal", True, _swap(r"^  - department: (?P<x>\S+)$", _twist)),
    Kind("perjanjian terkait tak dikenal", True, _swap(r"^    agreement: (?P<x>\S+)$", _twist)),
    Kind("sumber tak dikenal", True, _swap(r"^ +sources:\n +- (?P<x>s1)$", "s91")),
    Kind("pengenal bukan nama berkas", True, _swap(r"^id: (?P<x>\S+)$", _twist)),
    Kind("jenis salah tulis", True, _swap(r"^type: (?P<x>\S+)$", _twist)),
    Kind("pilihan salah tulis", True, _swap(r"^certainty: (?P<x>\S+)$", _twist)),
    Kind("jenis naskah salah tulis", True, _swap(r"^  kind: (?P<x>\S+)$", _twist)),
    Kind("tanggal awal dan akhir tertukar", True, _swap_dates),
    Kind("2024-02-30", True, _swap(_DATE, '"2024-02-30"')),
    Kind("bulan ke-13", True, _swap(_DATE, '"2024-13-01"')),
    Kind("tanggal dengan kata", True, _swap(_DATE, '"17 Mei 2024"')),
    Kind("tanggal dengan garis miring", True, _swap(_DATE, '"17/05/2024"')),
    Kind("tahun dua angka", True, _swap(_DATE, '"24-05-17"')),
    Kind("no", True, _swap(_PURPOSE, "no")),
    Kind("12:30", True, _swap(_PURPOSE, "12:30")),
    Kind("nilai kosong", True, _swap(r"^purpose:(?P<x> .+)$", "")),
    Kind("angka menggantikan teks", True, _swap(_PURPOSE, "2024")),
    Kind("titik dua di dalam teks", True, _swap(r"^purpose: .+(?P<x>)$", ": selesai")),
    Kind("komentar menelan teks", True, _swap(r"^purpose: .+(?P<x>)$", " #2 dan seterusnya")),
    Kind("alamat web tanpa https", True, _swap(r"^    url: (?P<x>https?://)", "")),
    Kind("spasi di dalam alamat web", True, _swap(r"^    url: https?://[^/\n]+/(?P<x>)", "a b/")),
    Kind("jangkar YAML", True, _swap(r"^purpose: (?P<x>)", "&a ")),
    Kind("huruf pembalik arah", True, _swap(r"^purpose: (?P<x>)", "\u202e")),
    Kind("huruf NEL", True, _swap(r"^purpose: \S+(?P<x>)", "\u0085")),
    Kind("huruf NUL", True, _swap(r"^purpose: \S+(?P<x>)", "\x00")),
    Kind("tanda pertentangan git", False, _insert_conflict),
    Kind("isian wajib hilang", False, _drop_line(r"^purpose: .*\n")),
    Kind("isi berkas ditempel dua kali", False, _double_file),
    Kind("separuh berkas hilang", False, _cut_in_half),
    Kind("BOM di awal", False, _bytes(lambda data: b"\xef\xbb\xbf" + data)),
    Kind("CRLF", False, _bytes(lambda data: data.replace(b"\n", b"\r\n"))),
    Kind("huruf bukan UTF-8", True, _spoil),
    Kind("berkas kosong", False, _bytes(lambda _data: b"")),
)  # fmt: skip


def iterate_slips(text: str) -> Iterator[tuple[Kind, Slip]]:
    """Give every slip that can happen to a record and changes what it says."""
    value, _ = read_mapping(text.encode())
    for kind in KINDS:
        slip = kind.make(text)
        if slip is not None and read_mapping(slip.data)[0] != value:
            yield kind, slip
