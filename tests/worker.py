"""A job's machine: runs the shipped workflows' own commands, step by step, against real git repositories.

Not run for real is only what needs the network: fetching actions, and pip, in whose place the program of
the folder that the workflow installs is made to run.
"""

import json
import os
import re
import shutil
import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

_EXPRESSION = re.compile(r"\$\{\{\s*(.*?)\s*\}\}")
_PIP = r"""#!/bin/sh
# Stands for Python; in pip's place, what is installed from a folder is made to run.
case " $* " in
*" pip "*" -e . "*)
    cat >"$SHIM/registri" <<END
#!/bin/sh
PYTHONPATH='$PWD' exec '$REAL_PYTHON' -P -m generator "\$@"
END
    chmod +x "$SHIM/registri"
    ;;
*" pip "*) ;;
*) exec "$REAL_PYTHON" "$@" ;;
esac
"""


class CheckoutError(Exception):
    """The host starts no run: there is nothing that could be checked out."""


@dataclass
class Run:
    """What came of a workflow: each job's end, what it said, and what it left."""

    jobs: dict[str, str] = field(default_factory=dict)
    said: str = ""
    summary: str = ""
    artifacts: dict[str, Path] = field(default_factory=dict)
    outputs: dict[str, dict[str, str]] = field(default_factory=dict)

    @property
    def conclusion(self) -> str:
        """``success`` unless a job failed."""
        return "failure" if "failure" in self.jobs.values() else "success"


def git(folder: Path, *words: str, check: bool = True) -> str:
    """Run git as a person does; give what it says."""
    done = subprocess.run(
        ["git", "-C", str(folder), *words], capture_output=True, text=True, check=False, env=git_environment()
    )
    assert done.returncode == 0 or not check, f"git {' '.join(words)}: {done.stdout}{done.stderr}"
    return done.stdout.strip() if done.returncode == 0 else done.stdout + done.stderr


