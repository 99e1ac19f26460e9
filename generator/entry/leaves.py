"""From one text to one value: text, date, number, choice, yes or no, web address, the id of a record."""

import re
from collections.abc import Callable
from functools import lru_cache

from generator.check.closeness import find_word
from generator.entry.blanks import fold, tidy, tidy_lines
from generator.entry.countries import read_country
from generator.entry.dates import read_date
from generator.entry.fields import Field
from generator.entry.names import Candidate, NameIndex
from generator.entry.numbers import read_number
from generator.entry.packed import Form
from generator.entry.problem import EntryError, fill
from generator.records import RecordKind
from generator.schemas import is_http_url
from generator.text import Text
from generator.value import Value

_YES = frozenset(("ya", "y", "yes", "true", "benar", "betul", "1", "x", "v", "✓", "✔", "ada"))
_NO = frozenset(("tidak", "t", "no", "n", "false", "salah", "0", "bukan", "tidak ada"))
# No choice has more; the categories of partners are the most.
_MOST_CHOICES = 30
_BRACKETED = re.compile(r" ?\([^()]*\)")
_FORMULA_FAULT = re.compile(r"#(?:ref|name\?|value|div/0|n/a|null|num|spill)!?", re.IGNORECASE)
# What offices call the documents and the kinds of partners among themselves, where it can mean nothing else:
# "PT" is a company as often as a university, and "bank" is of the state, of a region or private.
_SHORT_NAMES = {
    "pks": "perjanjian-kerja-sama", "kb": "kesepakatan-bersama", "mou": "nota-kesepahaman",
    "nk": "nota-kesepakatan", "rk": "rencana-kerja", "rks": "rencana-kerja-sama", "loi": "letter-of-intent",
    "nphd": "perjanjian-hibah", "adendum": "addendum", "amandemen": "addendum",
    "pemda": "pemerintah-daerah", "swasta": "badan-usaha-swasta", "ormas": "organisasi-kemasyarakatan",
    "polri": "kepolisian", "kementerian": "kementerian-lembaga", "universitas": "perguruan-tinggi",
    "lsm": "organisasi-kemasyarakatan", "ngo": "organisasi-kemasyarakatan",
    "lembaga swadaya masyarakat": "organisasi-kemasyarakatan",
    "organisasi masyarakat": "organisasi-kemasyarakatan", "asosiasi": "organisasi-kemasyarakatan",
    "organisasi profesi": "organisasi-kemasyarakatan", "perkumpulan": "organisasi-kemasyarakatan",
    "pemda ln": "pemerintah-daerah-luar-negeri", "pemda luar negeri": "pemerintah-daerah-luar-negeri",
    "pemerintah daerah luar negeri": "pemerintah-daerah-luar-negeri",
    "pemda di luar negeri": "pemerintah-daerah-luar-negeri", "lembaga ln": "lembaga-luar-negeri",
    "lembaga luar negeri": "lembaga-luar-negeri", "organisasi internasional": "lembaga-internasional",
    "pemkot": "pemerintah-daerah", "pemkab": "pemerintah-daerah", "pemprov": "pemerintah-daerah",
    "pemerintah kota": "pemerintah-daerah", "pemerintah kabupaten": "pemerintah-daerah",
    "pemerintah provinsi": "pemerintah-daerah", "k l": "kementerian-lembaga",
    "kementerian lembaga": "kementerian-lembaga", "lembaga pemerintah pusat": "kementerian-lembaga",
    "vertikal": "instansi-vertikal", "lembaga vertikal": "instansi-vertikal", "polres": "kepolisian",
    "polda": "kepolisian", "pengadilan": "lembaga-peradilan", "perguruan tinggi negeri": "perguruan-tinggi",
    "perguruan tinggi swasta": "perguruan-tinggi", "ptn": "perguruan-tinggi", "pts": "perguruan-tinggi",
    "kampus": "perguruan-tinggi", "sekolah": "satuan-pendidikan", "rs": "fasilitas-kesehatan",
    "rumah sakit": "fasilitas-kesehatan", "perusahaan swasta": "badan-usaha-swasta",
    "badan hukum swasta": "badan-usaha-swasta", "perorangan": "perseorangan", "individu": "perseorangan",
}  # fmt: skip

_NO_CHOICE = Text('"{text}" bukan salah satu pilihan.', '"{text}" is not one of the choices.')
_CHOICES = Text("Pilih: {choices}.", "Choose: {choices}.")
_GUESS = Text('Mungkin "{guess}". Pilih: {choices}.', 'Perhaps "{guess}". Choose: {choices}.')
_NO_FLAG = Text('"{text}" bukan ya atau tidak.', '"{text}" is neither yes nor no.')
_FLAG = Text("Tulis Ya atau Tidak, atau kosongkan.", "Write Ya or Tidak, or leave it empty.")
_NO_URL = Text('"{text}" bukan alamat web lengkap.', '"{text}" is no full web address.')
_URL = Text("Tulis alamat lengkapnya, misalnya https://contoh.go.id/berita/1.",
            "Write the full address, such as https://contoh.go.id/berita/1.")  # fmt: skip
_BROKEN = Text("Rumus pada sel ini rusak ({text}).", "The formula in this cell is broken ({text}).")
_RETYPE = Text("Ketik nilainya langsung.", "Type the value itself.")
_UNKNOWN_NAME = Text('"{text}" tidak dikenal.', '"{text}" is not known.')
_SHARED_NAME = Text('"{text}" dapat berarti beberapa catatan.', '"{text}" may mean several records.')
_NEAR = Text('Mungkin "{names}". Tulis nama itu atau pengenalnya ({ids}).',
             'Perhaps "{names}". Write that name or its id ({ids}).')  # fmt: skip
