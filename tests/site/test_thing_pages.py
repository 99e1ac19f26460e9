"""The pages of partners, departments, affairs and places, as built."""

import yaml
from builtsite import REGISTERS, BuiltSite

from generator.regions import PROVINCES


def _records(built: BuiltSite, folder: str) -> list[dict[str, str]]:
    paths = sorted((REGISTERS[built.name] / "records" / folder).glob("*.yaml"))
    return [yaml.safe_load(path.read_text("utf-8")) for path in paths]


def test_the_states_part_a_thing_s_agreements(built: BuiltSite) -> None:
    checked = 0
    for address, page in built.pages.items():
        sections = {name: set(rows) for name, rows in page.sections.items() if name.startswith("status-")}
        if not sections:
            continue
        assert sum(map(len, sections.values())) == len(page.sections["daftar"]), address
        assert set().union(*sections.values()) == set(page.rows), address
        checked += 1
    assert checked > 80


def test_every_named_unit_lists_its_agreements(shipped: BuiltSite) -> None:
    page = shipped.pages["mitra/universitas-negeri-yogyakarta/"]
    for unit in ("fbsb", "fakultas-teknik", "fishipol"):
        assert page.sections[f"satuan-{unit}"], unit
        assert set(page.sections[f"satuan-{unit}"]) <= set(page.sections["daftar"])


def test_every_partner_with_a_place_stands_on_its_page(built: BuiltSite) -> None:
    own = yaml.safe_load((REGISTERS[built.name] / "records/registry.yaml").read_text("utf-8"))["government"]
    found = 0
    for partner in _records(built, "partners"):
        if partner["id"] == own or not partner.keys() & {"region_code", "country"}:
            continue
        code = partner.get("region_code", "")[:2]
        place = f"mitra/wilayah/{code}/" if code else f"mitra/negara/{partner['country'].lower()}/"
        targets = {built.target(place, link) for link in built.pages[place].links}
        assert (f"mitra/{partner['id']}/", "") in targets
        assert set(built.list_rows(f"mitra/{partner['id']}/")) <= set(built.list_rows(place))
        name = PROVINCES[code].id if code in PROVINCES else partner.get("country", code)
        assert code not in PROVINCES or name in built.pages[place].text
        found += 1
    assert found


def test_the_index_of_departments_and_affairs_names_each_once(built: BuiltSite) -> None:
    for folder, address in (("departments", "perangkat-daerah/"), ("affairs", "urusan/")):
        links = [built.target(address, link) for link in built.pages[address].links]
        for record in _records(built, folder):
            assert (f"{address}{record['id']}/", "") in links


def test_a_department_leads_to_those_before_and_after_it(built: BuiltSite) -> None:
    for record in _records(built, "departments"):
        for successor in record.get("successors", ()):
            pair = (f"perangkat-daerah/{record['id']}/", f"perangkat-daerah/{successor}/")
            for here, there in (pair, pair[::-1]):
                assert (there, "") in {built.target(here, link) for link in built.pages[here].links}


def test_a_long_list_of_things_is_parted_by_letters(long: BuiltSite) -> None:
    page = long.pages["mitra/"]
    letters = [name for name in page.ids if name.startswith("huruf-")]
    assert len(letters) > 3
    assert {f"#{name}" for name in letters} <= set(page.links)
