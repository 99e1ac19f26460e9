"""The data files as the description of the API tells of them: each table, and all records in one document."""

from generator.api.parts import DAY, PARTS
from generator.api.shapes import Shape, flag, group, maybe, rows, text, whole
from generator.edition import Edition
from generator.tables.columns import NUMBERS, Column, ColumnType
from generator.tables.tables import list_exports

_TEXTS: dict[ColumnType, Shape] = {
    "date": DAY,
    "edtf": text(description="EDTF (ISO 8601-2)"),
    "url": text(format="uri"),
}
HEAD: dict[str, Shape] = {
    name: shape for name, shape in PARTS["Meta"]["properties"].items() if name != "api_version"
}
"""What every document of data says first."""
_RECORDS = ("agreements", "partners", "departments", "affairs", "mapping", "totals")


def shape_tables(edition: Edition) -> dict[str, Shape]:
    """Give the shape of every table as JSON, by its name."""
    shapes = {}
    for export in list_exports(edition):
        table = export.table
        cells = {column.name: _shape_cell(column) for column in table.columns}
        shapes[table.name] = group(
            {
                **HEAD,
                "table": text(const=table.name),
                "rows": rows(group(cells)),
                "count": whole(),
            }
        )
    return shapes


def shape_records() -> Shape:
    """Give the shape of the document of all records, which stand in it as they were written."""
    record = {"type": "object", "description": "As its JSON Schema under api/v1/schemas/ says."}
    return group({**HEAD, "registry": record, **dict.fromkeys(_RECORDS, rows(record))})


def _shape_cell(column: Column) -> Shape:
    if column.type in NUMBERS:
        shape = whole()
    elif column.type == "boolean":
        shape = flag()
    else:
        shape = _TEXTS.get(column.type, text())
    return shape if column.is_required else maybe(shape)
