"""Watching: which of a register's files change, found with what the system tells, and by looking.

A change is known by a file's stamp being another one, not by being later: clocks may jump.
"""

import os
import time
from collections.abc import Iterable, Iterator
from contextlib import suppress
from pathlib import Path

from generator.read.documents import DOCUMENTS
from generator.read.files import Stamp
from generator.records import RECORDS
from generator.serving.notices import Notices

SETTINGS = ("mkdocs.yml", "mkdocs.en.yml")
FOLDERS = (RECORDS, DOCUMENTS, "schema", "docs")

_QUIET_SECONDS = 0.015
_LONGEST_GATHERING_SECONDS = 0.5
_LOOK_SECONDS = 5.0
_SOONEST_SECONDS = 0.1
_SHARE = 8
"""Of how many times the work of looking the time between two looks is, where the system tells nothing."""


class Watch:
    """Watches the files that a site is made of; ``others`` are files elsewhere, by their whole path."""

    def __init__(self, root: Path, others: Iterable[Path] = ()) -> None:
        self._root, self._others = str(root), tuple(map(str, others))
        self._notices: Notices | None = None
        with suppress(OSError):
            self._notices = Notices()
        self._folders: set[str] = set()
        self._stamps: dict[str, Stamp] = {}
        self._again: set[str] = set()
        self._pause = _SOONEST_SECONDS
        self._looked = 0.0
        self._look_everywhere()

    def wait(self, seconds: float | None = None) -> set[str]:
        """Give the files that changed, once it is quiet again; none after some seconds, where they are given.

        Files of the register are named by their way from its root, others by their whole path.
        """
        until = None if seconds is None else time.monotonic() + seconds
        while not (changed := self._listen(self._rest(until))):
            if until is not None and time.monotonic() >= until:
                return set()
        until = time.monotonic() + _LONGEST_GATHERING_SECONDS
        while (more := self._listen(_QUIET_SECONDS)) and time.monotonic() < until:
            changed |= more
        return changed | more

    def close(self) -> None:
        """Watch no more."""
        if self._notices:
            self._notices.close()

    def _rest(self, until: float | None) -> float:
        pause = _LOOK_SECONDS if self._notices else self._pause
        return pause if until is None else max(0.0, min(pause, until - time.monotonic()))

    def _listen(self, seconds: float) -> set[str]:
        """Wait up to some seconds for a change, and give what changed."""
        if self._notices is None:
            time.sleep(seconds)
            found = self._look_everywhere()
            # Written to again at once, a file may have the same stamp: each is told of twice.
            again, self._again = self._again, found
            return found | again
        told = self._notices.wait(seconds)
        if told is None or time.monotonic() - self._looked > _LOOK_SECONDS:
            return self._look_everywhere() | (self._look_at(told) if told else set())
        return self._look_at(told)

    def _look_at(self, paths: Iterable[str]) -> set[str]:
        """Look at some paths; what is told of is changed, though its stamp may not show it."""
        changed = set()
        for path in paths:
            name = self._name(path)
            if name is None:
                continue
            changed.add(name)
            try:
                self._stamps[name] = _read_stamp(os.lstat(path))
            except OSError:
                self._stamps.pop(name, None)
        return changed

    def _name(self, path: str) -> str | None:
        """Give what a file is called here; None for one that the site is not made of."""
        if path in self._others:
            return path
        name = path.removeprefix(f"{self._root}/")
        steps = name.split("/")
        is_inside = steps[0] in FOLDERS if len(steps) > 1 else name in SETTINGS
        return name if is_inside and not any(step.startswith(".") for step in steps) else None

    def _look_everywhere(self) -> set[str]:
        begun = time.monotonic()
        folders: set[str] = {self._root, *(os.path.dirname(path) for path in self._others)}  # noqa: PTH120
        now = dict(self._iterate_stamps(folders))
        if self._notices:
            self._notices.listen_to(folders)
            if new := folders - self._folders:
                # What was written into them before they were listened to is seen now.
                now = dict(self._iterate_stamps(set()))
                self._folders |= new
        old, self._stamps = self._stamps, now
        self._looked = time.monotonic()
        self._pause = max(_SOONEST_SECONDS, _SHARE * (self._looked - begun))
        return {name for name in old.keys() | now.keys() if old.get(name) != now.get(name)}

    def _iterate_stamps(self, folders: set[str]) -> Iterator[tuple[str, Stamp]]:
        """Give the stamp of every file, and add the folders that they stand in."""
        for path in (*self._others, *(f"{self._root}/{name}" for name in SETTINGS)):
            with suppress(OSError):
                yield self._name(path) or path, _read_stamp(os.stat(path))  # noqa: PTH116
        waiting = [name for name in FOLDERS if not os.path.islink(f"{self._root}/{name}")]  # noqa: PTH114
        while waiting:
            folder = waiting.pop()
            try:
                with os.scandir(f"{self._root}/{folder}") as entries:
                    folders.add(f"{self._root}/{folder}")
                    for entry in entries:
                        if entry.name.startswith("."):
                            continue
                        path = f"{folder}/{entry.name}"
                        if entry.is_dir(follow_symlinks=False):
                            waiting.append(path)
                            continue
                        with suppress(OSError):
                            yield path, _read_stamp(entry.stat(follow_symlinks=False))
            except OSError:
                # Gone since it was listed, or not to be read: its coming back is a change.
                continue


def _read_stamp(status: os.stat_result) -> Stamp:
    return status.st_mtime_ns, status.st_ctime_ns, status.st_size, status.st_ino
