"""The register as flat tables: which tables there are."""

from dataclasses import dataclass

from generator.edition import Edition
from generator.tables.agreements import AGREEMENT_TABLES
from generator.tables.columns import Cell, Cells, Column, Field, Reference, Row, Said, Table, mark_sample
from generator.tables.evaluations import EVALUATION_TABLES
from generator.tables.references import REFERENCE_TABLES
from generator.tables.statistics import STATISTICS

__all__ = [
    "TABLES",
    "Cell",
    "Cells",
    "Column",
    "Export",
    "Field",
    "Reference",
    "Row",
    "Said",
    "Table",
    "list_exports",
    "list_tables",
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


def list_tables(edition: Edition) -> tuple[Table, ...]:
    """Give every table as an edition exports it: those of a sample say so in each row."""
    return tuple(map(mark_sample, TABLES)) if edition.is_sample else TABLES


def list_exports(edition: Edition) -> list[Export]:
    """Give every table of a register."""
    return [Export(table, edition) for table in list_tables(edition)]
