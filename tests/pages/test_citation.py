"""The citation: enough to find the same page, the same record and the same state again."""

import dataclasses
import datetime

from registers import PARTNER, SCHEMAS, agreement_record, register_of

from generator.edition import Edition, make_edition
from generator.git.history import NO_HISTORY, Commit, FileChange, History
from generator.locale import Locale
from generator.pages.citation import Citer
from generator.records import parse_place
from generator.text import Language

COMMIT = "0123456789abcdef0123456789abcdef01234567"
AGREEMENT = "records/agreements/ksdd/uji.yaml"
NEWEST = "fedcba9876543210fedcba9876543210fedcba98"


def edit(history: History = NO_HISTORY, language: Language = "en", **keys: str) -> Edition:
    register = register_of(agreement_record("uji", title="Air <bersih>"))
    registry = {key: value for key, value in register.registry.items() if key != "site_url"}
    register = dataclasses.replace(register, registry={**registry, "name": "Registri Uji", **keys})
    return make_edition(register, history, Locale(language, SCHEMAS))


def cite(history: History = NO_HISTORY, language: Language = "en", **keys: str) -> str:
    edition = edit(history, language, **keys)
    return Citer(edition).cite(edition.register.agreements["uji"])


def cite_all(history: History) -> str:
    return Citer(edit(history)).cite_all()


def test_it_names_register_title_id_and_day() -> None:
    assert cite() == "Registri Uji. “Air <bersih>” (uji). As of 30 June 2025."
    assert cite(language="id").endswith("(uji). Keadaan per 30 Juni 2025.")


def test_it_has_the_address_of_its_language_where_the_site_has_one() -> None:
    assert " https://registri.example/en/kerja-sama/uji/. " in cite(site_url="https://registri.example/")
    assert " https://registri.example/kerja-sama/uji/. " in cite(
        language="id", site_url="https://registri.example"
    )


def make_history(*, is_clean: bool = True) -> History:
    """Give a history in which another record was changed after the agreement."""
    days = (datetime.date(2025, 3, 2), datetime.date(2025, 3, 1))
    commits = []
    for commit, day, file in zip((NEWEST, COMMIT), days, (PARTNER, AGREEMENT), strict=True):
        place = parse_place(file)
        assert place
        commits.append(Commit(commit, day, "Perubahan", (FileChange("changed", place),)))
    head = NEWEST if is_clean else f"{NEWEST}-dirty"
    return History(head, days[0], tuple(commits), is_clean=is_clean)


def test_it_names_the_commit_that_changed_the_record_last_and_its_day() -> None:
    assert cite(make_history()).endswith("As of 30 June 2025, version 0123456789ab (1 March 2025).")
    assert cite(make_history(), "id").endswith("Keadaan per 30 Juni 2025, versi 0123456789ab (1 Maret 2025).")


def test_it_says_that_the_folder_held_something_else() -> None:
    history = make_history(is_clean=False)
    assert cite(history).endswith(", version 0123456789ab-dirty (1 March 2025).")


def test_a_record_that_no_commit_holds_has_no_version() -> None:
    history = make_history()._replace(commits=())
    assert cite(history) == cite()


def test_the_whole_is_named_by_the_newest_commit() -> None:
    assert cite_all(make_history()).endswith("As of 30 June 2025, version fedcba987654.")
    assert cite_all(make_history(is_clean=False)).endswith(", version fedcba987654-dirty.")
    assert cite_all(NO_HISTORY).endswith("As of 30 June 2025.")
