"""The real register in its oldest form, brought to today's: no value is lost, no comment, no line of it.

``register-2026-11-24.zip`` holds its records as they were when the first version was saved
(``git archive 35247ffd records``); the history itself is not at hand wherever this runs.
"""

import random
import re
import shutil
import zipfile
from io import BytesIO
from pathlib import Path
from typing import Any

from conftest import RunCommand
from hypothesis import given, settings
from hypothesis import strategies as st
from registers import ROOT, SCHEMAS
from ruamel.yaml import YAML

from generator.records import REGISTRY_FILE
from generator.upgrading.advance import advance_records
from generator.upgrading.migrations import MIGRATIONS, OLDEST, choose_migrations
from generator.version import FORM, VERSION, read_version

ARCHIVE = Path(__file__).parent / "register-2026-11-24.zip"
# What the steps to today's form add to this register, and nothing else.
ADDED = {
    (REGISTRY_FILE, ("time_zone",)): "Asia/Jakarta",
    (REGISTRY_FILE, ("licence", "spdx")): "CC-BY-4.0",
    (REGISTRY_FILE, ("program_version",)): VERSION,
}
_KEY = re.compile(r"( *)(?:- )?[a-z_]+:(?: |$)")
_GROUP = re.compile(r" *(?:- )?[a-z_]+:")


def _read() -> dict[str, bytes]:
    with zipfile.ZipFile(ARCHIVE) as archive:
        return {name: archive.read(name) for name in archive.namelist() if not name.endswith("/")}


RECORDS = _read()
FILES = sorted(RECORDS)


def _iterate_facts(value: Any, path: tuple[str | int, ...] = ()) -> Any:
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from _iterate_facts(inner, (*path, str(key)))
    elif isinstance(value, list):
        for number, inner in enumerate(value):
            yield from _iterate_facts(inner, (*path, number))
    else:
        yield path, value


def read_facts(records: dict[str, bytes]) -> dict[tuple[str, tuple[str | int, ...]], Any]:
    """Give every fact by its file and place, as another reader of YAML than the program's finds them."""
    reader = YAML(typ="safe")
    return {
        (file, path): value
        for file, data in records.items()
        for path, value in _iterate_facts(reader.load(BytesIO(data)))
    }


def write_comments(text: str, draw: random.Random) -> str:
    """Write comments into a record: at its top and end, above keys and beside the keys of groups."""
    lines = ["# Dicatat petugas.", ""] if draw.random() < 0.5 else []
    for number, line in enumerate(text.splitlines()):
        found = _KEY.match(line)
        if found and draw.random() < 0.3:
            lines.append(
                f"{found[1]}# Di atas baris {number}: “{draw.choice(['cek', 'lihat #2', '- x: y'])}”"
            )
        beside = bool(_GROUP.fullmatch(line)) and draw.random() < 0.3
        lines.append(f"{line}  # di samping baris {number}" if beside else line)
    return "\n".join([*lines, *(["# Akhir."] if draw.random() < 0.5 else [])]) + "\n"


def hold_lines(before: bytes, after: bytes) -> None:
    """Hold that each line of before is there after, byte for byte and in order."""
    left = iter(after.decode().split("\n"))
    assert all(line in left for line in before.decode().split("\n")), after.decode()


