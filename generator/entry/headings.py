"""Which field a heading means: the schema's title in either language, the key, or a usual other name."""

import re
from collections.abc import Mapping
from difflib import SequenceMatcher
from functools import lru_cache

from generator.check.closeness import find_word
from generator.entry.blanks import fold
from generator.entry.fields import Field, Table

# What offices write above the columns of their own lists, by field; only what can mean nothing else.
_OTHER_NAMES: dict[str, str] = {
    "@type": "jenis|jenis ks|tipe|kelompok kerja sama|type",
    "@record": "perjanjian|pengenal induk|pengenal perjanjian|judul perjanjian|nomor perjanjian|record id",
    "@category": "jenis mitra|kelompok mitra|kategori|jenis lembaga",
    "@country": "negara|negara asal|asal negara|negara mitra kerja sama|country",
    "title": "judul perjanjian|judul kerja sama|nama kerja sama|nama perjanjian|tentang|perihal"
             "|judul naskah|judul kesepakatan|hal|judul dokumen|nama naskah|nama dokumen|perihal kerja sama",
    "document.kind": "jenis dokumen|bentuk naskah|jenis perjanjian|bentuk kerja sama"
                     "|jenis dokumen kerja sama",
    "partners": "nama mitra|mitra kerja sama|pihak kedua|pihak ke 2|pihak ii|mitra kerja|nama pihak"
                "|pihak mitra|pihak lain|instansi mitra|lembaga mitra|partner|para pihak|pihak"
                "|mitra luar negeri|nama mitra kerja sama|nama pihak kedua|nama pihak ii|nama perusahaan",
    "own_number": "nomor|no surat|nomor naskah|nomor perjanjian|no perjanjian|nomor pks|no pks|nomor kb"
                  "|no kb|nomor dokumen|no dokumen|nomor pihak kesatu|nomor pihak i|nomor pihak pertama"
                  "|number",
    "partner_numbers": "nomor pihak kedua|nomor pihak ii|nomor mitra|no mitra|nomor naskah pihak kedua"
                       "|nomor pihak ke 2|partner number",
    "own_office": "penanda tangan kami|pejabat penanda tangan|penandatangan pihak i"
                  "|penandatangan pihak kesatu|penandatangan",
    "partner_offices": "penanda tangan mitra|penandatangan pihak ii|penandatangan pihak kedua"
                       "|penandatangan mitra",
    "signing.date": "tanggal|tgl|tanggal ttd|tgl ttd|tanggal tanda tangan|tanggal perjanjian|tanggal naskah"
                    "|tgl penandatanganan|tanggal pks|tanggal ditandatangani|ditandatangani|date",
    "signing.place": "tempat|lokasi penandatanganan|tempat tanda tangan",
    "term.duration": "jangka waktu|masa berlaku|lama|lama kerja sama|waktu|jangka waktu kerja sama|duration"
                     "|masa kerja sama",
    "term.start": "mulai|mulai berlaku|tmt|tanggal berlaku|berlaku mulai|tgl mulai",
    "term.end": "berakhir|tanggal selesai|selesai|tgl berakhir|akhir berlaku|tanggal akhir|berlaku sampai"
                "|berlaku s d|sampai dengan|tgl selesai",
    "value.total": "nilai|nilai kerja sama|nilai kontrak|anggaran|nilai rp|jumlah dana|besaran|biaya"
                   "|pembiayaan|nilai perjanjian",
    "lead_department": "opd|skpd|opd pengampu|perangkat daerah|pd|opd penanggung jawab|dinas|leading sector"
                       "|pd pengampu|opd pelaksana|unit kerja|penanggung jawab|perangkat daerah pelaksana",
    "other_departments": "opd lain|opd terkait|perangkat daerah terkait|opd pendukung",
    "affairs": "urusan|bidang urusan|urusan pemerintahan daerah",
    "subject": "bidang|pokok kerja sama|bidang kerja sama|jenis urusan|topik",
    "purpose": "tujuan|maksud tujuan|maksud dan tujuan kerja sama",
    "object": "objek kerja sama|obyek|obyek kerja sama",
    "scope": "lingkup|ruang lingkup kerja sama",
    "notes": "keterangan|ket|catatan tambahan",
    "note": "keterangan|ket",
    "source_urls": "sumber|tautan|link|url|alamat web|sumber data|tautan sumber|source",
    "name": "nama mitra|nama lembaga|nama instansi|nama perangkat daerah|nama opd",
    "aliases": "alias|singkatan|nama singkat",
    "category": "kategori|jenis mitra|kelompok mitra",
    "id": "id|kode|kode catatan|pengenal catatan",
    "need": "kebutuhan|potensi|usulan|usulan kerja sama",
    "kind": "jenis|jenis perangkat daerah|bentuk perangkat daerah",
    "department": "opd|skpd|pd|opd pengusul|opd pengampu",
    "year": "thn|tahun pemetaan",
    "evaluator": "opd|perangkat daerah|opd pengevaluasi|evaluator",
}  # fmt: skip
_ROW_NUMBERS = frozenset(("no", "nomor urut", "no urut", "nr", "number of row"))
_WORD = re.compile(r"[^\W_]+")


def fold_heading(heading: str) -> str:
    """Give a heading for comparing: small letters and single blanks; signs and what stands in brackets go."""
    bare = re.sub(r"\([^()]*\)|\*", " ", fold(heading))
    words = " ".join(_WORD.findall(bare)).replace("kerjasama", "kerja sama")
    return words.replace("penandatangan ", "penanda tangan ") if "penandatangan " in words else words


