"""The text of an issue as a record: which form it was, what it is about, and what that would become."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any, Literal, TypeAlias

from generator.canonical import render_record
from generator.check.closeness import find_id
from generator.check.rules import RULES
from generator.check.rules.privacy import find_personal_value
from generator.entry.draft import match_answers, read_draft
from generator.entry.fields import list_table
from generator.entry.issue_form import read_issue_form
from generator.entry.names import Found, References
from generator.entry.problem import EntryProblem, fill
from generator.read.characters import FORBIDDEN
from generator.records import Record, parse_place, place_record, schema_of
from generator.schemas import SchemaSet
from generator.text import Text
from generator.value import Value
from generator.write.order import sort_mapping

Outcome: TypeAlias = Literal["new", "change", "report", "withheld", "unknown"]

MOST_CHARACTERS = 100_000
"""A code host takes no longer issue; what is longer did not come from one."""

_ID, _NEED, _WRONG, _TYPE = "Pengenal", "Kebutuhan atau potensi", "Apa yang keliru", "Jenis kerja sama"
_PARTNERS = "Mitra"
_WEB = ("http://", "https://")
_PROMISE = "Pernyataan"
"""The heading of the boxes by which one promises to write no personal data; it is no field."""

_TOO_LONG = Text("Isian ini terlalu panjang untuk sebuah issue.", "This text is too long for an issue.")
_SHORTEN = Text("Ringkas, atau lampirkan dokumennya.", "Shorten it, or attach the document.")
_REMOVE = Text("Hapus dari isian di atas.", "Take it out of the text above.")
_HIDDEN = Text('"{heading}" memuat huruf yang tidak terlihat ({code}).',
               '"{heading}" holds a letter that cannot be seen ({code}).')  # fmt: skip
_RETYPE = Text("Ketik ulang bagian itu, jangan disalin.", "Type that part anew instead of pasting it.")
_NO_RECORD = Text('Tidak ada catatan "{written}".', 'There is no record "{written}".')
_NAME_IT = Text("Salin pengenalnya dari halaman perjanjian itu, misalnya dari alamatnya.{near}",
                "Copy its id from the agreement's page, such as from its address.{near}")  # fmt: skip
_NEAR = Text(" Mungkin maksudnya {near}.", " Perhaps {near} is meant.")
_NOTHING_NEW = Text("Tidak ada isian yang berbeda dari catatannya.",
                    "Nothing differs from the record.")  # fmt: skip
_SAY_WHAT = Text("Isi paling sedikit satu kotak dengan nilai yang benar.",
                 "Fill in at least one box with the right value.")  # fmt: skip
_NO_FORM = Text("Isian ini tidak berasal dari formulir register.",
                "This text comes from no form of the register.")  # fmt: skip
_USE_FORM = Text('Pakai salah satu formulirnya: "Issues", lalu "New issue".',
                 'Use one of its forms: "Issues", then "New issue".')  # fmt: skip


@dataclass(frozen=True, slots=True)
class Proposal:
    """What an issue proposes: the file and the text of the record, before (empty for a new one) and after."""

    outcome: Outcome
    file: str = ""
    before: str = ""
    after: str = ""
    problems: tuple[EntryProblem, ...] = ()
    titles: tuple[tuple[str, Text], ...] = ()
    """What the fields are called, by key."""

    @property
    def is_usable(self) -> bool:
        """Whether the record can be taken over as it stands."""
        return bool(self.after) and not any(problem.weight == "error" for problem in self.problems)


def read_issue(text: str, records: Sequence[Record], schemas: SchemaSet, kind: str | None = None) -> Proposal:
    """Read an issue's text; ``kind`` says what record a text without a form of ours is to become.

    Whatever the text says, the file it would become lies among the records and bears an id of its own.
    Raises KeyError for a kind that does not exist.
    """
    if len(text) > MOST_CHARACTERS:
        return _refuse(EntryProblem("", "", _TOO_LONG, _SHORTEN))
    answers = read_issue_form(text)
    answers.pop(_PROMISE, None)
    hidden = tuple(islice(_find_hidden(answers), 3))
    if hidden or (personal := _find_personal(answers)):
        return _refuse(*hidden) if hidden else Proposal("withheld", problems=personal)
    references = References(records)
    if kind is None and _WRONG in answers:
        return Proposal("report")
    if kind is None and _ID in answers:
        return _read_change(answers, records, references, schemas)
    kind = kind or ("mapping-entry" if _NEED in answers else _read_type(answers, schemas))
    if kind is None:
        return _refuse(EntryProblem("", "", _NO_FORM, _USE_FORM))
    return _read_new(kind, answers, references, schemas)


def _refuse(*problems: EntryProblem) -> Proposal:
    return Proposal("unknown", problems=problems, titles=(("id", Text(_ID, "Identifier")),))


def _read_type(answers: Mapping[str, str], schemas: SchemaSet) -> str | None:
    """Give the type of agreement that an answer names, by code or by name."""
    written = answers.get(_TYPE, "").strip().casefold()
    if not written:
        return None
    choices = list_table(schemas, "mapping-entry").by_key["proposed_type"].choices
    return next(
        (
            str(code)
            for code, label in choices
            if written in (str(code), label.id.casefold(), label.en.casefold())
        ),
        None,
    )


def _read_new(kind: str, answers: dict[str, str], references: References, schemas: SchemaSet) -> Proposal:
    asked = {heading: text for heading, text in answers.items() if heading not in (_TYPE, _ID)}
    draft = read_draft(kind, asked, references, schemas)
    file = _place_record(draft.schema, draft.value)
    titles = _list_titles(schemas, draft.schema)
    return Proposal("new", file, "", render_record(draft.value), draft.problems, titles)


def _find_personal(answers: Mapping[str, str]) -> tuple[EntryProblem, ...]:
    """Give a problem for each kind of personal data that an answer or its heading seems to hold.

    They are judged as the values of a record are; what was written is never repeated.
    """
    values = [(key, text) for answer in answers.items() for key, text in _part_values(*answer)]
    rules = dict.fromkeys(rule for key, text in values if (rule := find_personal_value(key, text, ())))
    return tuple(EntryProblem("", "", RULES[rule].message, _REMOVE) for rule in rules)


def _part_values(heading: str, text: str) -> Iterator[tuple[str, str]]:
    """Give the texts of an answer, each with a key: where it begins with an address, those are apart."""
    yield "", heading
    if not text.startswith(_WEB):
        yield "", text
        return
    # What is written behind an address is a text again.
    words = text.split()
    yield from (("url", word) for word in words if word.startswith(_WEB))
    yield "", " ".join("," if word.startswith(_WEB) else word for word in words)


def _find_hidden(answers: Mapping[str, str]) -> Iterator[EntryProblem]:
    """Give a problem for each answer with a character that no record may hold."""
    for heading, text in answers.items():
        if found := FORBIDDEN.search(text):
            code = f"U+{ord(found[0]):04X}"
            yield EntryProblem("", "", fill(_HIDDEN, heading=heading[:80], code=code), _RETYPE)


def _place_record(schema: str, value: Mapping[str, Any]) -> str:
    """Give the file of a new record; empty where its id or year is not known yet, or can be none."""
    if "id" not in value or (schema == "mapping-entry" and "year" not in value):
        return ""
    file = place_record(schema, value)
    return file if parse_place(file) else ""


def _read_change(
    answers: dict[str, str], records: Sequence[Record], references: References, schemas: SchemaSet
) -> Proposal:
    written = answers.pop(_ID)
    found = references.of("agreement").find(written)
    record = next((one for one in records if one.kind == "agreement" and one.id == found.id), None)
    if record is None:
        return _refuse(_word_missing(written, found, references))
    kind = str(record.value["type"])
    answers = _name_partners(answers, record, references)
    draft = read_draft(kind, answers, references, schemas, is_new=False)
    table = list_table(schemas, schema_of(kind))
    texts, _ = match_answers(table, answers)
    value = sort_mapping(_merge(record.value, draft.value), schemas.get(draft.schema))
    before, after = render_record(record.value), render_record(value)
    problems = list(draft.problems)
    if before == after and not any(problem.weight == "error" for problem in problems):
        problems.append(EntryProblem("", " ".join(texts), _NOTHING_NEW, _SAY_WHAT))
    return Proposal(
        "change", record.file, before, after, tuple(problems), _list_titles(schemas, draft.schema)
    )


def _name_partners(answers: dict[str, str], record: Record, references: References) -> dict[str, str]:
    """Add who the partners are: what is said of a party must say of which."""
    partners = [one["partner"] for one in _list_parties(record) if one["partner"] != references.own]
    names = "\n".join(map(references.of("partner").spell, partners))
    return answers if _PARTNERS in answers or not names else {**answers, _PARTNERS: names}


def _list_parties(record: Record) -> list[Any]:
    parties: Any = record.value.get("parties", ())
    return list(parties)


def _word_missing(written: str, found: Found, references: References) -> EntryProblem:
    likely = find_id(written, references.taken_ids("agreement"))
    ids = [one.id for one in found.near] or ([likely] if likely else [])
    near = ", ".join(f'"{one}"' for one in ids)
    hint = fill(_NEAR, near=near) if near else Text("", "")
    wrong = fill(_NO_RECORD, written=written[:200])
    return EntryProblem("id", written, wrong, fill(_NAME_IT, near=hint), reason="unknown-name")


def _list_titles(schemas: SchemaSet, schema: str) -> tuple[tuple[str, Text], ...]:
    return tuple((field.key, field.title) for field in list_table(schemas, schema).fields)


def _merge(old: Mapping[str, Value], new: Mapping[str, Value]) -> dict[str, Value]:
    """Give a record with the new values in it: groups grow, and a source or a party is never lost."""
    merged: dict[str, Any] = dict(old)
    for key, value in new.items():
        known: Any = merged.get(key)
        if isinstance(value, Mapping) and isinstance(known, Mapping):
            merged[key] = _merge(known, value)
        elif key == "sources" and isinstance(known, list):
            merged[key] = _add_sources(known, value)
        elif key == "parties" and isinstance(known, list):
            merged[key] = _merge_parties(known, value)
        else:
            merged[key] = value
    return merged


def _add_sources(known: list[Any], new: Any) -> list[Any]:  # noqa: ANN401  a record's value
    urls, taken = {one.get("url") for one in known}, {one["id"] for one in known}
    added = [one for one in new if one.get("url") not in urls]
    free = (f"s{number}" for number in range(1, len(known) + len(added) + 2))
    ids = [name for name in free if name not in taken]
    return [*known, *({**one, "id": name} for one, name in zip(added, ids, strict=False))]


def _merge_parties(known: list[Any], new: Any) -> list[Any]:  # noqa: ANN401  a record's value
    by_partner = {one["partner"]: one for one in new}
    merged = [{**one, **by_partner.pop(one["partner"], {})} for one in known]
    return [*merged, *by_partner.values()]
