"""The examples in the guides for staff: copied as they stand they make a register without a mistake."""

import datetime
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from registers import CASES, ROOT, SCHEMAS

from generator.check.checker import Checker

GUIDES = ("mengisi", "pemetaan", "evaluasi")
_EXAMPLE = re.compile(r"[Bb]erkas `(records/[^`]+\.yaml)`:\n\n```yaml\n(.*?)^```$", re.MULTILINE | re.DOTALL)
# What the examples lean on without showing it; they name these and no others.
OTHERS = {
    "partners/pemkot-contoh": (
        'name: Pemerintah Kota Contoh\ncategory: pemerintah-daerah\nregion_code: "99.01"\n'
    ),
    "partners/pt-rekaan-sehat": "name: PT Rekaan Sehat\ncategory: badan-usaha-swasta\n",
    "partners/kota-khayal": "name: Kota Khayal\ncategory: pemerintah-daerah-luar-negeri\ncountry: MY\n",
    "partners/khayal-foundation": "name: Khayal Foundation\ncategory: lembaga-luar-negeri\ncountry: MY\n",
    "partners/badan-rekaan-nasional": "name: Badan Rekaan Nasional\ncategory: kementerian-lembaga\n",
}
AFFAIRS = (
    "administrasi-kependudukan-pencatatan-sipil",
    "kebudayaan",
    "kesehatan",
    "lingkungan-hidup",
    "pekerjaan-umum-penataan-ruang",
)


def read_examples() -> Iterator[tuple[str, str]]:
    """Give each example with its file, in the order of the guides; one file may be shown in parts."""
    for guide in GUIDES:
        yield from _EXAMPLE.findall((ROOT / f"docs/panduan/{guide}.md").read_text("utf-8"))


@pytest.fixture
def register(tmp_path: Path) -> Path:
    """Give a register of nothing but the guides' examples and what they lean on."""
    for name, text in OTHERS.items():
        _add(tmp_path / f"records/{name}.yaml", f"id: {name.rpartition('/')[2]}\n{text}")
    for name in AFFAIRS:
        _add(tmp_path / f"records/affairs/{name}.yaml", (ROOT / f"records/affairs/{name}.yaml").read_text())
    crest = CASES / "KS637/good-svg/documents/lambang.svg"
    _add(tmp_path / "documents/lambang.svg", crest.read_text("utf-8"))
    for file, text in read_examples():
        _add(tmp_path / file, text)
    return tmp_path


def _add(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("a", encoding="utf-8") as stream:
        stream.write(text)


def test_every_kind_of_record_has_an_example() -> None:
    kinds = {"/".join(Path(file).parts[1:-1]) for file, _ in read_examples()}
    agreements = {f"agreements/{kind}" for kind in ("ksdd", "ksdpk", "ksdpl", "ksdll", "sinergi")}
    assert kinds == {*agreements, "partners", "departments", "mapping/2026", ""}


def test_the_examples_pass_the_check(register: Path) -> None:
    found = Checker(register, SCHEMAS, datetime.date(2026, 12, 31), "id").check_register().findings
    # An invented place has a code that no place has.
    kept = [one for one in found if one.severity != "advice" and one.rule != "KS511"]
    told = [f"{one.file}:{one.line} {one.rule} {one.message}" for one in kept]
    assert told == []
