"""What a schema may say: all that is allowed can be explained, and all else is refused at once."""

import copy
import json
from pathlib import Path
from typing import Any

import pytest
from registers import ROOT, SCHEMAS

from generator.check.schema_faults import check_schema
from generator.refusal import RefusalError
from generator.schema_subset import KEYWORDS, TYPES, find_faults
from generator.schemas import FORMATS, SchemaSet

BROKEN: dict[str, tuple[Any, Any]] = {
    "type": ({"type": "string"}, 1),
    "enum": ({"enum": ["a", "b"]}, "c"),
    "const": ({"const": "a"}, "b"),
    "pattern": ({"pattern": "^a$"}, "b"),
    "minLength": ({"minLength": 2}, "a"),
    "maxLength": ({"maxLength": 1}, "ab"),
    "minItems": ({"minItems": 1}, []),
    "minProperties": ({"minProperties": 1}, {}),
    "uniqueItems": ({"uniqueItems": True}, [1, 1]),
    "minimum": ({"minimum": 1}, 0),
    "maximum": ({"maximum": 1}, 2),
    "format": ({"format": "edtf"}, "kemarin"),
    "required": ({"required": ["a"]}, {}),
    "additionalProperties": ({"properties": {}, "additionalProperties": False}, {"a": 1}),
    "properties": ({"properties": {"a": {"const": 1}}}, {"a": 2}),
    "items": ({"items": {"const": 1}}, [2]),
    "$ref": ({"$ref": "shared.schema.json#/$defs/id"}, "BUKAN ID"),
}
"""A schema that uses the keyword, and a value that fails it."""


def _write(folder: Path, part: Any) -> SchemaSet:
    """Write a set of schemas whose ``uji`` holds one key with the given schema."""
    schema = {"type": "object", "properties": {"isi": part}, "additionalProperties": False}
    (folder / "shared.schema.json").write_bytes((ROOT / "schema" / "shared.schema.json").read_bytes())
    (folder / "uji.schema.json").write_text(json.dumps(schema), encoding="utf-8")
    return SchemaSet(folder)


def test_every_keyword_has_a_case() -> None:
    assert BROKEN.keys() == KEYWORDS.keys()


@pytest.mark.parametrize("keyword", BROKEN)
def test_what_is_allowed_is_explained(keyword: str, tmp_path: Path) -> None:
    part, value = BROKEN[keyword]
    assert list(find_faults(part, {"id"}, FORMATS)) == []
    (problem, *_) = check_schema(_write(tmp_path, part), "uji", "uji.yaml", {"isi": value})
    assert problem.rule.startswith("KS1")


@pytest.mark.parametrize("name", sorted(TYPES))
def test_every_type_has_its_word(name: str, tmp_path: Path) -> None:
    value: Any = [] if name == "string" else "teks"
    (problem,) = check_schema(_write(tmp_path, {"type": name}), "uji", "uji.yaml", {"isi": value})
    assert problem.params["wanted"] == name


@pytest.mark.parametrize(
    ("part", "place"),
    [
        ({"anyOf": []}, "/anyOf"),
        ({"maxItems": 3}, "/maxItems"),
        ({"multipleOf": 2}, "/multipleOf"),
        ({"tittle": "Judul"}, "/tittle"),
        ({"type": ["string", "null"]}, "/type"),
        ({"type": "number"}, "/type"),
        ({"pattern": "("}, "/pattern"),
        ({"pattern": 5}, "/pattern"),
        ({"minLength": "2"}, "/minLength"),
        ({"minLength": True}, "/minLength"),
        ({"minLength": -1}, "/minLength"),
        ({"enum": "a"}, "/enum"),
        ({"enum": []}, "/enum"),
        ({"enum": [{}]}, "/enum"),
        ({"format": "date"}, "/format"),
        ({"required": "a"}, "/required"),
        ({"additionalProperties": {}}, "/additionalProperties"),
        ({"additionalProperties": False}, "/"),
        ({"items": True}, "/items"),
        ({"items": {"items": {"x": 1}}}, "/items/items/x"),
        ({"properties": {"a": True}}, "/properties/a"),
        ({"properties": {"a": {"not": {}}}}, "/properties/a/not"),
        ({"$ref": "#/$defs/tidak-ada"}, "/$ref"),
        ({"$ref": "https://contoh.example/#/$defs/id"}, "/$ref"),
        ({"$ref": "id"}, "/$ref"),
        ({"$ref": 1}, "/$ref"),
        ({"x-labels": {"a": "A"}}, "/x-labels"),
        ({"title": 1}, "/title"),
        (5, "/"),
        (None, "/"),
    ],
)
def test_what_is_not_known_is_refused(part: Any, place: str, tmp_path: Path) -> None:
    assert [where for where, _, _ in find_faults(part, {"id"}, FORMATS)] == [place]
    with pytest.raises(RefusalError, match=r"uji\.schema\.json"):
        _write(tmp_path, part).get("uji")


def test_our_own_schemas_are_within() -> None:
    for name in SCHEMAS.names:
        assert list(find_faults(SCHEMAS.get(name), (), FORMATS)) == [], name


def test_a_part_that_refers_to_itself_is_refused(tmp_path: Path) -> None:
    shared = json.loads((ROOT / "schema" / "shared.schema.json").read_text(encoding="utf-8"))
    shared["$defs"]["ular"] = {"type": "array", "items": {"$ref": "#/$defs/ekor"}}
    shared["$defs"]["ekor"] = {"$ref": "#/$defs/ular"}
    (tmp_path / "shared.schema.json").write_text(json.dumps(shared), encoding="utf-8")
    with pytest.raises(RefusalError, match="refers to itself"):
        SchemaSet(tmp_path).part("ular")


def test_a_refusal_crosses_between_processes() -> None:
    with pytest.raises(RefusalError) as caught:
        SchemaSet(ROOT / "tidak-ada")
    again = copy.copy(caught.value)
    assert again.render("id") == caught.value.render("id")
    assert "shared.schema.json" in again.render("id")
