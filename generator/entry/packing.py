"""Packed columns read into a repeating group, and a group written into its packed columns."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import Any, TypeAlias

from generator.entry.blanks import fold, is_nothing, tidy
from generator.entry.dates import read_date, spell_date
from generator.entry.fields import Field, Table
from generator.entry.leaves import find_record, read_choice, read_leaf
from generator.entry.lists import join_list, split_list, split_names
from generator.entry.names import References
from generator.entry.problem import EntryError, EntryProblem, fill
from generator.text import Text
from generator.value import Value

Items: TypeAlias = list[Value]
_Any: TypeAlias = Any

_NONE = "-"
_WITHOUT_NUMBER = frozenset(("tanpa nomor", "tidak bernomor", "without number", "no number"))
_COUNT = Text("Ada {found} isian untuk {count} mitra.", "There are {found} entries for {count} partners.")
_COUNT_SOURCES = Text(
    "Ada {found} isian untuk {count} sumber.", "There are {found} entries for {count} sources."
)
_ALIGN = Text("Tulis satu baris untuk masing-masing, urut; - bila tidak ada.",
              "Write one line for each, in order; - where there is none.")  # fmt: skip
_NO_PARTNER = Text("Mitranya belum diisi.", "The partner is missing.")
_FILL_PARTNER = Text("Isi kolom Mitra.", "Fill in the column Partners.")
_NO_OFFICE = Text("Nama penanda tangan tanpa jabatan.", "A signatory's name without the office.")
_FILL_OFFICE = Text("Isi jabatannya.", "Fill in the office.")
_NO_SUBJECT = Text('"{text}" belum menyebut tentang apa.', '"{text}" does not say what it is about.')
_SUBJECT = Text("Tulis misalnya “Nomor naskah: belum disebut sumber”.",
                "Write for example “Nomor naskah: belum disebut sumber”.")  # fmt: skip
_NO_RELATION = Text('"{text}" belum menyebut hubungannya.', '"{text}" does not say how it is related.')
_RELATION = Text("Tulis misalnya “Melaksanakan: ksdd-contoh-2023-kb”.",
                 "Write for example “Melaksanakan: ksdd-contoh-2023-kb”.")  # fmt: skip


@dataclass(slots=True)
class Unpacking:
    """The items read so far, where each stands from, and what could not be read."""

    items: Items = field(default_factory=list)
    origins: dict[tuple[str | int, ...], str] = field(default_factory=dict)
    problems: list[EntryProblem] = field(default_factory=list)


def unpack(group: str, table: Table, texts: Mapping[str, str], references: References) -> Unpacking:
    """Read a group from its packed columns; ``texts`` are those that say something, by key."""
    result = Unpacking()
    _READERS[group](result, table, texts, references)
    return result


def _attempt(result: Unpacking, key: str, text: str, read: Callable[[], _Any]) -> _Any:
    """Give what is read; a refusal becomes a problem of the column and gives None."""
    try:
        return read()
    except EntryError as error:
        result.problems.append(error.at(key, text))
        return None


def _align(
    result: Unpacking, key: str, text: str | None, count: int, wrong: Text = _COUNT
) -> list[str | None]:
    """Give one entry of a column for each item, None where it says nothing."""
    if text is None:
        return [None] * count
    items = [tidy(text)] if count == 1 else split_list(text)
    if len(items) != count:
        result.problems.append(
            EntryProblem(
                key, text, fill(wrong, found=str(len(items)), count=str(count)), _ALIGN, reason="count"
            )
        )
        return [None] * count
    return [None if is_nothing(item) else item for item in items]


def _read_parties(result: Unpacking, _table: Table, texts: Mapping[str, str], references: References) -> None:
    index = references.of("partner")
    written = texts.get("partners", "")
    names = split_names(written, index.knows)
    ids = [_attempt(result, "partners", name, partial(find_record, index, "partner", name)) for name in names]
    if not names:
        if any(key != "partners" for key in texts):
            result.problems.append(EntryProblem("partners", "", _NO_PARTNER, _FILL_PARTNER, reason="missing"))
        return
    if None in ids:
        return
    others = [one for one in ids if one != references.own]
    if references.own and references.own not in ids:
        ids = [references.own, *ids]
    numbers = _align(result, "partner_numbers", texts.get("partner_numbers"), len(others))
    offices = _align(result, "partner_offices", texts.get("partner_offices"), len(others))
    people = _align(result, "partner_names", texts.get("partner_names"), len(others))
    queue = list(zip(numbers, offices, people, strict=True))
    for position, partner in enumerate(ids):
        is_own = partner == references.own
        number, office, person = (
            tuple(texts.get(key) for key in ("own_number", "own_office", "own_name"))
            if is_own
            else queue.pop(0)
        )
        side = "own" if is_own else "partner"
        keys = (
            ("own_number", "own_office", "own_name")
            if is_own
            else ("partner_numbers", "partner_offices", "partner_names")
        )
        result.items.append(_make_party(result, partner, (number, office, person), side))
        _note_party(result, position, keys)


def _note_party(result: Unpacking, position: int, keys: tuple[str, ...]) -> None:
    result.origins[position, "partner"] = "partners"
    for name in ("number", "without_number"):
        result.origins[position, name] = keys[0]
    result.origins[position, "signatories", 0, "office"] = keys[1]
    result.origins[position, "signatories", 0, "name"] = keys[2]


def _make_party(
    result: Unpacking, partner: str, parts: tuple[str | None, ...], side: str
) -> dict[str, Value]:
    number, office, person = (tidy(part) if part else None for part in parts)
    party: dict[str, Value] = {"partner": partner}
    if number and fold(number) in _WITHOUT_NUMBER:
        party["without_number"] = True
    elif number:
        party["number"] = number
    if person and not office:
        key = f"{side}_office" if side == "own" else "partner_offices"
        result.problems.append(EntryProblem(key, person, _NO_OFFICE, _FILL_OFFICE, reason="missing"))
    if office:
        party["signatories"] = [{"office": office, **({"name": person} if person else {})}]
    return party


def _read_departments(
    result: Unpacking, _table: Table, texts: Mapping[str, str], references: References
) -> None:
    index = references.of("department")
    for key in ("lead_department", "other_departments"):
        written = texts.get(key, "")
        names = split_names(written, index.knows)
        for number, name in enumerate(names):
            found = _attempt(result, key, name, partial(find_record, index, "department", name))
            if found is None:
                continue
            role: dict[str, Value] = {"department": found}
            if key == "lead_department" and number == 0:
                role["lead"] = True
            result.origins[len(result.items), "department"] = key
            result.items.append(role)


def _split_urls(text: str) -> list[str]:
    """Give the addresses in a text; words that hold none are one wrong address, not many."""
    parts = [one.strip(";,") for one in re.split(r"\s+|(?<=\S)[;,]\s+", text) if one.strip(";,")]
    return parts if any("://" in one for one in parts) else [tidy(text)] if parts else []


def _read_sources(result: Unpacking, table: Table, texts: Mapping[str, str], _references: References) -> None:
    urls = _split_urls(texts.get("source_urls", ""))
    titles = _align(result, "source_titles", texts.get("source_titles"), len(urls), _COUNT_SOURCES)
    dates = _align(result, "source_dates", texts.get("source_dates"), len(urls), _COUNT_SOURCES)
    for number, (url, title, date) in enumerate(zip(urls, titles, dates, strict=True)):
        address = _attempt(result, "source_urls", url, partial(read_leaf, table.by_key["url"], url))
        source: dict[str, Value] = {"id": f"s{number + 1}", "url": address or url}
        if title:
            source["title"] = title
        day = _attempt(result, "source_dates", date, partial(read_date, date)) if date else None
        if day:
            source["page_date"] = day
        for name, key in (("url", "source_urls"), ("title", "source_titles"), ("page_date", "source_dates")):
            result.origins[number, name] = key
        result.items.append(source)


def _read_unknown(result: Unpacking, table: Table, texts: Mapping[str, str], _references: References) -> None:
    for line in split_list(texts.get("not_known", "")):
        about, colon, note = line.partition(":")
        if not (colon and note.strip()):
            wrong = fill(_NO_SUBJECT, text=line)
            result.problems.append(EntryProblem("not_known", line, wrong, _SUBJECT, reason="form"))
            continue
        code = _attempt(result, "not_known", line, partial(read_choice, table.by_key["about"], about))
        if code is not None:
            result.items.append({"about": code, "note": tidy(note)})


def _read_relations(
    result: Unpacking, table: Table, texts: Mapping[str, str], references: References
) -> None:
    index = references.of("agreement")
    for line in split_list(texts.get("related", "")):
        kind, colon, other = line.partition(":")
        if not (colon and other.strip()):
            wrong = fill(_NO_RELATION, text=line)
            result.problems.append(EntryProblem("related", line, wrong, _RELATION, reason="form"))
            continue
        code = _attempt(result, "related", line, partial(read_choice, table.by_key["type"], kind))
        found = _attempt(result, "related", line, partial(find_record, index, "agreement", other))
        if code is not None and found is not None:
            result.items.append({"type": code, "agreement": found})


_READERS: dict[str, Callable[[Unpacking, Table, Mapping[str, str], References], None]] = {
    "parties": _read_parties,
    "departments": _read_departments,
    "sources": _read_sources,
    "unknown": _read_unknown,
    "relations": _read_relations,
}


def pack(group: str, table: Table, items: Sequence[_Any], references: References) -> dict[str, str] | None:
    """Give the texts of a group's packed columns that ``unpack`` reads back as these items; else None."""
    texts = {key: text for key, text in _WRITERS[group](table, items, references).items() if text}
    try:
        back = unpack(group, table, texts, references)
    except ValueError:
        return None
    return texts if not back.problems and back.items == list(items) else None


