"""What an official register says of itself (KS64x): written, and not as it was begun."""

from collections.abc import Iterator, Mapping
from typing import Any

from generator.beginning_notices import is_of_beginning
from generator.check.finding import Problem, Spot
from generator.check.rule import Rule
from generator.own_pages import find_unwritten
from generator.read.fault import Fault
from generator.records import Record
from generator.text import Text

RULES = (
    Rule("KS640", "page-unwritten", "warning",
         Text("Register ini resmi, tetapi {count} bagian halaman ini belum ditulis.",
              "This register is official, but parts of this page are not written yet: {count}."),
         Text("Tulis isinya menurut komentar di bawahnya, lalu hapus komentar itu dan kalimat di atasnya.",
              "Write them as the comments say, then delete each comment and the sentence above it.")),
    Rule("KS641", "notice-of-beginning", "warning",
         Text("Register ini resmi, tetapi pemberitahuannya masih mengatakan bahwa ia baru disiapkan.",
              "This register is official, but its notice still says that it is only being prepared."),
         Text('Ganti "standing_notice" dengan kalimat pemerintah daerah ini, dan hapus contoh yang tersisa.',
              'Put a sentence of this government in "standing_notice", and remove what examples are left.')),
)  # fmt: skip

_OFFICIAL = "official"


def check_pages(standing: str, pages: Mapping[str, str]) -> Iterator[tuple[str, Fault]]:
    """Check that an official register's own pages are written; give each that is not, at its first gap."""
    if standing != _OFFICIAL:
        return
    for file, page in pages.items():
        lines = find_unwritten(page)
        if lines:
            width = len(page.split("\n")[lines[0] - 1].rstrip("\r"))
            yield file, Fault("KS640", lines[0], 1, lines[0], width + 1, {"count": str(len(lines))})


def check_notice(record: Record) -> Iterator[Problem]:
    """Check that an official register no longer announces itself as one that is begun."""
    value: Any = record.value
    if value["standing"] != _OFFICIAL:
        return
    for language, notice in value.get("standing_notice", {}).items():
        if is_of_beginning(notice):
            yield Problem("KS641", Spot(record.file, ("standing_notice", language)))
