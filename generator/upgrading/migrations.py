"""The one table of the steps from each older form of records to the next, in their order."""

from collections.abc import Sequence

from generator.upgrading.department_kinds import DEPARTMENT_KINDS
from generator.upgrading.editor_lines import EDITOR_LINES
from generator.upgrading.licence_ids import LICENCE_IDS
from generator.upgrading.migration import Migration
from generator.upgrading.time_zones import TIME_ZONES
from generator.version import read_version

MIGRATIONS: tuple[Migration, ...] = (EDITOR_LINES, DEPARTMENT_KINDS, TIME_ZONES, LICENCE_IDS)
OLDEST = "0.1.0"
"""The form of a register that names no version."""


def choose_migrations(since: str, migrations: Sequence[Migration] = MIGRATIONS) -> tuple[Migration, ...]:
    """Give the steps that a register of a version needs."""
    return tuple(one for one in migrations if read_version(one.version) > read_version(since))
