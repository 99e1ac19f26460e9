"""From what was written for a record to the record's value: typed, in order, with what is not known said so.

``read_draft`` takes answers by heading (in either language) or by key, as a spreadsheet, a form or the
command line collects them. What can't be read comes back as problems; nothing is guessed.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, TypeAlias

from generator.entry.blanks import fold, is_not_known, is_nothing
from generator.entry.fields import Field, Table, is_fixed, list_table
from generator.entry.headings import find_field, guess_fields, is_row_number
from generator.entry.ids import propose_agreement_id, propose_name_id, slug
from generator.entry.names import References
from generator.entry.problem import EntryProblem, fill
from generator.entry.rows import Row, read_row
from generator.records import kind_of, schema_of
from generator.schemas import Schema, SchemaSet
from generator.text import Text
from generator.value import Value
from generator.write.order import sort_mapping

Path: TypeAlias = tuple[str | int, ...]
Answers: TypeAlias = Mapping[str, str]
_Any: TypeAlias = Any

_NOT_FILLED = Text("{title} belum diisi.", "{title} is missing.")
_FILL = Text("Yang diisi: {about}", "What goes here: {about}")
_NO_FIELD = Text('Tidak ada isian "{heading}".', 'There is no field "{heading}".')
_FIELD_GUESS = Text("Mungkin maksudnya {titles}.", "Perhaps {titles} is meant.")
_FIELD_NONE = Text("Hapus, atau ganti dengan nama isian pada templat.",
                   "Delete it, or use the name of a field in the template.")  # fmt: skip
_ABOUT_OF = {
    "own_number": "number", "partner_numbers": "number", "signing.date": "signing-date",
    "signing.place": "signing-place", "own_office": "signatories", "partner_offices": "signatories",
    "own_name": "signatories", "partner_names": "signatories", "term.start": "start", "term.end": "end",
    "term.duration": "term", "value.total": "value", "lead_department": "departments",
    "other_departments": "departments", "related": "relations", "scope": "contents", "object": "contents",
}  # fmt: skip
"""What the register calls that which a field would say."""
_NOTES = {
    "number": "nomor naskah", "signing-date": "tanggal penandatanganan",
    "signing-place": "tempat penandatanganan", "signatories": "penanda tangan",
    "start": "tanggal mulai", "end": "tanggal berakhir", "term": "jangka waktu",
    "value": "nilai", "departments": "perangkat daerah",
    "relations": "hubungan dengan perjanjian lain", "contents": "isi atau ruang lingkup",
}  # fmt: skip


_DOCUMENT_KIND, _MOU = "document.kind", "memorandum-of-understanding"
_WITH_ABROAD = ("agreement-ksdpl", "agreement-ksdll")
"""Where "MoU" is the document that the law asks for (Permendagri 25/2020 art. 20), no word of the press."""


@dataclass(frozen=True, slots=True)
class Draft:
    """A record's value as far as it could be read, which field each part came from, and what is wrong."""

    schema: str
    value: dict[str, Value]
    origins: dict[Path, str] = field(default_factory=dict)
    problems: tuple[EntryProblem, ...] = ()

    @property
    def errors(self) -> tuple[EntryProblem, ...]:
        """The problems that keep the record from being written."""
        return tuple(problem for problem in self.problems if problem.weight == "error")


def read_draft(
    kind: str,
    answers: Answers,
    references: References,
    schemas: SchemaSet,
    *,
    groups: Mapping[str, Sequence[Row]] | None = None,
    is_new: bool = True,
) -> Draft:
    """Read a record from what was written for it.

    ``kind`` is a type of agreement (``ksdd``) or a kind of record (``partner``); ``answers`` are texts by
    heading or key, and one that says nothing is as good as none. ``groups`` are items of repeating groups
    that were read already. Of a record that ``is_new`` everything required is asked, an id is proposed
    where none is given, and for an agreement what is not known is said so.

    Raises KeyError for a kind that does not exist.
    """
    name = schema_of(kind)
    schema, table = schemas.get(name), list_table(schemas, name)
    texts, strange = match_answers(table, answers)
    if name in _WITH_ABROAD and fold(texts.get(_DOCUMENT_KIND, "")) == "mou":
        texts[_DOCUMENT_KIND] = _MOU
    row = read_row(table, texts, references)
    value, origins = row.value, dict(row.origins)
    problems = [*strange, *row.problems]
    for key, items in (groups or {}).items():
        _place(value, key, [item.value for item in items])
    if is_new:
        problems += _list_missing(table, value, texts, problems)
        if name.startswith("agreement-"):
            _admit_unknown(value, texts)
    _fill_fixed(value, schema)
    if is_new and "id" not in value:
        value["id"] = propose_id(name, value, references)
    return Draft(name, sort_mapping(value, schema), origins, tuple(problems))


