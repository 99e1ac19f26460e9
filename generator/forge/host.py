"""A code host as the jobs need it: issues under one label, and notes on one proposal."""

import os
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Protocol

from generator.refusal import RefusalError
from generator.text import Text

_NO_TOKEN = Text(
    "Tidak ada token: pekerjaan ini tidak dapat menulis di penyedia git. Beri {names}, atau pakai --dry-run.",
    "There is no token: this job can't write at the code host. Give {names}, or use --dry-run.",
)


@dataclass(frozen=True, slots=True)
class Issue:
    """An issue: its number, what it says, and whether it is still open."""

    number: int
    title: str
    body: str
    is_open: bool


@dataclass(frozen=True, slots=True)
class Note:
    """A comment on a proposal that was written under the job's own name."""

    id: int
    body: str


class Host(Protocol):
    """What every kind of code host can do; each call raises RefusalError where the host refuses it."""

    def list_issues(self, label: str) -> list[Issue]:
        """Give the job's own issues under a label, closed ones too, the oldest first."""

    def open_issue(self, title: str, body: str, label: str) -> None:
        """Open an issue under a label, which is made where there is none."""

    def change_issue(self, number: int, title: str, body: str, *, is_open: bool) -> None:
        """Put new words into an issue, and open or close it."""

    def list_notes(self, proposal: int) -> list[Note]:
        """Give the job's own comments on a proposal, the oldest first."""

    def add_note(self, proposal: int, body: str) -> None:
        """Comment on a proposal."""

    def change_note(self, proposal: int, note: Note, body: str) -> None:
        """Put new words into a comment."""


def find_host(environment: Mapping[str, str] = os.environ) -> Host:
    """Give the host that runs this job, as its variables tell.

    Raises RefusalError where there is no token to write with.
    """
    from generator.forge.github import GitHub  # noqa: PLC0415  one of the two
    from generator.forge.gitlab import GitLab  # noqa: PLC0415

    if (token := environment.get("GITHUB_TOKEN")) and (repository := environment.get("GITHUB_REPOSITORY")):
        return GitHub(environment.get("GITHUB_API_URL", "https://api.github.com"), repository, token)
    if (token := environment.get("REGISTRI_TOKEN")) and (project := environment.get("CI_PROJECT_ID")):
        return GitLab(environment.get("CI_API_V4_URL", "https://gitlab.com/api/v4"), project, token)
    raise RefusalError(_NO_TOKEN, names="GITHUB_TOKEN / REGISTRI_TOKEN")
