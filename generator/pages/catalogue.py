"""All pages of an edition, in a fixed order."""

from collections.abc import Callable, Iterator
from typing import NamedTuple

from generator.edition import Edition
from generator.pages.affairs import iterate_affair_pages
from generator.pages.agreements import iterate_agreement_pages
from generator.pages.calendars import iterate_calendar_pages
from generator.pages.changes import iterate_change_pages
from generator.pages.departments import iterate_department_pages
from generator.pages.dictionary import dictionary_page
from generator.pages.downloads import iterate_download_pages
from generator.pages.figures import iterate_statistics_pages
from generator.pages.follow_up import iterate_evaluation_pages
from generator.pages.form import iterate_form_pages
from generator.pages.front import iterate_front_pages
from generator.pages.gallery import iterate_chart_pages
from generator.pages.guide import iterate_guide_pages
from generator.pages.lanes import iterate_timeline_pages
from generator.pages.lists import iterate_list_pages
from generator.pages.mapped import iterate_mapping_pages
from generator.pages.page import Page
from generator.pages.partners import iterate_partner_pages
from generator.pages.places import iterate_map_pages
from generator.pages.rules import iterate_rule_pages


class Family(NamedTuple):
    """Pages of one kind: the parts of the site that they stand in, and what gives them."""

    parts: tuple[str, ...]
    """The first steps of their addresses; the home page's is empty."""
    iterate: Callable[[Edition], Iterator[Page]]
    iterate_near: Callable[[Edition, str], Iterator[Page]] | None = None
    """Gives, of many pages, those among which the one at an address is, if it is of this kind."""


def _iterate_dictionary_pages(edition: Edition) -> Iterator[Page]:
    yield dictionary_page(edition)


FAMILIES = (
    Family(("kerja-sama",), iterate_agreement_pages, iterate_agreement_pages),
    Family(("",), iterate_front_pages),
    Family(("data",), _iterate_dictionary_pages),
    Family(("data",), iterate_download_pages),
    Family(("perubahan",), iterate_change_pages),
    Family(
        ("kerja-sama", "statistik", "evaluasi", "pemetaan", "perangkat-daerah"),
        iterate_list_pages,
        iterate_list_pages,
    ),
    Family(("mitra",), iterate_partner_pages),
    Family(("perangkat-daerah",), iterate_department_pages),
    Family(("urusan",), iterate_affair_pages),
    Family(("statistik",), iterate_statistics_pages),
    Family(("statistik",), iterate_chart_pages),
    Family(("statistik",), iterate_timeline_pages),
    Family(("statistik",), iterate_map_pages),
    Family(("evaluasi",), iterate_evaluation_pages),
    Family(("pemetaan",), iterate_mapping_pages),
    Family(("kalender",), iterate_calendar_pages),
    Family(("panduan",), iterate_rule_pages),
    Family(("panduan",), iterate_guide_pages),
    Family(("panduan",), iterate_form_pages),
)
"""All pages, in the order in which they are made."""


def iterate_pages(edition: Edition) -> Iterator[Page]:
    """Give every generated page of the site."""
    for family in FAMILIES:
        yield from family.iterate(edition)
