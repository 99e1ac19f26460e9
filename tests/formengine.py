"""The form's script without its page: in one empty page of Chromium, asked many things at once."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from playwright.sync_api import Browser, Page
from registers import SCHEMAS

from generator.exports.form_contract import FORM_RULES
from generator.records import SCHEMAS as SCHEMA_NAMES
from generator.site.form_script import render_form_script

_KEPT = ("rule", "severity", "path", "key", "message", "help", "fix")


class FormEngine:
    """The script, with the schemas of the shipped register."""

    def __init__(self, page: Page) -> None:
        self._page = page

    def ask(self, function: str, argument: Any = None) -> Any:
        """Give what a JavaScript function gives for an argument."""
        return self._page.evaluate(function, argument)

    def check(self, asked: Sequence[dict[str, Any]], register: Any, as_of: str, language: str) -> list[Any]:
        """Give the findings for many records: each a ``file``, a ``value``, perhaps its own ``register``."""
        # A page's values cross as JSON text: what crosses as values loses the order of keys.
        return list(
            self.ask(
                """([asked, register, asOf, language, kept]) => asked.map((one) => {
                    const { file, value } = one, schema = schemas[Rules.parsePlace(file).schema];
                    const known = one.register ?? register;
                    const found = Rules.check({ file, value, schema, register: known, asOf, language });
                    return found.map((finding) => Object.fromEntries(kept.map((key) => [key, finding[key]])));
                })""",
                [list(asked), register, as_of, language, _KEPT],
            )
        )


@contextmanager
def open_engine(browser: Browser) -> Iterator[FormEngine]:
    """Give the script in a page that forbids what the site's pages forbid: code made from text."""
    page = browser.new_page()
    faults: list[str] = []
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.set_content(
        "<meta http-equiv='Content-Security-Policy'"
        " content=\"default-src 'none'; script-src 'unsafe-inline'\">"
        f"<script>{render_form_script()}</script>"
    )
    schemas = {name: SCHEMAS.get(name) for name in SCHEMA_NAMES}
    page.evaluate("(given) => { globalThis.schemas = given; }", schemas)
    assert not faults, faults
    assert FORM_RULES
    yield FormEngine(page)
    page.close()
