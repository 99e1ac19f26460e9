"""Days: on which day each commit of a main line was published, whatever the clocks said that made them.

Programs ask for what is new since a day, so the days are a promise: they never run backwards along the line,
and what was said of a commit stays when others follow. A day hangs therefore on the commit's own clock and
on those before it alone. No single clock is believed that runs far ahead of the line: it would hold back the
days of all that follow until the world has caught up.
"""

import datetime
from collections.abc import Sequence

FIRST_DAY = datetime.date(2005, 4, 7)
"""The day of git's own first commit: a clock that says less was never set."""
LAST_START = datetime.date(2038, 1, 1)
"""A line's first clock is believed before this day, on which clocks of 32 bits stand still; later ones need
a second that bears them out."""
FAR = datetime.timedelta(days=400)
"""How far one clock alone may run ahead: a register that is written in once a year is believed at once."""


def settle_days(days: Sequence[datetime.date | None]) -> list[datetime.date | None]:
    """Give the days of a line, newest first, from what the commits' own clocks said; None is no day at all.

    A clock that is behind, or far ahead, has the day before it. Where two in a row are far ahead, as after
    years of silence, the lesser is believed. The first commits, if nothing is known of them yet, have the
    first day that is. All are None where none is known.
    """
    settled: list[datetime.date | None] = []
    last: datetime.date | None = None
    ahead: datetime.date | None = None
    for own in reversed(days):
        if own and own >= FIRST_DAY:
            if ahead and not _is_near(own, last):
                last = min(own, ahead)
            if _is_near(own, last):
                last, ahead = max(last or own, own), None
            else:
                ahead = own
        settled.append(last)
    first = next((day for day in settled if day), None)
    return [day or first for day in reversed(settled)]


def _is_near(own: datetime.date, last: datetime.date | None) -> bool:
    """Whether a clock alone is believed."""
    return own - last <= FAR if last else own < LAST_START
