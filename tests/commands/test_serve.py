"""``registri serve``: it goes on showing the last good site, whatever is saved meanwhile."""

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
from pathlib import Path
from typing import IO

import pytest
from conftest import RunCommand
from registers import PARTNER, ROOT

from generator.sample.writer import write_sample

_PATIENCE_SECONDS = 60


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


@pytest.fixture
def serving(base: Path) -> Iterator[Serving]:
    """Serve a register that has settings and schemas of its own."""
    shutil.copytree(ROOT / "schema", base / "schema")
    shutil.copy(ROOT / "mkdocs.yml", base)
    running = Serving(base)
    yield running
    running.process.kill()
    running.process.wait()


def test_it_outlives_whatever_is_saved(serving: Serving, base: Path) -> None:
    assert "Langkah berikutnya" not in serving.said
    schema, settings, record = base / "schema/partner.schema.json", base / "mkdocs.yml", base / PARTNER
    for path, broken, reason in (
        (schema, '{"title": "Mit', r"partner\.schema\.json"),
        (settings, "site_name: [\n", r"mkdocs\.yml"),
        (record, "id: [\n", r"salah KS001"),
    ):
        whole = path.read_text(encoding="utf-8")
        path.write_text(broken, encoding="utf-8")
        serving.wait_for(reason)
        assert serving.get("mitra/")[0] == 200
        path.write_text(whole, encoding="utf-8")
        serving.wait_for(r"\d+ halaman dari \d+ berkas")
        assert serving.get("mitra/")[0] == 200
    assert "Traceback" not in serving.said
    assert serving.said.count("Yang tampil tetap situs terakhir") == 2


def test_a_change_is_shown(serving: Serving, base: Path) -> None:
    text = (base / PARTNER).read_text(encoding="utf-8")
    (base / PARTNER).write_text(re.sub(r"(?m)^name: .*", "name: Kota Baru Sekali", text), encoding="utf-8")
    serving.wait_for(r"\d+ halaman dari \d+ berkas")
    assert "Kota Baru Sekali" in serving.get("mitra/kota-seberang/")[1]


def test_an_unknown_address_is_answered_with_the_site_s_own_page(serving: Serving, base: Path) -> None:
    own = (base / "site/404.html").read_text(encoding="utf-8")
    for address in ("tidak-ada/", "mitra/tidak-ada", "assets/", "../records/registry.yaml", "%00"):
        assert serving.get(address) == (404, own), address
    (base / "site/404.html").unlink()
    assert serving.get("tidak-ada/")[0] == 404


def test_ctrl_c_ends_it(serving: Serving) -> None:
    serving.process.send_signal(signal.SIGINT)
    assert serving.process.wait(_PATIENCE_SECONDS) == 0
    assert "Traceback" not in serving.said


def test_a_port_in_use_is_told_before_the_build(base: Path, registri: RunCommand) -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = str(other.getsockname()[1])
        ran = registri("serve", "--root", str(base), "--port", port)
    assert (ran.returncode, ran.stdout) == (2, "")
    assert f"Port {port} tidak dapat dipakai: sedang dipakai program lain." in ran.stderr
    assert not (base / "site").exists()


def test_a_register_that_can_t_be_built_is_not_served(base: Path, registri: RunCommand) -> None:
    (base / PARTNER).write_text("id: [\n", encoding="utf-8")
    assert registri("serve", "--root", str(base), "--port", "0").returncode == 1
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
