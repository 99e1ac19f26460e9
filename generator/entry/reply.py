"""The answer to an issue: what its text becomes as a record, and what is still to be mended."""

import difflib
import re
from collections.abc import Iterator

from generator.entry.issues import Outcome, Proposal
from generator.entry.problem import EntryProblem
from generator.markdown import escape_marks
from generator.read.characters import FORBIDDEN
from generator.text import Text

_MOST_SHOWN = 30
_MOST_WRITTEN = 200
_FENCES = re.compile("`{3,}")

_HEADS: dict[Outcome, Text] = {
    "new": Text(
        "Terima kasih. Isian ini menjadi rancangan catatan di bawah. Petugas memeriksanya sebelum masuk "
        "register.",
        "Thank you. This text becomes the draft of a record below. Staff look at it before it enters the "
        "register.",
    ),
    "change": Text(
        "Terima kasih. Usulan perbaikan ini mengubah catatan seperti di bawah. Petugas memeriksa sumbernya "
        "dahulu.",
        "Thank you. This correction changes the record as shown below. Staff look at its source first.",
    ),
    "report": Text(
        "Terima kasih. Petugas akan memeriksa laporan ini; catatannya belum berubah.",
        "Thank you. Staff will look into this report; the record has not changed yet.",
    ),
    "withheld": Text(
        "Isian ini tampaknya memuat data pribadi dan terbaca umum. **Sunting dan hapus sekarang**; isinya "
        "tidak diulang di sini.",
        "This text seems to hold personal data, and everybody can read it. Edit it and delete them now; "
        "they are not repeated here.",
    ),
    "unknown": Text(
        "Terima kasih. Isian ini belum dapat dibaca sebagai catatan.",
        "Thank you. This text can't be read as a record yet.",
    ),
}
_FILE = Text("Berkas", "File")
_PROBLEMS = Text("Yang masih perlu diperbaiki:", "Still to be mended:")
_EMPTY = Text("Masih kosong; petugas melengkapinya bila Anda tidak tahu:",
              "Still empty; staff will fill it in if you don't know:")  # fmt: skip
_NOTES = Text("Dipahami demikian:", "Understood so:")
_MORE = Text("dan {count} lagi.", "and {count} more.")
_WRITTEN = Text("tertulis", "written")
_AGAIN = Text(
    "Sunting isian di atas untuk memperbaikinya; jawaban ini lalu diperbarui. Jangan menulis data pribadi "
    "(NIK, nomor telepon, alamat rumah): isian ini terbaca umum.",
    "Edit the text above to mend it; this answer is then renewed. Write no personal data: everybody can "
    "read it.",
)


def render_reply(proposal: Proposal) -> str:
    """Give the answer as Markdown, in both languages; what was written is quoted as mere text."""
    return "\n".join(_render_lines(proposal)) + "\n"


def _render_lines(proposal: Proposal) -> Iterator[str]:
    yield _both(_HEADS[proposal.outcome])
    if proposal.after and proposal.before != proposal.after:
        if proposal.file:
            yield ""
            yield f"{_both(_FILE)}: `{proposal.file}`"
        yield ""
        yield from _render_record(proposal)
    empty = [one for one in proposal.problems if one.reason == "missing"]
    errors = [one for one in proposal.problems if one.weight == "error" and one not in empty]
    notes = [one for one in proposal.problems if one.weight != "error"]
    for title, problems in ((_PROBLEMS, errors), (_EMPTY, empty), (_NOTES, notes)):
        if problems:
            yield ""
            yield _both(title)
            yield ""
            yield from (_render_problem(one, proposal) for one in problems[:_MOST_SHOWN])
            if len(problems) > _MOST_SHOWN:
                count = str(len(problems) - _MOST_SHOWN)
                yield f"- {_MORE.render('id', count=count)}"
    if proposal.outcome != "report":
        yield ""
        yield _both(_AGAIN)


def _both(text: Text) -> str:
    return f"{text.id} *{text.en}*"


def _render_record(proposal: Proposal) -> Iterator[str]:
    """Give the record, or what changes in it, fenced so that nothing in it ends the fence."""
    if proposal.before:
        kind = "diff"
        lines = list(
            difflib.unified_diff(proposal.before.splitlines(), proposal.after.splitlines(), lineterm="", n=2)
        )[2:]
    else:
        kind, lines = "yaml", proposal.after.splitlines()
    longest = max((len(found) for line in lines for found in _FENCES.findall(line)), default=0)
    fence = "`" * max(3, longest + 1)
    yield f"{fence}{kind}"
    yield from lines
    yield fence


def _render_problem(problem: EntryProblem, proposal: Proposal) -> str:
    title = dict(proposal.titles).get(problem.field)
    name = title.id if title else problem.field
    head = f"**{_say(name)}**: " if name else ""
    wrong, instead = _say(problem.wrong.id), _say(problem.instead.id)
    written = _say(problem.written)[:_MOST_WRITTEN]
    is_said = not written or problem.reason in ("missing", "heading") or problem.written in problem.wrong.id
    quoted = "" if is_said else f" ({_WRITTEN.id}: “{written}”)"
    return f"- {head}{wrong}{quoted} {instead} *{_say(problem.wrong.en)} {_say(problem.instead.en)}*"


def _say(text: str) -> str:
    return escape_marks(" ".join(FORBIDDEN.sub("", text).split()))
