"""The register as flat tables: which tables there are."""

from dataclasses import dataclass

from generator.exports.agreement_tables import AGREEMENT_TABLES
from generator.exports.columns import Cell, Cells, Column, Field, Reference, Said, Table
from generator.exports.evaluation_tables import EVALUATION_TABLES
from generator.exports.reference_tables import REFERENCE_TABLES
from generator.exports.statistics import STATISTICS
from generator.pages.edition import Edition

__all__ = [
    "TABLES",
    "Cell",
    "Cells",
    "Column",
    "Export",
    "Field",
    "Reference",
    "Said",
    "Table",
    "list_exports",
]

TABLES: tuple[Table, ...] = (*AGREEMENT_TABLES, *EVALUATION_TABLES, *REFERENCE_TABLES, STATISTICS)
"""Every table, those of agreements first."""


@dataclass(frozen=True, slots=True)
class Export:
    """A downloadable table of a register."""

    table: Table
    edition: Edition

    @property
    def count(self) -> int:
        """The number of rows, counted when asked for: that is in the process that shows it."""
        return self.table.count(self.edition)


def list_exports(edition: Edition) -> list[Export]:
    """Give every table of a register."""
    return [Export(table, edition) for table in TABLES]
