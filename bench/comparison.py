"""One comparison: a register, the tools with their inputs made from it, and their runs turn by turn."""

import importlib.metadata
import shutil
import sys
from collections.abc import Callable, Collection, Mapping, Sequence
from functools import cached_property
from pathlib import Path
from typing import NamedTuple

from bench.agreements import Json
from bench.content import AGREEMENT, Sheet, iterate_sheets, list_rows, read_edition
from bench.eleventy import install_eleventy, list_eleventy_command, read_eleventy_version, write_eleventy_site
from bench.hugo import (
    install_hugo,
    list_hugo_command,
    list_hugo_server_command,
    read_hugo_version,
    write_hugo_site,
)
from bench.layout import Layout, cut_layout
from bench.material import find_markdown, list_mkdocs_command, write_mkdocs_site
from bench.tools import Scene, Tool
from generator.addresses import agreement_address, output_path
from generator.clock import today
from generator.records import RECORDS, REGISTRY_FILE

OURS, BARE, PAGES, BOTH = "registri", "registri-tanpa-unduhan", "registri-halaman", "registri-id-en"
HUGO, ELEVENTY, MKDOCS = "hugo", "eleventy", "mkdocs"
NAMES = {
    OURS: "registri build",
    BARE: "registri build, tanpa unduhan",
    PAGES: "registri build, hanya halaman dan pencarian",
    BOTH: "registri build, dua bahasa",
    HUGO: "Hugo",
    ELEVENTY: "Eleventy",
    MKDOCS: "MkDocs + Material",
}
_CACHE = Path(__file__).resolve().parent.parent / ".cache" / "bench"
_LANGUAGES = "other_languages:\n  - en\n"
_AGREEMENTS = f"{RECORDS}/agreements/*/*.yaml"


class Plan(NamedTuple):
    """In how many turns a tool runs, from the first on, and in which scenes each time."""

    runs: int
    scenes: Sequence[Scene] = ("cold",)


class Comparison:
    """The tools over one register; what they need is made when a tool is first asked for."""

    def __init__(self, folder: Path, register: Path) -> None:
        self._folder, self._register, self._day = folder, register, today()
        self.tools: dict[str, Tool] = {}
        self._makers: dict[str, Callable[[], Tool]] = {
            OURS: lambda: self._make_own(OURS, self._register),
            BARE: lambda: self._make_own(BARE, self._register, "bench.bare"),
            PAGES: lambda: self._make_own(PAGES, self._register, "bench.pages"),
            BOTH: self._make_both,
            HUGO: self._make_hugo,
            ELEVENTY: self._make_eleventy,
            MKDOCS: self._make_mkdocs,
        }

    def add(self, names: Collection[str], watched: Collection[str]) -> None:
        """Get tools ready, ours first: the others take over the layout of a page that it built.

        Of those that are ``watched`` one more run is made, to see their memory.
        """
        own = self._makers[OURS]()
        own.watch()
        self.tools |= {name: own if name == OURS else self._makers[name]() for name in NAMES if name in names}
        for name, tool in self.tools.items():
            if name in watched and name != OURS:
                tool.watch()

    def run(self, plans: Mapping[str, Plan]) -> None:
        """Run the tools turn by turn, the first of a turn being the last of the one before."""
        listed = [(self.tools[name], plan) for name, plan in plans.items() if name in self.tools]
        for turn in range(max((plan.runs for _, plan in listed), default=0)):
            for tool, plan in listed if turn % 2 == 0 else reversed(listed):
                if turn < plan.runs:
                    tool.time(plan.scenes, turn)
        for tool, _ in listed:
            tool.clear()

    @cached_property
    def _content(self) -> tuple[list[Sheet], dict[str, Json], Json]:
        """The pages, the rows of their lists, and what stands on every page."""
        edition = read_edition(self._register, self._day)
        facts = {"as_of": edition.locale.day(self._day)}
        return list(iterate_sheets(edition)), list_rows(edition), facts

    @cached_property
    def _layout(self) -> Layout:
        first = next(sheet.record["id"] for sheet in self._content[0] if sheet.record)
        page = self._site(OURS) / output_path(agreement_address(first))
        return cut_layout(page.read_text("utf-8"))

    def _site(self, name: str) -> Path:
        return self._folder / f"site-{name}"

    def _kept(self, name: str) -> Path:
        return self._folder / f"kept-{name}"

    def _make_own(self, name: str, register: Path, module: str = "generator") -> Tool:
        site, kept = self._site(name), self._kept(name)
        program = ["/usr/bin/env", f"XDG_CACHE_HOME={kept}", sys.executable, "-m", module]
        about = ["--root", str(register), "--as-of", self._day.isoformat()]
        command = [*program, "build", *about, "--site-dir", str(site)]
        version = importlib.metadata.version("registri-kerja-sama")
        agreements = sorted(register.glob(_AGREEMENTS))
        server = [*program, "serve", *about]
        return Tool(NAMES[name], version, command, site, kept, agreements, server=server)

    def _make_both(self) -> Tool:
        register = self._folder / BOTH
        shutil.copytree(self._register, register)
        registry = register / REGISTRY_FILE
        registry.write_text(registry.read_text("utf-8") + _LANGUAGES, "utf-8")
        return self._make_own(BOTH, register)

    def _make_hugo(self) -> Tool:
        program, folder = install_hugo(_CACHE / "hugo-venv"), self._folder / HUGO
        sheets, rows, facts = self._content
        write_hugo_site(folder, self._register, sheets, rows, facts, self._layout)
        command = list_hugo_command(program, folder, self._site(HUGO))
        agreements = sorted((folder / "assets").glob(_AGREEMENTS))
        version, server = read_hugo_version(program), list_hugo_server_command(program, folder)
        site, kept = self._site(HUGO), self._kept(HUGO)
        return Tool(NAMES[HUGO], version, command, site, kept, agreements, server=server)

    def _make_eleventy(self) -> Tool:
        program, folder = install_eleventy(_CACHE / "eleventy"), self._folder / ELEVENTY
        pages = self._folder / f"{ELEVENTY}-pages"
        write_mkdocs_site(pages, *self._content[:2])
        write_eleventy_site(folder, pages / "docs", self._layout)
        site = self._site(ELEVENTY)
        command = list_eleventy_command(program, site)
        version = read_eleventy_version(program)
        agreements = self._list_pages(folder)
        return Tool(
            NAMES[ELEVENTY], version, command, site, self._kept(ELEVENTY), agreements, _add_line, folder
        )

    def _make_mkdocs(self) -> Tool:
        folder, site, version = self._folder / MKDOCS, self._site(MKDOCS), importlib.metadata.version
        write_mkdocs_site(folder, *self._content[:2])
        versions = f"{version('mkdocs')} + {version('mkdocs-material')}"
        command = list_mkdocs_command(Path(sys.executable), folder, site)
        agreements = self._list_pages(folder)
        return Tool(NAMES[MKDOCS], versions, command, site, self._kept(MKDOCS), agreements, _add_line)

    def _list_pages(self, folder: Path) -> list[Path]:
        """Give the agreements' pages among the Markdown pages of a folder."""
        sheets = self._content[0]
        return [find_markdown(folder, sheet.address) for sheet in sheets if sheet.kind == AGREEMENT]


def _add_line(text: str, mark: str) -> str:
    return f"{text}\n{mark}\n"
