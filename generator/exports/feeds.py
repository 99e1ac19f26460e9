"""Atom feeds (RFC 4287): what was published or changed last, of one page's agreements or of everything.

A feed holds at least the last week before the newest change, and at least ten entries, so that whoever asks
once a week misses nothing, however much it was. What one change did to very many agreements is one entry that
counts them and leads to their list: few readers follow feeds in parts (RFC 5005), and none needs ten thousand
entries. The file of that day holds all of them for programs.

A feed stands once for all languages and speaks the records' own. Ids are ``urn:uuid`` made from the
government and the record's id: they stay the same on any day, any machine and any address, and need no
address to be known, as ``tag:`` would (RFC 4151 wants a domain that is one's own).
"""

import datetime
import heapq
import re
import uuid
from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from functools import cached_property, partial

# That of xml.sax.saxutils would load all that fetches from the web.
from html import escape
from itertools import chain
from typing import Any, TypeAlias

from generator import addresses
from generator.edition import Edition
from generator.git.history import Commit
from generator.pages.changes import THINGS, TOLD, ChangeTeller, list_months
from generator.register.model import Agreement
from generator.status import read_date
from generator.story.chapter import Announcement, Key, Publication

Order: TypeAlias = tuple[datetime.date, *tuple[Any, ...]]

FEWEST = 10
"""How many entries a feed holds at least, where there are so many."""
MANY = 40
"""Of how many agreements a change is told by an entry each; and how many changes are told in full."""
MANY_A_DAY = 200
"""Of how many agreements the small changes of one day are told by an entry each."""
RECENT = datetime.timedelta(days=7)
"""What is not older than this, seen from the newest change, is in the feed."""

_TOGETHER = "So many agreements changed at once that they are one entry here; the page lists all of them."
_NAMESPACE = uuid.UUID("6d1f4c5e-2b0a-4c57-9b7e-0f6d3a8e1c24")
# Everything that XML 1.0 can't hold, not even escaped.
_NO_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="id">\n'


