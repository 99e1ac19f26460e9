"""Every public address of the site, and with it every output path: an address ends in ``/`` or is a file.

Addresses are relative to the site's root, without a leading slash; the home page is the empty address.
"""

import datetime
from typing import Literal, TypeAlias

from generator.mapping import EntryKind, EntrySelection
from generator.periods import Period
from generator.selections import Kind, Selection
from generator.text import Language

HOME = ""
AGREEMENTS = "kerja-sama/"
PARTNERS = "mitra/"
REGIONS = "mitra/wilayah/"
COUNTRIES = "mitra/negara/"
DEPARTMENTS = "perangkat-daerah/"
AFFAIRS = "urusan/"
STATISTICS = "statistik/"
CHARTS = "statistik/grafik/"
TIMELINE = "statistik/lini-masa/"
MAP = "statistik/peta/"
EVALUATIONS = "evaluasi/"
MAPPING = "pemetaan/"
CALENDARS = "kalender/"
CHANGES = "perubahan/"
DOCUMENTS = "dokumen/"
DATA = "data/"
DATA_PACKAGE = "data/datapackage.json"
CATALOGUE = "data/catalog.jsonld"
DICTIONARY = "data/kamus/"
"""What every column of every table means."""
RULES = "panduan/aturan/"
TYPE_GUIDE = "panduan/jenis/"
FORM = "panduan/isi/"
FORM_DATA = "panduan/isi/data.json"
"""What the form reads, in the language under whose root it stands."""
FORM_AGREEMENTS = "panduan/isi/perjanjian.json"
"""What the form of a large register reads of it when it is asked for."""
FORM_OFFLINE = "panduan/isi/luring.html"
"""The form as one file that works without a connection."""
API = "api/v1/"
"""Under which every page of things, lists and numbers stands once more, for programs."""
API_DESCRIPTION = "api/v1/openapi.json"
API_SCHEMAS = "api/v1/schemas/"
API_CHANGES = "api/v1/changes/"
API_REFERENCE = "api/v1/reference/index.json"
API_RECORDS = "api/v1/records/index.json"
RECORD_FILES = "api/v1/records/"
"""Under which every record stands as its own file, byte for byte."""
CHANGE_INDEX = "api/v1/changes/index.json"
"""The days on which something changed, newest first."""
STAFF_GUIDE = "panduan/petugas/"
FILLING_GUIDE = "panduan/mengisi/"
READING_GUIDE = "panduan/membaca/"
API_GUIDE = "panduan/api/"
STAFF_GUIDE = "panduan/petugas/"
FOLLOWING_GUIDE = "panduan/mengikuti/"
CHECKING_GUIDE = "panduan/memeriksa/"
PROPOSING_GUIDE = "panduan/mengusulkan/"
DEFINITIONS = "tentang/#definisi"
SEARCH = "data/search.json"
SEARCH_PARTS = "cari/"
"""Under which stands what the search fetches of a large register when it is asked for."""
SEARCH_HEAD = "cari/index.json"
"""What the search of a language fetches first."""
WORKBOOK = "data/registri.xlsx"
DATABASE = "data/registri.sqlite"
RECORD_LINES = "data/records.jsonl"
ARCHIVE = "data/semua.zip"
"""All data files in one."""
OFFLINE_COPY = "data/situs-luring.zip"
"""The whole site, to be read from a disk."""
MANIFEST = "manifest.json"
SITEMAP = "sitemap.xml"
HOST_HEADERS = "_headers"
"""What hosts such as Netlify and Cloudflare Pages read of the headers to be sent; they don't hand it out."""
STYLES = "assets/stylesheets/"
"""Under which every file bears the hash of its content in its name."""
PACKED = (".gz", ".br", ".zst")
"""How the name of a file's packed twin ends, beside its own."""

LANGUAGE_ROOTS: dict[Language, str] = {"id": "", "en": "en/"}
"""Under which address the pages of a language stand; files of data and style stand once, under the first."""

CalendarScope: TypeAlias = Literal["all", "type", "department"]
"""Whose days a calendar holds: everybody's, those of one type, or of one department."""

SECTIONS = (
    HOME,
    AGREEMENTS,
    PARTNERS,
    DEPARTMENTS,
    AFFAIRS,
    STATISTICS,
    EVALUATIONS,
    MAPPING,
    CALENDARS,
    CHANGES,
    DATA,
    RULES,
    TYPE_GUIDE,
    FORM,
)
"""The sections whose pages are generated; each has a shell of its own."""


