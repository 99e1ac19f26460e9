"""What a gathering says in words of its own, in both languages, at a terminal as on its site."""

from typing import Any

from generator.dates import Date
from generator.federation import addresses
from generator.federation.disagreements import Field, Verdict
from generator.federation.gathered import Freshness, Member
from generator.federation.matching import Confidence, DayTie, Evidence, NumberTie
from generator.locale import Locale
from generator.text import Text
from generator.words.titles import STATUS_NAMES

FIELD_NAMES: dict[Field, Text] = {
    "type": Text("jenis kerja sama", "cooperation type"),
    "document": Text("jenis naskah", "kind of document"),
    "title": Text("judul", "title"),
    "signed": Text("tanggal penandatanganan", "signing date"),
    "start": Text("tanggal mulai", "start date"),
    "end": Text("tanggal berakhir", "end date"),
    "termination": Text("tanggal diakhiri", "date it was ended"),
    "status": Text("keadaan", "status"),
    "value": Text("nilai seluruhnya", "total value"),
    "first-number": Text("nomor pihak pertama", "the first party's number"),
    "second-number": Text("nomor pihak kedua", "the second party's number"),
}
VERDICT_NAMES: dict[Verdict, Text] = {
    "same": Text("sama", "the same"),
    "finer": Text("sejalan, ditulis lain", "compatible, written otherwise"),
    "differs": Text("berbeda", "differs"),
    "only-first": Text("hanya disebut pihak pertama", "only the first says it"),
    "only-second": Text("hanya disebut pihak kedua", "only the second says it"),
}
CONFIDENCE_NAMES: dict[Confidence, Text] = {
    "certain": Text("pasti", "certain"),
    "strong": Text("kuat", "strong"),
    "likely": Text("cukup kuat", "likely"),
    "weak": Text("lemah", "weak"),
}
FRESHNESS_NAMES: dict[Freshness, Text] = {
    "fresh": Text("baru diambil", "freshly taken"),
    "kept": Text("salinan terakhir yang baik", "last good copy"),
    "missing": Text("tidak ada", "missing"),
}
_NUMBERS: dict[NumberTie, Text] = {
    "same": Text("nomor naskahnya sama", "the document number is the same"),
    "unknown": Text("nomor naskah tidak dapat dibandingkan", "the document numbers can't be compared"),
    "other": Text("nomor naskahnya berbeda", "the document numbers differ"),
}
_DAYS: dict[DayTie, Text] = {
    "same": Text("tanggal penandatanganan sama", "the signing date is the same"),
    "compatible": Text("tanggal penandatanganan sejalan", "the signing dates are compatible"),
    "unknown": Text(
        "tanggal penandatanganan tidak dapat dibandingkan", "the signing dates can't be compared"
    ),
    "near": Text("tanggal penandatanganan berdekatan", "the signing dates are close to each other"),
    "apart": Text("tanggal penandatanganan berjauhan", "the signing dates are far apart"),
}
_KIND = (
    Text("jenis naskahnya berbeda", "the kinds of document differ"),
    Text("jenis naskahnya sama", "the kind of document is the same"),
)
_WORDS = Text("{words}% kata judulnya sama", "{words}% of the titles' words are the same")
_PARTIES = Text("para pihaknya sama", "the parties are the same")


def list_reasons(evidence: Evidence) -> tuple[Text, ...]:
    """Give why two records are taken for one agreement's, or why that is not sure."""
    words = str(evidence.words)
    return (
        _PARTIES,
        _NUMBERS[evidence.number],
        _DAYS[evidence.day],
        _KIND[evidence.is_same_kind],
        Text(_WORDS.id.format(words=words), _WORDS.en.format(words=words)),
    )


def name_field(field: Field, first: str, second: str) -> Text:
    """Give the name of a field; of numbers whose they are."""
    if field == "first-number":
        return Text(f"nomor {first}", f"{first}'s number")
    if field == "second-number":
        return Text(f"nomor {second}", f"{second}'s number")
    return FIELD_NAMES[field]


_LABELS: dict[Field, str] = {"type": "cooperation_type", "document": "document_kind"}
"""The parts of the schemas that say what a field's codes are called."""


def say_value(field: Field, value: Any, locale: Locale) -> str:  # noqa: ANN401  what a side says
    """Give what a side says of a thing in words; that it says nothing, too."""
    if value is None:
        return locale.say("not stated")
    if isinstance(value, Date):
        return locale.date(value)
    if field == "status":
        return locale.say(STATUS_NAMES[value])
    if field == "value":
        return locale.money(value)
    return locale.label(_LABELS[field], value) if field in _LABELS else str(value)


