"""The sentence of an agreement: whole, grammatical, and never saying more than the record."""

import datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from registers import AS_OF, SCHEMAS, agreement_record, register_of
from write_sentences import LANGUAGES, TABLE, render_table

from generator.locale import Locale
from generator.pages.sentences import DOCUMENTS, NAMED, Sentence, SentenceWriter
from generator.text import Language

LOCALES = {language: Locale(language, SCHEMAS) for language in LANGUAGES}
IN_FORCE = {"id": "masih berlaku", "en": "is in force"}
OWN = "Pemerintah Kota Contoh"
PARTNERS = ["kota-seberang", "universitas-tepi-laut", "pt-air-bening", "kota-sahabat"]


def write(language: Language = "en", as_of: datetime.date = AS_OF, **keys: Any) -> Sentence:
    """Give the sentence of an agreement of which only this is known."""
    register = register_of(agreement_record("uji", **keys), as_of=as_of)
    return SentenceWriter(LOCALES[language], register).write(register.agreements["uji"])


def test_the_shipped_agreements_read_as_reviewed() -> None:
    assert render_table() == TABLE.read_text(encoding="utf-8")


def test_what_is_known_is_said_in_one_sentence() -> None:
    keys: dict[str, Any] = {
        "subject": "air minum",
        "signing": {"date": "2024-05-17"},
        "term": {"start": "2024-06-01", "end": "2027-05-31"},
    }
    assert write(**keys).text == (
        f"{OWN} and Pemerintah Kota Seberang signed a cooperation agreement about “air minum” "
        "on 17 May 2024; its term runs from 1 June 2024 to 31 May 2027, and it is in force."
    )
    assert write("id", **keys).text == (
        f"{OWN} dan Pemerintah Kota Seberang menandatangani perjanjian kerja sama tentang “air minum” "
        "pada 17 Mei 2024; jangka waktunya 1 Juni 2024 sampai 31 Mei 2027, dan masih berlaku."
    )


@pytest.mark.parametrize(
    ("keys", "said"),
    [
        ({}, "Sources mention a cooperation agreement of"),
        ({}, "when it was signed is not known"),
        ({}, "; its term is not known, so whether it still runs is not known."),
        ({"document": {"kind": "tidak-diketahui"}}, "Sources mention cooperation of"),
        (
            {"signing": {"known_by": "2023-08"}},
            "that existed in August 2023; when it was signed is not known",
        ),
        ({"signing": {"planned": "2023-08-01"}}, "planned to sign a cooperation agreement"),
        ({"signing": {"planned": "2023-08-01"}}, "on 1 August 2023; no source says that it was signed."),
        ({"signing": {"date": "2024-05-17?"}}, "on 17 May 2024 (uncertain)"),
        ({"signing": {"date": "2024-05~"}}, "in about May 2024"),
        ({"signing": {"date": "2024"}}, "in 2024"),
        ({"signing": {"date": "[2024-05-20,2024-05-27]"}}, "on 20 May 2024 or 27 May 2024"),
        ({"signing": {"date": "2026-01-01"}}, "are to sign a cooperation agreement"),
        ({"signing": {"date": "2026-01-01"}}, ", and it has not begun yet."),
        ({"document": {"kind": "tidak-diketahui"}, "signing": {"date": "2024"}}, "entered into cooperation"),
        (
            {"signing": {"date": "2024-05-17"}, "term": {"duration": {"years": 1, "days": 2}}},
            "its term runs to 18 May 2025 (computed from the stated length), and it has ended.",
        ),
        (
            {"signing": {"date": "2024"}, "term": {"duration": {"years": 3}}},
            "its length is 3 years, but its first day is not known, so whether it still runs is not known.",
        ),
        (
            {"term": {"start": "2024", "duration": {"months": 1}}},
            "its term runs from 2024 for 1 month, but its last day cannot be computed",
        ),
        ({"term": {"start": "2024"}}, "its term runs from 2024, but its last day is not known"),
        ({"signing": {"date": "2024"}, "term": {"end": "2025-07-31"}}, "and it is in force but ends soon."),
        (
            {"signing": {"date": "2024"}, "term": {"end": "2025"}},
            "its term runs to 2025, and whether it still runs is not known.",
        ),
        (
            {"termination": {"date": "2025-01", "ground": "objek-hilang"}},
            ", but it was ended early in January 2025.",
        ),
        (
            {
                "signing": {"date": "2024"},
                "term": {"end": "2029"},
                "termination": {"date": "2026", "ground": "objek-hilang"},
            },
            "and it is in force; its early end is recorded for 2026.",
        ),
    ],
)
def test_each_gap_is_said_as_such(keys: dict[str, Any], said: str) -> None:
    assert said in write(**keys).text


