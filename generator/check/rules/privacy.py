"""Personal data in any text: refused before it enters a history that never forgets (KS7xx).

UU 27/2022 art. 4 and 16: what is published must be needed. Numbers of persons are known by their form;
a value that only looks like one can be allowed by name, with a reason, in ``registry.yaml``.
"""

import re
from collections.abc import Collection, Iterable, Iterator
from typing import Any

from generator.check.finding import Problem, Spot
from generator.check.persons import (
    ADDRESS_PATTERNS,
    AMOUNT,
    TEXT_PATTERNS,
    WHOLE,
    WORTH,
    compile_patterns,
    flatten,
)
from generator.check.rule import Rule
from generator.read.fault import Fault
from generator.records import Record
from generator.text import Text

_LAW = "UU 27/2022 pasal 4 dan 16; UU 14/2008 pasal 17 huruf g dan h"
_REMOVE = Text(
    "Hapus dari catatan ini; bila sudah terkirim, beri tahu pengelola, sebab riwayat perubahan menyimpannya. "
    'Bila bukan data pribadi, daftarkan nilai dan alasannya pada "allowed_values" di records/registry.yaml.',
    "Take it out; where it was sent already, tell the maintainers, for the history keeps it. Where it is no "
    'personal data, list the value with a reason under "allowed_values" in records/registry.yaml.',
)

RULES = (
    Rule("KS701", "nik", "error",
         Text("Ini tampak seperti NIK (nomor induk kependudukan).",
              "This looks like a NIK (a citizen's number)."),
         _REMOVE, _LAW),
    Rule("KS702", "nip", "error",
         Text("Ini tampak seperti NIP (nomor induk pegawai).",
              "This looks like a NIP (a civil servant's number)."),
         _REMOVE, _LAW),
    Rule("KS703", "npwp", "error",
         Text("Ini tampak seperti NPWP (nomor pokok wajib pajak).",
              "This looks like an NPWP (a taxpayer's number)."),
         _REMOVE, _LAW),
    Rule("KS704", "telephone", "error",
         Text("Ini tampak seperti nomor telepon.", "This looks like a telephone number."), _REMOVE, _LAW),
    Rule("KS705", "e-mail", "error",
         Text("Ini tampak seperti alamat surel.", "This looks like an e-mail address."), _REMOVE, _LAW),
    Rule("KS706", "bank-account", "error",
         Text("Ini tampak seperti nomor rekening.", "This looks like a bank account number."), _REMOVE, _LAW),
    Rule("KS707", "identity-paper", "error",
         Text("Ini tampak seperti nomor paspor atau SIM.",
              "This looks like the number of a passport or a driving licence."),
         _REMOVE, _LAW),
    Rule("KS708", "birth", "error",
         Text("Ini tampak seperti hari lahir seseorang.", "This looks like somebody's day of birth."),
         _REMOVE, _LAW),
)  # fmt: skip

_FEWEST_DIGITS = 9
_TO_ZERO = bytes.maketrans(b"123456789", b"0" * 9)
# Lines are parted anywhere, in comments too.
_BETWEEN_DIGITS = b" ./()-\t\r\n#"
_SIGNS = b"@\\&%[{<"

_WORTH = re.compile(WORTH, re.IGNORECASE)
_AMOUNT = re.compile(AMOUNT)
_IN_TEXT = compile_patterns(TEXT_PATTERNS)
_IN_ADDRESS = compile_patterns(ADDRESS_PATTERNS)
ADDRESSES = frozenset(("url", "site_url", "repository_url", "contact_url"))
"""The keys of pages' addresses: these may hold any number or sign, so only what is unmistakable is found."""
NO_TEXTS = ADDRESSES | {"sha256"}
"""The keys that hold no words."""
_WEB = ("http://", "https://")
_DIGEST = re.compile("[0-9a-f]{64}")
# Other digits beside those of an allowed number make another number.
_MORE = re.compile("[0-9]")
_COMMENT = re.compile(r"(?:^|(?<=\s))#+(.*)")


def may_hold_personal_data(data: bytes) -> bool:
    """Whether a file is worth a closer look: it holds many digits in a row, or a sign or word of persons."""
    return (
        b"0" * _FEWEST_DIGITS in data.translate(_TO_ZERO, delete=_BETWEEN_DIGITS)
        or not data.isascii()
        or len(data.translate(None, delete=_SIGNS)) != len(data)
        or _holds_word(data.lower().replace(b"\n", b" "))
    )


def _holds_word(data: bytes) -> bool:
    return (
        b"lahir" in data
        or b"ttl" in data
        or b"paspor" in data
        or b"passport" in data
        or b"nrp" in data
        or b"mail." in data
        or b"yahoo." in data
        or b"outlook." in data
        or b"icloud." in data
        or b" dot " in data
        or b" titik " in data
        or b"(at" in data
        or b"(et" in data
        or b"( at" in data
        or b"( et" in data
    )


