"""The site speaks whole Indonesian: the catalogue and the texts of the sources hold each other, both ways."""

import ast
import datetime
import gettext
import re
from collections import Counter
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import jinja2
import pytest
from babel.messages.pofile import read_po
from babel.numbers import format_decimal
from jinja2.ext import extract_from_ast
from registers import BASE, ROOT, SCHEMAS

from generator.addresses import SECTIONS
from generator.digest.words import DUTY_ACTIONS, DUTY_COUNTS, DUTY_TITLES, PERIOD_WORDS
from generator.exports.workbook import DEFINITION_NAMES, HOW_TO_READ, TYPE_NAMES
from generator.locale import CATALOGUES, Locale, load_singulars
from generator.pages.changes import THINGS, TOLD
from generator.pages.downloads import GROUPS, OFFERS
from generator.pages.figures import CROSS_HEADINGS, CROSS_TITLES
from generator.pages.report import REPORT_LISTS
from generator.pages.sentences import DOCUMENTS, ENDINGS, OPENINGS
from generator.site.completion import SiteCompletion
from generator.site.render import Renderer
from generator.site.shell import BODY, DESCRIPTION, TITLE, Shell
from generator.tables.meanings import BOUND_TEXTS, BOUND_TITLES
from generator.tables.tables import TABLES
from generator.text import Language
from generator.type_guide import list_answers, list_ways
from generator.words.definitions import COMPILED, DEFINITIONS, NO_HISTORY
from generator.words.explanations import EVALUATION_STATES, LENGTH_ONLY, ONLY_PLANNED, STATUSES, TYPES
from generator.words.form import FORM_WORDS
from generator.words.relations import BONDS, RELATION_NAMES
from generator.words.titles import (
    EVALUATION_NAMES,
    FOLLOW_UP_TITLES,
    MOVEMENT_NAMES,
    RECORDED_NAMES,
    RECORDED_TITLES,
    STATE_DEFINITIONS,
    STATE_NAMES,
    STATUS_NAMES,
    TITLES,
    YEAR_TITLES,
)

GENERATOR = ROOT / "generator"
TEMPLATES = GENERATOR / "site" / "templates"
EXAMPLE = ROOT / "examples" / "contoh"
REGISTERS = {"shipped": ROOT, "example": EXAMPLE, "base": BASE}

LATER = datetime.date(2026, 12, 31)
"""A day after all that the registers hold, so that no record is called early."""

_PARAMETER = re.compile(r"%\((\w+)\)s")
_SPEAKERS = ("say", "_say", "_plain", "locale_say", "gettext")


class Listener(gettext.NullTranslations):
    """A fallback that keeps what the catalogue was asked for and does not hold."""

    def __init__(self) -> None:
        super().__init__()
        self.missing: set[str] = set()

    def gettext(self, message: str) -> str:
        """Give the message back and remember it."""
        self.missing.add(message)
        return message


@cache
def read_catalogue() -> dict[str, str]:
    """Give the Indonesian text of every message id; the catalogue's head is none."""
    with (CATALOGUES / "id.po").open("rb") as stream:
        messages = [message for message in read_po(stream, locale="id") if message.id]
    return {str(message.id): str(message.string) for message in messages}


@cache
def parse_modules() -> tuple[tuple[str, ast.Module], ...]:
    """Give every module of the generator with its path."""
    return tuple(
        (path.relative_to(ROOT).as_posix(), ast.parse(path.read_text(encoding="utf-8")))
        for path in sorted(GENERATOR.rglob("*.py"))
    )


def said_by_modules() -> Iterator[tuple[str, str]]:
    """Give every text that Python hands to ``say`` where it stands, with the module's path."""
    for path, module in parse_modules():
        for node in ast.walk(module):
            if isinstance(node, ast.Call) and node.args and _speaks(node.func):
                for text in _literals(node.args[0]):
                    yield path, text


def _speaks(function: ast.expr) -> bool:
    name = function.attr if isinstance(function, ast.Attribute) else getattr(function, "id", "")
    return name in _SPEAKERS


