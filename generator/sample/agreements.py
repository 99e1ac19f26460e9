"""The record of a sample agreement, worded from its plan in the order of the schema."""

import datetime

from generator.sample.draw import Draw
from generator.sample.evaluations import evaluation_records
from generator.sample.gaps import describe_signing, describe_term, list_unknowns
from generator.sample.government import SITE
from generator.sample.parties import party_records
from generator.sample.partners import partner_name
from generator.sample.plan import LAST_DAY, Plan, make_plan
from generator.sample.slots import SLOTS
from generator.sample.stages import approval_day, is_continuation, needs_approval, stage_records
from generator.sample.words import ADDED_PURPOSES, FUNDING_SOURCES
from generator.value import Value

_SALT = 4
_KIND_NAMES = {
    "kesepakatan-bersama": "Kesepakatan Bersama",
    "perjanjian-kerja-sama": "Perjanjian Kerja Sama",
    "nota-kesepakatan": "Nota Kesepakatan",
    "nota-kesepahaman": "Nota Kesepahaman",
    "rencana-kerja": "Rencana Kerja",
    "letter-of-intent": "Pernyataan Kehendak Kerja Sama",
    "rencana-kerja-sama": "Rencana Kerja Sama",
    "memorandum-of-understanding": "Naskah Kerja Sama",
    "addendum": "Addendum Perjanjian Kerja Sama",
    "perjanjian-hibah": "Perjanjian Hibah",
    "komitmen": "Komitmen Bersama",
    "beberapa-naskah": "Kesepakatan Bersama dan Perjanjian Kerja Sama",
    "tidak-diketahui": "Kerja Sama",
}
_AGREED = ("perjanjian-kerja-sama", "perjanjian-hibah", "rencana-kerja", "beberapa-naskah")
_PLACES = ("Balai Kota Contoh Raya", "Kantor mitra", "Pendopo Contoh Raya", "Gedung Pertemuan Contoh Raya")
_SMALL_WORDS = frozenset(("dan", "di", "bagi", "dengan", "kepada", "secara", "dari"))
_FIRST_PLAN_YEAR = 2022


def agreement_record(plan: Plan) -> dict[str, Value]:
    """Give the record of an agreement."""
    draw, topic = Draw(plan.index, _SALT), plan.topic
    record: dict[str, Value] = {"id": plan.id, "type": plan.type, **_subtype(plan, draw)}
    record["title"] = _title(plan)
    record["document"] = _document(plan)
    record["parties"] = party_records(plan)
    record["subject"] = topic.subject[0].upper() + topic.subject[1:]
    record["affairs"] = list(topic.affairs)
    record["departments"] = _departments(plan, draw)
    record["purpose"] = f"{topic.aim} {draw.pick(ADDED_PURPOSES)}"
    record["object"] = topic.object
    record["scope"] = [item[0].upper() + item[1:] for item in draw.take(topic.scope, draw.between(3, 4))]
    if draw.chance(20):
        name, unit, size = topic.outputs[0]
        record["figures"] = [{"label": f"Sasaran: {name.lower()}", "value": size, "unit": unit}]
    total = None
    if plan.kind in _AGREED and draw.chance(55):
        total = draw.between(3, 400) * 5_000_000
        record["value"] = _value(total, draw)
    if signing := describe_signing(plan, draw.pick(_PLACES)):
        record["signing"] = signing
    launched = plan.start + datetime.timedelta(days=draw.between(20, 60))
    if plan.date_form == "exact" and launched < plan.last_day and draw.chance(8):
        record["events"] = [{"date": launched.isoformat(), "kind": "peluncuran layanan", "sources": ["s1"]}]
    record["term"] = describe_term(plan)
    if plan.terminated:
        record["termination"] = _termination(plan, draw)
    if stages := stage_records(plan):
        record["stages"] = stages
    return record | _references(plan, draw, total) | _standing(plan)


