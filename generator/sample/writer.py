"""Writes a sample register: out of sight first, then all at once."""

import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from generator.canonical import render_record
from generator.nomenclature import affair_records
from generator.records import RECORDS, REGISTRY_FILE
from generator.sample.agreements import agreement_record
from generator.sample.government import department_records, registry_record
from generator.sample.mapping import mapping_records
from generator.sample.partners import PartnerKey, own_record, partner_record
from generator.sample.plan import make_plan
from generator.sample.totals import count_signed, total_records
from generator.value import Value

MAX_COUNT = 100_000
_STEP = 100


class SampleExistsError(Exception):
    """The folder that was asked for holds something already."""


@dataclass(frozen=True, slots=True)
class SampleSummary:
    """How many records of each kind were written."""

    agreements: int
    partners: int
    mapping: int
    files: int


_File = tuple[str, dict[str, Value]]


def write_sample(
    directory: Path,
    count: int,
    progress: Callable[[int], None] | None = None,
    *,
    with_english: bool = False,
) -> SampleSummary:
    """Write a register of ``count`` agreements into a new or empty folder.

    Its site is in Indonesian, and in English too where that is asked for.

    Raises SampleExistsError where the folder holds anything, and ValueError for a count out of bounds;
    nothing is written then.
    """
    if not 1 <= count <= MAX_COUNT:
        raise ValueError(count)
    if directory.is_symlink() or (
        directory.exists() and (not directory.is_dir() or any(directory.iterdir()))
    ):
        raise SampleExistsError(str(directory))
    is_new = not directory.exists()
    directory.mkdir(parents=True, exist_ok=True)
    # Inside the folder, which stays the one it is: somebody's shell may stand in it.
    stage = Path(tempfile.mkdtemp(prefix=".registri-", dir=directory))
    try:
        summary = _write_records(stage, count, progress or (lambda _: None), with_english=with_english)
        # Fails where records have come into the folder meanwhile.
        (stage / RECORDS).rename(directory / RECORDS)
    except BaseException:
        shutil.rmtree(stage, ignore_errors=True)
        if is_new:
            with suppress(OSError):
                directory.rmdir()
        raise
    stage.rmdir()
    return summary


def _write_records(
    root: Path, count: int, progress: Callable[[int], None], *, with_english: bool
) -> SampleSummary:
    folders: set[Path] = set()
    files = 0

    def write(file: str, value: dict[str, Value]) -> None:
        nonlocal files
        path = root / file
        if path.parent not in folders:
            path.parent.mkdir(parents=True, exist_ok=True)
            folders.add(path.parent)
        path.write_bytes(render_record(value).encode())
        files += 1

    keys: dict[PartnerKey, None] = {}
    for index in range(count):
        plan = make_plan(index)
        keys |= dict.fromkeys(plan.partners)
        write(f"{RECORDS}/agreements/{plan.type}/{plan.id}.yaml", agreement_record(plan))
        if (index + 1) % _STEP == 0 or index + 1 == count:
            progress((index % _STEP) + 1)
    write(REGISTRY_FILE, registry_record(with_english=with_english))
    for file, value in _reference_files(keys):
        write(file, value)
    mapped = 0
    for entry in mapping_records(count):
        write(f"{RECORDS}/mapping/{entry['year']}/{entry['id']}.yaml", entry)
        mapped += 1
    for total in total_records(count_signed(make_plan(index) for index in range(count))):
        write(f"{RECORDS}/totals/{total['id']}.yaml", total)
    return SampleSummary(agreements=count, partners=len(keys), mapping=mapped, files=files)


def _reference_files(keys: dict[PartnerKey, None]) -> Iterator[_File]:
    for partner in (own_record(), *(partner_record(key) for key in keys)):
        yield f"{RECORDS}/partners/{partner['id']}.yaml", partner
    for department in department_records():
        yield f"{RECORDS}/departments/{department['id']}.yaml", department
    for affair in affair_records():
        yield f"{RECORDS}/affairs/{affair['id']}.yaml", affair
