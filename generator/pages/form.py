"""The page of the form: what it asks for, in which order, and what it shows where no script runs."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from generator import addresses
from generator.edition import Edition
from generator.hosting import read_hosting
from generator.pages.page import Crumb, Page
from generator.records import AGREEMENT_TYPES
from generator.schemas import Schema, read_labels

FORM_SCHEMAS: tuple[str, ...] = (*(f"agreement-{one}" for one in AGREEMENT_TYPES), "partner", "mapping-entry")
"""The schemas of the records that the form makes."""


@dataclass(frozen=True, slots=True)
class Field:
    """One field of a record in words: its title, what it means, what can be chosen, what it is made of."""

    title: str
    help: str
    is_required: bool
    choices: tuple[str, ...]
    fields: tuple["Field", ...]


@dataclass(frozen=True, slots=True)
class RecordFields:
    """The fields of one kind of record."""

    title: str
    fields: tuple[Field, ...]


def iterate_form_pages(edition: Edition) -> Iterator[Page]:
    """Give the one page of the form."""
    say, registry = edition.locale.say, edition.register.registry
    title = say("Fill in a record")
    yield Page(
        addresses.FORM,
        addresses.FORM,
        title,
        say("Record a new agreement, partner, mapped need or evaluation, or correct what is recorded."),
        "form.html",
        (Crumb(title),),
        {"kinds": list_record_fields(edition), "hosting": read_hosting(registry.get("repository_url", ""))},
    )


def list_record_fields(edition: Edition) -> list[RecordFields]:
    """Give the fields of every kind of record; what all agreement types have in common stands once."""
    locale = edition.locale
    reader = _FieldReader(locale.language)
    agreements = [locale.schemas.get(f"agreement-{one}") for one in AGREEMENT_TYPES]
    shared = {
        key
        for key, part in agreements[0]["properties"].items()
        if key != "type" and all(one["properties"].get(key) == part for one in agreements)
    }
    kinds = [RecordFields(locale.say("Every agreement"), reader.read(agreements[0], shared))]
    kinds += [
        RecordFields(locale.label("cooperation_type", one), reader.read(schema, _own_keys(schema, shared)))
        for one, schema in zip(AGREEMENT_TYPES, agreements, strict=True)
    ]
    for name in ("partner", "mapping-entry"):
        schema = locale.schemas.get(name)
        kinds.append(RecordFields(reader.title(schema), reader.read(schema, schema["properties"])))
    return kinds


def _own_keys(schema: Schema, shared: set[str]) -> list[str]:
    return [key for key in schema["properties"] if key not in shared and key != "type"]


class _FieldReader:
    """Reads the fields of schemas in one language."""

    def __init__(self, language: str) -> None:
        self._is_own = language == "id"
        self._language = language

    def title(self, schema: Mapping[str, Any]) -> str:
        return str(schema.get("title" if self._is_own else "x-title-en", ""))

    def read(self, schema: Mapping[str, Any], keys: Any) -> tuple[Field, ...]:  # noqa: ANN401  any container
        """Give some fields of a schema, in its order."""
        required = schema.get("required", ())
        return tuple(
            self._field(part, key in required) for key, part in schema["properties"].items() if key in keys
        )

    def _field(self, part: Mapping[str, Any], is_required: bool) -> Field:  # noqa: FBT001  a property of the field
        inner = part.get("items", part)
        labels = read_labels(dict(inner)).values()
        return Field(
            self.title(part),
            str(part.get("description" if self._is_own else "x-description-en", "")).replace(" (EDTF)", ""),
            is_required,
            tuple(text.id if self._is_own else text.en for text in labels),
            self.read(inner, inner["properties"]) if "properties" in inner else (),
        )
