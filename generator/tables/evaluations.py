"""The tables of evaluations: one row for each, and for each item of the lists in them."""

from collections.abc import Iterator, Sequence
from typing import Any

from generator.edition import Edition
from generator.register.model import Agreement, Evaluation
from generator.tables.columns import (
    Column,
    ColumnType,
    Content,
    Field,
    Reference,
    Row,
    Table,
    fill_rows,
    list_bounds,
    said,
)
from generator.tables.fields import FieldReader
from generator.tables.lists import AGREEMENT, POSITION, Item, to
from generator.text import Text

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


def _evaluations(edition: Edition) -> Iterator[tuple[Agreement, Evaluation]]:
    for agreement in edition.register.agreements.values():
        for evaluation in agreement.evaluations:
            yield agreement, evaluation


def _name_evaluation(agreement: Agreement, evaluation: Evaluation) -> tuple[str, int, int]:
    """Give the cells that say which evaluation it is."""
    return agreement.id, evaluation.period.year, evaluation.period.semester


def _fill_evaluations(edition: Edition) -> Content:
    found = list(_evaluations(edition))
    reader = FieldReader([evaluation.value for _, evaluation in found], "evaluations")
    names = fill_rows(_name_evaluation(*place) for place in found)
    return (*names, *map(reader.fill, _COLUMNS[3:])) if found else ()


def _iterate_missed(edition: Edition) -> Iterator[tuple[str, int, int]]:
    """Give the half-years that agreements should have been evaluated for and were not."""
    for (slug,), agreements in edition.selections.of("missed-in").items():
        year, semester = map(int, slug.split("-"))
        for agreement in agreements:
            yield agreement.id, year, semester


def _list(name: str, about: str, key: str, items: Sequence[Item]) -> Table:
    """Give the table of a list inside evaluations."""
    columns = [
        column
        for item in items
        for column in _field(
            item.name, item.type, ".".join(filter(None, (key, item.key))), required=item.is_required
        )
    ]
    position = Column("position", "integer", POSITION, is_required=True)

    def fill(edition: Edition) -> Content:
        names: list[Row] = []
        positions: list[int] = []
        found: list[Any] = []
        for agreement, evaluation in _evaluations(edition):
            listed = evaluation.value.get(key, ())
            names += [_name_evaluation(agreement, evaluation)] * len(listed)
            positions += range(1, len(listed) + 1)
            found += listed
        reader = FieldReader(found, f"evaluations.{key}")
        return (*fill_rows(names), positions, *map(reader.fill, columns)) if found else ()

    return Table(
        name,
        "evaluations",
        about,
        (*_OWNER, position, *columns),
        fill,
        (*_KEY, "position"),
        (Reference(_KEY, "evaluations", _KEY),),
        lambda edition: sum(len(one.value.get(key, ())) for _, one in _evaluations(edition)),
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

EVALUATION_TABLES = (
    Table("evaluations", "evaluations", "One row per evaluation", _COLUMNS, _fill_evaluations, _KEY,
          (AGREEMENT.reference, to("evaluator", "departments")),
          lambda edition: sum(1 for _ in _evaluations(edition))),
    Table("missed_evaluations", "evaluations",
          "One row per half-year that an agreement was not evaluated for",
          _MISSED_COLUMNS, lambda edition: fill_rows(_iterate_missed(edition)), _KEY, (AGREEMENT.reference,),
          lambda edition: sum(map(len, edition.selections.of("missed-in").values()))),
    _list("evaluation_outputs", "One row per output of an evaluation", "outputs",
          (Item("name", "text", "name", is_required=True), Item("target", "integer", "target"),
           Item("result", "integer", "result"), Item("unit", "text", "unit"), Item("note", "text", "note"))),
    _list("evaluation_activities", "One row per activity of an evaluation", "activities",
          (Item("activity", is_required=True),)),
    _list("evaluation_obstacles", "One row per obstacle of an evaluation", "obstacles",
          (Item("obstacle", is_required=True),)),
)  # fmt: skip
"""The tables of evaluations."""
