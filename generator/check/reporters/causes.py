"""What findings have in common: the same thing said twice, the same mistake made many times."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from itertools import islice
from typing import NamedTuple, TypeAlias

from generator.check.finding import Finding, Place

MOST_SHOWN = 3
"""How many times a mistake is shown in one file before the rest is only counted."""

# In these groups of rules the cause is a habit of the pen, whatever was written: forty dates without
# quotes are one mistake. In all others each message is a mistake of its own.
_HABITS = ("KS0", "KS8")
_MOST_LINES = 10

_Cause: TypeAlias = tuple[str, ...]


class Group(NamedTuple):
    """Findings of one file that have one cause, in order; never empty."""

    findings: tuple[Finding, ...]

    @property
    def first(self) -> Finding:
        """The finding that stands for all."""
        return self.findings[0]

    @property
    def shown(self) -> tuple[Finding, ...]:
        """Those that a person is shown with their places."""
        return self.findings[:MOST_SHOWN]

    @property
    def more(self) -> tuple[Finding, ...]:
        """Those that are only counted."""
        return self.findings[MOST_SHOWN:]


def drop_repeats(findings: Iterable[Finding]) -> list[Finding]:
    """Give findings in order, each thing that is said of a place once, with all places it is related to.

    Texts that can't be written as UTF-8 come out with codes in place of the letters that can't be.
    """
    said: dict[tuple[Place, str, str, str], Finding] = {}
    for finding in sorted(map(_settle, findings), key=lambda one: one.order):
        key = finding.place, finding.rule, finding.severity, finding.message
        earlier = said.get(key)
        if earlier is not None:
            related = tuple(dict.fromkeys((*earlier.related, *finding.related)))
            fix = earlier.fix or finding.fix
            finding = earlier._replace(related=related, fix=fix)  # noqa: PLW2901  the two become one
        said[key] = finding
    return list(said.values())


def group_by_cause(findings: Sequence[Finding]) -> list[Group]:
    """Give groups of one cause each, by the order of their first findings.

    A mistake between two places that was found from both ends counts as the first end's.
    """
    groups: dict[_Cause, list[Finding]] = defaultdict(list)
    pairs: set[tuple[str, frozenset[Place]]] = set()
    for finding in findings:
        if finding.related:
            pair = finding.rule, frozenset((finding.place, *finding.related))
            if pair in pairs:
                continue
            pairs.add(pair)
        groups[_find_cause(finding)].append(finding)
    return [Group(tuple(members)) for members in groups.values()]


def group_by_rule(findings: Sequence[Finding]) -> list[Group]:
    """Give groups of one rule in one file each, by the order of their first findings."""
    groups: dict[_Cause, list[Finding]] = defaultdict(list)
    for finding in findings:
        groups[finding.severity, finding.file, finding.rule].append(finding)
    return [Group(tuple(members)) for members in groups.values()]


def list_lines(findings: Iterable[Finding]) -> str:
    """Give the numbers of the lines that findings begin on, the first ten of them."""
    numbers = list(islice(dict.fromkeys(finding.line for finding in findings), _MOST_LINES + 1))
    tail = ", …" if len(numbers) > _MOST_LINES else ""
    return ", ".join(map(str, numbers[:_MOST_LINES])) + tail


def _find_cause(finding: Finding) -> _Cause:
    if finding.rule.startswith(_HABITS):
        return finding.file, finding.rule
    return finding.file, finding.rule, finding.message, finding.help


def _settle(finding: Finding) -> Finding:
    """Give a finding that every form can carry: texts that UTF-8 has, an end that is not before the start."""
    settled = finding
    texts = {
        name: text.encode("utf-8", "backslashreplace").decode()
        for name in ("rule", "file", "message", "help", "fix")
        for text in [getattr(finding, name)]
        if text is not None and not _is_writable(text)
    }
    if texts:
        settled = settled._replace(**texts)
    if not all(_is_writable(place.file) for place in finding.related):
        related = tuple(
            place._replace(file=place.file.encode("utf-8", "backslashreplace").decode())
            for place in finding.related
        )
        settled = settled._replace(related=related)
    if (finding.end_line, finding.end_column) < (finding.line, finding.column):
        settled = settled._replace(end_line=finding.line, end_column=finding.column)
    return settled


def _is_writable(text: str) -> bool:
    return text.isascii() or not any("\ud800" <= char <= "\udfff" for char in text)
