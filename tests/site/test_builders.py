"""Other builders make the same site: ProperDocs all of it, byte by byte; Zensical the hand-written pages.

What may differ is declared here, each with its reason.
"""

import importlib.metadata
import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from builtsite import AS_OF, BuiltSite, build
from changesets import commit, run_git
from interpreters import VERSIONS, prepare_environment
from registers import ROOT
from sitecomparison import Difference, compare_readings, compare_sites, list_files, read_page
from smallregister import ABOUT, TODAY, write_small_register
from workload import Workload, count_work

MANIFEST = "manifest.json"
PROPERDOCS = ("--builder", "properdocs")
ENGINES = {"mkdocs": "/mkdocs/commands/", "properdocs": "/properdocs/commands/"}
THEME_WORDS = ("language.html", "languages/id.html", "languages/en.html")
OF_THE_THEME = (
    "mkdocs|material|backrefs|paginate|pygments|pymdown|requests|certifi|charset_normalizer|idna|urllib3"
)
LOCK = ROOT / "requirements" / "zensical.txt"


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    return write_small_register(tmp_path / "register")


def run(*words: str, module: str = "generator", **environment: str) -> "subprocess.CompletedProcess[str]":
    """Run a command in a process of its own: a process has one builder."""
    return subprocess.run(
        [sys.executable, "-m", module, *words],
        env={**os.environ, "PYTHONPATH": str(ROOT), "REGISTRI_AS_OF": TODAY, **environment},
        capture_output=True, text=True, check=False,
    )  # fmt: skip


def build_small(root: Path, *words: str, **environment: str) -> Workload:
    words = ("build", "--root", str(root), "--jobs", "1", "--as-of", TODAY, *words)
    return count_work(*words, **environment)


def list_engines(work: Workload) -> set[str]:
    """Give the builders whose code was loaded."""
    return {name for name, place in ENGINES.items() if any(place in path for path in work.read)}


def list_undeclared(one: Path, other: Path) -> list[Difference]:
    """Give what differs but the fingerprint in the manifest: the builder is part of the program it tells."""
    manifests = [json.loads((site / MANIFEST).read_bytes()) for site in (one, other)]
    fingerprints = [manifest["program"].pop("fingerprint") for manifest in manifests]
    assert fingerprints[0] != fingerprints[1], "who verifies the site could not tell the builder"
    assert manifests[0] == manifests[1]
    return [difference for difference in compare_sites(one, other) if difference.place != MANIFEST]


@pytest.mark.slow
def test_properdocs_builds_the_site_that_mkdocs_builds(shipped: BuiltSite, tmp_path: Path) -> None:
    other = build(ROOT, tmp_path / "site", "--anew", *PROPERDOCS)
    assert list_undeclared(shipped.folder, other.folder) == []


