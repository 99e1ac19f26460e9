"""The command line: finds the sub-command asked for and turns every end into an exit code."""

import errno
import importlib
import keyword
import os
import sys
from collections.abc import Sequence
from contextlib import suppress

import click

from generator.commands.invocation import read_names_as_utf8, read_program
from generator.commands.streams import flush_streams, settle_streams
from generator.reasons import read_reason
from generator.refusal import find_refusal
from generator.speech import say, teach_click, ui_language
from generator.text import Text

COMMANDS: dict[str, Text] = {
    "check": Text("Periksa catatan-catatan register.", "Check the register's records."),
    "build": Text("Bangun situs publik dari register.", "Build the public site from the register."),
    "serve": Text(
        "Bangun situs dan tampilkan di komputer ini.", "Build the site and show it on this machine."
    ),
    "new": Text(
        "Buat catatan baru: perjanjian, mitra, pemetaan, atau perangkat daerah.",
        "Make a new record: an agreement, a partner, a mapped need or a department.",
    ),
    "evaluate": Text("Catat evaluasi sebuah perjanjian.", "Record an evaluation of an agreement."),
    "extend": Text("Catat perpanjangan sebuah perjanjian.", "Record the extension of an agreement."),
    "end": Text(
        "Catat pengakhiran sebuah perjanjian sebelum waktunya.",
        "Record that an agreement was ended before its time.",
    ),
    "due": Text(
        "Sebutkan yang akan berakhir dan yang harus dikerjakan, menurut perangkat daerah.",
        "List what ends and what is due, by department.",
    ),
    "diff": Text(
        "Ceritakan apa yang diubah sebuah usulan, beserta pengaruhnya pada angka publik.",
        "Tell what a proposal changes, with its effect on the public numbers.",
    ),
    "fmt": Text(
        "Tata berkas catatan: urutan kunci dan cara penulisannya; isinya tetap.",
        "Put records into canonical form: order of keys and spelling; what they say stays.",
    ),
    "fix": Text(
        "Betulkan yang pasti: tampilkan perubahannya, tulis bila diminta.",
        "Mend what is certain: show the change, write it on request.",
    ),
    "explain": Text(
        "Jelaskan sebuah aturan, isian, atau berkas catatan.", "Explain a rule, a field or a record's file."
    ),
    "preview": Text(
        "Tampilkan halaman situs yang diubah sebuah usulan, sebelum dan sesudahnya.",
        "Show the pages that a proposal changes, before and after.",
    ),
    "statistics": Text(
        "Tulis angka statistik, sekarang atau seperti pada waktu itu.",
        "Write numbers of the statistics, as they are or as they stood.",
    ),
    "verify": Text(
        "Susun ulang sebuah situs dari commit-nya, dan sebutkan berkas yang berbeda.",
        "Build a site again from its commit, and name the files that differ.",
    ),
    "draft": Text(
        "Ubah isi sebuah issue menjadi rancangan catatan.",
        "Turn the text of an issue into the draft of a record.",
    ),
    "codeowners": Text(
        "Tulis siapa yang meninjau catatan mana, untuk penyedia git.",
        "Write who reviews which record, for the code host.",
    ),
    "import": Text(
        "Baca tabel (.xlsx, .ods, .csv) menjadi catatan, atau buat templatnya.",
        "Read tables (.xlsx, .ods, .csv) into records, or make a template.",
    ),
    "export": Text(
        "Tulis catatan sebagai tabel yang dapat dibaca kembali.", "Write records as tables to be read back."
    ),
    "purge": Text(
        "Hapus data pribadi dari seluruh riwayat, dan umumkan bahwa ada yang dihapus.",
        "Take personal data out of the whole history, and announce that something was taken out.",
    ),
    "init": Text(
        "Mulai register baru untuk sebuah pemerintah daerah.",
        "Begin a new register for a regional government.",
    ),
    "upgrade": Text(
        "Bawa register kepada program yang terpasang: bentuk catatan dan berkas yang ditulis program.",
        "Bring a register to the program that is installed: its records' form, and the program's files.",
    ),
    "gather": Text(
        "Himpun register banyak pemerintah daerah, bandingkan, dan tampilkan berdampingan.",
        "Gather the registers of many governments, compare them, and show them side by side.",
    ),
    "sample": Text(
        "Tulis register contoh yang seluruhnya rekaan.", "Write a wholly invented sample register."
    ),
}

CLEAN, FINDINGS, USAGE, FAULT = 0, 1, 2, 3

# Before any option is declared: click words its own ones there and then.
teach_click()


