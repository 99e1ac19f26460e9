"""The rules that a schema states (KS1xx); ``schema_faults`` finds their breaches."""

from generator.check.rule import Rule
from generator.text import Text

RULES = (
    Rule("KS101", "unknown-key", "error",
         Text('Kunci "{key}" tidak dikenal di sini.', 'The key "{key}" is not known here.'),
         Text("Pakai nama kunci dari daftar isian.{guess}", "Use a key of the field list.{guess}")),
    Rule("KS102", "missing-key", "error",
         Text('Kunci wajib "{key}" ({title}) belum ada.', 'The required key "{key}" is missing.'),
         Text('Tambahkan baris "{key}: …" di bagian ini.', 'Add a line "{key}: …" to this part.')),
    Rule("KS103", "wrong-type", "error",
         Text("Nilai di sini harus berupa {wanted}.", "The value here must be of another kind ({wanted})."),
         Text("Periksa tanda petik dan takuknya.{fix}", "Look at the quotes and the indent.{fix}")),
    Rule("KS104", "value-not-listed", "error",
         Text('"{value}" bukan pilihan di sini.', '"{value}" is not one of the values here.'),
         Text("Pilihan: {known}.{guess}", "Values: {known}.{guess}")),
    Rule("KS105", "too-short", "error",
         Text("Teks di sini kosong atau terlalu pendek.", "The text here is empty or too short."),
         Text("Isi sekurangnya {bound} huruf, atau hapus barisnya bila tidak diketahui.",
              "Give at least {bound} characters, or delete the line where it is not known.")),
    Rule("KS106", "wrong-form", "error",
         Text('Bentuk "{value}" tidak sesuai.', '"{value}" does not have the right form.'),
         Text("Lihat contoh pada daftar isian. Tanpa spasi atau baris baru di awal dan akhir; teks pendek "
              "ditulis dalam satu baris.",
              "See the example in the field list. No blanks or line breaks at either end; short texts "
              "stand on one line.")),
    Rule("KS107", "too-long", "error",
         Text("Teks di sini lebih panjang dari {bound} huruf.",
              "The text here is longer than {bound} characters."),
         Text("Ringkas teksnya.", "Shorten the text.")),
    Rule("KS108", "empty-part", "error",
         Text("Bagian ini kosong.", "This part is empty."),
         Text("Isi sekurangnya satu, atau hapus kuncinya.", "Give at least one entry, or delete the key.")),
    Rule("KS109", "repeated-entry", "error",
         Text("Ada isi yang berulang dalam daftar ini.", "An entry of this list is repeated."),
         Text("Hapus yang berulang.", "Delete the repetition.")),
    Rule("KS110", "out-of-range", "error",
         Text("Angka {value} {limit} {bound}.", "The number {value} is {limit} {bound}."),
         Text("Periksa angkanya.", "Check the number.")),
    Rule("KS120", "date-form", "error",
         Text('"{text}" bukan tanggal yang dikenal.', '"{text}" is not a known form of date.'),
         Text('Tulis "2024-05-17", "2024-05", "2024", "2013-09-06?" bila tidak pasti, atau '
              '"[2024-05-20,2024-05-27]" untuk salah satu.',
              'Write "2024-05-17", "2024-05", "2024", "2013-09-06?" where uncertain, or '
              '"[2024-05-20,2024-05-27]" for one of several.')),
    Rule("KS121", "impossible-date", "error",
         Text('Tanggal "{text}" tidak ada dalam kalender.', 'The date "{text}" is not in the calendar.'),
         Text("Periksa hari, bulan, dan tahunnya (1900 sampai 2200).",
              "Check the day, the month and the year (1900 to 2200).")),
    Rule("KS122", "web-address", "error",
         Text('"{text}" bukan alamat web yang lengkap.', '"{text}" is not a full web address.'),
         Text("Salin alamat lengkap yang dimulai dengan https:// atau http://.",
              "Copy the full address starting with https:// or http://.")),
)  # fmt: skip
