"""``datapackage.json``: the tables as a Data Package (version 2), so that programs read types and keys.

Every column has its type, its meaning in both languages and its codes; the keys between the tables stand as
foreign keys.
"""

from typing import Any

import orjson

from generator.addresses import DATA, DATA_PACKAGE, data_table_address
from generator.edition import Edition
from generator.exports.sink import OpenFile
from generator.locale import Locale
from generator.metadata.facts import UNITS, Weight, find_period, name_producer, name_publisher, read_site
from generator.tables.columns import Column, ColumnType, Reference, Table
from generator.tables.meanings import explain_column
from generator.tables.tables import TABLES

_PROFILE = "https://datapackage.org/profiles/2.0/{}.json"
_LICENCE_KEYS = {"name": "spdx", "title": "name", "path": "url"}
"""What a licence is called here, and in the register's record; its name is that of the SPDX list."""
_TYPES: dict[ColumnType, str] = {
    "text": "string", "edtf": "string", "date": "date", "integer": "integer", "rupiah": "integer",
    "days": "integer", "boolean": "boolean", "id": "string", "code": "string", "url": "string",
}  # fmt: skip
_SAMPLE = {"name": "sample", "type": "boolean", "trueValues": ["true"], "falseValues": ["false"]}
_EDTF = "https://www.loc.gov/standards/datetime/"


def write_data_package(edition: Edition, weights: dict[str, Weight], open_file: OpenFile) -> None:
    """Write the description of the tables; ``weights`` are those of the files that were written."""
    with open_file(DATA_PACKAGE) as file:
        file.write(orjson.dumps(describe_package(edition, weights), option=orjson.OPT_INDENT_2) + b"\n")


def describe_package(edition: Edition, weights: dict[str, Weight]) -> dict[str, Any]:
    """Give the description of the tables of an edition."""
    register, registry = edition.register, edition.register.registry
    licence = registry["licence"]
    begin, end = find_period(edition)
    described: dict[str, Any] = {
        "$schema": _PROFILE.format("datapackage"),
        "name": f"registri-kerja-sama-{registry['region_code'].replace('.', '-')}",
        "title": registry["name"],
        "description": edition.notice,
        "version": register.as_of.strftime("%Y.%-m.%-d"),
        "licenses": [
            {key: licence[of] for key, of in _LICENCE_KEYS.items() if of in licence},
        ],
        "contributors": [
            {"title": name_publisher(edition), "roles": ["publisher"]},
            {"title": name_producer(edition), "roles": ["creator"]},
        ],
        "keywords": ["kerja sama daerah", "perjanjian", registry["place_name"]],
        "as_of": end,
        "commit": edition.history.head or None,
        "standing": registry["standing"],
        "region_code": registry["region_code"],
        "temporal": {"start": begin or None, "end": end},
    }
    if site := read_site(edition):
        described["homepage"] = site
    if moment := edition.history.generated_at:
        described["created"] = moment
    described["resources"] = [_describe_table(table, edition, weights) for table in TABLES]
    return described


def _describe_table(table: Table, edition: Edition, weights: dict[str, Weight]) -> dict[str, Any]:
    locale = edition.locale
    fields = [_describe_column(column, table, locale) for column in table.columns]
    schema: dict[str, Any] = {
        "$schema": _PROFILE.format("tableschema"),
        "fields": [*fields, _SAMPLE] if edition.is_sample else fields,
        "missingValues": [""],
    }
    if table.key:
        schema["primaryKey"] = list(table.key)
    references = [one for one in table.references if _is_whole(one, table)]
    if references:
        schema["foreignKeys"] = [
            {
                "fields": list(one.columns),
                "reference": {
                    "resource": "" if one.table == table.name else one.table,
                    "fields": list(one.key),
                },
            }
            for one in references
        ]
    address = data_table_address(table.name)
    weight = weights.get(address)
    return {
        "name": table.name,
        "type": "table",
        "title": locale.say(table.about),
        "path": address.removeprefix(DATA),
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        **({"bytes": weight.size, "hash": f"sha256:{weight.sha256}"} if weight else {}),
        "dialect": {"delimiter": ",", "lineTerminator": "\r\n", "quoteChar": '"', "doubleQuote": True},
        "schema": schema,
    }


def _is_whole(reference: Reference, table: Table) -> bool:
    """Whether a key of several columns is never empty in part.

    SQL asks nothing of one that is, and the tables hold some; a Table Schema has no word for that.
    """
    required = {column.name for column in table.columns if column.is_required}
    return len(reference.columns) == 1 or required.issuperset(reference.columns)


def _describe_column(column: Column, table: Table, locale: Locale) -> dict[str, Any]:
    meaning = explain_column(column, locale)
    described: dict[str, Any] = {
        "name": column.name,
        "type": _TYPES[column.type],
        "title": meaning.title,
        "description": meaning.text,
    }
    constraints: dict[str, Any] = {}
    if column.is_required or column.name in table.key:
        constraints["required"] = True
    if table.key == (column.name,):
        constraints["unique"] = True
    if meaning.choices:
        described["categories"] = [{"value": code, "label": name} for code, name in meaning.choices]
        constraints["enum"] = [code for code, _ in meaning.choices]
    if constraints:
        described["constraints"] = constraints
    if column.type == "boolean":
        described |= {"trueValues": ["true"], "falseValues": ["false"]}
    elif column.type == "url":
        described["format"] = "uri"
    elif column.type == "edtf":
        described["rdfType"] = _EDTF
    if column.type in UNITS:
        described["unit"] = UNITS[column.type].render(locale.language)
    return described
