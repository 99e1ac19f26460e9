"""The calendars: valid iCalendar, the agenda and nothing else, UIDs that stay, the same bytes each time."""

import datetime
from typing import Any

import pytest
from builtsite import REGISTERS, BuiltSite
from hypothesis import given
from icalendar import Calendar
from payloads import ONE_LINE
from registers import SCHEMAS, agreement_record, register_of
from test_selections import registers

from generator.agenda import list_agenda
from generator.calendars import AHEAD, list_calendar_files, list_calendars
from generator.exports.calendars import CalendarWriter
from generator.git.history import Commit, FileChange
from generator.locale import Locale
from generator.records import Record, parse_place
from generator.register.register import Register

_SIGNED: dict[str, Any] = {"signing": {"date": "2024-01-01"}, "term": {"end": "2025-08-01"}}


def _writer(register: Register, *changes: Commit, head: datetime.date | None = None) -> CalendarWriter:
    last: dict[tuple[str, str], Commit] = {
        (change.place.kind, change.place.id): commit for commit in changes for change in commit.changes
    }
    return CalendarWriter(register, Locale("id", SCHEMAS), last, head)


def _render(register: Register, *changes: Commit) -> bytes:
    return _writer(register, *changes).render("Uji", list_agenda(register, AHEAD))


def _events(content: bytes) -> list[Any]:
    """Read a calendar and hold it against what RFC 5545 demands."""
    assert content.startswith(b"BEGIN:VCALENDAR\r\n")
    assert content.endswith(b"END:VCALENDAR\r\n")
    assert b"\n" not in content.replace(b"\r\n", b"")
    assert all(len(line) <= 75 for line in content.split(b"\r\n"))
    calendar: Any = Calendar.from_ical(content)
    assert (calendar["version"], calendar["calscale"]) == ("2.0", "GREGORIAN")
    assert calendar["prodid"]
    events: list[Any] = list(calendar.walk("VEVENT"))
    for event in events:
        for name in ("uid", "dtstamp", "dtstart", "summary"):
            assert name in event
        assert event["transp"] == "TRANSPARENT"
        assert type(event["dtstart"].dt) is datetime.date
        assert event["dtstamp"].dt.tzinfo is not None
        assert not event.errors
    assert len({str(event["uid"]) for event in events}) == len(events)
    return events


@given(registers())
def test_the_events_are_the_agenda(register: Register) -> None:
    items = list_agenda(register, AHEAD)
    events = _events(_render(register))
    assert [event["dtstart"].dt for event in events] == [item.date for item in items]
    for event, item in zip(events, items, strict=True):
        assert item.agreement.title in event["summary"]
        assert item.agreement.id in event["description"]


@given(registers())
def test_types_part_the_calendar_and_departments_cover_what_they_take_part_in(register: Register) -> None:
    items = list_agenda(register, AHEAD)
    listings = list_calendars(register, items)
    assert [listing.address for listing in listings] == list(list_calendar_files(register))
    everything, *others = listings
    assert list(everything.items) == items
    assert sum(len(one.items) for one in others if one.scope == "type") == len(items)
    for one in others:
        if one.scope == "department":
            found = [item.key for item in items if one.value in {each.id for each in item.departments}]
            assert [item.key for item in one.items] == found


def test_an_end_that_moves_is_the_same_event() -> None:
    uids = set()
    for end in ("2025-08-01", "2025-09-01"):
        register = register_of(agreement_record("uji", **{**_SIGNED, "term": {"end": end}}))
        uids |= {str(event["uid"]) for event in _events(_render(register)) if "Berakhir" in event["summary"]}
    assert len(uids) == 1


def test_a_sample_s_events_are_not_those_of_the_register_it_imitates() -> None:
    uids = []
    for standing in ("official", "sample"):
        register = register_of(agreement_record("uji", **_SIGNED))
        register.registry["standing"] = standing
        uids += [str(event["uid"]) for event in _events(_render(register))]
    assert len(set(uids)) == len(uids) > 0


def test_the_stamp_is_the_last_commit_s_and_the_sequence_grows_with_it() -> None:
    place = parse_place("records/agreements/ksdd/uji.yaml")
    assert place
    register = register_of(agreement_record("uji", **_SIGNED))
    sequences = []
    for day in (datetime.date(2025, 3, 4), datetime.date(2025, 3, 5)):
        commit = Commit("c", day, "", (FileChange("changed", place),))
        event = _events(_render(register, commit))[0]
        assert event["dtstamp"].dt == datetime.datetime.combine(day, datetime.time(), datetime.UTC)
        sequences.append(event["sequence"])
    assert sequences[0] < sequences[1]
    untouched = _events(_writer(register).render("Uji", list_agenda(register, AHEAD)))[0]
    assert untouched["dtstamp"].dt.date() == register.as_of


def test_the_same_bytes_twice_and_in_every_calendar() -> None:
    register = register_of(agreement_record("a", **_SIGNED), agreement_record("b", **_SIGNED))
    items = list_agenda(register, AHEAD)
    writer = _writer(register)
    first = writer.render("Uji", items)
    assert first == writer.render("Uji", items) == _writer(register).render("Uji", items)
    alone = writer.render("Uji", items[:1])
    stretch = alone[alone.index(b"BEGIN:VEVENT") : alone.index(b"END:VCALENDAR")]
    assert stretch in first


@pytest.mark.parametrize("hostile", ONE_LINE)
def test_hostile_titles_stay_within_their_line(hostile: str) -> None:
    register = register_of(agreement_record("uji", title=hostile, **_SIGNED))
    register.registry["name"] = hostile
    content = _writer(register).render(hostile, list_agenda(register, AHEAD))
    events = _events(content)
    assert len(events) == len(list_agenda(register, AHEAD))
    assert b"".join((b"\n", content)).count(b"\nBEGIN:") == len(events) + 1
    assert all(str(event["summary"]).endswith(hostile) for event in events)


def test_no_text_makes_a_line_of_its_own() -> None:
    record: Record = agreement_record("uji", title="a\\nBEGIN:VEVENT \\N; x, y", **_SIGNED)
    events = _events(_render(register_of(record)))
    assert str(events[-1]["summary"]).endswith("a\\nBEGIN:VEVENT \\N; x, y")


def test_the_site_carries_every_calendar(built: BuiltSite) -> None:
    found = {path.relative_to(built.folder).as_posix() for path in (built.folder / "kalender").rglob("*.ics")}
    records = REGISTERS[built.name] / "records" / "departments"
    departments = {path.stem for path in records.glob("*.yaml")}
    assert found == {
        "kalender/semua.ics",
        *(f"kalender/jenis/{kind}.ics" for kind in ("ksdd", "ksdpk", "ksdpl", "ksdll", "sinergi")),
        *(f"kalender/perangkat-daerah/{name}.ics" for name in departments),
    }
    for place in sorted(found):
        _events((built.folder / place).read_bytes())


def test_only_a_site_that_knows_its_address_speaks_of_subscribing_at_once(built: BuiltSite) -> None:
    knows = "webcal" in (built.folder / "kalender" / "index.html").read_text("utf-8")
    text = built.pages["kalender/"].text
    assert ("tekan “Langganan”" in text) == knows
    assert ("belum mencatat alamatnya sendiri" in text) != knows
