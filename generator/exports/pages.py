"""What stands beside a page for programs: the agreements of the page as CSV, and its feed."""

from collections.abc import Iterator

from generator import addresses
from generator.edition import Edition
from generator.exports.feeds import FeedWriter
from generator.exports.line_reader import LineReader
from generator.exports.sink import OpenFile
from generator.records import AGREEMENT_TYPES
from generator.register.register import Register
from generator.selections import Kind, Selection
from generator.words.titles import value_name


def list_page_exports(register: Register) -> tuple[str, ...]:
    """Give the address of every file that stands beside a page."""
    whole = (addresses.feed_address(addresses.AGREEMENTS), addresses.feed_address(addresses.CHANGES))
    places = (
        place
        for selection in _iterate_selections(register)
        for place in _places(addresses.selection_address(selection))
    )
    return (*whole, *places)


def write_page_exports(edition: Edition, lines: LineReader, open_file: OpenFile) -> None:
    """Write them; ``lines`` are those of the table of agreements, each by its agreement's id."""
    feeds = FeedWriter(edition)
    say = edition.locale.say
    everything = edition.selections.members(Selection("all"))
    with open_file(addresses.feed_address(addresses.AGREEMENTS)) as file:
        file.write(feeds.render(addresses.AGREEMENTS, say("All agreements"), everything))
    with open_file(addresses.feed_address(addresses.CHANGES)) as file:
        file.write(feeds.render_changes(say("What changed")))
    for selection in _iterate_selections(edition.register):
        members = edition.selections.members(selection)
        address = addresses.selection_address(selection)
        table, feed = _places(address)
        with open_file(table) as file:
            file.write(lines.read(agreement.id for agreement in members))
        with open_file(feed) as file:
            file.write(feeds.render(address, value_name(edition, selection), members))


def _iterate_selections(register: Register) -> Iterator[Selection]:
    partners = (partner.id for partner in register.partners.values() if not partner.is_own)
    things: tuple[tuple[Kind, Iterator[str]], ...] = (
        ("partner", partners),
        ("department", iter(register.departments)),
        ("affair", iter(register.affairs)),
        ("type", iter(AGREEMENT_TYPES)),
    )
    for kind, ids in things:
        for id_ in ids:
            yield Selection(kind, (id_,))


def _places(address: str) -> tuple[str, str]:
    return addresses.table_address(address), addresses.feed_address(address)
