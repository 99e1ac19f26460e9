"""The theme's pages of a site, hand-written ones and placeholders: built, or laid out as they were kept.

They hang on nothing but the hand-written files, the settings, the register's face and the program, and take
longer than all other pages of a small register.
"""

import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

from generator.fingerprints import fingerprint_files
from generator.home import find_part
from generator.memory.entry import Entry, MemoryLostError
from generator.memory.plain import pack_plain
from generator.memory.store import Slot, find_store
from generator.site.builders import describe_builder, read_builder
from generator.site.identity import SiteIdentity
from generator.text import Language

SETTINGS_FILES: dict[Language, str] = {"id": "mkdocs.yml", "en": "mkdocs.en.yml"}
_HAND_WRITTEN = "hand-written"
_DOCS = "docs"
_DATE_OF_PAGES = "SOURCE_DATE_EPOCH"


class ThemeError(Exception):
    """The hand-written pages are not fit to be published: a broken link, a page missing from the list."""


class HandWritten(NamedTuple):
    """The hand-written files by their place in the site."""

    files: dict[str, str]
    is_within: bool
    """Whether their settings reach for nothing beyond the register and the program."""


def lay_out_theme_pages(
    root: Path, stage: Path, identities: Sequence[SiteIdentity], *, remembers: bool
) -> HandWritten:
    """Write the theme's pages of each language into ``stage``, an empty folder.

    Whoever ``remembers`` takes what was kept, and keeps what is built. Raises ThemeError and RefusalError as
    ``build_theme_pages`` does, for what is never kept, and RefusalError for a builder that is not there.
    """
    slot = _find_slot(root, identities) if remembers else None
    kept = slot.read() if slot else None
    if kept:
        try:
            return _lay_out(kept, stage)
        except (MemoryLostError, TypeError, ValueError):
            # What is already laid out is written anew.
            pass
    from generator.site.mkdocs_adapter import BUILDER, build_theme_pages  # noqa: PLC0415  slow, seldom needed

    if read_builder() != BUILDER:
        raise RuntimeError(f"{BUILDER} was loaded before {read_builder()}")
    with _on_no_day():
        built = build_theme_pages(root, stage, identities)
    if slot and built.is_within:
        slot.write({_HAND_WRITTEN: pack_plain(built.files)}, _iterate_files(stage))
    return built


@contextmanager
def _on_no_day() -> Iterator[None]:
    """Have MkDocs date its pages on a fixed day: they serve on other days too, and no odd text stops it."""
    given = os.environ.get(_DATE_OF_PAGES)
    os.environ[_DATE_OF_PAGES] = "0"
    try:
        yield
    finally:
        del os.environ[_DATE_OF_PAGES]
        if given is not None:
            os.environ[_DATE_OF_PAGES] = given


def _find_slot(root: Path, identities: Sequence[SiteIdentity]) -> Slot | None:
    """Give the place of what is kept; None where it can't be said what the pages hang on."""
    try:
        files = fingerprint_files(_iterate_sources(root))
    except OSError:
        return None
    # Two copies of a register at once, such as before and after a proposal, mostly have the same pages.
    return find_store().slot(("theme", files, describe_builder(), *map(repr, identities)), ())


def _iterate_sources(root: Path) -> Iterator[tuple[str, str]]:
    """Give the files that the pages are made of. Raises OSError for a folder that can't be looked through."""
    settings = [find_part(root, name) for name in SETTINGS_FILES.values()]
    # The settings of another language may take up those beside them.
    settings.append(settings[-1].with_name(SETTINGS_FILES["id"]))
    for number, file in enumerate(settings):
        yield f"{number}", str(file)
    docs = find_part(root, _DOCS)
    for folder, folders, names in os.walk(docs, onerror=_give_up):
        # One that is a link is taken for a file, and can't be read as one: its files are followed elsewhere.
        names += [name for name in folders if os.path.islink(f"{folder}/{name}")]  # noqa: PTH114
        for name in names:
            yield f"{folder}/{name}".removeprefix(str(docs)), f"{folder}/{name}"


def _give_up(error: OSError) -> None:
    raise error


def _iterate_files(stage: Path) -> Iterator[tuple[str, bytes]]:
    for path in sorted(path for path in stage.rglob("*") if path.is_file()):
        yield path.relative_to(stage).as_posix(), path.read_bytes()


def _lay_out(kept: Entry, stage: Path) -> HandWritten:
    """Write what was kept. Raises MemoryLostError, TypeError or ValueError for what is damaged."""
    files = {str(place): str(file) for place, file in dict(kept.read_plain(_HAND_WRITTEN)).items()}
    for name in kept.items:
        target = stage / name
        if os.path.isabs(name) or ".." in target.parts:  # noqa: PTH117  of the text, not of the path put together
            # What anybody may have put there must not lead elsewhere.
            raise MemoryLostError
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(kept.read_item(name))
    return HandWritten(files, is_within=True)
