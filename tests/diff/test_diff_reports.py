"""The forms of a difference: JSON keeps its contract, and no record's text gets out of its place."""

import json
import re
import shutil
from dataclasses import replace
from pathlib import Path

import jsonschema
import pytest
from changesets import CASES, KINDS, commit, make_repository, run_git
from hostile import write_hostile
from registers import ROOT, SCHEMAS
from write_differences import tell

from generator.check.reporters.cells import render_printable
from generator.differences.reporters import report_difference
from generator.differences.reporters.markdown import MOST_BYTES
from generator.differences.reporters.setting import Setting
from generator.locale import Locale

SCHEMA = json.loads(
    (ROOT / "generator" / "differences" / "reporters" / "difference.schema.json").read_text("utf-8")
)
SETTING = Setting(Locale("id", SCHEMAS))


@pytest.mark.parametrize("kind", KINDS)
def test_json_keeps_its_contract(kind: str) -> None:
    told = json.loads((CASES / kind / "expected.json").read_text(encoding="utf-8"))
    jsonschema.Draft202012Validator(SCHEMA).validate(told)


def test_the_contract_is_closed() -> None:
    jsonschema.Draft202012Validator.check_schema(SCHEMA)
    told = json.loads((CASES / "several" / "expected.json").read_text(encoding="utf-8"))
    told["lain"] = 1
    assert not jsonschema.Draft202012Validator(SCHEMA).is_valid(told)


@pytest.fixture
def hostile(base: Path, tmp_path: Path) -> Path:
    """Give a register whose change is written to break what is made of it."""
    run_git(base, "init", "-q", "-b", "main")
    commit(base, "Awal")
    twisted = write_hostile(tmp_path / "hostile", base)
    shutil.copytree(twisted / "records", base / "records", dirs_exist_ok=True)
    return base


def test_markdown_shows_texts_as_texts(hostile: Path) -> None:
    difference = tell(hostile)
    assert len(difference.records) > 10
    text = report_difference("markdown", difference, SETTING)
    assert len(text.encode()) <= MOST_BYTES + 1000
    own = r"<!-- -->|</?details>|</?summary>"
    assert "<" not in re.sub(own, "", text)
    bare = re.sub(r"\\.", "", text)
    assert not set("[]`*~$") & set(bare)
    # No name of a person and no number of an issue is left for a code host to see, and no address.
    assert not re.search(r"[@#!](?=\w)", text)
    assert not re.search(r"https?:/", text)
    assert "www." not in text


def test_a_terminal_is_sent_nothing_to_obey(hostile: Path) -> None:
    text = report_difference("text", tell(hostile), SETTING)
    assert all(render_printable(line) == line for line in text.split("\n"))


def test_json_stays_json(hostile: Path) -> None:
    told = json.loads(report_difference("json", tell(hostile), SETTING))
    jsonschema.Draft202012Validator(SCHEMA).validate(told)


def test_tables_keep_their_columns(hostile: Path) -> None:
    text = report_difference("markdown", tell(hostile), SETTING)
    for line in text.splitlines():
        if line.startswith("|"):
            assert len(re.findall(r"(?<!\\)\|", line)) == 5, line


def test_long_reports_are_cut_for_a_comment(hostile: Path) -> None:
    difference = tell(hostile)
    (first, *_) = difference.records
    many = replace(difference, records=(replace(first, sentences=first.sentences * 20),) * 300)
    text = report_difference("markdown", many, SETTING)
    assert len(text.encode()) <= MOST_BYTES + 1000
    assert "dipotong di sini" in text
    assert text.count("<details>") == text.count("</details>")


def test_text_holds_no_more_than_a_person_reads(tmp_path: Path) -> None:
    difference = tell(make_repository(tmp_path / "register", "several"))
    short = report_difference("text", difference, SETTING)
    whole = report_difference("text", difference, replace(SETTING, is_full=True))
    assert "tampilkan semuanya dengan --all" in short
    assert "--all" not in whole
    assert len(whole.splitlines()) > len(short.splitlines())
