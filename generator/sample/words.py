"""Words that names are made of, and the texts that agreements on any topic share."""

FIRST_NAMES = tuple(
    "Sinar Karya Mitra Cipta Bina Tirta Griya Surya Bumi Samudra Cahaya Harapan Wahana Graha Citra Persada "
    "Dharma Nusa Arta Jaya Melati Cendana Kencana Rimba Lintas Prima Puspa Tunas Garda Padma Mega Buana "
    "Satria Langit Embun Pelita Pustaka Sari Amanah Teladan".split()
)
SECOND_NAMES = tuple(
    "Abadi Mandiri Sejahtera Lestari Utama Bersama Makmur Sentosa Gemilang Nusantara Perkasa Mulia Rahayu "
    "Semesta Bahari Mekar Terpadu Unggul Cemerlang Berkah Setia Raharja Adil Merdeka Tangguh Cendekia "
    "Harmoni Sarana Pertiwi".split()
)
PLACES = tuple(
    "Lestari Makmur Sentosa Jaya Permai Asri Mulya Rejo Indah Baru Luhur Damai Subur Elok Harum Sari "
    "Waringin Kemuning Cempaka Tirta Arum Padi Seruni Kenanga Randu Pinang Bambu Gayam Nangka Manggis "
    "Duku Salak Jambu Mawar Anggrek".split()
)
FIELDS = (
    "Layanan Kesehatan",
    "Pendidikan Rakyat",
    "Lingkungan Lestari",
    "Data dan Informasi",
    "Pangan Mandiri",
    "Ekonomi Kerakyatan",
    "Budaya dan Wisata",
    "Perlindungan Sosial",
    "Pekerjaan Layak",
    "Permukiman Sehat",
    "Keuangan Inklusif",
    "Ketahanan Iklim",
)
TOWNS = tuple(
    "Hanamura Baekhwa Sungaibiru Kanalstad Eichfeld Bellerive Linghua Monteverde Koalabay Phumdok Banthong "
    "Ravipur Aktepe Fjordby Nordvik Sakuragawa Haneul Bukitlada Waterveld Rosental".split()
)
COUNTRIES = (
    ("JP", "Jepang"),
    ("KR", "Korea Selatan"),
    ("MY", "Malaysia"),
    ("NL", "Belanda"),
    ("DE", "Jerman"),
    ("FR", "Prancis"),
    ("CN", "Tiongkok"),
    ("IT", "Italia"),
    ("AU", "Australia"),
    ("KH", "Kamboja"),
    ("TH", "Thailand"),
    ("IN", "India"),
    ("TR", "Turki"),
)
ADDED_PURPOSES = (
    "Para pihak berbagi sumber daya secara terbuka dan melaporkan hasilnya dua kali setahun.",
    "Kerja sama ini mendukung sasaran rencana pembangunan jangka menengah Kota Contoh Raya.",
    "Hasilnya diukur dengan sasaran yang disepakati setiap tahun dan diumumkan kepada warga.",
    "Pelaksanaannya mengutamakan kepentingan umum, kesetaraan, dan kehati-hatian memakai anggaran.",
)
OBSTACLES = (
    "Jadwal pelaksanaan bergeser karena petugas kedua pihak terbatas.",
    "Data yang dipertukarkan belum memakai format yang sama.",
    "Anggaran mitra baru tersedia pada pertengahan tahun.",
    "Peserta dari kelurahan yang jauh belum terjangkau.",
    "Sarana di lapangan sebagian masih dalam perbaikan.",
)
FOLLOW_UPS = (
    "Menyusun jadwal bersama untuk semester berikutnya dan menambah petugas penghubung.",
    "Menyepakati format data dan mengadakan pelatihan singkat bagi pengelola data.",
    "Memperluas sasaran ke kelurahan yang belum terjangkau.",
    "Meninjau pembagian biaya pada rencana kerja tahun depan.",
)
FUNDING_SOURCES = (
    "APBD Kota Contoh Raya",
    "APBD Kota Contoh Raya dan anggaran mitra",
    "Anggaran masing-masing pihak",
    "Dana tanggung jawab sosial mitra",
)
