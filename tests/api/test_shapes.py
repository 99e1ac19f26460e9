"""Shapes and filling: every field of a record is there, of one type."""

from typing import Any

import jsonschema_rs
import pytest
from registers import SCHEMAS, base_records

from generator.api.filling import make_filler
from generator.api.records import find_schema
from generator.api.shapes import maybe, part, shape_record, unite_schemas
from generator.records import AGREEMENT_TYPES, FOLDERS, RecordKind

_KINDS: list[RecordKind] = ["registry", *FOLDERS.values()]
_SCHEMA: dict[str, Any] = {
    "type": "object",
    "properties": {
        "id": {"type": "string", "minLength": 1},
        "kind": {"enum": ["a", "b"]},
        "names": {"type": "array", "items": {"type": "string"}, "minItems": 1},
        "place": {
            "type": "object",
            "properties": {"x": {"type": "integer"}, "y": {"type": "integer"}},
            "required": ["x"],
            "additionalProperties": False,
            "minProperties": 1,
        },
    },
    "required": ["id"],
    "additionalProperties": False,
}


@pytest.mark.parametrize(
    ("value", "filled"),
    [
        ({"id": "a"}, {"id": "a", "kind": None, "names": [], "place": None}),
        (
            {"place": {"x": 1}, "id": "a", "names": ["b"]},
            {"id": "a", "kind": None, "names": ["b"], "place": {"x": 1, "y": None}},
        ),
    ],
)
def test_what_a_record_leaves_out_is_null_or_an_empty_list(value: Any, filled: Any) -> None:
    before = repr(value)
    found = make_filler(_SCHEMA)(value)
    assert found == filled
    assert list(found) == list(filled)
    assert repr(value) == before
    assert jsonschema_rs.is_valid(shape_record(_SCHEMA), found)


def test_a_shape_wants_every_field_and_no_other() -> None:
    shape = shape_record(_SCHEMA)
    whole = {"id": "a", "kind": "b", "names": ["c"], "place": {"x": 1, "y": None}}
    assert jsonschema_rs.is_valid(shape, whole)
    for wrong in (
        {key: one for key, one in whole.items() if key != "kind"},
        {**whole, "more": 1},
        {**whole, "id": None},
        {**whole, "names": None},
        {**whole, "kind": "c"},
        {**whole, "place": {"x": 1}},
        {**whole, "place": {"x": None, "y": 1}},
    ):
        assert not jsonschema_rs.is_valid(shape, wrong), wrong


@pytest.mark.parametrize("kind", _KINDS)
def test_every_record_of_a_kind_fits_its_shape(kind: RecordKind) -> None:
    schema = find_schema(SCHEMAS, kind)
    fill, validator = make_filler(schema), jsonschema_rs.Draft202012Validator(shape_record(schema))
    records = [record for record in base_records() if record.kind == kind]
    assert records
    for record in records:
        validator.validate(fill(record.value))


def test_agreements_of_all_types_have_the_same_fields() -> None:
    schemas = [SCHEMAS.get(f"agreement-{kind}") for kind in AGREEMENT_TYPES]
    united = unite_schemas(schemas)
    assert set(united["properties"]) == {key for schema in schemas for key in schema["properties"]}
    assert united["properties"]["type"]["enum"] == list(AGREEMENT_TYPES)
    assert set(united["required"]) == set.intersection(*(set(schema["required"]) for schema in schemas))
    codes = united["properties"]["subtype"]["enum"]
    assert {"wajib", "investasi", "provinsi-kembar", "penerusan"} <= set(codes)


def test_what_may_be_null_keeps_its_codes() -> None:
    assert maybe({"type": "string", "enum": ["a"]}) == {"type": ["string", "null"], "enum": ["a", None]}
    assert maybe({"type": "string", "const": "a"}) == {"type": ["string", "null"], "enum": ["a", None]}
    assert maybe(part("X")) == {"anyOf": [{"$ref": "#/$defs/X"}, {"type": "null"}]}
