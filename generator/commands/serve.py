"""``registri serve``: show the site on this machine, each page as it is built, and anew at each change."""

import datetime
import shlex
import signal
import tempfile
import threading
import time
from pathlib import Path
from typing import TYPE_CHECKING

import click

from generator.commands.invocation import read_program
from generator.commands.options import (
    OPTIONS,
    WholeNumber,
    as_of_option,
    builder_option,
    jobs_option,
    root_option,
)
from generator.commands.progress import CHECKING, ProgressLine
from generator.reasons import read_reason
from generator.speech import say, ui_language
from generator.text import Text

if TYPE_CHECKING:
    from generator.serving.server import Desk
    from generator.serving.upkeep import Upkeep
    from generator.serving.watching import Watch

_PORT_HELP = Text("Nomor port (bawaan: 8000).", "Port number (default: 8000).")
_SHOWN = Text(
    "Situs tampil di {address}\nUbah dan simpan sebuah berkas: halaman di peramban ikut berubah. Ctrl+C "
    "menghentikan.",
    "The site is shown at {address}\nChange a file and save it: the page in the browser follows. Ctrl+C "
    "stops.",
)
_UPDATED = Text("{files} tampil sesudah {seconds} detik.", "{files} shown after {seconds} seconds.")
_MORE = Text("{file} dan {count} berkas lain", "{file} and {count} other files")
_KEPT = Text(
    "Yang tampil tetap keadaan terakhir yang benar; simpan pembetulannya.",
    "What is shown is still the last that was right; save what mends it.",
)
_DECIMAL = Text("{whole},{rest}", "{whole}.{rest}")
_PORT_TAKEN = Text(
    "Port {port} tidak dapat dipakai: {reason}. Pakai --port dengan nomor lain.",
    "Port {port} can't be used: {reason}. Use --port with another number.",
)
_GRACE_SECONDS = 0.15
"""How long what is wrong may be half written, before it is told."""


@click.command("serve", options_metavar=say(OPTIONS))
@root_option
@click.option("--port", type=WholeNumber(0, 65535), default=8000, metavar="N", help=say(_PORT_HELP))
@as_of_option
@jobs_option
@builder_option
def command(root: Path, port: int, as_of: datetime.date, jobs: int | None) -> None:
    """Show the site on this machine only."""
    from generator.git.history import find_head_files  # noqa: PLC0415  start-up stays light
    from generator.serving.server import HOST, Desk, Server  # noqa: PLC0415
    from generator.serving.upkeep import Subject, Upkeep  # noqa: PLC0415
    from generator.serving.watching import Watch  # noqa: PLC0415

    # Whoever starts it in the background, or closes its terminal, ends it as Ctrl+C does.
    for other in ("SIGTERM", "SIGHUP"):
        if number := getattr(signal, other, None):
            signal.signal(number, signal.default_int_handler)
    with tempfile.TemporaryDirectory(prefix="registri-", ignore_cleanup_errors=True) as work:
        upkeep = Upkeep(Subject(root, as_of, Path(work), jobs))
        desk = Desk(upkeep)
        try:
            # Before the check: a port that is taken need not be waited for.
            server = Server(port, desk)
        except OSError as error:
            raise click.UsageError(say(_PORT_TAKEN, port=str(port), reason=say(read_reason(error)))) from None
        with server:
            try:
                # Before the check: what is saved meanwhile is a change.
                watch = Watch(root, find_head_files(root))
                line = ProgressLine(say(CHECKING))
                try:
                    upkeep.begin(line.advance)
                finally:
                    line.close()
                _tell_trouble(upkeep, root)
                desk.post(upkeep.trouble)
                threading.Thread(target=server.serve_forever, daemon=True).start()
                click.echo(say(_SHOWN, address=f"http://{HOST}:{server.server_port}/"))
                while True:
                    _follow(upkeep, desk, watch, root)
            except KeyboardInterrupt:
                server.shutdown()
            finally:
                upkeep.close()


def _follow(upkeep: "Upkeep", desk: "Desk", watch: "Watch", root: Path) -> None:
    """Wait for a change, show it, and tell of it here and in the browser."""
    changed = watch.wait()
    files = set(changed)
    number, was_in_trouble = upkeep.number, upkeep.trouble is not None
    while changed:
        begun = time.monotonic()
        upkeep.take(changed)
        # What is wrong may only be half written yet.
        changed = watch.wait(_GRACE_SECONDS) if upkeep.trouble else set()
        files |= changed
    desk.post(upkeep.trouble)
    if upkeep.trouble:
        _tell_trouble(upkeep, root)
    elif upkeep.number != number or was_in_trouble:
        hundredths = round(100 * (time.monotonic() - begun))
        seconds = say(_DECIMAL, whole=str(hundredths // 100), rest=f"{hundredths % 100:02}")
        click.echo(say(_UPDATED, files=_name_files(files), seconds=seconds))


def _name_files(files: set[str]) -> str:
    first = shlex.quote(min(files)).encode("utf-8", "backslashreplace").decode()
    return say(_MORE, file=first, count=str(len(files) - 1)) if len(files) > 1 else first


def _tell_trouble(upkeep: "Upkeep", root: Path) -> None:
    """Say on the terminal what keeps the newest state from being shown, where anything does."""
    from generator.check.reporters import report  # noqa: PLC0415  start-up stays light
    from generator.serving.trouble import word_error  # noqa: PLC0415

    if upkeep.errors:
        language = ui_language()
        click.echo(
            report("text", upkeep.errors, upkeep.files, root, language, program=read_program()), nl=False
        )
    elif upkeep.refused:
        click.echo(word_error(upkeep.refused), err=True)
    if upkeep.trouble and upkeep.showing:
        click.echo(say(_KEPT), err=True)
