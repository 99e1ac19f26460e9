"""The builder adapter: the one module that knows MkDocs. Replace it to build with another theme engine.

MkDocs renders the hand-written pages and one placeholder a section; everything else is the generator's.
As a plugin it also completes the site under a plain ``mkdocs build`` or ``mkdocs serve``. All of it holds
for ProperDocs too, which takes MkDocs' place under ``properdocs build``, or where it is asked for here.
"""

import logging
import re
import sys
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path, PurePosixPath
from typing import Any

import click

from generator.site.builders import BUILDERS, choose_builder, read_builder

# Who runs MkDocs by itself has loaded it, and has chosen by that.
if "mkdocs" not in sys.modules and read_builder() == "properdocs":
    # From here on whatever imports a part of MkDocs, a theme's plugin too, gets that of ProperDocs.
    import properdocs.replacement  # noqa: F401

    # A theme's plugins go on logging under the old name; what they complain of counts as well.
    logging.getLogger("mkdocs").parent = logging.getLogger("properdocs")
from mkdocs.commands.build import build
from mkdocs.config import load_config
from mkdocs.config.base import Config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import MkDocsException, PluginError
from mkdocs.livereload import LiveReloadServer
from mkdocs.plugins import BasePlugin
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page
from mkdocs.utils.templates import TemplateContext

from generator.addresses import LANGUAGE_ROOTS, SECTIONS, output_path
from generator.check.reporters import report
from generator.clock import today
from generator.home import find_part, find_root
from generator.read.documents import DOCUMENTS
from generator.records import RECORDS
from generator.refusal import RefusalError, find_refusal, refuse_system
from generator.site.completion import OverwritingError, SiteCompletion
from generator.site.form_parts import FORM_PARTS
from generator.site.form_script import render_form_script
from generator.site.handwriting import align_columns, label_tables, lead_to_forms
from generator.site.headers import PAGE_POLICY_TAG
from generator.site.identity import SiteIdentity
from generator.site.illustrations import size_pictures
from generator.site.reach import is_within
from generator.site.shell import DESCRIPTION, PLACE, TITLE
from generator.site.theme_failures import (
    explain_failure,
    find_settings_refusal,
    hint_at_settings,
    refuse_pages,
    word_failure,
)
from generator.site.theme_pages import SETTINGS_FILES, HandWritten, ThemeError
from generator.speech import ui_language
from generator.text import Language, Text

_HERE = Path(__file__).resolve().parent
BUILDER = next(name for name in BUILDERS if name == build.__module__.partition(".")[0])
"""The builder that has been loaded in this process."""
_ASSETS = "assets/registri/"
# Where a page of another language than the first finds what stands once for all.
_SHARED = re.compile(r"""(\s(?:href|src)=["'])((?:\.\./)*)(?:\./)?(?=(?:assets|dokumen)/)""")
# One file of style is made of these, in this order: what comes later may overrule.
_STYLES = ("identity", "frame", "tables", "statistics", "agreement", "changes", "evaluations", "mapping",
           "things", "explorer", "downloads", "form", "phone", "print")  # fmt: skip

_THEME_FAVICON = "assets/images/favicon.png"

# Of the theme's own files the one that pages ask for.
_THEME_STYLE = "assets/stylesheets/main.*.min.css"

# What the frame in ``overrides/`` takes from the theme.
_THEME_PART = "partials/language.html"

_SETTINGS = Text('Pengaturan situs "{file}" tidak dapat dipakai: {reason}',
                 'The site settings "{file}" can\'t be used: {reason}')  # fmt: skip
_NO_THEME = Text('Tema pada "{file}" tidak dapat dipakai; pakai tema material.',
                 'The theme in "{file}" can\'t be used; use the theme material.')  # fmt: skip
_NO_PLUGIN = Text('"registri" tidak ada pada plugins.', '"registri" is not among the plugins.')
_NO_REGISTER = Text('Tidak ada folder records/ di sekitar "{file}".',
                    'There is no folder records/ around "{file}".')  # fmt: skip


class _NoSettings(Config):  # type: ignore[no-untyped-call]
    """All settings stand in the records."""


