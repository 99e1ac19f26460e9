"""From a record to the rows that hold it: the texts that are read back as just this record."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, TypeAlias

from generator.entry.blanks import is_nothing, tidy, tidy_lines
from generator.entry.dates import spell_date
from generator.entry.fields import Field, Table
from generator.entry.lists import join_list
from generator.entry.names import References
from generator.entry.packing import pack
from generator.entry.rows import read_row
from generator.entry.terms import spell_term
from generator.schemas import SchemaSet
from generator.sheets.layout import EVALUATION, ITEM, OWNER, list_layouts

_Any: TypeAlias = Any
Texts: TypeAlias = dict[str, str]


def write_rows(
    kind: str, value: Mapping[str, _Any], references: References, schemas: SchemaSet
) -> dict[str, list[Texts]]:
    """Give the rows of a record by the group whose sheet they stand in (the main sheet's is ``""``).

    Of agreements as ``evaluation`` only the evaluations are given.
    """
    layouts = list_layouts(schemas, kind)
    rows: dict[str, list[Texts]] = {layout.group: [] for layout in layouts}
    top = layouts[0].table
    owner = str(value["id"])
    if kind == EVALUATION:
        for number, item in enumerate(value.get("evaluations", ()), 1):
            texts = {OWNER: owner, **_write_fields(top, item, references)}
            rows[""].append(texts)
            _write_groups(rows, top, item, (owner, number), references)
        return rows
    texts = _write_fields(top, value, references)
    for group in dict.fromkeys(one.packs for one in top.fields if one.packs):
        items = value.get(group)
        inner = next(table for table in top.tables if table.key == group)
        packed = pack(group, inner, items, references) if items else {}
        if packed is not None:
            texts |= packed
        else:
            _write_group(rows, inner, items or (), (owner, 0), references)
    rows[""].append(texts)
    packed_groups = {one.packs for one in top.fields if one.packs}
    for table in top.tables:
        if table.key not in packed_groups:
            _write_group(rows, table, _dig(value, table.key) or (), (owner, 0), references)
    return rows


def _write_groups(
    rows: dict[str, list[Texts]], table: Table, item: _Any, place: tuple[str, int], references: References
) -> None:
    for inner in table.tables:
        _write_group(rows, inner, item.get(inner.key.rpartition(".")[2], ()), place, references)


def _write_group(
    rows: dict[str, list[Texts]],
    table: Table,
    items: Sequence[_Any],
    place: tuple[str, int],
    references: References,
) -> None:
    owner, outer = place
    for number, item in enumerate(items, 1):
        head = {OWNER: owner, **({ITEM: str(outer)} if outer else {})}
        rows[table.key].append(head | _write_fields(table, item, references))
        _write_groups(rows, table, item, (owner, number), references)


def _dig(value: _Any, key: str) -> _Any:
    for part in key.split("."):
        value = value.get(part) if isinstance(value, Mapping) else None
    return value


def _write_fields(table: Table, value: _Any, references: References) -> Texts:
    texts: Texts = {}
    for field in table.fields:
        found = None if field.packs else _dig(value, field.key)
        if found is None:
            continue
        partner = str(value.get("partner", ""))
        text = _write_value(field, found, references, partner)
        if text:
            texts[field.key] = text
    _settle_money(table, value, texts)
    return texts


def _settle_money(table: Table, value: _Any, texts: Texts) -> None:
    """Leave out what an amount in digits says by itself: that it is exact."""
    for field in table.fields:
        if field.form == "money" and _dig(value, f"{field.key}.precision") == "exact":
            texts.pop(f"{field.key}.precision", None)


def _write_value(field: Field, value: _Any, references: References, partner: str) -> str:
    if field.form == "term":
        return spell_term({"duration": value})
    if field.form == "money":
        return str(value["amount"])
    items = list(_spell_items(field, value if field.is_list else [value], references, partner))
    return join_list(items) if field.is_list else items[0]


def _spell_items(field: Field, items: Sequence[_Any], references: References, partner: str) -> Iterator[str]:
    units = references.units(partner) if field.key == "unit" and partner else None
    for item in items:
        if field.names:
            yield references.of(field.names).spell(item)
        elif units is not None:
            yield units.spell(item)
        elif field.form == "date":
            yield spell_date(item)
        elif field.form == "choice":
            yield next((label.id for code, label in field.choices if code == item), str(item))
        elif field.form == "flag":
            yield "Ya" if item else "Tidak"
        else:
            yield str(item)


def find_losses(table: Table, value: _Any, texts: Texts, references: References) -> list[str]:
    """Give the keys of the fields whose texts are not read back as what they came from."""
    row = read_row(table, texts, references)
    return [
        field.key
        for field in table.fields
        if not field.packs and _dig(value, field.key) not in (None, _dig(row.value, field.key))
    ]


def is_kept(text: str) -> bool:
    """Whether a text of a record stays what it is when it is read back from a cell."""
    return text in (tidy(text), tidy_lines(text)) and not is_nothing(text)
