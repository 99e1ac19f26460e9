"""Each step by itself: what it changes of a record, and what it leaves; and what no step may lose."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from registers import SCHEMAS

from generator.amend.insertion import Put, UnplaceableError
from generator.records import parse_place
from generator.text import Text
from generator.upgrading.advance import LossError, UnreadError, UntidyError, advance_records
from generator.upgrading.keeping import find_lost_comment, find_lost_value
from generator.upgrading.licence_ids import find_licence_id
from generator.upgrading.migration import EACH, Migration, Move, Old, Rewrite, rewrite_keys
from generator.upgrading.migrations import MIGRATIONS, choose_migrations

REGISTRY = "records/registry.yaml"
DEPARTMENT = "records/departments/unit.yaml"


def take(name: str, file: str, text: str) -> str | None:
    """Give what a step makes of a record."""
    place = parse_place(file)
    assert place is not None
    [step] = [one for one in MIGRATIONS if one.name == name]
    made = step.rewrite(Old(file, place, text.encode()), SCHEMAS)
    return None if made is None else made.decode()


@pytest.mark.parametrize(
    ("file", "way"),
    [
        (REGISTRY, "../schema/registry"),
        ("records/mapping/2024/a.yaml", "../../../schema/mapping-entry"),
        ("records/agreements/ksdd/a.yaml", "../../../schema/agreement-ksdd"),
    ],
)
def test_editors_are_shown_the_schema(file: str, way: str) -> None:
    line = f"# yaml-language-server: $schema={way}.schema.json\n"
    assert take("editor-lines", file, "# Catatan.\nid: a\n") == f"{line}# Catatan.\nid: a\n"


@pytest.mark.parametrize(
    "head",
    ["# yaml-language-server: $schema=../x.json\n", "# Satu.\n\n  #yaml-language-server : $schema=x\n"],
)
def test_a_schema_that_was_chosen_stays(head: str) -> None:
    assert take("editor-lines", REGISTRY, f"{head}name: A\n") is None


@pytest.mark.parametrize(
    ("name", "kind", "right"),
    [
        ("Biro Kerja Sama", "bagian", "biro"),
        ("Kecamatan Hulu", "kemantren", "kecamatan"),
        ("Kemantren Hulu", "kemantren", None),
        ("Bagian Hukum", "bagian", None),
        ("Biro Kerja Sama", "biro", None),
        ("Biro Perjalanan Dinas", "dinas", None),
    ],
)
def test_kinds_follow_the_name(name: str, kind: str, right: str | None) -> None:
    text = f"# Atas.\nid: unit\nname: {name}\n# Bentuk lama.\nkind: {kind}\nnote: Tetap\n"
    made = take("department-kinds", DEPARTMENT, text)
    assert made == (text.replace(f"kind: {kind}", f"kind: {right}") if right else None)
    assert take("department-kinds", REGISTRY, text) is None


@pytest.mark.parametrize(
    ("code", "zone"), [("32.04", "Asia/Jakarta"), ("64", "Asia/Makassar"), ("91.71", "Asia/Jayapura")]
)
def test_the_time_zone_is_that_of_the_province(code: str, zone: str) -> None:
    text = f'name: A\n# Kode.\nregion_code: "{code}"\n'
    made = take("time-zones", REGISTRY, text)
    assert made is not None
    assert made.replace(f"time_zone: {zone}\n", "") == text
    assert take("time-zones", REGISTRY, made) is None


@pytest.mark.parametrize(
    ("url", "name"),
    [
        ("https://creativecommons.org/licenses/by/4.0/", "CC-BY-4.0"),
        ("http://www.creativecommons.org/licenses/by-nc-sa/3.0", "CC-BY-NC-SA-3.0"),
        ("https://creativecommons.org/licenses/by/4.0/deed.id", "CC-BY-4.0"),
        ("https://creativecommons.org/licenses/by-sa/4.0/legalcode", "CC-BY-SA-4.0"),
        ("https://creativecommons.org/publicdomain/zero/1.0/", "CC0-1.0"),
        ("https://opendatacommons.org/licenses/odbl/1-0/", "ODbL-1.0"),
        ("https://contoh.example/licenses/by/4.0/", None),
        ("https://creativecommons.org/licenses/", None),
        ("https://creativecommons.org/publicdomain/mark/1.0/", None),
    ],
)
def test_a_licence_is_known_by_its_address(url: str, name: str | None) -> None:
    assert find_licence_id(url) == name
    text = f"licence:\n  # Bebas.\n  name: Lisensi\n  url: {url}\nlevel: kota\n"
    made = take("licence-ids", REGISTRY, text)
    assert made == (text.replace("level:", f"  spdx: {name}\nlevel:") if name else None)


@pytest.mark.parametrize("name", [one.name for one in MIGRATIONS])
@pytest.mark.parametrize(
    "text", ["a: 1\n", "licence: x\nname: true\nkind: 3\nregion_code: 7\n", "licence:\n  url: 4\nkind: []\n"]
)
def test_a_record_that_is_no_such_record_hurts_no_step(name: str, text: str) -> None:
    for file in (REGISTRY, DEPARTMENT):
        made = take(name, file, text)
        assert made is None or made.endswith(text)


@pytest.mark.parametrize(
    ("since", "names"),
    [
        ("0.1.0", ["editor-lines", "department-kinds", "time-zones", "licence-ids"]),
        ("0.2", ["licence-ids"]),
        ("0.2.9", ["licence-ids"]),
        ("0.3.0", []),
        ("0.10", []),
    ],
)
def test_a_register_takes_the_steps_that_it_has_not_taken(since: str, names: list[str]) -> None:
    assert [one.name for one in choose_migrations(since)] == names


def invent(rewrite: Rewrite, *moves: Move) -> Migration:
    return Migration("9.0", "invented", Text("Rekaan.", "Invented."), rewrite, moves)


UNIT = b"# Atas.\nid: unit\nname: Unit\nkind: bagian\naliases:\n  - Satu\n  - Dua\nnote: true\n"


def advance(rewrite: Rewrite, *moves: Move) -> bytes:
    done = advance_records({DEPARTMENT: UNIT}, SCHEMAS, [invent(rewrite, *moves)], "9.0")
    return done.data[DEPARTMENT]


@pytest.mark.parametrize(
    ("old", "new", "path"),
    [
        (b"name: Unit\n", b"", ("name",)),
        (b"Unit", b"unit", ("name",)),
        (b"  - Satu\n", b"", ("aliases", 0)),
        (b"note: true", b"note: 1", ("note",)),
        (b"note: true", b'note: "true"', ("note",)),
        (b"kind: bagian", b"type: bagian", ("kind",)),
        (b"id: unit\n", b"id: unit\n\tx", ("id",)),
    ],
)
def test_a_step_that_loses_a_value_is_refused(old: bytes, new: bytes, path: tuple[str | int, ...]) -> None:
    with pytest.raises(LossError) as found:
        advance(lambda one, _: one.data.replace(old, new))
    assert (found.value.file, found.value.path) == (DEPARTMENT, path)


def test_a_step_that_loses_a_comment_is_refused() -> None:
    with pytest.raises(LossError) as found:
        advance(lambda one, _: one.data.replace(b"# Atas.\n", b""))
    assert found.value.comment == "# Atas."


def test_a_value_is_found_where_the_step_says_that_it_moves_it() -> None:
    def rename(one: Old, _: object) -> bytes:
        return one.data.replace(b"kind: bagian", b"sort: biro").replace(b"aliases", b"names")

    moves = (Move("department", ("kind",), ("sort",), {"bagian": "biro"}),
             Move("department", ("aliases", EACH), ("names", EACH)))  # fmt: skip
    assert b"sort: biro" in advance(rename, *moves)
    with pytest.raises(LossError):
        advance(rename, moves[0])
    # The move is of another kind of record.
    with pytest.raises(LossError):
        advance(rename, Move("partner", *moves[0][1:]), moves[1])


def test_moves_follow_each_other() -> None:
    before, after = b"a:\n  - x: 1\n  - x: 2\n", b"b:\n  - z: 1\n  - z: 2\n"
    moves = [Move("partner", ("a", EACH, "x"), ("b", EACH, "y")),
             Move("partner", ("b", EACH, "y"), ("b", EACH, "z"))]  # fmt: skip
    assert find_lost_value(before, after, "partner", moves) is None
    assert find_lost_value(before, after, "partner", moves[:1]) == ("a", 0, "x")


_VALUES = st.recursive(
    st.integers(0, 99) | st.booleans() | st.text("ab1", min_size=1, max_size=3),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from("pqr"), inner, max_size=3),
    max_leaves=6,
)


@given(st.dictionaries(st.sampled_from("abc"), _VALUES, min_size=1), st.data())
def test_no_value_that_is_taken_away_goes_unseen(value: dict[str, object], data: st.DataObject) -> None:
    import json  # noqa: PLC0415  flow style is JSON

    def spell(one: dict[str, object]) -> bytes:
        return "".join(f"{key}: {json.dumps(inner)}\n" for key, inner in one.items()).encode()

    assert find_lost_value(spell(value), spell({"z": 1, **value}), "partner", ()) is None
    gone = data.draw(st.sampled_from(sorted(value)))
    path = find_lost_value(spell(value), spell({**value, gone: "lain-lain"}), "partner", ())
    assert path is not None
    assert path[0] == gone
    assert find_lost_comment(spell(value) + b"# x\n# x\n", spell(value) + b"# x\n") == "# x"


def test_what_can_t_be_read_or_changed_is_named() -> None:
    with pytest.raises(UnreadError) as unread:
        advance_records({DEPARTMENT: UNIT, "records/partners/a.yaml": b"a: [\n"}, SCHEMAS, MIGRATIONS, "9.0")
    assert unread.value.files == ("records/partners/a.yaml",)

    def give_up(_old: Old, _schemas: object) -> bytes:
        raise UnplaceableError

    with pytest.raises(UntidyError) as untidy:
        advance(give_up)
    assert untidy.value.file == DEPARTMENT
    # A list with a comment inside is not put over.
    with pytest.raises(UntidyError):
        advance(lambda one, schemas: rewrite_keys(one, schemas, Put(("aliases", "a"), "b")))
