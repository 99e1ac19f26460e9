"""Terms as people write them: ``3 (tiga) tahun``, ``s.d. selesai``, ``s/d 31 Desember 2026``."""

import re

from generator.entry.blanks import fold, is_nothing, tidy
from generator.entry.dates import read_date
from generator.entry.numbers import read_digits, read_number_words
from generator.entry.problem import EntryError, fill
from generator.text import Text
from generator.value import Value

_UNITS = {
    "tahun": "years", "thn": "years", "th": "years", "tahunan": "years", "year": "years", "years": "years",
    "bulan": "months", "bln": "months", "bl": "months", "month": "months", "months": "months",
    "minggu": "weeks", "pekan": "weeks", "week": "weeks", "weeks": "weeks",
    "hari": "days", "day": "days", "days": "days",
}  # fmt: skip
_UNIT = "|".join(sorted(_UNITS, key=len, reverse=True))
_ONE = re.compile(rf"\bse(?=(?:{_UNIT})\b)")
_PIECE = re.compile(
    r"(?P<number>[0-9]+(?:[.,][0-9]+)?|[a-z]+(?: (?:belas|puluh|ratus)(?: [a-z]+)?)?)"
    rf" ?(?:\( ?(?P<words>[^()]*?) ?\) ?)?(?P<unit>{_UNIT})\b\.?"
    r"(?P<workdays> kerja| kalender| working)?"
)
_JOIN = re.compile(r"^(?:,| dan | and |\+| )+")
_UNTIL = re.compile(
    r"^(?:berlaku )?(?:s\.? ?/? ?d\.?|sampai dengan|sampai|hingga|berakhir|until|to)(?: (?:tanggal|tgl\.?))? "
    r"(?P<end>.+)$"
)
_YEARS = re.compile(r"(?P<start>[0-9]{4}) ?[-–—/] ?(?P<end>[0-9]{4})")
_SPAN = re.compile(
    r"^(?:mulai |sejak |dari |from |berlaku )*(?P<start>.+?) ?"
    r"(?:s\.? ?/? ?d\.?|sampai dengan|sampai|hingga|–|—| - |until|to) ?(?P<end>.+)$"
)
_FROM = re.compile(r"^(?:mulai|sejak|terhitung sejak|terhitung mulai|from)(?: tanggal)? (?P<start>.+)$")
_AFTER = re.compile(
    r"^,? ?(?:terhitung|sejak|mulai|setelah|dan dapat|dapat|serta dapat|dan akan|from|since|after|\().*$"
)
_BEFORE = re.compile(r"^(?:selama|jangka waktu|berlaku(?: selama)?|for|masa berlaku) ")
_DATE_INSIDE = re.compile(r"[0-9]{4}")
_OPEN = re.compile(r"[0-9]")
_MOST = {"years": 100, "months": 1200, "days": 36600}
_WEEK, _YEAR = 7, 12

_WRONG = Text('"{text}" tidak terbaca sebagai jangka waktu.', '"{text}" can\'t be read as a term.')
_DIFFER = Text('Angka dan huruf pada "{text}" berbeda.', 'The digits and the words of "{text}" differ.')
_INSTEAD = Text(
    "Tulis misalnya 3 tahun, 36 bulan, s.d. 31 Desember 2026, atau s.d. selesai.",
    "Write for example 3 tahun, 36 bulan, s.d. 31 Desember 2026 or s.d. selesai.",
)


def read_term(text: str) -> dict[str, Value] | None:
    """Give the record's ``term`` that the words say: ``start``, ``end``, ``duration``, ``as_stated``.

    The words are kept in ``as_stated`` where they say more than the rest. Words without any number, such
    as ``s.d. selesai``, are kept alone. None where the text says that nothing is known.

    Raises EntryError with the reason ``form`` or ``words-differ`` for a number that can't be read, and as
    ``read_date`` does for a date.
    """
    if is_nothing(text):
        return None
    bare = fold(text).strip(" .")
    term = _read_dates(bare) or _read_duration(bare, text)
    if term is None:
        if _OPEN.search(bare):
            raise EntryError("form", fill(_WRONG, text=text.strip()), _INSTEAD)
        term = {}
    if spell_term(term) != bare:
        term["as_stated"] = tidy(text)
    return term


