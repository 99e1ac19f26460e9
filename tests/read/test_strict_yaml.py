"""The strict reader: the traps of YAML, each with its place, and no bytes that can upset it."""

import itertools

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st
from registers import BASE, KB

from generator.check.rules import RULES
from generator.read import parser
from generator.read.files import MAX_BYTES
from generator.read.strict_yaml import read_mapping

DIGITS = b"9" * 5000

TRAPS = [
    ("Y1", b"a: x\na: y\n", "KS020", 2, 1),
    ("Y2", b"a: no\n", "KS023", 1, 4),
    ("Y2", b"a: NO\n", "KS023", 1, 4),
    ("Y2", b"a: on\n", "KS023", 1, 4),
    ("Y2", b"a: True\n", "KS023", 1, 4),
    ("Y2", b"off: x\n", "KS021", 1, 1),
    ("Y3", b"a: 2024-01-15\n", "KS026", 1, 4),
    ("Y4", b"a:\n  b: 2024-02-30\n", "KS026", 2, 6),
    ("Y5", b"a: 2024-1-5\n", "KS026", 1, 4),
    ("Y6", b"a: 0123\n", "KS024", 1, 4),
    ("Y6", b"a: 0089\n", "KS024", 1, 4),
    ("Y6", b"a: 0o17\n", "KS024", 1, 4),
    ("Y6", b"a: 0x1F\n", "KS024", 1, 4),
    ("Y7", b"a: 12:30\n", "KS025", 1, 4),
    ("Y7", b"a: 1:30:00\n", "KS025", 1, 4),
    ("Y8", b"a: 1_000\n", "KS024", 1, 4),
    ("Y8", b"a: 1e3\n", "KS024", 1, 4),
    ("Y8", b"a: 1.10\n", "KS024", 1, 4),
    ("Y9", b"a: .nan\n", "KS024", 1, 4),
    ("Y9", b"a: -.inf\n", "KS024", 1, 4),
    ("Y10", b"a:\n", "KS022", 1, 1),
    ("Y10", b"b: x\na: ~\n", "KS022", 2, 1),
    ("Y10", b"a:\n  -\n", "KS022", 2, 4),
    ("Y11", b"a: =\n", "KS027", 1, 4),
    ("Y12", b"a: " + DIGITS + b"\n", "KS024", 1, 4),
    ("Y13", b"a: " + b"[" * 900 + b"]" * 900 + b"\n", "KS016", 1, 23),
    ("Y13", b"".join(b" " * n + b"a:\n" for n in range(300)), "KS016", 21, 21),
    ("Y13", b"a:\n" + b"- " * 900 + b"x\n", "KS016", 2, 39),
    ("Y14", b"a: &a [*a]\n", "KS006", 1, 4),
    ("Y14", b"a: !!python/name:os.system x\n", "KS006", 1, 4),
    ("Y15", "a: x\x85b: y\n".encode(), "KS004", 1, 5),
    ("Y15", "a: x\u2028b: y\n".encode(), "KS004", 1, 5),
    ("Y15", "\ufeffa: x\n".encode(), "KS004", 1, 1),
    ("Y15", "a: x\u202ey\n".encode(), "KS004", 1, 5),
    ("Y15", b"a: x\x00y\n", "KS004", 1, 5),
    ("Y15", b'a: "x\\u202ey"\n', "KS004", 1, 4),
    ("Y15", b'"a\\x1b": x\n', "KS004", 1, 1),
    ("Y16", "a\uff1a b\n".encode(), "KS009", 1, 2),
    ("Y17", b"a: foo: bar\n", "KS014", 1, 7),
    ("Y17", b"a:\n\tb: x\n", "KS012", 2, 1),
    ("Y17", b"a: @x\n", "KS015", 1, 4),
    ("Y17", b"a: `x`\n", "KS015", 1, 4),
    ("Y17", b'a: "x\nb: y\n', "KS013", 1, 4),
    ("Y17", b"b: y\na: 'x\n", "KS013", 2, 4),
    ("Y17", b'a: "x\nb: "y"\nc: "z"\n', "KS013", 1, 4),
    ("Y17", b'a: "C:\\data"\n', "KS017", 1, 7),
    ("Y17", b'a: "x\n  C:\\data"\n', "KS017", 2, 5),
    ("Y17", b'a: "\\x4"\n', "KS017", 1, 5),
    ("Y17", b'a: "\\\\\\d"\n', "KS017", 1, 7),
    ("Y17", b'a: "x\n  y"\nb c\nd: e\n', "KS001", 3, 1),
    ("Y17", b"a: 'x\n\n  y'\nb: z\n c: e\n", "KS014", 5, 3),
    ("Y17", b'a: |\n  "x\n  y\nb c\nd: e\n', "KS001", 4, 1),
    ("Y17", b'a: "x\n  y" z\nb: c\n', "KS001", 2, 6),
    ("Y17", b'a: "x\nb: y "z" u\nc: d\n', "KS013", 1, 4),
    ("Y17", b'a: "x\n  y"\nb: "x\nc: "d"\n', "KS013", 3, 4),
    ("Y17", b'a: "x\nb: ""\nc: "z"\n', "KS013", 1, 4),
    ("Y18", b"a: foo #bar\n", "KS028", 1, 8),
    ("Y18", b"a: foo # 5\n", "KS028", 1, 8),
    ("Y18", b'a: "foo" # 5\n', "KS028", 1, 10),
    ("Y18", b"a: 5 #\n", "KS028", 1, 6),
    ("Y18", b"a:\n  - b\n  - c # d\n", "KS028", 3, 7),
    ("Y18", b"a: [b, c] # d\n", "KS028", 1, 11),
    ("Y18", b"a: [b # d\n  ]\n", "KS028", 1, 7),
    ("unseen", "a: \u3164\n".encode(), "KS029", 1, 4),
    ("unseen", "a: \u200b\n".encode(), "KS029", 1, 4),
    ("unseen", "a:\n  - '\u2800 \ufe0f'\n".encode(), "KS029", 2, 5),
    ("unseen", b'a: "\\u2060"\n', "KS029", 1, 4),
    ("unseen", "a: |\n  \u115f\n".encode(), "KS029", 1, 4),
    ("laughs", b"a: &a [x, x]\nb: &b [*a, *a]\nc: [*b, *b]\n", "KS006", 1, 4),
    ("laughs", b"a: &a x\nb: &a y\nb: z\n", "KS006", 1, 4),
    ("Y19", b"- a\n", "KS008", 1, 1),
    ("Y19", b"", "KS007", 1, 1),
    ("Y19", b"# a\n", "KS007", 1, 1),
    ("Y19", b"a: x\n---\nb: y\n", "KS010", 2, 1),
    ("Y20", b"2024: x\n", "KS021", 1, 1),
    ("merge", b"<<: x\n", "KS006", 1, 1),
    ("bytes", b"a: x\nb: \xff\n", "KS003", 2, 4),
    ("ends", b"a: x\r\nb: y\r\n", "KS005", 1, 5),
    ("size", b"a: " + b"x" * MAX_BYTES, "KS002", 1, 1),
]


