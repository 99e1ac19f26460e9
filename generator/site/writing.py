"""Writing a site: its files, which the standing site may lend, and its pages with their documents.

A file that may be the standing site's too is never opened for writing again: what is to be in its place takes
its name.
"""

import hashlib
import os
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

from generator.addresses import LANGUAGE_ROOTS, output_path
from generator.api.library import Library
from generator.metadata.facts import Scale, Weight
from generator.pages.page import Page
from generator.site.render import Renderer
from generator.site.standing import Kept, StandingSite
from generator.text import Language

_MANY = 100
"""Pages that make a template worth compiling before the work is shared."""
_FEW_BYTES = 1 << 18
"""What is put together in memory before it is written."""
_ALONE = ("/index.html", "/index.json")
"""Names of files that have a folder of their own, mostly; others share one, which is there already."""
_NEW = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_CLOEXEC", 0) | getattr(os, "O_BINARY", 0)


class SitePage(NamedTuple):
    """A generated page in one of the site's languages."""

    language: Language
    page: Page

    @property
    def path(self) -> str:
        """Where in the site's folder it is written."""
        return LANGUAGE_ROOTS[self.language] + output_path(self.page.address)


class FileWriter:
    """Writes the files of a site, each with its hash; crosses into the worker processes.

    Of the site that ``stands`` in the place of the new one, files that hold just what is to be written are
    taken as they are: as the same file where the system can do that and nobody has touched it, else with
    the time that they had. So who copies the site sees which files are new.
    """

    def __init__(self, site: Path, stands: StandingSite | None = None) -> None:
        self._site, self._stands = site, stands

    def write(self, path: str, parts: Iterable[bytes]) -> str:
        """Write a file, and give its SHA-256."""
        if self._stands is None:
            return _write_file(f"{self._site}/{path}", parts)
        content = b"".join(parts)
        digest = hashlib.sha256(content).hexdigest()
        self.put(path, content, digest)
        return digest

    def put(self, path: str, content: bytes, digest: str, *, is_content: bool = True) -> None:
        """Write a file whose SHA-256, or what stands for it, is known."""
        target = f"{self._site}/{path}"
        kept = self._stands.find(path, digest, is_content=is_content) if self._stands else None
        if kept is None or not self._take(path, target, kept):
            file = _create(target)
            try:
                _write_whole(file, content)
            finally:
                os.close(file)
            _settle(target, kept)

    def take(self, path: str, digest: str) -> bool:
        """Take a file from the standing site, by what stands for its content; False where it has none."""
        kept = self._stands.find(path, digest, is_content=False) if self._stands else None
        return kept is not None and self._take(path, f"{self._site}/{path}", kept)

    def adopt(self, path: str) -> str:
        """Give the SHA-256 of a file that something else has written, having it be an unchanged one's."""
        target = f"{self._site}/{path}"
        with open(target, "rb") as stream:  # noqa: PTH123
            digest = hashlib.file_digest(stream, "sha256").hexdigest()
        self._exchange(path, target, digest)
        return digest

    @contextmanager
    def open(self, hashes: dict[str, str], path: str) -> Iterator["WeighedFile"]:
        """Open a new file, and note its hash when it is closed."""
        target = f"{self._site}/{path}"
        sink = WeighedFile(target)
        try:
            yield sink
            digest = sink.weigh().sha256
            if sink.is_small:
                self.put(path, sink.content, digest)
        finally:
            sink.close()
        if not sink.is_small:
            self._exchange(path, target, digest)
        hashes[path] = digest

    def _exchange(self, path: str, target: str, digest: str) -> None:
        """Have a file that was written be the standing site's, where that one holds the same."""
        kept = self._stands.find(path, digest) if self._stands else None
        if kept is None:
            return
        beside = f"{target}.lama"
        if self._take(path, beside, kept):
            os.replace(beside, target)  # noqa: PTH105
        else:
            _settle(target, kept)

    def _take(self, path: str, target: str, kept: Kept) -> bool:
        if self._stands is None or not kept.is_untouched:
            return False
        _make_folder(target)
        return self._stands.lend(path, target)