def is_row_number(heading: str) -> bool:
    """Whether a heading stands above the mere numbers of the rows."""
    return fold_heading(heading) in _ROW_NUMBERS


def find_field(table: Table, heading: str) -> Field | None:
    """Give the field that a heading means, slips of the hand forgiven; None where none or several may be."""
    return find_written_field(table, heading) or _guess_field(table, fold_heading(heading))


def find_written_field(table: Table, heading: str) -> Field | None:
    """Give the field whose heading, key or other name is just this, capitals and signs apart.

    Words cut short are read in full, the name of a document after ``judul`` or ``nomor`` says nothing more,
    and where two headings stand with a stroke between both must mean the same.
    """
    known = _list_headings(table)
    if heading.strip() in known:
        return known[heading.strip()]
    parts = [heading, *(part for part in _STROKE.split(heading) if _says_more(part))]
    found = [_find_spelt(known, fold_heading(part)) for part in parts]
    if found and found[0] is not None:
        return found[0]
    meant = {one.key for one in found[1:] if one is not None}
    return found[1] if len(meant) == 1 and None not in found[1:] else None


_STROKE = re.compile(r"/|\batau\b", re.IGNORECASE)


def _says_more(part: str) -> bool:
    """Whether a part of a heading names anything but the kind of document that the list holds."""
    folded = fold_heading(part)
    return bool(folded) and not _DOCUMENT.match(f"judul {folded}")


def _find_spelt(known: Mapping[str, Field], folded: str) -> Field | None:
    words = folded.split()
    # Alone such a word has a meaning of its own: "No." counts the rows.
    full = " ".join(_CUT_SHORT.get(word, word) for word in words) if len(words) > 1 else folded
    bare = _DOCUMENT.sub(r"\1 perjanjian", full)
    return next((known[spelling] for spelling in (folded, full, bare) if spelling in known), None)


_CUT_SHORT = {
    "jk": "jangka", "jgk": "jangka", "jngk": "jangka", "wkt": "waktu", "tgl": "tanggal", "tg": "tanggal",
    "no": "nomor", "nmr": "nomor", "ttd": "tanda tangan", "ln": "luar negeri", "thn": "tahun",
    "ks": "kerja sama", "kerjsama": "kerja sama", "ket": "keterangan", "dok": "dokumen",
}  # fmt: skip
_DOCUMENT = re.compile(
    r"^(judul|nama|nomor|tanggal|jenis|jangka waktu|masa berlaku) (?:dokumen )?"
    r"(?:mou|pks|kb|nk|loi|moa|nota kesepahaman|nota kesepakatan|kesepakatan bersama|kesepakatan|kontrak"
    r"|perjanjian kerja sama|naskah|naskah kerja sama|perjanjian)$"
)


@lru_cache(maxsize=4096)
def _guess_field(table: Table, folded: str) -> Field | None:
    known = _list_headings(table)
    near = find_word(folded, known) if len(folded) <= _LONGEST_HEADING else None
    return known[near] if near and _is_slip(folded, near) else None


_LONGEST_HEADING = 60
_FEWEST_LETTERS = 4


def _is_slip(written: str, known: str) -> bool:
    """Whether two headings differ in no short word: "nomor hp" is no slip of "nomor kb"."""
    words, others = written.split(), known.split()
    pairs = zip(words, others, strict=False)
    return len(words) != len(others) or all(
        one == other or min(len(one), len(other)) >= _FEWEST_LETTERS for one, other in pairs
    )


def guess_fields(table: Table, heading: str, most: int = 3) -> list[Field]:
    """Give the fields whose headings or other names are nearest to one that is not known, best first."""
    wanted = fold_heading(heading)
    likeness: dict[str, float] = {}
    for spelling, field in _list_headings(table).items():
        likeness[field.key] = max(likeness.get(field.key, 0), _rate(wanted, spelling))
    near = [field for field in table.fields if likeness.get(field.key, 0) >= _LEAST_ALIKE]
    return sorted(near, key=lambda one: -likeness[one.key])[:most]


_LEAST_ALIKE = 0.5
_TELLS_LITTLE = frozenset(("kerja", "sama", "nama", "jenis", "mitra", "dan", "atau", "lain"))


def _rate(wanted: str, spelling: str) -> float:
    """Rate how near two headings are: by the words that they share, or by their letters."""
    words, others = set(wanted.split()), set(spelling.split())
    shared = words & others
    by_words = len(shared) / max(len(words | others), 1) if shared - _TELLS_LITTLE else 0.0
    # "Nomor dan tanggal" holds two headings in full.
    by_words = max(by_words, _LEAST_ALIKE) if shared == others and shared - _TELLS_LITTLE else by_words
    return max(by_words, _rate_letters(wanted, spelling) - _LETTERS_SAY_LESS)


def _rate_letters(wanted: str, spelling: str) -> float:
    # Of very different lengths they can't be near, and a heading may be as long as somebody makes it.
    if 2 * min(len(wanted), len(spelling)) < (_LEAST_ALIKE + _LETTERS_SAY_LESS) * (
        len(wanted) + len(spelling)
    ):
        return 0.0
    return SequenceMatcher(None, wanted, spelling, autojunk=False).ratio()


_LETTERS_SAY_LESS = 0.25


@lru_cache(maxsize=128)
def _list_headings(table: Table) -> dict[str, Field]:
    known: dict[str, Field] = {field.key: field for field in table.fields}
    for language in ("id", "en"):
        for field in table.fields:
            known.setdefault(fold_heading(field.title.render(language)), field)
    for field in table.fields:
        for name in _OTHER_NAMES.get(field.key, "").split("|"):
            known.setdefault(fold_heading(name), field)
    known.pop("", None)
    return known
