"""All pages of an edition, in a fixed order."""

from collections.abc import Iterator

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


def iterate_pages(edition: Edition) -> Iterator[Page]:
    """Give every generated page of the site."""
    yield from iterate_front_pages(edition)
    yield dictionary_page(edition)
    yield from iterate_download_pages(edition)
    yield from iterate_change_pages(edition)
    yield from iterate_list_pages(edition)
    yield from iterate_partner_pages(edition)
    yield from iterate_department_pages(edition)
    yield from iterate_affair_pages(edition)
    yield from iterate_statistics_pages(edition)
    yield from iterate_chart_pages(edition)
    yield from iterate_timeline_pages(edition)
    yield from iterate_map_pages(edition)
    yield from iterate_evaluation_pages(edition)
    yield from iterate_mapping_pages(edition)
    yield from iterate_calendar_pages(edition)
    yield from iterate_rule_pages(edition)
    yield from iterate_guide_pages(edition)
    yield from iterate_form_pages(edition)
    yield from iterate_agreement_pages(edition)
