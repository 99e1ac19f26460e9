"""Written dates: ``17 Mei 2024``, ``17/05/2024``, ``sekitar Mei 2024`` become EDTF, and back.

The day comes first, as Indonesians write it: ``05/06/2024`` is 5 June. Nothing is guessed: a year of two
digits is refused, as is a day that the calendar does not have.
"""

import datetime
import re
from collections.abc import Iterator
from functools import lru_cache
from typing import TypeAlias

from generator.dates import DateError, Span, parse_date
from generator.entry.blanks import fold, is_nothing
from generator.entry.months import MONTH_NAMES, MONTH_PATTERN, MONTHS
from generator.entry.problem import EntryError, fill
from generator.text import Text

_EPOCH = datetime.date(1899, 12, 30)
_FIRST_SERIAL, _LAST_SERIAL = 25569, 73050  # 1 January 1970 and 31 December 2099

# No date takes more characters, and in long texts the search for one would take long.
_LONGEST = 200

_TIME = re.compile(r"[ t][0-9]{1,2}:[0-9]{2}(?::[0-9]{2}(?:\.[0-9]+)?)?(?: ?(?:am|pm|wib|wita|wit|z))?$")
_WEEKDAY = re.compile(
    r"^(?:hari )?(?:senin|selasa|rabu|kamis|jum['’`]?at|sabtu|minggu|ahad"
    r"|monday|tuesday|wednesday|thursday|friday|saturday|sunday)\b[ ,/]*"
)
_FILLER = re.compile(r"\b(?:pada|tanggal|tgl\.?|bulan|tahun|thn\.?|date|of|the)(?=\s|$|[0-9])")
_UNCERTAIN_WORDS = r"\?|belum pasti|tidak pasti|kurang pasti|tentatif|uncertain|not certain"
_UNCERTAIN = re.compile(rf"[ ,]*(?:\( ?(?:{_UNCERTAIN_WORDS}) ?\)|{_UNCERTAIN_WORDS})$")
_ABOUT_BEFORE = re.compile(
    r"^(?:sekitar|sekira|kira[- ]kira|kurang lebih|lebih kurang|±|\+/-|~|circa|ca?\.|around|about"
    r"|approximately|approx\.?) ?"
)
_ABOUT_AFTER = re.compile(r" ?(?:\( ?(?:perkiraan|kira[- ]kira|approximate|approximately) ?\)|~)$")
_BETWEEN = re.compile(r"^(?:antara|between) (?P<one>.+?) (?:dan|s\.?/?d\.?|sampai|and) (?P<other>.+)$")
_EITHER = re.compile(r"^(?P<one>.+?) (?:atau|or) (?P<other>.+)$")

_MONTH = rf"(?P<word>{MONTH_PATTERN})\.?"
_DAY = r"(?P<day>[0-9]{1,2})(?:st|nd|rd|th)?"
_GAP = r"[ ,./-]*"
_YEAR = r"(?P<year>[0-9]{4})"
_FORMS = tuple(
    re.compile(form)
    for form in (
        _YEAR,
        rf"{_YEAR}(?P<sign>[-/. ])(?P<month>[0-9]{{1,2}})(?:(?P=sign)(?P<day>[0-9]{{1,2}}))?",
        rf"(?P<day>[0-9]{{1,2}})(?P<sign>[-/. ])(?P<month>[0-9]{{1,2}})(?P=sign){_YEAR}",
        rf"(?P<month>[0-9]{{1,2}})[-/.]{_YEAR}",
        rf"{_DAY}{_GAP}{_MONTH}{_GAP}{_YEAR}",
        rf"{_MONTH}{_GAP}{_YEAR}",
        rf"{_MONTH} {_DAY},? {_YEAR}",
    )
)
_SHORT_YEAR = re.compile(
    rf"(?:[0-9]{{1,2}}[-/. ][0-9]{{1,2}}[-/. ]|(?:[0-9]{{1,2}}{_GAP})?(?:{MONTH_PATTERN})\.?{_GAP}['’])"
    rf"[0-9]{{2}}"
    rf"|[0-9]{{1,2}}{_GAP}(?:{MONTH_PATTERN})\.?{_GAP}[0-9]{{2}}|(?:{MONTH_PATTERN})-[0-9]{{2}}"
)
_NO_YEAR = re.compile(
    rf"[0-9]{{1,2}}[-/.][0-9]{{1,2}}|(?:[0-9]{{1,2}}{_GAP})?(?:{MONTH_PATTERN})\.?"
    rf"|(?:{MONTH_PATTERN}) [0-9]{{1,2}}"
)
_DAY_ALONE = re.compile(_DAY)
_MONTH_ALONE = re.compile(rf"(?:{_DAY}{_GAP})?{_MONTH}")
_SEVERAL = re.compile(
    r"^(?P<one>.*[0-9].*?) ?(?:-|–|—|s\.?/?d\.?|sampai|sampai dengan|hingga|dan|,|to|until|and|;) ?"
    r"(?P<other>.+)$"
)
_PART = re.compile(
    r"(?:awal|pertengahan|medio|akhir|semester|triwulan|kuartal|caturwulan"
    r"|early|mid|late|beginning of|end of|quarter)\b"
)
_LENGTH = re.compile(
    r"(?:[0-9]{1,3}|satu|dua|tiga|empat|lima|enam|tujuh|delapan|sembilan|sepuluh) ?(?:\([^()]*\) ?)?"
    r"(?:tahun|thn|bulan|bln|minggu|hari|years?|months?|weeks?|days?)\b"
    rf"(?! ?(?:{MONTH_PATTERN}))"
)
_SERIAL = re.compile(r"[0-9]{5}(?:\.[0-9]+)?")

