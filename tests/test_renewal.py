"""A register that is brought up to date is the one that is built anew."""

import datetime
import random
import shutil
from pathlib import Path
from typing import Any

import pytest
from builtsite import AS_OF
from drift import Drift
from registers import ROOT, SCHEMAS

from generator.edition import Edition, make_edition, renew_edition
from generator.git.history import Commit, FileChange, History
from generator.locale import Locale
from generator.read.strict_yaml import read_mapping
from generator.records import Record, parse_place
from generator.register.register import build_register
from generator.register.renewal import renew_register
from generator.tables.tables import TABLES

_AS_OF = datetime.date.fromisoformat(AS_OF)
_ROUNDS = 15


@pytest.fixture
def sample(tmp_path: Path) -> Path:
    """Give a copy of the sample register."""
    root = tmp_path / "register"
    shutil.copytree(ROOT / "examples" / "contoh", root)
    return root


def _read(root: Path, before: dict[str, Record]) -> dict[str, Record]:
    """Read every record; those that say the same are the same objects as before."""
    records = {}
    for path in sorted(root.glob("records/**/*.yaml")):
        file = path.relative_to(root).as_posix()
        place, value = parse_place(file), read_mapping(path.read_bytes())[0]
        assert place
        assert value is not None
        known = before.get(file)
        records[file] = known if known and known.value == value else Record(file, place, value)
    return records


def _make(records: dict[str, Record], history: History) -> Edition:
    register = build_register(records.values(), _AS_OF)
    return make_edition(register, history, Locale("id", SCHEMAS))


def _publish(records: dict[str, Record]) -> History:
    """Give a history in which all records were published on one day: after some signings, before others."""
    changes = tuple(FileChange("added", record.place) for record in records.values())
    day = datetime.date(2024, 6, 1)
    return History("0" * 40, day, (Commit("0" * 40, day, "Awal", changes),))


def _tell(edition: Edition) -> list[Any]:
    """Give everything that an edition says, as what can be compared."""
    register = edition.register
    return [
        repr(register),
        {selection: [one.id for one in listed] for selection, listed in edition.selections},
        edition.crosses,
        repr(edition.coverage),
        repr(edition.periods),
        {selection: [one.id for one in listed] for selection, listed in edition.mapping},
        [(item.key, item.date, item.days_left, item.basis, item.extended_by) for item in edition.agenda],
        edition.published,
        {table.name: table.count(edition) for table in TABLES},
    ]


@pytest.mark.parametrize(
    "seed", [0, 1, 2, *(pytest.param(seed, marks=pytest.mark.slow) for seed in range(3, 12))]
)
def test_a_renewed_edition_is_one_made_anew(seed: int, sample: Path) -> None:
    draw = random.Random(seed)  # noqa: S311  the same each time
    drift = Drift(sample, draw)
    records = _read(sample, {})
    history = _publish(records)
    edition = _make(records, history)
    aside: list[tuple[Path, bytes]] = []
    for _ in range(_ROUNDS):
        # What others name can't be taken away: what was added by itself can.
        if aside and draw.random() < 0.5:
            path, data = aside.pop()
            path.write_bytes(data) if not path.exists() else path.unlink()
        for _ in range(draw.choice((0, 1, 1, 2, 5))):
            path = drift.make()
            if path.parent.parent.name == "agreements" and draw.random() < 0.3:
                new = path.with_stem(f"{path.stem}-baru")
                text = path.read_text("utf-8").replace(f"id: {path.stem}\n", f"id: {new.stem}\n", 1)
                new.write_text(text, "utf-8")
                aside.append((new, new.read_bytes()))
        after = _read(sample, records)
        renewed = renew_register(edition.register, records, after)
        assert renewed
        for name, agreement in renewed.register.agreements.items():
            assert (agreement is edition.register.agreements.get(name)) == (name not in renewed.ids)
        edition, records = renew_edition(edition, renewed), after
        assert _tell(edition) == _tell(_make(records, history))
        # What is listed is what the register holds now, not what it was.
        for _, listed in edition.selections:
            assert all(one is edition.register.agreements[one.id] for one in listed)


def test_another_register_record_is_for_making_anew(sample: Path) -> None:
    records = _read(sample, {})
    edition = _make(records, _publish(records))
    assert renew_register(edition.register, records, records)
    path = sample / "records/registry.yaml"
    path.write_text(path.read_text("utf-8").replace("name: ", "name: Uji ", 1), "utf-8")
    assert renew_register(edition.register, records, _read(sample, records)) is None
