"""What a hostile or careless committer, and any setting of one's own git, can do to a history: nothing."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest
from changesets import commit, run_git
from registers import KB, PARTNER, SCHEMAS

from generator.git.checkouts import lay_out
from generator.git.history import History, read_history
from generator.git.trees import Repository
from generator.refusal import RefusalError
from generator.story.reading import read_story

NIK = "9901014505900001"
Events = list[tuple[str, str, str]]


@pytest.fixture(autouse=True)
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Keep what is kept in a folder of the test's own."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "ingatan"))


@pytest.fixture
def repository(base: Path) -> Path:
    run_git(base, "init", "-q", "-b", "main")
    commit(base, "Awal", "2025-01-01")
    return base


def _append(root: Path, file: str, text: str) -> None:
    with (root / file).open("a", encoding="utf-8") as stream:
        stream.write(text)


def _add_partner(root: Path, name: str) -> None:
    text = (root / PARTNER).read_text(encoding="utf-8").replace("kota-seberang", name)
    (root / "records" / "partners" / f"{name}.yaml").write_text(text, encoding="utf-8")


@pytest.fixture
def merged(repository: Path) -> Path:
    """Give a repository with a merge and a rename."""
    run_git(repository, "switch", "-q", "-c", "cabang")
    _append(repository, PARTNER, "note: Dari cabang.\n")
    commit(repository, "Di cabang", "2025-02-01")
    run_git(repository, "switch", "-q", "main")
    _append(repository, KB, "notes: Dari utama.\n")
    commit(repository, "Di utama", "2025-02-02")
    run_git(repository, "merge", "-q", "--no-ff", "-m", "Gabung", "cabang", day="2025-02-03")
    run_git(repository, "mv", PARTNER, "records/partners/kota-baru.yaml")
    commit(repository, "Ganti nama", "2025-03-01")
    return repository


def _tell(root: Path) -> Events:
    """Give what is told, newest first: why, what and of which record; the first change tells everything."""
    return [
        (one.commit.subject, event.what, event.id)
        for one in read_story(root, SCHEMAS).publications[:-1]
        for event in one.events
    ]


@pytest.mark.parametrize("value", ["off", "combined", "dense-combined", "remerge", "first-parent"])
def test_no_setting_hides_what_a_merge_brought(
    value: str, merged: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", os.devnull)
    before = read_history(merged)
    assert [len(one.changes) for one in before.commits] == [1, 1, 1, 16]
    run_git(merged, "config", "--file", str(tmp_path / "gitconfig"), "log.diffMerges", value)
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", str(tmp_path / "gitconfig"))
    assert read_history(merged) == before


def _replace(root: Path) -> None:
    run_git(root, "replace", "--graft", "HEAD~1")


def _graft(root: Path) -> None:
    (root / ".git" / "info").mkdir(exist_ok=True)
    parentless = run_git(root, "rev-parse", "HEAD~1")
    (root / ".git" / "info" / "grafts").write_text(f"{parentless}\n", encoding="ascii")


def _map_names(root: Path) -> None:
    (root / ".git" / "info").mkdir(exist_ok=True)
    (root / ".git" / "info" / "attributes").write_text("*.yaml binary diff=x -diff\n", encoding="ascii")


@pytest.mark.parametrize("change", [_replace, _graft, _map_names])
def test_nothing_of_one_copy_changes_what_is_told(change: Callable[[Path], None], merged: Path) -> None:
    before = read_history(merged)
    change(merged)
    assert read_history(merged) == before


@pytest.mark.parametrize("mark", ["--assume-unchanged", "--skip-worktree"])
def test_no_mark_hides_that_a_file_differs(mark: str, repository: Path) -> None:
    run_git(repository, "update-index", mark, PARTNER)
    _append(repository, PARTNER, "note: Diam-diam.\n")
    assert run_git(repository, "status", "--porcelain") == ""
    assert not read_history(repository).is_clean


def test_a_sparse_folder_is_not_the_commit(merged: Path) -> None:
    before = read_history(merged)
    run_git(merged, "sparse-checkout", "set", "records/partners")
    assert not (merged / KB).exists()
    history = read_history(merged)
    assert not history.is_clean
    assert history.commits == before.commits


def _link(root: Path) -> History:
    """Give the history as another folder of the repository tells it."""
    place = root.parent / "lain"
    run_git(root, "worktree", "add", "-q", "--detach", str(place))
    return read_history(place)


def _detach(root: Path) -> History:
    run_git(root, "switch", "-q", "--detach", "HEAD")
    return read_history(root)


def _clone_partly(root: Path) -> History:
    run_git(root, "config", "uploadpack.allowFilter", "true")
    run_git(root.parent, "clone", "-q", "--filter=blob:none", root.as_uri(), "sebagian")
    return read_history(root.parent / "sebagian")


@pytest.mark.parametrize("look", [_link, _detach, _clone_partly])
def test_other_kinds_of_copies_tell_the_same(look: Callable[[Path], History], merged: Path) -> None:
    before = read_history(merged)
    assert look(merged) == before


def test_a_partial_copy_without_its_server_is_refused(merged: Path) -> None:
    _clone_partly(merged)
    copy = merged.parent / "sebagian"
    run_git(copy, "remote", "set-url", "origin", str(merged.parent / "tidak-ada"))
    with pytest.raises(RefusalError, match="git fsck"):
        read_story(copy, SCHEMAS)


def test_a_folder_of_a_worktree_is_laid_out(merged: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    _link(merged)
    monkeypatch.setenv("GIT_CONFIG_COUNT", "1")
    monkeypatch.setenv("GIT_CONFIG_KEY_0", "submodule.recurse")
    monkeypatch.setenv("GIT_CONFIG_VALUE_0", "true")
    head = run_git(merged, "rev-parse", "HEAD")
    with lay_out(Repository.find(merged.parent / "lain"), (head,)) as (place,):
        assert read_history(place).head == head
        assert (place / "records/partners/kota-baru.yaml").is_file()


def test_two_roots(repository: Path) -> None:
    run_git(repository, "switch", "-q", "--orphan", "lain")
    path = repository / "records" / "partners" / "kota-lain.yaml"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("id: kota-lain\n", encoding="utf-8")
    commit(repository, "Akar lain", "2025-02-01")
    run_git(repository, "switch", "-q", "main")
    run_git(
        repository, "merge", "-q", "--allow-unrelated-histories", "-m", "Dua akar", "lain", day="2025-02-02"
    )
    assert _tell(repository) == [("Dua akar", "added", "kota-lain")]


def test_a_merge_of_many(repository: Path) -> None:
    for name in ("kota-a", "kota-b", "kota-c"):
        run_git(repository, "switch", "-q", "-c", name, "main")
        _add_partner(repository, name)
        commit(repository, name, "2025-02-01")
    run_git(repository, "switch", "-q", "main")
    names = ("kota-a", "kota-b", "kota-c")
    run_git(repository, "merge", "-q", "--no-ff", "-m", "Gurita", *names, day="2025-02-02")
    assert _tell(repository) == [("Gurita", "added", name) for name in names]


def test_a_record_that_becomes_something_else(repository: Path) -> None:
    path = repository / PARTNER
    good = path.read_bytes()
    path.unlink()
    path.symlink_to("/etc/hostname")
    commit(repository, "Tautan", "2025-02-01")
    path.unlink()
    path.mkdir()
    (path / "x.yaml").write_text("a: 1\n", encoding="utf-8")
    commit(repository, "Folder", "2025-02-02")
    run_git(repository, "rm", "-rq", PARTNER)
    head = run_git(repository, "rev-parse", "HEAD")
    run_git(repository, "update-index", "--add", "--cacheinfo", "160000", head, PARTNER)
    run_git(repository, "commit", "-q", "-m", "Submodul", day="2025-02-03")
    path.write_bytes(good)
    commit(repository, "Kembali", "2025-02-04")
    assert _tell(repository) == [
        ("Kembali", "changed", "kota-seberang"),
        ("Submodul", "added", "kota-seberang"),
        ("Folder", "removed", "kota-seberang"),
        ("Tautan", "changed", "kota-seberang"),
    ]


def test_names_that_can_t_be_shown_are_no_records(repository: Path) -> None:
    text = (repository / PARTNER).read_bytes()
    odd = ("a\nb", "a\tb", "a\u202eb", f"a\x1e{'0' * 40}\x1f", os.fsdecode(b"a\xff"))
    plain = ('a"b', "-a", "..a", "a\\b", "é")
    for name in (*odd, *plain):
        (repository / "records" / "partners" / f"{name}.yaml").write_bytes(text)
    commit(repository, "Aneh", "2025-02-01")
    assert {record_id for _, _, record_id in _tell(repository)} == set(plain)


def test_a_very_long_reason_is_cut_between_words(repository: Path) -> None:
    _append(repository, PARTNER, "note: Baru.\n")
    words = f"{'kata ' * 98}nomor {NIK} {'kata ' * 20_000}"
    assert words[:500].endswith(NIK[:4])
    (repository.parent / "pesan").write_text(words, encoding="utf-8")
    run_git(repository, "add", "-A")
    run_git(repository, "commit", "-q", "-F", str(repository.parent / "pesan"), day="2025-02-01")
    subject = read_history(repository).commits[0].subject
    assert subject == f"{'kata ' * 98}nomor …"
