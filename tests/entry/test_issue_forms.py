"""Issue forms: their headings are the records' fields, and their text becomes a draft with an answer."""

import re
import time
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st
from registers import ROOT, SCHEMAS, base_records

from generator.check.rules import RULES
from generator.entry.fields import Table, list_table
from generator.entry.headings import find_field
from generator.entry.issue_form import read_issue_form
from generator.entry.issues import MOST_CHARACTERS, Proposal, read_issue
from generator.entry.reply import render_reply
from generator.records import parse_place

FORMS = {
    path.stem: path for path in (ROOT / ".github" / "ISSUE_TEMPLATE").glob("*.yml") if path.stem != "config"
}
RECORDS = base_records()
OWN = "Pernyataan"


def read_form(name: str) -> list[dict[str, Any]]:
    """Give the questions of a form."""
    form = yaml.safe_load(FORMS[name].read_text("utf-8"))
    return [part for part in form["body"] if part["type"] != "markdown"]


def table_of(name: str) -> Table:
    """Give the fields of the record that a form is about."""
    return list_table(SCHEMAS, "mapping-entry" if name == "usul-kerja-sama" else "agreement-ksdd")


def fill(name: str, **answers: str) -> str:
    """Give the text that GitHub makes of a form."""
    parts = []
    for part in read_form(name):
        label = part["attributes"]["label"]
        text = answers.get(label.replace(" ", "_"), "_No response_")
        if part["type"] == "checkboxes":
            text = "\n".join(f"- [X] {one['label']}" for one in part["attributes"]["options"])
        parts.append(f"### {label}\n\n{text}")
    return "\n\n".join(parts)


def read(text: str, kind: str | None = None) -> Proposal:
    return read_issue(text, RECORDS, SCHEMAS, kind)


@pytest.mark.parametrize("name", ["usul-kerja-sama", "usul-perbaikan"])
def test_every_question_is_the_title_of_a_field_and_every_choice_its_label(name: str) -> None:
    table = table_of(name)
    for part in read_form(name):
        label = part["attributes"]["label"]
        if label == OWN:
            continue
        field = find_field(table, label)
        assert field is not None, label
        assert field.title.id == label
        if part["type"] == "dropdown":
            assert set(part["attributes"]["options"]) <= {text.id for _, text in field.choices}


@pytest.mark.parametrize("name", FORMS)
def test_gitlab_asks_the_same_questions_in_the_same_order(name: str) -> None:
    template = (ROOT / ".gitlab" / "issue_templates" / f"{name}.md").read_text("utf-8")
    assert re.findall(r"^### (.+)$", template, re.MULTILINE) == [
        part["attributes"]["label"] for part in read_form(name)
    ]


@pytest.mark.parametrize("name", FORMS)
def test_every_form_warns_of_personal_data_in_both_languages(name: str) -> None:
    for text in (
        FORMS[name].read_text("utf-8"),
        (ROOT / ".gitlab/issue_templates" / f"{name}.md").read_text("utf-8"),
    ):
        assert "data pribadi" in text
        assert "personal data" in text


def test_a_proposed_cooperation_becomes_a_mapping_entry() -> None:
    text = fill(
        "usul-kerja-sama",
        Kebutuhan_atau_potensi="Ambulans bersama.",
        Dasar="Kebutuhan",
        Jenis_yang_diusulkan="Kerja Sama Daerah dengan Daerah Lain",
        Urusan_pemerintahan="kesehatan",
        Perangkat_daerah="Dinas Kesehatan",
        Tahun="2027",
        Pengusul="Masyarakat",
    )
    proposal = read(text)
    assert proposal.file == "records/mapping/2027/2027-ambulans-bersama.yaml"
    assert parse_place(proposal.file)
    # What only staff can say is asked of them.
    assert [problem.field for problem in proposal.problems] == ["status"]
    reply = render_reply(proposal)
    assert "need: Ambulans bersama." in reply
    assert "Masih kosong" in reply
    whole = read(text + "\n\n### Status\n\nDirencanakan")
    assert whole.is_usable
    assert SCHEMAS.is_valid("mapping-entry", yaml.safe_load(whole.after))


