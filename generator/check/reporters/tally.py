"""How many findings there are of each severity, as numbers and as the closing sentence of a report."""

from collections.abc import Iterable, Sequence

from generator.check.finding import Finding, Severity
from generator.check.reporters.setting import Setting
from generator.text import Text

_CLEAN = Text("{files} berkas diperiksa; tidak ada yang perlu dibetulkan.",
              "{files} files checked; nothing to mend.")  # fmt: skip
_SUMMARY = Text("{files} berkas diperiksa: {counts}.", "{files} files checked; {counts}.")
_COUNTS = Text("{errors} salah, {warnings} peringatan, {advice} saran",
               "errors: {errors}, warnings: {warnings}, advice: {advice}")  # fmt: skip


def count_severities(findings: Iterable[Finding]) -> dict[Severity, int]:
    """Give the number of findings of each severity."""
    counts: dict[Severity, int] = {"error": 0, "warning": 0, "advice": 0}
    for finding in findings:
        counts[finding.severity] += 1
    return counts


def render_counts(findings: Iterable[Finding], setting: Setting) -> str:
    """Give the numbers in words, to stand in a sentence."""
    counts = count_severities(findings)
    return _COUNTS.render(
        setting.language,
        errors=str(counts["error"]),
        warnings=str(counts["warning"]),
        advice=str(counts["advice"]),
    )


def render_summary(findings: Sequence[Finding], setting: Setting) -> str:
    """Give the closing sentence of a report."""
    files = str(setting.files)
    if not findings:
        return _CLEAN.render(setting.language, files=files)
    return _SUMMARY.render(setting.language, files=files, counts=render_counts(findings, setting))
