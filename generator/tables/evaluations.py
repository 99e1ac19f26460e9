"""The tables of evaluations: one row for each, and for each item of the lists in them."""

from collections.abc import Callable, Iterator, Sequence
from typing import Any, TypeAlias

from generator.edition import Edition
from generator.register.model import Agreement, Evaluation
from generator.tables.columns import (
    Column,
    ColumnType,
    Field,
    Reference,
    Row,
    Table,
    get,
    list_bounds,
    read_bounds,
    said,
)
from generator.tables.lists import AGREEMENT, POSITION, Item, to
from generator.text import Text

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


def _name_evaluation(place: _Place) -> tuple[str, int, int]:
    """Give the cells that say which evaluation it is."""
    agreement, evaluation = place
    return agreement.id, evaluation.period.year, evaluation.period.semester


def _row(place: _Place, _: Edition) -> Row:
    evaluation = place[1]
    value, judgement = evaluation.value, evaluation.value.get("judgement", {})
    return (
        *_name_evaluation(place),
        *read_bounds(value.get("date")),
        value["state"],
        value["evaluator"],
        get(value, "beneficiaries", "count"),
        get(value, "beneficiaries", "description"),
        get(value, "funding", "amount"),
        get(value, "funding", "precision"),
        *map(judgement.get, _JUDGEMENTS),
        value["recommendation"],
        value.get("follow_up"),
    )


def _iterate_missed(edition: Edition) -> Iterator[tuple[str, int, int]]:
    """Give the half-years that agreements should have been evaluated for and were not."""
    for (slug,), agreements in edition.selections.of("missed-in").items():
        year, semester = map(int, slug.split("-"))
        for agreement in agreements:
            yield agreement.id, year, semester


def _list(name: str, about: str, key: str, items: Sequence[Item]) -> Table:
    """Give the table of a list inside evaluations."""

    def find(edition: Edition) -> Iterator[tuple[_Place, int, Any]]:
        for place in _evaluations(edition):
            for position, item in enumerate(place[1].value.get(key, ()), 1):
                yield place, position, item

    def make_row(where: tuple[_Place, int, Any], _: Edition) -> Row:
        place, position, item = where
        return (
            *_name_evaluation(place),
            position,
            *(item.get(one.key) if one.key else item for one in items),
        )

    columns = [
        column
        for item in items
        for column in _field(
            item.name, item.type, ".".join(filter(None, (key, item.key))), required=item.is_required
        )
    ]
    position = Column("position", "integer", POSITION, is_required=True)
    return Table(
        name,
        "evaluations",
        about,
        (*_OWNER, position, *columns),
        find,
        make_row,
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
_MISSED_COLUMNS = (
    AGREEMENT.id_column,
    said("year", "integer", Text("Tahun", "Year"),
         Text("Tahun semester yang seharusnya dievaluasi.",
              "The year of the half-year that should have been evaluated."), required=True),
    said("semester", "integer", Text("Semester", "Half-year"),
         Text("Semester yang seharusnya dievaluasi dan berlaku seluruhnya, tetapi tidak ada evaluasinya.",
              "The half-year, in force throughout, that should have been evaluated and was not."),
         required=True),
)  # fmt: skip
_FIND: Callable[[Edition], Iterator[_Place]] = _evaluations

EVALUATION_TABLES = (
    Table("evaluations", "evaluations", "One row per evaluation", _COLUMNS, _FIND, _row, _KEY,
          (AGREEMENT.reference, to("evaluator", "departments"))),
    Table("missed_evaluations", "evaluations",
          "One row per half-year that an agreement was not evaluated for",
          _MISSED_COLUMNS, _iterate_missed, lambda place, _: place, _KEY, (AGREEMENT.reference,)),
    _list("evaluation_outputs", "One row per output of an evaluation", "outputs",
          (Item("name", "text", "name", is_required=True), Item("target", "integer", "target"),
           Item("result", "integer", "result"), Item("unit", "text", "unit"), Item("note", "text", "note"))),
    _list("evaluation_activities", "One row per activity of an evaluation", "activities",
          (Item("activity", is_required=True),)),
    _list("evaluation_obstacles", "One row per obstacle of an evaluation", "obstacles",
          (Item("obstacle", is_required=True),)),
)  # fmt: skip
"""The tables of evaluations."""
