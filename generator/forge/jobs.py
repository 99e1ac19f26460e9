"""The jobs that hold a token: comment on a proposal, keep the reminders, ask whether a site is published."""

import json
import os
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from generator.forge.comments import (
    ANSWER,
    MOST_ARCHIVE,
    post_comment,
    post_note,
    read_summary,
    render_comment,
)
from generator.forge.dead_links import LABEL as LINK
from generator.forge.dead_links import read_dead_links
from generator.forge.due_list import read_reminders
from generator.forge.github import MOST_CHANGED, GitHub
from generator.forge.host import find_host
from generator.forge.reminders import LABEL as REMINDER
from generator.forge.reminders import Plan, plan_reminders, take_steps
from generator.refusal import RefusalError, find_refusal
from generator.speech import say, ui_language
from generator.text import Text

CHECK_WORKFLOW = ".github/workflows/check.yml"
ARTIFACT = "ringkasan"
_DATA = ("records", "documents")
"""The places of a repository that hold data alone."""

_NO_SUCH_RUN = Text("Kejadian ini bukan pemeriksaan usulan yang selesai; tidak ada yang ditulis.",
                    "This event is no finished check of a proposal; nothing was written.")  # fmt: skip
_MOVED_ON = Text(
    "Tidak ada usulan terbuka dengan commit {commit}: sudah ada yang lebih baru, atau sudah ditutup.",
    "There is no open proposal with commit {commit}: a newer one is there, or it was closed.",
)
_NO_ARTIFACT = Text("Pemeriksaan {run} tidak meninggalkan ringkasan.", "Check {run} has left no summary.")
_UNREAD = (
    "Pemeriksaan tidak meninggalkan ringkasan yang dapat dibaca. "
    "*The check left no summary that can be read.*"
)
_COMMENTED = Text(
    "Ringkasan ditulis pada usulan nomor {number}.", "The summary was written on proposal {number}."
)
_ANSWERED = Text("Jawaban ditulis pada issue nomor {number}.",
                 "The answer was written on issue {number}.")  # fmt: skip
_NO_ISSUE = Text("Pekerjaan ini tidak dimulai oleh sebuah issue.", "This job was not started by an issue.")
_BAD_FILE = Text('"{file}" tidak dapat dibaca sebagai {kind}.', '"{file}" can\'t be read as {kind}.')
_STEPS = {
    "open": Text("buka", "open"),
    "change": Text("ubah", "change"),
    "reopen": Text("buka lagi", "reopen"),
    "close": Text("tutup", "close"),
}
_NO_STEPS = Text("Semua pengingat sudah sesuai; tidak ada yang perlu ditulis.",
                 "All reminders are as they should be; there is nothing to write.")  # fmt: skip
_WAITING = Text(
    "{count} pengingat lagi menunggu giliran berikutnya.", "{count} more reminders wait for the next run."
)
_DRY = Text("Hanya ditampilkan; tidak ada yang ditulis.", "Only shown; nothing was written.")
_USAGE = Text("Pemakaian: {words}", "Usage: {words}")


def comment(args: Sequence[str]) -> None:
    """Write what a check found under its proposal: on GitHub for a finished run, on GitLab from a file."""
    if os.environ.get("GITHUB_EVENT_PATH"):
        _comment_on_github(_read_json(Path(os.environ["GITHUB_EVENT_PATH"])))
        return
    if len(args) != 1 or not os.environ.get("CI_MERGE_REQUEST_IID", "").isdecimal():
        raise RefusalError(_USAGE, words=".ci/comment RINGKASAN")
    number = int(os.environ["CI_MERGE_REQUEST_IID"])
    summary = Path(args[0]).read_bytes()[:MOST_ARCHIVE].decode("utf-8", "replace")
    passed = os.environ.get("REGISTRI_PASSED") == "true"
    url = os.environ.get("CI_PIPELINE_URL", "")
    post_comment(find_host(), number, render_comment(summary, has_passed=passed, run_url=url))
    _tell(say(_COMMENTED, number=str(number)))


def _comment_on_github(event: Any) -> None:  # noqa: ANN401  a JSON value
    host = find_host()
    run = event.get("workflow_run") if isinstance(event, dict) else None
    if not isinstance(host, GitHub) or not isinstance(run, dict) or not _is_check(run):
        _tell(say(_NO_SUCH_RUN))
        return
    source, commit = run["head_repository"], str(run["head_sha"])
    number = host.find_proposal(
        source["owner"]["login"], str(run["head_branch"]), source["full_name"], commit
    )
    if number is None:
        _tell(say(_MOVED_ON, commit=commit[:12]))
        return
    files = list(host.iterate_changed_files(number))
    places = {path.partition("/")[0] for path in files}
    fault: RefusalError | None = None
    summary = None
    artifact = host.find_artifact(int(run["id"]), ARTIFACT)
    if artifact is None:
        _tell(say(_NO_ARTIFACT, run=str(run["id"])))
    else:
        try:
            summary = read_summary(host.download_artifact(int(artifact["id"]), MOST_ARCHIVE))
        except RefusalError as refused:
            fault = refused
    if summary is None and not places.difference(_DATA) and len(files) < MOST_CHANGED:
        if fault:
            raise fault
        return
    # A proposal that leaves no summary, or none to be read, is called out all the same.
    text = render_comment(
        _UNREAD if summary is None else summary,
        has_passed=run.get("conclusion") == "success",
        run_url=str(run["html_url"]),
        changed=sorted(places.difference(_DATA)),
        is_whole=len(files) < MOST_CHANGED,
    )
    post_comment(host, number, text)
    _tell(say(_COMMENTED, number=str(number)))
    if fault:
        raise fault


