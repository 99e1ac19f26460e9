"""The numbers and pages of a difference are those of two sites built whole."""

import csv
import datetime
import json
from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest
from builtsite import AS_OF, BuiltSite, build
from changesets import CASES, KINDS, commit, lay_over, run_git
from registers import SCHEMAS, copy_base

from generator.comparison.comparison import Question, compare_states
from generator.differences.reporters import report_difference
from generator.differences.reporters.setting import Setting
from generator.locale import Locale

# A record that can't be read has no numbers to compare.
CHANGES = (
    "several",
    *(pytest.param(kind, marks=pytest.mark.slow) for kind in KINDS if kind not in ("several", "broken-yaml")),
)

NOT_COUNTED = ("department-renamed", "end-extended", "id-renamed", "official-total-corrected")
"""The changes that make no number of agreements another."""


@pytest.fixture(scope="module")
def older(tmp_path_factory: pytest.TempPathFactory) -> Callable[[], tuple[Path, BuiltSite]]:
    """Give the repository before any change, with its site."""

    @cache
    def build_once() -> tuple[Path, BuiltSite]:
        folder = tmp_path_factory.mktemp("older")
        root = copy_base(folder / "register")
        run_git(root, "init", "-q", "-b", "main")
        commit(root, "Awal")
        return root, build(root, folder / "site")

    return build_once


@pytest.mark.parametrize("kind", CHANGES)
def test_numbers_and_pages_are_those_of_two_builds(
    kind: str, older: Callable[[], tuple[Path, BuiltSite]], tmp_path: Path
) -> None:
    origin, before = older()
    root = tmp_path / "register"
    run_git(origin, "clone", "-q", str(origin), str(root))
    if (CASES / kind / "before").is_dir():
        lay_over(root, CASES / kind / "before")
        commit(root, "Sebelumnya")
        before = build(root, tmp_path / "older")
    lay_over(root, CASES / kind / "after")
    commit(root, "Usulan", "2025-06-20")
    after = build(root, tmp_path / "site")
    question = Question(root, "HEAD~1", "HEAD", datetime.date.fromisoformat(AS_OF), "id")
    setting = Setting(Locale("id", SCHEMAS))
    told = json.loads(report_difference("json", compare_states(question), setting))

    own = {address for address in before.pages.keys() ^ after.pages.keys() if not address.startswith("en/")}
    assert {page["address"] for page in told["pages"]["new"]} == own & after.pages.keys()
    assert {page["address"] for page in told["pages"]["gone"]} == own & before.pages.keys()

    counted = {number["family"] for number in told["numbers"]}
    assert ("agreements" in counted) is (kind not in NOT_COUNTED)
    _compare_statistics(told["numbers"], before, after)
    _compare_links(told["numbers"], before, after)


def _read_statistics(site: BuiltSite) -> dict[tuple[str, ...], str]:
    with (site.folder / "data" / "statistics.csv").open(encoding="utf-8-sig", newline="") as stream:
        return {
            tuple(row[key] for key in ("figure", "type", "item", "year")): row["value"]
            for row in csv.DictReader(stream)
        }


_STATISTICS = {
    ("days", "length"): "median-length",
    ("days", "publication"): "median-publication",
    ("agreements", "in-force-evaluated"): "in-force-evaluated",
}


def _key(number: dict[str, object]) -> tuple[str, ...] | None:  # noqa: C901, PLR0911  one line a kind
    """Give where a number stands in the table of statistics; None for one that it leaves to the pages."""
    family, kind = str(number["family"]), str(number["kind"])
    values = [str(value) for value in number["values"]]  # type: ignore[attr-defined]
    if (family, kind) in _STATISTICS:
        return _STATISTICS[family, kind], "", "", ""
    if family == "published":
        return "published-total", values[1], "", values[2]
    if family != "agreements":
        return None
    match kind:
        case "all" | "in-force" | "length-known" | "publication-known":
            return kind, "", "", ""
        case "type":
            return kind, values[0], "", ""
        case "type-year":
            return kind, values[0], "", _year(values[1])
        case "type-department" | "type-affair" | "type-category" | "type-region":
            return kind, values[0], values[1], ""
        case "year" | "signed-by" | "extended-in" | "ended-in" | "in-force-at-end-of":
            return kind, "", "", _year(values[0])
        case "year-category":
            return kind, "", values[1], _year(values[0])
        case "status" | "document" | "partner-category" | "department" | "affair" | "region":
            return kind, "", values[0], ""
        case "recorded":
            return ("recorded" if values[1] == "yes" else "not-recorded"), "", values[0], ""
        case "evaluated" if values[0] in ("overdue", "not-due"):
            return f"in-force-{values[0]}", "", "", ""
    return None


def _year(year: str) -> str:
    return year if year.isdigit() else ""


def _compare_statistics(numbers: list[dict[str, object]], before: BuiltSite, after: BuiltSite) -> None:
    """Every number of the table that differs is told as it stands there, and none that does not."""
    old, new = _read_statistics(before), _read_statistics(after)
    differing = {
        key: (old.get(key) or "", new.get(key) or "")
        for key in old.keys() | new.keys()
        if old.get(key) != new.get(key)
    }
    told = {key: number for number in numbers if (key := _key(number)) in old.keys() | new.keys()}
    for key, (was, is_now) in differing.items():
        if key not in told:
            # A row that came or went with nought in it, or with the page of a year in which nothing happens.
            page = f"statistik/{key[-1]}/"
            is_about_page = (page in before.pages) is not (page in after.pages)
            assert {was, is_now} <= {"", "0"} or (key[0] == "signed-by" and is_about_page), (key, was, is_now)
            continue
        number = told[key]
        assert (_spell(number["old"]), _spell(number["new"])) == (was or "0", is_now or "0"), key
    assert told.keys() <= differing.keys()


def _spell(number: object) -> str:
    return "0" if number is None else str(number)


def _count_links(site: BuiltSite) -> dict[str, int]:
    """Give the number that pages show beside the link to each list."""
    counts = {}
    for address, facts in site.pages.items():
        for number, link in facts.counts if not address.startswith("en/") else ():
            target = site.target(address, link) if link else None
            if target:
                counts[f"{target[0]}#{target[1]}" if target[1] else target[0]] = number
    return counts


def _compare_links(numbers: list[dict[str, object]], before: BuiltSite, after: BuiltSite) -> None:
    """Every number beside a link that differs is told, with the list at its address as long as it says."""
    old, new = _count_links(before), _count_links(after)
    told = {(str(number["address"]), number["old"], number["new"]) for number in numbers}
    for target in old.keys() & new.keys():
        if old[target] != new[target]:
            assert (target.removesuffix("#daftar"), old[target], new[target]) in told, target
    listed = [number for number in numbers if number["family"] == "agreements" and number["address"]]
    for number in listed:
        address, _, section = str(number["address"]).partition("#")
        assert len(after.list_rows(address, section)) == number["new"], number
