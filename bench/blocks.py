"""The pages that are no agreement, as blocks: texts, tables, charts and lists of agreements.

What a page's template is given decides its blocks, by type; so a new page needs nothing here as long as
it is given things of these types.
"""

from collections.abc import Iterator, Sequence

from bench.agreements import Json, link_to
from generator import addresses
from generator.charts.drawing import Box, Dot, Drawing, Linked, Mark, Stroke, Trace, Words
from generator.charts.figure import Figure, Tiles
from generator.edition import Edition
from generator.evaluations import PeriodSummary
from generator.git.history import Commit
from generator.mapping import EntryCount
from generator.pages.page import Page
from generator.pages.things import Profile
from generator.register.model import Agreement, MappingEntry, Partner
from generator.statistics import Count, Coverage, Row
from generator.tables.tables import Export
from generator.words.entries import entry_name
from generator.words.titles import period_name, value_name

_TOLD_ELSEWHERE = frozenset(("parts", "number", "total", "year", "type", "statistic_years"))


def iterate_blocks(edition: Edition, page: Page) -> Iterator[Json]:
    """Give the blocks of a page, in the order its template is given things."""
    yield {"kind": "text", "text": page.summary}
    for key, value in page.context.items():
        if key not in _TOLD_ELSEWHERE:
            yield from _iterate_value(edition, value)
    parts: Sequence[str] = page.context.get("parts", ())
    if len(parts) > 1:
        yield {"kind": "parts", "links": [link_to(part) for part in parts]}


def _cell(text: object, link: str = "") -> Json:
    return {"text": str(text), "link": link}


def _table(rows: Sequence[Json]) -> Iterator[Json]:
    if rows:
        yield {"kind": "table", "rows": rows}


def _count_cell(count: Count) -> Json:
    return _cell(count.number, link_to(addresses.selection_address(count.selection)) if count.number else "")


def _count_row(edition: Edition, counts: Sequence[Count]) -> list[Json]:
    return [_cell(value_name(edition, counts[-1].selection)), *map(_count_cell, counts)]


def _iterate_value(edition: Edition, value: object) -> Iterator[Json]:
    match value:
        case str():
            yield {"kind": "text", "text": value}
        case Figure() | Tiles() | Drawing():
            yield from _describe_figure(value)
        case Row() | Count() | EntryCount():
            yield from _table([_describe_item(edition, value)])
        case PeriodSummary():
            yield from _describe_period(value)
        case Profile():
            yield from _describe_profile(edition, value)
        case Coverage():
            yield from _table(
                [
                    [_cell(row.type), _count_cell(row.recorded), _cell(row.official or "")]
                    for row in value.rows
                ]
            )
        case dict():
            yield from _iterate_value(edition, list(value.values()))
        case list() | tuple():
            yield from _iterate_sequence(edition, value)


def _iterate_sequence(edition: Edition, values: Sequence[object]) -> Iterator[Json]:
    agreements = [value.id for value in values if isinstance(value, Agreement)]
    if agreements:
        yield {"kind": "list", "ids": agreements}
        return
    rows = [_describe_item(edition, value) for value in values]
    yield from _table([row for row in rows if row])
    for value, row in zip(values, rows, strict=True):
        # A text in a sequence names what stands beside it; alone it says nothing.
        if not row and not isinstance(value, str):
            yield from _iterate_value(edition, value)


def _describe_item(edition: Edition, value: object) -> list[Json]:  # noqa: PLR0911  one line a kind of thing
    """Give the table row that a thing is shown as; an empty one for what is more than a row."""
    match value:
        case Row():
            return _count_row(edition, value.counts)
        case Count():
            return _count_row(edition, [value])
        case (named, Row() | Count() as counted):
            row = _describe_item(edition, counted)
            return [_cell(named), *row[1:]] if isinstance(named, str) else row
        case MappingEntry():
            return _mapping_row(value)
        case Partner():
            return [_cell(value.name, link_to(addresses.partner_address(value.id)))]
        case Export():
            return [_cell(value.table.name), _cell(value.count)]
        case Commit():
            return [_cell(value.day), _cell(value.subject)]
        case PeriodSummary():
            name = period_name(edition.locale, value.period.slug)
            return [_cell(name, link_to(addresses.evaluation_address(value.period))), _cell(value.count)]
        case EntryCount():
            link = link_to(addresses.entry_selection_address(value.selection))
            return [_cell(entry_name(edition, value.selection), link), _cell(value.number)]
        case _:
            return []


