"""The rows of a workbook as drafts of records, each with the cells that its parts stand in."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from typing import Any, TypeAlias

from generator.entry.blanks import fold, is_nothing, tidy
from generator.entry.draft import Draft, read_draft
from generator.entry.fields import Field, Table
from generator.entry.names import References
from generator.entry.problem import EntryProblem, fill
from generator.entry.rows import Row, read_row
from generator.records import AGREEMENT_TYPES, RecordKind, kind_of
from generator.schemas import SchemaSet
from generator.sheets.layout import ITEM, KINDS, OWNER, TYPE, list_layouts
from generator.sheets.partnerwords import find_category
from generator.sheets.remarks import Remark, remark_of, remark_on
from generator.sheets.tables import DataRow
from generator.sheets.typewords import ABROAD_TYPES, list_types
from generator.sheets.workbook import MIXED, SheetTable
from generator.text import Text

Path: TypeAlias = tuple[str | int, ...]
Cell: TypeAlias = tuple[DataRow, str]
"""A row and the key of one of its fields."""
_Any: TypeAlias = Any

_NO_TYPE = Text(
    "Jenis kerja sama pada baris ini tidak diketahui.", "The cooperation type of this row is not known."
)
_TYPES = Text("Tulis KSDD, KSDPK, KSDPL, KSDLL, atau Sinergi pada kolom “Jenis kerja sama”.",
              "Write KSDD, KSDPK, KSDPL, KSDLL or Sinergi in a column “Jenis kerja sama”.")  # fmt: skip
_OPEN_TYPE = Text('"{text}" dapat berarti {types}.', '"{text}" may mean {types}.')
_OR = Text(" atau ", " or ")
_NO_OWNER = Text("Baris ini tidak menyebut perjanjian atau catatannya.", "This row does not name its record.")
_FILL_OWNER = Text("Tulis pengenal, judul, atau nomornya.", "Write its id, title or number.")
_UNKNOWN_OWNER = Text('"{text}" tidak ada pada berkas ini maupun dalam register.',
                      '"{text}" is neither in this file nor in the register.')  # fmt: skip
_NO_ITEM = Text("Butir ke-{number} pada lembar induknya tidak ada.", "The outer sheet has no item {number}.")
_COUNT_ITEM = Text("Tulis urutannya di antara baris catatan yang sama: 1, 2, 3, …",
                   "Write its place among the record's rows: 1, 2, 3, …")  # fmt: skip
_TWICE = Text("{group} juga ditulis di lembar “{sheet}”.", "{group} is also written in the sheet “{sheet}”.")
_ONE_PLACE = Text("Tulis di satu tempat saja.", "Write it in one place only.")


@dataclass(slots=True)
class Item:
    """A record that the workbook speaks of: its draft, its main row if it has one, its groups' rows."""

    kind: str
    row: DataRow | None
    draft: Draft | None = None
    owner: str = ""
    """What the rows of its groups call it, where it has no main row."""
    groups: dict[str, list[DataRow]] = field(default_factory=lambda: defaultdict(list))
    cells: dict[Path, Cell] = field(default_factory=dict)
    remarks: list[Remark] = field(default_factory=list)
    lacking: set[str] = field(default_factory=set)
    """The names of new partners of which its row tells too little; that is said already."""

    @property
    def place(self) -> DataRow:
        """The row to speak of where no cell is known."""
        return self.row or next(rows[0] for rows in self.groups.values() if rows)

    @property
    def is_good(self) -> bool:
        """Whether nothing keeps it from being written."""
        return not any(remark.weight == "error" for remark in self.remarks)

    @property
    def value(self) -> dict[str, _Any]:
        """The value of its draft."""
        return self.draft.value if self.draft else {}

    def say(self, problem: EntryProblem, row: DataRow) -> None:
        """Keep a problem of one of its fields as a remark on the cell."""
        number, column = row.cells.get(problem.field, (row.row, None))
        heading = row.heading(problem.field)
        self.remarks.append(remark_of(problem, row.grid, number, column, heading))


