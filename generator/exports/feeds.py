"""Atom feeds (RFC 4287): the agreements of one page that were published or changed last.

A feed stands once for all languages and speaks the records' own. Ids are ``urn:uuid`` made from the
government and the record's id: they stay the same on any day, any machine and any address, and need no
address to be known, as ``tag:`` would (RFC 4151 wants a domain that is one's own).
"""

import datetime
import heapq
import re
import uuid
from collections.abc import Iterable, Sequence
from xml.sax.saxutils import escape

from generator import addresses
from generator.pages.edition import Edition
from generator.register.model import Agreement
from generator.status import read_date

ENTRIES = 20
"""How many agreements a feed holds at most; a reader that asks once a month should miss none."""

_NAMESPACE = uuid.UUID("6d1f4c5e-2b0a-4c57-9b7e-0f6d3a8e1c24")
# Everything that XML 1.0 can't hold, not even escaped.
_NO_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_UNFIT = re.compile(f'[&<>"]|{_NO_XML.pattern}')
_HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="id">\n'
_QUOTE = {'"': "&quot;"}


class FeedWriter:
    """Writes the feeds of an edition; what an agreement's entry says is put together once."""

    def __init__(self, edition: Edition) -> None:
        self._edition = edition
        registry = edition.register.registry
        # A sample has its government's name but is another register.
        parts = (registry["government"], registry["region_code"], "sample" * edition.is_sample)
        self._namespace = uuid.uuid5(_NAMESPACE, "/".join(parts))
        self._site = registry["site_url"].rstrip("/") + "/" if "site_url" in registry else ""
        self._days = {id_: self._find_day(one) for id_, one in edition.register.agreements.items()}
        self._order = {id_: (self._days[id_], *one.order) for id_, one in edition.register.agreements.items()}
        self._entries: dict[str, tuple[str, str, str]] = {}
        self._head = "".join(
            (
                f"<author><name>{_escape(registry['name'])}</name></author>\n",
                f"<subtitle>{_escape(edition.notice)}</subtitle>\n",
                f"<rights>{_escape(registry['licence']['name'])}</rights>\n",
            )
        )

    def render(self, address: str, title: str, agreements: Sequence[Agreement]) -> bytes:
        """Give the feed of the page at an address, in UTF-8."""
        newest = self._find_newest(agreements)
        day = self._days[newest[0].id] if newest else self._edition.history.head_day
        up = self._site or addresses.relative_base(address)
        page = _escape(self._site + address if self._site else "./")
        feed = addresses.feed_address(address)
        own = _escape(self._site + feed if self._site else feed.rpartition("/")[2])
        name = _escape(f"{title} – {self._edition.register.registry['name']}")
        updated = _render_day(day or self._edition.register.as_of)
        parts = [
            _HEAD,
            f"<id>{self._id(address)}</id>\n<title>{name}</title>\n<updated>{updated}</updated>\n",
        ]
        parts += (
            self._head,
            _link("alternate", "text/html", page),
            _link("self", "application/atom+xml", own),
        )
        for agreement in newest:
            before, place, after = self._entry(agreement)
            parts += (before, _escape(up), place, after)
        parts.append("</feed>\n")
        return "".join(parts).encode()

    def _find_newest(self, agreements: Iterable[Agreement]) -> list[Agreement]:
        order = self._order
        return heapq.nlargest(ENTRIES, agreements, key=lambda found: order[found.id])

    def _find_day(self, agreement: Agreement) -> datetime.date:
        """Give the day the record was last changed; without a history, the day the signing was known.

        Only where neither is known it is the day the register is seen on, which moves with every build.
        """
        change = self._edition.last_changes.get(("agreement", agreement.id))
        if change:
            return change.day
        known = agreement.signed or read_date(agreement.value, "signing", "known_by")
        as_of = self._edition.register.as_of
        return min(known.latest, as_of) if known else as_of

    def _entry(self, agreement: Agreement) -> tuple[str, str, str]:
        """Give an entry in three parts; the way up to the site's root belongs before the second."""
        found = self._entries.get(agreement.id)
        if found is None:
            found = self._entries[agreement.id] = self._render_entry(agreement)
        return found

    def _render_entry(self, agreement: Agreement) -> tuple[str, str, str]:
        locale = self._edition.locale
        kind = locale.label("cooperation_type", agreement.type)
        signed = (
            locale.say("Signed: %(date)s", date=locale.date(agreement.signed))
            if agreement.signed
            else locale.say("Date of signing not known")
        )
        summary = f"{kind}. {signed}. {agreement.value['purpose']}"
        before = (
            f"<entry>\n<id>{self._id(agreement.id)}</id>\n<title>{_escape(agreement.title)}</title>\n"
            f"<updated>{_render_day(self._days[agreement.id])}</updated>\n"
            f'<link rel="alternate" type="text/html" href="'
        )
        after = (
            f'"/>\n<category term="{_escape(agreement.type)}" label="{_escape(kind)}"/>\n'
            f"<summary>{_escape(summary)}</summary>\n</entry>\n"
        )
        return before, _escape(addresses.agreement_address(agreement.id)), after

    def _id(self, name: str) -> str:
        return uuid.uuid5(self._namespace, name).urn


def _escape(text: str) -> str:
    """Give a text as XML, fit to stand between tags and inside double quotes."""
    return escape(_NO_XML.sub("", text), _QUOTE) if _UNFIT.search(text) else text


def _link(relation: str, media_type: str, address: str) -> str:
    return f'<link rel="{relation}" type="{media_type}" href="{address}"/>\n'


def _render_day(day: datetime.date) -> str:
    """Give a day as RFC 3339 wants it: with a time, which the register does not know."""
    return f"{day.isoformat()}T00:00:00Z"
