"""Which word was meant: one answer or none."""

import pytest

from generator.check.closeness import count_slips, find_id, find_word


@pytest.mark.parametrize(
    ("word", "known", "meant"),
    [
        ("purpos", ["purpose", "subject"], "purpose"),
        ("Title", ["title"], "title"),
        ("titel", ["title"], "title"),
        ("Kesepakatan Bersama", ["kesepakatan-bersama", "nota-kesepakatan"], "kesepakatan-bersama"),
        ("kesepakatan_bersama", ["kesepakatan-bersama"], "kesepakatan-bersama"),
        ("ksdp", ["ksdpk", "ksdpl"], None),
        ("ed", ["end"], None),
        ("end", ["and"], None),
        ("nomor", ["number"], None),
        ("subjek", ["subject", "subtype"], "subject"),
        ("source", ["sources", "source_id"], "sources"),
        ("", ["title"], None),
        ("a-b", ["a b", "a_b"], None),
    ],
)
def test_word(word: str, known: list[str], meant: str | None) -> None:
    assert find_word(word, known) == meant


@pytest.mark.parametrize(
    ("wrong", "known", "meant"),
    [
        ("kota-seberan", ["kota-seberang", "kota-contoh"], "kota-seberang"),
        ("kota_seberang", ["kota-seberang"], "kota-seberang"),
        ("dinaskesehatan", ["dinas-kesehatan"], "dinas-kesehatan"),
        # Another town, another year and another number are no slips.
        ("kota-batu", ["kota-baru"], None),
        ("nphd-kpu-pilkada-2017", ["nphd-kpu-pilkada-2016"], None),
        ("perjanjian-sehat1", ["perjanjian-sehat2"], None),
        ("kota-sebrang", ["kota-seberang", "kota-sebarang"], None),
        ("kota-sebrang-utara", ["kota-seberang"], None),
        ("kota-sebrang", [], None),
    ],
)
def test_id(wrong: str, known: list[str], meant: str | None) -> None:
    assert find_id(wrong, known) == meant


@pytest.mark.parametrize(
    ("one", "other", "slips"),
    [
        ("abc", "abc", 0),
        ("abc", "acb", 1),
        ("abc", "ab", 1),
        ("abc", "abdc", 1),
        ("abc", "xbz", 2),
        ("", "abcd", 3),
        ("abcdef", "uvwxyz", 3),
    ],
)
def test_slips(one: str, other: str, slips: int) -> None:
    assert count_slips(one, other, 2) == slips
    assert count_slips(other, one, 2) == slips
