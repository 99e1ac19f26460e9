"""Where records stand: the place that a record is given is the one that is read from its path."""

import pytest
from registers import base_records

from generator.records import identify, kind_of, parse_place, place_record, schema_of

RECORDS = [record for record in base_records() if record.kind != "registry"]


def test_a_record_stands_where_its_path_is_read_as_its_place() -> None:
    assert {record.kind for record in RECORDS} >= {"agreement", "partner", "mapping-entry"}
    for record in RECORDS:
        assert place_record(record.place.schema, record.value) == record.file
        assert kind_of(record.place.schema) == record.kind
        assert schema_of(record.place.schema) == record.place.schema


def test_a_word_that_is_no_kind_has_no_schema() -> None:
    assert schema_of("ksdd") == "agreement-ksdd"
    for word in ("agreement", "registry", "mitra"):
        with pytest.raises(KeyError):
            schema_of(word)


@pytest.mark.parametrize(
    ("file", "name"),
    [
        ("records/registry.yaml", ("registry", "registry")),
        ("records/agreements/ksdd/a.b.yaml", ("agreement", "a.b")),
        ("records/mapping/2026/x.yaml", ("mapping-entry", "x")),
        ("records/mapping/lama/x.yaml", None),
        ("records/partners/x.yml", None),
        ("records/partners/.yaml", None),
        ("records/partners/yaml", None),
        ("records/partners/dalam/x.yaml", None),
        ("records/partners/\udcff.yaml", None),
        ("records/lain.yaml", None),
        ("registry.yaml", None),
    ],
)
def test_a_path_tells_its_record(file: str, name: tuple[str, str] | None) -> None:
    place = parse_place(file)
    assert identify(file) == (place and (place.kind, place.id)) == name
