"""Where the partners are: the map of provinces, the map of countries, and their page."""

from collections.abc import Iterator

from generator import addresses
from generator.charts.figure import DataTable, Figure
from generator.charts.maps import Place, draw_world, is_on_world
from generator.charts.maps import draw_provinces as draw_outlined
from generator.edition import Edition
from generator.pages.lists import section_crumb
from generator.pages.page import Crumb, Page
from generator.regions import PROVINCES, SPLIT_FROM
from generator.series import count_outlined
from generator.statistics import count_values
from generator.words.titles import region_name, value_name


def draw_provinces(edition: Edition) -> Figure:
    """Draw the provinces that regional governments among the partners belong to."""
    say, number, selections = edition.locale.say, edition.locale.number, edition.selections
    rows = [row for row in count_values(selections, "region") if row.key.isdigit()]
    places = []
    shared = False
    for code, total in count_outlined(selections).items():
        younger = [row for row in rows if SPLIT_FROM.get(row.key) == code]
        own = [row for row in rows if row.key == code]
        shared = shared or bool(younger)
        label = ", ".join(region_name(edition.locale, row.key) for row in (*own, *younger))
        # Only where one province alone makes up the number is there a list of exactly these.
        whole = own[0].counts[0] if own and not younger else None
        places.append(Place(code, label, total, whole))
    unknown = [row.key for row in rows if row.key not in PROVINCES]
    notes = [
        say("Only regional governments have a region code; other partners in Indonesia are not on this map.")
    ]
    if shared:
        notes.append(
            say("Kalimantan Utara and the provinces split off in Papua in 2022 are drawn with the province "
                "they were split from; the table has each of them apart.")
        )  # fmt: skip
    if unknown:
        notes.append(say("Codes that are no province, so on no map: %(codes)s.", codes=", ".join(unknown)))
    return Figure(
        "peta-provinsi",
        say("Regional governments by province"),
        say("No partner's region code is that of a province, so the map stays empty.")
        if not places
        else say(
            "Agreements with regional governments of %(count)s provinces; the larger a circle, the more "
            "agreements.",
            count=len(rows) - len(unknown),
        ),
        lambda width: draw_outlined(width, places, number),
        DataTable(
            (say("Province"), say("Agreements")),
            tuple((value_name(edition, row.counts[0].selection), row.counts[0]) for row in rows),
        ),
        " ".join(notes),
    )


def draw_countries(edition: Edition) -> Figure:
    """Draw the countries that partners abroad are in."""
    say, number = edition.locale.say, edition.locale.number
    rows = [row for row in count_values(edition.selections, "region") if row.key.isalpha()]
    named = [(row.key.upper(), region_name(edition.locale, row.key), row.counts[0]) for row in rows]
    places = [Place(key, name, count.number, count) for key, name, count in named]
    missing = [name for key, name, _ in named if not is_on_world(key)]
    return Figure(
        "peta-negara",
        say("Partners abroad"),
        say(
            "Agreements with partners in %(count)s other countries; the larger a circle, the more "
            "agreements.",
            count=len(rows),
        ),
        lambda width: draw_world(width, places, number),
        DataTable((say("Country"), say("Agreements")), tuple((name, count) for _, name, count in named)),
        say("Not on this map: %(names)s.", names=", ".join(missing)) if missing else "",
    )


def iterate_map_pages(edition: Edition) -> Iterator[Page]:
    """Give the page of maps."""
    say = edition.locale.say
    title = say("Map of partners")
    yield Page(
        addresses.MAP,
        addresses.STATISTICS,
        title,
        say("In which provinces and countries the partners are, as far as their records say."),
        "map.html",
        (section_crumb(edition, addresses.STATISTICS), Crumb(title)),
        {"figures": [draw_provinces(edition), draw_countries(edition)]},
    )
