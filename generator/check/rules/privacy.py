"""Personal data in any text: refused before it enters a history that never forgets (KS7xx).

UU 27/2022 art. 4 and 16: what is published must be needed. Numbers of persons are known by their form;
a value that only looks like one can be allowed by name, with a reason, in ``registry.yaml``.
"""

import re
from collections.abc import Collection, Iterator
from typing import Any

from generator.check.finding import Problem, Spot
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
)  # fmt: skip

_FEWEST_DIGITS = 9
_TO_ZERO = bytes.maketrans(b"123456789", b"0" * 9)
_MANY_DIGITS = re.compile(r"@|[0-9](?:[ .()-]{0,2}[0-9]){8}")
# The many digits of a text are mostly those of an amount: Rp530.000.000.
_AMOUNT = re.compile(r"Rp ?[1-9][0-9]{0,2}(?:\.[0-9]{3})+(?!\.?[0-9])")

_GAP = r"[ .()-]{0,2}"
_MOBILE = rf"(?<![\w/.-])(?:\+62|62|0){_GAP}8\d{{1,2}}{_GAP}\d{{3,4}}{_GAP}\d{{3,5}}(?![\w/])"
_NAMED = r"(?i:\b(?:telp|telepon|tel|wa|whatsapp|hp)\b)[^\d\n]{0,12}(?:\+?62|0)[\d .()-]{7,14}\d"

# Before its "@" an address has at most 64 characters (RFC 5321); without that bound a long text takes hours.
_PATTERNS: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("KS705", re.compile(r"[\w.+-]{1,64}@[\w-]+(?:\.[\w-]+)+")),
    # Year, month and day of birth, year and month of appointment, sex, a number in line.
    ("KS702", re.compile(r"(?<!\d)(?:19|20)\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01]) ?"
                         r"(?:19|20)\d\d(?:0[1-9]|1[0-2]) ?[12] ?\d{3}(?!\d)")),
    # Region, day of birth (women's with 40 added), month, year, a number in line.
    ("KS701", re.compile(r"(?<!\d)[1-9]\d[ .]?\d\d[ .]?\d\d[ .]?(?:0[1-9]|[12]\d|3[01]|4[1-9]|[56]\d|7[01])"
                         r"(?:0[1-9]|1[0-2])\d\d[ .]?\d{4}(?!\d)")),
    ("KS703", re.compile(r"(?<!\d)\d\d\.\d{3}\.\d{3}\.\d-\d{3}\.\d{3}(?!\d)")),
    ("KS706", re.compile(r"(?i)\brek(?:\.|ening)?\b[^\d\n]{0,25}(?P<number>\d[\d .-]{7,18}\d)")),
    ("KS704", re.compile(f"{_MOBILE}|{_NAMED}")),
)  # fmt: skip
NO_TEXTS = frozenset(("url", "sha256", "site_url", "repository_url", "contact_url"))
"""The keys not looked into: a page's address may hold any number or sign; it names no person by itself."""


def may_hold_personal_data(data: bytes) -> bool:
    """Whether a file is worth a closer look: it holds an "@", many digits in a row, or an escape."""
    return b"@" in data or b"\\" in data or b"0" * _FEWEST_DIGITS in data.translate(_TO_ZERO, delete=b" .()-")


def check_personal_data(record: Record, allowed: Collection[str]) -> Iterator[Problem]:
    """Check that no text holds a number or address of a person, but for the values that are allowed."""
    together: list[str] = []
    _gather_texts(record.value, together)
    if not may_hold_personal_data(_AMOUNT.sub("Rp", "\n".join(together)).encode()):
        return
    for path, text in iterate_texts(record.value):
        rule = find_personal_data(text, allowed)
        if rule:
            yield Problem(rule, Spot(record.file, path))


def find_personal_data(whole: str, allowed: Collection[str]) -> str | None:
    """Give the rule that a text breaks by holding a number or address of a person; None for any other."""
    text = _AMOUNT.sub("Rp", whole)
    if not _MANY_DIGITS.search(text):
        return None
    for rule, pattern in _PATTERNS:
        # One that is allowed hides no other behind it.
        if any(not _is_allowed(found[0], allowed) for found in pattern.finditer(text)):
            return rule
    return None


def settle_problem(problem: Problem, allowed: Collection[str]) -> Problem:
    """Give a problem as everybody may read it: instead of repeating personal data it tells of them."""
    path = problem.spot.path
    if path and path[-1] in NO_TEXTS:
        return problem
    for text in problem.params.values():
        rule = find_personal_data(text, allowed)
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


def _is_allowed(found: str, allowed: Collection[str]) -> bool:
    return any(value in found or found in value for value in allowed)


def _gather_texts(value: Any, texts: list[str]) -> None:  # noqa: ANN401  a record's value
    """Add every text that ``iterate_texts`` gives: most records need no more than one look at them all."""
    for item in value.values() if type(value) is dict else value:
        if type(item) is str:
            texts.append(item)
        elif type(item) is dict or type(item) is list:
            _gather_texts(item, texts)


def iterate_texts(
    value: Any,  # noqa: ANN401  a record's value
    path: tuple[str | int, ...] = (),
) -> Iterator[tuple[tuple[str | int, ...], str]]:
    """Give every text of a record that people write, with its path."""
    if isinstance(value, str):
        yield path, value
    elif isinstance(value, dict):
        for key, item in value.items():
            if key not in NO_TEXTS:
                yield from iterate_texts(item, (*path, key))
    elif isinstance(value, list):
        for index, item in enumerate(value):
            yield from iterate_texts(item, (*path, index))
