"""The rule table: each rule's id, severity and texts stand once, and everything else reads them here."""

import datetime
import re
from collections.abc import Iterable
from typing import NamedTuple

from generator.check.finding import Severity
from generator.text import Text

_PARAMETER = re.compile(r"\{\w+\}")

GROUPS: dict[str, Text] = {
    "KS0": Text("Penulisan berkas", "How files are written"),
    "KS1": Text("Isian", "Fields"),
    "KS2": Text("Pengenal dan rujukan", "Ids and references"),
    "KS3": Text("Tanggal dan jangka waktu", "Dates and terms"),
    "KS4": Text("Hubungan dan pemetaan", "Relations and mapping"),
    "KS5": Text("Para pihak dan mitra", "Parties and partners"),
    "KS6": Text("Naskah, angka, dan jumlah resmi", "Documents, figures and published totals"),
    "KS7": Text("Data pribadi", "Personal data"),
    "KS8": Text("Kerapian tulisan", "Tidiness of texts"),
    "KS9": Text("Tautan ke luar (hanya bila diminta)", "Links to other sites (only on request)"),
}
"""The subjects of the rules, by the beginning of their ids."""


class Rule(NamedTuple):
    """One rule: ``message`` says what is wrong, ``help`` what to do, ``ground`` why the rule exists.

    ``since`` is the first day of signing that the rule judges: no agreement is condemned by a later law.
    """

    id: str
    name: str
    severity: Severity
    message: Text
    help: Text
    ground: str = ""
    since: datetime.date | None = None

    @property
    def title(self) -> Text:
        """The message without what only a finding knows."""
        return Text(_PARAMETER.sub("…", self.message.id), _PARAMETER.sub("…", self.message.en))


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
