"""The store: what is kept in the user's cache folder, never in a register, and never more than so much.

Each slot holds one entry under a key that says everything the entry hangs on; a slot with another key counts
as empty. Writing puts a whole file in the slot's place, so that two processes at once do no harm; what was
used longest ago makes room. Whatever is missing, damaged or of another program counts as nothing kept, and
where nothing can be written nothing is kept.
"""

import hashlib
import os
import sys
from collections.abc import Iterable, Mapping
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

from generator.fingerprints import fingerprint_program
from generator.memory.entry import Entry, MemoryLostError, write_entry

MOST_BYTES = 2**30
"""How much is kept in all."""
_NEW = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_CLOEXEC", 0) | getattr(os, "O_BINARY", 0)
_ABANDONED_NANOSECONDS = 3600 * 10**9
"""How long a file that is being written may take."""


class Slot(NamedTuple):
    """A place for one entry."""

    store: "Store"
    name: str
    key: str

    def read(self) -> Entry | None:
        """Give what is kept under the slot's key; None where nothing usable is."""
        try:
            entry = Entry(str(self.store.folder / self.name), self.key)
        except MemoryLostError:
            return None
        entry.touch()
        return entry

    def write(self, parts: Mapping[str, bytes], items: Iterable[tuple[str, bytes]] = ()) -> None:
        """Keep an entry in place of what is there: a few parts by name, and any number of items."""
        with suppress(OSError):
            self.store.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            # A name that starts with a dot is no slot's.
            beside = self.store.folder / f".{os.urandom(8).hex()}"
            try:
                with os.fdopen(os.open(beside, _NEW, 0o600), "wb") as stream:
                    size = write_entry(stream, self.key, parts, items)
                if size <= self.store.most_bytes:
                    beside.replace(self.store.folder / self.name)
                    self.store.make_room(self.name)
            finally:
                beside.unlink(missing_ok=True)


class Store(NamedTuple):
    """A folder of slots that together hold no more than so many bytes."""

    folder: Path
    most_bytes: int = MOST_BYTES

    def slot(self, name: Iterable[str], key: Iterable[str]) -> Slot:
        """Give a slot: ``name`` is what is kept and of what, ``key`` all that it hangs on but the program."""
        # Languages know more letters from one version to the next.
        return Slot(self, _digest(name)[:32], _digest((fingerprint_program(), sys.version, *key)))

    def lasting_slot(self, name: Iterable[str], key: Iterable[str]) -> Slot:
        """Give a slot as ``slot`` does, of what another program may take up: its key tells the form."""
        return Slot(self, _digest(name)[:32], _digest(key))

    def forget(self) -> None:
        """Forget everything."""
        import shutil  # noqa: PLC0415  slow to load, and hardly ever needed

        shutil.rmtree(self.folder, ignore_errors=True)

    def make_room(self, newest: str) -> None:
        """Delete what was used longest ago until no more is kept than may be; the newest slot stays."""
        with os.scandir(self.folder) as found:
            files = [(one, one.stat(follow_symlinks=False)) for one in found if one.is_file()]
        # The newest tells what time it is, by the same clock.
        now = max(status.st_mtime_ns for _, status in files)
        left = self.most_bytes
        for file, status in sorted(files, key=lambda one: (one[0].name == newest, one[1].st_mtime_ns))[::-1]:
            left -= status.st_size
            is_being_written = file.name.startswith(".") and now - status.st_mtime_ns < _ABANDONED_NANOSECONDS
            if not is_being_written and (left < 0 or file.name.startswith(".")):
                with suppress(OSError):
                    os.unlink(file.path)  # noqa: PTH108


def find_store() -> Store:
    """Give the user's own store."""
    return Store(_find_caches() / "registri")


def _find_caches() -> Path:
    """Give the user's cache folder; for a user without one, a place that takes no file."""
    named = Path(os.environ.get("XDG_CACHE_HOME", ""))
    # One that hangs on where the program is started might lie in the register.
    if named.is_absolute():
        return named
    try:
        return Path.home() / ".cache"
    except RuntimeError:
        return Path(os.devnull)


def _digest(parts: Iterable[str]) -> str:
    digest = hashlib.sha256()
    for part in parts:
        packed = part.encode("utf-8", "surrogateescape")
        # No two lists of parts are the same text in a row.
        digest.update(b"%d\0" % len(packed))
        digest.update(packed)
    return digest.hexdigest()
