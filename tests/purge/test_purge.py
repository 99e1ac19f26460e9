"""A purge on real repositories: nothing of it is left in any object, everything else is as it was."""

import base64
import json
import re
import subprocess
from collections.abc import Callable
from pathlib import Path
from urllib.parse import quote

import pytest
from builtsite import build
from registers import KB, ROOT
from repositories import Repository

from generator.purge.purge import Purge
from generator.read.strict_yaml import read_mapping
from generator.schemas import SchemaSet

NAME, NUMBER = "Rekaan Purnama", "9912345678901234"
SLUG = "rekaan-purnama"
LEAK = f"records/partners/{SLUG}.yaml"
DOCUMENT = "documents/2024/rekaan.pdf"
_FORMS = (
    NAME.encode(), NAME.upper().encode(), SLUG.encode(), NAME.encode("utf-16-le"), NAME.encode("utf-16-be"),
    NUMBER.encode(), b"9912 3456 7890 1234", b"9912.3456.7890.1234", NUMBER.encode("utf-16-le"),
    quote(NAME).encode(), b"Rekaan+Purnama", base64.b64encode(NAME.encode()),
    *(base64.b64encode(b"z" * n + NAME.encode())[2 * n : (n + len(NAME)) * 8 // 6] for n in (1, 2)),
)  # fmt: skip

Run = Callable[..., "subprocess.CompletedProcess[str]"]


@pytest.fixture
def leaked(tmp_path: Path) -> Repository:
    """Give a repository of branches, a merge, tags and renames whose history holds a person's data."""
    repo = Repository(tmp_path / "register")
    first = repo.commit("Mulai register")
    repo.git("tag", "v0", first)
    kb = (repo.folder / KB).read_text("utf-8")
    partner = (repo.folder / "records/partners/kota-seberang.yaml").read_text("utf-8")
    repo.write(LEAK, partner.replace("id: kota-seberang", f"id: {SLUG}").replace("name: ", f"name: {NAME} "))
    repo.write(KB, f"{kb}notes: >-\n  Hubungi Rekaan\n  Purnama, NIK 9912.3456.7890.1234.\n")
    repo.write(DOCUMENT, b"%PDF-1.4\0\xff" + NAME.encode("utf-16-le") + b" stream")
    repo.write("arsip/catatan.md", f"[surat](https://contoh.example/?n={quote(NAME)})\n")
    repo.commit(f"Tambah mitra {NAME}", f"{NAME} <{SLUG}@contoh.example>")
    repo.git("tag", "-a", "-m", f"Sesudah {NAME}", "v1")
    repo.git("switch", "-q", "-c", f"usul-{SLUG}")
    repo.write("arsip/lain.txt", base64.b64encode(b"zz" + NAME.encode()) + b"\n" + NAME.upper().encode())
    repo.commit("Usul lain")
    repo.git("switch", "-q", "main")
    repo.git("mv", LEAK, f"records/partners/{SLUG}-baru.yaml")
    renamed = repo.commit("Ganti nama berkas")
    repo.git("merge", "-q", "--no-ff", "-m", f"Gabung; membatalkan {renamed}", f"usul-{SLUG}")
    repo.git("rm", "-q", f"records/partners/{SLUG}-baru.yaml", "arsip/catatan.md", "arsip/lain.txt", DOCUMENT)
    repo.write(KB, kb)
    repo.commit("Betulkan catatan")
    repo.write("arsip/akhir.md", "Selesai.\n")
    repo.commit("Sesudahnya")
    return repo


@pytest.fixture
def texts(tmp_path: Path) -> Path:
    path = tmp_path / "hapus.txt"
    path.write_text(f"{NAME}\n\n{NUMBER}\n", "utf-8")
    return path


def test_nothing_of_it_is_left_and_all_else_is_as_it_was(
    leaked: Repository, texts: Path, registri: Run, tmp_path: Path
) -> None:
    before, tree = leaked.describe(), leaked.git("rev-parse", "HEAD^{tree}")
    first = leaked.git("rev-parse", "v0")
    assert any(form in leaked.read_everything() for form in _FORMS)

    looked = registri("purge", "--texts", str(texts), "--root", str(leaked.folder))
    assert looked.returncode == 1, looked.stderr
    assert "commit yang ditulis ulang : 6 dari 7" in looked.stdout
    assert leaked.describe() == before

    backup = tmp_path / "cadangan.bundle"
    words = ("--backup", str(backup), "--ground", "UU 27/2022", "--write")
    done = registri("purge", "--texts", str(texts), "--root", str(leaked.folder), *words)
    assert done.returncode == 0, done.stdout + done.stderr
    everything = leaked.read_everything()
    for form in _FORMS:
        assert form.lower() not in everything.lower(), form
    assert not re.search(rb"Rekaan\s+Purnama", everything, re.IGNORECASE)
    for said in (looked.stdout, looked.stderr, done.stdout, done.stderr):
        assert NAME.lower() not in said.lower()
        assert SLUG not in said
        assert NUMBER not in said

    # Structure, days and the people not meant are as they were; what held nothing keeps its id.
    after = leaked.describe()
    assert after[-1][5] == "Umumkan penghapusan dari riwayat"
    assert [(one[2], one[4], one[6]) for one in after[:-1]] == [(one[2], one[4], one[6]) for one in before]
    assert [one[0].replace("dihapus", NAME) for one in after[:-1]] == [one[0] for one in before]
    assert [one[5] for one in after[:-1]] == [
        "Mulai register", "Tambah mitra dihapus", "Ganti nama berkas", "Usul lain", after[4][5],
        "Betulkan catatan", "Sesudahnya",
    ]  # fmt: skip
    assert leaked.git("rev-parse", "v0") == first
    assert leaked.git("rev-parse", "HEAD~1^{tree}") == tree
    assert leaked.git("cat-file", "-p", "v1").endswith("Sesudah dihapus")
    assert sorted(leaked.git("branch", "--format=%(refname:short)").split()) == ["main", "usul-dihapus"]
    # A message that names a commit names the one in its place.
    named = leaked.git("log", "--all", "--grep=membatalkan", "--format=%s").split()[-1]
    assert leaked.git("log", "-1", "--format=%s", named) == "Ganti nama berkas"
    leaked.git("fsck", "--strict")
    assert leaked.git("status", "--porcelain") == ""
    assert registri("check", "--root", str(leaked.folder)).returncode == 0


def test_the_announcement_names_records_and_no_content(
    leaked: Repository, texts: Path, registri: Run, tmp_path: Path
) -> None:
    words = ("--backup", str(tmp_path / "c.bundle"), "--ground", "UU 27/2022", "--write")
    done = registri("purge", "--texts", str(texts), "--root", str(leaked.folder), *words)
    assert done.returncode == 0, done.stdout + done.stderr
    value, _ = read_mapping((leaked.folder / "records/registry.yaml").read_bytes())
    assert value is not None
    assert value["purges"] == [
        {
            "date": "2025-06-30",
            "ground": "UU 27/2022",
            "records": [
                {"kind": "agreement", "id": "ksdd-seberang-2023-kb"},
                {"kind": "partner", "id": "dihapus"},
                {"kind": "partner", "id": "dihapus-baru"},
            ],
        }
    ]
    assert SchemaSet(ROOT / "schema").is_valid("registry", value)

    # Those who use the data are told, on the page, in the feed and in the data of changes.
    site = build(leaked.folder, tmp_path / "situs")
    told = (
        "Sebagian isi lama dihapus dari riwayat register (dasar hukum: UU 27/2022). Siapa pun yang menyimpan "
        "salinan lama catatan berikut diminta menghapusnya dan mengambil yang sekarang: perjanjian "
        "ksdd-seberang-2023-kb, mitra dihapus, mitra dihapus-baru."
    )
    assert told in site.pages["perubahan/"].text
    assert "penghapusan-2025-06-30-1" in site.pages["perubahan/"].ids
    assert told in (site.folder / "perubahan/feed.xml").read_text("utf-8")
    index = json.loads((site.folder / "api/v1/changes/index.json").read_bytes())
    assert [(one["ground"], one["records"][0]) for one in index["announcements"]] == [
        ("UU 27/2022", {"record": "agreement", "id": "ksdd-seberang-2023-kb"})
    ]
    for path in site.folder.rglob("*"):
        if path.is_file():
            data = path.read_bytes().lower()
            assert not any(form.lower() in data for form in _FORMS), path


def test_the_backup_brings_the_old_state_back(
    leaked: Repository, texts: Path, registri: Run, tmp_path: Path
) -> None:
    before, head = leaked.describe(), leaked.git("rev-parse", "main")
    backup = tmp_path / "cadangan.bundle"
    words = ("--backup", str(backup), "--ground", "UU 27/2022", "--write")
    assert registri("purge", "--texts", str(texts), "--root", str(leaked.folder), *words).returncode == 0
    assert backup.stat().st_mode & 0o077 == 0
    subprocess.run(["git", "clone", "-q", "--mirror", str(backup), str(tmp_path / "lama.git")], check=True)
    old = Repository.__new__(Repository)
    old.folder = tmp_path / "lama.git"
    assert old.git("rev-parse", "refs/heads/main") == head
    assert old.describe() == before


def test_a_document_vanishes_as_a_whole(leaked: Repository, registri: Run, tmp_path: Path) -> None:
    # A copy of it once lay under another name.
    leaked.git("switch", "-q", f"usul-{SLUG}")
    leaked.write("documents/2024/salinan.pdf", (leaked.folder / DOCUMENT).read_bytes())
    leaked.commit("Salin")
    leaked.git("rm", "-q", "documents/2024/salinan.pdf")
    # It was empty once, as another file is that has nothing to do with it.
    leaked.write(DOCUMENT, b"")
    leaked.write("arsip/kosong.txt", b"")
    leaked.commit("Hapus salinannya")
    leaked.git("switch", "-q", "main")
    words = ("--backup", str(tmp_path / "c.bundle"), "--ground", "UU 27/2022", "--write")
    done = registri("purge", "--document", DOCUMENT, "--root", str(leaked.folder), *words)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "dokumen dikeluarkan" in done.stdout
    assert leaked.git("log", "--all", "--format=%H", "--", DOCUMENT) == ""
    assert b"%PDF-1.4" not in leaked.read_everything()
    assert leaked.git("show", f"usul-{SLUG}:arsip/kosong.txt") == ""
    # Texts that were not named are still there.
    assert NAME.encode() in leaked.read_everything()


def test_branches_that_come_to_have_one_name_are_told_apart(
    leaked: Repository, texts: Path, registri: Run, tmp_path: Path
) -> None:
    leaked.git("switch", "-q", "-c", "usul-Rekaan_Purnama")
    before = leaked.describe()
    words = ("--backup", str(tmp_path / "c.bundle"), "--ground", "UU 27/2022", "--write")
    done = registri("purge", "--texts", str(texts), "--root", str(leaked.folder), *words)
    assert done.returncode == 0, done.stdout + done.stderr
    names = leaked.git("for-each-ref", "--format=%(refname:short)", "refs/heads").splitlines()
    assert names == ["main", "usul-dihapus", "usul-dihapus-2"]
    assert leaked.git("symbolic-ref", "--short", "HEAD") == "usul-dihapus"
    # Besides the announcement.
    assert len(leaked.describe()) == len(before) + 1
    assert leaked.git("status", "--porcelain") == ""


def test_a_record_is_named_though_its_folder_lay_elsewhere_before(tmp_path: Path) -> None:
    repo = Repository(tmp_path / "register")
    year, record = "records/mapping/2019", "2019-jalan"
    repo.write(f"lama/{year}/{record}.yaml", f"# {NAME}\n")
    repo.commit("Mulai")
    repo.git("mv", f"lama/{year}", year)
    repo.commit("Pindah")
    repo.git("rm", "-q", f"{year}/{record}.yaml")
    repo.commit("Betulkan")
    assert Purge(repo.folder, [NAME], (), lambda: None).survey().records == (("mapping-entry", record),)


def test_branches_of_a_server_are_cleaned_and_none_is_lost(
    leaked: Repository, texts: Path, registri: Run, tmp_path: Path
) -> None:
    clone = Repository.__new__(Repository)
    clone.folder = tmp_path / "salinan"
    subprocess.run(["git", "clone", "-q", "--no-local", str(leaked.folder), str(clone.folder)], check=True)
    words = ("--backup", str(tmp_path / "c.bundle"), "--ground", "UU 27/2022", "--write")
    done = registri("purge", "--texts", str(texts), "--root", str(clone.folder), *words)
    assert done.returncode == 0, done.stdout + done.stderr
    assert clone.git("for-each-ref", "--format=%(refname)").split() == [
        "refs/heads/main", "refs/heads/usul-dihapus", "refs/tags/v0", "refs/tags/v1",
    ]  # fmt: skip
    assert not any(form in clone.read_everything() for form in _FORMS)


def _dirty(repo: Repository, _: Path) -> Path:
    repo.write("arsip/baru.md", "belum\n")
    return repo.folder


def _detach(repo: Repository, _: Path) -> Path:
    repo.git("checkout", "-q", "--detach")
    return repo.folder


def _stash(repo: Repository, _: Path) -> Path:
    repo.write("arsip/akhir.md", "lain\n")
    repo.git("stash", "-q")
    return repo.folder


def _shallow(repo: Repository, place: Path) -> Path:
    shallow = place / "dangkal"
    subprocess.run(["git", "clone", "-q", "--depth", "1", f"file://{repo.folder}", str(shallow)], check=True)
    return shallow


def _behind(repo: Repository, place: Path) -> Path:
    clone = place / "tertinggal"
    subprocess.run(["git", "clone", "-q", "--no-local", str(repo.folder), str(clone)], check=True)
    subprocess.run(["git", "-C", str(clone), "reset", "-q", "--hard", "HEAD~1"], check=True)
    return clone


def _present(repo: Repository, _: Path) -> Path:
    repo.write("arsip/akhir.md", f"{NAME}\n")
    repo.commit("Masuk lagi")
    return repo.folder


@pytest.mark.parametrize(
    ("spoil", "words"),
    [
        (_dirty, "belum di-commit"),
        (_detach, "tidak berada pada sebuah cabang"),
        (_stash, "git stash clear"),
        (_shallow, "git fetch --unshallow"),
        (_behind, "git pull"),
        (_present, "Keadaan sekarang masih memuatnya, pada 1 berkas: arsip/akhir.md"),
    ],
)
def test_it_refuses_where_the_history_would_not_be_clean(
    spoil: Callable[[Repository, Path], Path], words: str, leaked: Repository, texts: Path, registri: Run
) -> None:
    tmp_path = texts.parent
    root = spoil(leaked, tmp_path)
    heads = leaked.git("for-each-ref")
    backup = tmp_path / "c.bundle"
    done = registri(
        "purge", "--texts", str(texts), "--root", str(root), "--backup", str(backup),
        "--ground", "UU 27/2022", "--write",
    )  # fmt: skip
    assert done.returncode == 2, done.stdout + done.stderr
    assert words in done.stderr
    assert "Traceback" not in done.stderr
    assert leaked.git("for-each-ref") == heads
    assert not backup.exists()


def test_what_is_asked_for_wrongly_is_refused_in_plain_words(
    leaked: Repository, texts: Path, registri: Run, tmp_path: Path
) -> None:
    root = ("--root", str(leaked.folder))
    inside = leaked.folder / "hapus.txt"
    short, empty, odd = (tmp_path / name for name in ("pendek.txt", "kosong.txt", "aneh.txt"))
    short.write_text("Budi\n", "utf-8")
    empty.write_text("\n  \n", "utf-8")
    odd.write_bytes(b"\xff\xfe\x00")
    held = ("--backup", str(leaked.folder / "c.bundle"))
    for words, said in (
        ((), "Sebutkan apa yang harus hilang"),
        (("--texts", str(inside)), "berada di dalam repositori"),
        (("--texts", str(short)), "Baris 1 terlalu pendek"),
        (("--texts", str(empty)), "tidak memuat satu teks pun"),
        (("--texts", str(odd)), "bukan teks UTF-8"),
        (("--texts", str(tmp_path / "tidak-ada.txt")), "tidak-ada.txt"),
        (("--document", "records/x.yaml"), "bukan letak dokumen"),
        (("--document", "documents/../x"), "bukan letak dokumen"),
        (("--texts", str(texts), "--write"), "sebutkan juga --backup"),
        (("--texts", str(texts), "--write", *held, "--ground", "UU"), "berada di dalam repositori"),
        (("--texts", str(texts), "--write", "--backup", str(tmp_path / "c")), "sebutkan juga --ground"),
        (("--texts", str(texts), "--write", "--backup", str(texts), "--ground", "UU"), "sudah ada"),
        (
            ("--texts", str(texts), "--write", "--backup", str(tmp_path / "c"), "--ground", f"demi {NAME}"),
            "akan dibaca umum",
        ),
    ):
        done = registri("purge", *words, *root)
        assert done.returncode == 2, words
        assert said in done.stderr, (words, done.stderr)
        assert "Budi" not in done.stderr
        assert NAME not in done.stderr


def test_a_history_that_does_not_hold_it_is_left_alone(
    leaked: Repository, registri: Run, tmp_path: Path
) -> None:
    other = tmp_path / "lain.txt"
    other.write_text("Tidak Pernah Tercatat\n", "utf-8")
    heads = leaked.git("for-each-ref")
    done = registri("purge", "--texts", str(other), "--root", str(leaked.folder))
    assert done.returncode == 0
    assert "7 commit dilihat, tidak ada yang perlu diubah" in done.stdout
    assert leaked.git("for-each-ref") == heads
