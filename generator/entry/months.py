"""The months as people write them, in Indonesian and English, whole and shortened."""

import re

MONTH_NAMES = (
    "Januari", "Februari", "Maret", "April", "Mei", "Juni",
    "Juli", "Agustus", "September", "Oktober", "November", "Desember",
)  # fmt: skip
_SPELLINGS = (
    "januari january jan", "februari february pebruari feb peb", "maret march mar mrt", "april apr",
    "mei may", "juni june jun", "juli july jul", "agustus august agust agst agu agt ags aug",
    "september sept sep", "oktober october okt oct", "november nopember nov nop",
    "desember december des dec",
)  # fmt: skip
MONTHS: dict[str, int] = {
    word: number for number, words in enumerate(_SPELLINGS, 1) for word in words.split()
}
MONTH_PATTERN = "|".join(sorted(map(re.escape, MONTHS), key=len, reverse=True))
