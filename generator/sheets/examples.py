"""The example row of a template: invented, marked as an example, and passed over by the import."""

from collections.abc import Iterable

from generator.entry.fields import Field
from generator.entry.headings import fold_heading
from generator.records import RecordKind
from generator.sheets.layout import CATEGORY, ITEM, OWNER, ROW, TYPE
from generator.text import Language, Text

MARK = Text("Contoh", "Example")
"""What stands in the first column of the example row."""

_EXAMPLES = {
    "title": "Perjanjian Kerja Sama Pengelolaan Sampah dengan … (rekaan)",
    "document.kind": "Perjanjian Kerja Sama",
    "own_number": "12/PKS/2024",
    "partner_numbers": "045/KSD/2024",
    "signing.date": "17/05/2024",
    "signing.place": "Ruang rapat",
    "term.start": "17/05/2024",
    "term.duration": "3 (tiga) tahun",
    "subject": "Pengelolaan sampah",
    "purpose": "Sampah kedua daerah diolah bersama.",
    "scope": "Pengangkutan sampah\nPengolahan sampah",
    "value.total": "1250000000",
    "value.funding_source": "APBD 2024",
    "own_office": "Kepala Dinas",
    "partner_offices": "Kepala Dinas",
    "source_urls": "https://contoh.example/berita/1",
    "source_titles": "Judul halaman sumber",
    "not_known": "Tanggal berakhir: belum disebut sumber",
    "name": "PT Rekaan Jaya",
    "aliases": "Rekaan Jaya\nRJ",
    "category": "Badan usaha swasta",
    "kind": "Dinas",
    "year": "2025",
    "need": "Tempat pengolahan sampah penuh pada 2027.",
    "proposed_type": "KSDD",
    "status": "Direncanakan",
    "place": "Kota Rekaan",
    "measure": "perjanjian yang ditandatangani",
    "total": "12",
    "period.year": "2024",
    "period.semester": "Semester I",
    "state": "Berjalan",
    "recommendation": "Dilanjutkan",
    OWNER: "ksdd-rekaan-2024-pks",
    ITEM: "1",
}  # fmt: skip
_OF_KIND = {
    "department": {"name": "Dinas Pertamanan (rekaan)", "aliases": "Dinas Taman"},
    "affair": {"name": "Pertamanan (rekaan)", "aliases": "Taman"},
}
"""Where a kind of record has another example under the same key."""

_NAMES: dict[RecordKind, Text] = {
    "partner": Text("(nama pada lembar Daftar mitra)", "(a name in the sheet List of partners)"),
    "department": Text("(nama pada lembar Daftar perangkat daerah)",
                       "(a name in the sheet List of departments)"),
    "affair": Text("(nama pada lembar Daftar urusan)", "(a name in the sheet List of affairs)"),
    "agreement": Text("(pengenal pada lembar Daftar perjanjian)",
                      "(an id in the sheet List of agreements)"),
}  # fmt: skip
_NAMED = frozenset(("affairs", "lead_department"))


def write_example(kind: str, columns: Iterable[Field], language: Language) -> dict[str, str]:
    """Give the texts of an example row for a kind of record; of real bodies it says nothing."""
    texts: dict[str, str] = {}
    examples = _EXAMPLES | _OF_KIND.get(kind, {})
    for field in columns:
        if field.names and (field.is_required or field.key in _NAMED):
            texts[field.key] = _NAMES[field.names].render(language)
        elif field.key in examples:
            texts[field.key] = examples[field.key]
    return texts | {ROW: MARK.render(language)}


def is_example(texts: Iterable[str]) -> bool:
    """Whether a row says in its first filled cell that it is an example."""
    first = next((text for text in texts if text.strip()), "")
    return fold_heading(first) in (fold_heading(MARK.id), fold_heading(MARK.en))


VIRTUAL = frozenset((ROW, OWNER, ITEM, TYPE, CATEGORY))
"""The keys of columns that are no part of a record."""
