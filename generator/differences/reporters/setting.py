"""What a report is made for: its reader's language, and whether it is shown on a terminal with colours."""

from dataclasses import dataclass

from generator.locale import Locale
from generator.text import Language


@dataclass(frozen=True, slots=True)
class Setting:
    """How a report speaks."""

    locale: Locale
    colour: bool = False
    is_full: bool = False
    """Whether every number is told on a terminal, not only those that say most."""

    @property
    def language(self) -> Language:
        """The language."""
        return self.locale.language