def _literals(argument: ast.expr) -> Iterator[str]:
    if isinstance(argument, ast.IfExp):
        yield from _literals(argument.body)
        yield from _literals(argument.orelse)
    elif isinstance(argument, ast.Constant) and isinstance(argument.value, str):
        yield argument.value


def said_by_tables() -> Iterator[tuple[str, str]]:
    """Give every text that waits in a table until ``say`` is given it."""
    tables = {
        "TABLES": [table.about for table in TABLES],
        "GROUPS": GROUPS.values(),
        "OFFERS": [text for heading, about, *_ in OFFERS for text in (heading, about)],
        "DEFINITION_NAMES": DEFINITION_NAMES,
        "HOW_TO_READ": [HOW_TO_READ],
        "TYPE_NAMES": TYPE_NAMES.values(),
        "BOUND_TITLES": BOUND_TITLES.values(),
        "BOUND_TEXTS": BOUND_TEXTS.values(),
        "DUTY_TITLES": DUTY_TITLES.values(),
        "DUTY_COUNTS": DUTY_COUNTS.values(),
        "DUTY_ACTIONS": DUTY_ACTIONS.values(),
        "PERIOD_WORDS": PERIOD_WORDS.values(),
        "RELATION_NAMES": RELATION_NAMES.values(),
        "BONDS": BONDS.values(),
        "TYPES": [explanation.about for explanation in TYPES.values()],
        "STATUSES": STATUSES.values(),
        "EVALUATION_STATES": EVALUATION_STATES.values(),
        "STATUS_NAMES": STATUS_NAMES.values(),
        "EVALUATION_NAMES": EVALUATION_NAMES.values(),
        "LENGTH_ONLY": [LENGTH_ONLY],
        "ONLY_PLANNED": [ONLY_PLANNED],
        "DEFINITIONS": DEFINITIONS.values(),
        "COMPILED": [COMPILED],
        "NO_HISTORY": [NO_HISTORY],
        "RECORDED_NAMES": RECORDED_NAMES.values(),
        "RECORDED_TITLES": RECORDED_TITLES.values(),
        "TITLES": TITLES.values(),
        "YEAR_TITLES": YEAR_TITLES.values(),
        "MOVEMENT_NAMES": MOVEMENT_NAMES.values(),
        "REPORT_LISTS": [heading for _, heading in REPORT_LISTS],
        "CROSS_TITLES": CROSS_TITLES.values(),
        "CROSS_HEADINGS": CROSS_HEADINGS.values(),
        "DOCUMENTS": DOCUMENTS.values(),
        "OPENINGS": OPENINGS.values(),
        "ENDINGS": ENDINGS.values(),
        "TOLD": TOLD.values(),
        "THINGS": THINGS.values(),
        "STATE_NAMES": STATE_NAMES.values(),
        "STATE_DEFINITIONS": STATE_DEFINITIONS.values(),
        "FOLLOW_UP_TITLES": FOLLOW_UP_TITLES.values(),
        "FORM_WORDS": FORM_WORDS.values(),
        "list_ways": [choice.text for way in list_ways() for _, choice in way.choices],
        "list_answers": [
            text for one in list_answers() for text in (one.title, one.note, *one.documents) if text
        ],
    }
    for name, texts in tables.items():
        for text in texts:
            yield name, text


def said_by_templates() -> Iterator[tuple[str, str]]:
    """Give every text that a template hands to ``_``, with the template's name."""
    environment = jinja2.Environment(autoescape=True)
    overrides = TEMPLATES.parent / "overrides"
    gathered = GENERATOR / "federation" / "templates"
    for path in sorted((*TEMPLATES.glob("*.html"), *overrides.rglob("*.html"), *gathered.glob("*.html"))):
        tree = environment.parse(path.read_text(encoding="utf-8"))
        for _, _, message in extract_from_ast(tree, ("_", "say")):
            for text in message if isinstance(message, tuple) else (message,):
                if text is not None:
                    yield path.name, text


