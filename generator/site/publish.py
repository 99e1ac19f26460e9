"""Publishing is all or nothing: a site is built beside the old one and takes its place at the end."""

import glob
import json
import os
import shutil
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from generator.addresses import MANIFEST, PACKED
from generator.home import list_homes, list_sources
from generator.processes import is_running
from generator.reasons import is_exhaustion, read_reason
from generator.refusal import RefusalError
from generator.site.exchange import exchange
from generator.site.manifest import is_manifest
from generator.text import Text

_RETIRED = "-old"
_STOPGAP = 1
"""The time, in nanoseconds, of a folder that stands in for the one of the old site until that comes over."""

_NOT_A_SITE = Text(
    'Folder "{path}" berisi sesuatu yang bukan situs register; pilih folder lain.',
    'The folder "{path}" holds something that is no site of a register; choose another.',
)
_PROTECTED = Text(
    'Situs tidak dapat ditulis ke "{path}": "{kept}" ada di sana. Pilih folder lain.',
    'The site can\'t be written to "{path}": "{kept}" is there. Choose another folder.',
)
_INSIDE = Text(
    'Situs tidak dapat ditulis ke "{path}": itu di dalam "{kept}". Pilih folder lain.',
    'The site can\'t be written to "{path}": that is inside "{kept}". Choose another folder.',
)
_MOUNTED = Text(
    'Folder "{path}" adalah titik kait (mount) dan tidak dapat diganti; pilih folder di dalamnya.',
    'The folder "{path}" is a mount point and can\'t be replaced; choose a folder inside it.',
)
_UNWRITABLE = Text(
    'Folder situs "{path}" tidak dapat ditulis: {reason}.',
    "The site's folder \"{path}\" can't be written: {reason}.",
)
_NO_PLACE = Text("sistem tidak menerima folder baru di sana", "the system takes no new folder there")


def find_site_dir(site_dir: Path, root: Path) -> Path:
    """Give the real place of the folder that a register's site is to replace.

    Raises RefusalError where it holds, or lies in, what the site is made from, or anything but a site.
    """
    place = Path(os.path.realpath(site_dir))
    for kept in map(os.path.realpath, list_homes(root)):
        if place == Path(kept) or place in Path(kept).parents:
            raise RefusalError(_PROTECTED, path=str(place), kept=kept)
    for kept in map(os.path.realpath, list_sources(root)):
        if place.is_relative_to(kept):
            raise RefusalError(_INSIDE, path=str(place), kept=kept)
    try:
        if os.path.ismount(place):
            raise RefusalError(_MOUNTED, path=str(place))
        if not is_site(place):
            raise RefusalError(_NOT_A_SITE, path=str(place))
    except OSError as error:
        raise _refuse(place, error) from None
    return place


def is_site(site_dir: Path) -> bool:
    """Whether a folder may be replaced by a site: it is absent, empty, or a site of ours.

    Raises OSError where that can't be found out.
    """
    try:
        mode = site_dir.stat().st_mode
    except FileNotFoundError:
        return True
    return stat.S_ISDIR(mode) and (_read_manifest(site_dir) is not None or not any(site_dir.iterdir()))


def _read_manifest(site_dir: Path) -> dict[str, Any] | None:
    """Read the manifest of a site of ours; None where there is none: others too call a file so.

    Raises OSError where the system has nothing left to read it with: the pages of an old site would count as
    somebody else's, and stay in the new one.
    """
    try:
        manifest = json.loads((site_dir / MANIFEST).read_bytes())
    except OSError as error:
        if is_exhaustion(error):
            raise
        return None
    except (ValueError, RecursionError):
        return None
    return manifest if is_manifest(manifest) else None


def _refuse(site_dir: Path, error: OSError) -> RefusalError:
    # A folder that is not there has been made by then: what the system lacks is a place for it.
    reason = _NO_PLACE if isinstance(error, FileNotFoundError) else read_reason(error)
    return RefusalError(_UNWRITABLE, path=str(site_dir), reason=reason)


def _stage_prefix(site_dir: Path) -> str:
    return f".{site_dir.name}-registri-"


