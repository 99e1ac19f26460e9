"""The kinds of tables that the command line knows, and the register that they are made for."""

import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from generator.speech import say, ui_language
from generator.text import Text

if TYPE_CHECKING:
    from generator.entry.names import References
    from generator.records import Record
    from generator.schemas import SchemaSet

_UNKNOWN = Text("Tidak ada jenis “{word}”. Pilih: {kinds}.", "There is no kind “{word}”. Choose: {kinds}.")
_WORDS = Text(
    "ksdd, ksdpk, ksdpl, ksdll, sinergi, mitra, perangkat-daerah, urusan, pemetaan, evaluasi, angka-resmi",
    "ksdd, ksdpk, ksdpl, ksdll, sinergi, partners, departments, affairs, mapping, evaluations, "
    "official-totals",
)


def read_kind(word: str) -> str:
    """Give the kind that a word means.

    Raises click.UsageError for a word that means none.
    """
    from generator.sheets.layout import find_kind  # noqa: PLC0415  start-up stays light

    kind = find_kind(word)
    if kind is None:
        raise click.UsageError(say(_UNKNOWN, word=word, kinds=say(_WORDS)))
    return kind


def name_file(kind: str) -> str:
    """Give the name of a file for a kind, without its ending: ``perangkat-daerah``."""
    from generator.entry.ids import slug  # noqa: PLC0415  start-up stays light
    from generator.sheets.layout import KINDS  # noqa: PLC0415

    return slug(KINDS[kind].render(ui_language()))


def read_register(root: Path, as_of: datetime.date) -> "tuple[References, SchemaSet, tuple[Record, ...]]":
    """Give the names of a register, its schemas and the records that meet them."""
    from generator.check.checker import Checker  # noqa: PLC0415
    from generator.entry.names import References  # noqa: PLC0415
    from generator.home import find_part  # noqa: PLC0415
    from generator.parallel import default_jobs  # noqa: PLC0415
    from generator.schemas import SchemaSet  # noqa: PLC0415

    schemas = SchemaSet(find_part(root, "schema"))
    checked = Checker(root, schemas, as_of, ui_language(), only_errors=True).check_register(default_jobs())
    return References(checked.records), schemas, checked.records
