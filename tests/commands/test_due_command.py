"""``registri due``: a contract for people and for the jobs that remind them."""

import json
from pathlib import Path

import pytest
from conftest import RunCommand
from icalendar import Calendar
from registers import KB

from generator.agenda import WITHIN


def _due(registri: RunCommand, base: Path, *words: str) -> str:
    done = registri("due", "--root", str(base), *words)
    assert (done.returncode, done.stderr) == (0, "")
    return done.stdout


def test_people_read_it_by_department(base: Path, registri: RunCommand) -> None:
    text = _due(registri, base, "--within", "3660")
    assert text.splitlines()[1].startswith("Keadaan 30 Juni 2025, melihat 3.660 hari ke depan")
    assert "Dinas Kesehatan" in text or "Perangkat daerah tidak disebut" in text
    assert "Berakhir: " in text


def test_programs_read_it_as_json(base: Path, registri: RunCommand) -> None:
    everything = json.loads(_due(registri, base, "--within", "3660", "--format", "json"))
    assert everything["as_of"] == "2025-06-30"
    assert everything["within"] == 3660
    keys = [item["key"] for item in everything["items"]]
    assert keys
    assert len(set(keys)) == len(keys)
    for kind in ("ksdd", "ksdpk", "ksdpl", "ksdll", "sinergi"):
        words = ("--within", "3660", "--format", "json", "--type", kind)
        some = json.loads(_due(registri, base, *words))
        assert [item["key"] for item in some["items"]] == [
            item["key"] for item in everything["items"] if item["type"] == kind
        ]
    for name in ("dinas-kesehatan", "bagian-kerja-sama"):
        words = ("--within", "3660", "--format", "json", "--department", name)
        some = json.loads(_due(registri, base, *words))
        assert [item["key"] for item in some["items"]] == [
            item["key"]
            for item in everything["items"]
            if name in {department["id"] for department in item["departments"]}
        ]
    assert json.loads(_due(registri, base, "--format", "json"))["within"] == WITHIN


@pytest.mark.parametrize("form", ["text", "html", "markdown", "json"])
def test_each_language_speaks(form: str, base: Path, registri: RunCommand) -> None:
    spoken = [
        _due(registri, base, "--within", "3660", "--format", form, "--language", one) for one in ("id", "en")
    ]
    assert "hari lagi" in spoken[0]
    assert "hari lagi" not in spoken[1]
    assert "in " in spoken[1]


def test_a_calendar_goes_to_the_screen_or_to_a_file(base: Path, registri: RunCommand, tmp_path: Path) -> None:
    shown = registri("due", "--root", str(base), "--within", "3660", "--ics")
    file = tmp_path / "dinas.ics"
    said = _due(registri, base, "--within", "3660", "--ics", str(file))
    assert file.read_bytes().replace(b"\r\n", b"\n").decode() == shown.stdout
    count = len(Calendar.from_ical(file.read_bytes()).walk("VEVENT"))
    assert said == f"Kalender ditulis: {file} ({count} acara).\n"


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["--department", "dinas-kesehatn"], 'Mungkin maksudnya "dinas-kesehatan".'),
        (["--department", "x"], 'Tidak ada perangkat daerah "x".'),
        (["--within", "-1"], "--within"),
        (["--type", "mou"], "--type"),
        (["--ics", "a.ics", "--format", "json"], "Pilih salah satu"),
        (["--ics", "tidak/ada.ics"], "tidak/ada.ics"),
        (["--as-of", "kemarin"], "kemarin"),
    ],
)
def test_wrong_words_are_answered(words: list[str], said: str, base: Path, registri: RunCommand) -> None:
    done = registri("due", "--root", str(base), *words)
    assert done.returncode == 2
    assert said in done.stderr
    assert "Traceback" not in done.stderr


def test_a_register_with_errors_is_checked_first(base: Path, registri: RunCommand) -> None:
    path = base / KB
    path.write_text(path.read_text(encoding="utf-8").replace("purpose:", "purpos:"), encoding="utf-8")
    done = registri("due", "--root", str(base), "--format", "json")
    assert (done.returncode, done.stdout) == (1, "")
    assert f"check --root {base}" in done.stderr


def test_a_calendar_takes_no_other_files_place(base: Path, registri: RunCommand, tmp_path: Path) -> None:
    calendar, other, link = tmp_path / "a.ics", tmp_path / "catatan.yaml", tmp_path / "tautan.ics"
    other.write_text("id: x\n", "utf-8")
    link.symlink_to(other)
    for _ in range(2):
        _due(registri, base, "--within", "3660", "--ics", str(calendar))
        assert Calendar.from_ical(calendar.read_bytes()).events
    for target in (other, link, tmp_path):
        done = registri("due", "--root", str(base), "--ics", str(target))
        assert done.returncode == 2
        assert "bukan kalender" in done.stderr
        assert other.read_text("utf-8") == "id: x\n"
    assert sorted(path.name for path in tmp_path.iterdir() if path.name.startswith(".")) == []
