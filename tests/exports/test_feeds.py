"""The feeds and tables beside pages: valid Atom, stable ids, exactly the page's agreements."""

import csv
import dataclasses
import datetime
import io
import re
import uuid
from pathlib import Path
from xml.etree import ElementTree as ET

import lxml.etree
import pytest
import yaml
from builtsite import HOST, REGISTERS, BuiltSite
from registers import AS_OF, SCHEMAS, agreement_record, register_of

from generator.edition import make_edition
from generator.exports.feeds import FEWEST, MANY, MANY_A_DAY, FeedWriter
from generator.git.history import NO_HISTORY, Commit, FileChange, History
from generator.locale import Locale
from generator.records import Record, parse_place

ATOM = "{http://www.w3.org/2005/Atom}"
ATOM_GRAMMAR = lxml.etree.RelaxNG(file=Path(__file__).parent / "atom.rng")
APART = {"perubahan/feed.xml", "kerja-sama/feed.xml"}
"""The feeds of everything, beside which no table stands."""
ADDRESS = "mitra/kota-seberang/"
_MOMENT = re.compile(r"\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:Z|[+-]\d{2}:\d{2})")
_RELATIONS = {"alternate", "self"}


def write_feed(*records: Record, history: History = NO_HISTORY, as_of: datetime.date = AS_OF) -> bytes:
    register = register_of(*records, as_of=as_of)
    edition = make_edition(register, history, Locale("id", SCHEMAS))
    return FeedWriter(edition).render(ADDRESS, "Kota Seberang", list(register.agreements.values()))


def read_feed(content: bytes) -> ET.Element:
    """Read a feed and hold it against the grammar of RFC 4287, and against what its words demand."""
    ATOM_GRAMMAR.assertValid(lxml.etree.fromstring(content))
    feed = ET.fromstring(content)  # noqa: S314  our own text
    assert feed.tag == f"{ATOM}feed"
    assert feed.find(f"{ATOM}author/{ATOM}name") is not None
    ids = []
    for thing in (feed, *feed.findall(f"{ATOM}entry")):
        for name in ("id", "title", "updated"):
            found = thing.findall(f"{ATOM}{name}")
            assert len(found) == 1, name
            assert (found[0].text or "").strip(), name
        assert _MOMENT.fullmatch(_text(thing, "updated"))
        datetime.datetime.fromisoformat(_text(thing, "updated"))
        uuid.UUID(_text(thing, "id"))
        assert _text(thing, "id").startswith("urn:uuid:")
        ids.append(_text(thing, "id"))
        links = thing.findall(f"{ATOM}link")
        assert {link.get("rel") for link in links} <= _RELATIONS
        assert sum(link.get("rel") == "alternate" for link in links) == 1
        assert all(link.get("href") for link in links)
    assert len(set(ids)) == len(ids)
    moments = [_text(entry, "updated") for entry in feed.findall(f"{ATOM}entry")]
    assert moments == sorted(moments, reverse=True)
    assert not moments or _text(feed, "updated") == moments[0]
    return feed


def _text(thing: ET.Element, name: str) -> str:
    return thing.findtext(f"{ATOM}{name}") or ""


def _titles(feed: ET.Element) -> list[str]:
    return [_text(entry, "title") for entry in feed.findall(f"{ATOM}entry")]


def _signed(record_id: str, date: str) -> Record:
    return agreement_record(record_id, signing={"date": date})


def test_a_feed_holds_the_newest_agreements() -> None:
    records = [_signed(f"uji-{number:02}", f"20{number:02}-05-01") for number in range(1, FEWEST + 4)]
    feed = read_feed(write_feed(*records))
    assert _titles(feed) == [f"uji-{number:02}" for number in range(FEWEST + 3, 3, -1)]


def _change_on(record_id: str, day: datetime.date) -> Commit:
    place = parse_place(f"records/agreements/ksdd/{record_id}.yaml")
    assert place
    return Commit(record_id, day, "", (FileChange("changed", place),))


