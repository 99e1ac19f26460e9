"""What a schema refuses, said in plain words at the right place (KS1xx)."""

import re
from collections.abc import Iterator
from itertools import islice
from typing import TYPE_CHECKING, Any

from generator.check.finding import Problem, Spot
from generator.dates import DateError, parse_date
from generator.read.fault import MOST_FAULTS
from generator.read.strict_yaml import Mapping
from generator.schemas import Schema, SchemaSet, is_http_url

if TYPE_CHECKING:
    import jsonschema

# A whole number as people write it: 1000000, 1.000.000, 1,000,000.
_GROUPED = re.compile(r"[1-9][0-9]{0,14}|[1-9][0-9]{0,2}(?:[.,][0-9]{3}){1,4}")
FORMS = {
    "^[a-z0-9]+(?:-[a-z0-9]+)*$": "id",
    r"^\S(?:.*\S)?$": "line",
    r"^\S(?:[\s\S]*\S)?$": "lines",
    "^s[1-9][0-9]*$": "source",
    "^[0-9]{4}-[0-9]{2}-[0-9]{2}$": "day",
    "^[a-z]{2}$": "language",
    "^[A-Z]{2}$": "country",
    r"^[1-9][0-9](\.[0-9]{2})?$": "region",
    r"^[1-9]\.[0-9]{2}$": "affair",
    "^[0-9a-f]{64}$": "digest",
    r"^[0-9]+(\.[0-9]+){1,3}((a|b|rc|\.post|\.dev)[0-9]+)?$": "version",
    r"^[A-Za-z0-9]+(?:[.-][A-Za-z0-9]+)*$": "spdx",
    r"^[a-z0-9](?:[./]?[a-z0-9_-])*\.(?:pdf|docx|odt|xlsx|ods|csv|txt|jpg|jpeg|png)$": "document",
    r"^[a-z0-9](?:[./]?[a-z0-9_-])*\.(?:svg|png)$": "crest",
    "^[A-Za-z0-9_](?:[./]?[A-Za-z0-9_-])*$": "branch",
    "^[A-Za-z0-9_](?:[ ./]?[A-Za-z0-9_-])*$": "folder",
}
"""The patterns of the schemas by the name of the words that explain them."""
MOST_KEYS = 8
"""So many keys can be named in one message."""


def check_schema(schemas: SchemaSet, name: str, file: str, value: Mapping) -> list[Problem]:
    """Give a problem for everything in which a record fails its schema; an empty list when it is valid."""
    if schemas.is_valid(name, value):
        return []
    found = (problem for error in schemas.find_errors(name, value) for problem in _explain(error, file))
    return _drop_echoes(list(islice(found, MOST_FAULTS)))


def _drop_echoes(problems: list[Problem]) -> list[Problem]:
    """Leave out what one slip of the hand causes a second time.

    A misspelt key also misses the key it should be; an empty text also has the wrong form.
    """
    meant = {(tuple(one.spot.path[:-1]), one.fix) for one in problems if one.rule == "KS101"}
    short = {tuple(one.spot.path) for one in problems if one.rule == "KS105"}
    return [
        one
        for one in problems
        if not (one.rule == "KS102" and (tuple(one.spot.path), one.params["key"]) in meant)
        and not (one.rule == "KS106" and tuple(one.spot.path) in short)
    ]


def suggest(word: str, known: list[str], *, least: float = 0.6) -> str:
    """Give the known word that was probably meant, ``least`` alike, or nothing."""
    # A word cut short is the one that goes on from it, though another may look more alike.
    longer = [one for one in known if one.startswith(f"{word}-")]
    if len(longer) == 1:
        return longer[0]
    import difflib  # noqa: PLC0415  only a mistyped word comes here

    close = difflib.get_close_matches(word, known, n=1, cutoff=least)
    return close[0] if close else ""


