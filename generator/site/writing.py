"""Writing a site: its pages with their documents, in several processes, and whatever else has an address."""

import hashlib
import os
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO, NamedTuple

from generator.addresses import LANGUAGE_ROOTS, output_path
from generator.api.library import Library
from generator.pages.page import Page
from generator.site.render import Renderer
from generator.text import Language

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


class _HashedFile:
    """A file that knows the SHA-256 of what was written into it."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream, self.hash = stream, hashlib.sha256()

    def write(self, data: bytes, /) -> None:
        self._stream.write(data)
        self.hash.update(data)


@contextmanager
def open_hashed(site: Path, hashes: dict[str, str], path: str) -> Iterator[_HashedFile]:
    """Open a new file and note its hash when it is closed."""
    target = f"{site}/{path}"
    _make_folder(target)
    with open(target, "wb") as stream:  # noqa: PTH123
        file = _HashedFile(stream)
        yield file
    hashes[path] = file.hash.hexdigest()


def write_file(site: Path, path: str, parts: Iterable[bytes]) -> str:
    """Write a new file, in a folder that mostly is new too, and give its SHA-256.

    The shortest way, for there are thousands.
    """
    target = f"{site}/{path}"
    _make_folder(target)
    file = os.open(target, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o666)
    digest = hashlib.sha256()
    try:
        for part in parts:
            digest.update(part)
            done = os.write(file, part)
            while done < len(part):
                done += os.write(file, memoryview(part)[done:])
    finally:
        os.close(file)
    return digest.hexdigest()


def _make_folder(file: str) -> None:
    """Make the folder of a new file."""
    folder = file.rpartition("/")[0]
    try:
        os.mkdir(folder)  # noqa: PTH102
    except FileExistsError:
        pass
    except FileNotFoundError:
        os.makedirs(folder, exist_ok=True)  # noqa: PTH103
