"""The rule table: each rule's id, severity and texts stand once, and everything else reads them here."""

from collections.abc import Iterable
from dataclasses import dataclass

from generator.check.finding import Severity
from generator.text import Text


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule: ``message`` says what is wrong, ``help`` what to do, ``ground`` why the rule exists."""

    id: str
    name: str
    severity: Severity
    message: Text
    help: Text
    ground: str = ""


def tabulate(*groups: Iterable[Rule]) -> dict[str, Rule]:
    """Gather groups of rules into one table by id.

    Raises ValueError where an id is given twice.
    """
    table: dict[str, Rule] = {}
    for group in groups:
        for rule in group:
            if rule.id in table:
                raise ValueError(f"rule id given twice: {rule.id}")
            table[rule.id] = rule
    return table
