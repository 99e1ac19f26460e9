"""The rules, one module a subject, and the one table that gathers them."""

import datetime
from collections.abc import Callable, Iterator

from generator.check.collection import Collection
from generator.check.finding import Problem
from generator.check.rule import Rule, tabulate
from generator.check.rules import (
    documents,
    identity,
    parties,
    periods,
    relations,
    schema_keywords,
    yaml_subset,
)
from generator.records import Record

RULES: dict[str, Rule] = tabulate(
    yaml_subset.RULES,
    schema_keywords.RULES,
    identity.RULES,
    periods.RULES,
    relations.RULES,
    parties.RULES,
    documents.RULES,
)

_OWN_CHECKS: tuple[Callable[[Record], Iterator[Problem]], ...] = (
    identity.check_identity,
    identity.check_sources,
    periods.check_term,
    periods.check_evaluations,
    periods.check_stages,
    periods.check_validity,
    relations.check_own_relations,
    relations.check_own_successors,
    parties.check_own_parties,
    parties.check_partner,
    documents.check_document,
    documents.check_total,
)

_SHARED_CHECKS: tuple[Callable[[Collection], Iterator[Problem]], ...] = (
    identity.check_registry,
    identity.check_unique_ids,
    identity.check_references,
    periods.check_terminations,
    relations.check_relations,
    relations.check_realisation,
    parties.check_parties,
    parties.check_partner_names,
    documents.check_numbers,
    documents.check_totals,
)


def check_record(record: Record, as_of: datetime.date) -> Iterator[Problem]:
    """Check what one record says of itself."""
    for check in _OWN_CHECKS:
        yield from check(record)
    yield from periods.check_future(record, as_of)


def check_records(records: Collection) -> Iterator[Problem]:
    """Check what the records say of each other."""
    for check in _SHARED_CHECKS:
        yield from check(records)
