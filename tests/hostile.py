"""A register whose every text is written to break what is made of it, and is nevertheless a sound register."""

import json
import re
from functools import cache
from itertools import count
from pathlib import Path
from typing import Any

from registers import ROOT, SCHEMAS

from generator.canonical import render_record
from generator.read.characters import FORBIDDEN
from generator.read.strict_yaml import read_mapping
from generator.records import parse_place

FLAG = "__ran"
"""What a script that runs on a page would set on its window."""

_RUN = f"window.{FLAG}=1"
TEXTS = (
    f"<script>{_RUN}</script>",
    f"</script><script>{_RUN}</script>",
    f'"><img src=x onerror="{_RUN}">',
    f"'><svg onload='{_RUN}'>",
    f"</title></style></textarea><svg/onload={_RUN}>",
    f"]]><x:script xmlns:x='http://www.w3.org/1999/xhtml'>{_RUN}</x:script><![CDATA[",
    f"javascript:{_RUN}",
    f"<!-- {_RUN} --!><script>{_RUN}</script>",
    f"&lt;script&gt;{_RUN}&lt;/script&gt; &amp;amp; &#60; &nosuch;",
    "{{ 7 * 7 }} {% raw %} {# komentar #} ${7*7} #{7*7}",
    "%(count)s %(parties)s %s %d %% 100% {count} {0} {} {number}",
    "@@registri:body@@ @@registri:title@@ @@registri:head@@ @@registri:place@@",
    '=HYPERLINK("http://a.example";"x")',
    "@SUM(1+1)*cmd|' /C calc'!A0",
    '+1+1;"a,b";\'c',
    '-2+3,"","x""y"',
    "\\u003cscript\\u003e \\x02 \\\\ \\g<1> \\1 $1 $& $$ %s",
    "__proto__ constructor hasOwnProperty toString",
    "Ä́̂̃̄̅ e̷̛̗ ﷽ 漢字 한글 ไทย हिन्दी עברית العربية",
    "\U0001f468\u200d\U0001f469\u200d\U0001f467 \U00010348 \U0001f1ee\U0001f1e9 \U000e0100 \U000f0000 \U0010fffd \ue000",
    "x\u00a0\u00ad\u200b\u2060\u3000y\ufffd",
    '(dokumen/x) "assets/y" \'dokumen/z\' href="../../a" src="data:x"',
    "../../../../etc/passwd \\\\server\\share C:\\x file:///etc/passwd",
    "<a href=//a.example>x</a> http://a.example/?a=1&b=2#c mailto:x",
    "M" * 300,
    "i " * 140 + "i",
)
"""Texts of one line that a record may hold."""

_BILINGUAL = ("standing_notice", "classification_note")
_LONGEST_NOTICE = 400
_LINE, _LINES = r"^\S(?:.*\S)?$", r"^\S(?:[\s\S]*\S)?$"


def _resolve(part: dict[str, Any]) -> dict[str, Any]:
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
        assert SCHEMAS.is_valid(known.schema, twisted), place
        target.write_text(render_record(twisted), encoding="utf-8")
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
    return f"{TEXTS[number % len(TEXTS)][: most - 8]} {number}"


assert not any(FORBIDDEN.search(text) or re.search(r"^\s|\s$", text) for text in TEXTS)