def _references(plan: Plan, draw: Draw, total: int | None) -> dict[str, Value]:
    """Give the part from the council's approval to the evaluations."""
    record: dict[str, Value] = {}
    if plan.kind not in ("letter-of-intent", "addendum") and plan.type != "sinergi":
        record["dprd_approval"] = _approval(plan)
    if plan.parent:
        record["relations"] = [{"type": plan.slot.relation, "agreement": plan.parent.id}]
    if draw.chance(85):
        record["plan_references"] = _plan_references(plan)
    if draw.chance(40):
        title = f"Salinan {_KIND_NAMES[plan.kind]} (rekaan)"
        record["attachments"] = [{"title": title, "kind": "naskah", "url": f"{SITE}/dokumen/{plan.id}.pdf"}]
    if "withheld" in plan.slot.marks:
        record["withheld"] = [_withheld(plan)]
    if "reported" in plan.slot.marks:
        name, unit, size = plan.topic.outputs[0]
        text = f"{name}: {max(1, size * draw.between(5, 9) // 10)} {unit} menurut siaran pers para pihak."
        record["reported_results"] = [{"text": text, "sources": ["s2"]}]
    if evaluations := evaluation_records(plan, total):
        record["evaluations"] = evaluations
    return record


def _standing(plan: Plan) -> dict[str, Value]:
    """Give what is known, from where, and whether the record still stands."""
    unknowns = list_unknowns(plan)
    record: dict[str, Value] = {"certainty": "partial" if unknowns else "exact"}
    if unknowns:
        record["unknown"] = unknowns
    record["sources"] = _sources(plan)
    if "former" in plan.slot.marks:
        record["former_ids"] = [f"{plan.type}-{plan.topic.slug}-{plan.number}"]
    if "withdrawn" in plan.slot.marks:
        record["withdrawn"] = _withdrawal(plan)
    return record


def _subtype(plan: Plan, draw: Draw) -> dict[str, Value]:
    if plan.type == "ksdd":
        return {"subtype": draw.pick(("wajib", "sukarela", "sukarela"))}
    if plan.type == "ksdpk":
        kinds = ("pelayanan-publik", "pelayanan-publik", "pelayanan-publik", "lainnya")
        if "bpkad" in plan.topic.departments:
            kinds = ("pengelolaan-aset", "pengelolaan-aset", "investasi", "pelayanan-publik")
        initiative = draw.pick(("daerah", "daerah", "pihak-ketiga"))
        return {"subtype": draw.pick(kinds), "initiative": initiative}
    if plan.type == "ksdpl":
        subtype = "kabupaten-kota-kembar" if plan.partners[0].number % 3 else "lainnya"
        return {"subtype": subtype, "initiative": draw.pick(("daerah", "luar-negeri"))}
    if plan.type == "ksdll":
        if is_continuation(plan):
            return {"subtype": "penerusan", "initiative": "menteri"}
        return {"subtype": "lainnya", "initiative": draw.pick(("daerah", "luar-negeri"))}
    return {}


def _title(plan: Plan) -> str:
    words = (
        word if word in _SMALL_WORDS else word[0].upper() + word[1:] for word in plan.topic.subject.split()
    )
    names = [partner_name(key) for key in plan.partners]
    partners = names[0] if len(names) == 1 else f"{', '.join(names[:-1])} dan {names[-1]}"
    return f"{_KIND_NAMES[plan.kind]} {' '.join(words)} dengan {partners}"


def _document(plan: Plan) -> Value:
    document: dict[str, Value] = {"kind": plan.kind}
    if plan.kind == "tidak-diketahui":
        return document | {"possible_kinds": ["kesepakatan-bersama", "perjanjian-kerja-sama"]}
    if plan.kind in ("nota-kesepahaman", "komitmen"):
        return document | {"as_stated": "MoU" if plan.kind == "nota-kesepahaman" else "komitmen bersama"}
    if plan.kind == "beberapa-naskah":
        document["possible_kinds"] = ["kesepakatan-bersama", "perjanjian-kerja-sama"]
    document["languages"] = ["id", "en"] if plan.type in ("ksdpl", "ksdll") else ["id"]
    document["copies"] = len(plan.partners) + 1
    return document


