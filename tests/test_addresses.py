"""Addresses: what the site keeps for itself no record may take."""

import pytest

from generator import addresses
from generator.records import RESERVED_IDS, RecordKind

_SECTIONS: tuple[tuple[RecordKind, str], ...] = (
    ("agreement", addresses.AGREEMENTS),
    ("partner", addresses.PARTNERS),
    ("department", addresses.DEPARTMENTS),
    ("affair", addresses.AFFAIRS),
)


@pytest.mark.parametrize(("kind", "section"), _SECTIONS)
def test_the_names_beside_records_are_the_reserved_ones(kind: RecordKind, section: str) -> None:
    known = [*addresses._SELECTIONS.values(), addresses.REGIONS, addresses.COUNTRIES]
    beside = {
        address.removeprefix(section).partition("/")[0] for address in known if address.startswith(section)
    }
    names = {name for name in beside if name and "{" not in name}
    # Further parts of a long list stand at "hal/2/", where no record stands.
    assert names == RESERVED_IDS.get(kind, frozenset())
