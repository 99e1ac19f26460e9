"""Documents, numbers, figures and published totals (KS6xx)."""

from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any

from generator.check.collection import Collection
from generator.check.finding import Problem, Spot
from generator.check.rule import Rule
from generator.check.rules.laws import PP_28_2018, UU_24_2009
from generator.dates import parse_date
from generator.records import Record
from generator.text import Text

RULES = (
    Rule("KS601", "document-kind-unusual", "advice",
         Text('Naskah "{kind}" tidak lazim untuk {type}.', 'The document "{kind}" is unusual for {type}.'),
         Text('Istilah menurut peraturan: {known}. Bila naskah memang bernama lain, catat pada '
              '"as_stated".',
              'Terms by regulation: {known}. Where the document has another name, put it in '
              '"as_stated".'),
         "PP 28/2018 pasal 6, 19, 46; Permendagri 25/2020", PP_28_2018),
    Rule("KS602", "number-twice", "warning",
         Text('Nomor "{number}" sudah dipakai pihak yang sama pada perjanjian lain.',
              'The number "{number}" was used by the same party for another agreement.'),
         Text("Periksa nomor pada kedua naskah.", "Check the number on both documents.")),
    Rule("KS603", "indonesian-missing", "advice",
         Text("Bahasa Indonesia tidak ada di antara bahasa naskah.",
              "Indonesian is not among the document's languages."),
         Text('Periksa naskahnya; bila berbahasa Indonesia juga, tambahkan "id". UU 24/2009 pasal 31 '
              "mewajibkannya.",
              'Check the document; where it is in Indonesian too, add "id". UU 24/2009 art. 31 demands it.'),
         "UU 24/2009 pasal 31", UU_24_2009),
    Rule("KS604", "figure-without-number", "error",
         Text("Angka lingkup ini belum ada nilainya.", "This scope figure holds no number."),
         Text('Isi "value", atau "minimum" dan "maximum".', 'Give "value", or "minimum" and "maximum".')),
    Rule("KS605", "number-and-without", "error",
         Text("Pihak ini bernomor, tetapi juga ditandai tanpa nomor.",
              "This party has a number and yet none."),
         Text('Hapus "number" atau "without_number".', 'Delete "number" or "without_number".')),
    Rule("KS606", "figure-backwards", "error",
         Text("Angka terkecil ({minimum}) lebih besar daripada angka terbesar ({maximum}).",
              "The minimum ({minimum}) is above the maximum ({maximum})."),
         Text("Tukar keduanya, atau periksa angkanya.", "Swap them, or check the figures.")),
    Rule("KS611", "total-below-register", "advice",
         Text("Angka resmi {type} tahun {year} ({official}) lebih kecil daripada yang tercatat ({recorded}).",
              "The official total of {type} in {year} ({official}) is below what is recorded ({recorded})."),
         Text("Periksa angka dan jenis perjanjiannya.", "Check the figure and the agreements' types.")),
    Rule("KS612", "total-twice", "error",
         Text("Angka {type} untuk tahun yang sama ditulis dua kali.",
              "The figure of {type} for the same year is written twice."),
         Text("Hapus salah satu. Angka yang bertentangan ditulis pada catatan tersendiri dengan sumbernya.",
              "Delete one. Figures that contradict each other have a record each, with their source.")),
    Rule("KS613", "total-without-year", "error",
         Text("Angka ini dibandingkan dengan register, tetapi tahunnya tidak disebut.",
              "This total is compared with the register, but its year is not given."),
         Text('Isi "year" pada catatan ini atau pada setiap angkanya, atau hapus "compared_with".',
              'Give "year" for the record or for each figure, or delete "compared_with".')),
    Rule("KS614", "total-of-elsewhere", "error",
         Text("Angka dari tempat lain tidak dapat dibandingkan dengan register ini.",
              "A total of another place can't be compared with this register."),
         Text('Hapus "compared_with", atau betulkan "scope".', 'Delete "compared_with", or mend "scope".')),
)  # fmt: skip

PRESS_NAMES = ("nota-kesepahaman", "komitmen", "perjanjian-hibah", "beberapa-naskah", "tidak-diketahui")
"""What only press pages call a document: no record is at fault for it."""
_DOMESTIC = ("kesepakatan-bersama", "perjanjian-kerja-sama", "addendum")
_FOREIGN = ("letter-of-intent", "rencana-kerja-sama", "memorandum-of-understanding", "addendum")
DOCUMENT_KINDS: dict[str, tuple[str, ...]] = {
    "ksdd": _DOMESTIC,
    "ksdpk": _DOMESTIC,
    "sinergi": ("nota-kesepakatan", "rencana-kerja", "addendum"),
    "ksdpl": _FOREIGN,
    "ksdll": _FOREIGN,
}
"""The documents that the law names for each type."""


