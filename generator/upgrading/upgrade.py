"""The whole upgrade of a register: planned first, then written so that a killed run can be finished."""

import errno
import os
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import NamedTuple, TypeAlias

from generator.home import find_part, is_lent, list_homes
from generator.read.files import list_record_files, read_file
from generator.read.strict_yaml import read_mapping
from generator.records import REGISTRY_FILE
from generator.schemas import SchemaSet
from generator.starting.hosting_files import StartingFile, read_hosting_files
from generator.starting.writer import WRITTEN_FILE, render_hashes
from generator.upgrading.advance import VERSION_KEY, Advance, UnreadError, advance_records
from generator.upgrading.files import (
    PROGRAM_FILE,
    FilePlan,
    iterate_asides,
    plan_files,
    read_program_line,
)
from generator.upgrading.migration import Migration
from generator.upgrading.migrations import MIGRATIONS, OLDEST, choose_migrations
from generator.upgrading.written import Written, look_at, read_written
from generator.version import PROGRAM, VERSION, read_version
from generator.write.files import clear_up

Write: TypeAlias = Callable[[Mapping[str, bytes], Mapping[str, bytes | None]], None]
"""Writes files all at once, each only where it is still what it was before (None: where there is none)."""
_WRITTEN = frozenset(("updated", "added"))
"""The fates of files that get new contents in their own places."""


class NewerError(Exception):
    """The register was brought forward by a newer program than this."""

    def __init__(self, version: str) -> None:
        super().__init__(version)
        self.version = version


class TakenError(Exception):
    """Where a file would be laid aside stands another already."""

    def __init__(self, file: str) -> None:
        super().__init__(file)
        self.file = file


class Upgrade(NamedTuple):
    """What is to be done to a register."""

    since: str | None
    """The version that its record names."""
    migrations: tuple[Migration, ...]
    before: dict[str, bytes]
    """The records as they are."""
    advance: Advance
    known: dict[str, str]
    """The hashes of the files that the program wrote, as they are remembered."""
    plan: FilePlan | None
    """What becomes of the files that the program wrote; None where it is not known which it did."""
    memory: bytes | None
    """What is to be remembered of them, where that is anything new."""
    remembered: bytes | None
    own_line: str | None
    """A line by which the register finds the program that is of somebody's own choice: it stays."""

    @property
    def is_needed(self) -> bool:
        """Whether there is anything to write."""
        steps = self.plan.steps if self.plan else ()
        is_changing = any(step.fate in {*_WRITTEN, "removed", "aside"} for step in steps)
        return bool(self.advance.data or self.memory is not None or is_changing)


def read_upgrade(root: Path) -> Upgrade:
    """Find what is to be done to a register for the program that is running.

    Raises UnreadError, UntidyError, LossError, NewerError, DamagedError and TakenError.
    """
    records = _read_records(root)
    registry, _ = read_mapping(records.get(REGISTRY_FILE, b""))
    if registry is None:
        raise UnreadError([REGISTRY_FILE])
    since = registry.get(VERSION_KEY)
    try:
        is_newer = isinstance(since, str) and read_version(since) > read_version(VERSION)
        migrations = choose_migrations(since if isinstance(since, str) else OLDEST, MIGRATIONS)
    except ValueError:
        raise UnreadError([REGISTRY_FILE]) from None
    if is_newer:
        raise NewerError(str(since))
    written = read_written(root)
    schemas = SchemaSet(find_part(None if written else root, "schema"))
    has_schemas = bool(written) or not is_lent(root, "schema")
    advance = advance_records(records, schemas, migrations, VERSION, has_schemas=has_schemas)
    registry, _ = read_mapping(advance.data.get(REGISTRY_FILE, records[REGISTRY_FILE]))
    found, (line, is_pin) = None, read_program_line(look_at(root, PROGRAM_FILE))
    if written and registry is not None:
        found = _plan(root, written, registry, line if line and not is_pin else None)
    memory = render_hashes(found.hashes, VERSION) if found else None
    remembered = look_at(root, WRITTEN_FILE) if written else None
    return Upgrade(
        since=since if isinstance(since, str) else None,
        migrations=migrations,
        before=records,
        advance=advance,
        known=written.files if written else {},
        plan=found,
        memory=None if memory == remembered else memory,
        remembered=remembered if isinstance(remembered, bytes) else None,
        own_line=line if found and line and not is_pin else None,
    )


