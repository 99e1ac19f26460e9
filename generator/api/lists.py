"""The documents of lists: what exactly is listed, how many, and a summary of each member."""

from generator.api.desk import Body, Desk, Fields, link, summarise_entry
from generator.api.things import ThingDesk
from generator.mapping import EntryCount, EntrySelection
from generator.pages.page import Page
from generator.selections import Selection


class ListDesk:
    """Makes the documents of lists."""

    def __init__(self, desk: Desk, things: ThingDesk) -> None:
        self._desk, self._things = desk, things

    def make_list(self, page: Page) -> Body:
        """Give the list of a selection's agreements; the further pages of a long one are in it."""
        selection = _of_agreements(page)
        members = self._desk.edition.selections.members(selection)
        return self._desk.list_agreements(self._head(page, len(members)), members)

    def make_group(self, page: Page) -> Body:
        """Give the list of the agreements with partners of one kind or place, and these partners."""
        fields, lists = self.make_list(page)
        return Body({**fields, "partners": self._things.list_group(page.context["partners"])}, lists)

    def make_running(self, page: Page) -> Body:
        """Give the lists that one made of whole years consists of."""
        parts = [self._desk.count(count) for count in page.context["parts"]]
        return Body({**self._head(page, page.context["total"]), "parts": parts})

    def make_entries(self, page: Page) -> Body:
        """Give the list of a selection's mapped needs; that of a year has the year's numbers as well."""
        entries = page.context["entries"]
        counts: list[EntryCount] = [
            count for _, _, found in page.context.get("tables", ()) for count in found
        ]
        fields = {
            **self._head(page, len(entries)),
            "counts": list(map(self._desk.count_entries, counts)),
            "entries": [summarise_entry(self._desk, entry) for entry in entries],
        }
        return Body(fields)

    def _head(self, page: Page, count: int) -> Fields:
        assert page.selection is not None, page.address  # noqa: S101  every list page names what it lists
        return {**link(page.address), **self._desk.describe(page.selection), "count": count}


def _of_agreements(page: Page) -> Selection:
    selection = page.selection
    assert selection is not None  # noqa: S101  every list page names what it lists
    assert not isinstance(selection, EntrySelection), page.address  # noqa: S101
    return selection