@contextmanager
def stage_site(site_dir: Path) -> Iterator[Path]:
    """Give an empty folder beside the site; on leaving without an exception it becomes the site.

    After any failure the old site is as it was, and what was staged is gone. What a killed build left
    behind is removed by the next one. Raises RefusalError where the system does not let the site be written.
    """
    stage = site_dir.with_name(f"{_stage_prefix(site_dir)}{os.getpid()}")
    try:
        site_dir.parent.mkdir(parents=True, exist_ok=True)
        _clear_up(site_dir)
        stage.mkdir()
    except OSError as error:
        raise _refuse(site_dir, error) from None
    try:
        yield stage
        try:
            _switch(stage, site_dir)
        except OSError as error:
            raise _refuse(site_dir, error) from None
    finally:
        shutil.rmtree(stage, ignore_errors=True)


def _switch(stage: Path, site_dir: Path) -> None:
    """Have a finished stage take the site's place: there is a whole site at every moment.

    Where the system can't exchange two folders there is none between two steps; the next build then puts
    back what was set aside. Raises OSError where neither can be; the old site stands then.
    """
    retired = stage.with_name(f"{stage.name}{_RETIRED}")
    if not site_dir.exists() and _settle(stage, site_dir):
        return
    _carry_over(site_dir, stage)
    # Whoever is killed from here on leaves a whole site set aside, be it the old one or the new one.
    stage.rename(retired)
    if not exchange(retired, site_dir):
        retired.rename(stage)
        site_dir.rename(retired)
        try:
            stage.rename(site_dir)
        except OSError:
            retired.rename(site_dir)
            raise
    _dissolve(retired, site_dir)


def _settle(stage: Path, site_dir: Path) -> bool:
    """Put a stage where no site is; False where another build has put one there meanwhile."""
    try:
        stage.rename(site_dir)
    except OSError:
        if site_dir.exists():
            return False
        raise
    return True


def _list_others(site_dir: Path) -> list[str]:
    """Give the names of what stands at the top of a site and no build has written.

    Such are ``CNAME``, ``.nojekyll``, ``.well-known`` or ``.git``.
    """
    files = (_read_manifest(site_dir) or {}).get("files", {})
    written = {MANIFEST, *(name.partition("/")[0] for name in files)}
    # A packed twin of an old file must not be handed out in place of the new one.
    written.update(f"{name}{suffix}" for name in tuple(written) for suffix in PACKED)
    return [entry.name for entry in site_dir.iterdir() if entry.name not in written]


def _carry_over(site_dir: Path, stage: Path) -> None:
    """Have what no build has written be the new site's too, as far as the system lets things have two names.

    What can't be is moved when the new site stands.
    """
    for name in _list_others(site_dir):
        target = stage / name
        if not os.path.lexists(target):
            try:
                _link(site_dir / name, target)
                if target.is_dir() and not target.is_symlink():
                    os.utime(target, ns=(_STOPGAP, _STOPGAP))
            except OSError:
                shutil.rmtree(target, ignore_errors=True)


def _link(source: Path, target: Path) -> None:
    """Give a thing a second name, a folder a second one with the same things in it."""
    if not source.is_dir() or source.is_symlink():
        os.link(source, target, follow_symlinks=False)
        return
    target.mkdir()
    # As it is, whatever this person keeps from new folders: where it can't be exchanged it stays.
    target.chmod(source.stat().st_mode & 0o777)
    for entry in source.iterdir():
        _link(entry, target / entry.name)


def _dissolve(retired: Path, site_dir: Path) -> None:
    """Remove an old site; what stood at its top and no build had written goes over to the new one.

    Raises OSError where one of them can't be moved; nothing is removed then.
    """
    if not retired.exists():
        return
    for name in _list_others(retired):
        old, new = retired / name, site_dir / name
        if not os.path.lexists(new):
            old.rename(new)
        elif os.lstat(new).st_mtime_ns == _STOPGAP:
            # The folder itself, with its rights and with what came into it meanwhile; never back again.
            exchange(old, new)
    shutil.rmtree(retired, ignore_errors=True)


def _clear_up(site_dir: Path) -> None:
    """Remove what killed builds left; a site that was set aside and never replaced comes back."""
    prefix = _stage_prefix(site_dir)
    for orphan in sorted(site_dir.parent.glob(f"{glob.escape(prefix)}*")):
        process = orphan.name.removeprefix(prefix).removesuffix(_RETIRED)
        if not process.isdecimal() or is_running(int(process)):
            continue
        if not orphan.name.endswith(_RETIRED):
            shutil.rmtree(orphan, ignore_errors=True)
        elif site_dir.exists():
            _dissolve(orphan, site_dir)
        else:
            orphan.rename(site_dir)
