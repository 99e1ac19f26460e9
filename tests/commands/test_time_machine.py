"""The time machine: a site and a number as they were known then, the same bytes whenever they are made."""

import csv
import io
import json
import re
import shutil
import subprocess
from pathlib import Path

import pytest
from changesets import commit, run_git
from conftest import RunCommand
from registers import KB, ROOT
from smallregister import TODAY, run, write_small_register

from generator.dates import parse_day
from generator.git.history import read_history
from generator.git.moments import Moment, find_moment, refuse_stranger, was_known_on
from generator.git.trees import Repository
from generator.locale import Locale
from generator.refusal import RefusalError
from generator.schemas import SchemaSet
from generator.snapshot import Snapshot
from generator.tables.columns import Column, Field
from generator.tables.meanings import explain_column

KNOWN = "Menurut yang diketahui pada 10 Januari 2025"
KNOWN_IN_ENGLISH = "As known on 10 January 2025"
PAGE = "kerja-sama/ksdd-seberang-2023-kb/index.html"


def build_at(root: Path, at: str, site: Path, *words: str) -> "subprocess.CompletedProcess[str]":
    return run("build", "--root", str(root), "--at", at, "--site-dir", str(site), "--jobs", "1", *words)


def replace(root: Path, file: str, old: str, new: str) -> None:
    path = root / file
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


def read_tree(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()
    }


