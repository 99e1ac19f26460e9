"""A province for measuring: sample registers under other names, each tied to its neighbours by agreements."""

import shutil
from pathlib import Path

from generator.canonical import render_record
from generator.sample.partners import OWN_ID, OWN_PLACE, OWN_REGION
from generator.sample.writer import write_sample
from generator.value import Value

SHARED = 20
"""How many agreements two neighbours both record."""
_EXAMPLE = Path(__file__).resolve().parent.parent / "examples/federasi/SOURCES.yaml"


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


def write_large_province(folder: Path, governments: int, agreements: int) -> Path:
    """Write registers, each a renamed sample tied to its neighbours, and give the file that names them."""
    write_sample(folder / "muster", agreements)
    sources = []
    for number in range(1, governments + 1):
        root = folder / _own(number)
        shutil.copytree(folder / "muster", root)
        for path in root.rglob("*.yaml"):
            text = path.read_text(encoding="utf-8")
            named = text.replace(OWN_ID, _own(number)).replace(OWN_PLACE, f"Daerah Contoh {number:02d}")
            path.write_text(named.replace(f'"{OWN_REGION}"', f'"{_code(number)}"'), encoding="utf-8")
        (root / f"records/partners/{OWN_ID}.yaml").rename(root / f"records/partners/{_own(number)}.yaml")
        for other in {number - 1, number + 1} & set(range(1, governments + 1)):
            _write_partner(root, other)
            _write_shared(root, number, other, min(number, other))
        sources.append(
            f'  - id: daerah-{number:02d}\n    region_code: "{_code(number)}"\n    kind: folder\n'
            f"    place: {_own(number)}\n"
        )
    shutil.rmtree(folder / "muster")
    head = (_EXAMPLE).read_text(encoding="utf-8").partition("sources:\n")[0]
    (folder / "SOURCES.yaml").write_text(f"{head}sources:\n{''.join(sources)}", encoding="utf-8")
    return folder / "SOURCES.yaml"
