"""Whatever is killed, at whatever moment: the site is the old one or the new one, whole; so is a record."""

import os
import random
import re
import signal
import time
from collections.abc import Sequence
from functools import partial
from pathlib import Path

import pytest
from killing import Command, Fork, Tree, kill_before_each_step, read_tree, wait_for
from registers import KB
from smallregister import run, write_small_register
from tally import Tally

from generator.parallel import map_chunks
from generator.sample.writer import write_sample
from generator.site.publish import stage_site

_LATE = 0.4
"""The share of the builds that are killed when all their files are written."""
_SWITCHING = 0.2
"""How long after its last file, in seconds, a build is killed at the latest."""
OLD = {"index.html": "lama", "lama/index.html": "lama", "data/a.csv": "lama"}
NEW = {"index.html": "baru", "baru/index.html": "baru", "data/a.csv": "baru"}
OTHERS = {"CNAME": "contoh.example", ".well-known/security.txt": "Contact:", ".well-known/lagi/x": "x"}


def _write(folder: Path, files: dict[str, str]) -> None:
    for name, content in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(content)


def _write_site(folder: Path, files: dict[str, str]) -> None:
    _write(folder, files)
    named = ", ".join(f'"{name}": ""' for name in files)
    (folder / "manifest.json").write_text(f'{{"commit": null, "files": {{{named}}}}}')


def _publish(site: Path, files: dict[str, str]) -> None:
    with stage_site(site) as stage:
        _write_site(stage, files)


def test_publishing_is_whole_before_and_after_each_of_its_steps(tmp_path: Path, tally: Tally) -> None:
    place = tmp_path / "tempat"
    site = place / "site"
    for name, files in (("lama", OLD), ("baru", NEW)):
        _write_site(tmp_path / name, {**files})
        _write(tmp_path / name, OTHERS)
    old, new = read_tree(tmp_path / "lama"), read_tree(tmp_path / "baru")
    seen = []
    _publish(site, OLD)
    _write(site, OTHERS)
    (site / ".well-known").chmod(0o750)
    kept = [(site / name).stat().st_ino for name in ("CNAME", ".well-known", ".well-known/lagi/x")]
    for _ in kill_before_each_step(lambda: _publish(site, NEW)):
        now = read_tree(site)
        assert now in (old, new)
        seen.append(now == new)
        _publish(site, OLD)
        assert read_tree(site) == old
        assert [path.name for path in place.iterdir()] == ["site"]
        assert [
            (site / name).stat().st_ino for name in ("CNAME", ".well-known", ".well-known/lagi/x")
        ] == kept
        assert (site / ".well-known").stat().st_mode & 0o777 == 0o750
    assert read_tree(site) == new
    assert seen == sorted(seen), "once the new site is there it stays"
    assert min(seen.count(False), seen.count(True)) > 20
    tally.add("kill_steps", len(seen))


