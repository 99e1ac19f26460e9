"""Where a repository's host shows and edits a file: known hosts, their look-alikes, and all others."""

import pytest

from generator.hosting import read_hosting

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
