"""``python -m bench.check``: time ``registri check`` cold, with nothing changed, and after one change."""

import argparse
import os
import platform
import shutil
import statistics
import subprocess
import sys
import time
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory

from bench.measure import measure_command
from bench.report import put_results, spell_decimal, spell_number

_PAGE = Path(__file__).resolve().parent.parent / "docs" / "pengembang" / "kinerja.md"
_MARK = "periksa"
_MEMORY = Path("/dev/shm")  # noqa: S108  a folder of its own is made in it
# A file changed just now might change again without a sign: it is read anew until it has settled.
_SETTLING_SECONDS = 0.3


@dataclass
class Case:
    """One way to run a command: its name, its budget in seconds where it has one, and the times it took."""

    name: str
    budget: float | None
    seconds: list[float] = field(default_factory=list)


class CheckBench:
    """The check of one register, again and again, with a memory of its own."""

    def __init__(self, folder: Path, register: Path) -> None:
        self._folder, self._register = folder, register
        self._files = sorted(register.glob("records/agreements/*/*.yaml"))
        self.cases = (
            Case("Semua berkas, tanpa ingatan", 4.0),
            Case("Tidak ada yang berubah", 0.8),
            Case("Satu berkas berubah", 0.4),
        )

    @property
    def count(self) -> int:
        """The number of agreements."""
        return len(self._files)

    def run(self, turn: int) -> None:
        """Check from nothing, then again, then after a change of another agreement each turn."""
        cold, unchanged, changed = self.cases
        shutil.rmtree(self._folder / "ingatan", ignore_errors=True)
        self._time(cold)
        self._time(unchanged)
        file = self._files[turn * 997 % len(self._files)]
        file.write_text(file.read_text("utf-8").replace("\npurpose: ", "\npurpose: Diubah. ", 1), "utf-8")
        time.sleep(_SETTLING_SECONDS)
        self._time(changed)

    def _time(self, case: Case) -> None:
        command = [sys.executable, "-m", "generator", "check", "--root", str(self._register)]
        taken = measure_command(command, self._folder / "log", watch_memory=False)
        case.seconds.append(taken.seconds)
        print(f"{case.name}: {taken.seconds:.2f} detik", file=sys.stderr, flush=True)


def render_cases(cases: tuple[Case, ...], count: int, day: str, command: str = "check") -> str:
    """Give the times of a command as Markdown, with the budgets beside them."""
    machine = f"{os.cpu_count()} inti prosesor, Python {platform.python_version()}"
    size = f"{spell_number(count)} perjanjian"
    lines = [
        f"Diukur {day}: {size}, {machine}, median dari {len(cases[0].seconds)} kali.",
        "",
        f"| `registri {command}` | Waktu (detik) | Terendah–tertinggi | Anggaran (detik) | Tercapai |",
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


def main() -> None:
    """Measure, print, and write the page."""
    parser = argparse.ArgumentParser(prog="python -m bench.check", description=__doc__)
    parser.add_argument("--count", type=int, default=10_000, help="banyaknya perjanjian contoh")
    parser.add_argument("--runs", type=int, default=7, help="berapa kali")
    parser.add_argument("--no-page", action="store_true", help="jangan tulis docs/pengembang/kinerja.md")
    arguments = parser.parse_args()
    place = _MEMORY if _MEMORY.is_dir() else None
    with TemporaryDirectory(prefix="registri-bench-", dir=place) as work:
        folder = Path(work)
        os.environ["XDG_CACHE_HOME"] = str(folder / "ingatan")
        command = [sys.executable, "-m", "generator", "sample", "--count", str(arguments.count)]
        subprocess.run([*command, str(folder / "register")], check=True, stdout=sys.stderr)
        bench = CheckBench(folder, folder / "register")
        for turn in range(arguments.runs):
            bench.run(turn)
        text = render_cases(bench.cases, bench.count, time.strftime("%Y-%m-%d"))
    print(text)
    if not arguments.no_page:
        put_results(_PAGE, text, _MARK)


if __name__ == "__main__":
    main()
