"""An edition: the register as the site shows it, with everything that several pages read."""

from dataclasses import dataclass
from functools import cached_property

from generator.evaluations import PeriodSummary, summarise_periods
from generator.history import Commit, History
from generator.locale import Locale
from generator.mapping import MappingSelections, MappingYear, summarise_mapping
from generator.register.register import Register
from generator.selections import Selections, select_agreements
from generator.statistics import Coverage, compare_totals


@dataclass
class Edition:
    """One register in one language, with its history."""

    register: Register
    history: History
    locale: Locale

    @cached_property
    def selections(self) -> Selections:
        """Every set of agreements the site counts."""
        return select_agreements(self.register)

    @cached_property
    def coverage(self) -> list[Coverage]:
        """Published totals beside the register's counts."""
        return compare_totals(self.register, self.selections)

    @cached_property
    def periods(self) -> list[PeriodSummary]:
        """Evaluation summaries, newest half-year first."""
        return summarise_periods(self.register.counted)

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

    @property
    def is_sample(self) -> bool:
        """Whether everything in the register is invented."""
        return bool(self.register.registry["standing"] == "sample")

    @property
    def notice(self) -> str:
        """The sentence that stands above every page and in every export."""
        return self.locale.pick(self.register.registry["standing_notice"])
