"""The sheet that explains a template: how to fill it in, and what each column means."""

from collections.abc import Iterator, Sequence

from generator.sheets.layout import SheetLayout
from generator.text import Language, Text

NAME = Text("Petunjuk", "Instructions")

_TITLE = Text("Petunjuk mengisi: {name}", "How to fill in: {name}")
_STEPS = (
    Text("Satu baris pada lembar “{name}” adalah satu catatan. Baris yang diawali “Contoh” tidak dibaca.",
         "One row of the sheet “{name}” is one record. The row that starts with “Example” is not read."),
    Text("Kolom bertanda * wajib diisi. Kolom lain boleh kosong; kolom boleh dipindah atau dihapus.",
         "Columns marked * must be filled in. Others may stay empty; columns may be moved or deleted."),
    Text("Yang tidak diketahui dikosongkan, atau ditulis “tidak diketahui”. Jangan menebak.",
         "Leave out what is not known, or write “tidak diketahui”. Do not guess."),
    Text("Tanggal: 17/05/2024, 17 Mei 2024, Mei 2024, 2024, sekitar Mei 2024, antara 20 dan 27 Mei 2024, "
         "17 Mei 2024 (?).",
         "Dates: 17/05/2024, 17 Mei 2024, Mei 2024, 2024, sekitar Mei 2024, antara 20 dan 27 Mei 2024, "
         "17 Mei 2024 (?)."),
    Text("Nama mitra, perangkat daerah, dan urusan ditulis seperti pada lembar “Daftar …”.",
         "Write partners, departments and affairs as in the sheets “List of …”."),
    Text("Bila satu sel memuat beberapa isi: satu baris satu (Alt+Enter), atau dipisah titik koma.",
         "Where one cell holds several things: one a line (Alt+Enter), or with semicolons between."),
    Text("Kolom yang jarang dipakai dilipat di sebelah kanan; tekan tanda + di atasnya untuk membukanya.",
         "Columns rarely needed are folded away on the right; press + above them to open them."),
    Text("Jangan tulis data pribadi: NIK, telepon, alamat rumah, nomor rekening, nama orang swasta.",
         "Write no personal data: identity numbers, telephones, home addresses, bank accounts, names of "
         "private persons."),
    Text("Periksa berkas ini dengan: registri import NAMA-BERKAS. Belum ada yang ditulis sampai Anda "
         "menambahkan --write.",
         "Check this file with: registri import FILE. Nothing is written until you add --write."),
)  # fmt: skip
_COLUMNS = (
    Text("Lembar", "Sheet"), Text("Kolom", "Column"), Text("Wajib", "Required"), Text("Artinya", "Meaning"),
    Text("Pilihan", "Choices"),
)  # fmt: skip
_YES = Text("ya", "yes")


def write_guide(layouts: Sequence[SheetLayout], language: Language) -> Iterator[tuple[str, ...]]:
    """Give the rows of the sheet."""
    name = layouts[0].name.render(language)
    yield (_TITLE.render(language, name=name),)
    yield ()
    for number, step in enumerate(_STEPS, 1):
        yield (f"{number}. {step.render(language, name=name)}",)
    yield ()
    yield tuple(text.render(language) for text in _COLUMNS)
    for layout in layouts:
        for field in layout.columns:
            choices = "; ".join(label.render(language) for _, label in field.choices)
            required = _YES.render(language) if field.is_required and field.key != "id" else ""
            about = field.about.render(language)
            yield layout.name.render(language), field.title.render(language), required, about, choices
