"""Completing a site: from a checked register to every generated file in a folder the theme has filled."""

import datetime
import gc
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cached_property, partial
from pathlib import Path, PurePosixPath

from generator.addresses import (
    DATA,
    LANGUAGE_ROOTS,
    MANIFEST,
    OFFLINE_COPY,
    SITEMAP,
    output_path,
)
from generator.api.library import Library
from generator.check.checker import Checked, Checker
from generator.check.kept import find_slot
from generator.check.remembered import check_remembered
from generator.collector import collect_left
from generator.edition import Edition, make_edition
from generator.exports.charts import iterate_figures
from generator.git.obstacles import refuse_untold
from generator.home import find_part
from generator.locale import Locale
from generator.pages.catalogue import iterate_pages
from generator.pages.downloads import make_download_page, measure_files
from generator.parallel import Errand, Progress, default_jobs, do_beside, limit_jobs, map_chunks
from generator.read.files import read_bytes
from generator.read.strict_yaml import read_mapping
from generator.records import REGISTRY_FILE
from generator.refusal import RefusalError
from generator.register.register import build_register
from generator.schemas import SchemaSet
from generator.site.compression import compress_files
from generator.site.heap import return_large_blocks
from generator.site.identity import SiteIdentity, list_languages, read_identities
from generator.site.manifest import Manifest, read_program
from generator.site.offline import OfflineForm
from generator.site.offline_copy import write_offline_copy
from generator.site.originals import Originals, write_originals
from generator.site.outputs import Material, Place, list_outputs, write_outputs
from generator.site.render import Renderer
from generator.site.shell import Shell, ShellError
from generator.site.sitemap import remove_sitemaps, render_sitemap
from generator.site.standing import StandingSite
from generator.site.writing import FileWriter, PageWriter, SitePage
from generator.snapshot import Snapshot
from generator.story.reading import read_story
from generator.text import Language, Text


class AddressClashError(Exception):
    """Two pages want the same address."""


_OVERWRITING = Text(
    '"{file}" berada di tempat yang ditulis program ({output}). Ganti namanya, atau hapus.',
    '"{file}" is in a place that the program writes ({output}). Rename it, or remove it.',
)
_NO_SHELL = Text(
    "Tema pada mkdocs.yml tidak dapat dipakai: halaman bagiannya tidak memuat judul dan isi dari program. "
    "Pakai tema material.",
    "The theme in mkdocs.yml can't be used: its section pages lack the program's title and content. "
    "Use the theme material.",
)


class OverwritingError(RefusalError):
    """A hand-written file stands where a generated one must be."""

    def __init__(self, file: str, output: str) -> None:
        super().__init__(_OVERWRITING, file=file, output=output)


