"""Ids, file names and references (KS2xx)."""

from collections.abc import Iterator
from typing import Any, TypeAlias

from generator.check.collection import Collection
from generator.check.finding import Problem, Spot
from generator.check.rule import Rule
from generator.check.schema_faults import suggest
from generator.records import REGISTRY_FILE, RESERVED_IDS, UNSTORABLE_IDS, Record, RecordKind
from generator.text import Text
from generator.version import FORM, VERSION, read_version

RULES = (
    Rule("KS201", "unknown-place", "error",
         Text("Berkas ini tidak berada di tempat catatan.", "No record belongs in this place."),
         Text("Di dalam records/, pakai agreements/<jenis>/ (ksdd, ksdpk, ksdpl, ksdll, sinergi), partners/, "
              "departments/, affairs/, mapping/<tahun>/, atau totals/. Akhiran nama berkas: .yaml.",
              "Inside records/, use agreements/<type>/ (ksdd, ksdpk, ksdpl, ksdll, sinergi), partners/, "
              "departments/, affairs/, mapping/<year>/ or totals/. File names end in .yaml.")),
    Rule("KS202", "id-not-file-name", "error",
         Text('Pengenal "{id}" tidak sama dengan nama berkas "{name}".',
              'The id "{id}" is not the file name "{name}".'),
         Text('Tulis "id: {name}", atau ganti nama berkasnya menjadi "{id}.yaml".',
              'Write "id: {name}", or rename the file to "{id}.yaml".')),
    Rule("KS203", "id-taken", "error",
         Text('Pengenal "{id}" sudah dipakai.', 'The id "{id}" is taken already.'),
         Text('Satu pengenal hanya untuk satu catatan, kini maupun dahulu: pilih yang lain, atau hapus dari '
              '"former_ids".',
              'One id for one record, now or formerly: choose another, or delete it from "former_ids".')),
    Rule("KS204", "no-registry", "error",
         Text("Berkas records/registry.yaml belum ada.",
              "The file records/registry.yaml is missing."),
         Text("Buat berkas itu; isinya menyatakan register ini milik siapa.",
              "Make it; it says whose register this is.")),
    Rule("KS205", "year-not-folder", "error",
         Text('Tahun {year} tidak sama dengan folder "{folder}".',
              'The year {year} is not the folder "{folder}".'),
         Text("Pindahkan berkas ke records/mapping/{year}/, atau betulkan tahunnya.",
              "Move the file to records/mapping/{year}/, or mend the year.")),
    Rule("KS206", "not-a-file", "error",
         Text("Ini {thing}, bukan berkas biasa.", "This is {thing}, not an ordinary file."),
         Text("Ganti dengan berkas atau folder biasa. Isinya tidak dibaca.",
              "Put an ordinary file or folder in its place. It was not opened.")),
    Rule("KS207", "unreadable", "error",
         Text("Berkas atau folder ini tidak dapat dibaca.", "This file or folder can't be read."),
         Text("Periksa izin bacanya, lalu jalankan pemeriksaan lagi.",
              "Look at its permissions, then check again.")),
    Rule("KS208", "id-reserved", "error",
         Text('Pengenal "{id}" bukan untuk catatan: {why}.', 'The id "{id}" is for no record: {why}.'),
         Text("Pilih pengenal lain dan ganti nama berkasnya, misalnya dengan nama yang lebih lengkap.",
              "Choose another id and rename the file, for example by a fuller name.")),
    Rule("KS209", "newer-form", "error",
         Text("Register ini dari program {version}, yang lebih baru daripada yang terpasang.",
              "This register is of program {version}, newer than the installed one."),
         Text("Pasang program versi itu dahulu: yang lebih lama tidak mengenal semua isian register ini.",
              "Install that version of the program first: an older one does not know all of its fields.")),
    Rule("KS210", "older-form", "advice",
         Text("Register ini dari program {version}; sejak itu bentuk catatan berubah.",
              "This register is of program {version}; since then the form of records has changed."),
         Text("Lihat apa yang berubah, lalu tulis: registri upgrade.",
              "See what changes, then write it: registri upgrade.")),
    Rule("KS211", "unknown-id", "error",
         Text('Tidak ada {what} dengan pengenal "{id}".', 'There is no {what} with the id "{id}".'),
         Text("Periksa pengenalnya, atau buat dahulu catatannya.{guess}",
              "Check the id, or make that record first.{guess}")),
    Rule("KS212", "unknown-unit", "error",
         Text('Mitra "{partner}" tidak punya satuan "{id}".', 'The partner "{partner}" has no unit "{id}".'),
         Text("Periksa pengenalnya, atau tambahkan satuan itu pada catatan mitranya.{guess}",
              "Check the id, or add the unit to the partner's record.{guess}")),
    Rule("KS213", "unknown-source", "error",
         Text('Sumber "{id}" tidak ada pada daftar sumber.',
              'The source "{id}" is not in the list of sources.'),
         Text('Pakai pengenal yang ada pada "sources", atau tambahkan sumbernya di sana.',
              'Use an id that "sources" has, or add the source there.')),
    Rule("KS214", "source-id-twice", "error",
         Text('Pengenal sumber "{id}" dipakai dua kali.', 'The source id "{id}" is used twice.'),
         Text("Beri nomor berikutnya: s1, s2, s3, …", "Give it the next number: s1, s2, s3, …")),
)  # fmt: skip

