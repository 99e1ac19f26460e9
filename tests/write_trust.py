"""Writes what the tests of trust tried, and every guard, into docs/pengembang/ancaman.md: ``make trust``."""

import os
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from registers import ROOT
from tally import ROWS, read_tallies

from bench.report import put_results, spell_number

PAGE = ROOT / "docs" / "pengembang" / "ancaman.md"
GUARDS: dict[str, dict[str, Any]] = {
    path.stem: tomllib.loads(path.read_text("utf-8"))
    for path in sorted((ROOT / "tests" / "trust" / "guards").glob("*.toml"))
}
"""Each guard by its name: what it keeps away, where it stands, what takes its place, and who misses it."""


def render_counts(folder: Path) -> str:
    """Give the table of what was counted; ends where a row was not, or one of its tests failed."""
    sums, failures, tests = read_tallies(folder)
    if missing := [row for row in ROWS if not sums[row]]:
        sys.exit(f"Belum terhitung: {', '.join(missing)}. Jalankan seluruhnya: make trust")
    if failed := [row for row in ROWS if failures[row]]:
        sys.exit(f"Ada uji yang gagal: {', '.join(failed)}. Tabel tidak ditulis.")
    lines = ["| Yang dicoba | Jumlah | Gagal | Dihitung oleh |", "|---|---:|---:|---|"]
    for row, title in ROWS.items():
        files = sorted({test.partition("::")[0] for test in tests[row]})
        by = ", ".join(f"`{file}`" for file in files)
        lines.append(f"| {title} | {spell_number(sums[row])} | {failures[row]} | {by} |")
    return "\n".join(lines)


def render_guards() -> str:
    """Give the table of the guards."""
    return "\n".join(_iterate_guards())


def _iterate_guards() -> Iterator[str]:
    yield "| Yang tertahan | Penjagaan | Uji yang gagal tanpanya |"
    yield "|---|---|---|"
    for name, guard in GUARDS.items():
        tests = "<br>".join(f"`{test}`" for test in guard["tests"])
        yield f"| {guard['title']} | `{guard['file']}` ({name}) | {tests} |"


if __name__ == "__main__":
    put_results(PAGE, render_counts(Path(os.environ["REGISTRI_TALLY"])), "hitungan")
    put_results(PAGE, render_guards(), "penjagaan")
