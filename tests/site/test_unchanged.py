"""Whatever changes, the site is what a first build gives, byte for byte; where nothing does, it is left."""

import os
import re
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TypeAlias

import pytest
from registers import KB, PARTNER, ROOT
from smallregister import ABOUT, TODAY, run, write_small_register
from workshop import REGISTRY, Workshop, read_tree

from generator.read.files import SETTLING_SECONDS

UNCHANGED = "Tidak ada yang berubah sejak situs ini dibangun"
HOOK = """def on_page_markdown(markdown, **_):
    with open({place!r}, encoding="utf-8") as stream:
        return markdown + stream.read()
"""


@pytest.fixture(scope="module")
def workshop(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Workshop]:
    with pytest.MonkeyPatch.context() as patch:
        made = Workshop(tmp_path_factory.mktemp("unchanged"))
        patch.setenv("XDG_CACHE_HOME", str(made.cache))
        yield made


@pytest.fixture
def own_workshop(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Workshop:
    """Give a workshop whose register nobody has changed yet."""
    made = Workshop(tmp_path)
    monkeypatch.setenv("XDG_CACHE_HOME", str(made.cache))
    return made


Mutation: TypeAlias = Callable[[Workshop], object]


def _quietly(path: Path, change: Callable[[bytes], bytes]) -> None:
    """Change a file in its place so that neither its size nor the time of its content tells."""
    status = path.stat()
    content = path.read_bytes()
    changed = change(content)
    assert changed != content
    assert len(changed) == len(content)
    path.write_bytes(changed)
    os.utime(path, ns=(status.st_atime_ns, status.st_mtime_ns))


def _replace_quietly(file: str, old: bytes, new: bytes) -> Mutation:
    return lambda shop: _quietly(shop.root / file, lambda content: content.replace(old, new, 1))


def _on_site(change: Callable[[Path], object]) -> Mutation:
    return lambda shop: change(shop.site)


def _find_hash(manifest: bytes) -> bytes:
    found = re.search(rb"\b[0-9a-f]{64}\b", manifest)
    assert found
    return found[0]


def _add_hook(shop: Workshop) -> None:
    told = shop.folder / "told.txt"
    told.write_text("\n\nKata pertama.\n", encoding="utf-8")
    shop.repository.write("hooks.py", HOOK.format(place=str(told)))
    shop.replace("mkdocs.yml", "plugins:", "hooks:\n  - hooks.py\nplugins:")


def _drop_hook(shop: Workshop) -> None:
    shop.replace("mkdocs.yml", "hooks:\n  - hooks.py\n", "")


def _link_page(shop: Workshop) -> None:
    elsewhere = shop.folder / "jauh.md"
    elsewhere.write_text("# Jauh\n\nKata pertama.\n", encoding="utf-8")
    (shop.root / "docs/tentang/jauh.md").symlink_to(elsewhere)


def _link_folder(shop: Workshop) -> None:
    elsewhere = shop.folder / "folder"
    elsewhere.mkdir()
    (elsewhere / "dalam.md").write_text("# Dalam\n\nKata pertama.\n", encoding="utf-8")
    (shop.root / "docs/tentang/folder").symlink_to(elsewhere)


def _rename_record(shop: Workshop) -> None:
    shop.replace("records/partners/kota-jauh.yaml", "id: kota-jauh", "id: kota-dekat")
    (shop.root / "records/partners/kota-jauh.yaml").rename(shop.root / "records/partners/kota-dekat.yaml")


def _lead_elsewhere(site: Path) -> None:
    (site / "mitra/index.html").unlink()
    (site / "mitra/index.html").symlink_to(site / "404.html")


def _replace_file(path: Path, content: bytes) -> None:
    path.unlink()
    path.write_bytes(content)


def _damage_cache(shop: Workshop) -> None:
    for path in (shop.cache / "registri").iterdir():
        content = bytearray(path.read_bytes())
        for place in range(0, len(content), 97):
            content[place] ^= 0x55
        path.write_bytes(content)


def _halve_cache(shop: Workshop) -> None:
    for path in (shop.cache / "registri").iterdir():
        path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])


