"""``python -m bench.search``: how soon the explorer answers a key press in Chromium, and what it fetches."""

import argparse
import gzip
import os
import statistics
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from tempfile import TemporaryDirectory
from urllib.parse import urlsplit

from playwright.sync_api import Browser, sync_playwright

from bench.report import put_results, spell_number
from generator.addresses import AGREEMENTS, SEARCH_HEAD, output_path

_PAGE = Path(__file__).resolve().parent.parent / "docs" / "pengembang" / "kinerja.md"
_MARK = "cari"
_MEMORY = Path("/dev/shm")  # noqa: S108  a folder of its own is made in it
_QUESTIONS = ("sampah", "kerja sama kesehatan", "pengelolaan air minum", "perguruan tinggi", "kecamatn")
_ROUNDS = 5
_MOST_KB, _MOST_MS, _MOST_KB_ANSWERED = 300, 100, 1000
_KB = 1000

# Types a letter, and tells how long it took until the page had answered and drawn.
_TYPE = """async (text) => {
  const box = document.getElementById("rk-q"), found = document.getElementById("rk-found");
  const begun = performance.now();
  found.textContent = "…";
  box.value = text;
  box.dispatchEvent(new Event("input", { bubbles: true }));
  while (found.textContent === "…") await new Promise((done) => setTimeout(done));
  await new Promise((done) => requestAnimationFrame(done));
  return performance.now() - begun;
}"""


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: object) -> None:  # noqa: A002
        pass


@dataclass(frozen=True, slots=True)
class Answers:
    """What was measured of one register's explorer: milliseconds, and bytes when compressed."""

    count: int
    page: int
    """What the page fetches before anybody searches."""
    head: int
    answered: list[int]
    """What was fetched, the page with it, until each question as a whole was answered on a fresh page."""
    firsts: list[float]
    """How long each of these answers took."""
    presses: list[float]
    """How long each key press took once what it needs had been fetched, the median of several rounds."""
    work: list[float]
    """How long the processor worked for it on the page, which no other program prolongs."""
    everything: int
    """What had been fetched, the page with it, when every letter of every question had been answered."""


class _Visit:
    """A fresh page, and the files that it fetched."""

    def __init__(self, browser: Browser, site: Path, address: str) -> None:
        self._page, self._site = browser.new_context().new_page(), site
        self._paths: set[str] = set()
        self._page.on("request", lambda request: self._paths.add(urlsplit(request.url).path.lstrip("/")))
        self._protocol = self._page.context.new_cdp_session(self._page)
        self._protocol.send("Performance.enable", {"timeDomain": "threadTicks"})
        self._page.goto(f"{address}{AGREEMENTS}", wait_until="networkidle")

    def type(self, text: str) -> float:
        """Give the milliseconds until the page had answered and drawn."""
        return float(self._page.evaluate(_TYPE, text))

    def type_working(self, text: str) -> tuple[float, float]:
        """Give the milliseconds until the page had answered, and how many of them the processor worked."""
        before = self._read_work()
        passed = self.type(text)
        return passed, self._read_work() - before

    def _read_work(self) -> float:
        metrics = self._protocol.send("Performance.getMetrics")["metrics"]
        return 1000 * next(float(one["value"]) for one in metrics if one["name"] == "TaskDuration")

    @property
    def weight(self) -> int:
        """The bytes of what was fetched until now, compressed."""
        paths = [self._site / output_path(path) for path in self._paths]
        return sum(len(gzip.compress(path.read_bytes())) for path in paths if path.is_file())

    def close(self) -> None:
        self._page.context.close()


def measure_answers(browser: Browser, site: Path, address: str, count: int) -> Answers:
    """Ask each question on a fresh page; then type all letters of all, several times, on one page."""
    firsts, answered = [], []
    page = 0
    for question in _QUESTIONS:
        visit = _Visit(browser, site, address)
        page = visit.weight
        firsts.append(visit.type(question))
        answered.append(visit.weight)
        visit.close()
    visit = _Visit(browser, site, address)
    letters = [question[:length] for question in _QUESTIONS for length in range(1, len(question) + 1)]
    for text in letters:
        visit.type(text)
    rounds = [[visit.type_working(text) for text in letters] for _ in range(_ROUNDS)]
    presses, work = (
        [statistics.median(press[kind] for press in each) for each in zip(*rounds, strict=True)]
        for kind in (0, 1)
    )
    everything = visit.weight
    visit.close()
    head = len(gzip.compress((site / SEARCH_HEAD).read_bytes()))
    return Answers(count, page, head, answered, firsts, presses, work, everything)


