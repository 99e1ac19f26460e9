"""What becomes of each file beside the records: the program's own are brought forward, others stay."""

import re
from collections.abc import Callable, Iterator, Mapping
from typing import Literal, NamedTuple, TypeAlias

from generator.starting.beginning import TEMPLATE
from generator.starting.hosting_files import StartingFile
from generator.starting.writer import hash_content
from generator.upgrading.written import Obstacle
from generator.version import PROGRAM

PROGRAM_FILE = "requirements/program.txt"
ASIDE = "pembaruan"
"""The folder for new files of the program whose places hold what somebody has changed."""
_PIN = re.compile(rf"{PROGRAM}==[^\s;#]+")

Fate: TypeAlias = Literal["updated", "added", "removed", "aside", "absent", "left", "blocked"]
"""``updated``, ``added`` and ``removed`` are the program's files. ``aside``: changed by somebody, and by the
program too, whose file is laid aside. ``absent``: deleted by somebody, changed by the program. ``left``:
changed by somebody, and no file of the program's any more. ``blocked``: no ordinary file.
"""
Look: TypeAlias = Callable[[str], bytes | Obstacle | None]


class FileStep(NamedTuple):
    """A file that something becomes of, or must be said of: what is there now, and what the program has."""

    file: str
    fate: Fate
    before: bytes | None
    after: bytes | None


class FilePlan(NamedTuple):
    """All steps, in the order of the files, and the hashes to be remembered after them."""

    steps: tuple[FileStep, ...]
    hashes: dict[str, str]
    runnable: tuple[str, ...]
    """The program's own files that can be run, of those that are as it has them when all is done."""


def plan_files(known: Mapping[str, str], files: Mapping[str, StartingFile], look: Look) -> FilePlan:
    """Compare the files that the program has now with what it remembers writing, and with what is there."""
    steps: list[FileStep] = []
    hashes: dict[str, str] = {}
    runnable: list[str] = []
    for file in sorted({*known, *files} - {TEMPLATE}):
        found, new, old = look(file), files.get(file), known.get(file)
        fate = _judge(found, new, old)
        if new is not None:
            # Of what is not looked at, nothing new is known.
            mark = old if fate == "blocked" else hash_content(new.content)
            hashes |= {file: mark} if mark else {}
            if new.is_run and (fate in {"updated", "added"} or found == new.content):
                runnable.append(file)
        if fate is not None:
            before = found if isinstance(found, bytes) else None
            steps.append(FileStep(file, fate, before, new.content if new else None))
    if TEMPLATE in known:
        # A table to fill in, which import --template makes anew for whoever wants it so.
        hashes[TEMPLATE] = known[TEMPLATE]
    return FilePlan(tuple(steps), dict(sorted(hashes.items())), tuple(runnable))


def _judge(found: bytes | Obstacle | None, new: StartingFile | None, old: str | None) -> Fate | None:
    """Give what becomes of a file; None where nothing does and nothing need be said."""
    mark = hash_content(new.content) if new else None
    if isinstance(found, Obstacle):
        return None if mark == old else "blocked"
    if found is None:
        return None if new is None or mark == old else "added" if old is None else "absent"
    there = hash_content(found)
    if there == mark:
        return None
    if there == old:
        return "updated" if new else "removed"
    if new is None:
        return "left"
    return None if mark == old else "aside"


def read_program_line(found: bytes | Obstacle | None) -> tuple[str | None, bool]:
    """Give the line by which a register finds the program, and whether it names a version of the package.

    None where the file says nothing that can be taken for one line.
    """
    if not isinstance(found, bytes):
        return None, False
    lines = [line.strip() for line in found.decode("utf-8", "replace").splitlines() if line.strip()]
    lines = [line for line in lines if not line.startswith("#")]
    return (lines[0], bool(_PIN.fullmatch(lines[0]))) if len(lines) == 1 else (None, False)


def place_aside(file: str, version: str) -> str:
    """Give where a version's file is laid aside: each version has a folder, so that none hides another's."""
    return f"{ASIDE}/{version}/{file}"


def iterate_asides(plan: FilePlan, version: str) -> Iterator[tuple[str, bytes]]:
    """Give the files that are laid aside, by their place."""
    for step in plan.steps:
        if step.fate == "aside" and step.after is not None:
            yield place_aside(step.file, version), step.after
