"""Stamps of files as a test wishes them to be."""

from array import array
from collections.abc import Mapping

from generator.read.files import Stamp
from generator.read.stamps import Stamps


def pack_stamps(stamps: Mapping[str, Stamp]) -> Stamps:
    """Give the stamps of files as a register's are kept."""
    numbers = [part for stamp in stamps.values() for part in stamp]
    return Stamps(list(stamps), array("q", numbers).tobytes())
