"""Same records, same bytes: with any number of jobs, in any folder, through MkDocs or without."""

import os
import subprocess
import sys
from pathlib import Path

from builtsite import AS_OF, REGISTERS, BuiltSite, build
from registers import ROOT


def read_tree(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def test_one_job_and_two_give_the_same_site(tmp_path: Path) -> None:
    one = build(REGISTERS["sample"], tmp_path / "one", "--jobs", "1")
    two = build(REGISTERS["sample"], tmp_path / "elsewhere" / "two", "--jobs", "2")
    assert read_tree(one.folder) == read_tree(two.folder)


def test_a_locale_and_a_time_zone_change_nothing(shipped: BuiltSite, tmp_path: Path) -> None:
    site = tmp_path / "site"
    words = ["build", "--site-dir", str(site), "--as-of", AS_OF]
    strange = {**os.environ, "TZ": "Pacific/Kiritimati", "LC_ALL": "C", "LANG": "C", "PYTHONHASHSEED": "7"}
    subprocess.run([sys.executable, "-m", "generator", *words], cwd=ROOT, env=strange, check=True)
    assert read_tree(site) == read_tree(shipped.folder)


def test_plain_mkdocs_build_gives_the_same_site(shipped: BuiltSite, tmp_path: Path) -> None:
    site = tmp_path / "site"
    subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", "--quiet", "--site-dir", str(site)],
        cwd=ROOT,
        env={**os.environ, "REGISTRI_AS_OF": AS_OF},
        check=True,
        capture_output=True,
    )
    assert read_tree(site) == read_tree(shipped.folder)
