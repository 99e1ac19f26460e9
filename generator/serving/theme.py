"""The theme's part of a site that is served: the hand-written pages, styles and scripts, in a folder."""

import shutil
import tempfile
import weakref
from collections.abc import Mapping
from pathlib import Path

from generator.addresses import LANGUAGE_ROOTS
from generator.site.completion import list_files, read_shells
from generator.site.identity import SiteIdentity
from generator.site.shell import Shell
from generator.site.sitemap import remove_sitemaps
from generator.site.theme_pages import lay_out_theme_pages
from generator.text import Language


class Theme:
    """What the theme gives; its folder is there as long as anybody uses it."""

    def __init__(self, root: Path, work: Path, identities: tuple[SiteIdentity, ...]) -> None:
        """Lay it out. Raises ThemeError and RefusalError for pages and settings that can't be used."""
        self.identities = identities
        self.folder = Path(tempfile.mkdtemp(prefix="tema-", dir=work))
        weakref.finalize(self, shutil.rmtree, self.folder, ignore_errors=True)
        self.hand_written: Mapping[str, str] = lay_out_theme_pages(
            root, self.folder, identities, remembers=True
        ).files
        remove_sitemaps(self.folder / LANGUAGE_ROOTS[one.language] for one in identities)
        self.shells: dict[Language, dict[str, Shell]] = read_shells(self.folder, identities)
        self.files = frozenset(list_files(self.folder))
