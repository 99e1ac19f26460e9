"""A voice: what naming things takes, which is a language and the register that the things stand in."""

from typing import Protocol

from generator.locale import Locale
from generator.register.register import Register


class Voice(Protocol):
    """A register that speaks a language, as an edition does."""

    @property
    def locale(self) -> Locale:
        """The language."""

    @property
    def register(self) -> Register:
        """Where the things stand."""
