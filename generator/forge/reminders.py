"""Reminders: one issue for each dated duty of the register, opened, kept true and closed by a daily job.

Which issue belongs to which duty stands in a mark at the end of its text, with a digest of our words: what
a person changed in an issue stays, and a person's closing of one is not undone.
"""

import hashlib
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal, TypeAlias
from urllib.parse import quote, unquote

from generator.forge.host import Host, Issue

LABEL = "pengingat"
MOST_STEPS = 20
"""How many issues one run opens, changes or closes at most; the rest waits for the next day."""

_MARK = re.compile(
    r"<!-- registri-pengingat key=(?P<key>[\w.%~/-]{1,300}) "
    r"isi=(?P<digest>[0-9a-f]{16})(?P<done> selesai)? -->"
)
_MOST_BODY = 20_000
_MOST_TITLE = 200

Action: TypeAlias = Literal["open", "change", "reopen", "close"]


@dataclass(frozen=True, slots=True)
class Reminder:
    """What an issue is to say of one duty; ``key`` is the duty's own, the same every day."""

    key: str
    title: str
    body: str

    @property
    def digest(self) -> str:
        """Sixteen digits that change with the words."""
        return hashlib.sha256(f"{self.title}\x00{self.body}".encode()).hexdigest()[:16]

    def render_body(self, *, is_done: bool = False) -> str:
        """Give the issue's whole text, with its mark."""
        return f"{self.body[:_MOST_BODY]}\n\n{_render_mark(self.key, self.digest, is_done=is_done)}\n"

    def render_title(self) -> str:
        """Give the issue's title, on one line."""
        title = " ".join(self.title.split())
        return title if len(title) <= _MOST_TITLE else f"{title[: _MOST_TITLE - 1]}…"


@dataclass(frozen=True, slots=True)
class Step:
    """One thing to do: what, for which duty, and to which issue."""

    action: Action
    title: str
    reminder: Reminder | None
    issue: Issue | None


@dataclass(frozen=True, slots=True)
class Plan:
    """The steps of one run, and how many had to wait."""

    steps: tuple[Step, ...]
    waiting: int


@dataclass(frozen=True, slots=True)
class _Marked:
    issue: Issue
    key: str
    digest: str
    is_done: bool


def _render_mark(key: str, digest: str, *, is_done: bool) -> str:
    return f"<!-- registri-pengingat key={quote(key)} isi={digest}{' selesai' if is_done else ''} -->"


def _read_mark(issue: Issue) -> _Marked | None:
    """Read the mark of an issue; the last one, for what a person quotes stands above it."""
    found = list(_MARK.finditer(issue.body))
    if not found:
        return None
    mark = found[-1]
    return _Marked(issue, unquote(mark["key"]), mark["digest"], mark["done"] is not None)


def plan_reminders(reminders: Sequence[Reminder], issues: Iterable[Issue], most: int = MOST_STEPS) -> Plan:
    """Give what to do so that the issues tell exactly the duties: what is over is closed first.

    Done to the end it leaves nothing to do. Where two issues stand for one duty the younger is closed.
    """
    wanted = {reminder.key: reminder for reminder in reminders}
    standing: dict[str, _Marked] = {}
    closing: list[Step] = []
    for marked in filter(None, map(_read_mark, sorted(issues, key=lambda issue: issue.number))):
        is_surplus = marked.key not in wanted or marked.key in standing
        if is_surplus and marked.issue.is_open:
            closing.append(Step("close", marked.issue.title, None, marked.issue))
        elif not is_surplus:
            standing[marked.key] = marked
    steps = closing + [
        step for key, one in wanted.items() for step in [_choose_step(one, standing.get(key))] if step
    ]
    return Plan(tuple(steps[:most]), max(0, len(steps) - most))


def _choose_step(reminder: Reminder, standing: _Marked | None) -> Step | None:
    title = reminder.render_title()
    if standing is None:
        return Step("open", title, reminder, None)
    if not standing.issue.is_open:
        # Closed by us, for the duty was over: it is back. Closed by a person: that is their word.
        return Step("reopen", title, reminder, standing.issue) if standing.is_done else None
    if standing.digest != reminder.digest:
        return Step("change", title, reminder, standing.issue)
    return None


def take_steps(plan: Plan, host: Host, label: str = LABEL) -> None:
    """Do what was planned, with issues under a label.

    Raises RefusalError where the host refuses; what was done stays done.
    """
    for step in plan.steps:
        if step.issue is None:
            if step.reminder:
                host.open_issue(step.title, step.reminder.render_body(), label)
        elif step.reminder is None:
            body = _MARK.sub(_mark_done, step.issue.body)
            host.change_issue(step.issue.number, step.issue.title, body, is_open=False)
        else:
            host.change_issue(step.issue.number, step.title, step.reminder.render_body(), is_open=True)


def _mark_done(mark: re.Match[str]) -> str:
    return _render_mark(unquote(mark["key"]), mark["digest"], is_done=True)
