"""Which charts of numbers the site has, what each is called and what it says."""

from collections.abc import Iterator, Sequence

from generator.charts.bars import Bar, lay_bars
from generator.charts.columns import Column, small_years_chart, stack_columns
from generator.charts.figure import DataTable, Figure, Tile, Tiles
from generator.charts.grid import lay_grid
from generator.charts.lines import draw_line
from generator.edition import Edition
from generator.records import AGREEMENT_TYPES, AgreementType
from generator.selections import NO_YEAR, NOT_KNOWN
from generator.series import count_by_year, count_in_force, count_running_total, span_years
from generator.statistics import (
    Row,
    count_statuses,
    count_types,
    count_values,
    count_years_by_type,
    statistic_years,
)
from generator.words.titles import TYPE_ABBREVIATIONS, value_name, year_name

_MOST_BARS = 20
_MOST_TILES = 60


def draw_years(edition: Edition) -> Figure:
    """Draw the signed agreements of each known year, stacked by type, oldest year first.

    Years without any stand empty between the others, so that the axis is honest.
    """
    say, number = edition.locale.say, edition.locale.number
    rows = {row.key: row for row in count_years_by_type(edition.selections)}
    years = [str(year) for year in span_years(rows)]
    columns = [
        Column(
            year,
            tuple(count.number for count in rows[year].counts[:-1])
            if year in rows
            else (0,) * len(AGREEMENT_TYPES),
            rows[year].counts[-1] if year in rows else None,
        )
        for year in years
    ]
    known = sum(column.total for column in columns)
    most = max(columns, key=lambda column: column.total, default=None)
    summary = say("%(count)s agreements by year of signing and type.", count=number(known))
    if most and len(columns) > 1:
        summary = say(
            "%(count)s agreements by year of signing and type, from %(first)s to %(last)s; "
            "most, %(most)s, were signed in %(year)s.",
            count=number(known), first=years[0], last=years[-1], most=number(most.total), year=most.label,
        )  # fmt: skip
    names = [TYPE_ABBREVIATIONS[kind] for kind in AGREEMENT_TYPES]
    without = rows[NO_YEAR].counts[-1].number if NO_YEAR in rows else 0
    notes = [_note_this_year(edition, years)]
    if without:
        notes.append(
            say("%(count)s agreements without a known year of signing are not drawn.", count=number(without))
        )
    table = DataTable(
        (say("Year"), *names, say("All")),
        tuple(
            (year_name(edition.locale, year), *rows[year].counts)
            for year in (*years, NO_YEAR)
            if year in rows
        ),
    )
    return Figure(
        "tahun-dan-jenis",
        say("Signed agreements by year and type"),
        summary,
        lambda width: stack_columns(width, columns, AGREEMENT_TYPES, names, number),
        table,
        " ".join(filter(None, notes)),
    )


def _note_this_year(edition: Edition, years: Sequence[str]) -> str:
    """Give the sentence that keeps an unfinished year from looking like a fall."""
    as_of = edition.register.as_of
    if not years or years[-1] != str(as_of.year):
        return ""
    return edition.locale.say(
        "%(year)s is counted up to %(day)s.", year=years[-1], day=edition.locale.day(as_of)
    )


def draw_type_years(edition: Edition, agreement_type: AgreementType) -> Figure:
    """Draw the signed agreements of one type by year."""
    say, number = edition.locale.say, edition.locale.number
    place = AGREEMENT_TYPES.index(agreement_type)
    counts = {
        row.key: row.counts[place]
        for row in count_years_by_type(edition.selections)
        if row.counts[place].number
    }
    years = [str(year) for year in span_years(counts)]
    columns = [
        Column(year, (counts[year].number if year in counts else 0,), counts.get(year)) for year in years
    ]
    name = TYPE_ABBREVIATIONS[agreement_type]
    known = sum(column.total for column in columns)
    return Figure(
        f"jenis-{agreement_type}",
        say("%(name)s by year of signing", name=name),
        say("%(name)s: %(count)s agreements with a known year of signing.", name=name, count=number(known)),
        lambda width: stack_columns(width, columns, [agreement_type], [name], number),
        DataTable(
            (say("Year"), say("Agreements")), tuple((year, counts[year]) for year in years if year in counts)
        ),
        _note_this_year(edition, years),
    )


def draw_running_total(edition: Edition) -> Figure:
    """Draw how many agreements had been signed by each year's end."""
    say, number = edition.locale.say, edition.locale.number
    totals = count_running_total(edition.selections)
    told = set(statistic_years(edition.selections))
    # A year in which nothing moved has no page of its own, so no list either.
    points = [
        Column(year, (count.number,), count if year in told else None) for year, count in totals.items()
    ]
    first, last = (points[0], points[-1]) if points else (Column("", (0,)),) * 2
    return Figure(
        "jumlah-berjalan",
        say("Running total of signed agreements"),
        say(
            "The number of agreements in the register that had been signed rose from %(start)s at the end of "
            "%(first)s to %(end)s in %(last)s.",
            start=number(first.total), first=first.label, end=number(last.total), last=last.label,
        ),
        lambda width: draw_line(width, points, number),
        DataTable(
            (say("Year"), say("Signed so far")),
            tuple((point.label, point.count or point.total) for point in points),
        ),
        say("Agreements without a known year of signing are in no year's total."),
    )  # fmt: skip


