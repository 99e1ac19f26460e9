"""Why a text is no YAML: the parser's complaint, told at the place of its likely cause."""

import re
from typing import Any

import yaml

from generator.read.fault import Fault, place_at, place_of

_ITEM = re.compile(r"(?P<margin> *)- ")
_CONFLICT = re.compile(r"^(?:<{7}|={7}|>{7})", re.MULTILINE)
_ESCAPE = re.compile(r"quoted scalar .*(?:escape (?:character|sequence|code)|hexa?decimal)")
# What follows a closing quote where the text was closed too late: anything but an end.
_TEXT_BEHIND = re.compile(r"\s*[^\s#,\]}]")


def explain_syntax(error: yaml.MarkedYAMLError, text: str, loader: Any) -> Fault:  # noqa: ANN401, PLR0911  PyYAML's class; a cause a line
    """Give the fault behind a parser's complaint about a text that ``loader`` could not read."""
    problem = f"{error.context or ''} {error.problem or ''}"
    line, column = place_of(error.problem_mark or error.context_mark)
    if "expected a single document" in problem:
        return Fault("KS010", line, column, line, column + 3)
    conflict = _CONFLICT.search(text)
    if conflict:
        line, column = place_at(text, conflict.start())
        return Fault("KS011", line, column, line, column + 7)
    lines = text.split("\n")
    source = lines[line - 1] if line <= len(lines) else ""
    if source.lstrip(" ").startswith("\t"):
        place = source.index("\t") + 1
        return Fault("KS012", line, place, line, place + 1)
    if _ESCAPE.search(problem):
        return _explain_escape(source, line, column if "unknown" in problem else column - 1)
    opened = _find_open_quote(lines, (line, column), loader)
    if opened is None and "quoted scalar" in problem:
        opened = place_of(error.context_mark or error.problem_mark)
    if opened:
        return Fault("KS013", *opened, opened[0], opened[1] + 1)
    dash = _find_lost_dash(lines, line) if "did not find expected key" in problem else None
    if dash:
        return Fault("KS001", dash, _margin(lines[dash - 1]) + 1, dash, len(lines[dash - 1]) + 1, {},
                     ((line, column),))  # fmt: skip
    return _explain_line(error, problem, source, (line, column))


def _explain_line(error: yaml.MarkedYAMLError, problem: str, source: str, place: tuple[int, int]) -> Fault:
    """Give the fault of a slip on the line itself, or just before it."""
    line, column = place
    if "mapping values are not allowed" in problem:
        return Fault("KS014", line, column, line, column + 1)
    if "cannot start any token" in problem:
        return Fault("KS015", line, column, line, column + 1, {"char": source[column - 1 : column]})
    context = place_of(error.context_mark) if error.context_mark else place
    if "could not find expected ':'" in problem:
        # The parser notices a lost colon on the next line only; the context is where the key began.
        return Fault("KS001", *context, context[0], context[1] + 1)
    related = (context,) if context[0] != line else ()
    return Fault("KS001", line, column, line, column + 1, {}, related)


def _explain_escape(source: str, line: int, stop: int) -> Fault:
    """Place the backslash before ``stop`` that begins no known escape."""
    start = max(source.rfind("\\", 0, stop), 0)
    text = source[start : start + 2]
    return Fault("KS017", line, start + 1, line, start + 1 + len(text), {"text": text})


def _find_open_quote(lines: list[str], error: tuple[int, int], loader: Any) -> tuple[int, int] | None:  # noqa: ANN401
    """Find the quote that was left open and so swallowed lines up to the next quote.

    What that next quote was meant to open then follows it on its line. A text that rightly spans lines
    has nothing behind it, and its lines stand further in than the one it begins on.
    """
    try:
        for token in yaml.scan("\n".join(lines), Loader=loader):
            if place_of(token.end_mark) > error:
                break
            if isinstance(token, yaml.ScalarToken) and token.style in ("'", '"'):
                first, last = token.start_mark.line, token.end_mark.line
                behind = lines[last][token.end_mark.column :]
                margins = [_margin(line) for line in lines[first + 1 : last + 1] if line.strip()]
                if (
                    margins
                    and _TEXT_BEHIND.match(behind)
                    and (not behind[0].isspace() or min(margins) <= _margin(lines[first]))
                ):
                    return place_of(token.start_mark)
    except (yaml.YAMLError, ValueError):
        # The complaint itself, met again: the quotes before it have been seen.
        pass
    return None


def _find_lost_dash(lines: list[str], line: int) -> int | None:
    """Give the line of the list item that lost its dash, which the parser notices only at the next dash.

    ``line`` (from 1) is where it noticed; all lines above it, up to the list's own key, lie deeper.
    """
    found = _ITEM.match(lines[line - 1])
    if found is None:
        return None
    above = line - 1
    while above and lines[above - 1].startswith(found["margin"] + "  "):
        above -= 1
    is_key = above and lines[above - 1].rstrip().endswith(":")
    return above + 1 if is_key and above + 1 < line and not _ITEM.match(lines[above]) else None


def _margin(line: str) -> int:
    return len(line) - len(line.lstrip())
