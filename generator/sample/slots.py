"""The pattern of sixty agreements that the sample repeats: types in realistic shares, and their relations."""

from typing import NamedTuple

from generator.records import AgreementType

_PATTERN = """
ksdpk perjanjian-kerja-sama
sinergi nota-kesepakatan
ksdd kesepakatan-bersama dprd
ksdpl letter-of-intent early
ksdll memorandum-of-understanding
ksdpk kesepakatan-bersama early
ksdpk perjanjian-kerja-sama implements:5 early
ksdpk perjanjian-kerja-sama renews:6
ksdpk addendum amends:6
sinergi nota-kesepakatan early
sinergi rencana-kerja implements:9
ksdd kesepakatan-bersama early several
ksdd perjanjian-kerja-sama implements:11 several
ksdpl memorandum-of-understanding follows:3
ksdpk perjanjian-kerja-sama early
ksdpk perjanjian-kerja-sama extends:14
ksdpk perjanjian-kerja-sama terminated early
ksdpk perjanjian-kerja-sama early
ksdpk perjanjian-kerja-sama replaces:17
ksdpk perjanjian-kerja-sama withheld
ksdpk kesepakatan-bersama partial:month
ksdpk perjanjian-kerja-sama partial:uncertain
ksdpk tidak-diketahui partial:candidates
ksdpk nota-kesepahaman partial:year
ksdpk perjanjian-kerja-sama partial:unknown
ksdpk perjanjian-kerja-sama several
ksdpk perjanjian-kerja-sama former
sinergi nota-kesepakatan several
ksdpk perjanjian-kerja-sama dprd
ksdd perjanjian-kerja-sama
ksdpk perjanjian-kerja-sama new
ksdpk perjanjian-kerja-sama
ksdpk kesepakatan-bersama new
sinergi nota-kesepakatan
ksdpk perjanjian-kerja-sama
ksdpk perjanjian-kerja-sama reported
sinergi nota-kesepakatan new
ksdpk perjanjian-kerja-sama
ksdll rencana-kerja-sama
ksdpk perjanjian-kerja-sama new
sinergi nota-kesepakatan
ksdpk perjanjian-kerja-sama
ksdd kesepakatan-bersama new
ksdpk perjanjian-kerja-sama
ksdpk komitmen partial:planned
sinergi rencana-kerja
ksdpk perjanjian-kerja-sama new
ksdpk perjanjian-hibah
ksdpk perjanjian-kerja-sama withdrawn:0
sinergi nota-kesepakatan
ksdpk perjanjian-kerja-sama
ksdpk perjanjian-kerja-sama new
ksdd perjanjian-kerja-sama terminated early
ksdpk perjanjian-kerja-sama
sinergi nota-kesepakatan new
ksdpk beberapa-naskah several
ksdpk perjanjian-kerja-sama new
ksdpk perjanjian-kerja-sama
sinergi nota-kesepakatan reported
ksdpk perjanjian-kerja-sama new
"""

_RELATIONS = ("implements", "extends", "renews", "amends", "replaces", "follows")


class Slot(NamedTuple):
    """One place in the pattern."""

    type: AgreementType
    kind: str
    marks: dict[str, str]
    relation: str
    """Empty for an agreement that stands by itself."""
    parent: int
    """The place of the agreement it relates to."""


def _read_slot(line: str) -> Slot:
    type_, kind, *words = line.split()
    marks = {mark: value for mark, _, value in (word.partition(":") for word in words)}
    relation = next((name for name in _RELATIONS if name in marks), "")
    types: dict[str, AgreementType] = {
        "ksdd": "ksdd", "ksdpk": "ksdpk", "ksdpl": "ksdpl", "ksdll": "ksdll", "sinergi": "sinergi",
    }  # fmt: skip
    return Slot(types[type_], kind, marks, relation, int(marks[relation]) if relation else 0)


SLOTS: tuple[Slot, ...] = tuple(_read_slot(line) for line in _PATTERN.strip().splitlines())