def _swap_site(shop: Workshop) -> None:
    """Put a copy in the site's place, with all its times."""
    shutil.copytree(shop.site, shop.folder / "copy")
    shutil.rmtree(shop.site)
    (shop.folder / "copy").rename(shop.site)


def _build_other_day(shop: Workshop) -> None:
    """Have the site built on another day: it stands as remembered, and is not what is asked for."""
    shop.options = (*shop.options, "--as-of", "2026-02-03")
    shop.build()
    shop.options = shop.options[:-2]


def _set_options(*options: str) -> Mutation:
    def change(shop: Workshop) -> None:
        shop.options = options

    return change


def _commit(message: str) -> Mutation:
    return lambda shop: shop.repository.commit(message)


def _git(*words: str) -> Mutation:
    return lambda shop: shop.repository.git(*words, GIT_COMMITTER_DATE="2025-03-01T08:00:00+07:00")


MUTATIONS: dict[str, Mutation] = {
    "record changed": lambda shop: shop.replace(KB, "Puskesmas yang terlibat", "Puskesmas yang ikut"),
    "record changed without a sign": _replace_quietly(KB, b"puskesmas terdekat", b"puskesmas terdepan"),
    "record touched": lambda shop: (shop.root / KB).touch(),
    "record added": lambda shop: shop.repository.write(
        "records/partners/kota-jauh.yaml",
        (shop.root / PARTNER)
        .read_bytes()
        .replace(b"kota-seberang", b"kota-jauh")
        .replace(b"Seberang", b"Jauh"),
    ),
    "record renamed": _rename_record,
    "record removed": lambda shop: (shop.root / "records/partners/kota-dekat.yaml").unlink(),
    "register's name": lambda shop: shop.replace(REGISTRY, "name: Register", "name: Daftar"),
    "a language more": lambda shop: shop.replace(
        REGISTRY, "standing: ", "other_languages:\n  - en\nstanding: "
    ),
    "page of another language": lambda shop: shop.replace(f"docs/en/{ABOUT}", "Sebuah", "Suatu"),
    "settings of another language": lambda shop: shop.replace(
        "mkdocs.en.yml", "\nnav:", "\ncopyright: Lain\n\nnav:"
    ),
    "a language less": lambda shop: shop.replace(REGISTRY, "other_languages:\n  - en\n", ""),
    "everything committed": _commit("Semua"),
    "history rewritten": _git("commit", "-q", "--amend", "-m", "Semuanya, dengan kata lain"),
    "nothing committed": _git("commit", "-q", "--allow-empty", "-m", "Kosong"),
    "file forgotten by git": _git("rm", "-q", "--cached", KB),
    "file known again": _git("add", KB),
    "file marked to be passed over": _git("update-index", "--assume-unchanged", KB),
    "mark taken away": _git("update-index", "--no-assume-unchanged", KB),
    "branch left": _git("checkout", "-q", "--detach", "HEAD~1"),
    "document changed": lambda shop: shop.repository.write(
        "documents/lambang.svg", (shop.root / "documents/lambang.svg").read_bytes() + b"\n<!-- lain -->\n"
    ),
    "document changed without a sign": _replace_quietly("documents/lambang.svg", b"-- lain", b"-- baru"),
    "schema changed": lambda shop: shop.replace(
        "schema/partner.schema.json", '"title": "Nama"', '"title": "Sebutan"'
    ),
    "page changed": lambda shop: shop.replace(f"docs/{ABOUT}", "Sebuah halaman", "Halaman yang lain"),
    "page changed without a sign": _replace_quietly(f"docs/{ABOUT}", b"yang lain", b"yang baru"),
    "page added": lambda shop: shop.repository.write("docs/tentang/baru.md", "# Baru\n\nHalaman baru.\n"),
    "page removed": lambda shop: (shop.root / "docs/tentang/baru.md").unlink(),
    "file among the pages": lambda shop: shop.repository.write("docs/tentang/daftar.txt", "satu\n"),
    "file among the pages changed": _replace_quietly("docs/tentang/daftar.txt", b"satu", b"enam"),
    "page behind a link": _link_page,
    "page behind a link changed": lambda shop: (shop.folder / "jauh.md").write_text("# Jauh\n\nKata lain.\n"),
    "folder behind a link": _link_folder,
    "page in a folder behind a link changed": lambda shop: (shop.folder / "folder/dalam.md").write_text(
        "# Dalam\n\nKata lain.\n"
    ),
    "folder behind a link gone": lambda shop: (shop.root / "docs/tentang/folder").unlink(),
    "settings changed": lambda shop: shop.replace("mkdocs.yml", "  - tables", "  - tables\n  - footnotes"),
    "program among the settings": _add_hook,
    "what that program reads": lambda shop: (shop.folder / "told.txt").write_text("\n\nKata kedua.\n"),
    "no program among the settings": _drop_hook,
    "day": lambda shop: setattr(shop, "options", ("--as-of", "2025-07-01")),
    "copy to be read from a disk": _set_options("--offline-copy"),
    "no copy to be read from a disk": _set_options(),
    "schema no longer the register's own": lambda shop: shutil.rmtree(shop.root / "schema"),
    "git gone": lambda shop: (shop.root / ".git").rename(shop.folder / "git"),
    "git back": lambda shop: (shop.folder / "git").rename(shop.root / ".git"),
}
INJURIES: dict[str, Mutation] = {
    "built on another day": _build_other_day,
    "site's page deleted": _on_site(lambda site: (site / "mitra/index.html").unlink()),
    "site's page edited": _on_site(lambda site: (site / "mitra/index.html").write_text("Halo")),
    "site's page edited without a sign": _on_site(
        lambda site: _quietly(site / "mitra/index.html", lambda content: content.replace(b"<p", b"<b"))
    ),
    "site's page replaced": _on_site(
        lambda site: _replace_file(site / "index.html", (site / "404.html").read_bytes())
    ),
    "site's page replaced by a link": _on_site(_lead_elsewhere),
    "site's manifest edited": _on_site(
        lambda site: _quietly(
            site / "manifest.json", lambda content: content.replace(_find_hash(content), b"0" * 64)
        )
    ),
    "site's data edited": _on_site(lambda site: (site / "data/agreements.csv").write_bytes(b"")),
    "file added to the site": _on_site(lambda site: (site / "mitra/lain.html").write_text("Halo")),
    "folder added to the site": _on_site(lambda site: (site / "mitra/lain").mkdir()),
    "site's folder deleted": _on_site(lambda site: shutil.rmtree(site / "data")),
    "site's permissions changed": _on_site(lambda site: (site / "mitra/index.html").chmod(0o400)),
    "site deleted": _on_site(shutil.rmtree),
    "site replaced by its copy": _swap_site,
    "cache deleted": lambda shop: shutil.rmtree(shop.cache),
    "cache damaged": _damage_cache,
    "cache cut off": _halve_cache,
}


