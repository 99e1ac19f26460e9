"""Registers that hold next to nothing are built all the same, in both languages."""

import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from builtsite import build
from registers import KB


def _drop(root: Path, *folders: str) -> None:
    for folder in folders:
        shutil.rmtree(root / "records" / folder)


def _leave_registry(root: Path) -> None:
    _drop(root, "agreements", "mapping", "totals", "affairs", "departments")
    for path in (root / "records" / "partners").iterdir():
        if path.stem != "kota-contoh":
            path.unlink()
    registry = root / "records" / "registry.yaml"
    registry.write_text(re.sub(r"responsible_department: .*\n", "", registry.read_text("utf-8")), "utf-8")


def _leave_one(root: Path) -> None:
    _drop(root, "mapping")
    for path in (root / "records" / "agreements").rglob("*.yaml"):
        if path != root / KB:
            path.unlink()


def _withdraw_all(root: Path) -> None:
    _drop(root, "mapping", "totals")
    for path in (root / "records" / "agreements").rglob("*.yaml"):
        text = path.read_text("utf-8")
        path.write_text(f'{text}withdrawn:\n  date: "2024-11-01"\n  reason: salah catat\n', "utf-8")


@pytest.mark.parametrize("change", [_leave_registry, _leave_one, _withdraw_all])
def test_it_is_built(change: Callable[[Path], None], base: Path) -> None:
    registry = base / "records" / "registry.yaml"
    registry.write_text(
        registry.read_text("utf-8").replace("licence:", "other_languages:\n  - en\nlicence:"), "utf-8"
    )
    change(base)
    site = build(base, base.parent / "built")
    for place in ("", "en/", "statistik/", "en/statistik/grafik/", "mitra/", "en/evaluasi/"):
        assert site.pages[place].text
    if change is _leave_registry:
        for place, said in _SAID.items():
            assert said in " ".join(site.pages[place].text.split()), place
        for place in (*_SAID, "statistik/", "statistik/jenis-kategori-mitra/"):
            page = (site.folder / place / "index.html").read_text("utf-8")
            # The table of what is found is filled by the script, once something is looked for.
            tables = [one for one in _TABLE.findall(page) if "Perjanjian yang ditemukan" not in one]
            assert not [one for one in tables if _NO_ROWS.search(one)], place


_SAID = {
    "": "Register ini belum memuat perjanjian.",
    "kerja-sama/": "Register ini belum memuat perjanjian.",
    "statistik/": "Register ini belum memuat perjanjian.",
    "mitra/": "Belum ada yang tercatat.",
    "statistik/grafik/": "Belum ada yang tercatat yang dapat digambar.",
    "en/": "This register holds no agreement yet.",
    "en/mitra/": "Nothing is recorded yet.",
}
_TABLE = re.compile(r"<table.*?</table>", re.DOTALL)
_NO_ROWS = re.compile(r"<tbody[^>]*>\s*</tbody>")
