"""Reminders: the issues tell exactly the duties, a second run does nothing, and people have the last word."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from codehost import TOKEN, Forge, github_environment, gitlab_environment, run_forge
from hypothesis import given
from hypothesis import strategies as st
from registers import ROOT

from generator.forge.host import Issue
from generator.forge.reminders import LABEL, Plan, Reminder, plan_reminders

JOB = ROOT / ".ci" / "remind"


def item(key: str, **changes: Any) -> dict[str, Any]:
    """Give an entry as ``registri due`` writes it."""
    agreement = key.partition(":")[0]
    return {
        "key": key,
        "duty": "ending",
        "date": "2026-12-31",
        "days_left": 37,
        "overdue": False,
        "period": None,
        "basis": None,
        "agreement": agreement,
        "type": "ksdd",
        "title": f"Kerja sama {agreement}",
        "file": f"records/agreements/ksdd/{agreement}.yaml",
        "url": None,
        "departments": [{"id": "dinkes", "name": "Dinas Kesehatan", "lead": True}],
        "what": "Berakhir",
        "days": "37 hari lagi",
        "action": "Putuskan: diperpanjang atau tidak.",
        **changes,
    }


@pytest.fixture
def forge() -> Iterator[Forge]:
    """Give a code host on this machine."""
    with run_forge() as found:
        yield found


@pytest.fixture(params=[github_environment, gitlab_environment])
def environment(request: pytest.FixtureRequest, forge: Forge) -> dict[str, str]:
    """Give the variables of a job on each kind of host in turn."""
    return dict(request.param(forge))


def remind(tmp_path: Path, environment: dict[str, str], *items: dict[str, Any], dry: bool = False) -> str:
    """Run the job as a workflow does; give what it says."""
    file = tmp_path / "due.json"
    file.write_text(json.dumps({"items": list(items)}), encoding="utf-8")
    done = run_job([str(file), *(["--dry-run"] if dry else [])], environment)
    assert done.returncode == 0, done.stderr
    return done.stdout


def run_job(words: list[str], environment: dict[str, str]) -> "subprocess.CompletedProcess[str]":
    kept = {name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ}
    return subprocess.run(
        [sys.executable, str(JOB), *words],
        env={**kept, **environment},
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )


def test_an_issue_is_opened_once_changed_with_its_duty_and_closed_when_it_is_over(
    tmp_path: Path, forge: Forge, environment: dict[str, str]
) -> None:
    remind(tmp_path, environment, item("a:ending:2026-12-31"), item("b:ending:2026-12-31"))
    assert forge.list_open() == [
        "Berakhir: Kerja sama a (2026-12-31)",
        "Berakhir: Kerja sama b (2026-12-31)",
    ]
    assert all(issue["labels"] == [LABEL] for issue in forge.issues.values())
    before = len(forge.written)
    said = remind(
        tmp_path, environment, item("a:ending:2026-12-31", days="36 hari lagi"), item("b:ending:2026-12-31")
    )
    assert len(forge.written) == before
    assert "tidak ada yang perlu ditulis" in said
    remind(tmp_path, environment, item("a:ending:2026-12-31", action="Laporkan hasilnya."))
    assert "Laporkan hasilnya." in forge.issues[1]["body"]
    assert [forge.issues[number]["state"] for number in (1, 2)] == ["open", "closed"]


def test_what_comes_back_is_opened_again_but_not_what_a_person_closed(
    tmp_path: Path, forge: Forge, environment: dict[str, str]
) -> None:
    remind(tmp_path, environment, item("a:ending:2026-12-31"))
    remind(tmp_path, environment)
    assert forge.list_open() == []
    remind(tmp_path, environment, item("a:ending:2026-12-31"))
    assert len(forge.list_open()) == 1
    forge.issues[1]["state"] = "closed"
    remind(tmp_path, environment, item("a:ending:2026-12-31"))
    assert forge.list_open() == []
    assert len(forge.issues) == 1


def test_a_stranger_who_writes_our_mark_silences_nothing_and_keeps_their_issue(
    tmp_path: Path, forge: Forge, environment: dict[str, str]
) -> None:
    stranger = {"login": "orang", "type": "User", "id": 9}
    body = f"Pertanyaan\n\n<!-- registri-pengingat key=a%3Aending%3A1 isi={'0' * 16} -->\n"
    mine = dict(forge.add_issue("Pertanyaan", body, [LABEL], author=stranger), state="closed")
    forge.issues[1] = dict(mine)
    also = dict(forge.add_issue("Lagi", body.replace("1 isi", "2 isi"), [LABEL], author=stranger))
    remind(tmp_path, environment, item("a:ending:1"))
    assert (forge.issues[1], forge.issues[2]) == (mine, also)
    assert "Berakhir: Kerja sama a (2026-12-31)" in forge.list_open()


def test_what_is_ahead_but_does_not_end_is_no_reminder(
    tmp_path: Path, forge: Forge, environment: dict[str, str]
) -> None:
    ahead, late = item("a:evaluation:2026-2"), item("b:evaluation:2026-1")
    remind(
        tmp_path,
        environment,
        {**ahead, "duty": "evaluation"},
        {**late, "duty": "evaluation", "overdue": True},
    )
    assert [issue["title"] for issue in forge.issues.values()] == ["Berakhir: Kerja sama b (2026-12-31)"]
    assert "(sudah lewat)" in forge.issues[1]["body"]


def test_one_run_writes_a_bounded_number_and_says_how_many_wait(
    tmp_path: Path, forge: Forge, environment: dict[str, str]
) -> None:
    items = [item(f"p{number:03}:ending:2026-12-31") for number in range(130)]
    said = remind(tmp_path, environment, *items)
    assert len(forge.issues) == 20
    assert "110 pengingat lagi menunggu" in said
    for _ in range(6):
        said = remind(tmp_path, environment, *items)
    # More than one page of the host's list, and still each once.
    assert len(forge.issues) == 130
    assert "tidak ada yang perlu ditulis" in remind(tmp_path, environment, *items)


def test_a_dry_run_writes_nothing_with_or_without_a_token(
    tmp_path: Path, forge: Forge, environment: dict[str, str]
) -> None:
    for one in (environment, {}):
        said = remind(tmp_path, one, item("a:ending:2026-12-31"), dry=True)
        assert "buka: Berakhir: Kerja sama a" in said
    assert forge.written == []


def test_a_host_that_drops_the_label_stops_the_run(tmp_path: Path, forge: Forge) -> None:
    forge.drops_labels = True
    file = tmp_path / "due.json"
    file.write_text(json.dumps({"items": [item("a:x"), item("b:x")]}), encoding="utf-8")
    done = run_job([str(file)], github_environment(forge))
    assert done.returncode == 2
    assert "akan berulang" in done.stderr
    assert len(forge.issues) == 1


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("{", "tidak dapat dibaca sebagai JSON"),
        ("[]", "bukan keluaran registri due"),
        ('{"items": [{"key": "a"}]}', "bukan keluaran registri due"),
        ('{"items": 3}', "bukan keluaran registri due"),
    ],
)
def test_another_file_is_refused_in_plain_words(
    tmp_path: Path, forge: Forge, content: str, said: str
) -> None:
    file = tmp_path / "due.json"
    file.write_text(content, encoding="utf-8")
    done = run_job([str(file)], github_environment(forge))
    assert (done.returncode, forge.written) == (2, [])
    assert said in done.stderr
    assert "Traceback" not in done.stderr


def test_no_token_no_host_and_a_wrong_token_are_told(tmp_path: Path, forge: Forge) -> None:
    file = tmp_path / "due.json"
    file.write_text(json.dumps({"items": []}), encoding="utf-8")
    assert "Tidak ada token" in run_job([str(file)], {}).stderr
    wrong = {**github_environment(forge), "GITHUB_TOKEN": "salah"}
    assert "401" in run_job([str(file)], wrong).stderr
    away = {**github_environment(forge), "GITHUB_API_URL": "http://127.0.0.1:9"}
    assert "tidak dapat dihubungi" in run_job([str(file)], away).stderr


def test_the_text_of_a_record_calls_nobody_and_draws_nothing(
    tmp_path: Path, forge: Forge, environment: dict[str, str]
) -> None:
    hostile = "@semua ![x](http://jahat.example) <img src=x> -->\n# Judul \x1b[31m"
    remind(tmp_path, environment, item("a:ending:1", title=hostile))
    body = forge.issues[1]["body"]
    assert "@semua" not in body
    assert "<img" not in body
    assert "![" not in body
    assert "\x1b" not in body
    assert "\n# Judul" not in body
    assert "tidak ada yang perlu ditulis" in remind(tmp_path, environment, item("a:ending:1", title=hostile))


_LOAD = """import sys
before = set(sys.modules)
import generator.forge.jobs, generator.forge.gitlab
new = {name.partition(".")[0] for name in set(sys.modules) - before}
print(*sorted(new - set(sys.stdlib_module_names)))
"""


def test_the_token_s_step_loads_nothing_but_the_standard_library() -> None:
    loaded = subprocess.run(
        [
            *(sys.executable, "-S", "-c"),
            _LOAD,
        ],
        env={"PYTHONPATH": str(ROOT), "PATH": os.environ["PATH"]},
        capture_output=True,
        text=True,
        check=True,
    )
    assert loaded.stdout.split() == ["generator"]


KEYS = st.text(alphabet="ab:-2%é /", min_size=1, max_size=6)
REMINDERS = st.lists(
    st.builds(Reminder, KEYS, st.text(max_size=30), st.text(max_size=60)),
    max_size=8,
    unique_by=lambda one: one.key,
)
ISSUES = st.lists(st.tuples(REMINDERS, st.booleans(), st.booleans()), max_size=3)


def _carry_out(plan: Plan, issues: list[Issue]) -> list[Issue]:
    """Do in memory what ``take_steps`` does at a host."""
    found = {issue.number: issue for issue in issues}

    class _Host:
        def open_issue(self, title: str, body: str, label: str) -> None:
            assert label == LABEL
            number = len(found) + 1
            found[number] = Issue(number, title, body, is_open=True)

        def change_issue(self, number: int, title: str, body: str, *, is_open: bool) -> None:
            found[number] = Issue(number, title, body, is_open)

    from generator.forge.reminders import take_steps  # noqa: PLC0415

    take_steps(plan, _Host())  # type: ignore[arg-type]
    return list(found.values())


@given(REMINDERS, ISSUES)
def test_once_done_nothing_is_left_to_do(reminders: list[Reminder], earlier: list[Any]) -> None:
    issues: list[Issue] = []
    for others, is_open, is_done in earlier:
        for other in others:
            body = other.render_body(is_done=is_done)
            issues.append(Issue(len(issues) + 1, other.render_title(), body, is_open))
    most = 1000
    after = _carry_out(plan_reminders(reminders, issues, most), issues)
    assert plan_reminders(reminders, after, most).steps == ()
    standing = [issue for issue in after if issue.is_open]
    assert len(standing) <= len(reminders)


def test_the_token_is_never_printed(tmp_path: Path, forge: Forge) -> None:
    forge.drops_labels = True
    file = tmp_path / "due.json"
    file.write_text(json.dumps({"items": [item("a:x")]}), encoding="utf-8")
    done = run_job([str(file)], github_environment(forge))
    assert TOKEN not in done.stdout + done.stderr
