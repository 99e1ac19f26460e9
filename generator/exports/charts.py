"""The charts as files: each as a drawing that stands by itself, and its numbers as CSV."""

import codecs
from collections.abc import Iterable, Iterator

from generator.addresses import chart_file_address
from generator.charts.drawing import Drawing, Words
from generator.charts.figure import Cell, DataTable, Figure
from generator.charts.lettering import wrap
from generator.charts.svg import escape, list_series, write_marks, write_patterns
from generator.edition import Edition
from generator.exports.csv_lines import render_csv
from generator.exports.sink import OpenFile
from generator.pages.charts import (
    draw_in_force,
    draw_running_total,
    draw_type_years,
    draw_years,
    iterate_bars,
    iterate_tiles,
)
from generator.pages.lanes import draw_runs
from generator.pages.places import draw_countries, draw_provinces
from generator.records import AGREEMENT_TYPES
from generator.statistics import Count

_MARGIN, _LINE = 16, 16
STYLE = (
    "text{font:12px system-ui,'Segoe UI',Roboto,'Noto Sans',sans-serif;fill:#1b2321}"
    ".c-title{font-size:17px;font-weight:700}.c-b{font-weight:700}.c-m{fill:#525c58}"
    ".c-paper{fill:#fff}.c-grid{stroke:#dcd7ca;fill:none}.c-axis{stroke:#525c58;fill:none}"
    ".c-now{stroke:#1b2321;stroke-width:2;fill:none}.c-bar,.c-dot{fill:#24554c}"
    ".c-line{stroke:#24554c;stroke-width:2;fill:none}"
    ".c-land{fill:#e6e2d6;stroke:#a9aea6;stroke-width:.5}"
    ".c-spot{fill:#24554c;fill-opacity:.72;stroke:#fff}.c-halo{paint-order:stroke;stroke:#fff;stroke-width:3px}"
    ".c-hit{fill:none}.c-hatch{stroke:#fff;stroke-opacity:.7;fill:none}.c-fleck{fill:#fff}"
    ".c-doubt{stroke:#525c58;stroke-dasharray:3 2}.c-cut{fill:#fff;stroke:#525c58}"
    ".c-ksdd{fill:#2a5d8f}.c-ksdpk{fill:#8f5b0c}.c-ksdpl{fill:#1a7364}.c-ksdll{fill:#6f4f94}"
    ".c-sinergi{fill:#a2442d}.c-unsure{fill:#525c58}"
)
"""The colours of the site on a light background, for every class that a drawing can wear."""


def iterate_figures(edition: Edition) -> Iterator[Figure]:
    """Give every chart that has something to show, in a fixed order."""
    figures = [
        draw_years(edition),
        draw_running_total(edition),
        draw_in_force(edition),
        *(draw_type_years(edition, agreement_type) for agreement_type in AGREEMENT_TYPES),
        *iterate_bars(edition),
        *(tiles.figure for tiles in iterate_tiles(edition)),
        draw_provinces(edition),
        draw_countries(edition),
        draw_runs(edition),
    ]
    return (figure for figure in figures if figure.table.rows)


def list_chart_files(figures: Iterable[Figure]) -> tuple[str, ...]:
    """Give the address of every file of some charts."""
    return tuple(chart_file_address(figure.key, ending) for figure in figures for ending in ("svg", "csv"))


def write_chart_files(edition: Edition, figures: Iterable[Figure], open_file: OpenFile) -> None:
    """Write the files of charts; ``open_file`` gives the sink for an address."""
    for figure in figures:
        with open_file(chart_file_address(figure.key, "svg")) as file:
            file.write(render_figure(edition, figure))
        with open_file(chart_file_address(figure.key, "csv")) as file:
            file.write(codecs.BOM_UTF8 + render_table(figure.table))


def render_table(table: DataTable) -> bytes:
    """Give a chart's numbers as CSV, a header and the rows of its table."""
    rows = [table.columns, *table.rows]
    return render_csv([[_plain(cell) for cell in row] for row in rows])


def _plain(cell: Cell) -> str | int:
    return cell.number if isinstance(cell, Count) else cell


def render_figure(edition: Edition, figure: Figure) -> bytes:
    """Give a chart as an SVG file of its own: on white, with its title, and below it where it comes from."""
    locale, registry = edition.locale, edition.register.registry
    drawing = figure.wide
    source = locale.say(
        "Source: %(register)s, as of %(day)s.",
        register=registry["name"],
        day=locale.day(edition.register.as_of),
    )
    below = [figure.summary, figure.note, source, edition.notice]
    lines = [line for text in below if text for line in wrap(text, drawing.width, 6)]
    top = _MARGIN + 34
    height = top + drawing.height + 14 + _LINE * len(lines) + _MARGIN
    width = drawing.width + 2 * _MARGIN
    foot = Drawing(
        drawing.width,
        0,
        tuple(Words(0, drawing.height + 26 + _LINE * number, line, "m") for number, line in enumerate(lines)),
    )
    patterns = write_patterns(list_series(drawing), figure.key)
    text = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width:g} {height:g}" width="{width:g}" '
        f'height="{height:g}" role="img" lang="{locale.language}" aria-labelledby="title desc">'
        f'<title id="title">{escape(figure.title)}</title><desc id="desc">{escape(figure.summary)}</desc>'
        f'<style>{STYLE}</style><rect class="c-paper" width="100%" height="100%"/>'
        f'<text class="c-title" x="{_MARGIN}" y="{_MARGIN + 16}">{escape(figure.title)}</text>'
        f'<g transform="translate({_MARGIN} {top})">{patterns}{write_marks(drawing, figure.key)}'
        f"{write_marks(foot, figure.key)}</g></svg>\n"
    )
    return text.encode()
