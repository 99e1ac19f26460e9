"""Events: the changes that have a sentence of their own, for they are something that happened.

Each is a small function of the change and the words, and gives nothing where the general sentence serves.
"""

from collections.abc import Callable, Mapping
from typing import Any, TypeAlias

from generator.dates import DateError, parse_date
from generator.differences.changes import Change
from generator.differences.words import Words
from generator.records import RecordKind
from generator.text import Text

Values: TypeAlias = tuple[Mapping[str, Any], Mapping[str, Any]]
"""The whole record before and after."""
_Teller: TypeAlias = Callable[[Change, Values, Words], str | None]

_PARTY_JOINED = Text(
    "{name} kini tercatat sebagai pihak{number}.", "{name} is now recorded as a party{number}."
)
_PARTY_LEFT = Text("{name} tidak lagi tercatat sebagai pihak.", "{name} is no longer recorded as a party.")
_WITH_NUMBER = Text(", dengan nomor naskah {number}", ", with the document number {number}")
_TAKES_PART = Text("{name} kini tercatat sebagai perangkat daerah yang terlibat.",
                   "{name} is now recorded as a department taking part.")  # fmt: skip
_LEADS_NEW = Text("{name} kini tercatat sebagai perangkat daerah penanggung jawab.",
                  "{name} is now recorded as the department in charge.")  # fmt: skip
_LEFT = Text("{name} tidak lagi tercatat sebagai perangkat daerah yang terlibat.",
             "{name} is no longer recorded as a department taking part.")  # fmt: skip
_LEADS = Text("{name} kini menjadi penanggung jawab.", "{name} is now in charge.")
_LEADS_NOT = Text("{name} tidak lagi menjadi penanggung jawab.", "{name} is no longer in charge.")
_EVALUATED = Text(
    "Evaluasi {period} ditambahkan: pelaksanaan “{state}”, rekomendasi “{recommendation}”.",
    "Evaluation of the {period} added: execution “{state}”, recommendation “{recommendation}”.",
)
_NOT_EVALUATED = Text("Evaluasi {period} dihapus.", "The evaluation of the {period} was removed.")
_WITHDRAWN = Text("Catatan ini ditarik dari register per {date}, dengan alasan: {reason}.",
                  "This record was withdrawn from the register as of {date}, because: {reason}.")  # fmt: skip
_WITHDRAWN_ON = Text(" Dasar hukumnya: {ground}.", " Its legal ground: {ground}.")
_REPLACED = Text(" Penggantinya: {other}.", " What takes its place: {other}.")
_RESTORED = Text("Penarikan catatan ini dibatalkan: perjanjian kembali dihitung.",
                 "The withdrawal of this record was undone: the agreement counts again.")  # fmt: skip
_TERMINATED = Text("Perjanjian ini dicatat diakhiri lebih awal pada {date}{ground}.",
                   "The agreement is recorded as ended early on {date}{ground}.")  # fmt: skip
_GROUND = Text(", dengan alasan: {ground}", ", because: {ground}")
_NOT_TERMINATED = Text("Catatan bahwa perjanjian ini diakhiri lebih awal dihapus.",
                       "The statement that the agreement ended early was removed.")  # fmt: skip
_RELATED = Text("Hubungan ditambahkan: perjanjian ini {verb} {other}.",
                "Relation added: this agreement {verb} {other}.")  # fmt: skip
_NOT_RELATED = Text("Hubungan dihapus: perjanjian ini tidak lagi dicatat {verb} {other}.",
                    "Relation removed: this agreement no longer {verb} {other}.")  # fmt: skip
_FORMERLY = Text("Pengenal lama “{id}” dicatat; alamat lamanya kini menuju ke sini.",
                 "The former id “{id}” is recorded; its address now leads here.")  # fmt: skip
_NOT_FORMERLY = Text("Pengenal lama “{id}” dihapus: alamat lamanya tidak lagi menuju ke sini.",
                     "The former id “{id}” was removed: its address no longer leads here.")  # fmt: skip
_RENAMED = Text("Pengenal berganti dari “{old}” menjadi “{new}”.",
                "The id changed from “{old}” to “{new}”.")  # fmt: skip
