"""What is kept is given back as it was, or counts as lost; never more is kept than may be."""

import hashlib
import multiprocessing
import os
import struct
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from generator.memory.entry import Entry, MemoryLostError
from generator.memory.plain import pack_plain, unpack_plain
from generator.memory.store import Slot, Store

PARTS = {"head": b"kepala", "rest": b"\x00" * 1000}
ITEMS = {f"records/{number}.yaml": b"isi %d" % number for number in range(50)}
_PLAIN = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    max_leaves=20,
)


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return Store(tmp_path / "cache" / "registri")


@pytest.fixture
def slot(store: Store) -> Slot:
    slot = store.slot(("check", "register"), ("2024-01-01",))
    slot.write(PARTS, ITEMS.items())
    return slot


def _read(slot: Slot) -> tuple[dict[str, bytes], dict[str, bytes]] | None:
    """Give all that a slot gives; None where any of it is lost."""
    entry = slot.read()
    if entry is None:
        return None
    try:
        return {name: entry.read(name) for name in PARTS}, {
            name: entry.read_item(name) for name in entry.items
        }
    except MemoryLostError:
        return None


def _only_file(store: Store) -> Path:
    (path,) = store.folder.iterdir()
    return path


def test_what_is_kept_is_given_back(slot: Slot) -> None:
    assert _read(slot) == (PARTS, ITEMS)
    entry = slot.read()
    assert entry
    assert list(entry.items) == list(ITEMS)
    with pytest.raises(MemoryLostError):
        entry.read("other")
    with pytest.raises(MemoryLostError):
        entry.read_item("other")


def test_another_key_is_another_content(store: Store, slot: Slot) -> None:
    assert store.slot(("check", "register"), ("2024-01-02",)).read() is None
    assert store.slot(("check", "register"), ("2024-01", "-01")).read() is None
    assert store.slot(("check", "other"), ("2024-01-01",)).read() is None
    newer = store.slot(("check", "register"), ("2024-01-02",))
    newer.write({"head": b"baru"})
    assert slot.read() is None
    assert len(list(store.folder.iterdir())) == 1, "a slot holds one entry"


