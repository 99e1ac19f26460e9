"""What a new register begins with, what ``registri init`` refuses, and how the examples leave it again."""

import contextlib
import hashlib
import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from conftest import RunCommand
from hypothesis import given
from hypothesis import strategies as st
from killing import kill_before_each_step
from worker import _load

from generator.entry.problem import EntryError
from generator.levels import LEVELS, Level
from generator.read.strict_yaml import read_mapping
from generator.records import FOLDERS, parse_place
from generator.regions import PROVINCES
from generator.starting.answers import read_government
from generator.starting.filling import TakenError, write_register
from generator.starting.government import ZONES, find_zone, read_name
from generator.starting.hosting_files import StartingFile
from generator.starting.summary import list_understood
from generator.starting.writer import hash_content

ANSWERS = {"name": "Kota Uji", "region": "99.71"}
# The same moment, just after midnight, on the clocks of each zone.
PUBLISHED_AT = {"Asia/Jakarta": "20 17", "Asia/Makassar": "20 16", "Asia/Jayapura": "20 15"}


def begin(registri: RunCommand, *words: str) -> None:
    done = registri("init", "register", "--name", "Kota Uji", "--region", "99.71", *words)
    assert done.returncode == 0, done.stderr


def read_record(file: Path) -> Any:
    value, faults = read_mapping(file.read_bytes())
    assert value is not None, faults
    return value


def list_files(root: Path) -> dict[str, bytes]:
    return {
        path.relative_to(root).as_posix(): path.read_bytes() for path in root.rglob("*") if path.is_file()
    }


@pytest.mark.parametrize(
    ("name", "region", "head"),
    [("Provinsi Uji", "99", "Gubernur"), ("Kabupaten Uji", "99.01", "Bupati"), ("Uji", "99.71", "Wali Kota")],
)
def test_each_level_has_examples_of_every_kind_that_nothing_is_said_against(
    registri: RunCommand, tmp_path: Path, name: str, region: str, head: str
) -> None:
    done = registri("init", "register", "--name", name, "--region", region, "--department", "Biro Kerja Sama")
    assert done.returncode == 0, done.stderr
    assert "tidak ada provinsi dengan kode 99" in done.stdout
    checked = registri("check", "--root", "register")
    assert "tidak ada yang perlu dibetulkan" in checked.stdout
    assert registri("fmt", "--check", "--root", "register").returncode == 0
    root = tmp_path / "register"
    records = [path for path in root.rglob("records/**/*.yaml") if path.name != "registry.yaml"]
    found = {parse_place(path.relative_to(root).as_posix()).schema for path in records}  # type: ignore[union-attr]
    assert found == {
        *(f"agreement-{one}" for one in ("ksdd", "ksdpk", "ksdpl", "ksdll", "sinergi")),
        *(kind for kind in FOLDERS.values() if kind != "agreement"),
    }
    assert read_record(root / "records/registry.yaml")["standing"] == "sample"
    twin = read_record(root / "records/agreements/ksdpl/ksdpl-contoh-2021.yaml")
    assert twin["parties"][0]["signatories"] == [{"office": head}]
    assert twin["subtype"] == ("provinsi-kembar" if region == "99" else "kabupaten-kota-kembar")


def test_examples_leave_a_register_that_is_being_prepared(registri: RunCommand, tmp_path: Path) -> None:
    begin(registri)
    root = tmp_path / "register"
    registry = root / "records/registry.yaml"
    registry.write_text(registry.read_text("utf-8") + "# Diperiksa Bagian Hukum.\n", "utf-8")
    done = registri("init", "--remove-examples", "--root", "register")
    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith("13 contoh dihapus.\n")
    left = {path.parent.name for path in root.rglob("records/**/*.yaml")}
    assert left == {"records", "partners", "affairs"}
    assert "standing: preparing\n" in registry.read_text("utf-8")
    assert registry.read_text("utf-8").endswith("# Diperiksa Bagian Hukum.\n")
    # Only that no region has the code that was given.
    checked = registri("check", "--root", "register").stdout
    assert "KS511" in checked
    assert "0 salah, 1 peringatan, 0 saran." in checked
    again = registri("init", "--remove-examples", cwd=root)
    assert again.returncode == 0
    assert again.stdout.startswith("Tidak ada contoh lagi di register ini.\n")


