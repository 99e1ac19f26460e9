"""What the guide for staff quotes is what the site, the form and the check really say."""

import re
from collections.abc import Iterator
from functools import cache
from typing import Any

import pytest
from babel.messages.pofile import read_po
from registers import ROOT, SCHEMAS

from generator.addresses import LANGUAGE_ROOTS
from generator.check.rules import RULES
from generator.commands import purge
from generator.differences import sentences
from generator.forge.comments import render_comment
from generator.purge import repository
from generator.text import Language, Text

PAGES = sorted((ROOT / "docs" / "panduan" / "petugas").glob("*.md"))
_VALUE = re.compile(r" \(\{\w+\}\)")
_QUOTED = re.compile(r"“([^”]+)”")
# The words of the hosts, of git and of calendars, in whose programs they are pressed or read.
OF_OTHERS = {
    "Close pull request", "Commit changes", "Commit changes…",
    "Commit message", "Create merge request", "Create pull request", "Delete branch", "Deploy", "Fork",
    "Fork this repository", "From URL", "Issues", "Pages", "Propose changes", "Propose new file",
    "Remove pages", "Run housekeeping", "Settings", "Subscribe from web", "Target branch", "Unpublish site",
    "protected branch hook declined",
}  # fmt: skip
# What speaks where records are proposed.
OF_THE_HOST = (".ci/check-proposal", ".github/ISSUE_TEMPLATE/usul-perbaikan.yml")
# What stands in the tables of offices.
OF_TABLES = ("17/05/24", "No. PKS", "OPD", "Tgl. TTD")
# What is typed, or named as an example; each language its own.
OF_EXAMPLES: dict[Language, set[str]] = {
    "id": {
        "20 atau 27 Mei 2026", "Lampiran 2: rincian biaya", "Mei 2024", "17 Mei 2024", "17 mei 2024",
        "sekitar 2024", "teladan", "Tambahkan perjanjian taman kota dengan PT Contoh Teladan Abadi",
        "tidak tahu", "pratinjau", *OF_TABLES,
    },
    "en": {
        "20 or 27 May 2026", "Annex 2: details of costs", "May 2024", "17 May 2024", "17 may 2024",
        "about 2024", "teladan", "Add the agreement on the city park with PT Contoh Teladan Abadi",
        "pratinjau", "Berlaku", "tidak diketahui", "Kategori mitra", *OF_TABLES,
    },
}  # fmt: skip


@cache
def _list_texts(language: Language) -> tuple[str, ...]:
    """Give everything that the program says in a language."""
    with (ROOT / "generator" / "locales" / "id.po").open("rb") as stream:
        messages = [message for message in read_po(stream) if message.id]
    said = [str(message.string if language == "id" else message.id) for message in messages]
    for name in ("agreement-ksdpk", "partner", "mapping-entry"):
        said += _iterate_titles(SCHEMAS.get(name), language)
    said += [text.render(language) for rule in RULES.values() for text in (rule.message, rule.help)]
    said += [render_comment("", has_passed=False, run_url="")]
    for module in (purge, repository, sentences):
        said += [text.render(language) for text in vars(module).values() if isinstance(text, Text)]
    said += [(ROOT / file).read_text("utf-8") for file in OF_THE_HOST]
    # A message is quoted without the values that it carries.
    return tuple({*said, *(_VALUE.sub("", text) for text in said)})


def _is_said(quoted: str, language: Language) -> bool:
    """Whether a quotation is a part of a text, or a text with its parameters filled in."""
    texts = _list_texts(language)
    patterns = (re.escape(text).replace(r"\{", "{").replace(r"\}", "}") for text in texts if "{" in text)
    return any(quoted in text for text in texts) or any(
        re.fullmatch(re.sub(r"\{\w+\}", ".+", pattern).removesuffix(r"\."), quoted)
        for pattern in patterns
        if not pattern.startswith("{")
    )


def _iterate_titles(part: Any, language: Language) -> Iterator[str]:
    if isinstance(part, list):
        for one in part:
            yield from _iterate_titles(one, language)
    if isinstance(part, dict):
        title = part.get("title" if language == "id" else "x-title-en")
        if isinstance(title, str):
            yield title
        yield from (texts[language] for texts in part.get("x-labels", {}).values())
        for one in part.values():
            yield from _iterate_titles(one, language)


@pytest.mark.parametrize("language", LANGUAGE_ROOTS)
@pytest.mark.parametrize("page", PAGES, ids=[page.stem for page in PAGES])
def test_a_page_quotes_what_is_said(page: Any, language: Language) -> None:
    text = (ROOT / "docs" / LANGUAGE_ROOTS[language] / "panduan" / "petugas" / page.name).read_text("utf-8")
    text = re.sub(r"^```.*?^```$", "", text, flags=re.MULTILINE | re.DOTALL)
    quoted = {" ".join(one.split()).rstrip(".") for one in _QUOTED.findall(text)}
    own = sorted(quoted - OF_OTHERS - OF_EXAMPLES[language])
    assert [one for one in own if not _is_said(one, language)] == []
