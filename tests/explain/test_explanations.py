"""Every rule and every field explains itself, in both languages and in plain words."""

import re

import pytest
from registers import SCHEMAS

from generator.check.example import read_examples
from generator.check.rules import RULES
from generator.explain.field_text import render_choice, render_fields, render_schema
from generator.explain.fields import Field, find_fields, iterate_fields, suggest_fields
from generator.explain.rule_text import render_rule
from generator.records import SCHEMAS as NAMES
from generator.text import Language

FIELDS = list(iterate_fields(SCHEMAS, NAMES))
# What only programmers say.
_JARGON = re.compile(
    r"\$ref|additionalProperties|maxLength|minLength|pattern|const\b|enum\b|\bstr\b|\{\w+\}|\^"
)


@pytest.mark.parametrize("language", ["id", "en"])
@pytest.mark.parametrize("rule", RULES)
def test_rules(rule: str, language: Language) -> None:
    lines = list(render_rule(RULES[rule], read_examples()[rule], language))
    assert lines[0].startswith(f"{rule} (")
    text = "\n".join(lines)
    assert any(line.startswith(("  - ", "  + ")) for line in lines)
    assert not re.search(r"\{\w+\}|None", text)


@pytest.mark.parametrize("language", ["id", "en"])
def test_fields(language: Language) -> None:
    for field in FIELDS:
        lines = list(render_fields([field], SCHEMAS, language))
        head, about, empty, holds, *_ = lines
        assert head.startswith(f"{field.path}: ")
        assert about
        assert not empty
        assert holds.startswith(("Isi: ", "Holds: "))
        assert not _JARGON.search("\n".join(lines)), field


def test_languages_differ() -> None:
    field = next(field for field in FIELDS if field.path == "parties.number")
    indonesian, english = (list(render_fields([field], SCHEMAS, language)) for language in ("id", "en"))
    assert indonesian[0] == "parties.number: Nomor naskah pihak ini"
    assert english[0] == "parties.number: This party's document number"
    assert not set(indonesian) & set(english) - {""}


@pytest.mark.parametrize("name", NAMES)
def test_kinds_of_records(name: str) -> None:
    text = "\n".join(render_schema(name, SCHEMAS.get(name), "id"))
    for key, part in SCHEMAS.get(name)["properties"].items():
        assert re.search(rf"^  {key} +{re.escape(part['title'])}", text, re.MULTILINE), key


@pytest.mark.parametrize(
    ("wanted", "paths", "schemas"),
    [
        ("signing.date", {"signing.date"}, 5),
        ("Signing.Date", {"signing.date"}, 5),
        ("parties[0].number", {"parties.number"}, 5),
        ("parties.0.number", {"parties.number"}, 5),
        ("parties[].number", {"parties.number"}, 5),
        ("signing/date", {"signing.date"}, 5),
        ("agreement-ksdd.term.end", {"term.end"}, 1),
        ("region_code", {"region_code"}, 2),
        ("beneficiaries.count", {"evaluations.beneficiaries.count"}, 5),
        ("number", {"parties.number", "stages.number", "dprd_approval.number"}, 5),
        ("tidak-ada", set(), 0),
        ("", set(), 0),
        ("umber", set(), 0),
    ],
)
def test_finding(wanted: str, paths: set[str], schemas: int) -> None:
    found = find_fields(wanted, FIELDS)
    assert {field.path for field in found} == paths
    assert len({field.schema for field in found}) == schemas


@pytest.mark.parametrize(
    ("wanted", "meant"),
    [
        ("signing.dat", "signing.date"),
        ("parties.numbr", "parties.number"),
        ("pruposes", "purpose"),
        ("certanty", "certainty"),
        ("kesehatan", None),
    ],
)
def test_suggestions(wanted: str, meant: str | None) -> None:
    assert (meant in suggest_fields(wanted, FIELDS)) if meant else (suggest_fields(wanted, FIELDS) == [])


def test_the_same_field_is_explained_once() -> None:
    same = [field for field in FIELDS if field.path == "signing.date"]
    lines = list(render_fields(same, SCHEMAS, "id"))
    assert [line for line in lines if line.startswith("signing.date: ")] == lines[:1]
    assert "Pada catatan: semua jenis perjanjian." in lines
    # Where types ask different things, each has its own explanation.
    types = [field for field in FIELDS if field.path == "type" and field.schema.startswith("agreement-")]
    assert sum(line.startswith("type: ") for line in render_fields(types, SCHEMAS, "id")) == len(types)


def test_several_fields_of_one_name_are_named() -> None:
    lines = list(render_choice(find_fields("number", FIELDS), "id"))
    assert lines[1].split(maxsplit=1) == ["parties.number", "Nomor naskah pihak ini"]


def test_a_field_knows_its_name() -> None:
    field = Field("partner", "a.b", {}, is_required=False)
    assert field.title("id") == "b"
