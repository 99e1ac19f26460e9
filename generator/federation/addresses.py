"""Every public address of a gathered site; what it shares with a register's site is that one's."""

from generator import addresses as register_addresses
from generator.federation.candidates import Parties

HOME = ""
GOVERNMENTS = "daerah/"
TWO_SIDED = "dua-sisi/"
NETWORK = "jaringan/"
SOURCES = "sumber/"
DATA = "data/"
ABOUT = "tentang/"
AGREEMENTS, SEARCH_HEAD = register_addresses.AGREEMENTS, register_addresses.SEARCH_HEAD
SECTIONS = (HOME, AGREEMENTS, GOVERNMENTS, TWO_SIDED, NETWORK, SOURCES, DATA)
"""The sections whose pages are generated; each has a shell of its own."""
ROWS = 200
"""So many agreements a part of a list shows."""
DOCUMENT = "data/gathered.json"
DIFFERING, CONFIRMED, POSSIBLE, UNCLEAR, ONE_SIDED = (
    "berbeda",
    "sejalan",
    "mungkin",
    "belum-jelas",
    "satu-pihak",
)
"""The parts of the page of two governments."""

_TALLIES = {
    "all": "perjanjian",
    "in-force": "berlaku",
    "ending-soon": "segera-berakhir",
    "ended": "berakhir",
    "unknown": "tidak-diketahui",
    "evaluated": "sudah-dievaluasi",
    "overdue": "terlambat-dievaluasi",
    "without-number": "tanpa-nomor",
    "without-end": "tanpa-tanggal-berakhir",
    "without-signing": "tanpa-tanggal-penandatanganan",
    "without-document": "tanpa-naskah",
    "confirmed": "dua-pihak-sejalan",
    "differing": "dua-pihak-berbeda",
    "possible": "mungkin-dua-pihak",
    "one-sided": "satu-pihak",
    "outside": "di-luar-himpunan",
}


def government_address(member_id: str) -> str:
    """Give the address of a government's report card."""
    return f"{GOVERNMENTS}{member_id}/"


def tally_address(member_id: str, key: str) -> str:
    """Give the address of the list of exactly what a number of a report card counts."""
    return f"{government_address(member_id)}{_TALLIES.get(key) or f'jenis-{key}'}/"


def find_row(member_id: str, number: int, agreement_id: str) -> str:
    """Give the address of an agreement, by its number among its government's, in the list of these."""
    address = register_addresses.list_page_address(tally_address(member_id, "all"), number // ROWS + 1)
    return f"{address}#{agreement_id}"


def parties_address(parties: Parties, part: str = "") -> str:
    """Give the address of what two governments record of each other, or of a part of it."""
    return f"{TWO_SIDED}{parties[0]}--{parties[1]}/{f'#{part}' if part else ''}"


def table_address(name: str) -> str:
    """Give the address of a table as CSV."""
    return f"{DATA}{name}.csv"