class RegistriPlugin(BasePlugin[_NoSettings]):  # type: ignore[no-untyped-call]
    """Adds the sections' placeholders, the register's face and, on its own, the generated pages."""

    identity: SiteIdentity | None = None
    """Given by ``build_theme_pages``, whose caller completes the site itself."""
    hand_written: dict[str, str]
    """The hand-written files of the language, by their place among its pages."""
    is_within: bool = False
    """Whether the settings reach for nothing beyond the register and the program."""
    _completion: SiteCompletion | None = None

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Give the theme the register's name, notice, style and templates."""
        self.is_within = _is_within(config)
        with _told_by_mkdocs():
            self.identity = self.identity or self._prepare(config)
            if not any((Path(folder) / _THEME_PART).is_file() for folder in config.theme.dirs):
                raise RefusalError(_NO_THEME, file=str(config.config_file_path))
        config.site_name = self.identity.name
        config.site_description = self.identity.description
        config.site_url = self.identity.address or config.site_url
        config.extra["registri"] = self.identity
        config.extra["registri_policy"] = "" if _is_reloaded() else PAGE_POLICY_TAG
        config.extra["registri_stylesheet"] = _find_stylesheet(config.theme.dirs)
        config.theme.dirs.insert(0, str(_HERE / "overrides"))
        config.extra_css.append(f"{_ASSETS}registri.css")
        if config.theme["favicon"] == _THEME_FAVICON:
            # The theme's own is among the files that are left out.
            config.theme["favicon"] = f"{_ASSETS}favicon.svg"
        if self._root:
            # A server has one page for every address that it does not know.
            config.theme.static_templates.discard("404.html")
        return config

    def _prepare(self, config: MkDocsConfig) -> SiteIdentity:
        root = find_root(Path(config.config_file_path or "").absolute().parent)
        if root is None:
            raise RefusalError(_NO_REGISTER, file=str(config.config_file_path))
        choose_builder(BUILDER)
        self._completion = SiteCompletion.prepare(root, today(), None, language=ui_language())
        if self._completion.checked.errors:
            checked = self._completion.checked
            raise PluginError(report("text", checked.errors, checked.files, root, ui_language()))
        return self._completion.identities[0]

    @property
    def _root(self) -> str:
        """Where this language's pages stand in the site."""
        return LANGUAGE_ROOTS[self.identity.language] if self.identity else ""

    def on_files(self, files: Files, config: MkDocsConfig) -> Files:
        """Add a placeholder page a section, and the site's own style."""
        if not self._root:
            # The pages of other languages are built by themselves.
            _drop(files, tuple(filter(None, LANGUAGE_ROOTS.values())))
        docs = Path(config.docs_dir)
        within = f"{docs.parent.name}/{docs.name}" if self._root else docs.name
        self.hand_written = {
            file.dest_uri: f"{within}/{file.src_uri}"
            for file in files
            if file.src_dir == config.docs_dir and not file.inclusion.is_excluded()  # type: ignore[no-untyped-call]
        }
        for spare in [file for file in files if file.src_dir != config.docs_dir and _is_spare(file.src_uri)]:
            files.remove(spare)
        sections = self.identity.sections if self.identity else SECTIONS
        own: dict[str, str | bytes] = {f"{section}index.md": "# Isi\n" for section in sections}
        assets = self._read_assets()
        if not assets:
            _drop(files, ("assets/",))
        with _told_by_mkdocs():
            for place in (*map(output_path, sections), *assets):
                for one in (place, *map(str, PurePosixPath(place).parents)):
                    if one in self.hand_written:
                        raise OverwritingError(self.hand_written[one], self._root + place)
            if self._completion:
                self._completion.refuse_overwriting(self.hand_written)
        for name, content in {**own, **assets}.items():
            # Whatever the settings leave out of the site, these are what it consists of.
            file = File.generated(config, name, content=content, inclusion=InclusionLevel.INCLUDED)
            files.append(file)
        return files

    def _read_assets(self) -> dict[str, bytes]:
        """Give the site's own files of style and script; they stand once, beside the first language."""
        if self._root:
            return {}
        assets = {_ASSETS + asset.name: asset.read_bytes() for asset in sorted((_HERE / "assets").iterdir())}
        styles = [(_HERE / "styles" / f"{name}.css").read_bytes() for name in _STYLES]
        assets[f"{_ASSETS}registri.css"] = b"".join(styles)
        assets[f"{_ASSETS}form.js"] = render_form_script(*FORM_PARTS).encode()
        return assets

    def on_page_markdown(self, markdown: str, page: Page, **_: Any) -> str:  # noqa: ANN401  MkDocs' interface
        """Mark the places of title and description in a placeholder, and put the register's own pages in."""
        sections = self.identity.sections if self.identity else SECTIONS
        if page.file.src_uri in {f"{section}index.md" for section in sections}:
            page.meta = {
                "title": TITLE,
                "description": DESCRIPTION,
                "hide": ["navigation", "toc"],
                "registri_section": True,
            }
        own = self.identity.find_own(page.file.src_uri) if self.identity else None
        return markdown if own is None else own

    def on_page_content(self, html: str, page: Page, config: MkDocsConfig, **_: Any) -> str:  # noqa: ANN401  MkDocs' interface
        """Make the tables fit for a phone, give the pictures their size, and find the code host's forms."""
        html = lead_to_forms(html, self.identity.repository_url if self.identity else "")
        return size_pictures(label_tables(align_columns(html)), page.url, Path(config.docs_dir))

    def on_page_context(
        self, context: TemplateContext, /, *, page: Page, config: MkDocsConfig, nav: Navigation
    ) -> TemplateContext:
        """Give a page the ways to itself in the other languages; to their home where it is in one only."""
        del nav
        identity = self.identity
        assert identity is not None  # noqa: S101  read with the settings
        docs = Path(config.docs_dir)
        top = docs.parent if self._root else docs
        turns = []
        for turn in identity.turns:
            is_there = (top / LANGUAGE_ROOTS[turn.language] / page.file.src_uri).is_file()
            place = PLACE if "registri_section" in page.meta else page.url if is_there else ""
            turns.append((turn, f"{context['base_url']}/{turn.root}{place}"))
        context["turns"] = turns  # type: ignore[typeddict-unknown-key]
        return context

    def on_post_page(self, output: str, config: MkDocsConfig, **_: Any) -> str:  # noqa: ANN401, ARG002
        """Lead a page to the files that stand once for all languages."""
        return _SHARED.sub(rf"\1{'../' * self._root.count('/')}\2", output) if self._root else output

    def on_post_build(self, config: MkDocsConfig) -> None:
        """Complete the site where nobody else does."""
        if self._completion:
            site = Path(config.site_dir)
            with _told_by_mkdocs():
                for identity in self._completion.identities[1:]:
                    hand_written = _build_language(self._completion.root, site, identity)
                    self._completion.refuse_overwriting(hand_written.files)
                with self._completion.writing_originals(site):
                    self._completion.complete(site)

    def on_build_error(self, error: Exception, **_: Any) -> None:  # noqa: ANN401
        """Spare who runs MkDocs by itself the traceback of what a page made fail."""
        reason = word_failure(error)
        if self._completion and reason:
            raise PluginError(refuse_pages(reason).render(ui_language())) from error

    def on_serve(self, server: LiveReloadServer, config: MkDocsConfig, **_: Any) -> None:  # noqa: ANN401
        """Rebuild when a record or a document changes."""
        root = find_root(Path(config.config_file_path).parent)
        server.watch(str(root / RECORDS if root else RECORDS))
        if root and (root / DOCUMENTS).is_dir():
            server.watch(str(root / DOCUMENTS))


