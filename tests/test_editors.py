"""Editors find each record's schema, complete its keys and say in Indonesian what they mean."""

import fnmatch
import json
import re
from pathlib import Path
from typing import Any

import pytest
import yaml
from registers import BASE, ROOT
from write_labels import SCHEMA_FILES, render_labelled

from generator.__main__ import COMMANDS
from generator.read.files import list_record_files
from generator.records import SCHEMAS, parse_place

_MODELINE = re.compile(r"# yaml-language-server: \$schema=(\S+)")
_SETTINGS = json.loads((ROOT / ".vscode" / "settings.json").read_text(encoding="utf-8"))
_RECORDS = list_record_files(ROOT)


@pytest.mark.parametrize("file", _RECORDS)
def test_each_record_names_the_schema_that_it_is_checked_against(file: str) -> None:
    first = (ROOT / file).read_text(encoding="utf-8").partition("\n")[0]
    found = _MODELINE.fullmatch(first)
    place = parse_place(file)
    assert found
    assert place
    named = ((ROOT / file).parent / found[1]).resolve()
    assert named == ROOT / "schema" / f"{place.schema}.schema.json"
    assert named.is_file()


def test_a_register_without_schemas_names_none() -> None:
    for root in (BASE, ROOT / "examples" / "contoh"):
        assert not (root / "schema").exists()
        for file in list_record_files(root):
            assert not _MODELINE.search((root / file).read_text(encoding="utf-8"))


@pytest.mark.parametrize("name", SCHEMAS)
def test_the_settings_name_a_schema_for_files_without_a_line_of_their_own(name: str) -> None:
    globs = _SETTINGS["yaml.schemas"][f"./schema/{name}.schema.json"]
    examples = [f"examples/contoh/{file}" for file in list_record_files(ROOT / "examples" / "contoh")]
    for file in (*_RECORDS, *examples):
        place = parse_place(file.removeprefix("examples/contoh/"))
        assert place
        assert any(_matches(file, glob) for glob in globs) == (place.schema == name), file


def _matches(file: str, glob: str) -> bool:
    parts, wanted = file.split("/"), glob.split("/")
    return len(parts) == len(wanted) and all(map(fnmatch.fnmatchcase, parts, wanted))


def test_the_settings_name_no_other_schema() -> None:
    assert set(_SETTINGS["yaml.schemas"]) == {f"./schema/{name}.schema.json" for name in SCHEMAS}


@pytest.mark.parametrize("path", SCHEMA_FILES, ids=lambda path: path.name.partition(".")[0])
def test_references_lead_to_files_beside(path: Path) -> None:
    for target in _find_references(json.loads(path.read_text(encoding="utf-8"))):
        file, _, way = target.partition("#")
        other = json.loads((path.parent / file if file else path).read_text(encoding="utf-8"))
        for step in way.strip("/").split("/"):
            other = other[step]


def _find_references(part: Any) -> list[str]:
    if isinstance(part, dict):
        own = [part["$ref"]] if isinstance(part.get("$ref"), str) else []
        return own + [found for item in part.values() for found in _find_references(item)]
    return [found for item in part for found in _find_references(item)] if isinstance(part, list) else []


@pytest.mark.parametrize("path", SCHEMA_FILES, ids=lambda path: path.name.partition(".")[0])
def test_choices_bear_their_labels_where_editors_look(path: Path) -> None:
    """Stale after a change of ``x-labels``: ``make labels`` writes them anew."""
    assert path.read_text(encoding="utf-8") == render_labelled(path)


def test_some_label_is_there() -> None:
    text = (ROOT / "schema" / "shared.schema.json").read_text(encoding="utf-8")
    assert '"enumDescriptions": [\n' in text


def test_the_extensions_are_recommended() -> None:
    wanted = json.loads((ROOT / ".vscode" / "extensions.json").read_text(encoding="utf-8"))
    assert "redhat.vscode-yaml" in wanted["recommendations"]


def _read_hooks() -> list[dict[str, Any]]:
    offered = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))
    own = yaml.safe_load((ROOT / ".pre-commit-config.yaml").read_text(encoding="utf-8"))
    return [*offered, *own["repos"][0]["hooks"]]


@pytest.mark.parametrize("hook", _read_hooks(), ids=lambda hook: f"{hook['language']}-{hook['id']}")
def test_hooks_run_commands_on_records(hook: dict[str, Any]) -> None:
    program, command = hook["entry"].split()
    assert program.endswith("registri")
    assert command in COMMANDS
    assert all(re.search(hook["files"], file) for file in _RECORDS)
    assert not re.search(hook["files"], "README.md")


def test_the_editor_config_ends_and_indents_as_records_do() -> None:
    lines = (ROOT / ".editorconfig").read_text(encoding="utf-8").splitlines()
    assert lines[0] == "root = true"
    everywhere = lines[lines.index("[*]") + 1 : lines.index("[*.py]")]
    assert {"charset = utf-8", "end_of_line = lf", "indent_size = 2"} <= set(everywhere)
