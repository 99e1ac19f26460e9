"""The form's script for the tests of this folder, loaded once a module."""

from collections.abc import Iterator

import pytest
from formengine import FormEngine, open_engine
from playwright.sync_api import Browser


@pytest.fixture(scope="module")
def engine(browser: Browser) -> Iterator[FormEngine]:
    """Give the form's script in a page of its own."""
    with open_engine(browser) as engine:
        yield engine
