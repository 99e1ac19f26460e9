"""The hand-written pages that are a register's own: what another government starts them with.

All other pages of ``docs/`` are true for every government. These speak of one: its procedures, the origin of
its register, what was left out of it, and questions answered from it. Those in ``docs/`` are the shipped
register's; ``starting/`` holds what stands in their place until a government has written its own.
"""

import re
from pathlib import Path
from string import Template
from typing import Any

from generator.levels import REGULATIONS
from generator.text import Language, Text

OWN_PAGES = (
    "tentang/asal-usul.md",
    "tentang/pertanyaan.md",
    "tentang/tata-cara.md",
    "tentang/tidak-dicatat.md",
)
"""Their places among the pages of a language."""

_STARTING = Path(__file__).resolve().parent / "starting" / "docs"
_FOLDERS: dict[Language, str] = {"id": "", "en": "en/"}
# What has a meaning in Markdown or HTML, and everything else that no name needs as it stands.
_MARKS = re.compile(r"[^\w\s.,'’/()–-]|_")

_LIMIT = Text("Kerja sama di dalam negeri: paling lama {years} tahun ({basis}).",
              "Cooperation within the country: {years} years at most ({basis}).")  # fmt: skip
# What the reader of the site sees, and below it what only those who write the page do.
_NO_LIMIT = Text(
    "*Bagian ini belum ditulis oleh pemerintah daerah ini.*\n\n"
    "<!-- Belum ditulis. Yang ditulis di sini: paling lama berapa tahun, dan aturannya; ditulis juga pada "
    "`longest_term` di `records/registry.yaml`, supaya pemeriksaan memberi saran. -->",
    "*This part has not been written by this regional government yet.*\n\n"
    "<!-- Not written yet. What belongs here: for how many years at most, and by which rule; written under "
    "`longest_term` in `records/registry.yaml` too, so that the check gives advice. -->",
)
_NO_PROCEDURE = Text(
    "*Bagian ini belum ditulis oleh pemerintah daerah ini.*\n\n"
    "<!-- Belum ditulis. Yang ditulis di sini: mitra mana yang digolongkan ke Sinergi dan mana ke KSDPK; "
    "satu kalimatnya pada `procedure_note` di `records/registry.yaml` tampil di panduan “Jenis kerja sama "
    "yang mana?”. -->",
    "*This part has not been written by this regional government yet.*\n\n"
    "<!-- Not written yet. What belongs here: which partners count to Sinergi and which to KSDPK; a "
    "sentence of it under `procedure_note` in `records/registry.yaml` is shown in the guide “Which type of "
    "cooperation is it?”. -->",
)
# Pages begun with an earlier program say it to everybody, between two stars.
_UNWRITTEN = re.compile(r"^(?:<!-- ?|\*)(?:Belum ditulis|Not written yet)\b", re.MULTILINE)


def list_own_files() -> tuple[str, ...]:
    """Give the places of the pages in a register's folder, of every language."""
    return tuple(f"docs/{folder}{place}" for folder in _FOLDERS.values() for place in OWN_PAGES)


def find_unwritten(page: str) -> list[int]:
    """Give the lines of a page, from 1, where a part begins that its government has not written yet."""
    return [page.count("\n", 0, found.start()) + 1 for found in _UNWRITTEN.finditer(page)]


def render_own_pages(registry: Any) -> dict[str, str]:  # noqa: ANN401  a record's value
    """Give the pages that a government starts with, by their place in ``docs/``, in each of its languages."""
    languages: tuple[Language, ...] = ("id", *registry.get("other_languages", ()))
    return {
        _FOLDERS[language] + place: text
        for language in languages
        for place, text in render_language(registry, language).items()
    }


def render_language(registry: Any, language: Language) -> dict[str, str]:  # noqa: ANN401  a record's value
    """Give the pages that a government starts with in one language, by their place among its pages."""
    words = _list_words(registry, language)
    return {place: Template(_read(_FOLDERS[language] + place)).substitute(words) for place in OWN_PAGES}


def _list_words(registry: Any, language: Language) -> dict[str, str]:  # noqa: ANN401  a record's value
    limit, note = registry.get("longest_term"), registry.get("procedure_note")
    years = {"years": str(limit["years"]), "basis": _escape(limit["basis"])} if limit else {}
    return {
        "place_name": _escape(registry["place_name"]),
        "government_name": _escape(registry["government_name"]),
        "regulation": REGULATIONS[registry["level"]].render(language),
        "procedure": _escape(note[language]) if note else _NO_PROCEDURE.render(language),
        "longest_term": (_LIMIT if limit else _NO_LIMIT).render(language, **years),
    }


def _escape(text: str) -> str:
    """Give a record's text for Markdown: one line, in which every sign is meant as it stands."""
    return _MARKS.sub(lambda found: f"&#{ord(found[0])};", " ".join(text.split()))


def _read(place: str) -> str:
    return (_STARTING / place).read_text(encoding="utf-8")