def render_register(root: Path) -> set[str]:
    """Render every page of a register and give what the catalogue lacked."""
    completion = SiteCompletion.prepare(root, LATER, 1)
    assert not completion.checked.errors
    listener = Listener()
    completion.edition.locale.catalogue.add_fallback(listener)
    page = f"<title>{TITLE}</title><meta content='{DESCRIPTION}'>{BODY}"
    renderer = Renderer(completion.edition, {section: Shell(page, section) for section in SECTIONS})
    for language, generated in completion.pages:
        if language == "id":
            assert renderer.render(generated)
    return listener.missing


@pytest.mark.parametrize("name", REGISTERS)
def test_no_page_asks_for_a_missing_message(name: str) -> None:
    assert sorted(render_register(REGISTERS[name])) == []


def test_every_literal_is_in_the_catalogue() -> None:
    said = [*said_by_templates(), *said_by_modules(), *said_by_tables()]
    assert len(said) > 300
    assert [(place, text) for place, text in said if text not in read_catalogue()] == []


@pytest.mark.parametrize("message", sorted(read_catalogue()))
def test_translation_is_whole(message: str) -> None:
    translation = read_catalogue()[message]
    assert translation.strip()
    assert sorted(_PARAMETER.findall(translation)) == sorted(_PARAMETER.findall(message))
    # What is left after the parameters would break the filling-in.
    if _PARAMETER.search(message):
        assert "%" not in _PARAMETER.sub("", translation)
    # A joint such as " or " is nothing without its blanks.
    ends = (message[: len(message) - len(message.lstrip())], message[len(message.rstrip()) :])
    assert translation.startswith(ends[0])
    assert translation.endswith(ends[1])


def test_no_line_of_the_catalogue_is_stray() -> None:
    # A quoted line after an empty one would join the translation above it.
    assert re.findall(r'\n\n".*', (CATALOGUES / "id.po").read_text("utf-8")) == []


def test_no_message_is_stale() -> None:
    used = {text for _, text in said_by_templates()}
    for _, module in parse_modules():
        used |= {
            node.value
            for node in ast.walk(module)
            if isinstance(node, ast.Constant) and isinstance(node.value, str)
        }
    assert sorted(read_catalogue().keys() - used) == []


def test_no_message_stands_in_a_catalogue_twice() -> None:
    """Of two texts for one message only one would be said."""
    for path in CATALOGUES.glob("*.po"):
        ids = re.findall(r'^msgid (.*(?:\n".*)*)', path.read_text(encoding="utf-8"), re.MULTILINE)
        assert [message for message, count in Counter(ids).items() if count > 1] == []


def test_every_english_plural_has_its_singular() -> None:
    counted = re.compile(r"%\((?:count|number)\)s (?:more |mapped )?[a-z]+s\b")
    plurals = {message for message in read_catalogue() if counted.search(message)}
    singulars = load_singulars()
    assert sorted(plurals - singulars.keys()) == []
    assert sorted(singulars.keys() - read_catalogue().keys()) == []
    for message, singular in singulars.items():
        assert sorted(_PARAMETER.findall(singular)) == sorted(_PARAMETER.findall(message))


def test_of_one_thing_english_speaks_in_the_singular() -> None:
    english, indonesian = Locale("en", SCHEMAS), Locale("id", SCHEMAS)
    told = "%(title)s: %(count)s agreements."
    assert english.say(told, title="Gojek", count="1") == "Gojek: 1 agreement."
    assert english.say(told, title="1", count="2") == "1: 2 agreements."
    assert english.say("%(number)s years", number=1) == "1 year"
    assert english.say("part %(number)s of %(count)s", number=1, count=2) == "part 1 of 2"
    assert indonesian.say(told, title="Gojek", count="1") == "Gojek: 1 perjanjian."


@pytest.mark.parametrize("language", ["id", "en"])
@pytest.mark.parametrize("number", [0, 7, 999, 1000, 12345, 999999, 1000000, 1234567890123, -4500])
def test_numbers_are_written_as_the_language_does(language: Language, number: int) -> None:
    assert Locale(language, SCHEMAS).number(number) == format_decimal(number, locale=language)
