"""Hostile files: each is answered in plain words, within bounds; nothing outside is written or followed."""

import contextlib
import os
import re
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from conftest import BOUND, RunCommand
from formengine import FormEngine, open_engine
from hostilefiles import CANARY, FOLDER, HOSTILE, list_sheets, plant_canaries
from playwright.sync_api import Browser
from registers import AS_OF, KB, PARTNER, ROOT, SCHEMAS, check, copy_base
from tally import Tally

from generator.check.reporters import report
from generator.entry.ids import TakenIds, propose_name_id
from generator.read.files import MAX_BYTES, MOST_LINES, list_record_files, read_file
from generator.read.strict_yaml import read_mapping
from generator.refusal import RefusalError
from generator.sheets.files import read_grids

MEGABYTES, SECONDS = 1024, 60
LIMITED = (
    sys.executable,
    "-c",
    f"""import os, resource, sys
resource.setrlimit(resource.RLIMIT_AS, ({MEGABYTES << 20},) * 2)
resource.setrlimit(resource.RLIMIT_CPU, ({SECONDS},) * 2)
os.execv(sys.argv[1], sys.argv[1:])""",
)
"""Runs a command that may use no more memory and time of the processor than this."""
COMMANDS = (["check"], ["build", "--site-dir", "situs"], ["fmt", "--check"], ["fix"], ["upgrade"])
_MISLED = re.compile("[\x00-\x08\x0b-\x1f\x7f\u202a-\u202e]")
_PLAIN = {"hidden": "..yaml"}


@pytest.fixture
def place(tmp_path: Path) -> Path:
    """Give a folder with a register, and beside it what nothing may reach."""
    folder = tmp_path / "tempat"
    plant_canaries(folder)
    copy_base(folder / "register")
    return folder


def list_surroundings(folder: Path) -> dict[str, tuple[int, int, int]]:
    """Give all that lies in a folder, as far as a write would change it."""
    return {
        str(path.relative_to(folder)): (status.st_mode, status.st_mtime_ns, status.st_size)
        for path in sorted(folder.rglob("*"))
        for status in (path.lstat(),)
        if "situs" not in path.relative_to(folder).parts[:2] and not path.is_dir()
    }


def run_bounded(
    registri: RunCommand, place: Path, words: list[str], *, through: tuple[str, ...] = LIMITED
) -> str:
    """Run a command in a register: it ends by itself, in words, and changes and tells nothing outside."""
    before = list_surroundings(place)
    done = registri(*words, cwd=place / "register", through=through)
    told = done.stdout + done.stderr
    assert done.returncode in (0, 1, 2), (words, done.returncode, told[-3000:])
    assert "Traceback" not in told, told[-3000:]
    assert CANARY not in told
    assert not _MISLED.search(told)
    assert list_surroundings(place) == before
    site = place / "register" / "situs"
    assert not any(CANARY.encode() in one.read_bytes() for one in site.rglob("*") if one.is_file())
    return told


def judge(root: Path) -> tuple[str, dict[str, set[str]]]:
    """Check a register in this process: the report, and which rules speak of each file."""
    checked = check(root)
    rules: dict[str, set[str]] = {}
    for found in checked.findings:
        rules.setdefault(found.file, set()).add(found.rule)
    return report("text", checked.findings, checked.files, root, "id"), rules


@pytest.mark.parametrize("name", HOSTILE)
def test_each_hostile_file_is_named_with_its_place_and_its_rule(name: str, place: Path, tally: Tally) -> None:
    hostile = HOSTILE[name]
    hostile.plant(place / "register")
    told, rules = judge(place / "register")
    assert CANARY not in told
    if hostile.rules:
        assert rules.get(hostile.file, set()) & hostile.rules, rules
        assert re.search(r":\d+:\d+: salah KS\d{3}: \S", told)
    else:
        assert not rules
    tally.add("hostile_files")


def test_all_hostile_files_at_once_are_refused_by_every_command(
    place: Path, registri: RunCommand, tally: Tally
) -> None:
    for hostile in HOSTILE.values():
        hostile.plant(place / "register")
    for words in COMMANDS[:2]:
        told = run_bounded(registri, place, words)
        named = set(re.findall(r"salah (KS\d{3}):", told))
        assert named >= {"KS002", "KS003", "KS004", "KS006", "KS016", "KS101", "KS201", "KS206", "KS208"}
    tally.add("hostile_files", len(HOSTILE))