def _explain(error: "jsonschema.ValidationError", file: str) -> Iterator[Problem]:
    path = tuple(error.absolute_path)
    schema: Schema = error.schema if isinstance(error.schema, dict) else {}
    keyword = str(error.validator)
    bound: Any = error.validator_value
    instance: Any = error.instance
    if keyword == "additionalProperties":
        yield from _explain_unknown_keys(instance, schema, file, path)
    elif keyword == "required":
        missing = [key for key in bound if key not in instance]
        # jsonschema reports one error per missing key; the message names it in quotes first.
        key = next((key for key in missing if error.message.startswith(f"'{key}'")), missing[0])
        yield Problem("KS102", Spot(file, path), {"key": key, "title": _title(schema, key)})
    elif keyword == "type":
        yield _explain_type(instance, bound, Spot(file, path))
    elif keyword == "format":
        yield _explain_format(str(instance), str(bound), Spot(file, path))
    else:
        yield _explain_value(keyword, bound, instance, Spot(file, path))


def _spell(value: object) -> str:
    """Give a value as the record's author would write it, not as Python would."""
    return str(value).lower() if isinstance(value, bool) else str(value)


def _title(schema: Schema, key: str) -> str:
    return str(schema.get("properties", {}).get(key, {}).get("title", key))


def _explain_unknown_keys(
    instance: dict[str, Any], schema: Schema, file: str, path: tuple[str | int, ...]
) -> Iterator[Problem]:
    known = list(schema["properties"])
    for key in instance:
        if key not in known:
            free = [name for name in known if name not in instance]
            guess = suggest(key, free) or _find_titled(schema, key, free)
            keys = "" if guess or len(free) > MOST_KEYS else ", ".join(free)
            params = {"key": key, "guess": guess, "keys": keys}
            yield Problem("KS101", Spot(file, (*path, key), key=True), params, fix=guess or None)


def _find_titled(schema: Schema, word: str, keys: list[str]) -> str:
    """Give the key whose Indonesian title was written in its place, or nothing."""
    plain = word.replace("_", " ").replace("-", " ").casefold()
    found = [key for key in keys if _title(schema, key).casefold() == plain]
    return found[0] if len(found) == 1 else ""


def _explain_type(instance: object, wanted: str, spot: Spot) -> Problem:
    fix, how = None, wanted
    if wanted == "string" and isinstance(instance, int):
        how = "quote"
        fix = f'"{_spell(instance)}"'
    elif wanted == "integer" and isinstance(instance, str) and _GROUPED.fullmatch(instance):
        fix = re.sub(r"[^0-9]", "", instance)
    return Problem("KS103", spot, {"wanted": wanted, "how": how, "fix": fix or ""}, fix=fix)


def _explain_format(text: str, name: str, spot: Spot) -> Problem:
    if name != "edtf":
        is_too_long = name == "http-base-url" and is_http_url(text)
        return Problem("KS123" if is_too_long else "KS122", spot, {"text": text})
    try:
        parse_date(text)
    except DateError as error:
        return Problem("KS121" if error.reason == "impossible" else "KS120", spot, {"text": error.culprit})
    raise AssertionError(text)


def _explain_value(keyword: str, bound: Any, instance: Any, spot: Spot) -> Problem:  # noqa: ANN401
    if keyword in ("enum", "const"):
        if isinstance(instance, list | dict):
            return _explain_type(instance, "string", spot)
        known = [_spell(item) for item in (bound if keyword == "enum" else [bound])]
        guess = suggest(_spell(instance), known) if len(known) > 1 else ""
        is_type = keyword == "const" and spot.path == ("type",)
        only = "true" if bound is True else "type" if is_type else ""
        params = {"value": _spell(instance), "known": ", ".join(known), "only": only, "guess": guess}
        return Problem("KS104", spot, params, fix=guess or None)
    rule = {
        "pattern": "KS106",
        "minLength": "KS105",
        "maxLength": "KS107",
        "minItems": "KS108",
        "minProperties": "KS108",
        "uniqueItems": "KS109",
        "minimum": "KS110",
        "maximum": "KS110",
    }[keyword]
    params = {"value": _spell(instance), "bound": str(bound), "limit": keyword}
    if keyword == "pattern":
        params["form"] = FORMS.get(str(bound), "other")
    elif keyword == "uniqueItems":
        params["twice"] = next(
            (item for item in instance if isinstance(item, str) and instance.count(item) > 1), ""
        )
    return Problem(rule, spot, params)
