"""Reports for code hosts: within each host's limits, in each host's words, and nothing dropped in silence."""

import json
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from registers import KB, check
from reporting import (
    MITRA,
    REGISTER,
    UJI,
    read_command,
    read_xml,
    repeat,
    report_at,
    split_row,
    unescape_markdown,
)

from generator.check.finding import Finding
from generator.check.reporters import report
from generator.check.rules import RULES


def _write(root: Path, text: str) -> None:
    (root / KB).write_text(text, encoding="utf-8")


def test_github_stays_within_its_limits_and_says_what_is_left(tmp_path: Path) -> None:
    findings = [
        Finding("KS001", severity, f"records/{number:02}.yaml", 1, 1, 1, 2, "Pesan.", "Bantuan.")
        for number in range(25)
        for severity in ("error", "warning", "advice")
    ]
    commands = [read_command(line) for line in report_at(tmp_path, "github", findings).splitlines()]
    assert Counter(command.name for command in commands) == {"error": 10, "warning": 10, "notice": 10}
    assert [command.properties.get("file") for command in commands if command.name == "error"] == [
        f"records/{number:02}.yaml" for number in range(10)
    ]
    # The last notice is ours.
    assert "15 salah, 15 peringatan, 16 saran" in commands[-1].data
    assert "file" not in commands[-1].properties


def test_github_says_nothing_more_where_all_is_annotated(tmp_path: Path) -> None:
    findings = [
        Finding("KS603", "advice", f"records/{number}.yaml", 1, 1, 1, 2, "Pesan.", "Bantuan.")
        for number in range(10)
    ]
    commands = [read_command(line) for line in report_at(tmp_path, "github", findings).splitlines()]
    assert len(commands) == 10
    assert all("file" in command.properties for command in commands)


def test_github_gathers_what_one_rule_finds_in_one_file() -> None:
    (command,) = map(read_command, report_at(REGISTER, "github", repeat(4)).splitlines())
    assert command.properties == {
        "file": UJI, "line": "1", "col": "1", "endLine": "1", "endColumn": "3", "title": "KS104",
    }  # fmt: skip
    assert command.data.splitlines() == [
        'Nilai "lain" tidak dikenal. Pilih salah satu.',
        *(f'Baris {line}: Nilai "lain" tidak dikenal.' for line in (2, 3, 4)),
    ]
    *_, last = report_at(REGISTER, "github", repeat(14)).splitlines()
    assert "4 salah, 0 peringatan, 0 saran" in read_command(last).data


def test_github_escapes_what_its_runner_reads() -> None:
    file, message = "records/a,b:c%.yaml", "50% selesai ::error::palsu, a=b: 100%25"
    finding = Finding("KS001", "warning", file, 1, 2, 3, 4, message, "Bantuan.", (), "a%0Ab")
    (command,) = map(read_command, report_at(REGISTER, "github", [finding]).splitlines())
    assert command.name == "warning"
    # Columns stand only where one line is meant.
    assert command.properties == {"file": file, "line": "1", "endLine": "3", "title": "KS001"}
    assert command.data == f"{message} Bantuan.\nDapat ditulis: a%0Ab"


def test_fingerprints_outlive_a_move_and_tell_findings_apart(base: Path) -> None:
    def read() -> list[str]:
        checked = check(base)
        entries = json.loads(report("gitlab", checked.findings, checked.files, base, "id"))
        return [entry["fingerprint"] for entry in entries]

    text = (base / KB).read_text(encoding="utf-8")
    faulty = text + "title: Kedua\ntitle: Kedua\nsubject: Kedua\n"
    _write(base, faulty)
    before = read()
    _write(base, f"# Catatan.\n\n{faulty}")
    assert read() == before
    assert len(set(before)) == len(before) == 3
    _write(base, faulty.replace("title: Kedua\nsubject", "title: Ketiga\nsubject"))
    assert len(set(read()) & set(before)) == 2


def test_sarif_fixes_mend_the_file(base: Path) -> None:
    text = (base / KB).read_text(encoding="utf-8")
    _write(
        base,
        text.replace("department: dinas-kesehatan", "department: dinas-keehatan").replace(
            "purpose:", "purpos:"
        ),
    )
    for _ in range(2):
        checked = check(base)
        document = json.loads(report("sarif", checked.findings, checked.files, base, "id"))
        results = document["runs"][0]["results"]
        change = next(result["fixes"][0]["artifactChanges"][0] for result in results if "fixes" in result)
        assert change["artifactLocation"]["uri"] == KB
        (replacement,) = change["replacements"]
        region = replacement["deletedRegion"]
        lines = (base / KB).read_text(encoding="utf-8").split("\n")
        line = lines[region["startLine"] - 1]
        lines[region["startLine"] - 1] = (
            line[: region["startColumn"] - 1]
            + replacement["insertedContent"]["text"]
            + line[region["endColumn"] - 1 :]
        )
        _write(base, "\n".join(lines))
    assert (base / KB).read_text(encoding="utf-8") == text
    assert check(base).findings == ()