def draw_in_force(edition: Edition) -> Figure:
    """Draw how many agreements are known to have been in force at each year's end."""
    say, number = edition.locale.say, edition.locale.number
    counts = count_in_force(edition.selections)
    points = [Column(year, (count.number,), count) for year, count in counts.items()]
    last = points[-1] if points else Column("", (0,))
    return Figure(
        "berlaku-akhir-tahun",
        say("In force at each year's end"),
        say(
            "%(count)s agreements are known to have been in force at the end of %(year)s.",
            count=number(last.total), year=last.label,
        ),
        lambda width: draw_line(width, points, number),
        DataTable((say("Year"), say("In force on 31 December")), tuple(counts.items())),
        say("Only agreements whose first and last day are known can be counted; the true number may be "
            "higher."),
    )  # fmt: skip


def _draw_bars(edition: Edition, key: str, title: str, summary: str, rows: Sequence[Row]) -> Figure:
    number = edition.locale.number
    named = [(value_name(edition, row.counts[0].selection), row.counts[0]) for row in rows]
    bars = [
        Bar(name, count.number, count, row.key if row.key in AGREEMENT_TYPES else "")
        for (name, count), row in zip(named, rows, strict=True)
    ][:_MOST_BARS]
    say = edition.locale.say
    left_out = len(named) - len(bars)
    return Figure(
        key, title, summary, lambda width: lay_bars(width, bars, number),
        DataTable((title, say("Agreements")), tuple(named)),
        say("The largest %(shown)s are drawn; %(rest)s more stand in the table.", shown=len(bars),
            rest=number(left_out)) if left_out else "",
    )  # fmt: skip


def iterate_bars(edition: Edition) -> Iterator[Figure]:
    """Give the charts of agreements by type, status and partner category."""
    say, selections = edition.locale.say, edition.selections
    types = [Row(count.selection.values[0], (count,)) for count in count_types(selections).counts[:-1]]
    yield _draw_bars(
        edition, "jenis", say("By type"), say("Agreements by type of cooperation."),
        [row for row in types if row.counts[0].number],
    )  # fmt: skip
    yield _draw_bars(
        edition, "keadaan", say("By status"),
        say("Agreements by their status on the register's date."), count_statuses(selections),
    )  # fmt: skip
    yield _draw_bars(
        edition, "kategori-mitra", say("By partner category"),
        say("An agreement with partners of several categories counts once for each category."),
        count_values(selections, "partner-category"),
    )  # fmt: skip


def iterate_tiles(edition: Edition) -> Iterator[Tiles]:
    """Give the small charts of signed agreements by year: one a type, a department, an affair."""
    say = edition.locale.say
    types = [
        Row(count.selection.values[0], (count,)) for count in count_types(edition.selections).counts[:-1]
    ]
    yield _draw_tiles(
        edition, "tahun-tiap-jenis", say("Each type by year"),
        say("Signed agreements of each type by year, all to one scale."),
        [row for row in types if row.counts[0].number],
    )  # fmt: skip
    yield _draw_tiles(
        edition, "tahun-tiap-perangkat-daerah", say("Each department by year"),
        say("Signed agreements of each department by year, all to one scale, most agreements first."),
        count_values(edition.selections, "department"),
    )  # fmt: skip
    yield _draw_tiles(
        edition, "tahun-tiap-urusan", say("Each affair by year"),
        say("Signed agreements about each affair by year, all to one scale, most agreements first."),
        count_values(edition.selections, "affair"),
    )  # fmt: skip


def _draw_tiles(edition: Edition, key: str, title: str, summary: str, rows: Sequence[Row]) -> Tiles:
    say, number = edition.locale.say, edition.locale.number
    drawn, rest = rows[:_MOST_TILES], len(rows) - _MOST_TILES
    counts = [count_by_year(edition.selections.members(row.counts[0].selection)) for row in drawn]
    years = span_years(year for counted in counts for year in counted)
    top = max((n for counted in counts for year, n in counted.items() if year != NO_YEAR), default=1)
    tiles = []
    for row, counted in zip(drawn, counts, strict=True):
        name = value_name(edition, row.counts[0].selection)
        drawing = small_years_chart(counted, years, top, row.key if row.key in AGREEMENT_TYPES else "")
        most = max(filter(str.isdigit, counted), key=lambda year: counted[year], default="")
        told = (
            say("%(name)s: most, %(count)s, in %(year)s.", name=name, count=number(counted[most]), year=most)
            if most
            else say("%(name)s: no known year.", name=name)
        )
        is_record = row.counts[0].selection.kind in ("department", "affair") and row.key != NOT_KNOWN
        tiles.append(Tile(name, row.counts[0], drawing, told, is_record))
    has_unknown = any(NO_YEAR in counted for counted in counts)
    columns = [str(year) for year in years]
    table = DataTable(
        (title, *columns, *([say("Year not known")] if has_unknown else []), say("All")),
        tuple(
            (
                tile.label,
                *(counted.get(year, 0) for year in columns),
                *([counted.get(NO_YEAR, 0)] if has_unknown else []),
                tile.count,
            )
            for tile, counted in zip(tiles, counts, strict=True)
        ),
    )
    named = [(tile.label, tile.drawing) for tile in tiles]
    notes = [
        say("Agreements without a known year of signing are counted, but not drawn.") if has_unknown else "",
        say("%(rest)s more are not drawn.", rest=number(rest)) if rest > 0 else "",
    ]
    figure = Figure(
        key, title, summary, lambda width: lay_grid(width, named), table, " ".join(filter(None, notes))
    )
    return Tiles(figure, tuple(tiles))