class _Commands(click.Group):
    """Imports a sub-command's module only when it is run."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002  click's interface
        return list(COMMANDS)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002
        with formatter.section(say(_COMMANDS)):
            formatter.write_dl([(name, say(about)) for name, about in COMMANDS.items()])

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        if cmd_name not in COMMANDS:
            return None
        # Python does not take its own words, such as "import", for names of modules.
        name = f"{cmd_name}_" if keyword.iskeyword(cmd_name) else cmd_name
        module = importlib.import_module(f"generator.commands.{name}")
        command: click.Command = module.command
        command.help = say(COMMANDS[cmd_name])
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        if args and args[0] not in COMMANDS and not args[0].startswith("-"):
            import difflib  # noqa: PLC0415  only a mistyped command comes here

            guess = difflib.get_close_matches(args[0], COMMANDS, n=1)
            hint = say(_PERHAPS, name=guess[0]) if guess else ""
            ctx.fail(say(_UNKNOWN, name=args[0]) + hint)
        return super().resolve_command(ctx, args)


_COMMANDS = Text("Perintah", "Commands")
_OPTIONS_METAVAR = Text("[PILIHAN]", "[OPTIONS]")
_COMMAND_METAVAR = Text("PERINTAH …", "COMMAND …")
_UNKNOWN = Text('Tidak ada perintah "{name}".', 'There is no command "{name}".')
_PERHAPS = Text(' Mungkin maksudnya "{name}".', ' Perhaps "{name}" is meant.')
_OWN_FAULT = Text(
    "Program ini keliru, bukan Anda: {error}\nJalankan lagi dengan REGISTRI_DEBUG=1 untuk rinciannya.",
    "This is the program's fault, not yours: {error}\nRun again with REGISTRI_DEBUG=1 for the details.",
)
_EXHAUSTED = Text("Kesalahan: {reason}.\n", "Error: {reason}.\n")
_STOPPED = Text("Dihentikan.", "Stopped.")
_ABOUT = Text(
    "Registri Kerja Sama: catatan perjanjian di git menjadi situs keterbukaan publik.",
    "Registri Kerja Sama: records of agreements in git become a public transparency site.",
)


@click.group(
    cls=_Commands,
    help=say(_ABOUT),
    options_metavar=say(_OPTIONS_METAVAR),
    subcommand_metavar=say(_COMMAND_METAVAR),
    context_settings={"help_option_names": ["-h", "--help"]},
)
@click.version_option(package_name="registri-kerja-sama", prog_name="registri")
def cli() -> None:
    """Read the options that stand before the sub-command."""


def main(args: Sequence[str] | None = None) -> None:
    """Run the command line and leave with 0 clean, 1 findings, 2 usage or 3 a fault of ours."""
    settle_streams()
    if args is None:
        read_names_as_utf8()
    code = _run(list(sys.argv[1:] if args is None else args))
    if not flush_streams() and code == CLEAN:
        code = USAGE
    if args is None:
        # Everything is written and closed: taking a large register apart, thing by thing, serves nobody.
        os._exit(code)
    sys.exit(code)


def _run(args: list[str]) -> int:
    try:
        # Not by cli.main, which leaves by itself where the reader of the output has gone.
        with cli.make_context(read_program(), args) as ctx:
            cli.invoke(ctx)
    except click.exceptions.Exit as stop:
        return stop.exit_code
    except BrokenPipeError:
        # The reader of our output has gone: nothing is left to say.
        return CLEAN
    except (Exception, KeyboardInterrupt) as error:  # noqa: BLE001  every end becomes an exit code
        return _explain_somehow(error)
    return CLEAN


def _explain_somehow(error: BaseException) -> int:
    """Say why the program stops, shortly where even that takes more than the system has left to give."""
    try:
        return _explain(error)
    except (MemoryError, OSError, ImportError) as lacking:
        if os.environ.get("REGISTRI_DEBUG"):
            raise
        cause = lacking if isinstance(lacking, OSError) else OSError(errno.ENOMEM, "")
        with suppress(OSError):
            sys.stderr.write(say(_EXHAUSTED, reason=say(read_reason(cause))))
        return USAGE


def _explain(error: BaseException) -> int:
    """Say why the program stops: at the user's wish, for what the user can mend, or by its own fault."""
    if isinstance(error, click.Abort | KeyboardInterrupt):
        _complain(click.ClickException(say(_STOPPED)))
        return FINDINGS
    if isinstance(error, click.ClickException):
        _complain(error)
        return USAGE
    refusal = find_refusal(error)
    if refusal is not error and os.environ.get("REGISTRI_DEBUG"):
        raise error
    if refusal:
        _complain(click.ClickException(refusal.render(ui_language())))
        return USAGE
    _complain(click.ClickException(say(_OWN_FAULT, error=f"{type(error).__name__}: {error}")))
    return FAULT


def _complain(wrong: click.ClickException) -> None:
    """Say what is wrong; what it quotes may be anybody's text, which a terminal must not obey."""
    from generator.check.reporters.cells import render_printable  # noqa: PLC0415  only a failure comes here

    said = "\n".join(render_printable(line) for line in wrong.format_message().split("\n"))
    ctx = wrong.ctx if isinstance(wrong, click.UsageError) else None
    shown = click.UsageError(said, ctx) if isinstance(wrong, click.UsageError) else click.ClickException(said)
    with suppress(OSError):
        shown.show()


if __name__ == "__main__":
    main()