def test_a_correction_changes_only_what_it_says_and_keeps_every_source() -> None:
    proposal = read(
        fill(
            "usul-perbaikan",
            Pengenal="ksdd-seberang-2024-pks",
            Tanggal_berakhir="14 Juli 2026",
            Nomor_naskah_kami="22/PKS/2024",
            Alamat_sumber="https://contoh.example/berita/3",
        )
    )
    assert proposal.is_usable
    before, after = yaml.safe_load(proposal.before), yaml.safe_load(proposal.after)
    assert after["term"] == {"end": "2026-07-14", "duration": {"years": 2}}
    assert [party.get("number") for party in after["parties"]] == ["22/PKS/2024", None]
    assert [source["id"] for source in after["sources"]] == ["s1", "s2"]
    changed = {"term", "parties", "sources"}
    assert {key for key in after if after[key] != before.get(key)} == changed
    assert before.keys() <= after.keys()
    reply = render_reply(proposal)
    assert '+  end: "2026-07-14"' in reply
    assert proposal.file in reply


def test_what_is_wrong_is_told_in_words_and_shows_no_record_that_is_not_there() -> None:
    proposal = read(fill("usul-perbaikan", Pengenal="ksdd-sebrang-2024-pks", Pokok="air"))
    assert not proposal.is_usable
    reply = render_reply(proposal)
    assert "Tidak ada catatan" in reply
    assert "ksdd-seberang-2024-pks" in reply
    nothing = read(fill("usul-perbaikan", Pengenal="ksdd-seberang-2024-pks"))
    assert "Isi paling sedikit satu kotak" in render_reply(nothing)


def test_a_report_is_thanked_for_and_changes_nothing() -> None:
    proposal = read(fill("laporkan-kesalahan", Halaman="mitra/", Apa_yang_keliru="Nama keliru."))
    assert (proposal.outcome, proposal.after) == ("report", "")
    assert "Petugas akan memeriksa" in render_reply(proposal)


def test_personal_data_are_pointed_out_and_never_repeated() -> None:
    number = "0812-3456-7890"
    for name in ("usul-kerja-sama", "laporkan-kesalahan"):
        label = "Kebutuhan_atau_potensi" if name == "usul-kerja-sama" else "Apa_yang_keliru"
        proposal = read(fill(name, **{label: f"Hubungi {number}."}))
        reply = render_reply(proposal)
        assert proposal.outcome == "withheld"
        assert RULES["KS704"].message.id in reply
        assert number not in reply


@pytest.mark.parametrize(
    "text",
    [
        "### Apa yang keliru\n\nx\n\n### Alamat sumber\n\nhttps://contoh.example/a\nHubungi Budi {number}",
        "### Kebutuhan atau potensi\n\nx\n\n### Alamat sumber\n\nhttps://contoh.example/a?hp={number}",
        "### Kebutuhan atau potensi\n\nx\n\n### Narahubung {number}\n\nya",
    ],
    ids=["behind an address", "in an address", "in a heading"],
)
def test_personal_data_beside_an_address_or_in_a_heading_are_not_repeated(text: str) -> None:
    number = "081234567890"
    proposal = read(text.format(number=number))
    assert proposal.outcome == "withheld"
    assert number not in render_reply(proposal)


def test_addresses_with_many_digits_are_no_personal_data() -> None:
    addresses = "https://contoh.example/read/20210512/1370012345678\nhttps://contoh.example/0274562811"
    assert read(f"### Apa yang keliru\n\nx\n\n### Alamat sumber\n\n{addresses}").outcome == "report"


def test_remarks_that_never_end_take_no_time() -> None:
    begun = time.process_time()
    found = read_issue_form("### Judul\n\na<!-- b -->c<!-- d" + "<!--" * 24_000)
    assert found["Judul"].startswith("ac<!-- d<!--")
    assert time.process_time() - begun < 1


