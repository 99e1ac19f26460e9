"""The rules, one module a subject, and the one table that gathers them."""

import datetime
from collections.abc import Callable, Iterator
from collections.abc import Set as AbstractSet
from typing import Any, TypeAlias

from generator.check.collection import Collection
from generator.check.finding import Problem
from generator.check.rule import Rule, tabulate
from generator.check.rules import (
    documents,
    files,
    funding,
    identity,
    lifecycle,
    links,
    pages,
    parties,
    periods,
    privacy,
    regions,
    relations,
    schema_keywords,
    succession,
    tidiness,
    yaml_subset,
)
from generator.dates import parse_date
from generator.records import Record, RecordKind

RULES: dict[str, Rule] = tabulate(
    yaml_subset.RULES,
    schema_keywords.RULES,
    identity.RULES,
    periods.RULES,
    lifecycle.RULES,
    relations.RULES,
    succession.RULES,
    parties.RULES,
    regions.RULES,
    documents.RULES,
    funding.RULES,
    files.RULES,
    pages.RULES,
    privacy.RULES,
    tidiness.RULES,
    links.RULES,
)

_OwnCheck: TypeAlias = Callable[[Record], Iterator[Problem]]

# A check is only given the kind of record that it judges.
_OF_EVERY_KIND: tuple[_OwnCheck, ...] = (identity.check_identity, identity.check_sources)
_OF_KIND: dict[RecordKind, tuple[_OwnCheck, ...]] = {
    "agreement": (
        periods.check_term,
        periods.check_evaluations,
        periods.check_stages,
        lifecycle.check_stage_order,
        lifecycle.check_council,
        lifecycle.check_ground,
        relations.check_own_relations,
        parties.check_own_parties,
        documents.check_document,
        funding.check_funding,
        files.check_attachments,
    ),
    "department": (periods.check_validity, relations.check_own_successors),
    "partner": (parties.check_partner,),
    "official-total": (documents.check_total,),
    "registry": (pages.check_notice,),
}
_SHARED_CHECKS: tuple[Callable[[Collection], Iterator[Problem]], ...] = (
    identity.check_registry,
    identity.check_newer_form,
    identity.check_older_form,
    identity.check_unique_ids,
    identity.check_references,
    periods.check_longest_term,
    periods.check_terminations,
    lifecycle.check_overdue,
    relations.check_relations,
    relations.check_realisation,
    succession.check_succession,
    succession.check_mapping_years,
    parties.check_parties,
    parties.check_partner_names,
    regions.check_regions,
    regions.check_twins,
    regions.check_offices,
    documents.check_numbers,
    documents.check_totals,
)


# What these find is never an error: where only errors count, they need not look.
_MILD: frozenset[Callable[..., Iterator[Problem]]] = frozenset((
    identity.check_older_form,
    periods.check_stages,
    lifecycle.check_stage_order,
    lifecycle.check_council,
    lifecycle.check_ground,
    funding.check_funding,
    periods.check_longest_term,
    periods.check_terminations,
    lifecycle.check_overdue,
    relations.check_realisation,
    succession.check_succession,
    succession.check_mapping_years,
    parties.check_partner_names,
    regions.check_regions,
    regions.check_twins,
    regions.check_offices,
    documents.check_numbers,
    documents.check_totals,
    pages.check_notice,
))  # fmt: skip
_STRICT_OF_KIND: dict[RecordKind, tuple[_OwnCheck, ...]] = {
    kind: tuple(check for check in checks if check not in _MILD) for kind, checks in _OF_KIND.items()
}


def check_record(record: Record, as_of: datetime.date, *, only_errors: bool = False) -> Iterator[Problem]:
    """Check what one record says of itself."""
    kind = record.kind
    own = (_STRICT_OF_KIND if only_errors else _OF_KIND).get(kind, ())
    for check in (*_OF_EVERY_KIND, *own):
        for problem in check(record):
            if _applies(problem, record):
                yield problem
    if kind == "agreement" and not only_errors:
        yield from periods.check_future(record, as_of)


def check_texts(
    record: Record, data: bytes, allowed: AbstractSet[str], *, only_errors: bool = False
) -> Iterator[Problem]:
    """Check how a record's texts read, and that they hold nothing of a person; ``data`` is its file.

    ``allowed`` are the values that only look like personal data. How texts read is never an error.
    """
    yield from check_persons(record, data, allowed)
    if not only_errors and tidiness.may_be_untidy(data):
        yield from tidiness.check_tidiness(record)


def check_persons(record: Record, data: bytes, allowed: AbstractSet[str]) -> Iterator[Problem]:
    """Check that a record's texts hold nothing of a person, be the record sound or not."""
    if privacy.may_hold_personal_data(data):
        yield from privacy.check_personal_data(record, allowed)


def check_records(records: Collection, *, only_errors: bool = False) -> Iterator[Problem]:
    """Check what the records say of each other."""
    by_file = {record.file: record for record in records.records}
    for check in _SHARED_CHECKS:
        if only_errors and check in _MILD:
            continue
        for problem in check(records):
            record = by_file.get(problem.spot.file)
            if record is None or _applies(problem, record):
                yield problem


def _applies(problem: Problem, record: Record) -> bool:
    """Whether a rule judges a record: one that rests on a law, only what was signed since."""
    since = RULES[problem.rule].since
    value: Any = record.value
    signed = value.get("signing", {}).get("date") if since and record.kind == "agreement" else None
    return not (since and signed and parse_date(signed).latest < since)