def _is_check(run: dict[str, Any]) -> bool:
    """Whether a run was our check of a proposal: its name can be borrowed, its place can't."""
    path = str(run.get("path", "")).partition("@")[0]
    is_whole = isinstance(run.get("head_repository"), dict)
    return run.get("event") == "pull_request" and path == CHECK_WORKFLOW and is_whole


def remind(args: Sequence[str]) -> None:
    """Make the issues tell exactly what ``registri due --format json`` wrote into a file."""
    is_dry = "--dry-run" in args
    files = [word for word in args if word != "--dry-run"]
    if len(files) != 1:
        raise RefusalError(_USAGE, words=".ci/remind DUE.json [--dry-run]")
    reminders = read_reminders(_read_json(Path(files[0])))
    if is_dry and not (os.environ.get("GITHUB_TOKEN") or os.environ.get("REGISTRI_TOKEN")):
        _tell_plan(plan_reminders(reminders, [], most=len(reminders)))
        _tell(say(_DRY))
        return
    host = find_host()
    plan = plan_reminders(reminders, host.list_issues(REMINDER))
    _tell_plan(plan)
    if is_dry:
        _tell(say(_DRY))
    else:
        take_steps(plan, host)


def _tell_plan(plan: Plan) -> None:
    for step in plan.steps:
        _tell(f"{say(_STEPS[step.action])}: {step.title}")
    if not plan.steps:
        _tell(say(_NO_STEPS))
    if plan.waiting:
        _tell(say(_WAITING, count=str(plan.waiting)))


def read_issue(args: Sequence[str]) -> None:
    """Write the text of the issue that started this job into a file."""
    if len(args) != 1:
        raise RefusalError(_USAGE, words=".ci/read-issue ISIAN.md")
    Path(args[0]).write_text(str(_read_event_issue().get("body") or ""), "utf-8", "replace")


def answer_issue(args: Sequence[str]) -> None:
    """Write an answer under the issue that started this job, in the place of an earlier one."""
    if len(args) != 1:
        raise RefusalError(_USAGE, words=".ci/answer-issue JAWABAN.md")
    number = _read_event_issue()["number"]
    answer = Path(args[0]).read_text("utf-8")
    post_note(find_host(), int(number), ANSWER, answer)
    _tell(say(_ANSWERED, number=str(number)))


def _read_event_issue() -> dict[str, Any]:
    path = os.environ.get("GITHUB_EVENT_PATH", "")
    event = _read_json(Path(path)) if path else {}
    issue = event.get("issue") if isinstance(event, dict) else None
    if not isinstance(issue, dict) or not isinstance(issue.get("number"), int):
        raise RefusalError(_NO_ISSUE)
    return issue


def report_links(args: Sequence[str]) -> None:
    """Keep one issue about the addresses that no longer answer; none while all of them do."""
    if len(args) != 1:
        raise RefusalError(_USAGE, words=".ci/report-links LINKS.json")
    reminders = read_dead_links(_read_json(Path(args[0])))
    host = find_host()
    plan = plan_reminders(reminders, host.list_issues(LINK))
    _tell_plan(plan)
    take_steps(plan, host, LINK)


def ask_pages(_args: Sequence[str]) -> None:
    """Tell the steps that follow whether the repository publishes a site: ``ready=true`` or ``false``."""
    host = find_host()
    ready = isinstance(host, GitHub) and host.has_pages()
    line = f"ready={'true' if ready else 'false'}\n"
    if output := os.environ.get("GITHUB_OUTPUT"):
        with Path(output).open("a", encoding="utf-8") as stream:
            stream.write(line)
    _tell(line.strip())


def _read_json(path: Path) -> Any:  # noqa: ANN401  a JSON value
    try:
        return json.loads(path.read_bytes())
    except (ValueError, RecursionError):
        raise RefusalError(_BAD_FILE, file=str(path), kind="JSON") from None


def _tell(line: str) -> None:
    # A job's host obeys lines that begin with two colons; what we say is never one.
    sys.stdout.write(f"{line.replace('::', ': :')}\n")


def run(job: Callable[[Sequence[str]], None]) -> int:
    """Run a job with the words of the command line; give 0, or 2 where something stands in its way."""
    try:
        job(sys.argv[1:])
    except Exception as error:
        refusal = find_refusal(error)
        if refusal is None:
            raise
        sys.stderr.write(f"{refusal.render(ui_language())}\n")
        return 2
    return 0
