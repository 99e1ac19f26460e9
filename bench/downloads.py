"""``python -m bench.downloads``: time ``registri build`` with and without all that can be downloaded."""

import datetime
import shutil
import statistics
import sys
from pathlib import Path

from bench.cases import Case, run_bench
from bench.measure import measure_command

_MOST = 1.3
"""How many times as long a build with all downloads may take as one without."""
_DAY = datetime.date(2026, 11, 24).isoformat()


class DownloadsBench:
    """Cold builds of one register: bare, with the downloads, and with a copy for the disk besides."""

    def __init__(self, folder: Path, register: Path) -> None:
        self._folder, self._register = folder, register
        self.cases = (
            Case("Situs tanpa unduhan", None),
            Case("Dengan semua unduhan", None),
            Case("Ditambah salinan luring (`--offline-copy`)", None),
        )
        self.count = sum(1 for _ in register.glob("records/agreements/*/*.yaml"))

    def run(self, turn: int) -> None:
        """Build in every way, by turns in the one order and in the other."""
        bare, full, copied = self.cases
        ways = [(bare, "bench.bare", ()), (full, "generator", ())]
        for case, module, more in [
            *(ways if turn % 2 else ways[::-1]),
            (copied, "generator", ("--offline-copy",)),
        ]:
            self._time(case, module, *more)
        full.budget = _MOST * statistics.median(bare.seconds)

    def _time(self, case: Case, module: str, *more: str) -> None:
        site = self._folder / "site"
        shutil.rmtree(site, ignore_errors=True)
        words = ["build", "--root", str(self._register), "--site-dir", str(site), "--as-of", _DAY, *more]
        taken = measure_command(
            [sys.executable, "-m", module, *words], self._folder / "log", watch_memory=False
        )
        case.seconds.append(taken.seconds)
        told = f"{case.name}: {taken.seconds:.2f} detik, {taken.cpu_seconds:.2f} detik prosesor"
        print(told, file=sys.stderr, flush=True)


if __name__ == "__main__":
    run_bench("downloads", __doc__ or "", "unduhan", 3, DownloadsBench, head="`registri build`, dari nol")
