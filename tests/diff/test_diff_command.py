"""``registri diff`` as its users run it: revisions, refusals, exit codes, odd repositories."""

import json
import os
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest
from changesets import commit, make_repository, run_git
from conftest import RunCommand
from registers import KB, PARTNER, ROOT, copy_base


def _edit(root: Path, file: str, old: str, new: str) -> None:
    text = (root / file).read_text(encoding="utf-8")
    assert old in text
    (root / file).write_text(text.replace(old, new, 1), encoding="utf-8")


@pytest.fixture
def repository(base: Path) -> Path:
    """Give the base register in a repository with one commit."""
    run_git(base, "init", "-q", "-b", "main")
    commit(base, "Awal")
    return base


def _tell(registri: RunCommand, root: Path, *words: str, code: int = 0) -> dict[str, object]:
    done = registri("diff", *words, "--root", str(root), "--format", "json")
    assert done.returncode == code, done.stderr
    told: dict[str, object] = json.loads(done.stdout)
    return told


def test_nothing_changed(registri: RunCommand, repository: Path) -> None:
    done = registri("diff", "HEAD", "--root", str(repository))
    assert done.returncode == 0
    assert done.stdout.endswith("\nTidak ada yang berubah.\n")
    assert registri("diff", "HEAD", "HEAD", "--root", str(repository)).returncode == 0


def test_the_folder_is_compared_with_all_that_is_not_committed(
    registri: RunCommand, repository: Path
) -> None:
    _edit(repository, KB, '"2028-03-10"', '"2027-03-10"')
    run_git(repository, "add", "-A")
    _edit(repository, PARTNER, "name: Pemerintah", "name: Pemkot")
    added = repository / "records" / "partners" / "mitra-baru.yaml"
    added.write_text("id: mitra-baru\nname: Mitra Baru\ncategory: yayasan\n", encoding="utf-8")
    done = registri("diff", "HEAD", "--root", str(repository))
    assert done.returncode == 0
    for told in (
        "Tanggal berakhir berubah dari 10 Maret 2028 menjadi 10 Maret 2027 (366 hari lebih awal).",
        "Nama berubah dari “Pemerintah Kota Seberang” menjadi “Pemkot Kota Seberang”.",
        "Mitra baru: Mitra Baru",
        "Muncul: /mitra/mitra-baru/ (Mitra Baru)",
    ):
        assert told in done.stdout
    assert "registri build" in done.stderr or "generator build" in done.stderr


def test_ignored_files_of_the_register_are_part_of_it(registri: RunCommand, repository: Path) -> None:
    """The build reads them too: what git is told to overlook is public all the same."""
    (repository / ".gitignore").write_text("rahasia*\n", encoding="utf-8")
    commit(repository, "Abaikan")
    added = repository / "records" / "partners" / "rahasia.yaml"
    added.write_text("id: rahasia\nname: Rahasia\ncategory: yayasan\n", encoding="utf-8")
    assert [record["id"] for record in _tell(registri, repository, "HEAD")["records"]] == ["rahasia"]  # type: ignore[attr-defined]


def test_a_proposal_is_compared_with_where_it_parted(registri: RunCommand, repository: Path) -> None:
    run_git(repository, "switch", "-q", "-c", "usulan")
    _edit(repository, KB, '"2028-03-10"', '"2030-03-10"')
    commit(repository, "Perpanjang")
    run_git(repository, "switch", "-q", "main")
    _edit(repository, PARTNER, "name: Pemerintah", "name: Pemkot")
    commit(repository, "Nama mitra")

    def changed(*words: str) -> list[str]:
        records: list[dict[str, str]] = _tell(registri, repository, *words)["records"]  # type: ignore[assignment]
        return [record["id"] for record in records]

    assert changed("main", "usulan") == changed("main...usulan") == ["ksdd-seberang-2023-kb"]
    both = ["ksdd-seberang-2023-kb", "kota-seberang"]
    assert changed("main", "usulan", "--exact") == changed("main..usulan") == both
    done = registri("diff", "main", "usulan", "--root", str(repository))
    assert "Dibandingkan: titik pisah dari main (" in done.stdout


