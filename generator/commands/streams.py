"""The standard streams, made fit for use: none is missing, and no letter is one that they can't carry."""

import io
import os
import sys
from contextlib import suppress
from typing import TextIO

_NAMES = ("stdin", "stdout", "stderr")


def settle_streams() -> None:
    """Put the null device in the place of closed streams, and let unknown letters be written as codes.

    A closed stream's number would otherwise be given to the next file opened, and what a child process
    prints would be written into it.
    """
    for number, name in enumerate(_NAMES):
        stream = getattr(sys, name)
        if stream is None:
            null = os.open(os.devnull, os.O_RDWR)
            if null != number:
                os.dup2(null, number)
                os.close(null)
            setattr(sys, name, os.fdopen(number, "w" if number else "r", encoding="utf-8", closefd=False))
        elif isinstance(stream, io.TextIOWrapper) and number:
            stream.reconfigure(errors="backslashreplace")


def flush_streams() -> bool:
    """Write out what is still held back; False where a stream would not take it and has been given up."""
    taken = True
    for stream in (sys.stdout, sys.stderr):
        try:
            stream.flush()
        except BrokenPipeError:
            # Its reader has gone and wants no more.
            _give_up(stream)
        except OSError:
            taken = False
            _give_up(stream)
    return taken


def _give_up(stream: TextIO) -> None:
    """Send what a stream still holds nowhere, so that Python does not fail on it when it ends."""
    with suppress(OSError, ValueError):
        null = os.open(os.devnull, os.O_WRONLY)
        os.dup2(null, stream.fileno())
        os.close(null)
        stream.flush()
