"""The pages of evaluations and of the mapping, as built: their numbers against the lists they lead to."""

import re

from builtsite import BuiltSite


def _html(site: BuiltSite, address: str) -> str:
    return (site.folder / address / "index.html").read_text(encoding="utf-8")


def test_every_number_of_mapped_needs_is_the_length_of_its_list(built: BuiltSite) -> None:
    checked = 0
    for address in built.pages:
        if not (built.folder / address / "index.html").is_file():
            continue
        for tag in re.findall(r"<(?:a|span)[^>]*data-entries=[^>]*>", _html(built, address)):
            number = int(re.findall(r'data-entries="(\d+)"', tag)[0])
            link = re.findall(r'href="([^"]+)"', tag)
            if not link:
                assert number == 0
                continue
            target = built.target(address, link[0])
            assert target
            rows = re.findall(r'data-entry="([^"]+)"', _html(built, target[0]))
            assert len(set(rows)) == len(rows) == number, (address, link)
            checked += 1
    assert checked > 50 or "pemetaan/2023/" not in built.pages


def test_each_mapped_need_has_its_own_place(sample: BuiltSite) -> None:
    html = _html(sample, "pemetaan/2023/")
    for entry in re.findall(r'data-entry="([^"]+)"', html):
        assert entry in sample.pages["pemetaan/2023/"].ids


def test_a_cell_of_the_cross_table_opens_exactly_its_needs(sample: BuiltSite) -> None:
    cells = re.findall(r'<details class="rk-places"><summary>(\d+)</summary>(.*?)</details>',
                       _html(sample, "pemetaan/2023/"), re.DOTALL)  # fmt: skip
    assert cells
    for number, places in cells:
        assert places.count("<li>") == int(number) > 0


def _total_row(site: BuiltSite) -> dict[str, list[str]]:
    """Give the lists behind the total of what is in force, by the state of its evaluation."""
    html = _html(site, "evaluasi/")
    foot = re.findall(r"<tfoot>(.*?)</tfoot>", html, re.DOTALL)
    found: dict[str, list[str]] = {}
    for label, link in (
        re.findall(r'<td data-label="([^"]*)">(?:<a href="([^"]*)")?', foot[0]) if foot else ()
    ):
        target = site.target("evaluasi/", link) if link else None
        found[label] = site.list_rows(target[0]) if target else []
    return found


def test_what_is_not_evaluated_has_a_page_in_every_register(built: BuiltSite) -> None:
    total = _total_row(built)
    expected = {*total.get("Evaluasi terlambat", ()), *total.get("Belum waktunya dievaluasi", ())}
    assert set(built.list_rows("evaluasi/belum/")) == expected


def test_the_states_of_what_is_in_force_add_up(sample: BuiltSite) -> None:
    total = _total_row(sample)
    parts = [*total["Sudah dievaluasi"], *total["Evaluasi terlambat"], *total["Belum waktunya dievaluasi"]]
    assert sorted(parts) == sorted(total["Berlaku"])
    assert parts


def test_the_site_says_the_schedule_it_uses(sample: BuiltSite, built: BuiltSite) -> None:
    assert "KSDPL, KSDLL: sekurangnya satu evaluasi untuk setiap tahun kalender, ditunggu sampai 7 hari" in (
        sample.pages["evaluasi/"].text
    )
    assert "sekurangnya satu evaluasi untuk setiap semester" in built.pages["evaluasi/"].text


def test_each_half_year_leads_to_its_findings(sample: BuiltSite) -> None:
    """The lists of the states of execution part what was evaluated; so do those of the recommendations."""
    periods = [name for name in sample.pages if re.fullmatch(r"evaluasi/\d{4}-\d/", name)]
    assert periods
    for name in periods:
        html = _html(sample, name)
        evaluated = sample.list_rows(f"{name}perjanjian/")
        for caption in ("Keadaan pelaksanaan", "Rekomendasi"):
            table = re.findall(rf"<caption>{caption}</caption>(.*?)</table>", html, re.DOTALL)[0]
            targets = [sample.target(name, link) for link in re.findall(r'href="([^"]+)"', table)]
            rows = [row for target in targets if target for row in sample.list_rows(target[0])]
            assert sorted(rows) == sorted(evaluated), (name, caption)
