"""The outlines that travel with the program: every province has a place, every place lies in its outline."""

import json
from pathlib import Path

from generator.charts import outlines
from generator.charts.outlines import is_inside, measure_area, read_outlines
from generator.check.countries import COUNTRIES
from generator.regions import PROVINCES, SPLIT_FROM

FOLDER = Path(outlines.__file__).parent
LARGEST_FILE = 60_000
# Too small or too young for the source.
WITHOUT_POINT = set("BQ BV CC CX GF GI GP MQ RE SJ TK TV UM YT".split())


def test_the_names_are_those_of_the_ministry_s_codes() -> None:
    ranges = ((11, 19), (21, 21), (31, 36), (51, 53), (61, 65), (71, 76), (81, 82), (91, 96))
    assert list(PROVINCES) == [str(code) for first, last in ranges for code in range(first, last + 1)]


def test_every_province_is_drawn_by_itself_or_with_the_one_it_was_split_from() -> None:
    drawn = set(read_outlines("provinces").areas)
    assert drawn == set(PROVINCES) - set(SPLIT_FROM)
    assert set(SPLIT_FROM.values()) <= drawn


def test_every_point_lies_in_its_province() -> None:
    provinces = read_outlines("provinces")
    for code, point in provinces.points.items():
        assert any(is_inside(point, ring) for ring in provinces.areas[code]), code


def test_provinces_stand_where_they_are() -> None:
    points = read_outlines("provinces").points
    assert points["11"][0] < points["34"][0] < points["51"][0] < points["91"][0]
    assert points["11"][1] < 0 < points["34"][1], "latitude is counted southwards"


def test_the_world_has_a_point_for_nearly_every_country() -> None:
    assert set(read_outlines("world").points) == COUNTRIES - WITHOUT_POINT


def test_files_are_small_and_say_where_they_come_from() -> None:
    for name in ("provinces", "world"):
        file = FOLDER / f"{name}.json"
        document = json.loads(file.read_text(encoding="utf-8"))
        assert file.stat().st_size <= LARGEST_FILE
        assert "Natural Earth" in document["source"]
        assert document["licence"].startswith("Public domain")
        for rings in read_outlines(name).areas.values():
            assert rings
            assert all(len(ring) > 2 and measure_area(ring) for ring in rings)
