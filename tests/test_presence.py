"""The pages told from numbers alone are those that the catalogue makes."""

import datetime
from itertools import pairwise
from pathlib import Path

import pytest
from builtsite import AS_OF, REGISTERS
from registers import BASE, SCHEMAS

from generator.calendars import list_calendars
from generator.check.checker import Checker
from generator.differences.figures import State
from generator.differences.tallies import Tally, take_tally
from generator.edition import Edition, make_edition
from generator.git.history import NO_HISTORY
from generator.locale import Locale
from generator.pages.catalogue import iterate_pages
from generator.presence import list_record_addresses
from generator.register.register import build_register
from generator.sample.writer import write_sample


def _compare(root: Path) -> tuple[set[str], set[str], Edition, Tally, State]:
    """Give the addresses that the catalogue makes, and those told from numbers and records."""
    day = datetime.date.fromisoformat(AS_OF)
    records = Checker(root, SCHEMAS, day).check_register().records
    register = build_register(records, day)
    edition = make_edition(register, NO_HISTORY, Locale("id", SCHEMAS))
    tally = take_tally(register, edition.published)
    state = State(tally, register)
    own = register.registry["government"]
    told = state.pages() | {
        address for record in records for address in list_record_addresses(record.kind, record.value, own)
    }
    return {page.address for page in iterate_pages(edition)}, told, edition, tally, state


@pytest.fixture(scope="module")
def always() -> set[str]:
    """Give the pages that there are whatever a register holds."""
    made, told, *_ = _compare(BASE)
    assert told < made
    return made - told


@pytest.mark.parametrize("name", [*REGISTERS, "long"])
def test_presence_is_the_catalogue(name: str, always: set[str], tmp_path: Path) -> None:
    root = REGISTERS.get(name, tmp_path / "long")
    if name not in REGISTERS:
        # Enough for lists in several parts, and for things whose groups have pages of their own.
        write_sample(root, 900)
        # And for lines of departments, the last of which has a long list.
        for first, second in pairwise(sorted(root.glob("records/departments/*.yaml"))):
            first.write_text(f"{first.read_text('utf-8')}successors:\n  - {second.stem}\n", "utf-8")
    made, told, edition, tally, state = _compare(root)
    assert told == made - always
    assert state.selections.numbers() == {one: len(members) for one, members in edition.selections}
    assert state.entries.numbers() == {one: len(members) for one, members in edition.mapping}
    calendars = {
        ("calendar", (listing.scope, listing.value)): len(listing.items)
        for listing in list_calendars(edition.register, edition.agenda)
        if listing.items
    }
    assert {key: number for key, number in tally.agenda.items() if key[0] == "calendar"} == calendars
    assert Tally.unpack(tally.pack()) == tally
