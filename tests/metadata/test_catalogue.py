"""The catalogue: read as RDF, it meets the shapes of DCAT and of what Satu Data Indonesia asks."""

import hashlib
import json
import socket
from pathlib import Path
from typing import NoReturn

import pytest
from builtsite import BuiltSite
from pyshacl import validate
from rdflib import Graph, Namespace

DCAT, SCHEMA = Namespace("http://www.w3.org/ns/dcat#"), Namespace("https://schema.org/")
SPDX, DCT = Namespace("http://spdx.org/rdf/terms#"), Namespace("http://purl.org/dc/terms/")
PLACE = "https://uji.example/data/catalog.jsonld"
SHAPES = Path(__file__).with_name("shapes.ttl")


@pytest.fixture(autouse=True)
def _no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> NoReturn:
        raise AssertionError("the network was asked for")

    monkeypatch.setattr(socket.socket, "connect", refuse)


def read_catalogue(site: BuiltSite) -> Graph:
    text = (site.folder / "data" / "catalog.jsonld").read_text(encoding="utf-8")
    return Graph().parse(data=text, format="json-ld", publicID=PLACE)


def test_it_meets_the_shapes(built: BuiltSite) -> None:
    conforms, _, told = validate(read_catalogue(built), shacl_graph=Graph().parse(SHAPES))
    assert conforms, told


def test_the_shapes_miss_what_is_left_out(sample: BuiltSite) -> None:
    shapes = Graph().parse(SHAPES)
    for missing in (
        DCT.license,
        DCAT.mediaType,
        SCHEMA.description,
        DCT.spatial,
        SPDX.checksumValue,
        DCT.creator,
    ):
        graph = read_catalogue(sample)
        subject, _, value = next(graph.triples((None, missing, None)))
        for found in list(graph.triples((subject, missing, None))):
            graph.remove(found)
        conforms, _, _ = validate(graph, shacl_graph=shapes)
        assert not conforms, (missing, value)


def test_every_file_is_there_as_it_is_told(built: BuiltSite) -> None:
    document = json.loads((built.folder / "data" / "catalog.jsonld").read_bytes())
    told = set()
    for one in (file for dataset in document["dcat:dataset"] for file in dataset["dcat:distribution"]):
        name = one["dcat:downloadURL"]["@id"].rpartition("/data/")[2]
        data = (built.folder / "data" / name).read_bytes()
        told.add(name)
        assert one["dcat:byteSize"]["@value"] == str(len(data))
        assert one["spdx:checksum"]["spdx:checksumValue"]["@value"] == hashlib.sha256(data).hexdigest()
    there = {path.name for path in (built.folder / "data").iterdir() if path.suffix not in (".html", "")}
    assert there - told == {"search.json", "catalog.jsonld"}


def test_it_names_the_producer_only_where_the_register_is_official(shipped: BuiltSite) -> None:
    document = json.loads((shipped.folder / "data" / "catalog.jsonld").read_bytes())
    assert document["dct:publisher"]["foaf:name"] == "Registri Kerja Sama Kota Yogyakarta"
    assert document["dct:spatial"]["dct:identifier"] == "34.71"
    assert any("bukan register resmi" in one["@value"] for one in document["dct:rights"])
