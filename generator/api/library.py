"""The library: which documents a site has, one for every page that shows a thing, a list or a number.

Pages that show none of these have no document; ``WITHOUT`` names their templates and says why.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache, partial
from typing import NamedTuple

import orjson

from generator import addresses
from generator.api import front
from generator.api.changes import ChangeDesk
from generator.api.desk import Body, Desk, Fields
from generator.api.lists import ListDesk
from generator.api.meta import describe_document
from generator.api.numbers import NumberDesk
from generator.api.records import RecordDesk
from generator.api.reference import make_reference
from generator.api.schemas import schema_names
from generator.api.things import ThingDesk
from generator.edition import Edition
from generator.exports.json_lines import batch
from generator.pages.page import Page
from generator.records import Record

WITHOUT = {
    "changes.html": "what changed is told day by day in api/v1/changes/",
    "moved.html": "a former address only leads on; the document stands at the present one",
    "rules.html": "help for those who write records; it shows no record",
    "rule.html": "help for those who write records; it shows no record",
    "dictionary.html": "what it tells of columns stands in data/datapackage.json",
    "statistics_report.html": "a year to print; its numbers are in the document of the year's statistics",
    "type_guide.html": "a guide; it shows no record",
    "form.html": "a form; it shows no record",
}
"""The templates whose pages have no document, and why."""


class Document(NamedTuple):
    """A document: where it stands, of which kind it is, and what makes its body."""

    address: str
    kind: str
    make: Callable[[], Body]


def is_further_part(page: Page) -> bool:
    """Whether a page is a further part of a long list: that is whole in the document of its first part."""
    return int(page.context.get("number", 1)) > 1


class Library:
    """All documents of one register."""

    def __init__(
        self, edition: Edition, records: Sequence[Record], pages: Iterable[Page], roots: Sequence[str]
    ) -> None:
        self._edition, self._records, self._pages, self._roots = edition, records, tuple(pages), roots
        self._desk = desk = Desk(edition, records)
        self._open = cache(self._begin)
        self._record_desk, self._change_desk = RecordDesk(desk), ChangeDesk(desk)
        things = ThingDesk(desk, self._record_desk)
        lists, numbers = ListDesk(desk, things), NumberDesk(desk)
        self._makers: dict[str, tuple[str, Callable[[Page], Body]]] = {
            "home.html": ("index", self._make_index),
            "data.html": ("downloads", partial(front.make_downloads, desk)),
            "calendars.html": ("calendars", partial(front.make_calendars, desk)),
            **dict.fromkeys(("agreement.html", "withdrawn.html"), ("agreement", self._make_agreement)),
            "partner.html": ("partner", things.make_partner),
            "department.html": ("department", things.make_department),
            "affair.html": ("affair", things.make_affair),
            "partners.html": ("partners", things.list_partners),
            "departments.html": ("departments", things.list_departments),
            "affairs.html": ("affairs", things.list_affairs),
            "partner_places.html": ("places", things.list_places),
            **dict.fromkeys(
                ("agreements.html", "type.html", "list.html", "unevaluated.html"), ("list", lists.make_list)
            ),
            "partner_group.html": ("partner-group", lists.make_group),
            "statistics_running.html": ("running-list", lists.make_running),
            **dict.fromkeys(("mapping_year.html", "mapping_list.html"), ("need-list", lists.make_entries)),
            "statistics.html": ("statistics", numbers.make_statistics),
            "statistics_year.html": ("statistics", numbers.make_year),
            "statistics_cross.html": ("statistics", numbers.make_cross),
            "evaluations.html": ("evaluations", numbers.make_evaluations),
            "evaluation_period.html": ("evaluation-period", numbers.make_period),
            "mapping.html": ("mapping", numbers.make_mapping),
            **dict.fromkeys(("charts.html", "map.html", "timeline.html"), ("charts", numbers.make_charts)),
        }

    def __iter__(self) -> Iterator[Document]:
        """Give every document: first those of pages, then those of what has none."""
        yield from filter(None, map(self.find, self._pages))
        yield from self.iterate_unpaged()

    def find(self, page: Page) -> Document | None:
        """Give the document of a page; None where it has none."""
        known = self._makers.get(page.template)
        if known is None or is_further_part(page):
            return None
        kind, make = known
        return Document(addresses.api_address(page.address), kind, partial(make, page))

    def iterate_unpaged(self) -> Iterator[Document]:
        """Give the documents that are not of one page."""
        yield Document(addresses.API_REFERENCE, "reference", partial(make_reference, self._desk))
        yield Document(addresses.API_RECORDS, "records", self._make_records)
        yield Document(addresses.CHANGE_INDEX, "changes", self._change_desk.make_index)
        for day in self._change_desk.days:
            make = partial(self._change_desk.make_day, day)
            yield Document(addresses.day_changes_address(day), "day-changes", make)
        yield from self._iterate_beside_files()

    def _iterate_beside_files(self) -> Iterator[Document]:
        """Give the documents of the records that have no page of their own: they stand beside their files."""
        register, records = self._edition.register, self._record_desk
        entries = {entry.id: entry for entry in register.mapping}
        for record in self._records:
            address = addresses.record_document_address(record.file)
            if record.kind == "mapping-entry":
                entry = entries[record.id]
                yield Document(address, "mapping-entry", partial(records.make_entry, entry))
            elif record.kind == "partner" and register.partners[record.id].is_own:
                own = register.partners[record.id]
                yield Document(address, "partner", partial(records.make_own_government, own))
            elif record.kind in ("official-total", "registry"):
                page = addresses.STATISTICS if record.kind == "official-total" else None
                make = partial(records.make, record.kind, record.id, record.value, None)
                yield Document(address, record.kind, partial(_wrap, make, page))

    def iterate_parts(self, document: Document) -> Iterator[bytes]:
        """Give a document as JSON: one part, or of one with lists as many as keep each of them short."""
        fields, lists = document.make()
        held = self._open(document.kind) + orjson.dumps(fields)[1:-1]
        for name, members in lists.items():
            held += b',"%b":[\n' % name.encode()
            for stretch in batch(members):
                # What comes before goes with it: each part is written by itself, and short ones cost as much.
                stretch[0] = held + stretch[0]
                yield b",\n".join(stretch)
                held = b",\n"
            held = b"\n]" if held == b",\n" else held + b"\n]"
        yield held + b"}\n"

    def _begin(self, kind: str) -> bytes:
        """Give how every document of a kind begins."""
        head = {"meta": describe_document(self._edition, kind), "kind": kind}
        return orjson.dumps(head)[:-1] + b","

    def _make_agreement(self, page: Page) -> Body:
        return self._record_desk.make_agreement(page.context["agreement"])

    def _make_index(self, _: Page) -> Body:
        names = schema_names(self._edition.locale.schemas)
        return front.make_index(self._desk, self._roots, map(addresses.api_schema_address, names))

    def _make_records(self) -> Body:
        return front.make_records(map(self._place, self._records))

    def _place(self, record: Record) -> tuple[Record, str | None, str]:
        """Give where a record's page and document are."""
        own = addresses.record_document_address(record.file)
        match record.kind:
            case "agreement":
                page = addresses.agreement_address(record.id)
            case "partner" if not self._edition.register.partners[record.id].is_own:
                page = addresses.partner_address(record.id)
            case "department":
                page = addresses.department_address(record.id)
            case "affair":
                page = addresses.affair_address(record.id)
            case "mapping-entry":
                return record, addresses.entry_address(record.id, int(record.place.group)), own
            case "official-total":
                return record, addresses.STATISTICS, own
            case _:
                return record, None, own
        return record, page, addresses.api_address(page)


def _wrap(make: Callable[[], Fields], page: str | None) -> Body:
    """Give the document of a record that other pages show; ``page`` is the one that does."""
    return Body({**make(), "page": page})
