"""What must be told beside the changes themselves: what was purged, and what keepers of copies are to do."""

from collections import Counter
from typing import Any

from generator.purges import list_announcements
from generator.story.chapter import Announcement
from generator.text import Text

_PURGED = Text(
    "Sebagian isi lama register ini telah dihapus dari seluruh riwayatnya ({ground}). {what}",
    "Some of what this register said before was taken out of its whole history ({ground}). {what}",
)
_RECORDS = Text(
    "Siapa pun yang menyimpan salinan lama catatan berikut diminta menghapusnya dan mengambil yang sekarang: "
    "{ids}.",
    "Whoever keeps an older copy of these records is asked to delete it and to fetch the present one: {ids}.",
)
_EVERYTHING = Text(
    "Siapa pun yang menyimpan salinan lama data ini diminta menghapusnya dan mengambil yang sekarang.",
    "Whoever keeps an older copy of these data is asked to delete it and to fetch the present one.",
)


def announce(registry: Any) -> tuple[Announcement, ...]:  # noqa: ANN401  a record's value
    """Give what the register's own record has announced, newest first."""
    numbers: Counter[str] = Counter()
    told = []
    for purge in reversed(list_announcements(registry)):
        day = purge.date.isoformat()
        numbers[day] += 1
        ids = ", ".join(record.id for record in purge.records)
        what = _RECORDS if ids else _EVERYTHING
        texts = (
            _PURGED.render(language, ground=purge.ground, what=what.render(language, ids=ids))
            for language in ("id", "en")
        )
        note = f" {purge.note}" if purge.note else ""
        text = Text(*(f"{one}{note}" for one in texts))
        records = tuple((record.kind, record.id) for record in purge.records)
        told.append(Announcement(f"penghapusan-{day}-{numbers[day]}", purge.date, text, records))
    return tuple(reversed(told))
