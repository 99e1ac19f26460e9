"""Findings as JUnit XML: each file is a test case, which fails where something is wrong in it."""

from collections import defaultdict
from collections.abc import Sequence
from pathlib import PurePosixPath
from xml.etree import ElementTree

from generator.check.finding import Finding
from generator.check.reporters.cells import render_printable
from generator.check.reporters.setting import Setting
from generator.check.reporters.tally import count_severities
from generator.check.reporters.text import render_blocks
from generator.read.files import list_record_files
from generator.text import Text

_NAME = "registri check"
_SEVERAL = Text("{count} salah", "{count} errors")


def render(findings: Sequence[Finding], setting: Setting) -> str:
    """Give one suite with a case a file: errors fail it, warnings and advice are its output."""
    by_file: dict[str, list[Finding]] = defaultdict(list)
    for finding in findings:
        by_file[finding.file].append(finding)
    names = sorted({*by_file, *_list_names(setting)})
    wrong = {finding.file for finding in findings if finding.severity == "error"}
    numbers = {"tests": str(len(names)), "failures": str(len(wrong)), "errors": "0"}
    suites = ElementTree.Element("testsuites", {"name": _NAME, **numbers})
    suite = ElementTree.SubElement(suites, "testsuite", {"name": _NAME, **numbers, "skipped": "0"})
    properties = ElementTree.SubElement(suite, "properties")
    for name, number in (("files", setting.files), *count_severities(findings).items()):
        ElementTree.SubElement(properties, "property", {"name": name, "value": str(number)})
    for name in names:
        _add_case(suite, name, by_file.get(name, []), setting)
    ElementTree.indent(suites)
    text = ElementTree.tostring(suites, encoding="unicode")
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{text}\n'


def _list_names(setting: Setting) -> list[str]:
    """Give the files that were checked, as findings name them."""
    names = list_record_files(setting.root) if setting.named is None else setting.named
    return [name.encode("utf-8", "backslashreplace").decode() for name in names]


def _add_case(suite: ElementTree.Element, file: str, findings: list[Finding], setting: Setting) -> None:
    folder = ".".join(PurePosixPath(file).parent.parts)
    case = ElementTree.SubElement(
        suite, "testcase", {"name": render_printable(file), "classname": render_printable(folder)}
    )
    wrong = [finding for finding in findings if finding.severity == "error"]
    others = [finding for finding in findings if finding.severity != "error"]
    if wrong:
        # One failure a case: readers of this form show no second one.
        rules = " ".join(dict.fromkeys(render_printable(finding.rule) for finding in wrong))
        several = _SEVERAL.render(setting.language, count=str(len(wrong)))
        message = wrong[0].message if len(wrong) == 1 else several
        failure = ElementTree.SubElement(
            case, "failure", {"message": render_printable(message), "type": rules}
        )
        failure.text = _render_text(wrong, setting)
    if others:
        ElementTree.SubElement(case, "system-out").text = _render_text(others, setting)


def _render_text(findings: Sequence[Finding], setting: Setting) -> str:
    blocks = ["\n".join(block) for block in render_blocks(findings, setting)]
    return "\n" + "\n\n".join(blocks) + "\n"
