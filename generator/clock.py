"""The one place that asks what day it is."""

import datetime
import os
import time

from generator.dates import DateError, parse_day
from generator.refusal import RefusalError
from generator.text import Text

_NOT_A_DAY = Text(
    'Variabel lingkungan REGISTRI_AS_OF bukan tanggal: "{text}". Tulis TTTT-BB-HH, misalnya 2026-11-24.',
    'The environment variable REGISTRI_AS_OF is no date: "{text}". Write YYYY-MM-DD, such as 2026-11-24.',
)


def today() -> datetime.date:
    """Give the date to judge on when none is asked for: REGISTRI_AS_OF, else this machine's today.

    Raises RefusalError where REGISTRI_AS_OF holds no date.
    """
    pinned = os.environ.get("REGISTRI_AS_OF")
    if pinned:
        try:
            return parse_day(pinned)
        except DateError as error:
            raise RefusalError(_NOT_A_DAY, text=error.culprit) from None
    # The C library takes any TZ; Python's own types refuse one that lies a whole day off.
    now = time.localtime()
    return datetime.date(now.tm_year, now.tm_mon, now.tm_mday)
