"""Writes the examples that each rule's help shows, cut from the rule's own cases: ``make examples``."""

import datetime
import difflib
import json
import re
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from registers import AS_OF, BASE, CASES, PARTNER, ROOT, SCHEMAS, check, copy_base

from generator.check.checker import Checker
from generator.check.finding import Finding
from generator.check.rules import RULES
from generator.check.rules.links import LinkException
from generator.check.wording import word_fault
from generator.own_pages import render_own_pages
from generator.read.fault import Fault
from generator.read.strict_yaml import read_mapping
from generator.records import REGISTRY_FILE
from generator.text import Language

EXAMPLES = ROOT / "generator" / "check" / "examples.json"
# What is wrong is not in the file, but with it.
_ABOUT_FILES = ("KS206", "KS207", "KS636")
_CONTEXT = 1
_MOST_LINES = 8
_LONGEST_LINE = 100


def render_examples() -> str:
    """Give the examples of all rules as JSON, a rule a line."""
    lines = [f'"{rule}":{_dump(describe_example(rule))}' for rule in sorted(RULES)]
    return "{\n" + ",\n".join(lines) + "\n}\n"


def describe_example(rule: str) -> dict[str, Any]:
    """Give a rule's first bad case as an example: what was written, what should be, what is said of it."""
    case = min((CASES / rule).glob("bad-*"), default=None)
    with tempfile.TemporaryDirectory() as folder:
        root = copy_base(Path(folder) / "register", case)
        told = {language: _find(rule, root, language) for language in ("id", "en")}
        finding = told["id"]
        bad = _read_lines(root / finding.file)
        good = _PAGE if rule == "KS640" else _read_lines(_find_good(rule, finding))
        wrong, right = ([finding.file], []) if rule in _ABOUT_FILES else _cut(good, bad, finding)
    return {
        "file": finding.file,
        "bad": wrong,
        "good": right,
        "said": {name: {"message": one.message, "help": one.help} for name, one in told.items()},
    }


def _find(rule: str, root: Path, language: Language) -> Finding:
    """Give what is said; the web is asked by nobody here, and answers as the rule's example needs it."""
    if rule == "KS207":
        # No case can hold it, for no repository can: it is said of a file that is there and closed.
        return word_fault(PARTNER, Fault(rule, 1, 1, 1, 1), language)
    if rule == "KS640":
        return _find_unwritten(root, language)
    if not rule.startswith("KS9"):
        return check(root, language).findings[0]
    day = AS_OF - datetime.timedelta(days=1)
    exceptions = [LinkException("https://contoh.example/", "", day)] if rule == "KS902" else []
    gone = {"id": "dijawab 404", "en": "answered 404"}[language]
    checker = Checker(root, SCHEMAS, AS_OF, language)
    records = checker.check_register().records
    return checker.check_web(records, exceptions, lambda urls: dict.fromkeys(urls, gone))[0]


def _find_unwritten(root: Path, language: Language) -> Finding:
    """Give what is said of a page as the program begins it, in a register that is official."""
    registry = root / REGISTRY_FILE
    registry.write_text(_STANDING.sub("standing: official", registry.read_text("utf-8")), "utf-8")
    value, _ = read_mapping(registry.read_bytes())
    place = "tentang/asal-usul.md"
    page = root / "docs" / place
    page.parent.mkdir(parents=True, exist_ok=True)
    page.write_text(render_own_pages(value)[place], "utf-8")
    return Checker(root, SCHEMAS, AS_OF, language).check_pages()[0]


_PAGE = [
    "## Mengapa register ini ada",
    "",
    "Register ini disusun Bagian Kerja Sama sejak 2023 dari naskahnya.",
]
_STANDING = re.compile(r"^standing: .*$", re.MULTILINE)


def _find_good(rule: str, finding: Finding) -> Path:
    """Give the file that shows how it should be: the base register's, else a good case's."""
    candidates = sorted((CASES / rule).glob("good-*"))
    # The base register keeps no documents: what is right about one is in the good cases alone.
    candidates.insert(len(candidates) if rule.startswith("KS63") else 0, BASE)
    return next((root / finding.file for root in candidates if (root / finding.file).is_file()), Path())


def _read_lines(path: Path) -> list[str]:
    if not path.is_file():
        return []
    text = path.read_bytes()[:20_000].decode("utf-8", "replace")
    # What ends the last line begins no other.
    return [_show(line) for line in text.removesuffix("\n").split("\n")]


def _show(line: str) -> str:
    """Give a line in which what can't be seen is named, cut where it is long."""
    shown = "".join(char if char.isprintable() else f"‹U+{ord(char):04X}›" for char in line)
    return shown if len(shown) <= _LONGEST_LINE else f"{shown[:_LONGEST_LINE]}…"


def _cut(good: list[str], bad: list[str], finding: Finding) -> tuple[list[str], list[str]]:
    """Give the stretch around the place in which the two files differ, as each has it."""
    if not good:
        place = slice(max(0, finding.line - 1 - _CONTEXT), finding.line + _CONTEXT)
        return bad[place], []
    if good == bad:
        return bad[finding.line - 1 - _CONTEXT : finding.line + _CONTEXT], []
    groups = list(difflib.SequenceMatcher(None, good, bad, autojunk=False).get_grouped_opcodes(_CONTEXT))
    if not groups:
        return list(_head(bad)), list(_head(good))
    group = min(groups, key=lambda group: _distance(group[0][3], group[-1][4], finding.line - 1))
    return list(_head(bad[group[0][3] : group[-1][4]])), list(_head(good[group[0][1] : group[-1][2]]))


def _distance(start: int, end: int, line: int) -> int:
    return 0 if start <= line < end else min(abs(start - line), abs(end - line))


def _head(lines: list[str]) -> Iterator[str]:
    yield from lines[:_MOST_LINES]
    if len(lines) > _MOST_LINES:
        yield "…"


def _dump(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


if __name__ == "__main__":
    EXAMPLES.write_text(render_examples(), encoding="utf-8")