def test_another_program_keeps_for_itself(store: Store, slot: Slot, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("generator.memory.store.fingerprint_program", lambda: "other")
    assert store.slot(("check", "register"), ("2024-01-01",)).read() is None
    assert slot.read()


@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(place=st.integers(0, 10**6), value=st.integers(1, 255))
def test_one_changed_byte_is_lost_and_never_another_content(slot: Slot, place: int, value: int) -> None:
    path = _only_file(slot.store)
    whole = path.read_bytes()
    place %= len(whole)
    path.write_bytes(whole[:place] + bytes([whole[place] ^ value]) + whole[place + 1 :])
    assert _read(slot) is None
    path.write_bytes(whole)


@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(length=st.integers(0, 10**6), more=st.binary(max_size=100))
def test_a_file_cut_short_or_grown_is_lost(slot: Slot, length: int, more: bytes) -> None:
    path = _only_file(slot.store)
    whole = path.read_bytes()
    torn = whole[: length % len(whole)] + more
    path.write_bytes(torn)
    assert _read(slot) is None or torn == whole
    path.write_bytes(whole)


def _put_folder(path: Path) -> None:
    path.mkdir()


def _put_link(path: Path) -> None:
    path.symlink_to(path.parent / ".real")


def _put_nothing(_path: Path) -> None:
    pass


@pytest.mark.parametrize("put", [_put_folder, _put_link, _put_nothing, os.mkfifo])
def test_what_is_no_file_is_nothing(put: Callable[[Path], None], slot: Slot) -> None:
    path = _only_file(slot.store)
    path.rename(path.parent / ".real")
    put(path)
    assert slot.read() is None


@pytest.mark.parametrize(
    "table",
    [
        b"[]", b"{}", b"null", b'{"key": 1}', b'{"key": "KEY", "parts": []}', b"[" * 100_000, b"\xff",
        b'{"key": "KEY", "parts": {"head": 1}}', b'{"key": "KEY", "parts": {"head": [0, 1]}}',
        b'{"key": "KEY", "parts": {"head": ["a", "b", "c"]}}',
        b'{"key": "KEY", "parts": {"head": [-1, 2, 0]}}',
        b'{"key": "KEY", "parts": {"head": [0, 99999999999999999999, 0]}}',
        b'{"key": "KEY", "parts": {"head": [0, -5, 0], "rest": [0.5, 1.5, 0]}}',
    ],
)  # fmt: skip
def test_a_forged_table_does_no_harm(table: bytes, slot: Slot) -> None:
    """It may lie, and is then found out; nothing that is read is ever carried out."""
    table = table.replace(b"KEY", slot.key.encode())
    seal = hashlib.sha256(table).digest()
    _only_file(slot.store).write_bytes(table + struct.pack(">8sQQ32s", b"registri", 0, len(table), seal))
    assert _read(slot) is None


def test_an_open_entry_outlives_its_file(slot: Slot) -> None:
    entry = slot.read()
    assert entry
    slot.write({"head": b"lain"}, ())
    assert entry.read("head") == PARTS["head"]
    slot.store.forget()
    assert {name: entry.read_item(name) for name in entry.items} == ITEMS
    assert slot.read() is None
    slot.write(PARTS, ITEMS.items())
    assert _read(slot) == (PARTS, ITEMS)


def _write_often(slot: Slot, content: bytes) -> None:
    for _ in range(100):
        slot.write({"head": content}, ((str(number), content) for number in range(20)))


def test_two_processes_at_once_do_no_harm(store: Store) -> None:
    slot = store.slot(("check",), ())
    context = multiprocessing.get_context("fork")
    contents = [letter * 5000 for letter in (b"a", b"b", b"c")]
    writers = [context.Process(target=_write_often, args=(slot, content)) for content in contents]
    for writer in writers:
        writer.start()
    seen = set()
    while any(writer.is_alive() for writer in writers):
        entry = slot.read()
        if entry:
            found = {entry.read("head"), *(entry.read_item(name) for name in entry.items)}
            assert len(found) == 1, "no entry is put together of two"
            seen |= found
    assert seen
    assert seen <= set(contents)
    assert [writer.exitcode for writer in writers] == [0, 0, 0]
    assert len(list(store.folder.iterdir())) == 1


def test_what_was_used_longest_ago_makes_room(tmp_path: Path) -> None:
    store = Store(tmp_path, most_bytes=10_000)
    slots = [store.slot((str(number),), ()) for number in range(4)]
    for number, slot in enumerate(slots[:3]):
        slot.write({"head": bytes(3000)})
        os.utime(tmp_path / slot.name, ns=(number, number))
    assert slots[0].read(), "reading is a use"
    slots[3].write({"head": bytes(3000)})
    assert [bool(slot.read()) for slot in slots] == [True, False, True, True]
    slots[3].write({"head": bytes(20_000)})
    assert sum(path.stat().st_size for path in tmp_path.iterdir()) <= 10_000


def test_what_a_killed_process_left_is_cleared(tmp_path: Path) -> None:
    store = Store(tmp_path)
    old, young = tmp_path / ".old", tmp_path / ".young"
    old.write_bytes(b"x")
    young.write_bytes(b"x")
    os.utime(old, ns=(0, 0))
    store.slot(("a",), ()).write({})
    assert not old.exists()
    assert young.exists()


def test_a_full_or_closed_disk_keeps_nothing(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    for folder in (tmp_path / "file", tmp_path / "file" / "more", Path(os.devnull) / "registri"):
        slot = Store(folder).slot(("a",), ())
        slot.write(PARTS)
        assert slot.read() is None
    Store(tmp_path / "file").forget()


def test_a_write_that_fails_leaves_what_was_there(slot: Slot) -> None:
    def fail() -> object:
        yield "a", b"a"
        raise OSError

    slot.write({}, fail())  # type: ignore[arg-type]
    assert _read(slot) == (PARTS, ITEMS)
    assert len(list(slot.store.folder.iterdir())) == 1


@given(value=_PLAIN)
def test_plain_data_comes_back(value: object) -> None:
    assert unpack_plain(pack_plain(value)) == value


@pytest.mark.parametrize("value", ["\udc80.yaml", 10**40, [True, None, ["\ud800"]], (1, (2,))])
def test_odd_plain_data_comes_back(value: object) -> None:
    assert unpack_plain(pack_plain(value)) == ([1, [2]] if isinstance(value, tuple) else value)


@pytest.mark.parametrize("value", [object(), Path("a"), {1, 2}, Entry])
def test_nothing_else_is_made_into_plain_data(value: object) -> None:
    with pytest.raises(TypeError):
        pack_plain(value)
