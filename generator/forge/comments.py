"""The one comment that a proposal carries: what the check found, in words that can do no harm.

The summary comes from a job that ran on an outsider's files, with a workflow that the proposal itself may
have changed. So it is taken as a text that anybody may have written: bounded, without control characters,
and stripped of what would call people, show pictures or lead elsewhere under a borrowed name.
"""

import io
import lzma
import re
import zipfile
import zlib
from collections.abc import Sequence

from generator.forge.host import Host
from generator.markdown import part_mentions
from generator.read.characters import FORBIDDEN
from generator.refusal import RefusalError
from generator.text import Text

SUMMARY = "ringkasan.md"
"""The one file of the artifact."""
MOST_ARCHIVE = 1_000_000
MOST_SUMMARY = 400_000
"""Bytes of the archive as it comes, and of the text in it."""

_MARK = "<!-- registri-ringkasan -->"
ANSWER = "<!-- registri-jawaban -->"
"""The mark of the answer to an issue."""
# A comment may have 65,536 characters on GitHub; what is put around the summary takes a part of them.
_MOST_COMMENT = 60_000

_NOT_A_SUMMARY = Text("Artefak pemeriksaan bukan ringkasan: isinya harus satu berkas teks {name}.",
                      "The check's artifact is no summary: it must hold one text file {name}.")  # fmt: skip

_CUT = (
    "\n\nRingkasan ini dipotong; selengkapnya ada pada halaman pemeriksaan. "
    "*This summary was cut; the page of the check has all of it.*"
)
_ALLOWED = ("<br>", "<!-- -->", "<details>", "</details>", "<summary>", "</summary>")
# Of an entity only these three stay: any other could spell a sign that is looked for below.
_ENTITY = re.compile("&(?!(?:amp|lt|gt);)")
_TAG = re.compile("<(?!" + "|".join(re.escape(one[1:]) for one in _ALLOWED) + ")")
# GitLab obeys a line that begins so, under the name of whoever wrote the comment.
_ORDER = re.compile(r"^([^\S\n]*)/", re.MULTILINE)
# The word behind a fence may make a diagram of what stands in it, with links of its own.
_FENCE = re.compile(r"(?P<sign>[`~])(?P=sign){2}(?=[^\S\n]*[^\s`~])(?![^\S\n]*<!-- -->)")
_BROKEN = (zipfile.BadZipFile, zlib.error, lzma.LZMAError)
_LINK = re.compile(r"\](?=[(\[:])")


def read_summary(archive: bytes) -> str:
    """Read the summary from an artifact's archive.

    Raises RefusalError for anything but one text file of the right name and a bearable size.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(archive)) as opened:
            (only,) = opened.infolist()
            with opened.open(only) as stream:
                # The size that an archive tells of itself may be invented.
                data = stream.read(MOST_SUMMARY + 1)
        text = data.decode("utf-8")
    except (*_BROKEN, ValueError, NotImplementedError, RuntimeError, EOFError, OSError, MemoryError):
        raise RefusalError(_NOT_A_SUMMARY, name=SUMMARY) from None
    if only.filename != SUMMARY or len(data) > MOST_SUMMARY:
        raise RefusalError(_NOT_A_SUMMARY, name=SUMMARY)
    return text


def settle_summary(text: str) -> str:
    """Give a summary that is nothing but text, tables and headings, whoever wrote it."""
    lines = (FORBIDDEN.sub("", line) for line in text.replace("\r\n", "\n").split("\n"))
    text = _TAG.sub("&lt;", _ENTITY.sub("&amp;", "\n".join(lines)))
    text = _ORDER.sub(r"\1<!-- -->/", _LINK.sub("]<!-- -->", part_mentions(text)))
    return _FENCE.sub(r"\g<0> <!-- --> ", text)


def render_comment(
    summary: str, *, has_passed: bool, run_url: str, changed: Sequence[str] = (), is_whole: bool = True
) -> str:
    """Give the comment: the verdict and what the host itself says first, then the settled summary.

    ``changed`` are the places outside the data that the proposal changes, as the host tells them;
    ``is_whole`` says whether it has told of all files.
    """
    verdict = (
        "✅ Pemeriksaan usulan ini bersih. *The check of this proposal is clean.*"
        if has_passed
        else "❌ Usulan ini belum dapat diterima; sebabnya di bawah atau pada halaman pemeriksaan. *This "
        "proposal can't be accepted yet; the reasons are below or on the page of the check.*"
    )
    parts = [_MARK, verdict]
    if changed:
        places = _name_places(changed)
        parts.append(
            f"⚠️ Usulan ini juga mengubah {places}, bukan hanya data: pengembang harus membacanya, dan "
            "ringkasan di bawah dapat dibuat oleh usulan itu sendiri. *This proposal changes more than data: "
            "a developer must read it, and it may itself have written the summary below.*"
        )
    if not is_whole:
        parts.append(
            "⚠️ Usulan ini mengubah lebih banyak berkas daripada yang disebut penyedia; mungkin juga yang "
            "bukan data. *This proposal changes more files than the host tells of, perhaps more than data.*"
        )
    parts.append(
        f"Rincian dan pratinjau halaman (unduhan “pratinjau”): {run_url}. "
        "*Details and a preview of the pages are there.*"
    )
    head = "\n\n".join(parts)
    settled = settle_summary(summary)
    if len(settled) > _MOST_COMMENT:
        settled = settled[:_MOST_COMMENT].rpartition("\n")[0] + _CUT
    return f"{head}\n\n---\n\n{settled.strip()}\n"


def _name_places(places: Sequence[str]) -> str:
    """Name places, those that change what is run first: no heap of names may push them out."""
    ordered = sorted(places, key=lambda place: (not _RUNS.fullmatch(place), place))
    named = [f"`{_PLAIN.sub('?', place)[:_LONGEST_PLACE]}`" for place in ordered[:_MOST_PLACES]]
    more = len(ordered) - len(named)
    return ", ".join(named) + (f" (+{more})" if more else "")


_PLAIN = re.compile(r"[^\w./-]")
WHAT_RUNS = (
    r"\.ci|\.github|\.gitlab.*|CODEOWNERS|Makefile|docs|generator|mkdocs.*|pyproject\.toml"
    "|requirements|schema|tests"
)
"""Places at the top of a repository that are run or judged by, as an expression of `grep -E` too.

The script of the check holds the same one: it runs without this program's code.
"""
_RUNS = re.compile(WHAT_RUNS)
_MOST_PLACES = 20
_LONGEST_PLACE = 60


def post_comment(host: Host, proposal: int, comment: str) -> None:
    """Put the comment under a proposal, in the place of the one that stands there.

    Raises RefusalError where the host refuses.
    """
    post_note(host, proposal, _MARK, comment)


def post_note(host: Host, number: int, mark: str, text: str) -> None:
    """Put a text under a proposal or an issue, in the place of our own one that bears the mark.

    Raises RefusalError where the host refuses.
    """
    body = text if text.startswith(mark) else f"{mark}\n\n{text}"
    standing = next((note for note in host.list_notes(number) if note.body.startswith(mark)), None)
    if standing is None:
        host.add_note(number, body)
    elif standing.body != body:
        host.change_note(number, standing, body)
