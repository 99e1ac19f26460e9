"""The documents that lead to others: the index of the API, the downloads, the calendars, all records."""

from collections.abc import Iterable

from generator import addresses
from generator.agenda import Item
from generator.api.desk import MEMBER_API, Body, Desk, Fields, link, pack_member
from generator.calendars import list_calendars
from generator.exports.calendars import name_calendar
from generator.pages.downloads import OFFERS
from generator.pages.page import Page
from generator.records import Record
from generator.register.tombstones import is_withdrawn
from generator.tables.tables import list_tables

_COLLECTIONS = (
    ("Agreements", addresses.AGREEMENTS),
    ("Partners", addresses.PARTNERS),
    ("Departments", addresses.DEPARTMENTS),
    ("Government affairs", addresses.AFFAIRS),
    ("Statistics", addresses.STATISTICS),
    ("Evaluations", addresses.EVALUATIONS),
    ("Mapping of needs", addresses.MAPPING),
    ("Calendars", addresses.CALENDARS),
    ("Open data", addresses.DATA),
)


def make_index(desk: Desk, languages: Iterable[str], schemas: Iterable[str]) -> Body:
    """Give where everything is; ``languages`` are the addresses under which the site's pages stand."""
    say = desk.words.say
    return Body(
        {
            **link(addresses.HOME),
            "collections": [{"title": say(title), **link(address)} for title, address in _COLLECTIONS],
            "records": addresses.API_RECORDS,
            "reference": addresses.API_REFERENCE,
            "changes": addresses.CHANGE_INDEX,
            "search": [root + addresses.SEARCH for root in languages],
            "openapi": addresses.API_DESCRIPTION,
            "schemas": list(schemas),
        }
    )


def make_downloads(desk: Desk, page: Page) -> Body:
    """Give the tables that can be downloaded."""
    return Body(
        {
            **link(page.address),
            "title": desk.words.say("Open data"),
            "files": [
                {
                    "title": desk.words.say(heading),
                    "about": desk.words.say(about),
                    "format": form,
                    "file": file,
                }
                for heading, about, form, file in OFFERS
                # Not every site carries the copy of itself.
                if file != addresses.OFFLINE_COPY
            ],
            "data_package": addresses.DATA_PACKAGE,
            "catalogue": addresses.CATALOGUE,
            "tables": [
                {
                    "name": table.name,
                    "about": desk.words.say(table.about),
                    "csv": addresses.data_table_address(table.name),
                }
                for table in list_tables(desk.edition)
            ],
        }
    )


def make_calendars(desk: Desk, page: Page) -> Body:
    """Give the calendars, and every day that stands in the one of all."""
    edition = desk.edition
    calendars = [
        {
            "scope": listing.scope,
            "value": listing.value or None,
            "name": name_calendar(edition.register, listing),
            "count": len(listing.items),
            "ics": listing.address,
        }
        for listing in list_calendars(edition.register, edition.agenda)
    ]
    fields = {
        **link(page.address),
        "title": desk.words.say("Calendars"),
        "calendars": calendars,
        "agreement_api": MEMBER_API,
    }
    return Body(fields, {"items": (pack_member(_describe_item(item)) for item in edition.agenda)})


def _describe_item(item: Item) -> Fields:
    return {
        "key": item.key,
        "duty": item.duty,
        "date": item.date.isoformat(),
        "days_left": item.days_left,
        "overdue": item.is_overdue,
        "period": item.period or None,
        "basis": item.basis or None,
        "extended_by": item.extended_by or None,
        "agreement": item.agreement.id,
        "title": item.agreement.title,
        "departments": [one.id for one in item.departments],
    }


def make_records(places: Iterable[tuple[Record, str | None, str]]) -> Body:
    """Give every record: its kind and id, its page where it has one, its document and its file."""
    rows = [
        pack_member(
            {
                "kind": record.kind,
                "id": record.id,
                "page": page,
                "api": api,
                "yaml": None if is_withdrawn(record) else addresses.record_file_address(record.file),
            }
        )
        for record, page, api in places
    ]
    return Body({"count": len(rows)}, {"records": rows})
