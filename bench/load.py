"""``python -m bench.load``: a built site behind nginx with the shipped headers, asked by wrk for a minute."""

import argparse
import json
import os
import random
import subprocess
import sys
import time
from collections.abc import Iterable, Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

from bench.__main__ import find_place, make_register, tell_medium
from bench.measure import MemoryWatcher
from bench.report import put_results, spell_decimal, spell_number
from bench.webserver import WebServer, find_program, serve_by_nginx

_TOP = Path(__file__).resolve().parent.parent
_PAGE = _TOP / "docs" / "pengembang" / "kinerja.md"
_SHIPPED = _TOP / "docs" / "pengembang" / "nginx.conf"
_SCRIPT = Path(__file__).resolve().parent / "load.lua"
_DAY = "2026-11-24"
_SECONDS = 60
_MOST_SECONDS = 75
_CONNECTIONS = 64
_MIXED = 1000
"""How many addresses the mix lists, in an order that is the same each time."""
_MB, _KB = 1_000_000, 1_000
_VISITS = 10_000
_BUSY_HOUR = 0.2
"""The share of a day's visits that its busiest hour may have."""
_HEADS = (
    "Yang diminta",
    "Permintaan tiap detik",
    "Median (ms)",
    "Persentil ke-99 (ms)",
    "MB tiap detik",
    "Gagal",
)
_DAY_SECONDS, _HOUR_SECONDS = 86_400, 3_600


class Kind(NamedTuple):
    """Files of one kind.

    ``weight`` is how many of a hundred requests of the mix ask for them, ``share`` the part of the whole time
    in which they are asked for alone.
    """

    name: str
    pattern: str
    weight: int
    share: float


MIX = "Campuran"
KINDS = (
    Kind("Beranda", "index.html", 10, 1 / 12),
    Kind("Daftar perjanjian", "kerja-sama/{jenis,tahun}/*/index.html", 10, 1 / 12),
    Kind("Halaman perjanjian", "kerja-sama/*/index.html", 40, 1 / 12),
    Kind("Berkas pencarian", "cari/*.json", 14, 1 / 12),
    Kind("Dokumen API (JSON)", "api/v1/kerja-sama/*/index.json", 10, 1 / 12),
    Kind("Tabel (CSV)", "kerja-sama/{jenis,tahun}/*/data.csv", 4, 1 / 12),
    Kind("Gaya dan skrip", "assets/**/*.{css,js}", 12, 0),
)
_MIX_SHARE = 1 - sum(kind.share for kind in KINDS)


class Figures(NamedTuple):
    """How a server answered."""

    seconds: float
    requests: int
    bytes: int
    errors: int
    p50: float
    """In microseconds, as ``p99``."""
    p99: float


class Visit(NamedTuple):
    """What one visit asks a server for: requests and bytes, by a browser that has nothing yet."""

    requests: int
    bytes: int


def list_files(site: Path, kind: Kind) -> list[str]:
    """Give the addresses of a kind that a site has."""
    found = {
        path.relative_to(site).as_posix() for pattern in _spread(kind.pattern) for path in site.glob(pattern)
    }
    return [f"/{name.removesuffix('index.html')}" for name in sorted(found)]


def _spread(pattern: str) -> Iterator[str]:
    """Give the patterns that one with alternatives in braces stands for."""
    before, brace, rest = pattern.partition("{")
    if not brace:
        yield pattern
        return
    inner, _, after = rest.partition("}")
    for one in inner.split(","):
        yield from _spread(f"{before}{one}{after}")


def mix(files: dict[str, list[str]]) -> list[str]:
    """Give addresses of all kinds by their weights, in an order that is the same each time."""
    draw = random.Random(1)  # noqa: S311  nobody is to be kept from guessing it
    kinds = draw.choices([kind.name for kind in KINDS], [kind.weight for kind in KINDS], k=_MIXED)
    return [draw.choice(files[name]) for name in kinds]


def measure_visit(site: Path, files: dict[str, list[str]]) -> Visit:
    """Give what a first visit takes: home, the search with what it reads, two agreements, styles, scripts."""
    pages = ["/", "/kerja-sama/", *files["Halaman perjanjian"][:2]]
    loaded = ["registri.css", "look.js", "search.js", "explorer.js", "favicon.svg", "motif.svg"]
    assets = [f"/assets/registri/{name}" for name in loaded]
    assets += [one for one in files["Gaya dan skrip"] if one.startswith("/assets/stylesheets/")]
    asked = [*pages, *assets, "/cari/index.json", *files["Berkas pencarian"][:3]]
    return Visit(len(asked), sum(_weigh(site, one) for one in asked))


def _weigh(site: Path, address: str) -> int:
    """Give how many bytes travel for an address: those of its packed twin, where it has one."""
    name = f"{address}index.html" if address.endswith("/") else address
    path = site / name.lstrip("/")
    twin = path.with_name(f"{path.name}.gz")
    return (twin if twin.is_file() else path).stat().st_size