def render_answers(measured: Sequence[Answers]) -> str:
    """Give the figures as Markdown, with the budgets beside them."""
    rows = (
        _row(
            "Jawaban setelah satu ketukan, median", measured, lambda one: statistics.median(one.presses), "ms"
        ),
        _row(
            "Jawaban setelah satu ketukan, 95 dari 100",
            measured,
            lambda one: sorted(one.presses)[int(len(one.presses) * 0.95)],
            "ms",
            _MOST_MS,
        ),
        _row(
            "Kerja prosesor untuk satu ketukan, 95 dari 100",
            measured,
            lambda one: sorted(one.work)[int(len(one.work) * 0.95)],
            "ms",
        ),
        _row(
            "Pertanyaan pertama sejak kotak cari disentuh, paling lama",
            measured,
            lambda one: max(one.firsts),
            "ms",
        ),
        _row("Halaman sebelum pencarian pertama", measured, lambda one: one.page / _KB, "kB", _MOST_KB),
        _row("Berkas pertama pencarian", measured, lambda one: one.head / _KB, "kB"),
        _row(
            "Halaman dan semua yang diambil sampai pertanyaan pertama terjawab, paling banyak",
            measured,
            lambda one: max(one.answered) / _KB,
            "kB",
            _MOST_KB_ANSWERED,
        ),
        _row(
            "Sama, setelah setiap huruf semua pertanyaan terjawab",
            measured,
            lambda one: one.everything / _KB,
            "kB",
        ),
    )
    counts = [f"{spell_number(one.count)} perjanjian" for one in measured]
    how = (
        f"{len(measured[0].presses)} ketukan (median {_ROUNDS} putaran), {len(_QUESTIONS)} pertanyaan; "
        "ukuran setelah dimampatkan (gzip)"
    )
    return "\n".join(
        (
            f"Diukur {time.strftime('%Y-%m-%d')} di Chromium, {os.cpu_count()} inti prosesor: {how}.",
            "",
            f"| Yang diukur | {' | '.join(counts)} | Anggaran | Tercapai |",
            f"| --- |{' ---: |' * len(counts)} ---: | --- |",
            *rows,
        )
    )


def _row(
    name: str, measured: Sequence[Answers], read: Callable[[Answers], float], unit: str, budget: int = 0
) -> str:
    figures = [read(one) for one in measured]
    cells = " | ".join(f"{figure:.0f} {unit}" for figure in figures)
    reached = "tercapai" if max(figures) < budget else "**belum tercapai**"
    return f"| {name} | {cells} | {f'< {budget} {unit} | {reached}' if budget else ' | '} |"


def _build(count: int, work: Path) -> Path:
    register = work / str(count)
    for words in (["sample", "--count", str(count), str(register)], ["build", "--root", str(register)]):
        subprocess.run([sys.executable, "-m", "generator", *words], check=True, stdout=sys.stderr)
    return register / "site"


@contextmanager
def _serve(site: Path) -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Quiet, directory=str(site)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()


def main() -> None:
    """Measure, print, and write the page."""
    parser = argparse.ArgumentParser(prog="python -m bench.search", description=__doc__)
    parser.add_argument(
        "--count", type=int, nargs="+", default=[10_000, 50_000], help="banyaknya perjanjian contoh"
    )
    parser.add_argument("--no-page", action="store_true", help="jangan tulis docs/pengembang/kinerja.md")
    arguments = parser.parse_args()
    measured = []
    with sync_playwright() as playwright:
        chromium = os.environ.get("REGISTRI_CHROMIUM", "/usr/bin/chromium")
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox", "--disable-gpu"])
        for count in arguments.count:
            with TemporaryDirectory(
                prefix="registri-bench-", dir=_MEMORY if _MEMORY.is_dir() else None
            ) as work:
                site = _build(count, Path(work))
                with _serve(site) as address:
                    measured.append(measure_answers(browser, site, address, count))
        browser.close()
    text = render_answers(measured)
    print(text)
    if not arguments.no_page:
        put_results(_PAGE, text, _MARK)


if __name__ == "__main__":
    main()
