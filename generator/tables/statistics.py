"""The site's numbers as a table: one row a number, with what it counts and where its list is.

The numbers are those of the pages: both ask ``generator.statistics``.
"""

from collections.abc import Iterator

from generator.addresses import selection_address
from generator.edition import Edition
from generator.evaluation_counts import count_current
from generator.selections import CROSSED, NO_YEAR, Selection
from generator.statistics import (
    Count,
    Median,
    count_recorded,
    count_statuses,
    count_types,
    count_values,
    count_year_categories,
    count_years_by_type,
    measure_length,
    measure_publication,
    statistic_years,
    tell_movements,
)
from generator.tables.columns import Cells, Table, fill_rows, said
from generator.tables.figure_keys import name_figures
from generator.text import Text
from generator.words.definitions import COMPILED, DEFINITIONS
from generator.words.explanations import STATUSES
from generator.words.titles import value_name

_COLUMNS = (
    said("key", "text", Text("Kunci", "Key"),
         Text("Nama tetap angka ini, sama dengan pada API dan registri statistics.",
              "The permanent name of the number, the same in the API and in registri statistics."),
         required=True),
    said("figure", "code", Text("Angka", "Figure"),
         Text("Macam angkanya.",
              "The kind of number."), required=True),
    said("type", "code", Text("Jenis kerja sama", "Cooperation type"),
         Text("Jenis kerja sama yang dihitung, bila angkanya tentang satu jenis.",
              "The cooperation type counted, where the number is of one type.")),
    said("item", "code", Text("Yang dihitung", "Item"),
         Text("Kode atau pengenal dari yang dihitung.",
              "The code or id of what is counted.")),
    said("item_name", "text", Text("Nama yang dihitung", "Name of the item"),
         Text("Nama dari yang dihitung.",
              "The name of what is counted.")),
    said("year", "integer", Text("Tahun", "Year"),
         Text("Tahun yang dihitung, bila angkanya tentang satu tahun.",
              "The year counted, where the number is of one year.")),
    said("value", "integer", Text("Nilai", "Value"),
         Text("Angkanya; kosong bila tidak dapat dihitung.",
              "The number; empty where it can't be computed.")),
    said("unit", "code", Text("Satuan", "Unit"),
         Text("Satuan angkanya: agreements (perjanjian) atau days (hari).",
              "The unit of the number: agreements or days."), required=True),
    said("definition", "text", Text("Definisi", "Definition"),
         Text("Apa tepatnya yang dihitung.",
              "What exactly is counted."), required=True),
    said("list", "text", Text("Alamat daftar", "List"),
         Text("Alamat halaman yang mendaftar tepat yang dihitung, dari akar situs.",
              "The address of the page that lists exactly what is counted, from the site's root.")),
    said("as_of", "date", Text("Keadaan per", "As of"),
         Text("Tanggal yang dihitung.",
              "The day of the count."), required=True),
)  # fmt: skip
_NAMES = tuple(column.name for column in _COLUMNS)
_TOLD = _NAMES[1:]
"""The columns that make a number what it is, from which its key is made."""

_OF_TYPE = frozenset(("type", "type-year", *CROSSED))
_OF_YEAR = frozenset(
    ("year", "type-year", "year-category", "signed-by", "extended-in", "ended-in", "in-force-at-end-of")
)


def iterate_figures(edition: Edition) -> Iterator[Cells]:
    """Give every number of the statistics as a row."""
    for count in _iterate_counts(edition):
        yield _count_cells(edition, count, count.selection)
    running = count_current(edition.selections)
    for name, count in (("in-force-overdue", running.overdue), ("in-force-not-due", running.not_due)):
        yield _count_cells(edition, count, Selection("in-force"), name)
    published = measure_publication(edition.selections, edition.published)
    for name, median in (("length", measure_length(edition.selections)), ("publication", published)):
        yield from _median_cells(edition, name, median)
    yield from _published_cells(edition)


