"""A register with pages of its own: how few they may be, and what is said where their list is missing."""

from pathlib import Path

import pytest
from builtsite import build
from conftest import RunCommand
from registers import ROOT
from test_built_tree import test_every_internal_link_leads_somewhere as assert_no_link_is_broken

# What generated pages link to: docs/pengembang/index.md tells adopters to keep these.
KEPT = (
    "tentang/index.md",
    "panduan/index.md",
    "panduan/api.md",
    "panduan/membaca.md",
    "panduan/memeriksa.md",
    "panduan/mengikuti.md",
    "panduan/mengisi.md",
    "panduan/mengusulkan.md",
    "panduan/petugas/index.md",
)
SETTINGS = """site_name: x
theme: {name: material, language: id}
plugins: [registri]
markdown_extensions: [attr_list]
"""


@pytest.fixture
def own(base: Path) -> Path:
    """Give a register whose pages are as few as they may be, without settings."""
    for place in KEPT:
        path = base / "docs" / place
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("# Judul\n\n## Definisi {#definisi}\n", encoding="utf-8")
    return base


def test_the_few_pages_that_adopters_are_told_to_keep_are_enough(own: Path, tmp_path: Path) -> None:
    (own / "mkdocs.yml").write_text(SETTINGS, encoding="utf-8")
    assert_no_link_is_broken(build(own, tmp_path / "site"))
    told = (ROOT / "docs/pengembang/index.md").read_text("utf-8")
    for place in KEPT:
        assert f"`{place.removesuffix('index.md').removesuffix('.md').rstrip('/')}/`" in told, place


def test_pages_without_a_list_are_told_which_file_to_copy(own: Path, registri: RunCommand) -> None:
    built = registri("build", "--root", str(own))
    assert (built.returncode, built.stdout) == (1, "")
    *broken, hint = built.stderr.splitlines()
    assert any("tentang/metode.md" in line for line in broken)
    assert "docs/ sendiri tetapi tidak punya mkdocs.yml" in hint
    assert str(ROOT / "mkdocs.yml") in hint
