"""Two registers, and what people do to a record when their hand slips: for the form and the check alike."""

import copy
import datetime
import random
import tempfile
from pathlib import Path
from typing import Any

from judging import Judge, read_files
from registers import ROOT, SCHEMAS

from generator.sample.writer import write_sample
from generator.schemas import is_edtf

SHIPPED = Judge(read_files(ROOT), datetime.date(2026, 11, 24))


def _read_sample() -> Judge:
    """Read a register of invented records, which have all that real ones lack."""
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder) / "register"
        write_sample(root, 60)
        return Judge(read_files(root), datetime.date(2026, 11, 24))


SAMPLE = _read_sample()

# What people put into fields by mistake, and what nobody would.
_ODD: list[Any] = [
    "", " ", "x", "-", "yes", "2024-05-17", "2024-02-30", "17/05/2024", "2024~", "2031-01", "1899",
    "kota-yogyakarta", "pemerintah-kota-bandung", "pemerintah-kota-bandun", "ksdd", "KSDPK",
    "perjanjian-kerja-sam", "letter-of-intent", "addendum", "memorandum-of-understanding", "s1", "s9",
    "https://contoh.example/a", "contoh.example", "id", "ID", "34.71", "34.05", "99",
    "NIK 3471011505800001", "budi@contoh.example", "Hub. 081234567890", "Rp 10.000.000", "dua  blank",
    "spasi , koma", "JUDUL SELURUHNYA KAPITAL", "satu\ndua", "\u200b", "a\u200eb", "\u00a0", "x" * 700,
    0, 1, -1, 2024, 10**14, 10**16, True, False, [], {}, ["x"], ["x", "x"], {"x": "y"}, [{"id": "s1"}],
    [0, "0"],
]  # fmt: skip
# What is lent from another record or near to what stood there keeps to the schema: then the rules are asked.
_STEPS = ("put", "drop", "twice", "add", *["lend"] * 3, *["near"] * 8)


def _list_spots(value: Any) -> list[tuple[Any, Any]]:
    """Give every place inside a value: what holds it, and the key or index in there."""
    keys = list(value) if isinstance(value, dict) else range(len(value)) if isinstance(value, list) else ()
    return [spot for key in keys for spot in ((value, key), *_list_spots(value[key]))]


def _put(holder: Any, key: Any, item: Any) -> None:
    """Put an item in a place, but no list directly into a list: such a record has no text."""
    if not (isinstance(holder, list) and isinstance(item, list)):
        holder[key] = copy.deepcopy(item)


def _slip(value: Any, judge: Judge, chance: random.Random) -> None:
    """Do to a record's value what a slip of the hand might."""
    spots = _list_spots(value)
    if not spots:
        return
    holder, key = chance.choice(spots)
    step = chance.choice(_STEPS)
    if step == "put":
        _put(holder, key, chance.choice(_ODD))
    elif step == "drop":
        del holder[key]
    elif step == "twice" and isinstance(holder, list):
        holder.insert(key, copy.deepcopy(holder[key]))
    elif step == "add" and isinstance(holder, dict):
        known = chance.choice(list(SCHEMAS.get("agreement-ksdd")["properties"]))
        holder[known[: chance.randint(3, 12)]] = copy.deepcopy(chance.choice(_ODD))
    elif step == "near":
        holder, key = chance.choice([one for one in spots if _is_telling(one[0][one[1]], judge)] or spots)
        holder[key] = _find_near(holder[key], judge, chance)
    elif step == "lend":
        others = [spot for spot in _list_spots(chance.choice(list(judge.values.values()))) if spot[1] == key]
        if others:
            lender, _ = chance.choice(others)
            _put(holder, key, lender[key])


def _is_telling(item: Any, judge: Judge) -> bool:
    """Whether rules look at what a value is: a date, an id or an amount."""
    ids = judge.neighbours["records"].values()
    return type(item) is int or (type(item) is str and (is_edtf(item) or any(item in known for known in ids)))


def _find_near(item: Any, judge: Judge, chance: random.Random) -> Any:
    """Give another value of the same kind: a date for a date, an id for an id, an amount for an amount."""
    if isinstance(item, bool) or not isinstance(item, str | int):
        return item
    if isinstance(item, int):
        return chance.choice((0, 1, 2, item + 1, item * 10, 2023, 2027))
    if is_edtf(item):
        day = f"20{chance.randint(0, 30):02}-{chance.randint(1, 12):02}-{chance.randint(1, 28):02}"
        return chance.choice((day, day, day[:7], day[:4], f"{day}?", f"{day[:7]}~", f"[{day},{day[:4]}]"))
    for known in judge.neighbours["records"].values():
        if item in known:
            found = chance.choice(sorted(known))
            return chance.choice((found, found, found[:-1], found.replace("a", "e", 1)))
    return chance.choice(
        (item.upper(), f"{item}  {item}", f"{item} , x", f"{item} 0274-512345678", item[:-1])
    )


def make_mistake(judge: Judge, chance: random.Random) -> dict[str, Any]:
    """Give a record's file with its value after some slips."""
    file = chance.choice(sorted(judge.values))
    value = copy.deepcopy(judge.values[file])
    for _ in range(chance.randint(1, 3)):
        _slip(value, judge, chance)
    return {"file": file, "value": value}