def _read_records(root: Path) -> dict[str, bytes]:
    records, unread = {}, []
    for file in list_record_files(root):
        data = read_file(root, file)
        if isinstance(data, bytes):
            records[file] = data
        else:
            unread.append(file)
    if unread:
        raise UnreadError(unread)
    return records


def _plan(root: Path, written: Written, registry: Mapping[str, object], own_line: str | None) -> FilePlan:
    files = dict(read_hosting_files(registry, own_line or f"{PROGRAM}=={VERSION}"))
    found = look_at(root, PROGRAM_FILE)
    if own_line and isinstance(found, bytes):
        # As it is spelt, with whatever is said beside it.
        files[PROGRAM_FILE] = StartingFile(found)
    plan = plan_files(written.files, files, lambda file: look_at(root, file))
    for place, content in iterate_asides(plan, VERSION):
        if look_at(root, place) not in (None, content):
            raise TakenError(place)
    return plan


def read_schemas_after(root: Path, upgrade: Upgrade) -> dict[str, bytes]:
    """Give the schemas that the register will have, by the names of their files."""
    folder = find_part(root, "schema")
    schemas = {path.name: path.read_bytes() for path in sorted(folder.glob("*.json"))}
    for step in upgrade.plan.steps if upgrade.plan else ():
        top, _, name = step.file.partition("/")
        if top != "schema" or "/" in name:
            continue
        if step.fate in _WRITTEN and step.after is not None:
            schemas[name] = step.after
        elif step.fate == "removed":
            schemas.pop(name, None)
    return schemas


def write_upgrade(root: Path, upgrade: Upgrade, write: Write) -> None:
    """Do what is to be done. The register names the new version last: a run that was killed starts anew.

    Raises OSError where a file that the program no longer has can't be removed.
    """
    data, before = _gather(root, upgrade)
    for folder in {(root / file).parent for file in (*data, *_list_places(upgrade))}:
        clear_up(folder)
    write(data, before)
    for file in upgrade.plan.runnable if upgrade.plan else ():
        _let_run(root / file)
    for step in upgrade.plan.steps if upgrade.plan else ():
        if step.fate == "removed":
            _remove(root, step.file, step.before)
    if upgrade.memory is not None:
        write({WRITTEN_FILE: upgrade.memory}, {WRITTEN_FILE: upgrade.remembered})
    if REGISTRY_FILE in upgrade.advance.data:
        write({REGISTRY_FILE: upgrade.advance.data[REGISTRY_FILE]},
              {REGISTRY_FILE: upgrade.before[REGISTRY_FILE]})  # fmt: skip


def _list_places(upgrade: Upgrade) -> list[str]:
    """Give all files that a run before this one may have been killed over."""
    if upgrade.plan is None:
        return [REGISTRY_FILE]
    asides = (place for place, _ in iterate_asides(upgrade.plan, VERSION))
    return [REGISTRY_FILE, WRITTEN_FILE, *upgrade.plan.hashes, *asides]


def _gather(root: Path, upgrade: Upgrade) -> tuple[dict[str, bytes], dict[str, bytes | None]]:
    """Give all files that get new contents, the register's own record excepted, and what they hold now."""
    data = {file: new for file, new in upgrade.advance.data.items() if file != REGISTRY_FILE}
    before: dict[str, bytes | None] = {file: upgrade.before[file] for file in data}
    if upgrade.plan is None:
        return data, before
    for step in upgrade.plan.steps:
        if step.fate in _WRITTEN and step.after is not None:
            data[step.file], before[step.file] = step.after, step.before
    for place, content in iterate_asides(upgrade.plan, VERSION):
        if look_at(root, place) is None:
            data[place], before[place] = content, None
    return data, before


def _let_run(path: Path) -> None:
    mode = path.stat().st_mode
    if mode != (runnable := mode | (mode & 0o444) >> 2):
        path.chmod(runnable)


def _remove(root: Path, file: str, before: bytes | None) -> None:
    """Remove a file that is still what it was, and the folders that are empty without it."""
    if look_at(root, file) != before:
        raise OSError(errno.EBUSY, os.strerror(errno.EBUSY), file)
    path = root / file
    path.unlink()
    for folder in path.parents:
        if folder == root:
            return
        try:
            folder.rmdir()
        except OSError:
            return


def is_beside_program(root: Path) -> bool:
    """Whether a register stands in the program's own folder, whose other files are the program's."""
    return root.resolve() == list_homes(root)[1]
