"""The documents of partners, departments and affairs, and of their indexes."""

from collections.abc import Iterable, Iterator
from itertools import chain
from typing import Any

from generator import addresses
from generator.api.desk import Body, Desk, Fields, link
from generator.api.records import RecordDesk
from generator.pages.page import Page
from generator.pages.partners import PartnerGroup
from generator.pages.things import Profile
from generator.records import RecordKind
from generator.register.model import Affair, Department, Partner
from generator.selections import Selection
from generator.statistics import Count, count_selection

_CARD = ("agreements", "current", "evaluated", "overdue", "not_due", "unknown", "unevaluated", "ending_soon")


class ThingDesk:
    """Makes the documents of what agreements name."""

    def __init__(self, desk: Desk, records: RecordDesk) -> None:
        self._desk, self._records = desk, records

    def make_partner(self, page: Page) -> Body:
        """Give the document of a partner with its agreements."""
        profile: Profile = page.context["profile"]
        numbers = [group.number for group in (*profile.states, *profile.evaluated, *profile.units)]
        return self._make(
            page,
            "partner",
            is_own_government=False,
            counts=list(map(self._desk.count, (profile.whole, *numbers))),
        )

    def make_department(self, page: Page) -> Body:
        """Give the document of a department with its agreements, its report card and its mapped needs."""
        desk, card = self._desk, page.context["card"]
        counts = [getattr(card, name) for name in _CARD]
        return self._make(
            page,
            "department",
            predecessors=[desk.refer_department(one) for one, _ in page.context["predecessors"]],
            successors=[desk.refer_department(one) for one, _ in page.context["successors"]],
            counts=[*map(desk.count, self._join(page, counts)),
                    *map(desk.count_entries, (card.mapped, card.realised))],
            evaluation_coverage=card.coverage,
            outputs_with_target=card.outputs_with_target,
            outputs_met=card.outputs_met,
            mapped_needs=list(map(desk.refer_entry, page.context["entries"])),
        )  # fmt: skip

    def make_affair(self, page: Page) -> Body:
        """Give the document of a government affair with its agreements and its mapped needs."""
        profile: Profile = page.context["profile"]
        return self._make(
            page,
            "affair",
            counts=list(map(self._desk.count, self._join(page, [profile.whole]))),
            mapped_needs=list(map(self._desk.refer_entry, page.context["entries"])),
        )

    def _join(self, page: Page, first: Iterable[Count]) -> Iterator[Count]:
        """Give the numbers on a thing's page, each once."""
        profile: Profile = page.context["profile"]
        groups = (group.number for group in profile.states)
        line = [profile.line] if profile.line else []
        joined = chain(first, line, groups, profile.types, profile.years)
        return iter({count.selection: count for count in joined}.values())

    def _make(self, page: Page, kind: RecordKind, **computed: Any) -> Body:  # noqa: ANN401  a document's fields
        thing, profile = page.context["thing"], page.context["profile"]
        fields = self._records.make(kind, thing.id, thing.value, page.address, **computed)
        return self._desk.list_agreements(fields, profile.members)

    def list_partners(self, page: Page) -> Body:
        """Give the index of partners."""
        partners = [one for one in self._desk.register.partners.values() if not one.is_own]
        return self._index(page, "partners", [self._partner_row(one) for one in partners])

    def list_departments(self, page: Page) -> Body:
        """Give the index of departments."""
        rows = [self._department_row(one) for one in self._desk.register.departments.values()]
        return self._index(page, "departments", rows)

    def list_affairs(self, page: Page) -> Body:
        """Give the index of government affairs."""
        rows = [self._affair_row(one) for one in self._desk.register.affairs.values()]
        return self._index(page, "affairs", rows)

    def list_places(self, page: Page) -> Body:
        """Give the provinces or countries that partners are in."""
        groups: list[PartnerGroup] = page.context["groups"]
        rows = [
            {
                "code": group.region,
                "name": self._desk.words.name(group.number.selection),
                "agreement_count": group.number.number,
                "partner_count": len(group.rows),
                **link(addresses.selection_address(group.number.selection)),
            }
            for group in groups
        ]
        title = "Partners abroad by country" if page.context["is_abroad"] else "Partners by province"
        return Body(self._head(page, title, len(rows)) | {"places": rows})

    def list_group(self, rows: Iterable[Any]) -> list[Fields]:
        """Give the partners of one kind or place."""
        return [self._partner_row(row.partner) for row in rows]

    def _index(self, page: Page, key: str, rows: list[Fields]) -> Body:
        title = {"partners": "Partners", "departments": "Departments", "affairs": "Government affairs"}[key]
        return Body(self._head(page, title, len(rows)) | {key: rows})

    def _head(self, page: Page, title: str, count: int) -> Fields:
        return {**link(page.address), "title": self._desk.words.say(title), "count": count}

    def _partner_row(self, partner: Partner) -> Fields:
        value = partner.value
        return {
            "id": partner.id,
            "name": partner.name,
            "category": partner.category,
            "region_code": value.get("region_code"),
            "country": value.get("country"),
            "agreement_count": self._number("partner", partner.id),
            **link(addresses.partner_address(partner.id)),
        }

    def _department_row(self, department: Department) -> Fields:
        return {
            "id": department.id,
            "name": department.name,
            "kind": department.value["kind"],
            "agreement_count": self._number("department", department.id),
            **link(addresses.department_address(department.id)),
        }

    def _affair_row(self, affair: Affair) -> Fields:
        return {
            "id": affair.id,
            "name": affair.name,
            "code": affair.code or None,
            "group": affair.value["group"],
            "agreement_count": self._number("affair", affair.id),
            **link(addresses.affair_address(affair.id)),
        }

    def _number(self, kind: Any, thing_id: str) -> int:  # noqa: ANN401  one of three kinds of selection
        return count_selection(self._desk.edition.selections, Selection(kind, (thing_id,))).number
