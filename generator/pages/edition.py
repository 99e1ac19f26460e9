"""An edition: the register as the site shows it in one language, with everything that several pages read."""

import datetime
from dataclasses import dataclass
from functools import cached_property

from generator.evaluations import PeriodSummary, summarise_periods
from generator.history import Commit, History
from generator.locale import Locale
from generator.mapping import MappingSelections, MappingYear, summarise_mapping
from generator.register.register import Register
from generator.selections import Kind, Selections
from generator.sorting import select_agreements
from generator.statistics import Coverage, Cross, compare_totals, cross_types, list_published


@dataclass
class Holdings:
    """A register with its history, and what is computed from both: once, whatever the languages."""

    register: Register
    history: History

    @cached_property
    def selections(self) -> Selections:
        """Every set of agreements the site counts."""
        return select_agreements(self.register, self.published)

    @cached_property
    def published(self) -> dict[str, datetime.date]:
        """The day on which a record was first published, by an agreement's id, as far as it can be told."""
        return list_published(self.register.counted, self.history.first_days)

    @cached_property
    def crosses(self) -> dict[Kind, Cross]:
        """The tables of the types against other properties, by their kinds."""
        return cross_types(self.selections)

    @cached_property
    def coverage(self) -> list[Coverage]:
        """Published totals beside the register's counts."""
        return compare_totals(self.register, self.selections)

    @cached_property
    def periods(self) -> list[PeriodSummary]:
        """Evaluation summaries, newest half-year first."""
        return summarise_periods(self.register)

    @cached_property
    def mapping(self) -> list[MappingYear]:
        """Mapping summaries, newest year first."""
        return summarise_mapping(self.register.mapping)

    @cached_property
    def mapping_selections(self) -> MappingSelections:
        """Every set of mapping entries the site counts."""
        return MappingSelections(self.register.mapping)

    @cached_property
    def last_changes(self) -> dict[tuple[str, str], Commit]:
        """The newest commit of each record, by kind and id."""
        return self.history.last_changes


@dataclass(frozen=True)
class Edition:
    """A register's holdings in one language."""

    holdings: Holdings
    locale: Locale

    @property
    def register(self) -> Register:
        """The register itself."""
        return self.holdings.register

    @property
    def history(self) -> History:
        """Its history."""
        return self.holdings.history

    @property
    def selections(self) -> Selections:
        """Every set of agreements the site counts."""
        return self.holdings.selections

    @property
    def published(self) -> dict[str, datetime.date]:
        """The day on which a record was first published, by an agreement's id."""
        return self.holdings.published

    @property
    def crosses(self) -> dict[Kind, Cross]:
        """The tables of the types against other properties, by their kinds."""
        return self.holdings.crosses

    @property
    def coverage(self) -> list[Coverage]:
        """Published totals beside the register's counts."""
        return self.holdings.coverage

    @property
    def periods(self) -> list[PeriodSummary]:
        """Evaluation summaries, newest half-year first."""
        return self.holdings.periods

    @property
    def mapping(self) -> list[MappingYear]:
        """Mapping summaries, newest year first."""
        return self.holdings.mapping

    @property
    def mapping_selections(self) -> MappingSelections:
        """Every set of mapping entries the site counts."""
        return self.holdings.mapping_selections

    @property
    def last_changes(self) -> dict[tuple[str, str], Commit]:
        """The newest commit of each record, by kind and id."""
        return self.holdings.last_changes

    @property
    def is_sample(self) -> bool:
        """Whether everything in the register is invented."""
        return bool(self.register.registry["standing"] == "sample")

    @property
    def notice(self) -> str:
        """The sentence that stands above every page and in every export."""
        return self.locale.pick(self.register.registry["standing_notice"])