_Parts: TypeAlias = tuple[int, int | None, int | None]

_EXAMPLES = Text(
    "Tulis misalnya 17 Mei 2024, 17/05/2024, Mei 2024, atau 2024. Kosongkan bila tidak diketahui.",
    "Write for example 17 Mei 2024, 17/05/2024, Mei 2024 or 2024. Leave it empty where not known.",
)
WRONG = {
    "form": Text('"{text}" tidak terbaca sebagai tanggal.', '"{text}" can\'t be read as a date.'),
    "impossible": Text(
        '"{text}" tidak ada di kalender (hari ditulis dahulu, lalu bulan).',
        '"{text}" is not in the calendar (the day comes first, then the month).',
    ),
    "range": Text('"{text}" menyebut beberapa tanggal.', '"{text}" names several dates.'),
    "short-year": Text('Tahun pada "{text}" hanya dua angka.', 'The year in "{text}" has two digits only.'),
    "no-year": Text('"{text}" tidak menyebut tahun.', '"{text}" names no year.'),
    "part": Text(
        '"{text}" menyebut sebagian tahun atau bulan, bukan tanggal.',
        '"{text}" names a part of a year or month, not a date.',
    ),
    "length": Text('"{text}" adalah lamanya, bukan tanggal.', '"{text}" is a length, not a date.'),
}
"""What is wrong with a written date, by the reason."""
INSTEAD = {
    "form": _EXAMPLES,
    "impossible": _EXAMPLES,
    "range": Text(
        "Tulis satu tanggal. Bila belum pasti yang mana: antara 20 dan 27 Mei 2024.",
        "Write one date. Where it is not certain which: antara 20 dan 27 Mei 2024.",
    ),
    "short-year": Text(
        "Tulis tahunnya empat angka, misalnya 17/05/2024.",
        "Write the year with four digits, such as 17/05/2024.",
    ),
    "no-year": Text("Tambahkan tahunnya, misalnya 17 Mei 2024.", "Add the year, such as 17 Mei 2024."),
    "part": Text(
        "Tulis bulan atau tahunnya, misalnya Desember 2026, sekitar Desember 2026, atau 2026.",
        "Write the month or the year, such as Desember 2026, sekitar Desember 2026 or 2026.",
    ),
    "length": Text(
        "Lamanya ditulis pada isian “Lama” atau kolom “Jangka waktu”. Kosongkan bila tanggalnya tidak "
        "diketahui.",
        "A length goes into the fields of “Duration” or the column “Jangka waktu”. Leave this empty where "
        "the date is not known.",
    ),
}
"""What to write instead, by the reason."""


def read_date(text: str) -> str | None:
    """Give the EDTF text of a written date; None where it says that nothing is known.

    Raises EntryError with the reason ``form``, ``impossible``, ``range``, ``short-year``, ``no-year``,
    ``part`` (of a year) or ``length`` (of time).
    """
    if is_nothing(text):
        return None
    reason, edtf = _read(text)
    if edtf is None:
        params = {"text": text.strip()}
        raise EntryError(reason, fill(WRONG[reason], **params), INSTEAD[reason])
    return edtf


