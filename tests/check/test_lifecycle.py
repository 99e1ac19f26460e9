"""The law's stages and grounds in the rules are the choices of the schemas."""

import pytest
from registers import SCHEMAS

from generator.check.rules.lifecycle import GROUNDS, STAGES


@pytest.mark.parametrize("agreement_type", STAGES)
def test_stages_stand_in_the_schemas_order(agreement_type: str) -> None:
    stages = SCHEMAS.get(f"agreement-{agreement_type}")["properties"]["stages"]["items"]["properties"]
    assert tuple(stages["stage"]["enum"]) == STAGES[agreement_type]


@pytest.mark.parametrize("agreement_type", GROUNDS)
def test_grounds_are_choices_of_the_schema(agreement_type: str) -> None:
    termination = SCHEMAS.get(f"agreement-{agreement_type}")["properties"]["termination"]["properties"]
    assert set(GROUNDS[agreement_type]) <= set(termination["ground"]["enum"])
