"""``python -m bench.check``: time ``registri check`` cold, with nothing changed, and after one change.

And ``registri --help``, which shows what starting the program takes.
"""

import shutil
import time
from pathlib import Path

from bench.cases import KEPT, Case, run_bench

# A file changed just now might change again without a sign: it is read anew until it has settled.
_SETTLING_SECONDS = 0.3


class CheckBench:
    """The check of one register, again and again, with a memory of its own."""

    def __init__(self, folder: Path, register: Path) -> None:
        self._folder, self._register = folder, register
        self._files = sorted(register.glob("records/agreements/*/*.yaml"))
        self.cases = (
            Case("Semua berkas, tanpa ingatan", 4.0),
            Case("Tidak ada yang berubah", 0.8),
            Case("Satu berkas berubah", 0.4),
            Case("Satu berkas berubah, dan hanya berkas itu yang dilaporkan", 0.4),
            Case("Bantuan (`registri --help`)", 0.2),
        )

    @property
    def count(self) -> int:
        """The number of agreements."""
        return len(self._files)

    def run(self, turn: int) -> None:
        """Check from nothing, then again, then after a change of another agreement each turn."""
        cold, unchanged, changed, named, start = self.cases
        shutil.rmtree(self._folder / KEPT, ignore_errors=True)
        self._time(cold)
        self._time(unchanged)
        file = self._files[turn * 997 % len(self._files)]
        file.write_text(file.read_text("utf-8").replace("\npurpose: ", "\npurpose: Diubah. ", 1), "utf-8")
        time.sleep(_SETTLING_SECONDS)
        self._time(changed)
        self._time(named, str(file))
        start.time(self._folder, "--help")

    def _time(self, case: Case, *words: str) -> None:
        case.time(self._folder, "check", "--root", str(self._register), *words)


if __name__ == "__main__":
    run_bench("check", __doc__ or "", "periksa", 7, CheckBench)
