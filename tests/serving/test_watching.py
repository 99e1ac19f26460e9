"""Watching finds each change of what a site is made of, whether or not the system tells of it."""

import os
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from generator.serving import watching
from generator.serving.watching import Watch

_PATIENCE_SECONDS = 20
_RECORD = "records/partners/a.yaml"


def _refuse() -> None:
    raise OSError


@pytest.fixture(params=["told", "looking"])
def watch(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Watch]:
    """Watch a small register, with what the system tells and without."""
    if request.param == "looking":
        monkeypatch.setattr(watching, "Notices", _refuse)
    for name in ("records/partners", "docs/tentang", "site", ".git/logs"):
        (tmp_path / name).mkdir(parents=True)
    for name in (_RECORD, "docs/tentang/index.md", "mkdocs.yml", ".git/HEAD", "README.md"):
        (tmp_path / name).write_text("a", "utf-8")
    started = Watch(tmp_path, (tmp_path / ".git/HEAD", tmp_path / ".git/logs/HEAD"))
    yield started
    started.close()


def _gather(watch: Watch, expected: set[str]) -> set[str]:
    """Give what changes until all that is expected has."""
    found: set[str] = set()
    until = time.monotonic() + _PATIENCE_SECONDS
    while not expected <= found and time.monotonic() < until:
        found |= watch.wait(1.0)
    # Told of twice is no harm; something else would be.
    return found | watch.wait(0.15) | watch.wait(0.15)


def _save_aside(path: Path, text: str) -> None:
    """Save as many editors do: write another file, then let it take the place."""
    aside = path.with_name(f".{path.name}.swp")
    aside.write_text(text, "utf-8")
    aside.replace(path)


def test_each_way_to_change_a_file_is_found(watch: Watch, tmp_path: Path) -> None:
    record = tmp_path / _RECORD
    new = tmp_path / "records/partners/b.yaml"
    other = tmp_path / "records/partners/c.yaml"
    assert watch.wait(0.2) == set()
    for change, expected in (
        (lambda: record.write_text("b", "utf-8"), {_RECORD}),
        (lambda: _save_aside(record, "c"), {_RECORD}),
        (lambda: new.write_text("b", "utf-8"), {"records/partners/b.yaml"}),
        (lambda: new.rename(other), {"records/partners/b.yaml", "records/partners/c.yaml"}),
        (other.unlink, {"records/partners/c.yaml"}),
        (lambda: (tmp_path / "docs/tentang/index.md").write_text("b", "utf-8"), {"docs/tentang/index.md"}),
        (lambda: _save_aside(tmp_path / "mkdocs.yml", "b"), {"mkdocs.yml"}),
        (lambda: (tmp_path / "mkdocs.en.yml").write_text("b", "utf-8"), {"mkdocs.en.yml"}),
        (lambda: _save_aside(tmp_path / ".git/HEAD", "b"), {str(tmp_path / ".git/HEAD")}),
        (lambda: (tmp_path / ".git/logs/HEAD").write_text("b", "utf-8"), {str(tmp_path / ".git/logs/HEAD")}),
    ):
        change()
        assert _gather(watch, expected) == expected


def test_folders_that_come_and_go_are_followed(watch: Watch, tmp_path: Path) -> None:
    deep = tmp_path / "records/agreements/ksdd/x.yaml"
    deep.parent.mkdir(parents=True)
    deep.write_text("a", "utf-8")
    name = "records/agreements/ksdd/x.yaml"
    assert _gather(watch, {name}) == {name}
    deep.write_text("b", "utf-8")
    assert _gather(watch, {name}) == {name}
    (tmp_path / "records").rename(tmp_path / "disimpan")
    assert _gather(watch, {name, _RECORD}) == {name, _RECORD}
    (tmp_path / "disimpan").rename(tmp_path / "records")
    assert _gather(watch, {name, _RECORD}) == {name, _RECORD}
    deep.write_text("c", "utf-8")
    assert _gather(watch, {name}) == {name}


def test_many_changes_at_once_are_one(watch: Watch, tmp_path: Path) -> None:
    names = {f"records/partners/m{number}.yaml" for number in range(500)}
    for name in names:
        (tmp_path / name).write_text("a", "utf-8")
    assert _gather(watch, names) == names


def test_what_the_site_is_not_made_of_is_no_change(watch: Watch, tmp_path: Path) -> None:
    for name in ("README.md", "site/index.html", "records/partners/.a.yaml.swp", ".git/index"):
        (tmp_path / name).write_text("b", "utf-8")
    (tmp_path / ".site-1").mkdir()
    assert watch.wait(0.5) | watch.wait(0.5) == set()


def test_a_clock_that_jumps_hides_nothing(watch: Watch, tmp_path: Path) -> None:
    """A file with a time long past, or yet to come, is another file."""
    for moment in (0, 4_000_000_000):
        path = tmp_path / _RECORD
        aside = tmp_path / "aside"
        aside.write_text(str(moment), "utf-8")
        os.utime(aside, (moment, moment))
        aside.replace(path)
        assert _gather(watch, {_RECORD}) == {_RECORD}
