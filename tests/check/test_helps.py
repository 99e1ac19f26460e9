"""The helps of the schema's rules fit what was written: a form, a kind, a key in Indonesian."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from registers import KB, PARTNER, ROOT, check, copy_base

from generator.check.rules import RULES
from generator.check.schema_faults import FORMS
from generator.check.wording import TERMS


def _find_patterns(value: Any) -> Iterator[str]:
    if isinstance(value, dict):
        if isinstance(value.get("pattern"), str):
            yield value["pattern"]
        value = list(value.values())
    if isinstance(value, list):
        for item in value:
            yield from _find_patterns(item)


def test_every_form_of_the_schemas_has_words() -> None:
    files = [*(ROOT / "schema").glob("*.schema.json"), *(ROOT / "generator").rglob("sources.schema.json")]
    patterns = {one for file in files for one in _find_patterns(json.loads(file.read_text("utf-8")))}
    assert patterns == set(FORMS)
    assert set(FORMS.values()) < set(TERMS["form"])


@pytest.mark.parametrize(
    ("file", "old", "new", "help_text"),
    [
        (PARTNER, "category: ", "sources: s1\ncategory: ",
         'Tulis setiap butir pada baris sendiri di bawah kuncinya, diawali "- ".'),
        (PARTNER, "category: ", 'region_code: "3471"\ncategory: ',
         'Tulis kode wilayah, misalnya "73" atau "73.71".'),
        (PARTNER, "category: ", "units:\n  - dinas\ncategory: ",
         'Tulis setiap isian sebagai "kunci: nilai" pada baris sendiri.'),
        (KB, "    - id\n", "    - ID\n", 'Tulis kode bahasa, dua huruf kecil, misalnya "id".'),
    ],
)  # fmt: skip
def test_the_help_fits_the_case(tmp_path: Path, file: str, old: str, new: str, help_text: str) -> None:
    root = copy_base(tmp_path / "register")
    path = root / file
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    assert help_text in {found.help for found in check(root).findings}


def test_no_text_of_a_rule_speaks_as_programmers_do() -> None:
    words = ("yaml ", "scalar", "string", "array", "boolean", "schema", "skema", "indent", "takuk", "$ref")
    for rule in RULES.values():
        said = f"{rule.message.id} {rule.help.id}".casefold().replace(".yaml ", " ")
        assert not [word for word in words if word in said], rule.id
