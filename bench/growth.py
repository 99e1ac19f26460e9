"""``python -m bench.growth``: how time and memory grow with the number of agreements, beside Hugo's."""

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from bench.__main__ import find_place, make_register, tell_medium
from bench.comparison import HUGO, OURS, Comparison, Plan
from bench.report import put_results, render_growth
from bench.tools import Tool
from generator.clock import today

_PAGE = Path(__file__).resolve().parent.parent / "docs" / "pengembang" / "kinerja.md"
_MARK = "tumbuh"


def _measure(folder: Path, counts: Sequence[int], runs: int, *, alone: bool) -> dict[int, dict[str, Tool]]:
    """Build registers of several sizes turn by turn; give each size's tools."""
    grown: dict[int, Comparison] = {}
    for count in counts:
        place = folder / str(count)
        place.mkdir()
        grown[count] = Comparison(place, make_register(place / "register", count).resolve())
        grown[count].add((OURS,) if alone else (OURS, HUGO), (OURS,))
        grown[count].run({HUGO: Plan(1)})
    for _ in range(runs):
        for count, comparison in grown.items():
            print(f"{count} perjanjian", file=sys.stderr, flush=True)
            comparison.run({OURS: Plan(1)})
    return {count: comparison.tools for count, comparison in grown.items()}


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m bench.growth", description=__doc__)
    counts = (1_000, 10_000, 50_000)
    parser.add_argument("--count", type=int, nargs="+", default=counts, help="banyaknya perjanjian contoh")
    parser.add_argument("--runs", type=int, default=5, help="putaran; bagi Hugo satu")
    parser.add_argument("--alone", action="store_true", help="tanpa Hugo")
    parser.add_argument("--folder", type=Path, help="tempat bekerja; bawaan: di memori bila ada")
    parser.add_argument("--no-page", action="store_true", help="jangan tulis docs/pengembang/kinerja.md")
    arguments = parser.parse_args()
    place = find_place(arguments.folder)
    with TemporaryDirectory(prefix="registri-bench-", dir=place) as work:
        grown = _measure(Path(work), arguments.count, arguments.runs, alone=arguments.alone)
    text = render_growth(grown, f"{today().isoformat()}, {tell_medium(place)}")
    print(text)
    if not arguments.no_page:
        put_results(_PAGE, text, _MARK)


if __name__ == "__main__":
    main()
