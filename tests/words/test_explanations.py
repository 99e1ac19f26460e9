"""Why it is not known whether an agreement is in force: the sentence says no more than the record."""

from typing import Any

import pytest
from registers import lone_agreement

from generator.words.explanations import (
    COARSE_END,
    LENGTH_ONLY,
    NO_BEGIN,
    NO_END,
    ONLY_PLANNED,
    STATUSES,
    explain_status,
)

SIGNED: dict[str, Any] = {"signing": {"date": "2024-03-01"}}


@pytest.mark.parametrize(
    ("keys", "sentence"),
    [
        (SIGNED, NO_END),
        ({**SIGNED, "term": {"end": "2025"}}, COARSE_END),
        ({"signing": {"date": "2024"}, "term": {"duration": {"years": 5}}}, LENGTH_ONLY),
        ({"signing": {"planned": "2024-03"}, "term": {"end": "2030-01-01"}}, ONLY_PLANNED),
        ({"signing": {}, "term": {"end": "2030-01-01"}}, NO_BEGIN),
        ({**SIGNED, "term": {"end": "2030-01-01"}}, STATUSES["in-force"]),
    ],
)
def test_the_doubt_is_the_record_s_own(keys: dict[str, Any], sentence: str) -> None:
    assert explain_status(lone_agreement(**keys)) == sentence