def test_any_kind_of_record_can_be_asked_for_by_name() -> None:
    proposal = read("### Nama\n\nPT Sungai Jernih\n\n### Kategori mitra\n\nBadan usaha swasta", "partner")
    assert proposal.file == "records/partners/sungai-jernih.yaml"
    with pytest.raises(KeyError):
        read("### Nama\n\nx", "apa-saja")


@pytest.mark.parametrize(
    "text",
    [
        "",
        "halo",
        "x" * (MOST_CHARACTERS + 1),
        "### Pengenal\n\n../../etc/passwd\n\n### Judul\n\nx",
        "### Kebutuhan atau potensi\n\n../../x\n\n### Tahun\n\n../..",
        "### Kebutuhan atau potensi\n\n" + "`" * 50 + "\n\n### Tahun\n\n2027",
        "### Jenis kerja sama\n\nksdd\n\n### Judul\n\n\x00\x1b[31m\u202e",
    ],
)
def test_hostile_texts_are_answered_calmly(text: str) -> None:
    proposal = read(text)
    assert proposal.file == "" or parse_place(proposal.file)
    reply = render_reply(proposal)
    assert "\x1b" not in reply
    assert len(reply) < 60_000


PIECES = st.sampled_from((
    *("### Pengenal\n\n", "### Tahun\n\n", "### Kebutuhan atau potensi\n\n", "### Judul\n\n"),
    *("### Jenis kerja sama\n\n", "ksdd", "2027", "ksdd-seberang-2024-pks", "../", "```", "<!--", "-->"),
    *("@semua", "\n\n", ": |", "- [x] a", "&anchor"),
))  # fmt: skip


@given(
    st.lists(PIECES, max_size=14).map("".join), st.sampled_from([None, "ksdd", "partner", "mapping-entry"])
)
def test_no_text_fails_or_leaves_the_records(text: str, kind: str | None) -> None:
    proposal = read(text, kind)
    assert proposal.file == "" or parse_place(proposal.file)
    reply = render_reply(proposal)
    outside = re.sub(r"^(`{3,})\w+\n.*?^\1$", "", reply, flags=re.DOTALL | re.MULTILINE)
    assert not re.search(r"@\w", outside)


def test_the_command_answers_and_writes_only_what_is_whole(tmp_path: Path, base: Path, registri: Any) -> None:
    text = fill(
        "usul-kerja-sama",
        Kebutuhan_atau_potensi="Ambulans bersama.",
        Jenis_yang_diusulkan="Kerja Sama Daerah dengan Daerah Lain",
        Urusan_pemerintahan="kesehatan",
        Perangkat_daerah="Dinas Kesehatan",
        Tahun="2027",
    )
    issue = tmp_path / "issue.md"
    issue.write_text(text, encoding="utf-8")
    half = registri("draft", str(issue), "--root", str(base), "--write")
    assert half.returncode == 1
    assert "Belum dapat ditulis" in half.stderr
    issue.write_text(text + "\n\n### Status\n\nDirencanakan\n", encoding="utf-8")
    done = registri("draft", str(issue), "--root", str(base), "--write")
    assert done.returncode == 0, done.stderr
    assert (base / "records/mapping/2027/2027-ambulans-bersama.yaml").is_file()
    assert registri("check", "--root", str(base)).returncode == 0
    again = registri("draft", str(issue), "--root", str(base), "--write")
    assert again.returncode == 0
    assert (base / "records/mapping/2027/2027-ambulans-bersama-2.yaml").is_file()
    assert registri("draft", str(tmp_path / "tidak-ada.md"), "--root", str(base)).returncode == 2
    assert "bukan berkas teks" in _binary(tmp_path, base, registri)


def _binary(tmp_path: Path, base: Path, registri: Any) -> str:
    (tmp_path / "biner").write_bytes(b"\xff\xfe\x00")
    done = registri("draft", str(tmp_path / "biner"), "--root", str(base))
    assert done.returncode == 2
    return str(done.stderr)
