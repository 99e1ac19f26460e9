"""The files beside the records that a register begins with: schemas, pages, settings, jobs of code hosts.

They are the program's own, as it uses them for the register it ships with, fitted to the government's clocks;
those that serve the program's own development are left out.
"""

import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, NamedTuple

from generator.home import find_part
from generator.own_pages import render_own_pages
from generator.starting.government import ZONES

_HERE = Path(__file__).resolve().parent / "files"
_FOLDERS = ("schema", "docs", ".ci", ".github", ".gitlab", ".vscode")
_FILES = (
    "mkdocs.yml", ".gitlab-ci.yml", ".gitattributes", ".editorconfig", ".pre-commit-config.yaml",
    "requirements/site.txt", "requirements/audit.txt",
)  # fmt: skip
_ENGLISH = ("mkdocs.en.yml", "docs/en/")
_OF_PROGRAM = frozenset(
    (
        ".ci/run", ".ci/test", ".ci/find-program", ".ci/find-room", ".github/workflows/tests.yml",
        ".gitlab/tests.yml", "docs/gambar/beranda.png",
    )
)  # fmt: skip
"""What is about the program and the register that it ships with."""
_PROGRAM_ZONE = "Asia/Jakarta"
_JOBS = (".github/workflows/", ".gitlab-ci.yml")
_CRON = re.compile(r'(cron: "\d+ )(\d+)( )')
_PLACE = re.compile(r"\{\{(\w+)\}\}")
_IGNORED = """\
.venv/
/site/
/public/
/pratinjau/
/situs-lampau/
/.kerja/
.cache/
__pycache__/
# Tabel kantor dapat memuat data pribadi: yang dicatat ialah isinya di records/, sesudah diperiksa.
*.xlsx
*.xls
*.ods
/*.csv
.site-registri-*/
"""


class StartingFile(NamedTuple):
    """A file that a register begins with: its bytes, and whether it can be run."""

    content: bytes
    is_run: bool = False


def read_hosting_files(registry: Mapping[str, Any], program: str) -> Iterator[tuple[str, StartingFile]]:
    """Give the files beside the records by their place, for the register that a record describes.

    ``program`` is the line by which pip finds the program. Raises OSError where its own are damaged.
    """
    has_english = "en" in registry.get("other_languages", ())
    own = {f"docs/{place}": text for place, text in render_own_pages(registry).items()}
    for name, path in _iterate_sources():
        if name in _OF_PROGRAM or name in own or (not has_english and name.startswith(_ENGLISH)):
            continue
        content = path.read_bytes()
        if name.startswith(_JOBS):
            content = _set_clocks(content.decode(), registry.get("time_zone", _PROGRAM_ZONE)).encode()
        yield name, StartingFile(content, is_run=name.startswith(".ci/"))
    for name, text in own.items():
        yield name, StartingFile(text.encode())
    yield "requirements/program.txt", StartingFile(f"{program}\n".encode())
    yield ".gitignore", StartingFile(_IGNORED.encode())
    for path in sorted(_HERE.iterdir()):
        yield path.name, StartingFile(_fill(path.read_text("utf-8"), registry).encode())


def _iterate_sources() -> Iterator[tuple[str, Path]]:
    for folder in _FOLDERS:
        top = find_part(None, folder)
        for path in sorted(path for path in top.rglob("*") if path.is_file()):
            yield f"{folder}/{path.relative_to(top).as_posix()}", path
    for name in (*_FILES, _ENGLISH[0]):
        yield name, find_part(None, name)


def _set_clocks(text: str, zone: str) -> str:
    """Have scheduled jobs run by the clocks of a zone: hosts count their hours in UTC."""
    later = ZONES[zone] - ZONES[_PROGRAM_ZONE]
    moved = _CRON.sub(lambda found: f"{found[1]}{(int(found[2]) - later) % 24}{found[3]}", text)
    return moved.replace(f"TZ: {_PROGRAM_ZONE}", f"TZ: {zone}")


def _fill(text: str, registry: Mapping[str, Any]) -> str:
    return _PLACE.sub(lambda found: str(registry[found[1]]), text)
