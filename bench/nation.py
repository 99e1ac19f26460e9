"""``python -m bench.nation``: what registers of all governments would cost for twenty years.

One government's register and two provinces of different size are measured; what lies beyond them is a
straight line through both, and said to be one.
"""

import argparse
import os
import platform
import re
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from bench.__main__ import find_place, make_register, tell_medium
from bench.measure import count_output, measure_command
from bench.province import write_large_province
from bench.report import RIGHT, put_results, render_table
from generator.clock import today

GOVERNMENTS, YEARS = 548, 20
A_YEAR = 51
"""Agreements a year: the published total of the shipped register's government for 2024, 39 + 2 + 1 + 9."""
VISITS = 1_000
"""First visits a day to the site of one government: assumed, since none is measured."""
MACHINE_GB, NIGHT_HOURS = 24, 1
"""Where one machine ends: its memory, and how long what runs each night may compute."""
_LEFT, _MB, _GB, _HOUR, _DAYS = "---", 10**6, 10**9, 3600, 365
_SMALL, _LARGE, _EACH = 6, 18, 500
_DOCS = Path(__file__).resolve().parent.parent / "docs" / "pengembang"
_VISIT = re.compile(r"Satu kunjungan pertama .* adalah \d+ permintaan dan (\d+) KB")


@dataclass(frozen=True, slots=True)
class Run:
    """What making a site of so many agreements took: processor seconds, peak memory and files in bytes."""

    agreements: int
    seconds: float
    memory: int
    site: int


@dataclass(frozen=True, slots=True)
class Figures:
    """All that is measured: a government's site, its repository in bytes, two provinces, a visit in bytes."""

    one: Run
    repository: int
    small: Run
    large: Run
    visit: int


@dataclass(frozen=True, slots=True)
class Line:
    """A straight line through two measured points."""

    base: float
    slope: float

    def at(self, agreements: float) -> float:
        """Give the value for a number of agreements."""
        return self.base + self.slope * agreements

    def reach(self, value: float) -> int:
        """Give the number of agreements at which a value is reached."""
        return int((value - self.base) / self.slope)


def draw_line(small: Run, large: Run, name: str) -> Line:
    """Give the line of a figure through two runs; one that falls is held level at the larger."""
    low, high = float(getattr(small, name)), float(getattr(large, name))
    slope = max(0.0, (high - low) / (large.agreements - small.agreements))
    return Line(high - slope * large.agreements, slope)


def render_costs(figures: Figures, told: str) -> str:
    """Give the costs as Markdown: what was measured, what follows from it, and where one machine ends."""
    total = GOVERNMENTS * YEARS * A_YEAR
    seconds, memory, site = (
        draw_line(figures.small, figures.large, name) for name in ("seconds", "memory", "site")
    )
    scale = YEARS * A_YEAR / figures.one.agreements
    measured = [_tell_run("Satu register, dibangun", figures.one), _tell_run("Himpunan kecil", figures.small),
                _tell_run("Himpunan besar", figures.large)]  # fmt: skip
    each_seconds, each_site = figures.one.seconds * scale, figures.one.site * scale
    rows = [
        ("Perjanjian", _number(total / GOVERNMENTS), _number(total)),
        ("Membangun semua situs satu kali, jam prosesor", _number(each_seconds / _HOUR, 3),
         _number(GOVERNMENTS * each_seconds / _HOUR, 1)),
        ("Situs di cakram, GB", _number(each_site / _GB, 2), _number(GOVERNMENTS * each_site / _GB, 0)),
        ("Repositori git sesudah dipadatkan, GB", _number(figures.repository * scale / _GB, 4),
         _number(GOVERNMENTS * figures.repository * scale / _GB, 2)),
        (f"Dikirim setahun pada {_number(VISITS)} kunjungan pertama sehari, GB",
         _number(VISITS * figures.visit * _DAYS / _GB, 0),
         _number(GOVERNMENTS * VISITS * figures.visit * _DAYS / _GB, 0)),
        ("Menghimpun semuanya ke satu situs, jam prosesor", "", _number(seconds.at(total) / _HOUR, 2)),
        ("Memori puncak menghimpun, GB", "", _number(memory.at(total) / _GB, 1)),
        ("Situs himpunan di cakram, GB", "", _number(site.at(total) / _GB, 1)),
    ]  # fmt: skip
    by_memory, by_time = memory.reach(MACHINE_GB * _GB), seconds.reach(NIGHT_HOURS * _HOUR)
    first_end = min(by_memory, by_time)
    verdict = (
        f"Satu mesin dengan memori {MACHINE_GB} GB menghimpun sampai {_number(by_memory)} perjanjian; dalam "
        f"{NIGHT_HOURS} jam prosesor semalam sampai {_number(by_time)}. Yang lebih dahulu tercapai: "
        f"{'memori' if by_memory < by_time else 'waktu'}, pada {_number(first_end / total, 2)} kali jumlah "
        "seluruhnya."
    )
    first = render_table(
        told, {"Diukur": _LEFT, "Perjanjian": RIGHT, "Detik prosesor": RIGHT, "Memori puncak (MB)": RIGHT,
               "Situs (MB)": RIGHT}, measured, ())  # fmt: skip
    second = render_table(
        f"Dihitung dari atas: {GOVERNMENTS} pemerintah daerah, {YEARS} tahun, {A_YEAR} perjanjian setahun.",
        {"Biaya": _LEFT, "Satu pemerintah daerah": RIGHT, "Semuanya": RIGHT}, rows, (verdict,))  # fmt: skip
    return f"{first.rstrip()}\n\n{second.rstrip()}"


