"""The one place that asks what day it is."""

import datetime
import os
import re
import time
from contextlib import suppress

from generator.dates import DateError, parse_day
from generator.refusal import RefusalError
from generator.text import Text

_NOT_A_DAY = Text(
    'Variabel lingkungan REGISTRI_AS_OF bukan tanggal: "{text}". Tulis TTTT-BB-HH, misalnya 2026-11-24.',
    'The environment variable REGISTRI_AS_OF is no date: "{text}". Write YYYY-MM-DD, such as 2026-11-24.',
)
_NO_SECONDS = Text(
    'Variabel lingkungan SOURCE_DATE_EPOCH tidak dapat dipakai: "{text}". Isinya harus detik sejak '
    "1970-01-01 (UTC) dalam angka saja, seperti diberikan date +%s, sampai akhir tahun 2200.",
    'The environment variable SOURCE_DATE_EPOCH can\'t be used: "{text}". It must hold the seconds since '
    "1970-01-01 (UTC) in digits alone, as date +%s gives them, up to the end of the year 2200.",
)
_SECONDS = re.compile("[0-9]{1,11}")
_EPOCH = datetime.datetime(1970, 1, 1, tzinfo=datetime.UTC)


def today() -> datetime.date:
    """Give the date to judge on when none is asked for.

    It is that of REGISTRI_AS_OF, else of SOURCE_DATE_EPOCH, else this machine's today. Raises RefusalError
    where the variable that counts holds no date.
    """
    pinned = os.environ.get("REGISTRI_AS_OF")
    if pinned:
        try:
            return parse_day(pinned)
        except DateError as error:
            raise RefusalError(_NOT_A_DAY, text=error.culprit) from None
    seconds = os.environ.get("SOURCE_DATE_EPOCH")
    if seconds:
        return _read_seconds(seconds)
    # The C library takes any TZ; Python's own types refuse one that lies a whole day off.
    now = time.localtime()
    return datetime.date(now.tm_year, now.tm_mon, now.tm_mday)


def _read_seconds(text: str) -> datetime.date:
    """Give the day of a moment that whoever packs software has fixed (reproducible-builds.org): in UTC."""
    if _SECONDS.fullmatch(text):
        day = (_EPOCH + datetime.timedelta(seconds=int(text))).date()
        with suppress(DateError):
            return parse_day(day.isoformat())
    raise RefusalError(_NO_SECONDS, text=text)
