"""End to end over real git: propose, fail, mend, merge, publish; clashes; a fork; a revert; a new day."""

import csv
import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from codehost import TOKEN, gitlab_environment, run_forge
from town import Town, registri, write_remote
from worker import CheckoutError, Run, git

FOLDER = "records/agreements/ksdd"
NEW = """id: ksdd-pulau-{id}
type: ksdd
title: {title}
document:
  kind: perjanjian-kerja-sama
parties:
  - partner: kota-contoh
    number: {number}
  - partner: kota-seberang
    without_number: true
subject: pelatihan perawat
affairs:
  - kesehatan
departments:
  - department: dinas-kesehatan
purpose: Perawat kedua kota berlatih bersama.
signing:
  date: {date}
term:
  end: "2025-07-15"
relations:
  - type: implements
    agreement: ksdd-seberang-2023-kb
certainty: partial
sources:
  - id: s1
    url: https://contoh.example/berita/9
"""


def write_new(clone: Path, name: str = "2025", title: str = "Pelatihan Perawat dengan Kota Seberang",
              number: str = "88/PKS/2025", date: str = '"2025-01-15"') -> Path:  # fmt: skip
    """Write a new agreement into a person's copy."""
    path = clone / FOLDER / f"ksdd-pulau-{name}.yaml"
    path.write_text(NEW.format(id=name, title=title, number=number, date=date), encoding="utf-8")
    return path


def send(clone: Path, branch: str, message: str) -> None:
    """Commit everything on a branch and push it."""
    if git(clone, "branch", "--show-current") != branch:
        git(clone, "checkout", "--quiet", "-b", branch)
    git(clone, "add", "--all")
    git(clone, "commit", "--quiet", "-m", message)
    git(clone, "push", "--quiet", "--force", "origin", branch)


