"""The search over all gathered agreements, in the form that a register's own explorer reads.

What several registers call by one name, a partner, a kind of department or an affair, is one choice here.
"""

from collections.abc import Iterator, Mapping
from typing import Any

from generator.exports.search import COLUMNS, SearchData, Things, list_cells
from generator.exports.search_parts import forget_words, write_explorer
from generator.exports.sink import OpenFile
from generator.federation.addresses import find_row
from generator.federation.gathered import Gathered, Member, fold_name, full_id
from generator.federation.words import tell_standing
from generator.locale import Locale
from generator.text import Language

MOST_SEARCHED = 50_000
"""Of so many agreements a browser's search has been measured; of more it is left to the data."""
_SHARED = ("partners", "departments", "affairs")
_PLACES = COLUMNS.index("places")


def is_searched(gathered: Gathered) -> bool:
    """Whether the site has a search over all agreements."""
    return 0 < sum(len(member.agreements) for member in gathered.members) <= MOST_SEARCHED


def write_gathered_search(
    gathered: Gathered, locales: Mapping[Language, Locale], open_file: OpenFile
) -> None:
    """Write what the search reads, in every language."""
    write_explorer(
        ((language, _read_all(gathered, locale)) for language, locale in locales.items()), open_file
    )
    forget_words()


def _read_all(gathered: Gathered, locale: Locale) -> SearchData:
    gathering = gathered.gathering
    head: dict[str, Any] = {
        "register": gathering.name,
        "as_of": gathered.as_of.isoformat(),
        "standing": gathering.standing,
        "notice": dict(gathering.standing_notice),
        "governments": [[one.id, one.short_name, tell_standing(one, locale)] for one in gathered.members],
    }
    shared = _Shared(locale)
    data = SearchData(head, locale, shared)
    data.columns = (*COLUMNS, "governments")
    links = []
    for place, member in enumerate(gathered.members):
        for row, link in shared.iterate_rows(member):
            data.rows.append([*row, [place]])
            links.append(link)
    data.links = links
    return data


class _Shared(Things):
    """What the agreements share, by name: each thing is called by the id of the first that has it."""

    def __init__(self, locale: Locale) -> None:
        self._locale = locale
        self.partners, self.departments, self.affairs = [], [], []
        self._places: dict[tuple[str, str], int] = {}

    def iterate_rows(self, member: Member) -> Iterator[tuple[list[Any], str]]:
        """Give what is known of each agreement of a register, and where its page is."""
        own = Things(member.register, self._locale)
        moved = {
            COLUMNS.index(name): [self._share(name, member, thing) for thing in getattr(own, name)]
            for name in _SHARED
        }
        called = f"{member.name}; {member.short_name}"
        for number, agreement in enumerate(member.agreements):
            row = list_cells(agreement, self._locale, own)
            row[0] = full_id(member, agreement.id)
            row[_PLACES] = f"{row[_PLACES]}; {called}" if row[_PLACES] else called
            for column, places in moved.items():
                # Two of a register's may bear one name.
                row[column] = list(dict.fromkeys(places[at] for at in row[column]))
            yield row, member.link(agreement.id) or f"../{find_row(member.id, number, agreement.id)}"

    def _share(self, kind: str, member: Member, thing: list[str]) -> int:
        """Give the place that a register's thing has among all of its kind."""
        things = getattr(self, kind)
        # By the record's own name, whatever language it is shown in: places are the same in all of them.
        key = kind, fold_name((kind == "affairs" and thing[2]) or thing[1])
        if key not in self._places:
            self._places[key] = len(things)
            things.append([full_id(member, thing[0]), *thing[1:]])
        elif kind != "affairs" and thing[2] not in things[self._places[key]][2]:
            known = things[self._places[key]]
            known[2] = f"{known[2]}; {thing[2]}" if known[2] else thing[2]
        return self._places[key]
