"""Where the program's libraries come from: locked by hash, installed without a network, under known licences.

What is installed, built and published from a folder of wheels on a machine cut off from all networks is the
same, byte for byte, as from the source.
"""

import hashlib
import json
import os
import re
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
from builtsite import BuiltSite
from cyclonedx.schema import SchemaVersion
from cyclonedx.validation.json import JsonStrictValidator
from installed import list_locked, read_licence, read_lock
from interpreters import LOCK, VERSIONS, find_python, prepare_environment
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from registers import ROOT
from surroundings import AS_OF, read_site
from tally import Tally
from write_sbom import PAGE, SBOM, render_page, render_sbom

_PIP = ("-m", "pip", "--disable-pip-version-check", "--quiet")
_PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
LOCKS = {
    "site.txt": ("build",),
    "test.txt": ("build", "test"),
    "properdocs.txt": ("build", "properdocs"),
    "audit.txt": ("audit",),
    "zensical.txt": ("zensical",),
    "fuzz.txt": ("fuzz",),
}
"""The groups and extras of ``pyproject.toml`` that each lock is made of."""
_ALONE = ("audit.txt", "zensical.txt")
"""What is no part of the program, and shares no environment with it."""
_EXTRAS = _PROJECT["project"]["optional-dependencies"]


def _list_asked(lock: str) -> list[Requirement]:
    asked = [] if lock in _ALONE else [*_PROJECT["project"]["dependencies"]]
    for group in LOCKS[lock]:
        asked += {**_PROJECT["dependency-groups"], **_EXTRAS}[group]
    return [Requirement(one) for one in asked]


def test_every_lock_is_known() -> None:
    assert {path.name for path in (ROOT / "requirements").glob("*.txt")} == LOCKS.keys()


@pytest.mark.parametrize("lock", LOCKS)
def test_every_library_is_locked_to_one_version_and_its_hashes(lock: str, tally: Tally) -> None:
    found = read_lock(ROOT / "requirements" / lock)
    assert len(found) > 10
    assert len({entry.name for entry in found}) == len(found), "another version on another machine"
    for entry in found:
        assert re.fullmatch(r"[0-9][0-9a-z.]*", entry.version), entry.name
        assert entry.hashes, entry.name
        assert all(re.fullmatch("[0-9a-f]{64}", digest) for digest in entry.hashes), entry.name
        # An address or a folder in the place of a version would be no lock.
        assert not re.search(r"[@/]|--(?!hash=sha256:)", entry.text), entry.name
        tally.add("vendored")


@pytest.mark.parametrize("lock", LOCKS)
def test_what_the_project_asks_for_is_locked_within_its_bounds(lock: str) -> None:
    versions = {entry.name: entry.version for entry in read_lock(ROOT / "requirements" / lock)}
    for asked in _list_asked(lock):
        name = canonicalize_name(asked.name)
        assert name in versions, name
        assert asked.specifier.contains(versions[name]), f"{name} {versions[name]}: {asked.specifier}"


def test_one_library_has_one_version_in_what_builds_and_in_what_tests() -> None:
    built, other, tested = (
        {entry.name: entry.version for entry in list_locked(lock)}
        for lock in ("site.txt", "properdocs.txt", "test.txt")
    )
    assert built.items() < other.items() < tested.items()


def test_nothing_is_ever_installed_without_its_hash() -> None:
    """Every line that installs asks for hashes, or installs this project alone.

    A register that stands apart takes the program alone too, from the place that its own file names.
    """
    alone = ("--no-deps --no-build-isolation -e .", "--no-deps -r requirements/program.txt")
    files = [ROOT / "Makefile", ROOT / ".gitlab-ci.yml", *(ROOT / ".ci").iterdir()]
    files += [*(ROOT / ".github").rglob("*.yml")]
    lines = [
        (path.name, line) for path in files for line in path.read_text("utf-8").splitlines()
        if re.search(r"(?:pip\b.*|\(PIP\)) install|npm (?:i|install)\b|pipx|uvx", line)
        and not line.lstrip().startswith(("#", "@command -v uv"))
    ]  # fmt: skip
    assert len(lines) >= 4
    for name, line in lines:
        assert any(words in line for words in ("--require-hashes", *alone)), f"{name}: {line}"


def test_the_npm_packages_of_the_editor_s_tests_are_locked_with_their_hashes(tally: Tally) -> None:
    lock = json.loads((ROOT / "tests" / "editor" / "package-lock.json").read_text("utf-8"))
    packages = {name: package for name, package in lock["packages"].items() if name}
    assert packages
    for name, package in packages.items():
        assert package["integrity"].startswith("sha512-"), name
        tally.add("vendored")


