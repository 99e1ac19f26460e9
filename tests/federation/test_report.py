"""What a gathering says at a terminal, whole: tests/federation/report.txt."""

import datetime
import json
import shutil
from pathlib import Path

from provinces import AS_OF, FOLDERS, WASTE, change, gather, run_gather, write_province
from registers import ROOT

from generator.federation.portrait import Portrait
from generator.federation.report import render_report
from generator.federation.words import STANDING_NAMES
from generator.locale import Locale
from generator.schemas import SchemaSet

GOLDEN = Path(__file__).with_name("report.txt")
LATER = "2026-11-12"


def test_a_gathering_with_everything_that_can_be_amiss(tmp_path: Path) -> None:
    sources = write_province(tmp_path / "provinsi")
    run_gather(sources)
    city = sources.parent / FOLDERS["bandar"]
    change(city / WASTE, 'end: "2027-03-11"', "end: 2027-03-11")
    change(city / "records/registry.yaml", "level: kota", "level: desa")
    change(
        sources.parent / FOLDERS["nusa"] / "records/registry.yaml", 'region_code: "99"', 'region_code: "98"'
    )
    shutil.rmtree(sources.parent / FOLDERS["lembah"])
    shutil.rmtree(sources.parent / "salinan" / "lembah")
    told = run_gather(sources, day=LATER, code=1)
    assert told == GOLDEN.read_text(encoding="utf-8")
    assert AS_OF.isoformat() in told


def test_what_can_not_be_kept_is_said_and_shown_all_the_same(tmp_path: Path) -> None:
    sources = write_province(tmp_path / "provinsi")
    (sources.parent / "salinan").write_text("bukan folder", encoding="utf-8")
    told = run_gather(sources, code=1)
    assert told.count("Salinannya tidak dapat disimpan: ") == 3
    assert told.count("baru diambil") == 3


def test_it_speaks_english_too(tmp_path: Path) -> None:
    # By then the one side's agreement has ended, the other's has not.
    portrait = Portrait(*gather(write_province(tmp_path / "provinsi"), datetime.date(2027, 6, 1)))
    told = render_report(portrait, Locale("en", SchemaSet(ROOT / "schema")))
    assert "end date: Kota Bandar Rekaan 11 March 2027 | Kabupaten Lembah Rekaan 11 March 2029" in told
    assert "status: Kota Bandar Rekaan Ended | Kabupaten Lembah Rekaan In force" in told
    assert "bandar (Pemerintah Kota Bandar Rekaan, sample): freshly taken, 4 agreements" in told


def test_every_standing_that_a_register_can_have_has_a_name(tmp_path: Path) -> None:
    schema = json.loads((ROOT / "schema" / "registry.schema.json").read_text(encoding="utf-8"))
    assert list(STANDING_NAMES) == schema["properties"]["standing"]["enum"]
    sources = write_province(tmp_path / "provinsi")
    registry = sources.parent / FOLDERS["bandar"] / "records" / "registry.yaml"
    change(registry, "standing: sample", "standing: preparing")
    assert "bandar (Pemerintah Kota Bandar Rekaan, sedang disiapkan, " in run_gather(sources)
