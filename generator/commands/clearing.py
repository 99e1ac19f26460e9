"""``registri init --remove-examples``: takes the examples that a register began with out of it."""

import datetime
import shlex
from pathlib import Path
from typing import TYPE_CHECKING

import click

from generator.commands.invocation import NEXT, render_next
from generator.commands.options import refuse_no_root
from generator.commands.writing import write_records
from generator.reasons import read_reason
from generator.refusal import RefusalError
from generator.speech import say, ui_language
from generator.text import Text

if TYPE_CHECKING:
    from generator.check.checker import Checked
    from generator.schemas import SchemaSet
    from generator.starting.clearing import Clearing

_NO_REGISTRY = Text("records/registry.yaml belum benar. Betulkan dahulu: {command}",
                    "records/registry.yaml is not right yet. Mend it first: {command}")  # fmt: skip
_NAMED = Text(
    "Tidak ada yang dihapus, sebab catatan berikut masih menyebut sebuah contoh:\n{files}\n"
    "Ganti yang disebutnya dengan catatan sendiri, lalu jalankan lagi.",
    "Nothing was removed, for these records name examples still:\n{files}\n"
    "Have them name records of your own, then run this again.",
)
_FAULTY = Text(
    "Tidak ada yang dihapus, sebab berikut ini belum benar:\n{files}\nBetulkan dahulu: {command}",
    "Nothing was removed, for these are not right yet:\n{files}\nMend them first: {command}",
)
_NONE = Text("Tidak ada contoh lagi di register ini.", "There is no example left in this register.")
_REMOVED = Text("{count} contoh dihapus.", "{count} examples were removed.")
_CHANGED = Text(
    "Tetap ada, sebab isinya sudah Anda ubah: {files}. Bila tidak dipakai, hapus sendiri berkasnya.",
    "Kept, for you have changed them: {files}. Delete the files yourself where they are not needed.",
)
_STANDS = Text(
    "Register ini kini berkedudukan “sedang disiapkan”. Setelah ditetapkan, ubah standing dan "
    "standing_notice pada records/registry.yaml.",
    "The register's standing is “being prepared” now. Once it is made official, change standing and "
    "standing_notice in records/registry.yaml.",
)
_UNWRITABLE = Text('"{path}" tidak dapat dihapus: {reason}. Jalankan lagi setelah dibetulkan.',
                   '"{path}" can\'t be removed: {reason}. Run this again once that is mended.')  # fmt: skip
_UNTIDY = Text(
    "Pada records/registry.yaml tidak ada tempat yang pasti untuk kedudukan baru. Tata dahulu: {command}",
    "In records/registry.yaml there is no sure place for the new standing. Put it in order first: {command}",
)
_AS_OF = datetime.date(2000, 1, 1)
"""Which records there are hangs on no day."""


def clear_examples(ctx: click.Context, root: Path | None) -> None:
    """Remove the examples that are examples still, and say that the register is being prepared."""
    from generator.amend.insertion import UnplaceableError  # noqa: PLC0415  start-up stays light
    from generator.home import find_part  # noqa: PLC0415
    from generator.records import REGISTRY_FILE  # noqa: PLC0415
    from generator.schemas import SchemaSet  # noqa: PLC0415
    from generator.starting.clearing import announce_preparing, plan_clearing  # noqa: PLC0415

    top = refuse_no_root(ctx, root)
    schemas = SchemaSet(find_part(top, "schema"))
    checked = _check(top, schemas)
    registry = next((one for one in checked.records if one.kind == "registry"), None)
    if registry is None:
        raise RefusalError(_NO_REGISTRY, command=render_next(ctx, "check", "--root"))
    clearing = plan_clearing(registry.value, checked.records, lambda file: _read(top, file))
    # Whether an example is still named can be told only of records that can be read.
    unread = {one.file for one in checked.errors} - {*clearing.removed}
    if clearing.removed and unread:
        files = "\n".join(f"  {file}" for file in sorted(unread))
        raise RefusalError(_FAULTY, files=files, command=render_next(ctx, "check", "--root"))
    if clearing.removed and clearing.naming:
        raise RefusalError(_NAMED, files="\n".join(f"  {file}" for file in clearing.naming))
    before = _read(top, REGISTRY_FILE)
    assert before is not None  # noqa: S101  it was just read
    try:
        after = announce_preparing(before, registry.value, schemas.get("registry"))
    except UnplaceableError:
        command = f"{render_next(ctx, 'fmt', '--root')} {shlex.quote(REGISTRY_FILE)}"
        raise RefusalError(_UNTIDY, command=command) from None
    _remove(top, clearing)
    # Last: as long as one example is left, the register says that it holds some.
    if after != before:
        write_records(top, {REGISTRY_FILE: after}, {REGISTRY_FILE: before})
    _tell(ctx, clearing, is_announced=after != before)


def _check(root: Path, schemas: "SchemaSet") -> "Checked":
    from generator.check.checker import Checker  # noqa: PLC0415  start-up stays light
    from generator.parallel import default_jobs  # noqa: PLC0415

    return Checker(root, schemas, _AS_OF, ui_language(), only_errors=True).check_register(default_jobs())


def _read(root: Path, file: str) -> bytes | None:
    """Give the bytes of a record; None where there is none, or only a link leads to it."""
    from generator.read.files import is_record_file, read_bytes  # noqa: PLC0415  start-up stays light

    return read_bytes(root, file) if is_record_file(root, file) else None


def _remove(root: Path, clearing: "Clearing") -> None:
    for file in clearing.removed:
        try:
            (root / file).unlink(missing_ok=True)
        except OSError as error:
            raise RefusalError(_UNWRITABLE, path=file, reason=read_reason(error)) from None


def _tell(ctx: click.Context, clearing: "Clearing", *, is_announced: bool) -> None:
    if clearing.removed:
        click.echo(say(_REMOVED, count=str(len(clearing.removed))))
    elif not clearing.changed:
        click.echo(say(_NONE))
    if clearing.changed:
        click.echo(say(_CHANGED, files=", ".join(clearing.changed)))
    if is_announced:
        click.echo(say(_STANDS))
    click.echo(say(NEXT, command=render_next(ctx, "check", "--root")))