@pytest.mark.slow
def test_the_lock_is_what_its_tool_makes_of_the_project(tmp_path: Path) -> None:
    uv = shutil.which("uv")
    assert uv, 'Perlu uv: pasang dengan "pip install uv".'
    words = "--universal --python-version 3.11 --generate-hashes --quiet --no-annotate --no-header"
    for lock, groups in LOCKS.items():
        # What stands there is taken up: only what no longer fits is changed.
        made = shutil.copy(ROOT / "requirements" / lock, tmp_path)
        chosen = [word for one in groups for word in ("--extra" if one in _EXTRAS else "--group", one)]
        source = [] if lock in _ALONE else [str(ROOT / "pyproject.toml")]
        done = subprocess.run(
            [uv, "pip", "compile", *source, *words.split(), "--no-emit-index-url", "--no-emit-find-links",
             *chosen, "--output-file", made],
            cwd=ROOT, capture_output=True, text=True, check=False,
        )  # fmt: skip
        assert done.returncode == 0, done.stderr
        now = [(entry.name, entry.version) for entry in read_lock(Path(made))]
        assert now == [(entry.name, entry.version) for entry in list_locked(lock)]


@pytest.mark.slow
def test_who_asks_for_known_holes_is_told_of_a_service_that_does_not_answer(tmp_path: Path) -> None:
    """The very command of the workflow: where nobody answers it fails; told to ask nobody, it passes."""
    python = prepare_environment(VERSIONS[0], ROOT / "requirements" / "audit.txt")
    own = {"PATH": f"{python.parent}:{os.environ['PATH']}", "HOME": str(tmp_path)}
    for before, options, code in ((_cut_off(), ("--timeout", "5"), 1), ((), ("--dry-run",), 0)):
        words = [*before, str(ROOT / ".ci" / "audit"), *options]
        done = subprocess.run(words, env=own, capture_output=True, text=True, check=False)
        assert done.returncode == code, done.stdout + done.stderr
        assert all(f"requirements/{lock}" in done.stdout for lock in LOCKS)


def test_holes_are_asked_for_every_week_and_where_a_lock_changes() -> None:
    workflow = (ROOT / ".github" / "workflows" / "audit.yml").read_text("utf-8")
    assert re.search(r'cron: "\d+ \d+ \* \* \d"', workflow)
    assert 'paths: ["requirements/**"' in workflow
    for text in (workflow, (ROOT / ".gitlab-ci.yml").read_text("utf-8")):
        assert re.search(
            r"install .*--require-hashes -r requirements/audit\.txt\n\s+- (?:run: )?\.ci/audit\n", text
        )


ALLOWED = {"MIT", "BSD-2-Clause", "BSD-3-Clause", "Apache-2.0", "MPL-2.0", "PSF-2.0"}


def test_every_library_that_is_built_with_is_under_a_licence_that_is_allowed() -> None:
    for entry in list_locked("site.txt"):
        named = {
            word for word in re.findall(r"[\w.-]+", read_licence(entry.name)) if word not in ("AND", "OR")
        }
        assert named, f"{entry.name}: its papers name no licence"
        assert named <= ALLOWED, f"{entry.name}: {named - ALLOWED}"


def test_the_bill_of_materials_is_what_is_locked_and_vendored(tally: Tally) -> None:
    bill = json.loads(SBOM.read_text("utf-8"))
    libraries = {one["name"]: one for one in bill["components"] if one["type"] == "library"}
    assert libraries.keys() == {entry.name for entry in list_locked("site.txt")}
    for entry in list_locked("site.txt"):
        one = libraries[entry.name]
        assert one["version"] == entry.version
        assert sorted(found["content"] for found in one["hashes"]) == sorted(entry.hashes)
        assert one["licenses"] == [{"expression": read_licence(entry.name)}]
        tally.add("vendored")
    files = {one["name"]: one["hashes"][0]["content"] for one in bill["components"] if one["type"] == "file"}
    vendored = tomllib.loads((ROOT / "requirements" / "vendored.toml").read_text("utf-8"))["file"]
    assert files.items() >= {file["path"]: file["sha256"] for file in vendored}.items()
    # Beside them the one file of the theme that sites carry.
    assert len(files) == len(vendored) + 1
    assert render_sbom() == SBOM.read_text("utf-8"), "make sbom"
    assert render_page() == PAGE.read_text("utf-8"), "make sbom"


def test_the_bill_of_materials_is_valid() -> None:
    wrong = JsonStrictValidator(SchemaVersion.V1_6).validate_str(SBOM.read_text("utf-8"))
    assert wrong is None, wrong


