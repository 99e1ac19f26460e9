"""What pages say of themselves to programs: JSON in every page, that leads to what is there."""

import json
import re
from urllib.parse import urljoin

import pytest
from builtsite import HOST, BuiltSite
from rdflib import RDF, Graph, Namespace
from registers import AS_OF, SCHEMAS, base_records

from generator.edition import make_edition
from generator.git.history import NO_HISTORY
from generator.locale import Locale
from generator.metadata.structured import Describer
from generator.pages.agreements import iterate_agreement_pages
from generator.pages.page import Crumb, Page
from generator.register.register import build_register

SCHEMA = Namespace("https://schema.org/")
_SCRIPT = re.compile(r'<script type="application/ld\+json">(.*?)</script>', re.DOTALL)


_SAMPLE_SITE = "https://contoh.example/"


def _place(address: str, link: str) -> str:
    """Give where a link on a page leads to, from the root of the site; the sample's address is known."""
    return urljoin(HOST + address, link).removeprefix(HOST).removeprefix(_SAMPLE_SITE)


def _read(site: BuiltSite, address: str) -> dict[str, list[dict[str, object]]]:
    """Give what a page says of itself, by type."""
    page = (site.folder / address / "index.html").read_text(encoding="utf-8")
    found = _SCRIPT.findall(page)
    assert len(found) == 1, address
    by_type: dict[str, list[dict[str, object]]] = {}
    for thing in json.loads(found[0])["@graph"]:
        by_type.setdefault(thing["@type"], []).append(thing)
    return by_type


def test_every_generated_page_tells_the_way_to_it(built: BuiltSite) -> None:
    told = 0
    for address in built.pages:
        page = (built.folder / address / "index.html") if address.endswith("/") else None
        text = page.read_text(encoding="utf-8") if page else ""
        # Pages written by hand say nothing of themselves.
        if not ('class="rk-crumbs"' in text and 'class="rk-as-of"' in text) or 'http-equiv="refresh"' in text:
            continue
        (way,) = _read(built, address)["BreadcrumbList"]
        items = way["itemListElement"]
        assert isinstance(items, list)
        places = [_place(address, item["item"]) for item in items]
        assert [item["position"] for item in items] == list(range(1, len(items) + 1))
        assert places[-1] == address
        # Of a part of a long list the way leads to the part.
        assert all((built.folder / place / "index.html").is_file() for place in places), address
        told += 1
    assert told > 100


def test_an_agreement_says_who_made_it_and_on_what_it_rests(sample: BuiltSite) -> None:
    address = "kerja-sama/ksdpk-praktik-mahasiswa-2023-0001/"
    (thing,) = _read(sample, address)["CreativeWork"]
    assert thing["identifier"] == "ksdpk-praktik-mahasiswa-2023-0001"
    assert "rekaan" in str(thing["disambiguatingDescription"]).lower()
    assert {"GovernmentOrganization", "Organization"} == {one["@type"] for one in thing["contributor"]}  # type: ignore[attr-defined]
    assert thing["isBasedOn"]
    (in_english,) = _read(sample, f"en/{address}")["CreativeWork"]
    assert in_english["name"] == thing["name"]
    assert in_english["genre"] != thing["genre"]


def test_a_withdrawn_one_says_nothing_but_where_it_stands(sample: BuiltSite) -> None:
    assert set(_read(sample, "kerja-sama/ksdpk-praktik-mahasiswa-2023-0049/")) == {"BreadcrumbList"}


def test_home_and_data_say_whose_they_are(shipped: BuiltSite) -> None:
    home = _read(shipped, "")
    assert home["GovernmentOrganization"][0]["identifier"] == "34.71"
    # Compiled by others: the government publishes nothing here.
    assert home["WebSite"][0]["publisher"] == {
        "@type": "Organization",
        "name": "Registri Kerja Sama Kota Yogyakarta",
    }
    for root in ("", "en/"):
        (dataset,) = _read(shipped, f"{root}data/")["Dataset"]
        files = dataset["distribution"]
        assert isinstance(files, list)
        for one in files:
            place = _place(f"{root}data/", one["contentUrl"])
            assert (shipped.folder / place).is_file(), place


@pytest.mark.filterwarnings("ignore::DeprecationWarning")
def test_it_reads_as_rdf_without_the_network(sample: BuiltSite) -> None:
    page = (sample.folder / "data/index.html").read_text(encoding="utf-8")
    graph = Graph().parse(data=_SCRIPT.findall(page)[0], format="json-ld", publicID=f"{HOST}data/")
    (dataset,) = graph.subjects(RDF.type, SCHEMA.Dataset)
    assert str(dataset) == f"{_SAMPLE_SITE}data/#data"
    assert list(graph.objects(dataset, SCHEMA.license))
    assert list(graph.subjects(RDF.type, SCHEMA.BreadcrumbList))


def test_no_text_of_a_record_ends_the_script() -> None:
    edition = make_edition(build_register(base_records(), AS_OF), NO_HISTORY, Locale("id", SCHEMAS))
    bad = "</script><script>alert(1)</script><!--"
    page = Page("mitra/x/", "mitra/", bad, bad, "partner.html", (Crumb("Mitra", "mitra/"), Crumb(bad)))
    text = Describer(edition).describe(page).decode()
    assert text.count("<") == 2
    assert json.loads(_SCRIPT.findall(text)[0])["@graph"][0]["itemListElement"][-1]["name"] == bad


def test_addresses_are_whole_where_the_sites_is_known() -> None:
    register = build_register(base_records(), AS_OF)
    register.registry["site_url"] = "https://kerjasama.contoh.example/register"
    edition = make_edition(register, NO_HISTORY, Locale("en", SCHEMAS))
    page = next(iterate_agreement_pages(edition))
    way = json.loads(_SCRIPT.findall(Describer(edition).describe(page).decode())[0])["@graph"][0]
    assert way["itemListElement"][0]["item"] == "https://kerjasama.contoh.example/register/en/"
