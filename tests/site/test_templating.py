"""Templates compiled the short way: what they give, what they refuse, and that Jinja gives the same."""

import datetime
import marshal
import sys
from collections.abc import Mapping
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import jinja2
import pytest
from builtsite import REGISTERS
from hypothesis import given
from hypothesis import strategies as st
from jinja2 import nodes
from jinja2.compiler import CodeGenerator
from jinja2.exceptions import UndefinedError
from markupsafe import Markup, escape

from generator.addresses import SECTIONS
from generator.site import codes, render
from generator.site.codes import TEMPLATES, Codes
from generator.site.completion import SiteCompletion
from generator.site.render import Renderer
from generator.site.shell import BODY, DESCRIPTION, TITLE, Shell
from generator.site.templating import TemplateEnvironment
from generator.text import Language

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


@pytest.mark.parametrize(
    "source",
    [
        "{{ known }}{% for known in [1, 2] %}{{ known }}{% endfor %}{{ known }}",
        "{% for one in [1, 2] %}{{ known }}{% set known = one %}{{ known }}{% endfor %}{{ known }}",
        "{% if one %}{% set known = 'own' %}{% endif %}{{ known }}",
        "{% if not one %}{% set known = 'own' %}{% endif %}{{ known }}",
        "{{ known }}{% set known = 'own' %}{{ known }}",
        "{{ known }}{% with known = 'own' %}{{ known }}{% endwith %}{{ known }}",
        "{% macro part(known, other='o') %}{{ known }}{{ other }}{% endmacro %}{{ part(1) }}{{ part(2, 3) }}",
        "{% macro part(one, two=known) %}{{ one }}{{ two }}{% endmacro %}{{ part(1) }}{{ part(1, two=2) }}",
        "{% for one in [1, 2] if one == known %}{{ one }}{% else %}{{ known }}{% endfor %}",
    ],
)
def test_what_all_templates_may_name_can_be_set_anew(source: str) -> None:
    short, ordinary = TemplateEnvironment(lambda _name: source), _OrdinaryEnvironment(lambda _name: source)
    short.globals["known"] = ordinary.globals["known"] = "<all>"
    assert short.render("a", {"one": 1}) == ordinary.render("a", {"one": 1})


def test_no_value_bears_the_name_of_what_all_templates_may_name() -> None:
    environment = TemplateEnvironment(lambda _name: "{{ known }}")
    environment.globals["known"] = "all"
    with pytest.raises(ValueError, match="known"):
        environment.render("a", {"known": "own"})


@pytest.mark.parametrize("call", ["part()", "part(1, 2, 3)", "part(1, none=2)"])
def test_a_part_takes_what_it_names(call: str) -> None:
    source = f"{{% macro part(one, other=2) %}}{{{{ one }}}}{{% endmacro %}}{{{{ {call} }}}}"
    with pytest.raises((TypeError, UndefinedError)):
        _render(source)


def test_a_fault_names_the_template_line() -> None:
    with pytest.raises(AttributeError) as raised:
        _render("one\ntwo\n{{ thing.other }}", thing=SimpleNamespace())
    assert raised.traceback[-1].lineno == 2  # counted from 0


@given(st.text())
def test_escaping(text: str) -> None:
    environment = TemplateEnvironment(lambda _name: "{{ text }}")
    assert environment.render("a", {"text": text}) == str(escape(text))


def test_kept_code_gives_the_same_pages_of_another_edition(tmp_path: Path) -> None:
    first, second = (SiteCompletion.prepare(REGISTERS[name], _AS_OF, 1) for name in ("sample", "shipped"))
    shells = dict.fromkeys(SECTIONS, Shell(_SHELL, ""))
    for number, completion in enumerate((first, second)):
        kept = Renderer(completion.edition, shells, codes=Codes("id", tmp_path / "kept"))
        fresh = Renderer(completion.edition, shells, codes=Codes("id", tmp_path / f"fresh-{number}"))
        seen = set()
        for language, page in completion.pages:
            if language == "id" and page.template not in seen:
                seen.add(page.template)
                assert kept.render(page) == fresh.render(page), page.address


def test_no_value_is_shown_while_compiling() -> None:
    """What a filter makes of a constant would be the first register's for all that come after it."""
    environment = jinja2.Environment()  # noqa: S701  nothing is rendered
    for path in TEMPLATES.glob("*.html"):
        for used in environment.parse(path.read_text(encoding="utf-8")).find_all(nodes.Filter):
            assert not isinstance(used.node, nodes.Const | nodes.TemplateData), (path.name, used.lineno)


@pytest.fixture
def keeping(monkeypatch: pytest.MonkeyPatch) -> None:
    """Have code be kept, whatever the machine has Python do with its own."""
    monkeypatch.setattr(sys, "dont_write_bytecode", False)


class _Counting(TemplateEnvironment):
    """Counts what it compiles."""

    compiled = 0

    def _generate(self, *args: Any, **more: Any) -> str:
        _Counting.compiled += 1
        return super()._generate(*args, **more)


def _show(folder: Path, source: str, language: Language = "id") -> tuple[str, bool]:
    """Render a template, and give whether it was compiled for that."""
    before = _Counting.compiled
    shown = _Counting(lambda _name: source, Codes(language, folder)).render("a", {"name": "<b>"})
    return shown, _Counting.compiled > before


@pytest.mark.usefixtures("keeping")
def test_a_template_is_compiled_once(tmp_path: Path) -> None:
    assert _show(tmp_path, "Halo {{ name }}") == ("Halo &lt;b&gt;", True)
    assert _show(tmp_path, "Halo {{ name }}") == ("Halo &lt;b&gt;", False)
    assert _show(tmp_path, "Hai {{ name }}") == ("Hai &lt;b&gt;", True)
    assert _show(tmp_path, "Hai {{ name }}", "en") == ("Hai &lt;b&gt;", True)
    assert _show(tmp_path, "Hai {{ name }}") == ("Hai &lt;b&gt;", False)


@pytest.mark.usefixtures("keeping")
@pytest.mark.parametrize("harm", [b"", b"x", b"\0" * 32, marshal.dumps("x")])
def test_damaged_code_is_compiled_anew(tmp_path: Path, harm: bytes) -> None:
    _show(tmp_path, "Halo {{ name }}")
    (file,) = tmp_path.iterdir()
    content = file.read_bytes()
    for damaged in (harm, content[:-1], content + harm + b"x", content[:40] + b"\xff" + content[41:]):
        file.write_bytes(damaged)
        assert _show(tmp_path, "Halo {{ name }}") == ("Halo &lt;b&gt;", True)
    assert _show(tmp_path, "Halo {{ name }}") == ("Halo &lt;b&gt;", False)


@pytest.mark.usefixtures("keeping")
def test_another_program_compiles_anew(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    _show(tmp_path, "Halo {{ name }}")
    monkeypatch.setattr(codes, "fingerprint_program", lambda: "another")
    assert _show(tmp_path, "Halo {{ name }}") == ("Halo &lt;b&gt;", True)


@pytest.mark.usefixtures("keeping")
def test_where_no_code_can_be_kept_none_is(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "file").write_bytes(b"")
    for _ in range(2):
        assert _show(tmp_path / "file" / "none", "Halo {{ name }}") == ("Halo &lt;b&gt;", True)
    monkeypatch.setattr(sys, "dont_write_bytecode", True)
    assert _show(tmp_path / "other", "Halo {{ name }}") == ("Halo &lt;b&gt;", True)
    assert not (tmp_path / "other").exists()