def test_a_later_agreement_takes_the_place() -> None:
    old = agreement_record("lama", signing={"date": "2020"}, term={"end": "2030"})
    new = agreement_record(
        "baru", signing={"date": "2024"}, relations=[{"type": "renews", "agreement": "lama"}]
    )
    register = register_of(old, new)
    text = SentenceWriter(LOCALES["en"], register).write(register.agreements["lama"]).text
    assert text.endswith("; its term runs to 2030, and a later agreement has taken its place.")


def test_parties_that_no_source_names_are_said() -> None:
    only_own = [{"partner": "kota-contoh"}]
    unnamed = [{"description": "beberapa rumah sakit", "category": "fasilitas-kesehatan"}]
    assert f"of {OWN} and parties that the sources do not name about" in write(parties=only_own).text
    assert (
        "Pemerintah Kota Seberang, and parties that the sources do not name"
        in write(unnamed_parties=unnamed).text
    )


def test_only_the_first_partners_are_named() -> None:
    parties = [{"partner": name} for name in ("kota-contoh", *PARTNERS)]
    text = write(parties=parties).text
    assert f"of {OWN}, Pemerintah Kota Seberang, " in text
    assert ", and 1 more about" in text


def test_the_subject_alone_stands_in_the_language_of_the_record() -> None:
    sentence = write(subject="air minum")
    assert sentence.subject == "air minum"
    assert sentence.before.endswith("about “")
    assert sentence.text == f"{sentence.before}air minum{sentence.after}"


_DATES = st.one_of(
    st.dates(datetime.date(2019, 1, 1), datetime.date(2029, 12, 31)).map(datetime.date.isoformat),
    st.sampled_from(
        ["2022", "2025", "2024-02-10?", "2024-06~", "[2022-12-30,2023-01-02]", "[2024-01,2024-03]"]
    ),
)
_TERMS = st.fixed_dictionaries(
    {},
    optional={
        "start": _DATES,
        "end": _DATES,
        "duration": st.fixed_dictionaries(
            {"years": st.integers(1, 9)}, optional={"days": st.integers(1, 40)}
        ),
    },
)
_UNNAMED = [{"description": "lain", "category": "tidak-diketahui"}]
_RECORDS = st.fixed_dictionaries(
    {
        "document": st.sampled_from(sorted([*DOCUMENTS, "tidak-diketahui"])).map(lambda kind: {"kind": kind}),
        "parties": st.lists(st.sampled_from(PARTNERS), unique=True).map(
            lambda names: [{"partner": name} for name in ("kota-contoh", *names)]
        ),
        "subject": st.text(st.characters(exclude_categories=["C"]), min_size=1).map(lambda text: f"a{text}"),
    },
    optional={
        "unnamed_parties": st.just(_UNNAMED),
        "signing": st.fixed_dictionaries(
            {}, optional={"date": _DATES, "known_by": _DATES, "planned": _DATES}
        ),
        "term": _TERMS,
        "termination": _DATES.map(lambda date: {"date": date, "ground": "objek-hilang"}),
    },
)


@given(_RECORDS, st.sampled_from(LANGUAGES))
def test_any_record_has_a_sentence_that_says_no_more(keys: dict[str, Any], language: Language) -> None:
    register = register_of(agreement_record("uji", **keys))
    agreement = register.agreements["uji"]
    sentence = SentenceWriter(LOCALES[language], register).write(agreement)
    around = sentence.before + sentence.after
    assert sentence.subject == keys["subject"]
    assert sentence.text.endswith(".")
    assert "%(" not in around
    assert (IN_FORCE[language] in around) == agreement.is_current
    for partner in agreement.partners[:NAMED]:
        assert partner.name in around
    for partner in agreement.partners[NAMED:]:
        assert partner.name not in around
    more = f"{len(agreement.partners) - NAMED} {'lainnya' if language == 'id' else 'more'}"
    assert (more in around) == (len(agreement.partners) > NAMED)
