"""The words of a check's finding as the reader of a sheet knows them: headings instead of keys and codes."""

import re
from collections import defaultdict
from functools import lru_cache

from generator.entry.fields import Field, Table, list_table
from generator.schemas import SchemaSet
from generator.sheets.layout import schema_name
from generator.sheets.tables import DataRow
from generator.text import Text

_WORD = re.compile(r'"(?P<word>[a-z][a-z0-9_]*(?:-[a-z0-9]+)*)"')
# A code that is no word of its own is told from one by the line within it.
_BARE = re.compile(r'(?<![\w"/.-])[a-z]+(?:-[a-z]+)+(?![\w"/.-])')


def word_finding(text: str, kind: str, row: DataRow, schemas: SchemaSet) -> Text:
    """Give a message in which each key and code is its title, or the heading that the sheet has for it."""
    titles = _list_titles(schemas, schema_name(kind))
    codes = _list_codes(schemas, schema_name(kind))
    headings = {one.key: row.head.headings[column] for column, one in row.head.columns.items()}

    def word(found: re.Match[str], language: str) -> str:
        said = found["word"] if "word" in found.groupdict() else found[0]
        quote = '"' if "word" in found.groupdict() else ""
        for field in titles.get(said, ()):
            if field.key in headings:
                return f'"{headings[field.key]}"'
        known = titles[said][0].title if said in titles else codes.get(said)
        if known is None:
            return found[0]
        return f"{quote}{known.id if language == 'id' else known.en}{quote}"

    def reword(language: str) -> str:
        quoted = _WORD.sub(lambda found: word(found, language), text)
        return _BARE.sub(lambda found: word(found, language) if found[0] in codes else found[0], quoted)

    return Text(reword("id"), reword("en"))


@lru_cache(maxsize=32)
def _list_titles(schemas: SchemaSet, name: str) -> dict[str, tuple[Field, ...]]:
    """Give the fields by the last part of their keys; the groups too, as fields of their own."""
    found: dict[str, list[Field]] = defaultdict(list)
    for table in list_table(schemas, name).iterate():
        for one in table.fields:
            key = one.key.rpartition(".")[2]
            found[key].append(one)
        if table.key:
            found[table.key.rpartition(".")[2]].append(
                Field(f"@{table.key}", table.title, table.about, "text")
            )
    return {key: tuple(fields) for key, fields in found.items()}


@lru_cache(maxsize=32)
def _list_codes(schemas: SchemaSet, name: str) -> dict[str, Text]:
    """Give the labels of all choices, those of partners too, by code."""
    tables: list[Table] = [*list_table(schemas, "partner").iterate(), *list_table(schemas, name).iterate()]
    return {str(code): label for table in tables for one in table.fields for code, label in one.choices}
