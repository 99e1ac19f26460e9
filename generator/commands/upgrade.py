"""``registri upgrade``: brings a register to the installed program; shown first, written on request."""

import shlex
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

import click

from generator.__main__ import CLEAN, FINDINGS
from generator.check.reporters.cells import render_printable
from generator.clock import today
from generator.commands.invocation import NEXT, render_next
from generator.commands.options import OPTIONS, jobs_option, root_option
from generator.commands.progress import CHECKING, ProgressLine
from generator.commands.upgrade_report import render_changes, render_summary
from generator.commands.writing import write_records
from generator.reasons import read_reason
from generator.refusal import RefusalError
from generator.speech import say, ui_language
from generator.text import Text
from generator.version import VERSION

if TYPE_CHECKING:
    from generator.check.finding import Finding
    from generator.upgrading.upgrade import Upgrade

_WRITE_HELP = Text("Tulis perubahannya; tanpa ini hanya ditampilkan.",
                   "Write the changes; without this they are only shown.")  # fmt: skip
_ANYWAY_HELP = Text("Tulis walau masih ada perubahan yang belum masuk commit.",
                    "Write even where there are changes that no commit holds yet.")  # fmt: skip
_NOTHING = Text("Tidak ada yang harus diperbarui.", "There is nothing to bring forward.")
_NOT_WRITTEN = Text("Belum ada yang ditulis. Untuk menulisnya: {command}",
                    "Nothing has been written. To write it: {command}")  # fmt: skip
_WRITTEN = Text("Sudah ditulis. Lihat semuanya sekali lagi dengan git diff, lalu simpan sebagai satu commit.",
                "Written. Look at it all once more with git diff, then make it one commit.")  # fmt: skip
_UNSAVED = Text(
    "Di folder register ini ada perubahan yang belum masuk commit, jadi tidak ada yang ditulis: "
    "bercampur dengan pembaruan, perubahan itu tidak dapat dibedakan lagi. Simpan dahulu (git "
    "commit), lalu jalankan lagi. Bila itu sisa pembaruan yang terputus, tambahkan --anyway.",
    "There are changes in this register's folder that no commit holds, so nothing was written: mixed "
    "with the upgrade they could not be told apart any more. Commit them first, then run this again. "
    "Where they are what an interrupted upgrade left, add --anyway.",
)
_UNREAD = Text(
    "Tidak ada yang ditulis, sebab ini belum dapat dibaca: {files}. Betulkan dahulu: {command}",
    "Nothing was written, for these can't be read yet: {files}. Mend them first: {command}",
)
_UNTIDY = Text(
    "Pada {file} tidak ada tempat yang pasti untuk perubahannya. Tata dahulu: {command}",
    "In {file} there is no sure place for the change. Put it in order first: {command}",
)
_LOSS = Text(
    "Tidak ada yang ditulis, sebab pembaruan akan menghilangkan sesuatu dari {file}: {what}. Ini "
    "keliru pada program; laporkan kepada pengelolanya.",
    "Nothing was written, for the upgrade would lose something of {file}: {what}. This is the "
    "program's fault; report it to its maintainers.",
)
_VALUE = Text("nilai pada {path}", "the value at {path}")
_COMMENT = Text("komentar “{comment}”", "the comment “{comment}”")
_NEWER = Text(
    "Register ini dibawa maju oleh program {version}, yang lebih baru daripada yang terpasang "
    "({own}). Pasang program itu dahulu.",
    "This register was brought forward by program {version}, newer than the installed one ({own}). "
    "Install that first.",
)
_DAMAGED = Text(
    ".registri/files.json rusak atau diubah, jadi tidak diketahui berkas mana yang ditulis program. "
    "Tidak ada yang ditulis. Kembalikan berkas itu dari riwayat git, atau hapus: tanpa berkas itu "
    "hanya catatan yang diperbarui.",
    ".registri/files.json is damaged or was changed, so it is not known which files the program "
    "wrote. Nothing was written. Bring it back from git's history, or delete it: without it only "
    "records are brought forward.",
)
_TAKEN = Text(
    '"{file}" sudah ada dan berisi lain, jadi tidak ada yang ditulis. Pindahkan atau hapus dahulu.',
    '"{file}" is there already and says something else, so nothing was written. Move or delete it.',
)
_BROUGHT = Text("Tidak ada yang ditulis, sebab sesudahnya ada kesalahan yang sekarang tidak ada:",
                "Nothing was written, for there would be errors that there are not now:")  # fmt: skip
_UNREMOVED = Text('"{path}" tidak dapat dihapus: {reason}. Jalankan lagi setelah dibetulkan.',
                  '"{path}" can\'t be removed: {reason}. Run this again once that is mended.')  # fmt: skip