# Names of bodies are alike by nature: a guess at another body would be written without a second look.
_LIKE_ID = 0.75


def check_identity(record: Record) -> Iterator[Problem]:
    """Check a record's id and year against its file."""
    if record.kind == "registry":
        return
    if record.value["id"] != record.id:
        params = {"id": str(record.value["id"]), "name": record.id}
        yield Problem("KS202", Spot(record.file, ("id",)), params, fix=record.id)
    yield from _check_reserved(record)
    if record.kind == "mapping-entry" and str(record.value["year"]) != record.place.group:
        params = {"year": str(record.value["year"]), "folder": record.place.group}
        yield Problem("KS205", Spot(record.file, ("year",)), params)


def _check_reserved(record: Record) -> Iterator[Problem]:
    reserved = RESERVED_IDS.get(record.kind, frozenset())
    formers: Any = record.value.get("former_ids", ())
    claims = ((record.id, ("id",)), *((former, ("former_ids", n)) for n, former in enumerate(formers)))
    for claimed, path in claims:
        if claimed in reserved or claimed in UNSTORABLE_IDS:
            why = "site" if claimed in reserved else "device"
            yield Problem("KS208", Spot(record.file, path), {"id": claimed, "why": why})


def check_sources(record: Record) -> Iterator[Problem]:
    """Check that source ids are unique and that facts name sources that exist."""
    value: Any = record.value
    known: dict[str, int] = {}
    for index, source in enumerate(value.get("sources", ())):
        if source["id"] in known:
            spot = Spot(record.file, ("sources", index, "id"))
            first = Spot(record.file, ("sources", known[source["id"]], "id"))
            yield Problem("KS214", spot, {"id": source["id"]}, (first,))
        known.setdefault(source["id"], index)
    for field in ("events", "figures", "reported_results", "evaluations", "stages"):
        for index, item in enumerate(value.get(field, ())):
            for number, mark in enumerate(item.get("sources", ())):
                if mark not in known:
                    yield Problem("KS213", Spot(record.file, (field, index, "sources", number)), {"id": mark})


def check_unique_ids(records: Collection) -> Iterator[Problem]:
    """Check that each id, present or former, stands once among the records of a kind."""
    taken: dict[tuple[str, str], _Claim] = {}
    # What bears an id now comes first: a former id that takes it is at fault, its own record's too.
    for claim in [*_iterate_ids(records), *_iterate_former_ids(records)]:
        record, wanted, path = claim
        first = taken.setdefault((record.kind, wanted), claim)
        if first is not claim:
            related = (Spot(first[0].file, first[2]),)
            yield Problem("KS203", Spot(record.file, path), {"id": wanted}, related)


_Claim: TypeAlias = tuple[Record, str, tuple[str | int, ...]]


def _iterate_ids(records: Collection) -> Iterator[_Claim]:
    for record in records.records:
        yield record, record.id, ("id",)


def _iterate_former_ids(records: Collection) -> Iterator[_Claim]:
    for record in records.records:
        formers: Any = record.value.get("former_ids", ())
        for index, former in enumerate(formers):
            yield record, former, ("former_ids", index)


