"""Ids for new records, made as the register makes them: ``ksdd-pekanbaru-2025-kb``."""

import re
import unicodedata
from collections.abc import Container, Iterable, Sequence

from generator.records import RESERVED_IDS, UNSTORABLE_IDS, RecordKind

DOCUMENTS = {
    "kesepakatan-bersama": "kb", "perjanjian-kerja-sama": "pks", "nota-kesepakatan": "nk",
    "nota-kesepahaman": "mou", "rencana-kerja": "rk", "letter-of-intent": "loi", "rencana-kerja-sama": "rks",
    "memorandum-of-understanding": "mou", "addendum": "addendum", "perjanjian-hibah": "nphd",
    "komitmen": "komitmen", "beberapa-naskah": "naskah",
}  # fmt: skip
"""What a kind of document is called in the id of its agreement."""
_GOVERNMENT = re.compile(r"^(?:pemerintah-)?(?:kota|kabupaten|provinsi|daerah)-(?P<place>.+)$")
_FORMS = frozenset(("pt", "cv", "tbk", "persero", "perseroda"))
_LONGEST_WORDS = 60
_LONGEST_PARTNER = 40


class TakenIds(set[str]):
    """The ids of a kind that are taken, of which none is ever given back.

    Where the search for a free one ended is kept: a table of thousands of rows about things of one name
    would search from the beginning for each.
    """

    def __init__(self, ids: Iterable[str] = ()) -> None:
        super().__init__(ids)
        self.ends: dict[str, int] = {}


def slug(text: str, longest: int = _LONGEST_WORDS) -> str:
    """Give a text as part of an id: small letters, digits and hyphens, whole words up to a length."""
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    words = re.findall(r"[a-z0-9]+", re.sub(r"['’`]", "", plain))
    kept: list[str] = []
    for word in words:
        if kept and len("-".join((*kept, word))) > longest:
            break
        kept.append(word)
    return "-".join(kept)[:longest]


def propose_name_id(kind: RecordKind, name: str, taken: Container[str]) -> str:
    """Give a free id for a record that has a name: ``PT Air Bening`` becomes ``air-bening``."""
    words = [word for word in slug(name).split("-") if word not in _FORMS]
    return free_id(kind, "-".join(words) or kind, taken)


def propose_agreement_id(
    agreement_type: str,
    partners: Sequence[str],
    date: str | None,
    document: str | None,
    taken: Container[str],
) -> str:
    """Give a free id for an agreement from its type, its partners' ids (the own government left out), the
    date it was signed on or begins (EDTF) and its document's kind; what is not known is left out.
    """  # noqa: D205  one sentence
    first = shorten_partner(partners[0]) if partners else ""
    year = re.search(r"[0-9]{4}", date or "")
    parts = (agreement_type, first, year[0] if year else "", DOCUMENTS.get(document or "", ""))
    return free_id("agreement", "-".join(part for part in parts if part), taken)


def shorten_partner(partner: str) -> str:
    """Give the part of a partner's id that tells it from others: of a government, its place in one word."""
    found = _GOVERNMENT.match(partner)
    return slug(found["place"].replace("-", "") if found else partner.replace("-", " "), _LONGEST_PARTNER)


def free_id(kind: RecordKind, wanted: str, taken: Container[str]) -> str:
    """Give the wanted id, or the first of ``…-2``, ``…-3`` that is free and may be had."""
    reserved = RESERVED_IDS.get(kind, frozenset()) | UNSTORABLE_IDS
    ends = taken.ends if isinstance(taken, TakenIds) else {}
    number = ends.get(wanted, 1)
    found = wanted if number == 1 else f"{wanted}-{number}"
    while found in taken or found in reserved or len(found) < 2:  # noqa: PLR2004  the schema's shortest
        number += 1
        found = f"{wanted}-{number}"
    ends[wanted] = number
    return found
