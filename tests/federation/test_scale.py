"""A province as large as any: eighteen governments with five hundred agreements each, gathered and built."""

import json
import resource
import subprocess
import sys
import time
from pathlib import Path

import pytest
from provinces import DAY

from bench.province import SHARED, write_large_province

GOVERNMENTS, AGREEMENTS = 18, 500
MOST_SECONDS, MOST_MEGABYTES = 90, 400
"""Of a processor's time, which other work on the machine does not stretch, and of memory at its peak."""
_RUN = """
import resource, sys
from generator.__main__ import main
try:
    main(sys.argv[1:])
except SystemExit as end:
    code = end.code
print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss, file=sys.stderr)
sys.exit(code)
"""


@pytest.mark.slow
def test_eighteen_governments_are_gathered_and_built_within_bounds(tmp_path: Path) -> None:
    sources = write_large_province(tmp_path, GOVERNMENTS, AGREEMENTS)
    begun, before = time.monotonic(), resource.getrusage(resource.RUSAGE_CHILDREN)
    done = subprocess.run(
        [sys.executable, "-c", _RUN, "gather", str(sources), "--as-of", DAY],
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    waited = time.monotonic() - begun
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    seconds = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    assert done.returncode == 0, done.stdout[-3000:] + done.stderr[-3000:]
    megabytes = int(done.stderr.split()[-1]) // 1024
    site = tmp_path / "site"
    files = [path for path in site.rglob("*") if path.is_file()]
    size = sum(path.stat().st_size for path in files) // 1_000_000
    document = json.loads((site / "data/gathered.json").read_text("utf-8"))
    pairs = document["two_sided"]
    print(  # noqa: T201  what the test is for
        f"\n{GOVERNMENTS} x {AGREEMENTS}: {waited:.1f} s waited, {seconds:.1f} s computed, {megabytes} MB, "
        f"{len(files)} files, {size} MB on disk, {len(pairs)} pairs, {len(document['one_sided'])} one-sided"
    )
    assert sum(source["numbers"]["all"] for source in document["sources"]) > GOVERNMENTS * AGREEMENTS * 0.9
    shared = [pair for pair in pairs if "bersama" in pair["id"]]
    assert len(shared) == (GOVERNMENTS - 1) * SHARED
    assert sum(pair["state"] == "differing" for pair in shared) == (GOVERNMENTS - 1) * SHARED // 4
    assert seconds < MOST_SECONDS
    assert megabytes < MOST_MEGABYTES
