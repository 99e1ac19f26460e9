"""Words: how the values of a record are said in one language, in a sentence about what changed."""

from collections.abc import Callable, Mapping
from typing import Any, TypeAlias

from generator.dates import DateError, parse_date
from generator.explain.fields import read_title
from generator.locale import Locale
from generator.records import RecordKind
from generator.schemas import Schema, read_labels
from generator.text import Language, Text

Namer: TypeAlias = Callable[[RecordKind, str], str]
"""Gives the name of the record of a kind with an id, or the id itself where there is none."""

MOST_LETTERS = 160
"""How much of a text a sentence quotes."""

REFERENCES: Mapping[str, RecordKind] = {
    "partner": "partner",
    "government": "partner",
    "department": "department",
    "responsible_department": "department",
    "evaluator": "department",
    "successors": "department",
    "affairs": "affair",
    "agreement": "agreement",
    "replaced_by": "agreement",
    "realised_by": "agreement",
    "same_event": "agreement",
}
"""The fields that name another record, and its kind."""

_SILENT = frozenset(("sources", "sha256"))
_KEPT_WORDS = 4
_CUT = "…"
_TWO_STOPS = ".”."

_LIKE_A_RECORD = "Catatan"
_REMARKS = Text("Isian “Catatan”", "Notes")
"""In Indonesian the title of a field of remarks is the word for a record: “Catatan dihapus” would mislead."""
_YES, _NO = Text("ya", "yes"), Text("tidak", "no")
_NOT_KNOWN = Text("tidak ada", "nothing")
_PERIOD = Text("Semester {half} {year}", "{half} half of {year}")
_HALVES = (Text("I", "First"), Text("II", "Second"))
_ITEM = Text("{what}: {value}", "{what}: {value}")
_APPROXIMATE = Text("kira-kira {amount}", "about {amount}")


