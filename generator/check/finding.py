"""What a check has found: values, never exceptions, so that one broken record hides no other."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Literal, NamedTuple, TypeAlias

from generator.text import Text

if TYPE_CHECKING:
    from generator.read.places import Path

Severity: TypeAlias = Literal["error", "warning", "advice"]
SEVERITY_NAMES: dict[Severity, Text] = {
    "error": Text("salah", "error"),
    "warning": Text("peringatan", "warning"),
    "advice": Text("saran", "advice"),
}


class Spot(NamedTuple):
    """A place inside a file by its path of keys and indexes; with ``key`` the key itself is meant."""

    file: str
    path: "Path" = ()
    key: bool = False


class Problem(NamedTuple):
    """A rule that a record breaks, before its place is turned into line and column."""

    rule: str
    spot: Spot
    params: Mapping[str, str] = MappingProxyType({})
    related: tuple[Spot, ...] = ()
    fix: str | None = None


class Place(NamedTuple):
    """A line and column (from 1) in a file relative to the register's root."""

    file: str
    line: int
    column: int


class Finding(NamedTuple):
    """One thing to mend: which rule, where, what is wrong and what to write instead."""

    rule: str
    severity: Severity
    file: str
    line: int
    column: int
    end_line: int
    end_column: int
    message: str
    help: str
    related: tuple[Place, ...] = ()
    fix: str | None = None

    @property
    def order(self) -> tuple[str, int, int, str, str, str, int, int, str, tuple[Place, ...], str]:
        """The order of a report: by file, place, rule, and by the rest so that no two runs differ."""
        # Flat, for many are compared: most by their files alone.
        return (self.file, self.line, self.column, self.rule, self.message, self.severity, self.end_line,
                self.end_column, self.help, self.related, self.fix or "")  # fmt: skip

    @property
    def place(self) -> Place:
        """Where it begins."""
        return Place(self.file, self.line, self.column)

    def to_data(self) -> dict[str, Any]:
        """Give all it says as plain data."""
        return {**self._asdict(), "related": [place._asdict() for place in self.related]}