_ATTACHED = Text("Dokumen {title} dilampirkan.", "The document {title} was attached.")
_DETACHED = Text("Dokumen {title} tidak lagi dilampirkan.", "The document {title} is no longer attached.")
_WITHHELD = Text("Dinyatakan dikecualikan dari keterbukaan: {what} (dasar: {ground}).",
                 "Stated as withheld from the public: {what} (ground: {ground}).")  # fmt: skip
_OPENED = Text("Tidak lagi dikecualikan dari keterbukaan: {what}.",
               "No longer withheld from the public: {what}.")  # fmt: skip
_EXTENDED = Text("{what} berubah dari {old} menjadi {new} ({days} hari lebih lama).",
                 "{what} changed from {old} to {new} ({days} days later).")  # fmt: skip
_SHORTENED = Text("{what} berubah dari {old} menjadi {new} ({days} hari lebih awal).",
                  "{what} changed from {old} to {new} ({days} days earlier).")  # fmt: skip
_KNOWN = Text("Tidak lagi dicatat belum diketahui: {about}.", "No longer stated as not known: {about}.")
_UNKNOWN = Text("Dicatat belum diketahui: {about}.", "Stated as not known: {about}.")
_REALISED = Text("Dicatat terwujud oleh {other}.", "Recorded as realised by {other}.")
_NOT_REALISED = Text(
    "Tidak lagi dicatat terwujud oleh {other}.", "No longer recorded as realised by {other}."
)

_VERBS = {
    "implements": Text("melaksanakan", "implements"),
    "extends": Text("memperpanjang", "extends"),
    "renews": Text("memperbarui", "renews"),
    "amends": Text("mengubah", "amends"),
    "replaces": Text("menggantikan", "replaces"),
    "follows": Text("menindaklanjuti", "follows"),
}


def _label(change: Change, words: Words, item: Mapping[str, Any], *path: str) -> str:
    part, value = change.part, item
    for key in path:
        part, value = part.get("properties", {}).get(key, {}), value.get(key, "")
    return words.value(path[-1], part, value)


def _tell_party(change: Change, _: Values, words: Words) -> str | None:
    if change.kind == "added":
        number = change.new.get("number")
        told = words.say(_WITH_NUMBER, number=words.quote(number)) if number else ""
        return words.say(_PARTY_JOINED, name=words.refer("partner", change.new["partner"]), number=told)
    return words.say(_PARTY_LEFT, name=words.refer("partner", change.old["partner"]))


def _tell_department(change: Change, _: Values, words: Words) -> str | None:
    if change.kind == "added":
        text = _LEADS_NEW if change.new.get("lead") else _TAKES_PART
        return words.say(text, name=words.refer("department", change.new["department"]))
    return words.say(_LEFT, name=words.refer("department", change.old["department"]))


def _tell_lead(change: Change, _: Values, words: Words) -> str | None:
    name = words.refer("department", change.way[-2].item["department"])
    return words.say(_LEADS if change.kind == "added" else _LEADS_NOT, name=name)


def _tell_evaluation(change: Change, _: Values, words: Words) -> str | None:
    if change.kind == "removed":
        return words.say(_NOT_EVALUATED, period=words.period(change.old["period"]))
    return words.say(
        _EVALUATED,
        period=words.period(change.new["period"]),
        state=_label(change, words, change.new, "state"),
        recommendation=_label(change, words, change.new, "recommendation"),
    )


def _tell_withdrawal(change: Change, _: Values, words: Words) -> str | None:
    if change.kind == "removed":
        return words.say(_RESTORED)
    value = change.new
    told = words.say(_WITHDRAWN, date=words.date(value["date"]), reason=words.quote(value["reason"]))
    if "ground" in value:
        told += words.say(_WITHDRAWN_ON, ground=words.quote(value["ground"]))
    other = value.get("replaced_by")
    return told + words.say(_REPLACED, other=words.refer("agreement", other)) if other else told


def _tell_termination(change: Change, _: Values, words: Words) -> str | None:
    if change.kind == "removed":
        return words.say(_NOT_TERMINATED)
    ground = words.say(_GROUND, ground=_label(change, words, change.new, "ground")) \
        if "ground" in change.new else ""  # fmt: skip
    return words.say(_TERMINATED, date=words.date(change.new["date"]), ground=ground)


