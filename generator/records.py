"""What kinds of records there are, where their files stand, and which schema each must meet."""

from collections import abc
from functools import cache, lru_cache
from sys import intern
from typing import TYPE_CHECKING, Any, Literal, NamedTuple, TypeAlias

if TYPE_CHECKING:
    from generator.read.strict_yaml import Mapping

AgreementType: TypeAlias = Literal["ksdd", "ksdpk", "ksdpl", "ksdll", "sinergi"]
AGREEMENT_TYPES: tuple[AgreementType, ...] = ("ksdd", "ksdpk", "ksdpl", "ksdll", "sinergi")
FOREIGN_TYPES: frozenset[str] = frozenset(("ksdpl", "ksdll"))

RecordKind: TypeAlias = Literal[
    "registry", "agreement", "partner", "department", "affair", "mapping-entry", "official-total"
]

RECORDS = "records"
REGISTRY_FILE = "records/registry.yaml"
FOLDERS: dict[str, RecordKind] = {
    "agreements": "agreement",
    "partners": "partner",
    "departments": "department",
    "affairs": "affair",
    "mapping": "mapping-entry",
    "totals": "official-total",
}
SCHEMAS: tuple[str, ...] = (
    "registry",
    *(f"agreement-{one}" for one in AGREEMENT_TYPES),
    *(kind for kind in FOLDERS.values() if kind != "agreement"),
)
"""The schemas that a register must have, by name."""
RESERVED_IDS: dict[RecordKind, frozenset[str]] = {
    "agreement": frozenset(("jenis", "tahun", "status", "naskah")),
    "partner": frozenset(("wilayah", "negara", "kategori")),
    "affair": frozenset(("kelompok",)),
}
"""The ids that no record may have: at such an address the site keeps its own pages, beside the records'."""
UNSTORABLE_IDS = frozenset(
    ("con", "prn", "aux", "nul", *(f"{port}{number}" for port in ("com", "lpt") for number in range(1, 10)))
)
"""The ids that no record of any kind may have: Windows takes a file of this name, whatever its ending, for
a device, and could hold no copy of the register.
"""
NESTED = frozenset(("agreements", "mapping"))
"""The folders in which each group of records has one of its own."""
_SUFFIX = ".yaml"

_Folder: TypeAlias = tuple[RecordKind, str, str]
"""What the records of a folder are: their kind, their schema and their group."""
_REGISTRY: _Folder = ("registry", "registry", "")


class FilePlace(NamedTuple):
    """What a file's path says of the record in it."""

    kind: RecordKind
    schema: str
    id: str
    group: str = ""
    """The type of an agreement or the year of a mapping entry, from the folder; empty for the rest."""


class Record(NamedTuple):
    """One record that meets its schema: its file (relative to the root), its place and its value."""

    file: str
    place: FilePlace
    value: "Mapping"

    @property
    def kind(self) -> RecordKind:
        """The kind of record."""
        return self.place.kind

    @property
    def id(self) -> str:
        """The record's permanent id."""
        return self.place.id


def _is_undecodable(file: str) -> bool:
    """Whether a path holds bytes that are no UTF-8, which Python keeps as lone surrogates."""
    return not file.isascii() and any("\ud800" <= char <= "\udfff" for char in file)


@lru_cache(maxsize=1 << 16)
def parse_place(file: str) -> FilePlace | None:
    """Read the place of a record from its path; None for a path where no record belongs."""
    found = _parse_file(file)
    if found is None:
        return None
    (kind, schema, group), record_id = found
    # As one with the id that the record itself gives.
    return FilePlace(kind, schema, intern(record_id), group)


def identify(file: str) -> tuple[RecordKind, str] | None:
    """Read the kind and id of a record from its path, as ``parse_place`` does; for very many paths."""
    found = _parse_file(file)
    return (found[0][0], found[1]) if found else None


def _parse_file(file: str) -> tuple[_Folder, str] | None:
    folder, _, name = file.rpartition("/")
    found = _parse_folder(folder)
    if found is None or not name.endswith(_SUFFIX) or name == _SUFFIX or _is_undecodable(file):
        return (_REGISTRY, "registry") if file == REGISTRY_FILE else None
    return found, name[: -len(_SUFFIX)]


@cache
def _parse_folder(folder: str) -> _Folder | None:
    top, *parts = folder.split("/")
    kind = FOLDERS.get(parts[0]) if top == RECORDS and parts else None
    if kind is None or len(parts) != (2 if parts[0] in NESTED else 1):
        return None
    group = parts[1] if parts[0] in NESTED else ""
    if kind == "agreement":
        return (kind, f"agreement-{group}", group) if group in AGREEMENT_TYPES else None
    if kind == "mapping-entry" and not group.isdecimal():
        return None
    return kind, kind, group


def schema_of(kind: str) -> str:
    """Give the name of the schema for a type of agreement (``ksdd``) or a kind of record (``partner``).

    Raises KeyError for a word that is neither.
    """
    if kind in AGREEMENT_TYPES:
        return f"agreement-{kind}"
    if kind in FOLDERS.values() and kind != "agreement":
        return kind
    if kind.removeprefix("agreement-") in AGREEMENT_TYPES:
        return kind
    raise KeyError(kind)


def kind_of(schema: str) -> RecordKind:
    """Give the kind of record that a schema is for."""
    return (
        "agreement"
        if schema.startswith("agreement-")
        else next(one for one in FOLDERS.values() if one == schema)
    )


def place_record(schema: str, value: abc.Mapping[str, Any]) -> str:
    """Give the file of a record that meets a schema: ``parse_place`` reads it back.

    A mapping entry without its year, which no register can hold, stands in the year 0.
    """
    kind = kind_of(schema)
    parts = [RECORDS, next(folder for folder, found in FOLDERS.items() if found == kind)]
    if kind == "agreement":
        parts.append(schema.removeprefix("agreement-"))
    elif kind == "mapping-entry":
        parts.append(str(value.get("year", 0)))
    return "/".join((*parts, f"{value['id']}.yaml"))
