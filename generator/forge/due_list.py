"""What ``registri due --format json`` lists, as reminders: their words change only when the duty does.

Reminded is of what ends within the time that the list looks ahead, of what must be announced before it
ends, and of whatever has passed its day.
"""

from collections.abc import Iterator
from typing import Any

from generator.forge.reminders import Reminder
from generator.markdown import escape_marks
from generator.read.characters import FORBIDDEN
from generator.refusal import RefusalError
from generator.text import Text

_AHEAD = ("ending", "extension-notice")
_ENDS = ("ending", "closing")

_NOT_A_LIST = Text("Berkas itu bukan keluaran registri due --format json.",
                   "That file is not what registri due --format json writes.")  # fmt: skip


def read_reminders(document: Any) -> list[Reminder]:  # noqa: ANN401  a JSON value
    """Read the reminders from the list, in its order, each duty once.

    Raises RefusalError for anything but such a list.
    """
    try:
        found = {item["key"]: item for item in document["items"] if item["overdue"] or item["duty"] in _AHEAD}
        return [_read_reminder(item) for item in found.values()]
    except (KeyError, TypeError, AttributeError):
        raise RefusalError(_NOT_A_LIST) from None


def _read_reminder(item: dict[str, Any]) -> Reminder:
    title = f"{item['what']}: {item['title']} ({item['date']})"
    return Reminder(str(item["key"]), title, "\n".join(_render_lines(item)))


def _render_lines(item: dict[str, Any]) -> Iterator[str]:
    day, is_over = str(item["date"]), bool(item["overdue"])
    words = "Tanggal berakhir" if item["duty"] in _ENDS else "Paling lambat"
    late = " (sudah lewat)" if is_over else ""
    yield f"**{_say(item['title'])}**"
    yield ""
    yield f"- Perihal: {_say(item['what'])}"
    yield f"- {words}: {_say(day)}{late}"
    if item["action"]:
        yield f"- Yang perlu dilakukan: {_say(item['action'])}"
    if item["departments"]:
        yield f"- Perangkat daerah: {', '.join(_say(one['name']) for one in item['departments'])}"
    if item["basis"]:
        yield f"- Dasar: {_say(item['basis'])}"
    yield f"- Berkas: {_say(item['file'])}"
    if item["url"]:
        yield f"- Halaman: <{item['url']}>"
    yield ""
    yield (
        "Pengingat ini dibuat dari catatan register dan ditutup sendiri setelah catatannya dilengkapi. Bila "
        "Anda menutupnya, ia tidak dibuka lagi. *Made from the register's records; it closes by itself once "
        "they are completed. If you close it, it stays closed.*"
    )


def _say(text: object) -> str:
    return " ".join(escape_marks(FORBIDDEN.sub("", str(text))).split())
