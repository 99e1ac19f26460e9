"""What is computed of all governments: from the figures that were measured, and nothing else."""

from registers import ROOT

from bench.nation import A_YEAR, GOVERNMENTS, YEARS, Figures, Run, draw_line, read_visit, render_costs

PAGE = ROOT / "docs/pengembang/skala.md"
ONE = Run(1_000, 10.0, 100_000_000, 100_000_000)
SMALL, LARGE = Run(1_000, 3.0, 50_000_000, 10_000_000), Run(3_000, 7.0, 90_000_000, 30_000_000)


def test_a_line_runs_through_both_points_and_tells_where_a_value_is_reached() -> None:
    line = draw_line(SMALL, LARGE, "seconds")
    assert [line.at(run.agreements) for run in (SMALL, LARGE)] == [3.0, 7.0]
    assert line.reach(7.0) == 3_000


def test_the_costs_of_all_follow_from_those_of_one() -> None:
    text = render_costs(Figures(ONE, 1_000_000, SMALL, LARGE, 125_000), "Diukur.")
    total = GOVERNMENTS * YEARS * A_YEAR
    assert f"| Perjanjian | 1.020 | {total:,} |".replace(",", ".") in text
    # 548 sites of 1,020 agreements, at a hundredth of a second each.
    assert "| Membangun semua situs satu kali, jam prosesor | 0,003 | 1,6 |" in text
    # A visit of 125 kB a thousand times a day, for a year.
    assert "kunjungan pertama sehari, GB | 46 | 25.002 |" in text
    # 20 kB of memory an agreement, above 30 MB: 24 GB are reached long after an hour at 2 ms each.
    assert "menghimpun sampai 1.198.500 perjanjian; dalam 1 jam prosesor semalam sampai 1.799.500." in text
    assert "Yang lebih dahulu tercapai: memori, pada 2,14 kali" in text


def test_the_page_holds_what_was_measured_and_a_visit_as_it_was_measured_elsewhere() -> None:
    text = PAGE.read_text("utf-8")
    assert "| Himpunan besar |" in text
    transferred = 1_000 * read_visit(ROOT / "docs/pengembang/kinerja.md") * 365 / 10**9
    assert f"GB | {transferred:.0f} |" in text
