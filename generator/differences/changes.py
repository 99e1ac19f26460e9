"""Changes: in what two values of a record differ, place by place, as the schema parts them.

Items of lists are matched by what they are about: a party by its partner, an evaluation by its period. So
an item that moved or grew is told as that, and not as everything after it having changed.
"""

from collections import defaultdict
from collections.abc import Hashable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Literal, NamedTuple, TypeAlias

from generator.schemas import Schema

ChangeKind: TypeAlias = Literal["added", "removed", "changed", "moved"]

WHOLE = frozenset(("duration", "period"))
"""Groups of fields that are one thing to people, such as a length of years and months."""

_PARTED = frozenset(("signing", "term", "value"))
"""Groups of fields that are told field by field even where all of them are new."""
_ABOUT: dict[str, tuple[str, ...]] = {
    "parties": ("partner",),
    "unnamed_parties": ("description",),
    "signatories": ("office", "name"),
    "departments": ("department",),
    "evaluations": ("period",),
    "relations": ("type", "agreement"),
    "stages": ("stage",),
    "sources": ("id",),
    "units": ("id",),
    "attachments": ("title",),
    "withheld": ("what",),
    "outputs": ("name",),
    "figures": ("type", "label", "year"),
    "events": ("kind", "date"),
    "conflicts": ("source",),
    "plan_references": ("document", "period", "programme"),
    "unknown": ("about",),
    "allowed_values": ("value",),
    "pages_seen": ("url",),
    "unit_prices": ("label",),
    "exceptions": ("types",),
}
"""What an item of a list is about: the fields that make it the same item before and after."""


class Step(NamedTuple):
    """A step on the way to a change: a field or, with ``item``, an item of a list."""

    key: str
    part: Schema
    item: Any = None


@dataclass(frozen=True, slots=True)
class Change:
    """One difference; ``old`` is None where something was added, ``new`` where it was removed."""

    kind: ChangeKind
    way: tuple[Step, ...]
    old: Any
    new: Any

    @property
    def path(self) -> str:
        """The way as keys, such as ``parties.number``; items of lists are not counted."""
        return ".".join(step.key for step in self.way if step.item is None)

    @property
    def part(self) -> Schema:
        """What the schema says of the place."""
        return self.way[-1].part


def iterate_changes(old: Any, new: Any, part: Schema) -> Iterator[Change]:  # noqa: ANN401  records' values
    """Give the changes between two values of a record, in the order of the schema; none between equals."""
    yield from _compare_groups(old, new, part, ())


def _compare(old: Any, new: Any, part: Schema, way: tuple[Step, ...]) -> Iterator[Change]:  # noqa: ANN401
    if old == new:
        return
    if isinstance(old, dict) and isinstance(new, dict) and not _is_whole(way[-1].key, old, new):
        yield from _compare_groups(old, new, part, way)
    elif isinstance(old, list) and isinstance(new, list):
        yield from _compare_lists(old, new, part, way)
    else:
        yield Change("changed", way, old, new)


def _is_whole(key: str, *values: Any) -> bool:  # noqa: ANN401  parts of a record's values
    """Whether groups of fields are one thing to people: a length, a half-year, an amount of money."""
    return key in WHOLE or all("amount" in value and "currency" in value for value in values)


def _compare_groups(old: Any, new: Any, part: Schema, way: tuple[Step, ...]) -> Iterator[Change]:  # noqa: ANN401
    parts = part.get("properties", {})
    for key in dict.fromkeys((*parts, *old, *new)):
        inner = parts.get(key, {})
        here = (*way, Step(key, inner))
        if key in old and key in new:
            yield from _compare(old[key], new[key], inner, here)
        elif key in old or key in new:
            yield from _tell_one_sided(old.get(key), new.get(key), inner, here)


def _tell_one_sided(old: Any, new: Any, part: Schema, way: tuple[Step, ...]) -> Iterator[Change]:  # noqa: ANN401
    """Give what came or went: a list item by item, and some groups field by field."""
    value = old if new is None else new
    if isinstance(value, list) and value:
        yield from _compare_lists(old or [], new or [], part, way)
    elif isinstance(value, dict) and value and way[-1].key in _PARTED:
        yield from _compare_groups(old or {}, new or {}, part, way)
    else:
        yield Change("added" if old is None else "removed", way, old, new)


def _compare_lists(
    old: Sequence[Any], new: Sequence[Any], part: Schema, way: tuple[Step, ...]
) -> Iterator[Change]:
    key, inner = way[-1].key, part.get("items", {})
    pairs = _match(key, old, new)
    matched = {before for before, _ in pairs.values()}
    for before, item in enumerate(old):
        if before not in matched:
            yield Change("removed", (*way, Step(key, inner, item)), item, None)
    for after, item in enumerate(new):
        if after not in pairs:
            yield Change("added", (*way, Step(key, inner, item)), None, item)
        else:
            yield from _compare(old[pairs[after][0]], item, inner, (*way, Step(key, inner, item)))
    order = [pairs[after][0] for after in sorted(pairs)]
    if order != sorted(order):
        yield Change("moved", way, old, new)


def _match(key: str, old: Sequence[Any], new: Sequence[Any]) -> dict[int, tuple[int, Any]]:
    """Pair items about the same: by each one's place in the new list its place in the old, equals first."""
    waiting: dict[Hashable, list[int]] = defaultdict(list)
    for place, item in enumerate(old):
        waiting[_freeze(_subject(key, item))].append(place)
    pairs: dict[int, tuple[int, Any]] = {}
    for is_equal in (True, False):
        for place, item in enumerate(new):
            subject = _freeze(_subject(key, item))
            found = [one for one in waiting[subject] if not is_equal or old[one] == item]
            if place not in pairs and found:
                waiting[subject].remove(found[0])
                pairs[place] = (found[0], subject)
    return pairs


def _subject(key: str, item: Any) -> Any:  # noqa: ANN401  a part of a record's value
    """Give what an item is about; of a list of another kind, the item itself."""
    if not isinstance(item, dict) or key not in _ABOUT:
        return item
    return [item.get(field) for field in _ABOUT[key]]


def _freeze(value: Any) -> Hashable:  # noqa: ANN401  a part of a record's value
    """Give a value as what can be looked up; true and one are not the same."""
    if isinstance(value, dict):
        return tuple(sorted((key, _freeze(item)) for key, item in value.items()))
    if isinstance(value, list):
        return tuple(map(_freeze, value))
    return type(value).__name__, value
