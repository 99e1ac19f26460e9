"""The report of a gathering at a terminal: each source, what binds the governments, and what differs."""

from collections.abc import Iterator

from generator.check.reporters.cells import render_printable
from generator.federation.cooperation import TwoSided
from generator.federation.disagreements import Statement
from generator.federation.gathered import Member, Trouble, full_id
from generator.federation.portrait import Portrait
from generator.federation.words import (
    CONFIDENCE_NAMES,
    CROWDED,
    ELSEWHERE,
    FRESHNESS_NAMES,
    STANDING_NAMES,
    name_field,
    say_value,
)
from generator.locale import Locale
from generator.text import Language, Text

_HEAD = Text("{name}, keadaan pada {as_of}", "{name}, as of {as_of}")
_SOURCES = Text("Sumber", "Sources")
_SOURCE = Text(
    "{id} ({name}, {standing}): {freshness}, {count} perjanjian, diambil {fetched} ({age} hari), {licence}",
    "{id} ({name}, {standing}): {freshness}, {count} agreements, taken {fetched} ({age} days), {licence}",
)
_MISSING = Text("{id}: tidak ada, juga tidak ada salinannya", "{id}: missing, and there is no copy")
_PAIRS = Text("Perjanjian antarpemerintah daerah", "Agreements between the governments")
_COUNTS = Text(
    "{confirmed} dicatat kedua pihak dan sejalan; {differing} dicatat kedua pihak dan berbeda; {possible} "
    "mungkin sama; {unclear} catatan cocok dengan lebih dari satu; {one_sided} catatan hanya dari satu pihak",
    "{confirmed} recorded by both sides and in accord; {differing} recorded by both and differing; "
    "{possible} perhaps the same; {unclear} records fit more than one; {one_sided} records of one side only",
)
_DIFFERS = Text("Yang berbeda", "What differs")
_PAIR = Text("{first} | {second} (kecocokan: {confidence})", "{first} | {second} (match: {confidence})")
_SAID = Text("{field}: {first} | {second}", "{field}: {first} | {second}")


def render_report(portrait: Portrait, locale: Locale) -> str:
    """Give the report in words; whatever records say, a terminal shows it and obeys none of it."""
    lines = _list_lines(portrait, locale)
    return "".join(f"{render_printable(line)}\n" for line in lines)


def _list_lines(portrait: Portrait, locale: Locale) -> Iterator[str]:
    gathered, cooperation, language = portrait.gathered, portrait.cooperation, locale.language
    yield _HEAD.render(language, name=gathered.gathering.name, as_of=gathered.as_of.isoformat())
    yield ""
    yield f"{_SOURCES.render(language)}:"
    for member in gathered.members:
        yield f"  {_tell_member(member, language)}"
        if gathered.is_elsewhere(member.entry):
            code, own = member.entry.region_code, gathered.gathering.region_code
            yield f"    ! {ELSEWHERE.render(language, code=code, own=own)}"
        yield from _tell_trouble(member.trouble, language)
    for missing in gathered.missing:
        yield f"  {_MISSING.render(language, id=missing.entry.id)}"
        yield from _tell_trouble(missing.trouble, language)
    yield ""
    counts = {
        "confirmed": cooperation.confirmed,
        "differing": cooperation.differing,
        "possible": cooperation.possible,
        "unclear": cooperation.unclear,
        "one_sided": cooperation.one_sided,
    }
    yield f"{_PAIRS.render(language)}:"
    yield f"  {_COUNTS.render(language, **{name: str(len(items)) for name, items in counts.items()})}"
    for matching in cooperation.crowded:
        first, second = (gathered.by_id[one].short_name for one in matching.parties)
        count = str(matching.uncompared)
        yield f"    ! {CROWDED.render(language, first=first, second=second, count=count)}"
    if cooperation.differing:
        yield ""
        yield f"{_DIFFERS.render(language)}:"
        for one in cooperation.differing:
            yield from _tell_pair(one, locale)


def _tell_member(member: Member, language: Language) -> str:
    return _SOURCE.render(
        language,
        id=member.id,
        name=member.name,
        standing=STANDING_NAMES[member.registry["standing"]].render(language),
        freshness=FRESHNESS_NAMES[member.freshness].render(language),
        count=str(len(member.agreements)),
        fetched=member.fetched.isoformat(),
        age=str(member.age),
        licence=member.registry["licence"]["name"],
    )


def _tell_trouble(trouble: Trouble | None, language: Language) -> Iterator[str]:
    if trouble:
        yield f"    ! {trouble.text.id if language == 'id' else trouble.text.en}"
        for detail in trouble.details:
            yield f"      {detail}"


def _tell_pair(one: TwoSided, locale: Locale) -> Iterator[str]:
    language = locale.language
    pair = one.pair
    first, second = (full_id(side.member, side.agreement.id) for side in pair.sides)
    confidence = CONFIDENCE_NAMES[pair.confidence].render(language)
    yield f"  {_PAIR.render(language, first=first, second=second, confidence=confidence)}"
    for statement in one.differences:
        yield f"    {_tell_statement(statement, one, locale)}"


def _tell_statement(statement: Statement, one: TwoSided, locale: Locale) -> str:
    names = [side.member.short_name for side in one.pair.sides]
    field = name_field(statement.field, names[0], names[1])
    said = (say_value(statement.field, value, locale) for value in (statement.first, statement.second))
    first, second = (f"{name} {words}" for name, words in zip(names, said, strict=True))
    return _SAID.render(locale.language, field=locale.pick(field), first=first, second=second)
