"""Reports: what each form says, that it keeps its format's own rules, and that no text upsets it."""

import json
import os
import random
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from registers import CASES, check, copy_base
from reporting import MITRA, REGISTER, REPORTS, UJI, assert_valid, assert_visible, repeat, report_at

from generator.check.finding import Finding, Place
from generator.check.reporters import REPORTERS, report
from generator.check.rules import RULES

BAD = sorted(path for path in CASES.glob("KS*/bad-*") if path.is_dir())

_EMPTY = "Kunci ini tidak berisi."
_FILL_IN = "Isi nilainya, atau hapus barisnya bila tidak diketahui."
_DATE, _QUOTE = 'Tanggal "{}" belum diapit.', "Tulis di dalam tanda petik."
_HOSTILE = "Jahat \x1b[31m\u202e\n::error::palsu @orang #12 :tada: 100%"
FINDINGS = (
    Finding("KS106", "error", UJI, 2, 35, 2, 40, 'Bentuk "salah" tidak sesuai.', "Lihat contoh."),
    Finding("KS004", "error", UJI, 3, 12, 3, 13, "Ada huruf tak terlihat (U+0009) di sini.", "Hapus."),
    Finding("KS107", "warning", UJI, 4, 10, 9, 1, "Teks terlalu panjang.", "Ringkaskan."),
    Finding("KS026", "error", UJI, 9, 8, 9, 18, _DATE.format("2024-01-01"), _QUOTE, (), '"2024-01-01"'),
    Finding("KS026", "error", UJI, 10, 6, 10, 16, _DATE.format("2025-01-01"), _QUOTE, (), '"2025-01-01"'),
    *(Finding("KS022", "error", UJI, line, 1, line, 5, _EMPTY, _FILL_IN) for line in range(11, 16)),
    Finding("KS020", "error", UJI, 16, 1, 16, 6, 'Kunci "title" ditulis dua kali.', "Hapus salah satu.",
            (Place(UJI, 2, 1), Place("records/tidak-ada.yaml", 1, 1))),
    Finding("KS211", "error", UJI, 18, 14, 18, 27, "Tidak ada mitra itu.", "Periksa.", (), "kota-seberang"),
    Finding("KS504", "advice", MITRA, 2, 7, 2, 7, "Sela antara dua huruf.", "Saran & <b>tebal</b> | `kode`."),
    Finding("KS305", "warning", MITRA, 3, 7, 3, 9, _HOSTILE, "https://contoh.example/ \\ *_[]~ \ud800"),
    Finding("KS204", "error", "records/registry.yaml", 1, 1, 1, 1, "Berkas belum ada.", "Buat berkasnya."),
)  # fmt: skip


@pytest.mark.parametrize(
    ("golden", "form", "language", "options"),
    [
        ("text.txt", "text", "id", {}),
        ("text-english.txt", "text", "en", {}),
        ("text-colour.txt", "text", "id", {"colour": True, "width": 60}),
        ("json.json", "json", "id", {}),
        ("github.txt", "github", "id", {}),
        ("gitlab.json", "gitlab", "id", {"folder": "register/"}),
        ("sarif.json", "sarif", "id", {}),
        ("junit.xml", "junit", "id", {}),
        ("markdown.md", "markdown", "id", {}),
        ("markdown-english.md", "markdown", "en", {}),
    ],
)
def test_the_report_reads_as_it_should(
    golden: str, form: str, language: Any, options: dict[str, Any]
) -> None:
    text = report(form, FINDINGS, 2, REGISTER, language, **options)
    path = REPORTS / golden
    if os.environ.get("UPDATE_GOLDEN"):
        path.write_text(text, encoding="utf-8")
    assert text == path.read_text(encoding="utf-8")


@pytest.mark.parametrize("form", REPORTERS)
def test_the_sample_keeps_its_format(form: str) -> None:
    assert_valid(form, report_at(REGISTER, form, FINDINGS))


@pytest.mark.parametrize("form", REPORTERS)
def test_a_report_of_nothing_keeps_its_format(form: str, tmp_path: Path) -> None:
    assert_valid(form, report(form, [], 0, tmp_path, "id"))
    assert report("github", [], 0, tmp_path, "id") == ""


@pytest.mark.parametrize("case", BAD, ids=lambda case: f"{case.parent.name}/{case.name}")
def test_the_reports_of_each_case_keep_their_formats(case: Path, tmp_path: Path) -> None:
    root = copy_base(tmp_path / "register", case)
    checked = check(root)
    for form in REPORTERS:
        assert_valid(form, report(form, checked.findings, checked.files, root, "id"))


# Texts, and pieces that have a meaning somewhere a report is read.
_TEXTS = st.lists(
    st.one_of(
        st.text(max_size=6),
        st.characters(categories=["Cc", "Cf", "Cs", "Zl", "Zp", "Co", "Cn", "Mn"]),
        st.sampled_from(
            ["\n", "\r\n", "\x1b[31m", "\x9b", "\u202e", "\u0085", "]]>", "-->", "<!--", "&amp;",
             "::error::", "%0A", "##[error]", "|", "\\", "`", "@a", "#1", "\ud800", "\ufffe", "\x00",
             "👩\u200d👩", "\u200d", "{0}", "{", "🏴\U000e0067\U000e0062\U000e007f", "https://a.b",
             ",", ":", '"', "'", "e\u0301", "東京"]
        ),
    ),
    max_size=6,
).map("".join)  # fmt: skip
_FILES = st.one_of(
    st.sampled_from([UJI, MITRA, "records/tidak-ada.yaml"]), _TEXTS.map(lambda text: f"records/{text}")
)
_NUMBERS = st.one_of(st.integers(1, 20), st.integers(1, 10**9))
_FINDINGS = st.builds(
    Finding,
    rule=st.sampled_from(sorted(RULES)),
    severity=st.sampled_from(["error", "warning", "advice"]),
    file=_FILES,
    line=_NUMBERS,
    column=_NUMBERS,
    end_line=_NUMBERS,
    end_column=_NUMBERS,
    message=_TEXTS.map(lambda text: f"Pesan {text}"),
    help=_TEXTS.map(lambda text: f"Bantuan {text}"),
    related=st.lists(st.builds(Place, _FILES, _NUMBERS, _NUMBERS), max_size=2).map(tuple),
    fix=st.none() | _TEXTS,
)
_gentle = settings(suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])


