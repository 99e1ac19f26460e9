"""What the other tools are given beside the records: every page, already counted, linked and worded.

Checking, computing status and statistics, linking, and formatting dates are done here, outside their
measured time; the pages are the project's own catalogue, so that all build the same site.
"""

import datetime
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from bench.agreements import Json, describe_agreement, describe_row, link_to
from bench.blocks import iterate_blocks
from generator.check.checker import Checker
from generator.edition import Edition, make_edition
from generator.git.history import read_history
from generator.home import find_part
from generator.locale import Locale
from generator.pages.agreements import FactFinder
from generator.pages.catalogue import iterate_pages
from generator.parallel import default_jobs
from generator.register.register import build_register
from generator.schemas import SchemaSet

AGREEMENT = "agreement"
BLOCKS = "blocks"


@dataclass(frozen=True, slots=True)
class Sheet:
    """A page as data: ``content`` is an agreement's facts or a list of blocks, as ``kind`` says.

    ``record`` is the agreement's record where the page is an agreement's; its title and description then
    stand there.
    """

    address: str
    section: str
    title: str
    description: str
    crumbs: list[Json]
    kind: str
    content: Json
    record: Json = None


def read_edition(root: Path, as_of: datetime.date) -> Edition:
    """Read a register that has no errors."""
    schemas = SchemaSet(find_part(root, "schema"))
    checked = Checker(root, schemas, as_of).check_register(default_jobs())
    if checked.errors:
        raise ValueError(str(checked.errors[0]))
    register = build_register(checked.records, as_of)
    return make_edition(register, read_history(root), Locale("id", schemas))


def iterate_sheets(edition: Edition) -> Iterator[Sheet]:
    """Give every page of the site as data, in the catalogue's order."""
    find_facts = FactFinder(edition).find
    for page in iterate_pages(edition):
        crumbs = [
            {"label": crumb.label, "link": "" if crumb.address is None else link_to(crumb.address)}
            for crumb in page.crumbs
        ]
        # Of a withdrawn one only a notice is left.
        agreement = page.context.get("agreement") if page.template != "withdrawn.html" else None
        kind = AGREEMENT if agreement else BLOCKS
        content = (
            describe_agreement(edition, agreement, page.context["telling"].write(), find_facts(agreement))
            if agreement
            else list(iterate_blocks(edition, page))
        )
        record = agreement.value if agreement else None
        yield Sheet(page.address, page.section, page.title, page.summary, crumbs, kind, content, record)


def list_rows(edition: Edition) -> dict[str, Json]:
    """Give what a list shows of each agreement, by id."""
    return {key: describe_row(edition, agreement) for key, agreement in edition.register.agreements.items()}
