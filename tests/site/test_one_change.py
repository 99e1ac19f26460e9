"""One record changed and committed on another day: only the files that tell of it are others than before."""

import json
import shutil
from fnmatch import fnmatchcase
from pathlib import Path

import pytest
from registers import KB
from repositories import Repository
from smallregister import run, write_small_register

ID = Path(KB).stem
OWN = {
    f"kerja-sama/{ID}/index.html",
    f"api/v1/kerja-sama/{ID}/index.json",
    f"api/v1/{KB}",
}
"""The record's own page, its document and its file."""
OF_THE_WHOLE = (
    "manifest.json", "api/v1/index.json", "api/v1/changes/*", "cari/*", "data/agreements.csv",
    "data/records.jsonl", "data/registri.sqlite", "data/registri.xlsx", "data/semua.zip",
    "data/catalog.jsonld", "data/datapackage.json", "data/search.json",
    "index.html", "data/index.html", "perubahan/index.html", "statistik/*/laporan/index.html",
)  # fmt: skip
"""What says of which commit or day the whole is, or what changed in it; and the table that has the record."""
LISTS = ("*/data.csv", "*/feed.xml", "kalender/*.ics")
"""The tables and feeds beside pages, and the calendars, of which some hold the record."""


@pytest.fixture(scope="module")
def builds(tmp_path_factory: pytest.TempPathFactory) -> tuple[dict[str, bytes], dict[str, bytes]]:
    """Give the files of a site before and after a commit that changes one agreement."""
    folder = tmp_path_factory.mktemp("change")
    repository = Repository(folder / "register")
    shutil.rmtree(repository.folder / "records")
    shutil.copytree(write_small_register(folder / "small"), repository.folder, dirs_exist_ok=True)
    repository.commit("Isi pertama")
    before = _build(repository, folder / "before")
    text = (repository.folder / KB).read_text(encoding="utf-8")
    changed = text.replace("\npurpose: ", "\npurpose: Sungguh ", 1)
    assert changed != text
    repository.write(KB, changed)
    repository.commit("Betulkan tujuan")
    return before, _build(repository, folder / "after")


def _build(repository: Repository, site: Path) -> dict[str, bytes]:
    done = run("build", "--root", str(repository.folder), "--site-dir", str(site))
    assert done.returncode == 0, done.stdout + done.stderr
    return {
        path.relative_to(site).as_posix(): path.read_bytes() for path in site.rglob("*") if path.is_file()
    }


def _list_changed(builds: tuple[dict[str, bytes], dict[str, bytes]]) -> set[str]:
    before, after = builds
    assert not before.keys() - after.keys()
    return {name for name, content in after.items() if before.get(name) != content}


def test_the_files_that_tell_of_it_are_others(builds: tuple[dict[str, bytes], dict[str, bytes]]) -> None:
    whole = {"manifest.json", "api/v1/index.json", "api/v1/changes/index.json", "perubahan/index.html"}
    assert OWN | whole <= _list_changed(builds)


def test_all_others_are_the_same(builds: tuple[dict[str, bytes], dict[str, bytes]]) -> None:
    changed = _list_changed(builds)
    others = {
        name
        for name in changed - OWN
        if not any(fnmatchcase(name, pattern) for pattern in (*OF_THE_WHOLE, *LISTS))
    }
    assert others == set()
    # No other agreement's page or document is among them.
    records = {name for name in changed if "kerja-sama/ksd" in name and name.endswith(("html", "json"))}
    assert records == {name for name in OWN if name.endswith(("html", "json"))}
    assert len(changed) < len(builds[1]) / 5


def test_only_the_index_says_of_which_commit_the_api_is(
    builds: tuple[dict[str, bytes], dict[str, bytes]],
) -> None:
    _, after = builds
    meta = json.loads(after["api/v1/index.json"])["meta"]
    assert meta["commit"] == json.loads(after["manifest.json"])["commit"]
    head = meta["commit"].encode()
    of_changes = {name for name in after if name.startswith("api/v1/changes/")}
    naming = {name for name, content in after.items() if name.startswith("api/") and head in content}
    assert naming - of_changes == {"api/v1/index.json", f"api/v1/kerja-sama/{ID}/index.json"}


def test_a_page_is_cited_by_the_commit_that_changed_its_record_last(
    builds: tuple[dict[str, bytes], dict[str, bytes]],
) -> None:
    before, after = builds
    first, head = (json.loads(files["manifest.json"])["commit"] for files in builds)
    assert first != head
    own = f"kerja-sama/{ID}/index.html"
    assert first[:12].encode() in before[own]
    assert head[:12].encode() in after[own]
    assert b'"version":"' + head.encode() + b'"' in after[own]
    pages = [name for name in after if "kerja-sama/ksd" in name and name.endswith(".html")]
    assert len(pages) > 1
    assert all(b'"version":"' + first.encode() in after[name] for name in pages if ID not in name)
