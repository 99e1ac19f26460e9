"""Personal data: planted wherever a record can hold a text, they are refused and repeated nowhere."""

import copy
import itertools
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from canaries import (
    CANARIES,
    HARMLESS,
    IN_ADDRESSES,
    FieldPath,
    list_places,
    list_spellings,
    plant,
    spell,
)  # fmt: skip
from registers import AS_OF, BASE, PKS, ROOT, SCHEMAS
from smallregister import run, write_small_register
from tally import Tally

from generator.canonical import render_record
from generator.check.checker import Checker
from generator.check.rules.privacy import (
    NO_TEXTS,
    find_personal_data,
    find_personal_value,
    may_hold_personal_data,
)
from generator.read.strict_yaml import read_mapping
from generator.records import RECORDS
from generator.records import SCHEMAS as KINDS

_EXAMPLE = ROOT / "examples" / "contoh"
_OF_PERSONS = re.compile("KS70[1-8]")
_FORMS = ("text", "json", "github", "gitlab", "sarif", "junit", "markdown")


def _read_records() -> dict[str, tuple[str, Any]]:
    """Give for each schema a record that meets it, with its file."""
    found: dict[str, tuple[str, Any]] = {}
    for root in (BASE, _EXAMPLE):
        for path in sorted((root / RECORDS).rglob("*.yaml")):
            value, _ = read_mapping(path.read_bytes())
            file = path.relative_to(root).as_posix()
            schema = next(name for name in KINDS if _is_of(name, file))
            if value is not None and schema not in found:
                found[schema] = (file, dict(value))
    assert set(found) == set(KINDS)
    return found


def _is_of(schema: str, file: str) -> bool:
    from generator.records import parse_place  # noqa: PLC0415

    place = parse_place(file)
    return place is not None and place.schema == schema


_RECORDS = _read_records()


def _list_all_places() -> Iterator[tuple[str, FieldPath]]:
    for schema in KINDS:
        for path in list_places(schema):
            # What is listed there as harmless is read by a person who lets it in.
            if path[:1] != ("allowed_values",) or path[-1] != "value":
                yield schema, path


_PLACES = list(_list_all_places())
# The types of agreements share most of their places.
_DIFFERENT = list({path: (schema, path) for schema, path in _PLACES}.values())


def _fit(path: FieldPath, number: int) -> str:
    """Give a canary for a place: of the addresses of pages those that can stand there."""
    if path[-1] in NO_TEXTS - {"sha256"} and number % 2:
        return IN_ADDRESSES[number % len(IN_ADDRESSES)]
    spellings = list_spellings()
    return spellings[number % len(spellings)]


def _assert_refused(root: Path, schema: str, path: FieldPath, canary: str) -> None:
    file, value = _RECORDS[schema]
    data = render_record(plant(copy.deepcopy(value), path, canary)).encode()
    _, findings = Checker(root, SCHEMAS, AS_OF, instead={file: data}).check_file(file)
    where = f"{schema} {path} {canary!r}"
    assert any(_OF_PERSONS.fullmatch(one.rule) for one in findings), where
    told = "\n".join(f"{one.message} {one.help} {one.fix}" for one in findings).encode()
    assert not any(way in told for way in spell(canary)), where


def test_there_are_places_of_every_kind_of_record() -> None:
    assert len(_PLACES) > 500
    assert {schema for schema, _ in _PLACES} == set(KINDS)
    for wanted in (
        "notes",
        "url",
        "as_stated",
        "number",
        "decision_number",
        "file",
        "name_as_written",
        "en",
        "id",
    ):
        assert any(path[-1] == wanted for _, path in _PLACES), wanted


def test_a_canary_in_any_place_is_refused_by_its_rule(tmp_path: Path, tally: Tally) -> None:
    for number, (schema, path) in enumerate(_PLACES):
        _assert_refused(tmp_path, schema, path, _fit(path, number))
    tally.add("canaries", len(_PLACES))


