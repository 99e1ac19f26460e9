"""A story as text, to be read and compared: what everybody is told, in both languages."""

from collections.abc import Iterator

from generator.story.chapter import Event, Story


def render_story(story: Story) -> str:
    """Give all publications newest first, and then the days of each record's chapters."""
    lines = []
    for publication in story.publications:
        commit = publication.commit
        lines += ["", f"== {commit.day.isoformat()}  {commit.subject or '(tanpa alasan)'}"]
        for event in publication.events:
            lines += _render_event(event)
    lines += ["", "== Bab setiap catatan, yang terbaru dahulu"]
    for (kind, record_id), chapters in sorted(story.chapters.items()):
        days = ", ".join(f"{chapter.commit.day.isoformat()} {chapter.event.what}" for chapter in chapters)
        lines.append(f"{kind} {record_id}: {days}")
    return "\n".join(lines).lstrip("\n") + "\n"


def _render_event(event: Event) -> Iterator[str]:
    former = f" (tadinya {event.former})" if event.former else ""
    yield f"{event.what} {event.kind} {event.id}{former}: {event.name or '(tanpa nama)'}"
    for sentence in event.sentences:
        yield f"  {sentence.field or '-'}"
        yield f"    id: {sentence.text.id}"
        yield f"    en: {sentence.text.en}"
