"""A preview of a proposal: the pages that it changes, as they are and as they would be, side by side.

Two built sites are compared page by page. What differs only in the id of the commit that a page names, or in
the size of a file, is no change. What is written is bounded: a change that touches every page shows the first
of them and says how many more there are.
"""

import html
import json
import re
import shutil
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from html.parser import HTMLParser
from pathlib import Path
from typing import Literal, TypeAlias
from urllib.parse import unquote, urljoin, urlsplit

from generator.addresses import AFFAIRS, AGREEMENTS, DEPARTMENTS, MANIFEST, PARTNERS, output_path

Fate: TypeAlias = Literal["changed", "added", "removed"]

MOST_PAGES = 60
"""How many pages a preview shows at most."""

BEFORE, AFTER = "sebelum/", "sesudah/"
_STYLE = "pratinjau.css"
_SHORTEST_ID = 7
_FILE_SIZE = re.compile(r"<small>[0-9.,]+ [KM]B</small>")
_FEWEST_DIGITS = re.compile(r"(?<![0-9a-f])[0-9a-f]{7,40}(?![0-9a-f])")
_COMMIT = re.compile("[0-9a-f]{40}")
_TITLE = re.compile(r"<title>(.*?)</title>", re.DOTALL)
_BODY = re.compile(r"<body\b[^>]*>")
_HEAD = re.compile(r"<head\b[^>]*>")
_ENGLISH = "en/"
_HOST = "http://preview.invalid/"

_FATES: dict[Fate, tuple[str, str]] = {
    "added": ("Halaman baru", "New pages"),
    "changed": ("Halaman yang berubah", "Changed pages"),
    "removed": ("Halaman yang hilang", "Vanished pages"),
}


@dataclass(frozen=True, slots=True)
class PageChange:
    """What becomes of one page: its address, its title and its fate."""

    address: str
    title: str
    fate: Fate


@dataclass(frozen=True, slots=True)
class Comparison:
    """All pages that two sites do not share, what matters most first, and how many other files differ."""

    pages: tuple[PageChange, ...]
    other_files: int


def compare_sites(before: Path, after: Path) -> Comparison:
    """Compare two built sites by their manifests, and pages that differ by what they say."""
    manifests = [json.loads((site / MANIFEST).read_bytes()) for site in (before, after)]
    commits = [(manifest["commit"] or "").partition("-")[0] for manifest in manifests]
    files: list[dict[str, str]] = [manifest["files"] for manifest in manifests]
    pages: list[PageChange] = []
    others = 0
    for name in sorted(files[0].keys() | files[1].keys()):
        if files[0].get(name) == files[1].get(name):
            continue
        if not name.endswith(".html"):
            others += not _says_the_same(before / name, after / name, commits)
        elif name not in files[0]:
            pages.append(_describe(after, name, "added"))
        elif name not in files[1]:
            pages.append(_describe(before, name, "removed"))
        elif not _says_the_same(before / name, after / name, commits):
            pages.append(_describe(after, name, "changed"))
    return Comparison(tuple(sorted(pages, key=_rank)), others)


def _says_the_same(before: Path, after: Path, commits: Collection[str]) -> bool:
    """Whether two files differ in nothing but the commit they were made from."""
    if not before.is_file() or not after.is_file():
        return False
    texts = []
    for path in (before, after):
        try:
            texts.append(path.read_text("utf-8"))
        except UnicodeDecodeError:
            return False
    return _forget(texts[0], commits) == _forget(texts[1], commits)


def _forget(text: str, commits: Collection[str]) -> str:
    """Put one word in the place of these commits' ids, whole or cut short, and of the sizes of files.

    A packed file holds the commit's id, and another id is packed into a few bytes more or less.
    """
    text = _FILE_SIZE.sub("size", text)
    known = [commit for commit in commits if len(commit) >= _SHORTEST_ID]
    return _FEWEST_DIGITS.sub(
        lambda found: "commit" if any(commit.startswith(found[0]) for commit in known) else found[0], text
    )


def _describe(site: Path, name: str, fate: Fate) -> PageChange:
    title = _TITLE.search((site / name).read_text("utf-8"))
    words = html.unescape(" ".join(title[1].split())) if title else name
    # Behind the last dot stands the name of the site, which is the same on all pages.
    own, dot, _ = words.rpartition(" · ")
    return PageChange(name.removesuffix("index.html"), own if dot else words, fate)


