"""Hand-written pages on a phone: tables as cards, nothing beyond the edge."""

import re
from collections.abc import Iterator

import pytest
from builtsite import BuiltSite
from kinds import list_hand_written
from playwright.sync_api import Browser, Page

from generator.site.handwriting import align_columns, label_tables

WIDE = """<table>
<thead>
<tr>
<th>Type</th>
<th style="text-align: right;">Law &amp; <em>"rule"</em></th>
<th>Partner</th>
</tr>
</thead>
<tbody>
<tr>
<td>KSDD</td>
<td style="text-align: right;">UU 23/2014</td>
<td></td>
</tr>
</tbody>
</table>"""

_RUN_TOGETHER = re.compile(r"<code>(?:yaml|sh|text|json|python|nginx|sql|toml|csv)\n")

LABEL = 'data-label="Law &amp; &quot;rule&quot;"'


def test_a_cell_of_a_wide_table_names_its_column() -> None:
    labelled = label_tables(f"<p>x</p>{WIDE}<p>y</p>{WIDE}")
    assert labelled.count("<table data-wide>") == 2
    assert "<td>KSDD</td>" in labelled
    assert f'<td {LABEL} style="text-align: right;">UU 23/2014</td>' in labelled
    assert '<td data-label="Partner"></td>' in labelled


def test_an_aligned_column_is_told_by_class() -> None:
    aligned = align_columns(WIDE)
    assert "style=" not in aligned
    assert '<td class="rk-right">UU 23/2014</td>' in aligned
    assert f'<td {LABEL} class="rk-right">UU 23/2014</td>' in label_tables(aligned)


def test_all_else_stays_as_it_is() -> None:
    narrow = WIDE.replace("<th>Partner</th>\n", "").replace("<td></td>\n", "")
    other = WIDE.replace("<table>", '<table class="rk-wide">')
    for page in ("", "<p>a</p>", narrow, other):
        assert label_tables(page) == page
    unlabelled = label_tables(WIDE).replace("<table data-wide>", "<table>").replace(f" {LABEL}", "")
    assert unlabelled.replace(' data-label="Partner"', "") == WIDE


def test_a_table_written_in_html_is_taken_as_it_comes() -> None:
    rows = "<tr><th>a</th><td>b</td><td>c</td><td>beyond</td></tr><tr></tr><tr><td colspan='3'>d</td></tr>"
    labelled = label_tables(WIDE[: WIDE.index("<tbody>")] + f"<tbody>{rows}</tbody></table>")
    assert labelled.endswith(
        f'<tr><th>a</th><td {LABEL}>b</td><td data-label="Partner">c</td><td>beyond</td></tr>'
        "<tr></tr><tr><td colspan='3'>d</td></tr></tbody></table>"
    )


@pytest.fixture(scope="module")
def phone(browser: Browser) -> Iterator[Page]:
    page = browser.new_page(viewport={"width": 320, "height": 700})
    yield page
    page.close()


def test_no_block_of_code_is_taken_for_a_sentence(shipped: BuiltSite) -> None:
    """A fence that stands further in is none to Markdown: its lines run together, between grave accents."""
    pages = [name for name in list_hand_written() if name in shipped.pages]
    code = {name: _RUN_TOGETHER.findall(_read(shipped, name)) for name in pages}
    assert len(pages) > 30
    assert {name: found for name, found in code.items() if found} == {}


def _read(site: BuiltSite, name: str) -> str:
    return (site.folder / name / "index.html").read_text("utf-8")


def test_nothing_is_beyond_a_phones_edge(shipped: BuiltSite, shipped_address: str, phone: Page) -> None:
    parts = ("panduan/", "tentang/", "pengembang/", "en/panduan/", "en/tentang/")
    names = [name for name in shipped.pages if name.startswith(parts) and "/aturan/" not in name]
    assert len(names) > 30
    too_wide = {}
    for name in names:
        phone.goto(shipped_address + name)
        width = phone.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        if width > 0:
            too_wide[name] = width
    assert too_wide == {}


def test_a_row_stands_as_a_card_with_the_names_of_its_columns(shipped_address: str, phone: Page) -> None:
    phone.goto(f"{shipped_address}tentang/dasar-hukum/")
    cell = phone.locator("article td[data-label='Mitra']").first
    label = cell.evaluate("cell => getComputedStyle(cell, '::before').content")
    assert label == '"Mitra: "'
    box, row = cell.bounding_box(), phone.locator("article tbody tr").first.bounding_box()
    assert box
    assert row
    assert box["width"] == pytest.approx(row["width"], abs=2)
