"""Versions as they are compared: what comes before and after a version itself has its place too."""

import re

import pytest
from registers import SCHEMAS

from generator.version import VERSION, read_version

IN_ORDER = (
    "0.1", "0.2.0.dev1", "0.2.0a1", "0.2.0b2", "0.2.0rc1", "0.2.0rc2", "0.2.0rc10", "0.2.0", "0.2.0.post1",
    "0.2.1.dev3", "0.2.1", "0.10",
)  # fmt: skip


def test_versions_come_in_their_order() -> None:
    assert sorted(set(IN_ORDER), key=read_version) == list(IN_ORDER)
    assert len({read_version(one) for one in IN_ORDER}) == len(IN_ORDER)
    assert read_version("0.3") == read_version("0.3.0") == read_version("0.3.0.0")


@pytest.mark.parametrize("text", ["x", "0.3.", "v0.3", "0.3rc", "0.3-rc1", "0.3.0rc1x", "0.3.0+local", "٣.0"])
def test_what_is_no_version_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=re.escape(text)):
        read_version(text)


def test_what_the_register_may_name_is_what_can_be_compared() -> None:
    pattern = SCHEMAS.get("registry")["properties"]["program_version"]["pattern"]
    assert all(re.search(pattern, one) for one in (*IN_ORDER, VERSION))
