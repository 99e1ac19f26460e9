"""The tables of a gathering: what it says as rows for spreadsheets, each row with where it comes from."""

from collections.abc import Callable, Iterator, Sequence
from typing import Any, NamedTuple

from generator.exports.csv_lines import render_csv
from generator.federation.candidates import Side
from generator.federation.cards import KEYS
from generator.federation.cooperation import TwoSided
from generator.federation.document import plain, tell_provenance
from generator.federation.gathered import full_id
from generator.federation.portrait import Portrait
from generator.tables.columns import Cell
from generator.text import Text

_Rows = Iterator[Sequence[Cell]]
_ORIGIN = ("source", "government", "region_code", "standing", "licence", "licence_url", "commit", "fetched",
           "age_days", "freshness")  # fmt: skip


class Table(NamedTuple):
    """A table: its file's name, what it holds, its columns and its rows."""

    name: str
    about: Text
    columns: tuple[str, ...]
    rows: Callable[[Portrait], _Rows]


def render_table(table: Table, portrait: Portrait) -> bytes:
    """Give a table as CSV that no spreadsheet runs."""
    return "\ufeff".encode() + render_csv([table.columns, *table.rows(portrait)])


def _list_registers(portrait: Portrait) -> _Rows:
    for card in portrait.cards.values():
        member = card.member
        origin = tell_provenance(member)
        trouble = member.trouble.text.id if member.trouble else None
        yield (*_pick(origin), origin["kind"], origin["place"], member.registry.get("site_url"), trouble,
               *(card.tallies[key].number for key in KEYS))  # fmt: skip
    for missing in portrait.gathered.missing:
        entry = missing.entry
        blank = (None,) * (len(_ORIGIN) - 4)
        yield (entry.id, None, entry.region_code, None, *blank[1:], "missing", entry.kind, entry.place, None,
               missing.trouble.text.id, *(None for _ in KEYS))  # fmt: skip


def _list_agreements(portrait: Portrait) -> _Rows:
    for member in portrait.gathered.members:
        origin = _pick(tell_provenance(member))
        for one in member.agreements:
            yield (
                full_id(member, one.id), one.type, one.title, one.signed.text if one.signed else None,
                one.end.text if one.end else None, one.status, one.evaluation_state,
                "; ".join(partner.name for partner in one.partners), member.link(one.id) or None, *origin,
            )  # fmt: skip


def _list_pairs(portrait: Portrait) -> _Rows:
    cooperation = portrait.cooperation
    for one in cooperation.two_sided:
        yield _tell_pair(one, "differing" if one.differences else "confirmed")
    for one in cooperation.possible:
        yield _tell_pair(one, "possible")
    for state, sides in (("unclear", cooperation.unclear), ("one-sided", cooperation.one_sided)):
        for side in sides:
            yield (
                None,
                state,
                None,
                *_tell_side(side),
                None,
                side.other.id,
                side.other.name,
                None,
                None,
                None,
            )


def _tell_pair(one: TwoSided, state: str) -> Sequence[Cell]:
    pair = one.pair
    return (pair.id, state, pair.confidence, *_tell_side(pair.first), *_tell_side(pair.second))


def _tell_side(side: Side) -> Sequence[Cell]:
    member = side.member
    return (full_id(member, side.agreement.id), member.id, member.name, side.agreement.title,
            member.link(side.agreement.id) or None, member.fetched.isoformat())  # fmt: skip


def _list_statements(portrait: Portrait) -> _Rows:
    cooperation = portrait.cooperation
    for one in (*cooperation.two_sided, *cooperation.possible):
        for item in one.statements:
            yield (one.pair.id, one.pair.confidence, item.field, item.verdict, one.pair.first.member.id,
                   plain(item.first), one.pair.second.member.id, plain(item.second))  # fmt: skip


def _pick(origin: dict[str, Any]) -> list[Cell]:
    return [origin[key] for key in _ORIGIN]


def _name_sides() -> tuple[str, ...]:
    names = ("id", "source", "government", "title", "url", "fetched")
    return tuple(f"{side}_{name}" for side in ("first", "second") for name in names)


TABLES = (
    Table(
        "registers",
        Text("Setiap register dengan asal, lisensi, umur, dan semua angkanya",
             "Every register with where it comes from, its licence, its age and all its numbers"),
        (*_ORIGIN, "kind", "place", "site_url", "trouble", *(key.replace("-", "_") for key in KEYS)),
        _list_registers,
    ),
    Table(
        "agreements",
        Text("Setiap perjanjian dari setiap register, dengan asalnya",
             "Every agreement of every register, with where it comes from"),
        ("id", "type", "title", "signed", "end", "status", "evaluation_state", "partners", "url", *_ORIGIN),
        _list_agreements,
    ),
    Table(
        "pairs",
        Text("Perjanjian antarpemerintah daerah: kedua catatannya, atau yang hanya satu",
             "Agreements between the governments: both records, or the one that there is"),
        ("pair", "state", "confidence", *_name_sides()),
        _list_pairs,
    ),
    Table(
        "statements",
        Text("Apa kata kedua pihak, isian demi isian, dan di mana keduanya berbeda",
             "What both sides say, field by field, and where they differ"),
        ("pair", "confidence", "field", "verdict", "first_source", "first", "second_source", "second"),
        _list_statements,
    ),
)  # fmt: skip
