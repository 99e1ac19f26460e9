"""Writing a site: its pages with their documents, in several processes, and whatever else has an address."""

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
from generator.text import Language

_NEW = os.O_WRONLY | os.O_CREAT | os.O_TRUNC | getattr(os, "O_CLOEXEC", 0) | getattr(os, "O_BINARY", 0)
_MANY = 100
"""Pages that make a template worth compiling before the work is shared."""


class SitePage(NamedTuple):
    """A generated page in one of the site's languages."""

    language: Language
    page: Page

    @property
    def path(self) -> str:
        """Where in the site's folder it is written."""
        return LANGUAGE_ROOTS[self.language] + output_path(self.page.address)


class PageWriter:
    """Renders pages and writes them, with their documents; crosses into the worker processes."""

    def __init__(self, site: Path, renderers: Mapping[Language, Renderer], library: Library) -> None:
        self._site, self.renderers, self._library = site, renderers, library
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
        written = []
        for page in pages:
            written.append(self._write(page.path, (self.renderers[page.language].render(page.page),)))
            # A document stands once for all languages.
            document = self._library.find(page.page) if page.language == self._own else None
            if document:
                written.append(self._write(document.address, self._library.iterate_parts(document)))
        return "".join(written)

    def _write(self, path: str, parts: Iterable[bytes]) -> str:
        return f"{write_file(self._site, path, parts)} {path}\n"


class WeighedFile:
    """A file that knows how much was written into it, and the SHA-256 of that."""

    def __init__(self, file: int) -> None:
        self._file, self._scale = file, Scale()

    def write(self, data: bytes, /) -> None:
        """Take the next bytes."""
        _write_whole(self._file, data)
        self._scale.add(data)

    def weigh(self) -> Weight:
        """Give the weight of all bytes."""
        return self._scale.read()


@contextmanager
def open_hashed(site: Path, hashes: dict[str, str], path: str) -> Iterator[WeighedFile]:
    """Open a new file and note its hash when it is closed."""
    target = f"{site}/{path}"
    try:
        descriptor = os.open(target, _NEW, 0o666)
    except FileNotFoundError:
        # Most of these stand in a folder with others.
        _make_folder(target)
        descriptor = os.open(target, _NEW, 0o666)
    try:
        file = WeighedFile(descriptor)
        yield file
    finally:
        os.close(descriptor)
    hashes[path] = file.weigh().sha256


def write_file(site: Path, path: str, parts: Iterable[bytes]) -> str:
    """Write a new file, in a folder that mostly is new too, and give its SHA-256.

    The shortest way, for there are thousands.
    """
    target = f"{site}/{path}"
    _make_folder(target)
    file = os.open(target, _NEW, 0o666)
    digest = hashlib.sha256()
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


def _make_folder(file: str) -> None:
    """Make the folder of a new file."""
    folder = file.rpartition("/")[0]
    try:
        os.mkdir(folder)  # noqa: PTH102
    except FileExistsError:
        pass
    except FileNotFoundError:
        os.makedirs(folder, exist_ok=True)  # noqa: PTH103
