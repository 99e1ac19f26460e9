"""A province as large as any: eighteen governments with five hundred agreements each, gathered and built."""

import json
import resource
import shutil
import subprocess
import sys
import time
from pathlib import Path

import pytest
from provinces import DAY
from registers import ROOT

from generator.canonical import render_record
from generator.sample.partners import OWN_ID, OWN_PLACE, OWN_REGION
from generator.sample.writer import write_sample
from generator.value import Value

GOVERNMENTS, AGREEMENTS, SHARED = 18, 500, 20
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


def _code(number: int) -> str:
    return f"99.{number:02d}"


def _own(number: int) -> str:
    return f"pemerintah-daerah-{number:02d}"


def _write_shared(root: Path, own: int, other: int, lower: int) -> None:
    """Write one side of the agreements that two governments both record; every fourth end differs."""
    for index in range(SHARED):
        end = 2028 + (own == lower and index % 4 == 0)
        value: dict[str, Value] = {
            "id": f"ksdd-bersama-{lower:02d}-{index:02d}-dengan-{other:02d}",
            "type": "ksdd",
            "title": f"Kesepakatan Bersama Layanan Lintas Batas {index}",
            "document": {"kind": "kesepakatan-bersama"},
            "parties": [
                {"partner": _own(own), "number": f"KB/{lower}/{index}/{own}"},
                {"partner": _own(other), "number": f"KB/{lower}/{index}/{other}"},
            ],
            "subject": "layanan lintas batas",
            "purpose": "Warga kedua daerah terlayani.",
            "signing": {"date": f"2024-{index % 12 + 1:02d}-10"},
            "term": {"start": f"2024-{index % 12 + 1:02d}-10", "end": f"{end}-12-31"},
            "certainty": "exact",
            "sources": [{"id": "s1", "url": "https://contoh.example/naskah"}],
        }
        (root / f"records/agreements/ksdd/{value['id']}.yaml").write_text(render_record(value), "utf-8")


def _write_partner(root: Path, number: int) -> None:
    value = {
        "id": _own(number), "name": f"Pemerintah Daerah Contoh {number:02d}", "category": "pemerintah-daerah",
        "region_code": _code(number),
    }  # fmt: skip
    (root / f"records/partners/{_own(number)}.yaml").write_text(render_record(value), "utf-8")


def write_large_province(folder: Path) -> Path:
    """Write the registers, each a renamed sample tied to its neighbours, and the file that names them."""
    write_sample(folder / "muster", AGREEMENTS)
    sources = []
    for number in range(1, GOVERNMENTS + 1):
        root = folder / _own(number)
        shutil.copytree(folder / "muster", root)
        for path in root.rglob("*.yaml"):
            text = path.read_text(encoding="utf-8")
            named = text.replace(OWN_ID, _own(number)).replace(OWN_PLACE, f"Daerah Contoh {number:02d}")
            path.write_text(named.replace(f'"{OWN_REGION}"', f'"{_code(number)}"'), encoding="utf-8")
        (root / f"records/partners/{OWN_ID}.yaml").rename(root / f"records/partners/{_own(number)}.yaml")
        for other in {number - 1, number + 1} & set(range(1, GOVERNMENTS + 1)):
            _write_partner(root, other)
            _write_shared(root, number, other, min(number, other))
        sources.append(
            f'  - id: daerah-{number:02d}\n    region_code: "{_code(number)}"\n    kind: folder\n'
            f"    place: {_own(number)}\n"
        )
    shutil.rmtree(folder / "muster")
    head = (ROOT / "examples/federasi/SOURCES.yaml").read_text(encoding="utf-8").partition("sources:\n")[0]
    (folder / "SOURCES.yaml").write_text(f"{head}sources:\n{''.join(sources)}", encoding="utf-8")
    return folder / "SOURCES.yaml"


@pytest.mark.slow
def test_eighteen_governments_are_gathered_and_built_within_bounds(tmp_path: Path) -> None:
    sources = write_large_province(tmp_path)
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
