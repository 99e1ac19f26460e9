"""Templates compiled the short way: what they give, what they refuse, and that Jinja gives the same."""

import datetime
from collections.abc import Mapping
from types import SimpleNamespace
from typing import Any

import jinja2
import pytest
from builtsite import REGISTERS
from hypothesis import given
from hypothesis import strategies as st
from jinja2.compiler import CodeGenerator
from jinja2.exceptions import UndefinedError
from markupsafe import Markup, escape

from generator.addresses import SECTIONS
from generator.site import render
from generator.site.completion import SiteCompletion
from generator.site.render import Renderer
from generator.site.shell import BODY, DESCRIPTION, TITLE, Shell
from generator.site.templating import Codes, TemplateEnvironment, escape_text

_AS_OF = datetime.date(2026, 11, 24)
_SHELL = f"{TITLE}{DESCRIPTION}{BODY}"


class _OrdinaryEnvironment(jinja2.Environment):
    """The same templates, compiled by Jinja's own code."""

    code_generator_class = CodeGenerator

    def __init__(self, load: Any, _codes: object = None) -> None:
        super().__init__(
            loader=jinja2.FunctionLoader(load), autoescape=True, trim_blocks=True, lstrip_blocks=True
        )

    def render(self, name: str, values: Mapping[str, Any]) -> str:
        return self.get_template(name).render(values)


class _Shells(dict[str, Shell]):
    def __missing__(self, section: str) -> Shell:
        return Shell(_SHELL, section)


@pytest.mark.parametrize("name", REGISTERS)
def test_every_page_is_what_jinja_makes_of_it(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    completion = SiteCompletion.prepare(REGISTERS[name], _AS_OF, 1)
    short = {language: Renderer(edition, _Shells()) for language, edition in completion.editions.items()}
    monkeypatch.setattr(render, "TemplateEnvironment", _OrdinaryEnvironment)
    ordinary = {language: Renderer(edition, _Shells()) for language, edition in completion.editions.items()}
    for language, page in completion.pages:
        assert short[language].render(page) == ordinary[language].render(page), page.address


def _render(source: str, **values: object) -> str:
    return TemplateEnvironment(lambda _name: source).render("a", values)


@pytest.mark.parametrize(
    ("source", "shown"),
    [
        ("{{ record.title }}", "a &amp; b"),
        ("{{ record.items }}", "3"),
        ("{{ thing.title }}", "c"),
        ("{{ record['title'] }}", "a &amp; b"),
        ("{% if record.other %}yes{% else %}no{% endif %}", "no"),
        ("{{ (record.other or {}).title or 'none' }}", "none"),
        ("{{ record.other is defined }} {{ record.title is defined }}", "False True"),
        ("{{ record.other == '' }} {{ record.other == record.another }}", "False False"),
        ("{{ markup }}{{ 3 }}{{ none }}", "<b>3None"),
        ("{{ record.title ~ '<' ~ record.items }}", "a &amp; b&lt;3"),
        ("{{ markup ~ record.title ~ '<' }}", "<b>a &amp; b&lt;"),
        ("{{ shout(record.title, times=2) }}", "a &amp; b!!"),
        ("{{ shout(*['a'], **{'times': 1}) }}", "a!"),
        ("{% for one in [1, 2] %}{{ one }}{% if not loop.last %},{% endif %}{% endfor %}", "1,2"),
    ],
)
def test_what_templates_may_say(source: str, shown: str) -> None:
    def shout(text: str, times: int = 0) -> str:
        return text + times * "!"

    record = {"title": "a & b", "items": 3}
    thing = SimpleNamespace(title="c")
    assert _render(source, record=record, thing=thing, markup=Markup("<b>"), shout=shout) == shown


@pytest.mark.parametrize(
    ("source", "fault"),
    [
        ("{{ record.other }}", UndefinedError),
        ("{{ record.other.deeper }}", UndefinedError),
        ("{% for one in record.other %}{% endfor %}", UndefinedError),
        ("{{ record['other'] }}", KeyError),
        ("{{ thing.other }}", AttributeError),
        ("{% if thing.other %}{% endif %}", AttributeError),
        ("{{ unheard_of }}", UndefinedError),
        ("{% if unheard_of %}{% endif %}", UndefinedError),
        ("{{ unheard_of.title }}", UndefinedError),
    ],
)
def test_what_templates_may_not_say(source: str, fault: type[Exception]) -> None:
    with pytest.raises(fault):
        _render(source, record={}, thing=SimpleNamespace())


def test_a_fault_names_the_template_line() -> None:
    with pytest.raises(AttributeError) as raised:
        _render("one\ntwo\n{{ thing.other }}", thing=SimpleNamespace())
    assert raised.traceback[-1].lineno == 2  # counted from 0


@given(st.text())
def test_escaping(text: str) -> None:
    assert escape_text(text) == str(escape(text))


def test_kept_code_gives_the_same_pages_of_another_edition() -> None:
    first, second = (SiteCompletion.prepare(REGISTERS[name], _AS_OF, 1) for name in ("sample", "shipped"))
    codes = Codes()
    shells = dict.fromkeys(SECTIONS, Shell(_SHELL, ""))
    for completion in (first, second):
        kept = Renderer(completion.edition, shells, codes=codes)
        fresh = Renderer(completion.edition, shells)
        seen = set()
        for language, page in completion.pages:
            if language == "id" and page.template not in seen:
                seen.add(page.template)
                assert kept.render(page) == fresh.render(page), page.address
