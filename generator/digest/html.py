"""A digest as the body of an e-mail: styles on the elements, one table a department, nothing to fetch.

Mail programs throw away style sheets and pictures from elsewhere, and some cut what is longer than about
100 kB: items beyond that are counted and left to the site.
"""

from collections.abc import Iterator
from html import escape

from generator.agenda import Item
from generator.digest.digest import Digest
from generator.digest.words import word_action, word_counts, word_day, word_days, word_kind

MOST_BYTES = 98_000
"""How large a digest may be, in bytes of UTF-8."""
_RESERVE = 4_000

_FONT = "font-family:Arial,Helvetica,sans-serif;color:#1b2321;"
_BODY = f"{_FONT}margin:0;padding:16px;background:#ffffff;font-size:16px;line-height:1.5;"
_HEAD = "text-align:left;vertical-align:top;padding:8px;border-bottom:2px solid #525c58;"
_CELL = (
    "text-align:left;overflow-wrap:anywhere;vertical-align:top;padding:8px;border-bottom:1px solid #c9c4b7;"
)
_TABLE = "border-collapse:collapse;table-layout:fixed;width:100%;max-width:760px;font-size:16px;"
_SMALL = "font-size:14px;color:#3f4845;"
_LINK = "color:#1d4a42;"


def render_html(digest: Digest) -> str:
    """Give a whole HTML document; every text of a record is escaped."""
    locale = digest.locale
    say, title = locale.say, f"{locale.say('What ends and what is due')} – {digest.name}"
    head = (
        f'<!DOCTYPE html>\n<html lang="{locale.language}">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{escape(title)}</title>\n</head>\n"
        f'<body style="{_BODY}">\n'
        f'<h1 style="{_FONT}font-size:22px;margin:0 0 8px;">{escape(say("What ends and what is due"))}</h1>\n'
        f'<p style="margin:0 0 12px;">{escape(digest.name)}. {escape(digest.scope())}</p>\n'
    )
    foot = "".join(f"{line}\n" for line in (*_iterate_foot(digest), "</body>", "</html>"))
    budget = MOST_BYTES - _RESERVE - len((head + foot).encode())
    return head + _fill(digest, budget) + foot


def _fill(digest: Digest, budget: int) -> str:
    """Give the counts and as many items as fit, and say how many did not."""
    say = digest.locale.say
    if not digest.items:
        return f"<p>{escape(say('Nothing ends or is due.'))}</p>\n"
    counts = "".join(f"<li>{escape(words)}</li>" for words in word_counts(digest.locale, digest.items))
    parts, left, shown = [f'<ul style="margin:0 0 16px;padding-left:20px;">{counts}</ul>\n'], budget, 0
    for department, items in digest.groups:
        opening = _render_opening(digest, digest.group_name(department), len(items))
        rows: list[str] = []
        for item in items:
            row = _render_row(digest, item)
            size = len(row.encode()) + (0 if rows else len(opening.encode()) + len(_CLOSING))
            if size > left:
                break
            left -= size
            rows.append(row)
        if rows:
            parts += (opening, *rows, _CLOSING)
            shown += len(rows)
    if shown < len(digest.items):
        rest = digest.locale.number(len(digest.items) - shown)
        parts.append(f"<p><strong>{escape(say('%(count)s more do not fit into one message.', count=rest))}"
                     "</strong></p>\n")  # fmt: skip
    return "".join(parts)


_CLOSING = "</tbody>\n</table>\n"


def _render_opening(digest: Digest, name: str, number: int) -> str:
    say = digest.locale.say
    # Two columns, for a message is read on a phone as well.
    heads = "".join(
        f'<th scope="col" style="{_HEAD}width:{width};">{escape(words)}</th>'
        for words, width in ((say("Day"), "34%"), (say("What"), "66%"))
    )
    return (
        f'<h2 style="{_FONT}font-size:18px;margin:20px 0 4px;">{_quote(digest, name)} '
        f"({digest.locale.number(number)})</h2>\n"
        f'<table style="{_TABLE}">\n<thead><tr>{heads}</tr></thead>\n<tbody>\n'
    )


def _render_row(digest: Digest, item: Item) -> str:
    locale, agreement = digest.locale, item.agreement
    url, title = digest.url(agreement), _quote(digest, agreement.title)
    name = f'<a href="{escape(url)}" style="{_LINK}">{title}</a>' if url else title
    small = [escape(word_action(locale, item))]
    if item.basis:
        small.append(escape(locale.say("Basis: %(basis)s.", basis=item.basis)))
    if others := digest.others(item):
        small.append(escape(locale.say("Together with: %(names)s.", names=others)))
    return (
        f'<tr><td style="{_CELL}">{escape(word_day(locale, item))}<br>'
        f"<strong>{escape(word_days(locale, item))}</strong></td>"
        f'<td style="{_CELL}"><strong>{escape(word_kind(locale, item))}</strong><br>{name}<br>'
        f'<span style="{_SMALL}">{" ".join(small)} ({escape(agreement.id)})</span></td></tr>\n'
    )


def _iterate_foot(digest: Digest) -> Iterator[str]:
    say = digest.locale.say
    if url := digest.calendars_url:
        words = escape(say("These days as a calendar to subscribe to"))
        yield f'<p style="margin:20px 0 0;"><a href="{escape(url)}" style="{_LINK}">{words}</a></p>'
    yield f'<p style="{_SMALL}margin:12px 0 0;">{escape(digest.notice)}</p>'


def _quote(digest: Digest, text: str) -> str:
    """Give a record's text, marked as Indonesian in a message in another language."""
    return escape(text) if digest.locale.language == "id" else f'<span lang="id">{escape(text)}</span>'
