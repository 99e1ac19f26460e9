"""Findings about hostile records are harmless in every form of report, for the program that reads it."""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote

import html5lib
import markdown  # type: ignore[import-untyped]  # it has no types
import pytest
from lxml import etree
from payloads import PAYLOADS, REFUSED
from refusedregister import quote
from registers import copy_base
from smallregister import run
from tally import Tally
from terminalscreen import show_on_terminal

from generator.check.reporters.github import MOST_ANNOTATIONS

_FORMS = ("text", "json", "github", "gitlab", "sarif", "junit", "markdown")
_FIELDS = ("name", "category", "note", "id", "aliases", "country")
"""Fields of one kind of record, in which a text is told of by rules of many kinds."""
_PATHS = (
    "..", "a\n::error::x", "a\x1b[31mb", "a\x1b]0;x\x07", "a%0A::error::x", "a<script>x", "a&b\"c'd",
    "a,b:c", "[x](y)", "a|b", "@orang", "a\u202eb", "a\u200bb", "con", "=1+1", "a\tb", "аpple",
)  # fmt: skip
"""Names of files; what no folder can hold is not among them."""


@pytest.fixture(scope="module")
def register(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give a register that holds each text in several fields, as a key, and in a comment; and odd names."""
    root = copy_base(tmp_path_factory.mktemp("findings") / "register")
    folder = root / "records" / "partners"
    for number, payload in enumerate(PAYLOADS):
        for in_the_open in (False, True):
            text = quote(payload, in_the_open=in_the_open)
            for field in _FIELDS:
                value = {"id": quote(f"p{number}", in_the_open=False), "name": '"Uji"', "category": "yayasan"}
                value[field] = f"\n  - {text}" if field == "aliases" else text
                lines = "".join(f"{key}: {one}\n" for key, one in value.items())
                (folder / f"p{number}-{field}-{int(in_the_open)}.yaml").write_bytes(lines.encode())
            lines = f"id: k{number}\nname: Uji\ncategory: yayasan\n{text}: x\n"
            (folder / f"k{number}-{int(in_the_open)}.yaml").write_bytes(lines.encode())
        if "\n" not in payload:
            lines = f"# {payload}\nid: c{number} \nname: \n"
            (folder / f"c{number}.yaml").write_bytes(lines.encode())
    for name in _PATHS:
        (folder / f"{name}.yaml").write_text("id: x\nname: x\ncategory: yayasan\n", encoding="utf-8")
    return root


@pytest.fixture(scope="module")
def reports(register: Path) -> dict[str, str]:
    """Give each form of report on it."""
    return {form: _report(register, form) for form in _FORMS}


def _report(register: Path, form: str) -> str:
    done = run("check", "--root", str(register), "--format", form, "--jobs", "1")
    assert done.returncode == 1, done.stderr
    return str(done.stdout)


@pytest.fixture
def tried(tally: Tally) -> Iterator[None]:
    """Count what one form of report was tried with."""
    yield
    tally.add("outputs")
    tally.add("tries", len(PAYLOADS) * (len(_FIELDS) + 2) + len(_PATHS))


def test_a_terminal_that_is_told_to_do_something_is_noticed() -> None:
    for text in REFUSED["terminals"]:
        with pytest.raises(AssertionError):
            show_on_terminal(text)


def test_what_a_terminal_would_obey_is_shown_by_its_code(tmp_path: Path) -> None:
    root = copy_base(tmp_path / "register")
    for number, text in enumerate(text for texts in REFUSED.values() for text in texts):
        lines = f"id: p{number}\nname: {quote(text, in_the_open=True)}\ncategory: yayasan\n"
        (root / "records" / "partners" / f"p{number}.yaml").write_bytes(lines.encode())
    shown = show_on_terminal(_report(root, "text"))
    assert "\\u001b[31mmerah" in shown
    assert show_on_terminal(_report(root, "github")).startswith(
        "::error file=records/partners/p0.yaml,line=2"
    )


@pytest.mark.slow
@pytest.mark.usefixtures("tried")
def test_the_report_at_a_terminal_only_shows_letters(reports: dict[str, str]) -> None:
    shown = show_on_terminal(reports["text"])
    assert shown.count("KS004") > len(PAYLOADS)


@pytest.mark.slow
@pytest.mark.usefixtures("tried")
def test_no_annotation_is_any_other_command_to_the_code_host(reports: dict[str, str]) -> None:
    lines = reports["github"].splitlines()
    assert len(lines) > MOST_ANNOTATIONS
    show_on_terminal(reports["github"])
    for line in lines:
        found = re.fullmatch(r"::(error|warning|notice) ((?:[a-zA-Z]+=[^,:\r\n]*,?)+)::(.*)", line)
        assert found, line
        given = dict(part.split("=", 1) for part in found[2].split(","))
        assert given.keys() <= {"file", "line", "col", "endLine", "endColumn", "title"}
        # Read as the code host reads it, no line of it begins another command.
        said = unquote(found[3])
        assert not re.search(r"^\s*(?:::|##\[)", said, re.MULTILINE), line


@pytest.mark.slow
@pytest.mark.usefixtures("tried")
@pytest.mark.parametrize("form", ["json", "gitlab", "sarif"])
def test_reports_for_programs_are_whole_json(form: str, reports: dict[str, str]) -> None:
    whole = json.loads(reports[form])
    assert len(json.dumps(whole)) > 100_000
    # Shown at a terminal, as jobs do, they only show letters.
    assert not re.search(r"[\x00-\x09\x0b-\x1f\x7f-\x9f]", reports[form])
    if form == "gitlab":
        prints = [one["fingerprint"] for one in whole]
        assert len(set(prints)) == len(prints)


@pytest.mark.slow
@pytest.mark.usefixtures("tried")
def test_the_report_for_test_views_is_sound_xml(register: Path, reports: dict[str, str]) -> None:
    whole = etree.fromstring(reports["junit"].encode())
    assert {str(one.tag) for one in whole.iter()} <= {
        "testsuites", "testsuite", "properties", "property", "testcase", "failure", "system-out",
    }  # fmt: skip
    # A file whose name begins with a dot is none of the register's.
    files = [path for path in (register / "records").rglob("*.yaml") if path.name[0] != "."]
    assert len(whole.findall(".//testcase")) == len(files)
    for text in whole.itertext():
        show_on_terminal(text)


@pytest.mark.slow
@pytest.mark.usefixtures("tried")
def test_the_summary_of_a_job_is_tables_and_nothing_else(reports: dict[str, str]) -> None:
    extensions = ["tables", "fenced_code", "footnotes", "attr_list"]
    made = markdown.markdown(reports["markdown"], extensions=extensions)
    page = html5lib.HTMLParser(namespaceHTMLElements=False).parseFragment(made)
    names = {str(one.tag) for one in page.iter() if isinstance(one.tag, str)}
    assert names <= {
        "DOCUMENT_FRAGMENT", "h2", "h3", "p", "table", "thead", "tbody", "tr", "th", "td", "br",
    }  # fmt: skip
