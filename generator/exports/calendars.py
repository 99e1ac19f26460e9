"""Calendars (RFC 5545): what ends and what is due, as all-day events to subscribe to.

A calendar stands once for all languages and speaks the records' own. An event keeps its UID for as long as
the duty stands, so that a calendar program moves it instead of adding another; DTSTAMP and SEQUENCE come
from the record's last commit, never from the clock. There are no alarms: whoever subscribes sets their own.
"""

import datetime
from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property

from icalendar import Calendar, Event, vText

from generator.addresses import agreement_address
from generator.agenda import Item
from generator.calendars import Listing, list_calendars
from generator.digest.words import word_action, word_kind
from generator.exports.sink import OpenFile
from generator.history import Commit
from generator.locale import Locale
from generator.pages.edition import Edition
from generator.pages.titles import TYPE_ABBREVIATIONS
from generator.register.register import Register

_PRODUCT = "-//Registri Kerja Sama//Kalender kerja sama//ID"
_REFRESH = datetime.timedelta(days=1)
_FIRST_DAY = datetime.date(2000, 1, 1)


def write_calendars(edition: Edition, open_file: OpenFile) -> None:
    """Write every calendar; the edition speaks the records' language."""
    writer = CalendarWriter(edition.register, edition.locale, edition.last_changes, edition.history.head_day)
    for listing in list_calendars(edition.register, edition.agenda):
        with open_file(listing.address) as file:
            file.write(writer.render(name_calendar(edition.register, listing), listing.items))


def name_calendar(register: Register, listing: Listing) -> str:
    """Give what a calendar is called, in the records' language."""
    own = str(register.registry["name"])
    if listing.scope == "type":
        return f"{own}: {TYPE_ABBREVIATIONS[listing.value]}"
    return f"{own}: {register.departments[listing.value].name}" if listing.scope == "department" else own


class _Text(vText):
    """A text of a record; the library's own would take a backslash before an N for the end of a line."""

    def to_ical(self) -> bytes:
        """Escape what RFC 5545 (3.3.11) wants escaped, and nothing else."""
        text = self.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,")
        return text.replace("\n", "\\n").encode()


class CalendarWriter:
    """Writes calendars of one register; an event that stands in several is put together once."""

    def __init__(
        self,
        register: Register,
        locale: Locale,
        last_changes: Mapping[tuple[str, str], Commit],
        head_day: datetime.date | None,
    ) -> None:
        self._register, self._locale = register, locale
        self._last_changes, self._head_day = last_changes, head_day
        self._events: dict[str, bytes] = {}

    def render(self, name: str, items: Iterable[Item]) -> bytes:
        """Give a calendar in UTF-8, its events in the order of the items."""
        calendar = Calendar()
        calendar.add("prodid", _PRODUCT)
        calendar.add("version", "2.0")
        calendar.add("calscale", "GREGORIAN")
        calendar.add("name", _Text(name))
        calendar.add("x-wr-calname", _Text(name))
        calendar.add("x-wr-caldesc", _Text(self._locale.pick(self._register.registry["standing_notice"])))
        calendar.add("refresh-interval", _REFRESH, parameters={"VALUE": "DURATION"})
        calendar.add("x-published-ttl", "P1D")
        frame: bytes = calendar.to_ical()
        head, end, _ = frame.rpartition(b"END:VCALENDAR")
        return b"".join((head, *map(self._find_event, items), end, b"\r\n"))

    def _find_event(self, item: Item) -> bytes:
        found = self._events.get(item.key)
        if found is None:
            found = self._events[item.key] = self._make_event(item)
        return found

    def _make_event(self, item: Item) -> bytes:
        agreement, changed = item.agreement, self._find_day(item)
        event = Event()
        event.add("uid", f"{_name_duty(item)}@{self._host}")
        event.add("dtstamp", datetime.datetime(changed.year, changed.month, changed.day, tzinfo=datetime.UTC))
        event.add("sequence", max(0, (changed - _FIRST_DAY).days))
        event.add("dtstart", item.date)
        event.add("summary", _Text(f"{word_kind(self._locale, item)}: {agreement.title}"))
        event.add("description", _Text("\n".join(self._describe(item))))
        if url := self._find_url(item):
            event.add("url", url)
        event.add("categories", [TYPE_ABBREVIATIONS[agreement.type]])
        event.add("transp", "TRANSPARENT")
        content: bytes = event.to_ical()
        return content

    def _describe(self, item: Item) -> Iterator[str]:
        say = self._locale.say
        yield word_action(self._locale, item)
        if item.basis:
            yield say("Basis: %(basis)s.", basis=item.basis)
        if names := "; ".join(department.name for department in item.departments):
            yield say("Departments: %(names)s.", names=names)
        yield self._find_url(item) or item.agreement.id

    def _find_day(self, item: Item) -> datetime.date:
        """Give the day of the record's last commit, else of the register's, else of the agenda."""
        change = self._last_changes.get(("agreement", item.agreement.id))
        return change.day if change else self._head_day or self._register.as_of

    def _find_url(self, item: Item) -> str:
        site = self._register.registry.get("site_url")
        return f"{site.rstrip('/')}/{agreement_address(item.agreement.id)}" if site else ""

    @cached_property
    def _host(self) -> str:
        """Give what sets the register's events apart from others', on whatever site they stand."""
        registry = self._register.registry
        sample = ["sample"] if registry["standing"] == "sample" else []
        return ".".join((*sample, registry["government"], registry["region_code"], "registri"))


def _name_duty(item: Item) -> str:
    """Give the part of a UID that names the duty: an end that is moved stays the same event."""
    parts = (item.agreement.id, item.duty, item.period)
    return ".".join(filter(None, parts))