def _describe_profile(edition: Edition, profile: Profile) -> Iterator[Json]:
    """Give what the page of a partner, department or affair shows beside the list of its agreements."""
    groups = (*profile.states, *profile.evaluated, *profile.units)
    counts = [group.number for group in groups]
    if profile.kind != "partner":
        counts += (*profile.years, *profile.types)
    yield from _table([_count_row(edition, [count]) for count in counts])
    if not profile.is_long:
        for group in (*profile.evaluated, *profile.units):
            yield {"kind": "list", "ids": [agreement.id for agreement in group.members]}
    yield from _table(
        [
            *(_thing_row(addresses.department_address(one.id), one.name) for one in profile.departments),
            *(_thing_row(addresses.affair_address(one.id), one.name) for one in profile.affairs),
        ]
    )
    yield from _table(
        [
            [
                _cell(edition.locale.date(moment.date, short=True)),
                _cell(moment.what),
                _cell(moment.agreement.title, link_to(addresses.agreement_address(moment.agreement.id))),
            ]
            for moment in profile.moments
        ]
    )


def _thing_row(address: str, name: str) -> list[Json]:
    return [_cell(name, link_to(address))]


def _describe_figure(value: Figure | Tiles | Drawing) -> Iterator[Json]:
    match value:
        case Drawing():
            yield _describe_drawing(value)
        case Tiles():
            yield from (_describe_drawing(tile.drawing) for tile in value.tiles)
            yield from _describe_table(value.figure)
        case Figure():
            yield from map(_describe_drawing, (value.wide, value.narrow))
            yield from _describe_table(value)


def _describe_table(figure: Figure) -> Iterator[Json]:
    yield from _table(
        [
            [_count_cell(cell) if isinstance(cell, Count) else _cell(cell) for cell in row]
            for row in figure.table.rows
        ]
    )


def _describe_drawing(drawing: Drawing) -> Json:
    return {
        "kind": "chart",
        "width": drawing.width,
        "height": drawing.height,
        "shapes": [
            {
                "link": link_to(addresses.selection_address(shape.count.selection)),
                "marks": list(map(_describe_mark, shape.marks)),
            }
            if isinstance(shape, Linked)
            else {"link": "", "marks": [_describe_mark(shape)]}
            for shape in drawing.shapes
        ],
    }


def _describe_mark(mark: Mark) -> list[object]:
    match mark:
        case Box():
            return ["box", mark.kind or mark.series, mark.x, mark.y, mark.width, mark.height]
        case Stroke():
            return ["path", mark.kind, f"M{mark.x1} {mark.y1}L{mark.x2} {mark.y2}"]
        case Words():
            return ["text", mark.kind, mark.x, mark.y, mark.anchor, mark.text]
        case Dot():
            return ["dot", mark.kind, mark.x, mark.y, mark.radius]
        case Trace():
            rings = ("M" + "L".join(f"{x} {y}" for x, y in ring) for ring in mark.rings)
            return ["path", mark.kind, "".join(rings)]


def _describe_period(summary: PeriodSummary) -> Iterator[Json]:
    tallies = (*summary.states.items(), *summary.recommendations.items())
    yield from _table([[_cell(name), _cell(number)] for name, number in tallies])
    yield from _table(
        [
            [
                _agreement_cell(agreement),
                _cell(evaluation.value["state"]),
                _cell(evaluation.value["recommendation"]),
                _cell(evaluation.value["evaluator"]),
            ]
            for agreement, evaluation in summary.evaluated
        ]
    )


def _agreement_cell(agreement: Agreement) -> Json:
    return _cell(agreement.title, link_to(addresses.agreement_address(agreement.id)))


def _mapping_row(entry: MappingEntry) -> list[Json]:
    return [
        _cell(entry.department.name, link_to(addresses.department_address(entry.department.id))),
        _cell(entry.value["need"]),
        _cell(", ".join(affair.name for affair in entry.affairs)),
        _cell(entry.value["proposed_type"]),
        _cell(entry.value["status"]),
        *map(_agreement_cell, entry.realised_by),
    ]
