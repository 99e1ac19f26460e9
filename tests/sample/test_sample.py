"""The sample register: the same bytes every time, everything the schema knows, and nothing to mend."""

import datetime
import json
import re
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from registers import ROOT, SCHEMAS

from generator.check.checker import Checked, Checker
from generator.parallel import default_jobs
from generator.records import AGREEMENT_TYPES
from generator.register.register import Register, build_register
from generator.sample.partners import OWN_ID, PartnerKey, partner_id, pool_size
from generator.sample.topic import TOPICS
from generator.sample.writer import MAX_COUNT, SampleExistsError, write_sample

AS_OF = datetime.date(2026, 11, 24)
DEMONSTRATION = ROOT / "examples" / "contoh"


def check(root: Path) -> Checked:
    return Checker(root, SCHEMAS, AS_OF).check_register(default_jobs())


def read_tree(root: Path) -> dict[str, bytes]:
    return {
        path.relative_to(root).as_posix(): path.read_bytes()
        for path in sorted(root.rglob("*"))
        if path.is_file()
    }


def list_written(root: Path) -> list[Any]:
    """Give what the agreements' files hold, of the withdrawn ones too."""
    return [record.value for record in check(root).records if record.kind == "agreement"]


def _list_faults(checked: Checked) -> list[str]:
    """Give what is said of a sample but the advice on overdue evaluations, which it holds on purpose."""
    return [f"{found.file}: {found.message}" for found in checked.findings if found.rule != "KS324"]


