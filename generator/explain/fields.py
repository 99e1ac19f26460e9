"""The fields of the records as their schemas explain them: found by their way, described in plain words."""

import difflib
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from generator.schemas import Schema, SchemaSet, read_labels
from generator.text import Language, Text

_INDEX = re.compile(r"\[[0-9]*\]|(?<=\.)[0-9]+\.")
_ONE_LINE = r"^\S(?:.*\S)?$"
_ID = "^[a-z0-9]+(?:-[a-z0-9]+)*$"
_MOST_GUESSES = 3

_KINDS = {
    "string": Text("teks", "text"),
    "integer": Text("bilangan bulat", "a whole number"),
    "boolean": Text("true atau false", "true or false"),
    "object": Text("kelompok isian", "a group of fields"),
}
_LINE = Text("teks satu baris", "text on one line")
_IDENTIFIER = Text(
    "pengenal: huruf kecil, angka, dan tanda hubung", "an id: small letters, digits and hyphens"
)
_DATE = Text(
    'tanggal: "2024-05-17", "2024-05", "2024", "2024-05-17?" bila tidak pasti, "2024-05~" bila kira-kira, '
    'atau "[2024-05-20,2024-05-27]" untuk salah satu',
    'a date: "2024-05-17", "2024-05", "2024", "2024-05-17?" where uncertain, "2024-05~" where approximate, '
    'or "[2024-05-20,2024-05-27]" for one of several',
)
_WEB = Text("alamat web lengkap", "a full web address")
_CHOICE = Text("salah satu pilihan di bawah", "one of the choices below")
_ALWAYS = Text("selalu {value}", "always {value}")
_LIST = Text("daftar; tiap butir: {item}", "a list; each entry: {item}")
_UNIQUE = Text("tanpa pengulangan", "without repetitions")
_LONGEST = Text("paling panjang {bound} huruf", "at most {bound} characters")
_LEAST = Text("paling kecil {bound}", "at least {bound}")
_MOST = Text("paling besar {bound}", "at most {bound}")


@dataclass(frozen=True, slots=True)
class Field:
    """A field in one schema: its way from the top, such as ``parties.number``, and what is asked of it."""

    schema: str
    path: str
    part: Schema
    is_required: bool

    def title(self, language: Language) -> str:
        """Give the field's name for people."""
        return read_title(self.part, language) or self.path.rpartition(".")[2]


def read_title(part: Schema, language: Language) -> str:
    """Give the title of a schema or of a part of one."""
    return str(part.get("title" if language == "id" else "x-title-en", ""))


def read_description(part: Schema, language: Language) -> str:
    """Give the description of a schema or of a part of one."""
    return str(part.get("description" if language == "id" else "x-description-en", ""))


def iterate_fields(schemas: SchemaSet, names: Iterable[str]) -> Iterator[Field]:
    """Give every field of some schemas, each before those inside it."""
    for name in names:
        yield from _iterate_inside(name, "", schemas.get(name))


def iterate_inner(part: Schema) -> Iterator[tuple[str, Schema, bool]]:
    """Give the fields of a group, or of each entry of a list of groups: key, schema, whether required."""
    group = part.get("items", part)
    required = group.get("required", ())
    for key, inner in group.get("properties", {}).items():
        yield key, inner, key in required


def _iterate_inside(name: str, prefix: str, part: Schema) -> Iterator[Field]:
    for key, inner, is_required in iterate_inner(part):
        path = f"{prefix}{key}"
        yield Field(name, path, inner, is_required)
        yield from _iterate_inside(name, f"{path}.", inner)


def find_fields(wanted: str, fields: Iterable[Field]) -> list[Field]:
    """Give the fields that a way means: those of just this way, else those whose way ends with it.

    A way may begin with a schema's name and may count entries of lists, as in ``parties[0].number``.
    """
    way = _INDEX.sub("", wanted.replace("/", ".").casefold()).strip(".")
    fields = list(fields)
    exact = [field for field in fields if way in (field.path, f"{field.schema}.{field.path}")]
    return exact or [field for field in fields if f".{field.path}".endswith(f".{way}")]


def suggest_fields(wanted: str, fields: Iterable[Field]) -> list[str]:
    """Give the ways that were probably meant."""
    ways = list(dict.fromkeys(field.path for field in fields))
    way = _INDEX.sub("", wanted.casefold())
    close = difflib.get_close_matches(way, ways, n=_MOST_GUESSES, cutoff=0.6)
    last = way.rpartition(".")[2]
    keys = difflib.get_close_matches(last, {one.rpartition(".")[2] for one in ways}, n=1, cutoff=0.6)
    ending = [one for one in ways if keys and one.rpartition(".")[2] == keys[0]]
    return list(dict.fromkeys([*close, *ending]))[:_MOST_GUESSES]


def describe_value(part: Schema, language: Language) -> str:
    """Say in a phrase what a field holds."""
    if "items" in part:
        item = _LIST.render(language, item=describe_value(part["items"], language))
        return f"{item}; {_UNIQUE.render(language)}" if part.get("uniqueItems") else item
    if "const" in part:
        value = part["const"]
        return _ALWAYS.render(language, value=str(value).lower() if isinstance(value, bool) else str(value))
    if "enum" in part:
        return _CHOICE.render(language)
    return ", ".join([_name_kind(part).render(language), *_iterate_bounds(part, language)])


def _name_kind(part: Schema) -> Text:
    if "format" in part:
        return _DATE if part["format"] == "edtf" else _WEB
    special = {_ONE_LINE: _LINE, _ID: _IDENTIFIER}
    return special.get(part.get("pattern", "")) or _KINDS[part["type"]]


def _iterate_bounds(part: Schema, language: Language) -> Iterator[str]:
    if "format" in part:
        return
    for keyword, text in (("maxLength", _LONGEST), ("minimum", _LEAST), ("maximum", _MOST)):
        if keyword in part:
            yield text.render(language, bound=str(part[keyword]))


def iterate_choices(part: Schema, language: Language) -> Iterator[tuple[str, str]]:
    """Give the values of a field that has a list of them, each with its name for people."""
    part = part.get("items", part)
    labels = read_labels(part)
    for value in part.get("enum", ()):
        label = labels.get(value)
        yield str(value), label.render(language) if label else ""
