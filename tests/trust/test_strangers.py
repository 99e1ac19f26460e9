"""Proposals of strangers: nothing of them is run, no token is told, and what is said of them calls nobody."""

import re
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest
from codehost import TOKEN, run_forge
from strangers import PLANTS, write, write_agreement
from tally import Tally
from town import Proposal, Town, write_remote
from worker import Run, git

from generator.forge.comments import render_comment

_SUBJECT = "::error::dibajak @admin <b>x</b> [klik](https://jahat.example/)"
_BRANCH = "usulan/@admin<b>(jahat.example)"
# What a job says to its host: findings, each with its file.
_OUR_ORDER = re.compile(
    r"::(?:error|warning|notice) (?:file=[^:]+?,line=\d+[^:]*,title=KS\d{3}|title=registri check)::"
)
_LINK = re.compile(
    r"\]\(|\]\[|<(?!br>|!-- -->|!-- registri-ringkasan -->|/?details>|/?summary>)[a-z/!]|(?<![\w`])@\w|^/",
    re.MULTILINE,
)
_MOST_SECONDS = 120


@pytest.fixture(scope="module")
def start(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give the shared repository as it was in the beginning."""
    return write_remote(tmp_path_factory.mktemp("start"))


@pytest.fixture
def town(tmp_path: Path, start: Path) -> Iterator[Town]:
    """Give a town whose register is on a code host."""
    remote = tmp_path / "kota.git"
    git(tmp_path, "clone", "--quiet", "--bare", str(start), str(remote))
    with run_forge() as forge:
        yield Town(tmp_path, remote, forge)


def _propose(town: Town, clone: Path, fork: Path, subject: str = _SUBJECT) -> Proposal:
    git(clone, "checkout", "--quiet", "-b", _BRANCH)
    git(clone, "add", "--all", "--force")
    git(clone, "commit", "--quiet", "-m", subject)
    git(clone, "push", "--quiet", "--force", "origin", _BRANCH)
    return town.propose(_BRANCH, fork, "warga")


def _assert_harmless(town: Town, proposal: Proposal, run: Run, ran: Path) -> None:
    assert not ran.exists(), [path.name for path in ran.iterdir()]
    comment = town.comment_of(proposal)
    kept = [path.read_text("utf-8", "replace") for path in run.artifacts.values() if path.is_file()]
    for told in (run.said, run.summary, comment, *kept):
        assert TOKEN not in told
        assert "root:x:0:0" not in told
    assert town.forge.leaked == []
    for line in run.said.splitlines():
        assert not line.startswith("::") or _OUR_ORDER.match(line), line
    assert "\x1b" not in run.said
    own = comment.replace(f"https://github.example/kota/registri/actions/runs/{1000 + proposal.number}", "")
    # Code between backticks is shown as it is.
    assert _LINK.search(re.sub(r"`[^`\n]*`", "", own)) is None, own
    assert len(comment) < 65_536


def test_nothing_of_a_hostile_proposal_runs_and_nobody_is_called(
    town: Town, tmp_path: Path, tally: Tally
) -> None:
    fork, ran = town.fork("warga"), tmp_path / "jalan"
    clone = town.clone("warga", fork)
    # Two lead to the same end by another way.
    planted = [name for name in PLANTS if name not in ("skema di tempat lain", "program pembantu situs")]
    for name in planted:
        PLANTS[name](clone, ran)
    proposal = _propose(town, clone, fork)
    run = town.check(proposal)
    assert run.jobs == {"check": "failure"}, run.said
    _assert_harmless(town, proposal, run, ran)
    head = town.comment_of(proposal).partition("---")[0]
    for place in (".ci", "generator", "schema", "docs", "mkdocs.yml", "pyproject.toml"):
        assert f"`{place}`" in head
    # Judged by the rules of the main branch: what the proposal's own would have let pass is refused.
    assert "KS1" in run.summary
    tally.add("strangers", len(planted))


def test_a_place_that_nothing_runs_is_named_too(town: Town, tmp_path: Path) -> None:
    fork = town.fork("warga")
    clone = town.clone("warga", fork)
    write(clone, "README.md", "# Register milik orang lain\n")
    proposal = _propose(town, clone, fork)
    run = town.check(proposal)
    assert run.jobs == {"check": "success"}, run.said
    assert "`README.md`" in run.summary
    _assert_harmless(town, proposal, run, tmp_path / "jalan")


@pytest.mark.slow
@pytest.mark.parametrize("name", PLANTS)
def test_each_hostile_proposal_alone_is_judged_and_shown_without_running_it(
    name: str, town: Town, tmp_path: Path, tally: Tally
) -> None:
    fork, ran = town.fork("warga"), tmp_path / "jalan"
    clone = town.clone("warga", fork)
    write_agreement(clone, "ksdd-pulau-2025", "Pelatihan Perawat dengan Kota Seberang")
    PLANTS[name](clone, ran)
    proposal = _propose(town, clone, fork)
    run = town.check(proposal, with_preview=True)
    _assert_harmless(town, proposal, run, ran)
    if preview := run.artifacts.get("pratinjau"):
        for path in preview.rglob("*"):
            if path.is_file():
                data = path.read_bytes()
                assert b"root:x:0:0" not in data, path
                assert b"REGISTRI_AS_OF=" not in data, path
    tally.add("strangers")


@pytest.mark.slow
def test_the_preview_takes_the_settings_of_the_main_branch_and_the_pages_of_the_proposal(
    town: Town, tmp_path: Path, tally: Tally
) -> None:
    fork, ran = town.fork("warga"), tmp_path / "jalan"
    clone = town.clone("warga", fork)
    write_agreement(clone, "ksdd-pulau-2025", "Pelatihan Perawat dengan Kota Seberang")
    PLANTS["program pembantu situs"](clone, ran)
    run = town.check(_propose(town, clone, fork), with_preview=True)
    assert run.jobs == {"check": "success", "preview": "success"}, run.said
    assert "Dibangun dengan yang milik dasar" in run.said
    preview = run.artifacts["pratinjau"]
    assert (preview / "sesudah" / "kerja-sama" / "ksdd-pulau-2025" / "index.html").is_file()
    assert not ran.exists()
    tally.add("strangers")


@pytest.mark.slow
def test_ten_thousand_files_are_judged_in_time(town: Town, tmp_path: Path, tally: Tally) -> None:
    fork = town.fork("warga")
    clone = town.clone("warga", fork)
    for number in range(10_000):
        write(clone, f"records/partners/kota-{number}.yaml", f"id: kota-{number}\nname: Kota {number}\n")
    started = time.monotonic()
    proposal = _propose(town, clone, fork)
    run = town.check(proposal)
    assert time.monotonic() - started < _MOST_SECONDS
    _assert_harmless(town, proposal, run, tmp_path / "jalan")
    assert "lebih banyak berkas daripada" in town.comment_of(proposal)
    tally.add("strangers")


@pytest.mark.slow
def test_a_workflow_of_the_proposal_s_own_may_forge_the_summary_but_not_the_comment(
    town: Town, tally: Tally
) -> None:
    fork = town.fork("warga")
    clone = town.clone("warga", fork)
    path = clone / ".github" / "workflows" / "check.yml"
    forged = (
        "# Bersih ::error::x @admin [masuk](https://jahat.example) <a href=//jahat.example>x</a> ![](//x)"
    )
    text = path.read_text("utf-8").replace(
        'program/.ci/check-proposal proposal "$BASE" hasil',
        f"mkdir hasil; (echo '{forged}'; env) > hasil/ringkasan.md",
    )
    path.write_text(text, encoding="utf-8")
    proposal = _propose(town, clone, fork)
    run = town.check(proposal)
    # The job of a stranger's workflow has no token that it could tell.
    assert TOKEN not in run.said + run.artifacts["ringkasan"].read_text("utf-8")
    comment = town.comment_of(proposal)
    head, _, rest = comment.partition("---")
    assert "juga mengubah `.github`" in head
    assert "](" not in rest
    assert "<a" not in rest
    assert "@admin" not in rest
    tally.add("strangers")


@pytest.mark.slow
@pytest.mark.parametrize(
    "left",
    [
        "rm -rf hasil; mkdir hasil; echo x > hasil/lain",
        "mkdir hasil; yes | head -c 9000000 > hasil/ringkasan.md",
    ],
)
def test_a_proposal_that_leaves_no_summary_is_called_out_all_the_same(
    left: str, town: Town, tally: Tally
) -> None:
    fork = town.fork("warga")
    clone = town.clone("warga", fork)
    path = clone / ".github" / "workflows" / "check.yml"
    own = 'program/.ci/check-proposal proposal "$BASE" hasil'
    path.write_text(path.read_text("utf-8").replace(own, left), encoding="utf-8")
    proposal = _propose(town, clone, fork)
    # The job that writes the comment may fail as well: it has written before.
    with suppress(AssertionError):
        town.check(proposal)
    assert "juga mengubah `.github`" in town.comment_of(proposal)
    tally.add("strangers")


def test_no_heap_of_names_pushes_out_what_is_run() -> None:
    names = [f"a{number:04}@b](c)<d>\n" + "e" * 300 for number in range(3000)]
    comment = render_comment(
        "Bersih.", has_passed=True, run_url="https://x.example/", changed=[*names, "schema"]
    )
    assert "mengubah `schema`, `a0000?b??c??d??" in comment
    assert len(comment) < 65_536 / 8
    assert "Bersih." in comment