def _is_reloaded() -> bool:
    """Whether ``mkdocs serve`` puts a script of its own into every page, which the policy would refuse."""
    context = click.get_current_context(silent=True)
    return bool(context and context.params.get("livereload"))


def _is_within(config: MkDocsConfig) -> bool:
    if config.hooks or config.theme.custom_dir:
        return False
    text = Path(config.config_file_path or "").read_bytes()
    return is_within(text, config.theme.name, config.plugins, config.markdown_extensions)


def _find_stylesheet(folders: Iterable[str]) -> str:
    """Give the place of the theme's style, whose name changes with its content; empty where there is none."""
    found = (file for folder in folders for file in sorted(Path(folder).glob(_THEME_STYLE)))
    return next((f"{PurePosixPath(_THEME_STYLE).parent}/{file.name}" for file in found), "")


def _is_spare(file: str) -> bool:
    """Whether a file of the theme is one that the frame in ``overrides/`` has no use for."""
    return file.startswith("assets/") and not PurePosixPath(file).match(_THEME_STYLE)


def _drop(files: Files, folders: tuple[str, ...]) -> None:
    for file in [one for one in files if one.src_uri.startswith(folders)]:
        files.remove(file)


@contextmanager
def _told_by_mkdocs() -> Iterator[None]:
    """Turn what the user can mend into the error that MkDocs shows without a traceback."""
    try:
        yield
    except ThemeError as error:
        raise PluginError(str(error)) from error
    except Exception as error:
        refusal = find_refusal(error)
        if refusal is None:
            raise
        raise PluginError(refusal.render(ui_language())) from error


