"""``python -m bench.diff``: time ``registri diff`` of a proposal, the first time and again."""

import argparse
import os
import shutil
import subprocess
import sys
import time
from pathlib import Path
from tempfile import TemporaryDirectory

from bench.check import Case, render_cases
from bench.measure import measure_command
from bench.report import put_results

_PAGE = Path(__file__).resolve().parent.parent / "docs" / "pengembang" / "kinerja.md"
_MARK = "usulan"
_MEMORY = Path("/dev/shm")  # noqa: S108  a folder of its own is made in it
_BUDGET = 1.0
_MANY = 10
_GIT = ("git", "-c", "user.name=bench", "-c", "user.email=bench@contoh.example", "-c", "gc.auto=0")


class DiffBench:
    """The difference between a register's first commit and other states, again and again."""

    def __init__(self, folder: Path, register: Path) -> None:
        self._folder, self._register = folder, register
        self._files = sorted(register.glob("records/agreements/*/*.yaml"))
        self.cases = (
            Case("Pertama kali terhadap dasar ini", None),
            Case("Satu perjanjian berubah", _BUDGET),
            Case("Sepuluh perjanjian berubah", _BUDGET),
            Case("Dua commit, satu perjanjian berubah", _BUDGET),
        )

    @property
    def count(self) -> int:
        """The number of agreements."""
        return len(self._files)

    def prepare(self) -> None:
        """Put the register under git."""
        self._git("init", "--quiet")
        self._git("add", "--all")
        self._git("commit", "--quiet", "--message", "Awal")

    def run(self, turn: int) -> None:
        """Compare from nothing, then after changes of other agreements each turn."""
        first, one, many, commits = self.cases
        shutil.rmtree(self._folder / "ingatan", ignore_errors=True)
        self._change(turn * 997, 1)
        self._time(first, "HEAD")
        self._time(one, "HEAD")
        self._git("commit", "--quiet", "--all", "--message", "Usulan")
        self._time(commits, "HEAD~1", "HEAD")
        self._git("reset", "--quiet", "--hard", "HEAD~1")
        self._change(turn * 991, _MANY)
        self._time(many, "HEAD")
        self._git("reset", "--quiet", "--hard")

    def _change(self, start: int, number: int) -> None:
        for step in range(number):
            file = self._files[(start + step * 101) % len(self._files)]
            text = file.read_text("utf-8").replace("\ntitle: ", "\ntitle: Diubah. ", 1)
            file.write_text(text.replace('\n  end: "20', '\n  end: "21', 1), "utf-8")

    def _git(self, *words: str) -> None:
        subprocess.run([*_GIT, "-C", str(self._register), *words], check=True, stdout=sys.stderr)

    def _time(self, case: Case, *revisions: str) -> None:
        command = [sys.executable, "-m", "generator", "diff", *revisions, "--root", str(self._register)]
        taken = measure_command(command, self._folder / "log", watch_memory=False)
        case.seconds.append(taken.seconds)
        print(f"{case.name}: {taken.seconds:.2f} detik", file=sys.stderr, flush=True)


def main() -> None:
    """Measure, print, and write the page."""
    parser = argparse.ArgumentParser(prog="python -m bench.diff", description=__doc__)
    parser.add_argument("--count", type=int, default=10_000, help="banyaknya perjanjian contoh")
    parser.add_argument("--runs", type=int, default=5, help="berapa kali")
    parser.add_argument("--no-page", action="store_true", help="jangan tulis docs/pengembang/kinerja.md")
    arguments = parser.parse_args()
    place = _MEMORY if _MEMORY.is_dir() else None
    with TemporaryDirectory(prefix="registri-bench-", dir=place) as work:
        folder = Path(work)
        os.environ["XDG_CACHE_HOME"] = str(folder / "ingatan")
        command = [sys.executable, "-m", "generator", "sample", "--count", str(arguments.count)]
        subprocess.run([*command, str(folder / "register")], check=True, stdout=sys.stderr)
        bench = DiffBench(folder, folder / "register")
        bench.prepare()
        for turn in range(arguments.runs):
            bench.run(turn)
        text = render_cases(bench.cases, bench.count, time.strftime("%Y-%m-%d"), "diff")
    print(text)
    if not arguments.no_page:
        put_results(_PAGE, text, _MARK)


if __name__ == "__main__":
    main()
