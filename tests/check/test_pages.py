"""A register's own pages: no instruction for their readers, and a warning where it is official."""

import json
import re
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from generator.check.rules.pages import check_pages
from generator.own_pages import OWN_PAGES, find_unwritten, list_own_files, render_own_pages
from generator.read.strict_yaml import read_mapping
from generator.records import REGISTRY_FILE

RunCommand = Callable[..., "subprocess.CompletedProcess[str]"]


def settle(root: Path, standing: str) -> dict[str, Any]:
    """Give a register its standing and the pages that it begins with; give its registry."""
    registry = root / REGISTRY_FILE
    text = re.sub(r"^standing: .*$", f"standing: {standing}", registry.read_text("utf-8"), flags=re.MULTILINE)
    registry.write_text(text, "utf-8")
    value, _ = read_mapping(registry.read_bytes())
    assert value is not None
    for place, page in render_own_pages(value).items():
        path = root / "docs" / place
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(page, "utf-8")
    return dict(value)


@pytest.mark.parametrize("language", ["id", "en"])
def test_a_reader_sees_that_a_part_is_missing_and_no_instruction(base: Path, language: str) -> None:
    value = settle(base, "preparing") | {"other_languages": ["en"]}
    folder, said, told = {
        "id": ("", "Bagian ini belum ditulis oleh pemerintah daerah ini.", "Yang ditulis di sini"),
        "en": ("en/", "This part has not been written by this regional government yet.", "What belongs here"),
    }[language]
    pages = render_own_pages(value)
    for place in OWN_PAGES:
        page = pages[folder + place]
        shown = re.sub(r"<!--.*?-->", "", page, flags=re.DOTALL)
        assert said in shown
        assert told not in shown
        assert len(find_unwritten(page)) == page.count(told) == shown.count(said)


def test_pages_of_an_earlier_program_are_known_too() -> None:
    old = "# Asal\n\n*Belum ditulis. Yang ditulis di sini: apa saja.*\n"
    assert find_unwritten(old) == [3]
    assert find_unwritten("# Asal\n\nRegister ini belum ditulis orang.\n") == []


def test_a_line_ends_before_its_end_of_line() -> None:
    page = "# Asal\r\n\r\n*Belum ditulis.*\r\n"
    [(_, fault)] = check_pages("official", {"docs/tentang/asal-usul.md": page})
    assert (fault.line, fault.end_column) == (3, len("*Belum ditulis.*") + 1)


def test_only_an_official_register_is_warned_of_what_is_not_written(base: Path, registri: RunCommand) -> None:
    def run() -> list[tuple[str, str, str]]:
        done = registri("check", "--root", "register", "--format", "json")
        assert done.returncode == 0
        found = [one for one in json.loads(done.stdout)["findings"] if one["file"].startswith("docs/")]
        return [(one["rule"], one["file"], one["severity"]) for one in found]

    settle(base, "preparing")
    assert run() == []
    settle(base, "official")
    own = [file for file in list_own_files() if (base / file).is_file()]
    assert run() == [("KS640", file, "warning") for file in own]
    # What was remembered of the records does not keep a page that has changed since.
    (base / own[0]).write_text("# Asal-usul\n\nDisusun sejak 2024.\n", "utf-8")
    assert run() == [("KS640", file, "warning") for file in own[1:]]
    shown = registri("check", "--root", "register").stdout
    assert f"{own[1]}:" in shown
    assert "belum ditulis" in shown
