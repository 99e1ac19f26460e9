"""``registri serve``: build the site, show it on this machine, and build again when a file changes."""

import datetime
import io
import os
import sys
import threading
import time
from collections.abc import Iterator
from functools import partial
from http import HTTPStatus
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any, BinaryIO

import click

from generator.__main__ import FINDINGS
from generator.commands.build import build_site
from generator.commands.building import Plan
from generator.commands.options import OPTIONS, WholeNumber, as_of_option, jobs_option, root_option
from generator.reasons import read_reason
from generator.refusal import find_refusal
from generator.speech import say, ui_language
from generator.text import Text

_PORT_HELP = Text("Nomor port (bawaan: 8000).", "Port number (default: 8000).")
_SHOWN = Text(
    "Situs tampil di {address}\nUbah sebuah berkas di records/: situs dibangun lagi. Ctrl+C menghentikan.",
    "The site is shown at {address}\nChange a file in records/: the site is built again. Ctrl+C stops.",
)
_CHANGED = Text("Ada berkas yang berubah; situs dibangun lagi …", "Files changed; building again …")
_KEPT = Text(
    "{reason}\nYang tampil tetap situs terakhir yang berhasil dibangun; simpan pembetulannya.",
    "{reason}\nThe site shown is still the last that could be built; save what mends it.",
)
_PORT_TAKEN = Text(
    "Port {port} tidak dapat dipakai: {reason}. Pakai --port dengan nomor lain.",
    "Port {port} can't be used: {reason}. Use --port with another number.",
)
_HOST = "127.0.0.1"
_LOOK_AGAIN_SECONDS = 0.5
_WATCHED = ("records", "documents", "schema", "docs", "mkdocs.yml")

_Stamp = frozenset[tuple[str, int, int]]


@click.command("serve", options_metavar=say(OPTIONS))
@root_option
@click.option("--port", type=WholeNumber(0, 65535), default=8000, metavar="N", help=say(_PORT_HELP))
@as_of_option
@jobs_option
def command(root: Path, port: int, as_of: datetime.date, jobs: int | None) -> None:
    """Build the site and show it on this machine only."""
    site_dir = root / "site"
    try:
        # Before the build: a port that is taken need not be waited for.
        server = _Server((_HOST, port), partial(_SiteHandler, directory=str(site_dir)))
    except OSError as error:
        raise click.UsageError(say(_PORT_TAKEN, port=str(port), reason=say(read_reason(error)))) from None
    with server:
        seen = _stamp(root)
        if not build_site(Plan(root, as_of, jobs), site_dir):
            raise click.exceptions.Exit(FINDINGS)
        threading.Thread(target=server.serve_forever, daemon=True).start()
        try:
            click.echo(say(_SHOWN, address=f"http://{_HOST}:{server.server_port}/"))
            _rebuild_on_change(root, site_dir, as_of, jobs, seen)
        except KeyboardInterrupt:
            server.shutdown()


def _rebuild_on_change(
    root: Path, site_dir: Path, as_of: datetime.date, jobs: int | None, seen: _Stamp
) -> None:
    """Look for changes for ever; whatever keeps a site from being built leaves the last good one standing."""
    while True:
        time.sleep(_LOOK_AGAIN_SECONDS)
        now = _stamp(root)
        if now != seen:
            seen = now
            click.echo(say(_CHANGED))
            try:
                build_site(Plan(root, as_of, jobs), site_dir)
            except Exception as error:
                refusal = find_refusal(error)
                if refusal is None:
                    raise
                click.echo(say(_KEPT, reason=refusal.render(ui_language())), err=True)


def _stamp(root: Path) -> _Stamp:
    """Give path, time and size of every file that the site is made of."""
    stamps = set()
    for path in _list_watched(root):
        try:
            status = os.stat(path)  # noqa: PTH116  thousands of files, twice a second: the shortest way
        except OSError:
            # Gone since it was listed, or not to be read: its coming back is a change.
            continue
        stamps.add((path, status.st_mtime_ns, status.st_size))
    return frozenset(stamps)


def _list_watched(root: Path) -> Iterator[str]:
    for name in _WATCHED:
        yield str(root / name)
        for folder, _, files in os.walk(root / name):
            yield from (os.path.join(folder, file) for file in files)  # noqa: PTH118


class _Server(ThreadingHTTPServer):
    """Serves on this machine alone."""

    def handle_error(self, request: Any, client_address: Any) -> None:  # noqa: ANN401  the library's own
        """Say nothing of a browser that has hung up."""
        if not isinstance(sys.exception(), OSError):
            super().handle_error(request, client_address)


class _SiteHandler(SimpleHTTPRequestHandler):
    """Serves the site as a web host would, without a line on the terminal for each file."""

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002  the library's own name
        """Say nothing."""

    def send_head(self) -> io.BytesIO | BinaryIO | None:
        """Open what an address leads to; one that can be no file's leads nowhere."""
        try:
            return super().send_head()
        except ValueError:
            self.send_error(HTTPStatus.NOT_FOUND)
            return None

    def list_directory(self, path: str | os.PathLike[str]) -> None:  # noqa: ARG002  the library's own name
        """Show no folder's contents: an address without a page is one that does not exist."""
        self.send_error(HTTPStatus.NOT_FOUND)

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        """Answer an unknown address with the site's own page for it."""
        page = Path(self.directory) / "404.html"
        try:
            content = page.read_bytes() if code == HTTPStatus.NOT_FOUND else b""
        except OSError:
            content = b""
        if not content:
            super().send_error(code, message, explain)
            return
        self.send_response(code)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(content)
