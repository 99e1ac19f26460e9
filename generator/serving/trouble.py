"""Trouble: why what was saved can't be shown, as the browser tells it beside the last good page."""

import html
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from generator.check.finding import Finding
from generator.check.reporters.causes import drop_repeats
from generator.refusal import RefusalError
from generator.site.theme_pages import ThemeError
from generator.speech import say, ui_language
from generator.text import Text

_MOST_TOLD = 20
_TITLE = Text("Ada yang perlu dibetulkan", "Something needs mending")
_KEPT = Text(
    "Halaman di balik pesan ini masih keadaan terakhir yang benar. Simpan pembetulannya: pesan ini hilang "
    "sendiri.",
    "The page behind this message is still the last that was right. Save what mends it: this message goes "
    "away by itself.",
)
_NONE_YET = Text(
    "Belum ada halaman yang dapat ditampilkan. Simpan pembetulannya: situs lalu muncul di sini dengan "
    "sendirinya.",
    "There is no page to show yet. Save what mends it: the site then appears here by itself.",
)
_MORE = Text("Dan {count} lagi: jalankan registri check.", "And {count} more: run registri check.")
_CLOSE = Text("Tutup", "Close")
_PLACE = Text("{file}, baris {line}, kolom {column}", "{file}, line {line}, column {column}")


@dataclass(frozen=True, slots=True)
class Item:
    """One thing to mend: where it is, what is wrong, and how it is mended."""

    place: str
    message: str
    help: str = ""


@dataclass(frozen=True, slots=True)
class Trouble:
    """What stands in the way of showing what was saved."""

    items: tuple[Item, ...]
    more: int = 0
    """How many more there are than are told."""

    def tell(self, lead: Text = _KEPT) -> dict[str, Any]:
        """Give it in the words that a page shows, as plain data; ``lead`` says what the reader sees now."""
        return {
            "title": say(_TITLE),
            "lead": say(lead),
            "items": [{"place": one.place, "message": one.message, "help": one.help} for one in self.items],
            "more": say(_MORE, count=str(self.more)) if self.more else "",
            "close": say(_CLOSE),
        }


def tell_findings(findings: Sequence[Finding]) -> Trouble:
    """Give the trouble that findings make."""
    told = drop_repeats(findings)
    items = tuple(
        Item(
            say(_PLACE, file=one.file, line=str(one.line), column=str(one.column)),
            f"{one.rule}: {one.message}",
            one.help,
        )
        for one in told[:_MOST_TOLD]
    )
    return Trouble(items, len(told) - len(items))


def tell_error(error: ThemeError | RefusalError) -> Trouble:
    """Give the trouble that hand-written pages, settings or schemas make."""
    first, _, rest = word_error(error).partition("\n")
    return Trouble((Item("", first, rest),))


def word_error(error: ThemeError | RefusalError) -> str:
    """Give what stands in the way, in the user's language; what is to be done may follow on further lines."""
    return error.render(ui_language()) if isinstance(error, RefusalError) else str(error)


def render_alone(trouble: Trouble) -> bytes:
    """Give a page that shows the trouble by itself, where there is no other page yet."""
    told = trouble.tell(_NONE_YET)
    items = "".join(
        "<li>"
        + "".join(f"<p>{html.escape(one[part])}</p>" for part in ("place", "message", "help") if one[part])
        + "</li>"
        for one in told["items"]
    )
    title, lead, more = (html.escape(told[name]) for name in ("title", "lead", "more"))
    return (
        f'<!doctype html>\n<html lang="{ui_language()}">\n<head>\n<meta charset="utf-8">\n'
        f'<meta name="viewport" content="width=device-width, initial-scale=1">\n<title>{title}</title>\n'
        f"</head>\n<body>\n<main>\n<h1>{title}</h1>\n<p>{lead}</p>\n<ol>{items}</ol>\n<p>{more}</p>\n"
        "</main>\n</body>\n</html>\n"
    ).encode()
