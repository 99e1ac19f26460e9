"""Which field a heading means: the schema's title in either language, the key, or a usual other name."""

import re
from functools import lru_cache

from generator.check.closeness import find_word
from generator.entry.blanks import fold
from generator.entry.fields import Field, Table

# What offices write above the columns of their own lists, by field; only what can mean nothing else.
_OTHER_NAMES: dict[str, str] = {
    "@type": "jenis|jenis ks|tipe|kelompok kerja sama|type",
    "@record": "perjanjian|pengenal induk|pengenal perjanjian|judul perjanjian|nomor perjanjian|record id",
    "@category": "jenis mitra|kelompok mitra",
    "title": "judul perjanjian|judul kerja sama|nama kerja sama|nama perjanjian|tentang|perihal"
             "|judul naskah|judul kesepakatan|hal",
    "document.kind": "jenis dokumen|bentuk naskah|jenis perjanjian|bentuk kerja sama"
                     "|jenis dokumen kerja sama",
    "partners": "nama mitra|mitra kerja sama|pihak kedua|pihak ke 2|pihak ii|mitra kerja|nama pihak"
                "|pihak mitra|pihak lain|instansi mitra|lembaga mitra|partner|para pihak|pihak",
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
                "|sampai dengan|tgl selesai",
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
    """Give the field whose heading, key or other name is just this, capitals and signs apart."""
    known = _list_headings(table)
    return known.get(heading.strip()) or known.get(fold_heading(heading))


@lru_cache(maxsize=4096)
def _guess_field(table: Table, folded: str) -> Field | None:
    known = _list_headings(table)
    near = find_word(folded, known) if len(folded) <= _LONGEST_HEADING else None
    return known[near] if near else None


_LONGEST_HEADING = 60


def guess_fields(table: Table, heading: str, most: int = 3) -> list[Field]:
    """Give the fields whose headings share a word with one that is not known."""
    words = set(fold_heading(heading).split())
    shared = {field.key: len(words & set(fold_heading(field.title.id).split())) for field in table.fields}
    best = sorted((field for field in table.fields if shared[field.key]), key=lambda one: -shared[one.key])
    return best[:most]


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
