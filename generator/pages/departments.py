"""The pages of departments: the index by kind, and one page a department."""

from collections import defaultdict
from collections.abc import Iterator

from generator import addresses
from generator.edition import Edition
from generator.pages.page import Crumb, Page
from generator.pages.things import thing_pages, unknown_pages
from generator.register.model import Department, MappingEntry
from generator.report_cards import make_report_card
from generator.selections import NOT_KNOWN, Selection
from generator.statistics import Count, count_selection

KINDS = ("biro", "bagian", "sekretariat-dprd", "inspektorat", "dinas", "badan", "kantor", "satuan",
         "rumah-sakit", "kecamatan", "kemantren")  # fmt: skip
"""The kinds of department in the order in which a government lists them."""


def iterate_department_pages(edition: Edition) -> Iterator[Page]:
    """Give the index of departments and a page for each."""
    departments = edition.register.departments
    yield _index(edition)
    needs: dict[str, list[MappingEntry]] = defaultdict(list)
    for entry in edition.register.mapping:
        needs[entry.department.id].append(entry)
    predecessors: dict[str, list[Department]] = defaultdict(list)
    for department in departments.values():
        for successor in department.value.get("successors", ()):
            predecessors[successor].append(department)
    for department in departments.values():
        successors = [departments[name] for name in department.value.get("successors", ())]
        yield from thing_pages(
            edition,
            "department",
            department,
            entries=needs[department.id],
            predecessors=[(one, _count(edition, one)) for one in predecessors[department.id]],
            successors=[(one, _count(edition, one)) for one in successors],
            card=make_report_card(edition.selections, edition.mapping, department.id),
        )
    yield from unknown_pages(edition, "department")


def _index(edition: Edition) -> Page:
    say = edition.locale.say
    title = say("Departments")
    groups = []
    departments = edition.register.departments.values()
    for kind in KINDS:
        rows = [(one, _count(edition, one)) for one in departments if one.value["kind"] == kind]
        if rows:
            groups.append((kind, sorted(rows, key=lambda row: row[0].name.casefold())))
    unknown = count_selection(edition.selections, Selection("department", (NOT_KNOWN,)))
    return Page(
        addresses.DEPARTMENTS,
        addresses.DEPARTMENTS,
        title,
        say("The government's departments and the agreements they take part in."),
        "departments.html",
        (Crumb(title),),
        {"groups": groups, "unknown": unknown},
    )


def _count(edition: Edition, department: Department) -> Count:
    return count_selection(edition.selections, Selection("department", (department.id,)))
