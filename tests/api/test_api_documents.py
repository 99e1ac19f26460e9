"""Documents: one for every page that shows something, as its description says, with what the records say."""

import csv
import datetime
import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import jsonschema_rs
import pytest
from apidocuments import Api
from builtsite import REGISTERS, BuiltSite, build
from hostile import write_hostile
from openapi_spec_validator import validate
from registers import AS_OF, BASE, SCHEMAS, check

from generator.addresses import api_address
from generator.api.library import WITHOUT, Library, is_further_part
from generator.api.meta import OF_ANY_DAY
from generator.check.checker import Checker
from generator.edition import Edition, make_edition
from generator.git.history import NO_HISTORY
from generator.locale import Locale
from generator.pages.catalogue import iterate_pages
from generator.read.strict_yaml import read_mapping
from generator.records import Record
from generator.register.register import build_register

_ADDRESSES = frozenset(
    (
        "page",
        "api",
        "yaml",
        "list",
        "svg",
        "csv",
        "json",
        "ics",
        "file",
        "openapi",
        "data_package",
        "catalogue",
    )
)
_ADDRESS_LISTS = frozenset(("search", "schemas"))


@pytest.fixture(scope="module")
def api(built: BuiltSite) -> Api:
    """Give the API of each register's site in turn."""
    return Api(built)


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Api:
    """Give the API of a register whose every text is hostile."""
    root = write_hostile(tmp_path_factory.mktemp("hostile") / "register", BASE)
    return Api(build(root, root / "site"))


def _walk(value: Any) -> Iterator[dict[str, Any]]:
    """Give every group of fields of a document, whatever it stands in."""
    if isinstance(value, dict):
        yield value
        value = list(value.values())
    if isinstance(value, list):
        for one in value:
            yield from _walk(one)


def _drop_unsaid(value: Any) -> Any:
    """Give a filled record without the fields that say nothing."""
    if isinstance(value, list):
        return [_drop_unsaid(one) for one in value]
    if isinstance(value, dict):
        return {key: _drop_unsaid(one) for key, one in value.items() if one is not None and one != []}
    return value


def test_the_description_is_valid(api: Api) -> None:
    validate(api.description)


def test_every_file_is_as_its_one_path_says(api: Api) -> None:
    tables = (path for path in api.folder.glob("**/data/*.json") if path.name != "datapackage.json")
    data = [path.relative_to(api.folder).as_posix() for path in tables]
    assert set(api.read("api/v1/index.json")["search"]) < set(data)
    faults = [fault for file in (*api.files, *data) for fault in api.find_faults(file)]
    assert not faults, faults[:3]


def test_every_document_meets_its_own_schema_too(api: Api) -> None:
    known = {
        path.stem: jsonschema_rs.Draft202012Validator(json.loads(path.read_bytes()))
        for path in (api.folder / "api/v1/schemas").glob("*.json")
        if not path.stem.endswith(".schema")
    }
    kinds = set()
    for file in api.documents:
        document = api.read(file)
        if "kind" in document:
            kinds.add(document["kind"])
            known[document["kind"]].validate(document)
    assert len(kinds) > 20


def test_a_field_too_many_or_too_few_is_a_fault(api: Api) -> None:
    path = "api/v1/statistik/index.json"
    validator, document = api.validators[f"/{path}"], api.read(path)
    assert validator.is_valid(document)
    assert not validator.is_valid({**document, "more": 1})
    assert not validator.is_valid({key: one for key, one in document.items() if key != "numbers"})
    assert not validator.is_valid({**document, "title": None})


def test_files_end_with_a_line_and_begin_with_the_indexs_head(api: Api) -> None:
    """All say what the index says, but for the commit and its time; the day where something hangs on it."""
    index = api.read("api/v1/index.json")["meta"]
    assert index["as_of"] == "2026-11-24"
    assert index["notice"]["id"]
    of_all = {key: one for key, one in index.items() if key not in ("commit", "generated_at")}
    for file in api.documents:
        content = (api.folder / file).read_bytes()
        assert content.endswith(b"}\n"), file
        if file != "api/v1/index.json":
            document = json.loads(content)
            day = None if document["kind"] in OF_ANY_DAY else index["as_of"]
            assert document["meta"] == {**of_all, "as_of": day, "index": "api/v1/index.json"}, file


def test_every_address_is_that_of_a_file(api: Api) -> None:
    there = {path.relative_to(api.folder).as_posix() for path in api.folder.rglob("*") if path.is_file()}
    sought = {
        place
        for file in (*api.documents, "api/v1/index.json")
        for group in _walk(api.read(file))
        for key, one in group.items()
        for place in ([one] if key in _ADDRESSES else one if key in _ADDRESS_LISTS else [])
        if isinstance(place, str)
    }
    assert len(sought) > 100
    places = {place.partition("#")[0] for place in sought}
    assert {place for place in places if (f"{place}index.html" if place[-1:] in ("", "/") else place) not in
            there} == set()  # fmt: skip


def test_lists_hold_what_their_pages_list(api: Api) -> None:
    lists = [(file, document) for file in api.documents if "agreements" in (document := api.read(file))]
    assert len(lists) > 100
    for file, document in lists:
        assert all(
            (api.folder / document["agreement_api"].format(id=one["id"])).is_file()
            for one in document["agreements"]
        ), file
        ids = [one["id"] for one in document["agreements"]]
        assert ids == list(dict.fromkeys(ids)), file
        assert document.get("count", len(ids)) == len(ids), file
        if document["page"]:
            assert set(api.site.list_rows(document["page"])) >= set(ids), file
        if document["kind"] == "list":
            assert sorted(api.site.list_rows(document["page"])) == sorted(ids), file