def test_an_example_that_was_made_one_s_own_stays(registri: RunCommand, tmp_path: Path) -> None:
    begin(registri)
    root = tmp_path / "register"
    own = root / "records/partners/contoh-badan-usaha.yaml"
    own.write_text(own.read_text("utf-8").replace("PT Contoh Sejahtera (rekaan)", "PT Sungguh Ada"), "utf-8")
    done = registri("init", "--remove-examples", "--root", "register")
    assert done.returncode == 0, done.stderr
    assert "12 contoh dihapus." in done.stdout
    assert "sudah Anda ubah: records/partners/contoh-badan-usaha.yaml. Bila tidak" in done.stdout
    again = registri("init", "--remove-examples", "--root", "register")
    assert "Tidak ada contoh lagi" not in again.stdout
    assert "sudah Anda ubah" in again.stdout
    assert own.is_file()


def test_a_new_folder_comes_whole_or_not_at_all(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:  # fmt: skip
    files = {"a/b.txt": StartingFile(b"b"), "c.txt": StartingFile(b"c")}
    with monkeypatch.context() as patch:
        patch.setattr(Path, "rename", lambda *_: pytest.fail("stopped"))
        with pytest.raises(pytest.fail.Exception):
            write_register(tmp_path / "register", files)
    assert not list(tmp_path.iterdir())
    write_register(tmp_path / "register", files)
    assert list_files(tmp_path) == {"register/a/b.txt": b"b", "register/c.txt": b"c"}


def test_what_a_stopped_beginning_left_is_no_hindrance(tmp_path: Path) -> None:
    (tmp_path / ".git").mkdir()
    (tmp_path / ".registri-ab3_defg").mkdir()
    (tmp_path / ".registri-ab3_defg" / "README.md").touch()
    write_register(tmp_path, {"c.txt": StartingFile(b"c")})
    assert sorted(path.name for path in tmp_path.iterdir()) == [".git", "c.txt"]
    with pytest.raises(TakenError):
        write_register(tmp_path, {"c.txt": StartingFile(b"c")})


def test_a_folder_named_like_a_stopped_beginning_is_somebody_s_own(tmp_path: Path) -> None:
    kept = tmp_path / ".registri-milik-kami" / "isi.txt"
    kept.parent.mkdir()
    kept.write_bytes(b"isi")
    with pytest.raises(TakenError):
        write_register(tmp_path, {"c.txt": StartingFile(b"c")})
    assert kept.read_bytes() == b"isi"


def test_a_pipe_in_the_place_of_a_stopped_beginning_s_list_is_none(tmp_path: Path) -> None:
    stage = tmp_path / ".registri-ab3_defg"
    stage.mkdir()
    os.mkfifo(stage / "list.json")
    write_register(tmp_path, {"c.txt": StartingFile(b"c")})
    assert [path.name for path in tmp_path.iterdir()] == ["c.txt"]


def _is_of(folder: Path) -> Callable[[str, tuple[object, ...]], bool]:
    def is_of(event: str, arguments: tuple[object, ...]) -> bool:
        changes = event not in {"open", "os.scandir", "os.listdir"}
        return changes and any(str(folder) in str(one) for one in arguments)

    return is_of


def test_a_folder_that_stands_already_is_filled_whole_or_not_at_all(tmp_path: Path) -> None:
    """Killed before each step it is no register, or the whole one, and the next run makes it whole."""
    files = {
        ".ci/run": StartingFile(b"run", is_run=True),
        "README.md": StartingFile(b"readme"),
        "records/registry.yaml": StartingFile(b"registry"),
        "schema/a.json": StartingFile(b"{}"),
    }
    wanted = {name: file.content for name, file in files.items()}
    folder = tmp_path / "register"
    (folder / ".git").mkdir(parents=True)
    (folder / ".git" / "HEAD").write_bytes(b"ref")
    killed = 0
    for killed in kill_before_each_step(lambda: write_register(folder, files), _is_of(folder)):  # noqa: B007
        left = {name: data for name, data in list_files(folder).items() if not name.startswith(".registri-")}
        assert left.pop(".git/HEAD") == b"ref"
        assert "records/registry.yaml" not in left or left == wanted
        shutil.copytree(folder, tmp_path / "again")
        with contextlib.suppress(TakenError):
            write_register(tmp_path / "again", files)
        assert {**wanted, ".git/HEAD": b"ref"}.items() <= list_files(tmp_path / "again").items()
        shutil.rmtree(tmp_path / "again")
        for path in folder.iterdir():
            if path.name != ".git":
                shutil.rmtree(path) if path.is_dir() else path.unlink()
    assert killed > 10
    assert list_files(folder) == {**wanted, ".git/HEAD": b"ref"}


def test_what_was_changed_since_a_stopped_beginning_stays(registri: RunCommand, tmp_path: Path) -> None:
    stage, list_ = (
        tmp_path / "r" / ".registri-ab3_defg",
        {"README.md": hash_content(b"a"), "../isi/x": "0", "x": "0"},
    )
    (tmp_path / "isi").mkdir()
    (tmp_path / "isi" / "x").write_bytes(b"x")
    stage.mkdir(parents=True)
    (stage / "list.json").write_text(json.dumps(list_), "utf-8")
    (tmp_path / "r" / "README.md").write_bytes(b"b")
    done = registri("init", "r", "--name", "Kota Uji", "--region", "99.71")
    assert done.returncode == 2
    assert 'Di "r" ada register yang penulisannya terputus, dan isinya sudah diubah' in done.stderr
    assert (tmp_path / "r" / "README.md").read_bytes() == b"b"
    (tmp_path / "r" / "README.md").write_bytes(b"a")
    done = registri("init", "r", "--name", "Kota Uji", "--region", "99.71")
    assert done.returncode == 0, done.stderr
    assert (tmp_path / "r" / "README.md").read_bytes() != b"a"
    assert (tmp_path / "isi" / "x").is_file()
    assert not stage.exists()


@pytest.mark.parametrize(
    ("answers", "said"),
    [
        (
            {"name": "Uji", "region": "32.04"},
            ["Kabupaten Uji (seperti disebut; tingkatnya dari kode 32.04)", "Kabupaten (dari kode 32.04)",
             "Jawa Barat (dari kode 32.04)", "Asia/Jakarta (WIB) (menurut provinsinya)",
             "Indonesia (bawaan)"],
        ),
        (
            {"name": "pemkot uji", "region": "81.71", "time_zone": "wita", "language": "en"},
            ["Kota Uji (dari “pemkot uji”)", "Kota (dari nama dan kode 81.71)", "Maluku (dari kode 81.71)",
             "Asia/Makassar (WITA) (seperti disebut)",
             "Indonesia dan Inggris (seperti disebut; Indonesia selalu ada)"],
        ),
        (
            {"name": "Provinsi Uji", "region": "99", "language": "id, en"},
            ["Provinsi Uji (seperti disebut)", "Provinsi (dari nama dan kode 99)",
             "tidak ada provinsi dengan kode 99 (dari kode 99)", "Asia/Jakarta (WIB) (bawaan)",
             "Indonesia dan Inggris (seperti disebut)"],
        ),
    ],
)  # fmt: skip
def test_what_is_understood_is_told_with_its_origin(answers: dict[str, str], said: list[str]) -> None:
    government, _ = read_government(answers)
    assert government
    told = list_understood(answers, government)
    assert [f"{one.value.id} ({one.origin.id})" for one in told] == said


def test_what_a_link_leads_to_is_no_example(registri: RunCommand, tmp_path: Path) -> None:
    begin(registri)
    folder = tmp_path / "register/records/totals"
    (own,) = folder.rename(tmp_path / "totals").iterdir()
    folder.symlink_to(tmp_path / "totals")
    done = registri("init", "--remove-examples", "--root", "register")
    assert done.returncode == 2
    assert "sebab berikut ini belum benar:\n  records/totals\n" in done.stderr
    assert own.is_file()


def test_no_example_goes_while_it_can_t_be_told_who_names_one(registri: RunCommand, tmp_path: Path) -> None:
    begin(registri)
    root = tmp_path / "register"
    file = root / "records/agreements/ksdpk/ksdpk-contoh-2021.yaml"
    file.write_bytes(file.read_bytes().replace(b"\n", b"\r\n"))
    before = list_files(root)
    done = registri("init", "--remove-examples", "--root", "register")
    assert done.returncode == 2
    assert "belum benar:\n  records/agreements/ksdpk/ksdpk-contoh-2021.yaml\n" in done.stderr
    assert list_files(root) == before


def test_no_example_goes_while_a_record_of_one_s_own_names_one(registri: RunCommand, tmp_path: Path) -> None:
    begin(registri)
    root = tmp_path / "register"
    example = root / "records/agreements/ksdpk/ksdpk-contoh-2021.yaml"
    own = example.with_name("ksdpk-sungguh-2024.yaml")
    text = example.read_text("utf-8")
    own.write_text(text.replace("ksdpk-contoh-2021", "ksdpk-sungguh-2024").replace("01/2025", "2"), "utf-8")
    before = list_files(root)
    done = registri("init", "--remove-examples", "--root", "register")
    assert done.returncode == 2
    named = "records/agreements/ksdpk/ksdpk-sungguh-2024.yaml"
    assert f"contoh:\n  {named}: contoh-badan-usaha\n  {named}: contoh-dinas\n" in done.stderr
    assert list_files(root) == before


def test_a_standing_that_was_settled_already_stays(registri: RunCommand, tmp_path: Path) -> None:
    begin(registri)
    registry = tmp_path / "register/records/registry.yaml"
    registry.write_text(
        registry.read_text("utf-8").replace("standing: sample", "standing: official"), "utf-8"
    )
    assert registri("init", "--remove-examples", "--root", "register").returncode == 0
    assert "standing: official\n" in registry.read_text("utf-8")


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ((), "Sebutkan folder untuk register yang baru"),
        (("baru",), "Masih kurang: --name, --region."),
        (("baru", "--name", "Kota Uji"), "Masih kurang: --region."),
        (("baru", "--name", "Kota Uji", "--region", "99.70"), "“99.70” bukan kode wilayah."),
        (("baru", "--name", "Kota Uji", "--region", "99.04"), "adalah kode kabupaten, bukan kota."),
        (("baru", "--name", "Kota Uji", "--region", "99.71", "--level", "kabupaten"), "menyebut kota, bukan"),
        (
            ("baru", "--name", "Kota Uji", "--region", "99.71", "--level", "desa"),
            "bukan tingkat pemerintahan",
        ),
        (("baru", "--name", "Bupati Uji", "--region", "99.01"), "belum lengkap: “Bupati Uji”."),
        (("baru", "--name", "<b>", "--region", "99.71"), "Nama pemerintah daerah belum lengkap: “<b>”."),
        (("baru", "--name", "Uji", "--region", "99", "--site", "situs.example"), "--site: “situs.example”"),
        (("baru", "--name", "Uji", "--region", "99", "--site", "https://a..b/"), "bukan alamat web"),
        (("baru", "--name", "Uji", "--region", "99", "--site", f"https://a.b/{'a' * 600}"), "bukan alamat"),
        (("baru", "--name", "Uji", "--region", "99", "--contact", "https://[::1]/"), "bukan alamat web"),
        (("baru", "--name", "Uji", "--region", "99", "--language", "jv"), "Bahasa situs “jv” belum ada."),
        (("baru", "--name", "Uji", "--region", "99", "--licence", "apa"), "Lisensi “apa” tidak dikenal"),
        (("baru", "--name", "Uji", "--region", "99", "--time-zone", "UTC"), "bukan zona waktu Indonesia"),
        (("baru", "--name", "Uji", "--region", "99", "--department", "Kita"), "diawali bentuknya"),
        (
            ("baru", "--name", "Uji", "--region", "99", "--department", "Bagian 0812-3456-7890"),
            "data pribadi",
        ),
        (("baru", "--name", "Uji", "--region", "99", "--program", "-r x"), "--program harus satu baris"),
        (("isi", "--name", "Uji", "--region", "99"), '"isi" sudah berisi. Tidak ada yang ditulis'),
        (("berkas", "--name", "Uji", "--region", "99"), '"berkas" adalah berkas, bukan folder.'),
        (
            ("berkas/a/b", "--name", "Uji", "--region", "99"),
            'jadi "berkas/a/b" tidak dapat dibuat di dalamnya',
        ),
        (("tautan", "--name", "Uji", "--region", "99"), '"tautan" adalah tautan ke tempat lain.'),
        (("baru", "--remove-examples"), "--remove-examples berlaku untuk register yang ada"),
        (("--remove-examples",), "Tidak ada register di folder ini"),
    ],
)
def test_what_can_t_begin_a_register_is_refused_in_plain_words(
    registri: RunCommand, tmp_path: Path, words: tuple[str, ...], said: str
) -> None:
    (tmp_path / "isi").mkdir()
    (tmp_path / "isi" / "catatan.txt").write_text("milik orang", "utf-8")
    (tmp_path / "berkas").write_text("milik orang", "utf-8")
    (tmp_path / "tautan").symlink_to("isi")
    done = registri("init", *words)
    assert done.returncode == 2
    assert said in done.stderr
    assert "Traceback" not in done.stderr
    assert not (tmp_path / "baru").exists()
    assert [path.name for path in (tmp_path / "isi").iterdir()] == ["catatan.txt"]