@pytest.mark.slow
@pytest.mark.parametrize("name", HOSTILE)
def test_each_hostile_file_is_survived_by_every_command_in_a_process_of_its_own(
    name: str, place: Path, registri: RunCommand, tally: Tally
) -> None:
    HOSTILE[name].plant(place / "register")
    for words in COMMANDS:
        told = run_bounded(registri, place, words)
        if words == ["check"] and HOSTILE[name].rules:
            assert re.search(r":\d+:\d+: salah KS\d{3}: \S", told), told
    tally.add("hostile_files", len(COMMANDS))


@pytest.mark.slow
def test_a_comparison_survives_all_hostile_files(place: Path, registri: RunCommand, tally: Tally) -> None:
    root = place / "register"
    git = ["git", "-C", str(root), "-c", "user.name=Uji", "-c", "user.email=uji@contoh.example"]
    for words in (["init", "--quiet", "-b", "main"], ["add", "--all"], ["commit", "--quiet", "-m", "Awal"]):
        subprocess.run([*git, *words], check=True)
    for hostile in HOSTILE.values():
        hostile.plant(root)
    before = {key: value for key, value in list_surroundings(place).items() if ".git/" not in key}
    done = registri("diff", "main", cwd=root, through=LIMITED)
    assert done.returncode in (0, 1, 2)
    assert "Traceback" not in done.stderr
    assert CANARY not in done.stdout + done.stderr
    after = {key: value for key, value in list_surroundings(place).items() if ".git/" not in key}
    assert after == before
    tally.add("hostile_files", len(HOSTILE))


def test_what_may_not_be_read_is_told(place: Path, registri: RunCommand, tally: Tally) -> None:
    closed = place / "register" / FOLDER / "tertutup.yaml"
    closed.write_text("id: tertutup\n")
    closed.chmod(0)
    told = run_bounded(registri, place, ["check"], through=(*LIMITED, *BOUND))
    assert f"{FOLDER}/tertutup.yaml:1:1: salah KS207: " in told
    tally.add("hostile_files")


def test_no_document_outside_the_register_is_published(
    place: Path, registri: RunCommand, tally: Tally
) -> None:
    documents = place / "register" / "documents"
    documents.mkdir()
    (documents / "keluar.pdf").symlink_to("../../luar/kenari.yaml")
    (documents / "folder").symlink_to("../../luar")
    os.mkfifo(documents / "pipa.pdf")
    told = run_bounded(registri, place, ["build", "--site-dir", "situs"])
    assert (place / "register" / "situs" / "index.html").is_file(), told
    tally.add("hostile_files", 3)


def _count_read() -> int:
    [line] = [one for one in Path("/proc/self/io").read_text().splitlines() if one.startswith("rchar")]
    return int(line.split()[1])


@pytest.mark.parametrize("name", ["sparse.yaml", "whole.yaml"])
def test_of_a_hundred_megabytes_no_more_is_read_than_a_record_may_hold(
    name: str, place: Path, tally: Tally
) -> None:
    root = place / "register"
    HOSTILE[name].plant(root)
    assert (root / HOSTILE[name].file).stat().st_size >= 100_000_000
    judge(root)
    before = _count_read()
    _, rules = judge(root)
    assert rules == {HOSTILE[name].file: {"KS002"}}
    assert _count_read() - before < 4 * MAX_BYTES
    tally.add("hostile_files")


