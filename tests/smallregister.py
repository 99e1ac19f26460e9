"""A register that is quick to build: the base register with few hand-written pages of its own.

The command line runs on it within the process that tests it: its parts are loaded once for many buildings.
"""

import io
import os
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager, redirect_stderr, redirect_stdout
from pathlib import Path

from registers import ROOT, copy_base

from generator.__main__ import main
from generator.addresses import SECTIONS

ABOUT = "tentang/index.md"
TODAY = "2025-06-30"


def write_small_register(root: Path, *, in_english: bool = False) -> Path:
    """Write the register, and give its folder."""
    copy_base(root)
    pages = [f"{section}index.md" for section in SECTIONS]
    nav = "".join(f"  - {page}\n" for page in dict.fromkeys((*pages, ABOUT)))
    for name, docs in (("mkdocs.yml", "docs"), ("mkdocs.en.yml", "docs/en"))[: 1 + in_english]:
        settings = (ROOT / name).read_text(encoding="utf-8").partition("\nnav:")[0]
        (root / name).write_text(f"{settings}\nnav:\n{nav}", encoding="utf-8")
        (root / docs / ABOUT).parent.mkdir(parents=True)
        (root / docs / ABOUT).write_text("# Tentang register ini\n\nSebuah halaman.\n", encoding="utf-8")
    if in_english:
        path = root / "records" / "registry.yaml"
        text = path.read_text(encoding="utf-8")
        path.write_text(text.replace("standing: ", "other_languages:\n  - en\nstanding: "), encoding="utf-8")
    return root


def run(*words: str, today: str = TODAY) -> "subprocess.CompletedProcess[str]":
    """Run the command line, on a fixed day and as if nothing were set around it."""
    out, err = (io.TextIOWrapper(io.BytesIO(), "utf-8", newline="") for _ in range(2))
    code: object = 0
    with _unset_environment(today), redirect_stdout(out), redirect_stderr(err):
        try:
            main(words)
        except SystemExit as end:
            code = end.code
    assert isinstance(code, int)
    said = []
    for stream in (out, err):
        stream.seek(0)
        said.append(stream.read())
    return subprocess.CompletedProcess(words, code, *said)


@contextmanager
def _unset_environment(today: str) -> Iterator[None]:
    before = dict(os.environ)
    for name in before:
        if name.startswith(("REGISTRI_", "GIT_")):
            del os.environ[name]
    os.environ["REGISTRI_AS_OF"] = today
    try:
        yield
    finally:
        os.environ.clear()
        os.environ.update(before)
