"""How an agreement comes about and ends, as the law orders it (KS32x)."""

from collections.abc import Iterator
from typing import Any

from generator.check.collection import Collection
from generator.check.finding import Problem, Spot
from generator.check.rule import Rule
from generator.check.rules.laws import PERMENDAGRI_2020, PP_28_2018
from generator.due import judge_evaluation, read_schedule
from generator.periods import Period
from generator.records import FOREIGN_TYPES, Record
from generator.status import CURRENT, compute_end, compute_status, find_superseded, read_date
from generator.text import Text

RULES = (
    Rule("KS320", "stage-order", "warning",
         Text('Tahapan "{stage}" ditulis sesudah "{before}", padahal menurut peraturan mendahuluinya.',
              'The stage "{stage}" is written after "{before}", which it precedes by law.'),
         Text("Urutkan tahapan menurut peraturan, atau periksa nama tahapannya.",
              "Put the stages in their legal order, or check the stage's name."),
         "PP 28/2018 pasal 6 dan 19; Permendagri 25/2020 pasal 9", PP_28_2018),
    Rule("KS321", "dprd-approval-missing", "warning",
         Text("Persetujuan DPRD belum dicatat; untuk naskah kerja sama luar negeri selalu diperlukan.",
              "The council's approval is not recorded; a foreign memorandum always needs it."),
         Text('Isi "dprd_approval", atau sebutkan pada "unknown" bahwa belum diketahui.',
              'Fill in "dprd_approval", or say under "unknown" that it is not known.'),
         "Permendagri 25/2020 pasal 16 dan 17; PP 28/2018 pasal 30", PERMENDAGRI_2020),
    Rule("KS322", "dprd-approval-denied", "warning",
         Text("Persetujuan DPRD dinyatakan tidak diperlukan; untuk kerja sama luar negeri selalu diperlukan.",
              "The council's approval is called not required; foreign cooperation always needs it."),
         Text('Periksa jenis kerja samanya, atau tulis "required: true".',
              'Check the type of cooperation, or write "required: true".'),
         "Permendagri 25/2020 pasal 16 dan 17; PP 28/2018 pasal 30", PERMENDAGRI_2020),
    Rule("KS323", "termination-ground-unusual", "warning",
         Text('Alasan berakhir "{ground}" tidak dikenal dalam peraturan untuk {type}.',
              'The ground "{ground}" is not among those the law names for {type}.'),
         Text("Periksa alasannya. Menurut peraturan: {known}.", "Check the ground. By regulation: {known}."),
         "PP 28/2018 pasal 9 dan 22; Permendagri 25/2020 pasal 34", PP_28_2018),
    Rule("KS324", "evaluation-overdue", "advice",
         Text("Perjanjian ini berlaku, tetapi belum dievaluasi menurut jadwal evaluasi.",
              "This agreement is in force but lacks the evaluation that the schedule asks for."),
         Text('Tambahkan evaluasi pada "evaluations" bila sudah dilakukan.',
              'Add the evaluation to "evaluations" where it has been made.'),
         'Jadwal pada "evaluation" di registry.yaml; tanpa isian itu, dua kali setahun'),
)  # fmt: skip

_DOMESTIC = (
    "persiapan", "penawaran", "penyusunan-kb", "penandatanganan-kb", "persetujuan-dprd", "penyusunan-pks",
    "penandatanganan-pks", "pelaksanaan", "penatausahaan", "pelaporan",
)  # fmt: skip
_FOREIGN = (
    "prakarsa", "penjajakan", "pernyataan-kehendak", "rencana-kerja-sama", "persetujuan-dprd", "verifikasi",
    "penyusunan-naskah", "pembahasan-naskah", "persetujuan-menteri", "penandatanganan", "pelaksanaan",
    "pelaporan",
)  # fmt: skip
STAGES: dict[str, tuple[str, ...]] = {
    "ksdd": _DOMESTIC,
    "ksdpk": _DOMESTIC,
    "ksdpl": _FOREIGN,
    "ksdll": _FOREIGN,
    "sinergi": ("persiapan", "penawaran", "penyusunan-nk", "penandatanganan-nk", "pelaksanaan",
                "penatausahaan", "pelaporan"),
}  # fmt: skip
"""The stages of each type in their legal order."""
_ORDER = {kind: {stage: number for number, stage in enumerate(stages)} for kind, stages in STAGES.items()}

