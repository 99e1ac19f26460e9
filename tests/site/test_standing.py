"""What stays the same stays the same file; what anybody has touched is believed only once it was read."""

import errno
import os
from collections.abc import Callable
from pathlib import Path

import pytest
from registers import KB
from smallregister import ABOUT, run, write_small_register

from generator.site.standing import survey_site

Status = os.stat_result


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    root = write_small_register(tmp_path / "register")
    _build(root)
    return root


def _build(root: Path, *options: str) -> None:
    done = run("build", "--root", str(root), *options)
    assert done.returncode == 0, done.stdout + done.stderr


def _change_record(root: Path) -> None:
    text = (root / KB).read_text("utf-8")
    (root / KB).write_text(text.replace("Puskesmas yang terlibat", "Puskesmas yang ikut"), "utf-8")


def _read(root: Path) -> dict[str, tuple[bytes, Status]]:
    site = root / "site"
    files = (path for path in site.rglob("*") if path.is_file())
    return {path.relative_to(site).as_posix(): (path.read_bytes(), path.stat()) for path in files}


def _is_same_file(one: Status, other: Status) -> bool:
    return (one.st_ino, one.st_mtime_ns) == (other.st_ino, other.st_mtime_ns)


def test_files_that_stay_the_same_keep_their_time_and_their_place(root: Path) -> None:
    before = _read(root)
    _change_record(root)
    _build(root)
    after = _read(root)
    assert after.keys() == before.keys()
    changed = {name for name in after if after[name][0] != before[name][0]}
    assert {"manifest.json", "kerja-sama/ksdd-seberang-2023-kb/index.html"} <= changed
    assert len(changed) < len(after) / 2
    for name, (_, status) in after.items():
        assert _is_same_file(status, before[name][1]) != (name in changed), name
        assert status.st_nlink == 1


@pytest.mark.parametrize(
    "name", ["tentang/index.html", "404.html", "assets/registri/registri.css", "index.html"]
)
def test_hand_written_pages_and_files_of_the_theme_stay_too(name: str, root: Path) -> None:
    before = _read(root)[name]
    (root / "docs/tentang/lain.md").write_text("# Lain\n", "utf-8")
    _build(root)
    assert _is_same_file(_read(root)[name][1], before[1])


def test_a_page_that_changes_is_a_new_file(root: Path) -> None:
    before = _read(root)["tentang/index.html"]
    (root / "docs" / ABOUT).write_text("# Tentang\n\nLain.\n", "utf-8")
    _build(root)
    after = _read(root)["tentang/index.html"]
    assert after[0] != before[0]
    assert not _is_same_file(after[1], before[1])


def _edit_quietly(path: Path) -> None:
    status = path.stat()
    path.write_bytes(path.read_bytes().replace(b"<p", b"<b", 1))
    os.utime(path, ns=(status.st_atime_ns, status.st_mtime_ns))


INJURIES: dict[str, Callable[[Path], object]] = {
    "edited": lambda path: path.write_bytes(b"Halo"),
    "edited without a sign": _edit_quietly,
    "replaced": lambda path: (path.unlink(), path.write_bytes(b"Halo")),  # type: ignore[func-returns-value]
    "gone": lambda path: path.unlink(),
    "a folder": lambda path: (path.unlink(), path.mkdir()),  # type: ignore[func-returns-value]
    "a link": lambda path: (path.unlink(), path.symlink_to("../index.html")),  # type: ignore[func-returns-value]
    "a pipe": lambda path: (path.unlink(), os.mkfifo(path)),  # type: ignore[func-returns-value]
}


@pytest.mark.parametrize("injury", INJURIES)
def test_a_file_that_was_tampered_with_is_written_anew_with_a_new_time(injury: str, root: Path) -> None:
    before = _read(root)["mitra/index.html"]
    INJURIES[injury](root / "site/mitra/index.html")
    _change_record(root)
    _build(root)
    content, status = _read(root)["mitra/index.html"]
    assert content == before[0]
    # Who copies the site by times and sizes must take it again.
    assert status.st_mtime_ns > before[1].st_mtime_ns


