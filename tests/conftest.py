"""What several tests share: the base register, the command line as users run it, built sites, Chromium."""

import os
import signal
import subprocess
import sys
import threading
from collections.abc import Callable, Generator, Iterator
from contextlib import contextmanager
from functools import cache, partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from builtsite import REGISTERS, BuiltSite, build
from hypothesis import settings
from playwright.sync_api import Browser, sync_playwright
from registers import ROOT, copy_base
from tally import Tally

from generator.sample.writer import write_sample

# A shell starts what runs in its background deaf to Ctrl-C, and so would be every command tried here.
signal.signal(signal.SIGINT, signal.default_int_handler)

settings.register_profile("registri", deadline=None, max_examples=60)
settings.load_profile("registri")

# Runs a command as somebody whom the rights of files and folders bind: they do not bind root.
BOUND = (
    sys.executable,
    "-c",
    """import ctypes, os, sys
for right in 1, 2:
    ctypes.CDLL(None).prctl(24, right, 0, 0, 0)
os.execv(sys.argv[1], sys.argv[1:])""",
)

_CHROMIUM_FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
]

_FAILED = pytest.StashKey[bool]()

RunCommand = Callable[..., "subprocess.CompletedProcess[str]"]


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(
    item: pytest.Item,
) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Note of each test whether it failed, for what is counted of it."""
    report = yield
    item.stash[_FAILED] = item.stash.get(_FAILED, False) or report.failed
    return report


@pytest.fixture
def tally(request: pytest.FixtureRequest) -> Iterator[Tally]:
    """Give what counts the tries of one test of trust."""
    counted = Tally(request.node.nodeid)
    yield counted
    if folder := os.environ.get("REGISTRI_TALLY"):
        counted.keep(Path(folder), failed=request.node.stash.get(_FAILED, False))


@pytest.fixture
def base(tmp_path: Path) -> Path:
    """Give a writable copy of the base register."""
    return copy_base(tmp_path / "register")


@pytest.fixture
def registri(tmp_path: Path) -> RunCommand:
    """Give a function that runs ``python -m generator`` with given words, on a fixed day."""

    def run(
        *words: str,
        cwd: Path = tmp_path,
        environment: dict[str, str] | None = None,
        through: tuple[str, ...] = (),
    ) -> subprocess.CompletedProcess[str]:
        inherited = {
            name: value
            for name, value in os.environ.items()
            if not name.startswith(("REGISTRI_", "GIT_", "GITHUB_"))
        }
        settled = {
            "REGISTRI_AS_OF": "2025-06-30",
            "PYTHONPATH": str(ROOT),
            "PYTHONUTF8": "1",
            "XDG_CACHE_HOME": str(tmp_path / "cache"),
        }
        return subprocess.run(
            [*through, sys.executable, "-m", "generator", *words],
            cwd=cwd,
            env={**inherited, **settled, **(environment or {})},
            capture_output=True,
            text=True,
            encoding="utf-8",
            check=False,
            timeout=120,
        )

    return run


@pytest.fixture(scope="session")
def site_of(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], BuiltSite]:
    """Give a function that builds a register's site, once for all tests that ask for it."""

    @cache
    def build_once(name: str) -> BuiltSite:
        return build(REGISTERS[name], tmp_path_factory.mktemp(name) / "site")

    return build_once


@pytest.fixture(scope="session", params=REGISTERS)
def built(request: pytest.FixtureRequest, site_of: Callable[[str], BuiltSite]) -> BuiltSite:
    """Give each register's built site in turn."""
    return site_of(request.param)


@pytest.fixture(scope="session")
def shipped(site_of: Callable[[str], BuiltSite]) -> BuiltSite:
    """Give the real register's built site."""
    return site_of("shipped")


@pytest.fixture(scope="session")
def sample(site_of: Callable[[str], BuiltSite]) -> BuiltSite:
    """Give the sample's built site."""
    return site_of("sample")


@pytest.fixture(scope="session")
def long(tmp_path_factory: pytest.TempPathFactory) -> BuiltSite:
    """Give the site of a register whose lists need several parts and whose files two processes."""
    root = tmp_path_factory.mktemp("long") / "register"
    write_sample(root, 450)
    return build(root, root / "site", "--jobs", "2")


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: object) -> None:  # noqa: A002
        pass


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Give Chromium; a machine without one fails here, it does not skip."""
    with sync_playwright() as playwright:
        chromium = os.environ.get("REGISTRI_CHROMIUM", "/usr/bin/chromium")
        started = playwright.chromium.launch(executable_path=chromium, args=_CHROMIUM_FLAGS)
        yield started
        started.close()


@contextmanager
def serve(site: BuiltSite) -> Iterator[str]:
    """Serve a built site on this machine; gives its address."""
    handler = partial(_Quiet, directory=str(site.folder))
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()


@pytest.fixture(scope="module")
def address(built: BuiltSite) -> Iterator[str]:
    """Give the address of each register's site in turn."""
    with serve(built) as address:
        yield address


@pytest.fixture(scope="module")
def shipped_address(shipped: BuiltSite) -> Iterator[str]:
    """Give the address of the real register's site."""
    with serve(shipped) as address:
        yield address
