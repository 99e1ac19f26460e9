"""Gatherings for tests: the three invented governments of the example, copied, changed and gathered."""

import datetime
import json
import shutil
import subprocess
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from registers import ROOT
from smallregister import run

from generator.federation.cooperation import Cooperation, compare_registers
from generator.federation.gathered import Gathered
from generator.federation.gathering import Gatherer
from generator.federation.sources import read_sources

EXAMPLE = ROOT / "examples" / "federasi"
AS_OF = datetime.date(2026, 10, 31)
DAY = AS_OF.isoformat()
FOLDERS = {
    "nusa": "provinsi-nusa-rekaan",
    "lembah": "kabupaten-lembah-rekaan",
    "bandar": "kota-bandar-rekaan",
}
WASTE = "records/agreements/ksdd/ksdd-lembah-sampah-2024.yaml"
"""The city's record of the agreement on whose end the regency disagrees."""


def write_province(folder: Path) -> Path:
    """Write the example into a folder, and give its SOURCES.yaml."""
    shutil.copytree(EXAMPLE, folder, ignore=shutil.ignore_patterns("salinan", "site"), dirs_exist_ok=True)
    return folder / "SOURCES.yaml"


def change(path: Path, old: str, new: str) -> None:
    """Replace a text that a file must hold."""
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


def gather(
    sources: Path, day: datetime.date = AS_OF, *, fetches: bool = True
) -> tuple[Gathered, Cooperation]:
    """Gather what a SOURCES.yaml names, on a day."""
    gatherer = Gatherer(sources.parent, day, day, "id")
    gathered = gatherer.gather(read_sources(sources, "id"), fetches=fetches)
    return gathered, compare_registers(gathered)


def build_province(sources: Path, *words: str, day: str = DAY, code: int = 0) -> str:
    """Run the command, and give what it says; the machine's today is the day too."""
    done = _run(sources, words, day, code)
    return done.stdout + done.stderr


def run_gather(sources: Path, *words: str, day: str = DAY, code: int = 0) -> str:
    """Run the command without building a site, and give what it says."""
    return build_province(sources, "--no-site", *words, day=day, code=code)


def read_document(sources: Path, day: str = DAY, code: int = 0) -> dict[str, Any]:
    """Gather, and give the document for programs."""
    done = _run(sources, ("--no-site", "--format", "json"), day, code)
    document: dict[str, Any] = json.loads(done.stdout)
    return document


def _run(sources: Path, words: Iterable[str], day: str, code: int) -> "subprocess.CompletedProcess[str]":
    done = run("gather", str(sources), "--as-of", day, *words, today=day)
    assert done.returncode == code, done.stdout + done.stderr
    return done


def list_sources(document: dict[str, Any]) -> dict[str, dict[str, Any]]:
    """Give the sources of a document by id."""
    items: Iterable[dict[str, Any]] = document["sources"]
    return {item["source"]: item for item in items}