def test_numbers_are_those_of_their_lists(api: Api) -> None:
    sizes = {file: api.read(file).get("count") for file in api.documents}
    checked = 0
    for file in api.documents:
        for one in _walk(api.read(file)):
            if one.get("unit") in ("agreements", "mapped-needs") and one["value"]:
                place = one.get("list")
                if place and "#" not in place and sizes.get(one["api"]) is not None:
                    assert sizes[one["api"]] == one["value"], (file, one)
                    checked += 1
    assert checked > 100


def test_definitions_are_the_pages_own(api: Api) -> None:
    checked = 0
    for file in api.documents:
        document = api.read(file)
        is_all = "selection" in document and document["selection"]["kind"] == "all"
        if document["kind"] in ("list", "need-list", "partner-group", "running-list") and not is_all:
            page = api.site.pages[document["page"]]
            assert " ".join(document["title"]["id"].split()) in page.text, file
            assert not document["definition"] or document["definition"]["id"] in page.text, file
            checked += 1
    assert checked > 20


def test_statistics_are_the_pages_own(api: Api) -> None:
    document = api.read("api/v1/statistik/index.json")
    numbers = {one["key"]: one for one in document["numbers"]}
    assert len(numbers) == len(document["numbers"])
    with (api.folder / "data/statistics.csv").open(encoding="utf-8-sig", newline="") as stream:
        rows = [(row["key"], row["value"]) for row in csv.DictReader(stream)]
    told = [(one["key"], "" if one["value"] is None else str(one["value"])) for one in document["numbers"]]
    assert told == rows
    for one in document["numbers"]:
        assert one["definition"]["id"]
        assert one["definition"]["en"]
        assert one["definition"]["id"] != one["definition"]["en"]


def test_records_are_whole(api: Api) -> None:
    records = api.read("api/v1/records/index.json")
    files = [file for file in api.files if file.endswith(".yaml")]
    gone = [one for one in records["records"] if one["yaml"] is None]
    assert records["count"] == len(records["records"]) == len(files) + len(gone)
    assert all(api.read(one["api"])["withdrawn"]["reason"] for one in gone)
    for one in records["records"]:
        document = api.read(one["api"])
        if one in gone:
            assert (document["record"], document["yaml"]) == (None, None)
            continue
        value, faults = read_mapping((api.folder / one["yaml"]).read_bytes())
        assert not faults
        assert _drop_unsaid(document["record"]) == value, one
        assert (document["id"], document["yaml"]) == (one["id"], one["yaml"])
        assert document["api"] == one["api"]
        assert document["page"] == one["page"]


def test_hostile_text_arrives_as_it_was_written(hostile: Api) -> None:
    test_the_description_is_valid(hostile)
    test_every_file_is_as_its_one_path_says(hostile)
    test_files_end_with_a_line_and_begin_with_the_indexs_head(hostile)
    test_every_address_is_that_of_a_file(hostile)
    test_records_are_whole(hostile)


def _edit(root: Path, as_of: datetime.date) -> tuple[Edition, tuple[Record, ...]]:
    records = Checker(root, SCHEMAS, as_of).check_register(1).records if root != BASE else check(BASE).records
    register = build_register(records, as_of)
    return make_edition(register, NO_HISTORY, Locale("id", SCHEMAS)), records


@pytest.mark.parametrize(
    "make",
    [lambda: _edit(BASE, AS_OF), lambda: _edit(REGISTERS["sample"], datetime.date(2026, 11, 24))],
    ids=["base", "sample"],
)
def test_every_page_that_shows_something_has_a_document(
    make: Callable[[], tuple[Edition, tuple[Record, ...]]],
) -> None:
    edition, records = make()
    pages = list(iterate_pages(edition))
    documents = [document.address for document in Library(edition, records, pages, ("",))]
    assert len(documents) == len(set(documents))
    without = [page for page in pages if api_address(page.address) not in documents]
    assert {page.template for page in without if not is_further_part(page)} <= WITHOUT.keys()
    assert not [page.address for page in pages if page.template in WITHOUT and page not in without]


def _render(root: Path, as_of: datetime.date) -> dict[str, tuple[str, bytes]]:
    """Give the kind and content of every document of a register, by its address."""
    edition, records = _edit(root, as_of)
    library = Library(edition, records, iterate_pages(edition), ("",))
    return {one.address: (one.kind, b"".join(library.iterate_parts(one))) for one in library}


def test_a_document_says_for_which_day_it_is_unless_it_holds_for_any() -> None:
    root, day = REGISTERS["sample"], datetime.date(2026, 11, 24)
    one, other = _render(root, day), _render(root, day + datetime.timedelta(days=900))
    lasting = {address for address, (kind, _) in one.items() if kind in OF_ANY_DAY}
    # Without a history there are no days on which something changed.
    assert {one[address][0] for address in lasting} == OF_ANY_DAY - {"day-changes"}
    assert not [address for address in lasting if one[address] != other[address]]


def test_a_list_repeats_little_of_what_it_lists(long: BuiltSite) -> None:
    """A row is there to choose by: how long it may be keeps it from growing into the document again."""
    document = Api(long).read("api/v1/kerja-sama/index.json")
    longest = max(len(json.dumps({**one, "title": ""})) for one in document["agreements"])
    assert longest < 200


def test_a_long_list_has_one_document(long: BuiltSite) -> None:
    api = Api(long)
    document = api.read("api/v1/kerja-sama/index.json")
    assert document["count"] == len(document["agreements"]) > 200
    assert not [file for file in api.files if "/hal/" in file]
    assert not [fault for file in api.files for fault in api.find_faults(file)]