def test_properdocs_by_itself_builds_the_site_that_mkdocs_builds(shipped: BuiltSite, tmp_path: Path) -> None:
    """Addresses, titles, headings, words, links, and in the end every byte of every file."""
    words = ("build", "--strict", "-f", "mkdocs.yml", "--site-dir", str(tmp_path / "site"))
    done = subprocess.run(
        [sys.executable, "-m", "properdocs", *words], cwd=ROOT, capture_output=True, text=True, check=False,
        env={**os.environ, "REGISTRI_AS_OF": AS_OF},
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert "WARNING" not in done.stderr
    assert len(list_files(tmp_path / "site")) > 2000
    assert list_undeclared(shipped.folder, tmp_path / "site") == []


def test_both_ways_to_properdocs_give_the_same_bytes(root: Path, tmp_path: Path) -> None:
    assert run("build", "--root", str(root), *PROPERDOCS).returncode == 0
    site = tmp_path / "sendiri"
    done = run("build", "-q", "-f", str(root / "mkdocs.yml"), "-d", str(site), module="properdocs")
    assert done.returncode == 0, done.stderr
    assert compare_sites(root / "site", site) == []


def test_the_variable_chooses_where_no_option_does(root: Path) -> None:
    assert list_engines(build_small(root, REGISTRI_BUILDER="properdocs")) == {"properdocs"}
    words = ("verify", "--root", str(root))
    asked = run(*words, REGISTRI_BUILDER="zensical")
    chosen = run(*words, "--builder", "mkdocs", REGISTRI_BUILDER="zensical")
    assert "zensical" in asked.stderr
    assert "zensical" not in chosen.stderr


def test_who_runs_mkdocs_by_itself_has_chosen(root: Path, tmp_path: Path) -> None:
    assert run("build", "--root", str(root)).returncode == 0
    site = tmp_path / "sendiri"
    words = ("build", "-q", "-f", str(root / "mkdocs.yml"), "-d", str(site))
    done = run(*words, module="mkdocs", REGISTRI_BUILDER="zensical")
    assert done.returncode == 0, done.stderr
    assert compare_sites(root / "site", site) == []


def test_what_one_builder_made_is_not_kept_for_another(root: Path, tmp_path: Path) -> None:
    """Neither the theme's pages nor a whole site that nothing else has changed under."""
    assert list_engines(build_small(root)) == {"mkdocs"}
    assert list_engines(build_small(root, *PROPERDOCS)) == {"properdocs"}
    shutil.rmtree(root / "site")
    assert list_engines(build_small(root, *PROPERDOCS)) == set()
    newer = tmp_path / "lain" / "properdocs-9.9.9.dist-info"
    newer.mkdir(parents=True)
    path = {"PYTHONPATH": f"{ROOT}:{newer.parent}"}
    assert list_engines(build_small(root, *PROPERDOCS, **path)) == {"properdocs"}


def _write_page(root: Path) -> None:
    (root / "docs" / ABOUT).write_text("# Tentang\n\n[Putus](tidak-ada.md)\n", "utf-8")


def _write_hook(root: Path) -> None:
    """Have something of the theme's side complain under the name that MkDocs' parts log by."""
    hook = ("import logging", "def on_env(*_, **__):", "    logging.getLogger('mkdocs.kait').warning('Aduh')")
    (root / "kait.py").write_text("\n".join((*hook, "")), "utf-8")
    settings = root / "mkdocs.yml"
    settings.write_text(settings.read_text("utf-8").replace("\nplugins:", "\nhooks: [kait.py]\nplugins:"))


@pytest.mark.parametrize(
    ("harm", "said"), [(_write_page, "tidak-ada.md"), (_write_hook, "Aduh")], ids=["link", "complaint"]
)
def test_both_refuse_the_same_pages_in_the_same_words(
    root: Path, harm: Callable[[Path], None], said: str
) -> None:
    harm(root)
    words = ("build", "--root", str(root), "--jobs", "1")
    done, other = run(*words), run(*words, *PROPERDOCS)
    assert (done.returncode, other.returncode) == (1, 1)
    assert said in done.stderr
    assert other.stderr == done.stderr


def test_a_site_of_properdocs_is_proven_by_either(root: Path) -> None:
    (root / ".gitignore").write_text("/site/\n", encoding="utf-8")
    run_git(root, "init", "-q", "-b", "main")
    commit(root, "Awal", "2025-01-10")
    done = run("build", "--root", str(root), *PROPERDOCS)
    assert done.returncode == 0, done.stderr
    assert "serve" in done.stdout
    assert "--builder properdocs" in done.stdout
    words = ("verify", str(root / "site"), "--root", str(root))
    done, other = run(*words, *PROPERDOCS), run(*words)
    assert (done.returncode, other.returncode) == (0, 0), done.stderr + other.stderr
    # The other program is told of, and gives the same files.
    assert len(other.stderr) > len(done.stderr)


def run_without(
    missing: str, folder: Path, *words: str, **environment: str
) -> "subprocess.CompletedProcess[str]":
    """Run a command where all is installed that is here, but for the packages that a pattern names."""
    folder.mkdir()
    for place in (Path(place) for place in sys.path if place.endswith("site-packages")):
        for path in place.iterdir():
            if not (re.match(missing, path.name) or (folder / path.name).exists()):
                (folder / path.name).symlink_to(path)
    return subprocess.run(
        [sys.executable, "-S", "-m", "generator", *words],
        env={**os.environ, "PYTHONPATH": f"{ROOT}:{folder}", "REGISTRI_AS_OF": TODAY, **environment},
        capture_output=True, text=True, check=False, timeout=120,
    )  # fmt: skip


def _take_theme_home(root: Path) -> None:
    """Copy what the frame takes of Material into the register: its style sheet and two languages' words."""
    home = Path(str(importlib.metadata.distribution("mkdocs-material").locate_file("material/templates")))
    (style,) = home.glob("assets/stylesheets/main.*.min.css")
    words = [home / "partials" / name for name in THEME_WORDS]
    for path in (style, *words):
        target = root / "tema" / path.relative_to(home)
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(path, target)
    settings = root / "mkdocs.yml"
    text = settings.read_text("utf-8")
    assert text.count("  name: material\n") == 1
    own = "  name: null\n  custom_dir: tema\n  static_templates: [404.html]\n"
    settings.write_text(text.replace("  name: material\n", own), "utf-8")


def test_four_files_of_the_theme_are_all_that_is_needed_of_it_and_of_mkdocs(
    root: Path, tmp_path: Path
) -> None:
    """The day after: with neither Material nor MkDocs installed, nor what only Material asks for."""
    before = tmp_path / "sebelum"
    done = run("build", "--root", str(root), "--site-dir", str(before))
    assert done.returncode == 0, done.stderr
    _take_theme_home(root)
    assert len(list_files(root / "tema")) == 4
    words = ("build", "--root", str(root), *PROPERDOCS)
    done = run_without(OF_THE_THEME, tmp_path / "pustaka", *words)
    assert done.returncode == 0, done.stderr
    assert list_undeclared(before, root / "site") == []


@pytest.mark.parametrize("command", ["build", "serve", "preview", "verify"])
@pytest.mark.parametrize("way", ["option", "variable"])
def test_a_builder_that_is_not_installed_is_told_at_once(
    command: str, way: str, root: Path, tmp_path: Path
) -> None:
    words = [command, "--root", str(root), *(PROPERDOCS if way == "option" else ())]
    asked = {"REGISTRI_BUILDER": "properdocs"} if way == "variable" else {}
    done = run_without("properdocs", tmp_path / "pustaka", *words, **asked)
    assert done.returncode == 2, done.stdout + done.stderr
    assert done.stderr.startswith("Kesalahan: Pembangun properdocs belum terpasang")
    assert "requirements/properdocs.txt" in done.stderr
    assert not (root / "site").exists()


def test_a_builder_that_nobody_knows_is_told_at_once(root: Path) -> None:
    done = run("build", "--root", str(root), REGISTRI_BUILDER="zensical")
    assert done.returncode == 2
    assert 'bukan nama pembangun yang dikenal: "zensical". Yang ada: mkdocs, properdocs.' in done.stderr
    done = run("build", "--root", str(root), "--builder", "zensical", REGISTRI_LANG="en")
    assert done.returncode == 2
    assert "'mkdocs', 'properdocs'" in done.stderr


# Of the article as Zensical makes it, what is not there because the frame and the plugin are not asked.
_CRUMBS = re.compile(r'<nav class="rk-crumbs".*?</nav>', re.DOTALL)
_FORM = re.compile(r"formulir:[a-z-]+")


def _iterate_hand_written() -> Iterator[str]:
    for path in sorted((ROOT / "docs").rglob("*.md")):
        place = path.relative_to(ROOT / "docs").as_posix().removesuffix(".md")
        yield f"{place}.html" if path.stem == "index" else f"{place}/index.html"


@pytest.fixture
def zensical() -> Path:
    """Give the command of Zensical; where its lock can't be installed the test fails, it is not skipped."""
    return prepare_environment(VERSIONS[0], LOCK).parent / "zensical"


def _run_zensical(zensical: Path, folder: Path) -> "subprocess.CompletedProcess[str]":
    return subprocess.run(
        [str(zensical), "build", "-f", "mkdocs.yml"], cwd=folder, capture_output=True, text=True, check=False
    )


@pytest.mark.slow
def test_zensical_makes_the_same_of_the_hand_written_pages(
    zensical: Path, shipped: BuiltSite, tmp_path: Path
) -> None:
    """A smoke test: it knows none of our plugin and no frame, so that is all there is to compare.

    Declared: the site's name in titles and the ways above an article are the frame's; the links to the code
    host's forms are the plugin's; and nothing generated is there.
    """
    folder = tmp_path / "zensical"
    folder.mkdir()
    shutil.copytree(ROOT / "docs", folder / "docs")
    settings = (ROOT / "mkdocs.yml").read_text("utf-8")
    (folder / "mkdocs.yml").write_text(settings, "utf-8")
    # As it stands it is refused, for the sections that the pages lead to are generated.
    strict = _run_zensical(zensical, folder)
    assert strict.returncode != 0
    assert "page does not exist" in strict.stdout + strict.stderr
    shutil.rmtree(folder / "site", ignore_errors=True)
    (folder / "mkdocs.yml").write_text(settings.replace("strict: true", "strict: false"), "utf-8")
    done = _run_zensical(zensical, folder)
    assert done.returncode == 0, done.stdout + done.stderr
    site = folder / "site"
    places = [*_iterate_hand_written()]
    assert {place for place in list_files(site) if place.endswith(".html")} == {*places, "404.html"}
    assert len(places) < len(shipped.pages) / 10
    found = [difference for place in places for difference in _compare_articles(place, shipped.folder, site)]
    assert found == []


def _compare_articles(place: str, own: Path, theirs: Path) -> Iterator[Difference]:
    address = place.removesuffix("index.html")
    texts = [(site / place).read_text("utf-8") for site in (own, theirs)]
    one, other = (read_page(_CRUMBS.sub("", text), address, "article") for text in texts)
    names = [re.split(r" [·-] Registri Kerja Sama", reading.title)[0] for reading in (one, other)]
    sides = [
        reading._replace(title=name, links=tuple(link for link in reading.links if not _FORM.fullmatch(link)))
        for reading, name in zip((one, other), names, strict=True)
    ]
    return compare_readings(place, *sides)
