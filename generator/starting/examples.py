"""The examples that a register begins with: one record of each kind, marked as such, and all invented.

They are made from the register's own record alone, so that a later run knows which files are examples still.
"""

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from generator.levels import HEADS, LEVELS, Level
from generator.records import RECORDS
from generator.starting.records import RecordFile
from generator.value import Value

_NOTE = (
    "Contoh rekaan untuk melihat bentuk catatan. Hapus semua contoh dengan: registri init --remove-examples"
)
_SITE = "https://contoh.example"
_DEPARTMENT = "contoh-dinas"
_NEIGHBOUR = "contoh-daerah-lain"
_APPROVAL: dict[str, Value] = {"required": True, "basis": "Kerja sama luar negeri.", "date": "2021-02-10"}
_EVALUATION: dict[str, Value] = {
    "period": {"year": 2021, "semester": 2},
    "date": "2022-01-14",
    "evaluator": _DEPARTMENT,
    "state": "berjalan",
    "outputs": [{"name": "Peserta pelatihan (rekaan)", "target": 40, "result": 35, "unit": "orang"}],
    "recommendation": "dilanjutkan",
}
_NO_PROVINCE = "99"
"""Two digits that no province has (the codes of provinces end with those of Papua)."""


class _Plan(NamedTuple):
    """What tells one example of an agreement from the others."""

    type: str
    partner: str
    category: str
    name: str
    document: str
    subtype: str
    title: str
    subject: str
    affair: str
    purpose: str


_PLANS = (
    _Plan("ksdd", _NEIGHBOUR, "pemerintah-daerah", "", "kesepakatan-bersama", "sukarela",
          "Kesepakatan Bersama Pelayanan Rujukan Pasien dengan Daerah Lain", "Pelayanan rujukan pasien",
          "kesehatan",
          "Warga kedua daerah mendapat rujukan yang cepat dan jelas."),
    _Plan("ksdpk", "contoh-badan-usaha", "badan-usaha-swasta", "PT Contoh Sejahtera (rekaan)",
          "perjanjian-kerja-sama", "pelayanan-publik",
          "Perjanjian Kerja Sama Pelatihan Kerja dengan PT Contoh Sejahtera", "Pelatihan kerja",
          "tenaga-kerja",
          "Pencari kerja mendapat pelatihan yang sesuai lowongan yang ada."),
    _Plan("ksdpl", "contoh-pemerintah-luar-negeri", "pemerintah-daerah-luar-negeri",
          "Pemerintah Daerah Contoh Hanamura (rekaan)", "memorandum-of-understanding", "kembar",
          "Naskah Kerja Sama Pertukaran Budaya dengan Pemerintah Daerah Contoh Hanamura", "Pertukaran budaya",
          "kebudayaan", "Sanggar seni kedua daerah saling belajar."),
    _Plan("ksdll", "contoh-lembaga-luar-negeri", "lembaga-luar-negeri", "Institut Contoh Hanamura (rekaan)",
          "memorandum-of-understanding", "lainnya",
          "Naskah Kerja Sama Pendidikan Vokasi dengan Institut Contoh Hanamura", "Pendidikan vokasi",
          "pendidikan",
          "Guru dan siswa mengenal cara belajar di bengkel."),
    _Plan("sinergi", "contoh-lembaga-pusat", "kementerian-lembaga", "Badan Contoh Pusat (rekaan)",
          "nota-kesepakatan", "", "Nota Kesepakatan Perlindungan Data dengan Badan Contoh Pusat",
          "Perlindungan data",
          "persandian", "Layanan daerah aman dari gangguan."),
)  # fmt: skip


def make_examples(registry: Mapping[str, Any]) -> Iterator[RecordFile]:
    """Give the examples of a register, from the record that says whose it is."""
    yield (
        f"{RECORDS}/departments/{_DEPARTMENT}.yaml",
        {"id": _DEPARTMENT, "name": "Dinas Contoh (rekaan)", "kind": "dinas", "note": _NOTE},
    )
    for plan in _PLANS:
        yield f"{RECORDS}/partners/{plan.partner}.yaml", _make_partner(plan, registry["level"])
        agreement = _make_agreement(plan, registry)
        yield f"{RECORDS}/agreements/{plan.type}/{agreement['id']}.yaml", agreement
    yield f"{RECORDS}/mapping/2021/contoh-pemetaan-2021.yaml", _make_entry()
    yield f"{RECORDS}/totals/contoh-angka-2021.yaml", _make_total(registry["place_name"])


