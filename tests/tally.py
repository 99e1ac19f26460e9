"""What the tests of trust tried, counted while they run, for the table of ``docs/pengembang/ancaman.md``.

What was counted is kept only where ``REGISTRI_TALLY`` names a folder (``make trust`` does), one file a test.
"""

import hashlib
import json
from collections import Counter
from pathlib import Path

ROWS = {
    "payloads": "Teks bermusuhan yang dicoba",
    "fields": "Isian yang menampung teks, dari semua jenis catatan",
    "outputs": "Macam keluaran yang diperiksa alat pembacanya",
    "tries": "Teks bermusuhan × isian × keluaran",
    "scripts_refused": "Skrip sisipan yang ditolak Chromium karena kebijakan isi (CSP)",
    "policy_pages": "Macam halaman dan bagan yang dibuka di bawah kebijakan itu tanpa satu pun penolakan",
    "hostile_files": "Berkas bermusuhan, masing-masing dengan batas waktu dan memori",
    "fuzz": "Masukan acak bagi pembaca, pemeriksaan, impor, tanggal, dan formulir",
    "kills": "Pembangunan yang dimatikan (SIGKILL) pada saat acak",
    "writer_kills": "Penulis catatan yang dimatikan pada saat acak",
    "kill_steps": "Langkah penerbitan dan penulisan, masing-masing didahului SIGKILL",
    "broken_machines": "Keadaan mesin yang rusak (disk penuh, hanya baca, dua pembangunan, …)",
    "builds": "Pembangunan yang dibandingkan bait demi bait",
    "canaries": "Data pribadi yang ditanam",
    "strangers": "Usulan orang tak dikenal yang bermusuhan",
    "vendored": "Berkas dan pustaka pihak lain yang sidiknya dicocokkan",
    "guards": "Penjagaan yang dimatikan satu per satu, dan ketahuan",
}
"""What is counted, in the order of the table, and what its row is called."""


class Tally:
    """What one test tried."""

    def __init__(self, test: str) -> None:
        self._test = test
        self._counted: Counter[str] = Counter()

    def add(self, row: str, number: int = 1) -> None:
        """Count so many more in a row of :data:`ROWS`."""
        assert row in ROWS, row
        self._counted[row] += number

    def keep(self, folder: Path, *, failed: bool) -> None:
        """Write what was counted into a folder, for :func:`read_tallies`."""
        if not self._counted:
            return
        folder.mkdir(parents=True, exist_ok=True)
        name = hashlib.sha256(self._test.encode()).hexdigest()[:16]
        kept = {"test": self._test, "failed": failed, "counted": self._counted}
        (folder / f"{name}.json").write_text(json.dumps(kept), encoding="utf-8")


def read_tallies(folder: Path) -> tuple[Counter[str], Counter[str], dict[str, list[str]]]:
    """Give each row's sum, the number of its tests that failed, and the names of its tests."""
    sums: Counter[str] = Counter()
    failures: Counter[str] = Counter()
    tests: dict[str, list[str]] = {row: [] for row in ROWS}
    for path in sorted(folder.glob("*.json")):
        kept = json.loads(path.read_text("utf-8"))
        for row, number in kept["counted"].items():
            sums[row] += number
            failures[row] += kept["failed"]
            tests[row].append(kept["test"])
    return sums, failures, tests
