"""History, from real git repositories: renames, merges, odd subjects, no git, shallow clones."""

import datetime
import json
import os
import subprocess
from pathlib import Path

import pytest
from changesets import commit, run_git
from conftest import RunCommand
from registers import KB, PARTNER, copy_base

from generator.git.history import NO_HISTORY, find_commit_on, read_commits, read_history


def _append(folder: Path, file: str, text: str) -> None:
    path = folder / file
    path.write_text(path.read_text(encoding="utf-8") + text, encoding="utf-8")


@pytest.fixture
def repository(base: Path) -> Path:
    """Give the base register in a repository with one commit."""
    run_git(base, "init", "-q", "-b", "main")
    commit(base, "Awal", "2025-01-01")
    return base


def test_added(repository: Path) -> None:
    history = read_history(repository)
    (commit,) = history.commits
    assert history.head == commit.id == run_git(repository, "rev-parse", "HEAD")
    assert history.head_day == commit.day == datetime.date(2025, 1, 1)
    assert {change.kind for change in commit.changes} == {"added"}
    assert len(commit.changes) == 16
    assert not history.is_shallow


def test_changed_renamed_and_removed(repository: Path) -> None:
    _append(repository, PARTNER, "note: Baru.\n")
    commit(repository, "Ubah", "2025-02-01")
    run_git(repository, "mv", PARTNER, "records/partners/kota-baru.yaml")
    commit(repository, "Ganti nama", "2025-03-01")
    (repository / KB).unlink()
    commit(repository, "Hapus", "2025-04-01")
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
    assert history.first_days["partner", "kota-seberang"] == datetime.date(2025, 1, 1)
    assert history.first_days["partner", "kota-baru"] == datetime.date(2025, 3, 1)


def _merge_branch(repository: Path, *message: str) -> None:
    """Change a record on a branch and another on the main line, and merge the branch with a message."""
    run_git(repository, "switch", "-q", "-c", "cabang")
    _append(repository, PARTNER, "note: Dari cabang.\n")
    commit(repository, "Di cabang", "2025-02-01")
    run_git(repository, "switch", "-q", "main")
    _append(repository, KB, "notes: Dari utama.\n")
    commit(repository, "Di utama", "2025-02-02")
    words = [word for text in message for word in ("-m", text)]
    run_git(repository, "merge", "-q", "--no-ff", *words, "cabang", day="2025-02-03")


def test_a_merge_is_one_publication_on_its_day(repository: Path) -> None:
    _merge_branch(repository, "Gabung")
    history = read_history(repository)
    assert history.head == run_git(repository, "rev-parse", "HEAD")
    changes = [
        (commit.subject, commit.day.day, change.place.id)
        for commit in history.commits
        for change in commit.changes
        if change.kind == "changed"
    ]
    assert changes == [("Gabung", 3, "kota-seberang"), ("Di utama", 2, "ksdd-seberang-2023-kb")]
    assert history.head_day == datetime.date(2025, 2, 3)


@pytest.mark.parametrize(
    ("message", "reason"),
    [
        (("Merge pull request #7 from dinas/usul", "Catat perpanjangan"), "Catat perpanjangan"),
        (
            ("Merge branch 'usul'", "Catat perpanjangan\n\nSee merge request"),
            "Catat perpanjangan",
        ),
        (("Merge branch 'usul'",), "Merge branch 'usul'"),
        (("Gabung", "Isi lain"), "Gabung"),
    ],
)
def test_the_reason_of_a_merge(message: tuple[str, ...], reason: str, repository: Path) -> None:
    _merge_branch(repository, *message)
    assert read_history(repository).commits[0].subject == reason


def test_a_change_of_the_program_says_no_reason_of_the_records(repository: Path) -> None:
    program = repository / "generator" / "status.py"
    program.parent.mkdir()
    for month, (reason, is_of_program) in enumerate(
        [("Give a status its day", True), ("Perpanjang kerja sama", False)], start=2
    ):
        if is_of_program:
            program.write_text("# status\n", encoding="utf-8")
        _append(repository, PARTNER, f"note{month}: Baru.\n")
        commit(repository, reason, f"2025-0{month}-01")
    told = [(commit.subject, len(commit.changes)) for commit in read_history(repository).commits]
    assert told == [("Perpanjang kerja sama", 1), ("", 1), ("Awal", 16)]


