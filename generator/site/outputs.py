"""Outputs: every file of a site that is no page, by its address: which there are, and what writes them."""

import gc
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import NamedTuple, TypeAlias

from generator.addresses import (
    ARCHIVE,
    CATALOGUE,
    DATA,
    DATA_PACKAGE,
    HOST_HEADERS,
    LANGUAGE_ROOTS,
)
from generator.api.library import Library
from generator.api.outputs import list_api_files, write_api_files
from generator.calendars import list_calendar_files
from generator.charts.figure import Figure
from generator.edition import Edition
from generator.exports.archive import write_archive
from generator.exports.calendars import write_calendars
from generator.exports.charts import list_chart_files, write_chart_files
from generator.exports.files import list_exports, write_exports
from generator.exports.form import list_form_files
from generator.exports.form_contract import list_neighbours
from generator.exports.search_parts import forget_words, list_search_files, write_search
from generator.exports.sink import OpenFile, Sink
from generator.metadata.catalogue import write_catalogue
from generator.metadata.datapackage import write_data_package
from generator.metadata.facts import Weight
from generator.register.tombstones import is_withdrawn
from generator.site.header_files import write_host_headers
from generator.site.heap import return_free_blocks
from generator.site.offline import OfflineForm, write_form
from generator.site.originals import Originals, list_originals, write_originals
from generator.site.writing import WeighedFile
from generator.text import Language

OpenWeighed: TypeAlias = Callable[[str], AbstractContextManager[WeighedFile]]


@dataclass(frozen=True, slots=True)
class Material:
    """What the files are made from."""

    originals: Originals
    editions: Mapping[Language, Edition]
    figures: tuple[Figure, ...]
    library: Library
    """The documents of the API."""
    weights: dict[str, Weight] = field(default_factory=dict)
    """The sizes and hashes of the data files, filled as they are written."""

    @property
    def edition(self) -> Edition:
        """The edition at the root of the site, of which what speaks no language is made."""
        return next(iter(self.editions.values()))

    @property
    def roots(self) -> tuple[str, ...]:
        """The addresses under which the pages of each language stand."""
        return tuple(map(LANGUAGE_ROOTS.__getitem__, self.editions))


class Place(NamedTuple):
    """Where the files are written: the site's folder, and the form that borrows from what stands there."""

    site: Path
    offline: OfflineForm


class Family(NamedTuple):
    """Files of one kind: the addresses they have, and what writes them."""

    list: Callable[[Material], Iterable[str]]
    write: Callable[[Material, Place, OpenFile], None]
    is_about_others: bool = False
    """Whether it holds, or tells of, the data files that were written before."""


def list_outputs(material: Material) -> Iterator[str]:
    """Give the address of every file, before any is written."""
    for family in FAMILIES:
        yield from family.list(material)


def write_outputs(material: Material, place: Place, open_file: OpenWeighed) -> None:
    """Write all but the originals; ``open_file`` gives the sink for an address, in the place's folder."""
    # What is there already lives on: it need not be looked through for what can go after each family.
    gc.freeze()
    for family in FAMILIES:
        if family is not ORIGINALS:
            write_family(family, material, place, open_file)
            forget_words()
            return_free_blocks()


def write_family(family: Family, material: Material, place: Place, open_file: OpenWeighed) -> None:
    """Write the files of one kind, and note what those among the data weigh."""
    family.write(material, place, partial(_open, open_file, material.weights))


def _open(open_file: OpenWeighed, weights: dict[str, Weight], address: str) -> AbstractContextManager[Sink]:
    """Open a file; of those that catalogues tell of it is noted how much they weigh."""
    return _weigh(open_file, weights, address) if address.startswith(DATA) else open_file(address)


@contextmanager
def _weigh(open_file: OpenWeighed, weights: dict[str, Weight], address: str) -> Iterator[Sink]:
    with open_file(address) as file:
        yield file
    weights[address] = file.weigh()


def _list_form(material: Material) -> Iterator[str]:
    for language, edition in material.editions.items():
        yield from (LANGUAGE_ROOTS[language] + name for name in list_form_files(edition))


def _write_form(material: Material, place: Place, open_file: OpenFile) -> None:
    records = material.originals.records
    told = [record for record in records if not is_withdrawn(record)]
    # Of those that were withdrawn it is enough that they exist.
    neighbours = list_neighbours(told, filter(is_withdrawn, records))
    write_form(material.editions, neighbours, place.offline, open_file)


def _write_archive(material: Material, place: Place, open_file: OpenFile) -> None:
    """Pack what the families above have written."""
    write_archive(material.edition, place.site, material.weights, open_file)


ORIGINALS = Family(
    lambda material: list_originals(material.originals),
    lambda material, _, open_file: write_originals(material.originals, open_file),
)
"""What is written apart, where something else is computed beside it."""
FAMILIES = (
    # First: what it needs most room for then serves the data files, which leave less of theirs behind.
    Family(
        lambda material: list_search_files(material.editions),
        lambda material, _, open_file: write_search(material.editions, open_file),
    ),
    ORIGINALS,
    Family(
        lambda material: list_exports(material.edition.register),
        lambda material, place, open_file: write_exports(material.edition, place.site, open_file),
    ),
    Family(
        lambda material: list_chart_files(material.figures),
        lambda material, _, open_file: write_chart_files(material.edition, material.figures, open_file),
    ),
    Family(
        lambda material: list_calendar_files(material.edition.register),
        lambda material, _, open_file: write_calendars(material.edition, open_file),
    ),
    Family(
        lambda material: list_api_files(material.edition, material.library),
        lambda material, _, open_file: write_api_files(
            material.edition, material.library, material.roots, open_file
        ),
    ),
    Family(
        lambda _: (DATA_PACKAGE,),
        lambda material, _, open_file: write_data_package(material.edition, material.weights, open_file),
        is_about_others=True,
    ),
    Family(_list_form, _write_form),
    Family(lambda _: (HOST_HEADERS,), lambda _, __, open_file: write_host_headers(open_file)),
    Family(lambda _: (ARCHIVE,), _write_archive, is_about_others=True),
    # Last: it tells of the files that were written before.
    Family(
        lambda _: (CATALOGUE,),
        lambda material, _, open_file: write_catalogue(material.edition, material.weights, open_file),
        is_about_others=True,
    ),
)
"""All files, in the order in which they are written."""