@pytest.mark.parametrize(("trap", "data", "rule", "line", "column"), TRAPS)
def test_trap(trap: str, data: bytes, rule: str, line: int, column: int) -> None:
    value, faults = read_mapping(data)
    assert value is None, trap
    first = faults[0]
    assert (first.rule, first.line, first.column) == (rule, line, column)


def test_a_tab_before_a_comment_loses_nothing_either() -> None:
    # The two parsers disagree on it; neither lets the text go.
    _, faults = read_mapping(b"a: foo\t# 5\n")
    assert [fault.rule for fault in faults] == ["KS028" if hasattr(yaml, "CSafeLoader") else "KS015"]


def test_all_twenty_traps_are_here() -> None:
    assert {trap for trap, *_ in TRAPS} >= {f"Y{number}" for number in range(1, 21)}


def test_every_rule_of_the_subset_is_here() -> None:
    told = {rule for _, _, rule, _, _ in TRAPS} | {"KS001", "KS011"}
    assert told == {rule for rule in RULES if rule < "KS1"}


def test_a_doubled_key_names_the_first() -> None:
    _, faults = read_mapping(b"a: x\nb: w\na: z\n")
    assert faults[0].related == ((1, 1),)
    assert faults[0].params == {"key": "a", "line": "1"}


def test_all_faults_at_once() -> None:
    _, faults = read_mapping(b"a: no\nb: 012\nc:\n  d: 2024-01-15\n  d: x\n")
    assert [(fault.rule, fault.line) for fault in faults] == [
        ("KS023", 1), ("KS024", 2), ("KS026", 4), ("KS020", 5),
    ]  # fmt: skip


