"""The pages told from numbers alone are those that the catalogue makes."""

import datetime
from pathlib import Path

import pytest
from builtsite import AS_OF, REGISTERS
from registers import SCHEMAS

from generator.check.checker import Checker
from generator.differences.figures import State
from generator.differences.tallies import Tally, take_tally
from generator.history import NO_HISTORY
from generator.locale import Locale
from generator.pages.catalogue import iterate_pages
from generator.pages.edition import make_edition
from generator.pages.presence import list_record_addresses
from generator.register.register import build_register
from generator.sample.writer import write_sample

# Pages that there are whatever the register holds; those of rules are as many as there are rules.
ALWAYS = frozenset((
    "", "data/", "evaluasi/", "kalender/", "mitra/", "panduan/jenis/", "pemetaan/", "perangkat-daerah/",
    "perubahan/", "statistik/", "statistik/grafik/", "statistik/jenis-kategori-mitra/",
    "statistik/jenis-perangkat-daerah/", "statistik/jenis-urusan/", "statistik/jenis-wilayah/",
    "statistik/lini-masa/", "statistik/peta/", "urusan/",
))  # fmt: skip


@pytest.mark.parametrize("name", [*REGISTERS, "long"])
def test_presence_is_the_catalogue(name: str, tmp_path: Path) -> None:
    root = REGISTERS.get(name, tmp_path / "long")
    if name not in REGISTERS:
        # Enough for lists in several parts, and for things whose groups have pages of their own.
        write_sample(root, 900)
    day = datetime.date.fromisoformat(AS_OF)
    records = Checker(root, SCHEMAS, day).check_register().records
    register = build_register(records, day)
    edition = make_edition(register, NO_HISTORY, Locale("id", SCHEMAS))
    made = {page.address for page in iterate_pages(edition) if not page.address.startswith("panduan/aturan/")}

    tally = take_tally(register, edition.published)
    state = State(tally, register)
    own = register.registry["government"]
    told = state.pages() | {
        address for record in records for address in list_record_addresses(record.kind, record.value, own)
    }
    assert told == made - ALWAYS
    assert state.selections.numbers() == {one: len(members) for one, members in edition.selections}
    assert state.entries.numbers() == {one: len(members) for one, members in edition.mapping}
    assert Tally.unpack(tally.pack()) == tally
