"""SOURCES.yaml is read as strictly as a record: what is wrong is said with its line and column."""

import shutil
from pathlib import Path

import pytest
from provinces import FOLDERS, change, read_document, run_gather, write_province


@pytest.fixture
def sources(tmp_path: Path) -> Path:
    """Give the example's SOURCES.yaml, to be spoilt."""
    return write_province(tmp_path / "provinsi")


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("kind: folder", "kind: ftp", "SOURCES.yaml:15:11: salah KS104"),
        ("place: provinsi-nusa-rekaan", "palce: provinsi-nusa-rekaan", "SOURCES.yaml:16:5: salah KS101"),
        ("  - id: lembah", "  - id: nusa", "SOURCES.yaml:17:9: salah KS109"),
        ('region_code: "99.01"', 'region_code: "99.71"', "SOURCES.yaml:22:18: salah KS109"),
        ('region_code: "99.01"', "region_code: 99.01", "SOURCES.yaml:18:18: salah KS0"),
        ("standing: sample", "standing: &a sample", "SOURCES.yaml:6:11: salah KS0"),
        ("place: provinsi-nusa-rekaan", "place: provinsi-nusa-rekaan\n    branch: main",
         "SOURCES.yaml:17:5: salah KS101"),
        ("place: provinsi-nusa-rekaan", "place: provinsi-nusa-rekaan\n    folder: register",
         "SOURCES.yaml:17:5: salah KS101"),
        ("kind: folder\n    place: provinsi-nusa-rekaan", "kind: git\n    place: x\n    folder: ../lain",
         'Tulis foldernya dari akar repositori, tanpa "/" di awal dan akhir dan tanpa "..", misalnya'),
        ("kind: folder\n    place: provinsi-nusa-rekaan", "kind: git\n    place: x\n    folder: /etc",
         "SOURCES.yaml:17:13: salah KS106"),
        ("kind: folder\n    place: provinsi-nusa-rekaan", "kind: git\n    place: x\n    folder: a/../../b",
         "SOURCES.yaml:17:13: salah KS106"),
        ("- id: lembah", "- id: ../lembah", "SOURCES.yaml:17:9: salah KS106"),
        ("sources:\n", "sources: []\nsumber:\n", "SOURCES.yaml:12:10: salah KS108"),
        ("kind: folder\n    place: provinsi-nusa-rekaan", "kind: site\n    place: https://a:b@contoh.example/",
         'SOURCES.yaml:16:12: letak "https://a:b@contoh.example/" tidak dapat dipakai: alamat situs'),
        ("kind: folder\n    place: provinsi-nusa-rekaan", "kind: git\n    place: ext::sh -c touch x",
         None),
        ("kind: folder\n    place: provinsi-nusa-rekaan", "kind: git\n    place: --upload-pack=touch x",
         "tidak dapat dipakai: alamat repositori"),
        ("kind: folder\n    place: provinsi-nusa-rekaan", "kind: git\n    place: http://contoh.example/a.git",
         "tidak dapat dipakai: alamat repositori"),
        ("kind: folder\n    place: provinsi-nusa-rekaan", "kind: git\n    place: https://u:p@contoh.example/a.git",
         "tidak dapat dipakai: alamat repositori"),
    ],
)  # fmt: skip
def test_a_fault_is_told_with_its_place(sources: Path, old: str, new: str, said: str | None) -> None:
    change(sources, old, new)
    if said is None:
        # Taken for a folder's name, which is not there: never for a program to run.
        assert "! " in run_gather(sources, code=1)
        return
    code = 2 if "letak" in said or "tidak dapat dipakai" in said else 1
    told = run_gather(sources, code=code)
    assert said in told
    assert "Traceback" not in told
    assert not (sources.parent / "salinan").exists()


def test_a_file_that_is_not_there_or_none_at_all_is_a_matter_of_usage(tmp_path: Path) -> None:
    assert "bukan berkas" in run_gather(tmp_path / "TIDAK-ADA.yaml", code=2)
    assert "bukan berkas" in run_gather(tmp_path, code=2)


def test_the_order_of_the_sources_changes_nothing(sources: Path, tmp_path: Path) -> None:
    text = sources.read_text(encoding="utf-8")
    head, *entries = text.split("  - id: ")
    other = write_province(tmp_path / "lain")
    for place in (sources, other):
        # Of two nothing is there to be gathered: these are told in one order too.
        for folder in (FOLDERS["nusa"], FOLDERS["bandar"]):
            shutil.rmtree(place.parent / folder)
    other.write_text("  - id: ".join((head, *reversed(entries))), encoding="utf-8")
    assert read_document(other, code=1) == read_document(sources, code=1)