class Words:
    """Says values in one language; other records are called what the ``namer`` calls them."""

    def __init__(self, locale: Locale, namer: Namer) -> None:
        self._locale, self._name = locale, namer

    @property
    def language(self) -> Language:
        """The language."""
        return self._locale.language

    def say(self, text: Text, /, **params: str) -> str:
        """Give a text in the language; the full stop of a quotation at its end is its own as well."""
        said = text.render(self.language, **params)
        return said[:-1] if said.endswith(_TWO_STOPS) else said

    def title(self, key: str, part: Schema) -> str:
        """Give what a field is called."""
        title = read_title(part, self.language) or key
        return self.say(_REMARKS) if title == _LIKE_A_RECORD else title

    def quote(self, text: str) -> str:
        """Give a text between quotation marks, cut where it is long."""
        line = " ".join(text.split())
        return f"“{line if len(line) <= MOST_LETTERS else line[: MOST_LETTERS - 1].rstrip() + _CUT}”"

    def refer(self, kind: RecordKind, record_id: str) -> str:
        """Give what another record is called; of what has a title rather than a name, between quotes."""
        name = self._name(kind, record_id)
        return self.quote(name) if kind in ("agreement", "mapping-entry") and name != record_id else name

    def date(self, text: str) -> str:
        """Give a date in words; what is no date stands as it is."""
        try:
            return self._locale.date(parse_date(text))
        except DateError:
            return self.quote(text)

    def number(self, number: int) -> str:
        """Give a whole number."""
        return self._locale.number(number)

    def period(self, period: Mapping[str, int]) -> str:
        """Give a half-year."""
        half = self.say(_HALVES[min(2, max(1, period["semester"])) - 1])
        return self.say(_PERIOD, half=half, year=str(period["year"]))

    def value(self, key: str, part: Schema, value: Any) -> str:  # noqa: ANN401
        """Give any value of a field in words."""
        if isinstance(value, bool):
            return self.say(_YES if value else _NO)
        if isinstance(value, list):
            items = [self.value(key, part.get("items", {}), item) for item in value]
            return ", ".join(items) if items else self.say(_NOT_KNOWN)
        if isinstance(value, dict):
            return self._group(key, part, value)
        labels = read_labels(part)
        label = labels.get(value) or labels.get(str(value))
        if label:
            return label.render(self.language)
        if isinstance(value, int):
            return self._integer(key, value)
        return self._text(key, part, str(value))

    def _integer(self, key: str, value: int) -> str:
        if key == "amount":
            return self._locale.money(value)
        return str(value) if key == "year" else self.number(value)

    def _text(self, key: str, part: Schema, value: str) -> str:
        if key in REFERENCES:
            return self.refer(REFERENCES[key], value)
        if part.get("format") == "edtf":
            return self.date(value)
        if key == "type":
            return self._locale.labels("cooperation_type").get(value, self.quote(value))
        if key == "country":
            return self._locale.country(value)
        return self.quote(value)

    def _group(self, key: str, part: Schema, value: Mapping[str, Any]) -> str:
        if key == "duration":
            return self._locale.duration(value)
        if key == "period" and {"year", "semester"} <= value.keys():
            return self.period(value)
        if "amount" in value and "currency" in value:
            return self._money(value)
        parts = part.get("properties", {})
        told = [
            self.say(_ITEM, what=self.title(name, parts.get(name, {})),
                     value=self.value(name, parts.get(name, {}), inner))
            for name, inner in value.items() if name not in _SILENT
        ]  # fmt: skip
        return "; ".join(told)

    def _money(self, value: Mapping[str, Any]) -> str:
        amount = self._locale.money(value["amount"])
        text = self.say(_APPROXIMATE, amount=amount) if value.get("precision") == "approximate" else amount
        return f"{text} ({self.quote(value['as_stated'])})" if "as_stated" in value else text

    def contrast(self, key: str, part: Schema, old: Any, new: Any) -> tuple[str, str]:  # noqa: ANN401
        """Give two values in words that differ; of long texts the stretches that do."""
        if isinstance(old, str) and isinstance(new, str) and key not in REFERENCES and "format" not in part:
            labels = read_labels(part)
            if old not in labels and new not in labels:
                return self._contrast_texts(old, new)
        before, after = self.value(key, part, old), self.value(key, part, new)
        if before != after:
            return before, after
        # Said alike yet not the same, such as two records of one name: what is written tells them apart.
        return f"{before} ({_write(old)})", f"{after} ({_write(new)})"

    def _contrast_texts(self, old: str, new: str) -> tuple[str, str]:
        before, after = old.split(), new.split()
        if before == after:
            return f"“{old}”", f"“{new}”"
        if max(len(old), len(new)) <= MOST_LETTERS:
            return f"“{' '.join(before)}”", f"“{' '.join(after)}”"
        start = _count_same(before, after)
        stop = _count_same(before[start:][::-1], after[start:][::-1])
        return _cut_around(before, start, stop), _cut_around(after, start, stop)


def _write(value: Any) -> str:  # noqa: ANN401  a part of a record's value
    return (
        "; ".join(f"{key} {_write(item)}" for key, item in value.items())
        if isinstance(value, dict)
        else str(value)
    )


def _count_same(one: list[str], other: list[str]) -> int:
    """Give with how many of the same words two texts begin."""
    count = 0
    for first, second in zip(one, other, strict=False):
        if first != second:
            break
        count += 1
    return count


def _cut_around(words: list[str], start: int, stop: int) -> str:
    """Give the words between what both texts begin and end with, and a few around."""
    first, last = max(0, start - _KEPT_WORDS), min(len(words), len(words) - stop + _KEPT_WORDS)
    text = " ".join(words[first:last])
    if len(text) > 2 * MOST_LETTERS:
        text = f"{text[:MOST_LETTERS].rstrip()} {_CUT} {text[-MOST_LETTERS:].lstrip()}"
    head, tail = _CUT if first else "", _CUT if last < len(words) else ""
    return f"“{head}{text}{tail}”"