def test_the_theme_s_style_in_a_site_is_the_one_of_the_bill(shipped: BuiltSite, tally: Tally) -> None:
    bill = json.loads(SBOM.read_text("utf-8"))
    (style,) = [one for one in bill["components"] if one["name"].startswith("assets/stylesheets/")]
    found = [path for path in (shipped.folder / "assets").rglob("*") if path.is_file()]
    own = [path for path in found if "registri" in path.relative_to(shipped.folder).parts]
    (published,) = set(found) - set(own)
    assert published.relative_to(shipped.folder).as_posix() == style["name"]
    assert hashlib.sha256(published.read_bytes()).hexdigest() == style["hashes"][0]["content"]
    tally.add("vendored")


def _run(*words: str | Path, **environment: str) -> "subprocess.CompletedProcess[str]":
    own = {"PATH": os.environ["PATH"], "HOME": "/tidak-ada", "PIP_CONFIG_FILE": os.devnull, **environment}
    done = subprocess.run(words, env=own, cwd="/", capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return done


def _cut_off() -> tuple[str, ...]:
    """Give what runs a program where there is no network but its own loop, which is down."""
    words = ("unshare", "--net") if os.geteuid() == 0 else ("unshare", "--user", "--map-root-user", "--net")
    done = subprocess.run([*words, "true"], capture_output=True, text=True, check=False)
    assert done.returncode == 0, f"Sistem ini tidak dapat memutus jaringan (unshare): {done.stderr}"
    return words


@pytest.mark.slow
def test_from_a_folder_of_wheels_without_a_network_comes_the_same_site(tmp_path: Path, tally: Tally) -> None:
    wheels, root = tmp_path / "roda", tmp_path / "register"
    subprocess.run(["git", "clone", "-q", f"file://{ROOT}", root], check=True)
    python = find_python(VERSIONS[0])
    fetched: list[str | Path] = [
        sys.executable,
        *_PIP,
        "wheel",
        "--require-hashes",
        "--no-deps",
        "-r",
        LOCK,
        "-w",
        wheels,
    ]
    done = subprocess.run(fetched, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    alone = _cut_off()
    # Nothing from outside comes in: not by name, and not by number.
    reach = "import socket; socket.create_connection(('1.1.1.1', 443), 3)"
    assert subprocess.run([*alone, python, "-c", reach], capture_output=True, check=False).returncode == 1
    inside, made = tmp_path / "tanpa jaringan" / "bin" / "python", tmp_path / "paket"
    _run(*alone, python, "-m", "venv", inside.parents[1])
    offline = ("--no-index", "--find-links", wheels)
    _run(*alone, inside, *_PIP, "install", *offline, "--require-hashes", "-r", root / "requirements/site.txt")
    built = ("wheel", *offline, "--no-deps", "--no-build-isolation", "-w", made, root)
    _run(*alone, inside, *_PIP, *built)
    (wheel,) = made.iterdir()
    _run(*alone, inside, *_PIP, "install", "--no-index", "--no-deps", wheel)
    _check_same(alone, inside, root, tmp_path, tally)


def _check_same(alone: tuple[str, ...], inside: Path, root: Path, folder: Path, tally: Tally) -> None:
    from_source = prepare_environment(VERSIONS[0])
    sites: dict[str, dict[str, str]] = {}
    begun: dict[str, list[tuple[str, bytes, int]]] = {}
    runners: tuple[tuple[str, tuple[str | Path, ...]], ...] = (
        ("wheel", (*alone, inside, "-m", "generator")),
        ("source", (from_source, "-m", "generator")),
    )
    for name, runner in runners:
        around = folder / name
        around.mkdir()
        own = {"XDG_CACHE_HOME": str(around / "tembolok")}
        if name == "source":
            own["PYTHONPATH"] = str(root)
        _run(*runner, "check", "--root", root, **own)
        words = ("--root", root, "--site-dir", around / "situs", "--as-of", AS_OF, "--offline-copy")
        _run(*runner, "build", *words, **own)
        sites[name] = read_site(around)
        tally.add("builds")
        # A register that is begun away from the program's repository is as whole as one begun in it.
        _run(*runner, "init", around / "baru", "--name", "Kota Uji", "--region", "99.71", **own)
        files = sorted(path for path in (around / "baru").rglob("*") if path.is_file())
        begun[name] = [
            (path.relative_to(around).as_posix(), path.read_bytes(), path.stat().st_mode & 0o777)
            for path in files
        ]
    assert sites["wheel"] == sites["source"]
    assert begun["wheel"] == begun["source"]