def agreement_address(agreement_id: str) -> str:
    """Give the address of an agreement; it hangs on the id alone."""
    return f"{AGREEMENTS}{agreement_id}/"


def partner_address(partner_id: str) -> str:
    """Give the address of a partner."""
    return f"{PARTNERS}{partner_id}/"


def department_address(department_id: str) -> str:
    """Give the address of a department."""
    return f"{DEPARTMENTS}{department_id}/"


def affair_address(affair_id: str) -> str:
    """Give the address of a government affair."""
    return f"{AFFAIRS}{affair_id}/"


def statistics_address(year: str) -> str:
    """Give the address of a year's statistics."""
    return f"{STATISTICS}{year}/"


def report_address(year: str) -> str:
    """Give the address of the report on a year."""
    return f"{STATISTICS}{year}/laporan/"


def chart_file_address(key: str, ending: str) -> str:
    """Give the address of a chart as a file, ``svg`` or ``csv``."""
    return f"{CHARTS}{key}.{ending}"


def cross_address(kind: Kind) -> str:
    """Give the address of the table of the types against another property."""
    return f"{STATISTICS}{_CROSSES[kind]}/"


def evaluation_address(period: Period) -> str:
    """Give the address of the evaluation summary of a half-year."""
    return f"{EVALUATIONS}{period.slug}/"


def calendar_address(scope: CalendarScope, value: str = "") -> str:
    """Give the address of a calendar of all, of one type or of one department; it stands once."""
    folder = {"all": "", "type": "jenis/", "department": "perangkat-daerah/"}[scope]
    return f"{CALENDARS}{folder}{value or 'semua'}.ics"


def mapping_address(year: str) -> str:
    """Give the address of a year's mapping."""
    return f"{MAPPING}{year}/"


def document_address(file: str) -> str:
    """Give the address of a document that the register keeps, by what its record calls it."""
    return f"{DOCUMENTS}{file}"


def record_file_address(file: str) -> str:
    """Give the address of a record as a file, by where it stands in the register."""
    return f"{RECORD_FILES}{file.removeprefix('records/')}"


def record_document_address(file: str) -> str:
    """Give the address of the document of a record that has no page of its own: beside its file."""
    return record_file_address(file).removesuffix("yaml") + "json"


def api_address(address: str) -> str:
    """Give the address of the document that says what a page shows; one rule for all pages."""
    return f"{API}{address}index.json"


def day_changes_address(day: datetime.date) -> str:
    """Give the address of the document of what changed on a day."""
    return f"{API_CHANGES}{day.isoformat()}.json"


def api_schema_address(name: str) -> str:
    """Give the address of the JSON Schema of a kind of document, or of a record's schema."""
    return f"{API_SCHEMAS}{name}.json"


def form_address(file: str) -> str:
    """Give the address at which the form opens a record, by where its file stands in the register."""
    return f"{FORM}?catatan={file.removeprefix('records/').removesuffix('.yaml')}"


def changes_address(year: int, month: int) -> str:
    """Give the address of what changed in a month, in a register that has a page for each."""
    return f"{CHANGES}{year}-{month:02}/"


def rule_address(rule_id: str) -> str:
    """Give the address of a rule's help page."""
    return f"{RULES}{rule_id.lower()}/"


