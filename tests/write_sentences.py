"""Writes every shipped agreement's sentence in both languages, to be read: ``make sentences``."""

import datetime
from pathlib import Path

from registers import ROOT, SCHEMAS

from generator.check.checker import Checker
from generator.locale import Locale
from generator.pages.sentences import SentenceWriter
from generator.register.register import build_register
from generator.text import Language

TABLE = Path(__file__).parent / "pages" / "sentences.txt"
LANGUAGES: tuple[Language, ...] = ("id", "en")
AS_OF = datetime.date(2026, 11, 24)


def render_table() -> str:
    """Give the table: an agreement's id, then its sentence in Indonesian and in English."""
    register = build_register(Checker(ROOT, SCHEMAS, AS_OF, "id").check_register(1).records, AS_OF)
    writers = [SentenceWriter(Locale(language, SCHEMAS), register) for language in LANGUAGES]
    blocks = [
        "\n".join([agreement.id, *(f"  {writer.write(agreement).text}" for writer in writers)])
        for agreement in sorted(register.agreements.values(), key=lambda item: item.id)
    ]
    return "\n\n".join(blocks) + "\n"


if __name__ == "__main__":
    TABLE.write_text(render_table(), encoding="utf-8")
