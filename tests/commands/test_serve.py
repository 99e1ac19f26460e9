"""``registri serve``: pages follow what is saved, and go on showing the last good state whatever that is."""

import json
import os
import queue
import re
import shutil
import signal
import socket
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from email.message import Message
from pathlib import Path
from typing import IO, Any, cast

import pytest
from conftest import RunCommand
from playwright.sync_api import Browser, Page, expect
from registers import KB, PARTNER, ROOT

from generator.addresses import FORM_OFFLINE
from generator.sample.writer import write_sample
from generator.site.headers import HEADERS, SAVED

_PATIENCE_SECONDS = 60
_SHOWN = r"tampil sesudah [\d,]+ detik"
_SCRIPT = re.compile(r'<script src="/_registri/reload\.js" data-page="[0-9a-f]+" defer></script>\n')


class Serving:
    """A running ``registri serve``."""

    def __init__(self, root: Path) -> None:
        self.process = subprocess.Popen(
            [sys.executable, "-m", "generator", "serve", "--root", str(root), "--port", "0"],
            env={**os.environ, "PYTHONPATH": str(ROOT), "REGISTRI_AS_OF": "2025-06-30", "REGISTRI_LANG": ""},
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            encoding="utf-8",
        )
        assert self.process.stdout
        self._lines: queue.Queue[str] = queue.Queue()
        threading.Thread(target=self._listen, args=(self.process.stdout,), daemon=True).start()
        self.said = ""
        self.address = self.wait_for(r"Situs tampil di (http://\S+)")

    def _listen(self, stream: IO[str]) -> None:
        for line in stream:
            self._lines.put(line)

    def wait_for(self, pattern: str) -> str:
        """Wait until something is said since the last time, and give its first group."""
        deadline = time.monotonic() + _PATIENCE_SECONDS
        heard = ""
        while time.monotonic() < deadline:
            try:
                line = self._lines.get(timeout=0.2)
            except queue.Empty:
                assert self.process.poll() is None, f"it has stopped: {heard}"
                continue
            heard += line
            self.said += line
            if found := re.search(pattern, heard):
                return found[found.re.groups and 1]
        raise AssertionError(f"{pattern} was not said: {heard}")

    def get(self, address: str) -> tuple[int, str]:
        """Give the status and the text that an address is answered with."""
        try:
            with urllib.request.urlopen(self.address + address, timeout=30) as answer:  # noqa: S310  our own
                return answer.status, answer.read().decode()
        except urllib.error.HTTPError as error:
            return error.code, error.read().decode()

    def read_head(self, address: str) -> Message:
        """Give what is said of an address besides its content."""
        try:
            with urllib.request.urlopen(self.address + address, timeout=30) as answer:  # noqa: S310  our own
                return cast("Message", answer.headers)
        except urllib.error.HTTPError as error:
            return error.headers

    def read_news(self) -> dict[str, Any]:
        """Give what open pages are told now."""
        with urllib.request.urlopen(f"{self.address}_registri/events", timeout=30) as stream:  # noqa: S310
            for line in stream:
                if line.startswith(b"data: "):
                    news: dict[str, Any] = json.loads(line[6:])
                    return news
        raise AssertionError


@pytest.fixture
def serving(base: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Serving]:
    """Serve a register that has settings and schemas of its own."""
    (tmp_path / "work").mkdir()
    monkeypatch.setenv("TMPDIR", str(tmp_path / "work"))
    shutil.copytree(ROOT / "schema", base / "schema")
    shutil.copy(ROOT / "mkdocs.yml", base)
    running = Serving(base)
    yield running
    running.process.kill()
    running.process.wait()


def test_it_outlives_whatever_is_saved(serving: Serving, base: Path) -> None:
    schema, settings, record = base / "schema/partner.schema.json", base / "mkdocs.yml", base / PARTNER
    for path, broken, reason in (
        (schema, '{"title": "Mit', r"partner\.schema\.json"),
        (settings, "site_name: [\n", r"mkdocs\.yml"),
        (record, "id: [\n", r"salah KS001"),
    ):
        whole = path.read_text(encoding="utf-8")
        path.write_text(broken, encoding="utf-8")
        serving.wait_for(rf"(?s){reason}.*Yang tampil tetap keadaan terakhir yang benar")
        assert serving.get("mitra/")[0] == 200
        assert re.search(reason.removeprefix("salah "), json.dumps(serving.read_news()["trouble"]["items"]))
        path.write_text(whole, encoding="utf-8")
        serving.wait_for(_SHOWN)
        assert serving.get("mitra/")[0] == 200
        assert serving.read_news()["trouble"] is None
    assert "Traceback" not in serving.said


