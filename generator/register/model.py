"""The register's things: agreements, partners, departments, affairs, mapping entries, totals.

Each keeps its record's checked value and adds what is computed or linked. Values are shared, never
changed.
"""

from dataclasses import dataclass, field
from typing import Any

from generator.dates import Date
from generator.due import EvaluationState
from generator.periods import Period
from generator.records import AgreementType
from generator.status import CURRENT, Status


@dataclass(frozen=True, slots=True)
class Partner:
    """A body that is or was a party; the own government is one too."""

    id: str
    name: str
    category: str
    value: Any
    is_own: bool = False

    def unit_name(self, unit_id: str) -> str:
        """Give the name of a unit of this body."""
        return next(str(unit["name"]) for unit in self.value["units"] if unit["id"] == unit_id)


@dataclass(frozen=True, slots=True)
class Department:
    """A department of the own government."""

    id: str
    name: str
    value: Any


@dataclass(frozen=True, slots=True)
class Affair:
    """A government affair; ``code`` is empty for those without one."""

    id: str
    name: str
    code: str
    value: Any


@dataclass(frozen=True, slots=True)
class Evaluation:
    """One formal evaluation of an agreement."""

    period: Period
    value: Any


@dataclass(frozen=True, slots=True)
class Relation:
    """A tie to another agreement; ``inverse`` marks a tie that the other agreement states."""

    type: str
    agreement: str
    inverse: bool
    note: str = ""


@dataclass(slots=True, eq=False)
class Agreement:
    """One agreement with what is computed of it on the register's date."""

    id: str
    type: AgreementType
    title: str
    value: Any
    file: str
    signed: Date | None
    start: Date | None
    end: Date | None
    end_is_computed: bool
    status: Status
    partners: tuple[Partner, ...]
    departments: tuple[Department, ...]
    affairs: tuple[Affair, ...]
    evaluations: tuple[Evaluation, ...]
    evaluation_state: EvaluationState
    relations: tuple[Relation, ...] = field(default=())
    superseded_from: Date | None = None
    """The first day of the agreement that took its place; None where there is none or it is not known."""

    @property
    def year(self) -> int | None:
        """The year of signing, or None where it is not known."""
        return self.signed.year if self.signed else None

    @property
    def is_current(self) -> bool:
        """Whether it is known to be in force."""
        return self.status in CURRENT

    @property
    def order(self) -> tuple[str, str]:
        """The order of lists read backwards: by signing date, unknown dates last, then by id."""
        return (self.signed.latest.isoformat() if self.signed else "", self.id)


@dataclass(frozen=True, slots=True)
class MappingEntry:
    """A need or potential for cooperation that a department mapped for a year."""

    id: str
    year: int
    department: Department
    affairs: tuple[Affair, ...]
    value: Any
    realised_by: tuple[Agreement, ...]


@dataclass(frozen=True, slots=True)
class OfficialTotal:
    """Figures that were published elsewhere, with their source."""

    id: str
    value: Any

    @property
    def is_comparable(self) -> bool:
        """Whether the register has a count to set beside it: only figures about its own government."""
        return "compared_with" in self.value and self.value["scope"] == "own-government"
