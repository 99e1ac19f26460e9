"""Histories that hide what must vanish: each place that git has for a word is cleaned, told of or refused."""

import io
import subprocess
import unicodedata
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from repositories import Repository

from generator.purge.purge import Purge, Survey
from generator.refusal import RefusalError

NAME = "Rekaan Purnama"


@pytest.fixture
def repo(tmp_path: Path) -> Repository:
    """Give a register with one harmless commit."""
    made = Repository(tmp_path / "register")
    made.commit("Mulai")
    return made


def leave(repo: Repository, *files: str) -> None:
    """Take files away again, as a correction does."""
    repo.git("rm", "-q", *files)
    repo.commit("Betulkan")


def purge(repo: Repository, *texts: str) -> tuple[Survey, list[str]]:
    """Purge, and give what was seen before and what remains."""
    asked = Purge(repo.folder, texts or (NAME,), (), lambda: None)
    survey = asked.survey()
    remains = asked.carry_out(repo.folder.parent / "cadangan.bundle")
    repo.git("fsck", "--strict")
    assert repo.git("status", "--porcelain") == ""
    return survey, remains


@pytest.mark.parametrize(
    ("file", "after"),
    [
        ("documents/Rekaan/Purnama.pdf", "documents/Rekaan/dihapus.pdf"),
        ("documents/surat-rekaan/purnama/2024/a.pdf", "documents/surat-rekaan/dihapus/2024/a.pdf"),
        ("documents/re/kaan/rekaan-/-purnama-2024.pdf", "documents/re/kaan/rekaan-/dihapus-2024.pdf"),
        ("Rekaan Purnama/Rekaan/Purnama/Rekaan Purnama.txt", "dihapus/Rekaan/dihapus/dihapus.txt"),
    ],
)
def test_a_name_spread_over_folders_and_files_is_found(repo: Repository, file: str, after: str) -> None:
    repo.write(file, "isi\n")
    # The same folder elsewhere, where its names say nothing.
    repo.write("lain/purnama/2024/a.pdf", "isi\n")
    repo.commit("Tambah")
    leave(repo, file)
    survey, remains = purge(repo)
    assert (survey.found, survey.counts.names > 0, remains) == (True, True, [])
    assert file not in repo.list_paths()
    assert {after, "lain/purnama/2024/a.pdf"} <= repo.list_paths()


def test_what_remains_in_a_whole_path_is_seen(repo: Repository, monkeypatch: pytest.MonkeyPatch) -> None:
    repo.write("documents/Rekaan/Purnama.pdf", "isi\n")
    repo.commit("Tambah")
    leave(repo, "documents/Rekaan/Purnama.pdf")
    monkeypatch.setattr("generator.purge.rewriting.Rewriter._rename", lambda _, __, name: name)
    assert purge(repo)[1] == ["documents"]


def _tag_tree(repo: Repository) -> None:
    repo.write("Rekaan/Purnama/a.txt", "isi\n")
    repo.git("add", "-A")
    repo.git("tag", "pohon", repo.git("write-tree"))
    repo.git("rm", "-q", "--cached", "-r", "Rekaan")
    (repo.folder / "Rekaan/Purnama/a.txt").unlink()


def _tag_file(repo: Repository) -> None:
    repo.write("a.txt", f"{NAME}\n")
    repo.git("tag", "-a", "-m", "Berkas", "berkas", repo.git("hash-object", "-w", "a.txt"))
    (repo.folder / "a.txt").unlink()


def _tag_tag(repo: Repository) -> None:
    repo.git("tag", "-a", "-m", f"Oleh {NAME}", "satu")
    repo.git("tag", "-a", "-m", "Lagi", "rekaan/purnama", "satu")


def _sign(repo: Repository) -> None:
    repo.git("tag", "-a", "-m", f"{NAME}\n\n-----BEGIN SSH SIGNATURE-----\nUkVLQUFO\n-----END", "resmi")


def _pack(repo: Repository) -> None:
    repo.git("branch", "usul/rekaan-purnama")
    repo.git("tag", "rekaan_purnama")
    repo.git("pack-refs", "--all")
    repo.git("repack", "-adq")


def _clash(repo: Repository) -> None:
    repo.git("branch", "rekaan-purnama/satu")
    repo.git("branch", "rekaan_purnama")
    repo.git("branch", "rekaan.purnama-lain/dua")


def _set_up_branch(repo: Repository) -> None:
    repo.git("branch", "--track", "usul-rekaan-purnama", "main")
    repo.git("branch", "--track", "turunan", "usul-rekaan-purnama")
    repo.git("config", "branch.usul-rekaan-purnama.description", f"Usul {NAME}")


def _conflict(repo: Repository) -> None:
    for branch, word in (("satu", "a"), ("dua", "b")):
        repo.git("switch", "-q", "-c", branch, "main")
        repo.write("rekaan purnama.txt", word)
        repo.commit(word)
    with pytest.raises(AssertionError):
        repo.git("merge", "satu")
    repo.write("rekaan purnama.txt", "c")
    repo.commit("Gabung")
    leave(repo, "rekaan purnama.txt")


