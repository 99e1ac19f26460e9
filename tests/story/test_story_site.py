"""What a site tells of its register's past: on pages, in feeds, and to programs that keep a copy."""

import dataclasses
import datetime
import json
import shutil
from pathlib import Path
from typing import Any

import lxml.etree
import pytest
from builtsite import BuiltSite, build
from changesets import commit, run_git
from conftest import RunCommand
from lifetime import Days, make_lifetime
from registers import PARTNER, SCHEMAS, register_of

from generator.edition import make_edition
from generator.exports.feeds import FeedWriter
from generator.git.history import Commit, History
from generator.locale import Locale
from generator.pages.changes import LONG, iterate_change_pages
from generator.records import parse_place
from generator.story.chapter import Event, Publication, Story

ATOM = {"a": "http://www.w3.org/2005/Atom"}
GRAMMAR = lxml.etree.RelaxNG(file=Path(__file__).parents[1] / "exports" / "atom.rng")
WITHOUT_GIT = "tanpa git"


@pytest.fixture(scope="module")
def life(tmp_path_factory: pytest.TempPathFactory) -> tuple[BuiltSite, Days]:
    """Give the site of the scripted repository, which says where its host is and speaks English too."""
    root = tmp_path_factory.mktemp("riwayat") / "register"
    days = make_lifetime(root)
    with (root / "records" / "registry.yaml").open("a", encoding="utf-8") as file:
        file.write("other_languages:\n  - en\nrepository_url: https://github.com/contoh/register\n")
    return build(root, root / "site"), days


def _read(site: BuiltSite, address: str) -> Any:
    return json.loads((site.folder / address).read_bytes())


def test_an_agreement_s_page_tells_its_story(life: tuple[BuiltSite, Days]) -> None:
    site, days = life
    page = site.pages["kerja-sama/ksdd-seberang-2023-kb/"]
    assert "Pertama kali diterbitkan di sini8 Januari 2024" in page.text
    assert "Alasan yang dicatat: Betulkan nilai menurut naskah" in page.text
    assert "Nilai seluruhnya berubah dari Rp 250.000.000 menjadi Rp 275.000.000." in page.text
    assert "Perubahan sebelumnya (4)" in page.text
    assert f"https://github.com/contoh/register/commit/{days[-1][1]}" in page.links
    english = site.pages["en/kerja-sama/ksdd-seberang-2023-kb/"].text
    assert "Total value changed from IDR 250,000,000 to IDR 275,000,000." in english


def test_no_page_claims_to_know_the_language_of_a_reason(life: tuple[BuiltSite, Days]) -> None:
    site, _ = life
    for place in ("kerja-sama/ksdd-seberang-2023-kb", "perubahan"):
        for root, words in (("", "Alasan yang dicatat:"), ("en/", "Reason given:")):
            html = (site.folder / root / place / "index.html").read_text(encoding="utf-8")
            assert f'{words} <span lang="">Betulkan nilai menurut naskah</span>' in html
    feed = (site.folder / "perubahan" / "feed.xml").read_text(encoding="utf-8")
    assert "&lt;span lang=&quot;&quot;&gt;" in feed


def test_the_story_of_a_renamed_partner_goes_on(life: tuple[BuiltSite, Days]) -> None:
    text = life[0].pages["mitra/pt-air-bening-sejahtera/"].text
    assert "Diterbitkan di sini untuk pertama kali." in text
    assert "15 Januari 2024" in text


def test_each_record_leads_to_the_days_that_tell_of_it(life: tuple[BuiltSite, Days]) -> None:
    site, _ = life
    department = _read(site, "api/v1/perangkat-daerah/bagian-ksd/index.json")["computed"]
    # It had another id at first, which its record does not name.
    assert department["first_published"] == "2024-01-08"
    assert department["changes"] == ["api/v1/changes/2024-05-02.json", "api/v1/changes/2024-01-08.json"]
    for record in _read(site, "api/v1/records/index.json")["records"]:
        days = _read(site, record["api"])["computed"]["changes"]
        names = {record["id"]}
        for day in days:
            told = [one for one in _read(site, day)["changes"] if one["record"] == record["kind"]]
            found = [one for one in told if one["id"] in names]
            assert found, (record, day)
            names.update(one["former_id"] for one in found if one["former_id"])


