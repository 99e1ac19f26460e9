"""The public's questions, each answered as a person would: from the home page, by what is to be seen."""

import re
from collections.abc import Iterator
from typing import Any

import pytest
import yaml
from builtsite import BuiltSite
from playwright.sync_api import Browser, Locator, Page, expect
from registers import ROOT

from generator.addresses import LANGUAGE_ROOTS
from generator.text import Language

QUESTIONS: list[dict[str, Any]] = yaml.safe_load(
    (ROOT / "tests" / "source" / "questions.yaml").read_text(encoding="utf-8")
)
DOCS: dict[Language, str] = {"id": "docs/tentang/pertanyaan.md", "en": "docs/en/tentang/pertanyaan.md"}
MOST_CLICKS = 3

# Marks the link of the number that stands beside some words: in one row, one item of a list or one paragraph.
_NUMBER_BESIDE = """words => {
  document.querySelector("[data-asked]")?.removeAttribute("data-asked");
  const around = link => [...link.closest("tr, li, p")?.querySelectorAll("*") ?? []];
  const texts = link => around(link).map(one => one.textContent.trim());
  const number = [...document.querySelectorAll("main a[data-count]")]
    .find(link => link.checkVisibility() && texts(link).includes(words));
  number?.setAttribute("data-asked", "");
  return number !== undefined;
}"""


@pytest.fixture(scope="module")
def page(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    yield context.new_page()
    context.close()


def pick(text: str | dict[str, str], language: Language) -> str:
    """Give a text's side in a language."""
    return text if isinstance(text, str) else text[language]


def find_link(page: Page, words: str) -> Locator:
    """Give the link that a reader would take: in the page's own text before any menu, whole words first."""
    # A slash would end the expression in the browser's own way of writing it.
    escaped = re.escape(words).replace("/", r"\/")
    whole, beginning = re.compile(f"^{escaped}$"), re.compile(f"^{escaped}")
    for place, name in (("article", whole), ("article", beginning), ("body", whole)):
        links = page.locator(place).get_by_role("link", name=name).filter(visible=True)
        if links.count():
            return links.first
        if place == "article" and page.evaluate(_NUMBER_BESIDE, words):
            return page.locator("[data-asked]")
    raise AssertionError(f'no link "{words}" on {page.url}')


def take(page: Page, step: dict[str, Any], language: Language) -> None:
    """Do one step and wait for the page it leads to."""
    ((kind, text),) = step.items()
    words = pick(text, language)
    before = page.url
    if kind == "search":
        page.get_by_role("searchbox").filter(visible=True).first.fill(words)
        page.keyboard.press("Enter")
        expect(page.locator("#rk-found")).not_to_be_empty()
    else:
        find_link(page, words).click()
    page.wait_for_load_state()
    assert page.url != before, f'"{words}" leads nowhere'


def list_rows(page: Page) -> set[str]:
    """Give the ids of the agreements that are listed to be seen."""
    rows: list[str] = page.eval_on_selector_all(
        "main [data-id]", "rows => rows.filter(row => row.checkVisibility()).map(row => row.dataset.id)"
    )
    return set(rows)


def look(page: Page, sees: dict[str, Any], language: Language) -> list[str]:
    """Give what should be seen on the page and is not."""
    missing = []
    if "rows" in sees and list_rows(page) != set(sees["rows"]):
        missing.append(f"rows: {sorted(list_rows(page) ^ set(sees['rows']))}")
    shown = " ".join(page.locator("body").inner_text().replace("\xa0", " ").split())
    missing += [words for text in sees.get("text", ()) if (words := pick(text, language)) not in shown]
    links = page.locator("main a[href^=http]").evaluate_all("links => links.map(link => link.hostname)")
    return missing + [site for site in sees.get("sources", ()) if site not in links]


@pytest.mark.parametrize("question", QUESTIONS, ids=lambda question: question["about"])
@pytest.mark.parametrize("language", LANGUAGE_ROOTS)
def test_the_way_leads_to_the_answer(
    question: dict[str, Any], language: Language, shipped: BuiltSite, shipped_address: str, page: Page
) -> None:
    home = LANGUAGE_ROOTS[language]
    assert home in shipped.pages
    page.goto(shipped_address + home)
    for step in question["steps"]:
        take(page, step, language)
    assert look(page, question["sees"], language) == []


def test_there_are_twenty_questions_and_no_way_is_long() -> None:
    assert len({question["about"] for question in QUESTIONS}) == len(QUESTIONS) == 20
    for question in QUESTIONS:
        kinds = [kind for step in question["steps"] for kind in step]
        assert kinds == ["search"] or ("search" not in kinds and len(kinds) <= MOST_CLICKS), question["about"]
        assert question["sees"]


@pytest.mark.parametrize("language", DOCS)
def test_the_page_lists_exactly_these_questions_with_their_ways(language: Language) -> None:
    text = " ".join((ROOT / DOCS[language]).read_text("utf-8").split("\n"))
    asked = re.findall(r"### (.+?)(?: \{#[\w-]+\})?  ", text)
    assert asked == [question["asked"][language] for question in QUESTIONS]
    for question, section in zip(QUESTIONS, text.split("### ")[1:], strict=True):
        plain = section.replace("*", "")
        for step in question["steps"]:
            (words,) = (pick(words, language) for words in step.values())
            assert words in " ".join(plain.split()), question["about"]