def test_the_hosts_take_the_files_and_run_them_by_the_government_s_clocks(
    registri: RunCommand, tmp_path: Path
) -> None:
    begin(registri, "--time-zone", "WIT")
    root = tmp_path / "register"
    workflows = sorted((root / ".github/workflows").glob("*.yml"))
    assert [path.stem for path in workflows] == [
        "answer", "audit", "check", "comment", "links", "publish", "reminders"
    ]  # fmt: skip
    for schema, files in (
        ("vendor.github-workflows", workflows),
        ("vendor.gitlab-ci", [root / ".gitlab-ci.yml"]),
    ):
        words = [sys.executable, "-m", "check_jsonschema", "--builtin-schema", schema, *map(str, files)]
        done = subprocess.run(words, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stdout
    publish = _load((root / ".github/workflows/publish.yml").read_text("utf-8"))
    assert publish["env"] == {"TZ": "Asia/Jayapura"}
    texts = [path.read_text("utf-8") for path in (*workflows, root / ".gitlab-ci.yml")]
    assert all("Asia/Jakarta" not in text for text in texts)
    # Whatever a job runs is there, can be run, and is not the program's own test.
    for name in set(re.findall(r"\.ci/[a-z-]+", "\n".join(texts))):
        assert (root / name).stat().st_mode & 0o111, name
    assert not (root / ".ci/run").exists()


@pytest.mark.parametrize("zone", ZONES)
def test_every_zone_publishes_after_its_own_midnight(registri: RunCommand, tmp_path: Path, zone: str) -> None:
    begin(registri, "--time-zone", zone)
    text = (tmp_path / "register/.github/workflows/publish.yml").read_text("utf-8")
    assert f'cron: "{PUBLISHED_AT[zone]} * * *"' in text


def test_what_the_program_wrote_is_remembered_but_for_records(registri: RunCommand, tmp_path: Path) -> None:
    begin(registri, "--program", "registri-kerja-sama @ https://paket.example/registri.whl")
    files = list_files(tmp_path / "register")
    kept = json.loads(files.pop(".registri/files.json"))
    records = {name for name in files if name.startswith("records/")}
    assert set(kept["files"]) == set(files) - records
    assert all(hashlib.sha256(files[name]).hexdigest() == sha for name, sha in kept["files"].items())
    assert files["requirements/program.txt"] == b"registri-kerja-sama @ https://paket.example/registri.whl\n"
    assert f'program_version: "{kept["program"]}"\n'.encode() in files["records/registry.yaml"]


def test_the_same_answers_give_the_same_bytes(registri: RunCommand, tmp_path: Path) -> None:
    begin(registri)
    first = list_files(tmp_path / "register")
    (tmp_path / "register").rename(tmp_path / "lama")
    begin(registri)
    assert list_files(tmp_path / "register") == first


@pytest.mark.parametrize(
    ("written", "place"),
    [
        ("Kab. Uji Hulu", "Kabupaten Uji Hulu"),
        ("Pemkab Uji", "Kabupaten Uji"),
        ("pemkot uji", "Kota Uji"),
        ("Prov. Uji", "Provinsi Uji"),
        ("Pemerintah Daerah Kabupaten Uji", "Kabupaten Uji"),
        ("Daerah Istimewa Uji", "Daerah Istimewa Uji"),
    ],
)
def test_a_region_is_known_by_what_people_call_it(written: str, place: str) -> None:
    assert read_name(written, None) == place


@pytest.mark.parametrize("written", ["Bupati Uji", "Dinas Perdagangan", "Kabupaten", "Kota -", "Kab."])
def test_what_is_no_region_s_name_is_refused(written: str) -> None:
    with pytest.raises(EntryError):
        read_name(written, None)


@given(st.text(max_size=60), st.sampled_from([*LEVELS, None]))
def test_a_name_is_read_once_and_for_all_or_refused(text: str, level: Level | None) -> None:
    try:
        place = read_name(text, level)
    except EntryError:
        return
    assert read_name(place, level) == place
    assert read_name(f"Pemerintah {place}", level) == place


@given(
    st.dictionaries(st.sampled_from(["name", "level", "region", "site", "language"]), st.text(max_size=12))
)
def test_any_answers_give_a_government_or_say_what_is_wrong(answers: dict[str, str]) -> None:
    government, problems = read_government({**ANSWERS, **answers})
    assert (government is None) == bool(problems)
    assert {one.field for one in problems} <= {*ANSWERS, *answers}


def test_every_province_has_its_time_zone() -> None:
    """By Keppres 41/1987: from Sumatra to Java, from Bali to Sulawesi, and the Moluccas with Papua."""
    zones = {zone: [code for code in PROVINCES if find_zone(code) == zone] for zone in ZONES}
    assert zones["Asia/Makassar"] == ["51", "52", "53", "63", "64", "65", "71", "72", "73", "74", "75", "76"]
    assert zones["Asia/Jayapura"] == ["81", "82", "91", "92", "93", "94", "95", "96"]
    assert len(zones["Asia/Jakarta"]) == len(PROVINCES) - 20
