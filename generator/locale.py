"""How the site speaks: texts of the catalogue, dates, numbers, money and the schema's own labels."""

import datetime
import gettext
import io
from collections.abc import Mapping
from decimal import Decimal
from functools import cache, lru_cache
from pathlib import Path

from babel.core import Locale as BabelLocale
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from babel.numbers import format_decimal, get_group_symbol

from generator.dates import Date, Span
from generator.refusal import RefusalError
from generator.schemas import SchemaSet, read_labels
from generator.text import Language, Text

CATALOGUES = Path(__file__).resolve().parent / "locales"

# One thing, counted or already written.
_ONE = (1, "1")

LENGTHS = {
    "years": "%(number)s years",
    "months": "%(number)s months",
    "days": "%(number)s days",
}


@cache
def load_catalogue(language: Language) -> gettext.NullTranslations:
    """Give the catalogue of a language; English is the language of the message ids themselves."""
    if language == "en":
        return gettext.NullTranslations()
    with (CATALOGUES / f"{language}.po").open("rb") as stream:
        catalogue = read_po(stream, locale=language)
    compiled = io.BytesIO()
    write_mo(compiled, catalogue)
    compiled.seek(0)
    return gettext.GNUTranslations(compiled)


def load_singulars() -> dict[str, str]:
    """Give what English says otherwise of exactly one thing, by the message id."""
    with (CATALOGUES / "en.po").open("rb") as stream:
        return {
            str(message.id): str(message.string) for message in read_po(stream, locale="en") if message.id
        }


_NO_LABEL = Text('Skema "{schema}" tidak memberi label (x-labels) untuk "{value}".',
                 'The schema "{schema}" gives no label (x-labels) to "{value}".')  # fmt: skip
_NO_TITLE = Text('Skema "{schema}" tidak memberi judul (title, x-title-en) untuk "{key}".',
                 'The schema "{schema}" gives no title (title, x-title-en) to "{key}".')  # fmt: skip


class Locale:
    """One language of the site."""

    def __init__(self, language: Language, schemas: SchemaSet) -> None:
        self.language = language
        self.catalogue = load_catalogue(language)
        self._texts: dict[str, str] = {}
        # By the text: a date's own hash is slow, and the same few thousand days stand in every record.
        self._dates: dict[str, str] = {}
        self._short_dates: dict[str, str] = {}
        # Indonesian has no plural.
        self._singulars = load_singulars() if language == "en" else {}
        self._babel = BabelLocale.parse(language)
        self._group = get_group_symbol(self._babel)
        months = self._babel.months["format"]
        self._months, self._short_months = dict(months["wide"]), dict(months["abbreviated"])
        self.schemas = schemas
        self._language_name = lru_cache(maxsize=None)(lambda code: str(self._babel.languages.get(code, code)))
        self._words_of_length = lru_cache(maxsize=None)(self._say_length)
        self._label_texts = lru_cache(maxsize=None)(self._read_label_texts)
        self.labels = lru_cache(maxsize=None)(self._read_labels)
        self.field_name = lru_cache(maxsize=None)(self._read_field_name)

    def say(self, message: str, /, **params: object) -> str:
        """Give a message of the catalogue with its parameters filled in.

        ``count`` or ``number`` says of how many things it speaks.
        """
        text = self._texts.get(message)
        if text is None:
            text = self._texts[message] = self.catalogue.gettext(message)
        if message in self._singulars and (params.get("count") in _ONE or params.get("number") in _ONE):
            text = self._singulars[message]
        return text % params if params else text

    def pick(self, text: Text | Mapping[str, str]) -> str:
        """Give the side of a bilingual text that this locale speaks."""
        return text.render(self.language) if isinstance(text, Text) else text[self.language]

    def label(self, part: str, value: str) -> str:
        """Give the label of a value, such as ``label("document_kind", "komitmen")``.

        ``part`` is a shared part or a record's schema, with a path of properties after dots. Raises
        RefusalError where a register's own schema has no such label.
        """
        try:
            return self.labels(part)[value]
        except KeyError:
            raise RefusalError(_NO_LABEL, schema=part, value=value) from None

    def record_label(self, part: str, value: str) -> str:
        """Give the label of a value in the language of the records, as ``label`` does in the locale's."""
        return self._label_texts(part)[value].id

    def _read_labels(self, part: str) -> dict[str, str]:
        return {value: self.pick(text) for value, text in self._label_texts(part).items()}

    def _read_label_texts(self, part: str) -> Mapping[str, Text]:
        """Read the labels of a part; ``[]`` in its path steps into the items of a list."""
        name, *path = part.split(".")
        schema = self.schemas.part(name)
        for key in path:
            schema = schema["items"] if key == "[]" else schema["properties"][key]
        return read_labels(schema)

    def _read_field_name(self, part: str, *path: str) -> str:
        """Give the title of a property of a schema part.

        Raises RefusalError where a register's own schema has none.
        """
        schema = self.schemas.part(part)
        try:
            for key in path:
                schema = schema["properties"][key]
            return str(schema["title" if self.language == "id" else "x-title-en"])
        except KeyError:
            raise RefusalError(_NO_TITLE, schema=part, key=".".join(path)) from None

    def country(self, code: str) -> str:
        """Give the name of a country by its ISO 3166-1 alpha-2 code."""
        return str(self._babel.territories.get(code, code))

    def language_name(self, code: str) -> str:
        """Give the name of a language by its ISO 639-1 code."""
        return self._language_name(code)

    def number(self, number: int) -> str:
        """Give a whole number with the language's separators, in threes as Indonesian and English do."""
        return f"{number:,}".replace(",", self._group)

    def tenths(self, number: int, unit: int) -> str:
        """Give how often a number holds a unit, to a tenth, as the language writes it."""
        count = Decimal(number) / unit
        return str(format_decimal(count, "#,##0.#", locale=self._babel))

    def money(self, amount: int) -> str:
        """Give an amount of whole rupiah."""
        return f"Rp {self.number(amount)}" if self.language == "id" else f"IDR {self.number(amount)}"

    def duration(self, duration: Mapping[str, int]) -> str:
        """Give a length in words, from its years, months and days."""
        get = duration.get
        return self._words_of_length(get("years", 0), get("months", 0), get("days", 0))

    def _say_length(self, *numbers: int) -> str:
        texts = zip(numbers, LENGTHS.values(), strict=True)
        return ", ".join(self.say(text, number=number) for number, text in texts if number)

    def day(self, day: datetime.date) -> str:
        """Give a day in full."""
        return f"{day.day} {self.month(day)}"

    def month(self, day: datetime.date) -> str:
        """Give the month of a day with its year."""
        return f"{self._months[day.month]} {day.year}"

    def _write_span(self, span: Span, *, short: bool = False) -> str:
        first = span.first
        if span.precision == "year":
            return str(first.year)
        month = f"{(self._short_months if short else self._months)[first.month]} {first.year}"
        return f"{first.day} {month}" if span.precision == "day" else month

    def date(self, date: Date, *, short: bool = False) -> str:
        """Give a date in words, its doubts included."""
        known = self._short_dates if short else self._dates
        words = known.get(date.text)
        if words is None:
            words = known[date.text] = self._say_date(date, short=short)
        return words

    def _say_date(self, date: Date, *, short: bool) -> str:
        words = self.say(" or ").join([self._write_span(span, short=short) for span in date.candidates])
        if date.uncertain:
            return self.say("%(date)s (uncertain)", date=words)
        return self.say("about %(date)s", date=words) if date.approximate else words