def _make_partner(plan: _Plan, level: Level) -> dict[str, Value]:
    record: dict[str, Value] = {"id": plan.partner, "name": plan.name, "category": plan.category}
    if plan.type == "ksdd":
        codes = {"provinsi": _NO_PROVINCE, "kabupaten": f"{_NO_PROVINCE}.01", "kota": f"{_NO_PROVINCE}.71"}
        record["name"] = f"Pemerintah {LEVELS[level].id} Contoh Lestari (rekaan)"
        record["region_code"] = codes[level]
    if plan.type in {"ksdpl", "ksdll"}:
        record["country"] = "JP"
    return record | {"note": _NOTE}


def _make_agreement(plan: _Plan, registry: Mapping[str, Any]) -> dict[str, Value]:
    level: Level = registry["level"]
    twin = "provinsi-kembar" if level == "provinsi" else "kabupaten-kota-kembar"
    is_foreign = plan.type in {"ksdpl", "ksdll"}
    record: dict[str, Value] = {"id": f"{plan.type}-contoh-2021", "type": plan.type}
    if plan.subtype:
        record["subtype"] = twin if plan.subtype == "kembar" else plan.subtype
    if plan.type not in {"ksdd", "sinergi"}:
        record["initiative"] = "daerah"
    record |= {
        "title": f"Contoh: {plan.title}",
        "document": {"kind": plan.document, "languages": ["id", "en"] if is_foreign else ["id"]},
        "parties": [
            {
                "partner": registry["government"],
                "number": f"CONTOH/{plan.type.upper()}/01/2021",
                "signatories": [{"office": HEADS[level]}],
            },
            {"partner": plan.partner},
        ],
        "subject": plan.subject,
        "affairs": [plan.affair],
        "departments": [{"department": _DEPARTMENT, "lead": True}],
        "purpose": f"{plan.purpose} Contoh rekaan.",
        "signing": {"date": "2021-03-10"},
        "term": {"start": "2021-03-10", "end": "2024-03-09", "duration": {"years": 3}},
        **({"dprd_approval": _APPROVAL} if is_foreign else {}),
        **({"evaluations": [_EVALUATION]} if plan.type == "ksdpk" else {}),
        "certainty": "exact",
        "sources": [
            {
                "id": "s1",
                "url": f"{_SITE}/{plan.type}",
                "title": "Halaman rekaan",
                "page_date": "2021-03-11",
            }
        ],
    }
    return record


def _make_entry() -> dict[str, Value]:
    return {
        "id": "contoh-pemetaan-2021",
        "year": 2021,
        "department": _DEPARTMENT,
        "affairs": ["tenaga-kerja"],
        "basis": "kebutuhan",
        "need": "Contoh: pencari kerja memerlukan pelatihan.",
        "proposed_type": "ksdpk",
        "partner_categories": ["badan-usaha-swasta"],
        "status": "terwujud",
        "realised_by": ["ksdpk-contoh-2021"],
        "note": _NOTE,
    }


def _make_total(place: str) -> dict[str, Value]:
    return {
        "id": "contoh-angka-2021",
        "place": place,
        "scope": "own-government",
        "measure": "Contoh: perjanjian yang ditandatangani menurut laporan rekaan",
        "compared_with": "agreements-signed",
        "year": 2021,
        "status": "read",
        "figures": [{"type": one.type, "value": 1} for one in _PLANS],
        "total": len(_PLANS),
        "total_status": "derived",
        "note": _NOTE,
        "sources": [
            {"id": "s1", "url": f"{_SITE}/laporan/2021", "title": "Laporan rekaan", "page_date": "2022-01-15"}
        ],
    }