def check_registry(records: Collection) -> Iterator[Problem]:
    """Check that the register says whose it is, by records that exist."""
    registry = records.registry
    if registry is None:
        if not records.exists("registry", "registry"):
            yield Problem("KS204", Spot(REGISTRY_FILE))
        return
    named: tuple[tuple[str, RecordKind], ...] = (
        ("government", "partner"),
        ("responsible_department", "department"),
    )
    for key, kind in named:
        if key in registry and not records.exists(kind, registry[key]):
            yield _miss(records, kind, registry[key], Spot(REGISTRY_FILE, (key,)))


def check_newer_form(records: Collection) -> Iterator[Problem]:
    """Check that no newer program brought the register forward: this one may not read it rightly."""
    if (stated := _read_stated(records)) and read_version(stated) > read_version(VERSION):
        yield Problem("KS209", Spot(REGISTRY_FILE, ("program_version",)), {"version": stated})


def check_older_form(records: Collection) -> Iterator[Problem]:
    """Check that the register has the present form of records.

    One that names no version stands beside its program, or waits for its first upgrade.
    """
    if (stated := _read_stated(records)) and read_version(stated) < read_version(FORM):
        yield Problem("KS210", Spot(REGISTRY_FILE, ("program_version",)), {"version": stated})


def _read_stated(records: Collection) -> str | None:
    """Give the version of the program that the register's record names."""
    return records.registry.get("program_version") if records.registry else None


def check_references(records: Collection) -> Iterator[Problem]:
    """Check that every id a record names belongs to a record."""
    for record in records.records:
        for kind, path, target in iterate_references(record):
            if not records.exists(kind, target):
                yield _miss(records, kind, target, Spot(record.file, path))
        if record.kind == "agreement":
            yield from _check_units(records, record)


def iterate_references(record: Record) -> Iterator[tuple[RecordKind, tuple[str | int, ...], str]]:
    """Give every id that a record names: the kind of record, the path and the id."""
    value: Any = record.value
    for n, affair in enumerate(value.get("affairs", ())):
        yield "affair", ("affairs", n), affair
    if record.kind == "agreement":
        yield from _iterate_agreement_references(value)
    elif record.kind == "mapping-entry":
        yield "department", ("department",), value["department"]
        for n, target in enumerate(value.get("realised_by", ())):
            yield "agreement", ("realised_by", n), target
    elif record.kind == "department":
        for n, target in enumerate(value.get("successors", ())):
            yield "department", ("successors", n), target


def _iterate_agreement_references(value: Any) -> Iterator[tuple[RecordKind, tuple[str | int, ...], str]]:  # noqa: ANN401
    for n, party in enumerate(value["parties"]):
        yield "partner", ("parties", n, "partner"), party["partner"]
        for m, signatory in enumerate(party.get("signatories", ())):
            if "department" in signatory:
                path = ("parties", n, "signatories", m, "department")
                yield "department", path, signatory["department"]
    for n, role in enumerate(value.get("departments", ())):
        yield "department", ("departments", n, "department"), role["department"]
    for n, relation in enumerate(value.get("relations", ())):
        yield "agreement", ("relations", n, "agreement"), relation["agreement"]
    for n, evaluation in enumerate(value.get("evaluations", ())):
        yield "department", ("evaluations", n, "evaluator"), evaluation["evaluator"]
    if "replaced_by" in value.get("withdrawn", {}):
        yield "agreement", ("withdrawn", "replaced_by"), value["withdrawn"]["replaced_by"]


def _miss(records: Collection, kind: RecordKind, target: str, spot: Spot) -> Problem:
    guess = suggest(target, records.ids(kind), least=_LIKE_ID)
    return Problem("KS211", spot, {"id": target, "what": kind, "guess": guess}, fix=guess or None)


def _check_units(records: Collection, record: Record) -> Iterator[Problem]:
    value: Any = record.value
    for n, party in enumerate(value["parties"]):
        if "unit" not in party or not (partner := records.of("partner").get(party["partner"])):
            continue
        partner_value: Any = partner.value
        units = [unit["id"] for unit in partner_value.get("units", ())]
        if party["unit"] not in units:
            guess = suggest(party["unit"], units, least=_LIKE_ID)
            params = {"partner": partner.id, "id": party["unit"], "guess": guess}
            yield Problem("KS212", Spot(record.file, ("parties", n, "unit")), params, fix=guess or None)