@contextlib.contextmanager
def _restless(path: Path, outside: Path) -> Iterator[None]:
    """Make a file vanish, come back, and be a pipe or a link in turn, for as long as this lasts."""
    content, beside, over = path.read_bytes(), path.with_name(".lain"), threading.Event()
    makers = (
        lambda: beside.write_bytes(content),
        lambda: beside.symlink_to(outside),
        lambda: os.mkfifo(beside),
        lambda: beside.write_bytes(b"\xff" * (MAX_BYTES + 9)),
    )

    def change() -> None:
        number = 0
        while not over.is_set():
            with contextlib.suppress(FileNotFoundError):
                beside.unlink()
            makers[number % len(makers)]()
            beside.rename(path)
            if number % 3 == 0:
                path.unlink()
            number += 1

    changing = threading.Thread(target=change)
    changing.start()
    try:
        yield
    finally:
        over.set()
        changing.join()
        with contextlib.suppress(FileNotFoundError):
            path.unlink()
        path.write_bytes(content)


def test_a_file_that_changes_while_it_is_read_is_neither_waited_for_nor_followed(
    place: Path, tally: Tally
) -> None:
    root, outside = place / "register", place / "luar" / "kenari.yaml"
    answers = set()
    with _restless(root / PARTNER, outside):
        for _ in range(3000):
            found = read_file(root, PARTNER)
            answers.add(found if isinstance(found, str) else "bytes")
            assert CANARY.encode() not in (found if isinstance(found, bytes) else b"")
        for _ in range(15):
            told, _ = judge(root)
            assert CANARY not in told
    assert len(answers) > 1
    assert judge(root)[1] == {}
    tally.add("hostile_files", 15)


@pytest.mark.slow
def test_commands_live_through_files_that_change_under_them(
    place: Path, registri: RunCommand, tally: Tally
) -> None:
    root, outside = place / "register", place / "luar" / "kenari.yaml"
    with _restless(root / PARTNER, outside), _restless(root / KB, outside):
        for words in COMMANDS * 3:
            done = registri(*words, cwd=root, through=LIMITED)
            assert done.returncode in (0, 1, 2), done.stderr
            assert "Traceback" not in done.stderr
            assert CANARY not in done.stdout + done.stderr
            tally.add("hostile_files")


def test_hostile_tables_are_read_or_refused_in_words(tmp_path: Path, tally: Tally) -> None:
    plant_canaries(tmp_path)
    for name, data in list_sheets(tmp_path / "luar" / "kenari.yaml").items():
        try:
            grids = read_grids(data, name)
        except RefusalError as error:
            words = error.render("id")
            grids = []
        else:
            words = name
        assert name in words
        if grids:
            assert CANARY not in str([one.text for grid in grids for row in grid.rows for one in row])
        tally.add("hostile_files")


@pytest.mark.slow
def test_the_import_of_a_hostile_table_changes_nothing_but_the_records(
    place: Path, registri: RunCommand, tally: Tally
) -> None:
    for name, data in list_sheets(place / "luar" / "kenari.yaml").items():
        (place / name).write_bytes(data)
        before = list_surroundings(place)
        done = registri("import", f"../{name}", cwd=place / "register", through=LIMITED)
        assert done.returncode in (0, 1, 2), (name, done.returncode, done.stderr[-2000:])
        assert "Traceback" not in done.stderr
        assert CANARY not in done.stdout + done.stderr
        assert done.stdout + done.stderr
        assert list_surroundings(place) == before, name
        tally.add("hostile_files")


@pytest.fixture(scope="module")
def engine(browser: Browser) -> Iterator[FormEngine]:
    """Give the form's script in a page of its own."""
    with open_engine(browser) as engine:
        yield engine


def test_the_form_refuses_each_hostile_text_with_the_rule_of_the_reader(
    engine: FormEngine, tmp_path: Path, tally: Tally
) -> None:
    texts: dict[str, str] = {}
    for name, hostile in HOSTILE.items():
        if name.startswith("isi-"):
            hostile.make(tmp_path / "isi")
            with contextlib.suppress(UnicodeDecodeError):
                texts[name] = (tmp_path / "isi").read_bytes().decode()
    told = engine.ask(
        "(texts) => texts.map((text) => Reading.read(text, 'id').findings.map((one) => one.rule))",
        list(texts.values()),
    )
    for (name, text), rules in zip(texts.items(), told, strict=True):
        _, faults = read_mapping(text.encode())
        assert bool(rules) == bool(faults), name
        # Not more than anyone reads, and no other first reason than the reader gives.
        assert len(rules) == len(faults) or {fault.rule for fault in faults} == set(rules), name
        tally.add("hostile_files")


