"""GitLab's interface (REST v4): issues, and notes on merge requests."""

from collections.abc import Mapping
from functools import cached_property
from typing import Any
from urllib.parse import quote

from generator.forge.host import Issue, Note
from generator.forge.web import Api


class GitLab:
    """One project on GitLab; implements ``Host``."""

    def __init__(self, url: str, project: str, token: str) -> None:
        self._api, self._base = Api(url, {"PRIVATE-TOKEN": token}), f"/projects/{quote(project, safe='')}"

    @cached_property
    def _own_id(self) -> int:
        return int(self._api.get("/user")["id"])

    def _is_own(self, entry: Mapping[str, Any]) -> bool:
        return bool((entry.get("author") or {}).get("id") == self._own_id)

    def list_issues(self, label: str) -> list[Issue]:
        """Give the issues under a label by the token's own user, closed ones too, the oldest first.

        Whoever may open an issue may label it, and another who writes our mark is not believed.
        """
        found = self._api.iterate(
            f"{self._base}/issues", labels=label, scope="all", order_by="created_at", sort="asc"
        )
        return [
            Issue(entry["iid"], entry["title"] or "", entry["description"] or "", entry["state"] == "opened")
            for entry in found
            if self._is_own(entry)
        ]

    def open_issue(self, title: str, body: str, label: str) -> None:
        """Open an issue; GitLab makes a label that is not there."""
        self._api.send("POST", f"{self._base}/issues", {"title": title, "description": body, "labels": label})

    def change_issue(self, number: int, title: str, body: str, *, is_open: bool) -> None:
        """Put new words into an issue, and open or close it."""
        event = "reopen" if is_open else "close"
        self._api.send(
            "PUT",
            f"{self._base}/issues/{number}",
            {"title": title, "description": body, "state_event": event},
        )

    def list_notes(self, proposal: int) -> list[Note]:
        """Give the notes by the token's own user: another who writes our mark is not believed."""
        found = self._api.iterate(
            f"{self._base}/merge_requests/{proposal}/notes", order_by="created_at", sort="asc"
        )
        return [Note(entry["id"], entry["body"] or "") for entry in found if self._is_own(entry)]

    def add_note(self, proposal: int, body: str) -> None:
        """Comment on a proposal."""
        self._api.send("POST", f"{self._base}/merge_requests/{proposal}/notes", {"body": body})

    def change_note(self, proposal: int, note: Note, body: str) -> None:
        """Put new words into a note."""
        self._api.send("PUT", f"{self._base}/merge_requests/{proposal}/notes/{note.id}", {"body": body})
