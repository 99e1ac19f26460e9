"""How texts are written: what is no fault of the facts, but disturbs who reads them (KS8xx)."""

import re
from collections.abc import Iterator

from generator.check.finding import Problem, Spot
from generator.check.rule import Rule
from generator.check.rules.privacy import iterate_texts
from generator.records import Record
from generator.text import Text

RULES = (
    Rule("KS801", "double-blank", "warning",
         Text("Ada spasi ganda di dalam teks.", "There is a double blank inside the text."),
         Text("Sisakan satu spasi.", "Leave one blank.")),
    Rule("KS802", "blank-before-sign", "advice",
         Text('Ada spasi sebelum tanda "{sign}".', 'There is a blank before "{sign}".'),
         Text("Hapus spasinya.", "Delete the blank.")),
    Rule("KS803", "capitals", "advice",
         Text("Judul atau nama ini seluruhnya huruf kapital.", "This title or name is all in capitals."),
         Text("Tulis dengan huruf kecil; huruf kapital hanya di awal kata yang memerlukannya.",
              "Write it in ordinary letters, with capitals only where words need them.")),
)  # fmt: skip

# Begins with what it is found by.
_DOUBLE_BLANK = re.compile(rb"  (?<=\S  ) *\S")
_BLANK_BEFORE_SIGN = re.compile(rb" [,.;:!?][\s\"'\]},]")
# Of a title or name that goes on below, its first line tells. Both keys end in "e", which is found quickest.
_NAMED_IN_CAPITALS = re.compile(rb"e: (?<=(?:itl|nam)e: )[^a-z\n,}]*[\n,}]")
# Blanks at the beginning of a line are an indent, which a text of several lines may have.
_BLANKS = re.compile(r"(?<=[^ \n]) {2,}(?=[^ \n])")
_BEFORE_SIGN = re.compile(r"\w (?P<sign>[,.;:!?])(?=[ \t\n]|$)")
_LONGEST_ACRONYM = 12


def may_be_untidy(data: bytes) -> bool:
    """Whether a file is worth a closer look; nearly none is."""
    return (
        b"\\" in data
        or _DOUBLE_BLANK.search(data) is not None
        or _BLANK_BEFORE_SIGN.search(data) is not None
        or _NAMED_IN_CAPITALS.search(data) is not None
    )


def check_tidiness(record: Record) -> Iterator[Problem]:
    """Check the texts of a record for what reads badly."""
    for path, text in iterate_texts(record.value):
        spot = Spot(record.file, path)
        if _BLANKS.search(text):
            yield Problem("KS801", spot, fix=_BLANKS.sub(" ", text))
        found = _BEFORE_SIGN.search(text)
        if found:
            yield Problem("KS802", spot, {"sign": found["sign"]})
        if path[-1] in ("title", "name") and len(text) > _LONGEST_ACRONYM and text.isupper():
            yield Problem("KS803", spot)