_CROSSES: dict[Kind, str] = {
    "type-department": "jenis-perangkat-daerah",
    "type-affair": "jenis-urusan",
    "type-category": "jenis-kategori-mitra",
    "type-region": "jenis-wilayah",
}
_SELECTIONS: dict[Kind, str] = {
    "all": AGREEMENTS,
    "type": f"{AGREEMENTS}jenis/{{0}}/",
    "type-year": f"{AGREEMENTS}jenis/{{0}}/{{1}}/",
    "year": f"{AGREEMENTS}tahun/{{0}}/",
    "status": f"{AGREEMENTS}status/{{0}}/",
    "document": f"{AGREEMENTS}naskah/{{0}}/",
    "ended-in": f"{STATISTICS}{{0}}/berakhir/",
    "in-force-at-end-of": f"{STATISTICS}{{0}}/berlaku/",
    "partner": f"{PARTNERS}{{0}}/",
    "partner-category": f"{PARTNERS}kategori/{{0}}/",
    "partner-state": f"{PARTNERS}{{0}}/status/{{1}}/",
    "partner-evaluated": f"{PARTNERS}{{0}}/evaluasi/{{1}}/",
    "partner-unit": f"{PARTNERS}{{0}}/satuan/{{1}}/",
    "department": f"{DEPARTMENTS}{{0}}/",
    "department-state": f"{DEPARTMENTS}{{0}}/status/{{1}}/",
    "department-year": f"{DEPARTMENTS}{{0}}/tahun/{{1}}/",
    "department-line": f"{DEPARTMENTS}{{0}}/bersama-pendahulu/",
    "affair": f"{AFFAIRS}{{0}}/",
    "affair-state": f"{AFFAIRS}{{0}}/status/{{1}}/",
    "affair-year": f"{AFFAIRS}{{0}}/tahun/{{1}}/",
    "affair-group": f"{AFFAIRS}kelompok/{{0}}/",
    "evaluated": f"{EVALUATIONS}status/{{0}}/",
    "evaluated-in": f"{EVALUATIONS}{{0}}/perjanjian/",
    "current-type": f"{EVALUATIONS}jenis/{{0}}/berlaku/",
    "current-department": f"{EVALUATIONS}perangkat-daerah/{{0}}/berlaku/",
    "due-type": f"{EVALUATIONS}jenis/{{1}}/{{0}}/",
    "due-department": f"{EVALUATIONS}perangkat-daerah/{{1}}/{{0}}/",
    "unevaluated": f"{EVALUATIONS}belum/",
    "unevaluated-department": f"{EVALUATIONS}perangkat-daerah/{{0}}/belum/",
    "status-department": f"{DEPARTMENTS}{{1}}/{{0}}/",
    "evaluated-in-type": f"{EVALUATIONS}{{0}}/jenis/{{1}}/",
    "evaluated-in-department": f"{EVALUATIONS}{{0}}/perangkat-daerah/{{1}}/",
    "missed-in": f"{EVALUATIONS}{{0}}/belum/",
    "missed-in-type": f"{EVALUATIONS}{{0}}/belum/{{1}}/",
    "execution-in": f"{EVALUATIONS}{{0}}/pelaksanaan/{{1}}/",
    "recommended-in": f"{EVALUATIONS}{{0}}/rekomendasi/{{1}}/",
    "mapped": f"{MAPPING}{{0}}/perjanjian-terpetakan/",
    "unmapped": f"{MAPPING}{{0}}/perjanjian-tanpa-pemetaan/",
    "signed-by": f"{STATISTICS}{{0}}/kumulatif/",
    "extended-in": f"{STATISTICS}{{0}}/diperpanjang/",
    "in-force": f"{STATISTICS}berlaku/",
    "in-force-evaluated": f"{STATISTICS}berlaku/sudah-dievaluasi/",
    "region": f"{REGIONS}{{0}}/",
    "type-department": f"{AGREEMENTS}jenis/{{0}}/perangkat-daerah/{{1}}/",
    "type-affair": f"{AGREEMENTS}jenis/{{0}}/urusan/{{1}}/",
    "type-category": f"{AGREEMENTS}jenis/{{0}}/kategori-mitra/{{1}}/",
    "type-region": f"{AGREEMENTS}jenis/{{0}}/wilayah/{{1}}/",
    "year-category": f"{STATISTICS}{{0}}/kategori-mitra/{{1}}/",
    "recorded": f"{STATISTICS}kelengkapan/{{0}}/{{1}}/",
    "length-known": f"{STATISTICS}lama-berlaku/",
    "publication-known": f"{STATISTICS}lama-sampai-tayang/",
}
STATUS_SLUGS = {
    "in-force": "berlaku",
    "ending-soon": "segera-berakhir",
    "upcoming": "belum-berlaku",
    "ended": "berakhir",
    "terminated": "diakhiri",
    "superseded": "digantikan",
    "unknown": "tidak-diketahui",
    "withdrawn": "ditarik",
}
STATE_SLUGS = {
    "current": "berlaku",
    "upcoming": "belum-berlaku",
    "open": "tidak-diketahui",
    "over": "berakhir",
}
EVALUATION_SLUGS = {
    "done": "sudah",
    "overdue": "terlambat",
    "not-due": "belum-waktunya",
    "no-term": "tidak-dapat-ditentukan",
}
_SLUGS: dict[Kind, dict[str, str]] = {
    "partner-state": STATE_SLUGS,
    "department-state": STATE_SLUGS,
    "affair-state": STATE_SLUGS,
    "status": STATUS_SLUGS,
    "status-department": STATUS_SLUGS,
    "evaluated": EVALUATION_SLUGS,
    "partner-evaluated": EVALUATION_SLUGS,
    "due-type": EVALUATION_SLUGS,
    "due-department": EVALUATION_SLUGS,
    "recorded": {
        "document": "dokumen",
        "number": "nomor",
        "end": "tanggal-berakhir",
        "signing": "tanggal-penandatanganan",
        "yes": "tercatat",
        "no": "tidak-tercatat",
    },
}
_THINGS = {"partner": PARTNERS, "department": DEPARTMENTS, "affair": AFFAIRS}
_PARTS = {"state": "status", "evaluated": "evaluasi", "unit": "satuan"}

