"""Purges: what the register announces to have removed from its history, so that others can do the same.

An announcement says when, on which ground and of which records, never what: whoever holds an older copy of
such a record is to delete it.
"""

from collections import Counter
from typing import Any

from generator.dates import parse_date
from generator.records import RecordKind
from generator.story.chapter import Announcement
from generator.text import Text

_TOLD = Text(
    "Sebagian isi lama dihapus dari riwayat register (dasar hukum: {ground}).{note} {request}",
    "Some of what the register once said was removed from its history (legal ground: {ground}).{note} "
    "{request}",
)
_OF_RECORDS = Text(
    "Siapa pun yang menyimpan salinan lama catatan berikut diminta menghapusnya dan mengambil yang sekarang: "
    "{records}.",
    "Whoever keeps older copies of these records is asked to delete them and to take the present ones: "
    "{records}.",
)
_OF_NONE = Text(
    "Siapa pun yang menyimpan salinan riwayat register diminta menghapusnya dan mengambil yang sekarang.",
    "Whoever keeps a copy of the register's history is asked to delete it and to take the present one.",
)
_MORE = Text("dan {count} lagi", "and {count} more")
_MOST_NAMED = 20
_KINDS: dict[RecordKind, Text] = {
    "agreement": Text("perjanjian", "agreement"),
    "partner": Text("mitra", "partner"),
    "department": Text("perangkat daerah", "department"),
    "affair": Text("urusan", "government affair"),
    "mapping-entry": Text("pemetaan", "mapped need"),
    "official-total": Text("angka resmi", "official total"),
    "registry": Text("keterangan register", "the register's own record"),
}


def list_announcements(registry: Any) -> tuple[Announcement, ...]:  # noqa: ANN401  a record's value
    """Give what the register's own record announces to have been purged, the newest first."""
    found: list[Announcement] = []
    # Of several on one day each has a number of its own, which later ones leave as it is.
    numbers: Counter[str] = Counter()
    for item in registry.get("purges", ()):
        numbers[item["date"]] += 1
        records = tuple((one["kind"], one["id"]) for one in item.get("records", ()))
        found.append(
            Announcement(
                f"penghapusan-{item['date']}-{numbers[item['date']]}",
                parse_date(item["date"]).earliest,
                Text(*(_tell(item, records, language) for language in ("id", "en"))),
                item["ground"],
                records,
            )
        )
    found.sort(key=lambda one: one.day)
    return tuple(reversed(found))


def _tell(item: Any, records: tuple[tuple[RecordKind, str], ...], language: Any) -> str:  # noqa: ANN401
    words = [f"{_KINDS[kind].render(language)} {record_id}" for kind, record_id in records[:_MOST_NAMED]]
    if more := len(records) - len(words):
        words.append(_MORE.render(language, count=str(more)))
    named = ", ".join(words)
    request = _OF_RECORDS.render(language, records=named) if records else _OF_NONE.render(language)
    note = f" {item['note']}" if "note" in item else ""
    return _TOLD.render(language, ground=item["ground"], note=note, request=request)
