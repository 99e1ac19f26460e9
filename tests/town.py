"""A town's register on a code host: the shared repository, a proposer's fork, and the host's machines."""

import io
import json
import os
import shutil
import subprocess
import sys
import zipfile
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from codehost import REPOSITORY, Forge, github_environment
from registers import ROOT, copy_base
from worker import CheckoutError, Run, Worker, git

AS_OF = "2025-06-30"
_PROGRAM = (
    "generator", "schema", "docs", ".ci", ".github", "mkdocs.yml", "mkdocs.en.yml", ".gitlab-ci.yml",
    "requirements", "pyproject.toml",
)  # fmt: skip


def write_remote(folder: Path) -> Path:
    """Write the shared repository: the program as it is here, and the base register of the cases."""
    start = folder / "start"
    copy_base(start)
    listed = subprocess.run(
        ["git", "-C", str(ROOT), "ls-files", "-z", "--cached", "--others", "--exclude-standard", *_PROGRAM],
        capture_output=True,
        check=True,
    ).stdout.decode("utf-8")
    for name in filter(None, listed.split("\0")):
        if (ROOT / name).is_file():
            (start / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(ROOT / name, start / name)
    git(start, "init", "--quiet", "-b", "main")
    git(start, "add", "--all")
    git(start, "commit", "--quiet", "-m", "Mulai register")
    remote = folder / "kota.git"
    git(folder, "clone", "--quiet", "--bare", str(start), str(remote))
    return remote


@dataclass
class Proposal:
    """A proposal as GitHub keeps it."""

    number: int
    owner: str
    branch: str
    remote: Path
    runs: list[Run] = field(default_factory=list)


class Town:
    """The host of one repository: takes proposals, runs the workflows, merges, publishes."""

    def __init__(self, folder: Path, remote: Path, forge: Forge) -> None:
        self.folder, self.remote, self.forge = folder, remote, forge
        self.as_of = AS_OF
        self.proposals: list[Proposal] = []
        forge.has_pages = True

    @property
    def worker(self) -> Worker:
        """A machine on the town's present day."""
        variables = {**github_environment(self.forge), "REGISTRI_AS_OF": self.as_of}
        folder = self.folder / "machines"
        number = len(list(folder.iterdir())) if folder.exists() else 0
        worker = Worker(folder / str(number), self.remote, variables)
        worker.published = self.site
        return worker

    @property
    def site(self) -> Path:
        """What the public sees."""
        return self.folder / "published"

    def clone(self, name: str, remote: Path | None = None) -> Path:
        """Give a person's copy of the repository, or of their fork."""
        target = self.folder / name
        git(self.folder, "clone", "--quiet", str(remote or self.remote), str(target))
        return target

    def fork(self, owner: str) -> Path:
        """Give an outsider's own repository at the host."""
        target = self.folder / f"{owner}.git"
        git(self.folder, "clone", "--quiet", "--bare", str(self.remote), str(target))
        return target

    def propose(self, branch: str, remote: Path | None = None, owner: str = "kota") -> Proposal:
        """Open a proposal for a branch."""
        proposal = Proposal(len(self.proposals) + 1, owner, branch, remote or self.remote)
        self.proposals.append(proposal)
        return proposal

    def check(self, proposal: Proposal, *, with_preview: bool = False) -> Run:
        """Do what the host does when a proposal comes or changes: the check, then the comment.

        The preview, which takes the longest, is made only where it is asked for.

        Raises CheckoutError where it can't be joined with the main branch: GitHub then starts no check.
        """
        base, head = self._join(proposal)
        source = f"refs/pull/{proposal.number}/merge"
        event = {"pull_request": {"number": proposal.number, "base": {"sha": base}, "head": {"sha": head}}}
        # The workflow itself is the one of the proposal joined with the main branch.
        text = git(self.remote, "show", f"{source}:.github/workflows/check.yml")
        from worker import _load  # noqa: PLC0415

        worker = self.worker
        workflow = _load(text)
        if not with_preview:
            del workflow["jobs"]["preview"]
        run = worker.run_github(workflow, {"event": event, "ref": source})
        proposal.runs.append(run)
        self._tell_forge(proposal, base, head, run)
        self._comment(proposal, head, run)
        return run

    def _join(self, proposal: Proposal) -> tuple[str, str]:
        number = proposal.number
        git(
            self.remote,
            "fetch",
            "--quiet",
            str(proposal.remote),
            f"+{proposal.branch}:refs/pull/{number}/head",
        )
        base, head = (git(self.remote, "rev-parse", ref) for ref in ("main", f"refs/pull/{number}/head"))
        said = git(self.remote, "merge-tree", "--write-tree", base, head, check=False)
        tree = said.splitlines()[0]
        if len(said.splitlines()) > 1:
            raise CheckoutError(said)
        joined = git(self.remote, "commit-tree", tree, "-p", base, "-p", head, "-m", f"Gabungan {number}")
        git(self.remote, "update-ref", f"refs/pull/{number}/merge", joined)
        return base, head

    def _tell_forge(self, proposal: Proposal, base: str, head: str, run: Run) -> None:
        self.forge.pulls = [one for one in self.forge.pulls if one["number"] != proposal.number]
        self.forge.add_pull(proposal.number, proposal.owner, proposal.branch, head)
        changed = git(self.remote, "diff", "--name-only", f"{base}...{head}")
        self.forge.files[proposal.number] = changed.splitlines()
        stream = io.BytesIO()
        with zipfile.ZipFile(stream, "w") as archive:
            if "ringkasan" in run.artifacts and run.artifacts["ringkasan"].exists():
                archive.write(run.artifacts["ringkasan"], run.artifacts["ringkasan"].name)
        self.forge.artifacts[proposal.number] = (1000 + proposal.number, "ringkasan", stream.getvalue())

    def _comment(self, proposal: Proposal, head: str, run: Run) -> None:
        finished = {
            "id": 1000 + proposal.number,
            "path": ".github/workflows/check.yml",
            "event": "pull_request",
            "conclusion": run.conclusion,
            "head_sha": head,
            "head_branch": proposal.branch,
            "head_repository": {
                "full_name": f"{proposal.owner}/registri",
                "owner": {"login": proposal.owner},
            },
            "html_url": f"https://github.example/{REPOSITORY}/actions/runs/{1000 + proposal.number}",
        }
        worker = self.worker
        told = worker.run_github(
            worker.read_workflow("comment.yml"),
            {"event": {"workflow_run": finished}, "ref": "refs/heads/main"},
        )
        assert told.conclusion == "success", told.said

    def comment_of(self, proposal: Proposal) -> str:
        """Give the one comment under a proposal."""
        (only,) = [one["body"] for one in self.forge.comments if one["on"] == proposal.number]
        return str(only)

    def merge(self, proposal: Proposal) -> str:
        """Accept a proposal as a reviewer does; give the commit that the main branch then has."""
        joined = git(self.remote, "rev-parse", f"refs/pull/{proposal.number}/merge")
        git(self.remote, "update-ref", "refs/heads/main", joined)
        self.forge.pulls = [one for one in self.forge.pulls if one["number"] != proposal.number]
        return joined

    def publish(self, event: dict[str, Any] | None = None) -> Run:
        """Do what the host does after a push to the main branch, or on schedule."""
        worker = self.worker
        return worker.run_github(
            worker.read_workflow("publish.yml"), {"event": event or {}, "ref": "refs/heads/main"}
        )

    def read_page(self, address: str) -> str:
        """Give a page as the public sees it."""
        return (self.site / address / "index.html").read_text("utf-8")

    def read_manifest(self) -> dict[str, Any]:
        """Give what the published site says of itself."""
        found: dict[str, Any] = json.loads((self.site / "manifest.json").read_bytes())
        return found


def registri(root: Path, *words: str) -> "subprocess.CompletedProcess[str]":
    """Run the program as a person does at their own machine."""
    return subprocess.run(
        [sys.executable, "-m", "generator", *words, "--root", str(root)],
        env={**os.environ, "PYTHONPATH": str(ROOT), "REGISTRI_AS_OF": AS_OF},
        capture_output=True,
        text=True,
        check=False,
    )
