"""Plain data as bytes and back: what is kept may be read by anybody, and must never do anything when read.

Plain data are texts, whole numbers, truth values, None, lists, and mappings by text. What went in as a tuple
comes back as a list.
"""

import json
from typing import Any


def pack_plain(value: Any) -> bytes:  # noqa: ANN401  plain data of any shape
    """Give plain data as bytes."""
    # Much the quicker one for much data, and slow to load for one who only reads.
    import orjson  # noqa: PLC0415

    # Nothing is silently made into plain data that is none.
    plain = (
        orjson.OPT_PASSTHROUGH_DATACLASS | orjson.OPT_PASSTHROUGH_DATETIME | orjson.OPT_PASSTHROUGH_SUBCLASS
    )
    try:
        return orjson.dumps(value, option=plain)
    except orjson.JSONEncodeError:
        # The slower one also takes names of files that are no Unicode, and numbers of any length.
        return json.dumps(value, allow_nan=False).encode()


def unpack_plain(content: bytes) -> Any:  # noqa: ANN401  plain data of any shape
    """Give plain data from bytes.

    Raises ValueError for bytes that are none.
    """
    try:
        return json.loads(content)
    except RecursionError:
        raise ValueError from None
