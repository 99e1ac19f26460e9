"""``python -m bench.floor``: what a rebuild costs before a file is made, as sites are published now.

The new site is put together in a new folder beside the old one, takes its place, and the old one goes. Even
where every file is the old one's under a second name, each folder is made and each name is given and taken
away again. And whoever rebuilds must see that nothing else has changed. Keeping the folder of the site before
and bringing it up to date would spare the most of it.
"""

import shutil
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path

from bench.cases import Case, run_bench
from generator.clock import today


class FloorBench:
    """A site that stands, and what is done whenever another takes its place."""

    def __init__(self, folder: Path, register: Path) -> None:
        self._folder, self._site = folder, folder / "site"
        self._words = ("--root", str(register), "--site-dir", str(self._site), "--as-of", today().isoformat())
        subprocess.run(
            [sys.executable, "-m", "generator", "build", *self._words], check=True, stdout=sys.stderr
        )
        # Of a file that gets a second name the system notes a change: the site itself is to stand untouched.
        self._other = folder / "other"
        shutil.copytree(self._site, self._other)
        self.cases = (
            Case("Melihat bahwa catatan dan situsnya masih sama (`registri build`)", None),
            Case("Menyusun situs di samping yang lama dari berkas yang sama, lalu membuang yang lama", None),
            Case("Keduanya", 0.8),
        )
        self.count = sum(1 for _ in register.glob("records/agreements/*/*.yaml"))

    def run(self, turn: int) -> None:
        """Look once, then put a site beside the one that stands and remove it."""
        look, place, both = self.cases
        look.time(self._folder, "build", *self._words)
        place.seconds.append(self._place(self._folder / f"beside-{turn}"))
        both.seconds.append(look.seconds[-1] + place.seconds[-1])
        print(f"{place.name}: {place.seconds[-1]:.2f} detik", file=sys.stderr, flush=True)

    def _place(self, beside: Path) -> float:
        """Give the seconds that it takes, with two programs of the system at a time, each with its half."""
        api = self._other / "api"
        rest = [entry for entry in self._other.iterdir() if entry != api]
        halves: tuple[Sequence[Path], Sequence[Path]] = ([api], rest)
        begun = time.perf_counter()
        beside.mkdir()
        _run_both([["cp", "-al", *map(str, half), str(beside)] for half in halves])
        _run_both([["rm", "-rf", *(str(beside / entry.name) for entry in half)] for half in halves])
        taken = time.perf_counter() - begun
        shutil.rmtree(beside)
        return taken


def _run_both(commands: Sequence[Sequence[str]]) -> None:
    running = [subprocess.Popen(command) for command in commands]
    if any(process.wait() for process in running):
        raise RuntimeError(str(commands))


if __name__ == "__main__":
    run_bench("floor", __doc__ or "", "batas", 7, FloorBench, head="Yang mendahului setiap berkas baru")
