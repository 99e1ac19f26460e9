"""Throw-away registers for tests: the base register of the cases, copied, overlaid and checked."""

import copy
import datetime
import shutil
from functools import lru_cache
from pathlib import Path
from typing import Any

from generator.check.checker import Checked, Checker
from generator.home import find_part
from generator.read.strict_yaml import read_mapping
from generator.records import Record, parse_place
from generator.register.model import Agreement
from generator.register.register import Register, build_register
from generator.schemas import SchemaSet
from generator.text import Language

ROOT = Path(__file__).resolve().parents[1]
CASES = ROOT / "tests" / "cases"
BASE = CASES / "_base"
AS_OF = datetime.date(2025, 6, 30)

KB = "records/agreements/ksdd/ksdd-seberang-2023-kb.yaml"
PKS = "records/agreements/ksdd/ksdd-seberang-2024-pks.yaml"
PARTNER = "records/partners/kota-seberang.yaml"

SCHEMAS = SchemaSet(find_part(ROOT, "schema"))


def copy_base(target: Path, overlay: Path | None = None) -> Path:
    """Write the base register to ``target``, with a case's files over it, and give the target.

    A case's ``removed.txt`` names base files to leave out, its ``enlarged.txt`` files of a size that no
    repository should hold.
    """
    shutil.copytree(BASE, target)
    if overlay is None:
        return target
    removed = overlay / "removed.txt"
    if removed.is_file():
        for name in removed.read_text(encoding="utf-8").split():
            (target / name).unlink()
    for name in ("records", "documents"):
        if (overlay / name).is_dir():
            shutil.copytree(overlay / name, target / name, symlinks=True, dirs_exist_ok=True)
    enlarged = overlay / "enlarged.txt"
    for line in enlarged.read_text(encoding="utf-8").splitlines() if enlarged.is_file() else ():
        file, size = line.split()
        (target / file).parent.mkdir(parents=True, exist_ok=True)
        with (target / file).open("wb") as stream:
            stream.truncate(int(size))
    return target


def check(root: Path, language: Language = "id", jobs: int = 1) -> Checked:
    """Check a register on the day that all cases are judged on."""
    return Checker(root, SCHEMAS, AS_OF, language).check_register(jobs)


@lru_cache(maxsize=1)
def _read_base() -> tuple[Record, ...]:
    return check(BASE).records


def base_records() -> list[Record]:
    """Give the base register's records, as fresh values."""
    return [Record(record.file, record.place, copy.deepcopy(record.value)) for record in _read_base()]


def read_record(text: str) -> dict[str, Any]:
    """Read a record that has no faults."""
    value, faults = read_mapping(text.encode())
    assert value is not None, faults
    return value


def agreement_record(record_id: str, kind: str = "ksdd", **keys: Any) -> Record:
    """Give an agreement's record from the least that is required and the given keys."""
    file = f"records/agreements/{kind}/{record_id}.yaml"
    place = parse_place(file)
    assert place
    value: dict[str, Any] = {
        "id": record_id,
        "type": kind,
        "title": record_id,
        "document": {"kind": "perjanjian-kerja-sama"},
        "parties": [{"partner": "kota-contoh"}, {"partner": "kota-seberang"}],
        "subject": "uji",
        "purpose": "Uji.",
        "certainty": "partial",
        "sources": [{"id": "s1", "url": "https://contoh.example/"}],
    }
    return Record(file, place, {**value, **keys})


def register_of(*agreements: Record, as_of: datetime.date = AS_OF) -> Register:
    """Build a register of the base's partners, departments and affairs with these agreements alone."""
    others = [record for record in base_records() if record.kind not in ("agreement", "mapping-entry")]
    return build_register([*others, *agreements], as_of)


def lone_agreement(as_of: datetime.date = AS_OF, **keys: Any) -> Agreement:
    """Give the one agreement of a register that holds no other."""
    return register_of(agreement_record("uji", **keys), as_of=as_of).agreements["uji"]