def test_without_a_base_the_servers_branch_is_meant(
    registri: RunCommand, repository: Path, tmp_path: Path
) -> None:
    clone = tmp_path / "salinan"
    run_git(repository, "clone", "-q", str(repository), str(clone))
    _edit(clone, KB, '"2028-03-10"', '"2030-03-10"')
    commit(clone, "Perpanjang")
    done = registri("diff", "--root", str(clone))
    assert "Dibandingkan: origin/HEAD (" in done.stdout
    assert "10 Maret 2030" in done.stdout


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("cabang-lain",), 'tidak mengenal revisi "cabang-lain"'),
        (("--", "--output=jahat"), 'tidak mengenal revisi "--output=jahat"'),
        (("HEAD:records",), "tidak mengenal revisi"),
        (("main\n",), "tidak mengenal revisi"),
        (("HEAD", "HEAD", "HEAD"), "paling banyak dua revisi"),
        (("HEAD^{tree}",), "tidak mengenal revisi"),
    ],
)
def test_unknown_revisions(registri: RunCommand, repository: Path, words: tuple[str, ...], told: str) -> None:
    before = sorted(repository.rglob("*"))
    done = registri("diff", "--root", str(repository), *words)
    assert done.returncode == 2, done.stdout
    assert told in done.stderr
    assert sorted(repository.rglob("*")) == before


def test_no_repository(registri: RunCommand, base: Path) -> None:
    done = registri("diff", "HEAD", "--root", str(base))
    assert done.returncode == 2
    assert "tidak berada di dalam repositori git" in done.stderr


def test_no_git(registri: RunCommand, repository: Path, tmp_path: Path) -> None:
    done = registri("diff", "HEAD", "--root", str(repository), environment={"PATH": str(tmp_path)})
    assert done.returncode == 2
    assert "Program git tidak ditemukan" in done.stderr


def test_no_commit(registri: RunCommand, base: Path) -> None:
    run_git(base, "init", "-q")
    done = registri("diff", "--root", str(base))
    assert done.returncode == 2
    assert "belum mempunyai satu commit pun" in done.stderr


def test_shallow_copy(registri: RunCommand, repository: Path, tmp_path: Path) -> None:
    first = run_git(repository, "rev-parse", "HEAD")
    _edit(repository, KB, '"2028-03-10"', '"2030-03-10"')
    commit(repository, "Perpanjang")
    clone = tmp_path / "dangkal"
    run_git(repository, "clone", "-q", "--depth", "1", f"file://{repository}", str(clone))
    done = registri("diff", first, "--root", str(clone))
    assert done.returncode == 2
    assert "git fetch --unshallow" in done.stderr


def test_no_common_origin(registri: RunCommand, repository: Path) -> None:
    run_git(repository, "switch", "-q", "--orphan", "lain")
    shutil.copytree(copy_base(repository.parent / "lain") / "records", repository / "records")
    commit(repository, "Lain")
    done = registri("diff", "main", "--root", str(repository))
    assert done.returncode == 2
    assert "--exact" in done.stderr
    assert registri("diff", "main", "--exact", "--root", str(repository)).returncode == 0


def test_a_register_in_a_folder_of_its_repository(registri: RunCommand, tmp_path: Path) -> None:
    root = copy_base(tmp_path / "semua" / "data" / "register")
    run_git(tmp_path / "semua", "init", "-q", "-b", "main")
    commit(tmp_path / "semua", "Awal")
    _edit(root, KB, '"2028-03-10"', '"2030-03-10"')
    (tmp_path / "semua" / "README.md").write_text("Baca.\n", encoding="utf-8")
    run_git(tmp_path / "semua", "add", "-A")
    told = _tell(registri, root, "HEAD")
    assert [record["file"] for record in told["records"]] == [KB]  # type: ignore[attr-defined]
    assert told["other_files"] == ["README.md"]
    commit(tmp_path / "semua", "Perpanjang")
    assert _tell(registri, root, "HEAD~1", "HEAD")["records"] == told["records"]


