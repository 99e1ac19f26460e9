"""Where records stand: the place that a record is given is the one that is read from its path."""

import pytest
from registers import base_records

from generator.records import kind_of, place_record, schema_of

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
