"""An edition: the register as the site shows it in one language, with everything that several pages read."""

import datetime
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from generator.agenda import Item, list_agenda, renew_agenda
from generator.calendars import AHEAD
from generator.evaluations import PeriodSummary, summarise_periods
from generator.git.history import Commit, History
from generator.locale import Locale
from generator.mapping import MappingSelections
from generator.purges import list_announcements
from generator.records import RecordKind
from generator.register.register import Register
from generator.register.renewal import Renewed
from generator.resorting import renew_selections
from generator.selections import Kind, Selections
from generator.snapshot import Snapshot
from generator.sorting import Ground, Sorter, select_agreements
from generator.statistics import Coverage, Cross, compare_totals, cross_types, list_published
from generator.story.chapter import NO_STORY, Story
from generator.text import Language


@dataclass(frozen=True, slots=True)
class Edition:
    """A register with its history and what is computed from both, in one language."""

    locale: Locale
    register: Register
    history: History
    last_changes: dict[tuple[str, str], Commit]
    """The newest commit that changed what a record says, by kind and id."""
    published: dict[str, datetime.date]
    """The day on which a record was first published, by an agreement's id, as far as it can be told."""
    selections: Selections
    """Every set of agreements the site counts."""
    crosses: dict[Kind, Cross]
    """The tables of the types against other properties, by their kinds."""
    coverage: list[Coverage]
    """Published totals beside the register's counts."""
    periods: list[PeriodSummary]
    """Evaluation summaries, newest half-year first."""
    mapping: MappingSelections
    """Every set of mapping entries the site counts."""
    agenda: list[Item]
    """What ends and what is due, as far ahead as calendars look."""
    story: Story = NO_STORY
    """What happened to every record, in sentences."""
    first_days: Mapping[tuple[str, str], datetime.date] = field(default_factory=dict)
    """The day on which each record was first there, by kind and id, as far as the history tells it."""
    snapshot: Snapshot | None = None
    """The past day that is shown; None for the present."""
    row_counts: dict[str, int] = field(default_factory=dict, compare=False, repr=False)
    """How many rows the tables have, by their names, as far as they were counted; alike in every language."""

    def speaking(self, locale: Locale) -> "Edition":
        """Give the same register in another language; nothing is computed again."""
        return replace(self, locale=locale)

    @property
    def is_sample(self) -> bool:
        """Whether everything in the register is invented."""
        return bool(self.register.registry["standing"] == "sample")

    def find_first_day(self, kind: RecordKind, *ids: str) -> datetime.date | None:
        """Give the day on which a record was first published, under any of the ids that it has had."""
        first_days, stories = self.first_days, self.story.chapters
        if not first_days and not stories:
            return None
        days = [first_days[kind, one] for one in ids if (kind, one) in first_days]
        # Not every kind of record says which ids it had before, but its story goes on from them.
        days += [chapters[-1].commit.day for one in ids if (chapters := stories.get((kind, one)))]
        return min(days, default=None)

    @property
    def notice(self) -> str:
        """The sentence that stands above every page and in every export."""
        return self.notices[self.locale.language]

    @property
    def notices(self) -> dict[Language, str]:
        """That sentence in both languages; on a site of a past day it begins with what it shows."""
        own: dict[Language, str] = self.register.registry["standing_notice"]
        if self.snapshot is None:
            return own
        return {language: f"{self.snapshot.tell(language)} {text}" for language, text in own.items()}


def make_edition(
    register: Register,
    history: History,
    locale: Locale,
    story: Story | None = None,
    snapshot: Snapshot | None = None,
) -> Edition:
    """Compute what pages read of a register, once for all languages."""
    first_days = history.first_days
    # What is put together of it here is there for all languages and processes.
    told = replace(story or Story(history, ()), announcements=list_announcements(register.registry))
    published = list_published(register.counted, first_days)
    selections = select_agreements(register, published)
    return Edition(
        locale=locale,
        register=register,
        history=history,
        last_changes=told.last_changes if story else history.last_changes,
        published=published,
        selections=selections,
        crosses=cross_types(selections),
        coverage=compare_totals(register, selections),
        periods=summarise_periods(register),
        mapping=MappingSelections(register.mapping),
        agenda=list_agenda(register, AHEAD),
        story=told,
        first_days=first_days,
        snapshot=snapshot,
    )


def renew_edition(old: Edition, renewed: Renewed) -> Edition:
    """Give what ``make_edition`` gives of a register that was brought up to date, with the same history."""
    register = renewed.register
    counted = [one for one in renewed.come.values() if one.status != "withdrawn"]
    published = {name: day for name, day in old.published.items() if name not in renewed.gone}
    published |= list_published(counted, old.first_days)
    changed = (*renewed.gone.values(), *renewed.come.values())
    evaluated = {evaluation.period for one in changed for evaluation in one.evaluations}
    periods = summarise_periods(register, (one for one in old.periods if one.period not in evaluated))
    before = Sorter(old.register, old.published, _find_ground(old.register, old.periods))
    after = Sorter(register, published, _find_ground(register, periods))
    selections = renew_selections(old.selections, before, after, renewed)
    return replace(
        old,
        register=register,
        published=published,
        selections=selections,
        crosses=cross_types(selections),
        coverage=compare_totals(register, selections),
        periods=periods,
        mapping=MappingSelections(register.mapping),
        agenda=renew_agenda(old.agenda, renewed, AHEAD),
        row_counts={},
    )


def _find_ground(register: Register, periods: Iterable[PeriodSummary]) -> Ground:
    """Give what decides for all agreements, from the summaries of all half-years."""
    evaluated = frozenset(summary.period for summary in periods if summary.count)
    return Ground(evaluated, frozenset(entry.year for entry in register.mapping))
