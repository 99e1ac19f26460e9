"""Publishing is all or nothing: a site is built beside the old one and takes its place at the end."""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from generator.addresses import MANIFEST

_STAGE = ".site-"


def is_site(site_dir: Path) -> bool:
    """Whether a folder may be replaced by a site: it is absent, empty, or a site of ours."""
    if not site_dir.exists():
        return True
    return site_dir.is_dir() and ((site_dir / MANIFEST).is_file() or not any(site_dir.iterdir()))


@contextmanager
def stage_site(site_dir: Path) -> Iterator[Path]:
    """Give an empty folder beside the site; on leaving without an exception it becomes the site.

    After any failure the old site is as it was, and what was staged is gone. What a killed build left
    behind is removed by the next one.
    """
    site_dir.parent.mkdir(parents=True, exist_ok=True)
    _remove_orphans(site_dir.parent)
    stage = site_dir.parent / f"{_STAGE}{os.getpid()}"
    stage.mkdir()
    try:
        yield stage
        _switch(stage, site_dir)
    finally:
        shutil.rmtree(stage, ignore_errors=True)


def _switch(stage: Path, site_dir: Path) -> None:
    retired = stage.with_name(f"{stage.name}-old")
    if site_dir.exists():
        site_dir.rename(retired)
    try:
        stage.rename(site_dir)
    except OSError:
        if retired.exists():
            retired.rename(site_dir)
        raise
    shutil.rmtree(retired, ignore_errors=True)


def _remove_orphans(folder: Path) -> None:
    for orphan in folder.glob(f"{_STAGE}*"):
        process = orphan.name.removeprefix(_STAGE).partition("-")[0]
        if process.isdecimal() and not _is_running(int(process)):
            shutil.rmtree(orphan, ignore_errors=True)


def _is_running(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return process != os.getpid()