def test_days_never_run_backwards(repository: Path) -> None:
    days = ("2025-03-01", "2025-02-01", "2025-09-01", "2025-04-01")
    for number, day in enumerate(days):
        _append(repository, PARTNER, f"note{number}: Baru.\n")
        commit(repository, f"Ke-{number}", day)
    told = [commit.day.month for commit in read_history(repository).commits]
    assert told == [9, 9, 3, 3, 1]


@pytest.mark.parametrize("wrong", ["1970-01-01", "2038-01-19", "2099-12-31"])
@pytest.mark.parametrize("place", [0, 1, 2])
def test_one_wrong_clock_leaves_all_other_days(wrong: str, place: int, repository: Path) -> None:
    days = ["2025-02-01", "2025-03-01", "2025-04-01"]
    wanted = ["2025-01-01", *days]
    wanted[1 + place] = wanted[place]
    days[place] = wrong
    for number, day in enumerate(days):
        before = read_history(repository).commits
        _append(repository, PARTNER, f"note{number}: Baru.\n")
        moment = datetime.datetime.fromisoformat(f"{day}T12:00:00+00:00").timestamp()
        _write_commit(repository, f"A <a@contoh.example> {moment:.0f} +0000".encode(), b"Ubah")
        # What was published before stays as it is.
        assert read_history(repository).commits[1:] == before
    assert [commit.day.isoformat() for commit in read_history(repository).commits] == wanted[::-1]


def test_new_commits_have_the_days_of_the_whole_line(repository: Path) -> None:
    for number, day in enumerate(("2025-04-01", "2025-03-01")):
        _append(repository, PARTNER, f"note{number}: Baru.\n")
        commit(repository, f"Ke-{number}", day)
    assert read_commits(repository, "HEAD~1..HEAD") == read_history(repository).commits[:1]


def test_the_time_of_the_head(repository: Path) -> None:
    (repository / "README.md").write_text("Halo.\n", encoding="utf-8")
    _write_commit(repository, b"A <a@contoh.example> 1738368000 +0700", b"Dokumen")
    assert read_history(repository).head_time == datetime.datetime(2025, 2, 1, tzinfo=datetime.UTC)


@pytest.mark.parametrize("stamp", [b"0", b"5000000000", b"253402300799", b"-5"])
def test_a_wrong_clock_at_the_head_gives_no_time(stamp: bytes, repository: Path) -> None:
    (repository / "README.md").write_text("Halo.\n", encoding="utf-8")
    _write_commit(repository, b"A <a@contoh.example> " + stamp + b" +0000", b"Dokumen")
    assert read_history(repository).head_time == datetime.datetime(2025, 1, 1, tzinfo=datetime.UTC)


def test_the_commit_of_a_day(repository: Path) -> None:
    first = run_git(repository, "rev-parse", "HEAD")
    (repository / "README.md").write_text("Halo.\n", encoding="utf-8")
    second = commit(repository, "Dokumen", "2025-02-01")
    found = [
        find_commit_on(repository, datetime.date.fromisoformat(day))
        for day in ("2024-12-31", "2025-01-01", "2025-01-31", "2025-02-01", "2030-01-01")
    ]
    assert found == [None, first, first, second, second]


def test_commits_beside_the_records_do_not_count(repository: Path) -> None:
    (repository / "README.md").write_text("Halo.\n", encoding="utf-8")
    made = commit(repository, "Dokumen", "2025-05-01")
    history = read_history(repository)
    assert history.head == made
    assert [one.subject for one in history.commits] == ["Awal"]
    assert history.head_day == datetime.date(2025, 1, 1)


