"""The documents of numbers: the statistics, the evaluations, the mapping of needs, and the charts.

No number is computed here: those of the statistics are the export's, the rest are the pages' own.
"""

from collections.abc import Iterable, Iterator
from functools import cached_property
from typing import Any

from generator import addresses
from generator.api.desk import MEMBER_API, Body, Desk, Fields, link, pack_member
from generator.api.words import Words
from generator.evaluation_counts import PeriodRow, StateRow
from generator.evaluations import PeriodSummary
from generator.mapping import EntryCount
from generator.pages.figures import CROSS_TITLES
from generator.pages.page import Page
from generator.register.model import Agreement, Evaluation, OfficialTotal
from generator.statistics import Count
from generator.tables.columns import Cells
from generator.tables.figure_keys import name_figures
from generator.tables.statistics import iterate_figures


class NumberDesk:
    """Makes the documents of numbers."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    @cached_property
    def _numbers(self) -> list[tuple[Cells, bytes]]:
        """Every number of the statistics: its row, and as JSON, worded in both languages."""
        spoken = (name_figures(iterate_figures(edition)) for edition in self._desk.words.editions.values())
        own, english = spoken
        return [(row, pack_member(_make_number(key, row, english[key]))) for key, row in own.items()]

    def make_statistics(self, page: Page) -> Body:
        """Give every number of the statistics."""
        packed = (one for _, one in self._numbers)
        return self._make(page, "Statistics", packed, self._desk.register.totals)

    def make_year(self, page: Page) -> Body:
        """Give the numbers of one year; that of what has no known year holds those without."""
        year = page.context["year"]
        wanted = int(year) if year.isdigit() else None
        found = (one for row, one in self._numbers if row["year"] == wanted and row["figure"] in _OF_YEARS)
        words = self._desk.words.give(lambda edition: edition.locale.say("Statistics: %(year)s", year=year))
        title = words if wanted else "Agreements without a known year of signing"
        return self._make(page, title, found, [coverage.total for coverage in page.context["coverage"]])

    def make_cross(self, page: Page) -> Body:
        """Give the numbers of the types against one other property."""
        kind = page.context["cross"].kind
        found = (one for row, one in self._numbers if row["figure"] == kind)
        return self._make(page, CROSS_TITLES[kind], found)

    def _make(
        self,
        page: Page,
        title: str | Words,
        numbers: Iterable[bytes],
        totals: Iterable[OfficialTotal] = (),
    ) -> Body:
        words = self._desk.words.say(title) if isinstance(title, str) else title
        published = {
            total.id: addresses.record_document_address(self._desk.files["official-total", total.id])
            for total in totals
        }
        return Body(
            {
                **link(page.address),
                "title": words,
                "published_totals": [{"id": id_, "api": api} for id_, api in published.items()],
            },
            {"numbers": numbers},
        )

    def make_evaluations(self, page: Page) -> Body:
        """Give what is in force by the state of its evaluation, and every half-year."""
        context, desk = page.context, self._desk
        return Body(
            {
                **link(page.address),
                "title": desk.words.say("Evaluations"),
                "in_force": self._state(context["current"]),
                "by_type": list(map(self._state, context["by_type"])),
                "by_department": list(map(self._state, context["by_department"])),
                "periods": [
                    {**self._period(row), **link(addresses.evaluation_address(summary.period))}
                    for summary, row in context["periods"]
                ],
            }
        )

    def make_period(self, page: Page) -> Body:
        """Give what the evaluations of one half-year say, one by one and together."""
        context, desk = page.context, self._desk
        summary: PeriodSummary = context["summary"]
        return Body(
            {
                **link(page.address),
                **self._period(context["row"]),
                "states": list(map(desk.count, context["states"])),
                "recommendations": list(map(desk.count, context["recommendations"])),
                "by_type": list(map(self._period, context["by_type"])),
                "by_department": list(map(desk.count, context["by_department"])),
                "outputs_with_target": summary.outputs_with_target,
                "outputs_met": summary.outputs_met,
                "obstacles": [
                    {"obstacle": obstacle, "agreements": list(map(desk.refer, agreements))}
                    for obstacle, agreements in summary.obstacles
                ],
                "agreement_api": MEMBER_API,
            },
            {"evaluations": (pack_member(_summarise(*one)) for one in summary.evaluated)},
        )

    def _state(self, row: StateRow) -> Fields:
        count = self._desk.count
        return {
            "key": row.key,
            "current": count(row.current),
            "evaluated": count(row.evaluated),
            "overdue": count(row.overdue),
            "not_due": count(row.not_due),
            "coverage": row.coverage,
        }

    def _period(self, row: PeriodRow) -> Fields:
        count = self._desk.count
        return {
            "key": row.key,
            "evaluated": count(row.evaluated),
            "missed": count(row.missed),
            "coverage": row.coverage,
        }

    def make_mapping(self, page: Page) -> Body:
        """Give every mapped year and every department that mapped needs."""
        desk, years = self._desk, page.context["years"]
        return Body(
            {
                **link(page.address),
                "title": desk.words.say("Mapping of needs"),
                "years": [
                    {
                        "year": int(year),
                        **{key: self._count(counts[key]) for key in _MAPPED},
                        "share": counts["share"],
                        **link(addresses.mapping_address(year)),
                    }
                    for year, counts in years
                ],
                "departments": [
                    {
                        "department": desk.refer_department(department),
                        "planned": desk.count_entries(planned),
                        "realised": desk.count_entries(realised),
                    }
                    for department, planned, realised in page.context["departments"]
                ],
            }
        )

    def _count(self, count: Count | EntryCount) -> Fields:
        return self._desk.count_entries(count) if isinstance(count, EntryCount) else self._desk.count(count)

    def make_charts(self, page: Page) -> Body:
        """Give the charts of a page and where each stands as a file."""
        title = {addresses.MAP: "Map of partners", addresses.TIMELINE: "Timeline"}.get(page.address, "Charts")
        charts = [
            {
                "key": figure.key,
                "title": figure.title,
                "summary": figure.summary,
                "note": figure.note or None,
                "svg": addresses.chart_file_address(figure.key, "svg"),
                "csv": addresses.chart_file_address(figure.key, "csv"),
            }
            for figure in _list_figures(page.context)
            if figure.table.rows
        ]
        return Body({**link(page.address), "title": self._desk.words.say(title), "charts": charts})


_OF_YEARS = frozenset(
    ("year", "type-year", "year-category", "signed-by", "extended-in", "ended-in", "in-force-at-end-of",
     "published-total", "published-total-at-least")
)  # fmt: skip
_MAPPED = ("planned", "realised", "unproven", "public", "mapped", "unmapped")


def _summarise(agreement: Agreement, evaluation: Evaluation) -> Fields:
    """Give what a list says of an evaluation: its agreement's own document says the rest."""
    value = evaluation.value
    return {
        "id": agreement.id,
        "title": agreement.title,
        "date": value.get("date"),
        "evaluator": value["evaluator"],
        "state": value["state"],
        "recommendation": value["recommendation"],
    }


def _make_number(key: str, own: Any, english: Any) -> Fields:  # noqa: ANN401  rows of the export
    """Give a number of the statistics from its key and its row in either language."""
    place = own["list"]
    names = {"id": own["item_name"], "en": english["item_name"]}
    return {
        "key": key,
        "figure": own["figure"],
        "type": own["type"],
        "item": own["item"],
        "item_name": names if own["item_name"] else None,
        "year": own["year"],
        "value": own["value"],
        "unit": own["unit"],
        "definition": {"id": own["definition"], "en": english["definition"]},
        "list": place,
        "api": addresses.api_address(place) if place is not None else None,
    }


def _list_figures(context: Any) -> Iterator[Any]:  # noqa: ANN401  what a template is given
    if "figure" in context:
        yield context["figure"]
    yield from context.get("figures", ())
    yield from (tiles.figure for tiles in context.get("small", ()))
