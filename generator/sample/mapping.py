"""Sample mapping entries: what departments planned for a year, and the agreements that came of it."""

from collections.abc import Iterator

from generator.sample.draw import Draw
from generator.sample.plan import Plan, make_plan
from generator.sample.slots import SLOTS
from generator.value import Value

_SALT = 5
# Agreements of each block that a mapped need is told about. After the first twenty blocks two are enough: a
# city maps some dozens of needs a year, whatever the size of its archive.
_REALISED = (0, 1, 2, 13, 19, 25, 31, 33)
_OPEN = (3, 10, 17, 28, 35, 42, 50, 58)
_FULL_BLOCKS = 20
_FIRST_YEAR, _LAST_YEAR = 2021, 2026
_OPEN_STATUSES = ("direncanakan", "diproses", "ditunda", "batal", "diproses")
_ISSUES = (
    "Mutu layanan antarwilayah kota belum merata.",
    "Sarana yang ada belum sebanding dengan pertumbuhan kebutuhan warga.",
    "Kemampuan anggaran daerah terbatas sehingga diperlukan sumber daya mitra.",
    "Masalah ini melintasi batas wilayah dan tidak dapat diselesaikan sendiri.",
)
_PROPOSERS = ("perangkat-daerah",) * 6 + ("masyarakat", "masyarakat", "dprd", "mitra", "kepala-daerah")


def mapping_records(count: int) -> Iterator[dict[str, Value]]:
    """Give the entries of a register with this many agreements."""
    for block in range(0, count, len(SLOTS)):
        is_full = block < _FULL_BLOCKS * len(SLOTS)
        for place in _REALISED if is_full else _REALISED[5:6]:
            if block + place < count:
                yield _entry(make_plan(block + place), is_realised=True)
        for place in _OPEN if is_full else _OPEN[2:3]:
            if block + place < count:
                yield _entry(make_plan(block + place), is_realised=False)


def _entry(plan: Plan, *, is_realised: bool) -> dict[str, Value]:
    draw, topic = Draw(plan.index, _SALT), plan.topic
    if is_realised:
        # Most needs are met in the year they were mapped for, some a year later.
        year = plan.signed.year - (0 if draw.chance(70) else 1)
        status = "terwujud"
    else:
        year, status = draw.between(_FIRST_YEAR, _LAST_YEAR), draw.pick(_OPEN_STATUSES)
    name, unit, size = topic.outputs[0]
    record: dict[str, Value] = {
        "id": f"pemetaan-{year}-{topic.slug}-{plan.number}",
        "year": year,
        "department": topic.departments[0],
        "affairs": list(topic.affairs),
        "strategic_issue": draw.pick(_ISSUES),
        "basis": draw.pick(("kebutuhan", "kebutuhan", "potensi")),
        "need": topic.aim,
        "planned_object": topic.object,
        "proposed_type": plan.type,
        "partner_categories": list(topic.partners[plan.type]),
        "target": f"{name}: {size} {unit} setahun.",
        "plan_references": [{"document": "rkpd", "period": str(year)}],
        "proposer": draw.pick(_PROPOSERS),
        "status": status,
    }
    if is_realised:
        record["realised_by"] = [plan.id]
    return record
