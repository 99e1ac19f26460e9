"""The yearly report: a year's figures in sentences and tables, to be printed, with what it was made from.

No number is made here: all come from the statistics, the evaluations and the mapping.
"""

from dataclasses import dataclass

from generator import addresses
from generator.edition import Edition
from generator.evaluation_counts import PeriodRow, count_period
from generator.git.history import DIRTY
from generator.hosting import read_hosting
from generator.mapping import EntryCount
from generator.pages.lists import section_crumb
from generator.pages.mapped import year_counts
from generator.pages.page import Crumb, Page
from generator.records import AGREEMENT_TYPES
from generator.register.model import Agreement
from generator.selections import NO_YEAR, Kind, Selection
from generator.statistics import (
    Count,
    Coverage,
    Row,
    count,
    count_recorded,
    count_selection,
    tell_movements,
)
from generator.words.titles import TYPE_ABBREVIATIONS, period_name

MOST_LISTED = 300
"""How many agreements a list of the report names; a longer one leads to the whole."""

REPORT_LISTS: tuple[tuple[Kind, str], ...] = (
    ("year", "New agreements"),
    ("extended-in", "Extended agreements"),
    ("ended-in", "Agreements known to have ended"),
)


@dataclass(frozen=True, slots=True)
class ReportList:
    """A list of the report: its heading, what it counts, and the agreements that it names."""

    heading: str
    definition: Kind
    number: Count
    members: tuple[Agreement, ...]


@dataclass(frozen=True, slots=True)
class Origin:
    """What a report was made from: the commit, where it can be seen, and how to make the report again."""

    commit: str
    """Empty for a register outside git."""
    address: str
    """Empty where the host is not known."""
    is_certain: bool
    """Whether the register's folder held just what the commit holds."""
    command: tuple[str, ...]
    """Its words, which no line parts; none for a register outside git."""


def report_page(edition: Edition, year: str, row: Row | None) -> Page:
    """Give the report of a year; ``row`` are the agreements that were signed in it, by type."""
    say, selections = edition.locale.say, edition.selections
    coverage = [one for one in edition.coverage if str(one.year) == year]
    movements = tell_movements(selections, year, edition.register.as_of)
    periods = [
        (summary, count_period(selections, edition.register.schedule, summary.period.slug))
        for summary in reversed(edition.periods)
        if str(summary.period.year) == year
    ]
    mapping = year_counts(edition, year) if year in edition.mapping.years() else None
    title = say("Report on %(year)s", year=year)
    statistics = Crumb(year, addresses.statistics_address(year))
    return Page(
        addresses.report_address(year),
        addresses.STATISTICS,
        title,
        say("What was agreed, extended, ended, evaluated and planned in %(year)s.", year=year),
        "statistics_report.html",
        (section_crumb(edition, addresses.STATISTICS), statistics, Crumb(title)),
        {
            "year": year,
            "row": row,
            "coverage": coverage,
            "movements": list(movements.items()),
            "lists": _list_agreements(edition, year, movements),
            "periods": periods,
            "mapping": mapping,
            "is_over": int(year) < edition.register.as_of.year,
            "sentences": [
                *_tell_signed(edition, year, row),
                *_tell_coverage(edition, year, coverage),
                *_tell_movements(edition, year, movements),
                *_tell_evaluations(edition, year, [period for _, period in periods]),
                *_tell_mapping(edition, year, mapping),
            ],
            "undated": count(selections, "year", NO_YEAR),
            "unknown": count_selection(selections, Selection("status", ("unknown",))),
            "recorded": count_recorded(selections),
            "origin": _find_origin(edition),
        },
    )


def _list_agreements(edition: Edition, year: str, movements: dict[Kind, Count]) -> list[ReportList]:
    """Give the lists of a year's agreements that are not empty."""
    lists = []
    for kind, heading in REPORT_LISTS:
        number = movements.get(kind)
        if number and number.number:
            members = edition.selections.members(Selection(kind, (year,)))
            lists.append(ReportList(edition.locale.say(heading), kind, number, members[:MOST_LISTED]))
    return lists


def _find_origin(edition: Edition) -> Origin:
    head, as_of = edition.history.head, edition.register.as_of
    commit = head.removesuffix(DIRTY)
    # A site of a past day says which, and the one that was published then did not.
    past = edition.snapshot
    way = ("--known-on", past.day.isoformat()) if past else ("--as-published",)
    command = ("registri", "build", "--at", commit, "--as-of", as_of.isoformat(), *way)
    hosting = read_hosting(edition.register.registry.get("repository_url", ""))
    return Origin(
        commit=commit,
        address=hosting.commit(commit) if hosting and commit else "",
        is_certain=not head.endswith(DIRTY),
        command=command if commit else (),
    )


