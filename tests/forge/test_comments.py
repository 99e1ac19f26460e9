"""The one comment under a proposal: the right proposal, one comment, and nothing an outsider can misuse."""

import io
import json
import os
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
from codehost import Forge, github_environment, gitlab_environment, run_forge
from hypothesis import given
from hypothesis import strategies as st
from registers import ROOT

from generator.forge.comments import (
    MOST_SUMMARY,
    SUMMARY,
    WHAT_RUNS,
    read_summary,
    render_comment,
    settle_summary,
)
from generator.refusal import RefusalError

SHA = "a" * 40


@pytest.fixture
def forge() -> Iterator[Forge]:
    """Give a code host with one proposal, from a fork, whose check has left a summary."""
    with run_forge() as found:
        found.add_pull(12, "pengusul", "usulan", SHA)
        found.files[12] = ["records/partners/a.yaml"]
        found.artifacts[5] = (77, "ringkasan", pack("## Hasil\n\nBersih.\n"))
        yield found


def pack(text: str | bytes, name: str = SUMMARY, *others: str) -> bytes:
    """Give an archive as a host keeps an artifact."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(name, text)
        for other in others:
            archive.writestr(other, "")
    return stream.getvalue()


def run_of(**changes: Any) -> dict[str, Any]:
    """Give a finished check as GitHub tells of it."""
    return {
        "id": 77,
        "name": "Periksa usulan",
        "path": ".github/workflows/check.yml",
        "event": "pull_request",
        "conclusion": "success",
        "head_sha": SHA,
        "head_branch": "usulan",
        "head_repository": {"full_name": "pengusul/registri", "owner": {"login": "pengusul"}},
        "html_url": "https://github.example/kota/registri/actions/runs/77",
        **changes,
    }


def comment(tmp_path: Path, forge: Forge, **changes: Any) -> "subprocess.CompletedProcess[str]":
    """Run the job as the workflow does, for a finished check."""
    event = tmp_path / "event.json"
    event.write_text(json.dumps({"action": "completed", "workflow_run": run_of(**changes)}), encoding="utf-8")
    return run_job([], {**github_environment(forge), "GITHUB_EVENT_PATH": str(event)})


def run_job(words: list[str], environment: dict[str, str]) -> "subprocess.CompletedProcess[str]":
    return run_script("comment", words, environment)


def run_script(
    name: str, words: list[str], environment: dict[str, str]
) -> "subprocess.CompletedProcess[str]":
    """Run one of the jobs' scripts as a workflow does."""
    done = subprocess.run(
        [sys.executable, str(ROOT / ".ci" / name), *words],
        env={"PATH": os.environ["PATH"], **environment},
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    assert "Traceback" not in done.stderr
    return done


def test_one_comment_is_written_and_then_kept_true(tmp_path: Path, forge: Forge) -> None:
    assert comment(tmp_path, forge).returncode == 0
    (only,) = forge.comments
    assert (only["on"], "Bersih." in only["body"], "✅" in only["body"]) == (12, True, True)
    forge.artifacts[5] = (77, "ringkasan", pack("## Hasil\n\nSatu salah.\n"))
    assert comment(tmp_path, forge, conclusion="failure").returncode == 0
    (only,) = forge.comments
    assert "Satu salah." in only["body"]
    assert "❌" in only["body"]
    before = len(forge.written)
    comment(tmp_path, forge, conclusion="failure")
    assert len(forge.written) == before


def test_the_token_stays_with_its_host(tmp_path: Path, forge: Forge) -> None:
    comment(tmp_path, forge)
    assert any(path.endswith("/zip") for _, path in forge.asked)
    assert forge.leaked == []


def test_our_mark_in_a_person_s_comment_is_not_believed(tmp_path: Path, forge: Forge) -> None:
    person = {"login": "iseng", "type": "User", "id": 9}
    body = "<!-- registri-ringkasan -->\nDisetujui."
    forge.comments.append({"id": 1, "on": 12, "body": body, "user": person, "author": person})
    comment(tmp_path, forge)
    assert [one["body"] == body for one in forge.comments] == [True, False]


@pytest.mark.parametrize(
    "changes",
    [
        {"head_sha": "b" * 40},
        {"head_branch": "lain"},
        {"head_repository": {"full_name": "lain/registri", "owner": {"login": "lain"}}},
        {"head_repository": None},
        {"event": "push"},
        {"path": ".github/workflows/lain.yml"},
        {"id": 78},
    ],
)
def test_a_run_that_is_not_of_this_proposal_writes_nothing(
    tmp_path: Path, forge: Forge, changes: dict[str, Any]
) -> None:
    assert comment(tmp_path, forge, **changes).returncode == 0
    assert forge.written == []


def test_a_proposal_that_changes_more_than_data_is_called_out_by_the_host_s_own_word(
    tmp_path: Path, forge: Forge
) -> None:
    forge.files[12] += [".github/workflows/check.yml", "schema/partner.schema.json"]
    comment(tmp_path, forge)
    head = forge.comments[0]["body"].partition("---")[0]
    assert "`.github`, `schema`" in head


@pytest.mark.parametrize(
    "archive",
    [
        pytest.param(b"bukan zip", id="no-zip"),
        pytest.param(b"", id="empty"),
        pytest.param(pack("x", "lain.md"), id="another-name"),
        pytest.param(pack("x", "../ringkasan.md"), id="a-way-out"),
        pytest.param(pack("x", SUMMARY, "lain.md"), id="more-than-one"),
        pytest.param(pack(b"\xff\xfe\x00"), id="another-encoding"),
        pytest.param(pack("x" * (MOST_SUMMARY + 1)), id="too-long"),
        pytest.param(pack("x")[:-30], id="torn"),
    ],
)
def test_an_artifact_that_is_no_summary_is_refused(tmp_path: Path, forge: Forge, archive: bytes) -> None:
    forge.artifacts[5] = (77, "ringkasan", archive)
    done = comment(tmp_path, forge)
    assert (done.returncode, forge.written) == (2, [])
    assert "bukan ringkasan" in done.stderr


def test_an_archive_too_large_to_fetch_is_refused(tmp_path: Path, forge: Forge) -> None:
    forge.artifacts[5] = (77, "ringkasan", os.urandom(1_000_001))
    done = comment(tmp_path, forge)
    assert (done.returncode, forge.written) == (2, [])
    assert "terlalu besar" in done.stderr


@given(st.binary(max_size=300))
def test_no_archive_fails_in_another_way(data: bytes) -> None:
    for archive in (data, pack("x")[:20] + data, pack(data)):
        try:
            read_summary(archive)
        except RefusalError:
            continue


@pytest.mark.parametrize("method", [zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_a_torn_archive_is_refused_whatever_packed_it(method: int) -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", method) as archive:
        archive.writestr(SUMMARY, "Ringkasan. " * 500)
    whole = packed.getvalue()
    for place in range(30 + len(SUMMARY), len(whole) - 60):
        torn = whole[:place] + bytes([whole[place] ^ 0xFF]) + whole[place + 1 :]
        with suppress(RefusalError):
            read_summary(torn)


HOSTILE = {
    "mention": ("Halo @direktur dan \\@tim/semua", "@direktur", "@tim"),
    "entity": ("&#64;direktur &commat;direktur", "&#64;", "&commat;"),
    "link": ("[Terima](https://jahat.example)", "]("),
    "reference": ("[Terima][1]\n\n[1]: https://jahat.example", "][", "]:"),
    "image": ("![x](https://jahat.example/a.png)", "!["),
    "html": ('<a href="https://jahat.example">x</a><img src=x><script>', "<a", "<img", "<script"),
    "turned": ("abc\u202edef\x1b[2J", "\u202e", "\x1b"),
    "issue": ("Closes #12, kota/lain#3", "#12", "#3"),
    "order": ("Baik\n/merge\n  /close", "\n/", "  /"),
    "diagram": ("```mermaid\nclick A\n```\n~~~~ geojson\n{}", "```mermaid", "~~~~ geojson"),
    "comment": ("<!-- registri-ringkasan --> <!-- x", "<!-- r", "<!-- x"),
}  # fmt: skip


@pytest.mark.parametrize("name", HOSTILE)
def test_a_summary_is_nothing_but_text(name: str) -> None:
    text, *bad = HOSTILE[name]
    settled = settle_summary(text)
    assert [sign for sign in bad if sign in settled] == []


@given(st.text(alphabet=st.sampled_from("@#![]()<>&;:-ab/ \n\x85`~\u202e"), max_size=80))
def test_settling_twice_is_settling_once(text: str) -> None:
    settled = settle_summary(text)
    assert settle_summary(settled) == settled


def test_our_own_summary_stays_as_it_is() -> None:
    own = "## Hasil\n\n| Baris | Aturan |\n| --- | --- |\n| 1:1<br>2:1 | KS011 |\n\na &amp; b @<!-- -->c\n"
    assert settle_summary(own) == own


def test_a_long_summary_is_cut_at_a_line_and_says_so() -> None:
    text = render_comment("baris\n" * 30_000, has_passed=True, run_url="https://a.example/")
    assert len(text) < 65_536
    assert "dipotong" in text


def test_the_check_s_script_and_the_comment_know_the_same_places_that_run() -> None:
    assert f"ours='^({WHAT_RUNS})$'\n" in (ROOT / ".ci" / "check-proposal").read_text("utf-8")


def test_what_runs_is_named_before_a_heap_of_other_places() -> None:
    heap = [f"a{number}" for number in range(40)]
    said = render_comment(
        "x", has_passed=True, run_url="https://a", changed=[*heap, "mkdocs.id.yml", ".gitlab-ci.d", "docs"]
    )
    named = said.partition("`a0`")[0]
    assert all(f"`{place}`" in named for place in ("mkdocs.id.yml", ".gitlab-ci.d", "docs"))


def test_gitlab_gets_the_same_comment_as_a_note(tmp_path: Path, forge: Forge) -> None:
    summary = tmp_path / SUMMARY
    summary.write_text("Bersih @semua.", encoding="utf-8")
    variables = {
        "CI_MERGE_REQUEST_IID": "3",
        "REGISTRI_PASSED": "true",
        "CI_PIPELINE_URL": "https://g.example/p/1",
    }
    for _ in range(2):
        assert run_job([str(summary)], {**gitlab_environment(forge), **variables}).returncode == 0
    (only,) = forge.comments
    assert only["on"] == 3
    assert "@semua" not in only["body"]


@pytest.mark.parametrize("ready", [True, False])
def test_a_repository_without_pages_is_only_built(tmp_path: Path, forge: Forge, ready: bool) -> None:  # noqa: FBT001
    forge.has_pages = ready
    output = tmp_path / "output"
    done = subprocess.run(
        [sys.executable, str(ROOT / ".ci" / "ask-pages")],
        env={"PATH": os.environ["PATH"], **github_environment(forge), "GITHUB_OUTPUT": str(output)},
        check=True,
    )
    assert done.returncode == 0
    assert output.read_text() == f"ready={str(ready).lower()}\n"


def test_an_issue_is_answered_once_and_the_answer_renewed(tmp_path: Path, forge: Forge) -> None:
    event, answer, text = (tmp_path / name for name in ("event.json", "jawaban.md", "isian.md"))
    body = "### Pokok\n\n$(touch x) `id` ${{ github.token }}\n"
    event.write_text(json.dumps({"issue": {"number": 4, "body": body}}), encoding="utf-8")
    environment = {**github_environment(forge), "GITHUB_EVENT_PATH": str(event)}
    for said in ("Terima kasih.", "Terima kasih. Lengkap.", "Terima kasih. Lengkap."):
        run_script("read-issue", [str(text)], environment)
        assert text.read_text("utf-8") == body
        answer.write_text(said, encoding="utf-8")
        assert run_script("answer-issue", [str(answer)], environment).returncode == 0
    assert [(one["on"], one["body"].partition("\n\n")[2]) for one in forge.comments] == [
        (4, "Terima kasih. Lengkap.")
    ]
    assert len(forge.written) == 2


def test_half_a_character_in_an_issue_is_no_reason_to_fail(tmp_path: Path, forge: Forge) -> None:
    event, text = tmp_path / "event.json", tmp_path / "isian.md"
    event.write_text('{"issue": {"number": 4, "body": "a\\ud800b"}}', encoding="utf-8")
    done = run_script(
        "read-issue", [str(text)], {**github_environment(forge), "GITHUB_EVENT_PATH": str(event)}
    )
    assert (done.returncode, text.read_text("utf-8")) == (0, "a?b")


def test_dead_addresses_are_one_issue_until_they_answer(tmp_path: Path, forge: Forge) -> None:
    report = tmp_path / "links.json"
    dead = {
        "rule": "KS901",
        "file": "records/partners/a.yaml",
        "line": 4,
        "message": "Alamat ini tidak menjawab.",
    }
    other = {**dead, "rule": "KS101", "message": "Lain."}
    steps = [([dead, other], 1), ([dead], 1), ([], 0), ([dead], 1), ([dead, {**dead, "message": "404"}], 1)]
    for findings, open_now in steps:
        report.write_text(json.dumps({"findings": findings}), encoding="utf-8")
        done = run_script("report-links", [str(report)], github_environment(forge))
        assert done.returncode == 0, done.stderr
        assert len(forge.list_open()) == open_now
    assert "Lain." not in forge.issues[1]["body"]
    report.write_text("[]", encoding="utf-8")
    assert run_script("report-links", [str(report)], github_environment(forge)).returncode == 2