def check_personal_data(record: Record, allowed: Collection[str]) -> Iterator[Problem]:
    """Check that no text holds a number or address of a person, but for the values that are allowed."""
    together: list[str] = []
    _gather_texts(record.value, together)
    if not may_hold_personal_data(_AMOUNT.sub("Rp", ", ".join(together)).encode("utf-8", "replace")):
        return
    for path, text in iterate_values(record.value):
        rule = find_personal_value(path[-1] if path else "", text, allowed)
        if rule:
            yield Problem(rule, Spot(record.file, path))


def check_comments(data: bytes, allowed: Collection[str]) -> Iterator[Fault]:
    """Check that no comment of a file holds a number or address of a person: comments are published too."""
    if b"#" not in data:
        return
    before, shown = "", (0, 0, 0)
    for number, line in enumerate(data.decode("utf-8", "replace").split("\n"), start=1):
        found = _COMMENT.search(line) if "#" in line else None
        if not found:
            before = ""
            continue
        text = found[1].strip()
        rule = find_personal_data(text, allowed)
        place = (number, found.start() + 1, len(line.rstrip()) + 1)
        if rule:
            yield Fault(rule, place[0], place[1], place[0], place[2])
        elif before and (rule := find_personal_data(f"{before} {text}", allowed)):
            # One that goes on in the comment of the next line.
            yield Fault(rule, shown[0], shown[1], place[0], place[2])
        before, shown = "" if rule else text, place


def find_personal_value(key: str | int, text: str, allowed: Collection[str]) -> str | None:
    """Give the rule that the value of a key breaks by holding a number or address of a person."""
    if key in ADDRESSES and text.startswith(_WEB):
        return _find(flatten(text), _IN_ADDRESS, allowed)
    if key == "sha256" and _DIGEST.fullmatch(text):
        return None
    return find_personal_data(text, allowed)


def find_personal_data(whole: str, allowed: Collection[str]) -> str | None:
    """Give the rule that a text breaks by holding a number or address of a person; None for any other."""
    text = _AMOUNT.sub("Rp", flatten(whole))
    return _find(text, _IN_TEXT, allowed) if _WORTH.search(text) else None


def _find(text: str, patterns: Iterable[tuple[str, re.Pattern[str]]], allowed: Collection[str]) -> str | None:
    for rule, pattern in patterns:
        # One that is allowed hides no other behind it.
        if any(not _is_allowed(rule, found[0], allowed) for found in pattern.finditer(text)):
            return rule
    return None


def settle_problem(problem: Problem, allowed: Collection[str]) -> Problem:
    """Give a problem as everybody may read it: instead of repeating personal data it tells of them."""
    path = problem.spot.path
    key = path[-1] if path else ""
    for text in (*problem.params.values(), *((problem.fix,) if problem.fix else ())):
        rule = find_personal_value(key, text, allowed)
        if rule:
            return Problem(rule, problem.spot)
    return problem


def settle_fault(fault: Fault, allowed: Collection[str]) -> Fault:
    """Give a fault as everybody may read it, as ``settle_problem`` does."""
    for text in fault.params.values():
        rule = find_personal_data(text, allowed)
        if rule:
            return Fault(rule, fault.line, fault.column, fault.end_line, fault.end_column)
    return fault


def _is_allowed(rule: str, found: str, allowed: Collection[str]) -> bool:
    """Whether a value that is allowed holds all that was found; of a number all but the words before it."""
    for value in map(flatten, allowed):
        if found in value:
            return True
        before, is_there, behind = found.partition(value) if value else ("", "", "")
        if is_there and rule not in WHOLE and not _MORE.search(before + behind):
            return True
    return False


def _gather_texts(value: Any, texts: list[str]) -> None:  # noqa: ANN401  a record's value
    """Add every text that ``iterate_values`` gives: most records need no more than one look at them all."""
    for item in value.values() if type(value) is dict else value:
        if type(item) is str:
            texts.append(item)
        elif type(item) is dict or type(item) is list:
            _gather_texts(item, texts)


def iterate_texts(
    value: Any,  # noqa: ANN401  a record's value
) -> Iterator[tuple[tuple[str | int, ...], str]]:
    """Give every text of a record that people write in words, with its path."""
    return ((path, text) for path, text in iterate_values(value) if not path or path[-1] not in NO_TEXTS)


def iterate_values(
    value: Any,  # noqa: ANN401  a record's value
    path: tuple[str | int, ...] = (),
) -> Iterator[tuple[tuple[str | int, ...], str]]:
    """Give every text of a record with its path, addresses and hashes too."""
    if isinstance(value, str):
        yield path, value
    elif isinstance(value, dict):
        for key, item in value.items():
            yield from iterate_values(item, (*path, key))
    elif isinstance(value, list):
        for index, item in enumerate(value):
            yield from iterate_values(item, (*path, index))