def test_files_that_are_no_records_are_left_out(repository: Path) -> None:
    (repository / "records" / "partners" / "catatan.txt").write_text("x\n", encoding="utf-8")
    commit(repository, "Bukan catatan", "2025-05-01")
    assert [one.subject for one in read_history(repository).commits] == ["Awal"]


@pytest.mark.parametrize(
    ("subject", "shown"),
    [
        ("Satu\x1edua\x1ftiga", "Satuduatiga"),
        (
            f"\x1e{'0' * 40}\x1f1577836800\x1f1577836800 +0000\x1fpalsu",
            f"{'0' * 40}15778368001577836800 +0000palsu",
        ),
        ("Emoji 🎉 dan <b>tanda</b> | %H", "Emoji 🎉 dan <b>tanda</b> | %H"),
        ("R100", "R100"),
        ("Warna \x1b[31mmerah\x07", "Warna [31mmerah"),
        ("Arah \u202eterbalik\u2066 dan \ufeffmula", "Arah terbalik dan mula"),
        ("Satu\tdua\u0085 tiga", "Satu dua tiga"),
        ("\u200b", ""),
    ],
)
def test_odd_subjects(subject: str, shown: str, repository: Path) -> None:
    _append(repository, PARTNER, "note: Baru.\n")
    commit(repository, subject, "2025-02-01")
    history = read_history(repository)
    assert [commit.subject for commit in history.commits] == [shown, "Awal"]
    assert [change.place.id for change in history.commits[0].changes] == ["kota-seberang"]


def _write_commit(folder: Path, committer: bytes, subject: bytes, headers: bytes = b"") -> str:
    """Make a commit of the present files that git itself would not have made, and go to it."""
    run_git(folder, "add", "-A")
    tree, parent = run_git(folder, "write-tree"), run_git(folder, "rev-parse", "HEAD")
    lines = [b"tree " + tree.encode(), b"parent " + parent.encode(), b"author A <a@contoh.example> 1 +0000"]
    lines += [b"committer " + committer, *([headers] if headers else []), b"", subject]
    done = subprocess.run(
        ["git", "-C", str(folder), "hash-object", "-t", "commit", "-w", "--literally", "--stdin"],
        input=b"\n".join(lines) + b"\n",
        capture_output=True,
        check=True,
    )
    commit = done.stdout.decode().strip()
    run_git(folder, "reset", "-q", "--hard", commit)
    return commit


@pytest.mark.parametrize(
    "stamp",
    [
        b"253402300800 +0000",
        b"253402300799 +0100",
        b"99999999999999999999999 +0000",
        b"9223372036854775807 +0000",
        b"kemarin +0000",
        b"-5 +0000",
        b"",
    ],
)
def test_a_commit_without_a_day_has_the_one_before(stamp: bytes, repository: Path) -> None:
    _append(repository, PARTNER, "note: Baru.\n")
    head = _write_commit(repository, b"A <a@contoh.example> " + stamp, b"Aneh")
    history = read_history(repository)
    assert history.head == head
    assert [commit.subject for commit in history.commits] == ["Aneh", "Awal"]
    assert history.head_day == datetime.date(2025, 1, 1)


@pytest.mark.parametrize(
    ("stamp", "day"),
    [
        (b"1767225599 +0000", datetime.date(2025, 12, 31)),
        (b"1767225599 +0700", datetime.date(2026, 1, 1)),
        (b"1767225600 -0030", datetime.date(2025, 12, 31)),
    ],
)
def test_the_day_is_the_one_where_it_was_made(stamp: bytes, day: datetime.date, repository: Path) -> None:
    _append(repository, PARTNER, "note: Baru.\n")
    _write_commit(repository, b"A <a@contoh.example> " + stamp, b"Ubah")
    assert {commit.subject: commit.day for commit in read_history(repository).commits}["Ubah"] == day


def test_a_subject_in_another_encoding(repository: Path) -> None:
    _append(repository, PARTNER, "note: Baru.\n")
    committer = b"A <a@contoh.example> 1738368000 +0000"
    _write_commit(repository, committer, "Café".encode("latin-1"), b"encoding ISO-8859-1")
    _append(repository, PARTNER, "region_code: 99.02\n")
    _write_commit(repository, committer, b"Bukan \xff huruf")
    assert [commit.subject for commit in read_history(repository).commits] == ["Bukan huruf", "Café", "Awal"]


