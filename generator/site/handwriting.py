"""The tables of hand-written pages: each cell has its column's name, so that a phone shows rows as cards."""

import html
import re

from generator.hosting import read_hosting

_FEWEST_WIDE = 3
"""A table of two columns fits on a phone as it is."""

_TABLE = re.compile(r"<table>(?P<head>.*?</thead>)(?P<body>.*?)</table>", re.DOTALL)
_NAME = re.compile(r"<th\b[^>]*>(.*?)</th>", re.DOTALL)
_HEADING = re.compile(r"<th\b")
_ROW = re.compile(r"<tr>.*?</tr>", re.DOTALL)
_CELL = re.compile(r"<td\b")
_ALIGNED = re.compile(r'(<t[hd]) style="text-align: (left|center|right);"')
_FORM = re.compile(r'<a href="formulir:(?P<name>[a-z-]+)">(?P<words>.*?)</a>', re.DOTALL)
_TAG = re.compile(r"<[^>]+>")


def align_columns(page: str) -> str:
    """Give a page's HTML whose columns are aligned by class: no page has a style of its own."""
    return _ALIGNED.sub(r'\1 class="rk-\2"', page)


def lead_to_forms(page: str, repository_url: str) -> str:
    """Give a page's HTML whose links ``formulir:name`` lead to the issue forms of the code host.

    Where the host is not known, mere words stand in their place.
    """
    hosting = read_hosting(repository_url) if repository_url else None

    def lead(found: re.Match[str]) -> str:
        if hosting is None:
            return found["words"]
        return f'<a href="{html.escape(hosting.form(found["name"]))}">{found["words"]}</a>'

    return _FORM.sub(lead, page)


def label_tables(page: str) -> str:
    """Give a page's HTML with its wide tables marked ``data-wide`` and their cells ``data-label``.

    The first cell of a row is its heading and carries no label.
    """
    return _TABLE.sub(_label_table, page)


def _label_table(found: re.Match[str]) -> str:
    names = [html.escape(html.unescape(_TAG.sub("", name))) for name in _NAME.findall(found["head"])]
    if len(names) < _FEWEST_WIDE:
        return found[0]

    def label_row(row: re.Match[str]) -> str:
        start, *cells = _CELL.split(row[0])
        # What a page's author wrote in HTML may begin a row with headings, or hold more cells than columns.
        first = len(_HEADING.findall(start))
        return start + "".join(
            f'<td data-label="{names[column]}"{cell}' if 0 < column < len(names) else f"<td{cell}"
            for column, cell in enumerate(cells, first)
        )

    return f"<table data-wide>{found['head']}{_ROW.sub(label_row, found['body'])}</table>"