@pytest.mark.parametrize(
    ("fix", "offered"),
    [
        ("kota-seberang", True),
        ('"2024-05-17"', True),
        ("Pasien dirujuk tanpa menunggu.", True),
        ("Judul: anak judul", False),
        ("satu, dua", False),
        ("teks #1", False),
        ('"a" b"', False),
        ("- a", False),
        ("", False),
        ("a\nb", False),
    ],
)
def test_sarif_offers_only_what_yaml_reads_the_same_anywhere(fix: str, offered: bool) -> None:  # noqa: FBT001
    finding = repeat(1)[0]._replace(fix=fix)
    (result,) = json.loads(report_at(REGISTER, "sarif", [finding]))["runs"][0]["results"]
    assert ("fixes" in result) is offered


def test_sarif_offers_no_fix_for_what_spans_lines_or_nothing() -> None:
    for end_line, end_column in ((2, 1), (1, 1)):
        finding = repeat(1)[0]._replace(fix="lainnya", end_line=end_line, end_column=end_column)
        (result,) = json.loads(report_at(REGISTER, "sarif", [finding]))["runs"][0]["results"]
        assert "fixes" not in result


def test_sarif_explains_its_rules_in_both_languages() -> None:
    findings = [repeat(1)[0]._replace(rule=rule) for rule in reversed(RULES)]
    (run,) = json.loads(report_at(REGISTER, "sarif", findings))["runs"]
    rules = run["tool"]["driver"]["rules"]
    assert len(rules) == len(RULES)
    for result in run["results"]:
        assert rules[result["ruleIndex"]]["id"] == result["ruleId"]
    for rule in rules:
        assert RULES[rule["id"]].title.id in rule["fullDescription"]["text"]
        assert RULES[rule["id"]].title.en in rule["fullDescription"]["text"]


def test_sarif_gives_the_gravest_and_says_so(tmp_path: Path) -> None:
    findings = [
        Finding("KS001", severity, f"records/{number:04}.yaml", 1, 1, 1, 2, "Pesan.", "Bantuan.")
        for number in range(2600)
        for severity in ("advice", "error")
    ]
    (run,) = json.loads(report_at(tmp_path, "sarif", findings))["runs"]
    assert Counter(result["level"] for result in run["results"]) == {"error": 2600, "note": 2400}
    (said,) = run["invocations"][0]["toolExecutionNotifications"]
    assert said["message"]["text"].startswith("Hanya 5000 dari 5200 temuan")


def test_junit_has_a_case_a_file(base: Path) -> None:
    _write(base, (base / KB).read_text(encoding="utf-8").replace("purpose:", "purpos:") + "title: Kedua\n")
    checked = check(base)
    suites = read_xml(report("junit", checked.findings, checked.files, base, "id"))
    cases = suites.findall("testsuite/testcase")
    assert len(cases) == checked.files == int(suites.attrib["tests"])
    failed = [case for case in cases if case.find("failure") is not None]
    assert [case.attrib["name"] for case in failed] == [KB]
    assert suites.attrib["failures"] == "1"
    text = failed[0].findtext("failure") or ""
    assert all(finding.message in text for finding in checked.findings)
    few = report("junit", [], 1, base, "id", named=frozenset({KB}))
    assert [case.attrib["name"] for case in read_xml(few).iter("testcase")] == [KB]


def test_advice_fails_no_case() -> None:
    advice = Finding("KS603", "advice", MITRA, 1, 1, 1, 2, "Pesan.", "Bantuan.")
    (suite,) = read_xml(report_at(REGISTER, "junit", [advice])).findall("testsuite")
    assert suite.attrib["failures"] == "0"
    assert "Pesan." in (suite.findtext("testcase/system-out") or "")


@given(text=st.text(st.characters(categories=["L", "N", "P", "S", "Zs"]), min_size=1))
def test_markdown_shows_a_text_as_it_is(text: str) -> None:
    message = f"Pesan {text} akhir"
    finding = Finding("KS001", "error", MITRA, 1, 1, 1, 2, message, "Bantuan.")
    rows = [line for line in report_at(REGISTER, "markdown", [finding]).splitlines() if "KS001 salah" in line]
    (cells,) = map(split_row, rows)
    # Spaces of other widths are named, as everywhere.
    shown = "".join(char if char.isprintable() else f"\\u{ord(char):04x}" for char in message)
    if not any(char in text for char in "\u115f\u1160\u2800\u3164\uffa0"):
        assert unescape_markdown(cells[2]) == shown


def test_markdown_stays_within_a_summary(tmp_path: Path) -> None:
    findings = [
        Finding("KS001", "error", f"records/{number:05}.yaml", 1, 1, 1, 2, "Pesan " * 40, "Bantuan.")
        for number in range(6000)
    ]
    text = report_at(tmp_path, "markdown", findings)
    assert 900_000 < len(text.encode()) <= 1_000_000
    shown = text.count("KS001 salah")
    assert f"{6000 - shown} temuan lagi" in text
    assert "dan 5800 berkas lagi | 5800 | 0 | 0 |" in text
