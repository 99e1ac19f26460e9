"""What a schema refuses, by the library that is the authority on it: asked only of values that fail."""

import re
from collections.abc import Callable, Mapping
from functools import lru_cache
from typing import Any

import jsonschema


def find_errors(
    schema: Mapping[str, Any], formats: Mapping[str, Callable[[object], bool]], value: object
) -> list[jsonschema.ValidationError]:
    """Give everything in which a value fails a schema, in document order."""
    checker = jsonschema.FormatChecker(formats=())
    for name, function in formats.items():
        checker.checks(name)(function)
    validator = _Validator(schema, format_checker=checker)
    return sorted(validator.iter_errors(value), key=lambda error: [str(step) for step in error.path])


def _check_pattern(_validator: object, pattern: str, instance: object, _schema: object) -> Any:  # noqa: ANN401
    """Match as ECMA 262 does, where ``$`` is the very end: Python's ``$`` would let a line break pass."""
    if isinstance(instance, str) and not _compile_pattern(pattern).search(instance):
        yield jsonschema.ValidationError(f"{instance!r} does not match {pattern!r}")


@lru_cache(maxsize=256)
def _compile_pattern(pattern: str) -> Any:  # noqa: ANN401
    return re.compile(pattern.removesuffix("$") + r"\Z" if pattern.endswith("$") else pattern)


_Validator = jsonschema.validators.extend(  # type: ignore[no-untyped-call]
    jsonschema.Draft202012Validator, {"pattern": _check_pattern}
)
