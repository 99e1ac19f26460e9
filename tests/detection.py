"""How many slips the check finds: counted by kind over all real agreements, written into the docs.

``make detection`` writes the table of docs/pengembang/deteksi.md anew.
"""

import datetime
import shutil
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from registers import ROOT, SCHEMAS
from slips import KINDS, Kind, Slip, iterate_slips

from generator.check.checker import Checker
from generator.check.finding import Finding

PAGE = ROOT / "docs" / "pengembang" / "deteksi.md"
RECORDS = tuple(
    path.relative_to(ROOT).as_posix() for path in sorted((ROOT / "records" / "agreements").rglob("*.yaml"))
)
_AS_OF = datetime.date(2026, 11, 24)
_BEGIN, _END = "<!-- hasil:awal -->", "<!-- hasil:akhir -->"


@dataclass(frozen=True, slots=True)
class Outcome:
    """One slip in one record, and what the check said of that record."""

    kind: Kind
    slip: Slip
    findings: tuple[Finding, ...]

    @property
    def is_located(self) -> bool:
        """Whether an error, or a place it refers to, stands on the slip's line.

        Where only a value is touched the line must be the very one; a slip in the structure may show on
        the line beside it.
        """
        slack = 0 if self.kind.is_value else 1
        named = {found.line for found in self.findings}
        named |= {place.line for found in self.findings for place in found.related}
        return any(abs(line - wanted) <= slack for line in named for wanted in self.slip.lines)


def try_slips(root: Path, file: str) -> Iterator[Outcome]:
    """Make every slip in one record of a copy of the register and check each; the record is put back."""
    checker, path = Checker(root, SCHEMAS, _AS_OF), root / file
    text = path.read_text(encoding="utf-8")
    try:
        for kind, slip in iterate_slips(text):
            path.write_bytes(slip.data)
            findings = checker.check_register().errors
            yield Outcome(kind, slip, tuple(found for found in findings if found.file == file))
    finally:
        path.write_text(text, encoding="utf-8")


def copy_records(target: Path) -> Path:
    """Give a copy of the shipped register's records."""
    shutil.copytree(ROOT / "records", target / "records")
    return target


def render_page() -> str:
    """Give the page with its table counted anew."""
    tried, located = dict.fromkeys(KINDS, 0), dict.fromkeys(KINDS, 0)
    with tempfile.TemporaryDirectory() as folder:
        root = copy_records(Path(folder))
        for file in RECORDS:
            for outcome in try_slips(root, file):
                tried[outcome.kind] += 1
                located[outcome.kind] += outcome.is_located
    lines = [
        f"| {kind.name} | {tried[kind]} | {located[kind]} | {100 * located[kind] // tried[kind]}% |"
        for kind in KINDS
        if tried[kind]
    ]
    total, found = sum(tried.values()), sum(located.values())
    table = [
        "| Kekeliruan | Dicoba | Ditemukan pada barisnya | Bagian |",
        "| --- | ---: | ---: | ---: |",
        *lines,
        f"| **Seluruhnya** | **{total}** | **{found}** | **{100 * found // total}%** |",
    ]
    before, _, rest = PAGE.read_text(encoding="utf-8").partition(_BEGIN)
    _, _, after = rest.partition(_END)
    return f"{before}{_BEGIN}\n" + "\n".join(table) + f"\n{_END}{after}"


if __name__ == "__main__":
    PAGE.write_text(render_page(), encoding="utf-8")