def test_the_page_of_changes_names_what_is_gone(life: tuple[BuiltSite, Days]) -> None:
    text = life[0].pages["perubahan/"].text
    assert "1 mitra digabung ke catatan lain" in text
    assert "Hapus kerja sama luar negeri" in text
    assert "9901014505900001" not in text


def test_no_file_of_the_site_repeats_personal_data(life: tuple[BuiltSite, Days]) -> None:
    files = [path for path in life[0].folder.rglob("*") if path.is_file()]
    assert [path for path in files if b"9901014505900001" in path.read_bytes()] == []


def test_the_feed_of_all_changes(life: tuple[BuiltSite, Days]) -> None:
    feed = lxml.etree.parse(life[0].folder / "perubahan" / "feed.xml")
    GRAMMAR.assertValid(feed)
    entries = feed.findall("a:entry", ATOM)
    assert len(entries) == 10
    titles = [entry.findtext("a:title", namespaces=ATOM) for entry in entries]
    assert titles[2] == "1 perjanjian diubah: Perjanjian Kerja Sama Penyediaan Air Minum"
    assert "diakhiri lebih awal" in entries[2].findtext("a:content", namespaces=ATOM)
    for entry in entries:
        link = entry.find("a:link", ATOM).get("href")
        page, anchor = life[0].target("perubahan/", link) or ("", "")
        assert f'id="{anchor}"' in (life[0].folder / page / "index.html").read_text("utf-8")


def test_the_register_itself_is_called_by_its_name(life: tuple[BuiltSite, Days]) -> None:
    site, _ = life
    name = _read(site, "api/v1/index.json")["meta"]["register"]
    told = [
        change
        for one in _read(site, "api/v1/changes/index.json")["days"]
        for change in _read(site, one["api"])["changes"]
        if change["record"] == "registry"
    ]
    assert "added" in {change["what"] for change in told}
    assert {change["name"] for change in told} == {name}


def test_a_copy_is_kept_up_by_the_days_after_it(life: tuple[BuiltSite, Days]) -> None:
    site, days = life
    listed = _read(site, "api/v1/changes/index.json")["days"]
    assert [one["date"] for one in listed] == sorted((one["date"] for one in listed), reverse=True)
    present = {(one["kind"], one["id"]) for one in _read(site, "api/v1/records/index.json")["records"]}
    for day, _, files in days:
        copy = {_name(file) for file in files}
        for one in reversed(listed):
            if one["date"] > day.isoformat():
                copy = _apply(copy, _read(site, one["api"])["changes"])
        last = max(at for at, (found, _, _) in enumerate(days) if found == day)
        if files == days[last][2]:
            assert copy == present, day


def _name(file: str) -> tuple[str, str]:
    place = parse_place(file)
    assert place
    return place.kind, place.id


def _apply(copy: set[tuple[str, str]], changes: list[dict[str, Any]]) -> set[tuple[str, str]]:
    for change in changes:
        key = change["record"], change["id"]
        copy = copy - {key} if change["what"] == "removed" else copy | {key}
        if change["what"] in ("renamed", "merged"):
            copy -= {(change["record"], change["former_id"])}
    return copy


def test_each_day_counts_what_it_holds(life: tuple[BuiltSite, Days]) -> None:
    site, _ = life
    for one in _read(site, "api/v1/changes/index.json")["days"]:
        day = _read(site, one["api"])
        assert len(day["changes"]) == day["count"] == one["count"]
        for what in ("added", "changed", "renamed", "merged", "removed"):
            assert one[what] == sum(change["what"] == what for change in day["changes"])


def test_a_site_without_git_says_so(long: BuiltSite) -> None:
    agreement = next(address for address in long.pages if address.startswith("kerja-sama/ksdd-"))
    for address in ("perubahan/", "data/", agreement):
        assert WITHOUT_GIT in long.pages[address].text, address
    index = _read(long, "api/v1/changes/index.json")
    assert (index["is_known"], index["days"]) == (False, [])