_ENTRIES: dict[EntryKind, str] = {
    "year": f"{MAPPING}{{0}}/",
    "year-status": f"{MAPPING}{{0}}/status/{{1}}/",
    "year-basis": f"{MAPPING}{{0}}/dasar/{{1}}/",
    "year-proposer": f"{MAPPING}{{0}}/pengusul/{{1}}/",
    "year-type": f"{MAPPING}{{0}}/jenis/{{1}}/",
    "year-plan": f"{MAPPING}{{0}}/rencana/{{1}}/",
    "year-realised": f"{MAPPING}{{0}}/terwujud/",
    "year-unproven": f"{MAPPING}{{0}}/tanpa-perjanjian/",
    "department": f"{MAPPING}perangkat-daerah/{{0}}/",
    "department-realised": f"{MAPPING}perangkat-daerah/{{0}}/terwujud/",
}


def entry_selection_address(selection: EntrySelection) -> str:
    """Give the address of the list that shows exactly the mapping entries of a selection."""
    return _ENTRIES[selection.kind].format(*selection.values)


def entry_address(entry_id: str, year: int) -> str:
    """Give where a mapping entry stands: its own place on its year's page."""
    return f"{mapping_address(str(year))}#{entry_id}"


def selection_address(selection: Selection) -> str:
    """Give the address of the list that shows exactly the agreements of a selection."""
    if selection.kind == "region" and selection.values[0].isalpha():
        return f"{COUNTRIES}{selection.values[0]}/"
    slugs = _SLUGS.get(selection.kind, {})
    return _SELECTIONS[selection.kind].format(*(slugs.get(value, value) for value in selection.values))


def section_id(selection: Selection) -> str:
    """Give the id of the part of a thing's own page that lists exactly a selection of its agreements."""
    slug = _SLUGS.get(selection.kind, {}).get(selection.values[1], selection.values[1])
    return f"{_PARTS[selection.kind.partition('-')[2]]}-{slug}"


def section_address(selection: Selection) -> str:
    """Give the address of that part."""
    return f"{_THINGS[selection.kind.partition('-')[0]]}{selection.values[0]}/#{section_id(selection)}"


def letter_id(letter: str) -> str:
    """Give the id of the part of an index that a letter leads to."""
    return f"huruf-{letter.lower() if letter.isalpha() else 'lain'}"


def feed_address(address: str) -> str:
    """Give the address of the Atom feed of a page; it stands once, whatever the page's language."""
    return f"{address}feed.xml"


def data_table_address(name: str) -> str:
    """Give the address of a table of the whole register, as CSV."""
    return f"{DATA}{name}.csv"


def table_address(address: str) -> str:
    """Give the address of the CSV of exactly a page's agreements; it stands once for all languages."""
    return f"{address}data.csv"


def list_page_address(address: str, number: int) -> str:
    """Give the address of the n-th page of a long list; the first page is the list's own address."""
    return address if number == 1 else f"{address}hal/{number}/"


def output_path(address: str) -> str:
    """Give the file that a web server answers an address with."""
    return f"{address}index.html" if not address or address.endswith("/") else address


def relative_base(address: str) -> str:
    """Give the way from an address up to the site's root, ready to be put before another address."""
    return "../" * address.count("/") or "./"