def test_what_else_a_proposal_changes_is_called_out(registri: RunCommand, repository: Path) -> None:
    (repository / ".github").mkdir()
    (repository / ".github" / "tugas.yml").write_text("on: push\n", encoding="utf-8")
    run_git(repository, "add", "-A")
    done = registri("diff", "HEAD", "--root", str(repository))
    assert "Usulan ini juga mengubah .github/tugas.yml; periksa tersendiri." in done.stdout
    assert "Tidak ada isi catatan yang berubah." in done.stdout


def test_another_spelling_of_the_same_content_is_no_change(registri: RunCommand, repository: Path) -> None:
    _edit(
        repository, PARTNER, "name: Pemerintah Kota Seberang", '# Catatan.\nname: "Pemerintah Kota Seberang"'
    )
    told = _tell(registri, repository, "HEAD")
    assert told["records"] == []
    assert told["numbers"] == []


def test_errors_and_deletions_are_refused(registri: RunCommand, tmp_path: Path) -> None:
    broken = make_repository(tmp_path / "rusak", "broken-yaml")
    told = _tell(registri, broken, "HEAD", code=1)
    assert told["untold"] == "errors-after"
    assert told["numbers"] is None
    assert told["unreadable"] == [KB]
    # What was broken before is no fault of the next change.
    commit(broken, "Rusak")
    _edit(broken, PARTNER, "Seberang Raya", "Seberang Jaya")
    told = _tell(registri, broken, "HEAD")
    assert told["untold"] == "errors-before"
    assert [record["id"] for record in told["records"]] == ["kota-seberang"]  # type: ignore[attr-defined]
    deleted = make_repository(tmp_path / "hapus", "record-deleted")
    assert _tell(registri, deleted, "HEAD", code=1)["summary"]["refused"] is True  # type: ignore[index]
    # The check alone finds nothing there, so it is no next step.
    assert registri("check", "--root", str(deleted)).returncode == 0
    said = registri("diff", "HEAD", "--root", str(deleted)).stderr
    assert "ada catatan yang dihapus" in said
    following = said.splitlines()[-1].partition("generator ")[2].split()
    assert following == ["explain", "former_ids", "withdrawn"]
    assert registri(*following).returncode == 0


def test_schemas_may_differ(registri: RunCommand, repository: Path) -> None:
    shutil.copytree(ROOT / "schema", repository / "schema")
    commit(repository, "Skema")
    _edit(repository, "schema/partner.schema.json", '"title": "Nama"', '"title": "Nama lembaga"')
    _edit(repository, PARTNER, "name: Pemerintah", "name: Pemkot")
    told = _tell(registri, repository, "HEAD")
    records: Any = told["records"]
    (record,) = records
    assert record["sentences"][0]["text"]["id"].startswith("Nama lembaga berubah dari")
    assert told["numbers"] == []
    commit(repository, "Ubah")
    assert _tell(registri, repository, "HEAD~1", "HEAD")["records"] == [record]


def test_odd_files_do_no_harm(registri: RunCommand, repository: Path) -> None:
    folder = repository / "records" / "partners"
    (folder / "tautan.yaml").symlink_to("/etc/passwd")
    (folder / "folder.yaml").mkdir()
    (folder / "folder.yaml" / "isi").write_text("x", encoding="utf-8")
    (folder / "aneh\n@baris.yaml").write_text("id: [", encoding="utf-8")
    (folder / os.fsdecode(b"b\xffn.yaml")).write_text("id: x", encoding="utf-8")
    for form in ("text", "markdown", "json"):
        done = registri("diff", "HEAD", "--root", str(repository), "--format", form)
        assert done.returncode == 1, done.stderr
        assert "root:" not in done.stdout
    commit(repository, "Aneh")
    told = _tell(registri, repository, "HEAD~1", "HEAD", code=1)
    assert "records/partners/folder.yaml" in told["unreadable"]  # type: ignore[operator]


