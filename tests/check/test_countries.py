"""The pinned codes are those that the site can name, and no more than ISO 3166-1 has."""

import re

from babel.core import Locale

from generator.check.countries import COUNTRIES

# Regions that the names' source knows besides: unions, islands and stand-ins without a code of their own.
_NO_COUNTRIES = frozenset("AC CP CQ DG EA EU EZ IC QO TA UN XA XB XK ZZ".split())


def test_the_countries_are_those_with_names() -> None:
    named = {str(code) for code in Locale.parse("id").territories}
    assert {code for code in named if re.fullmatch("[A-Z]{2}", code)} - _NO_COUNTRIES == COUNTRIES
    assert len(COUNTRIES) == 249
