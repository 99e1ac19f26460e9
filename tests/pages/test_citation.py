"""The citation: enough to find the same page, the same record and the same state again."""

import dataclasses

from registers import SCHEMAS, agreement_record, register_of

from generator.edition import make_edition
from generator.git.history import NO_HISTORY, History
from generator.locale import Locale
from generator.pages.citation import Citer
from generator.text import Language

COMMIT = "0123456789abcdef0123456789abcdef01234567"


def cite(history: History = NO_HISTORY, language: Language = "en", **keys: str) -> str:
    register = register_of(agreement_record("uji", title="Air <bersih>"))
    registry = {key: value for key, value in register.registry.items() if key != "site_url"}
    register = dataclasses.replace(register, registry={**registry, "name": "Registri Uji", **keys})
    return Citer(make_edition(register, history, Locale(language, SCHEMAS))).cite(register.agreements["uji"])


def test_it_names_register_title_id_and_day() -> None:
    assert cite() == "Registri Uji. “Air <bersih>” (uji). As of 30 June 2025."
    assert cite(language="id").endswith("(uji). Keadaan per 30 Juni 2025.")


def test_it_has_the_address_of_its_language_where_the_site_has_one() -> None:
    assert " https://registri.example/en/kerja-sama/uji/. " in cite(site_url="https://registri.example/")
    assert " https://registri.example/kerja-sama/uji/. " in cite(
        language="id", site_url="https://registri.example"
    )


def test_it_names_the_commit_and_that_the_folder_held_something_else() -> None:
    assert cite(History(COMMIT, None, ())).endswith("As of 30 June 2025, version 0123456789ab.")
    assert cite(History(f"{COMMIT}-dirty", None, ())).endswith(", version 0123456789ab-dirty.")
