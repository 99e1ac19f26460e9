"""The announcement of a purge, written to the register's own record and committed."""

import datetime
from collections.abc import Sequence
from pathlib import Path
from typing import Literal, TypeAlias

from generator.amend.insertion import Add, UnplaceableError, amend_record
from generator.home import find_part
from generator.purge.repository import ask
from generator.read.files import read_bytes
from generator.records import REGISTRY_FILE
from generator.refusal import RefusalError
from generator.schemas import SchemaSet
from generator.value import Value
from generator.write.files import replace_bytes

Done: TypeAlias = Literal["committed", "written", "unplaced"]
_MESSAGE = "Umumkan penghapusan dari riwayat"


def announce(root: Path, day: datetime.date, ground: str, records: Sequence[tuple[str, str]]) -> Done:
    """Announce that something was purged of some records, given by kind and id; say how far that went.

    Raises OSError where the register's record can't be written.
    """
    item: dict[str, Value] = {"date": day.isoformat(), "ground": ground}
    if records:
        item["records"] = [{"kind": kind, "id": record_id} for kind, record_id in records]
    schema = SchemaSet(find_part(root, "schema")).get("registry")
    try:
        data = amend_record(read_bytes(root, REGISTRY_FILE), schema, [Add(("purges",), item)])
    except UnplaceableError:
        return "unplaced"
    replace_bytes(root / REGISTRY_FILE, data)
    try:
        ask(root, "commit", "--quiet", "--no-verify", "--no-gpg-sign", "-m", _MESSAGE, "--", REGISTRY_FILE)
    except RefusalError:
        return "written"
    return "committed"
