"""A code host in memory: the parts of GitHub's and GitLab's interfaces that the jobs use, over real HTTP."""

import json
import re
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit

TOKEN = "rahasia-uji"  # noqa: S105  opens nothing
REPOSITORY = "kota/registri"
PROJECT = "7"
BOT = {"login": "github-actions[bot]", "type": "Bot", "id": 1}

Answer = tuple[int, Any]


@dataclass
class Forge:
    """What the host keeps, and what it was asked."""

    issues: dict[int, dict[str, Any]] = field(default_factory=dict)
    labels: set[str] = field(default_factory=set)
    comments: list[dict[str, Any]] = field(default_factory=list)
    pulls: list[dict[str, Any]] = field(default_factory=list)
    files: dict[int, list[str]] = field(default_factory=dict)
    artifacts: dict[int, tuple[int, str, bytes]] = field(default_factory=dict)
    has_pages: bool = False
    drops_labels: bool = False
    asked: list[tuple[str, str]] = field(default_factory=list)
    leaked: list[str] = field(default_factory=list)
    address: str = ""
    storage: str = ""

    @property
    def written(self) -> list[tuple[str, str]]:
        """Every request that changed something."""
        return [(method, path) for method, path in self.asked if method != "GET"]

    def answer(self, method: str, path: str, query: dict[str, str], body: dict[str, Any]) -> Answer:
        """Answer one request as the host would."""
        for pattern, respond in _ROUTES:
            if (method == pattern[0]) and (found := re.fullmatch(pattern[1], path)):
                return respond(self, [unquote(part) for part in found.groups()], query, body)
        return 404, {"message": "Not Found"}

    def add_issue(
        self,
        title: str,
        body: str,
        labels: list[str],
        *,
        number: int | None = None,
        author: dict[str, Any] = BOT,
    ) -> dict[str, Any]:
        """Keep a new issue."""
        number = number or len(self.issues) + 1
        kept = [] if self.drops_labels else labels
        self.issues[number] = {
            "number": number,
            "title": title,
            "body": body,
            "state": "open",
            "labels": kept,
            "user": author,
            "author": author,
        }
        return self.issues[number]

    def add_pull(self, number: int, owner: str, branch: str, sha: str) -> None:
        """Keep a new proposal."""
        name = f"{owner}/registri"
        head = {"ref": branch, "sha": sha, "repo": {"full_name": name, "owner": {"login": owner}}}
        self.pulls.append({"number": number, "state": "open", "head": head})

    def list_open(self) -> list[str]:
        """Give the titles of the open issues."""
        return sorted(issue["title"] for issue in self.issues.values() if issue["state"] == "open")


def _page(found: list[Any], query: dict[str, str]) -> Answer:
    size, page = int(query.get("per_page", 30)), int(query.get("page", 1))
    return 200, found[(page - 1) * size : page * size]


def _github_issue(issue: dict[str, Any]) -> dict[str, Any]:
    return {**issue, "labels": [{"name": label} for label in issue["labels"]]}


def _list_issues(forge: Forge, _: list[str], query: dict[str, str], __: Any) -> Answer:
    wanted = [issue for issue in forge.issues.values() if query["labels"] in issue["labels"]]
    return _page([_github_issue(issue) for issue in wanted], query)


def _open_issue(forge: Forge, _: list[str], __: Any, body: dict[str, Any]) -> Answer:
    return 201, _github_issue(forge.add_issue(body["title"], body["body"], body["labels"]))


def _patch_issue(forge: Forge, parts: list[str], _: Any, body: dict[str, Any]) -> Answer:
    issue = forge.issues[int(parts[0])]
    issue.update({key: body[key] for key in ("title", "body", "state") if key in body})
    return 200, _github_issue(issue)


def _find_label(forge: Forge, parts: list[str], _: Any, __: Any) -> Answer:
    return (200, {"name": parts[0]}) if parts[0] in forge.labels else (404, {})


def _make_label(forge: Forge, _: list[str], __: Any, body: dict[str, Any]) -> Answer:
    forge.labels.add(body["name"])
    return 201, {"name": body["name"]}


