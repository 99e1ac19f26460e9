"""The tables of what agreements refer to: partners, departments, affairs, mapped needs, published totals."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from generator.edition import Edition
from generator.register.model import OfficialTotal
from generator.tables.columns import (
    Cell,
    Column,
    ColumnType,
    Content,
    Field,
    Group,
    Row,
    Said,
    Table,
    fill_rows,
    join,
    list_bounds,
    read_bounds,
)
from generator.tables.fields import FieldReader
from generator.tables.lists import (
    AFFAIR,
    DEPARTMENT,
    ENTRY,
    PARTNER,
    POSITION,
    SOURCE_ITEMS,
    Item,
    Owner,
    list_table,
    to,
)
from generator.text import Text


def _field(
    schema: str, name: str, kind: ColumnType = "text", path: str = "", *, required: bool = False
) -> tuple[Column, ...]:
    """Give a column of a field, whose name is the field's where no way is given."""
    return list_bounds(Column(name, kind, Field(schema, path or name), required))


_IS_OWN = Said(
    Text("Pemerintah daerah sendiri", "Own government"),
    Text("Benar untuk pemerintah daerah pemilik register.", "True for the government whose register it is."),
)


def _fill(columns: Sequence[Column], things: Iterable[Any], **computed: Sequence[Cell]) -> Content:
    """Give the cells of things: of the columns named, those given; of others, what their records say."""
    reader = FieldReader([thing.value for thing in things])
    return [computed[one.name] if one.name in computed else reader.fill(one) for one in columns]


def _fill_partners(edition: Edition) -> Content:
    partners = edition.register.partners.values()
    return _fill(
        _PARTNER_COLUMNS,
        partners,
        category=[partner.category for partner in partners],
        is_own_government=[partner.is_own for partner in partners],
    )


def _fill_mapping(edition: Edition) -> Content:
    entries = edition.register.mapping
    return _fill(
        _MAPPING_COLUMNS,
        entries,
        affairs=[join(affair.id for affair in entry.affairs) for entry in entries],
        realised_by=[join(agreement.id for agreement in entry.realised_by) for entry in entries],
    )


def _figures(edition: Edition) -> Iterator[tuple[OfficialTotal, int, Any]]:
    for total in edition.register.totals:
        for position, figure in enumerate(total.value["figures"], 1):
            yield total, position, figure


def _iterate_totals(edition: Edition) -> Iterator[Row]:
    for total, position, figure in _figures(edition):
        value = total.value
        yield (
            total.id,
            position,
            value["place"],
            value["scope"],
            value["measure"],
            figure.get("year", value.get("year")),
            *read_bounds(value.get("as_of")),
            figure.get("type"),
            figure.get("label"),
            figure["value"],
            figure.get("comparison"),
            value["status"],
            value["sources"][0]["url"],
        )


_PARTNER_COLUMNS = (
    *_field("partner", "id", "id", required=True),
    *_field("partner", "name", required=True),
    *_field("partner", "aliases"),
    Column("category", "code", Field("partner_category", ""), is_required=True),
    *_field("partner", "category_as_stated"),
    *_field("partner", "region_code", "code"),
    *_field("partner", "country", "code"),
    Column("is_own_government", "boolean", _IS_OWN, is_required=True),
    *_field("partner", "note"),
)
_DEPARTMENT_COLUMNS = (
    *_field("department", "id", "id", required=True),
    *_field("department", "name", required=True),
    *_field("department", "kind", "code", required=True),
    *_field("department", "valid_from", "edtf"),
    *_field("department", "valid_until", "edtf"),
    *_field("department", "note"),
)
_AFFAIR_COLUMNS = (
    *_field("affair", "id", "id", required=True),
    *_field("affair", "code", "code"),
    *_field("affair", "name", required=True),
    *_field("affair", "name_en"),
    *_field("affair", "group", "code", required=True),
    *_field("affair", "note"),
)
_MAPPING_COLUMNS = (
    *_field("mapping-entry", "id", "id", required=True),
    *_field("mapping-entry", "year", "integer", required=True),
    *_field("mapping-entry", "department", "id", required=True),
    *_field("mapping-entry", "affairs"),
    *_field("mapping-entry", "strategic_issue"),
    *_field("mapping-entry", "basis", "code"),
    *_field("mapping-entry", "need", required=True),
    *_field("mapping-entry", "planned_object"),
    Column("proposed_type", "code", Field("mapping-entry", "proposed_type"), is_required=True),
    *_field("mapping-entry", "target"),
    *_field("mapping-entry", "proposer", "code"),
    *_field("mapping-entry", "proposer_note"),
    *_field("mapping-entry", "status", "code", required=True),
    *_field("mapping-entry", "realised_by"),
    *_field("mapping-entry", "note"),
)
_TOTAL_COLUMNS = (
    *_field("official-total", "id", "id", required=True),
    Column("position", "integer", POSITION, is_required=True),
    *_field("official-total", "place", required=True),
    *_field("official-total", "scope", "code", required=True),
    *_field("official-total", "measure", required=True),
    *_field("official-total", "year", "integer", "figures.year"),
    *_field("official-total", "as_of", "edtf"),
    *_field("official-total", "type", "code", "figures.type"),
    *_field("official-total", "label", "text", "figures.label"),
    *_field("official-total", "value", "integer", "figures.value", required=True),
    *_field("official-total", "comparison", "code", "figures.comparison"),
    *_field("official-total", "status", "code", required=True),
    *_field("official-total", "source", "url", "sources.url", required=True),
)

