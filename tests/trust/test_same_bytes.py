"""Same commit, same bytes: whatever is around the program, and whatever Python and git its user has.

A small register with a history is built in each of the surroundings, and so are mixes of them; this project's
own repository is built by every version of Python. A copy that git can't tell the whole history of gives no
site at all.
"""

import os
import shutil
import subprocess
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from conftest import RunCommand
from interpreters import VERSIONS, prepare_environment
from registers import ROOT
from repositories import Repository
from surroundings import (
    Place,
    Surroundings,
    build,
    build_again,
    draw_surroundings,
    list_surroundings,
    make_origin,
    read_site,
)
from tally import Tally
from workshop import REGISTRY

from generator import clock
from generator.refusal import RefusalError

SURROUNDINGS = list_surroundings()
_MIXES = 12


@pytest.fixture(scope="module")
def origin(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give the small register with a history."""
    return make_origin(tmp_path_factory.mktemp("asal"))


@pytest.fixture(scope="module")
def expected(origin: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """Give the files of its site, built with nothing around."""
    around = tmp_path_factory.mktemp("biasa") / "di sini"
    done = build(origin, around, Surroundings())
    assert done.returncode == 0, done.stderr
    site = read_site(around)
    assert len(site) > 500
    return site


def _check(
    origin: Path, around: Path, surroundings: Surroundings, expected: dict[str, str], tally: Tally
) -> None:
    done = build(origin, around, surroundings)
    assert done.returncode == 0, done.stdout + done.stderr
    site = read_site(around, surroundings.umask)
    assert _find_differing(site, expected) == []
    tally.add("builds")


def _find_differing(site: dict[str, str], expected: dict[str, str]) -> list[str]:
    return sorted(name for name in site.keys() | expected if site.get(name) != expected.get(name))


@pytest.mark.slow
@pytest.mark.parametrize("name", SURROUNDINGS)
def test_surroundings_change_no_byte(
    name: str, origin: Path, expected: dict[str, str], tmp_path: Path, tally: Tally
) -> None:
    _check(origin, tmp_path / "di sana", SURROUNDINGS[name], expected, tally)


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(_MIXES))
def test_no_mix_of_surroundings_changes_a_byte(
    seed: int, origin: Path, expected: dict[str, str], tmp_path: Path, tally: Tally
) -> None:
    _check(origin, tmp_path / "di sana", draw_surroundings(seed), expected, tally)


@pytest.mark.slow
def test_neither_the_clock_nor_the_calendar_shows(
    origin: Path, expected: dict[str, str], tmp_path: Path, tally: Tally
) -> None:
    finder: list[str | Path] = [ROOT / ".ci" / "find-program", "faketime"]
    found = subprocess.run(finder, capture_output=True, text=True, check=False)
    assert found.returncode == 0, found.stderr
    for number, moment in enumerate(("2024-02-29 23:59:58", "2041-01-01 00:00:01")):
        elsewhen = Surroundings(through=(found.stdout.strip(), "-f", f"@{moment}"))
        _check(origin, tmp_path / str(number), elsewhen, expected, tally)


@pytest.mark.slow
def test_letters_that_are_not_utf_8_change_nothing(
    origin: Path, expected: dict[str, str], tmp_path: Path, tally: Tally
) -> None:
    made: list[str | Path] = ["localedef", "-i", "tr_TR", "-f", "ISO-8859-9", tmp_path / "tr_TR.ISO-8859-9"]
    done = subprocess.run(made, capture_output=True, text=True, check=False)
    assert done.returncode == 0, f"Pasang dahulu: sudo apt-get install locales\n{done.stderr}"
    seven_bits = {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}
    turkish = {"LOCPATH": str(tmp_path), "LC_ALL": "tr_TR.ISO-8859-9"}
    # A hand-written page of the register has a letter in its name that such machines read as others.
    for number, letters in enumerate((seven_bits, turkish)):
        _check(origin, tmp_path / f"{number} letters", Surroundings(environment=letters), expected, tally)


@pytest.mark.slow
def test_what_was_kept_of_another_commit_changes_nothing(
    origin: Path, expected: dict[str, str], tmp_path: Path, tally: Tally
) -> None:
    def lay_out_older(place: Place) -> Path:
        folder = place.clone()
        place.git(folder, "checkout", "-q", "--detach", "HEAD~2")
        return folder

    around = tmp_path / "di sana"
    assert build(origin, around, Surroundings(lay_out_older)).returncode == 0
    assert _find_differing(read_site(around), expected)
    subprocess.run(["git", "-C", str(around / "register"), "checkout", "-q", "main"], check=True)
    # Over the older site; then elsewhere, where only what is kept of the user's is taken up.
    for _ in range(2):
        done = build_again(around / "register", around, Surroundings())
        assert done.returncode == 0, done.stderr
        assert _find_differing(read_site(around), expected) == []
        tally.add("builds")
        shutil.rmtree(around / "situs")


@pytest.mark.slow
def test_packed_twins_leave_all_other_files_alone(
    origin: Path, expected: dict[str, str], tmp_path: Path, tally: Tally
) -> None:
    around = tmp_path / "di sana"
    assert build(origin, around, Surroundings(options=("--offline-copy",))).returncode == 0
    others = {name: digest for name, digest in expected.items() if not name.endswith((".gz", ".br"))}
    assert len(others) < len(expected)
    assert _find_differing(read_site(around), others) == []
    tally.add("builds")


@pytest.mark.slow
def test_every_version_of_python_gives_the_same_bytes(origin: Path, tmp_path: Path, tally: Tally) -> None:
    sites = []
    for version in VERSIONS:
        python = prepare_environment(version)
        done = build(origin, tmp_path / version, Surroundings(), python)
        assert done.returncode == 0, done.stdout + done.stderr
        sites.append(read_site(tmp_path / version))
        tally.add("builds")
    assert [_find_differing(site, sites[0]) for site in sites] == [[], [], []]


@pytest.fixture(scope="module")
def own_site(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """Give the files of this project's own site: its last commit, cloned, built by the program within."""
    around = tmp_path_factory.mktemp("proyek") / "di sini"
    done = _build_own(around, Surroundings(), prepare_environment(VERSIONS[0]))
    assert done.returncode == 0, done.stdout + done.stderr
    return read_site(around)


def _build_own(around: Path, surroundings: Surroundings, python: Path) -> "subprocess.CompletedProcess[str]":
    program = {"PYTHONPATH": str(around / "register")}
    with_program = surroundings._replace(environment={**surroundings.environment, **program})
    return build(ROOT, around, with_program, python)


@pytest.mark.slow
@pytest.mark.parametrize("version", VERSIONS[1:])
def test_the_real_register_is_the_same_by_every_python_and_in_a_mix_of_surroundings(
    version: str, own_site: dict[str, str], tmp_path: Path, tally: Tally
) -> None:
    mixed = draw_surroundings(int(version.partition(".")[2]))._replace(lay_out=Place.clone)
    around = tmp_path / "di-sana"
    done = _build_own(around, mixed, prepare_environment(version))
    assert done.returncode == 0, done.stdout + done.stderr
    assert _find_differing(read_site(around, mixed.umask), own_site) == []
    tally.add("builds")


@pytest.mark.slow
def test_line_ends_that_git_has_changed_give_no_site(origin: Path, tmp_path: Path) -> None:
    def lay_out_without_attributes(place: Place) -> Path:
        bare = place.clone("--no-checkout")
        (bare / ".git" / "info" / "attributes").write_text("* text=auto\n")
        place.git(bare, "checkout", "-q", "main")
        return bare

    settings = "[core]\nautocrlf = true\n"
    done = build(origin, tmp_path / "di sana", Surroundings(lay_out_without_attributes, settings=settings))
    assert done.returncode == 1
    assert not (tmp_path / "di sana" / "situs").exists()


Damage = Callable[[Repository], object]


def _lose(repository: Repository, name: str) -> None:
    found = repository.git("rev-parse", name)
    (repository.folder / ".git" / "objects" / found[:2] / found[2:]).unlink()


def _point_nowhere(repository: Repository) -> None:
    shutil.rmtree(repository.folder / ".git")
    (repository.folder / ".git").write_text("gitdir: /tidak-ada\n")


def _cut_off(repository: Repository) -> None:
    (repository.folder / ".git" / "shallow").write_text(repository.git("rev-parse", "HEAD~1") + "\n")


def _give_away(repository: Repository) -> None:
    if os.geteuid() != 0:
        # Nobody else may give a folder away; git's settings can only widen whom it trusts.
        pytest.skip("memerlukan root: hanya root dapat memberikan folder kepada orang lain")
    for path in (repository.folder, *repository.folder.rglob("*")):
        os.lchown(path, 65534, 65534)


DAMAGES: dict[str, tuple[Damage, str]] = {
    "a commit is missing": (lambda repository: _lose(repository, "HEAD~1"), "git fsck"),
    "a content is missing": (
        lambda repository: _lose(repository, "HEAD~1:records/registry.yaml"),
        "git fsck",
    ),
    "a file leads nowhere": (_point_nowhere, "not a git repository: /tidak-ada"),
    "the past is cut off": (_cut_off, "git fetch --unshallow"),
    "it belongs to somebody else": (_give_away, "git config --global --add safe.directory /"),
}


@pytest.mark.parametrize("name", DAMAGES)
def test_a_copy_of_which_git_can_t_tell_the_past_gives_no_site(
    name: str, tmp_path: Path, registri: RunCommand
) -> None:
    repository = _make_repository(tmp_path)
    damage, said = DAMAGES[name]
    damage(repository)
    built = registri("build", "--root", str(repository.folder))
    assert (built.returncode, built.stdout) == (2, "")
    assert said in built.stderr
    assert not (repository.folder / "site").exists()


def _make_repository(folder: Path) -> Repository:
    repository = Repository(folder / "register")
    for number in range(3):
        text = (repository.folder / REGISTRY).read_bytes()
        repository.write(REGISTRY, b"# %d\n%b" % (number, text))
        repository.commit(f"Perubahan {number}")
    return repository


def test_a_copy_gives_no_site_where_git_is_not_installed(tmp_path: Path, registri: RunCommand) -> None:
    repository = _make_repository(tmp_path)
    built = registri("build", "--root", str(repository.folder), environment={"PATH": str(tmp_path)})
    assert (built.returncode, built.stdout) == (2, "")
    assert "Pasang git" in built.stderr


@pytest.mark.parametrize(
    ("pinned", "seconds", "day"),
    [
        # Midnight of the first day is still the eve in the machine's own zone.
        ("", "1764028799", "2025-11-24"),
        ("", "1764028800", "2025-11-25"),
        ("", "0", "1970-01-01"),
        ("2024-02-29", "1764028800", "2024-02-29"),
        ("2024-02-29", "bukan angka", "2024-02-29"),
    ],
)
def test_the_day_of_whoever_packs_software_counts_before_the_clock(
    pinned: str, seconds: str, day: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TZ", "Pacific/Pago_Pago")
    monkeypatch.setenv("REGISTRI_AS_OF", pinned)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", seconds)
    time.tzset()
    try:
        assert clock.today().isoformat() == day
    finally:
        monkeypatch.undo()
        time.tzset()


@pytest.mark.parametrize("text", ["-1", "1.5", "1764028800 ", "１", "kemarin", "7289654400", "9" * 30])
def test_seconds_that_are_none_are_refused(text: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("REGISTRI_AS_OF", raising=False)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", text)
    with pytest.raises(RefusalError):
        clock.today()


def test_seconds_that_are_none_are_wrong_use(base: Path, registri: RunCommand) -> None:
    pinned = {"REGISTRI_AS_OF": "", "SOURCE_DATE_EPOCH": "kemarin"}
    done = registri("check", "--root", str(base), environment=pinned)
    assert (done.returncode, done.stdout) == (2, "")
    assert 'SOURCE_DATE_EPOCH tidak dapat dipakai: "kemarin"' in done.stderr


@pytest.mark.slow
def test_the_theme_builds_whatever_seconds_are_set(base: Path, registri: RunCommand) -> None:
    words = ("build", "--root", str(base), "--as-of", "2025-06-30", "--anew")
    for text in ("", "kemarin"):
        done = registri(*words, environment={"SOURCE_DATE_EPOCH": text})
        assert done.returncode == 0, done.stderr