def gather_items(
    tables: Sequence[SheetTable], references: References, schemas: SchemaSet
) -> tuple[list[Item], list[Remark]]:
    """Give an item for each main row and each record that only rows of groups name, not yet read."""
    items: list[Item] = []
    remarks: list[Remark] = []
    for table in tables:
        if table.group:
            continue
        for row in table.rows:
            kind = _find_type(row, schemas) if table.kind == MIXED else _refine(table.kind, row, schemas)
            if kind is None:
                remarks.append(_remark(row, TYPE, _word_no_type(row), _TYPES, "type"))
            else:
                items.append(Item(kind, row))
    finder = _Owners(items, references, schemas)
    for table in tables:
        for row in table.rows if table.group else ():
            owner = row.texts.get(OWNER, "")
            found = finder.find(owner, table.kind) if not is_nothing(owner) else None
            if found is not None:
                found.groups[table.group].append(row)
                continue
            wrong = fill(_UNKNOWN_OWNER, text=tidy(owner)) if not is_nothing(owner) else _NO_OWNER
            remarks.append(_remark(row, OWNER, wrong, _FILL_OWNER, "owner"))
    return [*items, *finder.added], remarks


def _refine(kind: str, row: DataRow, schemas: SchemaSet) -> str | None:
    """Give the type of a row: that of its sheet, unless its own cell or the section above it says another."""
    if kind not in AGREEMENT_TYPES or not (list_types(row.texts.get(TYPE, "")) or row.section):
        return kind
    # What leaves open which of two it is does not say another than the sheet.
    return _find_type(row, schemas) or (kind if kind in _list_types(row) else None)


def _find_type(row: DataRow, schemas: SchemaSet) -> str | None:
    types = _list_types(row)
    if types == ABROAD_TYPES:
        category = find_category(row, schemas)
        known = category not in (None, "tidak-diketahui")
        types = {"ksdpl" if category in _GOVERNMENTS else "ksdll"} if known else types
    return next(iter(types)) if len(types) == 1 else None


_GOVERNMENTS = ("pemerintah-daerah", "pemerintah-daerah-luar-negeri")


def _list_types(row: DataRow) -> AbstractSet[str]:
    """Give the types that a row's own cell may mean, or else the section above it."""
    return list_types(row.texts.get(TYPE, "")) or list_types(row.section)


def _word_no_type(row: DataRow) -> Text:
    types = sorted(_list_types(row))
    if not types:
        return _NO_TYPE
    text = row.texts.get(TYPE, "") or row.section
    names = [KINDS[one] for one in types]
    shown = Text(_OR.id.join(one.id for one in names), _OR.en.join(one.en for one in names))
    return fill(_OPEN_TYPE, text=tidy(text), types=shown)


class _Owners:
    """Finds the item that a row of a group belongs to."""

    def __init__(self, items: Sequence[Item], references: References, schemas: SchemaSet) -> None:
        self._references, self._schemas = references, schemas
        self._known: dict[str, Item] = {}
        self.added: list[Item] = []
        for item in items:
            texts = item.row.texts if item.row else {}
            for key in ("id", "title", "name", "own_number", "@row"):
                if texts.get(key):
                    self._known.setdefault(fold(texts[key]), item)

    def find(self, owner: str, kind: str) -> Item | None:
        """Give the item that a text means: one of the workbook, or a record of the register."""
        key = fold(owner)
        if key in self._known:
            return self._known[key]
        record_kind: RecordKind = "agreement" if kind in AGREEMENT_TYPES or kind == MIXED else kind_of(kind)
        found = self._references.of(record_kind).find(owner).id
        if found is None:
            return None
        if found not in self._known:
            record = next((one for one in self._references.records(record_kind) if one.id == found), None)
            if record is None:
                return None
            own = str(record.value["type"]) if record_kind == "agreement" else kind
            self._known[found] = Item(own, None, owner=found)
            self.added.append(self._known[found])
        self._known[key] = self._known[found]
        return self._known[key]


def read_item(item: Item, references: References, schemas: SchemaSet, *, is_new: bool) -> None:
    """Read an item's rows into its draft; what was said of it before is forgotten."""
    item.remarks.clear()
    item.cells.clear()
    row = item.row
    texts = {key: text for key, text in row.texts.items() if not key.startswith("@")} if row else {}
    layouts = {layout.group: layout for layout in list_layouts(schemas, item.kind)}
    groups = {
        key: [_read_group_row(item, one, layouts[key].table, references) for one in rows]
        for key, rows in item.groups.items()
        if (key in layouts and "." not in key) or key in _OF_RECORD
    }  # fmt: skip
    _refuse_doubles(item, texts, layouts[""].table, layouts)
    draft = read_draft(
        item.kind, texts, references, schemas, groups=groups, is_new=is_new and row is not None
    )
    for problem in draft.problems:
        if not (problem.reason == "unknown-name" and problem.written in item.lacking):
            item.say(problem, row or item.place)
    for path, key in draft.origins.items():
        if row is not None:
            item.cells[path] = (row, key)
    _place_groups(item, draft.value, groups, layouts, references)
    item.draft = draft


