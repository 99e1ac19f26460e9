"""A field explained: what it is called, what it holds, which choices there are, where it stands."""

from collections.abc import Iterator, Sequence

from generator.explain.fields import (
    Field,
    describe_value,
    iterate_choices,
    iterate_inner,
    read_description,
    read_title,
)
from generator.records import AGREEMENT_TYPES
from generator.schemas import Schema, SchemaSet
from generator.text import Language, Text

_HOLDS = Text("Isi: {value}.", "Holds: {value}.")
_CHOICES = Text("Pilihan:", "Choices:")
_INSIDE = Text("Isian di dalamnya:", "Fields inside:")
_REQUIRED = Text("wajib", "required")
_ALWAYS = Text("Wajib ada di tempatnya.", "Required where it stands.")
_SOMETIMES = Text("Tidak wajib.", "Not required.")
_RECORDS = Text("Pada catatan: {names}.", "In records: {names}.")
_EVERY_AGREEMENT = Text("semua jenis perjanjian", "agreements of every type")
_SEVERAL = Text("Beberapa isian bernama demikian; sebutkan letaknya:",
                "Several fields bear this name; say which:")  # fmt: skip
_WIDEST = 32


def render_fields(fields: Sequence[Field], schemas: SchemaSet, language: Language) -> Iterator[str]:
    """Give the lines that explain fields of one way, once for all schemas that ask the same of it."""
    groups: list[tuple[Field, list[str]]] = []
    for field in fields:
        same = next((group for group in groups if _is_same(group[0], field)), None)
        if same:
            same[1].append(field.schema)
        else:
            groups.append((field, [field.schema]))
    for number, (field, names) in enumerate(groups):
        if number:
            yield ""
        yield from _render_field(field, _name_schemas(names, schemas, language), language)


def render_choice(fields: Sequence[Field], language: Language) -> Iterator[str]:
    """Give the lines that ask which of several ways is meant."""
    yield _SEVERAL.render(language)
    titles = {field.path: field.title(language) for field in reversed(fields)}
    for path in dict.fromkeys(field.path for field in fields):
        yield f"  {path.ljust(_WIDEST)} {titles[path]}"


def render_schema(name: str, schema: Schema, language: Language) -> Iterator[str]:
    """Give the lines that explain a kind of record."""
    yield f"{name}: {read_title(schema, language)}"
    yield read_description(schema, language)
    yield ""
    yield from _render_inner(schema, language)


def _name_schemas(names: Sequence[str], schemas: SchemaSet, language: Language) -> list[str]:
    agreements = [f"agreement-{kind}" for kind in AGREEMENT_TYPES]
    told = agreements if set(agreements) <= set(names) else []
    titles = [read_title(schemas.get(name), language) for name in names if name not in told]
    return [*([_EVERY_AGREEMENT.render(language)] if told else []), *titles]


def _is_same(one: Field, other: Field) -> bool:
    return (one.path, one.part, one.is_required) == (other.path, other.part, other.is_required)


def _render_field(field: Field, names: Sequence[str], language: Language) -> Iterator[str]:
    yield f"{field.path}: {field.title(language)}"
    about = read_description(field.part, language)
    if about:
        yield about
    yield ""
    yield _HOLDS.render(language, value=describe_value(field.part, language))
    yield (_ALWAYS if field.is_required else _SOMETIMES).render(language)
    yield _RECORDS.render(language, names="; ".join(names))
    choices = list(iterate_choices(field.part, language))
    if choices:
        yield ""
        yield _CHOICES.render(language)
        width = min(_WIDEST, max(len(value) for value, _ in choices))
        yield from (f"  {value.ljust(width)} {label}".rstrip() for value, label in choices)
    if any(iterate_inner(field.part)):
        yield ""
        yield from _render_inner(field.part, language)


def _render_inner(part: Schema, language: Language) -> Iterator[str]:
    yield _INSIDE.render(language)
    for key, inner, is_required in iterate_inner(part):
        mark = f" ({_REQUIRED.render(language)})" if is_required else ""
        yield f"  {key.ljust(_WIDEST)} {read_title(inner, language) or key}{mark}"
