"""From problems to findings: the place as line and column, the rule's sentences with their parameters."""

from collections.abc import Callable, Iterable
from functools import lru_cache

from generator.check.finding import Finding, Place, Problem
from generator.check.rules import RULES
from generator.read.fault import Fault
from generator.read.positions import Position, locate, read_places
from generator.text import Language, Text

ReadBytes = Callable[[str], bytes]

_TYPES = {"SINERGI": Text("Sinergi", "Sinergi")}
_TERMS: dict[str, dict[str, Text]] = {
    "type": _TYPES,
    "found": _TYPES,
    "limit": {"minimum": Text("kurang dari", "below"), "maximum": Text("lebih dari", "above")},
    "wanted": {
        "string": Text("teks", "text"),
        "integer": Text("bilangan bulat", "a whole number"),
        "boolean": Text("true atau false", "true or false"),
        "array": Text('daftar (baris berawalan "- ")', 'a list (lines starting with "- ")'),
        "object": Text("kelompok isian", "a group of keys"),
        **_TYPES,
    },
    "kind": {
        "alias": Text("rujukan *", "alias *"),
        "anchor": Text("jangkar &", "anchor &"),
        "tag": Text("tanda !", "tag !"),
        "merge": Text("penggabungan <<", "merge <<"),
    },
    "thing": {
        "link": Text("tautan simbolik", "a symbolic link"),
        "folder": Text("folder", "a folder"),
        "pipe": Text("pipa (FIFO)", "a named pipe"),
        "socket": Text("soket", "a socket"),
        "device": Text("berkas perangkat", "a device"),
    },
    "what": {
        "agreement": Text("perjanjian", "agreement"),
        "partner": Text("mitra", "partner"),
        "department": Text("perangkat daerah", "department"),
        "affair": Text("urusan pemerintahan", "government affair"),
    },
}
# What a record says is repeated in messages only as far as a reader needs to recognise it.
_LONGEST_WORD = 80
_KEPT_FILES = 8

_SENTENCES = {
    "guess": Text(' Mungkin maksudnya "{word}".', ' Perhaps "{word}" is meant.'),
    "fix": Text(" Tulis {word}.", " Write {word}."),
}


def word_fault(file: str, fault: Fault, language: Language) -> Finding:
    """Give the finding for something the YAML subset refuses."""
    position = Position(fault.line, fault.column, fault.end_line, fault.end_column)
    related = tuple(Place(file, line, column) for line, column in fault.related)
    return _word(fault.rule, file, position, fault.params, related, None, language)


def word_problems(problems: Iterable[Problem], read_bytes: ReadBytes, language: Language) -> list[Finding]:
    """Give the findings for problems, reading the files they stand in to find their places."""
    findings = []
    # A file full of problems is looked into once.
    tree_of = lru_cache(maxsize=_KEPT_FILES)(lambda file: read_places(read_bytes(file)))
    for problem in problems:
        position = locate(tree_of(problem.spot.file), problem.spot.path, key=problem.spot.key)
        related = tuple(
            Place(spot.file, place.line, place.column)
            for spot in problem.related
            for place in (locate(tree_of(spot.file), spot.path, key=spot.key),)
        )
        finding = _word(
            problem.rule, problem.spot.file, position, problem.params, related, problem.fix, language
        )
        findings.append(finding)
    return findings


def _word(  # noqa: PLR0917  a finding has this many parts
    rule_id: str,
    file: str,
    position: Position,
    params: dict[str, str],
    related: tuple[Place, ...],
    fix: str | None,
    language: Language,
) -> Finding:
    rule = RULES[rule_id]
    words = {name: _word_param(name, value, language) for name, value in params.items()}
    return Finding(
        rule=rule.id,
        severity=rule.severity,
        file=file,
        line=position.line,
        column=position.column,
        end_line=position.end_line,
        end_column=position.end_column,
        message=rule.message.render(language, **words),
        help=rule.help.render(language, **words),
        related=related,
        fix=fix,
    )


def _word_param(name: str, value: str, language: Language) -> str:
    if name in _SENTENCES:
        return _SENTENCES[name].render(language, word=value) if value else ""
    term = _TERMS.get(name, {}).get(value)
    if term:
        return term.render(language)
    if name != "known" and len(value) > _LONGEST_WORD:
        value = f"{value[:_LONGEST_WORD]}…"
    return value.replace("\n", "↵")
