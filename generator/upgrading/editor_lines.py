"""0.2.0: every record begins with the line that shows editors its schema."""

from itertools import takewhile

from generator.schemas import SchemaSet
from generator.text import Text
from generator.upgrading.migration import Migration, Old
from generator.write.modeline import is_modeline, render_modeline


def add_editor_line(old: Old, _schemas: SchemaSet) -> bytes | None:
    """Put the line before everything else; one that names another schema is its author's choice.

    Where the register has no schemas, there is nothing to show.
    """
    if not old.has_schemas:
        return None
    text = old.data.decode()
    head = takewhile(lambda line: line.startswith("#") or not line, map(str.strip, text.split("\n")))
    if any(map(is_modeline, head)):
        return None
    return f"{render_modeline(old.file, old.place)}\n{text}".encode()


EDITOR_LINES = Migration(
    "0.2.0",
    "editor-lines",
    Text("Setiap catatan diawali baris yang menunjukkan skemanya kepada penyunting, bila schema/ ada.",
         "Each record begins with the line that shows editors its schema, where there is schema/."),
    add_editor_line,
)  # fmt: skip
