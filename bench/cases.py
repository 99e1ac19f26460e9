"""Cases: one command timed in several ways over a sample register, and the table of what it took."""

import argparse
import os
import platform
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Protocol

from bench.measure import measure_command
from bench.report import put_results, spell_decimal, spell_number

_PAGE = Path(__file__).resolve().parent.parent / "docs" / "pengembang" / "kinerja.md"
_MEMORY = Path("/dev/shm")  # noqa: S108  a folder of its own is made in it
KEPT = "ingatan"
"""The folder, beside the register, of what the program keeps between two runs."""


@dataclass
class Case:
    """One way to run a command: its name, its budget in seconds where it has one, and the times it took."""

    name: str
    budget: float | None
    seconds: list[float] = field(default_factory=list)

    def time(self, folder: Path, *words: str) -> None:
        """Run the program with some words once more, and keep how long it took."""
        command = [sys.executable, "-m", "generator", *words]
        taken = measure_command(command, folder / "log", watch_memory=False)
        self.seconds.append(taken.seconds)
        print(f"{self.name}: {taken.seconds:.2f} detik", file=sys.stderr, flush=True)


class Bench(Protocol):
    """A command over one register, to be run again and again."""

    @property
    def cases(self) -> tuple[Case, ...]:
        """The ways in which it is run."""

    @property
    def count(self) -> int:
        """The number of agreements."""

    def run(self, turn: int) -> None:
        """Time every case once."""


def run_bench(
    command: str, about: str, mark: str, runs: int, make: Callable[[Path, Path], Bench], *, head: str = ""
) -> None:
    """Measure a command, print the table, and write it to the page between its marks.

    ``make`` gives the bench for a working folder and the sample register in it; ``head`` stands over the
    cases where they are no command of their own.
    """
    parser = argparse.ArgumentParser(prog=f"python -m bench.{command}", description=about)
    parser.add_argument("--count", type=int, default=10_000, help="banyaknya perjanjian contoh")
    parser.add_argument("--runs", type=int, default=runs, help="berapa kali")
    parser.add_argument("--no-page", action="store_true", help="jangan tulis docs/pengembang/kinerja.md")
    arguments = parser.parse_args()
    place = _MEMORY if _MEMORY.is_dir() else None
    with TemporaryDirectory(prefix="registri-bench-", dir=place) as work:
        folder = Path(work)
        os.environ["XDG_CACHE_HOME"] = str(folder / KEPT)
        sample = [sys.executable, "-m", "generator", "sample", "--count", str(arguments.count)]
        subprocess.run([*sample, str(folder / "register")], check=True, stdout=sys.stderr)
        bench = make(folder, folder / "register")
        for turn in range(arguments.runs):
            bench.run(turn)
        text = render_cases(
            bench.cases, bench.count, time.strftime("%Y-%m-%d"), head or f"`registri {command}`"
        )
    print(text)
    if not arguments.no_page:
        put_results(_PAGE, text, mark)


def render_cases(cases: tuple[Case, ...], count: int, day: str, head: str) -> str:
    """Give the times of a command as Markdown, with the budgets beside them."""
    machine = f"{os.cpu_count()} inti prosesor, Python {platform.python_version()}"
    size = f"{spell_number(count)} perjanjian"
    lines = [
        f"Diukur {day}: {size}, {machine}, median dari {len(cases[0].seconds)} kali.",
        "",
        f"| {head} | Waktu (detik) | Terendah–tertinggi | Anggaran (detik) | Tercapai |",
        "| --- | ---: | ---: | ---: | --- |",
    ]
    for case in cases:
        median = statistics.median(case.seconds)
        cells = (
            case.name,
            spell_decimal(median, 2),
            f"{spell_decimal(min(case.seconds), 2)}–{spell_decimal(max(case.seconds), 2)}",
            f"< {spell_decimal(case.budget, 2)}" if case.budget else "",
            ("tercapai" if median < case.budget else "**belum tercapai**") if case.budget else "",
        )
        lines.append(f"| {' | '.join(cells)} |")
    return "\n".join(lines)
