"""A showing: the site of one state of a register, each of its files made when it is asked for.

Every file is what ``registri build`` writes, made by the same functions.
"""

import shutil
import tempfile
import threading
import weakref
from collections.abc import Iterator, Mapping
from functools import cached_property, partial
from pathlib import Path
from typing import NamedTuple

from generator import addresses
from generator.addresses import LANGUAGE_ROOTS
from generator.api.library import Document, Library
from generator.check.rules.files import document_path
from generator.edition import Edition
from generator.exports.charts import iterate_figures
from generator.pages.catalogue import FAMILIES as PAGE_FAMILIES
from generator.pages.catalogue import iterate_pages
from generator.pages.downloads import make_download_page, measure_files
from generator.pages.page import Page
from generator.read.documents import read_stretches
from generator.read.files import read_bytes
from generator.records import RECORDS, Record
from generator.register.tombstones import is_withdrawn
from generator.serving.theme import Theme
from generator.site.codes import Codes
from generator.site.offline import OfflineForm
from generator.site.originals import Originals
from generator.site.outputs import FAMILIES, Family, Material, Place, write_family
from generator.site.render import Renderer
from generator.site.sitemap import render_sitemap
from generator.site.writing import FileWriter, SitePage
from generator.text import Language

_INDEX = "index.html"


class Source(NamedTuple):
    """What a site is made from, at one moment."""

    root: Path
    records: Mapping[str, Record]
    editions: Mapping[Language, Edition]
    theme: Theme


