"""Machines with something wrong: the last good site stays whole, the message helps, the next build works."""

import errno
import json
import os
import resource
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import NamedTuple

import machines
import pytest
from killing import Fork, Tree, read_tree
from machines import on_broken_machine
from registers import KB, ROOT
from repositories import Repository
from smallregister import TODAY, run, write_small_register
from tally import Tally

from generator.parallel import do_beside, map_chunks
from generator.questions import answer_both
from generator.read.files import read_file
from generator.refusal import RefusalError
from generator.site.publish import stage_site
from generator.site.standing import survey_site

MEGABYTE = 1 << 20
_FULL = "ruang disk habis (kosongkan dahulu"
_READ_ONLY = "hanya dapat dibaca (buka untuk ditulis, atau pilih tempat lain)"


class Ran(NamedTuple):
    """What a command ended with, and what it said."""

    code: int
    out: str
    err: str


def type_in(*words: str) -> Ran:
    """Run a command; whatever is wrong, nobody is shown the program's insides."""
    done = run(*words)
    assert "Traceback" not in done.stderr
    assert done.returncode != 3, done.stderr
    return Ran(done.returncode, done.stdout, done.stderr)


class Shop:
    """A register that has changed since its site was built: the old site, and what a new one must be."""

    def __init__(self, folder: Path) -> None:
        self.root = write_small_register(folder / "register")
        self.site = folder / "terbit" / "site"
        self.build()
        self.old = read_tree(self.site)
        path = self.root / KB
        path.write_text(path.read_text("utf-8").replace("Puskesmas", "Klinik"), "utf-8")
        assert type_in("build", "--root", str(self.root), "--site-dir", str(folder / "baru")).code == 0
        self.new = read_tree(folder / "baru")
        assert self.old != self.new

    def build(self, *words: str) -> Ran:
        """Build the site."""
        return type_in("build", "--root", str(self.root), "--site-dir", str(self.site), *words)

    @property
    def tree(self) -> Tree:
        """The site as it is now, with nothing of ours left beside it."""
        assert [path.name for path in self.site.parent.iterdir() if path.name != "penuh"] == ["site"]
        return read_tree(self.site)


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Shop:
    with pytest.MonkeyPatch.context() as patch:
        folder = tmp_path_factory.mktemp("toko")
        patch.setenv("XDG_CACHE_HOME", str(folder / "ingatan"))
        return Shop(folder)


@pytest.fixture
def shop(made: Shop, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Shop:
    """Give the shop with the old site standing, and a memory of its own that knows the site."""
    folder = made.root.parent
    shutil.copytree(folder / "ingatan", tmp_path / "ingatan")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "ingatan"))
    shutil.rmtree(made.site.parent)
    for name, data in made.old.items():
        (made.site / name).parent.mkdir(parents=True, exist_ok=True)
        (made.site / name).write_bytes(data)
    return made


def _mount_site(shop: Shop, size: int) -> Path:
    """Have the old site stand on a disk of its own, of some size."""
    machines.leave_disks()
    old = read_tree(shop.site)
    disk = machines.mount_small(shop.site.parent, size)
    for name, data in old.items():
        (shop.site / name).parent.mkdir(parents=True, exist_ok=True)
        (shop.site / name).write_bytes(data)
    return disk


def _refuse_then_build(shop: Shop, said: str, mend: Callable[[], object], *options: str) -> None:
    """Build in vain, mend the machine, and build again."""
    ran = shop.build(*options)
    assert (ran.code, ran.out) == (2, "")
    assert said in ran.err
    assert shop.tree == shop.old
    mend()
    assert shop.build(*options).code == 0
    assert shop.tree == shop.new


