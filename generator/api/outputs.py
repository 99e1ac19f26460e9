"""The API as files: its documents, its description and its JSON Schemas."""

from collections.abc import Iterator, Sequence

import orjson

from generator import addresses
from generator.api.library import Library
from generator.api.openapi import describe_api
from generator.api.schemas import list_schema_files, make_schemas, schema_names
from generator.edition import Edition
from generator.exports.sink import OpenFile

_READABLE = orjson.OPT_INDENT_2 | orjson.OPT_APPEND_NEWLINE


def list_api_files(edition: Edition, library: Library) -> Iterator[str]:
    """Give the address of every file."""
    yield from (document.address for document in library)
    yield addresses.API_DESCRIPTION
    yield from map(addresses.api_schema_address, schema_names(edition.locale.schemas))


def write_api_files(edition: Edition, library: Library, roots: Sequence[str], open_file: OpenFile) -> None:
    """Write those that are not of one page; ``open_file`` gives the sink for an address.

    The rest is written with the pages, beside each other in several processes.
    """
    for document in library.iterate_unpaged():
        with open_file(document.address) as file:
            for part in library.iterate_parts(document):
                file.write(part)
    with open_file(addresses.API_DESCRIPTION) as file:
        file.write(orjson.dumps(describe_api(edition, roots), option=_READABLE))
    schemas = edition.locale.schemas
    for name, schema in make_schemas(schemas).items():
        with open_file(addresses.api_schema_address(name)) as file:
            file.write(orjson.dumps(schema, option=_READABLE))
    for name, content in list_schema_files(schemas):
        with open_file(addresses.api_schema_address(name)) as file:
            file.write(content)
