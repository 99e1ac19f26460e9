"""How much work commands do: what they open and start is counted, for no noise of a machine changes that."""

from pathlib import Path

import pytest
from builtsite import AS_OF
from workload import Workload, count_work

from generator.addresses import MANIFEST, SECTIONS, output_path
from generator.sample.writer import write_sample
from generator.site.manifest import parse_manifest

COUNT = 60
_MOST_READINGS, _MOST_OF_REGISTRY, _MOST_READ_FOR_ONE = 2, 4, 10
"""A record is read to be checked and once more to be published; the registry's also to begin with."""


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("work") / "register"
    write_sample(folder, COUNT)
    return folder


@pytest.fixture(scope="module")
def caches(tmp_path_factory: pytest.TempPathFactory) -> str:
    return str(tmp_path_factory.mktemp("caches"))


@pytest.fixture(scope="module")
def building(root: Path, caches: str) -> Workload:
    words = ("build", "--root", str(root), "--jobs", "1", "--as-of", AS_OF)
    return count_work(*words, XDG_CACHE_HOME=caches)


def list_records(root: Path) -> list[Path]:
    return sorted((root / "records").rglob("*.yaml"))


def test_a_building_reads_no_record_more_often_than_it_must(root: Path, building: Workload) -> None:
    readings = {path: building.read.get(str(path), 0) for path in list_records(root)}
    registry = readings.pop(root / "records" / "registry.yaml")
    assert len(readings) > COUNT
    assert set(readings.values()) <= set(range(1, _MOST_READINGS + 1))
    assert registry <= _MOST_OF_REGISTRY


def test_a_building_writes_each_file_once(root: Path, building: Workload) -> None:
    site = root / "site"
    # Where it was written is the folder beside, which has taken the site's place since.
    written = {
        path.partition("/.site-registri-")[2].partition("/")[2]: count
        for path, count in building.written.items()
        if "/.site-registri-" in path
    }
    shells = {output_path(section) for section in SECTIONS}
    written.pop("", None)
    assert {name for name, count in written.items() if count > 1} <= {*shells, "sitemap.xml"}
    there = {path.relative_to(site).as_posix() for path in site.rglob("*") if path.is_file()}
    assert there <= written.keys()
    # What the theme wrote and the site does not carry is little.
    assert len(written.keys() - there) <= len(SECTIONS)
    assert parse_manifest((site / MANIFEST).read_bytes()).files.keys() == there - {MANIFEST}


def test_a_building_starts_no_program_but_git_to_look(building: Workload) -> None:
    assert building.started.keys() <= {"git"}
    assert building.started.get("git", 0) <= 3


def test_a_check_reads_each_record_once_and_then_none(root: Path, tmp_path: Path) -> None:
    # No excerpts, for which the files of findings are looked at once more.
    words = ("check", "--root", str(root), "--as-of", AS_OF, "--format", "json")
    records = list(map(str, list_records(root)))
    first = count_work(*words, XDG_CACHE_HOME=str(tmp_path))
    readings = [first.read.get(path, 0) for path in records]
    # Once more where a finding is to say its place: in the register's own record, and in few others.
    assert set(readings) <= {1, 2}
    assert sum(readings) < len(records) * 1.1
    again = count_work(*words, XDG_CACHE_HOME=str(tmp_path))
    assert not again.read.keys() & set(records)
    assert not again.started
    changed = next(path for path in records if "/agreements/" in path)
    with Path(changed).open("a", encoding="utf-8") as stream:
        stream.write("# Diperiksa lagi.\n")
    once_more = count_work(*words, XDG_CACHE_HOME=str(tmp_path))
    # The record itself, and the few that hang on it or are to say the place of a finding.
    assert changed in once_more.read
    assert len(once_more.read.keys() & set(records)) <= _MOST_READ_FOR_ONE
