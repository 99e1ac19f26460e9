"""The house's own rules: who may import whom, how long a part may grow, what no file may say."""

import ast
import re
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from registers import ROOT

MODULES = sorted((ROOT / "generator").rglob("*.py"))
MOST_LINES_OF_MODULE, MOST_LINES_OF_FUNCTION = 400, 60


def _name(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def _imports(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{_name(path)} imports relatively"
            yield node.module or ""
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def _is_in(module: str, package: str) -> bool:
    return module == package or module.startswith(f"{package}.")


# What each part of the flow may not know: everything that comes after it.
FORBIDDEN = {
    "generator/memory/": ("read", "check", "register", "git", "story", "comparison", "pages", "exports",
                          "site", "commands"),
    "generator/read/": ("check", "register", "selections", "statistics", "evaluations", "mapping", "git",
                        "pages", "exports", "site", "commands"),
    "generator/check/": ("register", "selections", "statistics", "evaluations", "mapping", "git", "pages",
                         "exports", "site", "commands"),
    "generator/write/": ("check", "register", "selections", "statistics", "evaluations", "mapping", "git",
                         "pages", "exports", "site", "commands"),
    "generator/register/": ("check", "selections", "statistics", "evaluations", "mapping", "git", "pages",
                            "exports", "site", "commands"),
    "generator/explain/": ("register", "pages", "exports", "site", "commands"),
    "generator/entry/": ("register", "sheets", "pages", "exports", "site", "commands"),
    "generator/sheets/": ("register", "pages", "exports", "site", "commands"),
    "generator/amend/": ("register", "sheets", "pages", "exports", "site", "commands"),
    "generator/interview/": ("register", "sheets", "pages", "exports", "site", "commands"),
    "generator/git/": ("check", "register", "pages", "exports", "site", "commands"),
    "generator/forge/": ("check", "register", "pages", "exports", "site", "commands"),
    "generator/digest/": ("differences", "pages", "exports", "site", "commands"),
    "generator/words/": ("edition", "differences", "tables", "pages", "exports", "api", "metadata",
                         "site", "commands"),
    "generator/differences/": ("story", "edition", "comparison", "tables", "pages", "exports", "site",
                               "commands"),
    "generator/story/": ("register", "edition", "comparison", "tables", "pages", "exports", "site",
                         "commands"),
    "generator/comparison/": ("edition", "tables", "pages", "exports", "site", "commands"),
    "generator/tables/": ("differences", "comparison", "pages", "exports", "api", "metadata", "site",
                          "commands"),
    "generator/pages/": ("differences", "comparison", "exports", "api", "metadata", "site", "commands"),
    "generator/exports/": ("differences", "comparison", "api", "metadata", "site", "commands"),
    "generator/api/": ("differences", "comparison", "metadata", "site", "commands"),
    "generator/metadata/": ("differences", "comparison", "site", "commands"),
    "generator/site/": ("serving", "federation", "commands"),
    "generator/federation/": ("serving", "comparison", "commands"),
    "generator/serving/": ("comparison", "commands"),
}  # fmt: skip


@pytest.mark.parametrize("folder", FORBIDDEN)
def test_data_flows_one_way(folder: str) -> None:
    found = [path for path in MODULES if _name(path).startswith(folder)]
    assert found
    for path in found:
        for module in _imports(path):
            for part in FORBIDDEN[folder]:
                assert not _is_in(module, f"generator.{part}"), f"{_name(path)} imports {module}"


# Parts that know each other: values as they are read and where they stand; the command line and its parts.
KNOWING_EACH_OTHER = ({"read", "records"}, {"commands", "__main__"})


def _part(module: str) -> str:
    """Give the part of the program that a module belongs to: a package, or a module beside the packages."""
    return module.removeprefix("generator.").partition(".")[0]


def test_no_two_parts_need_each_other() -> None:
    """Nor any round of more: each part can be understood from those before it."""
    needed: dict[str, set[str]] = {}
    for path in MODULES:
        part = _part(".".join(path.relative_to(ROOT).with_suffix("").parts))
        found = {_part(module) for module in _imports(path) if module.startswith("generator.")}
        needed.setdefault(part, set()).update(found - {part})
    for pair in KNOWING_EACH_OTHER:
        for part in pair:
            needed[part] -= pair
    while free := {part for part, others in needed.items() if not others & needed.keys()}:
        for part in free:
            del needed[part]
    assert not needed, "these need each other, or what does"


@pytest.mark.parametrize(
    "name", ["selections", "statistics", "regions", "evaluations", "mapping", "dates", "canonical"]
)
def test_the_pure_core_knows_no_edge(name: str) -> None:
    edges = ("os", "subprocess", "pathlib", "time", "socket", "urllib", "mkdocs", "jinja2", "generator.site",
             "generator.pages", "generator.exports", "generator.commands", "generator.clock")  # fmt: skip
    for module in _imports(ROOT / "generator" / f"{name}.py"):
        assert not any(_is_in(module, edge) for edge in edges), module


def test_one_module_knows_the_builder() -> None:
    engines = ("mkdocs", "properdocs", "zensical", "material")
    knowing = {
        _name(path)
        for path in MODULES
        for module in _imports(path)
        if any(_is_in(module, engine) for engine in engines)
    }
    assert knowing == {"generator/site/mkdocs_adapter.py"}


def test_one_module_runs_git() -> None:
    running = {_name(path) for path in MODULES if '"git",' in path.read_text(encoding="utf-8")}
    assert running == {"generator/git/program.py"}


def test_only_the_clock_asks_for_the_day() -> None:
    asking = {
        _name(path)
        for path in MODULES
        if re.search(r"\.(?:today|now|utcnow)\(\)|time\.time\(\)", path.read_text(encoding="utf-8"))
    }
    assert asking <= {"generator/clock.py"}


@pytest.mark.parametrize("path", MODULES, ids=_name)
def test_size(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert len(text.splitlines()) <= MOST_LINES_OF_MODULE
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            length = (node.end_lineno or node.lineno) - node.lineno + 1
            assert length <= MOST_LINES_OF_FUNCTION, f"{node.name} has {length} lines"


@pytest.mark.parametrize("path", MODULES, ids=_name)
def test_names_and_words(path: Path) -> None:
    assert not re.search(r"util|helper|manager|misc|common", _name(path))
    tree = ast.parse(path.read_text(encoding="utf-8"))
    assert ast.get_docstring(tree), "a module says what it owns"
    for node in ast.walk(tree):
        if isinstance(node, ast.ClassDef | ast.FunctionDef):
            assert not re.search(r"(?i)utils?$|helpers?$|manager$", node.name), node.name


def _text_files() -> Iterator[tuple[str, str]]:
    listed = subprocess.run(
        ["git", "-C", str(ROOT), "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        capture_output=True,
        check=True,
    ).stdout.decode("utf-8")
    for name in filter(None, listed.split("\0")):
        path = ROOT / name
        if path.is_file() and not name.startswith("tests/cases/") and path != Path(__file__):
            try:
                yield name, path.read_text(encoding="utf-8")
            except UnicodeDecodeError:
                continue


def test_no_register_s_site_is_ever_committed() -> None:
    registers = [folder for folder in (ROOT, *ROOT.glob("examples/*")) if (folder / "records").is_dir()]
    assert len(registers) > 1
    for register in registers:
        for name in ("site/index.html", ".site-registri-1/index.html", ".site-registri-1-old/index.html"):
            path = str((register / name).relative_to(ROOT))
            ignored = subprocess.run(["git", "-C", str(ROOT), "check-ignore", "-q", path], check=False)
            assert ignored.returncode == 0, path
    ours = [str(path.relative_to(ROOT)) for path in MODULES]
    ignored = subprocess.run(["git", "-C", str(ROOT), "check-ignore", *ours], check=False)
    assert ignored.returncode == 1


_MACHINE_PATH = re.compile(r"(?<![\w./])/(?:home|Users|root|work|tmp|mnt|var/folders)/[\w.-]+")
_REGISTRY_HOST = re.compile(
    r"https?://(?:[\w.-]*@)?(?!(?:pypi\.org|files\.pythonhosted\.org|registry\.npmjs\.org|proxy\.golang\.org)\b)"
    r"[\w.-]*(?:pypi|pythonhosted|npmjs|registry|artifactory|nexus|mirror|goproxy)[\w.-]*(?::\d+)?/",
    re.IGNORECASE,
)


def test_no_file_names_a_machine_or_its_registry() -> None:
    wrong = [
        f"{name}: {found[0]}"
        for name, text in _text_files()
        for pattern in (_MACHINE_PATH, _REGISTRY_HOST)
        for found in [pattern.search(text)]
        if found
    ]
    assert wrong == []


@pytest.mark.parametrize("sign", [")*+", ")++", ")?+", "(?>"])
def test_no_pattern_needs_a_newer_interpreter(sign: str) -> None:
    # Before Python 3.11.5, which Debian 12 is, such signs behind a group find less than they should.
    assert [_name(path) for path in MODULES if sign in path.read_text(encoding="utf-8")] == []