@pytest.mark.parametrize("language", ["id", "en"])
def test_a_shallow_copy_is_refused_with_the_remedy(
    language: str, base: Path, tmp_path: Path, registri: RunCommand
) -> None:
    run_git(base, "init", "-q", "-b", "main")
    commit(base, "Awal", "2025-01-01")
    (base / PARTNER).write_text((base / PARTNER).read_text("utf-8") + "note: Baru.\n", "utf-8")
    commit(base, "Ubah", "2025-02-01")
    run_git(tmp_path, "clone", "-q", "--depth", "1", base.as_uri(), "dangkal")
    words = ("build", "--root", str(tmp_path / "dangkal"))
    done = registri(*words, environment={"REGISTRI_LANG": language})
    assert done.returncode == 2
    assert "git fetch --unshallow" in done.stderr
    assert "fetch-depth: 0" in done.stderr
    assert ("dangkal" if language == "id" else "shallow") in done.stderr
    assert not (tmp_path / "dangkal" / "site").exists()
    shutil.rmtree(tmp_path / "dangkal" / ".git")
    assert registri("check", "--root", str(tmp_path / "dangkal")).returncode == 0


# Large registers.


def _tell_many(number: int) -> Story:
    publications = []
    for turn in range(number):
        day = datetime.date(2025, 6, 1) - datetime.timedelta(turn)
        event = Event("changed", "agreement", "a", "", "A", ())
        publications.append(Publication(Commit(f"{turn:040}", day, "Betulkan", ()), (event,)))
    history = History("c", datetime.date(2025, 6, 1), tuple(one.commit for one in publications))
    return Story(history, tuple(publications))


@pytest.mark.parametrize(("number", "pages"), [(LONG, 1), (LONG + 1, 12)])
def test_many_changes_have_a_page_a_month(number: int, pages: int) -> None:
    story = _tell_many(number)
    edition = make_edition(register_of(), story.history, Locale("id", SCHEMAS), story)
    found = list(iterate_change_pages(edition))
    assert len(found) == pages
    assert {page.address for page in found[1:]} == {month.address for month in found[0].context["months"]}
    shown = sum(month.count for page in (found[1:] or found) for month in page.context["shown"])
    assert shown == number


def test_a_busy_week_is_in_the_feed_of_changes_whole() -> None:
    story = _tell_many(100)
    day = datetime.date(2025, 6, 1)
    publications = tuple(
        dataclasses.replace(one, commit=one.commit._replace(day=day - datetime.timedelta(turn // 12)))
        for turn, one in enumerate(story.publications)
    )
    story = dataclasses.replace(story, publications=publications)
    edition = make_edition(register_of(), story.history, Locale("id", SCHEMAS), story)
    feed = lxml.etree.fromstring(FeedWriter(edition).render_changes("Perubahan"))
    GRAMMAR.assertValid(feed)
    assert len(feed.findall("a:entry", ATOM)) == 8 * 12


def test_an_announcement_comes_first_in_the_feed() -> None:
    story = _tell_many(20)
    register = register_of()
    purge = {"date": "2025-06-01", "ground": "UU 27/2022", "records": [{"kind": "partner", "id": "kota-x"}]}
    seen = dataclasses.replace(register, registry={**register.registry, "purges": [purge, purge]})
    edition = make_edition(seen, story.history, Locale("id", SCHEMAS), story)
    assert [one.id for one in edition.story.announcements] == [
        "penghapusan-2025-06-01-2", "penghapusan-2025-06-01-1",
    ]  # fmt: skip
    assert edition.story.announcements[0].records == (("partner", "kota-x"),)
    feed = lxml.etree.fromstring(FeedWriter(edition).render_changes("Perubahan"))
    GRAMMAR.assertValid(feed)
    first = feed.find("a:entry", ATOM)
    assert first is not None
    title = first.findtext("a:title", namespaces=ATOM) or ""
    assert "dihapus dari riwayat register (dasar hukum: UU 27/2022)" in title
    assert "kota-x" in title
