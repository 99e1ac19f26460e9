"""A digest as lines for a terminal."""

import textwrap
from collections.abc import Iterator

from generator.agenda import Item
from generator.check.reporters.cells import render_printable
from generator.digest.digest import Digest
from generator.digest.words import word_action, word_counts, word_day, word_days, word_kind

_WIDTH = 100
_INDENT = "  "


def render_plain(digest: Digest) -> str:
    """Give the digest as text; record texts can do a terminal no harm."""
    return "".join(f"{line}\n" for line in _iterate_lines(digest))


def _iterate_lines(digest: Digest) -> Iterator[str]:
    yield render_printable(digest.name)
    yield from _wrap(digest.scope(), "")
    yield ""
    if not digest.items:
        yield digest.locale.say("Nothing ends or is due.")
        return
    yield from _wrap(" · ".join(word_counts(digest.locale, digest.items)), "")
    for department, items in digest.groups:
        name = render_printable(digest.group_name(department))
        yield ""
        yield f"{name} ({digest.locale.number(len(items))})"
        for item in items:
            yield ""
            yield from _render_item(digest, item)


def _render_item(digest: Digest, item: Item) -> Iterator[str]:
    locale = digest.locale
    yield f"{_INDENT}{word_day(locale, item)} ({word_days(locale, item)})"
    yield from _wrap(f"{word_kind(locale, item)}: {item.agreement.title}", _INDENT)
    yield from _wrap(word_action(locale, item), _INDENT)
    if item.basis:
        yield from _wrap(locale.say("Basis: %(basis)s.", basis=item.basis), _INDENT)
    if others := digest.others(item):
        yield from _wrap(locale.say("Together with: %(names)s.", names=others), _INDENT)
    yield f"{_INDENT}{item.agreement.id}"


def _wrap(text: str, indent: str) -> list[str]:
    return textwrap.wrap(
        render_printable(text), _WIDTH, initial_indent=indent, subsequent_indent=indent,
        break_long_words=False, break_on_hyphens=False,
    )  # fmt: skip
