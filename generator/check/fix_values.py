"""Fixes of single values and keys: quotes that are missing, words that are misspelt, dates in other forms."""

import re
from collections.abc import Callable, Iterator

import yaml

from generator.canonical import quote_text, render_scalar
from generator.check.closeness import find_id, find_word
from generator.check.fix_case import Case, Found
from generator.read.scalars import MAX_DIGITS
from generator.schemas import is_edtf
from generator.value import Value
from generator.write.edits import Edit

Fixer = Callable[[Case], Iterator[Edit]]

_TRUE, _FALSE = frozenset(("yes", "on", "y", "true")), frozenset(("no", "off", "n", "false"))
_UNDERSCORED = re.compile(r"[1-9][0-9]{0,2}(?:_[0-9]{3})+")
# A whole number inside quotes, or in groups of three that can be nothing else: one group might be decimals.
_GROUPED = re.compile(r"0|[1-9][0-9]*|[1-9][0-9]{0,2}(?:(?P<sign>[., ])[0-9]{3})(?:(?P=sign)[0-9]{3})+")

_MONTHS = (
    "januari", "februari", "maret", "april", "mei", "juni",
    "juli", "agustus", "september", "oktober", "november", "desember",
)  # fmt: skip
_YEAR_FIRST = re.compile(r"(?P<year>[0-9]{4})[-/. ](?P<month>[0-9]{1,2})(?:[-/. ](?P<day>[0-9]{1,2}))?")
_DAY_FIRST = re.compile(r"(?P<day>[0-9]{1,2})[-/. ](?P<month>[0-9]{1,2})[-/. ](?P<year>[0-9]{4})")
_IN_WORDS = re.compile(r"(?:(?P<day>[0-9]{1,2}) +)?(?P<month>[A-Za-z]+) +(?P<year>[0-9]{4})")
_MOST_MONTHS = 12


def _single(case: Case) -> Found | None:
    """Give the value at fault, where it is a single one written on one line."""
    found = case.found
    if found is None or found.is_key or found.node.style in ("|", ">"):
        return None
    return found if found.node.start_mark.line == found.node.end_mark.line else None


def _replace(case: Case, found: Found, spelling: str) -> Iterator[Edit]:
    node = found.node
    end = case.source.offset(node.end_mark.line + 1, node.end_mark.column + 1)
    yield Edit(case.start, end, spelling)


def fix_refused(case: Case) -> Iterator[Edit]:
    """Say what a plain word means that YAML readers disagree on: the one meaning that the schema takes."""
    found = _single(case)
    if found is None or found.node.style:
        return
    text: str = found.node.value
    if text.endswith(('"', "'")):
        # The quote at the beginning was lost.
        if is_edtf(text[:-1]):
            yield from _replace(case, found, quote_text(text[:-1]))
        return
    meanings: list[tuple[Value, str]] = [(text, quote_text(text))]
    if text.lower() in _TRUE | _FALSE:
        is_true = text.lower() in _TRUE
        meanings.append((is_true, "true" if is_true else "false"))
    elif _UNDERSCORED.fullmatch(text) and len(text.replace("_", "")) <= MAX_DIGITS:
        meanings.append((int(text.replace("_", "")), text.replace("_", "")))
    fitting = [spelling for value, spelling in meanings if case.fits(found.path, value)]
    if not fitting and (case.schema_of(found.path) or {}).get("type") == "string":
        # A text of the wrong form is still a text.
        fitting = [meanings[0][1]]
    if len(fitting) == 1:
        yield from _replace(case, found, fitting[0])


def fix_type(case: Case) -> Iterator[Edit]:
    """Put a number into quotes where a text is wanted, or take a number out of them."""
    found = _single(case)
    if found is None:
        return
    value = found.value
    if isinstance(value, int) and not isinstance(value, bool):
        if case.fits(found.path, str(value)) and case.stretch == str(value):
            yield from _replace(case, found, f'"{value}"')
    elif isinstance(value, str) and _GROUPED.fullmatch(value):
        digits = re.sub(r"[^0-9]", "", value)
        if len(digits) <= MAX_DIGITS and case.fits(found.path, int(digits)):
            yield from _replace(case, found, digits)


def fix_choice(case: Case) -> Iterator[Edit]:
    """Write the choice that was meant."""
    found = _single(case)
    schema = case.schema_of(found.path) if found else None
    if found is None or schema is None or not isinstance(found.value, str):
        return
    if "enum" in schema:
        meant = find_word(found.value, [str(one) for one in schema["enum"]])
        if meant and meant in schema["enum"]:
            yield from _replace(case, found, render_scalar(meant))
    elif isinstance(schema.get("const"), bool):
        if found.value.lower() == str(schema["const"]).lower():
            yield from _replace(case, found, found.value.lower())
    elif found.value.casefold() == str(schema.get("const")).casefold():
        yield from _replace(case, found, render_scalar(str(schema["const"])))


