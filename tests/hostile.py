"""A register whose every text is written to break what is made of it; a sound register all the same."""

import json
from functools import cache
from itertools import count
from pathlib import Path
from typing import Any

from payloads import ONE_LINE
from registers import ROOT, SCHEMAS

from generator.canonical import render_record
from generator.read.strict_yaml import read_mapping
from generator.records import parse_place

_BILINGUAL = ("standing_notice", "classification_note")
_LONGEST_NOTICE = 400
_LINE, _LINES = r"^\S(?:.*\S)?$", r"^\S(?:[\s\S]*\S)?$"


def _resolve(part: Any) -> Any:
    file, _, name = part.get("$ref", "").partition("#/$defs/")
    found: dict[str, Any] = (
        json.loads((ROOT / "schema" / file).read_text("utf-8"))["$defs"][name] if name else part
    )
    return found


@cache
def _free_texts() -> dict[str, int]:
    """Give the keys that hold free text in every schema that has them, with the most letters they take."""
    found: dict[str, int] = {}
    bound: set[str] = set()

    def walk(node: Any) -> None:
        if isinstance(node, list):
            for one in node:
                walk(one)
        if not isinstance(node, dict):
            return
        for key, value in node.get("properties", {}).items():
            one = _resolve(value.get("items", value))
            if one.get("pattern") in (_LINE, _LINES):
                found[key] = min(found.get(key, 10_000), one["maxLength"])
            else:
                bound.add(key)
        for value in node.values():
            walk(value)

    for path in sorted((ROOT / "schema").glob("*.json")):
        walk(json.loads(path.read_text("utf-8")))
    return {key: most for key, most in found.items() if key not in bound}


def write_hostile(root: Path, source: Path) -> Path:
    """Write a register like another whose every free text is hostile."""
    turn = count()
    for path in sorted((source / "records").rglob("*.yaml")):
        place = path.relative_to(source).as_posix()
        value, faults = read_mapping(path.read_bytes())
        assert value is not None, faults
        target = root / place
        target.parent.mkdir(parents=True, exist_ok=True)
        known = parse_place(place)
        assert known
        twisted: Any = _twist(dict(value), turn, "")
        if known.kind == "registry":
            twisted |= {"crest": "lambang.svg", "repository_url": "https://github.com/contoh/registri"}
        if known.kind in ("agreement", "partner"):
            twisted["former_ids"] = [f"bekas-{known.id}"[:90].rstrip("-")]
        assert SCHEMAS.is_valid(known.schema, twisted), place
        target.write_text(render_record(twisted), encoding="utf-8")
    (root / "documents").mkdir()
    (root / "documents" / "lambang.svg").write_text('<svg xmlns="http://www.w3.org/2000/svg"/>')
    return root


def _twist(value: Any, turn: Any, key: str) -> Any:
    if isinstance(value, dict):
        # Of a text in two languages the keys are languages.
        inner = {name: f"{key}.{name}" if key.endswith(_BILINGUAL) else name for name in value}
        return {name: _twist(one, turn, inner[name]) for name, one in value.items()}
    if isinstance(value, list):
        return [_twist(one, turn, key) for one in value]
    most = _LONGEST_NOTICE if key.partition(".")[0].endswith(_BILINGUAL) else _free_texts().get(key)
    if most is None or not isinstance(value, str):
        return value
    number = next(turn)
    # A number keeps what must differ different, wherever a text is cut.
    return f"{ONE_LINE[number % len(ONE_LINE)][: most - 8]} {number}"
