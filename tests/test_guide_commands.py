"""What the guide for staff shows of the command line: exactly what the commands say of the sample.

``UPDATE_GOLDEN=1`` writes it anew into the pages of both languages; read it before it is kept.
"""

import re
import shutil
import subprocess
from pathlib import Path

import pytest
from builtsite import AS_OF, REGISTERS
from conftest import RunCommand
from pictures import is_updating
from registers import ROOT

_BLOCK = re.compile(
    r"(?P<head>^```(?:text| \{ \.text lang=\"id\" \})\n)(?P<text>.*?)(?P<end>^```$)", re.MULTILINE | re.DOTALL
)
_AGREEMENT = "records/agreements/ksdpk/ksdpk-taman-kota-2026-0051.yaml"
_ENDED = """termination:
  date: "2026-10-31"
  ground: kesepakatan-para-pihak
certainty: exact
"""
_SOURCE = """  - id: s2
    url: https://contoh.example/berita/taman-kota-diakhiri
"""


@pytest.fixture
def register(tmp_path: Path) -> Path:
    """Give the sample with a history of one commit and, not committed, an agreement that ended early."""
    root = tmp_path / "register"
    shutil.copytree(REGISTERS["sample"], root)
    for words in (
        ("init", "--quiet", "--initial-branch", "main"),
        ("add", "--all"),
        ("-c", "user.name=Uji", "-c", "user.email=uji@contoh.example", "commit", "--quiet", "-m", "Awal"),
    ):
        subprocess.run(["git", *words], cwd=root, check=True)
    record = root / _AGREEMENT
    text = record.read_text(encoding="utf-8")
    assert text.count("certainty: exact\n") == 1
    record.write_text(text.replace("certainty: exact\n", _ENDED) + _SOURCE, encoding="utf-8")
    return root


def _compare(page: str, said: str) -> None:
    for folder in ("docs", "docs/en"):
        path = ROOT / folder / "panduan" / "petugas" / f"{page}.md"
        text = path.read_text(encoding="utf-8")
        if is_updating():
            text = _BLOCK.sub(lambda found: f"{found['head']}{said}{found['end']}", text)
            path.write_text(text, encoding="utf-8")
        assert [found["text"] for found in _BLOCK.finditer(text)] == [said], path


def test_the_summary_of_a_change_is_what_the_command_says(register: Path, registri: RunCommand) -> None:
    done = registri("diff", "HEAD", "--root", str(register), "--as-of", AS_OF, "--language", "id")
    assert done.returncode == 0, done.stderr
    begin, end = (
        done.stdout.index(f"\n{head}\n") + 1
        for head in ("Catatan yang berubah", "Halaman yang muncul dan hilang")
    )
    # How many more figures change is no matter of the guide.
    _compare("meninjau", done.stdout[begin:end].partition("\n  Ada ")[0].rstrip() + "\n")


def test_the_list_of_what_is_due_is_what_the_command_says(registri: RunCommand) -> None:
    words = ("due", "--department", "dinas-lingkungan-hidup", "--within", "120")
    done = registri(*words, "--root", str(REGISTERS["sample"]), "--as-of", AS_OF, "--language", "id")
    assert done.returncode == 0, done.stderr
    assert f"registri {' '.join(words)}\n" in (ROOT / "docs/panduan/petugas/pengingat.md").read_text("utf-8")
    # What to type next depends on how the program was started.
    _compare("pengingat", done.stdout.partition("\nLangkah berikutnya: ")[0].rstrip() + "\n")
