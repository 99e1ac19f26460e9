"""The real register's pages as its readers see them."""

import yaml
from builtsite import BuiltSite
from registers import ROOT

AGREEMENTS = sorted((ROOT / "records" / "agreements").rglob("*.yaml"))


def test_each_of_the_63_agreements_has_a_page_with_its_sources(shipped: BuiltSite) -> None:
    assert len(AGREEMENTS) == 63
    for file in AGREEMENTS:
        record = yaml.safe_load(file.read_text(encoding="utf-8"))
        page = shipped.pages[f"kerja-sama/{record['id']}/"]
        assert " ".join(record["title"].split()) in page.text
        for source in record["sources"]:
            assert source["url"] in page.links, (record["id"], source["url"])
            assert source["id"] in page.ids


def test_every_page_says_that_the_register_is_compiled_and_not_official(shipped: BuiltSite) -> None:
    registry = yaml.safe_load((ROOT / "records" / "registry.yaml").read_text(encoding="utf-8"))
    words = {"id": "Bukan register resmi.", "en": "Not the official register."}
    for address, page in shipped.pages.items():
        language = "en" if address.startswith("en/") else "id"
        assert " ".join(registry["standing_notice"][language].split()) in page.text, address
        assert words[language] in page.text, address


def test_coverage_stands_on_the_home_and_the_year_page(shipped: BuiltSite) -> None:
    for address in ("", "statistik/2024/", "statistik/"):
        text = shipped.pages[address].text
        assert "dari 39" in text, address
        assert "dari 2 " in text, address


def test_pages_say_in_words_that_nothing_was_evaluated_or_mapped(shipped: BuiltSite) -> None:
    evaluations, mapping = shipped.pages["evaluasi/"].text, shipped.pages["pemetaan/"].text
    assert "Evaluasi formal tidak ditemukan" in evaluations
    assert "setiap semester mempunyai halaman di sini" in evaluations
    assert "Pemetaan tidak ditemukan" in mapping
    assert "setiap tahun mempunyai halaman di sini" in mapping


def test_unknown_facts_are_named_and_never_shown_as_zero(shipped: BuiltSite) -> None:
    text = shipped.pages["kerja-sama/ksdd-pekanbaru-2025-kb/"].text
    assert "19 September 2025 (tidak pasti)" in text
    assert "Berlaku sampaitidak diketahui" in text
    assert "Rp 0" not in text
