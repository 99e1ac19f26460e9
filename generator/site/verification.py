"""Verification: what a copy of a site has that building it again does not give, and the other way round."""

from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from fnmatch import fnmatchcase
from pathlib import Path

from generator.addresses import MANIFEST
from generator.site.copies import Copy, Rebuilt
from generator.site.manifest import Manifest, parse_manifest

_FETCHERS = 4


@dataclass(frozen=True, slots=True)
class Verdict:
    """What differs, in the order of names; all empty where the copy is what was built."""

    looked_at: int
    """How many of the files that were built were compared."""
    built: int
    differing: tuple[str, ...]
    missing: tuple[str, ...]
    surplus: tuple[str, ...]
    """Files of the copy, or of its manifest, that were not built."""
    unjudged: tuple[str, ...]
    """What lies beside the site and belongs to its host, or is kept by it."""

    @property
    def is_same(self) -> bool:
        """Whether everything that was looked at is as it was built."""
        return not (self.differing or self.missing or self.surplus)


def read_rebuilt(site: Path) -> tuple[Manifest, dict[str, Rebuilt]]:
    """Give the manifest and the files of a site that this program has just built."""
    manifest = parse_manifest((site / MANIFEST).read_bytes())
    files = manifest.files.items()
    return manifest, {name: Rebuilt(digest, (site / name).stat().st_size) for name, digest in files}


def select_names(names: Iterable[str], patterns: tuple[str, ...]) -> list[str]:
    """Give the names that fit one of the patterns, such as ``statistik/*``; all where there is none."""
    return [
        name
        for name in sorted(names)
        if not patterns or any(fnmatchcase(name, pattern) for pattern in patterns)
    ]


def compare_copy(
    copy: Copy,
    manifest: Manifest,
    rebuilt: dict[str, Rebuilt],
    names: list[str],
    progress: Callable[[int], None],
) -> Verdict:
    """Compare a copy and its manifest with what was built again; of the files those with the given names.

    Raises RefusalError where the copy can't be read.
    """

    def look(name: str) -> str | None:
        found = copy.hash_file(name, rebuilt[name].size)
        progress(1)
        return found

    executor = ThreadPoolExecutor(_FETCHERS)
    try:
        hashes = dict(zip(names, executor.map(look, names), strict=True))
    finally:
        executor.shutdown(cancel_futures=True)
    differing = [name for name in names if hashes[name] not in (None, rebuilt[name].hash)]
    if any(manifest.files.get(name) != file.hash for name, file in rebuilt.items()):
        differing.append(MANIFEST)
    surplus = copy.list_surplus(rebuilt)
    gone = [name for name in names if hashes[name] is None]
    listed = (name for name in manifest.files if name not in rebuilt)
    return Verdict(
        looked_at=len(names),
        built=len(rebuilt),
        differing=tuple(sorted(differing)),
        missing=tuple(name for name in gone if name not in copy.withheld),
        surplus=tuple(sorted({*surplus.files, *listed})),
        unjudged=(*(name for name in gone if name in copy.withheld), *surplus.unjudged),
    )
