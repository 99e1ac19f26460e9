"""A snapshot: that a site shows what was known on a past day, and the sentence that says so."""

import datetime
from typing import NamedTuple

from generator.text import Language

_SHORT = 10


class Snapshot(NamedTuple):
    """A commit of the register, and the day whose knowledge it is."""

    commit: str
    day: datetime.date

    def tell(self, language: Language) -> str:
        """Give the sentence that stands on every page: as known when, from which commit, not the present."""
        from babel.dates import format_date  # noqa: PLC0415  start-up stays light

        from generator.locale import load_catalogue  # noqa: PLC0415

        day = format_date(self.day, "d MMMM y", locale=language)
        told = load_catalogue(language).gettext(
            "As known on %(day)s (commit %(commit)s), not the present state."
        )
        return told % {"day": day, "commit": self.commit[:_SHORT]}