def _write_parties(_table: Table, parties: Sequence[_Any], references: References) -> dict[str, str]:
    index, own = references.of("partner"), references.own
    is_plain = bool(parties) and parties[0]["partner"] == own
    shown = [party for party in parties if not (is_plain and party["partner"] == own)]
    others = [party for party in parties if party["partner"] != own]
    ours: _Any = next((party for party in parties if party["partner"] == own), {})
    texts = {"partners": join_list([index.spell(party["partner"]) for party in shown])}
    for side, those in (("own", [ours]), ("partner", others)):
        plural = "" if side == "own" else "s"
        texts[f"{side}_number{plural}"] = _write_lines([_number_of(party) for party in those])
        texts[f"{side}_office{plural}"] = _write_lines(
            [_signatory_of(party).get("office", "") for party in those]
        )
        texts[f"{side}_name{plural}"] = _write_lines(
            [_signatory_of(party).get("name", "") for party in those]
        )
    return texts


def _number_of(party: _Any) -> str:
    return "tanpa nomor" if party.get("without_number") else str(party.get("number", ""))


def _signatory_of(party: _Any) -> dict[str, str]:
    found: list[dict[str, str]] = party.get("signatories", [])
    return found[0] if found else {}


def _write_lines(items: Sequence[str]) -> str:
    if not any(items):
        return ""
    return items[0] if len(items) == 1 else join_list([item or _NONE for item in items])


