"""What the tests of the reports share: the formats' own schemas, and readers of what has none."""

import json
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import jsonschema
import xmlschema
from registers import ROOT

from generator.check.finding import Finding
from generator.check.reporters import report

HERE = ROOT / "tests" / "check"
FORMATS = HERE / "formats"
FINDINGS_SCHEMA = ROOT / "generator" / "check" / "reporters" / "findings.schema.json"

REPORTS = HERE / "reports"
REGISTER = REPORTS / "register"
UJI = "records/agreements/ksdd/uji-2024.yaml"
MITRA = "records/partners/mitra.yaml"

# A joiner inside a picture, and the letters of a flag that spell it, belong to what is seen.
_IN_PICTURES = re.compile(
    "(?<=[^\\x00-\\x7f])\u200d(?=[^\\x00-\\x7f])|(?<=\U0001f3f4)[\U000e0030-\U000e007a]{3,6}\U000e007f"
)


def assert_visible(text: str) -> None:
    """Fail where a text holds anything a terminal could obey or hide, but line breaks."""
    hidden = {char for char in _IN_PICTURES.sub("", text) if not char.isprintable() and char != "\n"}
    assert not hidden, sorted(map(hex, map(ord, hidden)))


@dataclass(frozen=True)
class Command:
    """A workflow command as GitHub's runner reads it."""

    name: str
    properties: dict[str, str]
    data: str


def read_command(line: str) -> Command:
    """Take a line apart the way the runner does: ``::name key=value,key=value::data``."""
    found = re.fullmatch(r"::([a-z]+) ?(.*?)::(.*)", line)
    assert found, line
    pairs = [part.split("=", 1) for part in found[2].split(",") if part]
    return Command(
        found[1],
        {key: _unescape(value, ("%3A", ":"), ("%2C", ",")) for key, value in pairs},
        _unescape(found[3]),
    )


def _unescape(text: str, *more: tuple[str, str]) -> str:
    assert "\r" not in text
    for code, char in (("%0D", "\r"), ("%0A", "\n"), *more, ("%25", "%")):
        text = text.replace(code, char)
    return text


def unescape_markdown(text: str) -> str:
    """Give what a cell of a table shows."""
    text = text.replace("<!-- -->", "")
    assert "<" not in text
    assert ">" not in text
    text = re.sub(r"\\([!-/:-@\[-`{-~])", r"\1", text)
    for entity, char in (("&lt;", "<"), ("&gt;", ">"), ("&amp;", "&")):
        text = text.replace(entity, char)
    return text


def split_row(line: str) -> list[str]:
    """Give the cells of a table's row."""
    cells = re.split(r"(?<!\\)\|", line)
    assert (cells[0], cells[-1]) == ("", ""), line
    return [cell.strip() for cell in cells[1:-1]]


@lru_cache(maxsize=1)
def _read_json_validators() -> dict[str, Callable[[Any], None]]:
    def read(path: Path) -> Any:
        return json.loads(path.read_text(encoding="utf-8"))

    findings = jsonschema.Draft202012Validator(read(FINDINGS_SCHEMA))
    gitlab = jsonschema.Draft202012Validator(read(FORMATS / "gitlab-code-quality.schema.json"))
    sarif = jsonschema.Draft7Validator(
        read(FORMATS / "sarif-2.1.0.schema.json"), format_checker=jsonschema.Draft7Validator.FORMAT_CHECKER
    )
    return {"json": findings.validate, "gitlab": gitlab.validate, "sarif": sarif.validate}


@lru_cache(maxsize=1)
def _read_junit_schema() -> xmlschema.XMLSchema:
    return xmlschema.XMLSchema(FORMATS / "junit-10.xsd")


def assert_valid(form: str, text: str) -> None:
    """Fail where a report is not what its format's own schema asks for, or not fit for a terminal."""
    text.encode("utf-8")
    assert_visible(text)
    if form in _read_json_validators():
        _read_json_validators()[form](json.loads(text))
    elif form == "junit":
        _read_junit_schema().validate(text)
    elif form == "github":
        for line in text.splitlines():
            read_command(line)
    elif form == "markdown":
        width = 0
        for line in text.splitlines():
            if line.startswith("|"):
                width = width or len(split_row(line))
                assert len(split_row(line)) == width, line
            else:
                width = 0


def report_at(root: Path, form: str, findings: Sequence[Finding], **options: Any) -> str:
    """Give a report in Indonesian over sixteen files."""
    return report(form, findings, 16, root, "id", **options)


def repeat(count: int, **changes: Any) -> list[Finding]:
    """Give the same mistake on so many lines of one file."""
    first = Finding("KS104", "error", UJI, 1, 1, 1, 3, 'Nilai "lain" tidak dikenal.', "Pilih salah satu.")
    return [first._replace(line=line, end_line=line, **changes) for line in range(1, count + 1)]


def read_xml(text: str) -> ElementTree.Element:
    """Give the root of an XML document that this project has just written."""
    return ElementTree.fromstring(text)  # noqa: S314  our own words