@pytest.fixture(scope="module")
def thousand(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("sample") / "register"
    write_sample(root, 1000)
    return root


@pytest.fixture(scope="module")
def register(thousand: Path) -> Register:
    return build_register(check(thousand).records, AS_OF)


@pytest.fixture(scope="module")
def demonstration() -> Register:
    return build_register(check(DEMONSTRATION).records, AS_OF)


def test_two_writes_give_equal_bytes(thousand: Path, tmp_path: Path) -> None:
    write_sample(tmp_path / "again", 1000)
    assert read_tree(tmp_path / "again") == read_tree(thousand)


def test_a_record_is_the_same_in_a_larger_register(thousand: Path, tmp_path: Path) -> None:
    write_sample(tmp_path / "small", 300)
    small, large = read_tree(tmp_path / "small"), read_tree(thousand)
    assert set(small) <= set(large)
    differing = [name for name, data in small.items() if data != large[name]]
    # Published totals must follow what the register holds; nothing else may.
    assert all(name.startswith("records/totals/") for name in differing)


def test_demonstration_is_what_the_program_writes(tmp_path: Path) -> None:
    write_sample(tmp_path / "fresh", 60, with_english=True)
    assert read_tree(tmp_path / "fresh" / "records") == read_tree(DEMONSTRATION / "records")


@pytest.mark.parametrize("count", [1, 5, 60, 121, 1000])
def test_check_finds_nothing(count: int, tmp_path: Path) -> None:
    write_sample(tmp_path / "register", count)
    checked = check(tmp_path / "register")
    assert _list_faults(checked) == []
    assert sum(record.kind == "agreement" for record in checked.records) == count


@pytest.mark.slow
def test_check_finds_nothing_in_ten_thousand(tmp_path: Path) -> None:
    summary = write_sample(tmp_path / "register", 10_000)
    checked = check(tmp_path / "register")
    assert _list_faults(checked) == []
    assert checked.files == summary.files
    assert 1000 <= summary.partners <= 2000


def test_every_date_has_come_to_pass(register: Register) -> None:
    late = [
        agreement.id
        for agreement in register.agreements.values()
        if agreement.signed and agreement.signed.earliest > AS_OF
    ]
    assert not late


def test_mean_record_is_two_to_three_kilobytes(thousand: Path) -> None:
    sizes = [path.stat().st_size for path in (thousand / "records/agreements").rglob("*.yaml")]
    assert len(sizes) == 1000
    assert 2000 <= sum(sizes) / len(sizes) <= 3000


def test_types_stand_in_realistic_shares(register: Register) -> None:
    shares = Counter(agreement.type for agreement in register.agreements.values())
    assert set(shares) == set(AGREEMENT_TYPES)
    assert shares["ksdpk"] > shares["sinergi"] > shares["ksdd"] > shares["ksdpl"] > 0


@pytest.mark.parametrize("which", ["thousand", "demonstration"])
def test_every_kind_of_fact_occurs(which: str, thousand: Path) -> None:
    values = list_written({"thousand": thousand, "demonstration": DEMONSTRATION}[which])
    fields = {field for value in values for field in value}
    wanted = (
        "subtype initiative parties affairs departments figures value signing events term termination stages "
        "dprd_approval relations plan_references attachments withheld reported_results evaluations unknown "
        "former_ids withdrawn"
    )
    assert set(wanted.split()) <= fields
    relations = {relation["type"] for value in values for relation in value.get("relations", ())}
    assert {"implements", "extends", "renews", "amends", "replaces"} <= relations
    kinds = {value["document"]["kind"] for value in values}
    shared = json.loads((ROOT / "schema/shared.schema.json").read_text(encoding="utf-8"))
    assert kinds == set(shared["$defs"]["document_kind"]["enum"])
    dates = " ".join(value["signing"]["date"] for value in values if "date" in value.get("signing", {}))
    assert "?" in dates
    assert "[" in dates
    assert re.search(r"\b\d{4}-\d{2}(?: |$)", dates)
    assert re.search(r"(?:^| )\d{4}(?: |$)", dates)


def test_all_states_occur(register: Register) -> None:
    states = {agreement.status for agreement in register.agreements.values()}
    assert states >= {
        "in-force",
        "ending-soon",
        "ended",
        "terminated",
        "superseded",
        "unknown",
        "withdrawn",
    }


def test_stages_follow_the_order_of_their_type(register: Register) -> None:
    seen: dict[str, set[str]] = {type_: set() for type_ in AGREEMENT_TYPES}
    for type_ in AGREEMENT_TYPES:
        schema = json.loads((ROOT / f"schema/agreement-{type_}.schema.json").read_text(encoding="utf-8"))
        order = schema["properties"]["stages"]["items"]["properties"]["stage"]["enum"]
        for agreement in register.agreements.values():
            if agreement.type == type_ and "stages" in agreement.value:
                stages = [stage["stage"] for stage in agreement.value["stages"]]
                assert stages == sorted(stages, key=order.index), agreement.id
                seen[type_].update(stages)
    assert "penandatanganan-kb" in seen["ksdd"]
    assert "penandatanganan-pks" in seen["ksdpk"]
    assert "persetujuan-dprd" in seen["ksdpk"] & seen["ksdpl"] & seen["ksdll"]
    assert "penandatanganan-nk" in seen["sinergi"]


def test_chains_reach_three_deep(register: Register) -> None:
    def depth(id_: str) -> int:
        relations = register.agreements[id_].value.get("relations", ())
        return 1 + max((depth(relation["agreement"]) for relation in relations), default=0)

    assert max(depth(id_) for id_ in register.agreements) >= 3


def test_every_agreement_names_one_lead_and_each_party_signs(thousand: Path, register: Register) -> None:
    for value in list_written(thousand):
        assert sum("lead" in role for role in value["departments"]) == 1
        assert all("signatories" in party for party in value["parties"])
        assert value["parties"][0]["partner"] == OWN_ID
    counts = Counter(len(agreement.partners) for agreement in register.agreements.values())
    assert {1, 2, 3} <= set(counts)


def test_demonstration_is_evaluated_and_mapped(demonstration: Register) -> None:
    evaluations = [
        evaluation.value
        for agreement in demonstration.agreements.values()
        for evaluation in agreement.evaluations
    ]
    complete = [value for value in evaluations if len(value.get("judgement", ())) == 8]
    assert len(complete) > 40
    assert all({"activities", "outputs", "beneficiaries"} <= set(value) for value in complete)
    assert {value["state"] for value in evaluations} >= {"berjalan", "terhambat", "selesai"}
    statuses = Counter(entry.value["status"] for entry in demonstration.mapping)
    assert statuses["terwujud"] >= 5
    assert len(statuses) >= 4
    assert len({entry.year for entry in demonstration.mapping}) >= 4
    assert all(entry.realised_by for entry in demonstration.mapping if entry.value["status"] == "terwujud")


def test_totals_are_comparable_and_above_what_is_recorded(register: Register) -> None:
    totals = [total.value for total in register.totals if total.is_comparable]
    assert len(totals) >= 3
    for total in totals:
        for figure in total["figures"]:
            recorded = sum(
                agreement.type == figure["type"] and agreement.year == total["year"]
                for agreement in register.counted
            )
            assert recorded <= figure["value"]


def test_the_register_says_that_it_is_a_sample(register: Register) -> None:
    registry = register.registry
    assert registry["standing"] == "sample"
    assert registry["region_code"] == "99.71"
    assert "rekaan" in registry["standing_notice"]["id"]
    assert "invented" in registry["standing_notice"]["en"]


def test_no_address_leads_anywhere_and_no_partner_could_exist(thousand: Path, register: Register) -> None:
    text = "".join(path.read_text(encoding="utf-8") for path in thousand.rglob("*.yaml"))
    hosts = set(re.findall(r"https?://([^/\s\"]+)", text))
    assert hosts == {"contoh.example", "creativecommons.org"}
    assert all("Contoh" in partner.name for partner in register.partners.values())
    people = [
        signatory
        for value in list_written(thousand)
        for party in value["parties"]
        for signatory in party["signatories"]
        if "name" in signatory
    ]
    assert not people


def test_partner_names_stay_unique_at_the_largest_count() -> None:
    categories = {category for topic in TOPICS for fitting in topic.partners.values() for category in fitting}
    keys = [
        PartnerKey(category, number)
        for category in categories
        for number in range(pool_size(category, MAX_COUNT))
    ]
    assert len({partner_id(key) for key in keys}) == len(keys)


@pytest.mark.parametrize("count", [0, -1, MAX_COUNT + 1])
def test_a_count_out_of_bounds_writes_nothing(count: int, tmp_path: Path) -> None:
    with pytest.raises(ValueError, match=str(count)):
        write_sample(tmp_path / "register", count)
    assert list(tmp_path.iterdir()) == []


def test_an_empty_folder_is_taken(tmp_path: Path) -> None:
    (tmp_path / "register").mkdir()
    write_sample(tmp_path / "register", 1)
    assert (tmp_path / "register/records/registry.yaml").is_file()


def test_a_folder_with_content_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "kept").write_text("isi", encoding="utf-8")
    with pytest.raises(SampleExistsError):
        write_sample(tmp_path, 1)
    assert read_tree(tmp_path) == {"kept": b"isi"}


def test_a_stopped_write_leaves_nothing(tmp_path: Path) -> None:
    def stop(_: int) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        write_sample(tmp_path / "register", 150, stop)
    assert list(tmp_path.iterdir()) == []


def test_progress_adds_up(tmp_path: Path) -> None:
    steps: list[int] = []
    write_sample(tmp_path / "register", 250, steps.append)
    assert sum(steps) == 250
