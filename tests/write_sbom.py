"""Writes what the program is made of: a bill of materials (CycloneDX 1.6), and the list of licences.

They are ``requirements/sbom.cdx.json`` and a table of ``docs/pengembang/dependensi.md``. Both come from the
lock ``requirements/site.txt``, from what the installed libraries say of themselves, and from
``requirements/vendored.toml``. They name no time and no machine: the same lock gives the same bytes.
"""

import hashlib
import importlib.metadata
import json
import re
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from cyclonedx.model import HashAlgorithm, HashType, Property
from cyclonedx.model.bom import Bom
from cyclonedx.model.component import Component, ComponentScope, ComponentType
from cyclonedx.model.license import LicenseExpression
from cyclonedx.output.json import JsonV1Dot6
from installed import Locked, list_locked, read_licence
from packageurl import PackageURL
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from registers import ROOT

SBOM = ROOT / "requirements" / "sbom.cdx.json"
PAGE = ROOT / "docs" / "pengembang" / "dependensi.md"
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
_VENDORED = ROOT / "requirements" / "vendored.toml"
_THEME = "mkdocs-material"
_STYLE = re.compile(r"material/templates/assets/stylesheets/(main\.[0-9a-f]+\.min\.css)")
_LIST = re.compile(r"(?<=\| Pustaka \| Versi \| Lisensi \|\n\|---\|---\|---\|\n)(?:\|.*\n)+")
_TITLE = "registri"


def render_sbom() -> str:
    """Give the bill of materials."""
    root = Component(
        name=PROJECT["name"],
        version=PROJECT["version"],
        type=ComponentType.APPLICATION,
        bom_ref=_TITLE,
        licenses=[LicenseExpression(PROJECT["license"])],
    )
    libraries = {entry.name: _describe_library(entry) for entry in list_locked("site.txt")}
    files = [_describe_style(libraries[_THEME].version or ""), *_describe_vendored()]
    bom = Bom(components=[*libraries.values(), *files])
    bom.metadata.component = root
    direct = {canonicalize_name(Requirement(one).name) for one in PROJECT["dependencies"]}
    bom.register_dependency(root, [*(libraries[name] for name in sorted(direct)), *files])
    for name, library in libraries.items():
        bom.register_dependency(
            library, [libraries[one] for one in sorted(_list_needed(name) & libraries.keys())]
        )
    return _settle(JsonV1Dot6(bom).output_as_string()) + "\n"


def _settle(text: str) -> str:
    """Leave out what differs from one writing to the next: a number drawn by lot, and the time."""
    bill = json.loads(text)
    del bill["serialNumber"], bill["metadata"]["timestamp"]
    return json.dumps(bill, indent=2, ensure_ascii=False)


def _describe_library(entry: Locked) -> Component:
    return Component(
        name=entry.name,
        version=entry.version,
        type=ComponentType.LIBRARY,
        bom_ref=f"{entry.name}=={entry.version}",
        scope=ComponentScope.REQUIRED,
        purl=PackageURL("pypi", name=entry.name, version=entry.version),
        licenses=[LicenseExpression(read_licence(entry.name))],
        hashes=[HashType(alg=HashAlgorithm.SHA_256, content=digest) for digest in entry.hashes],
    )


def _list_needed(name: str) -> set[str]:
    """Give what a library asks for, on whatever machine, but for what only its extras need."""
    asked = map(Requirement, importlib.metadata.requires(name) or ())
    return {canonicalize_name(one.name) for one in asked if "extra" not in str(one.marker)}


def _describe_style(version: str) -> Component:
    """Give the one file of the theme that is published as it is."""
    for file in importlib.metadata.files(_THEME) or ():
        if _STYLE.fullmatch(str(file)):
            said = {"version": version, "licence": read_licence(_THEME), "origin": f"{_THEME}: {file}"}
            path = f"assets/stylesheets/{file.name}"
            return _describe_file(path, Path(str(file.locate())).read_bytes(), said, is_published=True)
    raise LookupError(_THEME)


def _describe_vendored() -> list[Component]:
    files = tomllib.loads(_VENDORED.read_text("utf-8"))["file"]
    return [
        _describe_file(file["path"], (ROOT / file["path"]).read_bytes(), file, is_published=file["published"])
        for file in files
    ]


def _describe_file(path: str, content: bytes, said: Mapping[str, Any], *, is_published: bool) -> Component:
    return Component(
        name=path,
        version=said["version"],
        type=ComponentType.FILE,
        bom_ref=f"file:{path}",
        scope=ComponentScope.REQUIRED if is_published else ComponentScope.EXCLUDED,
        licenses=[LicenseExpression(said["licence"])],
        hashes=[HashType(alg=HashAlgorithm.SHA_256, content=hashlib.sha256(content).hexdigest())],
        properties=[Property(name="registri:origin", value=said["origin"])],
    )


def render_page() -> str:
    """Give the page of dependencies with its list of licences as it must be."""
    rows = [f"| {one.name} | {one.version} | {read_licence(one.name)} |\n" for one in list_locked("site.txt")]
    page, count = _LIST.subn(lambda _: "".join(rows), PAGE.read_text("utf-8"))
    assert count == 1
    return page


if __name__ == "__main__":
    SBOM.write_text(render_sbom(), encoding="utf-8")
    PAGE.write_text(render_page(), encoding="utf-8")
