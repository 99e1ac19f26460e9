"""The addresses that no longer answer, as the weekly check reports them: one issue that tells them all."""

import hashlib
from typing import Any

from generator.forge.reminders import Reminder
from generator.markdown import escape_marks
from generator.read.characters import FORBIDDEN
from generator.refusal import RefusalError
from generator.text import Text

LABEL = "tautan"
_RULES = ("KS901", "KS902")
_MOST_LINKS = 100

_NOT_A_REPORT = Text("Berkas itu bukan laporan registri check --format json.",
                     "That file is not what registri check --format json writes.")  # fmt: skip


def read_dead_links(document: Any) -> list[Reminder]:  # noqa: ANN401  a JSON value
    """Give the one reminder of all addresses that no longer answer; none where all do.

    Raises RefusalError for anything but a report of the check.
    """
    try:
        found = [one for one in document["findings"] if one["rule"] in _RULES]
        lines = [f"- {_say(one['file'])}, baris {int(one['line'])}: {_say(one['message'])}" for one in found]
    except (KeyError, TypeError, ValueError):
        raise RefusalError(_NOT_A_REPORT) from None
    if not lines:
        return []
    if len(lines) > _MOST_LINKS:
        lines[_MOST_LINKS:] = [f"- dan {len(lines) - _MOST_LINKS} lagi"]
    head = (
        "Alamat berikut tidak menjawab pada pemeriksaan mingguan. Cari alamat barunya atau salinannya di "
        "arsip web; bila hanya terganggu sementara, daftarkan pada links.yaml. *These addresses no longer "
        "answer; find their new ones, or list them in links.yaml.*"
    )
    # Another set of addresses is another issue: one that a person has closed says nothing of new ones.
    places = sorted({f"{one['file']} {one['message']}" for one in found})
    key = f"tautan-{hashlib.sha256('|'.join(places).encode()).hexdigest()[:12]}"
    return [Reminder(key, "Tautan yang tidak menjawab", "\n".join([head, "", *lines]))]


def _say(text: object) -> str:
    return " ".join(escape_marks(FORBIDDEN.sub("", str(text))).split())