SETTINGS = {
    "log.showRoot": "false",
    "log.showSignature": "true",
    "log.follow": "true",
    "log.date": "relative",
    "log.decorate": "full",
    "i18n.logOutputEncoding": "ISO-8859-1",
    "core.quotePath": "true",
    "color.ui": "always",
    "diff.renames": "false",
    "diff.renameLimit": "1",
    "diff.relative": "true",
    "diff.noprefix": "true",
    "diff.external": "false",
    "format.pretty": "%s",
    "status.showUntrackedFiles": "no",
    "status.branch": "true",
    "status.short": "true",
}


@pytest.mark.parametrize("setting", [*SETTINGS, "diff.orderFile"])
def test_the_users_settings_change_nothing(
    setting: str, repository: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("kota-é", "kota-lain"):
        text = (repository / PARTNER).read_text(encoding="utf-8").replace("kota-seberang", name)
        (repository / "records" / "partners" / f"{name}.yaml").write_text(text, encoding="utf-8")
    commit(repository, "Café", "2025-02-01")
    run_git(repository, "mv", PARTNER, "records/partners/kota-baru.yaml")
    run_git(repository, "mv", "records/partners/kota-lain.yaml", "records/partners/kota-lama.yaml")
    _append(repository, "records/partners/kota-baru.yaml", "note: Baru.\n")
    _append(repository, "records/partners/kota-lama.yaml", "note: Lama.\n")
    commit(repository, "Ganti nama", "2025-03-01")
    (repository / "records" / "baru.yaml").write_text("", encoding="utf-8")
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", os.devnull)
    before = read_history(repository)
    assert not before.is_clean
    assert [len(commit.changes) for commit in before.commits] == [2, 2, 16]
    (tmp_path / "urutan").write_text("*kota-lama*\n", encoding="utf-8")
    value = SETTINGS.get(setting, str(tmp_path / "urutan"))
    run_git(repository, "config", "--file", str(tmp_path / "gitconfig"), setting, value)
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", str(tmp_path / "gitconfig"))
    assert read_history(repository) == before


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("GIT_DIR", "{other}/.git"),
        ("GIT_WORK_TREE", "{other}"),
        ("GIT_INDEX_FILE", "{other}/.git/index"),
        ("GIT_OBJECT_DIRECTORY", "{other}/.git/objects"),
        ("GIT_COMMON_DIR", "{other}/.git"),
        ("GIT_NAMESPACE", "lain"),
        ("GIT_GLOB_PATHSPECS", "1"),
        ("GIT_PREFIX", "lain/"),
        ("GIT_CONFIG_PARAMETERS", "'log.showRoot=false'"),
        ("GIT_TRACE", "1"),
        ("GIT_EXTERNAL_DIFF", "false"),
    ],
)
def test_the_environment_changes_nothing(
    name: str, value: str, repository: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = tmp_path / "lain"
    other.mkdir()
    run_git(other, "init", "-q", "-b", "main")
    (other / "a").write_text("a\n", encoding="utf-8")
    commit(other, "Lain", "2020-01-01")
    before = read_history(repository)
    monkeypatch.setenv(name, value.format(other=other))
    assert read_history(repository) == before
    assert before.commits[0].subject == "Awal"
    assert before.is_clean


def test_a_repository_trusted_by_the_environment_is_read(
    repository: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # How continuous integration tells git that another's folder may be read.
    monkeypatch.setenv("GIT_TEST_ASSUME_DIFFERENT_OWNER", "1")
    monkeypatch.setenv("GIT_CONFIG_COUNT", "1")
    monkeypatch.setenv("GIT_CONFIG_KEY_0", "safe.directory")
    monkeypatch.setenv("GIT_CONFIG_VALUE_0", str(repository))
    assert read_history(repository).commits


@pytest.mark.parametrize(
    "file",
    [PARTNER, "records/partners/kota-lain.yaml", "docs/index.md", "schema/partner.schema.json", "mkdocs.yml"],
)
def test_what_differs_from_the_commit_is_marked(file: str, repository: Path) -> None:
    head = read_history(repository).head
    assert read_history(repository).is_clean
    (repository / file).parent.mkdir(exist_ok=True)
    (repository / file).write_text("lain\n", encoding="utf-8")
    history = read_history(repository)
    assert (history.head, history.is_clean) == (f"{head}-dirty", False)
    assert [commit.subject for commit in history.commits] == ["Awal"]
    run_git(repository, "add", "-A")
    assert not read_history(repository).is_clean
    made = commit(repository, "Ubah", "2025-02-01")
    assert (read_history(repository).head, read_history(repository).is_clean) == (made, True)


def test_a_deleted_record_is_marked(repository: Path) -> None:
    (repository / PARTNER).unlink()
    assert not read_history(repository).is_clean


def test_a_record_that_git_ignores_is_marked(repository: Path) -> None:
    (repository / ".gitignore").write_text("*-rahasia.yaml\n", encoding="utf-8")
    commit(repository, "Abaikan", "2025-02-01")
    (repository / "records" / "partners" / "kota-rahasia.yaml").write_text("id: x\n", encoding="utf-8")
    assert not read_history(repository).is_clean


@pytest.mark.parametrize("file", ["README.md", "site/index.html", "records/.DS_Store", "docs/.cache/a"])
def test_what_no_site_is_made_of_is_not_marked(file: str, repository: Path) -> None:
    (repository / file).parent.mkdir(parents=True, exist_ok=True)
    (repository / file).write_text("lain\n", encoding="utf-8")
    assert read_history(repository).is_clean


def test_looking_writes_nothing(repository: Path) -> None:
    index = repository / ".git" / "index"
    os.utime(repository / PARTNER, (1, 1))
    before = index.read_bytes()
    assert read_history(repository).is_clean
    assert index.read_bytes() == before


def test_the_site_names_the_mark(repository: Path, registri: RunCommand) -> None:
    _append(repository, PARTNER, "note: Belum dicatat.\n")
    done = registri("build", "--root", str(repository))
    assert done.returncode == 0, done.stdout + done.stderr
    manifest = json.loads((repository / "site" / "manifest.json").read_text(encoding="utf-8"))
    assert manifest["commit"] == f"{run_git(repository, 'rev-parse', 'HEAD')}-dirty"


def test_a_register_below_the_repository(tmp_path: Path) -> None:
    outer = tmp_path / "luar"
    outer.mkdir()
    run_git(outer, "init", "-q", "-b", "main")
    root = copy_base(outer / "kota" / "register")
    commit(outer, "Awal", "2025-01-01")
    assert len(read_history(root).commits[0].changes) == 16


def test_changes_in_a_register_below_a_hidden_folder(tmp_path: Path) -> None:
    outer = tmp_path / "luar"
    outer.mkdir()
    run_git(outer, "init", "-q", "-b", "main")
    root = copy_base(outer / ".kota" / "register")
    commit(outer, "Awal", "2025-01-01")
    assert read_history(root).is_clean
    _append(root, PARTNER, "note: Baru.\n")
    assert not read_history(root).is_clean


def test_norun_git(base: Path) -> None:
    assert read_history(base) == NO_HISTORY


def test_no_commit_yet(base: Path) -> None:
    run_git(base, "init", "-q")
    assert read_history(base) == NO_HISTORY


def test_git_is_not_installed(repository: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(repository))
    assert read_history(repository) == NO_HISTORY


def test_shallow(repository: Path, tmp_path: Path) -> None:
    _append(repository, PARTNER, "note: Baru.\n")
    commit(repository, "Ubah", "2025-02-01")
    run_git(tmp_path, "clone", "-q", "--depth", "1", repository.as_uri(), "dangkal")
    history = read_history(tmp_path / "dangkal")
    assert history.is_shallow
    assert history.first_days == {}
    assert len(history.commits) == 1
