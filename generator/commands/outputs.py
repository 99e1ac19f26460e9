"""Files that a command makes beside the register: never in another's place unless that was said."""

from pathlib import Path

import click

from generator.commands.options import read_place
from generator.reasons import read_reason
from generator.speech import say
from generator.text import Text

_TAKEN = Text(
    '"{path}" sudah ada. Tidak ada yang ditulis; hapus dahulu, atau pilih nama lain dengan --output.',
    '"{path}" exists already. Nothing was written; delete it first, or choose another name with --output.',
)
_UNWRITABLE = Text('"{path}" tidak dapat ditulis: {reason}.', '"{path}" can\'t be written: {reason}.')


def write_output(name: str, data: bytes) -> Path:
    """Write a new file and give its path.

    Raises click.UsageError where it exists already or can't be written.
    """
    path = read_place(name)
    try:
        with path.open("xb") as stream:
            stream.write(data)
    except FileExistsError:
        raise click.UsageError(say(_TAKEN, path=name)) from None
    except OSError as error:
        raise click.UsageError(say(_UNWRITABLE, path=name, reason=say(read_reason(error)))) from None
    return path
