"""The tables of evaluations: one row for each, and for each item of the lists in them."""

from collections.abc import Callable, Iterator, Sequence
from typing import Any, TypeAlias

from generator.exports.columns import (
    Cells,
    Column,
    ColumnType,
    Field,
    Reference,
    Table,
    get,
    list_bounds,
    read_bounds,
)
from generator.exports.lists import AGREEMENT, POSITION, Item, to
from generator.pages.edition import Edition
from generator.register.model import Agreement, Evaluation

_Place: TypeAlias = tuple[Agreement, Evaluation]
_JUDGEMENTS = (
    "goal_fit",
    "timeliness",
    "partner_contribution",
    "coordination",
    "indicators_met",
    "documents_complete",
    "regular_reporting",
    "still_needed",
)
_KEY = ("agreement", "year", "semester")


def _field(name: str, kind: ColumnType, path: str, *, required: bool = False) -> tuple[Column, ...]:
    return list_bounds(Column(name, kind, Field("agreement", f"evaluations.{path}"), required))


_OWNER = (
    AGREEMENT.id_column,
    *_field("year", "integer", "period.year", required=True),
    *_field("semester", "integer", "period.semester", required=True),
)


def _evaluations(edition: Edition) -> Iterator[_Place]:
    for agreement in edition.register.agreements.values():
        for evaluation in agreement.evaluations:
            yield agreement, evaluation


def _owner_cells(agreement: Agreement, evaluation: Evaluation) -> Cells:
    return {
        "agreement": agreement.id,
        "year": evaluation.period.year,
        "semester": evaluation.period.semester,
    }


def _cells(place: _Place, _: Edition) -> Cells:
    agreement, evaluation = place
    value = evaluation.value
    return {
        **_owner_cells(agreement, evaluation),
        **read_bounds("date", value.get("date")),
        "state": value["state"],
        "evaluator": value["evaluator"],
        "beneficiaries": get(value, "beneficiaries", "count"),
        "beneficiaries_description": get(value, "beneficiaries", "description"),
        "funding_idr": get(value, "funding", "amount"),
        "funding_precision": get(value, "funding", "precision"),
        **{name: get(value, "judgement", name) for name in _JUDGEMENTS},
        "recommendation": value["recommendation"],
        "follow_up": value.get("follow_up"),
    }


def _list(name: str, about: str, key: str, items: Sequence[Item]) -> Table:
    """Give the table of a list inside evaluations."""

    def find(edition: Edition) -> Iterator[tuple[_Place, int, Any]]:
        for place in _evaluations(edition):
            for position, item in enumerate(place[1].value.get(key, ()), 1):
                yield place, position, item

    def read(where: tuple[_Place, int, Any], _: Edition) -> Cells:
        place, position, item = where
        own = {one.name: item[one.path] if one.is_required and one.path else
               item.get(one.path) if one.path else item for one in items}  # fmt: skip
        return {**_owner_cells(*place), "position": position, **own}

    columns = [
        column
        for item in items
        for column in _field(
            item.name, item.type, ".".join(filter(None, (key, item.path))), required=item.is_required
        )
    ]
    position = Column("position", "integer", POSITION, is_required=True)
    return Table(
        name,
        "evaluations",
        about,
        (*_OWNER, position, *columns),
        find,
        read,
        (*_KEY, "position"),
        (Reference(_KEY, "evaluations", _KEY),),
    )


_COLUMNS = (
    *_OWNER,
    *_field("date", "edtf", "date"),
    *_field("state", "code", "state", required=True),
    *_field("evaluator", "id", "evaluator", required=True),
    *_field("beneficiaries", "integer", "beneficiaries.count"),
    *_field("beneficiaries_description", "text", "beneficiaries.description"),
    *_field("funding_idr", "rupiah", "funding.amount"),
    *_field("funding_precision", "code", "funding.precision"),
    *(column for name in _JUDGEMENTS for column in _field(name, "code", f"judgement.{name}")),
    *_field("recommendation", "code", "recommendation", required=True),
    *_field("follow_up", "text", "follow_up"),
)
_FIND: Callable[[Edition], Iterator[_Place]] = _evaluations

EVALUATION_TABLES = (
    Table("evaluations", "evaluations", "One row per evaluation", _COLUMNS, _FIND, _cells, _KEY,
          (AGREEMENT.reference, to("evaluator", "departments"))),
    _list("evaluation_outputs", "One row per output of an evaluation", "outputs",
          (Item("name", "text", "name", is_required=True), Item("target", "integer", "target"),
           Item("result", "integer", "result"), Item("unit", "text", "unit"), Item("note", "text", "note"))),
    _list("evaluation_activities", "One row per activity of an evaluation", "activities",
          (Item("activity", is_required=True),)),
    _list("evaluation_obstacles", "One row per obstacle of an evaluation", "obstacles",
          (Item("obstacle", is_required=True),)),
)  # fmt: skip
"""The tables of evaluations."""