def _decompose(repo: Repository) -> None:
    for form in ("NFC", "NFD"):
        name = unicodedata.normalize(form, "Désirée Ångström")
        repo.write(f"{form}/{name}.txt", f"{name.upper()}\n")
    repo.write("windows.csv", "Désirée;Ångström\r\n".encode("cp1252"))
    repo.commit("Nama dengan tanda")
    leave(repo, "NFC", "NFD", "-r", "windows.csv")


def _mark_up(repo: Repository) -> None:
    for number, text in enumerate(("**Rekaan** | **Purnama**", "Rekaan <Purnama@x>", "[Rekaan]{Purnama}")):
        repo.write(f"{number}.md", f"{text}\n")
    repo.commit("Tabel")
    leave(repo, "0.md", "1.md", "2.md")


def _sign_pattern(repo: Repository) -> None:
    repo.write("a.txt", "A.*[b-c] (d|e)+$ dan Abc (d|e) dan \\Q\n")
    repo.commit("Tanda")
    leave(repo, "a.txt")


@pytest.mark.parametrize(
    ("hide", "text"),
    [
        *((one, NAME) for one in (
            _tag_tree, _tag_file, _tag_tag, _sign, _pack, _clash, _set_up_branch, _conflict, _mark_up,
        )),
        (_decompose, "Désirée Ångström"),
        (_sign_pattern, "A.*[b-c] (d|e)+$"),
    ],
)  # fmt: skip
def test_it_is_cleaned_wherever_git_keeps_it(
    repo: Repository, hide: Callable[[Repository], None], text: str
) -> None:
    hide(repo)
    heads = repo.git("for-each-ref", "--format=%(refname)").splitlines()
    survey, remains = purge(repo, text)
    assert (survey.found, remains) == (True, [])
    everything = repo.read_everything().lower()
    assert "Désirée Ångström".encode("cp1252").lower() not in everything.replace(b";", b" ")
    for form in (text, text.replace(" ", "-"), text.replace(" ", "_")):
        for spelled in (unicodedata.normalize(way, form) for way in ("NFC", "NFD")):
            assert spelled.lower().encode() not in everything
    assert len(repo.git("for-each-ref", "--format=%(refname)").splitlines()) == len(heads)


def test_what_is_packed_is_counted_and_left_to_its_reader(repo: Repository) -> None:
    with zipfile.ZipFile(packed := io.BytesIO(), "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("surat.txt", f"{NAME}\n" * 9)
    repo.write("documents/2024/surat.docx", packed.getvalue())
    repo.commit("Lampiran")
    leave(repo, "documents/2024/surat.docx")
    survey = Purge(repo.folder, (NAME,), (), lambda: None).survey()
    assert (survey.found, survey.unread) == (False, 1)


def _graft(repo: Repository) -> Path:
    (repo.folder / ".git/info/grafts").write_text(repo.git("rev-parse", "HEAD") + "\n")
    return repo.folder


def _clone_in_part(repo: Repository) -> Path:
    repo.git("config", "uploadpack.allowFilter", "true")
    clone = repo.folder.parent / "sebagian"
    words = ("clone", "-q", "--filter=blob:none", f"file://{repo.folder}", str(clone))
    subprocess.run(["git", *words], check=True, capture_output=True)
    return clone


def _lose(repo: Repository) -> Path:
    lost = repo.git("rev-parse", "HEAD~1:hilang.txt")
    (repo.folder / ".git/objects" / lost[:2] / lost[2:]).unlink()
    return repo.folder


def _note(repo: Repository) -> Path:
    repo.git("notes", "add", "-m", f"Tentang {NAME}")
    return repo.folder


def _put_in_place(repo: Repository) -> Path:
    repo.git("replace", "HEAD~1", "HEAD~2")
    return repo.folder


def _share(repo: Repository) -> Path:
    clone = repo.folder.parent / "pinjam"
    subprocess.run(["git", "clone", "-q", "--shared", str(repo.folder), str(clone)], check=True)
    return clone


def _work_beside(repo: Repository) -> Path:
    repo.git("worktree", "add", "-q", "-b", "lain", str(repo.folder.parent / "lain"))
    return repo.folder


@pytest.mark.parametrize(
    ("spoil", "said"),
    [
        (_graft, "info/grafts"),
        (_clone_in_part, "not complete"),
        (_lose, "not complete"),
        (_note, "refs/notes/commits"),
        (_put_in_place, "refs/replace/"),
        (_share, "borrows"),
        (_work_beside, "several folders"),
    ],
)
def test_a_repository_of_which_a_part_is_not_seen_is_refused(
    repo: Repository, spoil: Callable[[Repository], Path], said: str
) -> None:
    repo.write("hilang.txt", f"{NAME}\n")
    repo.commit("Tambah")
    leave(repo, "hilang.txt")
    with pytest.raises(RefusalError, match=said):
        Purge(spoil(repo), (NAME,), (), lambda: None)


def test_who_bears_the_name_commits_no_announcement(repo: Repository) -> None:
    repo.write("a.txt", f"{NAME}\n")
    repo.commit("Tambah")
    leave(repo, "a.txt")
    repo.git("config", "user.email", "rekaan.purnama@contoh.example")
    with pytest.raises(RefusalError, match="Your name"):
        purge(repo)
    assert not (repo.folder.parent / "cadangan.bundle").exists()
