"""Previews: only what changes, both sides of it, marked as a preview, the same each time, and bounded."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from builtsite import BuiltSite
from conftest import RunCommand
from registers import KB, ROOT, copy_base

from generator.git.checkouts import lay_out, list_running, put_back
from generator.git.trees import Repository
from generator.site.preview import MOST_PAGES, Comparison, PageChange, compare_sites, write_preview

AGREEMENT = "kerja-sama/ksdd-seberang-2023-kb/"


def git(root: Path, *words: str) -> str:
    identity = ("-c", "user.name=uji", "-c", "user.email=uji@contoh.example")
    done = subprocess.run(
        ["git", "-C", str(root), *identity, *words], capture_output=True, text=True, check=True
    )
    return done.stdout.strip()


def change_title(root: Path, title: str) -> None:
    path = root / KB
    path.write_text(
        re.sub("^title: .*$", f"title: {title}", path.read_text("utf-8"), flags=re.MULTILINE), "utf-8"
    )
    git(root, "commit", "--quiet", "--all", "-m", "Ubah judul")


@pytest.fixture(scope="module")
def register(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give a register in git with a commit that changes nothing and one that changes a title."""
    root = copy_base(tmp_path_factory.mktemp("preview") / "register")
    git(root, "init", "--quiet", "-b", "main")
    git(root, "add", "--all")
    git(root, "commit", "--quiet", "-m", "Mulai")
    (root / "BACA").write_text("lain", "utf-8")
    git(root, "add", "--all")
    git(root, "commit", "--quiet", "-m", "Bukan catatan")
    change_title(root, "Kesepakatan <b>Baru</b> & lain")
    return root


