"""0.2.0: the register names its time zone, by whose clocks its scheduled jobs run."""

from generator.amend.insertion import Put
from generator.read.strict_yaml import read_mapping
from generator.schemas import SchemaSet
from generator.starting.government import find_zone
from generator.text import Text
from generator.upgrading.migration import Migration, Old, rewrite_keys


def name_time_zone(old: Old, schemas: SchemaSet) -> bytes | None:
    """Add the zone of the region's province; one that is named already stays."""
    value, _ = read_mapping(old.data)
    if old.place.kind != "registry" or not value or "time_zone" in value:
        return None
    code = value.get("region_code")
    return rewrite_keys(old, schemas, Put(("time_zone",), find_zone(code))) if isinstance(code, str) else None


TIME_ZONES = Migration(
    "0.2.0",
    "time-zones",
    Text("Register menyebut zona waktunya, menurut provinsinya.",
         "The register names its time zone, by its province."),
    name_time_zone,
)  # fmt: skip
