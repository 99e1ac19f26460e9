"""The data package: frictionless takes it, and every table meets its types, keys and foreign keys."""

import csv
import hashlib
import json
import shutil
from pathlib import Path

from builtsite import BuiltSite
from frictionless import Package, validate

from generator.tables.tables import TABLES


def _list_errors(place: Path) -> list[list[object]]:
    report = validate(str(place / "datapackage.json"))
    return list(report.flatten(["type", "title", "rowNumber", "fieldName", "message"]))


def test_every_table_meets_its_schema(built: BuiltSite) -> None:
    assert _list_errors(built.folder / "data") == []
    package = Package(str(built.folder / "data" / "datapackage.json"))
    assert package.resource_names == [table.name for table in TABLES]


def test_it_describes_every_column_with_its_meaning(built: BuiltSite) -> None:
    described = json.loads((built.folder / "data" / "datapackage.json").read_bytes())
    for resource in described["resources"]:
        path = built.folder / "data" / resource["path"]
        data = path.read_bytes()
        assert resource["bytes"] == len(data)
        assert resource["hash"] == f"sha256:{hashlib.sha256(data).hexdigest()}"
        with path.open(encoding="utf-8-sig", newline="") as stream:
            head = next(csv.reader(stream))
        fields = resource["schema"]["fields"]
        assert [field["name"] for field in fields] == head
        assert all(
            field.get("title") and field.get("description") for field in fields if field["name"] != "sample"
        )
        assert resource["schema"]["missingValues"] == [""]


def test_broken_data_is_told(shipped: BuiltSite, tmp_path: Path) -> None:
    place = tmp_path / "data"
    shutil.copytree(shipped.folder / "data", place)
    agreements = (place / "agreements.csv").read_text(encoding="utf-8-sig").replace(",false,", ",mungkin,", 1)
    (place / "agreements.csv").write_text(agreements, encoding="utf-8-sig")
    parties = (place / "parties.csv").read_text(encoding="utf-8-sig").split("\n")
    parties[1] = "tidak-ada" + parties[1][parties[1].index(",") :]
    (place / "parties.csv").write_text("\n".join(parties), encoding="utf-8-sig")
    described = json.loads((place / "datapackage.json").read_bytes())
    for resource in described["resources"]:
        # What is looked for is in the cells, not in the sizes.
        del resource["bytes"], resource["hash"]
    (place / "datapackage.json").write_text(json.dumps(described), encoding="utf-8")
    found = {error[0] for error in _list_errors(place)}
    assert {"type-error", "foreign-key"} <= found
