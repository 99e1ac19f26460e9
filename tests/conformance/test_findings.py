"""One set of cases, judged by the Python rules and by the form: the same findings in the same words."""

import copy
import json
import random
import re
from typing import Any

import pytest
from formengine import FormEngine
from hypothesis import Phase, given, settings
from hypothesis import strategies as st
from judging import Judge, Told, compare_told, order_told
from mistakes import SAMPLE, SHIPPED, make_mistake
from registers import ROOT
from write_conformance import FINDINGS, LANGUAGES, read_base, render_findings

from generator.check.rules import RULES
from generator.check.schema_faults import suggest
from generator.exports.form_contract import FORM_RULES, READING_RULES
from generator.text import Language

GIVEN: dict[str, Any] = json.loads(FINDINGS.read_text(encoding="utf-8"))
CASES: list[dict[str, Any]] = GIVEN["cases"]


def _register_of(case: dict[str, Any]) -> dict[str, Any]:
    """Give what is known of a case's register: the base with the differences."""
    differs = dict(case.get("differs", {}))
    register = copy.deepcopy(GIVEN["base"])
    for kind, changed in differs.pop("records", {}).items():
        known = {**register["records"][kind], **changed}
        register["records"][kind] = {key: one for key, one in known.items() if one is not None}
    return {**register, **differs}


def test_the_python_rules_say_what_the_cases_say() -> None:
    assert render_findings() == FINDINGS.read_text(encoding="utf-8"), "make conformance"


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_form_says_what_the_cases_say(engine: FormEngine, language: Language) -> None:
    asked = [{"file": case["file"], "value": case["value"], "register": _register_of(case)} for case in CASES]
    found = engine.check(asked, GIVEN["base"], GIVEN["as_of"], language)
    for case, of_form in zip(CASES, found, strict=True):
        # Which rules are broken elsewhere does not matter: no case is of a clash that only the form tells.
        form, check = compare_told(of_form, case["told"][language], FORM_RULES)
        assert form == check, case["name"]


def test_each_rule_that_the_form_claims_is_broken_by_a_case() -> None:
    broken = {one["rule"] for case in CASES for one in case["told"]["id"]}
    assert set(FORM_RULES) - set(READING_RULES) <= broken <= set(FORM_RULES)


def test_the_rules_that_the_form_does_not_judge_are_told() -> None:
    text = (ROOT / "docs" / "pengembang" / "formulir.md").read_text(encoding="utf-8")
    (told,) = re.findall(r"<!-- tidak-dinilai: (.*) -->", text)
    assert told.split() == sorted(RULES.keys() - set(FORM_RULES))


@pytest.mark.parametrize("judge", [SHIPPED, SAMPLE], ids=["shipped", "sample"])
def test_whole_registers_are_judged_alike(engine: FormEngine, judge: Judge) -> None:
    asked = [{"file": file, "value": value} for file, value in judge.values.items()]
    found = engine.check(asked, judge.neighbours, judge.as_of.isoformat(), "id")
    for one, of_form in zip(asked, found, strict=True):
        told, rules = judge.tell(one["file"], one["value"], "id")
        form, check = compare_told(of_form, told, rules)
        assert form == check, one["file"]


_AT_ONCE = 40


# Many records go to the page at once: made smaller, such a heap would say no more.
@settings(max_examples=8, phases=[Phase.explicit, Phase.generate])
@given(st.sampled_from((SHIPPED, SAMPLE)), st.integers(0, 2**32), st.sampled_from(LANGUAGES))
def test_no_slip_is_judged_otherwise(engine: FormEngine, judge: Judge, seed: int, language: Language) -> None:
    chance = random.Random(seed)  # noqa: S311  no secret
    asked = [make_mistake(judge, chance) for _ in range(_AT_ONCE)]
    found: list[list[Told]] = engine.check(asked, judge.neighbours, judge.as_of.isoformat(), language)
    for one, of_form in zip(asked, found, strict=True):
        told, rules = judge.tell(one["file"], one["value"], language)
        form, check = compare_told(of_form, told, rules)
        assert form == check, json.dumps(one, ensure_ascii=False)


@settings(max_examples=8, phases=[Phase.explicit, Phase.generate])
@given(st.integers(0, 2**32))
def test_the_same_word_is_guessed(engine: FormEngine, seed: int) -> None:
    chance = random.Random(seed)  # noqa: S311  no secret

    def make_word() -> str:
        # Of few letters, so that many are equally alike; and long ones, where common letters do not count.
        return "".join(chance.choices("ab-c", k=chance.choice((1, 3, 5, 7, 9, 230))))

    asked = [(make_word(), sorted({make_word() for _ in range(6)})) for _ in range(100)]
    guess = "(asked) => asked.map(([word, known]) => Closeness.suggest(word, known))"
    assert engine.ask(guess, asked) == [suggest(word, known) for word, known in asked]


def test_a_finding_of_the_form_is_told_once(engine: FormEngine) -> None:
    base = read_base()
    asked = [{"file": file, "value": value} for file, value in base.values.items()]
    for one in engine.check(asked, base.neighbours, base.as_of.isoformat(), "id"):
        assert order_told(one) == []
