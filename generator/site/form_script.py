"""The script of the form for staff: its parts joined into one text, so that the page works from one file."""

import json
from pathlib import Path

from generator.exports.form_contract import list_contract

_PARTS = Path(__file__).resolve().parent / "form"
# Each declares one noun and may use those before it.
ENGINE = (
    "letters", "closeness", "written_dates", "dates", "canonical", "schema", "wording", "own_rules",
    "agreement_rules", "record_rules", "shared_rules", "rules", "naming", "scanner", "syntax", "comments",
    "reading", "record_document",
)  # fmt: skip
"""The parts that know nothing of a page, in the order they are read in."""


def render_form_script(*further: str) -> str:
    """Give the script: what the rules say, then the engine, then ``further`` parts by name.

    It holds no markup, so it may stand inside a page as well as beside it.
    """
    contract = json.dumps(list_contract(), ensure_ascii=False, separators=(",", ":")).replace("</", "<\\/")
    head = f"/* What the rule table says, so that it stands nowhere twice. */\nconst Contract = {contract};\n"
    parts = [(_PARTS / f"{name}.js").read_text(encoding="utf-8") for name in (*ENGINE, *further)]
    return "\n".join([head, *parts])
