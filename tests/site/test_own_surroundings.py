"""A register's own pages, settings and schemas: what is wrong with them is said in plain words, by name."""

import contextlib
import json
import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from conftest import BOUND, RunCommand
from registers import ROOT

from generator.site.headers import PAGE_POLICY_TAG

PAGE = "# Judul\n"


@pytest.fixture
def own(base: Path) -> Path:
    """Give a register with pages, settings and schemas of its own."""
    for name in ("docs", "schema"):
        shutil.copytree(ROOT / name, base / name)
    shutil.copy(ROOT / "mkdocs.yml", base)
    return base


def run_mkdocs(root: Path, **environment: str) -> "subprocess.CompletedProcess[str]":
    """Run MkDocs by itself, into another folder."""
    settled = {"REGISTRI_AS_OF": "2025-06-30", "PYTHONPATH": str(ROOT), "NO_MKDOCS_2_WARNING": "1"}
    return subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", "--site-dir", str(root.parent / "mkdocs")],
        cwd=root,
        env={**os.environ, **settled, **environment},
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )


def write(path: Path, content: str | bytes) -> int:
    """Write a file, its folders too."""
    if path.is_dir():
        shutil.rmtree(path)
    path.parent.mkdir(parents=True, exist_ok=True)
    return path.write_bytes(content.encode() if isinstance(content, str) else content)


@pytest.mark.parametrize(
    "file",
    [
        "docs/index.md",
        "docs/README.md",
        "docs/mitra/index.md",
        "docs/mitra.md",
        "docs/mitra/README.md",
        "docs/mitra",
        "docs/kerja-sama/ksdd-seberang-2023-kb.md",
        "docs/kerja-sama/jenis/ksdd/index.md",
        "docs/data/agreements.csv",
        "docs/data/records.jsonl",
        "docs/manifest.json",
        "docs/manifest.json/dalam.md",
        "docs/sitemap.xml",
        "docs/assets/registri/registri.css",
    ],
)
def test_a_file_in_the_place_of_a_generated_one_is_refused(
    file: str, own: Path, registri: RunCommand
) -> None:
    write(own / file, PAGE)
    built = registri("build", "--root", str(own))
    assert built.returncode == 1
    assert f'"{file}" berada di tempat yang ditulis program' in built.stderr
    assert not (own / "site").exists()
    alone = run_mkdocs(own)
    assert alone.returncode == 1
    assert f'"{file}" berada di tempat yang ditulis program' in alone.stderr
    assert "Traceback" not in alone.stderr


ENGLISH = b"site_name: x\ntheme: {name: material, language: en}\nplugins: [registri]\n"


def _speak_english(own: Path) -> None:
    registry = own / "records/registry.yaml"
    text = registry.read_text(encoding="utf-8")
    if "other_languages" not in text:
        registry.write_text(text.replace("licence:", "other_languages:\n  - en\nlicence:"), encoding="utf-8")
    write(own / "mkdocs.en.yml", ENGLISH)


@pytest.mark.parametrize(
    ("file", "output"),
    [
        ("docs/en/mitra/index.md", "en/mitra/index.html"),
        ("docs/en/mitra/kota-seberang.md", "en/mitra/kota-seberang/index.html"),
        ("docs/en/data/search.json", "en/data/search.json"),
        ("docs/en.md", "en/index.html"),
        ("docs/en", "en/"),
        ("docs/mitra/kota-seberang/feed.xml", "mitra/kota-seberang/feed.xml"),
    ],
)
def test_a_file_in_the_place_of_an_english_page_is_refused(
    file: str, output: str, own: Path, registri: RunCommand
) -> None:
    _speak_english(own)
    shutil.rmtree(own / "docs/en", ignore_errors=True)
    write(own / file, PAGE)
    told = f'"{file}" berada di tempat yang ditulis program ({output}'
    built = registri("build", "--root", str(own))
    assert built.returncode == 1
    assert told in built.stderr
    alone = run_mkdocs(own)
    assert alone.returncode == 1
    assert told in alone.stderr
    assert "Traceback" not in alone.stderr


def test_english_pages_without_settings_of_their_own_end_without_a_traceback(own: Path) -> None:
    _speak_english(own)
    (own / "mkdocs.en.yml").unlink()
    shutil.rmtree(own / "docs/en", ignore_errors=True)
    write(own / "docs/en/x.md", PAGE)
    alone = run_mkdocs(own)
    assert alone.returncode == 1
    assert "Traceback" not in alone.stderr


def test_files_beside_the_generated_ones_are_welcome(own: Path, registri: RunCommand) -> None:
    write(own / "docs/data/lampiran.csv", "a,b\n")
    write(own / "docs/mitra/tentang.md", PAGE)
    write(own / "docs/CNAME", "register.example\n")
    write(own / "docs/data/_konsep/agreements.csv", "a,b\n")
    built = registri("build", "--root", str(own))
    assert built.returncode == 0, built.stderr
    for name in ("data/lampiran.csv", "data/agreements.csv", "mitra/tentang/index.html", "CNAME"):
        assert (own / "site" / name).is_file()
    assert (own / "site/data/lampiran.csv").read_text() == "a,b\n"


