"""The lines that a report shows: the caret under its very place, whatever the letters before it."""

from pathlib import Path

import pytest
from reporting import REGISTER, UJI, report_at

from generator.check.finding import Finding
from generator.check.reporters import REPORTERS

# Each line, what of it is meant, and the column of a terminal in which that begins.
PLACES = [
    ("plain", "name: salah", 6),
    ("tab", "a:\tsalah", 6),
    ("wide", "東京 salah", 5),
    ("combining", "e\u0301e\u0301 salah", 3),
    ("precomposed", "éé salah", 3),
    ("emoji", "🚑 salah", 3),
    ("picture form", "❤️ salah", 3),
    ("text form", "❤ salah", 2),
    ("keycap", "1️⃣ salah", 3),
    ("skin tone", "👍🏽 salah", 3),
    ("family", "👩‍👩‍👧 salah", 3),
    ("profession", "👩🏽‍⚕️ salah", 3),
    ("rainbow flag", "🏳️‍🌈 salah", 3),
    ("flag", "🇮🇩 salah", 3),
    ("two flags", "🇮🇩🇯🇵 salah", 5),
    ("flag of a part", "🏴\U000e0067\U000e0062\U000e0065\U000e006e\U000e0067\U000e007f salah", 3),
    ("hangul letters", "각 salah", 3),
    ("javanese", "ꦔꦪꦺꦴ salah", 4),
    ("half width", "ｱ salah", 2),
    ("joiner between letters", "a\u200db salah", 9),
    ("override", "\u202esalah", 6),
    ("blank letter", "\u3164salah", 6),
]  # fmt: skip


@pytest.mark.parametrize(("what", "source", "column"), PLACES, ids=[what for what, *_ in PLACES])
def test_the_caret_stands_under_its_place(what: str, source: str, column: int, tmp_path: Path) -> None:
    (tmp_path / "records").mkdir()
    (tmp_path / "records" / "a.yaml").write_text(source + "\n", encoding="utf-8")
    start = source.index("salah") + 1
    finding = Finding("KS001", "error", "records/a.yaml", 1, start, 1, start + 5, what, "Bantuan.")
    _, shown, carets, *_ = report_at(tmp_path, "text", [finding]).splitlines()
    assert shown.endswith("salah")
    assert carets == f"    | {' ' * column}^^^^^"


@pytest.mark.parametrize("letter", ["a", "東", "👩‍👩‍👧", "e\u0301", "\u202e"])
@pytest.mark.parametrize("before", [0, 20, 500])
@pytest.mark.parametrize("after", [0, 20, 500])
def test_a_long_line_is_cut_around_its_place(letter: str, before: int, after: int, tmp_path: Path) -> None:
    (tmp_path / "records").mkdir()
    source = f"{letter * before}SALAH{letter * after}"
    (tmp_path / "records" / "a.yaml").write_text(source, encoding="utf-8")
    start = source.index("SALAH") + 1
    finding = Finding("KS001", "error", "records/a.yaml", 1, start, 1, start + 5, "Pesan.", "Bantuan.")
    text = report_at(tmp_path, "text", [finding], width=80)
    _, shown, carets, *_ = text.splitlines()
    assert "SALAH" in shown
    assert carets.endswith("^^^^^")
    assert len(carets) <= 80
    columns = 2 if letter in ("東", "👩‍👩‍👧") else 6 if letter == "\u202e" else 1
    assert 4 + 2 + columns * shown[6:].split("SALAH")[0].count(letter if columns < 6 else "\\") + (
        "…" in shown.split("SALAH")[0]
    ) == carets.index("^")


@pytest.mark.parametrize(("before", "after"), [(500, 0), (0, 500), (500, 500), (500, 10)])
def test_a_cut_line_fills_its_width(before: int, after: int, tmp_path: Path) -> None:
    (tmp_path / "records").mkdir()
    (tmp_path / "records" / "a.yaml").write_text(f"{'a' * before}SALAH{'b' * after}", encoding="utf-8")
    finding = Finding("KS001", "error", "records/a.yaml", 1, before + 1, 1, before + 6, "Pesan.", "Bantuan.")
    _, shown, *_ = report_at(tmp_path, "text", [finding], width=80).splitlines()
    assert 78 <= len(shown) <= 80


def test_lines_that_belong_together_are_shown_together() -> None:
    finding = Finding("KS107", "warning", UJI, 4, 10, 8, 16, "Panjang.", "Ringkaskan.")
    _, *lines = report_at(REGISTER, "text", [finding]).splitlines()
    assert lines[:6] == [
        "  4 | purpose: |",
        "    |          ^",
        "  5 |   Baris pertama.",
        "    |   ^^^^^^^^^^^^^^",
        "  6 |",
        "    | … (sampai baris 8)",
    ]


def test_a_span_that_ends_before_the_next_line_does_not_reach_it() -> None:
    finding = Finding("KS107", "warning", UJI, 8, 3, 9, 1, "Panjang.", "Ringkaskan.")
    assert "start:" not in report_at(REGISTER, "text", [finding])


@pytest.mark.parametrize(
    ("source", "shown"),
    [
        ("purpose: NIK 9971014508900017.", "purpose: NIK ••••••••••••••••."),
        ("note: tulis ke orang@contoh.example ya", "note: tulis ke •••••••••••••••••••• ya"),
    ],
)
def test_personal_data_are_not_repeated(source: str, shown: str, tmp_path: Path) -> None:
    (tmp_path / "records").mkdir()
    (tmp_path / "records" / "a.yaml").write_text(source, encoding="utf-8")
    personal = Finding("KS701", "error", "records/a.yaml", 1, 10, 1, len(source) + 1, "Pesan.", "Bantuan.")
    for form in REPORTERS:
        assert source.split(" ")[-2 if "@" in source else -1] not in report_at(tmp_path, form, [personal])
    assert f"  1 | {shown}\n" in report_at(tmp_path, "text", [personal])
