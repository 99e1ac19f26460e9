"""0.3.0: the licence of the data has its identifier in the SPDX list, by which programs know it."""

import re

from generator.amend.insertion import Put
from generator.read.strict_yaml import read_mapping
from generator.schemas import SchemaSet
from generator.text import Text
from generator.upgrading.migration import Migration, Old, rewrite_keys

_CREATIVE = re.compile(
    r"https?://(?:www\.)?creativecommons\.org/"
    r"(?:licenses/(?P<terms>by(?:-nc)?(?:-sa|-nd)?)/(?P<version>[1-4]\.[05])|publicdomain/zero/1\.0)"
    r"(?:/(?:deed|legalcode)?(?:\.[a-z-]+)?)?"
)
_OPEN_DATA = {"odbl": "ODbL-1.0", "by": "ODC-By-1.0", "pddl": "PDDL-1.0"}
_OPEN = re.compile(r"https?://(?:www\.)?opendatacommons\.org/licenses/(?P<name>odbl|by|pddl)(?:/1-0)?/?")


def find_licence_id(url: str) -> str | None:
    """Give the SPDX identifier of the licence that stands at an address; None for one that is not known."""
    if found := _CREATIVE.fullmatch(url):
        return f"CC-{found['terms'].upper()}-{found['version']}" if found["terms"] else "CC0-1.0"
    found = _OPEN.fullmatch(url)
    return _OPEN_DATA[found["name"]] if found else None


def identify_licence(old: Old, schemas: SchemaSet) -> bytes | None:
    """Add the identifier of a licence whose address is known; nothing is said of another."""
    value, _ = read_mapping(old.data)
    licence = value.get("licence") if value and old.place.kind == "registry" else None
    url = licence.get("url") if isinstance(licence, dict) and "spdx" not in licence else None
    name = find_licence_id(url) if isinstance(url, str) else None
    return rewrite_keys(old, schemas, Put(("licence", "spdx"), name)) if name else None


LICENCE_IDS = Migration(
    "0.3.0",
    "licence-ids",
    Text("Lisensi data punya pengenal SPDX, bila alamatnya dikenal.",
         "The licence of the data has its SPDX identifier, where its address is known."),
    identify_licence,
)  # fmt: skip
