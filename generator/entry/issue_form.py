"""The text of an issue made by a form of GitHub or GitLab: headings and what stands under each."""

import re

_HEADING = re.compile(r"^#{2,4}[ \t]+(?P<heading>[^ \t\n].*)$", re.MULTILINE)
_BEGIN, _END = "<!--", "-->"
_EMPTY = frozenset(("_no response_", "no response", "none"))
_TICKED = re.compile(r"^[-*] \[(?P<mark>[ xX])\] (?P<label>.+)$", re.MULTILINE)


def read_issue_form(text: str) -> dict[str, str]:
    """Give the answers of an issue form by heading, for ``draft.read_draft``; those left empty are not in it.

    Of ticked boxes the labels of the ticked ones are given, a line each. Text before the first heading, and
    remarks that the page does not show, belong to no answer. Of two headings alike the first one counts.
    """
    plain = _drop_remarks(text.replace("\r\n", "\n"))
    parts = _HEADING.split(plain)
    answers: dict[str, str] = {}
    for heading, body in zip(parts[1::2], parts[2::2], strict=True):
        answer = _read_answer(body.strip())
        if answer:
            answers.setdefault(_close(heading), answer)
    return answers


def _drop_remarks(text: str) -> str:
    """Give a text without its remarks; no pattern, which would seek the end of each that has none anew."""
    kept = []
    at = 0
    while (begin := text.find(_BEGIN, at)) >= 0 and (end := text.find(_END, begin + len(_BEGIN))) >= 0:
        kept.append(text[at:begin])
        at = end + len(_END)
    return "".join((*kept, text[at:]))


def _close(heading: str) -> str:
    """Give a heading without the signs that may close its line; no pattern, which would try each of them."""
    return heading.rstrip(" \t").rstrip("#").rstrip(" \t") or heading


def _read_answer(body: str) -> str:
    if body.casefold() in _EMPTY:
        return ""
    boxes = list(_TICKED.finditer(body))
    if boxes and len(boxes) == len([line for line in body.split("\n") if line.strip()]):
        return "\n".join(box["label"].strip() for box in boxes if box["mark"] != " ")
    fenced = re.fullmatch(r"```[a-z]*\n(?P<inner>.*)\n```", body, re.DOTALL)
    return fenced["inner"] if fenced else body
