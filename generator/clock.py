"""The one place that asks what day it is."""

import datetime
import os

from generator.dates import parse_day


def today() -> datetime.date:
    """Give the date to judge on when none is asked for: REGISTRI_AS_OF, else this machine's today.

    Raises ValueError where REGISTRI_AS_OF holds no date.
    """
    pinned = os.environ.get("REGISTRI_AS_OF")
    return parse_day(pinned) if pinned else datetime.datetime.now().astimezone().date()
