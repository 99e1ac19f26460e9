"""The story of a register, from a real repository of forty commits that a script makes."""

import datetime
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest
from changesets import commit, run_git
from lifetime import Days, make_lifetime
from registers import AS_OF, KB, PARTNER, SCHEMAS, copy_base
from storytext import render_story

from generator.comparison.comparison import Question, compare_states
from generator.git.history import find_commit_on, read_history
from generator.story.chapter import NO_STORY, Story
from generator.story.reading import read_story
from generator.story.telling import MANY, Shelf

GOLDEN = Path(__file__).parent / "lifetime.txt"
NIK = "9901014505900001"


class Life(NamedTuple):
    """The scripted repository, and what its main line held on each day."""

    root: Path
    days: Days


@pytest.fixture(scope="module")
def life(tmp_path_factory: pytest.TempPathFactory) -> Life:
    root = tmp_path_factory.mktemp("riwayat") / "register"
    return Life(root, make_lifetime(root))


@pytest.fixture(autouse=True)
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Keep what is kept in a folder of the test's own."""
    folder = tmp_path / "ingatan"
    monkeypatch.setenv("XDG_CACHE_HOME", str(folder))
    return folder


def tell(root: Path) -> Story:
    """Give the story of a register."""
    return read_story(root, SCHEMAS)


def test_the_story_of_a_lifetime(life: Life) -> None:
    """Each line of the golden text has been read: ``make stories`` writes it."""
    assert render_story(tell(life.root)) == GOLDEN.read_text(encoding="utf-8")


def test_no_personal_data_of_an_old_version_is_told(life: Life) -> None:
    story = tell(life.root)
    assert NIK.encode() in b"".join(content for _, _, files in life.days for content in files.values())
    assert NIK not in render_story(story)
    assert NIK not in repr(story)


def test_the_state_on_each_day_is_a_checkout_of_it(life: Life, tmp_path: Path) -> None:
    tree = tmp_path / "keadaan"
    run_git(life.root, "worktree", "add", "-q", "--detach", str(tree))
    days = sorted({day for day, _, _ in life.days})
    line = list(reversed(read_history(life.root).commits))
    try:
        for day in (days[0] - datetime.timedelta(1), *days, days[-1] + datetime.timedelta(9)):
            past = [(made, files) for at, made, files in life.days if at <= day]
            made, files = past[-1] if past else ("", {})
            assert find_commit_on(life.root, day) == (made or None)
            if not made:
                continue
            run_git(tree, "checkout", "-q", "--detach", made)
            found = {path.relative_to(tree).as_posix(): path.read_bytes() for path in _list_records(tree)}
            assert found == files
            # What the history tells leads to the very contents that git has there.
            shelf = Shelf()
            for one in line:
                if one.day <= day:
                    shelf.pass_by(one.changes)
            listed = run_git(life.root, "ls-tree", "-r", made, "--", "records").splitlines()
            there = {(line.split("\t")[1], line.split()[2]) for line in listed}
            assert set(shelf.files.values()) == there
    finally:
        run_git(life.root, "worktree", "remove", "--force", str(tree))


def _list_records(root: Path) -> Iterator[Path]:
    return (root / "records").rglob("*.yaml")


@pytest.mark.parametrize(
    "reason",
    ["Perpanjang kesepakatan dengan Kota Seberang", "PT Air Bening berganti nama", "Evaluasi semester I",
     "Satukan mitra yang tercatat dua kali", "Tarik kembali perjanjian rujukan"],
)  # fmt: skip
def test_a_chapter_says_what_the_difference_says(reason: str, life: Life) -> None:
    publication = next(one for one in tell(life.root).publications if one.commit.subject == reason)
    made = publication.commit.id
    difference = compare_states(Question(life.root, f"{made}^1", made, AS_OF, "id", is_exact=True))
    said = [
        (change.what, change.kind, change.record.id, [sentence.text for sentence in change.sentences])
        for change in difference.records
    ]
    told = [
        (event.what, event.kind, event.id, [sentence.text for sentence in event.sentences])
        for event in publication.events
    ]
    assert sorted(map(repr, told)) == sorted(map(repr, said))


_FREE = ("title: ", "subject: ", "purpose: ", "- office: ", "number: ", "unit: ", "label: ", "place: ")
# Records that met their schema with personal data in them, and records that did not.
_HOLDING = (
    _FREE,
    ("title: ",),
    ("- office: ",),
    (*_FREE, "id: ", "kind: ", "date: ", "- partner: "),
    ("url: ",),
)