_ALIAS = (Item("alias", is_required=True),)


def _sources_of(name: str, about: str, owner: Owner, group: Group) -> Table:
    return list_table(name, group, about, owner, "sources", SOURCE_ITEMS, key="source")


REFERENCE_TABLES = (
    Table("partners", "partners", "One row per partner", _PARTNER_COLUMNS, _fill_partners, ("id",),
          measure=lambda edition: len(edition.register.partners)),
    list_table("partner_units", "partners", "One row per unit inside a partner", PARTNER, "units",
               (Item("unit", "id", "id", is_required=True), Item("name", "text", "name", is_required=True),
                Item("aliases", "text", "aliases"), Item("note", "text", "note")), key="unit"),
    list_table("partner_aliases", "partners", "One row per other name of a partner",
               PARTNER, "aliases", _ALIAS),
    list_table("partner_former_ids", "partners", "One row per earlier id of a partner",
               PARTNER, "former_ids", (Item("former_id", "id", is_required=True),)),
    _sources_of("partner_sources", "One row per source of a partner", PARTNER, "partners"),
    Table("departments", "government", "One row per department", _DEPARTMENT_COLUMNS,
          lambda edition: _fill(_DEPARTMENT_COLUMNS, DEPARTMENT.things(edition)), ("id",)),
    list_table("department_aliases", "government", "One row per other name of a department",
               DEPARTMENT, "aliases", _ALIAS),
    list_table("department_successors", "government", "One row per department in place of another",
               DEPARTMENT, "successors", (Item("successor", "id", is_required=True),),
               to("successor", "departments")),
    _sources_of("department_sources", "One row per source of a department", DEPARTMENT, "government"),
    Table("affairs", "government", "One row per government affair", _AFFAIR_COLUMNS,
          lambda edition: _fill(_AFFAIR_COLUMNS, AFFAIR.things(edition)), ("id",)),
    list_table("affair_aliases", "government", "One row per other word for an affair",
               AFFAIR, "aliases", _ALIAS),
    Table("mapping", "mapping", "One row per mapped need", _MAPPING_COLUMNS, _fill_mapping,
          ("id",), (to("department", "departments"),), lambda edition: len(edition.register.mapping)),
    list_table("mapping_affairs", "mapping", "One row per affair of a mapped need", ENTRY, "affairs",
               (Item("affair", "id", is_required=True),), to("affair", "affairs")),
    list_table("mapping_realised", "mapping", "One row per agreement that realises a mapped need",
               ENTRY, "realised_by", (Item("agreement", "id", is_required=True),),
               to("agreement", "agreements")),
    list_table("mapping_partner_categories", "mapping",
               "One row per category of possible partners of a mapped need",
               ENTRY, "partner_categories", (Item("category", "code", is_required=True),)),
    list_table("mapping_plan_references", "mapping", "One row per reference of a mapped need to a plan",
               ENTRY, "plan_references",
               (Item("document", "code", "document", is_required=True), Item("period", "text", "period"),
                Item("programme", "text", "programme"))),
    _sources_of("mapping_sources", "One row per source of a mapped need", ENTRY, "mapping"),
    Table("totals", "figures", "One row per published figure", _TOTAL_COLUMNS,
          lambda edition: fill_rows(_iterate_totals(edition)), ("id", "position")),
)  # fmt: skip
"""The tables of partners, of the own government, of the mapping, and of published totals."""
