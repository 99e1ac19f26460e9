"""What a register says of itself while it is begun: with its examples, and until it is made official."""

import re

from generator.text import Text

SAMPLE_NOTICE = Text(
    "Register {place} sedang disiapkan. Perjanjian, mitra, dan angka di dalamnya masih contoh rekaan; tidak "
    "satu pun menggambarkan kerja sama yang sungguh ada.",
    "The register of {place} is being prepared. Its agreements, partners and figures are still invented "
    "examples; none of them describes a cooperation that exists.",
)
"""What every page says as long as the examples are in the register."""
PREPARING_NOTICE = Text(
    "Register ini sedang disiapkan {government} dan belum menjadi register resminya. Isinya belum lengkap.",
    "This register is being prepared by {government} and is not its official register yet. It is incomplete.",
)
"""What every page says from then on, until the government makes the register its official one."""

_PLACE = re.compile(r"\\\{\w+\\\}")
_BEGUN = re.compile(
    "|".join(
        _PLACE.sub(".+", re.escape(text))
        for notice in (SAMPLE_NOTICE, PREPARING_NOTICE)
        for text in (notice.id, notice.en)
    )
)


def is_of_beginning(notice: str) -> bool:
    """Whether a notice is one that a register is begun with, whoever's it is."""
    return _BEGUN.fullmatch(" ".join(notice.split())) is not None
