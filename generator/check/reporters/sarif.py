"""Findings as SARIF 2.1.0, the form that code scanning reads, with the rules they break."""

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Any
from urllib.parse import quote

from generator.check.example import Example, read_examples
from generator.check.finding import Finding, Severity
from generator.check.reporters.document import render_document
from generator.check.reporters.fingerprint import fingerprint_findings
from generator.check.reporters.setting import Setting
from generator.check.reporters.text import FIX
from generator.check.rule import Rule
from generator.check.rules import RULES
from generator.text import Language, Text
from generator.version import VERSION

MOST_RESULTS = 5000
"""How many results GitHub shows of one report."""

_SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
_LEVELS: dict[Severity, str] = {"error": "error", "warning": "warning", "advice": "note"}
# What YAML reads as the same value wherever it is put: words without signs, or a text in quotes.
_SAFE = re.compile(r'\w(?:[\w ./-]*\w)?\.?|"[^"\\\n]*"')
_LANGUAGES: tuple[Language, ...] = ("id", "en")
_BAD = Text("Keliru", "Wrong")
_GOOD = Text("Benar", "Right")
_MISSING = Text(
    "Hanya {most} dari {count} temuan yang dimuat di sini, yang paling berat dahulu; "
    "semuanya ada pada registri check --format json.",
    "Only {most} of {count} findings are given here, the gravest first; "
    "registri check --format json has them all.",
)


def render(findings: Sequence[Finding], setting: Setting) -> str:
    """Give one run with a result a finding; of more than MOST_RESULTS the gravest, and says so in the run."""
    given = _choose_gravest(findings)
    rules = sorted({finding.rule for finding in given})
    places = {rule: index for index, rule in enumerate(rules)}
    # Told over all findings, so that a fingerprint does not hang on which were left out.
    fingerprints = dict(zip(map(id, findings), fingerprint_findings(findings, setting), strict=True))
    run = {
        "tool": {"driver": _describe_tool(rules, setting)},
        "language": setting.language,
        "columnKind": "unicodeCodePoints",
        "invocations": [_describe_invocation(len(findings), setting.language)],
        "results": [
            _describe_result(finding, places[finding.rule], fingerprints[id(finding)], setting)
            for finding in given
        ],
    }
    return render_document({"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]})


def render_missing(count: int, language: Language) -> str:
    """Give the sentence that says which of so many findings a report leaves out; nothing where it has all."""
    if count <= MOST_RESULTS:
        return ""
    return _MISSING.render(language, most=str(MOST_RESULTS), count=str(count))


def _choose_gravest(findings: Sequence[Finding]) -> list[Finding]:
    if len(findings) <= MOST_RESULTS:
        return list(findings)
    levels = list(_LEVELS)
    gravest = sorted(findings, key=lambda finding: levels.index(finding.severity))[:MOST_RESULTS]
    return sorted(gravest, key=lambda finding: finding.order)


def _describe_tool(rules: Iterable[str], setting: Setting) -> dict[str, Any]:
    return {
        "name": "registri check",
        "version": VERSION,
        "rules": [_describe_rule(rule, setting) for rule in rules],
    }


def _describe_rule(rule_id: str, setting: Setting) -> dict[str, Any]:
    rule, example = RULES.get(rule_id), read_examples().get(rule_id)
    if rule is None:
        return {"id": rule_id}
    return {
        "id": rule.id,
        "name": rule.name,
        "shortDescription": {"text": rule.title.render(setting.language)},
        "fullDescription": {"text": f"{rule.title.id}\n\n{rule.title.en}"},
        "help": {"text": "\n\n".join(_explain(rule, example))},
        "defaultConfiguration": {"level": _LEVELS[rule.severity]},
    }


def _explain(rule: Rule, example: Example | None) -> Iterator[str]:
    """Give what the rule's page says, in both languages: the one who scans may not be the one who reads."""
    if example is None:
        yield rule.title.id
        yield rule.title.en
        return
    for language in _LANGUAGES:
        yield f"{example.message.render(language)} {example.help.render(language)}"
    for heading, lines in ((_BAD, example.bad), (_GOOD, example.good)):
        if lines:
            yield "\n".join((f"{heading.id} / {heading.en}:", *lines))
    if rule.ground:
        yield rule.ground


def _describe_invocation(count: int, language: Language) -> dict[str, Any]:
    invocation: dict[str, Any] = {"executionSuccessful": True}
    if missing := render_missing(count, language):
        invocation["toolExecutionNotifications"] = [{"level": "warning", "message": {"text": missing}}]
    return invocation


def _describe_result(finding: Finding, place: int, fingerprint: str, setting: Setting) -> dict[str, Any]:
    result: dict[str, Any] = {
        "ruleId": finding.rule,
        "ruleIndex": place,
        "level": _LEVELS[finding.severity],
        "message": {"text": f"{finding.message} {finding.help}"},
        "locations": [_describe_location(finding.file, _describe_region(finding), setting)],
        "partialFingerprints": {"registri/v1": fingerprint},
    }
    if finding.related:
        result["relatedLocations"] = [
            {
                "id": number,
                **_describe_location(
                    other.file, {"startLine": other.line, "startColumn": other.column}, setting
                ),
            }
            for number, other in enumerate(finding.related)
        ]
    if finding.fix is not None and _can_be_replaced(finding, finding.fix):
        result["fixes"] = [_describe_fix(finding, finding.fix, setting)]
    return result


def _describe_region(finding: Finding) -> dict[str, int]:
    return {
        "startLine": finding.line,
        "startColumn": finding.column,
        "endLine": finding.end_line,
        "endColumn": finding.end_column,
    }


def _describe_location(file: str, region: dict[str, int], setting: Setting) -> dict[str, Any]:
    return {"physicalLocation": {"artifactLocation": _describe_file(file, setting), "region": region}}


def _describe_file(file: str, setting: Setting) -> dict[str, str]:
    return {"uri": quote(setting.folder + file), "uriBaseId": "%SRCROOT%"}


def _can_be_replaced(finding: Finding, fix: str) -> bool:
    """Whether putting the fix in the finding's place changes that place and nothing else."""
    one_line = finding.end_line == finding.line and finding.end_column > finding.column
    return one_line and _SAFE.fullmatch(fix) is not None


def _describe_fix(finding: Finding, fix: str, setting: Setting) -> dict[str, Any]:
    return {
        "description": {"text": FIX.render(setting.language, text=fix)},
        "artifactChanges": [
            {
                "artifactLocation": _describe_file(finding.file, setting),
                "replacements": [
                    {"deletedRegion": _describe_region(finding), "insertedContent": {"text": fix}}
                ],
            }
        ],
    }
