"""Repeating groups that people write into a few plain columns: the partners, the departments, the sources.

``packing`` reads and writes them. What does not fit in them has a sheet of its own.
"""

from dataclasses import dataclass
from typing import Literal, TypeAlias

from generator.records import RecordKind
from generator.text import Text

Form: TypeAlias = Literal["text", "lines", "date", "number", "choice", "flag", "term", "money", "url"]


@dataclass(frozen=True, slots=True)
class Packed:
    """One column that holds a part of every item of a group."""

    key: str
    title: Text
    about: Text
    form: Form = "text"
    is_list: bool = True
    is_required: bool = False
    names: RecordKind | None = None


_SEVERAL = Text("Bila beberapa, satu baris satu (atau dipisah titik koma).",
                "Where there are several, one a line (or with semicolons between).")  # fmt: skip
_SAME_ORDER = Text("Urutannya sama dengan mitra; tulis - bila satu mitra tidak punya.",
                   "In the order of the partners; write - where one has none.")  # fmt: skip

_PARTIES = (
    Packed("partners", Text("Mitra", "Partners"),
           Text(f"Nama mitra seperti pada lembar Mitra. {_SEVERAL.id}",
                f"Names of the partners as in the sheet Partners. {_SEVERAL.en}"),
           is_required=True, names="partner"),
    Packed("own_number", Text("Nomor naskah kami", "Our document number"),
           Text("Nomor naskah menurut pemerintah daerah sendiri.", "The own government's document number."),
           is_list=False),
    Packed("partner_numbers", Text("Nomor naskah mitra", "Partners' document numbers"),
           Text(f"Nomor naskah menurut mitra, atau “tanpa nomor”. {_SAME_ORDER.id}",
                f"The partners' document numbers, or “tanpa nomor”. {_SAME_ORDER.en}")),
    Packed("own_office", Text("Jabatan penanda tangan kami", "Our signatory's office"),
           Text("Jabatan pejabat yang menandatangani untuk pemerintah daerah.",
                "Office of the official who signed for the own government."), is_list=False),
    Packed("own_name", Text("Nama penanda tangan kami", "Our signatory's name"),
           Text("Nama pejabat publik saja.", "Names of public officials only."), is_list=False),
    Packed("partner_offices", Text("Jabatan penanda tangan mitra", "Partners' signatories' offices"),
           Text(f"Jabatan yang menandatangani untuk mitra. {_SAME_ORDER.id}",
                f"Offices of those who signed for the partners. {_SAME_ORDER.en}")),
    Packed("partner_names", Text("Nama penanda tangan mitra", "Partners' signatories' names"),
           Text(f"Nama pejabat publik saja. {_SAME_ORDER.id}",
                f"Names of public officials only. {_SAME_ORDER.en}")),
)  # fmt: skip
_DEPARTMENTS = (
    Packed("lead_department", Text("Perangkat daerah penanggung jawab", "Leading department"),
           Text("Perangkat daerah yang memimpin.", "The department that leads."), is_list=False,
           names="department"),
    Packed("other_departments", Text("Perangkat daerah lain", "Other departments"),
           Text(f"Perangkat daerah lain yang terlibat. {_SEVERAL.id}",
                f"Other departments involved. {_SEVERAL.en}"), names="department"),
)  # fmt: skip
_RELATIONS = (
    Packed("related", Text("Perjanjian terkait", "Related agreements"),
           Text("Misalnya “Melaksanakan: ksdd-contoh-2023-kb”. Satu baris satu.",
                "Such as “Melaksanakan: ksdd-contoh-2023-kb”. One a line.")),
)  # fmt: skip
_UNKNOWN = (
    Packed("not_known", Text("Yang belum diketahui", "What is not known"),
           Text("Misalnya “Nomor naskah: belum disebut sumber”. Satu baris satu.",
                "Such as “Nomor naskah: belum disebut sumber”. One a line.")),
)  # fmt: skip
_SOURCES = (
    Packed("source_urls", Text("Alamat sumber", "Source addresses"),
           Text("Alamat web halaman yang menjadi dasar catatan. Satu baris satu.",
                "Web addresses of the pages that the record rests on. One a line."), "url",
           is_required=True),
    Packed("source_titles", Text("Judul sumber", "Source titles"),
           Text("Judul halaman sumber. Urutannya sama dengan alamatnya; tulis - bila tidak ada.",
                "Titles of the sources' pages. In the order of the addresses; write - where there is none.")),
    Packed("source_dates", Text("Tanggal sumber", "Source dates"),
           Text("Tanggal halaman sumber. Urutannya sama dengan alamatnya; tulis - bila tidak ada.",
                "Dates of the sources' pages. In the order of the addresses; write - where there is none."),
           "date"),
)  # fmt: skip

PACKED: dict[str, dict[str, tuple[Packed, ...]]] = {
    "agreement": {
        "parties": _PARTIES, "departments": _DEPARTMENTS, "relations": _RELATIONS, "unknown": _UNKNOWN,
        "sources": _SOURCES,
    },
    "partner": {"sources": _SOURCES},
    "department": {"sources": _SOURCES},
    "mapping-entry": {"sources": _SOURCES},
    "official-total": {"sources": _SOURCES},
}  # fmt: skip
"""The columns by kind of record (``agreement`` for every type) and by the group that they hold."""
