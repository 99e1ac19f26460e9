"""Shells: cut once, right at every depth, and deaf to what stands in a title."""

import html
from urllib.parse import urljoin

import pytest

from generator.site.shell import BODY, DESCRIPTION, ROOT, TITLE, Shell, ShellError

PAGE = f"""<title>{TITLE}</title><meta name="description" content="{DESCRIPTION}">
<link rel="canonical" href="https://a.example/mitra/"><link rel="stylesheet" href="../assets/a.css">
<a href="..">home</a><a href="./">here</a><a href="../urusan/">other</a><a href="#isi">skip</a>
<a href="https://b.example/x">out</a>
<article>{BODY}</article>"""


@pytest.mark.parametrize(
    ("address", "base"), [("mitra/", "../"), ("mitra/x/", "../../"), ("mitra/x/hal/2/", "../../../../")]
)
def test_links_lead_to_the_same_places_from_any_depth(address: str, base: str) -> None:
    filled = Shell(PAGE, "mitra/").fill(address, "T", "D", b"B").decode()
    host = "http://r.test/"
    for link, target in (("assets/a.css", "assets/a.css"), ("urusan/", "urusan/"), ("mitra/", "mitra/")):
        assert f'href="{base}{link}"' in filled
        assert urljoin(host + address, base + link) == host + target
    assert f'<a href="{base}">home' in filled
    assert 'href="#isi"' in filled
    assert 'href="https://b.example/x"' in filled


def test_texts_are_escaped_and_marks_in_them_are_not_filled_again() -> None:
    filled = (
        Shell(PAGE, "mitra/").fill("mitra/", f'<b>"{BODY}', TITLE, f"<p>{ROOT}x{TITLE}</p>".encode()).decode()
    )
    assert "&lt;b&gt;&quot;" in filled
    assert filled.count("<p>../x") == 1
    assert f"<p>../x{TITLE}</p>" in filled


def test_the_canonical_address_is_the_pages_own_or_absent() -> None:
    shown = Shell(PAGE, "mitra/", "https://a.example").fill("mitra/x/", "T", "D", b"B").decode()
    assert '<link rel="canonical" href="https://a.example/mitra/x/">' in shown
    assert "canonical" not in Shell(PAGE, "mitra/").fill("mitra/x/", "T", "D", b"B").decode()


def test_a_mark_in_an_address_of_the_register_is_not_filled() -> None:
    linked = PAGE.replace("https://b.example/x", f"https://b.example/{BODY}")
    shown = Shell(linked, "mitra/", f"https://a.example/{BODY}&x").fill("mitra/x/", "T", "D", b"<p>").decode()
    assert shown.count("<p>") == PAGE.count(BODY)
    assert html.unescape(shown).count(BODY) == len(("the canonical address", "the link"))
    assert "&amp;x/mitra/x/" in shown


def test_a_page_without_marks_is_no_shell() -> None:
    with pytest.raises(ShellError):
        Shell("<html></html>", "mitra/")
