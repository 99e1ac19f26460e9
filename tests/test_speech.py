"""The command line speaks one language alone: click's own words are Indonesian too, or all are English."""

import gettext
import re
import string
from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path

import click
import pytest
from babel.messages.extract import extract_from_file
from babel.messages.pofile import read_po
from conftest import RunCommand
from registers import ROOT

CATALOGUE = ROOT / "generator" / "locales" / "id" / "LC_MESSAGES" / "messages.po"

SPEAKING = ("core", "decorators", "exceptions", "formatting", "parser", "types")
"""The modules of click whose words the program can print: it asks no questions and completes no words."""

# Said to who writes a program with click, before anything runs.
FOR_PROGRAMMERS = {
    "Name '{name}' defined twice",
    "Boolean option {decl!r} cannot use the same flag for true/false.",
    "Could not determine name for option with declarations {decls!r}",
    (
        "No options defined but a name was passed ({name}). Did you mean to declare an argument instead? "
        "Did you mean to pass '--{name}'?"
    ),
    "Arguments take exactly one parameter declaration, got {length}: {decls}.",
    "Invalid start character for option ({option})",
    "Choice({choices})",
    "Do you want to continue?",
    "Confirm the action without prompting.",
}

WRONG = [
    [],
    ["--help"],
    ["-h"],
    ["--version"],
    *[[command, "--help"] for command in ("check", "build", "serve", "sample")],
    ["--rot"],
    ["--vers"],
    ["-x"],
    ["--version=1"],
    ["--help=ya"],
    ["check", "--rot", "."],
    ["check", "--root"],
    ["check", "--root", "luar"],
    ["check", "--format"],
    ["check", "--format", "xml"],
    ["check", "--jobs", "banyak"],
    ["check", "--jobs", "0"],
    ["check", "--jobs="],
    ["check", "--help=ya"],
    ["check", "--as-of", "kemarin"],
    ["check", "luar.yaml"],
    ["build", "berlebih"],
    ["build", "berlebih", "juga"],
    ["build", "--site-dir"],
    ["serve", "--port", "99999"],
    ["serve", "--port", "-1"],
    ["serve", "--prt"],
    ["sample"],
    ["sample", "a", "b"],
    ["sample", "--count", "nol", "a"],
    ["periksa"],
    ["chekc"],
]


@cache
def read_click() -> frozenset[str]:
    """Give every message of those modules, both forms of a plural."""
    found: set[str] = set()
    for module in SPEAKING:
        path = Path(click.__file__).with_name(f"{module}.py")
        keywords = {"_": None, "ngettext": (1, 2)}
        for _, message, *_ in extract_from_file("python", path, keywords=keywords):
            found |= set(_listed(message))
    return frozenset(found)


def read_phrases() -> Iterator[str]:
    """Give what stands in click's messages between the parameters."""
    for message in read_click() - FOR_PROGRAMMERS:
        for phrase in re.split(r"\{[^}]*\}|%\(\w+\)s", message):
            words = phrase.strip(" :.,'()!?\n\t")
            if words:
                yield words


def spoken_english(text: str) -> set[str]:
    """Give the phrases of click that stand in a text as whole words."""
    return {phrase for phrase in read_phrases() if re.search(rf"(?<![\w-]){re.escape(phrase)}(?!\w)", text)}


def read_source() -> Iterator[tuple[tuple[str, ...], tuple[str, ...]]]:
    """Give the ids and the texts of every message of the catalogue's source; its head is none."""
    with CATALOGUE.open("rb") as stream:
        for message in read_po(stream, locale="id"):
            if message.id:
                yield _listed(message.id), _listed(message.string)


def _listed(part: str | Sequence[str] | None) -> tuple[str, ...]:
    return (part or "",) if isinstance(part, str | None) else tuple(part)


def read_compiled() -> dict[object, str]:
    """Give what a compiled catalogue holds besides its head."""
    with CATALOGUE.with_suffix(".mo").open("rb") as stream:
        held = vars(gettext.GNUTranslations(stream))["_catalog"]
    return {key: text for key, text in held.items() if key}


def test_every_message_of_click_is_translated() -> None:
    assert len(read_click()) > 40
    assert read_click() >= FOR_PROGRAMMERS
    known = {text for ids, _ in read_source() for text in ids}
    assert sorted(read_click() - FOR_PROGRAMMERS - known) == []
    assert sorted(known - read_click()) == []


def test_the_compiled_catalogue_is_not_stale() -> None:
    source: dict[object, str] = {}
    for ids, texts in read_source():
        source |= {(ids[0], number) if len(ids) > 1 else ids[0]: text for number, text in enumerate(texts)}
    assert read_compiled() == source, "run: make catalogue"


def test_translations_take_the_same_parameters() -> None:
    for ids, texts in read_source():
        for text in texts:
            assert text, ids
            assert _fields(text) <= {field for one in ids for field in _fields(one)}, ids


def _fields(text: str) -> set[str]:
    named = {name for _, name, _, _ in string.Formatter().parse(text) if name}
    return named | set(re.findall(r"%\(\w+\)s", text))


@pytest.mark.parametrize("words", WRONG, ids=" ".join)
def test_no_english_word_is_said(words: list[str], base: Path, registri: RunCommand) -> None:
    ran = registri(*words, cwd=base)
    assert ran.returncode in (0, 2)
    assert "Traceback" not in ran.stderr
    assert spoken_english(ran.stdout + ran.stderr) == set()


def test_all_is_said_in_english_when_asked(base: Path, registri: RunCommand) -> None:
    said: set[str] = set()
    for words in WRONG:
        ran = registri(*words, cwd=base, environment={"REGISTRI_LANG": "en", "LANGUAGE": "id"})
        said |= spoken_english(ran.stdout + ran.stderr)
        assert not re.search(
            r"tidak (?:ada|sah)|bukan|Kesalahan|Pemakaian|Pilihan|Perintah", ran.stdout + ran.stderr
        ), words
    # What was run above does bring click to speak.
    assert said >= {
        "Usage", "Options", "Error", "Invalid value for", "No such option", "is not one of", "version",
        "Got unexpected extra argument", "Got unexpected extra arguments", "requires an argument",
        "does not take a value", "Did you mean", "Show the version and exit", "Show this message and exit",
    }  # fmt: skip


@pytest.mark.parametrize(
    "machine", [{"LANG": "fr_FR.UTF-8"}, {"LC_ALL": "C"}, {"LANGUAGE": "en"}, {"LC_MESSAGES": "en_US.UTF-8"}]
)
def test_the_language_of_the_machine_plays_no_part(machine: dict[str, str], registri: RunCommand) -> None:
    assert registri("--help", environment=machine).stdout == registri("--help").stdout
    assert "Pemakaian:" in registri("--help", environment=machine).stdout