@click.command("upgrade", options_metavar=say(OPTIONS))
@root_option
@jobs_option
@click.option("--write", is_flag=True, help=say(_WRITE_HELP))
@click.option("--anyway", is_flag=True, help=say(_ANYWAY_HELP))
@click.pass_context
def command(ctx: click.Context, /, *, root: Path, jobs: int | None, write: bool, anyway: bool) -> None:
    """Show what the installed program would change in a register, and change it on request."""
    from generator.git.heads import has_uncommitted  # noqa: PLC0415  start-up stays light

    upgrade = _read(ctx, root)
    if not upgrade.is_needed:
        for line in render_summary(upgrade, root):
            click.echo(line)
        click.echo(say(_NOTHING))
        raise click.exceptions.Exit(CLEAN)
    _show(upgrade, root)
    brought = _find_errors(root, upgrade, jobs)
    if brought:
        _refuse_errors(brought)
    if write and not anyway and has_uncommitted(root):
        raise RefusalError(_UNSAVED)
    if not write:
        click.echo(say(_NOT_WRITTEN, command=f"{render_next(ctx, 'upgrade', '--root')} --write"))
        raise click.exceptions.Exit(FINDINGS)
    _write(root, upgrade)
    click.echo(say(_WRITTEN))
    click.echo(say(NEXT, command=render_next(ctx, "check", "--root")))
    raise click.exceptions.Exit(CLEAN)


def _read(ctx: click.Context, root: Path) -> "Upgrade":
    """Find what is to be done, or say why it can't be."""
    from generator.upgrading.advance import LossError, UnreadError, UntidyError  # noqa: PLC0415
    from generator.upgrading.upgrade import NewerError, TakenError, read_upgrade  # noqa: PLC0415
    from generator.upgrading.written import DamagedError  # noqa: PLC0415

    try:
        return read_upgrade(root)
    except UnreadError as error:
        files = ", ".join(map(render_printable, error.files))
        raise RefusalError(_UNREAD, files=files, command=render_next(ctx, "check", "--root")) from None
    except UntidyError as error:
        way = f"{render_next(ctx, 'fmt', '--root')} {shlex.quote(error.file)}"
        raise RefusalError(_UNTIDY, file=error.file, command=way) from None
    except LossError as error:
        place = ".".join(map(str, error.path))
        what = say(_COMMENT, comment=error.comment) if error.comment else say(_VALUE, path=place)
        raise RefusalError(_LOSS, file=error.file, what=render_printable(what)) from None
    except NewerError as error:
        raise RefusalError(_NEWER, version=error.version, own=VERSION) from None
    except TakenError as error:
        raise RefusalError(_TAKEN, file=error.file) from None
    except DamagedError:
        raise RefusalError(_DAMAGED) from None


def _show(upgrade: "Upgrade", root: Path) -> None:
    from generator.git.earlier import find_earlier  # noqa: PLC0415  start-up stays light
    from generator.starting.writer import hash_content  # noqa: PLC0415

    known = upgrade.known

    def find_original(file: str) -> bytes | None:
        mark = known.get(file)
        return find_earlier(root, file, lambda data: hash_content(data) == mark) if mark else None

    for line in render_changes(upgrade, find_original):
        click.echo(line)
    for line in render_summary(upgrade, root):
        click.echo(line)


def _find_errors(root: Path, upgrade: "Upgrade", jobs: int | None) -> "list[Finding]":
    """Check the register as it would be, with the schemas that it would have."""
    from generator.amend.trial import find_brought  # noqa: PLC0415  start-up stays light
    from generator.check.checker import Checker  # noqa: PLC0415
    from generator.home import find_part  # noqa: PLC0415
    from generator.parallel import default_jobs  # noqa: PLC0415
    from generator.schemas import SchemaSet  # noqa: PLC0415
    from generator.upgrading.upgrade import read_schemas_after  # noqa: PLC0415

    def check(schemas: Path, instead: dict[str, bytes]) -> "list[Finding]":
        checker = Checker(root, SchemaSet(schemas), today(), ui_language(), instead, only_errors=True)
        return list(checker.check_register(jobs or default_jobs(), line.advance).errors)

    line = ProgressLine(say(CHECKING))
    try:
        with tempfile.TemporaryDirectory(prefix="registri-") as folder:
            for name, data in read_schemas_after(root, upgrade).items():
                (Path(folder) / name).write_bytes(data)
            after = check(Path(folder), upgrade.advance.data)
        return find_brought(check(find_part(root, "schema"), {}), after) if after else []
    finally:
        line.close()


def _refuse_errors(brought: "list[Finding]") -> None:
    click.echo(say(_BROUGHT))
    for one in brought:
        click.echo(render_printable(f"  {one.file}:{one.line}: {one.rule}: {one.message}"))
        click.echo(render_printable(f"    = {one.help}"))
    raise click.exceptions.Exit(FINDINGS)


def _write(root: Path, upgrade: "Upgrade") -> None:
    from generator.upgrading.upgrade import write_upgrade  # noqa: PLC0415  start-up stays light

    try:
        write_upgrade(root, upgrade, lambda data, before: write_records(root, data, before))
    except OSError as error:
        raise RefusalError(_UNREMOVED, path=str(error.filename), reason=read_reason(error)) from None
