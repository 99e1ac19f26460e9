"""How far the settings of the theme's engine reach: only into the register, or to what nobody watches."""

import re
from collections.abc import Collection

_THEME = "material"
_PLUGINS = frozenset(("registri",))
# Markdown's own, and those of the library that the theme comes with, but for the ones that read other files.
_EXTENSIONS = frozenset((
    "abbr", "admonition", "attr_list", "codehilite", "def_list", "extra", "fenced_code", "footnotes",
    "legacy_attrs", "legacy_em", "md_in_html", "meta", "nl2br", "sane_lists", "smarty", "tables", "toc",
    "wikilinks",
))  # fmt: skip
_FAMILY = "pymdownx."
_READERS = frozenset(("pymdownx.snippets", "pymdownx.b64"))
# Settings that are taken from another file, or from around the program.
_ELSEWHERE = re.compile(rb"INHERIT(?!: mkdocs\.yml\s)|!ENV|!relative")


def is_within(text: bytes, theme: str | None, plugins: Collection[str], extensions: Collection[str]) -> bool:
    """Whether settings make pages of nothing but themselves, the register and the program.

    ``text`` is their file's, which may take up those of the first language. What is not known to stay within
    counts as reaching out.
    """
    return (
        theme == _THEME
        and _PLUGINS.issuperset(plugins)
        and all(map(_is_tame, extensions))
        and not _ELSEWHERE.search(text)
    )


def _is_tame(extension: str) -> bool:
    return extension in _EXTENSIONS or (extension.startswith(_FAMILY) and extension not in _READERS)
