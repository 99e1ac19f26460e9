"""New lines in a record's text: only these, whatever the text around looks like."""

import difflib
import json
import random
from pathlib import Path
from typing import Any

import pytest
from builtsite import REGISTERS
from hypothesis import given, settings
from hypothesis import strategies as st
from registers import BASE, SCHEMAS

from generator.amend.insertion import Add, Change, Put, Swap, UnplaceableError, amend_record
from generator.read.strict_yaml import read_mapping
from generator.records import parse_place
from generator.write.formatting import format_record

_EVALUATION: dict[str, Any] = {
    "period": {"year": 2025, "semester": 1},
    "evaluator": "dinas-kesehatan",
    "state": "berjalan",
    "obstacles": ["Satu: dua # tiga", "- x"],
    "follow_up": "Baris satu\nBaris dua",
    "recommendation": "dilanjutkan",
}
_CHANGES: tuple[tuple[Change, ...], ...] = (
    (Add(("evaluations",), _EVALUATION),),
    (Put(("termination",), {"date": "2025-06-01", "ground": "tujuan-tercapai"}),),
    (Put(("term", "end"), "2031-12-31"),),
    (Put(("title",), "Judul: baru # dengan tanda"),),
    (Add(("sources",), {"id": "s9", "url": "https://contoh.example/9"}), Add(("evaluations",), _EVALUATION)),
    (Add(("events",), {"date": "2025", "kind": "addendum", "sources": ["s1"]}),),
)


def _files() -> list[Path]:
    roots = [*REGISTERS.values(), BASE]
    return [path for root in roots for path in sorted((root / "records" / "agreements").rglob("*.yaml"))]


FILES = _files()


def _value(data: bytes) -> Any:
    value, faults = read_mapping(data)
    assert value is not None, faults
    return value


def _check(before: bytes, after: bytes, changes: tuple[Change, ...]) -> None:
    """Hold two texts against what was asked: new lines of the keys concerned, all others untouched."""
    old, new = before.decode().split("\n"), after.decode().split("\n")
    for tag, start, end, _, _ in difflib.SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag in ("delete", "replace"):
            # Only the line of a value that was there gives way, and the lines that value went over.
            assert all(isinstance(change, Put | Swap) or "[" in "".join(old[start:end]) or "{" in
                       "".join(old[start:end]) for change in changes), old[start:end]  # fmt: skip
    was, now = _value(before), _value(after)
    touched = {change.path[0] for change in changes}
    assert {key: value for key, value in now.items() if key not in touched} == {
        key: value for key, value in was.items() if key not in touched
    }
    for change in changes:
        _check_change(was, now, change)


def _check_change(was: Any, now: Any, change: Change) -> None:
    for key in change.path[:-1]:
        assert {k: v for k, v in now.get(key, {}).items() if k != change.path[-1]} == {
            k: v for k, v in was.get(key, {}).items() if k != change.path[-1]
        }
        was, now = was.get(key, {}), now[key]
    if isinstance(change, Add):
        assert now[change.path[-1]] == [*was.get(change.path[-1], ()), change.item]
    elif isinstance(change, Put):
        assert now[change.path[-1]] == change.value


def _is_leaf(change: Change, value: Any) -> bool:
    """Whether a change is one that is made: a whole group is never put in the place of another."""
    return not (isinstance(change, Put) and isinstance(change.value, dict) and change.path[0] in value)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_records_as_they_stand(path: Path) -> None:
    data = path.read_bytes()
    place = parse_place(path.relative_to(path.parents[3]).as_posix())
    assert place
    schema, value = SCHEMAS.get(place.schema), _value(data)
    for changes in _CHANGES:
        if not all(_is_leaf(change, value) for change in changes):
            continue
        after = amend_record(data, schema, changes)
        _check(data, after, changes)
        assert _value(format_record(after, schema)) == _value(after)


def _disturb(text: str, random_: random.Random) -> str:
    """Give a record as a person might have left it: comments, blank lines, keys in another order."""
    blocks: list[list[str]] = []
    for line in text.rstrip("\n").split("\n"):
        if line[:1] not in (" ", "#", "-") or not blocks:
            blocks.append([])
        blocks[-1].append(line)
    head = [block for block in blocks if block[0].startswith("#")]
    rest = [block for block in blocks if not block[0].startswith("#")]
    random_.shuffle(rest)
    lines: list[str] = []
    literal: int | None = None
    for line in (line for block in (*head, *rest) for line in block):
        indent = len(line) - len(line.lstrip())
        if literal is not None and (indent > literal or not line):
            lines.append(line)
            continue
        literal = None
        choice = random_.random()
        if choice < 0.15:
            lines.append(f"{' ' * indent}# catatan: [x] {{y}} - z")
        elif choice < 0.25:
            lines.append("")
        lines.append(line)
        if line.endswith("|-"):
            literal = indent
    return "\n".join(lines) + random_.choice(["\n", "\n\n# akhir\n", "\n  # menjorok\n"])