class FeedWriter:
    """Writes the feeds of an edition; what an agreement's entry says is put together once."""

    def __init__(self, edition: Edition) -> None:
        self._edition = edition
        registry = edition.register.registry
        # A sample has its government's name but is another register.
        parts = (registry["government"], registry["region_code"], "sample" * edition.is_sample)
        self._namespace = uuid.uuid5(_NAMESPACE, "/".join(parts))
        self._site = registry["site_url"].rstrip("/") + "/" if "site_url" in registry else ""
        self._commits = dict(_find_commits(edition))
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
        batches, newest = self._choose(agreements)
        up = _escape(self._site or addresses.relative_base(address))
        entries: list[tuple[Order, Iterable[str]]] = []
        for batch in batches:
            order = max(self._order[one.id] for one in batch)
            entries.append((order, (self._render_batch(address, batch),)))
        for agreement in newest:
            before, place, after = self._entry(agreement)
            entries.append((self._order[agreement.id], (before, up, place, after)))
        entries.sort(key=lambda found: found[0], reverse=True)
        parts = self._begin(address, title, entries[0][0][0] if entries else None)
        parts += chain.from_iterable(texts for _, texts in entries)
        parts.append("</feed>\n")
        return "".join(parts).encode()

    def render_changes(self, title: str) -> bytes:
        """Give the feed of every published change, with what has to be announced, in UTF-8."""
        edition, address = self._edition, addresses.CHANGES
        teller = ChangeTeller(edition)
        dated: list[tuple[datetime.date, Callable[[], str]]] = [
            (one.day, partial(self._render_announcement, one)) for one in edition.story.announcements
        ]
        dated += [
            (one.commit.day, partial(self._render_change, teller, one, is_full=number < MANY))
            for number, one in enumerate(edition.story.publications)
        ]
        # The sort keeps the order of one day: what is announced comes before what changed.
        dated.sort(key=lambda found: found[0], reverse=True)
        chosen = dated[: max(FEWEST, sum(day >= self._since for day, _ in dated))]
        parts = self._begin(address, title, chosen[0][0] if chosen else None)
        parts += [render() for _, render in chosen]
        parts.append("</feed>\n")
        return "".join(parts).encode()

    def _begin(self, address: str, title: str, day: datetime.date | None) -> list[str]:
        """Give the start of a feed, up to its first entry."""
        page = _escape(self._site + address if self._site else "./")
        feed = addresses.feed_address(address)
        own = _escape(self._site + feed if self._site else feed.rpartition("/")[2])
        name = _escape(f"{title} – {self._edition.register.registry['name']}")
        updated = _render_day(day or self._edition.history.head_day or self._edition.register.as_of)
        return [
            _HEAD,
            f"<id>{self._id(address)}</id>\n<title>{name}</title>\n<updated>{updated}</updated>\n",
            self._head,
            _link("alternate", "text/html", page),
            _link("self", "application/atom+xml", own),
        ]

    @cached_property
    def _since(self) -> datetime.date:
        """The first day that a feed tells in full; outside git there is none."""
        head = self._edition.history.head_day
        return head - RECENT if head else datetime.date.max

    def _choose(self, agreements: Iterable[Agreement]) -> tuple[list[list[Agreement]], list[Agreement]]:
        """Give of agreements those that changed in such numbers that they are told together, and the rest.

        The rest are those of the last days, and the newest where the feed were too short.
        """
        since, commits = self._since, self._commits
        recent: list[Agreement] = []
        others: list[Agreement] = []
        for agreement in agreements:
            commit = commits.get(agreement.id)
            (recent if commit and commit.day >= since else others).append(agreement)
        batches, small = _part(recent, lambda found: commits[found.id].id, MANY)
        days, newest = _part(small, lambda found: commits[found.id].day, MANY_A_DAY)
        batches += days
        if missing := max(0, FEWEST - len(batches) - len(newest)):
            left = chain(others, *batches)
            newest += heapq.nlargest(missing, left, key=lambda found: self._order[found.id])
        return batches, newest

    def _find_day(self, agreement: Agreement) -> datetime.date:
        """Give the day on which last something was told of the record.

        Without a history it is the day the signing was known, and only where that is not known either the day
        the register is seen on, which moves with every build.
        """
        change = self._commits.get(agreement.id)
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
            f"<summary>{_escape(summary)}</summary>\n{self._render_content(agreement)}</entry>\n"
        )
        return before, _escape(addresses.agreement_address(agreement.id)), after

    def _render_content(self, agreement: Agreement) -> str:
        """Give what changed last, in sentences, with the reason that was given."""
        chapters = self._edition.story.chapters.get(("agreement", agreement.id))
        if not chapters:
            return ""
        commit, event = chapters[0].commit, chapters[0].event
        sentences = [self._edition.locale.pick(one.text) for one in event.sentences]
        return _render_html([*_say_reason(self._edition, commit.subject), _list_items(sentences)])

    def _render_batch(self, address: str, agreements: Sequence[Agreement]) -> str:
        """Give what one change did to many of a page's agreements as an entry that leads to the page."""
        commits = {self._commits[one.id].id for one in agreements}
        newest = max(agreements, key=lambda found: self._order[found.id])
        commit, locale = self._commits[newest.id], self._edition.locale
        chapters = self._edition.story.chapters
        told = [chapters.get(("agreement", one.id)) for one in agreements]
        counts = Counter(found[0].event.what if found else "changed" for found in told)
        things = THINGS["agreement"]
        title = "; ".join(
            locale.say(TOLD[what], count=locale.number(count), things=locale.say(things, count=str(count)))
            for what, count in sorted(counts.items())
        )
        words = _escape_html(locale.say(_TOGETHER))
        reason = commit.subject if len(commits) == 1 else ""
        content = [*_say_reason(self._edition, reason), f"<p>{words}</p>"]
        return self._wrap(f"{address}{commit.id}", title, commit.day, address, content, address)

    def _render_change(self, teller: ChangeTeller, publication: Publication, *, is_full: bool) -> str:
        """Give a publication as an entry: what it did to which records, in sentences where they are few."""
        change, commit = teller.tell_publication(publication), publication.commit
        content = _say_reason(self._edition, commit.subject)
        for group in change.groups if is_full else ():
            items = [
                _escape_html(thing.name) + _list_items("".join(words.parts) for words in thing.sentences)
                for thing in group.things
            ]
            if group.rest:
                more = self._edition.locale.say("and %(count)s more", count=group.rest)
                items.append(_escape_html(more))
            content.append(f"<p>{_escape_html(group.told)}</p>{_list_html(items)}")
        title = "; ".join(group.told for group in change.groups)
        if len(publication.events) == 1:
            title = f"{title}: {change.groups[0].things[0].name}"
        place = f"{self._find_page(commit.day)}#{change.anchor}"
        return self._wrap(f"{addresses.CHANGES}{commit.id}", title, commit.day, place, content)

    def _find_page(self, day: datetime.date) -> str:
        """Give the page that tells what was published on a day."""
        return addresses.changes_address(day.year, day.month) if self._is_long else addresses.CHANGES

    @cached_property
    def _is_long(self) -> bool:
        """Whether each month has a page of its own."""
        return list_months(self._edition.story.publications)[1]

    def _render_announcement(self, announcement: Announcement) -> str:
        text = self._edition.locale.pick(announcement.text)
        name = f"{addresses.CHANGES}#{announcement.id}"
        return self._wrap(name, text, announcement.day, name, [f"<p>{_escape_html(text)}</p>"])

    def _wrap(  # noqa: PLR0917  the parts of an entry, in their order
        self,
        name: str,
        title: str,
        day: datetime.date,
        place: str,
        content: Sequence[str],
        feed: str = addresses.CHANGES,
    ) -> str:
        up = self._site or addresses.relative_base(feed)
        return (
            f"<entry>\n<id>{self._id(name)}</id>\n<title>{_escape(title)}</title>\n"
            f"<updated>{_render_day(day)}</updated>\n{_link('alternate', 'text/html', _escape(up + place))}"
            f"{_render_html(content)}</entry>\n"
        )

    def _id(self, name: str) -> str:
        return uuid.uuid5(self._namespace, name).urn


