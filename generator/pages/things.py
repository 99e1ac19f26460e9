"""What the pages of partners, departments and government affairs have in common."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Literal, NamedTuple, TypeAlias

from generator import addresses
from generator.charts.columns import small_years_chart
from generator.charts.drawing import Drawing
from generator.edition import Edition
from generator.listing import PAGE_ROWS
from generator.pages.lists import list_pages, section_crumb, selection_pages
from generator.pages.page import Crumb, Page
from generator.profiles import STATES, Moment, find_signings, list_moments, rank_things
from generator.records import AGREEMENT_TYPES
from generator.register.model import Affair, Agreement, Department, Partner
from generator.selections import NO_YEAR, NOT_KNOWN, Kind, Selection
from generator.statistics import Count, count_selection
from generator.words.titles import selection_definition, value_name

ThingKind: TypeAlias = Literal["partner", "department", "affair"]

MOMENTS = 12
"""How many moments a history shows: the latest."""

_FEWEST_YEARS = 3
"""With fewer known years a drawing shows less than its table."""

_SECTION: dict[ThingKind, str] = {
    "partner": addresses.PARTNERS,
    "department": addresses.DEPARTMENTS,
    "affair": addresses.AFFAIRS,
}
_STATE: dict[ThingKind, Kind] = {
    "partner": "partner-state",
    "department": "department-state",
    "affair": "affair-state",
}
_TYPE: dict[ThingKind, Kind] = {"department": "type-department", "affair": "type-affair"}
_YEAR: dict[ThingKind, Kind] = {"department": "department-year", "affair": "affair-year"}


class Group(NamedTuple):
    """Some agreements of a thing, and their number."""

    number: Count
    members: Sequence[Agreement]


@dataclass
class Profile:
    """What a thing's page shows of its agreements; computed where it is shown, beside other pages."""

    edition: Edition
    kind: ThingKind
    id: str

    @cached_property
    def members(self) -> tuple[Agreement, ...]:
        """All agreements, in the register's order."""
        return self.edition.selections.members(Selection(self.kind, (self.id,)))

    @property
    def is_long(self) -> bool:
        """Whether the list stands in parts: its groups then have pages of their own, not parts of this."""
        return len(self.members) > PAGE_ROWS

    @property
    def whole(self) -> Count:
        """All agreements."""
        selection = Selection(self.kind, (self.id,))
        place = None if self.is_long else f"{addresses.selection_address(selection)}#daftar"
        return Count(selection, len(self.members), place)

    @cached_property
    def states(self) -> list[Group]:
        """The agreements by state; a state that none is in is left out."""
        return self._groups(_STATE[self.kind], STATES)

    @cached_property
    def evaluated(self) -> list[Group]:
        """The agreements of a partner that were evaluated as they should be, and those that were not."""
        return self._groups("partner-evaluated", ("done", "overdue")) if self.kind == "partner" else []

    @cached_property
    def units(self) -> list[Group]:
        """The agreements of each unit of a partner that has any."""
        if self.kind != "partner":
            return []
        partner = self.edition.register.partners[self.id]
        return self._groups("partner-unit", [unit["id"] for unit in partner.value.get("units", ())])

    @property
    def types(self) -> list[Count]:
        """The number of agreements of each type that occurs, in the types' order."""
        kind = _TYPE[self.kind]
        return self._counts([Selection(kind, (type_, self.id)) for type_ in AGREEMENT_TYPES])

    @cached_property
    def years(self) -> list[Count]:
        """The number of agreements signed in each year that occurs, newest first, the unknown year last."""
        found = {agreement.year for agreement in self.members}
        years = [*map(str, sorted(filter(None, found), reverse=True)), *([NO_YEAR] if None in found else ())]
        kind = _YEAR[self.kind]
        return self._counts([Selection(kind, (self.id, year)) for year in years])

    @cached_property
    def line(self) -> Count | None:
        """The agreements of a department together with those of all whose place it has taken.

        None where these add nothing to its own.
        """
        if self.kind != "department":
            return None
        count = count_selection(self.edition.selections, Selection("department-line", (self.id,)))
        adds = count.number and self.edition.selections.widest(count.selection) == count.selection
        return count if adds else None

    @cached_property
    def drawing(self) -> Drawing | None:
        """The years drawn small; None where so few are known that a drawing shows nothing."""
        known = {count.selection.values[1]: count.number for count in self.years}
        return small_years_chart(known) if len(known.keys() - {NO_YEAR}) >= _FEWEST_YEARS else None

    @property
    def drawing_summary(self) -> str:
        """What the drawing shows, in words."""
        return self.edition.locale.say("The numbers of the table, drawn year after year.")

    @cached_property
    def signings(self) -> tuple[Agreement, Agreement] | None:
        """The agreements that were signed first and last, as far as known."""
        return find_signings(self.members, self.edition.register.as_of)

    @property
    def reported(self) -> list[Agreement]:
        """The agreements of which public pages report results."""
        return [agreement for agreement in self.members if "reported_results" in agreement.value]

    @property
    def moments(self) -> list[Moment]:
        """The latest signings and ends that have come and have a known date, oldest first."""
        return self._moments[-MOMENTS:]

    @property
    def has_earlier_moments(self) -> bool:
        """Whether there are moments before those shown."""
        return len(self._moments) > MOMENTS

    @cached_property
    def _moments(self) -> list[Moment]:
        # No more than is asked for: what a page once thought of is kept as long as the build lasts.
        return list_moments(self.members, self.edition.register.as_of, MOMENTS + 1)

    @property
    def partners(self) -> list[Partner]:
        """The partners of the agreements, those of most agreements first."""
        return rank_things(self.members, lambda agreement: agreement.partners)

    @property
    def departments(self) -> list[Department]:
        """The departments that take part, those of most agreements first."""
        return rank_things(self.members, lambda agreement: agreement.departments)

    @property
    def affairs(self) -> list[Affair]:
        """The government affairs that the agreements are about, those of most agreements first."""
        return rank_things(self.members, lambda agreement: agreement.affairs)

    def _groups(self, kind: Kind, values: Sequence[str]) -> list[Group]:
        selections = self.edition.selections
        groups = []
        for value in values:
            selection = Selection(kind, (self.id, value))
            if members := selections.members(selection):
                place = None if self.is_long else addresses.section_address(selection)
                groups.append(Group(Count(selection, len(members), place), members))
        return groups

    def _counts(self, selections: Sequence[Selection]) -> list[Count]:
        counts = [count_selection(self.edition.selections, selection) for selection in selections]
        return [count for count in counts if count.number]