def _give_away(path: Path) -> None:
    if os.geteuid():
        pytest.skip("only root can give a file away")
    os.chown(path, 65534, 65534)


@pytest.mark.parametrize(
    "touch",
    [
        lambda path: path.chmod(0o444),
        lambda path: os.link(path, path.parents[2] / "other"),
        _give_away,
    ],
    ids=["read-only", "with another name", "of another owner"],
)
def test_a_file_of_which_only_the_rights_changed_is_written_with_its_old_time(
    touch: Callable[[Path], object], root: Path
) -> None:
    name = "mitra/index.html"
    before = _read(root)[name]
    touch(root / "site" / name)
    _change_record(root)
    _build(root)
    content, status = _read(root)[name]
    assert content == before[0]
    assert status.st_mtime_ns == before[1].st_mtime_ns
    assert status.st_ino != before[1].st_ino
    assert (status.st_mode, status.st_uid, status.st_nlink) == (before[1].st_mode, os.geteuid(), 1)


@pytest.mark.parametrize("reason", [errno.EXDEV, errno.EPERM, errno.EMLINK, errno.EOPNOTSUPP])
def test_where_no_file_can_have_two_names_the_old_times_stay(
    reason: int, root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = _read(root)

    def refuse(*_: object, **__: object) -> None:
        raise OSError(reason, os.strerror(reason))

    monkeypatch.setattr(os, "link", refuse)
    _change_record(root)
    _build(root)
    for name, (content, status) in _read(root).items():
        is_same = content == before[name][0]
        assert (status.st_mtime_ns == before[name][1].st_mtime_ns) == is_same, name
        assert status.st_ino != before[name][1].st_ino or not is_same


def test_a_copy_with_second_names_is_never_written_to(root: Path, tmp_path: Path) -> None:
    before = _read(root)
    for name in before:
        copy = tmp_path / "copy" / "site" / name
        copy.parent.mkdir(parents=True, exist_ok=True)
        os.link(root / "site" / name, copy)
    for words in ((), ("--anew",), ("--offline-copy",)):
        _change_record(root)
        (root / "docs" / ABOUT).write_text(f"# Tentang\n\nLain {words}.\n", "utf-8")
        _build(root, *words)
    after = _read(tmp_path / "copy")
    assert {name: content for name, (content, _) in after.items()} == {
        name: content for name, (content, _) in before.items()
    }


def test_a_build_that_fails_leaves_the_old_files_and_what_is_known_of_them(root: Path) -> None:
    before = _read(root)
    (root / KB).write_text("id: [", "utf-8")
    assert run("build", "--root", str(root)).returncode == 1
    assert {name: content for name, (content, _) in _read(root).items()} == {
        name: content for name, (content, _) in before.items()
    }


def test_the_memory_of_a_site_is_small(root: Path, tmp_path: Path) -> None:
    files = len(_read(root))
    kept = [path.read_bytes() for path in (tmp_path / "cache/registri").iterdir()]
    # The one that names a file in the depth of the site as it stands, not what pages were made of.
    (memory,) = [one for one in kept if b"api/v1/statistik/index.json" in one]
    assert len(memory) < 250 * files


@pytest.mark.parametrize("jobs", [1, 2])
def test_only_files_are_lent_however_many_folders_there_are(tmp_path: Path, jobs: int) -> None:
    names = [f"a/{number}/b/x" for number in range(300)]
    for number, name in enumerate(names):
        (tmp_path / name).parent.mkdir(parents=True)
        (tmp_path / name).write_bytes(bytes(number))
    for number in (0, 299):
        os.link(tmp_path / names[number], tmp_path / f"lain-{number}")
    survey = survey_site(tmp_path, dict.fromkeys(names, "00" * 32), jobs)
    assert survey
    assert survey.lent == (0, 299)
    # Each half in its place.
    assert [survey.read_stamp(number).size for number in range(300)] == list(range(300))
