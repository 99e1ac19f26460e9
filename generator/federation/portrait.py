"""A portrait of a gathering: what was gathered and all that is reckoned from it, each thing once."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from generator.federation.cards import Card, make_card
from generator.federation.cooperation import Cooperation, TwoSided, compare_registers
from generator.federation.gathered import Gathered
from generator.federation.network import Tie, count_ties
from generator.federation.outside import OutsideTie, list_outside, pick_ids


@dataclass(frozen=True)
class Portrait:
    """All that the report, the pages, the tables and the document are made of."""

    gathered: Gathered
    cooperation: Cooperation

    @classmethod
    def draw(cls, gathered: Gathered) -> "Portrait":
        """Compare what was gathered."""
        return cls(gathered, compare_registers(gathered))

    @cached_property
    def cards(self) -> Mapping[str, Card]:
        """The report cards by what the governments' ids begin with, in the order of the governments."""
        outside = pick_ids(self.outside)
        return {
            one.id: make_card(one, self.cooperation, outside.get(one.id, frozenset()))
            for one in self.gathered.members
        }

    @cached_property
    def pairs(self) -> Mapping[str, TwoSided]:
        """Every pair, sure or not, by its name."""
        return {one.pair.id: one for one in (*self.cooperation.two_sided, *self.cooperation.possible)}

    @cached_property
    def outside(self) -> tuple[OutsideTie, ...]:
        """What is recorded of agreements with governments that are not gathered."""
        return list_outside(self.gathered)

    @cached_property
    def ties(self) -> tuple[Tie, ...]:
        """What binds each two governments, in numbers."""
        return count_ties(self.cooperation)
