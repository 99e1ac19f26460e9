"""What stands at the head of every document of the API, and the version that it keeps to."""

from generator.document_head import describe_edition
from generator.edition import Edition

API_VERSION = "1.0.0"
"""The version of the API: the first number changes with what breaks programs, the second with what is new.

What changed in each stands in docs/panduan/api.md; ``tests/api/promise.json`` holds what programs rely on.
"""


def describe_document(edition: Edition) -> dict[str, object]:
    """Give the head of every document of the API: what all documents say, after the version."""
    return {"api_version": API_VERSION, **describe_edition(edition)}
