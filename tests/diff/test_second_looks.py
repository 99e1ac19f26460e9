"""What is worth a second look, and what is not: each from a change of one record."""

import copy
from typing import Any

import pytest
from registers import SCHEMAS, base_records

from generator.differences.records import Matcher
from generator.differences.second_looks import find_second_looks
from generator.differences.words import Words
from generator.locale import Locale
from generator.records import Record
from generator.text import Language

_LANGUAGES: tuple[Language, ...] = ("id", "en")
_RECORDS = {record.id: record for record in base_records()}
_KB, _PKS, _AIR = "ksdd-seberang-2023-kb", "ksdd-seberang-2024-pks", "ksdpk-air-bening-2024"
_REGISTRY = "registry"


def _name(kind: str, record_id: str) -> str:
    record = _RECORDS.get(record_id)
    return str(record.value.get("name", record_id)) if record and record.kind == kind else record_id


def find_looks(record_id: str, **keys: Any) -> list[tuple[str, str]]:
    """Give the looks that a change of some keys deserves: a key of None is left out."""
    old = _RECORDS[record_id]
    value = {**copy.deepcopy(old.value), **keys}
    new = Record(old.file, old.place, {key: item for key, item in value.items() if item is not None})
    speakers = {language: Words(Locale(language, SCHEMAS), _name) for language in _LANGUAGES}
    changes = Matcher(SCHEMAS, speakers).match([old], [new])
    looks = find_second_looks(changes, lambda change: SCHEMAS.get(change.record.place.schema), _name)
    return [(look.look, look.text.id) for look in looks]


def _party(number: str | None, partner: str = "kota-seberang") -> list[dict[str, str]]:
    own = {"partner": "kota-contoh", "number": "10/KB/2023"}
    return [own, {"partner": partner, **({"number": number} if number else {})}]


@pytest.mark.parametrize(
    ("record_id", "keys", "look", "told"),
    [
        (_KB, {"term": {"start": "2023-03-10", "end": "2026-03-10"}}, "end-earlier",
         "Tanggal berakhir dimajukan. Apakah perjanjiannya memang berakhir lebih awal?"),
        (_PKS, {"term": {"duration": {"years": 1}}}, "end-earlier",
         "Tanggal berakhir dimajukan. Apakah perjanjiannya memang berakhir lebih awal?"),
        (_KB, {"parties": _party(None)}, "number-removed",
         "Nomor naskah Pemerintah Kota Seberang (“77/KSD/2023”) dihapus."),
        (_KB, {"parties": _party("78/KSD/2023")}, "number-changed",
         "Nomor naskah Pemerintah Kota Seberang berganti dari “77/KSD/2023” menjadi “78/KSD/2023”."),
        (_KB, {"parties": _party("77/KSD/2023", "pt-air-bening")}, "partner-exchanged",
         "Pihak “Pemerintah Kota Seberang” diganti dengan “PT Air Bening”. Apakah memang mitra yang lain?"),
        (_KB, {"withdrawn": {"date": "2025-01-01", "reason": "Ganda."}}, "record-withdrawn",
         "Catatan ditarik dari register dan tidak lagi dihitung. Apakah alasannya tepat?"),
        (_KB, {"type": "ksdpk"}, "type-changed", "Jenis kerja sama berganti dari KSDD menjadi KSDPK."),
        (_KB, {"departments": [{"department": "bagian-kerja-sama", "lead": True}]}, "lead-changed",
         "Perangkat daerah penanggung jawab berganti dari Dinas Kesehatan menjadi Bagian Kerja Sama."),
        (_KB, {"departments": None}, "lead-changed",
         "Perangkat daerah penanggung jawab berganti dari Dinas Kesehatan menjadi tidak ada."),
        (_KB, {"signing": {"date": "2023-03-11"}}, "signing-changed",
         "Tanggal penandatanganan berubah, padahal perjanjian ini sudah dievaluasi."),
        (_KB, {"sources": [{"id": "s1", "url": "https://contoh.example/lain"}]}, None, ""),
        (_KB, {"sources": [{"id": "s2", "url": "https://contoh.example/lain"}]}, "source-removed",
         "Sumber “https://contoh.example/berita/1” dihapus. Apakah yang dinyatakannya masih bersumber?"),
        (_KB, {"value": {"total": {"amount": 25000000, "currency": "IDR", "precision": "exact"}}},
         "value-leapt",
         "Nilai perjanjian berubah sepuluh kali lipat atau lebih. Apakah jumlah nolnya benar?"),
        ("resmi-2024", {"total": 11}, "total-changed",
         "Angka resmi yang diumumkan berubah. Cocokkan dengan sumbernya."),
        (_REGISTRY, {"allowed_values": [{"value": "0274 515865", "reason": "Telepon kantor."}]},
         "privacy-exempted",
         "Sebuah nilai dikecualikan dari pencarian data pribadi. Apakah benar bukan data pribadi?"),
        (_REGISTRY, {"allowed_values": []}, None, ""),
    ],
)  # fmt: skip
def test_looks(record_id: str, keys: dict[str, Any], look: str | None, told: str) -> None:
    assert find_looks(record_id, **keys) == ([(look, told)] if look else [])


def test_a_lost_evaluation() -> None:
    evaluations: Any = _RECORDS[_KB].value["evaluations"]
    assert find_looks(_KB, evaluations=evaluations[:1]) == [
        ("evaluation-removed", "Evaluasi semester II tahun 2024 dihapus.")
    ]


@pytest.mark.parametrize(
    ("record_id", "keys"),
    [
        # What becomes known is no reason to ask.
        (_AIR, {"term": {"end": "2025-05-31"}}),
        (_AIR, {"signing": {"date": "2024-05-17"}}),
        (_AIR, {"departments": [{"department": "bagian-kerja-sama", "lead": True}]}),
        (_AIR, {"value": {"total": {"amount": 5, "currency": "IDR", "precision": "exact"}}}),
        (_KB, {"term": {"start": "2023-03-10", "end": "2029-03-10"}}),
        (_KB, {"term": {"start": "2023-03-10", "end": "2028-03"}}),
        (_KB, {"value": {"total": {"amount": 300000000, "currency": "IDR", "precision": "exact"}}}),
        (_PKS, {"signing": {"date": "2024-07-16"}}),
        (_KB, {"title": "Judul lain"}),
        ("resmi-2024", {"note": "Catatan."}),
    ],
)
def test_no_looks(record_id: str, keys: dict[str, Any]) -> None:
    assert find_looks(record_id, **keys) == []