@lru_cache(maxsize=4096)
def _read(text: str) -> tuple[str, str | None]:
    """Give what stands in the way, or the EDTF text."""
    bare = fold(text)
    if _SERIAL.fullmatch(bare):
        return _read_serial(bare)
    try:
        if any(sign in bare for sign in "[?~") or bare[:4].isdigit():
            return "", parse_date(bare).text
    except DateError as error:
        # What only looks like EDTF may be a date of another form.
        if error.reason == "impossible" and re.fullmatch(r"[0-9]{4}-[0-9][0-9](?:-[0-9][0-9])?", bare):
            return "impossible", None
    try:
        return _read_words(bare)
    except DateError:
        return "impossible", None


def _read_words(written: str) -> tuple[str, str | None]:
    if len(written) > _LONGEST:
        return "form", None
    bare = fold(_FILLER.sub(" ", _WEEKDAY.sub("", _TIME.sub("", written)))).strip(" .,;")
    certain = _UNCERTAIN.sub("", bare)
    plain = _ABOUT_AFTER.sub("", _ABOUT_BEFORE.sub("", certain)).strip()
    marks = ("?" if certain != bare else "") + ("~" if plain != certain else "")
    several = _BETWEEN.match(plain) or _EITHER.match(plain)
    if several:
        return ("form", None) if marks else _read_pair(several["one"], several["other"])
    parts = _split(plain)
    if parts is None:
        return _tell_reason(plain, written), None
    if len(marks) > 1:
        return "form", None
    return "", parse_date(_join(parts) + marks).text


def _read_pair(one: str, other: str) -> tuple[str, str | None]:
    """Read "one of two dates"; what the first leaves out it shares with the second."""
    last = _split(other.strip())
    first = _split(one.strip()) or (_borrow(one.strip(), last) if last else None)
    if last is None or first is None:
        return "form", None
    texts = [parse_date(_join(parts)).text for parts in (first, last)]
    return "", texts[0] if texts[0] == texts[1] else parse_date(f"[{','.join(texts)}]").text


def _borrow(text: str, from_: _Parts) -> _Parts | None:
    year, month, _ = from_
    found = _DAY_ALONE.fullmatch(text)
    if found and month is not None and from_[2] is not None:
        return year, month, int(found["day"])
    found = _MONTH_ALONE.fullmatch(text)
    return (year, MONTHS[found["word"]], int(found["day"]) if found["day"] else None) if found else None


def _split(text: str) -> _Parts | None:
    """Give year, month and day of one date in one of the known forms."""
    for form in _FORMS:
        found = form.fullmatch(text)
        if found:
            parts = found.groupdict()
            month = MONTHS[parts["word"]] if parts.get("word") else _number(parts.get("month"))
            return int(parts["year"]), month, _number(parts.get("day"))
    return None


def _number(text: str | None) -> int | None:
    return int(text) if text else None


def _join(parts: _Parts) -> str:
    year, month, day = parts
    return "-".join([f"{year:04}", *(f"{part:02}" for part in (month, day) if part is not None)])


def _tell_reason(text: str, written: str) -> str:
    if _SHORT_YEAR.fullmatch(text):
        return "short-year"
    if _NO_YEAR.fullmatch(text):
        return "no-year"
    found = _SEVERAL.match(text)
    if found and (_split(found["other"].strip()) or _NO_YEAR.fullmatch(found["other"].strip())):
        return "range"
    # Without its words for time a length would look like a day.
    if _LENGTH.match(written):
        return "length"
    return "part" if _PART.match(text) else "form"


def _read_serial(text: str) -> tuple[str, str | None]:
    """Read the number that a spreadsheet keeps a day as: days since the end of 1899."""
    number = int(text.partition(".")[0])
    if not _FIRST_SERIAL <= number <= _LAST_SERIAL:
        return "form", None
    return "", (_EPOCH + datetime.timedelta(days=number)).isoformat()


def spell_date(edtf: str) -> str:
    """Give the words of a date, as ``read_date`` reads them back: ``17 Mei 2024``, ``sekitar 2013``.

    Raises DateError for what is no EDTF text.
    """
    date = parse_date(edtf)
    words = list(_spell_spans(date.candidates))
    if len(words) > 2 or len(words) > len(set(words)):  # noqa: PLR2004  more than two have no words of their own
        # Nor has one date written twice: its words would be read as that date alone.
        return edtf
    spelt = " atau ".join(words)
    if date.approximate:
        spelt = f"sekitar {spelt}"
    return f"{spelt} (?)" if date.uncertain else spelt


def _spell_spans(spans: tuple[Span, ...]) -> Iterator[str]:
    for span in spans:
        month = MONTH_NAMES[span.first.month - 1]
        year = f"{span.first.year:04}"
        if span.precision == "year":
            yield year
        else:
            yield f"{month} {year}" if span.precision == "month" else f"{span.first.day} {month} {year}"
