"""``registri sample``: write a wholly invented register, for trying out and for measuring."""

from pathlib import Path

import click

from generator.__main__ import say
from generator.commands.progress import ProgressLine
from generator.text import Text

_MAX_COUNT = 100_000

_COUNT_HELP = Text("Banyaknya perjanjian, 1 sampai 100000 (bawaan: 60).",
                   "Number of agreements, 1 to 100000 (default: 60).")  # fmt: skip
_NOT_A_COUNT = Text(
    '"{text}" bukan banyaknya perjanjian. Tulis bilangan bulat dari 1 sampai 100000.',
    '"{text}" is no number of agreements. Write a whole number from 1 to 100000.',
)
_NO_FOLDER = Text(
    "Sebutkan folder tujuan, misalnya: registri sample --count 60 contoh",
    "Name the folder to write to, such as: registri sample --count 60 contoh",
)
_TAKEN = Text(
    '"{path}" sudah berisi. Tidak ada yang ditulis; pilih folder baru atau folder kosong.',
    '"{path}" is not empty. Nothing was written; choose a new or an empty folder.',
)
_UNWRITABLE = Text(
    '"{path}" tidak dapat ditulis: {reason}. Tidak ada yang berubah.',
    '"{path}" can\'t be written: {reason}. Nothing has changed.',
)
_AGREEMENTS = Text("Perjanjian", "Agreements")
_WRITTEN = Text(
    "{agreements} perjanjian, {partners} mitra, dan {mapping} entri pemetaan, seluruhnya rekaan, ditulis "
    "dalam {files} berkas: {path}\nLangkah berikutnya: registri build --root {argument}",
    "{agreements} agreements, {partners} partners and {mapping} mapping entries, all invented, written in "
    "{files} files: {path}\nNext: registri build --root {argument}",
)


def _read_count(_ctx: click.Context, _param: click.Parameter, value: str) -> int:
    count = int(value) if value.isascii() and value.isdecimal() and len(value) <= len(str(_MAX_COUNT)) else 0
    if not 1 <= count <= _MAX_COUNT:
        raise click.BadParameter(say(_NOT_A_COUNT, text=value))
    return count


@click.command("sample")
@click.argument("directory", metavar="DIR", required=False)
@click.option(
    "--count", metavar="N", default="60", show_default=False, callback=_read_count, help=say(_COUNT_HELP)
)
def command(directory: str | None, count: int) -> None:
    """Write a sample register into a new or empty folder."""
    import shlex  # noqa: PLC0415  start-up stays light

    from generator.sample.writer import SampleExistsError, write_sample  # noqa: PLC0415

    if not directory:
        raise click.UsageError(say(_NO_FOLDER))
    line = ProgressLine(say(_AGREEMENTS), count)
    path = Path(directory).absolute()
    try:
        summary = write_sample(path, count, line.advance)
    except SampleExistsError:
        raise click.UsageError(say(_TAKEN, path=directory)) from None
    except OSError as error:
        reason = error.strerror or type(error).__name__
        raise click.UsageError(say(_UNWRITABLE, path=directory, reason=reason)) from None
    finally:
        line.close()
    click.echo(
        say(
            _WRITTEN,
            agreements=str(summary.agreements),
            partners=str(summary.partners),
            mapping=str(summary.mapping),
            files=str(summary.files),
            path=str(path),
            argument=shlex.quote(directory),
        )
    )