@pytest.mark.slow
def test_a_site_is_put_back_where_folders_can_not_be_exchanged(
    tmp_path: Path, tally: Tally, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("generator.site.publish.exchange", lambda _one, _other: False)
    site = tmp_path / "tempat" / "site"
    for name, files in (("lama", OLD), ("baru", NEW)):
        _write_site(tmp_path / name, files)
        _write(tmp_path / name, OTHERS)
    old, new = read_tree(tmp_path / "lama"), read_tree(tmp_path / "baru")
    gone = tried = 0
    _publish(site, OLD)
    _write(site, OTHERS)
    for _ in kill_before_each_step(lambda: _publish(site, NEW)):
        tried += 1
        gone += not site.exists()
        assert read_tree(site) in (old, new) or not site.exists()
        _publish(site, OLD)
        assert read_tree(site) == old
        assert [path.name for path in site.parent.iterdir()] == ["site"]
    assert gone == 1, "between two renamings alone"
    tally.add("kill_steps", tried)


class _Builds:
    """A register of two states with the site of each, and one site that is built of both by turns."""

    def __init__(
        self,
        root: Path,
        folder: Path,
        file: str,
        words: tuple[str, str],
        *options: str,
        start: type[Command] = Command,
    ) -> None:
        self._root, self._folder, self._options, self._start = root, folder, options, start
        self._cache = folder / "ingatan"
        text = (root / file).read_text("utf-8")
        assert words[0] in text
        self._file, self._texts = file, (text, text.replace(*words))
        self.site = folder / "terbit" / "site"
        self._state = 0
        self.trees = [self._build_first(state) for state in (0, 1)]
        assert self.trees[0] != self.trees[1]
        self.duration = self.begin().finish()

    def _build_first(self, state: int) -> Tree:
        """Give what a first build of a state gives: where time does not press, one that takes up nothing."""
        (self._root / self._file).write_text(self._texts[state], "utf-8")
        folder = self._folder / f"pertama-{state}"
        with pytest.MonkeyPatch.context() as patch:
            patch.setenv("XDG_CACHE_HOME", str(self._cache if self._start is Fork else folder))
            assert run(*self._spell(folder / "site")).returncode == 0
        return read_tree(folder / "site")

    def _spell(self, site: Path) -> tuple[str, ...]:
        return ("build", "--root", str(self._root), "--site-dir", str(site), *self._options)

    def begin(self) -> Command:
        """Change the register's state and begin to build."""
        self._state = 1 - self._state
        (self._root / self._file).write_text(self._texts[self._state], "utf-8")
        return self._start(self._spell(self.site), {"XDG_CACHE_HOME": str(self._cache)})

    def check_whole(self) -> None:
        """See that the site is one of the two, and what lies beside it is of killed builds alone."""
        assert read_tree(self.site) in self.trees
        beside = {path.name for path in self.site.parent.iterdir()} - {"site"}
        assert all(re.fullmatch(r"\.site-registri-\d+(-old)?", name) for name in beside)

    def check_finished(self) -> None:
        """Build to the end, and see that all is as if nothing had ever been killed."""
        self.begin().finish()
        assert read_tree(self.site) == self.trees[self._state]
        assert [path.name for path in self.site.parent.iterdir()] == ["site"]

    def has_staged(self) -> bool:
        """Whether a build has written its last file."""
        return any(self.site.parent.glob(".site-registri-*/manifest.json"))


def _kill_often(builds: _Builds, kills: int, seed: int) -> int:
    """Kill so many builds at random moments, two in five of them about the time of the switch."""
    draw = random.Random(seed)  # noqa: S311  moments, no secrets
    killed = 0
    for tried in range(3 * kills):
        build = builds.begin()
        if draw.random() < _LATE:
            wait_for(build, builds.has_staged)
            time.sleep(draw.uniform(0, _SWITCHING))
        else:
            time.sleep(draw.uniform(0, builds.duration))
        killed += build.kill()
        builds.check_whole()
        if killed == kills:
            break
        if tried % 10 == 9:
            builds.check_finished()
    assert killed == kills
    builds.check_finished()
    return killed


def _make_builds(tmp_path: Path, start: type[Command] = Command) -> _Builds:
    root = write_small_register(tmp_path / "register")
    return _Builds(root, tmp_path, KB, ("Puskesmas", "Balai"), start=start)


def test_a_site_outlives_builds_that_are_killed(tmp_path: Path, tally: Tally) -> None:
    tally.add("kills", _kill_often(_make_builds(tmp_path, Fork), 3, seed=1))


@pytest.mark.slow
@pytest.mark.parametrize(("start", "kills"), [(Command, 20), (Fork, 60)])
def test_a_site_outlives_many_builds_that_are_killed(
    start: type[Command], kills: int, tmp_path: Path, tally: Tally
) -> None:
    tally.add("kills", _kill_often(_make_builds(tmp_path, start), kills, seed=kills))


@pytest.mark.slow
def test_a_site_that_two_processes_write_outlives_twenty_builds_that_are_killed(
    tmp_path: Path, tally: Tally
) -> None:
    root = tmp_path / "register"
    write_sample(root, 450)
    file = min(str(path.relative_to(root)) for path in (root / "records/agreements").rglob("*.yaml"))
    builds = _Builds(root, tmp_path, file, ("\nsubject: ", "\nsubject: Lain "), "--jobs", "2")
    tally.add("kills", _kill_often(builds, 20, seed=3))


def _tell_and_sleep(file: Path, first: int, items: Sequence[int]) -> int:
    if os.getpid() != first:
        with file.open("a", encoding="ascii") as stream:
            stream.write(f"{os.getpid()}\n")
    time.sleep(0.05)
    return len(items)


def _is_there(process: int) -> bool:
    """Whether a process runs, and is not dead with nobody to ask for its end."""
    try:
        return ") Z " not in Path(f"/proc/{process}/stat").read_text("ascii")
    except FileNotFoundError:
        return False


def test_the_processes_of_one_that_is_killed_alone_end_too(tmp_path: Path, tally: Tally) -> None:
    told = tmp_path / "proses"
    first = os.fork()
    if not first:
        map_chunks(partial(_tell_and_sleep, told, os.getpid()), range(100_000), 2)
        os._exit(0)
    deadline = time.monotonic() + 60
    while not (told.exists() and told.read_text("ascii").endswith("\n")) and time.monotonic() < deadline:
        time.sleep(0.01)
    others = set(map(int, told.read_text("ascii").split()))
    os.kill(first, signal.SIGKILL)
    os.waitpid(first, 0)
    deadline = time.monotonic() + 20
    while any(map(_is_there, others)) and time.monotonic() < deadline:
        time.sleep(0.01)
    left = [process for process in others if _is_there(process)]
    for process in left:
        os.kill(process, signal.SIGKILL)
    assert left == []
    tally.add("kills")