def _list_comments(forge: Forge, parts: list[str], query: dict[str, str], _: Any) -> Answer:
    return _page([one for one in forge.comments if one["on"] == int(parts[0])], query)


def _add_comment(forge: Forge, parts: list[str], _: Any, body: dict[str, Any]) -> Answer:
    made = {
        "id": 100 + len(forge.comments),
        "on": int(parts[0]),
        "body": body["body"],
        "user": BOT,
        "author": BOT,
    }
    forge.comments.append(made)
    return 201, made


def _change_comment(forge: Forge, parts: list[str], _: Any, body: dict[str, Any]) -> Answer:
    (one,) = [one for one in forge.comments if one["id"] == int(parts[-1])]
    one["body"] = body["body"]
    return 200, one


def _list_pulls(forge: Forge, _: list[str], query: dict[str, str], __: Any) -> Answer:
    owner, _colon, branch = query["head"].partition(":")
    found = [
        pull
        for pull in forge.pulls
        if pull["head"]["ref"] == branch
        and pull["state"] == query["state"]
        and (pull["head"]["repo"] or {"owner": {"login": owner}})["owner"]["login"] == owner
    ]
    return _page(found, query)


def _list_files(forge: Forge, parts: list[str], query: dict[str, str], _: Any) -> Answer:
    return _page([{"filename": name} for name in forge.files.get(int(parts[0]), [])], query)


def _list_artifacts(forge: Forge, parts: list[str], query: dict[str, str], _: Any) -> Answer:
    found = [
        {"id": number, "name": name, "expired": False, "size_in_bytes": len(data)}
        for number, (run, name, data) in forge.artifacts.items()
        if run == int(parts[0]) and name == query["name"]
    ]
    return 200, {"total_count": len(found), "artifacts": found}


def _send_to_storage(forge: Forge, parts: list[str], _: Any, __: Any) -> Answer:
    return 302, f"{forge.storage}/blob/{parts[0]}"


def _find_pages(forge: Forge, _: list[str], __: Any, ___: Any) -> Answer:
    return (200, {"build_type": "workflow"}) if forge.has_pages else (404, {})


def _gitlab_issue(issue: dict[str, Any]) -> dict[str, Any]:
    state = "opened" if issue["state"] == "open" else "closed"
    return {**issue, "iid": issue["number"], "description": issue["body"], "state": state}


def _gitlab_list(forge: Forge, _: list[str], query: dict[str, str], __: Any) -> Answer:
    wanted = [issue for issue in forge.issues.values() if query["labels"] in issue["labels"]]
    return _page([_gitlab_issue(issue) for issue in wanted], query)


def _gitlab_open(forge: Forge, _: list[str], __: Any, body: dict[str, Any]) -> Answer:
    return 201, _gitlab_issue(forge.add_issue(body["title"], body["description"], body["labels"].split(",")))


def _gitlab_change(forge: Forge, parts: list[str], _: Any, body: dict[str, Any]) -> Answer:
    issue = forge.issues[int(parts[0])]
    state = {"close": "closed", "reopen": "open"}[body["state_event"]]
    issue.update(title=body["title"], body=body["description"], state=state)
    return 200, _gitlab_issue(issue)


def _gitlab_user(_: Forge, __: list[str], ___: Any, ____: Any) -> Answer:
    return 200, {"id": 1, "username": "project_7_bot"}