class _Warnings(logging.Handler):
    """Keeps what MkDocs complains of, to be told in one message."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.lines: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.lines.append(record.getMessage())


def build_theme_pages(root: Path, stage: Path, identities: Sequence[SiteIdentity]) -> HandWritten:
    """Build the hand-written pages and the sections' placeholders of each language into ``stage``.

    Raises ThemeError with all of MkDocs' complaints, and RefusalError for settings or a page that MkDocs
    can't use at all.
    """
    parts = [_build_language(root, stage, identity) for identity in identities]
    files = {place: file for part in parts for place, file in part.files.items()}
    return HandWritten(files, all(part.is_within for part in parts))


def _build_language(root: Path, stage: Path, identity: SiteIdentity) -> HandWritten:
    warnings = _Warnings()
    log = logging.getLogger(BUILDER)
    log.addHandler(warnings)
    propagated, log.propagate = log.propagate, False
    try:
        config = _load_settings(root, stage, identity.language, warnings)
        plugin = config.plugins["registri"]
        assert isinstance(plugin, RegistriPlugin)  # noqa: S101  seen to by _load_settings
        plugin.identity = identity
        config.plugins.on_startup(command="build", dirty=False)
        build(config)
        config.plugins.on_shutdown()
    except MkDocsException as error:
        if refusal := find_settings_refusal(error):
            raise refusal from error
        lines = [*(warnings.lines or [str(error)]), *hint_at_settings(root, identity.language)]
        raise ThemeError("\n".join(lines)) from error
    except RefusalError:
        raise
    except Exception as error:
        refusal = explain_failure(error, find_part(root, "docs").name, warnings.lines)
        if refusal is None:
            raise
        raise refusal from error
    finally:
        log.removeHandler(warnings)
        log.propagate = propagated
    place = LANGUAGE_ROOTS[identity.language]
    files = {place + name: file for name, file in plugin.hand_written.items()}
    return HandWritten(files, plugin.is_within)


def _load_settings(root: Path, stage: Path, language: Language, warnings: _Warnings) -> MkDocsConfig:
    """Read a language's settings; whatever is wrong with them, or with a hook they name, is one refusal."""
    file = str(find_part(root, SETTINGS_FILES[language]))
    place = LANGUAGE_ROOTS[language]
    docs, site = find_part(root, f"docs/{place}"), stage / place
    if place and docs.is_file():
        with _told_by_mkdocs():
            raise OverwritingError(f"docs/{place}".rstrip("/"), f"{place}{output_path('')}")
    try:
        config = load_config(file, docs_dir=str(docs), site_dir=str(site))
    except OSError as error:
        raise refuse_system(error) from error
    except Exception as error:
        reason = "\n".join(warnings.lines or [str(error)])
        raise RefusalError(_SETTINGS, file=file, reason=reason) from error
    if not isinstance(config.plugins.get("registri"), RegistriPlugin):
        raise RefusalError(_SETTINGS, file=file, reason=_NO_PLUGIN)
    return config