def test_every_fact_of_the_real_register_is_there_after_both_steps(
    registri: RunCommand, tmp_path: Path
) -> None:
    draw = random.Random(2026)  # noqa: S311  where comments stand, no secret
    root = tmp_path / "register"
    before = {file: write_comments(data.decode(), draw).encode() for file, data in RECORDS.items()}
    for file, data in before.items():
        (root / file).parent.mkdir(parents=True, exist_ok=True)
        (root / file).write_bytes(data)
    # The schemas stood beside the records, as they do today.
    shutil.copytree(ROOT / "schema", root / "schema")
    shown = registri("upgrade", "--root", "register")
    assert shown.returncode == 1, shown.stderr
    assert "Belum ada yang ditulis." in shown.stdout
    assert {file: (root / file).read_bytes() for file in before} == before
    done = registri("upgrade", "--root", "register", "--write")
    assert done.returncode == 0, done.stderr
    assert "0.2.0  230 catatan  Setiap catatan diawali baris" in done.stdout
    assert "0.3.0  1 catatan  Lisensi data punya pengenal SPDX" in done.stdout
    after = {path.relative_to(root).as_posix(): path.read_bytes() for path in root.rglob("*.yaml")}
    old, new = read_facts(before), read_facts(after)
    assert len(old) > 3000
    assert {place: value for place, value in new.items() if place not in old} == ADDED
    assert {place: new[place] for place in old} == old
    assert [type(new[place]) for place in old] == [type(value) for value in old.values()]
    for file, data in before.items():
        hold_lines(data, after[file])
    assert (
        "tidak ada yang perlu dibetulkan"
        in registri("check", "--as-of", "2026-11-28", "--root", "register").stdout
    )
    again = registri("upgrade", "--root", "register")
    assert again.returncode == 0
    assert again.stdout.endswith("Tidak ada yang harus diperbarui.\n")


def test_one_version_after_the_other_gives_what_both_at_once_give() -> None:
    middle = [one for one in MIGRATIONS if read_version(one.version) <= read_version("0.2")]
    first = advance_records(RECORDS, SCHEMAS, middle, "0.2.0")
    half = {**RECORDS, **first.data}
    second = advance_records(half, SCHEMAS, choose_migrations("0.2.0"), VERSION)
    whole = advance_records(RECORDS, SCHEMAS, choose_migrations(OLDEST), VERSION)
    assert {**half, **second.data} == {**RECORDS, **whole.data}
    assert set(second.data) == {REGISTRY_FILE}
    assert whole.counts == {"editor-lines": 230, "time-zones": 1, "licence-ids": 1}


def test_a_register_without_schemas_shows_none_to_editors() -> None:
    done = advance_records(RECORDS, SCHEMAS, choose_migrations(OLDEST), VERSION, has_schemas=False)
    assert done.counts == {"time-zones": 1, "licence-ids": 1}
    assert set(done.data) == {REGISTRY_FILE}


def test_what_is_done_is_not_done_again() -> None:
    done = advance_records(RECORDS, SCHEMAS, MIGRATIONS, VERSION).data
    # As after a run that was killed before the register named the new version.
    assert advance_records(done, SCHEMAS, MIGRATIONS, VERSION) == ({}, {})


def test_the_newest_step_is_the_form_that_the_check_asks_for() -> None:
    assert MIGRATIONS[-1].version == FORM
    versions = [read_version(one.version) for one in MIGRATIONS]
    assert versions == sorted(versions)
    assert read_version(FORM) <= read_version(VERSION)
    assert len({one.name for one in MIGRATIONS}) == len(MIGRATIONS)


def test_the_version_is_that_of_the_package() -> None:
    assert f'\nversion = "{VERSION}"\n' in (ROOT / "pyproject.toml").read_text("utf-8")


@settings(max_examples=25)
@given(
    chosen=st.lists(st.sampled_from(FILES), min_size=1, max_size=4, unique=True),
    seed=st.integers(0, 10**6),
)
def test_comments_and_orders_of_any_kind_survive(chosen: list[str], seed: int) -> None:
    draw = random.Random(seed)  # noqa: S311  where comments stand, no secret
    texts = {}
    for file in {*chosen, REGISTRY_FILE}:
        # Each key of the first level with what belongs to it, in any order.
        parts = re.split(r"^(?=[a-z_]+:)", RECORDS[file].decode(), flags=re.MULTILINE)
        head, body = parts[0], parts[1:]
        draw.shuffle(body)
        texts[file] = (head + write_comments("".join(body), draw)).encode()
    advance = advance_records(texts, SCHEMAS, MIGRATIONS, VERSION)
    after = {**texts, **advance.data}
    for file, data in texts.items():
        hold_lines(data, after[file])
    old, new = read_facts(texts), read_facts(after)
    assert new == old | ADDED