@pytest.mark.slow
@pytest.mark.parametrize("kind", CANARIES)
def test_every_spelling_in_every_place_is_refused(kind: str, tmp_path: Path, tally: Tally) -> None:
    for canary, (schema, path) in itertools.product(CANARIES[kind], _DIFFERENT):
        _assert_refused(tmp_path, schema, path, canary)
        tally.add("canaries")


@pytest.mark.slow
def test_every_address_in_every_place_of_an_address_is_refused(tmp_path: Path, tally: Tally) -> None:
    places = [(schema, path) for schema, path in _PLACES if path[-1] in NO_TEXTS - {"sha256"}]
    assert len(places) > 10
    for canary, (schema, path) in itertools.product(IN_ADDRESSES, places):
        _assert_refused(tmp_path, schema, path, canary)
        tally.add("canaries")


def test_a_canary_in_a_comment_or_a_key_is_refused(tmp_path: Path, tally: Tally) -> None:
    file, value = _RECORDS["agreement-ksdd"]
    text = render_record(value)
    for canary in list_spellings():
        for leaky in (
            f"# {canary}\n{text}", text.replace("\n", f" # lihat {canary}\n", 1), f"{text}#{canary}\n",
            f"{text}# {canary[: len(canary) // 2]}\n# {canary[len(canary) // 2 :]}\n",
            f"{text}{json.dumps(canary, ensure_ascii=False)}: x\n",
        ):  # fmt: skip
            _, findings = Checker(tmp_path, SCHEMAS, AS_OF, instead={file: leaky.encode()}).check_file(file)
            errors = [one for one in findings if one.severity == "error"]
            # A number that is parted anywhere may be two harmless ones, and a key need not be one.
            if "\n# " not in leaky.removeprefix(text) or _is_parted_plainly(canary):
                assert errors, leaky
            told = "\n".join(f"{one.message} {one.help} {one.fix}" for one in findings)
            assert canary not in told, leaky
            tally.add("canaries")


_WRAPPED = (
    "purpose: Hubungi petugas pada nomor 0812\n  0000 0000 pada jam kerja.",
    "purpose: |\n  Hubungi petugas pada nomor 081200\n  000000 pada jam kerja.",
    "purpose: >-\n  Hubungi petugas pada nomor 0812\n  0000\n  0000 pada jam kerja.",
    'purpose: "Hubungi petugas pada nomor 0812 \\\n  0000 0000 pada jam kerja."',
    "purpose: Tulis kepada rekaan at surel dot\n  example pada jam kerja.",
    "purpose: Apa saja.\n# Hubungi petugas pada nomor 0812\n# 0000 0000 pada jam kerja.",
    "purpose: Apa saja.\n# Tulis kepada rekaan at surel dot\n# example pada jam kerja.",
)


@pytest.mark.parametrize("lines", _WRAPPED)
def test_a_canary_that_goes_on_in_the_next_line_is_refused(lines: str, tmp_path: Path) -> None:
    # Nothing else in this one is worth a closer look.
    file, value = _RECORDS["agreement-ksdpk"]
    assert not may_hold_personal_data(render_record(value).encode())
    text = re.sub("(?m)^purpose: .*\n(?: .*\n)*", "", render_record(value))
    data = f"{text}{lines}\n".encode()
    _, findings = Checker(tmp_path, SCHEMAS, AS_OF, instead={file: data}).check_file(file)
    assert any(_OF_PERSONS.fullmatch(one.rule) for one in findings)


def _is_parted_plainly(canary: str) -> bool:
    half = len(canary) // 2
    return find_personal_data(f"{canary[:half].strip()} {canary[half:].strip()}", ()) is not None


def test_what_agreements_say_is_not_taken_for_personal_data() -> None:
    for text in HARMLESS:
        assert find_personal_data(text, ()) is None, text
        assert find_personal_data(f"Pasal 1 menyebut {text} pada halaman 2.", ()) is None, text