@_gentle
@given(findings=st.lists(_FINDINGS, max_size=8), colour=st.booleans(), width=st.integers(60, 140))
def test_no_text_upsets_a_report(findings: list[Finding], colour: bool, width: int) -> None:  # noqa: FBT001
    for form in REPORTERS:
        assert_valid(form, report_at(REGISTER, form, findings))
    for found in json.loads(report_at(REGISTER, "json", findings))["findings"]:
        assert (found["line"], found["column"]) <= (found["end_line"], found["end_column"])
    painted = report_at(REGISTER, "text", findings, colour=colour, width=width)
    for code in ("1;31", "1;33", "1;36", "1", "34", "32", "0"):
        painted = painted.replace(f"\x1b[{code}m", "")
    assert_visible(painted)


@_gentle
@given(text=_TEXTS)
def test_any_line_of_a_file_can_be_shown(tmp_path: Path, text: str) -> None:
    (tmp_path / "records").mkdir(exist_ok=True)
    data = text.encode("utf-8", "surrogatepass")
    (tmp_path / "records" / "a.yaml").write_bytes(data)
    length = len(data.decode("utf-8", "replace").split("\n")[0])
    for column in range(1, length + 2):
        finding = Finding("KS001", "error", "records/a.yaml", 1, column, 1, column + 1, "Pesan.", "Bantuan.")
        assert_valid("text", report_at(tmp_path, "text", [finding]))


@_gentle
@given(order=st.permutations(range(len(FINDINGS))))
def test_the_order_of_findings_changes_no_report(order: list[int]) -> None:
    for form in REPORTERS:
        shuffled = [FINDINGS[index] for index in order]
        assert report_at(REGISTER, form, shuffled) == report_at(REGISTER, form, FINDINGS)


def test_a_mistake_made_often_is_shown_thrice_and_counted() -> None:
    text = report_at(REGISTER, "text", repeat(7))
    assert text.count(f"{UJI}:") == 3
    assert "masih ada 4 lagi yang sama di berkas ini: baris 4, 5, 6, 7\n" in text
    assert text.count("Pilih salah satu.") == 1
    assert text.endswith("16 berkas diperiksa: 7 salah, 0 peringatan, 0 saran.\n")
    markdown = report_at(REGISTER, "markdown", repeat(7))
    assert "| 1:1<br>2:1<br>3:1 |" in markdown
    assert "masih ada 4 lagi yang sama" in markdown
    assert len(json.loads(report_at(REGISTER, "json", repeat(7)))["findings"]) == 7
    assert len(json.loads(report_at(REGISTER, "gitlab", repeat(7)))) == 7


def test_three_mistakes_are_shown_without_counting() -> None:
    text = report_at(REGISTER, "text", repeat(3))
    assert text.count(f"{UJI}:") == 3
    assert "masih ada" not in text


def test_other_words_are_another_mistake() -> None:
    """Ten unknown keys are ten mistakes; ten dates without quotes are one."""
    told = [one._replace(message=f"Kunci k{one.line} tidak dikenal.") for one in repeat(10)]
    assert report_at(REGISTER, "text", told).count(f"{UJI}:") == 10
    dates = [one._replace(rule="KS026") for one in told]
    assert report_at(REGISTER, "text", dates).count(f"{UJI}:") == 3


def test_many_lines_are_not_all_named() -> None:
    text = report_at(REGISTER, "text", repeat(40))
    assert "masih ada 37 lagi yang sama di berkas ini: baris 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, …\n" in text


def test_what_is_said_of_a_place_is_said_once() -> None:
    first, second = Place(MITRA, 1, 1), Place(MITRA, 2, 1)
    base = repeat(1)[0]
    twice = [
        base._replace(related=(first,)),
        base._replace(related=(second,), fix="lainnya"),
        base,
    ]
    (found,) = json.loads(report_at(REGISTER, "json", twice))["findings"]
    assert [place["line"] for place in found["related"]] == [1, 2]
    assert found["fix"] == "lainnya"


def test_a_mistake_between_two_places_is_shown_once() -> None:
    one = repeat(1)[0]._replace(related=(Place(MITRA, 2, 1),))
    other = one._replace(file=MITRA, line=2, end_line=2, related=(one.place,), message="Lain.")
    text = report_at(REGISTER, "text", [other, one])
    assert text.count(": salah KS104: ") == 1
    assert f"  = lihat juga {MITRA}:2:1 | name: PT <Mitra>" in text
    assert len(json.loads(report_at(REGISTER, "json", [other, one]))["findings"]) == 2


def test_the_summary_of_a_report_counts_what_it_lists() -> None:
    document = json.loads(report_at(REGISTER, "json", random.Random(1).sample(FINDINGS, len(FINDINGS))))  # noqa: S311
    counted = Counter(finding["severity"] for finding in document["findings"])
    assert document["summary"] == {
        "files": 16, "errors": counted["error"], "warnings": counted["warning"], "advice": counted["advice"],
    }  # fmt: skip