def _part(
    agreements: Iterable[Agreement], key: Callable[[Agreement], Hashable], most: int
) -> tuple[list[list[Agreement]], list[Agreement]]:
    """Part agreements into the groups that are too large to be told one by one, and the others."""
    groups: dict[Hashable, list[Agreement]] = defaultdict(list)
    for agreement in agreements:
        groups[key(agreement)].append(agreement)
    large = [group for group in groups.values() if len(group) > most]
    return large, [one for group in groups.values() if len(group) <= most for one in group]


def _find_commits(edition: Edition) -> Iterator[tuple[str, Commit]]:
    """Give for agreements the change that last said something else of them, or else their file's last."""
    for agreement_id in edition.register.agreements:
        key: Key = ("agreement", agreement_id)
        chapters = edition.story.chapters.get(key)
        commit = chapters[0].commit if chapters else edition.last_changes.get(key)
        if commit:
            yield agreement_id, commit


def _say_reason(edition: Edition, reason: str) -> list[str]:
    told = _escape_html(edition.locale.say("Reason given:"))
    # In which language it was given nobody knows.
    return [f'<p>{told} <span lang="">{_escape_html(reason)}</span></p>'] if reason else []


def _list_items(texts: Iterable[str]) -> str:
    return _list_html(list(map(_escape_html, texts)))


def _list_html(items: Sequence[str]) -> str:
    return f"<ul>{''.join(f'<li>{item}</li>' for item in items)}</ul>" if items else ""


def _escape_html(text: str) -> str:
    """Give a text as HTML; as a part of XML it is escaped once more."""
    return escape(text, quote=False).replace('"', "&quot;")


def _render_html(parts: Iterable[str]) -> str:
    return f'<content type="html">{_escape("".join(parts))}</content>\n'


def _escape(text: str) -> str:
    """Give a text as XML, fit to stand between tags and inside double quotes."""
    if text.isprintable() and not ("&" in text or "<" in text or ">" in text or '"' in text):
        return text
    return _escape_html(_NO_XML.sub("", text))


def _link(relation: str, media_type: str, address: str) -> str:
    return f'<link rel="{relation}" type="{media_type}" href="{address}"/>\n'


def _render_day(day: datetime.date) -> str:
    """Give a day as RFC 3339 wants it: with a time, which the register does not know."""
    return f"{day.isoformat()}T00:00:00Z"