@pytest.mark.slow
@pytest.mark.parametrize("left", [0, MEGABYTE // 4, MEGABYTE, 3 * MEGABYTE])
def test_a_site_on_a_full_disk(left: int, shop: Shop, tally: Tally) -> None:
    def break_it() -> None:
        disk = _mount_site(shop, 64 * MEGABYTE)
        machines.fill(disk, left)
        _refuse_then_build(shop, _FULL, lambda: machines.empty(disk), "--anew")

    on_broken_machine(break_it)
    tally.add("broken_machines")


@pytest.mark.slow
def test_a_site_that_can_only_be_read(shop: Shop, tally: Tally) -> None:
    def break_it() -> None:
        machines.leave_disks()
        machines.make_read_only(shop.site.parent)
        _refuse_then_build(shop, _READ_ONLY, lambda: machines.make_writable(shop.site.parent))

    on_broken_machine(break_it)
    tally.add("broken_machines")


@pytest.mark.slow
def test_a_site_on_another_disk_than_its_register(shop: Shop, tally: Tally) -> None:
    def break_it() -> None:
        _mount_site(shop, 64 * MEGABYTE)
        for _ in range(2):
            assert shop.build("--anew").code == 0
            assert shop.tree == shop.new

    on_broken_machine(break_it)
    tally.add("broken_machines")


def _spoil_memory(place: Path, kind: str) -> None:
    machines.leave_disks()
    if kind == "full":
        machines.mount_small(place, MEGABYTE)
        machines.fill(place)
    elif kind == "too small":
        machines.mount_small(place, 32 * 1024)
    else:
        machines.make_read_only(place)


@pytest.mark.slow
@pytest.mark.parametrize("kind", ["full", "too small", "read-only"])
@pytest.mark.parametrize("place", ["ingatan", "TMPDIR"])
def test_a_memory_or_a_place_for_passing_files_that_takes_nothing(
    place: str, kind: str, shop: Shop, tmp_path: Path, tally: Tally
) -> None:
    def break_it() -> None:
        folder = tmp_path / place
        folder.mkdir(exist_ok=True)
        _spoil_memory(folder, kind)
        if place == "TMPDIR":
            os.environ["TMPDIR"] = str(folder)
        for _ in range(2):
            assert shop.build().code == 0
            assert shop.tree == shop.new

    on_broken_machine(break_it)
    tally.add("broken_machines")


@pytest.mark.slow
def test_a_register_that_can_only_be_read(shop: Shop, tally: Tally) -> None:
    def break_it() -> None:
        machines.leave_disks()
        machines.make_read_only(shop.root)
        within = type_in("build", "--root", str(shop.root))
        assert (within.code, within.out) == (2, "")
        assert _READ_ONLY in within.err
        assert type_in("check", "--root", str(shop.root)).code == 0
        assert shop.build().code == 0
        assert shop.tree == shop.new

    on_broken_machine(break_it)
    tally.add("broken_machines")


@pytest.mark.slow
@pytest.mark.parametrize("most", [10, 4096, 100_000])
def test_files_that_may_not_grow(most: int, shop: Shop, tally: Tally) -> None:
    def break_it() -> None:
        machines.limit(resource.RLIMIT_FSIZE, most)
        _refuse_then_build(
            shop, "berkasnya terlalu besar", lambda: machines.unlimit(resource.RLIMIT_FSIZE), "--anew"
        )

    on_broken_machine(break_it)
    tally.add("broken_machines")


@pytest.mark.slow
@pytest.mark.parametrize("more", [0, 1, 2, 4, 8])
def test_few_open_files(more: int, shop: Shop, tally: Tally) -> None:
    def break_it() -> None:
        least = os.open(os.devnull, os.O_RDONLY)
        os.close(least)
        machines.limit(resource.RLIMIT_NOFILE, least + more)
        ran = shop.build("--anew")
        machines.unlimit(resource.RLIMIT_NOFILE)
        assert ran.code == 0 or "terlalu banyak berkas terbuka (naikkan batasnya: ulimit -n)" in ran.err
        # Not even what is of no use any more can be taken away then.
        assert read_tree(shop.site) in ((shop.old, shop.new) if ran.code else (shop.new,))
        assert shop.build("--anew").code == 0
        assert shop.tree == shop.new

    on_broken_machine(break_it)
    tally.add("broken_machines")


@pytest.mark.slow
@pytest.mark.parametrize("megabytes", [56, 64, 76, 90])
def test_little_memory(megabytes: int, shop: Shop, tmp_path: Path, tally: Tally) -> None:
    """What is loaded on the way, a message among it, takes memory too."""
    words = ["build", "--root", str(shop.root), "--site-dir", str(shop.site), "--anew"]
    around = {"REGISTRI_AS_OF": TODAY, "PYTHONPATH": str(ROOT), "XDG_CACHE_HOME": str(tmp_path / "baru")}
    ran = subprocess.run(
        ["sh", "-c", f'ulimit -v {megabytes}000; exec "$@"', "sh", sys.executable, "-m", "generator", *words],
        env={**os.environ, **around},
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )
    assert "Traceback" not in ran.stderr
    # A library that is no Python ends the process where it gets none, with words of its own.
    said = {2: "utup program lain", -signal.SIGABRT: "memory allocation of"}
    assert ran.returncode == 0 or said[ran.returncode] in ran.stderr, ran.stderr
    # Who was ended by the system takes nothing away any more; the next build does.
    seen = read_tree(shop.site) if ran.returncode < 0 else shop.tree
    assert seen == (shop.old if ran.returncode else shop.new)
    assert shop.build("--anew").code == 0
    assert shop.tree == shop.new
    tally.add("broken_machines")


@pytest.mark.slow
def test_no_network(shop: Shop, tally: Tally) -> None:
    def break_it() -> None:
        machines.leave_network()
        assert type_in("check", "--root", str(shop.root)).code == 0
        assert shop.build("--anew").code == 0
        assert shop.tree == shop.new

    on_broken_machine(break_it)
    tally.add("broken_machines")


@pytest.mark.slow
@pytest.mark.parametrize("home", [None, "/tidak/ada", "/dev/null"])
def test_no_home(home: str | None, shop: Shop, tally: Tally) -> None:
    def break_it() -> None:
        del os.environ["XDG_CACHE_HOME"]
        os.environ.pop("HOME", None)
        if home:
            os.environ["HOME"] = home
        for words in ((), ("--anew",)):
            assert shop.build(*words).code == 0
            assert shop.tree == shop.new

    on_broken_machine(break_it)
    tally.add("broken_machines")


@pytest.mark.slow
def test_no_locale(shop: Shop, tmp_path: Path, tally: Tally) -> None:
    settled = {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0", "PYTHONIOENCODING": "ascii"}
    around = {"REGISTRI_AS_OF": TODAY, "PYTHONPATH": str(ROOT), "PATH": os.environ["PATH"]}
    words = ["build", "--root", str(shop.root), "--site-dir", str(shop.site), "--anew"]
    ran = subprocess.run(
        [sys.executable, "-m", "generator", *words],
        env={**around, **settled, "XDG_CACHE_HOME": str(tmp_path / "baru")},
        capture_output=True,
        check=False,
        timeout=120,
    )
    assert ran.returncode == 0, ran.stderr
    assert shop.tree == shop.new
    tally.add("broken_machines")


@pytest.mark.slow
@pytest.mark.parametrize("now", [0, 978_307_200, 4_102_444_800])
@pytest.mark.parametrize("then", [0, 1_700_000_000, 4_000_000_000])
def test_a_clock_and_times_of_files_that_lie(now: int, then: int, shop: Shop, tally: Tally) -> None:
    """All files bear one time, before and after a record changes, and the clock tells another."""

    def set_times() -> None:
        for path in (*shop.root.rglob("*"), *shop.site.rglob("*")):
            os.utime(path, (then, then))

    def break_it() -> None:
        path, text = shop.root / KB, (shop.root / KB).read_text("utf-8")
        told = time.time_ns
        time.time_ns = lambda: now * 10**9
        time.time = lambda: float(now)
        try:
            for content, tree in ((text.replace("Klinik", "Puskesmas"), shop.old), (text, shop.new)):
                path.write_text(content, "utf-8")
                set_times()
                assert shop.build().code == 0
                assert shop.tree == tree
        finally:
            time.time_ns = told
            path.write_text(text, "utf-8")

    on_broken_machine(break_it)
    tally.add("broken_machines")


def _spoil_index(git: Path) -> None:
    (git / "index").write_bytes(b"DIRC rusak")


def _leave_lock(git: Path) -> None:
    (git / "index.lock").write_bytes(b"")
    (git / "HEAD.lock").write_bytes(b"")


def _lose_objects(git: Path) -> None:
    for path in (git / "objects").glob("??/*"):
        path.unlink()


def _spoil_head(git: Path) -> None:
    (git / "HEAD").write_bytes(b"\0\0\0")


@pytest.mark.slow
@pytest.mark.parametrize("spoil", [_spoil_index, _leave_lock, _lose_objects, _spoil_head])
def test_a_repository_that_is_broken(
    spoil: Callable[[Path], None], shop: Shop, tmp_path: Path, tally: Tally
) -> None:
    repository = Repository(tmp_path / "gudang")
    shutil.copytree(shop.root, repository.folder, dirs_exist_ok=True)
    repository.commit("Isi pertama")
    words = ("build", "--root", str(repository.folder), "--anew")
    assert type_in(*words).code == 0
    site = repository.folder / "site"
    old = read_tree(site)
    shutil.copytree(repository.folder / ".git", tmp_path / "utuh")
    spoil(repository.folder / ".git")
    ran = type_in(*words)
    if ran.code:
        assert (ran.code, ran.out) == (2, "")
        assert "git" in ran.err
        assert read_tree(site) == old
    shutil.rmtree(repository.folder / ".git")
    shutil.copytree(tmp_path / "utuh", repository.folder / ".git")
    assert type_in(*words).code == 0
    assert read_tree(site) == old
    tally.add("broken_machines")


@pytest.mark.slow
def test_no_git(shop: Shop, tmp_path: Path, tally: Tally) -> None:
    repository = Repository(tmp_path / "gudang")
    shutil.copytree(shop.root, repository.folder, dirs_exist_ok=True)
    repository.commit("Isi pertama")

    def break_it() -> None:
        os.environ["PATH"] = str(tmp_path / "kosong")
        words = ("--root", str(repository.folder), "--site-dir", str(shop.site))
        assert type_in("check", "--root", str(repository.folder)).code == 0
        # A site without its past would look like one of a register that has none.
        ran = type_in("build", *words)
        assert ran.code == 2
        assert "Program git tidak ditemukan pada komputer ini. Pasang git" in ran.err
        assert read_tree(shop.site) == shop.old

    on_broken_machine(break_it)
    assert shop.build("--anew").code == 0
    assert shop.tree == shop.new
    tally.add("broken_machines")


@pytest.mark.slow
def test_two_builds_of_different_registers_at_once(shop: Shop, tmp_path: Path, tally: Tally) -> None:
    other = tmp_path / "lain"
    shutil.copytree(shop.root, other)
    (other / KB).write_text((other / KB).read_text("utf-8").replace("Klinik", "Puskesmas"), "utf-8")
    for number in range(4):
        builds = []
        for root in (shop.root, other):
            words = ("build", "--root", str(root), "--site-dir", str(shop.site), "--anew")
            builds.append(Fork(words, {}))
            time.sleep(0.2 * (number % 2))
        for build in builds:
            build.finish()
        assert shop.tree in (shop.old, shop.new)
    assert shop.build("--anew").code == 0
    assert shop.tree == shop.new
    tally.add("broken_machines", 4)


def _share_work() -> tuple[object, ...]:
    with do_beside(partial(sum, (1, 2)), 2) as wait:
        beside = wait()
    return beside, sum(map_chunks(sum, range(2000), 4)), answer_both(lambda: True, lambda: True)


@pytest.mark.parametrize("more", range(5))
def test_work_is_done_here_where_the_system_gives_no_process(more: int, tally: Tally) -> None:
    def break_it() -> tuple[object, ...]:
        if not os.geteuid():
            # The system counts a user's processes, and lets root have all; of this user there are no others.
            os.setuid(54_321)
        machines.limit(resource.RLIMIT_NPROC, more)
        return _share_work()

    # What is loaded then can be loaded here alone.
    expected = _share_work()
    assert expected == (3, sum(range(2000)), True)
    assert on_broken_machine(break_it) == expected
    tally.add("broken_machines")


def test_a_machine_out_of_open_files_is_no_fault_of_a_record(base: Path, tally: Tally) -> None:
    def break_it() -> int | None:
        machines.limit(resource.RLIMIT_NOFILE, 0)
        try:
            read_file(base, KB)
        except OSError as error:
            return error.errno
        finally:
            machines.unlimit(resource.RLIMIT_NOFILE)
        return None

    assert on_broken_machine(break_it) == errno.EMFILE
    tally.add("broken_machines")


def test_a_finished_site_is_published_though_nobody_can_say_what_to_remember_of_it(
    tmp_path: Path, tally: Tally
) -> None:
    names = [f"{number}.html" for number in range(500)]
    for name in names:
        (tmp_path / name).write_text(name)
    hashes = dict.fromkeys(names, "00" * 32)
    whole = survey_site(tmp_path, hashes, jobs=2)
    assert whole
    assert whole.files == tuple(names)

    def break_it() -> bool:
        # The process that looks beside finds no room for what it has seen.
        machines.limit(resource.RLIMIT_FSIZE, 10)
        return survey_site(tmp_path, hashes, jobs=2) is None

    assert on_broken_machine(break_it)
    tally.add("broken_machines")


def _publish(site: Path, name: str, *, is_broken: bool = False) -> None:
    with stage_site(site) as stage:
        (stage / name).write_text("isi")
        (stage / "manifest.json").write_text(json.dumps({"commit": None, "files": {name: ""}}))
        if is_broken:
            machines.limit(resource.RLIMIT_NOFILE, 0)


def test_no_page_of_an_old_site_stays_for_want_of_open_files(tmp_path: Path, tally: Tally) -> None:
    site = tmp_path / "site"
    _publish(site, "lama.html")

    def break_it() -> str:
        try:
            _publish(site, "baru.html", is_broken=True)
        except RefusalError as refusal:
            return refusal.render("id")
        return ""

    assert "terlalu banyak berkas terbuka" in on_broken_machine(break_it)
    assert sorted(path.name for path in site.iterdir()) == ["lama.html", "manifest.json"]
    _publish(site, "baru.html")
    assert sorted(path.name for path in site.iterdir()) == ["baru.html", "manifest.json"]
    assert [path.name for path in tmp_path.iterdir()] == ["site"]
    tally.add("broken_machines")