@pytest.mark.parametrize("folder", ["schema", "records"])
def test_a_tree_written_by_hand_leads_nowhere(
    registri: RunCommand, repository: Path, tmp_path: Path, folder: str
) -> None:
    shutil.copytree(ROOT / "schema", repository / "schema")
    commit(repository, "Skema")

    def write_tree(entries: bytes) -> bytes:
        words = ["git", "hash-object", "-t", "tree", "-w", "--literally", "--stdin"]
        made = subprocess.run(words, cwd=repository, input=entries, capture_output=True, check=True)
        return bytes.fromhex(made.stdout.decode())

    def read_tree(name: str) -> bytes:
        return subprocess.run(
            ["git", "cat-file", "tree", name], cwd=repository, capture_output=True, check=True
        ).stdout

    blob = bytes.fromhex(run_git(repository, "rev-parse", f"HEAD:{PARTNER}").strip())
    out = write_tree(b"40000 ..\0" + write_tree(b"100644 lolos.yaml\0" + blob))
    tree = write_tree(b"40000 ..\0" + out + read_tree(f"HEAD:{folder}"))
    old = bytes.fromhex(run_git(repository, "rev-parse", f"HEAD:{folder}").strip())
    top = write_tree(read_tree("HEAD^{tree}").replace(old, tree))
    head = run_git(repository, "commit-tree", "-p", "HEAD", "-m", "x", top.hex()).strip()
    work = tmp_path / "sementara" / "dalam"
    work.mkdir(parents=True)
    environment = {"TMPDIR": str(work)}
    done = registri("diff", "HEAD", head, "--root", str(repository), environment=environment)
    assert (done.returncode, "git fsck" in done.stderr) == (2, True), done.stderr
    assert not list(tmp_path.rglob("lolos.yaml"))


def test_memory_changes_nothing(registri: RunCommand, repository: Path, tmp_path: Path) -> None:
    _edit(repository, KB, '"2028-03-10"', '"2024-03-10"')
    words = ("diff", "HEAD", "--root", str(repository), "--format", "json")
    first, second = registri(*words), registri(*words)
    caches = list((tmp_path / "cache" / "registri").iterdir())
    assert caches
    for path in caches:
        path.write_bytes(b"rusak")
    third = registri(*words)
    shutil.rmtree(tmp_path / "cache")
    fourth = registri(*words)
    assert first.stdout == second.stdout == third.stdout == fourth.stdout
    assert json.loads(first.stdout)["numbers"]


def _read_kept(folder: Path) -> dict[Path, bytes]:
    return {path: path.read_bytes() for path in (folder / "cache" / "registri").iterdir()}


def test_a_base_that_moved_on_is_not_read_anew(
    registri: RunCommand, repository: Path, tmp_path: Path
) -> None:
    words = ("diff", "HEAD", "--root", str(repository), "--format", "json")
    _edit(repository, KB, '"2028-03-10"', '"2024-03-10"')
    assert registri(*words).returncode == 0
    kept = _read_kept(tmp_path)
    commit(repository, "Perubahan")
    _edit(repository, PARTNER, "name: Pemerintah", "name: Pemkot")
    told = registri(*words).stdout
    assert len(kept) == 1
    assert _read_kept(tmp_path) == kept
    assert [record["id"] for record in json.loads(told)["records"]] == ["kota-seberang"]
    shutil.rmtree(tmp_path / "cache")
    assert registri(*words).stdout == told


def test_the_language_is_chosen(registri: RunCommand, repository: Path) -> None:
    _edit(repository, KB, '"2028-03-10"', '"2030-03-10"')
    done = registri("diff", "HEAD", "--root", str(repository), "--language", "en", "--format", "markdown")
    assert "End date changed from 10 March 2028 to 10 March 2030 (730 days later)." in done.stdout