def _iterate_counts(edition: Edition) -> Iterator[Count]:
    selections, as_of = edition.selections, edition.register.as_of
    yield from count_types(selections).counts
    for row in count_years_by_type(selections):
        yield from row.counts
    for year in statistic_years(selections):
        # The signed stand with the types already.
        yield from (
            count for kind, count in tell_movements(selections, year, as_of).items() if kind != "year"
        )
        yield from (row.counts[0] for row in count_year_categories(selections, year))
    for row in (*count_statuses(selections), *count_values(selections, "document")):
        yield row.counts[0]
    for cross in edition.crosses.values():
        for row in cross.rows:
            yield from row.counts
    for share in count_recorded(selections):
        yield from (share.having, share.lacking)
    running = count_current(selections)
    yield from (running.current, running.evaluated)


def _count_cells(edition: Edition, count: Count, about: Selection, name: str = "") -> Cells:
    """Give the row of a count; ``name`` says what it is called where its selection is not."""
    kind, values = about
    item = values[-1] if values and kind not in ("type", "type-year", *_OF_YEAR - {"year-category"}) else None
    year = values[1 if kind == "type-year" else 0] if kind in _OF_YEAR else None
    definition = _define(about) if not name else DEFINITIONS[name]
    if kind == "recorded":
        item, name = values[0], "recorded" if values[1] == "yes" else "not-recorded"
    return _cells(
        edition,
        name or kind,
        count.number,
        definition,
        type=values[0] if kind in _OF_TYPE else None,
        item=item,
        item_name=value_name(edition, about) if item else None,
        year=None if year is None or year == NO_YEAR else int(year),
        list=_list_address(edition, count),
    )


def _define(selection: Selection) -> str:
    if selection.kind == "status":
        return STATUSES[selection.values[0]]
    if selection.kind == "recorded":
        return DEFINITIONS["-".join(("recorded", *selection.values))]
    return DEFINITIONS[selection.kind]


def _median_cells(edition: Edition, name: str, median: Median) -> Iterator[Cells]:
    cells = _cells(
        edition,
        f"median-{name}",
        median.days,
        DEFINITIONS[name],
        unit="days",
        list=_list_address(edition, median.of),
    )
    if name == "publication" and edition.register.registry["standing"] == "compiled":
        cells["definition"] = f"{cells['definition']} {edition.locale.say(COMPILED)}"
    yield cells
    yield _count_cells(edition, median.of, median.of.selection)


def _published_cells(edition: Edition) -> Iterator[Cells]:
    for coverage in edition.coverage:
        for row in coverage.rows:
            if row.official is not None:
                name = "published-total-at-least" if row.is_minimum else "published-total"
                definition = DEFINITIONS["published-total"]
                yield _cells(edition, name, row.official, definition, type=row.type, year=coverage.year)


def _list_address(edition: Edition, count: Count) -> str | None:
    return selection_address(edition.selections.widest(count.selection)) if count.number else None


def _cells(
    edition: Edition,
    figure: str,
    value: int | None,
    definition: str,
    **more: str | int | None,
) -> Cells:
    return {
        **dict.fromkeys(_TOLD),
        "figure": figure,
        "value": value,
        "unit": "agreements",
        "definition": edition.locale.say(definition),
        "as_of": edition.register.as_of.isoformat(),
        **more,
    }


def _iterate_named(edition: Edition) -> Iterator[Cells]:
    return ({"key": key, **cells} for key, cells in name_figures(iterate_figures(edition)).items())


STATISTICS = Table(
    "statistics",
    "figures",
    "One row per number of the statistics, with its definition and the address of its list",
    _COLUMNS,
    lambda edition: fill_rows(tuple(map(cells.get, _NAMES)) for cells in _iterate_named(edition)),
    ("key",),
)
"""The table of the statistics; ``list`` is where what a number counts is listed, from the site's root."""