def run_wrk(server: WebServer, addresses: Iterable[str], folder: Path, seconds: int) -> Figures:
    """Ask for the addresses again and again, and give how it went."""
    listed = folder / "addresses"
    listed.write_text("".join(f"{one}\n" for one in addresses), encoding="utf-8")
    command = [
        find_program("REGISTRI_WRK", "wrk"), "--threads", "1", "--connections", str(_CONNECTIONS),
        "--duration", f"{seconds}s", "--timeout", "10s", "--script", str(_SCRIPT), server.address,
        "--", str(listed),
    ]  # fmt: skip
    said = subprocess.run(command, check=True, capture_output=True, text=True, timeout=seconds + 30).stdout
    line = next(line for line in said.splitlines() if line.startswith("figures "))
    return Figures(**json.loads(line.removeprefix("figures ")))


def measure(site: Path, folder: Path, seconds: int) -> tuple[dict[str, Figures], int]:
    """Ask a site for so many seconds in all; give how each kind was answered, and the server's memory."""
    files = {kind.name: list_files(site, kind) for kind in KINDS}
    found: dict[str, Figures] = {}
    with serve_by_nginx(site, _SHIPPED.read_text("utf-8"), folder, workers=os.cpu_count() or 1) as server:
        watcher = MemoryWatcher(server.process)
        for name, addresses, share in [
            (MIX, mix(files), _MIX_SHARE),
            *((kind.name, files[kind.name], kind.share) for kind in KINDS if kind.share),
        ]:
            found[name] = run_wrk(server, addresses, folder, max(1, int(seconds * share)))
            told = f"{name}: {found[name].requests / found[name].seconds:.0f} permintaan tiap detik"
            print(told, file=sys.stderr, flush=True)
        return found, watcher.stop()


def render_load(found: dict[str, Figures], memory: int, visit: Visit, told: str) -> str:
    """Give what was measured as Markdown, and what follows from it for a day of visits."""
    lines = [told, "", f"| {' | '.join(_HEADS)} |", f"| --- |{' ---: |' * (len(_HEADS) - 1)}"]
    for name, figures in found.items():
        cells = (
            name,
            spell_number(round(figures.requests / figures.seconds)),
            spell_decimal(figures.p50 / 1000, 1),
            spell_decimal(figures.p99 / 1000, 1),
            spell_decimal(figures.bytes / figures.seconds / _MB, 1),
            f"{spell_number(figures.errors)} dari {spell_number(figures.requests)}",
        )
        lines.append(f"| {' | '.join(cells)} |")
    mixed = found[MIX]
    daily = _VISITS * visit.bytes
    busy = _VISITS * _BUSY_HOUR * visit.requests / _HOUR_SECONDS
    share = busy / (mixed.requests / mixed.seconds) * 100
    lines += [
        "",
        (
            f"- Memori nginx paling banyak: {memory / _MB:.0f} MB (semua prosesnya; berkas situs di tembolok "
            "sistem tidak dihitung)."
        ),
        (
            f"- Satu kunjungan pertama (beranda, pencarian, dua perjanjian) adalah {visit.requests} "
            f"permintaan dan {visit.bytes / _KB:.0f} KB. {spell_number(_VISITS)} kunjungan sehari berarti "
            f"{spell_decimal(daily / 1000 / _MB, 1)} GB, rata-rata "
            f"{spell_decimal(daily * 8 / _DAY_SECONDS / _MB, 2)} Mbit tiap detik."
        ),
        (
            f"- Bila seperlimanya datang dalam satu jam, itu {spell_decimal(busy, 1)} permintaan tiap detik: "
            f"{spell_decimal(share, 2)}% dari yang terukur pada campuran."
        ),
    ]
    return "\n".join(lines)


def _read_arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m bench.load", description=__doc__)
    parser.add_argument("--count", type=int, default=2_000, help="banyaknya perjanjian contoh")
    parser.add_argument("--seconds", type=int, default=_SECONDS, help="berapa lama seluruhnya")
    parser.add_argument("--beside", default="", help="apa yang berjalan di samping, untuk dicatat")
    parser.add_argument("--no-page", action="store_true", help="jangan tulis docs/pengembang/kinerja.md")
    return parser.parse_args()


def main() -> None:
    """Build, serve, ask, and tell."""
    arguments = _read_arguments()
    seconds = min(arguments.seconds, _MOST_SECONDS)
    place = find_place(None)
    with TemporaryDirectory(prefix="registri-bench-", dir=place) as work:
        folder = Path(work)
        os.environ["XDG_CACHE_HOME"] = str(folder / "ingatan")
        register, site = make_register(folder / "register", arguments.count), folder / "site"
        build = ["build", "--root", str(register), "--site-dir", str(site), "--as-of", _DAY, "--compress"]
        subprocess.run([sys.executable, "-m", "generator", *build], check=True, stdout=sys.stderr)
        found, memory = measure(site, folder, seconds)
        visit = measure_visit(site, {kind.name: list_files(site, kind) for kind in KINDS})
    beside = f", {arguments.beside}" if arguments.beside else ""
    told = (
        f"Diukur {time.strftime('%Y-%m-%d')}, {tell_medium(place)}: {spell_number(arguments.count)} "
        f"perjanjian, {seconds} detik seluruhnya, {_CONNECTIONS} sambungan, nginx dan wrk pada "
        f"{os.cpu_count()} inti prosesor yang sama{beside}."
    )
    text = render_load(found, memory, visit, told)
    print(text)
    if not arguments.no_page:
        put_results(_PAGE, text, "beban")


if __name__ == "__main__":
    main()