def spell_term(term: dict[str, Value]) -> str:
    """Give a duration alone in words, as ``read_term`` reads it back: ``2 tahun 6 bulan``; else nothing."""
    duration = term.get("duration")
    if not isinstance(duration, dict) or "start" in term or "end" in term:
        return ""
    names = (("years", "tahun"), ("months", "bulan"), ("days", "hari"))
    return " ".join(f"{duration[key]} {name}" for key, name in names if key in duration)


def _read_dates(bare: str) -> dict[str, Value] | None:
    """Read a term that names its first or last day."""
    if not _DATE_INSIDE.search(bare):
        return None
    until = _UNTIL.match(bare)
    if until:
        return _gather(end=until["end"])
    span = _YEARS.fullmatch(bare) or _SPAN.match(bare)
    if span and _DATE_INSIDE.search(span["start"]):
        return _gather(start=span["start"], end=span["end"])
    start = _FROM.match(bare)
    return _gather(start=start["start"]) if start else None


def _gather(**texts: str) -> dict[str, Value]:
    term: dict[str, Value] = {}
    for key, text in texts.items():
        # "17 Mei 2024 s.d. selesai": an end in words is kept among the words.
        if _OPEN.search(text):
            date = read_date(text)
            if date is not None:
                term[key] = date
    return term


def _read_duration(bare: str, text: str) -> dict[str, Value] | None:
    rest = _ONE.sub("1 ", _BEFORE.sub("", bare))
    duration: dict[str, int] = {}
    while rest:
        piece = _PIECE.match(rest)
        if piece is None:
            return _close_with(duration, rest) if duration and _AFTER.match(rest) else None
        if piece["workdays"] and piece["workdays"] != " kalender":
            # Working days are no length that a calendar knows: the words alone are kept.
            return {}
        amount = _read_amount(piece, text)
        if amount is None or piece["unit"] is None:
            return None
        _add(duration, _UNITS[piece["unit"]], amount)
        rest = rest[piece.end() :]
        joined = _JOIN.match(rest)
        rest = rest[joined.end() :] if joined and _PIECE.match(rest[joined.end() :]) else rest.strip(" .")
    return _close(duration)


def _close_with(duration: dict[str, int], rest: str) -> dict[str, Value] | None:
    """Give a duration and the day it counts from, where what follows it names one."""
    start = _FROM.match(rest.strip(" ,"))
    if not _DATE_INSIDE.search(rest):
        return _close(duration)
    term = _close(duration)
    return _gather(start=start["start"]) | term if start and term else None


def _read_amount(piece: re.Match[str], text: str) -> float | None:
    number: float | None = read_digits(piece["number"])
    if number is None and re.fullmatch(r"[0-9]+[.,]5", piece["number"]):
        number = float(piece["number"].replace(",", "."))
    if number is None:
        number = read_number_words(piece["number"])
    said = read_number_words(piece["words"]) if piece["words"] else None
    if piece["words"] and said is not None and said != number:
        raise EntryError("words-differ", fill(_DIFFER, text=text.strip()), _INSTEAD)
    return number


def _add(duration: dict[str, int], unit: str, amount: float) -> None:
    if unit == "weeks":
        unit, amount = "days", amount * _WEEK
    if unit == "years" and amount != int(amount):
        duration["months"] = duration.get("months", 0) + _YEAR // 2
    duration[unit] = duration.get(unit, 0) + int(amount)


def _close(duration: dict[str, int]) -> dict[str, Value] | None:
    found = {key: duration[key] for key in _MOST if duration.get(key)}
    if not found or any(number > _MOST[key] for key, number in found.items()):
        return None
    return {"duration": dict(found)}