def test_a_change_is_shown(serving: Serving, base: Path) -> None:
    text = (base / PARTNER).read_text(encoding="utf-8")
    (base / PARTNER).write_text(re.sub(r"(?m)^name: .*", "name: Kota Baru Sekali", text), encoding="utf-8")
    assert serving.wait_for(rf"(\S+) {_SHOWN}") == PARTNER
    assert "Kota Baru Sekali" in serving.get("mitra/kota-seberang/")[1]
    assert not (base / "site").exists()


def test_pages_are_those_that_are_built_but_for_one_script(
    serving: Serving, base: Path, registri: RunCommand
) -> None:
    assert registri("build", "--root", str(base)).returncode == 0
    for path in ("index.html", "mitra/index.html", "kerja-sama/index.html", "tentang/index.html"):
        built = (base / "site" / path).read_text("utf-8")
        status, served = serving.get(path.removesuffix("index.html"))
        assert (status, _SCRIPT.sub("", served)) == (200, built)
        assert served != built
    for path in ("data/agreements.csv", "api/v1/mitra/index.json", "assets/registri/registri.css"):
        assert serving.get(path) == (200, (base / "site" / path).read_bytes().decode())
    for path in ("", "tidak-ada", "mitra", "_registri/reload.js", "data/agreements.csv", FORM_OFFLINE):
        told = serving.read_head(path)
        assert [told.get_all(header.name) for header in HEADERS] == [[header.value] for header in HEADERS]
        assert told["Content-Disposition"] == (SAVED if path == FORM_OFFLINE else None)
        assert told["Cache-Control"] == "no-cache"


def test_an_unknown_address_is_answered_with_the_site_s_own_page(serving: Serving, base: Path) -> None:
    for address in ("tidak-ada/", "mitra/tidak-ada", "assets/", "../records/registry.yaml", "%00", "%ff",
                    "_registri/", "manifest.json", "a" * 5000, "mitra//"):  # fmt: skip
        status, text = serving.get(address)
        assert status == 404, address
        assert "<title>" in text
        assert "_registri/reload.js" in text
    with urllib.request.urlopen(f"{serving.address}mitra", timeout=30) as answer:  # noqa: S310  our own
        assert answer.url == f"{serving.address}mitra/"
    assert base.is_dir()


def test_what_a_browser_has_is_not_sent_again(serving: Serving) -> None:
    with urllib.request.urlopen(f"{serving.address}mitra/", timeout=30) as answer:  # noqa: S310  our own
        tag = answer.headers["ETag"]
    asked = urllib.request.Request(f"{serving.address}mitra/", headers={"If-None-Match": tag})  # noqa: S310
    with pytest.raises(urllib.error.HTTPError, match="304"):
        urllib.request.urlopen(asked, timeout=30)  # noqa: S310  our own


def _open(browser: Browser, serving: Serving, address: str) -> Page:
    page = browser.new_page()
    page.goto(serving.address + address)
    return page


def test_open_pages_follow_what_is_saved(serving: Serving, base: Path, browser: Browser) -> None:
    """In two windows: each is loaded anew where it changes, and only there."""
    partner = _open(browser, serving, "mitra/kota-seberang/")
    rules = _open(browser, serving, "panduan/aturan/")
    rules.evaluate("window.mark = 1")
    whole = (base / PARTNER).read_text("utf-8")
    for name in ("Kota Baru", "Kota Lebih Baru"):
        (base / PARTNER).write_text(re.sub(r"(?m)^name: .*", f"name: {name}", whole), "utf-8")
        expect(partner.locator("h1")).to_have_text(name)
    (base / PARTNER).write_text("id: [\n", "utf-8")
    for page in (partner, rules):
        told = page.get_by_role("alert")
        expect(told).to_contain_text("Ada yang perlu dibetulkan")
        expect(told).to_contain_text(f"{PARTNER}, baris 2, kolom 1")
        expect(told).to_contain_text("KS001")
    expect(partner.locator("h1")).to_have_text("Kota Lebih Baru")
    rules.get_by_role("button", name="Tutup").click()
    expect(rules.get_by_role("alert")).to_have_count(0)
    (base / PARTNER).write_text(whole, "utf-8")
    expect(partner.get_by_role("alert")).to_have_count(0)
    expect(partner.locator("h1")).to_have_text("Pemerintah Kota Seberang")
    assert rules.evaluate("window.mark") == 1
    for page in (partner, rules):
        page.close()