def thing_pages(
    edition: Edition,
    kind: ThingKind,
    thing: Partner | Department | Affair,
    **context: Any,  # noqa: ANN401  what the template is given
) -> Iterator[Page]:
    """Give the page of a thing, with further pages where its list is long, and of its figures' lists."""
    selection, section = Selection(kind, (thing.id,)), _SECTION[kind]
    profile = Profile(edition, kind, thing.id)
    say, title = edition.locale.say, value_name(edition, selection)
    page = Page(
        addresses.selection_address(selection),
        section,
        title,
        say("%(name)s: %(count)s agreements in the register.", name=title,
            count=edition.locale.number(len(profile.members))),
        f"{kind}.html",
        (section_crumb(edition, section), Crumb(title, from_record=kind != "affair")),
        {"thing": thing, "profile": profile, **context},
        title_from_record=kind != "affair",
        selection=selection,
    )  # fmt: skip
    yield from list_pages(page, profile.members, say)
    counts = [group.number for group in (*profile.states, *profile.evaluated, *profile.units)]
    if kind != "partner":
        counts += profile.years
    if profile.line:
        counts.append(profile.line)
    crumbs = (section_crumb(edition, section), Crumb(title, page.address))
    for count in counts:
        # What stands on the thing's own page, or on another's as well, needs no page.
        if count.place is None and edition.selections.widest(count.selection) == count.selection:
            yield from selection_pages(edition, count.selection, section, crumbs)


def unknown_pages(edition: Edition, kind: Literal["department", "affair"]) -> Iterator[Page]:
    """Give the list of the agreements for which no department or no affair is known."""
    say, section = edition.locale.say, _SECTION[kind]
    selection = Selection(kind, (NOT_KNOWN,))
    title = say("No department named" if kind == "department" else "No affair assigned")
    definition = selection_definition(edition, selection)
    crumbs = (section_crumb(edition, section), Crumb(title))
    page = Page(
        addresses.selection_address(selection), section, title, definition, "list.html", crumbs,
        {"definition": definition},
        selection=selection,
    )  # fmt: skip
    members = edition.selections.members(selection)
    if members:
        yield from list_pages(page, members, say)
