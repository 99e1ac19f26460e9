"""``python -m bench.serve``: how long after a record is saved its page stands in Chromium, shown anew."""

import atexit
import os
import re
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

from bench.cases import Case, run_bench
from bench.repository import commit_all
from bench.tools import retitle

_BUDGET = 0.3
_PATIENCE_SECONDS = 300
_REST_SECONDS = 1.0
# When the page that is there now was first painted, in milliseconds since 1970.
_PAINTED = """async () => {
  for (;;) {
    const [paint] = performance.getEntriesByName("first-contentful-paint");
    if (paint) return performance.timeOrigin + paint.startTime;
    await new Promise((done) => setTimeout(done, 5));
  }
}"""


class ServeBench:
    """One ``registri serve`` with a page open in a browser, and a record saved again and again."""

    def __init__(self, folder: Path, register: Path) -> None:
        self._files = sorted(register.glob("records/agreements/*/*.yaml"))
        commit_all(register)
        self._address = self._start(folder, register)
        playwright = sync_playwright().start()
        atexit.register(playwright.stop)
        browser = playwright.chromium.launch(
            executable_path=os.environ.get("REGISTRI_CHROMIUM", "/usr/bin/chromium"), args=["--no-sandbox"]
        )
        self._page: Page = browser.new_page()
        self.cases = (
            Case("Halaman perjanjian itu sendiri", _BUDGET),
            Case("Daftar perjanjian menurut jenis, dengan judul yang berubah", _BUDGET),
            Case("Pesan tentang catatan yang rusak", None),
        )

    def _start(self, folder: Path, register: Path) -> str:
        """Start the server; give its address once it is shown."""
        log = (folder / "log").open("wb")
        command = [sys.executable, "-m", "generator", "serve", "--root", str(register), "--port", "0"]
        process = subprocess.Popen(command, stdout=log, stderr=subprocess.STDOUT)
        atexit.register(process.kill)
        until = time.monotonic() + _PATIENCE_SECONDS
        while not (found := re.search(r"http://\S+", (folder / "log").read_text("utf-8"))):
            if process.poll() is not None or time.monotonic() > until:
                raise RuntimeError((folder / "log").read_text("utf-8"))
            time.sleep(0.1)
        return found[0]

    @property
    def count(self) -> int:
        """The number of agreements."""
        return len(self._files)

    def run(self, turn: int) -> None:
        """Save another agreement each turn, three times: each with another page open."""
        own, listed, broken = self.cases
        file = self._files[turn * 997 % len(self._files)]
        whole = file.read_text("utf-8")
        self._time(
            own,
            f"kerja-sama/{file.stem}/",
            lambda: file.write_text(retitle(whole, f"Diubah {turn}"), "utf-8"),
        )
        newest = self._find_newest(file.parent.name)
        newest_text = newest.read_text("utf-8")
        self._time(
            listed,
            f"kerja-sama/jenis/{file.parent.name}/",
            lambda: newest.write_text(retitle(newest_text, f"Diubah {turn}"), "utf-8"),
        )
        self._page.goto(f"{self._address}kerja-sama/{file.stem}/")
        begun = time.time()
        file.write_text("id: [\n", "utf-8")
        self._page.get_by_role("alert").wait_for(timeout=_PATIENCE_SECONDS * 1000)
        broken.seconds.append(time.time() - begun)
        file.write_text(whole, "utf-8")
        self._page.get_by_role("alert").wait_for(state="detached", timeout=_PATIENCE_SECONDS * 1000)
        # The page itself follows too, before the next one is opened.
        time.sleep(_REST_SECONDS)

    def _find_newest(self, kind: str) -> Path:
        """Give the file of the agreement that a list begins with."""
        self._page.goto(f"{self._address}kerja-sama/jenis/{kind}/")
        name = self._page.locator("[data-id]").first.get_attribute("data-id")
        return next(file for file in self._files if file.stem == name)

    def _time(self, case: Case, address: str, save: Callable[[], object]) -> None:
        """Open a page, save, and keep how long it took until the page was painted anew."""
        self._page.goto(self._address + address, wait_until="load")
        # The page listens, and the server rests.
        time.sleep(_REST_SECONDS)
        saved: list[float] = []

        def do_save() -> None:
            save()
            saved.append(time.time())

        with self._page.expect_navigation(wait_until="load", timeout=_PATIENCE_SECONDS * 1000):
            threading.Timer(0.2, do_save).start()
        case.seconds.append(float(self._page.evaluate(_PAINTED)) / 1000 - saved[0])
        print(f"{case.name}: {case.seconds[-1]:.2f} detik", file=sys.stderr, flush=True)


if __name__ == "__main__":
    run_bench(
        "serve", __doc__ or "", "tampil", 7, ServeBench, head="`registri serve`: dari simpan sampai tampil"
    )
