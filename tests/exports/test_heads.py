"""Every document says the same of itself, wherever it is read."""

import io
import json
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

from builtsite import BuiltSite

KEYS = {"register", "site", "as_of", "known_on", "generated_at", "commit", "standing", "notice", "licence"}


def _read(site: BuiltSite, name: str) -> dict[str, Any]:
    document: dict[str, Any] = json.loads((site.folder / name).read_bytes())
    return document


def test_the_document_of_search_says_what_those_of_the_api_say(built: BuiltSite) -> None:
    meta = _read(built, "api/v1/index.json")["meta"]
    assert meta.keys() == KEYS | {"api_version"}
    document = _read(built, "data/search.json")
    assert {key: document.get(key, "missing") for key in KEYS} == {key: meta[key] for key in KEYS}
    assert document["licence"].keys() == {"name", "url"}


def test_lines_of_records_begin_with_it(built: BuiltSite) -> None:
    with io.TextIOWrapper((built.folder / "data/records.jsonl").open("rb"), encoding="utf-8") as lines:
        first = json.loads(next(lines))
    meta = _read(built, "api/v1/index.json")["meta"]
    assert {key: first[key] for key in KEYS} == {key: meta[key] for key in KEYS}


def test_a_table_of_single_values_says_the_same(built: BuiltSite) -> None:
    meta = _read(built, "api/v1/index.json")["meta"]
    path = Path(built.folder) / "data/registri.sqlite"
    with closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True)) as connection:
        about = dict(connection.execute("SELECT * FROM about"))
    flat = {key: meta[key] for key in KEYS - {"site", "notice", "licence"}}
    flat |= {
        "site_url": meta["site"],
        "licence": meta["licence"]["name"],
        "licence_url": meta["licence"]["url"],
    }
    flat |= {f"notice_{language}": text for language, text in meta["notice"].items()}
    assert {key: about.get(key, "missing") for key in flat} == flat