@pytest.fixture(scope="module")
def start(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give the shared repository as it was in the beginning; every test copies it."""
    return write_remote(tmp_path_factory.mktemp("start"))


@pytest.fixture
def town(tmp_path: Path, start: Path) -> Iterator[Town]:
    """Give a town whose register is on a code host."""
    remote = tmp_path / "kota.git"
    git(tmp_path, "clone", "--quiet", "--bare", str(start), str(remote))
    with run_forge() as forge:
        yield Town(tmp_path, remote, forge)


def test_a_proposal_is_refused_mended_accepted_and_published(town: Town) -> None:
    assert town.publish().conclusion == "success"
    assert not (town.site / "kerja-sama" / "ksdd-pulau-2025").exists()
    clone = town.clone("pengusul")
    # A date without quotes: the first thing that goes wrong.
    write_new(clone, date="2025-01-15")
    send(clone, "usulan", "Tambahkan pelatihan perawat")
    proposal = town.propose("usulan")

    run = town.check(proposal, with_preview=True)
    assert run.jobs == {"check": "failure", "preview": "skipped"}
    assert "::error file=records/agreements/ksdd/ksdd-pulau-2025.yaml,line=18" in run.said
    assert "KS026" in run.summary
    comment = town.comment_of(proposal)
    assert "❌" in comment
    assert "KS026" in comment

    write_new(clone)
    send(clone, "usulan", "Beri tanda petik pada tanggal")
    run = town.check(proposal, with_preview=True)
    assert run.jobs == {"check": "success", "preview": "success"}, run.said
    assert "✅" in town.comment_of(proposal)
    assert "Pelatihan Perawat dengan Kota Seberang" in run.summary
    preview = run.artifacts["pratinjau"]
    assert (preview / "sesudah" / "kerja-sama" / "ksdd-pulau-2025" / "index.html").is_file()
    assert not (preview / "sebelum" / "kerja-sama" / "ksdd-pulau-2025").exists()

    merged = town.merge(proposal)
    published = town.publish()
    assert published.jobs == {"build": "success", "deploy": "success"}, published.said
    assert "Pelatihan Perawat" in town.read_page("kerja-sama/ksdd-pulau-2025")
    assert town.read_manifest()["commit"] == merged


def test_two_proposals_that_change_the_same_lines_clash_and_the_second_is_told_what_to_do(town: Town) -> None:
    first, second = town.clone("satu"), town.clone("dua")
    file = "records/agreements/ksdd/ksdd-seberang-2024-pks.yaml"
    for clone, branch, purpose in (
        (first, "satu", "Pasien dirujuk hari itu juga."),
        (second, "dua", "Pasien cepat dirujuk."),
    ):
        path = clone / file
        path.write_text(
            path.read_text("utf-8").replace("Pasien dirujuk tanpa menunggu lama.", purpose), "utf-8"
        )
        send(clone, branch, "Perjelas tujuan")
    one, two = town.propose("satu"), town.propose("dua")
    assert town.check(one).conclusion == "success"
    assert town.check(two).conclusion == "success"
    town.merge(one)
    # GitHub joins nothing that clashes and says so itself; GitLab leaves it to the job.
    with pytest.raises(CheckoutError):
        town.check(two)
    run = run_gitlab_check(town, "dua")
    assert run.conclusion == "failure"
    told = run.artifacts["hasil/ringkasan.md"].read_text("utf-8")
    assert "berbenturan" in told
    assert f"`{file}`" in told
    assert "git rebase" in told

    # Followed to the letter: rebased, with the marks left in by mistake, then without them.
    git(second, "fetch", "--quiet", "origin")
    git(second, "rebase", "origin/main", check=False)
    assert "KS011" in registri(second, "check").stdout
    marked = (second / file).read_text("utf-8")
    mine = marked[marked.index("=======\n") + len("=======\n") : marked.index(">>>>>>>")]
    head, tail = marked[: marked.index("<<<<<<<")], marked[marked.index(">>>>>>>") :].partition("\n")[2]
    (second / file).write_text(head + mine + tail, "utf-8")
    git(second, "add", "--all")
    git(second, "-c", "core.editor=true", "rebase", "--continue")
    git(second, "push", "--quiet", "--force", "origin", "dua")
    assert town.check(two).conclusion == "success"
    assert run_gitlab_check(town, "dua").conclusion == "success"


def run_gitlab_check(town: Town, branch: str) -> Run:
    """Run GitLab's check of a merge request from a branch of the same project."""
    commit = git(town.remote, "rev-parse", branch)
    variables = {
        "GITHUB_ACTIONS": "", "GITLAB_CI": "true", "CI_MERGE_REQUEST_TARGET_BRANCH_NAME": "main",
        "CI_MERGE_REQUEST_SOURCE_PROJECT_ID": "7", "CI_MERGE_REQUEST_PROJECT_ID": "7", "REGISTRI_TOKEN": "",
    }  # fmt: skip
    return town.worker.run_gitlab("check", town.remote, commit, variables)


@pytest.mark.slow
def test_two_proposals_with_the_same_id_or_number_clash_without_git_s_help(town: Town) -> None:
    first, second, third = town.clone("satu"), town.clone("dua"), town.clone("tiga")
    write_new(first)
    write_new(second, title="Lokakarya Perawat")
    write_new(third, "2025-b", title="Pertukaran Perawat")
    for clone, branch in ((first, "satu"), (second, "dua"), (third, "tiga")):
        send(clone, branch, "Tambahkan perjanjian")
    one, two, three = (town.propose(branch) for branch in ("satu", "dua", "tiga"))
    assert [town.check(each).conclusion for each in (one, three)] == ["success"] * 2
    assert "KS602" not in town.comment_of(three)
    town.merge(one)

    # The same id is the same file: git's clash, told by name.
    with pytest.raises(CheckoutError):
        town.check(two)
    told = run_gitlab_check(town, "dua").artifacts["hasil/ringkasan.md"].read_text("utf-8")
    assert "`records/agreements/ksdd/ksdd-pulau-2025.yaml`" in told
    assert "pengenal lain" in told

    # The same number stands in another file: git sees nothing, the check does, and warns of both.
    town.check(three)
    assert "KS602" in town.comment_of(three)
    assert "ksdd-pulau-2025.yaml" in town.comment_of(three)


@pytest.mark.slow
def test_two_good_proposals_that_are_wrong_together_never_reach_the_public(town: Town) -> None:
    first, second = town.clone("satu"), town.clone("dua")
    partner = "id: kota-baru\nname: Pemerintah Kota Baru\ncategory: pemerintah-daerah\n"
    (first / "records/partners/kota-baru.yaml").write_text(partner, "utf-8")
    path = second / "records/partners/kota-seberang.yaml"
    path.write_text(path.read_text("utf-8") + "former_ids:\n  - kota-baru\n", "utf-8")
    send(first, "satu", "Tambahkan Kota Baru")
    send(second, "dua", "Catat pengenal lama Kota Seberang")
    one, two = town.propose("satu"), town.propose("dua")
    assert [town.check(each).conclusion for each in (one, two)] == ["success"] * 2
    town.merge(one)
    assert town.publish().conclusion == "success"
    good = town.read_manifest()

    run = town.check(two)
    assert run.conclusion == "failure"
    assert "KS203" in town.comment_of(two)
    # Accepted against all advice, it is not published: the old site stays, and the summary names both files.
    town.merge(two)
    refused = town.publish()
    assert refused.jobs == {"build": "failure", "deploy": "skipped"}
    assert "kota-baru.yaml" in refused.summary
    assert "kota-seberang.yaml" in refused.summary
    assert town.read_manifest() == good


def test_a_fork_needs_no_secret_and_cannot_bring_its_own_rules(town: Town) -> None:
    fork = town.fork("warga")
    clone = town.clone("warga", fork)
    write_new(clone, date="2025-01-15")
    # It calls itself clean, allows everything, and would have the token sent elsewhere.
    (clone / ".ci" / "check-proposal").write_text("#!/bin/sh\necho DIBAJAK\nexit 0\n")
    (clone / ".ci" / "comment").write_text("#!/bin/sh\necho DIBAJAK $GITHUB_TOKEN\n")
    (clone / "generator" / "__main__.py").write_text("print('DIBAJAK')\n")
    for schema in (clone / "schema").iterdir():
        schema.write_text("{}")
    send(clone, "usulan", "Tambahkan pelatihan perawat")
    proposal = town.propose("usulan", fork, "warga")
    run = town.check(proposal)
    assert run.jobs["check"] == "failure"
    assert "DIBAJAK" not in run.said
    assert TOKEN not in run.said
    comment = town.comment_of(proposal)
    assert "KS026" in comment
    assert "mengubah `.ci`, `generator`, `schema`" in comment
    assert "juga mengubah yang bukan data" in run.summary

    git(clone, "checkout", "--quiet", "origin/main", "--", ".ci", "generator", "schema")
    write_new(clone)
    send(clone, "usulan", "Hanya data")
    run = town.check(proposal)
    assert run.conclusion == "success", run.said
    assert "bukan hanya data" not in town.comment_of(proposal)
    town.merge(proposal)
    assert town.publish().conclusion == "success"
    assert (town.site / "kerja-sama" / "ksdd-pulau-2025" / "index.html").is_file()


def test_a_fork_of_the_whole_repository_works_by_itself_without_pages(town: Town) -> None:
    town.forge.has_pages = False
    run = town.publish()
    assert run.jobs == {"build": "success", "deploy": "skipped"}
    assert not town.site.exists()


def test_a_reverted_proposal_leaves_the_site_and_its_history_tells_of_both(town: Town) -> None:
    clone = town.clone("pengusul")
    write_new(clone)
    send(clone, "usulan", "Tambahkan pelatihan perawat")
    proposal = town.propose("usulan")
    town.check(proposal)
    merged = town.merge(proposal)
    assert town.publish().conclusion == "success"
    git(clone, "fetch", "--quiet", "origin")
    git(clone, "checkout", "--quiet", "-b", "batal", "origin/main")
    git(clone, "revert", "--no-edit", "-m", "1", merged)
    git(clone, "push", "--quiet", "origin", "batal")
    back = town.propose("batal")
    run = town.check(back, with_preview=True)
    assert run.conclusion == "success", run.said
    assert "ksdd-pulau-2025" in run.summary
    preview = run.artifacts["pratinjau"]
    assert (preview / "sebelum" / "kerja-sama" / "ksdd-pulau-2025" / "index.html").is_file()
    assert not (preview / "sesudah" / "kerja-sama" / "ksdd-pulau-2025").exists()
    merged_back = town.merge(back)
    assert town.publish().conclusion == "success"
    assert not (town.site / "kerja-sama" / "ksdd-pulau-2025").exists()
    history = town.read_page("perubahan")
    # What the public saw is what was merged, when it was merged.
    assert history.index(merged_back[:10]) < history.index(merged[:10])
    assert "1 perjanjian dihapus" in history
    assert "1 perjanjian ditambahkan" in history


def test_a_new_day_ends_an_agreement_without_any_commit(town: Town) -> None:
    clone = town.clone("pengusul")
    write_new(clone)
    send(clone, "usulan", "Tambahkan pelatihan perawat")
    proposal = town.propose("usulan")
    town.check(proposal)
    town.merge(proposal)

    def read_status() -> str:
        with (town.site / "data" / "agreements.csv").open(encoding="utf-8-sig", newline="") as stream:
            (row,) = [row for row in csv.DictReader(stream) if row["id"] == "ksdd-pulau-2025"]
        return row["status"]

    town.as_of = "2025-07-15"
    assert town.publish({"schedule": "20 17 * * *"}).conclusion == "success"
    before, commit = read_status(), town.read_manifest()["commit"]
    town.as_of = "2025-07-16"
    assert town.publish({"schedule": "20 17 * * *"}).conclusion == "success"
    assert before in ("in-force", "ending-soon")
    assert read_status() == "ended"
    assert town.read_manifest()["commit"] == commit == git(town.remote, "rev-parse", "main")
    assert "Berakhir" in town.read_page("kerja-sama/ksdd-pulau-2025")


def test_personal_data_in_a_proposal_are_refused_and_never_repeated(town: Town) -> None:
    clone = town.clone("pengusul")
    path = write_new(clone)
    number = "0812-3456-7890"
    path.write_text(
        path.read_text("utf-8").replace("berlatih bersama", f"berlatih; hubungi {number}"), "utf-8"
    )
    send(clone, "usulan", "Tambahkan pelatihan perawat")
    proposal = town.propose("usulan")
    run = town.check(proposal)
    assert run.conclusion == "failure"
    assert "KS704" in town.comment_of(proposal)
    for said in (run.said, run.summary, town.comment_of(proposal)):
        assert number not in said
        assert "7890" not in said


def test_reminders_are_opened_for_what_ends_within_ninety_days_and_closed_when_it_is_extended(
    town: Town,
) -> None:
    clone = town.clone("pengusul")
    path = write_new(clone)
    send(clone, "main", "Tambahkan pelatihan perawat")

    def remind() -> None:
        worker = town.worker
        event = {"event": {"schedule": "50 17 * * *"}, "ref": "refs/heads/main"}
        run = worker.run_github(worker.read_workflow("reminders.yml"), event)
        assert run.conclusion == "success", run.said

    town.as_of = "2025-04-15"
    remind()
    assert not any("Pelatihan Perawat" in title for title in town.forge.list_open())
    town.as_of = "2025-04-16"
    remind()
    remind()
    assert len([title for title in town.forge.list_open() if "Pelatihan Perawat" in title]) == 1
    path.write_text(path.read_text("utf-8").replace('"2025-07-15"', '"2026-07-15"'), "utf-8")
    send(clone, "main", "Perpanjang")
    remind()
    assert not any("Pelatihan Perawat" in title for title in town.forge.list_open())


def test_an_issue_from_a_form_is_answered_by_its_draft(town: Town) -> None:
    body = "### Pengenal\n\nksdd-seberang-2024-pks\n\n### Tanggal berakhir\n\n14 Juli 2026\n\n"
    body += "### Alamat sumber\n\n"
    issue = {
        "number": 5,
        "body": body + "https://contoh.example/x\n\n$(id) `id`",
        "labels": [{"name": "usul-perbaikan"}],
    }
    worker = town.worker
    event = {"event": {"issue": issue}, "ref": "refs/heads/main"}
    run = worker.run_github(worker.read_workflow("answer.yml"), event)
    assert run.jobs == {"answer": "success"}, run.said
    (answer,) = town.forge.comments
    assert answer["on"] == 5
    assert '+  end: "2026-07-14"' in answer["body"]
    other = {"event": {"issue": {**issue, "labels": []}}, "ref": "refs/heads/main"}
    assert worker.run_github(worker.read_workflow("answer.yml"), other).jobs == {"answer": "skipped"}


@pytest.mark.slow
def test_gitlab_runs_the_same_for_a_proposal_from_a_fork_and_publishes(town: Town) -> None:
    fork = town.fork("warga")
    # The target has moved on since the fork was made.
    ahead = town.clone("kota")
    write_new(ahead, "2025-b", number="99/PKS/2025")
    send(ahead, "main", "Tambahkan yang lain")
    clone = town.clone("warga", fork)
    write_new(clone)
    send(clone, "usulan", "Tambahkan pelatihan perawat")
    commit = git(fork, "rev-parse", "usulan")
    variables = {
        "GITHUB_ACTIONS": "", "GITLAB_CI": "true", "CI_MERGE_REQUEST_TARGET_BRANCH_NAME": "main",
        "CI_MERGE_REQUEST_SOURCE_PROJECT_ID": "8", "CI_MERGE_REQUEST_PROJECT_ID": "7", "REGISTRI_TOKEN": "",
        "CI_MERGE_REQUEST_PROJECT_URL": f"file://{town.remote}".removesuffix(".git"),
    }  # fmt: skip
    run = town.worker.run_gitlab("check", fork, commit, variables)
    assert run.conclusion == "success", run.said
    told = run.artifacts["hasil/ringkasan.md"].read_text("utf-8")
    assert "Pelatihan Perawat" in told
    assert "2025-b" not in told
    assert json.loads(run.artifacts["hasil/gl-code-quality.json"].read_bytes()) == []
    assert run.artifacts["hasil/junit.xml"].is_file()
    preview = town.worker.run_gitlab("preview", fork, commit, variables).artifacts["pratinjau/"]
    assert (preview / "sesudah" / "kerja-sama" / "ksdd-pulau-2025" / "index.html").is_file()
    # What the target has gained meanwhile is no change of the proposal.
    assert not (preview / "sebelum" / "kerja-sama" / "ksdd-pulau-2025-b").exists()
    built = town.worker.run_gitlab("pages", town.remote, "main", {"GITHUB_ACTIONS": "", "GITLAB_CI": "true"})
    assert built.conclusion == "success", built.said
    assert (built.artifacts["public"] / "kerja-sama" / "ksdd-pulau-2025-b" / "index.html").is_file()
    noted = {**gitlab_environment(town.forge), "GITHUB_ACTIONS": "", "GITHUB_TOKEN": "", "JOB": "reminders"}
    town.as_of = "2025-05-01"
    assert town.worker.run_gitlab("reminders", town.remote, "main", noted).conclusion == "success"
    assert len([title for title in town.forge.list_open() if "Pelatihan Perawat" in title]) == 1
