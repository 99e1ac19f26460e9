"""The stages of a sample agreement, in the order its type lays down, with dates around the signing."""

import datetime

from generator.sample.plan import LAST_DAY, Plan
from generator.value import Value

# Days from the signing; a stage that lies after the last day of the sample has not been reached.
_KB = (
    ("persiapan", -150), ("penawaran", -96), ("penyusunan-kb", -41), ("penandatanganan-kb", 0),
)  # fmt: skip
_PKS = (
    ("persiapan", -120), ("penyusunan-pks", -35), ("penandatanganan-pks", 0), ("pelaksanaan", 12),
    ("penatausahaan", 20), ("pelaporan", 190),
)  # fmt: skip
_SYNERGY = (
    ("persiapan", -110), ("penawaran", -75), ("penyusunan-nk", -30), ("penandatanganan-nk", 0),
    ("pelaksanaan", 15), ("pelaporan", 200),
)  # fmt: skip
_FOREIGN_PLAN = (
    ("prakarsa", -260), ("penjajakan", -200), ("pernyataan-kehendak", -140), ("rencana-kerja-sama", 0),
    ("persetujuan-dprd", 58),
)  # fmt: skip
_FOREIGN = (
    ("prakarsa", -520), ("penjajakan", -450), ("pernyataan-kehendak", -380), ("rencana-kerja-sama", -320),
    ("persetujuan-dprd", -255), ("verifikasi", -210), ("penyusunan-naskah", -170),
    ("pembahasan-naskah", -100), ("persetujuan-menteri", -40), ("penandatanganan", 0), ("pelaksanaan", 30),
)  # fmt: skip
# The region takes part in what the state agreed: no letter of intent, no council
# (Permendagri 25/2020 art. 27-30).
_CONTINUED = (
    ("prakarsa", -210), ("penjajakan", -150), ("rencana-kerja-sama", -60), ("penandatanganan", 0),
    ("pelaksanaan", 30),
)  # fmt: skip
_CONTINUED_PLAN = (("prakarsa", -150), ("penjajakan", -90), ("rencana-kerja-sama", 0), ("pelaksanaan", 45))
_LETTER = (("prakarsa", -120), ("penjajakan", -70), ("pernyataan-kehendak", 0))
_APPROVAL_BEFORE_AGREEMENT = -62

_NUMBERED = {"penawaran": "PNW", "persetujuan-menteri": "SPM", "verifikasi": "VER"}
_ROUGH = ("persiapan", "prakarsa", "penyusunan-kb", "penyusunan-pks", "penyusunan-nk", "penyusunan-naskah")


def is_continuation(plan: Plan) -> bool:
    """Whether foreign cooperation continues one of the central government."""
    return plan.partners[0].category == "lembaga-internasional"


def needs_approval(plan: Plan) -> bool:
    """Whether the council must approve: always for foreign cooperation, else where it burdens the region."""
    if plan.type in ("ksdpl", "ksdll"):
        return plan.kind != "letter-of-intent" and not is_continuation(plan)
    return "dprd" in plan.slot.marks


def approval_day(plan: Plan) -> datetime.date:
    """Give the day of the council's approval."""
    offsets = dict(_steps(plan))
    return plan.signed + datetime.timedelta(days=offsets["persetujuan-dprd"])


def stage_records(plan: Plan) -> list[Value]:
    """Give the stages completed; none where the day of signing is not known."""
    if plan.date_form != "exact" or plan.kind == "addendum":
        return []
    stages: list[Value] = []
    for stage, offset in _steps(plan):
        day = plan.signed + datetime.timedelta(days=offset)
        if day > LAST_DAY or (offset > 0 and day > plan.end):
            break
        record: dict[str, Value] = {"stage": stage}
        # Offices remember the day of a letter or a signing, of drafting only the month.
        record["date"] = f"{day:%Y-%m}" if stage in _ROUGH else day.isoformat()
        if stage in _NUMBERED:
            record["number"] = f"{_NUMBERED[stage]}/{plan.number}/{day.year}"
        stages.append(record)
    return stages


def _steps(plan: Plan) -> tuple[tuple[str, int], ...]:
    if is_continuation(plan):
        return _CONTINUED_PLAN if plan.kind == "rencana-kerja-sama" else _CONTINUED
    if plan.type in ("ksdpl", "ksdll"):
        return {"letter-of-intent": _LETTER, "rencana-kerja-sama": _FOREIGN_PLAN}.get(plan.kind, _FOREIGN)
    if plan.type == "sinergi":
        return _SYNERGY
    if plan.kind == "kesepakatan-bersama":
        return (*_KB, ("persetujuan-dprd", 45)) if needs_approval(plan) else _KB
    if needs_approval(plan):
        return (_PKS[0], ("persetujuan-dprd", _APPROVAL_BEFORE_AGREEMENT), *_PKS[1:])
    return _PKS
