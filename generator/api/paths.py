"""The paths of the API: under which addresses documents of each kind stand, with their parameters.

They are made from the addresses of the pages, so that there is one rule for both.
"""

from collections.abc import Iterator
from typing import NamedTuple

from generator import addresses
from generator.addresses import api_address, record_document_address, record_file_address
from generator.api.shapes import Shape, code, text
from generator.listing import LISTED
from generator.mapping import NOT_STATED, EntryKind, EntrySelection
from generator.records import AGREEMENT_TYPES, FOLDERS, RECORDS, RESERVED_IDS
from generator.selections import CROSSED, NO_YEAR, NOT_KNOWN, RECORDED, Kind, Selection
from generator.text import Text

_ID = "[a-z0-9]+(?:-[a-z0-9]+)*"
_YEAR = "[0-9]{4}"


class Path(NamedTuple):
    """A path of the API: its template, with names in braces, and the kind of what stands there."""

    template: str
    kind: str


def _reserve(kind: str) -> Shape:
    """Give the shape of an id beside which the site keeps pages of its own."""
    return text(pattern=f"^{_ID}$", **{"not": {"enum": sorted(RESERVED_IDS[kind])}})  # type: ignore[index]


PARAMETERS: dict[str, tuple[Shape, Text]] = {
    "agreement": (_reserve("agreement"), Text("Pengenal perjanjian.", "Id of an agreement.")),
    "partner": (_reserve("partner"), Text("Pengenal mitra.", "Id of a partner.")),
    "government": (
        text(pattern=f"^{_ID}$"),
        Text("Pengenal pemerintah daerah yang punya register.", "Id of the government whose register it is."),
    ),
    "department": (text(pattern=f"^{_ID}$"), Text("Pengenal perangkat daerah.", "Id of a department.")),
    "affair": (_reserve("affair"), Text("Pengenal urusan.", "Id of a government affair.")),
    "one": (
        text(pattern=f"^(?:{_ID}|{NOT_KNOWN})$"),
        Text("Pengenal, atau yang belum diketahui.", "An id, or what is not known."),
    ),
    "unit": (text(pattern=f"^{_ID}$"), Text("Pengenal satuan mitra.", "Id of a unit of a partner.")),
    "id": (text(pattern=f"^{_ID}$"), Text("Pengenal catatan.", "Id of a record.")),
    "type": (code(AGREEMENT_TYPES), Text("Jenis kerja sama.", "Type of cooperation.")),
    "year": (
        text(pattern=f"^(?:{_YEAR}|{NO_YEAR})$"),
        Text("Tahun, atau yang tidak diketahui.", "A year, or what is not known."),
    ),
    "full_year": (text(pattern=f"^{_YEAR}$"), Text("Tahun, empat angka.", "A year, four digits.")),
    "period": (text(pattern=f"^{_YEAR}-[12]$"), Text("Semester.", "Half-year.")),
    "status": (code(addresses.STATUS_SLUGS.values()), Text("Status perjanjian.", "Status of agreements.")),
    "state": (code(addresses.STATE_SLUGS.values()), Text("Kelompok status.", "Group of statuses.")),
    "due": (code(addresses.EVALUATION_SLUGS.values()), Text("Keadaan evaluasi.", "State of evaluation.")),
    "group": (text(pattern="^[a-z]+(?:-[a-z]+)*$"), Text("Kelompok atau kategori.", "A group or category.")),
    "value": (
        text(pattern=f"^(?:[a-z0-9]+(?:-[a-z0-9]+)*|{NOT_STATED})$"),
        Text("Kode, atau yang tidak disebut.", "A code, or what is not stated."),
    ),
    "region": (
        text(pattern=f"^(?:[0-9]{{2}}|{NOT_KNOWN})$"),
        Text("Kode provinsi, atau yang belum diketahui.", "Code of a province, or what is not known."),
    ),
    "country": (
        text(pattern="^[a-z]{2}$"),
        Text("Kode negara ISO 3166-1, huruf kecil.", "Country code of ISO 3166-1, small letters."),
    ),
    "place": (
        text(pattern=f"^(?:[a-z]{{2}}|[0-9]{{2}}|{NOT_KNOWN})$"),
        Text("Kode provinsi atau negara.", "Code of a province or country."),
    ),
    "date": (text(format="date", pattern=f"^{_YEAR}-[0-9]{{2}}-[0-9]{{2}}$"), Text("Hari.", "A day.")),
}
"""What a name in braces stands for."""

