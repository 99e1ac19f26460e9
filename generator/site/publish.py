"""Publishing is all or nothing: a site is built beside the old one and takes its place at the end."""

import glob
import json
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from generator.addresses import MANIFEST

_RETIRED = "-old"


def is_site(site_dir: Path) -> bool:
    """Whether a folder may be replaced by a site: it is absent, empty, or a site of ours."""
    if not site_dir.exists():
        return True
    return site_dir.is_dir() and (_has_manifest(site_dir) or not any(site_dir.iterdir()))


def _has_manifest(site_dir: Path) -> bool:
    """Whether a folder holds a manifest of ours: others too call a file so."""
    try:
        manifest = json.loads((site_dir / MANIFEST).read_bytes())
    except (OSError, ValueError):
        return False
    return isinstance(manifest, dict) and manifest.keys() == {"commit", "files"}


def _stage_prefix(site_dir: Path) -> str:
    return f".{site_dir.name}-registri-"


@contextmanager
def stage_site(site_dir: Path) -> Iterator[Path]:
    """Give an empty folder beside the site; on leaving without an exception it becomes the site.

    After any failure the old site is as it was, and what was staged is gone. What a killed build left
    behind is removed by the next one.
    """
    site_dir.parent.mkdir(parents=True, exist_ok=True)
    _clear_up(site_dir)
    stage = site_dir.with_name(f"{_stage_prefix(site_dir)}{os.getpid()}")
    stage.mkdir()
    try:
        yield stage
        _switch(stage, site_dir)
    finally:
        shutil.rmtree(stage, ignore_errors=True)


def _switch(stage: Path, site_dir: Path) -> None:
    retired = stage.with_name(f"{stage.name}{_RETIRED}")
    if site_dir.exists():
        site_dir.rename(retired)
    try:
        stage.rename(site_dir)
    except OSError:
        if retired.exists():
            retired.rename(site_dir)
        raise
    shutil.rmtree(retired, ignore_errors=True)


def _clear_up(site_dir: Path) -> None:
    """Remove what killed builds left; a site that was set aside and never replaced comes back."""
    prefix = _stage_prefix(site_dir)
    for orphan in sorted(site_dir.parent.glob(f"{glob.escape(prefix)}*")):
        process = orphan.name.removeprefix(prefix).removesuffix(_RETIRED)
        if not process.isdecimal() or _is_running(int(process)):
            continue
        if orphan.name.endswith(_RETIRED) and not site_dir.exists():
            orphan.rename(site_dir)
        else:
            shutil.rmtree(orphan, ignore_errors=True)


def _is_running(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return process != os.getpid()
