"""What a sample agreement says of its dates, and what it owns not to know."""

import datetime

from generator.sample.parties import has_numbers
from generator.sample.plan import Plan
from generator.value import Value

_YEARS = {1: "satu", 2: "dua", 3: "tiga", 4: "empat", 5: "lima"}
_DATE_NOTES = {
    "month": "Sumber hanya menyebut bulan.",
    "year": "Sumber hanya menyebut tahun.",
    "uncertain": "Tanggal pada salinan naskah sulit dibaca.",
}


def describe_signing(plan: Plan, place: str) -> dict[str, Value]:
    """Give when and where it was signed, as far as the sources say."""
    day, form = plan.signed, plan.date_form
    if form == "exact":
        return {"date": day.isoformat(), "place": place}
    if form == "unknown":
        return {"known_by": f"{day:%Y-%m}"}
    if form == "planned":
        return {"planned": day.isoformat()}
    if form == "candidates":
        return _describe_conflict(day)
    text = {"month": f"{day:%Y-%m}", "year": str(day.year), "uncertain": f"{day.isoformat()}?"}[form]
    return {"date": text, "date_note": _DATE_NOTES[form]}


def _describe_conflict(day: datetime.date) -> dict[str, Value]:
    other = day - datetime.timedelta(days=7)
    conflicts: list[Value] = [
        {"as_written": other.isoformat(), "source": "s1", "reading": "Tanggal pada halaman kegiatan."},
        {"as_written": day.isoformat(), "source": "s2", "reading": "Tanggal pada siaran pers."},
    ]
    return {"date": f"[{other.isoformat()},{day.isoformat()}]", "conflicts": conflicts}


def describe_term(plan: Plan) -> dict[str, Value]:
    """Give start, end and length; only the length where the day of signing is not known."""
    stated = f"{plan.years} ({_YEARS[plan.years]}) tahun sejak ditandatangani"
    if plan.date_form != "exact":
        return {"duration": {"years": plan.years}, "as_stated": stated}
    term: dict[str, Value] = {"start": plan.start.isoformat(), "end": plan.end.isoformat()}
    if plan.slot.relation != "amends":
        term["duration"] = {"years": plan.years}
        if plan.start == plan.signed:
            term["as_stated"] = stated
    return term


def list_unknowns(plan: Plan) -> list[Value]:
    """Give what is not known of an agreement; nothing for one whose sources are complete."""
    unknowns: list[Value] = []
    if plan.date_form == "unknown":
        unknowns.append(
            {"about": "signing-date", "note": "Naskah tidak ditemukan; tanggal tidak disebut sumber."}
        )
    elif plan.date_form == "planned":
        unknowns.append(
            {"about": "signing-date", "note": "Penandatanganan direncanakan; belum ada kabar hasilnya."}
        )
    elif plan.date_form != "exact":
        unknowns.append({"about": "signing-date", "note": "Hari penandatanganan belum pasti."})
    if plan.date_form != "exact":
        unknowns.append(
            {"about": "end", "note": "Hari berakhir tidak dapat dihitung tanpa hari mulai yang pasti."}
        )
    if not has_numbers(plan) and plan.kind != "letter-of-intent":
        unknowns.append({"about": "number", "note": "Nomor naskah tidak disebut sumber."})
    if plan.kind == "tidak-diketahui":
        unknowns.append({"about": "document", "note": "Jenis naskah disebut berbeda-beda."})
    return unknowns
