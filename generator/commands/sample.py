"""``registri sample``: write a wholly invented register, for trying out and for measuring."""

import click

from generator.commands.invocation import read_program
from generator.commands.options import FOLDER, OPTIONS, WholeNumber, read_place
from generator.commands.progress import ProgressLine
from generator.reasons import read_reason
from generator.speech import say
from generator.text import Text

_MAX_COUNT = 100_000

_COUNT_HELP = Text("Banyaknya perjanjian, 1 sampai 100000 (bawaan: 60).",
                   "Number of agreements, 1 to 100000 (default: 60).")  # fmt: skip
_ENGLISH_HELP = Text("Situsnya juga dalam bahasa Inggris.", "Its site is in English too.")
_NO_FOLDER = Text(
    "Sebutkan folder tujuan, misalnya: {program} sample --count 60 contoh",
    "Name the folder to write to, such as: {program} sample --count 60 contoh",
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
    "dalam {files} berkas: {path}\nLangkah berikutnya: {program} build --root {argument}",
    "{agreements} agreements, {partners} partners and {mapping} mapping entries, all invented, written in "
    "{files} files: {path}\nNext: {program} build --root {argument}",
)


@click.command("sample", options_metavar=say(OPTIONS))
@click.argument("directory", metavar=say(FOLDER), required=False)
@click.option("--count", metavar="N", default=60, type=WholeNumber(1, _MAX_COUNT), help=say(_COUNT_HELP))
@click.option("--english", "with_english", is_flag=True, help=say(_ENGLISH_HELP))
def command(directory: str | None, count: int, *, with_english: bool) -> None:
    """Write a sample register into a new or empty folder."""
    import shlex  # noqa: PLC0415  start-up stays light

    from generator.sample.writer import SampleExistsError, write_sample  # noqa: PLC0415

    if not directory:
        raise click.UsageError(say(_NO_FOLDER, program=read_program()))
    line = ProgressLine(say(_AGREEMENTS), count)
    path = read_place(directory)
    try:
        summary = write_sample(path, count, line.advance, with_english=with_english)
    except SampleExistsError:
        raise click.UsageError(say(_TAKEN, path=directory)) from None
    except OSError as error:
        reason = say(read_reason(error))
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
            program=read_program(),
            argument=shlex.quote(directory),
        )
    )