_NEW_PARTNER = Text(" Bila ini lembaga lain, catat dahulu sebagai mitra baru.",
                    " Where it is another body, record it as a new partner first.")  # fmt: skip
_ADD: dict[RecordKind, Text] = {
    "partner": Text("Periksa namanya, atau tambahkan dahulu sebagai mitra.",
                    "Check the name, or add it as a partner first."),
    "department": Text("Periksa namanya, atau tambahkan dahulu sebagai perangkat daerah.",
                       "Check the name, or add it as a department first."),
    "affair": Text("Tulis nama atau kode urusan seperti pada daftar urusan.",
                   "Write the name or code of the affair as in the list of affairs."),
    "agreement": Text("Tulis pengenal, judul, atau nomor perjanjian yang sudah tercatat.",
                      "Write the id, title or number of a recorded agreement."),
}  # fmt: skip
_CHOOSE_ID = Text("Tulis pengenalnya: {ids}.", "Write its id: {ids}.")
_OR = Text('" atau "', '" or "')


def read_leaf(field: Field, text: str) -> Value | None:
    """Give the value of one item of a field that names no record; None for a "no" that is left out.

    Raises EntryError for what can't be read.
    """
    refuse_broken(text)
    if field.form == "choice":
        return read_choice(field, text)
    if field.key == "country":
        return read_country(text)
    read: Callable[[str], Value | None] = _READERS.get(field.form, tidy)
    return read(text)


def refuse_broken(text: str) -> None:
    """Raise EntryError with the reason ``formula`` for what a spreadsheet shows where a formula failed."""
    if _FORMULA_FAULT.fullmatch(text.strip()):
        raise EntryError("formula", fill(_BROKEN, text=text.strip()), _RETYPE)


def find_record(index: NameIndex, kind: RecordKind, text: str) -> str:
    """Give the id of the record that a name means.

    Raises EntryError with the reason ``unknown-name`` or ``shared-name``, with the nearest names.
    """
    refuse_broken(text)
    found = index.find(tidy(text))
    if found.id is not None:
        return found.id
    ids = ", ".join(one.id for one in found.near)
    if found.is_shared:
        raise EntryError("shared-name", fill(_SHARED_NAME, text=tidy(text)), fill(_CHOOSE_ID, ids=ids))
    instead = _ADD[kind]
    if found.near:
        near = fill(_NEAR, names=_join_names(found.near), ids=ids)
        # A partner may be another of a like name: nobody should have to take the wrong one.
        instead = Text(near.id + _NEW_PARTNER.id, near.en + _NEW_PARTNER.en) if kind == "partner" else near
    raise EntryError("unknown-name", fill(_UNKNOWN_NAME, text=tidy(text)), instead)


def _join_names(near: tuple[Candidate, ...]) -> Text:
    return Text(_OR.id.join(one.name for one in near), _OR.en.join(one.name for one in near))


def read_choice(field: Field, text: str) -> str | int:
    """Give the code of a choice written as its code, its label in either language, or a usual short form.

    Raises EntryError with the reason ``choice``, with the choices and the nearest.
    """
    wanted, spellings = _make_key(text), _list_spellings(field.choices)
    for key in (wanted, _make_key(_BRACKETED.sub("", text))):
        if key in spellings:
            return spellings[key]
    labels = [label for _, label in field.choices]
    near = find_word(wanted, spellings)
    guess = next((label for code, label in field.choices if near and spellings[near] == code), None)
    choices = Text(*(_list_labels([one.render(language) for one in labels]) for language in ("id", "en")))
    instead = fill(_GUESS, guess=guess, choices=choices) if guess else fill(_CHOICES, choices=choices)
    raise EntryError("choice", fill(_NO_CHOICE, text=tidy(text)), instead)


@lru_cache(maxsize=256)
def _list_spellings(choices: tuple[tuple[str | int, Text], ...]) -> dict[str, str | int]:
    # A code is its own, whatever another's label is like.
    spellings: dict[str, str | int] = {_make_key(str(code)): code for code, _ in choices}
    for code, label in choices:
        for spelling in (
            label.id,
            label.en,
            _BRACKETED.sub("", label.id),
            _BRACKETED.sub("", label.en),
        ):
            spellings.setdefault(_make_key(spelling), code)
    spellings.update(
        (short, code) for short, code in _SHORT_NAMES.items() if code in {one for one, _ in choices}
    )
    return spellings


def is_choice(field: Field, text: str) -> bool:
    """Whether a text is one of a field's choices."""
    if not field.choices or field.is_list:
        return False
    try:
        read_choice(field, text)
    except EntryError:
        return False
    return True


def _list_labels(labels: list[str]) -> str:
    shown = labels[:_MOST_CHOICES]
    return ", ".join(shown) + (", …" if len(labels) > len(shown) else "")


def _make_key(text: str) -> str:
    words = re.findall(r"[^\W_]+", fold(text).replace("kerjasama", "kerja sama"))
    return " ".join(words)


def _read_flag(text: str) -> bool:
    word = fold(text).strip(".")
    if word in _YES | _NO:
        return word in _YES
    raise EntryError("flag", fill(_NO_FLAG, text=tidy(text)), _FLAG)


def _read_url(text: str) -> str:
    url = tidy(text).strip("<>")
    if is_http_url(url):
        return url
    raise EntryError("url", fill(_NO_URL, text=tidy(text)), _URL)


_READERS: dict[Form, Callable[[str], Value | None]] = {
    "date": read_date, "number": read_number, "flag": _read_flag, "url": _read_url, "lines": tidy_lines,
}  # fmt: skip
