"""Amounts of money as people write them: whole rupiah, and the words they were written in."""

import re
from decimal import Decimal

from generator.entry.blanks import fold, is_nothing, tidy
from generator.entry.numbers import read_digits, read_number_words
from generator.entry.problem import EntryError, fill
from generator.text import Text
from generator.value import Value

_ABOUT = re.compile(
    r"^(?:sekitar|kira[- ]kira|kurang lebih|lebih kurang|±|\+/-|~|hampir|lebih dari|about|around) ?"
)
_CURRENCY = re.compile(r"^(?:rp\.?|idr|rupiah) ?| ?(?:rupiah|idr|rp)\.?$")
_SEN = re.compile(r"(?:,|\.)(?:-{1,2}|–|—|0{2})$|,-$|,=$")
_BRACKETED = re.compile(r" ?\([^()]*\)")
_SCALES = {
    "ribu": 10**3, "rb": 10**3, "juta": 10**6, "jt": 10**6, "miliar": 10**9, "milyar": 10**9, "mlr": 10**9,
    "triliun": 10**12, "trilyun": 10**12, "tn": 10**12,
}  # fmt: skip
_SCALED = re.compile(rf"(?P<number>[0-9.,]+) ?(?P<scale>{'|'.join(_SCALES)})\.?")
_DECIMAL_COMMA = re.compile(r"(?:[0-9]{1,3}(?:\.[0-9]{3})*|[0-9]+),[0-9]{1,3}")
_DECIMAL_POINT = re.compile(r"[0-9]{1,3}\.[0-9]{1,2}")
_ONE_COMMA = re.compile(r"[0-9]{1,3},[0-9]{3}")
_SOME_SEN = re.compile(r"(?:[0-9]{1,3}(?:\.[0-9]{3})*|[0-9]+),[0-9]{1,2}")
_FOREIGN = re.compile(r"(?:usd|us\$|\$|eur|€|sgd|myr|rm|jpy|¥|aud|gbp|£|cny|krw|₩)")
_PER = re.compile(r" ?(?:/|per |setiap |tiap )")
_SHORT_SCALE = re.compile(r"[0-9.,]+ ?[mbt]")
_LARGEST = 10**15

_WRONG = {
    "form": Text('"{text}" tidak terbaca sebagai jumlah uang.',
                 '"{text}" can\'t be read as an amount of money.'),
    "ambiguous": Text('"{text}" dapat dibaca dua cara.', '"{text}" can be read in two ways.'),
    "currency": Text('"{text}" bukan rupiah.', '"{text}" is not in rupiah.'),
    "fraction": Text('"{text}" memuat sen.', '"{text}" holds parts of a rupiah.'),
    "unit-price": Text('"{text}" adalah harga satuan, bukan nilai seluruhnya.',
                       '"{text}" is a unit price, not a total.'),
    "range": Text('"{text}" menyebut beberapa jumlah.', '"{text}" names several amounts.'),
    "words-differ": Text('Angka dan huruf pada "{text}" berbeda.',
                         'The digits and the words of "{text}" differ.'),
}  # fmt: skip
_INSTEAD = {
    "form": Text("Tulis misalnya Rp1.250.000.000 atau Rp1,25 miliar.",
                 "Write for example Rp1.250.000.000 or Rp1,25 miliar."),
    "ambiguous": Text("Tulis semua angkanya, misalnya Rp1.250.000.000.",
                      "Write all the digits, such as Rp1.250.000.000."),
    "currency": Text("Tulis nilainya dalam rupiah; mata uang lain ditulis pada catatan nilai.",
                     "Write the value in rupiah; other currencies belong in the note on the value."),
    "fraction": Text("Bulatkan ke rupiah penuh.", "Round it to whole rupiah."),
    "unit-price": Text("Tulis harga satuan pada lembar atau isian Harga satuan.",
                       "Write unit prices in the sheet or field Unit prices."),
    "range": Text("Tulis satu jumlah; rentangnya ditulis pada catatan nilai.",
                  "Write one amount; the range belongs in the note on the value."),
    "words-differ": Text("Periksa mana yang benar, lalu tulis angkanya saja.",
                         "See which is right, and write the digits alone."),
}  # fmt: skip


def read_money(text: str) -> dict[str, Value] | None:
    """Give an amount as the record's ``money``: rupiah, precision, and the words where they say more.

    None where the text says that nothing is known. Raises EntryError with the reason ``form``,
    ``ambiguous``, ``currency``, ``fraction``, ``unit-price``, ``range`` or ``words-differ``.
    """
    if is_nothing(text):
        return None
    bare = fold(text)
    plain = _ABOUT.sub("", bare)
    amount = _read_amount(plain)
    if isinstance(amount, str):
        raise EntryError(amount, fill(_WRONG[amount], text=text.strip()), _INSTEAD[amount])
    money: dict[str, Value] = {"amount": amount, "currency": "IDR"}
    money["precision"] = "exact" if plain == bare else "approximate"
    if not bare.removesuffix(".0").isdigit():
        money["as_stated"] = tidy(text)
    return money


def _read_amount(text: str) -> int | str:
    """Give the rupiah, or the reason why they can't be told."""
    words = _CURRENCY.sub("", _CURRENCY.sub("", _BRACKETED.sub("", text).strip())).strip()
    if _FOREIGN.search(words):
        return "currency"
    if _PER.search(words):
        return "unit-price"
    amount = _read_plain(_SEN.sub("", words).strip())
    bracketed = _BRACKETED.search(text)
    said = read_number_words(_CURRENCY.sub("", bracketed[0].strip(" ()"))) if bracketed else None
    if said is not None and isinstance(amount, int) and said != amount:
        return "words-differ"
    return amount if isinstance(amount, str) or amount <= _LARGEST else "form"


def _read_plain(words: str) -> int | str:
    scaled = _SCALED.fullmatch(words)
    if scaled:
        return _scale(scaled["number"], _SCALES[scaled["scale"]])
    if _ONE_COMMA.fullmatch(words) or _SHORT_SCALE.fullmatch(words):
        return "ambiguous"
    number = read_digits(words)
    if number is not None:
        return number if number >= 0 else "form"
    if _SOME_SEN.fullmatch(words):
        return "fraction"
    said = read_number_words(words)
    if said is not None:
        return said
    parts = re.split(r" ?(?:-|–|s\.?/?d\.?|sampai|dan|;) ?", words)
    return "range" if len(parts) > 1 and all(re.search(r"[0-9]", part) for part in parts) else "form"


def _scale(number: str, scale: int) -> int | str:
    """Give a number such as ``1,25`` times a thousand, a million and so on."""
    if _DECIMAL_COMMA.fullmatch(number):
        exact = Decimal(number.replace(".", "").replace(",", "."))
    elif _DECIMAL_POINT.fullmatch(number) or number.isdigit():
        exact = Decimal(number)
    else:
        # "1.250 miliar" may be a thousand and more, or one and a quarter.
        return "ambiguous"
    amount = exact * scale
    return int(amount) if amount == int(amount) else "fraction"


def spell_money(amount: int) -> str:
    """Give rupiah as people write them: ``Rp1.250.000.000``."""
    return f"Rp{amount:,}".replace(",", ".")
