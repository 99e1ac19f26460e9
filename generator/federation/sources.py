"""SOURCES.yaml: who gathers, and from which places; read as strictly as a record, faults with their place."""

import os
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Literal, TypeAlias

from generator.check.finding import Finding, Problem, Spot
from generator.check.schema_faults import check_schema
from generator.check.wording import word_fault, word_problems
from generator.read.files import MAX_BYTES
from generator.read.strict_yaml import read_mapping
from generator.refusal import RefusalError, refuse_system
from generator.schemas import SchemaSet
from generator.text import Language, Text

SourceKind: TypeAlias = Literal["folder", "site", "git"]
SCHEMA = "sources"
_SCHEMAS = Path(__file__).resolve().parent / "schema"

# Of a repository: https and ssh, or a folder of this machine. A user name is part of an ssh address alone,
# and a password of none: SOURCES.yaml is kept in git.
_REMOTE = re.compile(
    r"https://[A-Za-z0-9][A-Za-z0-9.-]*(?::[0-9]{1,5})?/[^\s@]+"
    r"|ssh://(?:[A-Za-z0-9_][A-Za-z0-9._-]*@)?[A-Za-z0-9][A-Za-z0-9.-]*(?::[0-9]{1,5})?/\S+"
    r"|[A-Za-z0-9_][A-Za-z0-9._-]*@[A-Za-z0-9][A-Za-z0-9.-]*:[^\s:-][^\s:]*"
    r"|file:///\S*"
)
_SITE = re.compile(r"https?://[A-Za-z0-9][A-Za-z0-9.-]*(?::[0-9]{1,5})?(?:/[^\s?#@]*)?")

_GIT: SourceKind = "git"
_BAD_PLACE: dict[SourceKind, Text] = {
    _GIT: Text(
        "alamat repositori diawali https:// atau ssh:// (tanpa kata sandi), berbentuk nama@host:jalur, atau "
        "sebuah folder.",
        "a repository's address begins with https:// or ssh:// (without a password), reads name@host:path, "
        "or is a folder.",
    ),
    "site": Text(
        "alamat situs diawali http:// atau https://, tanpa nama, kata sandi, tanda tanya, atau tanda pagar.",
        "a site's address begins with http:// or https://, without name, password, question mark or hash.",
    ),
    "folder": Text(
        "letak folder bukan alamat web.",
        "a folder's place is no web address.",
    ),
}
_PLACED = Text('{file}:{line}:{column}: letak "{place}" tidak dapat dipakai: {reason}',
               '{file}:{line}:{column}: the place "{place}" can\'t be used: {reason}')  # fmt: skip
_NO_FILE = Text('"{path}" bukan berkas yang dapat dibaca. Contoh isinya ada di panduan federasi.',
                '"{path}" is no file that can be read. The guide to federation has an example.')  # fmt: skip


@dataclass(frozen=True, slots=True)
class SourceEntry:
    """One register to gather: ``id`` is what all its ids begin with in the gathering."""

    id: str
    region_code: str
    kind: SourceKind
    place: str
    branch: str = ""
    folder: str = ""
    """Where in its repository the register is; empty for the root of it."""


@dataclass(frozen=True, slots=True)
class Gathering:
    """Who gathers, and what."""

    name: str
    gatherer: str
    place_name: str
    region_code: str
    standing: str
    standing_notice: Mapping[str, str]
    site_url: str
    languages: tuple[Language, ...]
    sources: tuple[SourceEntry, ...]
    """In the order of their ids: the order of the file changes nothing."""


class SourcesError(Exception):
    """SOURCES.yaml has faults: ``findings`` says which, and where."""

    def __init__(self, findings: tuple[Finding, ...]) -> None:
        super().__init__()
        self.findings = findings


@cache
def load_schemas() -> SchemaSet:
    """Give the contract of SOURCES.yaml."""
    return SchemaSet(_SCHEMAS)


def read_sources(path: Path, language: Language) -> Gathering:
    """Read the file that names the sources.

    Raises SourcesError for what is wrong in it, and RefusalError for a file that can't be read.
    """
    try:
        # A folder's registers stand beside it; a pipe or a device is no file.
        if not path.is_file():
            raise RefusalError(_NO_FILE, path=str(path))
        with path.open("rb") as stream:
            data = stream.read(MAX_BYTES + 1)
    except OSError as error:
        raise refuse_system(error) from None
    value, faults = read_mapping(data)
    if value is None:
        raise SourcesError(tuple(word_fault(path.name, fault, language) for fault in faults))
    problems = check_schema(load_schemas(), SCHEMA, path.name, value) or list(
        _find_repeated(path.name, value)
    )
    problems = problems or list(_find_misplaced(path.name, value))
    findings = word_problems(problems, lambda _: data, language)
    if findings:
        raise SourcesError(tuple(sorted(findings, key=lambda one: one.order)))
    _refuse_places(path.name, value, data, language)
    return _make(value)


def _find_repeated(file: str, value: Mapping[str, Any]) -> "list[Problem]":
    """Give a problem for each id and region code that another source has already."""
    problems = []
    for key in ("id", "region_code"):
        first: dict[str, int] = {}
        for number, source in enumerate(value["sources"]):
            word = source[key]
            if word in first:
                related = (Spot(file, ("sources", first[word], key)),)
                problems.append(
                    Problem("KS109", Spot(file, ("sources", number, key)), {"twice": word}, related)
                )
            first.setdefault(word, number)
    return problems


def _find_misplaced(file: str, value: Mapping[str, Any]) -> "list[Problem]":
    """Give a problem for each branch and folder of what is no repository."""
    return [
        Problem("KS101", Spot(file, ("sources", number, key), key=True),
                {"key": key, "guess": "", "keys": ""})
        for number, source in enumerate(value["sources"])
        for key in ("branch", "folder")
        if key in source and source["kind"] != _GIT
    ]  # fmt: skip


def _refuse_places(file: str, value: Mapping[str, Any], data: bytes, language: Language) -> None:
    """Refuse the first place that its kind of source can't have."""
    for number, source in enumerate(value["sources"]):
        if not _is_place(source["kind"], source["place"]):
            spot = Problem("KS106", Spot(file, ("sources", number, "place")), {"value": "", "form": "other"})
            found = word_problems([spot], lambda _: data, language)[0]
            raise RefusalError(
                _PLACED, file=file, line=str(found.line), column=str(found.column), place=source["place"],
                reason=_BAD_PLACE[source["kind"]],
            )  # fmt: skip


def _is_place(kind: SourceKind, place: str) -> bool:
    if not place.isprintable() or place.startswith("-"):
        return False
    if kind == "site":
        return _SITE.fullmatch(place) is not None
    is_folder = "://" not in place and "@" not in place
    return is_folder or (kind == _GIT and _REMOTE.fullmatch(place) is not None)


def _make(value: Mapping[str, Any]) -> Gathering:
    sources = (
        SourceEntry(
            one["id"],
            one["region_code"],
            one["kind"],
            one["place"],
            one.get("branch", ""),
            one.get("folder", ""),
        )
        for one in value["sources"]
    )
    return Gathering(
        name=value["name"],
        gatherer=value["gatherer"],
        place_name=value["place_name"],
        region_code=value["region_code"],
        standing=value["standing"],
        standing_notice=value["standing_notice"],
        site_url=value.get("site_url", ""),
        languages=("id", *value.get("other_languages", ())),
        sources=tuple(sorted(sources, key=lambda one: one.id)),
    )


def find_folder(base: Path, place: str) -> Path:
    """Give the folder that a place means, from the folder that SOURCES.yaml stands in."""
    return Path(os.path.realpath(base / place))