def _rank(page: PageChange) -> tuple[int, str]:
    """Order pages: an agreement's own, those of whom it concerns, all others; English ones after all."""
    address = page.address.removeprefix(_ENGLISH)
    depth = address.count("/")
    own = depth == 2  # noqa: PLR2004  a section and an id
    if own and address.startswith(AGREEMENTS):
        rank = 0
    elif own and address.startswith((PARTNERS, DEPARTMENTS, AFFAIRS)):
        rank = 1
    else:
        rank = 2
    return rank + (3 if address != page.address else 0), page.address


def write_preview(
    comparison: Comparison, before: Path, after: Path, target: Path, *, names: tuple[str, str], as_of: str,
    most: int = MOST_PAGES,
) -> int:  # fmt: skip
    """Write the pages of a comparison into an empty folder, with what they need; give how many were left out.

    ``names`` are what the two sides were asked for by, shown at the head.
    """
    shown = comparison.pages[:most]
    needed: dict[str, set[str]] = {BEFORE: set(), AFTER: set()}
    for page in shown:
        for side, site, missing in ((BEFORE, before, "added"), (AFTER, after, "removed")):
            if page.fate != missing:
                text = (site / output_path(page.address)).read_text("utf-8")
                needed[side].update(_list_resources(page.address, text))
                _write(target / side / output_path(page.address), _mark(text, side, page))
    for side, site in ((BEFORE, before), (AFTER, after)):
        _copy_resources(site, target / side, needed[side])
    left_out = len(comparison.pages) - len(shown)
    _write(target / _STYLE, _CSS)
    _write(target / "index.html", _render_index(shown, comparison, left_out, names, as_of))
    _write(target / MANIFEST, json.dumps({"commit": None, "files": _list_files(target)}, indent=2) + "\n")
    return left_out


def _list_files(target: Path) -> dict[str, str]:
    """Give the files of a preview: without hashes, for it proves nothing and is only told apart by them."""
    return dict.fromkeys(
        (path.relative_to(target).as_posix() for path in sorted(target.rglob("*")) if path.is_file()), ""
    )


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


class _Resources(HTMLParser):
    """Collects what a page loads by itself."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag in ("script", "img", "source") and "src" in given:
            self.found.append(given["src"])
        elif tag == "link" and given.get("rel") in ("stylesheet", "icon", "apple-touch-icon", "preload"):
            self.found.append(given.get("href", ""))


def _list_resources(address: str, text: str) -> Iterator[str]:
    """Give the place in the site of everything of the site's own that a page loads."""
    reader = _Resources()
    reader.feed(text)
    for link in reader.found:
        whole = urlsplit(urljoin(_HOST + address, link))
        if f"{whole.scheme}://{whole.netloc}/" == _HOST:
            yield unquote(whole.path.lstrip("/"))


def _copy_resources(site: Path, target: Path, needed: Iterable[str]) -> None:
    """Copy what pages load; of a style's folder all, for it names files of its own."""
    whole = {name.rpartition("/")[0] for name in needed if name.endswith(".css")}
    for folder in sorted(whole):
        for path in sorted((site / folder).iterdir()):
            if path.is_file():
                _copy(path, target / folder / path.name)
    for name in sorted(needed):
        path = site / name
        if path.is_file() and path.resolve().is_relative_to(site.resolve()):
            _copy(path, target / name)


def _copy(path: Path, target: Path) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(path, target)


def _mark(text: str, side: str, page: PageChange) -> str:
    """Say on a page what it is, lead back and across, and keep search engines out."""
    up = "../" * (page.address.count("/") + 1)
    head = (
        '<meta name="robots" content="noindex, nofollow">'
        f'<link rel="stylesheet" href="{up}{_STYLE}" media="all">'
    )
    other, words = (
        (AFTER, "lihat sesudahnya (after)") if side == BEFORE else (BEFORE, "lihat sebelumnya (before)")
    )
    is_alone = page.fate != "changed"
    across = "" if is_alone else f' · <a href="{up}{html.escape(other + page.address)}index.html">{words}</a>'
    if not page.address.endswith("/") and page.address:
        across = across.replace("index.html", "")
    told = "sebelum usulan (before)" if side == BEFORE else "sesudah usulan (after)"
    mark = (
        f'<p class="pratinjau" lang="id">Pratinjau usulan: <strong>{told}</strong>. Bukan situs resmi; '
        f'tautan lain di halaman ini tidak tersedia. <a href="{up}index.html">Daftar halaman</a>{across}</p>'
    )
    text = _HEAD.sub(lambda found: found[0] + head, text, count=1)
    return _BODY.sub(lambda found: found[0] + mark, text, count=1)