def test_a_tag_or_an_anchor_hides_no_other_fault() -> None:
    _, faults = read_mapping(b"a: !t x\nb: &b w\na: z\n")
    assert [(fault.rule, fault.line) for fault in faults] == [("KS006", 1), ("KS006", 2), ("KS020", 3)]


def test_aliases_of_aliases_cost_nothing() -> None:
    lines = ["a: &a [x, x, x, x, x, x, x, x, x, x]"]
    lines += [
        f"{b}: &{b} [{', '.join([f'*{a}'] * 10)}]" for a, b in itertools.pairwise("abcdefghijklmnopqrstu")
    ]
    value, faults = read_mapping("\n".join(lines).encode())
    assert value is None
    assert {fault.rule for fault in faults} == {"KS006"}
    assert len(faults) == 20


def test_a_file_of_invisible_characters_is_told_briefly() -> None:
    _, faults = read_mapping(b"\x00" * 1000)
    assert len(faults) == 20


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("a: # komentar\n  x", "x"),
        ("# komentar\na: x\n  # komentar", "x"),
        ("a: | # komentar\n  x # teks", "x # teks"),
        ('a: "x # teks"', "x # teks"),
        ("a: x\u200b\u3164", "x\u200b\u3164"),
        ('a: "2024-05-17"', "2024-05-17"),
        ("a: '0123'", "0123"),
        ("a: 1,000", "1,000"),
        ("a: 0", 0),
        ("a: -5", -5),
        ("a: true", True),
        ("a: false", False),
        ("a: >-\n  satu\n  dua", "satu dua"),
        ("a: |-\n  satu\n  dua", "satu\ndua"),
        ("a: 10/KB/2023", "10/KB/2023"),
        ("a: 2024?", "2024?"),
        ("a: a#b", "a#b"),
    ],
)
def test_values(text: str, value: object) -> None:
    assert read_mapping(text.encode()) == ({"a": value}, [])


@given(st.binary(max_size=300))
def test_no_bytes_raise(data: bytes) -> None:
    value, faults = read_mapping(data)
    assert (value is None) == bool(faults)


@settings(max_examples=200)
@given(st.text(st.sampled_from("ab:-?[]{},&*!|>'\"%@` \n\t#~.0129\\=<\u00e9\uff1a"), max_size=60))
def test_no_markup_raises(text: str) -> None:
    value, faults = read_mapping(text.encode())
    assert (value is None) == bool(faults)
    lines = text.split("\n")
    for fault in faults:
        assert fault.rule in RULES
        assert 1 <= fault.line <= len(lines) + 1
        assert fault.column >= 1


def test_both_yaml_parsers_give_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    class _PurePython(yaml.SafeLoader):
        yaml_implicit_resolvers: dict[str, object] = {}  # noqa: RUF012  PyYAML's own class attribute

    data = (BASE / KB).read_bytes()
    with_c = read_mapping(data), [read_mapping(trap[1])[1][0].rule for trap in TRAPS]
    monkeypatch.setattr(parser, "PlainTextLoader", _PurePython)
    without = read_mapping(data), [read_mapping(trap[1])[1][0].rule for trap in TRAPS]
    assert without == with_c
