"""``catalog.jsonld``: the register's data as a DCAT 3 catalogue in JSON-LD, complete in itself.

It says what Satu Data Indonesia (Perpres 39/2019) asks of data: concept, definition and unit of every
variable, producer, period, region code and licence. Its context stands in it: nobody need fetch anything.
"""

import itertools
from collections.abc import Iterator
from typing import Any

import orjson

from generator import media_types
from generator.addresses import API, API_DESCRIPTION, CATALOGUE, DATA, DATA_PACKAGE, HOME, SEARCH
from generator.edition import Edition
from generator.exports.sink import OpenFile
from generator.locale import Locale
from generator.metadata.facts import (
    UNITS,
    Weight,
    find_period,
    name_producer,
    name_publisher,
    pick_both,
    read_site,
)
from generator.tables.columns import Group, Table
from generator.tables.meanings import explain_column
from generator.tables.tables import TABLES
from generator.text import Text

_CONTEXT: dict[str, Any] = {
    "dcat": "http://www.w3.org/ns/dcat#",
    "dct": "http://purl.org/dc/terms/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "schema": "https://schema.org/",
    "spdx": "http://spdx.org/rdf/terms#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}
_MEDIA = "https://www.iana.org/assignments/media-types/"
MEDIA_TYPES = {
    ending: media_types.MEDIA_TYPES[ending]
    for ending in ("csv", "json", "jsonl", "jsonld", "ndjson", "sqlite", "xlsx", "zip")
}
"""What kind of file an ending is for."""
_IRREGULAR = "http://purl.org/cld/freq/irregular"
_TITLES: dict[Group, Text] = {
    "agreements": Text("Perjanjian kerja sama", "Cooperation agreements"),
    "evaluations": Text("Evaluasi kerja sama", "Evaluations of cooperation"),
    "partners": Text("Mitra kerja sama", "Partners"),
    "government": Text("Perangkat daerah dan urusan", "Departments and affairs"),
    "mapping": Text("Pemetaan kerja sama", "Mapping of needs"),
    "figures": Text("Statistik kerja sama dan angka resmi", "Statistics and official totals"),
}
_WHOLE = "registri"
_WHOLE_TITLE = Text("Seluruh register", "The whole register")
_ABOUT = Text(
    "Perjanjian kerja sama pemerintah daerah: para pihak, tanggal, pokok, evaluasi, dan pemetaannya.",
    "Cooperation agreements of a regional government: parties, dates, subjects, evaluations and mapping.",
)
_SERVICE_ABOUT = Text(
    "Setiap catatan, daftar, dan statistik sebagai JSON pada alamat tetap.",
    "Every record, list and statistic as JSON at a fixed address.",
)
_SERVICE_TITLE = Text("API baca-saja", "Read-only API")


def write_catalogue(edition: Edition, weights: dict[str, Weight], open_file: OpenFile) -> None:
    """Write the catalogue; ``weights`` are those of the data files that were written."""
    with open_file(CATALOGUE) as file:
        file.write(orjson.dumps(describe_catalogue(edition, weights), option=orjson.OPT_INDENT_2) + b"\n")


def describe_catalogue(edition: Edition, weights: dict[str, Weight]) -> dict[str, Any]:
    """Give the catalogue as a JSON-LD document."""
    writer = _Writer(edition, weights)
    datasets = [writer.describe_dataset(key, title, files) for key, title, files in writer.group_files()]
    service = writer.describe_service([one["@id"] for one in datasets])
    name = edition.register.registry["name"]
    catalogue = {
        "@id": writer.locate(f"{CATALOGUE}#katalog"),
        "@type": "dcat:Catalog",
        **writer.describe_common(Text(name, name), list(pick_both(_ABOUT, edition))),
        "foaf:homepage": {"@id": writer.locate(HOME)},
        "dcat:dataset": datasets,
        "dcat:service": service,
    }
    return {"@context": _CONTEXT, **catalogue}


class _Writer:
    """Describes the parts of one edition's catalogue."""

    def __init__(self, edition: Edition, weights: dict[str, Weight]) -> None:
        self._edition, self._weights = edition, weights
        self._site = read_site(edition)
        self._registry = edition.register.registry
        self._locales = [edition.locale]
        self._locales += [
            Locale(language, edition.locale.schemas) for language in self._registry.get("other_languages", ())
        ]

    def locate(self, address: str) -> str:
        """Give the whole address of a file; one relative to the catalogue where the site's is not known."""
        return (self._site or "../" * CATALOGUE.count("/")) + address

    def describe_common(self, title: Text, about: list[dict[str, str]]) -> dict[str, Any]:
        """Give what is said of the catalogue and of everything in it."""
        edition, registry = self._edition, self._registry
        licence = registry["licence"]
        begin, end = find_period(edition)
        period = {"@type": "dct:PeriodOfTime", "dcat:endDate": _day(end)}
        if begin:
            period["dcat:startDate"] = _day(begin)
        said: dict[str, Any] = {
            "dct:title": list(pick_both(title, edition)),
            "dct:description": about,
            "dct:rights": [
                {"@language": one.language, "@value": edition.notices[one.language]} for one in self._locales
            ],
            "dct:publisher": {"@type": "foaf:Agent", "foaf:name": name_publisher(edition)},
            "dct:creator": {"@type": "foaf:Agent", "foaf:name": name_producer(edition)},
            "dct:license": {"@id": licence["url"]} if "url" in licence else licence["name"],
            "dct:language": [locale.language for locale in self._locales],
            "dct:spatial": {
                "@type": "dct:Location",
                "dct:identifier": registry["region_code"],
                "dct:title": registry["place_name"],
            },
            "dct:temporal": period,
        }
        if edition.history.head_day:
            said["dct:modified"] = _day(edition.history.head_day.isoformat())
        if edition.history.head:
            said["dcat:version"] = edition.history.head
        return said

    def group_files(self) -> Iterator[tuple[str, Text, list[str]]]:
        """Give the data files of each group of tables, and those that hold the whole register."""
        tables = {table.name: table.group for table in TABLES}
        files: dict[str, list[str]] = {group: [] for group in (*_TITLES, _WHOLE)}
        for address in sorted(self._weights):
            name = address.removeprefix(DATA)
            stem, _, ending = name.partition(".")
            if "/" in name or ending not in MEDIA_TYPES or address in (SEARCH, CATALOGUE):
                continue
            files[tables.get(stem, _WHOLE)].append(address)
        for group, title in _TITLES.items():
            yield group, title, files[group]
        yield _WHOLE, _WHOLE_TITLE, files[_WHOLE]

    def describe_dataset(self, key: str, title: Text, files: list[str]) -> dict[str, Any]:
        """Give a group of tables: what it holds, and in which files."""
        tables = [table for table in TABLES if table.group == key]
        variables = [self._describe_variables(table) for table in tables]
        return {
            "@id": self.locate(f"{CATALOGUE}#{key}"),
            "@type": "dcat:Dataset",
            **self.describe_common(title, self._tell_tables(tables)),
            "dct:identifier": key,
            "dct:accrualPeriodicity": {"@id": _IRREGULAR},
            "dct:conformsTo": {"@id": self.locate(DATA_PACKAGE)},
            "dcat:landingPage": {"@id": self.locate(DATA)},
            **self._describe_contact(),
            "dcat:keyword": ["kerja sama daerah", "perjanjian kerja sama", self._registry["place_name"]],
            "dcat:distribution": [self._describe_file(address) for address in files],
            "schema:variableMeasured": list(itertools.chain.from_iterable(variables)),
        }

    def _tell_tables(self, tables: list[Table]) -> list[dict[str, str]]:
        """Give what the rows of some tables are; without tables, what the whole is."""
        if not tables:
            return list(pick_both(_ABOUT, self._edition))
        return [
            {"@language": one.language, "@value": "; ".join(one.say(table.about) for table in tables) + "."}
            for one in self._locales
        ]

    def _describe_contact(self) -> dict[str, Any]:
        url = self._registry.get("contact_url")
        return {"schema:contactPoint": {"@id": url}} if url else {}

    def _describe_variables(self, table: Table) -> Iterator[dict[str, Any]]:
        """Give the concept, the definition and the unit of every column of a table."""
        for column in table.columns:
            said = [(locale, explain_column(column, locale)) for locale in self._locales]
            unit = UNITS.get(column.type)
            yield {
                "@type": "schema:PropertyValue",
                "schema:propertyID": f"{table.name}.{column.name}",
                "schema:name": [{"@language": one.language, "@value": told.title} for one, told in said],
                "schema:description": [
                    {"@language": one.language, "@value": told.text} for one, told in said
                ],
                **({"schema:unitText": list(pick_both(unit, self._edition))} if unit else {}),
            }

    def _describe_file(self, address: str) -> dict[str, Any]:
        """Give a file, with its size and its hash."""
        url = {"@id": self.locate(address)}
        licence = self._registry["licence"]
        return {
            "@id": self.locate(f"{CATALOGUE}#{address.removeprefix(DATA)}"),
            "@type": "dcat:Distribution",
            "dct:title": address.removeprefix(DATA),
            "dct:license": {"@id": licence["url"]} if "url" in licence else licence["name"],
            "dcat:accessURL": url,
            "dcat:downloadURL": url,
            "dcat:mediaType": {"@id": _MEDIA + MEDIA_TYPES[address.partition(".")[2]]},
            **_describe_weight(self._weights[address]),
        }

    def describe_service(self, datasets: list[str]) -> dict[str, Any]:
        """Give the static API, which answers for all datasets."""
        return {
            "@id": self.locate(f"{CATALOGUE}#api"),
            "@type": "dcat:DataService",
            **self.describe_common(_SERVICE_TITLE, list(pick_both(_SERVICE_ABOUT, self._edition))),
            "dcat:endpointURL": {"@id": self.locate(API)},
            "dcat:endpointDescription": {"@id": self.locate(API_DESCRIPTION)},
            "dcat:servesDataset": [{"@id": one} for one in datasets],
        }


def _describe_weight(weight: Weight) -> dict[str, Any]:
    return {
        "dcat:byteSize": {"@type": "xsd:nonNegativeInteger", "@value": str(weight.size)},
        "spdx:checksum": {
            "@type": "spdx:Checksum",
            "spdx:algorithm": {"@id": "spdx:checksumAlgorithm_sha256"},
            "spdx:checksumValue": {"@type": "xsd:hexBinary", "@value": weight.sha256},
        },
    }


def _day(text: str) -> dict[str, str]:
    return {"@type": "xsd:date", "@value": text}
