"""Second looks: changes that may be right and are worth asking about, each found by a small function.

What becomes known is no reason to ask; what was public and is another now, or is gone, may be one.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from typing import Any, Literal, TypeAlias

from generator.dates import Date
from generator.differences.changes import Change, iterate_changes
from generator.differences.records import RecordChange
from generator.differences.words import Namer
from generator.records import RecordKind
from generator.status import compute_end, read_date
from generator.text import Text

LookKind: TypeAlias = Literal[
    "record-removed",
    "record-withdrawn",
    "partner-merged",
    "partner-exchanged",
    "type-changed",
    "end-earlier",
    "number-removed",
    "number-changed",
    "lead-changed",
    "signing-changed",
    "evaluation-removed",
    "source-removed",
    "total-changed",
    "value-leapt",
    "privacy-exempted",
]

_TENFOLD = 10


@dataclass(frozen=True, slots=True)
class SecondLook:
    """Something worth asking about: what, of which record, and the question."""

    look: LookKind
    kind: RecordKind
    id: str
    file: str
    text: Text


@dataclass(frozen=True, slots=True)
class _Case:
    """A record that is there before and after, with its changes."""

    kind: RecordKind
    old: Mapping[str, Any]
    new: Mapping[str, Any]
    changes: tuple[Change, ...]
    namer: Namer

    def of(self, path: str, *kinds: str) -> Iterator[Change]:
        """Give the changes at a path, of some kinds."""
        return (change for change in self.changes if change.path == path and change.kind in kinds)


_Finder: TypeAlias = Callable[[_Case], Iterable[Text]]

_REMOVED = Text("Catatan dihapus; alamat halamannya tidak akan dapat dibuka lagi.",
                "The record was deleted; the address of its page will no longer open.")  # fmt: skip
_WITHDRAWN = Text("Catatan ditarik dari register dan tidak lagi dihitung. Apakah alasannya tepat?",
                  "The record is withdrawn and counts no longer. Is the reason right?")  # fmt: skip
_MERGED = Text("Mitra ini digabung ke “{other}”. Apakah keduanya benar lembaga yang sama?",
               "This partner was merged into “{other}”. Are they really the same body?")  # fmt: skip
_EXCHANGED = Text("Pihak “{old}” diganti dengan “{new}”. Apakah memang mitra yang lain?",
                  "The party “{old}” was exchanged for “{new}”. Is it really another partner?")  # fmt: skip
_TYPE = Text("Jenis kerja sama berganti dari {old} menjadi {new}.",
             "The type of cooperation changed from {old} to {new}.")  # fmt: skip
_END = Text("Tanggal berakhir dimajukan. Apakah perjanjiannya memang berakhir lebih awal?",
            "The last day was moved back in time. Does the agreement really end earlier?")  # fmt: skip
_NO_NUMBER = Text("Nomor naskah {party} (“{number}”) dihapus.",
                  "The document number of {party} (“{number}”) was removed.")  # fmt: skip
_OTHER_NUMBER = Text("Nomor naskah {party} berganti dari “{old}” menjadi “{new}”.",
                     "The document number of {party} changed from “{old}” to “{new}”.")  # fmt: skip
_LEAD = Text("Perangkat daerah penanggung jawab berganti dari {old} menjadi {new}.",
             "The department in charge changed from {old} to {new}.")  # fmt: skip
_NOBODY = Text("tidak ada", "none")
_SIGNING = Text("Tanggal penandatanganan berubah, padahal perjanjian ini sudah dievaluasi.",
                "The signing date changed although the agreement has been evaluated.")  # fmt: skip
_EVALUATION = Text("Evaluasi semester {half} tahun {year} dihapus.",
                   "The evaluation of half-year {half} of {year} was removed.")  # fmt: skip
_SOURCE = Text("Sumber “{title}” dihapus. Apakah yang dinyatakannya masih bersumber?",
               "The source “{title}” was removed. Does what it says still have a source?")  # fmt: skip
_TOTAL = Text("Angka resmi yang diumumkan berubah. Cocokkan dengan sumbernya.",
              "A published figure changed. Compare it with its source.")  # fmt: skip
_LEAP = Text("Nilai perjanjian berubah sepuluh kali lipat atau lebih. Apakah jumlah nolnya benar?",
             "The value changed tenfold or more. Is the number of noughts right?")  # fmt: skip
# The value itself stays unsaid: it may be personal data after all, and this is read by everybody.
_EXEMPTED = Text("Sebuah nilai dikecualikan dari pencarian data pribadi. Apakah benar bukan data pribadi?",
                 "A value is now exempt from the search for personal data. Is it really none?")  # fmt: skip


def find_second_looks(changes: Iterable[RecordChange], schema_of: Callable[[RecordChange], Any],
                      namer: Namer) -> list[SecondLook]:  # fmt: skip
    """Give what of some changes is worth a second look, in the order of the changes."""
    looks: list[SecondLook] = []
    for change in changes:
        record = change.record
        if change.what == "removed":
            found: list[tuple[LookKind, Text]] = [("record-removed", _REMOVED)]
        elif change.what == "merged" and change.kind == "partner" and change.old and change.new:
            other = str(change.new.value["name"])
            found = [("partner-merged", _fill(_MERGED, other=other))]
            record = change.old
        elif change.old and change.new and change.what != "merged":
            old, new = change.before, change.new.value
            told = tuple(iterate_changes(old, new, schema_of(change)))
            case = _Case(change.kind, old, new, told, namer)
            found = []
            for look, find in _FINDERS.items():
                # A record that met another schema may lack what is asked about.
                with suppress(KeyError, TypeError):
                    found += [(look, text) for text in find(case)]
        else:
            found = []
        looks += [SecondLook(look, change.kind, record.id, record.file, text) for look, text in found]
    return looks


def _fill(text: Text, **params: str | Text) -> Text:
    """Give a text with its parameters filled in, in both languages."""
    sides = {
        language: {key: value.render(language) if isinstance(value, Text) else value
                   for key, value in params.items()}
        for language in ("id", "en")
    }  # fmt: skip
    return Text(text.render("id", **sides["id"]), text.render("en", **sides["en"]))


def _find_withdrawn(case: _Case) -> Iterator[Text]:
    if "withdrawn" in case.new and "withdrawn" not in case.old:
        yield _WITHDRAWN


def _find_exchanged(case: _Case) -> Iterator[Text]:
    left = [change.old["partner"] for change in case.of("parties", "removed")]
    joined = [change.new["partner"] for change in case.of("parties", "added")]
    for old, new in zip(left, joined, strict=False):
        yield _fill(_EXCHANGED, old=case.namer("partner", old), new=case.namer("partner", new))


def _find_type(case: _Case) -> Iterator[Text]:
    if case.kind == "agreement" and case.old["type"] != case.new["type"]:
        yield _fill(_TYPE, old=case.old["type"].upper(), new=case.new["type"].upper())


def _find_end(case: _Case) -> Iterator[Text]:
    """Ask where every day the end can be lies before; a date that was only made surer is no earlier one."""
    if case.kind != "agreement":
        return
    old, new = _read_end(case.old), _read_end(case.new)
    if old and new and (new.is_certainly_before(old) or new.latest < old.earliest):
        yield _END


def _read_end(value: Mapping[str, Any]) -> Date | None:
    return compute_end(value)[0]


def _find_lost_numbers(case: _Case) -> Iterator[Text]:
    for change in case.of("parties.number", "removed"):
        yield _fill(_NO_NUMBER, party=_name_party(case, change), number=change.old)


def _find_other_numbers(case: _Case) -> Iterator[Text]:
    for change in case.of("parties.number", "changed"):
        yield _fill(_OTHER_NUMBER, party=_name_party(case, change), old=change.old, new=change.new)


def _name_party(case: _Case, change: Change) -> str:
    return case.namer("partner", change.way[-2].item["partner"])


def _find_lead(case: _Case) -> Iterator[Text]:
    old, new = _read_lead(case.old), _read_lead(case.new)
    if case.kind == "agreement" and old and old != new:
        name = case.namer("department", new) if new else _NOBODY
        yield _fill(_LEAD, old=case.namer("department", old), new=name)


def _read_lead(value: Mapping[str, Any]) -> str:
    return next((role["department"] for role in value.get("departments", ()) if role.get("lead")), "")


def _find_signing(case: _Case) -> Iterator[Text]:
    if case.kind != "agreement" or not case.old.get("evaluations"):
        return
    old, new = read_date(case.old, "signing", "date"), read_date(case.new, "signing", "date")
    if old and old != new:
        yield _SIGNING


def _find_evaluations(case: _Case) -> Iterator[Text]:
    for change in case.of("evaluations", "removed"):
        period = change.old["period"]
        yield _fill(_EVALUATION, half="I" * period["semester"], year=str(period["year"]))


def _find_sources(case: _Case) -> Iterator[Text]:
    kept = {source.get("url") for source in case.new.get("sources", ())}
    for change in case.of("sources", "removed"):
        # One that only got another number is still there.
        if change.old.get("url") not in kept or change.old.get("url") is None:
            yield _fill(_SOURCE, title=str(change.old.get("title", change.old.get("url", ""))))


def _find_totals(case: _Case) -> Iterator[Text]:
    if case.kind == "official-total" and _read_figures(case.old) != _read_figures(case.new):
        yield _TOTAL


def _read_figures(value: Mapping[str, Any]) -> Any:  # noqa: ANN401  a part of a value
    return [
        (figure.get("type"), figure.get("label"), figure.get("year"), figure["value"])
        for figure in value["figures"]
    ], value.get("total")


def _find_leap(case: _Case) -> Iterator[Text]:
    old, new = (value.get("value", {}).get("total", {}).get("amount") for value in (case.old, case.new))
    if case.kind == "agreement" and old and new and max(old, new) >= _TENFOLD * min(old, new):
        yield _LEAP


def _find_exempted(case: _Case) -> Iterator[Text]:
    old, new = ([item["value"] for item in value.get("allowed_values", ())] for value in (case.old, case.new))
    if case.kind == "registry" and set(new) - set(old):
        yield _EXEMPTED


_FINDERS: dict[LookKind, _Finder] = {
    "record-withdrawn": _find_withdrawn,
    "partner-exchanged": _find_exchanged,
    "type-changed": _find_type,
    "end-earlier": _find_end,
    "number-removed": _find_lost_numbers,
    "number-changed": _find_other_numbers,
    "lead-changed": _find_lead,
    "signing-changed": _find_signing,
    "evaluation-removed": _find_evaluations,
    "source-removed": _find_sources,
    "total-changed": _find_totals,
    "value-leapt": _find_leap,
    "privacy-exempted": _find_exempted,
}
