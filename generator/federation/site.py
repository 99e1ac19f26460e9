"""The gathered site: the theme's frame, the pages, the data and the manifest, in an empty folder."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import partial
from pathlib import Path

from generator.addresses import LANGUAGE_ROOTS, MANIFEST, SITEMAP, output_path
from generator.federation import addresses
from generator.federation.document import render_document
from generator.federation.pages import iterate_pages
from generator.federation.portrait import Portrait
from generator.federation.render import GatheredRenderer
from generator.federation.search import is_searched, write_gathered_search
from generator.federation.sources import Gathering
from generator.federation.tables import TABLES, render_table
from generator.federation.words import PAGE_TITLES
from generator.locale import Locale
from generator.schemas import SchemaSet
from generator.site.completion import list_files, read_shells
from generator.site.header_files import write_host_headers
from generator.site.identity import SiteIdentity, escape_text
from generator.site.manifest import Manifest, read_program
from generator.site.sitemap import remove_sitemaps, render_sitemap
from generator.site.theme_pages import lay_out_theme_pages
from generator.site.writing import FileWriter

_FRAME = Path(__file__).resolve().parent / "frame"
"""The hand-written pages and the settings of every gathered site."""


def make_identities(gathering: Gathering) -> tuple[SiteIdentity, ...]:
    """Give the face of a gathered site in each of its languages."""
    plain = SiteIdentity(
        language="id",
        languages=gathering.languages,
        name=escape_text(gathering.name),
        description="",
        notice="",
        standing=gathering.standing,
        site_url=gathering.site_url,
        place=escape_text(gathering.place_name),
        crest="",
        sections=addresses.SECTIONS,
    )
    about = PAGE_TITLES[addresses.HOME][1]
    return tuple(
        replace(
            plain,
            language=language,
            notice=escape_text(gathering.standing_notice[language]),
            description=escape_text(about.render(language)),
        )
        for language in gathering.languages
    )


def fill_stage(
    portrait: Portrait,
    schemas: SchemaSet,
    stage: Path,
    progress: Callable[[int], None] | None = None,
) -> int:
    """Write a whole site into an empty folder, and give the number of its generated pages.

    Raises ThemeError and RefusalError for what keeps the theme from building its frame.
    """
    gathered = portrait.gathered
    identities = make_identities(gathered.gathering)
    lay_out_theme_pages(_FRAME, stage, identities, remembers=True)
    remove_sitemaps(stage / LANGUAGE_ROOTS[face.language] for face in identities)
    shells = read_shells(stage, identities)
    theirs = list_files(stage)
    files, hashes = FileWriter(stage), dict[str, str]()
    pages = list(iterate_pages(portrait))
    for face in identities:
        renderer = GatheredRenderer(portrait, Locale(face.language, schemas), shells[face.language])
        for page in pages:
            path = LANGUAGE_ROOTS[face.language] + output_path(page.address)
            hashes[path] = _overwrite(files, stage, path, renderer.render(page))
            if progress:
                progress(1)
    if is_searched(gathered):
        locales = {face.language: Locale(face.language, schemas) for face in identities}
        write_gathered_search(gathered, locales, partial(files.open, hashes))
    for path, content in _iterate_data(portrait):
        hashes[path] = files.write(path, (content,))
    write_host_headers(partial(files.open, hashes))
    if url := gathered.gathering.site_url:
        listed = sorted({path for path in (*theirs, *hashes) if path.endswith("index.html")})
        hashes[SITEMAP] = files.write(SITEMAP, (render_sitemap(url, listed).encode(),))
    hashes.update((name, files.adopt(name)) for name in theirs if name not in hashes)
    manifest = Manifest(None, hashes, gathered.as_of, None, read_program(_FRAME))
    files.write(MANIFEST, (manifest.render(),))
    return len(pages) * len(identities)


def _overwrite(files: FileWriter, stage: Path, path: str, content: bytes) -> str:
    """Write a page in the place of the theme's placeholder, where there is one."""
    (stage / path).unlink(missing_ok=True)
    return files.write(path, (content,))


def _iterate_data(portrait: Portrait) -> Iterator[tuple[str, bytes]]:
    yield addresses.DOCUMENT, render_document(portrait)
    for table in TABLES:
        yield addresses.table_address(table.name), render_table(table, portrait)