def test_a_draft_that_is_not_published_stands_in_nobody_s_place(own: Path, registri: RunCommand) -> None:
    write(own / "docs/mitra/kota-seberang.md", PAGE)
    settings = (own / "mkdocs.yml").read_text()
    (own / "mkdocs.yml").write_text(f"exclude_docs: mitra/\n{settings}")
    assert registri("build", "--root", str(own)).returncode == 0


def test_the_records_come_first(own: Path, registri: RunCommand) -> None:
    write(own / "docs/index.md", PAGE)
    write(own / "records/partners/kota-seberang.yaml", "id: kota-seberang\n")
    built = registri("build", "--root", str(own))
    assert built.returncode == 1
    assert "salah KS102" in built.stdout
    assert "docs/index.md" not in built.stderr


Change = Callable[[Path], object]


def _edit(name: str, change: Callable[[Any], object]) -> Change:
    def edit(root: Path) -> None:
        path = root / "schema" / name
        schema = json.loads(path.read_text(encoding="utf-8"))
        change(schema)
        path.write_text(json.dumps(schema), encoding="utf-8")

    return edit


def _folder(name: str) -> Change:
    def replace(root: Path) -> None:
        (root / name).unlink()
        (root / name).mkdir()

    return replace


PARTNER = "partner.schema.json"
SHARED = "shared.schema.json"
UNUSABLE: dict[str, tuple[Change, tuple[str, ...]]] = {
    "page that is no UTF-8": (
        lambda root: write(root / "docs/panduan/x.md", b"# caf\xe9\n"),
        ("docs/panduan/x.md", "bukan teks UTF-8"),
    ),
    "name that is no UTF-8": (
        lambda root: write(root / "docs" / os.fsdecode(b"caf\xe9.md"), PAGE),
        ("docs/caf", "bukan teks UTF-8"),
    ),
    "unknown template": (
        lambda root: write(root / "docs/panduan/x.md", f"---\ntemplate: nope.html\n---\n{PAGE}"),
        ("docs/panduan/x.md", 'templat "nope.html" tidak ada'),
    ),
    "template that is no name": (
        lambda root: write(root / "docs/panduan/x.md", f"---\ntemplate: 5\n---\n{PAGE}"),
        ("docs/panduan/x.md",),
    ),
    "failing hook": (
        lambda root: (
            write(root / "kait.py", "def on_page_markdown(markdown, **_):\n    raise ValueError('rusak')\n"),
            write(root / "mkdocs.yml", (root / "mkdocs.yml").read_bytes() + b"\nhooks: [kait.py]\n"),
        ),
        ("rusak",),
    ),
    "hook that is no Python": (
        lambda root: (
            write(root / "kait.py", "def (\n"),
            write(root / "mkdocs.yml", (root / "mkdocs.yml").read_bytes() + b"\nhooks: [kait.py]\n"),
        ),
        ("mkdocs.yml", "kait.py"),
    ),
    "settings that are a folder": (_folder("mkdocs.yml"), ("mkdocs.yml", "seharusnya berkas")),
    "broken settings": (lambda root: write(root / "mkdocs.yml", "site_name: [\n"), ("mkdocs.yml", "line 2")),
    "settings that are no UTF-8": (lambda root: write(root / "mkdocs.yml", b"a: \xe9\n"), ("mkdocs.yml",)),
    "empty settings": (lambda root: write(root / "mkdocs.yml", ""), ("mkdocs.yml", "site_name")),
    "settings that are a list": (lambda root: write(root / "mkdocs.yml", "- a\n"), ("mkdocs.yml",)),
    "settings without the plugin": (
        lambda root: write(root / "mkdocs.yml", "site_name: x\ntheme: material\n"),
        ("mkdocs.yml", '"registri" tidak ada pada plugins'),
    ),
    "theme of another make": (
        lambda root: write(
            root / "mkdocs.yml", "site_name: x\ntheme: readthedocs\nplugins: [registri]\n"
        ),
        ("mkdocs.yml", "pakai tema material"),
    ),
    "pages that are a file": (
        lambda root: write(root / "docs", PAGE),
        ("mkdocs.yml", "docs"),
    ),
    "no shared schema": (lambda root: (root / "schema" / SHARED).unlink(), (SHARED, "tidak dapat dibaca")),
    "no schema of partners": (lambda root: (root / "schema" / PARTNER).unlink(), (PARTNER, "tidak ada")),
    "no schema of a kind that has no records": (
        lambda root: (root / "schema/agreement-ksdll.schema.json").unlink(),
        ("agreement-ksdll.schema.json",),
    ),
    "schemas that are a file": (
        lambda root: write(root / "schema", PAGE),
        (SHARED, "seharusnya folder"),
    ),
    "schema that is a folder": (_folder(f"schema/{PARTNER}"), (PARTNER, "seharusnya berkas")),
    "schema that is no JSON": (
        lambda root: write(root / "schema" / PARTNER, "{\n,"),
        (PARTNER, "baris 2, kolom 1"),
    ),
    "schema that is no UTF-8": (lambda root: write(root / "schema" / PARTNER, b'"\xe9"'), (PARTNER, "UTF-8")),
    "schema that is too deep": (lambda root: write(root / "schema" / PARTNER, "[" * 100_000), (PARTNER,)),
    "schema that is a list": (lambda root: write(root / "schema" / PARTNER, "[]"), (PARTNER, "bukan skema")),
    "shared schema without parts": (lambda root: write(root / "schema" / SHARED, "{}"), (SHARED, "$defs")),
    "unsupported keyword": (
        _edit(PARTNER, lambda schema: schema["properties"]["name"].update(maxItems=3)),
        (PARTNER, "/properties/name/maxItems", "tidak didukung"),
    ),
    "unsupported keyword in a shared part": (
        _edit(SHARED, lambda schema: schema["$defs"]["id"].update(anyOf=[])),
        (SHARED, "/$defs/id/anyOf"),
    ),
    "unknown format": (
        _edit(PARTNER, lambda schema: schema["properties"]["name"].update(format="email")),
        (PARTNER, "/properties/name/format", "email"),
    ),
    "unknown part": (
        _edit(PARTNER, lambda schema: schema["properties"].update(x={"$ref": f"{SHARED}#/$defs/tidak-ada"})),
        (PARTNER, "/properties/x/$ref", "tidak-ada"),
    ),
    "choices without labels": (
        _edit(SHARED, lambda schema: schema["$defs"]["document_kind"].pop("x-labels")),
        ("document_kind", "x-labels"),
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", UNUSABLE)
def test_what_can_t_be_used_is_told_by_name(name: str, own: Path, registri: RunCommand) -> None:
    change, said = UNUSABLE[name]
    change(own)
    built = registri("build", "--root", str(own))
    assert (built.returncode, built.stdout) == (2, "")
    assert built.stderr.startswith("Kesalahan: ")
    for word in said:
        assert word in built.stderr
    assert "Traceback" not in built.stderr
    assert [path.name for path in own.iterdir() if "site" in path.name] == []


@pytest.mark.parametrize("name", ["no shared schema", "schema that is no JSON", "unsupported keyword"])
def test_a_check_tells_it_too(name: str, own: Path, registri: RunCommand) -> None:
    change, said = UNUSABLE[name]
    change(own)
    checked = registri("check", "--root", str(own))
    assert (checked.returncode, checked.stdout) == (2, "")
    for word in said:
        assert word in checked.stderr


@pytest.mark.parametrize(
    "name", ["page that is no UTF-8", "unknown template", "no schema of partners", "unknown part"]
)
def test_mkdocs_by_itself_shows_no_traceback(name: str, own: Path) -> None:
    change, said = UNUSABLE[name]
    change(own)
    alone = run_mkdocs(own)
    assert alone.returncode == 1
    assert said[-1] in alone.stderr
    assert "Traceback" not in alone.stderr


def test_mkdocs_by_itself_names_a_garbled_day(own: Path) -> None:
    alone = run_mkdocs(own, REGISTRI_AS_OF="kemarin")
    assert alone.returncode == 1
    assert 'REGISTRI_AS_OF bukan tanggal: "kemarin"' in alone.stderr
    assert "Traceback" not in alone.stderr


def test_mkdocs_by_itself_speaks_english_too(own: Path) -> None:
    write(own / "records/partners/kota-seberang.yaml", "id: kota-seberang\n")
    assert "error KS102" in run_mkdocs(own, REGISTRI_LANG="en").stderr
    assert "salah KS102" in run_mkdocs(own, REGISTRI_LANG="").stderr


def test_a_page_that_may_not_be_read(own: Path, registri: RunCommand) -> None:
    (own / "docs/panduan/membaca.md").chmod(0o000)
    built = registri("build", "--root", str(own), through=BOUND)
    assert (built.returncode, built.stdout) == (2, "")
    assert "membaca.md" in built.stderr
    assert "tidak ada izin" in built.stderr


@pytest.mark.slow
def test_mkdocs_may_show_changes_by_its_own_script(own: Path) -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        place = f"127.0.0.1:{free.getsockname()[1]}"
    process = subprocess.Popen(
        [sys.executable, "-m", "mkdocs", "serve", "--livereload", "--dev-addr", place],
        cwd=own,
        env={
            **os.environ,
            "REGISTRI_AS_OF": "2025-06-30",
            "PYTHONPATH": str(ROOT),
            "NO_MKDOCS_2_WARNING": "1",
        },
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        text = ""
        for _ in range(600):
            assert process.poll() is None
            with contextlib.suppress(OSError), urllib.request.urlopen(f"http://{place}/tentang/") as answer:
                text = answer.read().decode()
                break
            time.sleep(0.2)
    finally:
        process.kill()
        process.wait()
    assert "livereload(" in text
    assert PAGE_POLICY_TAG not in text
