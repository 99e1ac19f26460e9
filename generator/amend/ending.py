"""The early end of an agreement, and the later end that an extension gives it."""

import datetime
from dataclasses import dataclass
from typing import Any

from generator.amend.insertion import Add, Change, Put, Swap
from generator.amend.source import add_source
from generator.dates import Date
from generator.entry.dates import spell_date
from generator.entry.ids import free_id, propose_agreement_id
from generator.entry.names import References
from generator.status import compute_end
from generator.value import Value

_LONGEST_ID = 100
_COPIED = ("type", "type_note", "subtype", "initiative", "subject", "affairs", "departments", "purpose",
           "object", "scope")  # fmt: skip
"""What an extension has in common with what it extends."""


@dataclass(frozen=True, slots=True)
class Deed:
    """What extends an agreement: until when, signed when (both EDTF), its number and its source's address.

    The last two may be empty.
    """

    until: str
    date: str
    number: str = ""
    source: str = ""


def plan_termination(
    value: Any,  # noqa: ANN401  a record's value
    date: str,
    ground: str,
    note: str,
    source: str,
) -> list[Change]:
    """Give the changes that end an agreement early, on a date (EDTF) and a ground of the schema's."""
    termination: dict[str, Value] = {"date": date, "ground": ground}
    if note:
        termination["note"] = note
    sources = add_source(value, source)[0] if source else []
    return [Put(("termination",), termination), *sources]


def plan_addendum(value: Any, deed: Deed) -> list[Change]:  # noqa: ANN401  a record's value
    """Give the changes that move an agreement's end, and tell of the deed that moved it among its events."""
    term = value.get("term", {})
    change: Change = Put(("term", "end"), deed.until)
    if "end" not in term and "duration" in term:
        # The length held until the deed; both at once would contradict each other.
        change = Swap(("term", "duration"), "end", deed.until)
    told = _tell_extension(value, deed)
    event: dict[str, Value] = {"date": deed.date, "kind": told}
    changes: list[Change] = []
    if deed.source:
        changes, name = add_source(value, deed.source)
        event["sources"] = [name]
    changes.append(change)
    if "duration" in term and "end" in term and "end_note" not in term:
        # The length that the first deed states no longer fits the end; the record says why.
        changes.append(Put(("term", "end_note"), f"{told[:1].upper()}{told[1:]}."))
    return [*changes, Add(("events",), event)]


def _tell_extension(value: Any, deed: Deed) -> str:  # noqa: ANN401  a record's value
    """Give what happened, in the language of the records."""
    words = f"perpanjangan sampai {spell_date(deed.until)}"
    before, _ = compute_end(value)
    if before:
        words += f" (semula sampai {spell_date(before.text)})"
    return f"{words}, nomor {deed.number}" if deed.number else words


def make_extension(
    value: Any,  # noqa: ANN401  a record's value
    deed: Deed,
    references: References,
    record_id: str = "",
) -> dict[str, Value]:
    """Give the record of a new agreement that extends another.

    It has the same parties, matter and departments; its number is the own government's.
    """
    end, _ = compute_end(value)
    made: dict[str, Value] = {key: value[key] for key in _COPIED if key in value}
    made["id"] = record_id or _propose_id(value, deed.date, references)
    made["title"] = _name_extension(value["title"])
    made["document"] = {"kind": value["document"]["kind"]}
    made["parties"] = [
        {key: party[key] for key in ("partner", "unit", "name_as_written") if key in party}
        | ({"number": deed.number} if deed.number and party["partner"] == references.own else {})
        for party in value["parties"]
    ]
    if "unnamed_parties" in value:
        made["unnamed_parties"] = value["unnamed_parties"]
    made["signing"] = {"date": deed.date}
    made["term"] = {**_begin_after(end), "end": deed.until}
    made["relations"] = [{"type": "extends", "agreement": value["id"]}]
    made["certainty"] = "exact" if deed.number else "partial"
    if not deed.number:
        made["unknown"] = [{"about": "number", "note": "nomor naskah"}]
    made["sources"] = [{"id": "s1", "url": deed.source}]
    return made


def _begin_after(end: Date | None) -> dict[str, Value]:
    """Give the day after an end, where that is one certain day."""
    if end is None or not end.is_exact:
        return {}
    return {"start": (end.latest + datetime.timedelta(days=1)).isoformat()}


def _name_extension(title: str) -> str:
    words = f"Perpanjangan {title}"
    return words if len(words) <= _LONGEST_TITLE else title


_LONGEST_TITLE = 400


def _propose_id(value: Any, date: str, references: References) -> str:  # noqa: ANN401  a record's value
    taken = references.taken_ids("agreement")
    plain = f"{value['id']}-perpanjangan"
    if len(plain) <= _LONGEST_ID - len("-99"):
        return free_id("agreement", plain, taken)
    partners = [one["partner"] for one in value["parties"] if one["partner"] != references.own]
    return propose_agreement_id(value["type"], partners, date, value["document"]["kind"], taken)