def _write_departments(_table: Table, roles: Sequence[_Any], references: References) -> dict[str, str]:
    index = references.of("department")
    lead = [index.spell(role["department"]) for role in roles if role.get("lead")]
    others = [index.spell(role["department"]) for role in roles if not role.get("lead")]
    return {"lead_department": join_list(lead), "other_departments": join_list(others)}


def _write_sources(_table: Table, sources: Sequence[_Any], _references: References) -> dict[str, str]:
    return {
        "source_urls": "\n".join(source["url"] for source in sources),
        "source_titles": _write_lines([source.get("title", "") for source in sources]),
        "source_dates": _write_lines(
            [spell_date(source["page_date"]) if "page_date" in source else "" for source in sources]
        ),
    }


def _write_unknown(table: Table, items: Sequence[_Any], _references: References) -> dict[str, str]:
    return {
        "not_known": join_list(
            [f"{_label(table.by_key['about'], one['about'])}: {one['note']}" for one in items]
        )
    }


def _write_relations(table: Table, items: Sequence[_Any], references: References) -> dict[str, str]:
    del references
    return {
        "related": join_list(
            [f"{_label(table.by_key['type'], one['type'])}: {one['agreement']}" for one in items]
        )
    }


def _label(choice: Field, code: str) -> str:
    return next(label.id for one, label in choice.choices if one == code)


_WRITERS: dict[str, Callable[[Table, Sequence[_Any], References], dict[str, str]]] = {
    "parties": _write_parties,
    "departments": _write_departments,
    "sources": _write_sources,
    "unknown": _write_unknown,
    "relations": _write_relations,
}