@pytest.mark.parametrize(
    ("recent", "old", "held"), [(3, 20, FEWEST), (15, 9, 15), (MANY + 9, 0, MANY + 9), (2, 1, 3)]
)
def test_a_feed_holds_the_last_week_and_some_more(recent: int, old: int, held: int) -> None:
    last = datetime.date(2025, 6, 20)
    days = [last - datetime.timedelta(number % 8) for number in range(recent)]
    days += [last - datetime.timedelta(8 + number) for number in range(old)]
    commits = [_change_on(f"uji-{number:03}", day) for number, day in enumerate(days)]
    commits.sort(key=lambda commit: commit.day, reverse=True)
    history = History("c", last, tuple(commits))
    records = [_signed(f"uji-{number:03}", "2020-01-01") for number in range(recent + old)]
    feed = read_feed(write_feed(*records, history=history))
    assert len(_titles(feed)) == held
    shown = {_text(one, "updated")[:10] for one in feed.iter(f"{ATOM}entry")}
    assert shown <= {day.isoformat() for day in sorted(days, reverse=True)[:held]}


def _change_in(subject: str, day: datetime.date, ids: list[str]) -> Commit:
    places = [parse_place(f"records/agreements/ksdd/{one}.yaml") for one in ids]
    return Commit(subject, day, subject, tuple(FileChange("changed", place) for place in places if place))


def test_what_one_change_did_to_very_many_is_one_entry() -> None:
    last = datetime.date(2025, 6, 20)
    ids = [f"uji-{number:05}" for number in range(3000)]
    commits = [_change_in("Satu", last, ids[:1]), _change_in("Impor", last - datetime.timedelta(1), ids[1:])]
    content = write_feed(
        *(_signed(one, "2020-01-01") for one in ids), history=History("c", last, tuple(commits))
    )
    feed = read_feed(content)
    titles = _titles(feed)
    assert len(titles) == FEWEST
    assert titles[:2] == [ids[0], "2.999 perjanjian diubah"]
    entry = feed.findall(f"{ATOM}entry")[1]
    assert "Impor" in _text(entry, "content")
    assert (entry.find(f"{ATOM}link") or entry.findall(f"{ATOM}link")[0]).get("href") == f"../../{ADDRESS}"
    assert len(content) < 20_000


@pytest.mark.parametrize("number", [MANY_A_DAY, MANY_A_DAY + 1])
def test_very_many_small_changes_of_a_day_are_one_entry(number: int) -> None:
    last = datetime.date(2025, 6, 20)
    ids = [f"uji-{one:05}" for one in range(number)]
    commits = tuple(_change_on(one, last) for one in ids)
    records = [_signed(one, "2020-01-01") for one in ids]
    titles = _titles(read_feed(write_feed(*records, history=History("c", last, commits))))
    assert len(titles) == (number if number == MANY_A_DAY else FEWEST)
    assert ("201 perjanjian diubah" in titles) == (number > MANY_A_DAY)


def test_a_feed_of_nothing_is_a_feed() -> None:
    assert _titles(read_feed(write_feed())) == []


def test_a_changed_record_comes_first_on_the_day_of_its_change() -> None:
    place = parse_place("records/agreements/ksdd/lama.yaml")
    assert place
    commit = Commit("c1", datetime.date(2025, 3, 4), "", (FileChange("changed", place),))
    history = History("c1", commit.day, (commit,))
    feed = read_feed(
        write_feed(_signed("lama", "2011-01-01"), _signed("baru", "2024-01-01"), history=history)
    )
    assert _titles(feed) == ["lama", "baru"]
    assert _text(feed, "updated") == "2025-03-04T00:00:00Z"


def test_neither_the_day_nor_the_others_change_an_entry() -> None:
    alone = read_feed(write_feed(_signed("a", "2020-02-02")))
    later = read_feed(
        write_feed(_signed("a", "2020-02-02"), _signed("b", "2021"), as_of=datetime.date(2026, 1, 1))
    )
    entries = [ET.tostring(feed.findall(f"{ATOM}entry")[-1]) for feed in (alone, later)]
    assert entries[0] == entries[1]
    assert _text(alone, "id") == _text(later, "id")


def test_what_is_signed_later_is_not_dated_ahead() -> None:
    feed = read_feed(write_feed(_signed("nanti", "2026-01-01"), _signed("bulan-ini", "2025-06")))
    assert _text(feed, "updated") == f"{AS_OF}T00:00:00Z"