@dataclass
class SiteCompletion:
    """A register on its way to a site; ``checked`` must hold no errors before anything else is asked."""

    root: Path
    as_of: datetime.date
    jobs: int
    schemas: SchemaSet
    checked: Checked
    progress: Progress | None = None
    snapshot: Snapshot | None = None
    """The past day that the site shows; None for the present."""
    offline_copy: bool = False
    """Whether the site carries a copy of itself to be read from a disk."""
    compressed: bool = False
    """Whether files have packed twins beside them."""
    is_within: bool = False
    """Whether the theme's settings are known to reach for nothing beyond the register and the program."""
    stands: StandingSite | None = None
    """The site in whose place this one comes, where its files may be used."""
    written: dict[str, str] = field(default_factory=dict)
    """The SHA-256 of every file of the finished site."""
    _others: list[str] = field(init=False)
    """The files that the theme has written."""
    _await_originals: Callable[[], dict[str, str]] = field(init=False)

    @classmethod
    def prepare(
        cls,
        root: Path,
        as_of: datetime.date,
        jobs: int | None,
        progress: Progress | None = None,
        errand: Callable[[tuple[SiteIdentity, ...]], Errand] | None = None,
        *,
        language: Language = "id",
        snapshot: Snapshot | None = None,
        remembers: bool = False,
    ) -> "SiteCompletion":
        """Read and check a register; the caller looks at ``checked.errors``.

        ``errand`` gives what is done beside the check, where the register's own record can be read;
        findings are worded in ``language``. Whoever ``remembers`` goes on from the last check of the folder.
        Raises RefusalError for schemas that can't be used, and for a
        repository whose past git can't tell.
        """
        return_large_blocks()
        refuse_untold(root)
        folder = find_part(root, "schema")
        schemas = SchemaSet(folder)
        identities = _peek_identities(root, schemas, snapshot) if errand else None
        beside = errand(identities) if errand and identities else None
        jobs = jobs or default_jobs()
        checker = Checker(root, schemas, as_of, language, only_errors=True)
        with without_collector():
            if remembers:
                slot = find_slot(root, folder, (as_of.isoformat(), language), "build")
                checked = check_remembered(checker, slot, jobs, progress, beside)
            else:
                checked = checker.check_register(jobs, progress, beside)
        return cls(root, as_of, jobs, schemas, checked, snapshot=snapshot)

    @cached_property
    def editions(self) -> dict[Language, Edition]:
        """The register as the site shows it, in each of the site's languages."""
        register = build_register(self.checked.records, self.as_of)
        locales = [Locale(language, self.schemas) for language in list_languages(register.registry)]
        allowed = [item["value"] for item in register.registry.get("allowed_values", ())]
        story = read_story(self.root, self.schemas, allowed)
        first = make_edition(register, story.history, locales[0], story, self.snapshot)
        return {locale.language: first.speaking(locale) for locale in locales}

    @property
    def edition(self) -> Edition:
        """The edition at the root of the site."""
        return next(iter(self.editions.values()))

    @cached_property
    def identities(self) -> tuple[SiteIdentity, ...]:
        """The register's face in each language."""
        value = next(record.value for record in self.checked.records if record.kind == "registry")
        return read_identities(value, self.snapshot, self.root)

    @cached_property
    def pages(self) -> tuple[SitePage, ...]:
        """Every generated page.

        Raises AddressClashError where two want the same address.
        """
        # The languages of one page one after the other: what is read for the first is at hand for the next.
        listed = [iterate_pages(edition) for edition in self.editions.values()]
        pages = tuple(
            SitePage(language, page)
            for spoken in zip(*listed, strict=True)
            for language, page in zip(self.editions, spoken, strict=True)
        )
        path, number = Counter(page.path for page in pages).most_common(1)[0]
        if number > 1:
            raise AddressClashError(path)
        return pages

    @cached_property
    def _originals(self) -> Originals:
        return Originals(self.root, tuple(self.checked.records))

    @cached_property
    def _material(self) -> Material:
        figures = tuple(iterate_figures(self.edition))
        return Material(self._originals, self.editions, figures, self._library)

    @cached_property
    def _library(self) -> Library:
        """The documents of the API, which stand once for all languages."""
        own, *_ = self.editions
        pages = (page for language, page in self.pages if language == own)
        roots = tuple(map(LANGUAGE_ROOTS.__getitem__, self.editions))
        return Library(self.edition, self.checked.records, pages, roots)

    def refuse_overwriting(self, hand_written: Mapping[str, str]) -> None:
        """Look whether a hand-written file, by its place in the site, stands where one is generated.

        Raises OverwritingError for the first that does.
        """
        outputs = {page.path for page in self.pages}
        outputs.update((MANIFEST, OFFLINE_COPY, SITEMAP, f"{SITEMAP}.gz", *list_outputs(self._material)))
        for place, file in hand_written.items():
            whole = [place, *(str(folder) for folder in PurePosixPath(place).parents)]
            found = next((one for one in whole if one in outputs), None)
            if found is None and "." not in place.rpartition("/")[2]:
                # A file without an ending could be where a folder of pages must be.
                found = min((output for output in outputs if output.startswith(f"{place}/")), default=None)
            if found:
                raise OverwritingError(file, found)

    @contextmanager
    def writing_originals(self, site: Path) -> Iterator[None]:
        """Have the originals written beside all that is computed; ``complete`` is called within.

        The folder holds nothing but the theme's pages yet.
        """
        remove_sitemaps(site / LANGUAGE_ROOTS[face.language] for face in self.identities)
        self._others = list_files(site)
        jobs = limit_jobs(self.jobs, len(self.checked.records))
        with do_beside(partial(self._write_originals, site), jobs) as self._await_originals:
            yield

    def _write_originals(self, site: Path) -> dict[str, str]:
        hashes: dict[str, str] = {}
        write_originals(self._originals, partial(FileWriter(site, self.stands).open, hashes))
        return hashes

    def complete(self, site: Path) -> int:
        """Write every generated file into a folder that holds the theme's pages; give the number of pages.

        Raises RefusalError for a theme or a schema that can't be used, and for a document that changed.
        """
        with without_collector():
            return self._complete(site)

    def _complete(self, site: Path) -> int:
        shells = read_shells(site, self.identities)
        others = self._others
        files = FileWriter(site, self.stands)
        writer = PageWriter(
            files,
            {
                language: Renderer(edition, shells[language], frozenset(others))
                for language, edition in self.editions.items()
            },
            self._library,
        )
        hashes: dict[str, str] = {}
        pages = self.pages
        writer.prepare(pages)
        open_file = partial(files.open, hashes)
        parts = map_chunks(
            writer.write,
            [page for page in pages if page.page.address != DATA],
            self.jobs,
            self.progress,
            lambda: write_outputs(
                self._material, Place(site, OfflineForm(site, writer.renderers, self.identities)), open_file
            ),
        )
        hashes |= self._await_originals()
        parts.append(writer.write(self._list_last_pages(site)))
        for part in parts:
            for line in part.split("\n")[:-1]:
                digest, _, path = line.partition(" ")
                hashes[path] = digest
        if url := self.identities[0].site_url:
            listed = [path for path in others if path.endswith("/index.html")]
            listed += [one.path for one in pages if not one.page.is_unlisted]
            hashes[SITEMAP] = files.write(SITEMAP, (render_sitemap(url, listed).encode(),))
        if self.offline_copy:
            write_offline_copy(self.edition, site, open_file)
        # What the theme has written, but for the placeholders of generated pages.
        hashes.update((name, files.adopt(name)) for name in others if name not in hashes)
        manifest = Manifest(
            self.edition.history.head or None,
            hashes,
            self.as_of,
            self.snapshot.day if self.snapshot else None,
            read_program(self.root),
        )
        self.written = {**hashes, MANIFEST: files.write(MANIFEST, (manifest.render(),))}
        if self.compressed:
            self.written |= compress_files(site, files, hashes, self.jobs)
        return len(pages)

    def _list_last_pages(self, site: Path) -> list[SitePage]:
        """Give the pages that tell how large the files are, once these are written."""
        sizes = measure_files(site, list_outputs(self._material))
        return [
            SitePage(language, make_download_page(edition, sizes, offline_copy=self.offline_copy))
            for language, edition in self.editions.items()
        ]