@pytest.mark.parametrize("personal", [f"NIK {NIK}", "surel budi@contoh.example", "HP 0812 3456 7890"])
def test_no_field_of_an_old_version_lets_personal_data_out(personal: str, base: Path) -> None:
    run_git(base, "init", "-q", "-b", "main")
    good = (base / KB).read_text(encoding="utf-8")
    for keys in _HOLDING:
        lines = [
            f"{line} {personal}" if line.strip().startswith(keys) else line for line in good.splitlines()
        ]
        (base / KB).write_text("\n".join([*lines, f"notes: {personal}", ""]), encoding="utf-8")
        commit(base, "Tambah", "2025-01-01")
        (base / KB).write_text(good, encoding="utf-8")
        commit(base, f"Hapus {personal}", "2025-02-01")
    (base / KB).unlink()
    commit(base, "Hapus catatan", "2025-03-01")
    story = tell(base)
    assert len(story.publications) == 2 * len(_HOLDING) + 1
    told = render_story(story)
    assert personal not in told
    assert personal.split(" ", 1)[-1] not in told


# What is kept.


def test_what_is_kept_gives_the_same(life: Life, cache: Path) -> None:
    first = tell(life.root)
    kept = {path: path.read_bytes() for path in cache.rglob("*") if path.is_file()}
    assert kept
    assert tell(life.root) == first
    assert {path: path.read_bytes() for path in cache.rglob("*") if path.is_file()} == kept


@pytest.mark.parametrize("damage", [b"", b"x", None])
def test_what_is_kept_may_be_damaged_or_gone(damage: bytes | None, life: Life, cache: Path) -> None:
    first = tell(life.root)
    for path in [path for path in cache.rglob("*") if path.is_file()]:
        path.unlink() if damage is None else path.write_bytes(damage)
    assert tell(life.root) == first


def test_only_new_commits_are_told_anew(life: Life, tmp_path: Path, cache: Path) -> None:
    """Whatever was kept of the line before: the start of it, the whole of it, or a branch of it."""
    copy = tmp_path / "salinan"
    run_git(tmp_path, "clone", "-q", str(life.root), str(copy))
    head = run_git(copy, "rev-parse", "HEAD")
    whole = tell(copy)
    for start in (f"{head}~30", f"{head}~12", f"{head}~1"):
        shutil.rmtree(cache)
        run_git(copy, "reset", "-q", "--hard", start)
        before = tell(copy)
        assert tell(copy) == before
        run_git(copy, "reset", "-q", "--hard", head)
        assert tell(copy) == whole
        run_git(copy, "reset", "-q", "--hard", start)
        assert tell(copy) == before
    run_git(copy, "reset", "-q", "--hard", "HEAD~3")
    with (copy / PARTNER).open("a", encoding="utf-8") as file:
        file.write("# Cabang.\n")
    commit(copy, "Cabang lain", "2024-11-01")
    branched = tell(copy)
    shutil.rmtree(cache)
    assert tell(copy) == branched


def test_a_cache_that_can_t_be_written_does_no_harm(
    life: Life, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = tell(life.root)
    (tmp_path / "berkas").write_bytes(b"")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "berkas"))
    assert tell(life.root) == first


# Odd pasts.


@pytest.fixture
def repository(base: Path) -> Path:
    run_git(base, "init", "-q", "-b", "main")
    commit(base, "Awal", "2025-01-01")
    return base


@pytest.mark.parametrize(
    "content",
    [
        b"", b"\xff\xfe\x00", b"- a\n", b"id: 1\nparties: teks\nterm: 5\n",
        b"parties:\n  - 5\n  - partner: {}\n",
        b"evaluations:\n  - period: 3\nsigning: []\nvalue: x\n", b"term:\n  duration: lama\n  end: kapan\n",
        b"withdrawn: true\nrelations:\n  - type: x\n", b"title: {}\nid: []\nformer_ids: 5\n",
        b"former_ids:\n  - {}\n",
    ],
)  # fmt: skip
def test_no_past_content_stops_the_story(content: bytes, repository: Path) -> None:
    path = repository / KB
    good = path.read_bytes()
    path.write_bytes(content)
    commit(repository, "Rusak", "2025-02-01")
    path.write_bytes(good)
    commit(repository, "Baik", "2025-02-02")
    chapters = tell(repository).chapters["agreement", "ksdd-seberang-2023-kb"]
    assert [chapter.commit.subject for chapter in chapters] == ["Baik", "Rusak", "Awal"]
    assert all(chapter.event.sentences for chapter in chapters)


def test_a_link_in_the_past_is_not_followed(repository: Path) -> None:
    path = repository / KB
    good = path.read_bytes()
    path.unlink()
    path.symlink_to("/etc/hostname")
    commit(repository, "Tautan", "2025-02-01")
    path.unlink()
    path.write_bytes(good)
    commit(repository, "Baik", "2025-02-02")
    chapters = tell(repository).chapters["agreement", "ksdd-seberang-2023-kb"]
    assert ["can't read" in chapter.event.sentences[0].text.en for chapter in chapters] == [
        False,
        True,
        False,
    ]