def test_a_sample_s_entries_are_not_those_of_the_register_it_imitates() -> None:
    register = register_of(_signed("a", "2020"))
    ids = set()
    for standing in ("official", "sample"):
        seen = dataclasses.replace(register, registry={**register.registry, "standing": standing})
        edition = make_edition(seen, NO_HISTORY, Locale("id", SCHEMAS))
        feed = read_feed(FeedWriter(edition).render(ADDRESS, "x", list(seen.agreements.values())))
        ids |= {_text(feed, "id"), _text(feed.findall(f"{ATOM}entry")[0], "id")}
    assert len(ids) == 4


@pytest.mark.parametrize("text", ['"><script>alert(1)</script>', "]]>&amp;", "'&\"<!--", "\ufffe\x00x"])
def test_hostile_text_stays_text(text: str) -> None:
    feed = read_feed(write_feed(agreement_record("uji", title=text, purpose=text)))
    shown = text.replace("\ufffe", "").replace("\x00", "")
    assert _titles(feed) == [shown]
    assert shown in _text(feed.findall(f"{ATOM}entry")[0], "summary")


def test_every_thing_and_type_has_a_valid_feed_that_leads_to_its_pages(built: BuiltSite) -> None:
    feeds = sorted(built.folder.rglob("feed.xml"))
    registry = yaml.safe_load((REGISTERS[built.name] / "records/registry.yaml").read_text("utf-8"))
    site = registry.get("site_url", HOST).rstrip("/") + "/"
    assert len(feeds) > 80
    for path in feeds:
        feed = read_feed(path.read_bytes())
        address = path.relative_to(built.folder).as_posix()
        for link in feed.iter(f"{ATOM}link"):
            # The site stands here under another address than its register says.
            href = re.sub(rf"^{re.escape(site)}", HOST, link.get("href") or "")
            target = built.target(address, href)
            assert target, href
            known = target[0] in built.pages or (built.folder / target[0]).is_file()
            assert known, (address, link.get("href"))


def test_a_page_s_table_holds_exactly_the_agreements_on_the_page(built: BuiltSite) -> None:
    whole = _read_table(built.folder / "data/agreements.csv")
    lines = {row["id"]: row for row in whole}
    tables = sorted(built.folder.rglob("data.csv"))
    assert len(tables) > 80
    for path in tables:
        rows = _read_table(path)
        address = f"{path.parent.relative_to(built.folder).as_posix()}/"
        assert {row["id"] for row in rows} == set(built.list_rows(address)), address
        assert all(row == lines[row["id"]] for row in rows)


def _read_table(path: Path) -> list[dict[str, str]]:
    text = path.read_bytes().decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text, newline="")))


def test_pages_link_to_their_feed_and_their_table_in_both_languages(built: BuiltSite) -> None:
    for path in built.folder.rglob("feed.xml"):
        if path.relative_to(built.folder).as_posix() in APART:
            continue
        address = f"{path.parent.relative_to(built.folder).as_posix()}/"
        for page in (address, f"en/{address}"):
            found = {built.target(page, link) for link in built.pages[page].links}
            assert {(f"{address}feed.xml", ""), (f"{address}data.csv", "")} <= found, page


def test_the_feeds_of_everything_are_linked(built: BuiltSite) -> None:
    assert {built.target("perubahan/", link) for link in built.pages["perubahan/"].links} >= {
        (feed, "") for feed in APART
    }
    links = built.pages["kerja-sama/"].links
    assert ("kerja-sama/feed.xml", "") in {built.target("kerja-sama/", link) for link in links}


@pytest.mark.parametrize(
    "broken",
    [("<updated>", "<updated>kemarin "), ("<title>", "<judul/><title>"), ('rel="self"', 'relasi="self"'),
     ("</author>", "</author><id>urn:x</id>"), ('type="html"', 'type="application/json"')],
)  # fmt: skip
def test_the_grammar_refuses_what_is_no_feed(broken: tuple[str, str]) -> None:
    register = register_of(_signed("uji", "2020-01-01"))
    edition = make_edition(register, NO_HISTORY, Locale("id", SCHEMAS))
    text = FeedWriter(edition).render(ADDRESS, "x", list(register.agreements.values())).decode()
    text = text.replace("</summary>", '</summary><content type="html">x</content>')
    assert ATOM_GRAMMAR.validate(lxml.etree.fromstring(text.encode()))
    assert broken[0] in text
    assert not ATOM_GRAMMAR.validate(lxml.etree.fromstring(text.replace(*broken, 1).encode()))
