"""Where a repository's host shows and edits a file: known hosts, their look-alikes, and all others."""

import re

import pytest
from registers import ROOT

from generator.hosting import read_hosting
from generator.site.handwriting import lead_to_forms

FILE = "records/agreements/ksdd/a.yaml"


@pytest.mark.parametrize(
    "url",
    [
        "https://github.com/kota/registri",
        "https://github.com/kota/registri/",
        "https://github.com/kota/registri.git",
        "https://www.github.com/kota/registri",
        "https://github.kota.example/kota/registri",
    ],
)
def test_github_edits_reads_and_shows_commits(url: str) -> None:
    hosting = read_hosting(url)
    assert hosting
    base = url.rstrip("/").removesuffix(".git")
    assert hosting.edit(FILE) == f"{base}/edit/main/{FILE}"
    assert hosting.view(FILE) == f"{base}/blob/main/{FILE}"
    assert hosting.commit("abc") == f"{base}/commit/abc"


@pytest.mark.parametrize(
    "url", ["https://gitlab.com/kota/kerja-sama/registri", "https://gitlab.kota.example:8443/kota/registri"]
)
def test_gitlab_sets_its_own_pages_apart(url: str) -> None:
    hosting = read_hosting(url)
    assert hosting
    assert hosting.edit(FILE) == f"{url}/-/edit/main/{FILE}"
    assert hosting.view(FILE) == f"{url}/-/blob/main/{FILE}"
    assert hosting.commit("abc") == f"{url}/-/commit/abc"


def test_a_file_name_is_written_as_an_address() -> None:
    hosting = read_hosting("https://github.com/kota/registri")
    assert hosting
    assert hosting.edit("a b#?.yaml") == "https://github.com/kota/registri/edit/main/a%20b%23%3F.yaml"


@pytest.mark.parametrize(
    "url",
    [
        "",
        "https://git.kota.example/kota/registri",
        "https://codeberg.org/kota/registri",
        "https://github.com/kota",
        "https://github.com",
        "https://notgithub.com/kota/registri",
        "https://kota.github.io/registri/x",
    ],
)
def test_an_unknown_host_has_no_such_address(url: str) -> None:
    assert read_hosting(url) is None


def test_a_form_is_found_where_each_host_keeps_it() -> None:
    github, gitlab = (
        read_hosting(f"https://{kind}.kota.example/kota/registri") for kind in ("github", "gitlab")
    )
    assert github
    assert gitlab
    assert github.form("usul-perbaikan") == (
        "https://github.kota.example/kota/registri/issues/new?template=usul-perbaikan.yml"
    )
    assert gitlab.form("usul-perbaikan") == (
        "https://gitlab.kota.example/kota/registri/-/issues/new?issuable_template=usul-perbaikan"
    )


def test_a_hand_written_page_leads_to_the_forms_or_only_names_them() -> None:
    page = '<p><a href="formulir:usul-kerja-sama">Usul kerja sama</a> dan <a href="x">y</a></p>'
    led = lead_to_forms(page, "https://github.com/kota/registri")
    assert 'href="https://github.com/kota/registri/issues/new?template=usul-kerja-sama.yml"' in led
    for unknown in ("", "https://git.kota.example/kota/registri"):
        assert lead_to_forms(page, unknown) == '<p>Usul kerja sama dan <a href="x">y</a></p>'


def test_every_form_that_a_page_names_is_there() -> None:
    named = {
        name
        for path in (ROOT / "docs").rglob("*.md")
        for name in re.findall(r"\(formulir:([a-z-]+)\)", path.read_text())
    }
    assert named == {"usul-kerja-sama", "usul-perbaikan", "laporkan-kesalahan"}
    for name in named:
        assert (ROOT / ".github" / "ISSUE_TEMPLATE" / f"{name}.yml").is_file()
        assert (ROOT / ".gitlab" / "issue_templates" / f"{name}.md").is_file()


def test_a_new_file_is_begun_where_the_host_takes_one() -> None:
    github, gitlab = (
        read_hosting("https://github.com/contoh/registri"),
        read_hosting("https://gitlab.com/contoh/registri"),
    )
    assert github
    assert gitlab
    assert github.begin == "https://github.com/contoh/registri/new/main?filename={file}"
    assert github.begin_filled == f"{github.begin}&value={{text}}"
    assert gitlab.begin == "https://gitlab.com/contoh/registri/-/new/main?file_name={file}"
    # Its form takes no content from an address.
    assert gitlab.begin_filled == ""
    assert (github.name, gitlab.name) == ("GitHub", "GitLab")
    assert gitlab.edit_pattern.format(file="records/a.yaml") == gitlab.edit("records/a.yaml")
