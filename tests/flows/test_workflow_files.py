"""The workflow files: valid, pinned, permitted the least, and calling only what exists."""

import re
import shlex
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click
import pytest
from click.testing import CliRunner
from registers import ROOT
from worker import _load

from generator.__main__ import cli

WORKFLOWS = sorted((ROOT / ".github" / "workflows").glob("*.yml"))
ACTIONS = sorted((ROOT / ".github" / "actions").glob("*/action.yml"))
GITLAB = ROOT / ".gitlab-ci.yml"
_USES = re.compile(r"^\s*(?:- )?uses: (?P<action>\S+)(?P<rest>.*)$", re.MULTILINE)
# What nobody but the host decides; anything else that an event says may be an outsider's text.
_TRUSTED = {
    "github.token", "github.event.pull_request.base.sha", "github.event.pull_request.number",
    "inputs.program", "steps.pages.outputs.ready", "steps.deployment.outputs.page_url",
}  # fmt: skip
_SCHEMAS = {
    "vendor.github-workflows": WORKFLOWS,
    "vendor.github-actions": ACTIONS,
    "vendor.gitlab-ci": [GITLAB],
    "vendor.dependabot": [ROOT / ".github" / "dependabot.yml"],
    "vendor.github-issue-forms": sorted(
        path for path in (ROOT / ".github" / "ISSUE_TEMPLATE").glob("*.yml") if path.name != "config.yml"
    ),
    "vendor.github-issue-config": [ROOT / ".github" / "ISSUE_TEMPLATE" / "config.yml"],
}


def _steps() -> Iterator[tuple[str, dict[str, Any]]]:
    for path in WORKFLOWS:
        for name, job in _load(path.read_text("utf-8"))["jobs"].items():
            for step in job["steps"]:
                yield f"{path.name}:{name}", step
    for path in ACTIONS:
        for step in _load(path.read_text("utf-8"))["runs"]["steps"]:
            yield path.parent.name, step


def _lines() -> Iterator[tuple[str, str]]:
    """Give every command line of every job of both hosts."""
    for place, step in _steps():
        for line in step.get("run", "").splitlines():
            yield place, line
    for name, job in _load(GITLAB.read_text("utf-8")).items():
        if isinstance(job, dict) and "script" in job:
            for entry in job["script"]:
                for line in entry.splitlines():
                    yield f".gitlab-ci.yml:{name}", line


@pytest.mark.parametrize("schema", _SCHEMAS)
def test_the_files_meet_their_hosts_schemas(schema: str) -> None:
    files = _SCHEMAS[schema]
    assert files
    done = subprocess.run(
        [sys.executable, "-m", "check_jsonschema", "--builtin-schema", schema, *map(str, files)],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout


@pytest.mark.parametrize("path", [*WORKFLOWS, *ACTIONS], ids=lambda path: path.name)
def test_every_action_is_pinned_by_its_hash_and_names_its_version(path: Path) -> None:
    for found in _USES.finditer(path.read_text("utf-8")):
        if not found["action"].startswith("./"):
            assert re.fullmatch(r"actions/[\w-]+@[0-9a-f]{40}", found["action"]), found[0]
            assert re.fullmatch(r" # v\d+\.\d+\.\d+", found["rest"]), found[0]


def test_one_action_has_one_hash_everywhere() -> None:
    pins: dict[str, set[str]] = {}
    for path in (*WORKFLOWS, *ACTIONS):
        for found in _USES.finditer(path.read_text("utf-8")):
            name, _, pin = found["action"].partition("@")
            pins.setdefault(name, set()).add(pin + found["rest"])
    assert {name: len(found) for name, found in pins.items() if len(found) > 1} == {}


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.name)
def test_a_workflow_permits_nothing_and_each_job_the_least(path: Path) -> None:
    workflow = _load(path.read_text("utf-8"))
    assert workflow["permissions"] == {}
    assert "pull_request_target" not in workflow["on"]
    assert workflow["concurrency"]["group"]
    for job in workflow["jobs"].values():
        assert 0 < job["timeout-minutes"] <= 60
        assert job["permissions"]
        writes = {name for name, level in job["permissions"].items() if level == "write"}
        if "pull_request" in workflow["on"]:
            assert job["permissions"] == {"contents": "read"}
            assert "secrets." not in path.read_text("utf-8")
        assert "contents" not in writes
    assert "secrets." not in path.read_text("utf-8"), "a fork has none"


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.name)
def test_no_checkout_keeps_the_token(path: Path) -> None:
    for place, step in _steps():
        if step.get("uses", "").startswith("actions/checkout@") and place.startswith(path.name):
            assert step["with"]["persist-credentials"] is False, place


