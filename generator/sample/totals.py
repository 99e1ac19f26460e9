"""Figures that the invented government is said to have published, a little above what the register holds."""

from collections import Counter
from collections.abc import Iterable, Iterator

from generator.records import AGREEMENT_TYPES
from generator.sample.government import SITE
from generator.sample.partners import OWN_PLACE
from generator.sample.plan import Plan
from generator.value import Value

_YEARS = (2022, 2023, 2024, 2025)


def count_signed(plans: Iterable[Plan]) -> Counter[tuple[str, int]]:
    """Count agreements by type and year of signing, leaving out what has no known year or does not count."""
    return Counter(
        (plan.type, plan.signed.year)
        for plan in plans
        if plan.date_form not in ("unknown", "planned") and "withdrawn" not in plan.slot.marks
    )


def total_records(signed: Counter[tuple[str, int]]) -> Iterator[dict[str, Value]]:
    """Give the published totals that go with a register of so many agreements."""
    for year in _YEARS:
        figures: list[Value] = []
        total = 0
        for place, type_ in enumerate(AGREEMENT_TYPES):
            recorded = signed[type_, year]
            value = recorded + recorded // 8 + (year + place) % 3
            total += value
            figures.append({"type": type_, "value": value})
        yield {
            "id": f"kota-contoh-raya-{year}",
            "place": OWN_PLACE,
            "scope": "own-government",
            "measure": "Perjanjian yang ditandatangani menurut laporan tahunan rekaan",
            "compared_with": "agreements-signed",
            "year": year,
            "status": "read",
            "figures": figures,
            "total": total,
            "total_status": "derived",
            "stated_by": "Bagian Kerja Sama Kota Contoh Raya (rekaan)",
            "sources": _source(
                f"laporan/{year}", f"Laporan rekaan kerja sama tahun {year}", f"{year + 1}-02-10"
            ),
        }
    yield {
        "id": "kabupaten-contoh-lestari-2024",
        "place": "Kabupaten Contoh Lestari",
        "scope": "elsewhere",
        "measure": "Perjanjian yang berlaku menurut daftar rekaan",
        "year": 2024,
        "status": "read",
        "figures": [{"type": "ksdpk", "value": 18}, {"type": "sinergi", "value": 12}],
        "sources": _source("kabupaten-contoh-lestari", "Daftar rekaan kabupaten tetangga", "2025-01-15"),
    }


def _source(path: str, title: str, page_date: str) -> Value:
    return [{"id": "s1", "url": f"{SITE}/{path}", "title": title, "page_date": page_date}]
