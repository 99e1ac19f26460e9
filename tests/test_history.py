"""History, from real git repositories: renames, merges, odd subjects, no git, shallow clones."""

import datetime
import os
import subprocess
from pathlib import Path

import pytest
from registers import KB, PARTNER, copy_base

from generator.history import NO_HISTORY, read_history

_NOBODY = {
    "GIT_CONFIG_GLOBAL": os.devnull,
    "GIT_CONFIG_SYSTEM": os.devnull,
    "GIT_AUTHOR_NAME": "Petugas",
    "GIT_AUTHOR_EMAIL": "petugas@contoh.example",
    "GIT_COMMITTER_NAME": "Petugas",
    "GIT_COMMITTER_EMAIL": "petugas@contoh.example",
}


def _git(folder: Path, *words: str, day: str = "2025-01-01") -> str:
    moment = f"{day}T10:00:00+0700"
    environment = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
    done = subprocess.run(
        ["git", "-C", str(folder), *words],
        env={**environment, **_NOBODY, "GIT_AUTHOR_DATE": moment, "GIT_COMMITTER_DATE": moment},
        capture_output=True,
        text=True,
        check=True,
    )
    return done.stdout.strip()


def _commit(folder: Path, subject: str, day: str) -> str:
    _git(folder, "add", "-A")
    _git(folder, "commit", "-q", "--allow-empty", "-m", subject, day=day)
    return _git(folder, "rev-parse", "HEAD")


def _append(folder: Path, file: str, text: str) -> None:
    path = folder / file
    path.write_text(path.read_text(encoding="utf-8") + text, encoding="utf-8")


@pytest.fixture
def repository(base: Path) -> Path:
    """Give the base register in a repository with one commit."""
    _git(base, "init", "-q", "-b", "main")
    _commit(base, "Awal", "2025-01-01")
    return base


def test_added(repository: Path) -> None:
    history = read_history(repository)
    (commit,) = history.commits
    assert history.head == commit.id == _git(repository, "rev-parse", "HEAD")
    assert history.head_day == commit.day == datetime.date(2025, 1, 1)
    assert {change.kind for change in commit.changes} == {"added"}
    assert len(commit.changes) == 16
    assert not history.is_shallow


def test_changed_renamed_and_removed(repository: Path) -> None:
    _append(repository, PARTNER, "note: Baru.\n")
    _commit(repository, "Ubah", "2025-02-01")
    _git(repository, "mv", PARTNER, "records/partners/kota-baru.yaml")
    _commit(repository, "Ganti nama", "2025-03-01")
    (repository / KB).unlink()
    _commit(repository, "Hapus", "2025-04-01")
    history = read_history(repository)
    told = [
        (commit.subject, commit.day.month, [(change.kind, change.place.id) for change in commit.changes])
        for commit in history.commits
    ]
    assert told[:3] == [
        ("Hapus", 4, [("removed", "ksdd-seberang-2023-kb")]),
        ("Ganti nama", 3, [("renamed", "kota-baru")]),
        ("Ubah", 2, [("changed", "kota-seberang")]),
    ]
    assert history.last_changes["partner", "kota-baru"].subject == "Ganti nama"
    assert history.last_changes["partner", "kota-seberang"].subject == "Ubah"
    assert history.last_changes["partner", "pt-air-bening"].subject == "Awal"


def test_a_merge_tells_each_change_once(repository: Path) -> None:
    _git(repository, "switch", "-q", "-c", "cabang")
    _append(repository, PARTNER, "note: Dari cabang.\n")
    _commit(repository, "Di cabang", "2025-02-01")
    _git(repository, "switch", "-q", "main")
    _append(repository, KB, "notes: Dari utama.\n")
    _commit(repository, "Di utama", "2025-02-02")
    _git(repository, "merge", "-q", "--no-ff", "-m", "Gabung", "cabang", day="2025-02-03")
    history = read_history(repository)
    assert history.head == _git(repository, "rev-parse", "HEAD")
    changes = [
        (commit.subject, change.place.id)
        for commit in history.commits
        for change in commit.changes
        if change.kind == "changed"
    ]
    assert sorted(changes) == [("Di cabang", "kota-seberang"), ("Di utama", "ksdd-seberang-2023-kb")]
    assert history.head_day == datetime.date(2025, 2, 3)


def test_commits_beside_the_records_do_not_count(repository: Path) -> None:
    (repository / "README.md").write_text("Halo.\n", encoding="utf-8")
    commit = _commit(repository, "Dokumen", "2025-05-01")
    history = read_history(repository)
    assert history.head == commit
    assert [one.subject for one in history.commits] == ["Awal"]
    assert history.head_day == datetime.date(2025, 1, 1)


def test_files_that_are_no_records_are_left_out(repository: Path) -> None:
    (repository / "records" / "partners" / "catatan.txt").write_text("x\n", encoding="utf-8")
    _commit(repository, "Bukan catatan", "2025-05-01")
    assert read_history(repository).commits[0].changes == ()


@pytest.mark.parametrize(
    "subject",
    [
        "Satu\x1edua\x1ftiga",
        "\x1e0123456789012345678901234567890123456789\x1f2020-01-01\x1fpalsu",
        "Emoji 🎉 dan <b>tanda</b> | %H",
        "R100",
    ],
)
def test_odd_subjects(subject: str, repository: Path) -> None:
    _append(repository, PARTNER, "note: Baru.\n")
    _commit(repository, subject, "2025-02-01")
    history = read_history(repository)
    assert [commit.subject for commit in history.commits] == [subject, "Awal"]
    assert [change.place.id for change in history.commits[0].changes] == ["kota-seberang"]


def test_a_register_below_the_repository(tmp_path: Path) -> None:
    outer = tmp_path / "luar"
    outer.mkdir()
    _git(outer, "init", "-q", "-b", "main")
    root = copy_base(outer / "kota" / "register")
    _commit(outer, "Awal", "2025-01-01")
    assert len(read_history(root).commits[0].changes) == 16


def test_no_git(base: Path) -> None:
    assert read_history(base) == NO_HISTORY


def test_no_commit_yet(base: Path) -> None:
    _git(base, "init", "-q")
    assert read_history(base) == NO_HISTORY


def test_git_is_not_installed(repository: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(repository))
    assert read_history(repository) == NO_HISTORY


def test_shallow(repository: Path, tmp_path: Path) -> None:
    _append(repository, PARTNER, "note: Baru.\n")
    _commit(repository, "Ubah", "2025-02-01")
    _git(tmp_path, "clone", "-q", "--depth", "1", repository.as_uri(), "dangkal")
    history = read_history(tmp_path / "dangkal")
    assert history.is_shallow
    assert len(history.commits) == 1
