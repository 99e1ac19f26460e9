"""What can be written by hand for a kind of record: its fields and repeating groups, from its schema.

A field holds one text, whatever it becomes in the record; the headings are the schema's own titles.
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache

from generator.entry.packed import PACKED, Form, Packed
from generator.records import RecordKind
from generator.schemas import Schema, SchemaSet, read_labels
from generator.text import Text

REFERENCES: dict[str, RecordKind] = {
    "partner": "partner", "department": "department", "evaluator": "department", "successors": "department",
    "affairs": "affair", "agreement": "agreement", "realised_by": "agreement", "replaced_by": "agreement",
}  # fmt: skip
"""The keys whose values are ids of other records."""
_MONEY = frozenset(("amount", "currency", "precision"))
_PERIOD = frozenset(("years", "months", "days"))
# Groups without whose title the titles inside say little.
_ALWAYS_NAMED = frozenset(("dprd_approval", "beneficiaries", "withdrawn"))


@dataclass(frozen=True, slots=True)
class Field:
    """One field: its key (``signing.date``), its heading, what it means, and how its text is read.

    ``is_list`` fields hold several of their form; ``names`` is the kind of record that they name.
    """

    key: str
    title: Text
    about: Text
    form: Form
    is_required: bool = False
    is_list: bool = False
    names: RecordKind | None = None
    choices: tuple[tuple[str | int, Text], ...] = ()
    packs: str = ""
    """The repeating group that this field packs into one text; empty for a field of the record itself."""
    outer: Text | None = None
    """The title of the group of keys that it stands in."""


@dataclass(frozen=True, eq=False)
class Table:
    """The fields of a record, or of the items of a repeating group in it, and the groups inside."""

    key: str
    title: Text
    about: Text
    fields: tuple[Field, ...]
    tables: tuple["Table", ...]
    is_required: bool = False

    @cached_property
    def by_key(self) -> dict[str, Field]:
        """The fields by key."""
        return {field.key: field for field in self.fields}

    def iterate(self) -> Iterator["Table"]:
        """Give this table and every one inside it."""
        yield self
        for table in self.tables:
            yield from table.iterate()


def list_table(schemas: SchemaSet, name: str) -> Table:
    """Give the fields and groups of a kind of records, by the name of its schema."""
    return _list_table(schemas, name)


@lru_cache(maxsize=32)
def _list_table(schemas: SchemaSet, name: str) -> Table:
    kind = "agreement" if name.startswith("agreement-") else name
    return _read_table("", schemas.get(name), PACKED.get(kind, {}))


def _read_table(
    key: str, schema: Schema, packed: dict[str, tuple[Packed, ...]], *, is_required: bool = False
) -> Table:
    fields: list[Field] = []
    tables: list[Table] = []
    for part in _read_parts("", schema, needed=True):
        if isinstance(part, Field):
            fields.append(part)
            continue
        tables.append(
            _read_table(f"{key}.{part.key}".lstrip("."), part.item, {}, is_required=part.is_required)
        )
        fields += [_read_packed(one, part) for one in packed.get(part.key, ())]
    return Table(key, _title(schema), _about(schema), tuple(_tell_apart(fields)), tuple(tables), is_required)


@dataclass(frozen=True, slots=True)
class _Group:
    """A repeating group, before it is read."""

    key: str
    item: Schema
    is_required: bool


def _read_parts(
    prefix: str, schema: Schema, *, needed: bool, outer: Text | None = None
) -> Iterator[Field | _Group]:
    required = set(schema.get("required", ())) if needed else set()
    for name, part in schema["properties"].items():
        key, is_required = f"{prefix}{name}", name in required
        items = part.get("items", {})
        if is_fixed(part, is_required=name in schema.get("required", ())):
            continue
        if items.get("properties"):
            own = {word: part[word] for word in ("title", "x-title-en", "description") if word in part}
            yield _Group(key, {**items, **own}, is_required)
        elif part.get("properties"):
            yield from _read_group(key, part, outer, is_required=is_required)
        else:
            yield _read_field(key, part, outer, is_required=is_required)


def _read_group(key: str, part: Schema, outer: Text | None, *, is_required: bool) -> Iterator[Field | _Group]:
    """Give the fields of a group of keys: an amount and a length of time are one text each."""
    names, title = part["properties"].keys(), _title(part)
    if names == _PERIOD:
        yield Field(key, outer or title, _about(part), "term", is_required)
    elif names >= _MONEY and "unit" not in names:
        yield Field(key, title, _about(part), "money", is_required)
        for name in ("precision", "as_stated"):
            field = _read_field(f"{key}.{name}", part["properties"][name], title, is_required=False)
            yield replace(field, title=_join_titles(title, field.title))
    else:
        yield from _read_parts(f"{key}.", part, needed=is_required, outer=title)


def _read_field(key: str, part: Schema, outer: Text | None, *, is_required: bool) -> Field:
    is_list = part.get("type") == "array"
    item = part["items"] if is_list else part
    names = REFERENCES.get(key.rpartition(".")[2])
    labels = read_labels(item) if "enum" in item else {}
    choices = tuple(
        (value, labels.get(str(value), Text(str(value), str(value)))) for value in item.get("enum", ())
    )
    return Field(
        key, _title(part), _about(part), _read_form(item), is_required, is_list, names, choices, outer=outer
    )


def _read_form(item: Schema) -> Form:
    if "enum" in item:
        return "choice"
    if item.get("const") is True or item.get("type") == "boolean":
        return "flag"
    if item.get("type") == "integer":
        return "number"
    if item.get("format") == "edtf":
        return "date"
    if item.get("format", "").startswith("http"):
        return "url"
    return "lines" if r"[\s\S]" in item.get("pattern", "") else "text"


def _read_packed(packed: Packed, group: _Group) -> Field:
    return Field(
        packed.key,
        packed.title,
        packed.about,
        packed.form,
        group.is_required and packed.is_required,
        packed.is_list,
        packed.names,
        packs=group.key,
    )


def is_fixed(part: Schema, *, is_required: bool) -> bool:
    """Whether a key can't but have one value, which is then written without asking."""
    return is_required and (len(part.get("enum", ())) == 1 or ("const" in part and part["const"] is not True))


def _title(part: Schema) -> Text:
    title: str = part.get("title", "")
    return Text(title, part.get("x-title-en", title))


def _about(part: Schema) -> Text:
    about: str = part.get("description", "")
    return Text(about, part.get("x-description-en", about))


def _join_titles(outer: Text, inner: Text) -> Text:
    return Text(f"{outer.id}: {_lower(inner.id)}", f"{outer.en}: {_lower(inner.en)}")


def _lower(title: str) -> str:
    return title[:1].lower() + title[1:]


def _tell_apart(fields: list[Field]) -> Iterator[Field]:
    """Give fields whose headings differ: where two are alike, the title of the group comes before."""
    counts = Counter(title for field in fields for title in {field.title.id, field.title.en})
    for field in fields:
        is_shared = counts[field.title.id] > 1 or counts[field.title.en] > 1
        if field.outer and (is_shared or field.key.partition(".")[0] in _ALWAYS_NAMED):
            yield replace(field, title=_join_titles(field.outer, field.title))
        else:
            yield field