def _settle(target: str, kept: Kept | None) -> None:
    if kept:
        os.utime(target, ns=(kept.time, kept.time))


class PageWriter:
    """Renders pages and writes them, with their documents; crosses into the worker processes."""

    def __init__(self, writer: FileWriter, renderers: Mapping[Language, Renderer], library: Library) -> None:
        self._writer, self.renderers, self._library = writer, renderers, library
        self._own = next(iter(renderers))

    def prepare(self, pages: Iterable[SitePage]) -> None:
        """Compile what many of the pages are made of, before there are several processes to do it."""
        for language, renderer in self.renderers.items():
            needed = Counter(page.page.template for page in pages if page.language == language)
            renderer.prepare(name for name, count in needed.items() if count >= _MANY)

    def write(self, pages: Sequence[SitePage]) -> str:
        """Write pages and their documents, and give a line of each: its SHA-256, a blank and its path.

        One text takes half the room of so many pairs, which wait until all pages are there.
        """
        written = [self._write(one.path, (self.renderers[one.language].render(one.page),)) for one in pages]
        # A document stands once for all languages. They come behind the pages: by turns, each would drive out
        # of the processor's memory what the other needs.
        documents = map(self._library.find, (one.page for one in pages if one.language == self._own))
        written += [self._write(one.address, self._library.iterate_parts(one)) for one in documents if one]
        return "".join(written)

    def _write(self, path: str, parts: Iterable[bytes]) -> str:
        return f"{self._writer.write(path, parts)} {path}\n"


class WeighedFile:
    """A file that knows how much was written into it, and the SHA-256 of that.

    It is kept in memory while it is small, then on the disk.
    """

    def __init__(self, target: str) -> None:
        self._target, self._file, self._scale = target, -1, Scale()
        self._held, self._size = list[bytes](), 0

    def weigh(self) -> Weight:
        """Give the weight of all bytes."""
        return self._scale.read()

    @property
    def is_small(self) -> bool:
        """Whether all bytes are in memory, and none on the disk."""
        return self._file < 0

    @property
    def content(self) -> bytes:
        """The bytes that are in memory."""
        return b"".join(self._held)

    def write(self, data: bytes, /) -> None:
        """Take the next bytes."""
        self._scale.add(data)
        # Who hands them over may fill the same room again.
        self._held.append(bytes(data))
        self._size += len(data)
        if self._size > _FEW_BYTES:
            if self._file < 0:
                self._file = _create(self._target)
            self._flush()

    def _flush(self) -> None:
        _write_whole(self._file, self.content)
        self._held.clear()
        self._size = 0

    def close(self) -> None:
        """Write what is left of a large file."""
        if self._file >= 0:
            try:
                self._flush()
            finally:
                os.close(self._file)


def _write_file(target: str, parts: Iterable[bytes]) -> str:
    """Write a file anew, in a folder that mostly is new too, and give its SHA-256.

    The shortest way, for there are thousands.
    """
    file, digest = _create(target), hashlib.sha256()
    try:
        for part in parts:
            _write_whole(file, part)
            digest.update(part)
    finally:
        os.close(file)
    return digest.hexdigest()


def _write_whole(file: int, data: bytes) -> None:
    done = os.write(file, data)
    while done < len(data):
        done += os.write(file, memoryview(data)[done:])


def _create(target: str) -> int:
    """Open a new file, in the place of one that may be there and is left as it is."""
    if target.endswith(_ALONE):
        _make_folder(target)
    try:
        return os.open(target, _NEW, 0o666)
    except FileNotFoundError:
        _make_folder(target)
    except FileExistsError:
        os.unlink(target)  # noqa: PTH108
    return os.open(target, _NEW, 0o666)


def _make_folder(file: str) -> None:
    """Make the folder of a new file."""
    folder = file.rpartition("/")[0]
    try:
        os.mkdir(folder)  # noqa: PTH102
    except FileExistsError:
        pass
    except FileNotFoundError:
        os.makedirs(folder, exist_ok=True)  # noqa: PTH103
