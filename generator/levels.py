"""The levels of regional government: what is called otherwise at each."""

from typing import Literal, TypeAlias

from generator.text import Text

Level: TypeAlias = Literal["provinsi", "kabupaten", "kota"]

LEVELS: dict[Level, Text] = {
    "provinsi": Text("Provinsi", "Province"),
    "kabupaten": Text("Kabupaten", "Regency"),
    "kota": Text("Kota", "City"),
}
HEADS: dict[Level, str] = {"provinsi": "Gubernur", "kabupaten": "Bupati", "kota": "Wali Kota"}
"""The office of the head of a government (UU 23/2014, article 59)."""
REGULATIONS: dict[Level, Text] = {
    "provinsi": Text("peraturan gubernur", "governor's regulation (peraturan gubernur)"),
    "kabupaten": Text("peraturan bupati", "regent's regulation (peraturan bupati)"),
    "kota": Text("peraturan wali kota", "mayoral regulation (peraturan wali kota)"),
}
"""What the head of a government lays down, by the level that registry.yaml names."""
