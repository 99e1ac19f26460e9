"""What stands at the head of every document of the API, and the version that it keeps to."""

from generator import addresses
from generator.document_head import describe_edition
from generator.edition import Edition

API_VERSION = "1.1.0"
"""The version of the API: the first number changes with what breaks programs, the second with what is new.

What changed in each stands in docs/panduan/api.md; ``tests/api/promise.json`` holds what programs rely on.
"""
INDEX = "index"
"""The one kind of document that says of which commit everything is: it is new with each."""
OF_ANY_DAY = frozenset(
    ("mapping-entry", "official-total", "registry", "running-list", "need-list", "partners", "places",
     "departments", "affairs", "mapping", "downloads", "reference", "changes", "day-changes", "records")
)  # fmt: skip
"""The kinds of documents that say the same on every day: nothing in them is computed for one."""
_OF_COMMIT = ("generated_at", "commit")


def describe_document(edition: Edition, kind: str) -> dict[str, object]:
    """Give the head of the documents of a kind.

    But for the index's it says nothing that changes while what the document tells stays, so that neither
    does its file.
    """
    head: dict[str, object] = {"api_version": API_VERSION, **describe_edition(edition)}
    if kind == INDEX:
        return head
    day = None if kind in OF_ANY_DAY else head["as_of"]
    stable = {key: value for key, value in head.items() if key not in _OF_COMMIT}
    return stable | {"as_of": day, "index": addresses.api_address(addresses.HOME)}
