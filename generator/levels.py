"""The levels of regional government: what is called otherwise at each."""

from generator.text import Text

REGULATIONS: dict[str, Text] = {
    "provinsi": Text("peraturan gubernur", "governor's regulation (peraturan gubernur)"),
    "kabupaten": Text("peraturan bupati", "regent's regulation (peraturan bupati)"),
    "kota": Text("peraturan wali kota", "mayoral regulation (peraturan wali kota)"),
}
"""What the head of a government lays down, by the level that registry.yaml names."""
