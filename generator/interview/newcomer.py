"""The questions for a new record: as few as its schema and the rules ask for, in the order people know it."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from functools import partial
from typing import Any

from generator.check.rules.documents import DOCUMENT_KINDS
from generator.check.rules.parties import FOREIGN_CATEGORIES, NOT_THIRD_PARTY, USUAL_CATEGORIES
from generator.entry.dates import read_date
from generator.entry.draft import read_draft
from generator.entry.fields import Field, Table, list_table
from generator.entry.leaves import read_leaf
from generator.entry.lists import join_list, split_list
from generator.entry.names import References
from generator.entry.problem import EntryError
from generator.entry.terms import read_term
from generator.interview.terminal import Interview
from generator.records import AGREEMENT_TYPES, Record, kind_of, parse_place, place_record, schema_of
from generator.schemas import SchemaSet
from generator.text import Text

_PARTNER = Text("mitra", "partner")
_MORE_PARTNERS = Text("Mitra lain", "Another partner")
_SUBJECT = Text("Tentang apa? (pokok kerja sama, beberapa kata)", "What is it about? (a few words)")
_PURPOSE = Text("Untuk apa? (maksud dan tujuan, satu kalimat yang mudah dipahami)",
                "What is it for? (one plain sentence)")  # fmt: skip
_OWN_NUMBER = Text("Nomor naskah kita", "Our document number")
_PARTNER_NUMBERS = Text("Nomor naskah mitra", "The partner's document number")
_END = Text("Berlaku sampai kapan, atau berapa lama? (misalnya 31 Desember 2028, atau 3 tahun)",
            "Until when is it in force, or how long? (such as 31 Desember 2028, or 3 tahun)")  # fmt: skip
_SOURCE = Text("Alamat web sumbernya", "Web address of the source")
_ID = Text("Pengenal (nama berkasnya; tidak dapat diganti kemudian)",
           "Id (the file's name; it can't be changed later)")  # fmt: skip
_BAD_ID = Text('"{id}" tidak dapat dipakai.', '"{id}" can\'t be used.')
_ID_FORM = Text("Pakai huruf kecil, angka, dan tanda hubung, yang belum dipakai catatan lain.",
                "Use small letters, digits and hyphens that no other record has.")  # fmt: skip

_AGREEMENT_STEPS = (
    "document.kind", "subject", "title", "purpose", "lead_department", "affairs", "own_number",
    "partner_numbers", "signing.date", "term.end", "source_urls",
)  # fmt: skip
_STEPS: dict[str, tuple[str, ...]] = {
    "partner": ("name", "category", "country", "source_urls"),
    "department": ("name", "kind"),
    "mapping-entry": ("year", "department", "affairs", "need", "proposed_type", "status"),
    "affair": ("name", "code"),
}
_DEFAULTS = {"mapping-entry": {"status": "direncanakan"}}
_TITLES = {
    "subject": _SUBJECT, "purpose": _PURPOSE, "own_number": _OWN_NUMBER,
    "partner_numbers": _PARTNER_NUMBERS, "term.end": _END, "source_urls": _SOURCE,
}  # fmt: skip
_NEEDED_ANYWAY = frozenset(("country",))
_ID_LETTERS = frozenset("abcdefghijklmnopqrstuvwxyz0123456789-")


def list_steps(kind: str) -> tuple[str, ...]:
    """Give the keys that are asked for, in order; agreements are first asked for their partners."""
    return _AGREEMENT_STEPS if kind in AGREEMENT_TYPES else _STEPS[kind]


@dataclass
class Newcomer:
    """A person who enters a new record; ``answers`` are what was said already, by key of the field."""

    kind: str
    answers: dict[str, str]
    references: References
    schemas: SchemaSet
    interview: Interview
    records: tuple[Record, ...]
    others: list[tuple[str, dict[str, Any]]] = field(default_factory=list)
    """The files and values of partners that are new with it."""

    def ask(self) -> None:
        """Ask for everything that was not said, and fill ``answers``."""
        table = list_table(self.schemas, schema_of(self.kind))
        if self.kind in AGREEMENT_TYPES and "partners" not in self.answers:
            self._ask_partners(table.by_key["partners"])
        for key in list_steps(self.kind):
            if key not in self.answers and not (key == "term.end" and "term.duration" in self.answers):
                self._ask_field(table, key)
        if "id" not in self.answers:
            self._ask_id(table.by_key["id"])

    def _ask_field(self, table: Table, key: str) -> None:
        if key == "country" and self.answers.get("category") not in FOREIGN_CATEGORIES:
            return
        one = self._narrow(table.by_key[key])
        is_required = one.is_required or key in _NEEDED_ANYWAY
        title, default = _TITLES.get(key), self._propose(key)
        if one.names:
            index = self.references.of(one.names)
            found, _ = self.interview.ask_record(
                one, index, default=default, is_required=is_required, title=title
            )
            answer = found
        else:
            answer = self.interview.ask(
                one, partial(_accept, one), default=default, is_required=is_required, title=title
            )
        if not answer:
            return
        if key == "term.end" and not _is_date(answer):
            key = "term.duration"
        self.answers[key] = answer

    def _narrow(self, one: Field) -> Field:
        """Leave out the choices that are not usual for the type."""
        if one.key == "document.kind" and self.kind in DOCUMENT_KINDS:
            kinds = (*DOCUMENT_KINDS[self.kind], "tidak-diketahui")
            return replace(one, choices=tuple(choice for choice in one.choices if choice[0] in kinds))
        return one

    def _propose(self, key: str) -> str:
        """Give what is likely: the usual title of such an agreement, the state that a need begins in."""
        if key == "title" and self.kind in AGREEMENT_TYPES:
            return self._propose_title()
        return _DEFAULTS.get(self.kind, {}).get(key, "")

    def _propose_title(self) -> str:
        index = self.references.of("partner")
        names = [index.name(one) for one in split_list(self.answers.get("partners", ""))]
        kind = self.answers.get("document.kind", "")
        table = list_table(self.schemas, schema_of(self.kind))
        label = next((text.id for code, text in table.by_key["document.kind"].choices if code == kind), "")
        if kind in ("", "tidak-diketahui") or not names:
            return ""
        # What stands in brackets explains the name of a kind of document and is no part of it.
        name, subject = label.partition(" (")[0], self.answers["subject"]
        return f"{name} {subject} dengan {_join(names)}"

    def _ask_partners(self, one: Field) -> None:
        """Ask for one partner after the other, until there is none any more; a new one is made on the way."""
        ids: list[str] = []
        while True:
            title = one.title if not ids else _MORE_PARTNERS
            found, name = self.interview.ask_record(
                one, self.references.of("partner"), is_required=not ids, title=title, thing=_PARTNER
            )
            if name:
                found = self._make_partner(name)
            if not found:
                break
            if found not in ids and found != self.references.own:
                ids.append(found)
        self.answers["partners"] = join_list(ids)

    def _make_partner(self, name: str) -> str:
        """Ask what else there is to know of a new partner, and remember its record."""
        table = list_table(self.schemas, "partner")
        answers = {"name": name}
        category = table.by_key["category"]
        usual = USUAL_CATEGORIES.get(self.kind)
        choices = tuple(
            choice
            for choice in category.choices
            if (choice[0] in usual if usual else choice[0] not in NOT_THIRD_PARTY)
        )
        narrow = replace(category, choices=choices)
        answers["category"] = self.interview.ask(narrow, partial(_accept, narrow), is_required=True)
        if answers["category"] in FOREIGN_CATEGORIES - {"lembaga-internasional"}:
            country = table.by_key["country"]
            answers["country"] = self.interview.ask(country, partial(_accept, country), is_required=True)
        draft = read_draft("partner", answers, self.references, self.schemas)
        file = place_record("partner", draft.value)
        self.others.append((file, draft.value))
        self._learn(file, draft.value)
        return str(draft.value["id"])

    def _learn(self, file: str, value: dict[str, Any]) -> None:
        """Know a new record by its name from now on."""
        place = parse_place(file)
        if place:
            self.records = (*self.records, Record(file, place, value))
            self.references = References(self.records, self.references.own)

    def _ask_id(self, one: Field) -> None:
        draft = read_draft(self.kind, self.answers, self.references, self.schemas)
        taken = self.references.taken_ids(kind_of(draft.schema))

        def accept(text: str) -> None:
            if set(text) - _ID_LETTERS or text in taken or text.strip("-") != text or "--" in text:
                wrong = Text(_BAD_ID.id.format(id=text), _BAD_ID.en.format(id=text))
                raise EntryError("id", wrong, _ID_FORM)

        proposed = str(draft.value.get("id", ""))
        self.answers["id"] = self.interview.ask(one, accept, default=proposed, is_required=True, title=_ID)


def _join(names: Iterable[str]) -> str:
    *others, last = names
    return f"{', '.join(others)} dan {last}" if others else last


def _accept(one: Field, text: str) -> object:
    """Read an answer only to see that it can be read."""
    if one.key == "term.end" and not _is_date(text):
        return read_term(text)
    read: Callable[[str], object] = partial(read_leaf, one)
    return [read(item) for item in split_list(text)] if one.is_list else read(text)


def _is_date(text: str) -> bool:
    try:
        read_date(text)
    except EntryError:
        return False
    return True