def test_an_import_is_told_without_its_facts(repository: Path) -> None:
    text = (repository / PARTNER).read_text(encoding="utf-8")
    for number in range(MANY + 1):
        name = f"kota-{number}"
        path = repository / "records" / "partners" / f"{name}.yaml"
        path.write_text(text.replace("kota-seberang", name), encoding="utf-8")
    commit(repository, "Impor", "2025-02-01")
    events = tell(repository).publications[0].events
    assert len(events) == MANY + 1
    assert {tuple(sentence.text.id for sentence in event.sentences) for event in events} == {
        ("Catatan ini diterbitkan.",)
    }


BACK = "Catatan ini dimuat kembali setelah pernah dihapus."


def _write_partner(root: Path, name: str, *lines: str) -> None:
    text = (root / PARTNER).read_text(encoding="utf-8").replace("kota-seberang", name)
    path = root / "records" / "partners" / f"{name}.yaml"
    path.write_text("\n".join([text.rstrip(), *lines, ""]), encoding="utf-8")


def _list_events(story: Story) -> list[tuple[str, str, str, bool]]:
    """Give what the newest change did to partners: what, to which, its former id, and whether it is back."""
    return [
        (event.what, event.id, event.former, BACK in [one.text.id for one in event.sentences])
        for event in story.publications[0].events
        if event.kind == "partner"
    ]


def test_an_id_that_is_used_again_after_a_rename_is_not_back(repository: Path) -> None:
    partners = repository / "records" / "partners"
    _write_partner(repository, "kota-satu")
    commit(repository, "Tambah", "2025-02-01")
    _write_partner(repository, "kota-dua", "former_ids:", "  - kota-satu")
    (partners / "kota-satu.yaml").unlink()
    commit(repository, "Ganti pengenal", "2025-02-02")
    assert _list_events(tell(repository)) == [("renamed", "kota-dua", "kota-satu", False)]
    _write_partner(repository, "kota-dua")
    _write_partner(repository, "kota-satu")
    commit(repository, "Pakai lagi", "2025-02-03")
    assert ("added", "kota-satu", "", False) in _list_events(tell(repository))


def test_what_comes_back_is_marked_where_git_sees_a_rename(repository: Path) -> None:
    """One record goes and another, much like it, comes back: to git the one is the other."""
    partners = repository / "records" / "partners"
    _write_partner(repository, "kota-satu")
    _write_partner(repository, "kota-dua", "note: Lain.")
    commit(repository, "Tambah", "2025-02-01")
    (partners / "kota-satu.yaml").unlink()
    commit(repository, "Hapus", "2025-02-02")
    _write_partner(repository, "kota-satu")
    (partners / "kota-dua.yaml").unlink()
    commit(repository, "Tukar", "2025-02-03")
    assert [change.kind for change in read_history(repository).commits[0].changes] == ["renamed"]
    told = [("added", "kota-satu", "", True), ("removed", "kota-dua", "", False)]
    assert sorted(_list_events(tell(repository))) == told
    # And so the other, which git never called removed.
    _write_partner(repository, "kota-dua", "note: Kembali.")
    commit(repository, "Kembali", "2025-02-04")
    assert _list_events(tell(repository)) == [("added", "kota-dua", "", True)]


def test_a_rename_in_an_import_is_told_as_one(repository: Path) -> None:
    """Known by the former id alone, for the files have nothing in common."""
    partners = repository / "records" / "partners"
    for number in range(MANY + 1):
        _write_partner(repository, f"kota-{number}")
    _write_partner(repository, "kota-baru", "former_ids:", "  - pt-air-bening")
    (partners / "pt-air-bening.yaml").unlink()
    commit(repository, "Impor", "2025-02-01")
    events = _list_events(tell(repository))
    assert ("renamed", "kota-baru", "pt-air-bening", False) in events
    assert [what for what, *_ in events].count("added") == MANY + 1
    assert "removed" not in {what for what, *_ in events}


def test_no_git_no_story(base: Path) -> None:
    assert tell(base) == NO_STORY
    assert not NO_STORY.is_known


def test_a_register_below_the_repository(tmp_path: Path) -> None:
    outer = tmp_path / "luar"
    outer.mkdir()
    run_git(outer, "init", "-q", "-b", "main")
    roots = [copy_base(outer / name) for name in ("satu", "dua")]
    commit(outer, "Awal", "2025-01-01")
    (roots[1] / KB).unlink()
    commit(outer, "Hapus", "2025-01-02")
    assert [[one.commit.subject for one in tell(root).publications] for root in roots] == [
        ["Awal"], ["Hapus", "Awal"],
    ]  # fmt: skip
