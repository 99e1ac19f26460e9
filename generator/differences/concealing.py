"""What a change must not repeat: values that hold what looks like personal data."""

from collections.abc import Collection
from typing import Any

from generator.check.rules.privacy import find_personal_value, iterate_values
from generator.differences.changes import Change


def holds_personal_data(change: Change, allowed: Collection[str]) -> bool:
    """Whether a change, or an item that it is a part of, holds what looks like personal data."""
    key = change.path.rpartition(".")[2]
    values: list[Any] = [change.old, change.new]
    values += [step.item for step in change.way if step.item is not None]
    for value in values:
        found = [((key,), value)] if isinstance(value, str) else iterate_values(value)
        for path, text in found:
            if find_personal_value(path[-1] if path else "", text, allowed):
                return True
    return False