def _tell_relation(change: Change, _: Values, words: Words) -> str | None:
    item = change.new if change.kind == "added" else change.old
    verb = words.say(_VERBS[item["type"]]) if item["type"] in _VERBS else item["type"]
    other = words.refer("agreement", item["agreement"])
    return words.say(_RELATED if change.kind == "added" else _NOT_RELATED, verb=verb, other=other)


def _tell_former(change: Change, values: Values, words: Words) -> str | None:
    old, new = (value.get("id", "") for value in values)
    if change.kind == "removed":
        return words.say(_NOT_FORMERLY, id=change.old)
    told = words.say(_FORMERLY, id=change.new)
    return f"{words.say(_RENAMED, old=old, new=new)} {told}" if change.new == old != new else told


def _tell_attachment(change: Change, _: Values, words: Words) -> str | None:
    if change.kind == "added":
        return words.say(_ATTACHED, title=words.quote(change.new["title"]))
    return words.say(_DETACHED, title=words.quote(change.old["title"]))


def _tell_withheld(change: Change, _: Values, words: Words) -> str | None:
    if change.kind == "removed":
        return words.say(_OPENED, what=words.quote(change.old["what"]))
    return words.say(
        _WITHHELD, what=words.quote(change.new["what"]), ground=words.quote(change.new["ground"])
    )


def _tell_unknown(change: Change, _: Values, words: Words) -> str | None:
    item = change.new if change.kind == "added" else change.old
    about = _label(change, words, item, "about")
    told = f"{about} ({words.quote(item['note'])})" if "note" in item else about
    return words.say(_UNKNOWN if change.kind == "added" else _KNOWN, about=told)


def _tell_realised(change: Change, _: Values, words: Words) -> str | None:
    item = change.new if change.kind == "added" else change.old
    return words.say(
        _REALISED if change.kind == "added" else _NOT_REALISED, other=words.refer("agreement", item)
    )


def _tell_end(change: Change, _: Values, words: Words) -> str | None:
    """Tell by how much the end moved, where both are one certain day."""
    try:
        old, new = parse_date(change.old), parse_date(change.new)
    except DateError:
        return None
    days = (new.earliest - old.earliest).days
    if not (old.is_exact and new.is_exact and days):
        return None
    return words.say(
        _EXTENDED if days > 0 else _SHORTENED,
        what=words.title(change.way[-1].key, change.part),
        old=words.date(change.old),
        new=words.date(change.new),
        days=words.number(abs(days)),
    )


_ITEMS: dict[str, _Teller] = {
    "parties": _tell_party,
    "departments": _tell_department,
    "evaluations": _tell_evaluation,
    "relations": _tell_relation,
    "attachments": _tell_attachment,
    "withheld": _tell_withheld,
    "unknown": _tell_unknown,
    "realised_by": _tell_realised,
    "former_ids": _tell_former,
}
"""Lists whose items come and go by sentences of their own."""
_GROUPS: dict[str, _Teller] = {"withdrawn": _tell_withdrawal, "termination": _tell_termination}
_FIELDS: dict[str, _Teller] = {"term.end": _tell_end}


def tell_event(change: Change, kind: RecordKind, values: Values, words: Words) -> str | None:
    """Tell a change as what happened; None where the general sentence says as much."""
    try:
        return _tell_event(change, kind, values, words)
    except (KeyError, TypeError):
        # A record that met another schema may lack what the sentence speaks of.
        return None


def _tell_event(change: Change, kind: RecordKind, values: Values, words: Words) -> str | None:
    path, last = change.path, change.way[-1]
    if kind not in ("agreement", "mapping-entry", "partner"):
        return None
    if path == "departments.lead" and change.kind in ("added", "removed"):
        return _tell_lead(change, values, words)
    if path in _ITEMS and change.kind in ("added", "removed") and last.item is not None:
        return _ITEMS[path](change, values, words)
    if path in _GROUPS and change.kind in ("added", "removed"):
        return _GROUPS[path](change, values, words)
    if path in _FIELDS and change.kind == "changed" and last.item is None:
        return _FIELDS[path](change, values, words)
    return None