def _render_index(
    shown: tuple[PageChange, ...], comparison: Comparison, left_out: int, names: tuple[str, str], as_of: str
) -> str:
    parts = []
    for fate, (title, english) in _FATES.items():
        pages = [page for page in shown if page.fate == fate]
        if pages:
            items = "\n".join(f"<li>{_render_item(page)}</li>" for page in pages)
            parts.append(
                f'<h2>{title} ({len(pages)}) <span lang="en">{english}</span></h2>\n<ul>\n{items}\n</ul>'
            )
    if not shown:
        parts.append('<p>Tidak ada halaman yang berubah. <span lang="en">No page changes.</span></p>')
    if left_out:
        parts.append(
            f"<p><strong>{left_out} halaman lain juga berubah dan tidak disertakan di sini.</strong> "
            f'<span lang="en">{left_out} more pages change and are left out here.</span></p>'
        )
    if comparison.other_files:
        parts.append(
            f"<p>Berkas data, bagan, dan umpan yang berubah: {comparison.other_files}; tidak disertakan. "
            '<span lang="en">Data, charts and feeds that change are left out.</span></p>'
        )
    base, head = map(_word_name, names)
    body = "\n".join(parts)
    return _INDEX.format(base=base, head=head, as_of=html.escape(as_of), body=body, style=_STYLE)


def _word_name(name: str) -> str:
    """Give what was compared in words: a commit's id cut short, the proposal itself as such."""
    if name == "HEAD":
        return "usulan ini"
    return html.escape(name[:10] if _COMMIT.fullmatch(name) else name)


def _render_item(page: PageChange) -> str:
    place = html.escape(output_path(page.address), quote=True)
    title = html.escape(page.title)
    links = []
    if page.fate != "added":
        links.append(f'<a href="{BEFORE}{place}" aria-label="Sebelum: {title}">sebelum</a>')
    if page.fate != "removed":
        links.append(f'<a href="{AFTER}{place}" aria-label="Sesudah: {title}">sesudah</a>')
    return f"{title} <code>/{html.escape(page.address)}</code>: {' · '.join(links)}"


_INDEX = """<!doctype html>
<html lang="id">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex, nofollow">
<title>Pratinjau usulan</title>
<link rel="stylesheet" href="{style}">
</head>
<body class="pratinjau-daftar">
<main>
<h1>Pratinjau usulan</h1>
<p>Halaman situs yang berubah bila usulan ini diterima: {base} dibandingkan dengan {head}, menurut keadaan
pada {as_of}. Bukan situs resmi. <span lang="en">The pages of the site that change if this proposal is
accepted. Not the official site.</span></p>
{body}
</main>
</body>
</html>
"""
_CSS = """.pratinjau { margin: 0; padding: .5rem 1rem; background: #fff3c4; color: #1f1a00; }
.pratinjau { font: .8rem/1.5 sans-serif; }
.pratinjau a { display: inline-block; min-height: 24px; }
.pratinjau a { color: #0b3d91; text-decoration: underline; }
.pratinjau-daftar { margin: 0; padding: 1rem; font: 1rem/1.6 sans-serif; color: #1a1a1a; background: #fff; }
.pratinjau-daftar main { max-width: 48rem; margin: 0 auto; }
.pratinjau-daftar a { color: #0b3d91; display: inline-block; min-height: 24px; }
.pratinjau-daftar code { overflow-wrap: anywhere; }
.pratinjau-daftar [lang="en"] { display: block; font-size: .875rem; font-style: italic; font-weight: normal; }
.pratinjau-daftar h1, .pratinjau-daftar h2 { line-height: 1.3; }
@media (prefers-color-scheme: dark) {
  .pratinjau-daftar { color: #eee; background: #161616; }
  .pratinjau-daftar a { color: #9cc3ff; }
}
"""