def test_a_hand_written_page_follows_too(serving: Serving, base: Path, browser: Browser) -> None:
    shutil.copytree(ROOT / "docs", base / "docs")
    serving.wait_for(_SHOWN)
    page = _open(browser, serving, "tentang/")
    path = base / "docs/tentang/index.md"
    path.write_text(path.read_text("utf-8") + "\n## Bagian yang baru {#baru}\n", "utf-8")
    expect(page.locator("#baru")).to_have_count(1)
    page.close()


def test_a_page_that_goes_and_comes_back(serving: Serving, base: Path, browser: Browser) -> None:
    path, whole = base / KB, (base / KB).read_text("utf-8")
    page = _open(browser, serving, f"kerja-sama/{path.stem}/")
    title = page.locator("h1").inner_text()
    page.goto(f"{serving.address}kerja-sama/tidak-ada/")
    expect(page.locator("h1")).not_to_have_text(title)
    path.write_text(whole.replace("certainty:", "former_ids:\n  - tidak-ada\ncertainty:", 1), "utf-8")
    expect(page).to_have_url(f"{serving.address}kerja-sama/{path.stem}/")
    expect(page.locator("h1")).to_have_text(title)
    page.close()


def test_it_begins_with_what_is_wrong_and_shows_the_site_once_that_is_mended(
    base: Path, browser: Browser
) -> None:
    whole = (base / PARTNER).read_text("utf-8")
    (base / PARTNER).write_text("id: [\n", "utf-8")
    running = Serving(base)
    try:
        assert "salah KS001" in running.said
        page = _open(browser, running, "mitra/")
        expect(page.locator("h1")).to_have_text("Ada yang perlu dibetulkan")
        expect(page.locator("main")).to_contain_text(f"{PARTNER}, baris 2, kolom 1")
        assert running.get("mitra/")[0] == 503
        (base / PARTNER).write_text(whole, "utf-8")
        expect(page.locator("h1")).to_have_text("Mitra")
        page.close()
    finally:
        running.process.kill()
        running.process.wait()


@pytest.mark.parametrize("sign", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_whoever_ends_it_leaves_nothing_behind(
    serving: Serving, browser: Browser, tmp_path: Path, sign: signal.Signals
) -> None:
    page = _open(browser, serving, "")
    assert list((tmp_path / "work").iterdir())
    serving.process.send_signal(sign)
    assert serving.process.wait(_PATIENCE_SECONDS) == 0
    assert "Traceback" not in serving.said
    assert not list((tmp_path / "work").iterdir())
    page.close()


def test_a_port_in_use_is_told_before_the_check(base: Path, registri: RunCommand) -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = str(other.getsockname()[1])
        ran = registri("serve", "--root", str(base), "--port", port)
    assert (ran.returncode, ran.stdout) == (2, "")
    assert f"Port {port} tidak dapat dipakai: sedang dipakai program lain." in ran.stderr


def test_schemas_that_can_t_be_used_are_refused(base: Path, registri: RunCommand) -> None:
    (base / "schema").mkdir()
    assert registri("serve", "--root", str(base), "--port", "0").returncode == 2


def test_ctrl_c_while_several_processes_build(tmp_path: Path) -> None:
    write_sample(tmp_path / "register", 2000)
    process = subprocess.Popen(
        [sys.executable, "-m", "generator", "build", "--root", str(tmp_path / "register"), "--jobs", "4"],
        env={**os.environ, "PYTHONPATH": str(ROOT), "REGISTRI_LANG": ""},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        encoding="utf-8",
        start_new_session=True,
    )
    deadline = time.monotonic() + _PATIENCE_SECONDS
    while not list(tmp_path.glob("register/.site-*/kerja-sama/*")) and time.monotonic() < deadline:
        time.sleep(0.01)
    os.killpg(process.pid, signal.SIGINT)
    said, complained = process.communicate(timeout=_PATIENCE_SECONDS)
    assert (process.returncode, said) == (1, "")
    assert complained == "Kesalahan: Dihentikan.\n"
    assert [path.name for path in (tmp_path / "register").iterdir()] == ["records"]
