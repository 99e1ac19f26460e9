"""The builder adapter: the one module that knows MkDocs. Replace it to build with another theme engine.

MkDocs renders the hand-written pages and one placeholder a section; everything else is the generator's.
As a plugin it also completes the site under a plain ``mkdocs build`` or ``mkdocs serve``.
"""

import logging
from pathlib import Path
from typing import Any

from mkdocs.commands.build import build
from mkdocs.config import load_config
from mkdocs.config.base import Config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import MkDocsException, PluginError
from mkdocs.livereload import LiveReloadServer
from mkdocs.plugins import BasePlugin
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page

from generator.addresses import SECTIONS
from generator.check.reporters import report
from generator.clock import today
from generator.home import find_part, find_root
from generator.records import RECORDS
from generator.site.completion import SiteCompletion
from generator.site.identity import SiteIdentity
from generator.site.shell import DESCRIPTION, TITLE

_HERE = Path(__file__).resolve().parent
_ASSETS = "assets/registri/"


class ThemeError(Exception):
    """The hand-written pages can't be built: a broken link, a missing page, a wrong setting."""


class _NoSettings(Config):  # type: ignore[no-untyped-call]
    """All settings stand in the records."""


class RegistriPlugin(BasePlugin[_NoSettings]):  # type: ignore[no-untyped-call]
    """Adds the sections' placeholders, the register's face and, on its own, the generated pages."""

    identity: SiteIdentity | None = None
    """Given by ``build_theme_pages``, whose caller completes the site itself."""
    _completion: SiteCompletion | None = None

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Give the theme the register's name, notice, style and templates."""
        identity = self.identity or self._prepare(config)
        config.site_name = identity.name
        config.site_description = identity.description
        config.site_url = identity.site_url or config.site_url
        config.extra["registri"] = identity
        config.theme.dirs.insert(0, str(_HERE / "overrides"))
        config.extra_css.append(f"{_ASSETS}registri.css")
        return config

    def _prepare(self, config: MkDocsConfig) -> SiteIdentity:
        root = find_root(Path(config.config_file_path).parent)
        if root is None:
            raise PluginError(f"No {RECORDS}/ folder around {config.config_file_path}")
        self._completion = SiteCompletion.prepare(root, today(), None)
        if self._completion.checked.errors:
            checked = self._completion.checked
            raise PluginError(report("text", checked.errors, checked.files, root, "id"))
        return self._completion.identity

    def on_files(self, files: Files, config: MkDocsConfig) -> Files:
        """Add a placeholder page a section, and the site's own style."""
        for section in SECTIONS:
            files.append(File.generated(config, f"{section}index.md", content="# Isi\n"))
        for asset in sorted((_HERE / "assets").iterdir()):
            files.append(File.generated(config, _ASSETS + asset.name, content=asset.read_bytes()))
        return files

    def on_page_markdown(self, markdown: str, page: Page, **_: Any) -> str:  # noqa: ANN401  MkDocs' interface
        """Mark the places of title and description in a placeholder."""
        if page.file.src_uri in {f"{section}index.md" for section in SECTIONS}:
            page.meta = {
                "title": TITLE,
                "description": DESCRIPTION,
                "hide": ["navigation", "toc"],
                "registri_section": True,
            }
        return markdown

    def on_post_build(self, config: MkDocsConfig) -> None:
        """Complete the site where nobody else does."""
        if self._completion:
            self._completion.complete(Path(config.site_dir))

    def on_serve(self, server: LiveReloadServer, config: MkDocsConfig, **_: Any) -> None:  # noqa: ANN401
        """Rebuild when a record changes."""
        root = find_root(Path(config.config_file_path).parent)
        server.watch(str(root / RECORDS if root else RECORDS))


class _Warnings(logging.Handler):
    """Keeps what MkDocs complains of, to be told in one message."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.lines: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.lines.append(record.getMessage())


def build_theme_pages(root: Path, stage: Path, identity: SiteIdentity) -> None:
    """Build the hand-written pages and the sections' placeholders into ``stage``.

    Raises ThemeError with all of MkDocs' complaints.
    """
    warnings = _Warnings()
    log = logging.getLogger("mkdocs")
    log.addHandler(warnings)
    propagated, log.propagate = log.propagate, False
    try:
        config = load_config(
            str(find_part(root, "mkdocs.yml")), docs_dir=str(find_part(root, "docs")), site_dir=str(stage)
        )
        plugin = config.plugins.get("registri")
        if not isinstance(plugin, RegistriPlugin):
            raise ThemeError("mkdocs.yml: plugins: registri")
        plugin.identity = identity
        config.plugins.on_startup(command="build", dirty=False)
        build(config)
        config.plugins.on_shutdown()
    except MkDocsException as error:
        raise ThemeError("\n".join((*warnings.lines, str(error)))) from error
    finally:
        log.removeHandler(warnings)
        log.propagate = propagated