@pytest.mark.parametrize(
    ("text", "value", "is_allowed"),
    [
        ("nama.rekaan@surel.example", "nama.rekaan@surel.example", True),
        ("nama.rekaan@surel.example", "surel.example", False),
        ("nama.rekaan@surel.example", "@surel.example", False),
        ("nama.rekaan@surel.example", "n", False),
        ("Telp. 0274 000000", "0274 000000", True),
        ("Telp. 0274 000000", "Telp. 0274 000000", True),
        ("Telp. 0274 000000", "0274 0000", False),
        ("Telp. 0274 000000", "0", False),
        ("Telp. 0274 000000", "\u200b", False),
        ("lahir di Seberang, 6 Mei 1981", "lahir di Seberang, 6 Mei 1981", True),
        ("lahir di Seberang, 6 Mei 1981", "6 Mei 1981", False),
    ],
)
def test_an_allowed_value_allows_no_more_than_itself(text: str, value: str, is_allowed: bool) -> None:  # noqa: FBT001
    assert find_personal_data(text, ())
    assert (find_personal_data(text, (value,)) is None) == is_allowed


@pytest.mark.parametrize("root", [ROOT, _EXAMPLE], ids=["shipped", "sample"])
def test_no_shipped_record_is_taken_for_personal_data(root: Path) -> None:
    from generator.check.rules.privacy import check_comments, iterate_values  # noqa: PLC0415

    for path in (root / RECORDS).rglob("*.yaml"):
        value, _ = read_mapping(path.read_bytes())
        found = [where for where, text in iterate_values(value) if find_personal_value(where[-1], text, ())]
        assert (found, list(check_comments(path.read_bytes(), ()))) == ([], []), path


def test_no_report_repeats_a_canary(tmp_path: Path, tally: Tally) -> None:
    root = write_small_register(tmp_path / "register")
    numbers = itertools.count()
    planted = []
    for schema, (file, value) in _RECORDS.items():
        leaky = copy.deepcopy(value)
        for path in list_places(schema):
            if path not in (("id",), ("type",)):
                planted.append(_fit(path, next(numbers)))
                leaky = plant(leaky, path, planted[-1])
        text = render_record(leaky)
        if schema == "affair":
            # In a line that another rule quotes.
            text = f"{text}keterangan: Hubungi: 0812-0000-0000  # 9971010101800001\n"
        target = root / file
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text, encoding="utf-8")
    ways = {way for canary in planted for way in spell(canary)}
    for form in _FORMS:
        done = run("check", "--root", str(root), "--format", form)
        assert done.returncode == 1
        told = (done.stdout + done.stderr).encode()
        assert [way for way in ways if way in told] == [], form
        tally.add("canaries", len(planted))


def test_another_finding_in_the_same_text_does_not_show_or_repeat_it(tmp_path: Path) -> None:
    root = write_small_register(tmp_path / "register")
    path = root / PKS
    text = path.read_text("utf-8")
    leaky = "purpose: Hubungi  0812-0000-0000 , atau nama.rekaan [at] surel.example  sekarang ."
    path.write_text(re.sub("(?m)^purpose: .*$", leaky, text), encoding="utf-8")
    for form in _FORMS:
        done = run("check", "--root", str(root), "--format", form)
        assert done.returncode == 1
        assert not re.search(r"0000-0000|nama\.rekaan", done.stdout + done.stderr), form


def test_what_is_withheld_can_not_be_typed(tmp_path: Path, tally: Tally) -> None:
    file, value = _RECORDS["agreement-ksdd"]
    words = "Isi yang dikecualikan dari umum"
    keys = ("content", "text", "isi", "naskah", "file", "url", "value", "names", "attachment")
    for key in keys:
        withheld: Any = [{"what": "Lampiran", "ground": "UU 14/2008 pasal 17 huruf b", key: words}]
        data = render_record({**value, "withheld": withheld}).encode()
        found, findings = Checker(tmp_path, SCHEMAS, AS_OF, instead={file: data}).check_file(file)
        assert found is None, key
        assert any(one.severity == "error" for one in findings), key
        assert not any(words in one.message + (one.fix or "") for one in findings), key
    tally.add("canaries", len(keys))