_REGIONAL = (
    "jangka-waktu",
    "tujuan-tercapai",
    "kesepakatan-para-pihak",
    "perubahan-kebijakan",
    "objek-hilang",
)
_ABROAD = ("jangka-waktu", "tujuan-tercapai", "kesepakatan-para-pihak", "kesepakatan-baru")
GROUNDS: dict[str, tuple[str, ...]] = {
    "ksdd": _REGIONAL,
    "ksdpk": (*_REGIONAL, "putusan-pengadilan", "mitra-pailit"),
    "ksdpl": _ABROAD,
    "ksdll": _ABROAD,
}
"""The grounds on which cooperation ends, where the law lists them; for Sinergi it lists none."""


def check_stage_order(record: Record) -> Iterator[Problem]:
    """Check that the stages stand in the order of the law."""
    value: Any = record.value
    order = _ORDER[value["type"]]
    before = ""
    for index, item in enumerate(value.get("stages", ())):
        stage = item["stage"]
        if before and order[stage] < order[before]:
            params = {"stage": stage, "before": before}
            yield Problem("KS320", Spot(record.file, ("stages", index, "stage")), params)
        before = stage


def check_council(record: Record) -> Iterator[Problem]:
    """Check that a foreign memorandum has the council's approval."""
    value: Any = record.value
    if value["type"] not in FOREIGN_TYPES:
        return
    # A cooperation handed on by the central government has no memorandum of its own.
    if value["document"]["kind"] != "memorandum-of-understanding" or value.get("subtype") == "penerusan":
        return
    approval = value.get("dprd_approval")
    if approval is not None:
        if not approval["required"]:
            yield Problem("KS322", Spot(record.file, ("dprd_approval", "required")))
        return
    has_stage = any(item["stage"] == "persetujuan-dprd" for item in value.get("stages", ()))
    is_admitted = any(item["about"] == "dprd-approval" for item in value.get("unknown", ()))
    if not has_stage and not is_admitted:
        yield Problem("KS321", Spot(record.file, ("document", "kind")))


def check_ground(record: Record) -> Iterator[Problem]:
    """Check that an agreement ended on a ground that its type knows."""
    value: Any = record.value
    if "termination" not in value:
        return
    known, ground = GROUNDS.get(value["type"]), value["termination"]["ground"]
    if known and ground not in known:
        params = {"ground": ground, "type": value["type"].upper(), "known": ", ".join(known)}
        yield Problem("KS323", Spot(record.file, ("termination", "ground")), params)


def check_overdue(records: Collection) -> Iterator[Problem]:
    """Check that an agreement in force has the evaluation that the register's schedule asks for."""
    agreements = records.of("agreement").values()
    schedule = read_schedule(records.registry or {})
    superseded = find_superseded(agreements, records.as_of)
    for record in agreements:
        value: Any = record.value
        end, _ = compute_end(value)
        status = compute_status(value, end, records.as_of, superseded=record.id in superseded)
        if status not in CURRENT:
            continue
        state = judge_evaluation(
            schedule.of(value["type"]),
            is_current=True,
            begin=read_date(value, "term", "start") or read_date(value, "signing", "date"),
            done=[Period(**item["period"]) for item in value.get("evaluations", ())],
            as_of=records.as_of,
        )
        if state == "overdue":
            key = "end" if "end" in value["term"] else "duration"
            yield Problem("KS324", Spot(record.file, ("term", key)))
