"""GitHub's interface (REST, 2022-11-28): issues, comments, and which proposal a finished check was about."""

from collections.abc import Iterator, Mapping
from typing import Any
from urllib.parse import quote

from generator.forge.host import Issue, Note
from generator.forge.web import Api
from generator.refusal import RefusalError
from generator.text import Text

_NO_LABEL = Text(
    'Label "{label}" tidak terpasang pada issue baru; tanpa label itu pengingat akan berulang. Beri izin '
    "issues: write.",
    'The label "{label}" did not stay on a new issue; without it reminders would repeat. Permit '
    "issues: write.",
)


MOST_CHANGED = 3000
"""The host names no more changed files of a proposal than these."""


class GitHub:
    """One repository on GitHub; implements ``Host``."""

    def __init__(self, url: str, repository: str, token: str) -> None:
        headers = {
            "Authorization": f"Bearer {token}",
            "Accept": "application/vnd.github+json",
            "X-GitHub-Api-Version": "2022-11-28",
        }
        self._api, self._base = Api(url, headers), f"/repos/{quote(repository)}"

    def list_issues(self, label: str) -> list[Issue]:
        """Give all issues under a label that programs wrote: a person who writes our mark is not believed.

        A proposal, which GitHub counts as an issue, is left out.
        """
        found = self._api.iterate(
            f"{self._base}/issues", labels=label, state="all", sort="created", direction="asc"
        )
        return [
            Issue(entry["number"], entry["title"] or "", entry["body"] or "", entry["state"] == "open")
            for entry in found
            if "pull_request" not in entry and _is_by_program(entry)
        ]

    def open_issue(self, title: str, body: str, label: str) -> None:
        """Open an issue. Raises RefusalError where its label does not stay on it."""
        if self._api.find(f"{self._base}/labels/{quote(label, safe='')}") is None:
            self._api.send("POST", f"{self._base}/labels", {"name": label, "color": "0b5394"})
        made = self._api.send(
            "POST", f"{self._base}/issues", {"title": title, "body": body, "labels": [label]}
        )
        if label not in [entry.get("name") for entry in made.get("labels", ())]:
            raise RefusalError(_NO_LABEL, label=label)

    def change_issue(self, number: int, title: str, body: str, *, is_open: bool) -> None:
        """Put new words into an issue, and open or close it."""
        state = {"state": "open"} if is_open else {"state": "closed", "state_reason": "completed"}
        self._api.send("PATCH", f"{self._base}/issues/{number}", {"title": title, "body": body, **state})

    def list_notes(self, proposal: int) -> list[Note]:
        """Give the comments by programs: a person who writes our mark into a comment is not believed."""
        found = self._api.iterate(f"{self._base}/issues/{proposal}/comments")
        return [Note(entry["id"], entry["body"] or "") for entry in found if _is_by_program(entry)]

    def add_note(self, proposal: int, body: str) -> None:
        """Comment on a proposal."""
        self._api.send("POST", f"{self._base}/issues/{proposal}/comments", {"body": body})

    def change_note(self, proposal: int, note: Note, body: str) -> None:  # noqa: ARG002  the host's interface
        """Put new words into a comment."""
        self._api.send("PATCH", f"{self._base}/issues/comments/{note.id}", {"body": body})

    def find_proposal(self, owner: str, branch: str, repository: str, commit: str) -> int | None:
        """Give the number of the open proposal whose newest commit is exactly this one, from that branch.

        Asked of the host, for what a check says of itself may be invented; None where there is no such
        proposal, or it has moved on.
        """
        for entry in self._api.iterate(f"{self._base}/pulls", state="open", head=f"{owner}:{branch}"):
            head = entry.get("head") or {}
            source = (head.get("repo") or {}).get("full_name")
            if head.get("sha") == commit and source == repository:
                return int(entry["number"])
        return None

    def iterate_changed_files(self, proposal: int) -> Iterator[str]:
        """Give the path of every file that a proposal changes, an old name too."""
        for entry in self._api.iterate(f"{self._base}/pulls/{proposal}/files"):
            yield from (str(entry[key]) for key in ("filename", "previous_filename") if entry.get(key))

    def find_artifact(self, run: int, name: str) -> dict[str, Any] | None:
        """Give what the host says of a run's artifact; None where it has none or it has gone."""
        for entry in self._api.get(f"{self._base}/actions/runs/{run}/artifacts", name=name)["artifacts"]:
            if entry["name"] == name and not entry["expired"]:
                return dict(entry)
        return None

    def download_artifact(self, artifact: int, most: int) -> bytes:
        """Read an artifact's archive of at most so many bytes."""
        return self._api.download(f"{self._base}/actions/artifacts/{artifact}/zip", most)

    def has_pages(self) -> bool:
        """Whether the repository publishes a site."""
        return self._api.find(f"{self._base}/pages") is not None


def _is_by_program(entry: Mapping[str, Any]) -> bool:
    return bool((entry.get("user") or {}).get("type") == "Bot")
