"""The end of the examples: which files of a register are still examples, and what changes when they go."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any, NamedTuple

from generator.amend.insertion import Change, Put, amend_record
from generator.beginning_notices import PREPARING_NOTICE, SAMPLE_NOTICE
from generator.check.rules.identity import iterate_references
from generator.records import Record, parse_place
from generator.schemas import Schema
from generator.starting.examples import make_examples
from generator.starting.writer import render_records


class Clearing(NamedTuple):
    """What there is to be done: files to remove, those changed since, and who names the former."""

    removed: tuple[str, ...]
    changed: tuple[str, ...]
    """Files that began as examples and hold something else by now; they stay."""
    naming: tuple[str, ...]
    """Other records with the examples that they name: as long as there are any, none can go."""


def plan_clearing(
    registry: Mapping[str, Any], records: Iterable[Record], read: Callable[[str], bytes | None]
) -> Clearing:  # fmt: skip
    """Find the examples of a register; ``read`` gives a file's bytes, None where there is none."""
    removed, changed = [], []
    for file, content in render_records(make_examples(registry)).items():
        found = read(file)
        if found == content:
            removed.append(file)
        elif found is not None:
            changed.append(file)
    gone = {(place.kind, place.id) for file in removed if (place := parse_place(file))}
    naming = {
        f"{record.file}: {target}"
        for record in records
        if record.file not in removed
        for kind, _, target in iterate_references(record)
        if (kind, target) in gone
    }
    return Clearing(tuple(removed), tuple(changed), tuple(sorted(naming)))


def announce_preparing(data: bytes, registry: Mapping[str, Any], schema: Schema) -> bytes:
    """Give the registry's record as that of a register being prepared; unchanged where it is no sample.

    Raises UnplaceableError where it was rewritten so that there is no sure place for the change.
    """
    old = {
        language: SAMPLE_NOTICE.render(language, place=registry["place_name"]) for language in ("id", "en")
    }
    if registry["standing"] != "sample" or registry["standing_notice"] != old:
        return data
    name = registry["government_name"]
    changes: list[Change] = [Put(("standing",), "preparing")]
    changes += [
        Put(("standing_notice", language), PREPARING_NOTICE.render(language, government=name))
        for language in ("id", "en")
    ]
    return amend_record(data, schema, changes)