@settings(max_examples=60, deadline=None)
@given(st.sampled_from(FILES), st.sampled_from(_CHANGES), st.randoms(use_true_random=False))
def test_records_as_people_leave_them(
    path: Path, changes: tuple[Change, ...], random_: random.Random
) -> None:
    place = parse_place(path.relative_to(path.parents[3]).as_posix())
    assert place
    schema = SCHEMAS.get(place.schema)
    data = _disturb(path.read_text(encoding="utf-8"), random_).encode()
    if not all(_is_leaf(change, _value(data)) for change in changes):
        return
    after = amend_record(data, schema, changes)
    _check(data, after, changes)
    assert [line for line in data.decode().split("\n") if line.lstrip().startswith("#")] == [
        line for line in after.decode().split("\n") if line.lstrip().startswith("# ")
    ]


_SCHEMA = SCHEMAS.get("agreement-ksdd")


@pytest.mark.parametrize(
    ("before", "change", "after"),
    [
        ("id: x\nterm: {start: '2024'}\n", Put(("term", "end"), "2025"),
         "id: x\nterm: {start: '2024', \"end\": \"2025\"}\n"),
        ("id: x\nterm: {}\n", Put(("term", "end"), "2025"), 'id: x\nterm: {"end": "2025"}\n'),
        ("id: x\nevaluations: []\n", Add(("evaluations",), {"a": 1}), 'id: x\nevaluations: [{"a": 1}]\n'),
        ("id: x\nterm:\n    end:   '2024'\n    # lama\n", Put(("term", "end"), "2025"),
         'id: x\nterm:\n    end:   "2025"\n    # lama\n'),
        ('id: x\nevents:\n- date: "2024"\n  kind: a\n\n# lalu\nterm:\n  end: "2024"\n',
         Add(("events",), {"kind": "b"}),
         'id: x\nevents:\n- date: "2024"\n  kind: a\n- kind: b\n\n# lalu\nterm:\n  end: "2024"\n'),
        ("id: x\ntitle: judul", Put(("term", "end"), "2025"), 'id: x\ntitle: judul\nterm:\n  end: "2025"'),
        ("# kepala\n\nsources:\n  - id: s1\n", Put(("title",), "judul"),
         "# kepala\n\ntitle: judul\nsources:\n  - id: s1\n"),
        ('term:\n  start: "2024"\n  duration:\n    years: 2\n# x\n',
         Swap(("term", "duration"), "end", "2030-01-01"),
         'term:\n  start: "2024"\n  end: "2030-01-01"\n# x\n'),
        ("title: panjang\n  sekali\nid: x\n", Put(("title",), "a\nb"), "title: |-\n  a\n  b\nid: x\n"),
    ],
)  # fmt: skip
def test_each_form_of_text(before: str, change: Change, after: str) -> None:
    assert amend_record(before.encode(), _SCHEMA, [change]).decode() == after


@pytest.mark.parametrize(
    ("before", "change"),
    [
        ("term: kelak\n", Put(("term", "end"), "2025")),
        ("evaluations: tidak\n", Add(("evaluations",), {"a": 1})),
        ("evaluations: [\n  {a: 1},\n]\n", Add(("evaluations",), {"b": 1})),
        ("term:\n  duration:\n    # dua\n    years: 2\n", Swap(("term", "duration"), "end", "2030")),
        ("term:\n  end: x: y\n", Put(("term", "end"), "2025")),
    ],
)
def test_what_has_no_sure_place_is_left_alone(before: str, change: Change) -> None:
    with pytest.raises(UnplaceableError):
        amend_record(before.encode(), _SCHEMA, [change])


def test_a_value_that_stays_changes_nothing() -> None:
    data = b'id: x\nterm:\n  end: "2024"\n'
    assert amend_record(data, _SCHEMA, [Put(("term", "end"), "2024")]) == data
    assert json.loads(json.dumps(_value(data))) == _value(data)