class Showing:
    """The site of one state; safe to be asked by several at once."""

    def __init__(self, source: Source, codes: Mapping[Language, Codes], work: Path) -> None:
        self.source = source
        theme, editions = source.theme, source.editions
        self._own, self._first = next(iter(editions.items()))
        self._renderers = {
            language: Renderer(edition, theme.shells[language], theme.files, codes[language])
            for language, edition in editions.items()
        }
        self._lists = {language: _PageList(edition) for language, edition in editions.items()}
        self._work, self._lock = work, threading.RLock()
        self._made: set[int] = set()
        self._listed: dict[int, frozenset[str]] = {}

    def find(self, path: str) -> bytes | Path | None:
        """Give what stands at a path of the site: its bytes or the file that holds them; None for nothing."""
        page = self.find_page(path)
        if page:
            if page.page.address == addresses.DATA:
                page = self._find_last_page(page.language)
            return self._renderers[page.language].render(page.page)
        document = self._find_document(path)
        if document:
            return b"".join(self._library.iterate_parts(document))
        if path == addresses.SITEMAP:
            return self._render_sitemap()
        return self._find_theme_file(path) or self._find_kept(path) or self._find_file(path)

    def find_page(self, path: str) -> SitePage | None:
        """Give the generated page that stands at a path; None where there is none."""
        if path != _INDEX and not path.endswith(f"/{_INDEX}"):
            return None
        address = path.removesuffix(_INDEX)
        for language, root in reversed([*((one, LANGUAGE_ROOTS[one]) for one in self._lists)]):
            if address.startswith(root):
                found = self._lists[language].find(address.removeprefix(root))
                return SitePage(language, found) if found else None
        return None

    def is_generated(self, path: str) -> bool:
        """Whether a file that is no hand-written one stands at a path."""
        if self.find_page(path) or self._find_document(path):
            return True
        if path in (addresses.MANIFEST, addresses.OFFLINE_COPY, addresses.SITEMAP, f"{addresses.SITEMAP}.gz"):
            return True
        return self._find_family(path) is not None

    @cached_property
    def _library(self) -> Library:
        roots = tuple(LANGUAGE_ROOTS[language] for language in self.source.editions)
        return Library(self._first, tuple(self.source.records.values()), (), roots)

    @cached_property
    def _unpaged(self) -> dict[str, Document]:
        return {document.address: document for document in self._library.iterate_unpaged()}

    def _find_document(self, path: str) -> Document | None:
        """Give the document of the API at a path."""
        if not path.startswith(addresses.API) or not path.endswith(".json"):
            return None
        address = path.removeprefix(addresses.API).removesuffix("index.json")
        page = self._lists[self._own].find(address) if path.endswith("index.json") else None
        found = self._library.find(page) if page else None
        return found or self._unpaged.get(path)

    def _find_kept(self, path: str) -> bytes | Path | None:
        """Give a record's own file, or a document that the register keeps, as it is on the disk."""
        root, records = self.source.root, self.source.records
        if path.startswith(addresses.RECORD_FILES):
            record = records.get(f"{RECORDS}/{path.removeprefix(addresses.RECORD_FILES)}")
            return read_bytes(root, record.file) if record and not is_withdrawn(record) else None
        document = path.removeprefix(addresses.DOCUMENTS)
        if document != path and document in self._material.originals.documents:
            return b"".join(read_stretches(root, document_path(document)))
        return None

    @cached_property
    def _material(self) -> Material:
        originals = Originals(self.source.root, tuple(self.source.records.values()))
        figures = tuple(iterate_figures(self._first))
        return Material(originals, self.source.editions, figures, self._library)

    @cached_property
    def _folder(self) -> Path:
        """A folder for the files of this state, there as long as anybody uses it."""
        folder = Path(tempfile.mkdtemp(prefix="berkas-", dir=self._work))
        weakref.finalize(self, shutil.rmtree, folder, ignore_errors=True)
        return folder

    def _find_file(self, path: str) -> Path | None:
        """Give a data file, a document, a chart or any other file that is no page, once it is made."""
        number = self._find_family(path)
        if number is None:
            return None
        with self._lock:
            self._make(number)
        file = self._folder / path
        return file if file.is_file() else None

    def _find_family(self, path: str) -> int | None:
        """Give which kind of file stands at a path; None where none does."""
        if path.endswith((f"/{_INDEX}", "/")):
            return None
        with self._lock:
            return next((n for n, family in enumerate(FAMILIES) if path in self._list(n, family)), None)

    def _list(self, number: int, family: Family) -> frozenset[str]:
        found = self._listed.get(number)
        if found is None:
            found = self._listed[number] = frozenset(family.list(self._material))
        return found

    def _make(self, number: int) -> None:
        """Write the files of one kind, and before them all that they tell of."""
        if number in self._made:
            return
        family = FAMILIES[number]
        if family.is_about_others:
            for earlier, other in enumerate(FAMILIES[:number]):
                if any(name.startswith(addresses.DATA) for name in self._list(earlier, other)):
                    self._make(earlier)
        theme = self.source.theme
        form = OfflineForm(theme.folder, self._renderers, theme.identities)
        open_file = partial(FileWriter(self._folder).open, {})
        write_family(family, self._material, Place(self._folder, form), open_file)
        self._made.add(number)

    def _find_last_page(self, language: Language) -> SitePage:
        """Give the page that tells how large the files are; all of them are made for it."""
        with self._lock:
            for number, family in enumerate(FAMILIES):
                if any(name.startswith(addresses.DATA) for name in self._list(number, family)):
                    self._make(number)
        names = (name for listed in self._listed.values() for name in listed)
        page = make_download_page(self.source.editions[language], measure_files(self._folder, names))
        return SitePage(language, page)

    def _render_sitemap(self) -> bytes | None:
        url = self.source.theme.identities[0].site_url
        if not url:
            return None
        listed = [path for path in self.source.theme.files if path.endswith(f"/{_INDEX}")]
        for language, pages in self._lists.items():
            listed += [SitePage(language, page).path for page in pages if not page.is_unlisted]
        return render_sitemap(url, listed).encode()

    def _find_theme_file(self, path: str) -> Path | None:
        return self.source.theme.folder / path if path in self.source.theme.files else None


class _PageList:
    """The pages of one language by their addresses, listed only as far as they are asked for."""

    def __init__(self, edition: Edition) -> None:
        self._edition = edition
        self._known: dict[str, Page] = {}
        self._waiting: dict[int, Iterator[Page]] = {}
        self._lock = threading.Lock()

    def find(self, address: str) -> Page | None:
        """Give the page at an address; None where there is none."""
        with self._lock:
            return self._known.get(address) or self._look_for(address)

    def _look_for(self, address: str) -> Page | None:
        part = address.partition("/")[0]
        # First where it takes the least.
        families = sorted(enumerate(PAGE_FAMILIES), key=lambda one: one[1].iterate_near is None)
        for number, family in families:
            if part not in family.parts:
                continue
            if family.iterate_near:
                pages = family.iterate_near(self._edition, address)
            else:
                pages = self._waiting.setdefault(number, family.iterate(self._edition))
            for page in pages:
                self._known[page.address] = page
                if page.address == address:
                    return page
        return None

    def __iter__(self) -> Iterator[Page]:
        return iterate_pages(self._edition)