def read_shells(site: Path, identities: Iterable[SiteIdentity]) -> dict[Language, dict[str, Shell]]:
    """Cut the shells from the theme's pages, for each language.

    Raises RefusalError for a theme whose pages can't serve as shells.
    """
    try:
        return {
            face.language: {
                section: _read_shell(site / LANGUAGE_ROOTS[face.language], section, face.address)
                for section in face.sections
            }
            for face in identities
        }
    except (ShellError, FileNotFoundError):
        raise RefusalError(_NO_SHELL) from None


def _read_shell(pages: Path, section: str, address: str) -> Shell:
    return Shell((pages / output_path(section)).read_text("utf-8"), section, address)


@contextmanager
def without_collector() -> Iterator[None]:
    """Leave the cycle collector off: what is read and made here lives to the end and holds no cycles.

    Walking a large register again and again would cost a tenth of the time, and copy it into each process.
    """
    was_on = gc.isenabled()
    gc.disable()
    if was_on:
        # What an earlier build of the same process left is no longer needed for ever.
        collect_left()
    try:
        yield
    finally:
        gc.freeze()
        if was_on:
            gc.enable()


def _peek_identities(
    root: Path, schemas: SchemaSet, snapshot: Snapshot | None
) -> tuple[SiteIdentity, ...] | None:
    """Give the register's faces before the check; None where the check will refuse its record."""
    value, _ = read_mapping(read_bytes(root, REGISTRY_FILE))
    return read_identities(value, snapshot, root) if value and schemas.is_valid("registry", value) else None


def list_files(site: Path) -> list[str]:
    """Give every file in a folder, by its way from there."""
    return [path.relative_to(site).as_posix() for path in site.rglob("*") if path.is_file()]
