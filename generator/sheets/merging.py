"""What a row says put over what the register has: a filled cell changes a value, an empty one keeps it."""

import copy
from collections.abc import Callable, Mapping, Sequence
from typing import Any, TypeAlias

_Any: TypeAlias = Any

_KEYS: dict[str, Callable[[_Any], _Any]] = {
    "parties": lambda item: (item.get("partner"), item.get("unit")),
    "departments": lambda item: item.get("department"),
    "sources": lambda item: item.get("url"),
    "unknown": lambda item: (item.get("about"), item.get("note")),
    "relations": lambda item: (item.get("type"), item.get("agreement")),
    "evaluations": lambda item: (item.get("period", {}).get("year"), item.get("period", {}).get("semester")),
    "stages": lambda item: item.get("stage"),
    "events": lambda item: (item.get("date"), item.get("kind")),
    "figures": lambda item: (item.get("label"), item.get("type"), item.get("year")),
    "attachments": lambda item: item.get("title"),
    "units": lambda item: item.get("id"),
    "outputs": lambda item: item.get("name"),
    "signatories": lambda item: item.get("office"),
    "unnamed_parties": lambda item: item.get("description"),
    "withheld": lambda item: item.get("what"),
    "reported_results": lambda item: item.get("text"),
    "unit_prices": lambda item: item.get("unit"),
    "conflicts": lambda item: (item.get("as_written"), item.get("source")),
}
"""What tells the items of a group apart: those that a table names anew are the old ones, changed."""
_WHOLE = frozenset(("parties", "departments", "unknown", "relations", "sources"))
"""The groups that one cell holds as a whole: what it leaves out is gone."""
_EITHER = {"number": "without_number", "without_number": "number"}


def merge(old: Mapping[str, _Any], new: Mapping[str, _Any]) -> dict[str, _Any]:
    """Give a record's value with what is new in it; keys and items that ``new`` does not name stay."""
    merged: dict[str, _Any] = copy.deepcopy(dict(old))
    for key, value in new.items():
        if isinstance(value, Mapping) and isinstance(merged.get(key), Mapping):
            merged[key] = _merge_group(merged[key], value)
        elif isinstance(value, list) and value and isinstance(value[0], Mapping):
            merged[key] = merge_items(key, merged.get(key, []), value)
        else:
            merged[key] = copy.deepcopy(value)
        merged.pop(_EITHER.get(key, ""), None)
    return merged


def _merge_group(old: Mapping[str, _Any], new: Mapping[str, _Any]) -> dict[str, _Any]:
    is_other_amount = "amount" in new and "amount" in old and new["amount"] != old["amount"]
    # The words of another amount would contradict the new one.
    return copy.deepcopy(dict(new)) if is_other_amount else merge(old, new)


def merge_items(key: str, old: Sequence[_Any], new: Sequence[_Any]) -> list[_Any]:
    """Give the items of a group: the old in their order, changed where named anew, then those added."""
    pairs = pair_items(key, old, new)
    merged = {index: merge(old[index], item) for index, item in pairs if index is not None}
    if key in _WHOLE:
        return [copy.deepcopy(item) if index is None else merged[index] for index, item in pairs]
    kept = [merged.get(index, copy.deepcopy(item)) for index, item in enumerate(old)]
    return kept + [copy.deepcopy(item) for index, item in pairs if index is None]


def _name_whole(item: _Any) -> _Any:
    return repr(sorted(item.items())) if isinstance(item, Mapping) else item


def pair_items(key: str, old: Sequence[_Any], new: Sequence[_Any]) -> list[tuple[int | None, _Any]]:
    """Give each new item with the place of the old one that it is; None where there is none."""
    name = _KEYS.get(key, _name_whole)
    left = list(enumerate(old))
    pairs: list[tuple[int | None, _Any]] = []
    for item in new:
        found = next((place for place in left if name(place[1]) == name(item)), None)
        if found is not None:
            left.remove(found)
        pairs.append((found[0] if found else None, item))
    return pairs
