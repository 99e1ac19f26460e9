"""What the Python rules say of a register, record by record and path by path: what the form must say too."""

import datetime
from collections import defaultdict
from collections.abc import Iterable, Mapping
from functools import cached_property
from pathlib import Path
from typing import Any

from registers import AS_OF, SCHEMAS

from generator.check.collection import Collection
from generator.check.finding import Problem
from generator.check.rules import check_persons, check_record, check_records, check_texts
from generator.check.rules.privacy import settle_problem
from generator.check.schema_faults import check_schema
from generator.check.wording import word_problems
from generator.exports.form_contract import FORM_RULES, list_neighbours
from generator.read.strict_yaml import read_mapping
from generator.records import REGISTRY_FILE, Record, parse_place
from generator.text import Language
from generator.write.document import Block, Document, Entry, render_document
from generator.write.order import sort_block

Told = dict[str, Any]
"""A finding as both sides tell it: rule, path, message and so on."""

# Both records that clash are at fault: the check blames the later one, the form the one that is open.
_OF_TWO = ("KS203", "KS402", "KS505", "KS602")


def read_files(root: Path) -> dict[str, bytes]:
    """Read every record under a root, by its path."""
    files = sorted(path for path in (root / "records").rglob("*.yaml") if path.is_file())
    return {path.relative_to(root).as_posix(): path.read_bytes() for path in files if not path.is_symlink()}


def render_value(file: str, value: Mapping[str, Any]) -> bytes:
    """Give the canonical text of a value that stands in a file."""
    place = parse_place(file)
    assert place
    top = make_block(value)
    assert isinstance(top, Block)
    sort_block(top, SCHEMAS.get(place.schema))
    return render_document(Document(top)).encode()


def make_block(value: Any) -> Any:
    """Give a value as the entries of a document that holds no comments."""
    if isinstance(value, Mapping):
        return Block(is_list=False, entries=[Entry(key, make_block(item)) for key, item in value.items()])
    if isinstance(value, list):
        return Block(is_list=True, entries=[Entry("", make_block(item)) for item in value])
    return value


def make_record(file: str, value: Mapping[str, Any]) -> Record:
    """Give the record of a value that stands in a file."""
    place = parse_place(file)
    assert place
    return Record(file, place, dict(value))


class Judge:
    """A register's files, and what each rule that the form claims says of them."""

    def __init__(self, files: Mapping[str, bytes], as_of: datetime.date = AS_OF) -> None:
        self.as_of = as_of
        self._data = dict(files)
        self._records: dict[str, Record] = {}
        self._broken: dict[str, Record] = {}
        for file, data in files.items():
            value, _ = read_mapping(data)
            if parse_place(file):
                self._put(make_record(file, value or {}), is_readable=value is not None)

    def _put(self, record: Record, *, is_readable: bool = True) -> list[Problem]:
        found = check_schema(SCHEMAS, record.place.schema, record.file, record.value) if is_readable else []
        sound = is_readable and not found
        (self._records if sound else self._broken)[record.file] = record
        (self._broken if sound else self._records).pop(record.file, None)
        return found

    @property
    def values(self) -> dict[str, Any]:
        """The values of all records that can be read, by file."""
        everything = (*self._records.values(), *self._broken.values())
        return {record.file: record.value for record in everything if record.value}

    @cached_property
    def neighbours(self) -> Any:
        """What the form is told of the register."""
        return list_neighbours(self._records.values(), self._broken.values())

    def tell(self, file: str, value: Mapping[str, Any], language: Language) -> tuple[list[Told], set[str]]:
        """Give the findings in one file were it to hold a value, and the rules broken anywhere then.

        The register itself stays as it was.
        """
        kept = dict(self._records), dict(self._broken)
        try:
            return self._tell(make_record(file, value), language)
        finally:
            self._records, self._broken = kept

    def _tell(self, record: Record, language: Language) -> tuple[list[Told], set[str]]:
        data = render_value(record.file, record.value)
        faults = read_mapping(data)[1]
        if faults:
            # The reader knows lines, the form paths: what both know is the rule.
            return [{"rule": rule} for rule in sorted({fault.rule for fault in faults})], set()
        problems = self._put(record)
        if not problems:
            problems += check_record(record, self.as_of)
            problems += check_texts(record, data, self._list_allowed())
            known: set[tuple[str, str]] = {(one.kind, one.id) for one in self._broken.values()}
            problems += check_records(Collection(self._records.values(), self.as_of, known))
        else:
            problems += check_persons(record, data, self._list_allowed())
        problems = [settle_problem(problem, self._list_allowed()) for problem in problems]
        rules = {problem.rule for problem in problems}
        own = [problem for problem in problems if problem.spot.file == record.file]
        return tell_problems(own, {**self._data, record.file: data}, language), rules

    def _list_allowed(self) -> frozenset[str]:
        registry: Any = self._records[REGISTRY_FILE].value if REGISTRY_FILE in self._records else {}
        return frozenset(item["value"] for item in registry.get("allowed_values", ()))


def tell_problems(problems: Iterable[Problem], files: Mapping[str, bytes], language: Language) -> list[Told]:
    """Give the findings of the rules that the form claims, each once, by path."""
    told: dict[str, Told] = defaultdict(dict)
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
        told[repr(one)] = one
    return list(told.values())


def compare_told(of_form: Iterable[Told], of_check: Iterable[Told], rules: Iterable[str]) -> tuple[Any, ...]:
    """Give both sides' findings in one order, to be equal; ``rules`` are broken anywhere in the register.

    What is told of a clash of two records only needs to be there: see ``_OF_TWO``.
    """
    form, check = list(of_form), list(of_check)
    if any("path" not in one for one in check):
        told = [{one["rule"] for one in side} for side in (form, check)]
        # Where such a character stands in the open, the reader looks no further.
        return tuple(side & {"KS004"} if "KS004" in told[1] else side for side in told)
    strict = [[one for one in side if one["rule"] not in _OF_TWO] for side in (form, check)]
    missing = [one for one in check if one not in form]
    invented = [one for one in form if one["rule"] in _OF_TWO and one["rule"] not in rules]
    return (order_told(strict[0]), missing, invented), (order_told(strict[1]), [], [])


def order_told(told: Iterable[Told]) -> list[Told]:
    """Give findings in an order that no two sides differ in."""
    return sorted(told, key=lambda one: (one["rule"], str(one.get("path")), one.get("message", "")))
