"""What columns mean, in one language: titles, explanations and the names of coded values."""

from functools import cache
from typing import NamedTuple

from generator.explain.fields import read_description, read_title
from generator.home import find_part
from generator.locale import Locale
from generator.records import AGREEMENT_TYPES
from generator.schemas import Schema, SchemaSet, read_labels
from generator.tables.columns import Column, Field, Table
from generator.words.titles import EVALUATION_NAMES, STATUS_NAMES

BOUND_TITLES = {"earliest": "%(title)s, first possible day", "latest": "%(title)s, last possible day"}
BOUND_TEXTS = {
    "earliest": "The first day that the date can be; the same as the last where it is one day.",
    "latest": "The last day that the date can be; the same as the first where it is one day.",
}
_COMPUTED = {"status": STATUS_NAMES, "evaluation_state": EVALUATION_NAMES}


class Meaning(NamedTuple):
    """What a column means: its title, what is said of it, and its codes with their names."""

    title: str
    text: str
    choices: tuple[tuple[str, str], ...] = ()


def explain_column(column: Column, locale: Locale) -> Meaning:
    """Give what a column means in the language of a locale.

    A table has its columns whatever a register's own schemas, or those of a past day, know: what they lack
    means what the program's say.
    """
    if not isinstance(column.about, Field):
        names = _COMPUTED.get(column.name, {})
        choices = tuple((code, locale.say(name)) for code, name in names.items())
        return Meaning(locale.pick(column.about.title), locale.pick(column.about.text), choices)
    schema, path, bound = column.about
    parts = find_parts(locale.schemas, schema, path)
    title = _title_field(locale, schema, path)
    if bound:
        return Meaning(locale.say(BOUND_TITLES[bound], title=title), locale.say(BOUND_TEXTS[bound]))
    labels = {code: label for part in parts for code, label in read_labels(part.get("items", part)).items()}
    return Meaning(
        title,
        read_description(parts[0], locale.language),
        tuple((code, locale.pick(label)) for code, label in labels.items()),
    )


def _title_field(locale: Locale, schema: str, path: str) -> str:
    """Give a field's title, behind that of the group it stands in where it would not be clear alone."""
    title = read_title(find_parts(locale.schemas, schema, path)[0], locale.language)
    group = find_parts(locale.schemas, schema, path.rpartition(".")[0])[0] if "." in path else {}
    around = read_title(group, locale.language) if "properties" in group else ""
    return title if around.casefold() in title.casefold() else f"{around}: {title}"


def head_columns(table: Table, locale: Locale) -> list[str]:
    """Give the headings of a table for people: the titles of its columns, each one different."""
    titles = [explain_column(column, locale).title for column in table.columns]
    return [
        f"{title} ({column.name})" if titles.count(title) > 1 else title
        for column, title in zip(table.columns, titles, strict=True)
    ]


def find_parts(schemas: SchemaSet, schema: str, path: str) -> list[Schema]:
    """Give what schemas say of a field: one part, or for agreements one of each type that has the field."""
    names = [f"agreement-{one}" for one in AGREEMENT_TYPES] if schema == "agreement" else [schema]
    found = [part for name in names if (part := _find_part(schemas.part(name), path)) is not None]
    own = _read_own_schemas()
    return found if found or schemas is own else find_parts(own, schema, path)


@cache
def _read_own_schemas() -> SchemaSet:
    """Give the schemas that the program brings."""
    return SchemaSet(find_part(None, "schema"))


def _find_part(part: Schema, path: str) -> Schema | None:
    for key in filter(None, path.split(".")):
        inner = part.get("items", part).get("properties", {}).get(key)
        if inner is None:
            return None
        part = inner
    return part
