"""``registri serve``: build the site, show it on this machine, and build again when a file changes."""

import datetime
import threading
import time
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import click

from generator.__main__ import FINDINGS
from generator.commands.build import build_site
from generator.commands.options import OPTIONS, WholeNumber, as_of_option, jobs_option, root_option
from generator.reasons import read_reason
from generator.speech import say
from generator.text import Text

_PORT_HELP = Text("Nomor port (bawaan: 8000).", "Port number (default: 8000).")
_SHOWN = Text(
    "Situs tampil di {address}\nUbah sebuah berkas di records/: situs dibangun lagi. Ctrl+C menghentikan.",
    "The site is shown at {address}\nChange a file in records/: the site is built again. Ctrl+C stops.",
)
_CHANGED = Text("Ada berkas yang berubah; situs dibangun lagi …", "Files changed; building again …")
_PORT_TAKEN = Text(
    "Port {port} tidak dapat dipakai ({reason}). Pakai --port dengan nomor lain.",
    "Port {port} can't be used ({reason}). Use --port with another number.",
)
_HOST = "127.0.0.1"
_LOOK_AGAIN_SECONDS = 0.5
_WATCHED = ("records", "schema", "docs", "mkdocs.yml")


@click.command("serve", options_metavar=say(OPTIONS))
@root_option
@click.option("--port", type=WholeNumber(0, 65535), default=8000, metavar="N", help=say(_PORT_HELP))
@as_of_option
@jobs_option
def command(root: Path, port: int, as_of: datetime.date, jobs: int | None) -> None:
    """Build the site and show it on this machine only."""
    site_dir = root / "site"
    seen = _stamp(root)
    if not build_site(root, site_dir, as_of, jobs):
        raise click.exceptions.Exit(FINDINGS)
    try:
        server = ThreadingHTTPServer((_HOST, port), partial(_QuietHandler, directory=str(site_dir)))
    except OSError as error:
        raise click.UsageError(say(_PORT_TAKEN, port=str(port), reason=say(read_reason(error)))) from None
    with server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        click.echo(say(_SHOWN, address=f"http://{_HOST}:{server.server_port}/"))
        try:
            _rebuild_on_change(root, site_dir, as_of, jobs, seen)
        except KeyboardInterrupt:
            server.shutdown()


def _rebuild_on_change(
    root: Path, site_dir: Path, as_of: datetime.date, jobs: int | None, seen: frozenset[tuple[str, int, int]]
) -> None:
    """Look for changes for ever; a register with errors leaves the last good site standing."""
    while True:
        time.sleep(_LOOK_AGAIN_SECONDS)
        now = _stamp(root)
        if now != seen:
            seen = now
            click.echo(say(_CHANGED))
            build_site(root, site_dir, as_of, jobs)


def _stamp(root: Path) -> frozenset[tuple[str, int, int]]:
    """Give path, time and size of every file that the site is made of."""
    files = [root / name for name in _WATCHED if (root / name).is_file()]
    for name in _WATCHED:
        files += [path for path in (root / name).rglob("*") if path.is_file()]
    stamps = set()
    for path in files:
        try:
            status = path.stat()
        except FileNotFoundError:
            continue
        stamps.add((str(path), status.st_mtime_ns, status.st_size))
    return frozenset(stamps)


class _QuietHandler(SimpleHTTPRequestHandler):
    """Serves files without a line on the terminal for each."""

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002  the library's own name
        """Say nothing."""