def _tell_signed(edition: Edition, year: str, row: Row | None) -> list[str]:
    """Say how many agreements were signed, of which types, and what a year that runs on means."""
    locale, say = edition.locale, edition.locale.say
    told = []
    if row is None or not row.counts[-1].number:
        told.append(say("The register holds no agreement that was signed in %(year)s.", year=year))
    else:
        by_type = zip(AGREEMENT_TYPES, row.counts[:-1], strict=True)
        types = ", ".join(
            f"{locale.number(one.number)} {TYPE_ABBREVIATIONS[kind]}" for kind, one in by_type if one.number
        )
        number = locale.number(row.counts[-1].number)
        told.append(
            say("In %(year)s %(count)s agreements of this register were signed: %(types)s.",
                year=year, count=number, types=types)
        )  # fmt: skip
    as_of = edition.register.as_of
    if int(year) >= as_of.year:
        told.append(say("The year is not over: everything is counted up to %(day)s.", day=locale.day(as_of)))
    return told


def _tell_coverage(edition: Edition, year: str, coverages: list[Coverage]) -> list[str]:
    """Set what was announced beside what is recorded."""
    say = edition.locale.say
    if not coverages:
        return [
            say("No published total for this year is known, so the register's completeness cannot be judged.")
        ]
    told = []
    for coverage in coverages:
        rows = [(TYPE_ABBREVIATIONS[one.type], one) for one in coverage.rows if one.official is not None]
        official = ", ".join(
            f"{say('more than')} {_number(edition, one.official)} {name}"
            if one.is_minimum
            else f"{_number(edition, one.official)} {name}"
            for name, one in rows
        )
        recorded = ", ".join(f"{_number(edition, one.recorded.number)} {name}" for name, one in rows)
        told.append(
            say(
                "Announced by the government for %(year)s: %(official)s. "
                "Recorded in this register: %(recorded)s.",
                year=year,
                official=official,
                recorded=recorded,
            )
        )
    return told


def _number(edition: Edition, number: int | None) -> str:
    return edition.locale.number(number or 0)


def _tell_movements(edition: Edition, year: str, movements: dict[Kind, Count]) -> list[str]:
    say, number = edition.locale.say, edition.locale.number
    extended, ended = movements["extended-in"].number, movements["ended-in"].number
    told = [
        say("%(count)s agreements were extended by one that was signed in that year.", count=number(extended))
        if extended
        else say("No agreement was extended by one that was signed in that year."),
        say("%(count)s agreements are known to have ended.", count=number(ended))
        if ended
        else say("No agreement is known to have ended."),
    ]
    in_force = movements.get("in-force-at-end-of")
    if in_force and not in_force.number:
        told.append(say("On 31 December %(year)s no agreement is known to have been in force.", year=year))
    elif in_force:
        told.append(
            say("On 31 December %(year)s %(count)s agreements are known to have been in force.",
                year=year, count=number(in_force.number))
        )  # fmt: skip
    return told


def _tell_evaluations(edition: Edition, year: str, periods: list[PeriodRow]) -> list[str]:
    say, number = edition.locale.say, edition.locale.number
    if not periods:
        return [say("The register holds no evaluation for %(year)s.", year=year)]
    return [
        say(
            "%(period)s: %(count)s agreements were evaluated; "
            "not evaluated, though in force throughout: %(missed)s.",
            period=period_name(edition.locale, row.key),
            count=number(row.evaluated.number),
            missed=number(row.missed.number),
        )
        for row in periods
    ]


def _tell_mapping(edition: Edition, year: str, mapping: dict[str, object] | None) -> list[str]:
    say, number = edition.locale.say, edition.locale.number
    if mapping is None:
        return [say("The register holds no mapping of needs for %(year)s.", year=year)]
    planned, realised = mapping["planned"], mapping["realised"]
    assert isinstance(planned, EntryCount)  # noqa: S101  as year_counts gives them
    assert isinstance(realised, EntryCount)  # noqa: S101
    return [
        say(
            "The mapping of %(year)s holds %(count)s needs; "
            "realised by an agreement that is named: %(realised)s.",
            year=year,
            count=number(planned.number),
            realised=number(realised.number),
        )
    ]