_OF_RECORD = frozenset(("value.unit_prices", "signing.conflicts"))
"""The groups whose key has a point although no other group holds them."""


def _read_group_row(item: Item, row: DataRow, table: Table, references: References) -> Row:
    texts = {key: text for key, text in row.texts.items() if not key.startswith("@")}
    read = read_row(table, texts, references)
    for problem in read.problems:
        item.say(problem, row)
    faulty = {problem.field for problem in read.problems}
    for one in table.fields:
        if (
            one.is_required
            and one.key not in read.origins.values()
            and one.key not in faulty
            and not _is_given(one, read)
        ):
            wrong = fill(_MISSING, title=one.title)
            item.say(EntryProblem(one.key, "", wrong, fill(_FILL, about=one.about), reason="missing"), row)
    return read


_MISSING = Text("{title} belum diisi.", "{title} is missing.")
_FILL = Text("Yang diisi: {about}", "What goes here: {about}")


def _is_given(one: Field, read: Row) -> bool:
    inside: _Any = read.value
    for part in one.key.split("."):
        inside = inside.get(part) if isinstance(inside, Mapping) else None
    return inside is not None


def _refuse_doubles(item: Item, texts: Mapping[str, str], table: Table, layouts: Mapping[str, _Any]) -> None:
    """Say where a group is written both in the main row and in a sheet of its own."""
    for one in table.fields:
        if one.packs in item.groups and item.row and not is_nothing(texts.get(one.key, "")):
            name = layouts[one.packs].name
            wrong = fill(_TWICE, group=one.title, sheet=name)
            item.say(EntryProblem(one.key, texts[one.key], wrong, _ONE_PLACE, reason="twice"), item.row)


def _place_groups(
    item: Item,
    value: _Any,
    groups: Mapping[str, Sequence[Row]],
    layouts: Mapping[str, _Any],
    references: References,
) -> None:
    """Note the cells of the groups' items, and put the items of inner groups where their number leads."""
    for key, rows in groups.items():
        for index, (read, row) in enumerate(zip(rows, item.groups[key], strict=True)):
            _note_cells(item, (*key.split("."), index), read, row)
    for key, data_rows in item.groups.items():
        if "." not in key or key in _OF_RECORD or key not in layouts:
            continue
        outer, inner = key.rsplit(".", 1)
        for row in data_rows:
            read = _read_group_row(item, row, layouts[key].table, references)
            outer_items = value.get(outer, [])
            number = _read_number(row.texts.get(ITEM, ""), len(outer_items))
            if number is None:
                wrong = fill(_NO_ITEM, number=row.texts.get(ITEM, "…") or "…")
                item.say(EntryProblem(ITEM, row.texts.get(ITEM, ""), wrong, _COUNT_ITEM, reason="item"), row)
                continue
            place = outer_items[number].setdefault(inner, [])
            place.append(read.value)
            _note_cells(item, (outer, number, inner, len(place) - 1), read, row)


def _read_number(text: str, count: int) -> int | None:
    """Give the place, from 0, that a number from 1 means; where there is only one item it needs no number."""
    if is_nothing(text):
        return 0 if count == 1 else None
    number = int(text) - 1 if text.isdecimal() and text.isascii() and len(text) < _LONG else -1
    return number if 0 <= number < count else None


_LONG = 6


def _note_cells(item: Item, base: Path, read: Row, row: DataRow) -> None:
    item.cells[base] = (row, next(iter(row.cells), ""))
    for path, key in read.origins.items():
        item.cells[*base, *path] = (row, key)


def _remark(row: DataRow, key: str, wrong: Text, instead: Text, reason: str) -> Remark:
    number, column = row.cells.get(key, (row.row, None))
    return remark_on(row.grid, number, column, wrong, instead, heading=row.heading(key), reason=reason)
