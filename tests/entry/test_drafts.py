"""Drafts: from answers under headings of any usual kind to a record's value, and what is wrong with them."""

from typing import Any

from registers import SCHEMAS, base_records

from generator.entry.draft import Draft, read_draft
from generator.entry.fields import list_table
from generator.entry.headings import find_field
from generator.entry.issue_form import read_issue_form
from generator.entry.names import References

REFERENCES = References(base_records())
ANSWERS = {
    "Judul": "Perjanjian Kerja Sama Air Minum dengan Kota Seberang",
    "Jenis naskah": "PKS",
    "Mitra": "Kota Seberang",
    "Nomor naskah kami": "12/PKS/2024",
    "Tanggal penandatanganan": "17 Mei 2024",
    "Jangka waktu": "3 (tiga) tahun",
    "Pokok": "air minum",
    "Maksud dan tujuan": "Air minum mengalir.",
    "Alamat sumber": "https://contoh.example/1",
}
EXPECTED = {
    "id": "ksdd-seberang-2024-pks-2",
    "type": "ksdd",
    "title": "Perjanjian Kerja Sama Air Minum dengan Kota Seberang",
    "document": {"kind": "perjanjian-kerja-sama"},
    "parties": [{"partner": "kota-contoh", "number": "12/PKS/2024"}, {"partner": "kota-seberang"}],
    "subject": "air minum",
    "purpose": "Air minum mengalir.",
    "signing": {"date": "2024-05-17"},
    "term": {"duration": {"years": 3}, "as_stated": "3 (tiga) tahun"},
    "certainty": "exact",
    "sources": [{"id": "s1", "url": "https://contoh.example/1"}],
}


def read(answers: dict[str, str], kind: str = "ksdd", **options: Any) -> Draft:
    return read_draft(kind, answers, REFERENCES, SCHEMAS, **options)


def test_answers_become_a_record_that_meets_its_schema() -> None:
    draft = read(ANSWERS)
    assert draft.problems == ()
    assert draft.value == EXPECTED
    assert SCHEMAS.is_valid(draft.schema, draft.value)


def test_headings_are_taken_in_english_by_key_and_as_offices_write_them() -> None:
    english = (
        "Title|Document kind|Partners|Our document number|Signing date|Term|Subject|Purpose|Source addresses"
    )
    keys = "title|document.kind|partners|own_number|signing.date|term.duration|subject|purpose|source_urls"
    usual = "TENTANG|Bentuk Naskah|Pihak Kedua|No. PKS|Tgl. TTD|Masa Berlaku|Bidang|Tujuan|Link"
    for answers in (english, keys, usual):
        draft = read({"No.": "1", **dict(zip(answers.split("|"), ANSWERS.values(), strict=True))})
        assert draft.problems == ()
        assert draft.value == EXPECTED


def test_what_a_memorandum_is_hangs_on_the_type_of_cooperation() -> None:
    kinds = {
        kind: read({"Jenis naskah": "MoU"}, kind).value["document"] for kind in ("ksdd", "ksdpl", "ksdll")
    }
    assert kinds == {
        "ksdd": {"kind": "nota-kesepahaman"},
        "ksdpl": {"kind": "memorandum-of-understanding"},
        "ksdll": {"kind": "memorandum-of-understanding"},
    }


def test_every_heading_of_every_kind_means_its_own_field() -> None:
    for name in SCHEMAS.names:
        if name == "registry":
            continue
        for table in list_table(SCHEMAS, name).iterate():
            for field in table.fields:
                for heading in (field.key, field.title.id, field.title.en):
                    assert find_field(table, heading) == field, (name, heading)


def test_what_is_missing_is_named_and_what_is_not_known_is_said() -> None:
    draft = read({"Judul": "Kerja sama", "Mitra": "Kota Seberang", "Tanggal": "tidak diketahui"})
    assert {one.field for one in draft.errors} == {"document.kind", "subject", "purpose", "source_urls"}
    assert draft.value["certainty"] == "partial"
    unknown: Any = draft.value["unknown"]
    assert [one["about"] for one in unknown] == ["number", "signing-date", "term"]


def test_a_change_asks_for_nothing_and_adds_nothing() -> None:
    draft = read({"Jangka waktu": "2 tahun"}, is_new=False)
    assert draft.problems == ()
    assert draft.value == {"type": "ksdd", "term": {"duration": {"years": 2}}}


def test_each_problem_says_what_to_write_instead() -> None:
    bad = {
        "Mitra": "Kota Seberag",
        "Jenis naskah": "Perjajian Kerja Sama",
        "Tanggal penandatanganan": "31/02/2024",
        "Nilai seluruhnya": "1,250",
        "Jangka waktu": "3 (lima) tahun",
        "Rangkap": "dua lembar",
        "Alamat sumber": "contoh",
        "Warna": "biru",
        "Perangkat daerah penanggung jawab": "Dinas Kesehatn",
        "Pokok": "#REF!",
    }
    draft = read({**ANSWERS, **bad})
    reasons = {one.field: one.reason for one in draft.errors}
    assert reasons == {
        "partners": "unknown-name",
        "document.kind": "choice",
        "signing.date": "impossible",
        "value.total": "ambiguous",
        "term.duration": "words-differ",
        "document.copies": "form",
        "source_urls": "url",
        "Warna": "heading",
        "lead_department": "unknown-name",
        "subject": "formula",
    }
    for one in draft.errors:
        assert one.wrong.id
        assert one.wrong.en
        assert one.instead.id
        assert one.instead.en
    instead = {one.field: one.instead.id for one in draft.errors}
    assert "Kota Seberang" in instead["partners"]
    assert "Perjanjian Kerja Sama" in instead["document.kind"]
    assert "Dinas Kesehatan" in instead["lead_department"]


def test_other_kinds_of_records_are_drafted_too() -> None:
    partner = read({"Nama": "PT Sungai Jernih", "Kategori": "Badan usaha swasta"}, "partner")
    assert partner.value == {
        "id": "sungai-jernih",
        "name": "PT Sungai Jernih",
        "category": "badan-usaha-swasta",
    }
    entry = read(
        {
            "Tahun": "2025", "OPD": "Dinas Kesehatan", "Urusan": "Kesehatan", "Kebutuhan": "Ambulans bersama",
            "Jenis yang diusulkan": "KSDD", "Status": "Direncanakan",
        },
        "mapping-entry",
    )  # fmt: skip
    assert entry.problems == ()
    assert entry.value["id"] == "2025-ambulans-bersama"
    assert SCHEMAS.is_valid("mapping-entry", entry.value)


def test_an_issue_form_is_read_as_the_same_draft() -> None:
    body = "\n\n".join(f"### {heading}\n\n{text}" for heading, text in ANSWERS.items())
    body += "\n\n### Objek\n\n_No response_\n\n### Pernyataan\n\n- [ ] Belum\n"
    assert read(read_issue_form(body)).value == EXPECTED
    ticked = read_issue_form("Salam\n\n### Urusan\n\n- [x] Kesehatan\n- [ ] Pangan\n<!-- ### Judul -->\n")
    assert ticked == {"Urusan": "Kesehatan"}


def test_the_checker_knows_the_place_of_each_part() -> None:
    draft = read(ANSWERS)
    assert draft.origins["term", "duration"] == "term.duration"
    assert draft.origins["parties", 0, "number"] == "own_number"
