"""What a change would bring about: the findings that a register has with it and did not have before."""

from collections import Counter
from collections.abc import Iterable

from generator.check.finding import Finding


def find_brought(before: Iterable[Finding], after: Iterable[Finding]) -> list[Finding]:
    """Give the findings that a change brings, in the order of a report; lines that only moved are none."""
    old = Counter(map(_key, before))
    brought = []
    for finding in after:
        key = _key(finding)
        if old[key]:
            old[key] -= 1
        else:
            brought.append(finding)
    return brought


def _key(finding: Finding) -> tuple[str, str, str]:
    return finding.rule, finding.file, finding.message
