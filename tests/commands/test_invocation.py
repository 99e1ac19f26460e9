"""A command that the program names can be typed as it stands, where the program was started."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from registers import PARTNER, ROOT, copy_base

BIN = Path(sys.executable).parent


@pytest.fixture
def place(tmp_path: Path) -> Path:
    """Give a folder with a register in it and the program under ``bin``."""
    (tmp_path / "bin").symlink_to(BIN)
    copy_base(tmp_path / "kota contoh")
    return tmp_path


def run(command: str, place: Path, **environment: str) -> str:
    """Type a command into a shell and give what it prints."""
    inherited = {name: value for name, value in os.environ.items() if not name.startswith("REGISTRI_")}
    ran = subprocess.run(
        ["sh", "-c", command],
        cwd=place,
        env={**inherited, "REGISTRI_AS_OF": "2025-06-30", "PYTHONPATH": str(ROOT), **environment},
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )
    assert ran.returncode == 0, ran.stderr
    return ran.stdout


def next_command(printed: str) -> str:
    found = re.search(r"(?m)^Langkah berikutnya: (.*)$", printed)
    assert found, printed
    return found[1]


@pytest.mark.parametrize("started", ["bin/registri", "./bin/registri", f"{sys.executable} -m generator"])
def test_as_it_was_started(started: str, place: Path) -> None:
    built = next_command(run(f"{started} build --root 'kota contoh' --as-of 2025-01-31", place))
    assert built == f"{started} serve --root 'kota contoh' --as-of 2025-01-31"
    assert f"{started} serve" in run(f"{built} --help", place)


def test_by_its_name_alone_where_the_shell_finds_it(place: Path) -> None:
    path = f"{BIN}:{os.environ['PATH']}"
    assert next_command(run("registri build", place / "kota contoh", PATH=path)) == "registri serve"


def test_by_its_whole_path_where_the_shell_finds_another(place: Path) -> None:
    other = place / "lain"
    other.mkdir()
    (other / "registri").write_text("#!/bin/sh\n")
    (other / "registri").chmod(0o755)
    path = f"{other}:{BIN}:{os.environ['PATH']}"
    printed = run(f"{BIN}/registri build", place / "kota contoh", PATH=path)
    assert next_command(printed) == f"{BIN}/registri serve"


def test_from_the_sample_to_its_site(place: Path) -> None:
    built = next_command(run("bin/registri sample --count 2 'contoh baru'", place))
    assert next_command(run(built, place)) == "bin/registri serve --root 'contoh baru'"


def test_a_site_elsewhere_is_not_what_serve_shows(place: Path) -> None:
    printed = run("bin/registri build --root 'kota contoh' --site-dir situs", place)
    assert "Langkah berikutnya" not in printed


def test_the_way_to_an_explanation_too(place: Path) -> None:
    (place / "kota contoh" / PARTNER).write_text("id: kota-seberang\n", encoding="utf-8")
    for command in ("check", "build"):
        printed = run(f"bin/registri {command} --root 'kota contoh' || true", place)
        assert "\nPenjelasan dan contoh: bin/registri explain KS102\n" in printed


def test_help_names_the_program_as_it_was_started(place: Path) -> None:
    assert run("bin/registri build --help", place).startswith("Pemakaian: bin/registri build [PILIHAN]\n")


def test_seconds_are_written_as_the_language_does(place: Path) -> None:
    command = "bin/registri build --anew --root 'kota contoh'"
    assert re.search(r" dalam \d+,\d detik: ", run(command, place))
    assert re.search(r" in \d+\.\d seconds: ", run(command, place, REGISTRI_LANG="en"))