_AT_ONCE = (
    "record changed", "record changed without a sign", "record added", "document changed", "schema changed",
    "page changed", "page changed without a sign", "settings changed", "nothing committed", "day",
)  # fmt: skip
"""Those that need none before them; the slow lane goes through all, one after the other."""


@pytest.mark.parametrize("names", [_AT_ONCE, pytest.param(tuple(MUTATIONS), marks=pytest.mark.slow)])
def test_a_site_is_what_a_first_build_gives_whatever_changes(
    names: tuple[str, ...], own_workshop: Workshop
) -> None:
    for name in names:
        MUTATIONS[name](own_workshop)
        own_workshop.build()
        assert read_tree(own_workshop.site) == own_workshop.build_first(), name


@pytest.mark.slow
def test_a_site_is_what_a_first_build_gives_whatever_was_done_to_it(
    own_workshop: Workshop,
) -> None:
    for name, injure in INJURIES.items():
        own_workshop.build()
        injure(own_workshop)
        own_workshop.build()
        assert read_tree(own_workshop.site) == own_workshop.build_first(again=False), name


def test_a_site_of_which_nothing_has_changed_is_left_as_it_is(workshop: Workshop) -> None:
    workshop.build()
    before = [(path, path.lstat()) for path in sorted(workshop.site.rglob("*"))]
    said = workshop.build()
    assert said.startswith(UNCHANGED)
    assert "build --root" in said
    assert "--anew" in said
    assert [(path, path.lstat()) for path in sorted(workshop.site.rglob("*"))] == before


