"""The parties of a sample agreement: each with its own document number and its own signatory office."""

from generator.sample.draw import Draw
from generator.sample.government import DEPARTMENT_NAMES
from generator.sample.partners import (
    OWN_ID,
    PartnerKey,
    partner_id,
    partner_name,
    partner_office,
    partner_units,
)
from generator.sample.plan import Plan
from generator.value import Value

_SALT = 3
_CODES = {
    "kesepakatan-bersama": "KB",
    "perjanjian-kerja-sama": "PKS",
    "nota-kesepakatan": "NK",
    "rencana-kerja": "RK",
    "rencana-kerja-sama": "RKS",
    "memorandum-of-understanding": "NKS",
    "addendum": "ADD",
    "perjanjian-hibah": "NPH",
}
# What the mayor may leave to the head of a department (PP 28/2018 art. 2 and 13).
_DELEGATED = frozenset(("perjanjian-kerja-sama", "addendum", "rencana-kerja"))
_ROMAN = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII")


def has_numbers(plan: Plan) -> bool:
    """Whether the numbers of the document are known."""
    return plan.kind in _CODES and plan.date_form in ("exact", "month") and "withdrawn" not in plan.slot.marks


def party_records(plan: Plan) -> list[Value]:
    """Give the parties, the own government first."""
    draw = Draw(plan.index, _SALT)
    own: dict[str, Value] = {"partner": OWN_ID}
    if has_numbers(plan):
        own["number"] = f"{_CODES[plan.kind]}/{plan.number}/CR/{plan.signed.year}"
    elif plan.kind == "letter-of-intent":
        own["without_number"] = True
    own["signatories"] = [_own_signatory(plan, draw)]
    return [own, *(_partner_party(plan, key, place, draw) for place, key in enumerate(plan.partners, 1))]


def _own_signatory(plan: Plan, draw: Draw) -> Value:
    lead = plan.topic.departments[0]
    if plan.kind in _DELEGATED and draw.chance(80):
        return {
            "office": f"Kepala {DEPARTMENT_NAMES[lead]}",
            "on_behalf_of": "Wali Kota Contoh Raya berdasarkan surat kuasa",
            "department": lead,
        }
    return {"office": "Wali Kota Contoh Raya"}


def _partner_party(plan: Plan, key: PartnerKey, place: int, draw: Draw) -> Value:
    party: dict[str, Value] = {"partner": partner_id(key)}
    units = partner_units(key)
    has_unit = bool(units) and plan.kind in _DELEGATED and draw.chance(60)
    unit = draw.pick(units) if has_unit else None
    if unit:
        party["unit"] = unit[0]
    if has_numbers(plan) and draw.chance(92):
        initials = "".join(word[0] for word in partner_name(key).split() if word[0].isalpha())[:4].upper()
        party["number"] = (
            f"{plan.number}.{place}/{initials}/{_ROMAN[plan.signed.month - 1]}/{plan.signed.year}"
        )
    elif plan.kind == "letter-of-intent":
        party["without_number"] = True
    office = f"Pimpinan {unit[1]}" if unit else partner_office(key)
    party["signatories"] = [{"office": office}]
    return party
