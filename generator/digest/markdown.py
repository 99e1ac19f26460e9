"""A digest as Markdown, for the text of an issue or a page of a wiki."""

from collections.abc import Iterator

from generator.agenda import Item
from generator.check.reporters.markdown import escape_markdown
from generator.digest.digest import Digest
from generator.digest.words import word_action, word_counts, word_day, word_days, word_kind


def render_markdown(digest: Digest) -> str:
    """Give the digest with a heading a department and a row an item."""
    return "".join(f"{line}\n" for line in _iterate_lines(digest))


def _iterate_lines(digest: Digest) -> Iterator[str]:
    say = digest.locale.say
    yield f"# {escape_markdown(say('What ends and what is due'))}"
    yield ""
    yield f"{escape_markdown(digest.name)}. {escape_markdown(digest.scope())}"
    yield ""
    if not digest.items:
        yield escape_markdown(say("Nothing ends or is due."))
    else:
        yield from (f"- {escape_markdown(words)}" for words in word_counts(digest.locale, digest.items))
    for department, items in digest.groups:
        yield ""
        yield f"## {escape_markdown(digest.group_name(department))}"
        yield ""
        yield f"| {say('Day')} | {say('What')} | {say('Agreement')} |"
        yield "|---|---|---|"
        yield from (_render_row(digest, item) for item in items)
    yield ""
    yield escape_markdown(digest.notice)


def _render_row(digest: Digest, item: Item) -> str:
    locale, agreement = digest.locale, item.agreement
    title, url = escape_markdown(agreement.title), digest.url(agreement)
    day = f"{word_day(locale, item)} ({word_days(locale, item)})"
    parts = [word_action(locale, item)]
    if item.basis:
        parts.append(locale.say("Basis: %(basis)s.", basis=item.basis))
    if others := digest.others(item):
        parts.append(locale.say("Together with: %(names)s.", names=others))
    what = f"**{escape_markdown(word_kind(locale, item))}**. {escape_markdown(' '.join(parts))}"
    name = f"[{title}](<{url}>)" if url else title
    return f"| {escape_markdown(day)} | {what} | {name} ({escape_markdown(agreement.id)}) |"
