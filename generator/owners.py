"""Who reviews what: a CODEOWNERS file from the records' lead departments and the accounts in owners.yaml.

The accounts are the adopter's own: none is invented, and a department without one is simply left out.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from generator.read.strict_yaml import read_mapping
from generator.records import Record
from generator.refusal import RefusalError
from generator.text import Text

OWNERS = "owners.yaml"
TARGET = "CODEOWNERS"
"""At the top of the repository, where GitHub and GitLab both look for it."""

_KEYS = frozenset(("records", "program", "departments"))
_ACCOUNT = re.compile(r"@[A-Za-z0-9][\w.-]*(?:/[A-Za-z0-9][\w.-]*)*")
_PROGRAM = ("/.ci/", "/.github/", "/.gitlab/", "/.gitlab-ci.yml", "/generator/", "/schema/", "/requirements/")
_HEAD = (
    "# Ditulis oleh registri codeowners; jangan disunting. Akun dan tim ditetapkan di owners.yaml.",
    "# Yang berlaku adalah baris terakhir yang cocok.",
)
_NOBODY = "# Belum ada peninjau yang ditetapkan: owners.yaml tidak ada atau kosong."

_UNREADABLE = Text('"owners.yaml" tidak dapat dibaca: baris {line}, {rule}.',
                   '"owners.yaml" can\'t be read: line {line}, {rule}.')  # fmt: skip
_STRANGE = Text(
    '"owners.yaml" memuat "{key}". Yang dikenal: records, program, dan departments (pengenal: akun).',
    '"owners.yaml" holds "{key}". Known are records, program and departments (id: account).',
)
_NOT_AN_ACCOUNT = Text(
    'Pada owners.yaml, "{account}" bukan akun atau tim. Tulis di dalam tanda petik, misalnya '
    '"@kota/dinas-kesehatan".',
    'In owners.yaml "{account}" is no account or team. Write it in quotes, such as "@city/health".',
)
_NO_DEPARTMENT = Text('Pada owners.yaml, tidak ada perangkat daerah "{id}" di register.',
                      'In owners.yaml, the register has no department "{id}".')  # fmt: skip


@dataclass(frozen=True, slots=True)
class Owners:
    """Accounts at the code host: of all records, of the program, and of departments by id."""

    records: str = ""
    program: str = ""
    departments: Mapping[str, str] | None = None


def read_owners(data: bytes) -> Owners:
    """Read ``owners.yaml``; an empty one names nobody.

    Raises RefusalError for anything that is not of its form.
    """
    if not data.strip():
        return Owners()
    value, faults = read_mapping(data)
    if value is None:
        raise RefusalError(_UNREADABLE, line=str(faults[0].line), rule=faults[0].rule)
    stated: Any = value
    departments = stated.get("departments", {})
    for key in sorted(stated.keys() - _KEYS) or (() if isinstance(departments, dict) else ("departments",)):
        raise RefusalError(_STRANGE, key=str(key))
    for account in (*departments.values(), *(stated[key] for key in ("records", "program") if key in stated)):
        if not isinstance(account, str) or not _ACCOUNT.fullmatch(account):
            raise RefusalError(_NOT_AN_ACCOUNT, account=str(account)[:100])
    return Owners(stated.get("records", ""), stated.get("program", ""), departments)


def render_owners(owners: Owners, records: Iterable[Record]) -> str:
    """Give the CODEOWNERS file: the common rule first, then the records of each department that leads.

    Raises RefusalError for a department that the register does not have.
    """
    kept = tuple(records)
    accounts = owners.departments or {}
    known = {record.id for record in kept if record.kind == "department"}
    for department in sorted(accounts.keys() - known):
        raise RefusalError(_NO_DEPARTMENT, id=department)
    lines = list(_HEAD)
    if owners.records:
        lines += ["", f"/records/ {owners.records}", f"/documents/ {owners.records}"]
    files: dict[str, list[str]] = defaultdict(list)
    for record in kept:
        for department in _list_leads(record):
            if department in accounts:
                files[department].append(record.file)
    for department in sorted(files):
        lines += ["", f"# {department}"]
        lines += [f"/{file} {accounts[department]}" for file in sorted(files[department])]
    if owners.program:
        lines += ["", *(f"{place} {owners.program}" for place in _PROGRAM)]
    if len(lines) == len(_HEAD):
        lines.append(_NOBODY)
    return "\n".join(lines) + "\n"


def _list_leads(record: Record) -> list[str]:
    """Give the departments in charge of a record: those that lead an agreement, the one of an entry."""
    value: Any = record.value
    if record.kind == "mapping-entry":
        return [value["department"]]
    if record.kind == "agreement":
        return [one["department"] for one in value.get("departments", ()) if one.get("lead")][:1]
    return []
