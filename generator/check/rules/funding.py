"""The money of an agreement (KS62x): no zero for what is not known, and no two amounts for one."""

import re
from collections.abc import Iterator
from typing import Any

from generator.check.finding import Problem, Spot
from generator.check.rule import Rule
from generator.read.places import Path
from generator.records import Record
from generator.text import Text

RULES = (
    Rule("KS620", "zero-rupiah", "advice",
         Text("Nilai nol tanpa keterangan: nol berarti tanpa biaya, bukan belum diketahui.",
              "A zero with no word on it: zero means free of charge, not unknown."),
         Text('Hapus bila belum diketahui. Bila memang nol, salin tulisan sumbernya ke "as_stated" atau '
              '"note".',
              'Delete it where not known; where it is zero, copy the source\'s words to "as_stated" or '
              '"note".')),
    Rule("KS621", "amount-not-as-stated", "warning",
         Text("Jumlah ini ({amount}) tidak sama dengan yang tertulis: {stated}.",
              "This amount ({amount}) is not the one stated: {stated}."),
         Text("Periksa angka nol dan titiknya pada sumber.", "Check zeros and separators in the source.")),
    Rule("KS622", "spent-far-above-total", "advice",
         Text("Dana terpakai sampai periode ini ({spent}) lebih dari dua kali nilai seluruhnya ({total}).",
              "The funds used up to this period ({spent}) are over twice the total value ({total})."),
         Text("Periksa kedua jumlah; yang dicatat adalah dana pada satu periode, dalam rupiah.",
              "Check both amounts; what is recorded is one period's funds, in rupiah.")),
)  # fmt: skip

_RUPIAH = re.compile(r"\bRp\.?\s*(\d[\d.,]*)(?:\s*(ribu|juta|miliar|milyar|triliun)\b)?", re.IGNORECASE)
_GROUPED = re.compile(r"\d{1,3}(?:\.\d{3})+(?:,\d{1,2})?|\d+(?:,\d{1,2})?")
_BEFORE_UNIT = re.compile(r"\d+(?:,\d+)?")
UNITS = {"ribu": 10**3, "juta": 10**6, "miliar": 10**9, "milyar": 10**9, "triliun": 10**12}
"""What a word after a number multiplies it by."""
# What is stated by the year, the head or the piece is not the amount itself.
_A_PART = re.compile(r"\b(?:per|tiap|setiap|masing|kali|selama|sekitar|lebih|kurang)\b|[/×+]", re.IGNORECASE)
_FAR = 2


def check_funding(record: Record) -> Iterator[Problem]:
    """Check the total, the unit prices and the funds used in each period."""
    value: Any = record.value
    worth, evaluations = value.get("value", {}), value.get("evaluations", ())
    funds: list[tuple[Path, dict[str, Any]]] = [
        (("evaluations", index, "funding"), evaluation["funding"])
        for index, evaluation in enumerate(evaluations)
        if "funding" in evaluation
    ]
    total = worth.get("total")
    amounts = [*funds, (("value", "total"), total)] if total else funds
    for path, money in amounts:
        yield from _check_money(record, path, money, explained=path[0] == "value" and "note" in worth)
    for index, price in enumerate(worth.get("unit_prices", ())):
        for key in ("amount", "quantity"):
            if price.get(key) == 0 and "note" not in price and "note" not in worth:
                yield Problem("KS620", Spot(record.file, ("value", "unit_prices", index, key)))
    if total and total["amount"]:
        yield from _check_spending(record, total["amount"], funds)


def _check_money(record: Record, path: Path, money: dict[str, Any], *, explained: bool) -> Iterator[Problem]:
    amount, spot = money["amount"], Spot(record.file, (*path, "amount"))
    if "as_stated" not in money:
        if amount == 0 and not explained:
            yield Problem("KS620", spot)
        return
    stated = read_rupiah(money["as_stated"]) if money["precision"] == "exact" else None
    if stated is not None and stated != amount:
        params = {"amount": _dot(amount), "stated": money["as_stated"]}
        yield Problem("KS621", spot, params, (Spot(record.file, (*path, "as_stated")),))


def _check_spending(
    record: Record, total: int, funds: list[tuple[Path, dict[str, Any]]]
) -> Iterator[Problem]:
    spent = 0
    for path, money in funds:
        spent += money["amount"]
        if spent > _FAR * total:
            params = {"spent": _dot(spent), "total": _dot(total)}
            related = (Spot(record.file, ("value", "total", "amount")),)
            yield Problem("KS622", Spot(record.file, (*path, "amount")), params, related)
            return


def read_rupiah(text: str) -> int | None:
    """Give the one amount in rupiah that a text states; None where it states none, several or a part."""
    found = _RUPIAH.findall(text)
    if len(found) != 1 or _A_PART.search(text):
        return None
    digits, unit = found[0][0].rstrip(".,"), found[0][1].lower()
    if not (_BEFORE_UNIT if unit else _GROUPED).fullmatch(digits):
        return None
    whole, _, part = digits.replace(".", "").partition(",")
    factor: int = 10 ** len(part)
    return int(whole + part) * UNITS.get(unit, 1) // factor


def _dot(amount: int) -> str:
    return f"Rp{amount:,}".replace(",", ".")