@pytest.fixture(scope="module")
def preview(register: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give the preview of the changed title."""
    return build(register, tmp_path_factory.mktemp("out") / "pratinjau", "HEAD~1")


def build(root: Path, target: Path, *words: str) -> Path:

    done = subprocess.run(
        [
            sys.executable,
            "-m",
            "generator",
            "preview",
            *words,
            "--root",
            str(root),
            "--site-dir",
            str(target),
        ],
        env={**os.environ, "REGISTRI_AS_OF": "2025-06-30"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return target


def test_only_pages_that_change_are_shown_from_both_sides(preview: Path) -> None:
    for side in ("sebelum", "sesudah"):
        assert (preview / side / AGREEMENT / "index.html").is_file()
        assert not (preview / side / "kerja-sama" / "ksdpk-air-bening-2024").exists()
        assert not (preview / side / "tentang").exists()
    assert "Baru" not in (preview / "sebelum" / AGREEMENT / "index.html").read_text("utf-8")
    index = (preview / "index.html").read_text("utf-8")
    assert index.index(AGREEMENT) < index.index("mitra/kota-seberang/")
    assert "<b>Baru" not in index
    assert "&lt;b&gt;Baru&lt;/b&gt; &amp; lain" in index


def test_each_page_says_that_it_is_a_preview_and_has_what_it_loads(preview: Path) -> None:
    for page in preview.rglob("*.html"):
        text = page.read_text("utf-8")
        assert 'content="noindex' in text
        if page != preview / "index.html":
            assert "Pratinjau usulan" in text
            assert text.index("Pratinjau usulan") < text.index("<main")
    facts = BuiltSite(preview).pages
    for address, found in facts.items():
        for link in found.resources:
            target = BuiltSite(preview).target(address, link)
            assert target
            assert (preview / target[0]).is_file(), f"{address}: {link}"
    for link in facts[""].links:
        target = BuiltSite(preview).target("", link)
        assert target
        assert (preview / target[0]).is_file(), link


def test_every_changed_page_leads_across_and_back(preview: Path) -> None:
    page = BuiltSite(preview).pages[f"sebelum/{AGREEMENT}"]
    targets = {BuiltSite(preview).target(f"sebelum/{AGREEMENT}", link) for link in page.links}
    assert (f"sesudah/{AGREEMENT}index.html", "") in targets
    assert ("index.html", "") in targets


def test_a_commit_that_changes_no_record_changes_no_page(register: Path, tmp_path: Path) -> None:
    preview = build(register, tmp_path / "p", "HEAD~2", "HEAD~1")
    assert [path.name for path in sorted(preview.iterdir())] == [
        "index.html",
        "manifest.json",
        "pratinjau.css",
    ]
    assert "Tidak ada halaman yang berubah" in (preview / "index.html").read_text("utf-8")


def test_the_same_commits_give_the_same_preview_over_an_old_one(
    register: Path, preview: Path, tmp_path: Path
) -> None:
    again = build(register, tmp_path / "p", "HEAD~2", "HEAD~1")
    build(register, again, "HEAD~1")
    assert _read(again) == _read(preview)


def _read(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()
    }


def test_the_register_s_folder_is_only_read(register: Path, preview: Path) -> None:
    assert preview.is_dir()
    assert git(register, "status", "--porcelain") == ""
    assert git(register, "worktree", "list").count("\n") == 0


def test_a_change_of_every_page_is_cut_and_says_so(tmp_path: Path) -> None:
    site = tmp_path / "site"
    pages = tuple(
        PageChange(f"mitra/{number}/", f"Mitra {number}", "added") for number in range(MOST_PAGES + 7)
    )
    for page in pages:
        (site / page.address).mkdir(parents=True)
        (site / page.address / "index.html").write_text("<html><head></head><body></body></html>", "utf-8")
    target = tmp_path / "out"
    target.mkdir()
    left = write_preview(Comparison(pages, 3), site, site, target, names=("a", "<b>"), as_of="2025-06-30")
    assert left == 7
    assert len(list((target / "sesudah").rglob("*.html"))) == MOST_PAGES
    index = (target / "index.html").read_text("utf-8")
    assert "7 halaman lain juga berubah" in index
    assert "<b>" not in index


@pytest.mark.parametrize(
    ("settled", "proposed"),
    [
        ({"mkdocs.yml": "a"}, {"mkdocs.yml/kait.py": "b"}),
        ({"docs/kait/satu.py": "a"}, {"docs/kait": "b"}),
        ({"docs/kait/satu.py": "a", "docs/kait/dua.py": "a"}, {"docs/kait.py/satu.py": "b"}),
        ({"docs/tema/a/b.html": "a"}, {"docs/tema/a": "b", "mkdocs.yml": "b"}),
    ],
)
def test_what_may_run_is_put_back_whatever_stands_in_its_place(
    tmp_path: Path, settled: dict[str, str], proposed: dict[str, str]
) -> None:
    root = copy_base(tmp_path / "register")
    git(root, "init", "--quiet", "-b", "main")
    tops = {name.partition("/")[0] for name in (*settled, *proposed)}
    for files in (settled, proposed):
        for top in tops:
            shutil.rmtree(root / top, ignore_errors=True)
            (root / top).unlink(missing_ok=True)
        for name, text in files.items():
            (root / name).parent.mkdir(parents=True, exist_ok=True)
            (root / name).write_text(text, "utf-8")
        git(root, "add", "--all")
        git(root, "commit", "--quiet", "-m", "Langkah")
    repository = Repository.find(root)
    commits = (repository.resolve("HEAD~1"), repository.resolve("HEAD"))
    running = list_running(repository.compare(*commits), repository.prefix)
    with lay_out(repository, commits) as trees:
        put_back(trees, running, repository.prefix)
        for name in settled:
            assert (trees[1] / name).read_text("utf-8") == "a"
        for name in proposed:
            assert name not in running or name in settled or not (trees[1] / name).is_file()
        assert git(trees[1], "status", "--porcelain") == ""


def test_a_site_equals_itself(sample: BuiltSite) -> None:
    assert compare_sites(sample.folder, sample.folder) == Comparison((), 0)


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        ((), 2, "Sebutkan yang dibandingkan"),
        (("tidak-ada",), 2, 'tidak mengenal revisi "tidak-ada"'),
        (("--", "--all"), 2, 'tidak mengenal revisi "--all"'),
    ],
)
def test_what_can_t_be_compared_is_told(
    register: Path, registri: RunCommand, words: tuple[str, ...], code: int, said: str
) -> None:
    done = registri("preview", "--root", str(register), *words)
    assert done.returncode == code
    assert said in done.stderr


def test_a_folder_outside_git_and_a_broken_side_are_told(
    base: Path, registri: RunCommand, register: Path, tmp_path: Path
) -> None:
    assert "tidak berada di dalam repositori git" in registri("preview", "main", "--root", str(base)).stderr
    copy = tmp_path / "copy"
    git(tmp_path, "clone", "--quiet", str(register), str(copy))
    (copy / KB).write_text("id: x\n", "utf-8")
    git(copy, "commit", "--quiet", "--all", "-m", "Rusak")
    target = tmp_path / "p"
    done = registri("preview", "HEAD~1", "--root", str(copy), "--site-dir", str(target))
    assert done.returncode == 1
    assert "tidak dapat dibangun" in done.stderr
    assert KB in done.stderr
    assert not target.exists()


def test_a_proposal_runs_nothing_of_its_own_and_shows_no_file_of_the_reader(
    register: Path, tmp_path: Path, registri: RunCommand
) -> None:
    root, secret, ran = tmp_path / "klon", tmp_path / "rahasia.md", tmp_path / "jalan"
    secret.write_text("# Rahasia pembaca\n", encoding="utf-8")
    subprocess.run(["git", "clone", "--quiet", str(register), str(root)], check=True)
    for name in ("docs", "mkdocs.yml", "mkdocs.en.yml"):
        source = ROOT / name
        (shutil.copytree if source.is_dir() else shutil.copyfile)(source, root / name)
    git(root, "add", "--all")
    git(root, "commit", "--quiet", "-m", "Halaman sendiri")
    (root / "docs" / "pengembang" / "data.md").unlink()
    (root / "docs" / "pengembang" / "data.md").symlink_to(secret)
    (root / ".gitattributes").write_text("* filter=jahat\n", encoding="utf-8")
    git(root, "add", "--all")
    git(root, "commit", "--quiet", "-m", "Tautan")
    settings = tmp_path / "gitconfig"
    settings.write_text(f'[filter "jahat"]\n\tsmudge = "touch {ran}; cat"\n', encoding="utf-8")
    words = ("--root", str(root), "--site-dir", str(tmp_path / "p"))
    safe = {"GIT_CONFIG_GLOBAL": str(settings)}
    registri("preview", "HEAD~1", *words, environment=safe)
    assert not ran.exists()
    assert not [page for page in tmp_path.rglob("p/**/*.html") if "Rahasia" in page.read_text("utf-8")]

    (root / "bantu.py").write_text(f"open({str(ran)!r}, 'w')\n", encoding="utf-8")
    with (root / "mkdocs.yml").open("a", encoding="utf-8") as stream:
        stream.write("hooks: [bantu.py]\n")
    git(root, "add", "--all")
    git(root, "commit", "--quiet", "-m", "Program")
    done = registri("preview", "HEAD~1", *words)
    assert (done.returncode, ran.exists()) == (2, False)
    assert "bantu.py, mkdocs.yml" in done.stderr
    registri("preview", "HEAD~1", *words, "--with-settings")
    assert ran.exists()
