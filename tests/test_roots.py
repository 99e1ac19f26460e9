"""Roots: forms of one word meet, names and short words stay, and every answer is the same each time."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.roots import COMPOUNDS, find_root, find_roots, split_words


@pytest.mark.parametrize(
    ("root", "forms"),
    [
        ("kelola", ("kelola", "pengelolaan", "mengelola", "dikelola")),
        ("sampah", ("sampah", "persampahan")),
        ("nilai", ("nilai", "penilaian", "menilai")),
        ("kembang", ("pengembangan", "berkembang", "mengembangkan")),
        ("pariwisata", ("pariwisata", "kepariwisataan")),
        ("sehat", ("kesehatan", "menyehatkan")),
    ],
)
def test_forms_of_one_word_meet(root: str, forms: tuple[str, ...]) -> None:
    assert {find_root(form) for form in forms} == {root}


@pytest.mark.parametrize("word", ["ugm", "yogyakarta", "sleman", "air", "2024", "pks2024", "dlh"])
def test_names_and_numbers_stay(word: str) -> None:
    assert find_root(word) == word


def test_words_are_split_as_a_reader_would() -> None:
    assert split_words("Pengelolaan Sampah (TPS-3R), Nomor 12/KB/2024 é") == [
        "pengelolaan", "sampah", "tps", "3r", "nomor", "12", "kb", "2024", "e",
    ]  # fmt: skip


def test_only_words_with_another_root_are_listed() -> None:
    assert find_roots(["sampah", "persampahan", "air"]) == {"persampahan": "sampah"}


def test_parts_of_compounds_are_words() -> None:
    assert all(split_words(part) == [part] for parts in COMPOUNDS.values() for part in parts)


@given(st.text())
def test_any_text_has_words_with_roots(text: str) -> None:
    for word in split_words(text):
        assert split_words(find_root(word)) == [find_root(word)]
