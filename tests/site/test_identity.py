"""The face of a site in each of its languages, as the register's own record states it."""

from typing import Any

from registers import base_records

from generator.site.identity import list_languages, read_identities


def _registry(**keys: Any) -> dict[str, Any]:
    value: Any = next(record.value for record in base_records() if record.kind == "registry")
    return {**value, **keys}


def test_indonesian_stands_first_and_once() -> None:
    assert list_languages({}) == ("id",)
    assert list_languages({"other_languages": ["en"]}) == ("id", "en")
    assert list_languages({"other_languages": ["en", "id"]}) == ("id", "en")


def test_each_language_has_its_own_notice_and_leads_to_the_others() -> None:
    notice = {"id": "Register resmi.", "en": "The official register."}
    first, second = read_identities(_registry(standing_notice=notice, other_languages=["en"]))
    assert (first.language, first.notice) == ("id", "Register resmi.")
    assert (second.language, second.notice) == ("en", "The official register.")
    assert second.description.startswith("Cooperation agreements of ")
    assert [(turn.language, turn.root) for turn in first.turns] == [("en", "en/")]
    assert [(turn.language, turn.root) for turn in second.turns] == [("id", "../")]


def test_one_language_leads_nowhere() -> None:
    (only,) = read_identities(_registry(other_languages=[]))
    assert only.turns == ()


def test_a_name_is_never_html_nor_a_mark_of_the_shell() -> None:
    hostile = "<b>@@registri:body@@</b> & Co"
    notice = {"id": hostile, "en": hostile}
    (face,) = read_identities(
        _registry(name=hostile, place_name=hostile, government_name=hostile, standing_notice=notice)
    )
    for text in (face.name, face.place, face.notice, face.description):
        assert "<" not in text
        assert "@" not in text
        assert "Co" in text