_VALUES: dict[Kind, tuple[str, ...]] = {
    "all": (),
    "type": ("type",),
    "type-year": ("type", "year"),
    "year": ("year",),
    "status": ("status",),
    "document": ("group",),
    "ended-in": ("full_year",),
    "in-force-at-end-of": ("full_year",),
    "evaluated": ("due",),
    "evaluated-in": ("period",),
    "current-type": ("type",),
    "current-department": ("one",),
    "due-type": ("due", "type"),
    "due-department": ("due", "one"),
    "unevaluated": (),
    "unevaluated-department": ("one",),
    "status-department": ("status", "department"),
    "evaluated-in-type": ("period", "type"),
    "evaluated-in-department": ("period", "one"),
    "missed-in": ("period",),
    "missed-in-type": ("period", "type"),
    "execution-in": ("period", "group"),
    "recommended-in": ("period", "group"),
    "mapped": ("full_year",),
    "unmapped": ("full_year",),
    "extended-in": ("year",),
    "in-force": (),
    "in-force-evaluated": (),
    "type-department": ("type", "one"),
    "type-affair": ("type", "one"),
    "type-category": ("type", "group"),
    "type-region": ("type", "place"),
    "year-category": ("year", "group"),
    "length-known": (),
    "publication-known": (),
    "partner-state": ("partner", "state"),
    "partner-evaluated": ("partner", "due"),
    "partner-unit": ("partner", "unit"),
    "department-state": ("department", "state"),
    "department-year": ("department", "year"),
    "department-line": ("department",),
    "affair-state": ("affair", "state"),
    "affair-year": ("affair", "year"),
    "affair-group": ("group",),
}
_ENTRY_VALUES: dict[EntryKind, tuple[str, ...]] = {
    "year": ("full_year",),
    **dict.fromkeys(
        ("year-status", "year-basis", "year-proposer", "year-type", "year-plan"), ("full_year", "value")
    ),
    "year-realised": ("full_year",),
    "year-unproven": ("full_year",),
    "department": ("department",),
    "department-realised": ("department",),
}
_OWN_LISTS: tuple[Kind, ...] = (
    "all", "type", "unevaluated", "partner-state", "partner-evaluated", "partner-unit", "department-state",
    "department-year", "department-line", "affair-state", "affair-year", "affair-group",
)  # fmt: skip


def iterate_paths() -> Iterator[Path]:
    """Give every path at which a document stands, from the site's root."""
    for address, kind in _iterate_pages():
        yield Path(api_address(address), kind)
    yield Path(addresses.API_REFERENCE, "reference")
    yield Path(addresses.API_RECORDS, "records")
    yield Path(addresses.CHANGE_INDEX, "changes")
    yield Path(f"{addresses.API_CHANGES}{{date}}.json", "day-changes")
    for folder, kind in FOLDERS.items():
        if kind in ("mapping-entry", "official-total"):
            place = "mapping/{full_year}" if kind == "mapping-entry" else folder
            yield Path(record_document_address(f"{RECORDS}/{place}/{{id}}.yaml"), kind)
    yield Path(record_document_address(f"{RECORDS}/partners/{{government}}.yaml"), "partner")
    yield Path(record_document_address(f"{RECORDS}/registry.yaml"), "registry")


def iterate_files() -> Iterator[str]:
    """Give every path at which a record's own file stands."""
    yield record_file_address(f"{RECORDS}/registry.yaml")
    nested = {"agreements": "agreements/{type}", "mapping": "mapping/{full_year}"}
    for folder in FOLDERS:
        yield record_file_address(f"{RECORDS}/{nested.get(folder, folder)}/{{id}}.yaml")


def _iterate_pages() -> Iterator[tuple[str, str]]:
    yield addresses.HOME, "index"
    yield addresses.DATA, "downloads"
    yield addresses.CALENDARS, "calendars"
    yield addresses.agreement_address("{agreement}"), "agreement"
    yield addresses.partner_address("{partner}"), "partner"
    yield addresses.department_address("{department}"), "department"
    yield addresses.affair_address("{affair}"), "affair"
    yield addresses.PARTNERS, "partners"
    yield addresses.DEPARTMENTS, "departments"
    yield addresses.AFFAIRS, "affairs"
    yield addresses.department_address(NOT_KNOWN), "list"
    yield addresses.affair_address(NOT_KNOWN), "list"
    yield from ((address, "places") for address in (addresses.REGIONS, addresses.COUNTRIES))
    yield f"{addresses.REGIONS}{{region}}/", "partner-group"
    yield f"{addresses.COUNTRIES}{{country}}/", "partner-group"
    yield addresses.selection_address(Selection("partner-category", ("{group}",))), "partner-group"
    yield from ((address, "list") for address in _iterate_lists())
    yield addresses.selection_address(Selection("signed-by", ("{full_year}",))), "running-list"
    yield from _iterate_numbers()


def _iterate_lists() -> Iterator[str]:
    for kind in (*LISTED, *_OWN_LISTS):
        if kind == "recorded":
            for name in RECORDED:
                yield addresses.selection_address(Selection(kind, (name, "yes")))
                yield addresses.selection_address(Selection(kind, (name, "no")))
        else:
            values = tuple(f"{{{name}}}" for name in _VALUES[kind])
            yield addresses.selection_address(Selection(kind, values))


def _iterate_numbers() -> Iterator[tuple[str, str]]:
    yield addresses.STATISTICS, "statistics"
    yield addresses.statistics_address("{year}"), "statistics"
    yield from ((addresses.cross_address(kind), "statistics") for kind in CROSSED)
    for address in (addresses.CHARTS, addresses.TIMELINE, addresses.MAP):
        yield address, "charts"
    yield addresses.EVALUATIONS, "evaluations"
    yield f"{addresses.EVALUATIONS}{{period}}/", "evaluation-period"
    yield addresses.MAPPING, "mapping"
    for kind, names in _ENTRY_VALUES.items():
        values = tuple(f"{{{name}}}" for name in names)
        yield addresses.entry_selection_address(EntrySelection(kind, values)), "need-list"
