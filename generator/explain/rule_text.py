"""A rule explained: what it asks, why, a mistake and how it should be."""

import difflib
from collections.abc import Iterator

from generator.check.example import Example
from generator.check.finding import SEVERITY_NAMES
from generator.check.fixes import can_fix
from generator.check.rule import GROUPS, Rule
from generator.text import Language, Text

_GROUND = Text("Dasar: {ground}", "Ground: {ground}")
_SINCE = Text("Berlaku bagi perjanjian yang ditandatangani sejak {day}.",
              "Holds for agreements signed since {day}.")  # fmt: skip
_EXAMPLE = Text("Contoh, {file}:", "Example, {file}:")
_SAID = Text("Pesan pemeriksaan:", "What the check says:")
_FIXABLE = Text("Bila jawabannya hanya satu, registri fix dapat membetulkannya.",
                "Where there is only one answer, registri fix can mend it.")  # fmt: skip


def render_rule(rule: Rule, example: Example, language: Language) -> Iterator[str]:
    """Give the lines that explain a rule."""
    severity = SEVERITY_NAMES[rule.severity].render(language)
    yield f"{rule.id} ({severity}): {rule.title.render(language)}"
    group = next(text for prefix, text in GROUPS.items() if rule.id.startswith(prefix))
    yield f"{group.render(language)} · {rule.name}"
    if rule.ground:
        yield _GROUND.render(language, ground=rule.ground)
    if rule.since:
        yield _SINCE.render(language, day=rule.since.isoformat())
    yield ""
    yield _EXAMPLE.render(language, file=example.file)
    yield from (f"  {line}" for line in _compare(example))
    yield ""
    yield _SAID.render(language)
    yield f"  {example.message.render(language)}"
    yield f"  {example.help.render(language)}"
    if can_fix(rule.id):
        yield ""
        yield _FIXABLE.render(language)


def _compare(example: Example) -> Iterator[str]:
    """Give the lines of the mistake with a minus, those that should stand there with a plus."""
    matcher = difflib.SequenceMatcher(None, example.bad, example.good, autojunk=False)
    for kind, bad, bad_end, good, good_end in matcher.get_opcodes():
        if kind == "equal":
            yield from (f"  {line}" for line in example.bad[bad:bad_end])
        else:
            yield from (f"- {line}" for line in example.bad[bad:bad_end])
            yield from (f"+ {line}" for line in example.good[good:good_end])
