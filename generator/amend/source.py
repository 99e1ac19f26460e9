"""The source of what is added to a record: one that the record has already, or one more."""

from dataclasses import replace
from typing import Any

from generator.amend.insertion import Add, Change
from generator.entry.fields import Field, list_table
from generator.schemas import SchemaSet
from generator.text import Text

_SOURCE = Text("Alamat web sumbernya", "Web address of the source")


def add_source(value: Any, url: str) -> tuple[list[Change], str]:  # noqa: ANN401  a record's value
    """Give the changes that make a web address a source of a record, and the source's id in it."""
    sources = value.get("sources", ())
    known = next((source["id"] for source in sources if source["url"] == url), None)
    if known:
        return [], str(known)
    taken = {source["id"] for source in sources}
    name = next(one for one in (f"s{number}" for number in range(1, len(taken) + 2)) if one not in taken)
    return [Add(("sources",), {"id": name, "url": url})], name


def source_field(schemas: SchemaSet) -> Field:
    """Give the field of a source's web address, as the schema calls it."""
    table = list_table(schemas, "agreement-ksdd")
    field = next(one for one in table.tables if one.key == "sources").by_key["url"]
    return replace(field, key="source", title=_SOURCE)
