"""Writes each choice's Indonesian label where editors look for it, from ``x-labels``: ``make labels``."""

import json
from pathlib import Path
from typing import Any

from registers import ROOT

SCHEMA_FILES = tuple(sorted((ROOT / "schema").glob("*.schema.json")))


def render_labelled(path: Path) -> str:
    """Give a schema file's text with ``enumDescriptions`` behind every ``enum`` that has labels."""
    document = json.loads(path.read_text(encoding="utf-8"))
    return json.dumps(_label(document), ensure_ascii=False, indent=2) + "\n"


def _label(part: Any) -> Any:
    if isinstance(part, list):
        return [_label(item) for item in part]
    if not isinstance(part, dict):
        return part
    labelled: dict[str, Any] = {}
    for key, value in part.items():
        if key == "enumDescriptions" and isinstance(value, list):
            continue
        labelled[key] = _label(value)
        if key == "enum" and isinstance(part.get("x-labels"), dict):
            labelled["enumDescriptions"] = [part["x-labels"][str(choice)]["id"] for choice in value]
    return labelled


if __name__ == "__main__":
    for file in SCHEMA_FILES:
        file.write_text(render_labelled(file), encoding="utf-8")
