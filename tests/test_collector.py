"""The collector: what is made again and again in one process does not stay in its memory."""

import datetime
import gc
import shutil
import weakref
from pathlib import Path

from registers import ROOT, copy_base

from generator.commands.building import Plan, fill_stage
from generator.register.model import Agreement
from generator.serving.upkeep import Subject, Upkeep

_DAY = datetime.date(2025, 7, 1)


def _count_agreements() -> int:
    """Count all in memory; those that were set aside are not among the collector's otherwise."""
    gc.unfreeze()
    return sum(isinstance(one, Agreement) for one in gc.get_objects())


def test_a_build_leaves_no_earlier_one_in_memory(tmp_path: Path) -> None:
    root = copy_base(tmp_path / "register")
    first = weakref.ref(fill_stage(Plan(root, _DAY, 1), tmp_path / "satu"))
    # It holds itself.
    assert first()
    fill_stage(Plan(root, _DAY, 1), tmp_path / "dua")
    assert first() is None


def test_a_site_shown_from_the_ground_up_leaves_no_earlier_one_in_memory(tmp_path: Path) -> None:
    root, work = copy_base(tmp_path / "register"), tmp_path / "kerja"
    work.mkdir()
    shutil.copytree(ROOT / "schema", root / "schema")
    gc.unfreeze()
    gc.collect()
    upkeep = Upkeep(Subject(root, _DAY, work, 1))
    upkeep.begin()
    begun = _count_agreements()
    gc.freeze()
    schema = root / "schema" / "partner.schema.json"
    schema.write_text(schema.read_text("utf-8").replace('"title": "Nama"', '"title": "Nami"'), "utf-8")
    before = upkeep.number
    upkeep.take(["schema/partner.schema.json"])
    assert upkeep.number > before
    # Other tests' may have gone meanwhile, from caches.
    assert _count_agreements() <= begun
    upkeep.close()
