"""Calendars (RFC 5545): what ends and what is due, as all-day events to subscribe to.

A calendar stands once for all languages and speaks the records' own. An event keeps its UID for as long as
the duty stands, so that a calendar program moves it instead of adding another; DTSTAMP and SEQUENCE come
from the record's last commit, never from the clock. There are no alarms: whoever subscribes sets their own.
"""

import datetime
from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property

from generator.addresses import agreement_address
from generator.agenda import Item
from generator.calendars import Listing, list_calendars
from generator.digest.words import word_action, word_kind
from generator.edition import Edition
from generator.exports.sink import OpenFile
from generator.git.history import Commit
from generator.locale import Locale
from generator.register.register import Register
from generator.words.titles import TYPE_ABBREVIATIONS

_PRODUCT = "-//Registri Kerja Sama//Kalender kerja sama//ID"
_LINE = 75
_FIRST_DAY = datetime.date(2000, 1, 1)


def write_calendars(edition: Edition, open_file: OpenFile) -> None:
    """Write every calendar; the edition speaks the records' language."""
    history = edition.history
    writer = CalendarWriter(
        edition.register, edition.locale, history.last_changes, history.head_day, edition.notice
    )
    for listing in list_calendars(edition.register, edition.agenda):
        with open_file(listing.address) as file:
            file.write(writer.render(name_calendar(edition.register, listing), listing.items))


def name_calendar(register: Register, listing: Listing) -> str:
    """Give what a calendar is called, in the records' language."""
    own = str(register.registry["name"])
    if listing.scope == "type":
        return f"{own}: {TYPE_ABBREVIATIONS[listing.value]}"
    return f"{own}: {register.departments[listing.value].name}" if listing.scope == "department" else own


class CalendarWriter:
    """Writes calendars of one register; an event that stands in several is put together once.

    ``notice`` is what each says of itself; without it, what the register says of its standing.
    """

    def __init__(
        self,
        register: Register,
        locale: Locale,
        last_changes: Mapping[tuple[str, str], Commit],
        head_day: datetime.date | None,
        notice: str = "",
    ) -> None:
        self._register, self._locale = register, locale
        self._last_changes, self._head_day = last_changes, head_day
        self._notice = notice or locale.pick(register.registry["standing_notice"])
        self._events: dict[str, bytes] = {}

    def render(self, name: str, items: Iterable[Item]) -> bytes:
        """Give a calendar in UTF-8, its events in the order of the items."""
        shown = _escape(name)
        head = (
            "BEGIN:VCALENDAR",
            "VERSION:2.0",
            f"PRODID:{_PRODUCT}",
            "CALSCALE:GREGORIAN",
            f"NAME:{shown}",
            f"X-WR-CALNAME:{shown}",
            f"X-WR-CALDESC:{_escape(self._notice)}",
            "REFRESH-INTERVAL;VALUE=DURATION:P1D",
            "X-PUBLISHED-TTL:P1D",
        )
        return b"".join((*map(_fold, head), *map(self._find_event, items), _fold("END:VCALENDAR")))

    def _find_event(self, item: Item) -> bytes:
        found = self._events.get(item.key)
        if found is None:
            found = self._events[item.key] = self._make_event(item)
        return found

    def _make_event(self, item: Item) -> bytes:
        agreement, changed = item.agreement, self._find_day(item)
        url = self._find_url(item)
        lines = [
            "BEGIN:VEVENT",
            f"UID:{_name_duty(item)}@{self._host}",
            f"DTSTAMP:{changed:%Y%m%d}T000000Z",
            f"SEQUENCE:{max(0, (changed - _FIRST_DAY).days)}",
            f"DTSTART;VALUE=DATE:{item.date:%Y%m%d}",
            f"SUMMARY:{_escape(f'{word_kind(self._locale, item)}: {agreement.title}')}",
            f"DESCRIPTION:{_escape(chr(10).join(self._describe(item)))}",
            *([f"URL:{url}"] if url else ()),
            f"CATEGORIES:{TYPE_ABBREVIATIONS[agreement.type]}",
            "TRANSP:TRANSPARENT",
            "END:VEVENT",
        ]
        return b"".join(map(_fold, lines))

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


def _escape(text: str) -> str:
    """Give a text as a value of its own (RFC 5545, 3.3.11)."""
    text = text.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,")
    return text.replace("\n", "\\n")


def _fold(line: str) -> bytes:
    """Give a content line in UTF-8, cut so that none is longer than 75 octets (RFC 5545, 3.1)."""
    data = line.encode()
    if len(data) <= _LINE:
        return data + b"\r\n"
    parts, start, room = [], 0, _LINE
    while start < len(data):
        end = start + room
        # Never within a letter: its further octets all begin with the bits 10.
        while end < len(data) and data[end] & 0xC0 == 0x80:  # noqa: PLR2004
            end -= 1
        parts.append(data[start:end])
        start, room = end, _LINE - 1
    return b"\r\n ".join(parts) + b"\r\n"