def fix_key(case: Case) -> Iterator[Edit]:
    """Write the key that was meant, where its value is of the kind that this key holds."""
    found = case.found
    if found is None or not found.is_key:
        return
    group = found.path[:-1]
    schema = case.schema_of(group) or {}
    present = case.keys_at(group)
    free = [key for key in schema.get("properties", {}) if key not in present]
    meant = find_word(str(found.path[-1]), free)
    if meant and _holds(schema["properties"][meant], present[str(found.path[-1])]):
        yield from _replace(case, found, meant)


def _holds(schema: dict[str, object], node: yaml.Node) -> bool:
    kinds: dict[object, type[yaml.Node]] = {"array": yaml.SequenceNode, "object": yaml.MappingNode}
    return isinstance(node, kinds.get(schema.get("type"), yaml.ScalarNode))


def fix_blanks(case: Case) -> Iterator[Edit]:
    """Take away blanks and line breaks around a text."""
    found = case.found
    if found is None or found.is_key or not isinstance(found.value, str):
        return
    if found.node.style in ("|", ">"):
        head = case.text[case.start : case.start + 2]
        if head[1:] == "\n" and case.fits(found.path, found.value.rstrip("\n")):
            yield Edit(case.start, case.start + 1, f"{head[0]}-")
    elif found.node.start_mark.line == found.node.end_mark.line:
        bare = found.value.strip()
        if bare != found.value and case.fits(found.path, bare):
            yield from _replace(case, found, render_scalar(bare))


def fix_date(case: Case) -> Iterator[Edit]:
    """Write a date in the form of the register, where it can be only one day, month or year."""
    found = _single(case)
    if found is None or not isinstance(found.value, str):
        return
    date = _read_date(" ".join(found.value.split()))
    if date and case.fits(found.path, date):
        yield from _replace(case, found, f'"{date}"')


def _read_date(text: str) -> str | None:
    words = _IN_WORDS.fullmatch(text)
    if words and words["month"].casefold() in _MONTHS:
        return _spell_date(words["year"], _MONTHS.index(words["month"].casefold()) + 1, words["day"])
    found = _YEAR_FIRST.fullmatch(text)
    if found:
        return _spell_date(found["year"], int(found["month"]), found["day"])
    found = _DAY_FIRST.fullmatch(text)
    # With a first number that could be a month, the American order might be meant.
    if found and (int(found["day"]) > _MOST_MONTHS or found["day"] == found["month"]):
        return _spell_date(found["year"], int(found["month"]), found["day"])
    return None


def _spell_date(year: str, month: int, day: str | None) -> str | None:
    date = f"{year}-{month:02}" + (f"-{int(day):02}" if day else "")
    return date if is_edtf(date) else None


def fix_id(case: Case) -> Iterator[Edit]:
    """Make a record's id its file's name, unless others know it by its id."""
    found = _single(case)
    if found and found.value not in case.around.missed and case.fits(found.path, case.place.id):
        yield from _replace(case, found, render_scalar(case.place.id))


def fix_reference(case: Case) -> Iterator[Edit]:
    """Write the id of the one record that must be meant."""
    found = _single(case)
    guess = case.finding.fix
    if found is None or guess is None or not isinstance(found.value, str):
        return
    # The guess tells which kind of record is wanted; an id that two kinds share makes both weigh.
    known = {one for ids in case.around.ids.values() if guess in ids for one in ids}
    meant = find_id(found.value, sorted(known - {case.place.id}))
    if meant:
        yield from _replace(case, found, render_scalar(meant))


def fix_unit(case: Case) -> Iterator[Edit]:
    """Write the one unit of the partner that must be meant."""
    found = _single(case)
    if found is None or not isinstance(found.value, str):
        return
    partner = case.value_at((*found.path[:-1], "partner"))
    meant = find_id(found.value, case.around.units.get(partner, ()))
    if meant:
        yield from _replace(case, found, render_scalar(meant))


def fix_tidiness(case: Case) -> Iterator[Edit]:
    """Write a text with other blanks, as its finding says."""
    found = _single(case)
    wanted = case.finding.fix
    if found is None or wanted is None or not isinstance(found.value, str):
        return
    if wanted.split() == found.value.split() and case.fits(found.path, wanted):
        yield from _replace(case, found, render_scalar(wanted))


VALUE_FIXERS: dict[str, Fixer] = {
    "KS023": fix_refused,
    "KS024": fix_refused,
    "KS025": fix_refused,
    "KS026": fix_refused,
    "KS027": fix_refused,
    "KS101": fix_key,
    "KS103": fix_type,
    "KS104": fix_choice,
    "KS106": fix_blanks,
    "KS120": fix_date,
    "KS202": fix_id,
    "KS211": fix_reference,
    "KS212": fix_unit,
}