@pytest.fixture(scope="module")
def register(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give a register with a commit a month; in the second a signing was moved by a year."""
    root = write_small_register(tmp_path_factory.mktemp("time") / "register", in_english=True)
    run_git(root, "init", "-q", "-b", "main")
    commit(root, "Awal", "2025-01-10")
    replace(root, KB, '"2023-03-10"', '"2022-12-10"')
    commit(root, "Betulkan tahun penandatanganan", "2025-02-10")
    return root


@pytest.fixture(scope="module")
def first(register: Path) -> str:
    """Give the first commit."""
    return run_git(register, "rev-list", "--max-parents=0", "HEAD")


@pytest.fixture(scope="module")
def past(register: Path, first: str, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give the site as it was known at the first commit, judged at the end of the year before."""
    site = tmp_path_factory.mktemp("past") / "site"
    done = build_at(register, first, site, "--as-of", "2024-12-31")
    assert done.returncode == 0, done.stdout + done.stderr
    assert f"(commit {first[:12]}), keadaan pada 2024-12-31" in done.stdout
    assert f"verify --root {register} {site}" in done.stdout
    return site


def test_every_page_says_that_it_shows_a_past_day(past: Path, first: str) -> None:
    pages = sorted(past.rglob("*.html"))
    assert len(pages) > 100
    for page in pages:
        if page.name == "luring.html":
            continue
        text = page.read_text(encoding="utf-8")
        known = KNOWN_IN_ENGLISH if page.relative_to(past).parts[0] == "en" else KNOWN
        assert f"{known} (commit {first[:10]})" in text, page
    manifest = json.loads((past / "manifest.json").read_bytes())
    assert (manifest["commit"], manifest["as_of"], manifest["known_on"]) == (
        first,
        "2024-12-31",
        "2025-01-10",
    )
    assert KNOWN in (past / "mitra" / "kota-seberang" / "feed.xml").read_text(encoding="utf-8")


def test_it_shows_the_data_of_then(past: Path, register: Path, first: str) -> None:
    assert "10 Maret 2023" in (past / PAGE).read_text(encoding="utf-8")
    kept = run_git(register, "show", f"{first}:{KB}") + "\n"
    assert (past / "api/v1" / KB).read_text(encoding="utf-8") == kept


@pytest.fixture(scope="module")
def then(register: Path, first: str, tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """Give the files of the site as it was published at the first commit."""
    folder = tmp_path_factory.mktemp("then")
    run_git(folder, "clone", "-q", str(register), "lama")
    run_git(folder / "lama", "switch", "-q", "--detach", first)
    words = ("--site-dir", str(folder / "site"), "--as-of", "2024-12-31", "--jobs", "1")
    assert run("build", "--root", str(folder / "lama"), *words).returncode == 0
    return read_tree(folder / "site")


def read_plain(page: bytes) -> str:
    """Give a page without the marks that keep each word of a command on one line."""
    return re.sub("</?span>", "", page.decode())


def test_it_differs_from_the_site_of_that_day_only_in_saying_so(
    past: Path, then: dict[str, bytes], first: str
) -> None:
    now = read_tree(past)
    assert then.keys() == now.keys()
    told = Snapshot(first, parse_day("2025-01-10")).tell("id").encode()
    same = [name for name, content in now.items() if then[name] == content]
    differing = now.keys() - same - {"manifest.json"}
    # Of what is packed the words can't be seen, and calendars break their lines.
    silent = {name for name in differing if told not in now[name] and not name.startswith("en/")}
    assert [name for name in silent if not name.endswith((".xlsx", ".zip", ".ics"))] == []
    assert [name for name in differing if told in then[name]] == []
    assert {"data/agreements.csv", f"api/v1/{KB}"} <= set(same)


@pytest.fixture(scope="module")
def between(register: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give the site of a day on which nothing was committed."""
    site = tmp_path_factory.mktemp("between") / "site"
    done = build_at(register, "2025-01-31", site)
    assert done.returncode == 0, done.stdout + done.stderr
    return site


def test_a_report_of_a_day_names_the_command_that_makes_it_again(
    between: Path, register: Path, first: str, tmp_path: Path
) -> None:
    page = read_plain((between / "statistik" / "2023" / "laporan" / "index.html").read_bytes())
    found = re.search(r"registri (build [^<]*)", page)
    assert found
    words = found[1].split()
    assert words == ["build", "--at", first, "--as-of", "2025-01-31", "--known-on", "2025-01-31"]
    site = tmp_path / "lagi"
    done = build_at(register, words[2], site, *words[3:])
    assert done.returncode == 0, done.stdout + done.stderr
    assert read_tree(site) == read_tree(between)


def test_calendars_say_that_they_show_a_past_day(between: Path) -> None:
    files = sorted((between / "kalender").glob("*.ics"))
    assert files
    for file in files:
        text = file.read_text(encoding="utf-8").replace("\r\n ", "").replace("\n ", "")
        assert "X-WR-CALDESC:Menurut yang diketahui pada 31 Januari 2025" in text, file


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--known-on", "2025-01-31"), "--known-on hanya berarti bersama --at"),
        (("--at", "HEAD", "--known-on", "2025-01-31"), "Pada 2025-01-31 bukan commit"),
        (("--at", "HEAD", "--known-on", "2025-07-01"), "Pada 2025-07-01 bukan commit"),
        (("--at", "HEAD", "--known-on", "2025-06-01", "--as-published"), "tidak dapat dipakai bersama"),
        (("--at", "HEAD", "--known-on", "kemarin"), "kemarin"),
    ],
)
def test_a_day_on_which_something_else_was_known_is_refused(
    register: Path, tmp_path: Path, words: tuple[str, ...], said: str
) -> None:
    done = run("build", "--root", str(register), "--site-dir", str(tmp_path / "site"), *words)
    assert (done.returncode, done.stdout) == (2, "")
    assert said in done.stderr
    assert not (tmp_path / "site").exists()


def test_a_guide_that_the_register_of_then_lacks_is_not_led_to(between: Path) -> None:
    assert not (between / "panduan" / "api").exists()
    for page in ("data", "perubahan", "en/data", "en/perubahan"):
        text = (between / page / "index.html").read_text(encoding="utf-8")
        assert "panduan/api/" not in text
        assert "panduan/mengikuti/" not in text


def test_as_published_means_something_only_of_the_past(register: Path) -> None:
    done = run("build", "--root", str(register), "--as-published")
    assert (done.returncode, done.stdout) == (2, "")
    assert "--at" in done.stderr


def test_a_later_building_gives_the_same_bytes(
    past: Path, then: dict[str, bytes], register: Path, first: str, tmp_path: Path
) -> None:
    later = tmp_path / "register"
    run_git(tmp_path, "clone", "-q", str(register), str(later))
    for number in range(3):
        replace(later, KB, "purpose: ", f"purpose: Sesudah {number}. ")
        commit(later, f"Sesudah {number}", f"2025-03-1{number}")
    # The commands that a report names, of the past shown now and of the past as it was published.
    command, report = f"registri build --at {first} --as-of 2024-12-31", "statistik/2023/laporan/index.html"
    assert command in read_plain((past / report).read_bytes())
    assert f"{command} --as-published" in read_plain(then[report])
    done = build_at(later, first, tmp_path / "site", *command.split()[4:], "--as-published")
    assert done.returncode == 0, done.stdout + done.stderr
    assert read_tree(tmp_path / "site") == then


def test_a_day_means_the_last_commit_on_or_before_it(register: Path, first: str) -> None:
    repository, today = Repository.find(register), parse_day(TODAY)
    second = run_git(register, "rev-parse", "HEAD")
    for text, wanted in (
        ("2025-01-10", first), ("2025-02-09", first), ("2025-02-10", second), (TODAY, second),
    ):  # fmt: skip
        assert find_moment(repository, text, today) == Moment(wanted, parse_day(text))
    assert find_moment(repository, first[:10], today) == Moment(first, parse_day("2025-01-10"))
    assert find_moment(repository, "HEAD", today) == Moment(second, parse_day("2025-02-10"))


def test_a_commit_was_known_until_another_followed(register: Path, first: str) -> None:
    repository = Repository.find(register)
    days = ("2025-01-09", "2025-01-10", "2025-02-09", "2025-02-10", TODAY)
    known = [was_known_on(repository, first, parse_day(day)) for day in days]
    # On the morning of the tenth nothing else was known yet.
    assert known == [False, True, True, True, False]
    second = run_git(register, "rev-parse", "HEAD")
    assert was_known_on(repository, second, parse_day(TODAY))


def test_a_day_shows_what_the_changes_of_that_day_tell(base: Path) -> None:
    """Whatever the clocks said: pages, what a day means, and the day of a commit are one."""
    run_git(base, "init", "-q", "-b", "main")
    clocks = ("1990-01-01", "2025-01-10", "2025-04-10", "2025-02-10", "2026-12-30", "2025-05-01")
    for number, clock in enumerate(clocks):
        with (base / KB).open("a", encoding="utf-8") as stream:
            stream.write(f"# {number}\n")
        commit(base, f"Ke-{number}", clock)
    commits = read_history(base).commits
    assert [one.day.isoformat() for one in reversed(commits)] == [
        "2025-01-10", "2025-01-10", "2025-04-10", "2025-04-10", "2025-04-10", "2025-05-01",
    ]  # fmt: skip
    repository, today = Repository.find(base), parse_day(TODAY)
    for one in commits:
        assert find_moment(repository, one.id, today) == Moment(one.id, one.day)
        last = next(other.id for other in commits if other.day <= one.day)
        assert find_moment(repository, one.day.isoformat(), today) == Moment(last, one.day)
        assert was_known_on(repository, one.id, one.day)


@pytest.mark.parametrize(
    ("at", "said"),
    [
        ("2025-01-09", "commit pertamanya dari 2025-01-10"),
        ("2025-07-01", "belum tiba"),
        ("2025-02-30", '"2025-02-30" bukan tanggal'),
        ("10/02/2025", "bukan tanggal"),
        ("2025", "bukan tanggal"),
        ("tidak-ada", 'tidak mengenal revisi "tidak-ada"'),
        ("", "tidak mengenal revisi"),
        ("--all", "tidak mengenal revisi"),
        ("HEAD\x1b[31m", "tidak mengenal revisi"),
    ],
)
def test_what_at_can_t_mean_is_told(register: Path, tmp_path: Path, at: str, said: str) -> None:
    for words in (("build", "--site-dir", str(tmp_path / "site")), ("statistics",)):
        done = run(*words, "--root", str(register), "--at", at)
        assert (done.returncode, done.stdout) == (2, "")
        assert said in done.stderr
        assert "Traceback" not in done.stderr
    assert not (tmp_path / "site").exists()


def test_a_shallow_copy_and_no_git_are_told_with_the_remedy(
    register: Path, base: Path, tmp_path: Path, registri: RunCommand
) -> None:
    shallow = tmp_path / "dangkal"
    run_git(tmp_path, "clone", "-q", "--depth", "1", f"file://{register}", str(shallow))
    for at in ("2025-01-31", "HEAD"):
        done = registri("build", "--root", str(shallow), "--at", at)
        assert done.returncode == 2
        assert "git fetch --unshallow" in done.stderr
    assert (
        "tidak berada di dalam repositori git"
        in registri("build", "--root", str(base), "--at", "HEAD").stderr
    )
    done = registri("build", "--root", str(register), "--at", "HEAD", environment={"PATH": str(tmp_path)})
    assert done.returncode == 2
    assert "Pasang git" in done.stderr


def test_what_the_program_can_t_use_of_then_is_told_with_the_way_to_use_its_own(
    register: Path, tmp_path: Path
) -> None:
    root, site = tmp_path / "register", tmp_path / "site"
    run_git(tmp_path, "clone", "-q", str(register), str(root))
    replace(root, KB, "purpose:", "purpos:")
    broken = commit(root, "Rusak", "2025-03-01")
    run_git(root, "revert", "--no-edit", broken, day="2025-03-02")
    done = build_at(root, broken, site)
    assert done.returncode == 1
    assert f"{KB}:" in done.stdout
    assert f"git worktree add ../register-lama {broken[:12]}" in done.stderr
    shutil.copytree(ROOT / "schema", root / "schema")
    (root / "schema" / "partner.schema.json").write_text("{}", encoding="utf-8")
    old = commit(root, "Skema lama", "2025-03-03")
    done = build_at(root, old, site)
    assert done.returncode == 2
    assert "tidak dapat dibangun dengan program versi ini" in done.stderr
    assert f"git worktree add ../register-lama {old[:12]}" in done.stderr
    assert "registri-" not in done.stderr.replace("registri-kerja-sama", "")
    assert not site.exists()


def test_schemas_of_then_may_lack_what_tables_have_since_gained(tmp_path: Path) -> None:
    shutil.copytree(ROOT / "schema", tmp_path / "schema")
    path = tmp_path / "schema" / "partner.schema.json"
    schema = json.loads(path.read_text(encoding="utf-8"))
    del schema["properties"]["note"]
    path.write_text(json.dumps(schema), encoding="utf-8")
    old, new = (Locale("id", SchemaSet(folder / "schema")) for folder in (tmp_path, ROOT))
    lacking = Column("note", "text", Field("partner", "note"))
    assert explain_column(lacking, old) == explain_column(lacking, new)


def test_a_commit_from_elsewhere_runs_nothing(register: Path, tmp_path: Path) -> None:
    root, ran = tmp_path / "register", tmp_path / "jalan"
    run_git(tmp_path, "clone", "-q", str(register), str(root))
    run_git(root, "switch", "-q", "-c", "usulan")
    replace(root, KB, "purpose: ", "purpose: Usulan. ")
    harmless = commit(root, "Hanya catatan")
    shutil.copyfile(ROOT / "mkdocs.yml", root / "mkdocs.yml")
    with (root / "mkdocs.yml").open("a", encoding="utf-8") as stream:
        stream.write("hooks: [bantu.py]\n")
    (root / "bantu.py").write_text(f"open({str(ran)!r}, 'w')\n", encoding="utf-8")
    harmful = commit(root, "Program")
    run_git(root, "switch", "-q", "main")
    done = build_at(root, harmful, tmp_path / "site")
    assert (done.returncode, ran.exists()) == (2, False)
    assert "bantu.py, mkdocs.yml" in done.stderr
    repository = Repository.find(root)
    refuse_stranger(repository, harmless)
    run_git(root, "switch", "-q", "--orphan", "lain")
    shutil.copyfile(ROOT / "mkdocs.yml", root / "mkdocs.yml")
    alone = commit(root, "Tanpa asal yang sama")
    run_git(root, "switch", "-q", "main")
    with pytest.raises(RefusalError, match=r"mkdocs\.yml"):
        refuse_stranger(repository, alone)


def test_a_single_number_as_it_is_and_as_it_stood(register: Path, first: str) -> None:
    words = ("statistics", "year", "--root", str(register))
    now, then = run(*words, "--format", "json"), run(*words, "--format", "json", "--at", "2025-01-31")
    documents = [json.loads(done.stdout) for done in (now, then)]
    values = [{row["key"]: row["value"] for row in document["rows"]} for document in documents]
    assert values[1]["year/2023"] == values[0].get("year/2023", 0) + 1
    assert [document["as_of"] for document in documents] == [TODAY, "2025-01-31"]
    assert [document["known_on"] for document in documents] == [None, "2025-01-31"]
    assert documents[1]["commit"] == first
    text = run(*words, "--at", first).stdout
    assert f"{KNOWN} (commit {first[:10]}), bukan keadaan sekarang." in text
    assert "year/2023  " in text
    assert first in text


def test_its_forms_agree_and_name_the_definition_and_the_commit(register: Path) -> None:
    words = ("statistics", "type-year/ksdd", "--root", str(register))
    document = json.loads(run(*words, "--format", "json").stdout)
    rows = list(csv.DictReader(io.StringIO(run(*words, "--format", "csv").stdout)))
    assert [row["key"] for row in rows] == [row["key"] for row in document["rows"]]
    assert [row["value"] for row in rows] == [str(row["value"]) for row in document["rows"]]
    assert {row["commit"] for row in rows} == {document["commit"]}
    assert all(row["definition"] for row in rows)
    keys = [
        row["key"]
        for row in json.loads(run("statistics", "--root", str(register), "--format", "json").stdout)["rows"]
    ]
    assert len(set(keys)) == len(keys) > 50
    english = run(*words, "--language", "en")
    assert "Counted by the year of signing" in english.stdout
    assert "Langkah berikutnya: " in english.stderr
    assert "statistics --root" in english.stderr


@pytest.mark.parametrize(
    ("key", "guess"),
    [
        ("in-forse", "in-force"),
        ("year/1900", "year/20"),
        ("tipe", "type"),
        ("xyz", "median-length"),
        ("", "all"),
    ],
)
def test_a_wrong_key_gets_suggestions(register: Path, key: str, guess: str) -> None:
    done = run("statistics", key, "--root", str(register))
    assert (done.returncode, done.stdout) == (2, "")
    assert f'Tidak ada angka "{key}". Yang ada: ' in done.stderr
    assert guess in done.stderr


def test_numbers_of_faulty_records_are_not_given(base: Path, registri: RunCommand) -> None:
    replace(base, KB, "purpose:", "purpos:")
    done = registri("statistics", "--root", str(base))
    assert done.returncode == 1
    assert f"{KB}:" in done.stdout
    assert "belum dapat dihitung" in done.stderr