def test_a_site_in_two_languages_is_left_as_it_is_too(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    root = write_small_register(tmp_path / "register", in_english=True)
    time.sleep(SETTLING_SECONDS + 0.02)
    assert not run("build", "--root", str(root)).stdout.startswith(UNCHANGED)
    assert run("build", "--root", str(root)).stdout.startswith(UNCHANGED)


def test_what_is_asked_for_anew_is_built_and_takes_nothing_from_the_old_site(workshop: Workshop) -> None:
    workshop.build()
    before = {path: path.stat() for path in workshop.site.rglob("*") if path.is_file()}
    done = run("build", "--root", str(workshop.root), *workshop.options, "--anew")
    assert UNCHANGED not in done.stdout
    assert all(path.stat().st_mtime_ns > status.st_mtime_ns for path, status in before.items())


def test_what_others_keep_at_the_top_of_a_site_is_no_change(workshop: Workshop) -> None:
    workshop.build()
    (workshop.site / "CNAME").write_text("contoh.example")
    assert workshop.build().startswith(UNCHANGED)
    assert (workshop.site / "CNAME").is_file()
    (workshop.site / "CNAME").unlink()


def test_another_program_builds_the_site_again(tmp_path: Path) -> None:
    root = write_small_register(tmp_path / "register")
    program = tmp_path / "program"
    for name in ("generator", "schema", "docs"):
        shutil.copytree(ROOT / name, program / name, ignore=shutil.ignore_patterns("__pycache__"))
    for name in ("mkdocs.yml", "mkdocs.en.yml"):
        shutil.copy(ROOT / name, program / name)

    def build(*words: str, cache: str = "cache") -> str:
        time.sleep(SETTLING_SECONDS + 0.02)
        around = {
            "PYTHONPATH": str(program),
            "XDG_CACHE_HOME": str(tmp_path / cache),
            "PATH": os.environ["PATH"],
        }
        command = [
            sys.executable,
            "-m",
            "generator",
            "build",
            "--root",
            str(root),
            "--as-of",
            "2025-06-30",
        ]
        done = subprocess.run(
            [*command, *words], cwd=program, env={**os.environ, **around}, check=True, capture_output=True
        )
        return done.stdout.decode()

    build()
    assert build().startswith(UNCHANGED)
    style = program / "generator/site/styles/print.css"
    style.write_text(style.read_text("utf-8") + "/* lain */", "utf-8")
    assert not build().startswith(UNCHANGED)
    build("--site-dir", str(tmp_path / "cold"), cache="other")
    assert read_tree(root / "site") == read_tree(tmp_path / "cold")
    assert any(b"/* lain */" in content for content in read_tree(root / "site").values())


def test_two_builds_at_once_leave_one_whole_site(workshop: Workshop) -> None:
    for number in range(2):
        workshop.replace(KB, "Puskesmas", f"Puskesmas {number}")
        builds = []
        for _ in range(2):
            builds.append(_begin(workshop))
            time.sleep(0.3 * number)
        for build in builds:
            build.communicate()
        first = workshop.build_first()
        assert read_tree(workshop.site) == first
        workshop.build()
        assert read_tree(workshop.site) == first


def test_a_build_that_is_killed_harms_neither_the_site_nor_the_next_one(workshop: Workshop) -> None:
    workshop.build()
    for number in range(2):
        before = read_tree(workshop.site)
        workshop.replace(KB, "Puskesmas", f"Puskesmas {number}")
        build = _begin(workshop)
        deadline = time.monotonic() + 60
        # Until it has begun to take files of the old site.
        while time.monotonic() < deadline and build.poll() is None and not _has_lent(workshop.site):
            time.sleep(0.005)
        build.kill()
        build.communicate()
        assert read_tree(workshop.site) == before
        workshop.build()
        assert read_tree(workshop.site) == workshop.build_first()


def _begin(shop: Workshop) -> "subprocess.Popen[bytes]":
    """Begin a build in a process of its own."""
    return subprocess.Popen(
        [sys.executable, "-m", "generator", "build", "--root", str(shop.root), *shop.options],
        env={**os.environ, "PYTHONPATH": str(ROOT), "REGISTRI_AS_OF": TODAY},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )


def _has_lent(site: Path) -> bool:
    return (site / "data/partners.csv").stat().st_nlink > 1