def _tell_run(name: str, run: Run) -> tuple[str, ...]:
    return (
        name,
        _number(run.agreements),
        _number(run.seconds, 1),
        _number(run.memory / _MB),
        _number(run.site / _MB),
    )


def _number(value: float, digits: int = 0) -> str:
    """Give a number as Indonesian writes it."""
    return f"{value:,.{digits}f}".translate(str.maketrans(",.", ".,"))


def read_visit(page: Path) -> int:
    """Give what a first visit transfers, in bytes, as the load bench has measured it."""
    found = _VISIT.search(page.read_text("utf-8"))
    if found is None:
        raise SystemExit(f"{page}: jalankan dahulu python -m bench.load")
    return int(found[1]) * 1000


def _measure_register(folder: Path) -> tuple[Run, int]:
    root = make_register(folder / "satu", YEARS * A_YEAR)
    site = folder / "situs"
    words = ["build", "--root", str(root), "--site-dir", str(site), "--as-of", "2026-11-24", "--anew"]
    run = _measure(folder, words, site, YEARS * A_YEAR)
    for git in (
        ("init", "-q"),
        ("add", "records"),
        ("commit", "-q", "-m", "Semua"),
        ("gc", "-q", "--aggressive"),
    ):
        settings = ("-c", "user.name=ukur", "-c", "user.email=ukur@contoh.example")
        subprocess.run(["git", "-C", str(root), *settings, *git], check=True)
    packed = sum(path.stat().st_size for path in (root / ".git").rglob("*") if path.is_file())
    shutil.rmtree(site)
    return run, packed


def _measure_province(folder: Path, governments: int) -> Run:
    place = folder / f"provinsi-{governments}"
    place.mkdir()
    sources = write_large_province(place, governments, _EACH)
    words = ["gather", str(sources), "--as-of", "2026-11-24"]
    count = sum(1 for _ in place.glob("*/records/agreements/*/*.yaml"))
    run = _measure(folder, words, place / "site", count)
    shutil.rmtree(place)
    return run


def _measure(folder: Path, words: list[str], site: Path, count: int) -> Run:
    command = [sys.executable, "-m", "generator", *words]
    taken = measure_command(command, folder / "log", watch_memory=True)
    print(f"{' '.join(words[:1])} {count}: {taken.cpu_seconds:.1f} s", file=sys.stderr, flush=True)
    return Run(count, taken.cpu_seconds, taken.tree_bytes or 0, count_output(site).file_bytes)


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m bench.nation", description=__doc__)
    parser.add_argument("--folder", type=Path, help="tempat bekerja; bawaan: di memori bila ada")
    parser.add_argument("--no-page", action="store_true", help="jangan tulis docs/pengembang/skala.md")
    arguments = parser.parse_args()
    place = find_place(arguments.folder)
    with TemporaryDirectory(prefix="registri-bench-", dir=place) as work:
        one, repository = _measure_register(Path(work))
        small, large = (_measure_province(Path(work), count) for count in (_SMALL, _LARGE))
    figures = Figures(one, repository, small, large, read_visit(_DOCS / "kinerja.md"))
    python = f"Python {platform.python_version()}"
    cores = f"{os.cpu_count()} inti prosesor"
    told = f"Diukur {today().isoformat()}, {tell_medium(place)}: {cores}, {python}, satu kali."
    text = render_costs(figures, told)
    print(text)
    if not arguments.no_page:
        put_results(_DOCS / "skala.md", text, "skala")


if __name__ == "__main__":
    main()
