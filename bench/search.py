"""``python -m bench.search``: how soon the explorer answers a key press in Chromium, and what it fetches."""

import argparse
import gzip
import os
import statistics
import subprocess
import sys
import threading
import time
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from tempfile import TemporaryDirectory
from urllib.parse import urlsplit

from playwright.sync_api import Page, sync_playwright

from bench.report import put_results, spell_number
from generator.addresses import AGREEMENTS, SEARCH

_PAGE = Path(__file__).resolve().parent.parent / "docs" / "pengembang" / "kinerja.md"
_MARK = "cari"
_MEMORY = Path("/dev/shm")  # noqa: S108  a folder of its own is made in it
_QUESTIONS = ("sampah", "kerja sama kesehatan", "pengelolaan air minum", "perguruan tinggi", "kecamatn")
_MOST_KB, _MOST_MS = 300, 100
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
_READY = """async () => {
  const begun = performance.now();
  document.getElementById("rk-q").focus();
  document.getElementById("rk-q").value = "a";
  document.getElementById("rk-q").dispatchEvent(new Event("input", { bubbles: true }));
  while (!document.getElementById("rk-found").textContent) await new Promise((done) => setTimeout(done, 5));
  return performance.now() - begun;
}"""


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: object) -> None:  # noqa: A002
        pass


def measure_answers(page: Page, address: str) -> tuple[float, list[float], list[str]]:
    """Give the milliseconds until the search is ready, those of each key press, and the first requests."""
    fetched: list[str] = []
    page.on("request", lambda request: fetched.append(request.url))
    page.goto(f"{address}{AGREEMENTS}", wait_until="networkidle")
    before = list(fetched)
    ready = float(page.evaluate(_READY))
    presses = [
        float(page.evaluate(_TYPE, question[:length]))
        for question in _QUESTIONS
        for length in range(1, len(question) + 1)
    ]
    return ready, presses, before


def weigh(site: Path, urls: list[str]) -> int:
    """Give the bytes of some files of a site as a server sends them, compressed."""
    paths = {urlsplit(url).path.lstrip("/") for url in urls if url.startswith("http")}
    files = [site / path / "index.html" if (site / path).is_dir() else site / path for path in paths]
    return sum(len(gzip.compress(file.read_bytes())) for file in files if file.is_file())


def render_answers(count: int, ready: float, presses: list[float], first: int, data: int) -> str:
    """Give the figures as Markdown, with the budgets beside them."""
    most = sorted(presses)[int(len(presses) * 0.95)]
    rows = (
        (
            f"Jawaban setelah satu ketukan, median dari {len(presses)}",
            statistics.median(presses),
            "milidetik",
            0,
        ),
        ("Jawaban setelah satu ketukan, 95 dari 100", most, "milidetik", _MOST_MS),
        ("Halaman penelusuran sebelum pencarian pertama, dimampatkan", first / _KB, "kB", _MOST_KB),
        ("Data pencarian, dimampatkan; diambil saat kotak cari disentuh", data / _KB, "kB", 0),
        ("Mengambil data dan menyusun indeks, sekali", ready, "milidetik", 0),
    )
    day = time.strftime("%Y-%m-%d")
    lines = [
        f"Diukur {day} di Chromium: {spell_number(count)} perjanjian, {os.cpu_count()} inti prosesor.",
        "",
        "| Yang diukur | Hasil | Anggaran | Tercapai |",
        "| --- | ---: | ---: | --- |",
    ]
    for name, figure, unit, budget in rows:
        told = ("tercapai" if figure < budget else "**belum tercapai**") if budget else ""
        lines.append(f"| {name} | {figure:.0f} {unit} | {f'< {budget}' if budget else ''} | {told} |")
    return "\n".join(lines)


def main() -> None:
    """Measure, print, and write the page."""
    parser = argparse.ArgumentParser(prog="python -m bench.search", description=__doc__)
    parser.add_argument("--count", type=int, default=10_000, help="banyaknya perjanjian contoh")
    parser.add_argument("--no-page", action="store_true", help="jangan tulis docs/pengembang/kinerja.md")
    arguments = parser.parse_args()
    with TemporaryDirectory(prefix="registri-bench-", dir=_MEMORY if _MEMORY.is_dir() else None) as work:
        register = Path(work) / "register"
        for words in (
            ["sample", "--count", str(arguments.count), str(register)],
            ["build", "--root", str(register)],
        ):
            subprocess.run([sys.executable, "-m", "generator", *words], check=True, stdout=sys.stderr)
        site = register / "site"
        server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Quiet, directory=str(site)))
        threading.Thread(target=server.serve_forever, daemon=True).start()
        with sync_playwright() as playwright:
            chromium = os.environ.get("REGISTRI_CHROMIUM", "/usr/bin/chromium")
            browser = playwright.chromium.launch(
                executable_path=chromium, args=["--no-sandbox", "--disable-gpu"]
            )
            ready, presses, before = measure_answers(
                browser.new_page(), f"http://127.0.0.1:{server.server_port}/"
            )
            browser.close()
        server.shutdown()
        data = len(gzip.compress((site / SEARCH).read_bytes()))
        text = render_answers(arguments.count, ready, presses, weigh(site, before), data)
    print(text)
    if not arguments.no_page:
        put_results(_PAGE, text, _MARK)


if __name__ == "__main__":
    main()
