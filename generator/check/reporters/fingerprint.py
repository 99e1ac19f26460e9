"""What a finding is known by from one report to the next, though its line has moved meanwhile."""

import hashlib
from collections import Counter
from collections.abc import Iterable, Iterator

from generator.check.finding import Finding
from generator.check.reporters.setting import Setting


def fingerprint_findings(findings: Iterable[Finding], setting: Setting) -> Iterator[str]:
    """Give a fingerprint for each finding, no two alike.

    It hangs on the rule, the file and what the line says, not on the line's number, nor on the message,
    which may name other lines. Findings alike in all that are told apart by their order.
    """
    seen: Counter[tuple[str, str, str]] = Counter()
    for finding in findings:
        line = setting.read_line(finding.file, finding.line).strip()
        known = finding.rule, finding.file, line
        text = "\0".join((*known, str(seen[known])))
        seen[known] += 1
        yield hashlib.sha256(text.encode("utf-8", "backslashreplace")).hexdigest()[:40]
