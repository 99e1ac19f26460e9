"""0.2.0: bureaus and districts have kinds of their own; before, they were noted as what came nearest."""

from generator.amend.insertion import Put
from generator.read.strict_yaml import read_mapping
from generator.schemas import SchemaSet
from generator.text import Text
from generator.upgrading.migration import Migration, Move, Old, rewrite_keys

_BECOMES = {"bagian": "biro", "kemantren": "kecamatan"}
"""What was noted for want of a better kind, and the first word of a name that tells the right one."""


def tell_kinds(old: Old, schemas: SchemaSet) -> bytes | None:
    """Note a department as a bureau or a district where its own name says so."""
    value, _ = read_mapping(old.data)
    if old.place.kind != "department" or not value:
        return None
    name, kind = value.get("name"), value.get("kind")
    right = _BECOMES.get(kind) if isinstance(kind, str) else None
    if not right or not isinstance(name, str) or name.split()[:1] != [right.capitalize()]:
        return None
    return rewrite_keys(old, schemas, Put(("kind",), right))


DEPARTMENT_KINDS = Migration(
    "0.2.0",
    "department-kinds",
    Text("Biro dan kecamatan, menurut namanya, punya bentuk sendiri: “biro” dan “kecamatan”.",
         "Bureaus and districts, by their names, have kinds of their own: “biro” and “kecamatan”."),
    tell_kinds,
    (Move("department", ("kind",), ("kind",), _BECOMES),),
)  # fmt: skip
