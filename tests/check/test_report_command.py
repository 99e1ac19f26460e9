"""Reports as the command writes them: colours on a terminal alone, summaries, files as hosts name them."""

import json
import os
import pty
import re
import subprocess
import sys
from pathlib import Path

import pytest
from conftest import RunCommand
from registers import KB, ROOT
from reporting import assert_valid, read_command

from generator.check.reporters import REPORTERS


@pytest.fixture
def faulty(base: Path) -> Path:
    """Give a register in which one date lost its quotes."""
    text = (base / KB).read_text(encoding="utf-8")
    (base / KB).write_text(text.replace('start: "2023-03-10"', "start: 2023-03-10"), encoding="utf-8")
    return base


def _run_at_terminal(root: Path, **environment: str) -> str:
    """Run the check with a terminal for its output, and give what the terminal got."""
    ours, theirs = pty.openpty()
    inherited = {name: value for name, value in os.environ.items() if name not in ("NO_COLOR", "TERM")}
    done = subprocess.Popen(
        [sys.executable, "-m", "generator", "check", "--root", str(root)],
        env={
            **inherited,
            "PYTHONPATH": str(ROOT),
            "REGISTRI_AS_OF": "2025-06-30",
            "TERM": "xterm",
            **environment,
        },
        stdout=theirs,
        stderr=subprocess.DEVNULL,
    )
    os.close(theirs)
    got = b""
    while True:
        try:
            part = os.read(ours, 65536)
        except OSError:
            # The other end has been closed.
            break
        if not part:
            break
        got += part
    os.close(ours)
    assert done.wait(timeout=60) == 1
    return got.decode("utf-8")


def test_a_terminal_gets_colours(faulty: Path) -> None:
    text = _run_at_terminal(faulty)
    assert "\x1b[1;31msalah KS026\x1b[0m" in text
    assert "\x1b[1;31m^^^^^^^^^^\x1b[0m" in text


@pytest.mark.parametrize("environment", [{"NO_COLOR": "1"}, {"TERM": "dumb"}])
def test_no_colours_where_they_are_not_wanted(environment: dict[str, str], faulty: Path) -> None:
    text = _run_at_terminal(faulty, **environment)
    assert "salah KS026" in text
    assert "\x1b" not in text


@pytest.mark.parametrize("form", REPORTERS)
def test_each_form_can_be_asked_for(form: str, faulty: Path, registri: RunCommand) -> None:
    done = registri("check", "--root", str(faulty), "--format", form)
    assert (done.returncode, done.stderr) == (1, "")
    assert "KS026" in done.stdout
    assert_valid(form, done.stdout)


def test_reports_for_programs_are_utf8_whatever_the_terminal_speaks(
    faulty: Path, registri: RunCommand
) -> None:
    for form in set(REPORTERS) - {"text"}:
        plain = registri("check", "--root", str(faulty), "--format", form)
        narrow = registri(
            "check", "--root", str(faulty), "--format", form,
            environment={"PYTHONIOENCODING": "ascii", "PYTHONUTF8": "0"},
        )  # fmt: skip
        assert narrow.stdout == plain.stdout
        assert narrow.returncode == 1


def test_github_appends_the_whole_list_to_the_summary(
    faulty: Path, tmp_path: Path, registri: RunCommand
) -> None:
    summary = tmp_path / "ringkasan.md"
    summary.write_text("Langkah sebelumnya.", encoding="utf-8")
    words = ["check", "--root", str(faulty), "--format", "github"]
    done = registri(*words, environment={"GITHUB_STEP_SUMMARY": str(summary)})
    markdown = registri("check", "--root", str(faulty), "--format", "markdown").stdout
    assert summary.read_text(encoding="utf-8") == f"Langkah sebelumnya.\n{markdown}"
    assert [read_command(line).name for line in done.stdout.splitlines()] == ["error"]
    before = set(tmp_path.rglob("*"))
    assert registri(*words).stdout == done.stdout
    assert set(tmp_path.rglob("*")) == before


def test_only_github_writes_a_summary(faulty: Path, tmp_path: Path, registri: RunCommand) -> None:
    summary = tmp_path / "ringkasan.md"
    for form in set(REPORTERS) - {"github"}:
        registri(
            "check",
            "--root",
            str(faulty),
            "--format",
            form,
            environment={"GITHUB_STEP_SUMMARY": str(summary)},
        )
    assert not summary.exists()


def test_a_summary_that_cannot_be_written_is_said(faulty: Path, tmp_path: Path, registri: RunCommand) -> None:
    done = registri(
        "check",
        "--root",
        str(faulty),
        "--format",
        "github",
        environment={"GITHUB_STEP_SUMMARY": str(tmp_path)},
    )
    assert done.returncode == 1
    assert "Ringkasan tidak dapat ditulis" in done.stderr
    assert done.stdout.startswith("::error ")


def test_hosts_get_files_from_their_own_root(faulty: Path, registri: RunCommand) -> None:
    inside = {"GITHUB_WORKSPACE": str(faulty.parent), "CI_PROJECT_DIR": str(faulty.parent)}
    root = str(faulty)
    done = registri("check", "--root", root, "--format", "github", environment=inside)
    assert read_command(done.stdout.strip()).properties["file"] == f"register/{KB}"
    done = registri("check", "--root", root, "--format", "gitlab", environment=inside)
    assert json.loads(done.stdout)[0]["location"]["path"] == f"register/{KB}"
    done = registri("check", "--root", root, "--format", "json", environment=inside)
    assert json.loads(done.stdout)["findings"][0]["file"] == KB
    elsewhere = {"GITHUB_WORKSPACE": str(faulty / "records")}
    done = registri("check", "--root", root, "--format", "github", environment=elsewhere)
    assert read_command(done.stdout.strip()).properties["file"] == KB


def test_findings_that_sarif_leaves_out_are_said_aloud(base: Path, registri: RunCommand) -> None:
    # Of one file no more than some hundreds are told.
    for number in range(30):
        keys = "".join(f"kunci{key}:\n" for key in range(190))
        (base / KB).with_name(f"ksdd-seberang-2024-{number}.yaml").write_text(keys, encoding="utf-8")
    done = registri("check", "--root", str(base), "--format", "sarif")
    assert done.returncode == 1
    told = re.match(r"Hanya 5000 dari ([0-9]+) temuan", done.stderr)
    assert told
    assert int(told[1]) >= 30 * 190
    (run,) = json.loads(done.stdout)["runs"]
    assert len(run["results"]) == 5000


def test_junit_tells_of_the_named_files_alone(faulty: Path, registri: RunCommand) -> None:
    done = registri("check", "--root", str(faulty), "--format", "junit", "records/partners")
    assert done.returncode == 0
    assert 'name="records/partners/' in done.stdout
    assert KB not in done.stdout
