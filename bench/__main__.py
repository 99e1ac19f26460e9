"""``python -m bench``: build the same register with this project and others, turn by turn."""

import argparse
import shutil
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from bench.comparison import BARE, BOTH, ELEVENTY, HUGO, MKDOCS, NAMES, OURS, PAGES, Comparison, Plan
from bench.report import put_results, render_results
from bench.tools import SCENES
from generator.clock import today

_TOP = Path(__file__).resolve().parent.parent
# In memory the disk's moods stay out of the comparison; all tools write about the same.
_MEMORY = Path("/dev/shm")  # noqa: S108  a folder of its own is made in it
_PAGE = _TOP / "docs" / "pengembang" / "kinerja.md"


def make_register(folder: Path, count: int) -> Path:
    """Write the synthetic register anew, so that it is the one today's generator makes."""
    shutil.rmtree(folder, ignore_errors=True)
    command = [sys.executable, "-m", "generator", "sample", "--count", str(count), str(folder)]
    subprocess.run(command, check=True, stdout=sys.stderr)
    return folder


def find_place(chosen: Path | None) -> Path:
    """Give the folder to work in: the chosen one, else the memory, where there is such a place."""
    place = chosen or (_MEMORY if _MEMORY.is_dir() else _TOP / ".cache" / "bench")
    place.mkdir(parents=True, exist_ok=True)
    return place


def tell_medium(place: Path) -> str:
    """Say where the files are."""
    return "berkas di memori" if place == _MEMORY else "berkas di cakram"


def _read_arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    parser.add_argument("--count", type=int, default=10_000, help="banyaknya perjanjian contoh")
    parser.add_argument("--runs", type=int, default=5, help="putaran bagi alat yang cepat")
    parser.add_argument("--slow-runs", type=int, default=1, help="putaran bagi Eleventy dan MkDocs")
    parser.add_argument("--only", action="append", choices=NAMES, default=[], help="alat ini saja")
    parser.add_argument("--root", type=Path, help="register yang sudah ada, sebagai ganti contoh")
    parser.add_argument("--folder", type=Path, help="tempat bekerja; bawaan: di memori bila ada")
    parser.add_argument("--no-page", action="store_true", help="jangan tulis docs/pengembang/kinerja.md")
    return parser.parse_args()


def main() -> None:
    arguments = _read_arguments()
    place = find_place(arguments.folder)
    with TemporaryDirectory(prefix="registri-bench-", dir=place) as work:
        folder = Path(work)
        register = arguments.root or make_register(folder / "register", arguments.count)
        comparison = Comparison(folder, register.resolve())
        comparison.add(arguments.only or tuple(NAMES), (OURS, HUGO))
        runs, slow = arguments.runs, Plan(arguments.slow_runs)
        plans = {name: Plan(runs) for name in (BARE, PAGES, BOTH)}
        plans |= {OURS: Plan(runs, SCENES), HUGO: Plan(runs, ("cold", "changed"))}
        comparison.run({**plans, ELEVENTY: slow, MKDOCS: slow})
        count = sum(1 for _ in register.glob("records/agreements/*/*.yaml"))
    text = render_results(comparison.tools, f"{today().isoformat()}, {tell_medium(place)}", count)
    print(text)
    if not arguments.no_page:
        put_results(_PAGE, text)


if __name__ == "__main__":
    main()
