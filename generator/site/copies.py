"""A copy of a site as it is found, in a folder: its manifest, its files' hashes, and what else lies there."""

import errno
import gzip
import hashlib
import io
import os
import stat
import zlib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from generator.addresses import MANIFEST, PACKED
from generator.refusal import RefusalError, refuse_system
from generator.site.packing import BROTLI, GZIP, NotPackedError, unpack_brotli
from generator.text import Text

MOST_MANIFEST_BYTES = 100_000_000
"""What no manifest is longer than: a hundred bytes a file, of a million files."""
OTHER = ""
"""In the place of a hash: of something that can't be the same, for it is longer or no ordinary file."""

_NO_FOLDER = Text('Tidak ada folder "{path}". Alamat web ditulis lengkap, misalnya https://contoh.example/.',
                  'There is no folder "{path}". A web address is written in full, such as '
                  "https://contoh.example/.")  # fmt: skip
_NO_SITE = Text(
    '"{path}" bukan situs register: tidak ada {name} di dalamnya.',
    '"{path}" is no site of a register: it holds no {name}.',
)
_TOO_LARGE = Text("{name} di sana terlalu besar untuk sebuah situs register.",
                  "The {name} there is too large for a register's site.")  # fmt: skip
_STRETCH = 1 << 20
_AT_ONCE = getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
# What stands in the place of a file and is none: a link to itself, a socket, a folder on some systems.
_NO_FILE = (errno.ELOOP, errno.ENXIO, errno.EISDIR, errno.ENODEV)
# What a host lays beside a site, for itself.
_HOSTS_OWN = ("CNAME",)


@dataclass(frozen=True, slots=True)
class Rebuilt:
    """A file as it was built again: its SHA-256 and its size in bytes."""

    hash: str
    size: int


@dataclass(frozen=True, slots=True)
class Surplus:
    """What lies in a copy and was not built: files that should not be there, and what nobody judges."""

    files: tuple[str, ...]
    unjudged: tuple[str, ...]


class Copy(Protocol):
    """A site to be compared, wherever it is."""

    @property
    def withheld(self) -> frozenset[str]:
        """The files that a host may keep for itself: where they are not to be had, nothing is missing."""

    def read_manifest(self) -> bytes:
        """Give what the copy calls its manifest.

        Raises RefusalError where there is none, or it is too long.
        """

    def begin(self) -> None:
        """Take note that its files are asked for from now on."""

    def hash_file(self, name: str, size: int) -> str | None:
        """Give a file's SHA-256; OTHER for what is longer than ``size`` bytes, None where there is no file.

        Raises RefusalError where that can't be found out.
        """

    def list_surplus(self, rebuilt: Mapping[str, Rebuilt]) -> Surplus:
        """Give what lies beside the files that were built, as far as the copy can be looked through."""


class FolderCopy:
    """A site in a folder."""

    withheld = frozenset[str]()

    def __init__(self, folder: Path) -> None:
        if not folder.is_dir():
            raise RefusalError(_NO_FOLDER, path=str(folder))
        self._folder = folder

    def read_manifest(self) -> bytes:
        """Give the folder's manifest, as ``Copy`` says."""
        content = bytearray()
        length = self._read(MANIFEST, MOST_MANIFEST_BYTES, content.extend)
        if length is None or length < 0:
            raise RefusalError(_NO_SITE, path=str(self._folder), name=MANIFEST)
        if length > MOST_MANIFEST_BYTES:
            raise RefusalError(_TOO_LARGE, name=MANIFEST)
        return bytes(content)

    def begin(self) -> None:
        """Nothing waits for a folder."""

    def hash_file(self, name: str, size: int) -> str | None:
        """Give the hash of a file of the folder, as ``Copy`` says."""
        digest = hashlib.sha256()
        length = self._read(name, size, digest.update)
        if length is None:
            return None
        return digest.hexdigest() if length == size else OTHER

    def _read(self, name: str, most: int, take: Callable[[bytes], object]) -> int | None:
        """Hand over a file, a stretch at a time, and give its length; None where there is none.

        Of one that is longer than ``most`` bytes no more is read than that, and what is no ordinary file
        has a length of -1. Raises RefusalError where the system does not let it be read.
        """
        try:
            # Nothing is waited for: a pipe that nobody writes into would never open.
            descriptor = os.open(self._folder / name, os.O_RDONLY | _AT_ONCE)
        except (FileNotFoundError, NotADirectoryError):
            return None
        except OSError as error:
            if error.errno in _NO_FILE:
                return -1
            raise refuse_system(error) from None
        if not stat.S_ISREG(os.fstat(descriptor).st_mode):
            os.close(descriptor)
            return -1
        with os.fdopen(descriptor, "rb", buffering=0) as stream:
            length = 0
            while length <= most and (stretch := stream.read(min(_STRETCH, most + 1 - length))):
                length += len(stretch)
                take(stretch)
            return length

    def list_surplus(self, rebuilt: Mapping[str, Rebuilt]) -> Surplus:
        """Give what else lies in the folder; a packed twin of a file is none where it holds just that."""
        files, unjudged = [], []
        for name in sorted(self._iterate_names()):
            if name in rebuilt or name == MANIFEST:
                continue
            stem, ending = os.path.splitext(name)  # noqa: PTH122  a name, not a path
            if name.startswith(".") or name in _HOSTS_OWN:
                unjudged.append(name.partition("/")[0] if name.startswith(".") else name)
                continue
            is_twin = ending in PACKED and stem in rebuilt
            unpacks = self._unpacks_to(name, ending, rebuilt[stem]) if is_twin else False
            if unpacks is None:
                unjudged.append(name)
            elif not unpacks:
                files.append(name)
        return Surplus(tuple(files), tuple(dict.fromkeys(unjudged)))

    def _iterate_names(self) -> Iterator[str]:
        for folder, folders, names in os.walk(self._folder, onerror=_refuse_folder):
            # A server gives out what lies behind a link too, and no building makes one.
            links = [name for name in folders if os.path.islink(f"{folder}/{name}")]  # noqa: PTH114
            for name in (*names, *links):
                yield os.path.relpath(f"{folder}/{name}", self._folder).replace(os.sep, "/")

    def _unpacks_to(self, name: str, ending: str, wanted: Rebuilt) -> bool | None:
        """Whether a packed twin holds just a file; None where nothing here can unpack it."""
        packed = bytearray()
        most = 2 * wanted.size + _STRETCH
        if not 0 <= (self._read(name, most, packed.extend) or 0) <= most:
            return False
        try:
            if ending == GZIP:
                with gzip.open(io.BytesIO(packed)) as stream:
                    content: bytes | None = stream.read(wanted.size + 1)
            else:
                content = unpack_brotli(bytes(packed), wanted.size) if ending == BROTLI else None
        except (OSError, EOFError, NotPackedError, zlib.error):
            return False
        return None if content is None else hashlib.sha256(content).hexdigest() == wanted.hash


def _refuse_folder(error: OSError) -> None:
    """Refuse a folder that can't be looked into: what it holds would be passed over in silence."""
    raise refuse_system(error) from None
