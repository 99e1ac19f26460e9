"""What the Python rules say of a register, record by record and path by path: what the form must say too."""

import datetime
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from registers import AS_OF, SCHEMAS

from generator.canonical import render_record
from generator.check.collection import Collection
from generator.check.finding import Problem
from generator.check.rules import check_record, check_records, check_texts
from generator.check.schema_faults import check_schema
from generator.check.wording import word_problems
from generator.exports.form_contract import FORM_RULES, list_neighbours
from generator.read.strict_yaml import read_mapping
from generator.records import REGISTRY_FILE, Record, parse_place
from generator.text import Language
from generator.write.order import sort_mapping

Told = dict[str, Any]
"""A finding as both sides tell it: rule, path, message and so on."""


@dataclass(frozen=True)
class Judgement:
    """What is known of a register: its sound records, the others, and all findings by file."""

    records: tuple[Record, ...]
    broken: tuple[Record, ...]
    told: Mapping[str, list[Told]]

    def neighbours(self) -> Any:
        """Give what the form would be told of the register."""
        return list_neighbours(self.records, self.broken)


def read_files(root: Path) -> dict[str, bytes]:
    """Read every record under a root, by its path."""
    files = sorted(
        path for path in (root / "records").rglob("*.yaml") if path.is_file() and not path.is_symlink()
    )
    return {path.relative_to(root).as_posix(): path.read_bytes() for path in files}


def render_value(file: str, value: Mapping[str, Any]) -> bytes:
    """Give the canonical text of a value that stands in a file."""
    place = parse_place(file)
    assert place
    return render_record(sort_mapping(dict(value), SCHEMAS.get(place.schema))).encode()


def judge(
    files: Mapping[str, bytes],
    language: Language = "id",
    as_of: datetime.date = AS_OF,
    only: str | None = None,
) -> Judgement:
    """Judge a register by every rule that the form claims; with ``only`` the texts of one file alone."""
    records: list[Record] = []
    broken: list[Record] = []
    problems: list[Problem] = []
    for file, data in files.items():
        place = parse_place(file)
        value, _ = read_mapping(data)
        if place is None:
            continue
        record = Record(file, place, value or {})
        found = check_schema(SCHEMAS, place.schema, file, value) if value is not None else []
        problems += found
        (broken if found or value is None else records).append(record)
    allowed = _list_allowed(records)
    for record in records:
        if only in (None, record.file):
            problems += check_record(record, as_of)
            problems += check_texts(record, files[record.file], allowed)
    problems += check_records(Collection(records, as_of, known=broken))
    return Judgement(tuple(records), tuple(broken), _tell(problems, files, language))


def _list_allowed(records: Iterable[Record]) -> frozenset[str]:
    registry: Any = next((record.value for record in records if record.file == REGISTRY_FILE), {})
    return frozenset(item["value"] for item in registry.get("allowed_values", ()))


def _tell(problems: list[Problem], files: Mapping[str, bytes], language: Language) -> dict[str, list[Told]]:
    told: dict[str, list[Told]] = defaultdict(list)
    claimed = [problem for problem in problems if problem.rule in FORM_RULES]
    findings = word_problems(claimed, lambda file: files.get(file, b""), language)
    for problem, finding in zip(claimed, findings, strict=True):
        one = {
            "rule": finding.rule,
            "severity": finding.severity,
            "path": list(problem.spot.path),
            "key": problem.spot.key,
            "message": finding.message,
            "help": finding.help,
            "fix": finding.fix,
        }
        if one not in told[problem.spot.file]:
            told[problem.spot.file].append(one)
    return told


def order_told(told: Iterable[Told]) -> list[Told]:
    """Give findings in an order that no two sides differ in."""
    return sorted(told, key=lambda one: (one["rule"], str(one["path"]), one["message"]))
