"""What an import would write: new records, changed ones, those that stay, and all that stands in the way."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal, TypeAlias

from generator.canonical import render_record
from generator.entry.blanks import is_nothing, tidy
from generator.entry.draft import propose_id
from generator.entry.names import References
from generator.entry.problem import EntryProblem, fill
from generator.records import Record, RecordKind, kind_of, place_record
from generator.schemas import SchemaSet
from generator.sheets.items import Item, gather_items, read_item
from generator.sheets.layout import CATEGORY, COUNTRY, schema_name
from generator.sheets.matching import Matcher
from generator.sheets.merging import merge
from generator.sheets.newpartners import NewPartner, draft_partners, note_new_partner
from generator.sheets.remarks import Remark, settle_remark
from generator.sheets.workbook import SheetTable
from generator.text import Text
from generator.write.changing import UnchangeableError, change_record
from generator.write.order import sort_mapping

_Any: TypeAlias = Any
Action: TypeAlias = Literal["new", "changed", "same"]

_OTHER_TYPE = Text(
    'Pengenal "{id}" milik perjanjian berjenis {type}.', 'The id "{id}" belongs to a {type} agreement.'
)
_OTHER_ID = Text("Betulkan pengenalnya, atau pindahkan barisnya ke lembar jenis itu.",
                 "Mend the id, or move the row to the sheet of that type.")  # fmt: skip
_SAME_ROW = Text("Baris ini tentang catatan yang sama dengan baris {row}.",
                 "This row is about the same record as row {row}.")  # fmt: skip
_DELETE_ROW = Text("Hapus salah satunya, atau bedakan pengenal atau nomornya.",
                   "Delete one of them, or give them different ids or numbers.")  # fmt: skip
_UNWRITABLE = Text('Catatan "{file}" tidak dapat diubah tanpa kehilangan isinya.',
                   'The record "{file}" can\'t be changed without losing something of it.')  # fmt: skip
_FIX_FIRST = Text("Betulkan dahulu berkasnya: registri check.", "Mend the file first: registri check.")


@dataclass(slots=True)
class Step:
    """One record that the workbook speaks of: what becomes of it, its file, its bytes and values."""

    item: Item
    action: Action
    file: str
    before: dict[str, _Any]
    after: dict[str, _Any]
    data: bytes = b""
    needed_by: tuple[Item, ...] = ()
    """Those that name a partner which is added only for them; empty for what has a row of its own."""

    @property
    def is_good(self) -> bool:
        """Whether it can be written: nothing is wrong with it, nor with all that it is added for."""
        return self.item.is_good and (not self.needed_by or any(one.is_good for one in self.needed_by))


@dataclass(slots=True)
class Plan:
    """All steps, the bytes to write by file, and the remarks that belong to no record."""

    steps: list[Step] = field(default_factory=list)
    remarks: list[Remark] = field(default_factory=list)

    def data(self) -> dict[str, bytes]:
        """Give the new bytes of each file that is not to stay as it is, where nothing is wrong with it."""
        good = [step for step in self.steps if step.is_good]
        return {step.file: step.data for step in good if step.action != "same"}

    def all_remarks(self) -> list[Remark]:
        """Give everything there is to say, in the order of the sheets."""
        said = [*self.remarks, *(remark for step in self.steps for remark in _list_remarks(step))]
        return sorted(dict.fromkeys(map(settle_remark, said)), key=lambda one: one.order)


def _list_remarks(step: Step) -> list[Remark]:
    """Give what is to be said of a record: that a partner is added is said only where it is."""
    if step.item.is_good and not step.is_good:
        return []
    return step.item.remarks


class Planner:
    """Makes the plan of an import into one register."""

    def __init__(
        self,
        records: Sequence[Record],
        read: Callable[[str], bytes],
        schemas: SchemaSet,
        begin: Callable[[str, str], bytes],
    ) -> None:
        """Take the register's records, how the bytes of a file are read, and how those of a new one begin."""
        self._records, self._read, self._schemas, self._begin = records, read, schemas, begin
        self.references = References(records)
        self._matcher = Matcher(records, self.references.own)

    def plan(
        self,
        tables: Sequence[SheetTable],
        *,
        source: str | None = None,
        with_partners: bool = False,
        progress: Callable[[int], None] = lambda _count: None,
    ) -> Plan:
        """Plan what the tables say; ``source`` stands for rows of new records that name none."""
        plan = Plan()
        items, plan.remarks = gather_items(tables, self.references, self._schemas)
        # What others name comes first: partners before agreements, agreements before what they realised.
        items.sort(key=lambda one: _ORDER.index(kind_of(schema_name(one.kind))))
        self._announce(items)
        added = draft_partners(items, self.references, self._schemas) if with_partners else []
        lacking = {id(item): list(item.remarks) for item in items}
        taken: dict[str, Item] = {}
        for item in items:
            self._plan_item(plan, item, source, taken)
            item.remarks += lacking[id(item)]
            progress(1)
        for one in added:
            self._add_partner(plan, one)
        return plan

    def _announce(self, items: Iterable[Item]) -> None:
        """Let rows that bring their id be named by other rows."""
        for item in items:
            texts = item.row.texts if item.row else {}
            written = tidy(texts.get("id", ""))
            if written and not is_nothing(written):
                names = [texts[key] for key in ("name", "title") if key in texts]
                aliases = texts.get("aliases", "").split("\n")
                self.references.announce(
                    kind_of(schema_name(item.kind)), written, [*names, *(one for one in aliases if one)]
                )

    def _plan_item(self, plan: Plan, item: Item, source: str | None, taken: dict[str, Item]) -> None:
        written = self._find_id(item)
        read_item(item, self.references, self._schemas, is_new=False)
        record = self._matcher.find(item.kind, item.value, written)
        if record is None:
            if source and item.row and is_nothing(item.row.texts.get("source_urls", "")):
                item.row.texts["source_urls"] = source
            read_item(item, self.references, self._schemas, is_new=True)
        elif "type" in item.value and record.value.get("type") != item.value["type"]:
            params = {"id": record.id, "type": str(record.value["type"]).upper()}
            item.say(EntryProblem("id", record.id, fill(_OTHER_TYPE, **params), _OTHER_ID), item.place)
        step = self._make_step(item, record)
        first = taken.setdefault(step.file, item)
        if first is not item:
            wrong = fill(_SAME_ROW, row=str(first.place.row + 1))
            item.say(EntryProblem("id", written or "", wrong, _DELETE_ROW, reason="twice"), item.place)
        plan.steps.append(step)
        if item.kind == "partner":
            self.references.announce_units(str(step.after["id"]), step.after.get("units", ()))

    def _find_id(self, item: Item) -> str | None:
        written = item.owner or tidy(item.row.texts.get("id", "") if item.row else "")
        return None if is_nothing(written) else written

    def _make_step(self, item: Item, record: Record | None) -> Step:
        schema = self._schemas.get(schema_name(item.kind))
        if record is None:
            return self._make_new(item, sort_mapping(item.value, schema))
        after = merge(record.value, {key: part for key, part in item.value.items() if key != "id"})
        step = Step(item, "same", record.file, dict(record.value), after)
        if after != record.value:
            step.action = "changed"
        if step.action == "changed" and item.is_good:
            try:
                step.data = change_record(self._read(record.file), after, schema)
            except UnchangeableError:
                wrong = fill(_UNWRITABLE, file=record.file)
                item.say(EntryProblem("id", record.id, wrong, _FIX_FIRST, reason="unchangeable"), item.place)
        return step

    def _make_new(self, item: Item, value: dict[str, _Any]) -> Step:
        schema = schema_name(item.kind)
        value.setdefault("id", propose_id(schema, value, self.references))
        kind = kind_of(schema)
        value = {"id": value["id"], **value}
        self.references.announce(kind, str(value["id"]), _names_of(value))
        file = place_record(schema, value)
        # What could not be read leaves gaps that no record can have.
        data = self._render(file, value) if item.is_good else b""
        return Step(item, "new", file, {}, value, data)

    def _render(self, file: str, value: Mapping[str, _Any]) -> bytes:
        return self._begin(file, render_record(value))

    def _add_partner(self, plan: Plan, partner: NewPartner) -> None:
        row, value = partner.items[0].place, partner.value
        new = Item("partner", row)
        new.cells = {
            ("name",): (row, "partners"), ("category",): (row, CATEGORY), ("country",): (row, COUNTRY),
        }  # fmt: skip
        new.say(note_new_partner(str(value["name"])), row)
        file = place_record("partner", value)
        data = self._render(file, value)
        plan.steps.append(Step(new, "new", file, {}, value, data, tuple(partner.items)))


_ORDER: tuple[RecordKind, ...] = (
    "affair", "department", "partner", "agreement", "mapping-entry", "official-total",
)  # fmt: skip


def _names_of(value: Mapping[str, _Any]) -> list[str]:
    return [str(value[key]) for key in ("name", "title") if key in value] + list(value.get("aliases", ()))
