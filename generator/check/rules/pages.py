"""The pages that an official register has of its own (KS64x): written, and not as they were begun."""

from collections.abc import Iterator, Mapping

from generator.check.rule import Rule
from generator.own_pages import find_unwritten
from generator.read.fault import Fault
from generator.text import Text

RULES = (
    Rule("KS640", "page-unwritten", "warning",
         Text("Register ini resmi, tetapi {count} bagian halaman ini belum ditulis.",
              "This register is official, but parts of this page are not written yet: {count}."),
         Text("Tulis isinya menurut komentar di bawahnya, lalu hapus komentar itu dan kalimat di atasnya.",
              "Write them as the comments say, then delete each comment and the sentence above it.")),
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