CROWDED = Text(
    "{first} – {second}: {count} catatan tidak dibandingkan satu per satu karena terlalu banyak yang serupa; "
    "mana pasangannya belum jelas.",
    "{first} – {second}: {count} records were not compared one by one because too many are alike; which "
    "belong together is not clear.",
)
ELSEWHERE = Text(
    "Kode wilayahnya {code}, di luar wilayah penghimpun ({own}).",
    "Its region code is {code}, outside of the gatherer's area ({own}).",
)
TALLY_NAMES: dict[str, Text] = {
    "all": Text("Perjanjian", "Agreements"),
    "in-force": Text("Berlaku", "In force"),
    "ending-soon": Text("Segera berakhir", "Ending soon"),
    "ended": Text("Berakhir", "Ended"),
    "unknown": Text("Keberlakuan tidak diketahui", "Validity not known"),
    "evaluated": Text("Sudah dievaluasi", "Evaluated"),
    "overdue": Text("Terlambat dievaluasi", "Evaluation overdue"),
    "without-number": Text("Tanpa nomor", "Without a number"),
    "without-end": Text("Tanpa tanggal berakhir", "Without an end date"),
    "without-signing": Text("Tanpa tanggal penandatanganan", "Without a signing date"),
    "without-document": Text("Tanpa naskah", "Without the document"),
    "ksdd": Text("KSDD", "KSDD"),
    "ksdpk": Text("KSDPK", "KSDPK"),
    "ksdpl": Text("KSDPL", "KSDPL"),
    "ksdll": Text("KSDLL", "KSDLL"),
    "sinergi": Text("Sinergi", "Sinergi"),
    "confirmed": Text("Dicatat dua pihak, sejalan", "Recorded by both, in accord"),
    "differing": Text("Dicatat dua pihak, berbeda", "Recorded by both, differing"),
    "possible": Text("Mungkin dicatat dua pihak", "Perhaps recorded by both"),
    "one-sided": Text("Hanya dicatat pihak ini", "Recorded by this side only"),
    "outside": Text("Dengan yang tidak dihimpun", "With others, not gathered"),
}
GROUP_NAMES: dict[str, Text] = {
    "validity": Text("Keberlakuan", "Validity"),
    "evaluation": Text("Evaluasi", "Evaluation"),
    "between": Text("Dengan pemerintah daerah lain", "With other governments"),
    "types": Text("Jenis kerja sama", "Cooperation types"),
    "completeness": Text("Yang belum tercatat", "What is not recorded yet"),
}
STANDING_NAMES: dict[str, Text] = {
    "official": Text("register resmi", "official register"),
    "preparing": Text("sedang disiapkan, belum resmi", "being prepared, not official yet"),
    "compiled": Text("himpunan, bukan register resmi", "compiled, not the official register"),
    "sample": Text("contoh", "sample"),
}
KIND_NAMES: dict[str, Text] = {
    "folder": Text("folder", "folder"),
    "git": Text("repositori git", "git repository"),
    "site": Text("situs yang terbit", "published site"),
}
_COPY = Text("salinan {day}, umurnya {age} hari", "copy of {day}, {age} days old")


def tell_standing(member: Member, locale: Locale) -> str:
    """Give a register's standing and how old an old copy is: what stands beside its name everywhere."""
    standing = locale.pick(STANDING_NAMES[member.registry["standing"]])
    if member.freshness != "kept":
        return standing
    day, age = locale.day(member.fetched), locale.number(member.age)
    return f"{standing} · {_COPY.render(locale.language, day=day, age=age)}"


PAGE_TITLES: dict[str, tuple[Text, Text]] = {
    addresses.HOME: (
        Text("Beranda", "Home"),
        Text("Register kerja sama pemerintah daerah, berdampingan.",
             "The governments' cooperation registers, side by side."),
    ),
    addresses.AGREEMENTS: (
        Text("Semua perjanjian", "All agreements"),
        Text("Perjanjian dari semua register yang dihimpun, yang terbaru lebih dahulu.",
             "The agreements of all gathered registers, the newest first."),
    ),
    addresses.GOVERNMENTS: (
        Text("Pemerintah daerah berdampingan", "Governments side by side"),
        Text("Setiap register dalam angka; setiap angka menuju daftarnya.",
             "Every register in numbers; each number leads to its list."),
    ),
    addresses.TWO_SIDED: (
        Text("Perjanjian yang dicatat dua pihak", "Agreements recorded by both sides"),
        Text("Apa yang dikatakan dua register tentang perjanjian yang sama, dan di mana keduanya berbeda.",
             "What two registers say of the same agreement, and where they differ."),
    ),
    addresses.NETWORK: (
        Text("Siapa bekerja sama dengan siapa", "Who cooperates with whom"),
        Text("Kerja sama antara pemerintah daerah yang registernya dihimpun, dan dengan yang tidak.",
             "Cooperation among the governments whose registers are gathered, and with others."),
    ),
    addresses.SOURCES: (
        Text("Sumber", "Sources"),
        Text("Dari mana setiap register diambil, kapan, dan dengan lisensi apa.",
             "Where each register is taken from, when, and under which licence."),
    ),
    addresses.DATA: (
        Text("Data terbuka", "Open data"),
        Text("Semua isi situs ini sebagai berkas, dengan asal setiap barisnya.",
             "All that this site says as files, with where each row comes from."),
    ),
}  # fmt: skip