_GITHUB, _GITLAB = f"/github/repos/{REPOSITORY}", f"/gitlab/projects/{PROJECT}"
_Route = tuple[tuple[str, str], Callable[[Forge, list[str], Any, Any], Answer]]
_ROUTES: list[_Route] = [
    (("GET", f"{_GITHUB}/issues"), _list_issues),
    (("POST", f"{_GITHUB}/issues"), _open_issue),
    (("PATCH", rf"{_GITHUB}/issues/(\d+)"), _patch_issue),
    (("GET", rf"{_GITHUB}/labels/(.+)"), _find_label),
    (("POST", f"{_GITHUB}/labels"), _make_label),
    (("GET", rf"{_GITHUB}/issues/(\d+)/comments"), _list_comments),
    (("POST", rf"{_GITHUB}/issues/(\d+)/comments"), _add_comment),
    (("PATCH", rf"{_GITHUB}/issues/comments/(\d+)"), _change_comment),
    (("GET", f"{_GITHUB}/pulls"), _list_pulls),
    (("GET", rf"{_GITHUB}/pulls/(\d+)/files"), _list_files),
    (("GET", rf"{_GITHUB}/actions/runs/(\d+)/artifacts"), _list_artifacts),
    (("GET", rf"{_GITHUB}/actions/artifacts/(\d+)/zip"), _send_to_storage),
    (("GET", f"{_GITHUB}/pages"), _find_pages),
    (("GET", "/gitlab/user"), _gitlab_user),
    (("GET", f"{_GITLAB}/issues"), _gitlab_list),
    (("POST", f"{_GITLAB}/issues"), _gitlab_open),
    (("PUT", rf"{_GITLAB}/issues/(\d+)"), _gitlab_change),
    (("GET", rf"{_GITLAB}/merge_requests/(\d+)/notes"), _list_comments),
    (("POST", rf"{_GITLAB}/merge_requests/(\d+)/notes"), _add_comment),
    (("PUT", rf"{_GITLAB}/merge_requests/(\d+)/notes/(\d+)"), _change_comment),
]


class _Handler(BaseHTTPRequestHandler):
    forge: Forge

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002
        pass

    def _handle(self) -> None:
        parts = urlsplit(self.path)
        query = {name: values[0] for name, values in parse_qs(parts.query).items()}
        length = int(self.headers.get("Content-Length") or 0)
        body = json.loads(self.rfile.read(length)) if length else {}
        if (
            self.headers.get("Authorization") != f"Bearer {TOKEN}"
            and self.headers.get("PRIVATE-TOKEN") != TOKEN
        ):
            status, answer = 401, {"message": "Bad credentials"}
        else:
            self.forge.asked.append((self.command, parts.path))
            status, answer = self.forge.answer(self.command, parts.path, query, body)
        self._send(status, answer)

    def _send(self, status: int, answer: Any) -> None:
        self.send_response(status)
        if status == 302:
            self.send_header("Location", answer)
            data = b""
        else:
            data = json.dumps(answer).encode()
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)

    do_GET = do_POST = do_PATCH = do_PUT = _handle  # noqa: N815  the server's interface


class _Storage(BaseHTTPRequestHandler):
    """Where the host keeps files: another host, which must never see the token."""

    forge: Forge

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002
        pass

    def do_GET(self) -> None:
        self.forge.leaked += [value for value in self.headers.values() if TOKEN in value]
        data = self.forge.artifacts[int(self.path.rpartition("/")[2])][2]
        self.send_response(200)
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)


@contextmanager
def run_forge() -> Iterator[Forge]:
    """Give a host that runs on this machine."""
    forge = Forge()
    bases: list[type[BaseHTTPRequestHandler]] = [_Handler, _Storage]
    servers = [
        ThreadingHTTPServer(("127.0.0.1", 0), type(base.__name__, (base,), {"forge": forge}))
        for base in bases
    ]
    for server in servers:
        threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
    forge.address, forge.storage = (f"http://127.0.0.1:{server.server_port}" for server in servers)
    try:
        yield forge
    finally:
        for server in servers:
            server.shutdown()
            server.server_close()


def github_environment(forge: Forge) -> dict[str, str]:
    """Give the variables of a job on GitHub."""
    return {
        "GITHUB_ACTIONS": "true",
        "GITHUB_API_URL": f"{forge.address}/github",
        "GITHUB_REPOSITORY": REPOSITORY,
        "GITHUB_TOKEN": TOKEN,
    }


def gitlab_environment(forge: Forge) -> dict[str, str]:
    """Give the variables of a job on GitLab."""
    return {
        "GITLAB_CI": "true",
        "CI_API_V4_URL": f"{forge.address}/gitlab",
        "CI_PROJECT_ID": PROJECT,
        "REGISTRI_TOKEN": TOKEN,
    }
