"""Tombstones: what the public is still told of a withdrawn record, on its page and in every file.

The record's file keeps the rest, and so does its history in git, unless it is purged from there.
"""

from collections.abc import Mapping
from typing import Any

from generator.records import Record

_KEPT = ("id", "type", "title", "former_ids", "withdrawn")


def tell_value(value: Mapping[str, Any]) -> Mapping[str, Any]:
    """Give what is told of an agreement's record: all of it, unless it was withdrawn."""
    return {key: value[key] for key in _KEPT if key in value} if "withdrawn" in value else value


def is_withdrawn(record: Record) -> bool:
    """Whether a record is an agreement's that was withdrawn."""
    return record.kind == "agreement" and "withdrawn" in record.value