def _departments(plan: Plan, draw: Draw) -> Value:
    lead, *others = plan.topic.departments
    roles: list[Value] = [{"department": lead, "lead": True}]
    return roles + [{"department": other} for other in others if draw.chance(65)]


def _value(amount: int, draw: Draw) -> Value:
    dotted = f"{amount:,}".replace(",", ".")
    total: Value = {"amount": amount, "currency": "IDR", "precision": "exact", "as_stated": f"Rp{dotted}"}
    return {"total": total, "funding_source": draw.pick(FUNDING_SOURCES)}


def _termination(plan: Plan, draw: Draw) -> Value:
    ground = draw.pick(("kesepakatan-para-pihak", "tujuan-tercapai", "perubahan-kebijakan", "objek-hilang"))
    note = "Diakhiri dengan berita acara; kewajiban yang tersisa diselesaikan para pihak."
    return {"date": (plan.terminated or plan.end).isoformat(), "ground": ground, "note": note}


def _approval(plan: Plan) -> Value:
    if not needs_approval(plan):
        basis = "Tidak membebani daerah dan masyarakat; pendanaan tersedia pada APBD tahun berjalan."
        return {"required": False, "basis": basis}
    foreign = plan.type in ("ksdpl", "ksdll")
    basis = "Kerja sama luar negeri." if foreign else "Pendanaan belum tersedia pada APBD tahun berjalan."
    approval: dict[str, Value] = {"required": True, "basis": basis}
    day = approval_day(plan)
    if day <= LAST_DAY and plan.date_form == "exact":
        approval |= {"number": f"DPRD/{plan.number}/{day.year}", "date": day.isoformat()}
    return approval


def _plan_references(plan: Plan) -> Value:
    year = plan.signed.year
    period = "2022-2026" if year >= _FIRST_PLAN_YEAR else "2017-2021"
    programme = f"Program {plan.topic.subject}"
    references: list[Value] = [{"document": "rpjmd", "period": period, "programme": programme}]
    return [*references, {"document": "rkpd", "period": str(year)}] if plan.index % 3 else references


def _withheld(plan: Plan) -> Value:
    return {
        "what": "Lampiran perhitungan biaya dan rencana usaha mitra",
        "ground": "UU 14/2008 pasal 17 huruf b",
        "decision_number": f"PPID/{plan.number}/{plan.signed.year}",
        "until": str(plan.end.year),
        "note": "Dikecualikan sampai kerja sama berakhir; bagian lain dapat dibaca umum.",
    }


def _sources(plan: Plan) -> Value:
    published = min(plan.signed + datetime.timedelta(days=2), LAST_DAY)
    first: dict[str, Value] = {"id": "s1", "url": f"{SITE}/kerja-sama/{plan.id}"}
    first["title"] = f"Halaman rekaan tentang {plan.topic.subject}"
    if plan.date_form == "exact":
        first["page_date"] = published.isoformat()
    sources: list[Value] = [first]
    if plan.date_form == "candidates" or "reported" in plan.slot.marks:
        sources.append(
            {"id": "s2", "url": f"{SITE}/siaran-pers/{plan.number}", "title": "Siaran pers rekaan"}
        )
    return sources


def _withdrawal(plan: Plan) -> Value:
    kept = make_plan(plan.index - plan.index % len(SLOTS) + int(plan.slot.marks["withdrawn"]))
    reason = "Tercatat dua kali; catatan yang berlaku adalah yang menggantikannya."
    return {"date": LAST_DAY.isoformat(), "reason": reason, "replaced_by": kept.id}
