"""A register that an older program began: its files are brought forward, and what somebody changed stays.

The older program is imitated by other contents of its files, and their hashes in ``.registri/files.json``.
"""

import hashlib
import json
import os
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from killing import kill_before_each_step, read_tree
from smallregister import run

from generator.version import VERSION

HERE = Path(__file__).parent
OLD_LINE = "Kalimat dari program yang lama.\n"
OWN_LINE = "Kalimat kami sendiri.\n"
ASIDE = f"pembaruan/{VERSION}"
MEMORY = ".registri/files.json"
REGISTRY = "records/registry.yaml"
BUREAU = "records/departments/biro-uji.yaml"
BUREAU_TEXT = """# yaml-language-server: $schema=../../schema/department.schema.json
# Bentuknya menyusul.
id: biro-uji
name: Biro Uji
kind: bagian
"""


@pytest.fixture(scope="module")
def begun(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("begun") / "register"
    done = run("init", str(root), "--name", "Kabupaten Uji", "--region", "99.04", "--language", "id,en")
    assert done.returncode == 0, done.stderr
    return root


@pytest.fixture
def fresh(begun: Path, tmp_path: Path) -> Path:
    """Give a register as the installed program begins it."""
    return Path(shutil.copytree(begun, tmp_path / "register"))


def read_memory(root: Path) -> dict[str, str]:
    hashes: dict[str, str] = json.loads((root / MEMORY).read_text("utf-8"))["files"]
    return hashes


def write_memory(root: Path, hashes: dict[str, str]) -> None:
    (root / MEMORY).write_text(json.dumps({"program": "0.2.0", "files": hashes}), "utf-8")


def age(root: Path) -> None:
    """Make a register one of program 0.1.0, with changes of the adopter's own."""
    hashes = read_memory(root)

    def put(file: str, text: str, by_program: str | None = None) -> None:
        (root / file).parent.mkdir(parents=True, exist_ok=True)
        (root / file).write_text(text, "utf-8")
        hashes[file] = hashlib.sha256((text if by_program is None else by_program).encode()).hexdigest()

    def read(file: str) -> str:
        return (root / file).read_text("utf-8")

    put("docs/panduan/mengisi.md", OLD_LINE + read("docs/panduan/mengisi.md"))
    put(".ci/find-python", read(".ci/find-python") + "# lama\n")
    put("docs/lama.md", OLD_LINE)
    put("docs/lama/dalam.md", OLD_LINE)
    put("docs/lama-diubah.md", OLD_LINE + OWN_LINE, OLD_LINE)
    put("README.md", read("README.md") + OWN_LINE, read("README.md") + OLD_LINE)
    put(".gitlab-ci.yml", read(".gitlab-ci.yml") + "# kami\n", read(".gitlab-ci.yml"))
    put("requirements/program.txt", "registri-kerja-sama==0.2.0\n")
    for file in ("Makefile", ".ci/install-program"):
        (root / file).unlink()
        del hashes[file]
    put("docs/panduan/evaluasi.md", OLD_LINE)
    for file in ("docs/panduan/evaluasi.md", ".editorconfig"):
        (root / file).unlink()
    schema = json.loads(read("schema/registry.schema.json"))
    del schema["properties"]["licence"]["properties"]["spdx"]
    put("schema/registry.schema.json", json.dumps(schema))
    (root / BUREAU).write_text(BUREAU_TEXT, "utf-8")
    registry = read(REGISTRY).replace(VERSION, "0.1.0").replace("  spdx: CC-BY-4.0\n", "")
    (root / REGISTRY).write_text(f"{registry}# Catatan bagian hukum.\n", "utf-8")
    write_memory(root, hashes)


@pytest.fixture
def aged(fresh: Path) -> Path:
    age(fresh)
    return fresh


def upgrade(root: Path, *words: str) -> str:
    done = run("upgrade", "--root", str(root), *words)
    assert "Traceback" not in done.stderr
    return f"{done.returncode}\n{done.stdout}{done.stderr}"


def test_a_register_of_this_very_program_needs_nothing(fresh: Path) -> None:
    before = read_tree(fresh)
    said = upgrade(fresh, "--write")
    assert said.startswith("0\n")
    assert said.endswith("Tidak ada yang harus diperbarui.\n")
    assert read_tree(fresh) == before


def test_what_is_shown_is_told_whole_and_changes_nothing(aged: Path) -> None:
    before = read_tree(aged)
    said = upgrade(aged)
    assert said.startswith("1\n")
    assert read_tree(aged) == before
    start = said.index(f"Program {VERSION}.")
    summary = said[start:].replace(VERSION, "VERSI").replace(str(aged), "REGISTER")
    summary = summary[: summary.index("Untuk menulisnya: ")] + "…\n"
    golden = HERE / "summary.txt"
    if os.environ.get("UPDATE_GOLDEN"):
        golden.write_text(summary, "utf-8")
    assert summary == golden.read_text("utf-8")
    # Each change is there in lines, too.
    assert f"-{OLD_LINE}" in said
    assert "+  spdx: CC-BY-4.0\n" in said
    assert "--- /dev/null\n+++ b/Makefile\n" in said
    assert f"--- a/docs/lama.md\n+++ /dev/null\n@@ -1 +0,0 @@\n-{OLD_LINE}" in said


def test_what_is_written_is_the_program_s_and_the_rest_stays(fresh: Path, begun: Path) -> None:
    age(fresh)
    before, whole = read_tree(fresh), read_tree(begun)
    assert upgrade(fresh, "--write").startswith("0\n")
    after = read_tree(fresh)
    kept = {"README.md", ".gitlab-ci.yml", "docs/lama-diubah.md"}
    assert {file: after[file] for file in kept} == {file: before[file] for file in kept}
    gone = {"docs/panduan/evaluasi.md", ".editorconfig"}
    assert after[REGISTRY] == whole[REGISTRY] + b"# Catatan bagian hukum.\n"
    assert after[f"{ASIDE}/README.md"] == whole["README.md"]
    assert after[BUREAU].decode() == BUREAU_TEXT.replace("bagian", "biro")
    assert set(after) == (set(whole) - gone) | kept | {f"{ASIDE}/README.md", BUREAU}
    same = set(whole) - kept - gone - {REGISTRY}
    assert {file: after[file] for file in same} == {file: whole[file] for file in same}
    for name in ("find-python", "install-program"):
        assert os.access(fresh / ".ci" / name, os.X_OK)
    assert run("check", "--root", str(fresh)).returncode == 0
    again = upgrade(fresh, "--write")
    assert again.endswith("Tidak ada yang harus diperbarui.\n")
    assert read_tree(fresh) == after
    # Once merged by hand, nothing is said of it any more, and what was deleted stays away.
    shutil.rmtree(fresh / "pembaruan")
    assert upgrade(fresh).endswith("Tidak ada yang harus diperbarui.\n")


def test_a_run_that_is_killed_anywhere_is_finished_by_the_next(aged: Path, tmp_path: Path) -> None:
    other = Path(shutil.copytree(aged, tmp_path / "lain" / "register"))
    assert upgrade(other, "--write").startswith("0\n")
    wanted, old = read_tree(other), read_tree(aged)
    root = tmp_path / "mati" / "register"

    def is_step(event: str, arguments: tuple[object, ...]) -> bool:
        changing = {"os.rename", "os.link", "os.remove", "os.rmdir", "os.chmod"}
        return event in changing and str(root) in " ".join(map(str, arguments))

    from generator.commands.writing import write_records  # noqa: PLC0415  not before the program's own start
    from generator.upgrading.upgrade import read_upgrade, write_upgrade  # noqa: PLC0415

    def write() -> None:
        write_upgrade(root, read_upgrade(root), lambda data, before: write_records(root, data, before))

    shutil.copytree(aged, root)
    steps = 0
    for number in kill_before_each_step(write, is_step):
        steps += 1
        for file, data in read_tree(root).items():
            # Each file is the old one or the new; beside them an empty folder, or what was made ready.
            assert data in (old.get(file), wanted.get(file)) or not data or "-registri-" in file, (
                number,
                file,
            )
        if number % 4 == 0:
            write()
            left = {file: data for file, data in read_tree(root).items() if not file.endswith("/")}
            assert left == wanted, number
            assert os.access(root / ".ci/install-program", os.X_OK), number
        shutil.rmtree(root)
        shutil.copytree(aged, root)
    assert steps > 30


def commit(root: Path) -> None:
    for words in (
        ("init", "-q", "-b", "main"),
        ("add", "-A"),
        ("-c", "user.name=Uji", "-c", "user.email=uji@contoh.example", "commit", "-q", "-m", "Register"),
    ):
        subprocess.run(["git", "-C", str(root), *words], check=True)


def test_what_no_commit_holds_is_not_mixed_with_an_upgrade(aged: Path) -> None:
    commit(aged)
    (aged / "records/partners/baru.yaml").write_text("id: baru\nname: Baru\ncategory: yayasan\n", "utf-8")
    before = read_tree(aged / "records")
    said = upgrade(aged, "--write")
    assert said.startswith("2\n")
    assert "belum masuk commit" in said
    assert read_tree(aged / "records") == before
    assert upgrade(aged, "--write", "--anyway").startswith("0\n")


def test_what_the_program_changed_is_shown_from_the_history(fresh: Path) -> None:
    original = (fresh / "README.md").read_text("utf-8")
    (fresh / "README.md").write_text(original + OLD_LINE, "utf-8")
    hashes = read_memory(fresh)
    hashes["README.md"] = hashlib.sha256((original + OLD_LINE).encode()).hexdigest()
    write_memory(fresh, hashes)
    commit(fresh)
    (fresh / "README.md").write_text(original + OLD_LINE + OWN_LINE, "utf-8")
    said = upgrade(fresh)
    assert "Yang berubah dari program pada README.md:\n" in said
    assert f"\n-{OLD_LINE}" in said
    assert OWN_LINE not in said
    assert f"{ASIDE}/README.md" in said
    shutil.rmtree(fresh / ".git")
    said = upgrade(fresh)
    assert "Selisih berkas Anda dengan yang baru dari program, README.md:\n" in said
    assert f"\n-{OWN_LINE}" in said


@pytest.mark.parametrize(
    "line", ["git+https://git.contoh.example/registri@v1", "./registri.whl", "registri-kerja-sama"]
)
def test_a_line_of_one_s_own_by_which_the_program_is_found_stays(fresh: Path, line: str) -> None:
    path = fresh / "requirements/program.txt"
    path.write_text(f"# Dari cabang kami.\n{line}\n", "utf-8")
    said = upgrade(fresh, "--write")
    assert said.startswith("0\n")
    assert f"requirements/program.txt: pilihan Anda, jadi tetap: {line}\n" in said
    assert path.read_text("utf-8") == f"# Dari cabang kami.\n{line}\n"


@pytest.mark.parametrize(
    "files",
    [
        {"../luar.md": "0" * 64},
        {"/etc/hosts": "0" * 64},
        {"docs/../../luar.md": "0" * 64},
        {".git/config": "0" * 64},
        {".GIT/hooks/x": "0" * 64},
        {"records/registry.yaml": "0" * 64},
        {"docs//x.md": "0" * 64},
        {"docs\\x.md": "0" * 64},
        {"docs/x.md": "abc"},
        {"docs/x.md": 7},
        {"docs/\x1b[31m.md": "0" * 64},
        [],
    ],
)
def test_hostile_memories_are_refused(fresh: Path, files: object) -> None:
    outside = fresh.parent / "luar.md"
    outside.write_text(OLD_LINE, "utf-8")
    (fresh / MEMORY).write_text(json.dumps({"program": "0.2.0", "files": files}), "utf-8")
    before = read_tree(fresh.parent)
    said = upgrade(fresh, "--write")
    assert said.startswith("2\n")
    assert ".registri/files.json rusak" in said
    assert read_tree(fresh.parent) == before


@pytest.mark.parametrize(
    "text", ["", "{", "[" * 100_000, "null", '{"program": 1, "files": {}}', "\x00", "\ud800"]
)
def test_damaged_memories_are_refused(fresh: Path, text: str) -> None:
    (fresh / MEMORY).write_bytes(text.encode("utf-8", "surrogatepass"))
    assert ".registri/files.json rusak" in upgrade(fresh, "--write")


def test_nothing_behind_a_link_is_touched(fresh: Path) -> None:
    outside = fresh.parent / "luar"
    shutil.move(fresh / "docs", outside)
    (fresh / "docs").symlink_to(outside)
    secret = fresh.parent / "rahasia"
    secret.write_text(OLD_LINE, "utf-8")
    (fresh / "Makefile").unlink()
    (fresh / "Makefile").symlink_to(secret)
    hashes = read_memory(fresh)
    for file in ("docs/panduan/mengisi.md", "docs/lama.md", "Makefile"):
        hashes[file] = hashlib.sha256(OLD_LINE.encode()).hexdigest()
    (outside / "lama.md").write_text(OLD_LINE, "utf-8")
    (outside / "panduan/mengisi.md").write_text(OLD_LINE, "utf-8")
    write_memory(fresh, hashes)
    before = read_tree(outside)
    said = upgrade(fresh, "--write")
    assert said.startswith("0\n")
    assert "docs/lama.md: dibiarkan; bukan berkas biasa" in said
    assert "Makefile: dibiarkan" in said
    assert read_tree(outside) == before
    assert secret.read_text("utf-8") == OLD_LINE
    assert (fresh / "Makefile").is_symlink()


def test_what_was_laid_aside_and_changed_is_not_overwritten(aged: Path) -> None:
    path = aged / ASIDE / "README.md"
    path.parent.mkdir(parents=True)
    path.write_text(OWN_LINE, "utf-8")
    said = upgrade(aged, "--write")
    assert said.startswith("2\n")
    assert f'"{ASIDE}/README.md" sudah ada dan berisi lain' in said
    assert path.read_text("utf-8") == OWN_LINE


def spoil_schema(root: Path) -> None:
    path = root / "schema/registry.schema.json"
    schema = json.loads(path.read_text("utf-8"))
    del schema["properties"]["licence"]["properties"]["spdx"]
    path.write_text(json.dumps(schema), "utf-8")
    registry = (root / REGISTRY).read_text("utf-8").replace("  spdx: CC-BY-4.0\n", "")
    (root / REGISTRY).write_text(registry.replace(VERSION, "0.2.0"), "utf-8")


def leave_unread(root: Path) -> None:
    (root / "records/partners/rusak.yaml").write_text("id: [\n", "utf-8")


def name_newer(root: Path) -> None:
    path = root / REGISTRY
    path.write_text(path.read_text("utf-8").replace(VERSION, "99.0"), "utf-8")


@pytest.mark.parametrize(
    ("spoil", "words"),
    [
        (spoil_schema, "sebab sesudahnya ada kesalahan yang sekarang tidak ada:\n  records/registry.yaml:"),
        (leave_unread, "belum dapat dibaca: records/partners/rusak.yaml. Betulkan dahulu: "),
        (name_newer, "dibawa maju oleh program 99.0, yang lebih baru daripada yang terpasang"),
    ],
)
def test_what_can_t_be_brought_forward_stays_whole(
    fresh: Path, spoil: Callable[[Path], None], words: str
) -> None:
    spoil(fresh)
    before = read_tree(fresh)
    said = upgrade(fresh, "--write")
    assert said[0] in "12"
    assert words in said
    assert read_tree(fresh) == before


def test_of_a_register_without_a_memory_only_records_are_touched(aged: Path) -> None:
    shutil.rmtree(aged / ".registri")
    # A schema of its own is left alone, too; this one takes today's records.
    shutil.rmtree(aged / "schema")
    before = read_tree(aged)
    said = upgrade(aged, "--write")
    assert said.startswith("0\n")
    assert "tidak diketahui mana yang ditulis program" in said
    assert "Yang berisi berkas sendiri: docs, mkdocs.yml, .github, .gitlab-ci.yml, requirements." in said
    after = read_tree(aged)
    assert {file for file in after if after[file] != before.get(file)} == {REGISTRY, BUREAU}


def test_the_register_beside_the_program_is_told_so() -> None:
    said = upgrade(HERE.parents[1])
    assert "milik program yang berdiri di folder ini" in said
    assert said.endswith("Tidak ada yang harus diperbarui.\n")
