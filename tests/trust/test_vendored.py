"""What others have made: every such file is named, unmodified, and under a licence that is known."""

import hashlib
import subprocess
import tomllib
from pathlib import Path
from typing import Any

import pytest
from registers import ROOT
from tally import Tally

VENDORED: dict[str, dict[str, Any]] = {
    file["path"]: file
    for file in tomllib.loads((ROOT / "requirements" / "vendored.toml").read_text("utf-8"))["file"]
}
_OWN = {
    "LICENSE", "requirements/vendored.toml", "requirements/sbom.cdx.json", "tests/trust/test_vendored.py",
    "tests/upgrading/register-2026-11-24.zip",
}  # fmt: skip
"""What speaks of licences or is packed, and is this project's: the archive holds its own records of a day."""
_CLAIMS = (
    "copyright (c)", "copyright ©", "copyright 1", "copyright 2", "(c) 1", "(c) 2", "all rights reserved",
    "permission is hereby granted", "licensed under", "redistribution and use", "spdx-license", "@license",
    "@preserve", "released under the", "/*!",
)  # fmt: skip
"""What heads of files say that others have written."""
_BROUGHT = (".woff", ".woff2", ".ttf", ".otf", ".eot", ".xsd", ".rng", ".rnc", ".dtd", ".jar", ".exe", ".dll",
            ".so", ".whl", ".zip", ".gz", ".tgz", ".wasm", ".map", ".pdf")  # fmt: skip
"""What hardly anybody writes by hand."""
_OF_BYTES = (".png", ".mo")
_MINIFIED = 3000
"""Letters in a line of script or style that tell of a tool."""
_LICENCES = {
    "MIT", "Bitstream-Vera", "LicenseRef-Natural-Earth-public-domain", "LicenseRef-IETF-Trust",
    "LicenseRef-OASIS-Open AND Apache-2.0",
}  # fmt: skip


def _list_files() -> list[str]:
    asked = ["git", "-C", str(ROOT), "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    named = subprocess.run(asked, check=True, capture_output=True, text=True).stdout
    return [place for place in filter(None, named.split("\0")) if (ROOT / place).is_file()]


@pytest.mark.parametrize("path", VENDORED)
def test_a_file_of_others_is_as_it_was_taken_over(path: str, tally: Tally) -> None:
    assert hashlib.sha256((ROOT / path).read_bytes()).hexdigest() == VENDORED[path]["sha256"]
    tally.add("vendored")


@pytest.mark.parametrize("path", VENDORED)
def test_a_file_of_others_says_where_it_comes_from_and_on_which_terms(path: str) -> None:
    file = VENDORED[path]
    assert file.keys() == {
        "path", "name", "version", "origin", "licence", "changed", "published", "sha256",
    }  # fmt: skip
    assert all(file[key] for key in ("name", "version", "origin"))
    assert file["licence"] in _LICENCES
    assert isinstance(file["published"], bool)


def test_no_other_file_looks_like_one_of_others() -> None:
    files = _list_files()
    assert len(files) > 1000
    found = [path for path in files if path not in VENDORED and path not in _OWN and _looks_foreign(path)]
    assert found == []


def test_what_looks_foreign_is_found() -> None:
    """The marks that are looked for do mark: most files of others bear one, and so do usual heads."""
    assert sum(_looks_foreign(path) for path in VENDORED) >= 5
    for text in (
        "/*! normalize.css */",
        "// Copyright (c) 2020 X",
        "# SPDX-License-Identifier: MIT",
        "@license",
    ):
        assert _claims(text), text


def _claims(text: str) -> bool:
    lowered = text.lower()
    return any(claim in lowered for claim in _CLAIMS)


def _looks_foreign(path: str) -> bool:
    if Path(path).suffix in _BROUGHT:
        return True
    if path.startswith("tests/cases/") or path.endswith(_OF_BYTES):
        # Invented records, some of them with anything in their texts; what tests draw, or make from texts.
        return False
    text = (ROOT / path).read_bytes().decode("utf-8", "replace")
    is_code = Path(path).suffix in (".js", ".mjs", ".css", ".html")
    return _claims(text) or (is_code and max(map(len, text.split("\n"))) > _MINIFIED)
