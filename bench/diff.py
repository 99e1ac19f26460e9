"""``python -m bench.diff``: time ``registri diff`` of a proposal, the first time and again."""

import shutil
import subprocess
import sys
from pathlib import Path

from bench.cases import KEPT, Case, run_bench
from bench.repository import GIT, commit_all

_BUDGET = 1.0
_MANY = 10


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
        commit_all(register)

    @property
    def count(self) -> int:
        """The number of agreements."""
        return len(self._files)

    def run(self, turn: int) -> None:
        """Compare from nothing, then after changes of other agreements each turn."""
        first, one, many, commits = self.cases
        shutil.rmtree(self._folder / KEPT, ignore_errors=True)
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
        subprocess.run([*GIT, "-C", str(self._register), *words], check=True, stdout=sys.stderr)

    def _time(self, case: Case, *revisions: str) -> None:
        case.time(self._folder, "diff", *revisions, "--root", str(self._register))


if __name__ == "__main__":
    run_bench("diff", __doc__ or "", "usulan", 5, DiffBench)