def check_document(record: Record) -> Iterator[Problem]:
    """Check the kind and languages of the document, the numbers of its parties and its figures."""
    value: Any = record.value
    document, kinds = value["document"], DOCUMENT_KINDS[value["type"]]
    # What only a press page names is not the record's fault; the law's terms are for documents seen.
    if document["kind"] not in (*kinds, *PRESS_NAMES) and "as_stated" not in document:
        params = {"kind": document["kind"], "type": value["type"].upper(), "known": ", ".join(kinds)}
        yield Problem("KS601", Spot(record.file, ("document", "kind")), params)
    if "languages" in document and "id" not in document["languages"]:
        yield Problem("KS603", Spot(record.file, ("document", "languages")))
    for index, figure in enumerate(value.get("figures", ())):
        if "value" not in figure and not ("minimum" in figure and "maximum" in figure):
            yield Problem("KS604", Spot(record.file, ("figures", index)))
        if "minimum" in figure and "maximum" in figure and figure["minimum"] > figure["maximum"]:
            params = {"minimum": str(figure["minimum"]), "maximum": str(figure["maximum"])}
            spot = Spot(record.file, ("figures", index, "minimum"))
            yield Problem("KS606", spot, params, (Spot(record.file, ("figures", index, "maximum")),))
    for index, party in enumerate(value["parties"]):
        if "number" in party and "without_number" in party:
            yield Problem("KS605", Spot(record.file, ("parties", index, "number")))


def number_key(party: Mapping[str, str]) -> str:
    """Give what makes two numbers of a party one, however they are spaced and capitalised."""
    return f"{party['partner']} {' '.join(party['number'].split()).casefold()}"


def check_numbers(records: Collection) -> Iterator[Problem]:
    """Check that a party gives each number once."""
    taken: dict[str, tuple[str, int]] = {}
    for record in records.of("agreement").values():
        value: Any = record.value
        for index, party in enumerate(value["parties"]):
            if "number" not in party:
                continue
            key = number_key(party)
            file, first = taken.setdefault(key, (record.file, index))
            if file != record.file:
                spot = Spot(record.file, ("parties", index, "number"))
                other = Spot(file, ("parties", first, "number"))
                yield Problem("KS602", spot, {"number": party["number"]}, (other,))


def check_total(record: Record) -> Iterator[Problem]:
    """Check that a published total says each figure once, and what it is compared with can be counted."""
    value: Any = record.value
    seen: dict[tuple[str, int | None], int] = {}
    for index, figure in enumerate(value["figures"]):
        if "type" in figure:
            first_index = seen.setdefault((figure["type"], figure.get("year", value.get("year"))), index)
            if first_index != index:
                first = Spot(record.file, ("figures", first_index, "type"))
                spot = Spot(record.file, ("figures", index, "type"))
                yield Problem("KS612", spot, {"type": figure["type"].upper()}, (first,))
    if "compared_with" in value:
        spot = Spot(record.file, ("compared_with",))
        if "year" not in value and not all("year" in figure for figure in value["figures"]):
            yield Problem("KS613", spot)
        if value["scope"] != "own-government":
            yield Problem("KS614", spot, {}, (Spot(record.file, ("scope",)),))


def check_totals(records: Collection) -> Iterator[Problem]:
    """Check that no published total is below what the register holds."""
    recorded: Counter[tuple[str, int | None]] = Counter()
    for record in records.of("agreement").values():
        value: Any = record.value
        signed = value.get("signing", {}).get("date")
        if signed and "withdrawn" not in value:
            recorded[value["type"], parse_date(signed).year] += 1
    for record in records.of("official-total").values():
        total: Any = record.value
        if total.get("compared_with") != "agreements-signed":
            continue
        for index, figure in enumerate(total["figures"]):
            if figure.get("comparison") == "more-than":
                # What is above such a figure agrees with it.
                continue
            year = figure.get("year", total.get("year"))
            # Agreements of no known year are not what a figure without one counts.
            count = recorded[figure.get("type", ""), year] if year else 0
            if count > figure["value"]:
                params = {"type": figure["type"].upper(), "year": str(year)}
                params |= {"official": str(figure["value"]), "recorded": str(count)}
                yield Problem("KS611", Spot(record.file, ("figures", index, "value")), params)