def git_environment() -> dict[str, str]:
    """Give variables in which no setting of this machine counts."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
    return {
        **kept,
        "GIT_CONFIG_GLOBAL": "/dev/null",
        "GIT_CONFIG_SYSTEM": "/dev/null",
        "GIT_AUTHOR_NAME": "Uji",
        "GIT_AUTHOR_EMAIL": "uji@contoh.example",
        "GIT_COMMITTER_NAME": "Uji",
        "GIT_COMMITTER_EMAIL": "uji@contoh.example",
    }


class Worker:
    """A machine of a code host; every run starts on an empty one."""

    def __init__(self, folder: Path, remote: Path, variables: dict[str, str]) -> None:
        self.folder, self.remote, self._variables = folder, remote, variables
        self.published = folder / "published"
        self._count = 0

    def read_workflow(self, name: str) -> dict[str, Any]:
        """Read a workflow as it stands on the main branch."""
        return _load(git(self.remote, "show", f"main:.github/workflows/{name}"))

    def run_github(
        self, workflow: dict[str, Any], github: dict[str, Any], variables: dict[str, str] | None = None
    ) -> Run:
        """Run a workflow on GitHub for an event."""
        run = Run()
        for name, job in workflow["jobs"].items():
            needs = [job["needs"]] if isinstance(job.get("needs"), str) else job.get("needs", [])
            contexts: dict[str, Any] = {
                "github": {**github, "token": self._variables.get("GITHUB_TOKEN", "")},
                "needs": {one: {"outputs": run.outputs.get(one, {})} for one in needs},
                "steps": {},
                "failed": False,
            }
            fine = all(run.jobs[one] == "success" for one in needs)
            if not fine or not evaluate(str(job.get("if", "true")), contexts):
                run.jobs[name] = "skipped"
                continue
            self._run_job(name, job, contexts, run, variables or {})
        return run

    def _start(self) -> tuple[Path, dict[str, str]]:
        """Give an empty working folder and the variables of a job in it."""
        self._count += 1
        work = self.folder / f"job-{self._count}"
        shims = work / "bin"
        shims.mkdir(parents=True)
        for name in ("python", "python3"):
            (shims / name).write_text(_PIP)
            (shims / name).chmod(0o755)
        environment = {
            **{key: value for key, value in git_environment().items() if not key.startswith(_FOREIGN)},
            "SHIM": str(shims),
            "REAL_PYTHON": sys.executable,
            "PATH": f"{shims}:{os.environ['PATH']}",
            "XDG_CACHE_HOME": str(work / "cache"),
            "PYTHONPYCACHEPREFIX": str(work / "compiled"),
            "REGISTRI_AS_OF": self._variables["REGISTRI_AS_OF"],
        }
        workspace = work / "workspace"
        workspace.mkdir()
        return workspace, environment

    def _run_job(
        self, name: str, job: dict[str, Any], contexts: dict[str, Any], run: Run, variables: dict[str, str]
    ) -> None:
        workspace, environment = self._start()
        summary, output = workspace.parent / "summary.md", workspace.parent / "output"
        event = workspace.parent / "event.json"
        event.write_text(json.dumps(contexts["github"]["event"]), encoding="utf-8")
        # A token comes to a step only through its own variables, as at the host.
        known = {key: value for key, value in self._variables.items() if key != "GITHUB_TOKEN"}
        environment.update(known, GITHUB_WORKSPACE=str(workspace), GITHUB_STEP_SUMMARY=str(summary),
                           GITHUB_OUTPUT=str(output), GITHUB_EVENT_PATH=str(event), **variables)  # fmt: skip
        for step in job["steps"]:
            default = "false" if contexts["failed"] else "true"
            if not evaluate(str(step.get("if", default)), contexts):
                continue
            if self._run_step(step, contexts, environment, workspace, run) and not contexts["failed"]:
                contexts["failed"] = True
            if "id" in step and output.exists():
                lines = output.read_text().splitlines()
                contexts["steps"][step["id"]] = {"outputs": dict(line.split("=", 1) for line in lines)}
        run.jobs[name] = "failure" if contexts["failed"] else "success"
        run.summary += summary.read_text("utf-8") if summary.exists() else ""
        run.outputs[name] = {
            key: str(substitute(value, contexts)) for key, value in job.get("outputs", {}).items()
        }

    def _run_step(
        self,
        step: dict[str, Any],
        contexts: dict[str, Any],
        environment: dict[str, str],
        workspace: Path,
        run: Run,
    ) -> int:
        """Run one step; give its exit code."""
        own = {key: str(substitute(value, contexts)) for key, value in step.get("env", {}).items()}
        if "run" in step:
            return self._shell(substitute(step["run"], contexts), {**environment, **own}, workspace, run)
        action, given = step["uses"], step.get("with", {})
        settled = {key: substitute(value, contexts) for key, value in given.items()}
        if action.startswith("./"):
            inner = _load((workspace / action / "action.yml").read_text("utf-8"))
            inputs = {key: value.get("default", "") for key, value in inner["inputs"].items()}
            inside = {**contexts, "inputs": {**inputs, **settled}}
            steps = [one for one in inner["runs"]["steps"] if "run" in one]
            return max(self._run_step(one, inside, environment, workspace, run) for one in steps)
        kind = action.partition("@")[0]
        if kind == "actions/checkout":
            self._check_out(settled, contexts, workspace)
        elif kind == "actions/upload-artifact":
            run.artifacts[settled["name"]] = workspace / settled["path"]
            return int(not (workspace / settled["path"]).exists())
        elif kind == "actions/upload-pages-artifact":
            run.artifacts["github-pages"] = workspace / settled["path"]
        elif kind == "actions/deploy-pages":
            shutil.rmtree(self.published, ignore_errors=True)
            shutil.copytree(run.artifacts["github-pages"], self.published)
        else:
            assert kind == "actions/setup-python", kind
        return 0

    def _check_out(self, given: dict[str, Any], contexts: dict[str, Any], workspace: Path) -> None:
        assert given["persist-credentials"] is False
        target = workspace / given.get("path", ".")
        depth = [] if given.get("fetch-depth") == 0 else ["--depth=1"]
        git(workspace, "init", "--quiet", "-b", "none", str(target))
        git(target, "remote", "add", "origin", f"file://{self.remote}")
        ref = given.get("ref") or contexts["github"]["ref"]
        branches = ["+refs/heads/*:refs/remotes/origin/*"] if not depth else []
        wanted = [f"{ref}:refs/remotes/pull", *branches]
        git(target, "fetch", "--quiet", "--no-tags", *depth, "origin", *wanted)
        git(target, "checkout", "--quiet", "--detach", "refs/remotes/pull")

    def _shell(self, script: str, environment: dict[str, str], cwd: Path, run: Run) -> int:
        assert "${{" not in script
        done = subprocess.run(
            ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", script],
            cwd=cwd, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
            check=False, timeout=300,
        )  # fmt: skip
        run.said += done.stdout
        return done.returncode

    def run_gitlab(self, job: str, source: Path, commit: str, variables: dict[str, str]) -> Run:
        """Run one job of ``.gitlab-ci.yml``, as the commit has it, in a clone of the source."""
        workspace, environment = self._start()
        git(workspace, "clone", "--quiet", "--no-checkout", f"file://{source}", str(workspace))
        git(workspace, "checkout", "--quiet", "--detach", commit)
        settings = _load((workspace / ".gitlab-ci.yml").read_text("utf-8"))
        known = {key: str(value) for key, value in settings["variables"].items() if not key.startswith("PIP")}
        environment.update({**self._variables, **known, "CI_PROJECT_DIR": str(workspace), **variables})
        run = Run()
        script = "\n".join(settings[job]["script"])
        code = self._shell(script, environment, workspace, run)
        run.jobs[job] = "failure" if code else "success"
        left = settings[job].get("artifacts", {})
        for name in [*left.get("paths", ()), *left.get("reports", {}).values()]:
            run.artifacts[name] = workspace / name
        return run


_FOREIGN = ("GITHUB_", "CI_", "REGISTRI_", "PYTHONPATH")


def _load(text: str) -> dict[str, Any]:
    # As the hosts read it: YAML 1.2, in which "on" is a word.
    found: dict[Any, Any] = yaml.safe_load(text)
    if True in found:
        found["on"] = found.pop(True)
    return found


def substitute(value: Any, contexts: dict[str, Any]) -> Any:
    """Fill in the expressions of a workflow's value."""
    if not isinstance(value, str):
        return value
    return _EXPRESSION.sub(lambda found: str(_find(found[1], contexts)), value)


def evaluate(condition: str, contexts: dict[str, Any]) -> bool:
    """Give whether a condition holds; only the few forms that the workflows use are known."""
    condition = _EXPRESSION.sub(lambda found: found[1], condition).strip()
    if condition in ("true", "!cancelled()", "always()"):
        return True
    if condition == "false":
        return False
    if " || " in condition:
        return any(evaluate(part, contexts) for part in condition.split(" || "))
    if found := re.fullmatch(r"contains\(([\w.]+)\.\*\.name, '([^']*)'\)", condition):
        return found[2] in [entry["name"] for entry in _find(found[1], contexts)]
    left, sign, right = condition.partition(" == ")
    assert sign, condition
    return str(_find(left, contexts)) == right.strip("'")


def _find(name: str, contexts: dict[str, Any]) -> Any:
    found: Any = contexts
    for part in name.split("."):
        found = found.get(part, "") if isinstance(found, dict) else ""
    return found