_WORK = """([texts, counted]) => {
    // How many letters the script looks at: what it cuts out of the text and searches for line breaks.
    const looked = texts.map(() => 0), whole = String.prototype;
    const kept = { slice: whole.slice, split: whole.split, lastIndexOf: whole.lastIndexOf };
    let at = 0;
    whole.slice = function (...words) {
        const cut = kept.slice.apply(this, words);
        looked[at] += cut.length;
        return cut;
    };
    whole.split = function (...words) { looked[at] += this.length; return kept.split.apply(this, words); };
    whole.lastIndexOf = function (sign, from = this.length) {
        const found = kept.lastIndexOf.call(this, sign, from);
        looked[at] += Math.max(0, Math.min(from, this.length) - Math.max(found, 0));
        return found;
    };
    try {
        texts.forEach((text, index) => { at = index; Reading.read(text, "id"); });
    } finally {
        Object.assign(whole, kept);
    }
    return looked;
}"""


def test_the_form_reads_a_long_file_in_one_walk(engine: FormEngine, tally: Tally) -> None:
    texts = [
        "".join(f"k{number}: ~\n" for number in range(MOST_LINES - 1)),
        "a: [" + "~," * 9000 + "b]\n",
        "a: {" + ",".join(f"k{number}: v" for number in range(9000)) + "}\n",
        "a: b\n" * (MOST_LINES - 1),
        "".join(f"# x\nk{number}: []\n" for number in range(MOST_LINES // 2 - 1)),
        "- ~\n" * MOST_LINES * 20,
    ]
    for text, looked in zip(texts, engine.ask(_WORK, [texts, None]), strict=True):
        assert looked < 40 * len(text), (text[:20], looked, len(text))
        tally.add("hostile_files")


_JUDGE = """([names, asOf]) => {
    %s
    const register = { records: { partner: {}, agreement: {} }, government: "kota-contoh" };
    const bridge = new Bridge({ language: "id", neighbours: register, schemas, parts: {} }, asOf);
    const subject = { kind: "partner", type: "", schema: "partner" };
    return names.map((id) => {
        const values = { id, name: "Mitra Rekaan", category: "pemerintah-daerah" };
        return bridge.check(subject, values).map((one) => one.rule);
    });
}"""


def test_no_word_of_the_script_s_own_language_is_taken_for_an_id(engine: FormEngine, tally: Tally) -> None:
    bridge = (ROOT / "generator" / "site" / "form" / "bridge.js").read_text("utf-8")
    names = ["constructor", "valueof", "con", "nul", "lpt1", "__proto__"]
    told = engine.ask(_JUDGE % bridge, [names, AS_OF.isoformat()])
    assert told[:5] == [[], [], ["KS208"], ["KS208"], ["KS208"]]
    assert "KS203" not in told[5]
    tally.add("hostile_files", len(names))


class _Counted(TakenIds):
    """Ids that count how often they were asked for one."""

    asked = 0

    def __contains__(self, one: object) -> bool:
        self.asked += 1
        return super().__contains__(one)


def test_ids_for_thousands_of_things_of_one_name_are_found_without_searching_anew() -> None:
    taken, many = _Counted(), 3000
    found: list[str] = []
    for _ in range(many):
        found.append(propose_name_id("partner", "PT Air Bening", taken))
        taken.add(found[-1])
    assert len(set(found)) == many
    assert found[:3] == ["air-bening", "air-bening-2", "air-bening-3"]
    assert taken.asked < 5 * many


def test_no_proposed_id_is_the_name_of_a_device() -> None:
    assert propose_name_id("partner", "Con", set()) == "con-2"
    assert propose_name_id("department", "NUL", set()) == "nul-2"


def test_the_table_holds_every_kind_of_hostile_file(place: Path) -> None:
    assert len(HOSTILE) >= 90
    assert SCHEMAS.is_valid("partner", read_mapping((place / "luar" / "kenari.yaml").read_bytes())[0])
    for hostile in HOSTILE.values():
        hostile.plant(place / "register")
    assert len(list_record_files(place / "register")) > len(HOSTILE) - len(_PLAIN)
