"""The command line: finds the sub-command asked for and turns every end into an exit code."""

import importlib
import os
import sys
from collections.abc import Sequence

import click

from generator.text import Language, Text

COMMANDS: dict[str, Text] = {
    "check": Text("Periksa catatan-catatan register.", "Check the register's records."),
    "build": Text("Bangun situs publik dari register.", "Build the public site from the register."),
    "serve": Text(
        "Bangun situs dan tampilkan di komputer ini.", "Build the site and show it on this machine."
    ),
    "sample": Text(
        "Tulis register contoh yang seluruhnya rekaan.", "Write a wholly invented sample register."
    ),
}

CLEAN, FINDINGS, USAGE, FAULT = 0, 1, 2, 3


def ui_language() -> Language:
    """Give the language of the command line: Indonesian unless REGISTRI_LANG says ``en``."""
    return "en" if os.environ.get("REGISTRI_LANG", "").startswith("en") else "id"


def say(text: Text, /, **params: str) -> str:
    """Give a text of the command line in its language."""
    return text.render(ui_language(), **params)


class _Commands(click.Group):
    """Imports a sub-command's module only when it is run."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002  click's interface
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        if cmd_name not in COMMANDS:
            return None
        if "--help" in sys.argv[1:2] or len(sys.argv) < 2:  # noqa: PLR2004  the overview needs no module
            return click.Command(cmd_name, short_help=say(COMMANDS[cmd_name]))
        module = importlib.import_module(f"generator.commands.{cmd_name}")
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


_UNKNOWN = Text('Tidak ada perintah "{name}".', 'There is no command "{name}".')
_PERHAPS = Text(' Mungkin maksudnya "{name}".', ' Perhaps "{name}" is meant.')
_OWN_FAULT = Text(
    "Program ini keliru, bukan Anda: {error}\nJalankan lagi dengan REGISTRI_DEBUG=1 untuk rinciannya.",
    "This is the program's fault, not yours: {error}\nRun again with REGISTRI_DEBUG=1 for the details.",
)
_STOPPED = Text("Dihentikan.", "Stopped.")
_ABOUT = Text(
    "Registri Kerja Sama: catatan perjanjian di git menjadi situs keterbukaan publik.",
    "Registri Kerja Sama: records of agreements in git become a public transparency site.",
)


@click.group(cls=_Commands, help=say(_ABOUT), context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="registri-kerja-sama", prog_name="registri")
def cli() -> None:
    """Read the options that stand before the sub-command."""


def main(args: Sequence[str] | None = None) -> None:
    """Run the command line and leave with 0 clean, 1 findings, 2 usage or 3 a fault of ours."""
    try:
        code = cli.main(args=list(args) if args is not None else None, standalone_mode=False)
    except click.exceptions.Exit as stop:
        code = stop.exit_code
    except click.Abort:
        click.echo(say(_STOPPED), err=True)
        code = FINDINGS
    except click.ClickException as wrong:
        wrong.show()
        code = USAGE
    except BrokenPipeError:
        # The reader of our output has gone: nothing is left to say.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        code = CLEAN
    except Exception as error:
        if os.environ.get("REGISTRI_DEBUG"):
            raise
        click.echo(say(_OWN_FAULT, error=f"{type(error).__name__}: {error}"), err=True)
        code = FAULT
    sys.exit(code if isinstance(code, int) else CLEAN)


if __name__ == "__main__":
    main()
