"""What is locked and installed: the entries of ``requirements/``, and the licences of their packages."""

import importlib.metadata
import re
from functools import cache
from pathlib import Path
from typing import NamedTuple

from packaging.utils import canonicalize_name
from registers import ROOT

_ENTRY = re.compile(
    r"^(?P<name>[A-Za-z0-9._-]+)==(?P<version>[^\s;\\]+)(?P<rest>[^\n]*(?:\n[ ].*)*)", re.MULTILINE
)
_HASH = re.compile(r"--hash=sha256:(\S+)")
# The names that packages gave their licences before SPDX expressions had a place in their metadata.
_CLASSIFIED = {
    "MIT License": "MIT",
    "BSD License": "BSD-3-Clause",
    "Apache Software License": "Apache-2.0",
    "Mozilla Public License 2.0 (MPL 2.0)": "MPL-2.0",
}


class Locked(NamedTuple):
    """One library as a lock names it."""

    name: str
    version: str
    hashes: tuple[str, ...]
    text: str


def read_lock(path: Path) -> list[Locked]:
    """Give the entries of a lock; every line of it belongs to one."""
    text = path.read_text("utf-8")
    found = [
        Locked(canonicalize_name(entry["name"]), entry["version"], tuple(_HASH.findall(entry[0])), entry[0])
        for entry in _ENTRY.finditer(text)
    ]
    assert "\n".join(entry.text for entry in found) == text.rstrip("\n"), path.name
    return found


@cache
def list_locked(lock: str) -> list[Locked]:
    """Give the entries of one of the project's locks."""
    return read_lock(ROOT / "requirements" / lock)


def read_licence(name: str) -> str:
    """Give the SPDX expression of an installed package's licence; empty where it names none that is known."""
    papers = importlib.metadata.metadata(name)
    (expression,) = papers.get_all("License-Expression") or [""]
    text = "".join(papers.get_all("License") or []).strip()
    if expression:
        return str(expression)
    classified = [
        one.rpartition(" :: ")[2] for one in papers.get_all("Classifier") or [] if "License ::" in one
    ]
    if len(classified) == 1 and classified[0] in _CLASSIFIED and text not in _CLASSIFIED.values():
        return _CLASSIFIED[classified[0]]
    return text
