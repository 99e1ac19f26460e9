"""Writes the cases that the Python rules and the form must judge alike: ``make conformance``.

They are the rules' own cases in ``tests/cases`` and the changes in ``tests/conformance/changes.json``.
"""

import copy
import json
from collections.abc import Iterator
from functools import cache
from typing import Any

from judging import Judge, compare_told, order_told, read_files
from registers import AS_OF, BASE, CASES, ROOT

from generator.text import Language

FIXTURES = ROOT / "tests" / "conformance"
FINDINGS = FIXTURES / "findings.json"
_BASE = read_files(BASE)
LANGUAGES: tuple[Language, ...] = ("id", "en")


def render_findings() -> str:
    """Give the cases as JSON, a case a line.

    ``base`` is the register they stand in; each case names the record's file and value, what differs in
    the register (null for what it lacks), and what is to be told in both languages.
    """
    base = read_base()
    head = {"as_of": AS_OF.isoformat(), "base": base.neighbours}
    lines = [json.dumps(case, ensure_ascii=False) for case in (*_list_rule_cases(), *_list_changes())]
    return json.dumps(head, ensure_ascii=False)[:-1] + ', "cases": [\n' + ",\n".join(lines) + "\n]}\n"


@cache
def read_base() -> Judge:
    """Read the base register of the cases."""
    return Judge(_BASE)


def _list_rule_cases() -> Iterator[dict[str, Any]]:
    for case in sorted([*CASES.glob("KS*/bad-*"), *CASES.glob("KS*/good-*")]):
        removed = (case / "removed.txt").read_text().split() if (case / "removed.txt").is_file() else ()
        own = read_files(case)
        judge = Judge({file: data for file, data in {**_BASE, **own}.items() if file not in removed})
        for file in sorted(own.keys() & judge.values.keys()):
            yield _describe(f"{case.parent.name}/{case.name}", judge, file, judge.values[file])


def _list_changes() -> Iterator[dict[str, Any]]:
    changes: list[dict[str, Any]] = json.loads((FIXTURES / "changes.json").read_text(encoding="utf-8"))
    for change in changes:
        value = copy.deepcopy(read_base().values[change["file"]])
        for path, item in change.get("put", ()):
            _find(value, path[:-1])[path[-1]] = item
        for path in change.get("drop", ()):
            del _find(value, path[:-1])[path[-1]]
        yield _describe(change["about"], read_base(), change["file"], value)


def _find(value: Any, path: list[str | int]) -> Any:
    for step in path:
        value = value[step]
    return value


def _describe(name: str, judge: Judge, file: str, value: Any) -> dict[str, Any]:
    told = {language: order_told(judge.tell(file, value, language)[0]) for language in LANGUAGES}
    return {"name": name, "file": file, "value": value, **_differ(judge), "told": told}


def _differ(judge: Judge) -> dict[str, Any]:
    """Give what a case's register has otherwise than the base."""
    base, own = read_base().neighbours, judge.neighbours
    records: dict[str, Any] = {}
    for kind, known in base["records"].items():
        here = own["records"][kind]
        changed = {key: here.get(key) for key in {**known, **here} if known.get(key) != here.get(key)}
        if changed:
            records[kind] = changed
    keys = ("government", "standing", "level", "region_code", "longest_term", "allowed_values")
    rest = {key: own[key] for key in keys if own[key] != base[key]}
    return {"differs": {**rest, **({"records": records} if records else {})}} if rest or records else {}


__all__ = ["FINDINGS", "FIXTURES", "LANGUAGES", "compare_told", "read_base", "render_findings"]

if __name__ == "__main__":
    FINDINGS.write_text(render_findings(), encoding="utf-8")