def match_answers(table: Table, answers: Answers) -> tuple[dict[str, str], list[EntryProblem]]:
    """Give answers by key of the field, and a problem for each heading that no field has."""
    texts: dict[str, str] = {}
    problems: list[EntryProblem] = []
    for heading, text in answers.items():
        found = find_field(table, heading)
        if found is not None:
            texts.setdefault(found.key, text)
        elif not is_row_number(heading) and not is_nothing(text):
            problems.append(explain_heading(table, heading))
    return texts, problems


def explain_heading(table: Table, heading: str) -> EntryProblem:
    """Give the problem that a heading is, which no field of a table has."""
    near = guess_fields(table, heading)
    titles = Text(
        ", ".join(f'"{one.title.id}"' for one in near), ", ".join(f'"{one.title.en}"' for one in near)
    )
    instead = fill(_FIELD_GUESS, titles=titles) if near else _FIELD_NONE
    return EntryProblem(heading, heading, fill(_NO_FIELD, heading=heading), instead, reason="heading")


def _place(value: dict[str, Value], key: str, items: Sequence[Value]) -> None:
    """Put a list where its dotted key leads."""
    inside: _Any = value
    *groups, last = key.split(".")
    for group in groups:
        inside = inside.setdefault(group, {})
    inside[last] = list(items)


def _list_missing(
    table: Table, value: dict[str, Value], texts: Answers, problems: Sequence[EntryProblem]
) -> list[EntryProblem]:
    """Give a problem for each required field that says nothing and is not at fault already."""
    faulty = {problem.field for problem in problems}
    missing = []
    for one in table.fields:
        key = one.packs or one.key
        if one.is_required and not _has(value, key) and one.key not in faulty and one.key not in _COMPUTED:
            wrong = fill(_NOT_FILLED, title=one.title)
            written = texts.get(one.key, "")
            missing.append(
                EntryProblem(one.key, written, wrong, fill(_FILL, about=one.about), reason="missing")
            )
    return missing


_COMPUTED = frozenset(("id", "certainty"))


def _has(value: dict[str, Value], key: str) -> bool:
    inside: _Any = value
    for part in key.split("."):
        if not isinstance(inside, dict) or part not in inside:
            return False
        inside = inside[part]
    return True


def _admit_unknown(value: _Any, texts: Answers) -> None:
    """Say what is not known of a new agreement, and how certain it is, unless that was written down."""
    said = {item["about"] for item in value.get("unknown", ())}
    abouts = [_ABOUT_OF[key] for key, text in texts.items() if key in _ABOUT_OF and is_not_known(text)]
    if "certainty" not in value and not said:
        parties, term = value.get("parties", ()), value.get("term", {})
        if parties and not any("number" in one or "without_number" in one for one in parties):
            abouts.append("number")
        if "date" not in value.get("signing", {}):
            abouts.append("signing-date")
        if not {"end", "duration"} & term.keys():
            abouts.append("term")
    wanted = [about for about in _NOTES if about in abouts and about not in said]
    if wanted:
        value["unknown"] = [
            *value.get("unknown", ()),
            *({"about": one, "note": _NOTES[one]} for one in wanted),
        ]
    value.setdefault("certainty", "partial" if value.get("unknown") else "exact")


def _fill_fixed(value: _Any, schema: Schema) -> None:
    """Write what can't be but one value, at every depth."""
    required = schema.get("required", ())
    for key, part in schema.get("properties", {}).items():
        if is_fixed(part, is_required=key in required):
            value.setdefault(key, part["enum"][0] if "enum" in part else part["const"])
        elif key in value and part.get("properties"):
            _fill_fixed(value[key], part)
        elif key in value and part.get("items", {}).get("properties"):
            for item in value[key]:
                _fill_fixed(item, part["items"])


def propose_id(schema: str, value: _Any, references: References) -> str:
    """Give a free id for a record that has none, in the manner of its kind."""
    kind = kind_of(schema)
    taken = references.taken_ids(kind)
    if kind == "agreement":
        named = [one["partner"] for one in value.get("parties", ()) if "partner" in one]
        partners = [one for one in named if one != references.own]
        date = value.get("signing", {}).get("date") or value.get("term", {}).get("start")
        document = value.get("document", {}).get("kind")
        return propose_agreement_id(schema.removeprefix("agreement-"), partners, date, document, taken)
    if kind == "mapping-entry":
        name = f"{value.get('year', '')} {slug(str(value.get('need', '')), _SHORT)}"
    elif kind == "official-total":
        name = (
            f"{value.get('place', '')} {slug(str(value.get('measure', '')), _SHORT)} {value.get('year', '')}"
        )
    else:
        name = str(value.get("name", ""))
    return propose_name_id(kind, name, taken)


_SHORT = 40


def list_answers(table: Table) -> list[Field]:
    """Give the fields that are asked for by name: what the program fills in by itself is left out."""
    return [one for one in table.fields if fold(one.key) not in _COMPUTED]
