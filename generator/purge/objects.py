"""git's objects as bytes: taken apart, put together and handed back as a pack."""

import hashlib
import struct
import tempfile
import zlib
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from generator.git.contents import BROKEN, Object
from generator.git.program import start_git
from generator.refusal import RefusalError

_KINDS = {"commit": 1, "tree": 2, "blob": 3, "tag": 4}
_STRETCH = 1 << 16
FOLDER = b"40000"
MODULE = b"160000"


class Entry(NamedTuple):
    """A line of a tree: its mode, its name and the id of what it names."""

    mode: bytes
    name: bytes
    id: str


def split_head(data: bytes) -> tuple[list[bytes], bytes]:
    """Give the lines of the head of a commit or a tag, each with what continues it, and its message."""
    head, _, message = data.partition(b"\n\n")
    lines: list[bytes] = []
    for line in head.split(b"\n"):
        if line.startswith(b" ") and lines:
            lines[-1] += b"\n" + line
        else:
            lines.append(line)
    return lines, message


def split_line(line: bytes) -> tuple[bytes, bytes]:
    """Give the part of a line of a head that people wrote, and the rest: ids and times are nobody's words."""
    if line.startswith((b"author ", b"committer ", b"tagger ")):
        said, mark, time = line.rpartition(b"> ")
        return said + mark, time
    return (line, b"") if line.startswith((b"tag ", b"mergetag ")) else (b"", line)


def list_words(found: Object) -> list[bytes]:
    """Give the parts of an object that people wrote: contents, names and messages."""
    if found.kind == "blob":
        return [found.data]
    if found.kind == "tree":
        return [entry.name for entry in parse_tree(found.data, len(found.id))]
    lines, message = split_head(found.data)
    return [*filter(None, (split_line(line)[0] for line in lines)), message]


def name_object(kind: str, data: bytes, length: int) -> str:
    """Give the id of an object, in a repository whose ids have so many digits."""
    digest = hashlib.sha1 if length == hashlib.sha1(usedforsecurity=False).digest_size * 2 else hashlib.sha256
    return digest(b"%b %d\0%b" % (kind.encode(), len(data), data), usedforsecurity=False).hexdigest()


def parse_tree(data: bytes, length: int) -> Iterator[Entry]:
    """Give the lines of a tree."""
    size, at = length // 2, 0
    while at < len(data):
        blank = data.index(b" ", at)
        end = data.index(b"\0", blank)
        at_next = end + 1 + size
        yield Entry(data[at:blank], data[blank + 1 : end], data[end + 1 : at_next].hex())
        at = at_next


def render_tree(entries: Iterable[Entry]) -> bytes:
    """Give a tree of some lines, in git's order: a folder as if a slash ended its name."""
    ordered = sorted(entries, key=lambda one: one.name + (b"/" if one.mode == FOLDER else b""))
    return b"".join(b"%b %b\0%b" % (one.mode, one.name, bytes.fromhex(one.id)) for one in ordered)


class Pack:
    """New objects on their way into a repository: all of them arrive or none."""

    def __init__(self) -> None:
        # It lives as long as the pack, which closes it.
        self._body = tempfile.TemporaryFile()  # noqa: SIM115
        self.count = 0

    def add(self, kind: str, data: bytes) -> None:
        """Add an object."""
        size = len(data)
        byte, size = _KINDS[kind] << 4 | size & 15, size >> 4
        head = bytearray()
        while size:
            head.append(byte | 128)
            byte, size = size & 127, size >> 7
        head.append(byte)
        self._body.write(bytes(head) + zlib.compress(data, 1))
        self.count += 1

    def store(self, root: Path, length: int) -> None:
        """Hand all objects to the repository around a folder, which looks at each before it keeps any.

        Raises RefusalError where it refuses one.
        """
        if not self.count:
            return
        process = start_git(root, "index-pack", "--stdin", "--fix-thin", is_fed=True)
        if process is None or process.stdin is None:
            raise RefusalError(BROKEN)
        digest = hashlib.sha1(usedforsecurity=False)
        if length != digest.digest_size * 2:
            digest = hashlib.sha256(usedforsecurity=False)
        head = b"PACK" + struct.pack(">II", 2, self.count)
        self._body.seek(0)
        part = head
        try:
            while part:
                digest.update(part)
                process.stdin.write(part)
                part = self._body.read(_STRETCH)
            process.stdin.write(digest.digest())
            process.communicate()
        except BrokenPipeError:
            process.wait()
        if process.returncode:
            raise RefusalError(BROKEN)

    def close(self) -> None:
        """Forget the objects."""
        self._body.close()
