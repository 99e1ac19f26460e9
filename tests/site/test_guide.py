"""The guide to the types in a browser: by keyboard, by address, and without JavaScript."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect
from registers import ROOT

from generator.home import find_part
from generator.locale import Locale
from generator.schemas import SchemaSet
from generator.type_guide import list_ways

GUIDE = "panduan/jenis/"
_LOCALE = Locale("id", SchemaSet(find_part(ROOT, "schema")))


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": 390, "height": 844})
    yield context.new_page()
    context.close()


def test_every_way_leads_to_the_answer_of_the_table(shipped_address: str, page: Page) -> None:
    page.goto(shipped_address + GUIDE)
    form, verdict = page.locator("#rk-guide"), page.locator("#rk-verdict")
    for way in list_ways():
        page.evaluate("document.getElementById('rk-guide').reset()")
        expect(verdict).to_have_text("")
        for _, choice in way.choices:
            form.locator("fieldset:not([hidden])").last.get_by_text(
                _LOCALE.say(choice.text), exact=True
            ).click()
        expect(verdict).to_contain_text(_LOCALE.say(way.answer.title))
        assert page.url.partition("?")[2] == way.query
        row = page.locator(f'tr[data-way="{way.query}"] a')
        assert row.get_attribute("href") == f"#jawaban-{way.answer.key}"


def test_an_address_restores_its_answer(shipped_address: str, page: Page) -> None:
    for way in list_ways():
        page.goto(f"{shipped_address}{GUIDE}?{way.query}")
        expect(page.locator("#rk-verdict")).to_contain_text(_LOCALE.say(way.answer.title))
        expect(page.locator("#rk-chosen h2").first).to_be_visible()
    page.goto(f"{shipped_address}{GUIDE}?mitra=entah&hal=apa")
    expect(page.locator("#rk-verdict")).to_have_text("")


def test_the_keyboard_is_enough(shipped_address: str, page: Page) -> None:
    page.goto(shipped_address + GUIDE)
    page.locator("#rk-guide input").first.focus()
    page.keyboard.press("Space")
    page.keyboard.press("Tab")
    page.keyboard.press("Space")
    page.keyboard.press("Tab")
    page.keyboard.press("Space")
    expect(page.locator("#rk-verdict")).to_contain_text("wajib")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.locator("#rk-verdict")).to_have_text("")
    assert page.evaluate("document.activeElement.value") == "daerah"


def test_without_javascript_lists_and_table_answer(browser: Browser, shipped_address: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(shipped_address + GUIDE)
    expect(page.locator("#rk-guide")).to_be_hidden()
    expect(page.locator(".rk-questions")).to_be_visible()
    ways = list(list_ways())
    expect(page.locator("tr[data-way]")).to_have_count(len(ways))
    links = page.locator(".rk-questions a")
    found = [links.nth(number).get_attribute("href") for number in range(links.count())]
    assert found == [f"#jawaban-{way.answer.key}" for way in ways]
    for way in ways:
        expect(page.locator(f"#jawaban-{way.answer.key}")).to_be_visible()
    context.close()


def test_on_paper_the_table_and_all_answers_stand(shipped_address: str, page: Page) -> None:
    page.goto(shipped_address + GUIDE)
    page.emulate_media(media="print")
    expect(page.locator("#rk-guide")).to_be_hidden()
    expect(page.locator("tr[data-way]").first).to_be_visible()
    expect(page.locator(".rk-answer").first).to_be_visible()
    expect(page.locator("#tahapan-luar-negeri")).to_be_visible()


def test_opening_the_page_takes_no_focus(shipped_address: str, page: Page) -> None:
    page.goto(shipped_address + GUIDE)
    expect(page.locator("#rk-guide")).to_be_visible()
    page.wait_for_timeout(50)
    assert page.evaluate("document.activeElement.tagName") == "BODY"
