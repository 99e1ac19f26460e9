"""The index of a check, as it is made: which records hang on which keys."""

from collections import defaultdict
from collections.abc import Iterable

from generator.check.footprint import list_keys, trace_footprint
from generator.check.kept_index import Index
from generator.records import Record


def index_records(records: Iterable[Record]) -> Index:
    """Give which files hang on which keys."""
    maps: list[defaultdict[str, list[str]]] = [defaultdict(list) for _ in Index._fields]
    for record in records:
        file = record.file
        for keys, files in zip(list_keys(record), maps, strict=True):
            for key in keys:
                found = files[key]
                # A record that says a key twice hangs on it once.
                if not found or found[-1] is not file:
                    found.append(file)
    return Index(*map(dict, maps))


def amend_index(index: Index, gone: Iterable[Record], come: Iterable[Record]) -> Index:
    """Give an index without some records and with others."""
    maps = [dict(part) for part in (index.naming, index.relating, index.sharing, index.counted)]
    for records, is_come in ((gone, False), (come, True)):
        for record in records:
            print_ = trace_footprint(record)
            prints = (print_.names, print_.relates, print_.shares, print_.counts)
            for keys, files in zip(prints, maps, strict=True):
                for key in keys:
                    left = [file for file in files.get(key, ()) if file != record.file]
                    files[key] = [*left, record.file] if is_come else left
    return Index(*maps)