def test_no_text_of_an_outsider_is_ever_part_of_a_command() -> None:
    for place, step in _steps():
        assert "${{" not in step.get("run", ""), place
        for value in [*step.get("env", {}).values(), *step.get("with", {}).values()]:
            for name in re.findall(r"\$\{\{\s*(.*?)\s*\}\}", str(value)):
                assert name in _TRUSTED, f"{place}: {name}"


def test_a_job_that_may_write_never_has_a_proposal_on_its_disk() -> None:
    for path in WORKFLOWS:
        for name, job in _load(path.read_text("utf-8"))["jobs"].items():
            if "write" in job["permissions"].values():
                for step in job["steps"]:
                    if step.get("uses", "").startswith("actions/checkout@"):
                        assert "ref" not in step["with"], f"{path.name}:{name}"


def test_the_comment_follows_the_check_by_its_name_and_place() -> None:
    from generator.forge.jobs import ARTIFACT, CHECK_WORKFLOW  # noqa: PLC0415

    check = _load((ROOT / CHECK_WORKFLOW).read_text("utf-8"))
    comment = _load((ROOT / ".github" / "workflows" / "comment.yml").read_text("utf-8"))
    assert comment["on"]["workflow_run"]["workflows"] == [check["name"]]
    uploads = [step["with"]["name"] for job in check["jobs"].values() for step in job["steps"]
               if step.get("uses", "").startswith("actions/upload-artifact@")]  # fmt: skip
    assert ARTIFACT in uploads


def test_every_script_that_is_called_exists_and_can_be_run() -> None:
    called = {name for _, line in _lines() for name in re.findall(r"\.ci/([\w-]+)", line)}
    assert {"check-proposal", "comment", "remind", "install-program", "run"} <= called
    for name in called:
        path = ROOT / ".ci" / name
        assert path.is_file(), name
        assert path.stat().st_mode & 0o111, name
        mode = subprocess.run(
            ["git", "-C", str(ROOT), "ls-files", "--stage", f".ci/{name}"],
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        assert mode.startswith("100755"), name


def test_every_shell_script_can_be_read_by_a_plain_shell() -> None:
    for path in sorted((ROOT / ".ci").iterdir()):
        if path.read_bytes().startswith(b"#!/bin/sh"):
            done = subprocess.run(["sh", "-n", str(path)], capture_output=True, text=True, check=False)
            assert done.returncode == 0, done.stderr


def _registri_calls() -> Iterator[tuple[str, list[str]]]:
    scripts = [
        (path.name, line)
        for path in sorted((ROOT / ".ci").iterdir())
        if path.read_bytes().startswith(b"#!/bin/sh")
        for line in path.read_text("utf-8").splitlines()
    ]
    for place, line in [*_lines(), *scripts]:
        for call in re.findall(r"(?:^|&& |; |then |=\S* )\s*registri ([a-z].*)", line.strip()):
            words = shlex.split(re.split(r"\s(?:\|\||&&|>|2>|;)", call)[0])
            yield place, words


CALLS = list(_registri_calls())


@pytest.mark.parametrize(("place", "words"), CALLS, ids=[f"{place} {words[0]}" for place, words in CALLS])
def test_every_command_that_is_called_has_these_options(place: str, words: list[str]) -> None:
    command = cli.get_command(click.Context(cli), words[0])
    assert command is not None, f"{place}: {words[0]}"
    known = {option for parameter in command.params for option in parameter.opts}
    given = {word.partition("=")[0] for word in words if word.startswith("--")}
    assert given <= known, f"{place}: {given - known}"
    forms = {parameter.name: parameter.type for parameter in command.params}
    if "--format" in words:
        choice = forms["form"]
        assert isinstance(choice, click.Choice)
        assert words[words.index("--format") + 1] in choice.choices
    assert CliRunner().invoke(cli, [words[0], "--help"]).exit_code == 0


def test_all_kinds_of_jobs_are_there_on_both_hosts() -> None:
    assert len(CALLS) >= 10
    assert {words[0] for _, words in CALLS} >= {"check", "diff", "preview", "build", "due"}
