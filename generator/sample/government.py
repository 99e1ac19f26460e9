"""The invented government: its registry record, its departments, and the affairs that the law names."""

from generator.sample.partners import OWN_ID, OWN_NAME, OWN_PLACE, OWN_REGION
from generator.value import Value

SITE = "https://contoh.example"
RESPONSIBLE = "bagian-kerja-sama"

_NOTICE_ID = (
    "Register contoh: kota, mitra, perjanjian, angka, dan tanggal di sini seluruhnya rekaan dan dibuat oleh "
    "program. Tidak satu pun menggambarkan pemerintah daerah, lembaga, atau orang yang sungguh ada."
)
_NOTICE_EN = (
    "Sample register: the city, partners, agreements, figures and dates are all invented and made by a "
    "program. None of them describes a government, body or person that exists."
)

_DEPARTMENTS: tuple[tuple[str, str, str], ...] = (
    ("bagian-kerja-sama", "Bagian Kerja Sama", "bagian"),
    ("bagian-hukum", "Bagian Hukum", "bagian"),
    ("bagian-perekonomian", "Bagian Perekonomian", "bagian"),
    ("dinas-kesehatan", "Dinas Kesehatan", "dinas"),
    ("rsud", "Rumah Sakit Umum Daerah Contoh Raya", "rumah-sakit"),
    ("dinas-pendidikan", "Dinas Pendidikan, Pemuda, dan Olahraga", "dinas"),
    ("dinas-sosial", "Dinas Sosial", "dinas"),
    ("dinas-tenaga-kerja", "Dinas Tenaga Kerja dan Transmigrasi", "dinas"),
    ("dinas-p3a", "Dinas Pemberdayaan Perempuan dan Perlindungan Anak", "dinas"),
    ("dinas-dukcapil", "Dinas Kependudukan dan Pencatatan Sipil", "dinas"),
    ("dinas-perhubungan", "Dinas Perhubungan", "dinas"),
    ("dinas-kominfo", "Dinas Komunikasi, Informatika, dan Persandian", "dinas"),
    ("dinas-perpustakaan-arsip", "Dinas Perpustakaan dan Kearsipan", "dinas"),
    ("dinas-lingkungan-hidup", "Dinas Lingkungan Hidup", "dinas"),
    ("dinas-pekerjaan-umum", "Dinas Pekerjaan Umum dan Penataan Ruang", "dinas"),
    ("dinas-perumahan", "Dinas Perumahan dan Kawasan Permukiman", "dinas"),
    ("dinas-koperasi-ukm", "Dinas Koperasi, Usaha Kecil, dan Menengah", "dinas"),
    ("dinas-perdagangan", "Dinas Perdagangan", "dinas"),
    ("dinas-pertanian-pangan", "Dinas Pertanian dan Pangan", "dinas"),
    ("dinas-pariwisata", "Dinas Pariwisata", "dinas"),
    ("dinas-kebudayaan", "Dinas Kebudayaan", "dinas"),
    ("dpmptsp", "Dinas Penanaman Modal dan Pelayanan Terpadu Satu Pintu", "dinas"),
    ("pemadam-kebakaran", "Dinas Pemadam Kebakaran dan Penyelamatan", "dinas"),
    ("satpol-pp", "Satuan Polisi Pamong Praja", "satuan"),
    ("bpbd", "Badan Penanggulangan Bencana Daerah", "badan"),
    ("bakesbangpol", "Badan Kesatuan Bangsa dan Politik", "badan"),
    ("bkpsdm", "Badan Kepegawaian dan Pengembangan Sumber Daya Manusia", "badan"),
    ("bpkad", "Badan Pengelolaan Keuangan dan Aset Daerah", "badan"),
    ("bappeda", "Badan Perencanaan Pembangunan Daerah", "badan"),
    ("inspektorat", "Inspektorat", "inspektorat"),
)
DEPARTMENT_NAMES: dict[str, str] = {id_: name for id_, name, _ in _DEPARTMENTS}

# The names and codes are law (UU 23/2014 art. 12 and the nomenclature of regional planning), not invention.
_AFFAIRS = """
1.01 pendidikan | Pendidikan | Education
1.02 kesehatan | Kesehatan | Health
1.03 pekerjaan-umum-penataan-ruang | Pekerjaan Umum dan Penataan Ruang | Public works and spatial planning
1.04 perumahan-kawasan-permukiman | Perumahan dan Kawasan Permukiman | Housing and settlements
1.05 ketenteraman-ketertiban-umum-pelindungan-masyarakat | Ketenteraman, Ketertiban Umum, dan Pelindungan Masyarakat | Peace, public order and community protection
1.06 sosial | Sosial | Social affairs
2.07 tenaga-kerja | Tenaga Kerja | Manpower
2.08 pemberdayaan-perempuan-perlindungan-anak | Pemberdayaan Perempuan dan Perlindungan Anak | Women's empowerment and child protection
2.09 pangan | Pangan | Food
2.10 pertanahan | Pertanahan | Land
2.11 lingkungan-hidup | Lingkungan Hidup | Environment
2.12 administrasi-kependudukan-pencatatan-sipil | Administrasi Kependudukan dan Pencatatan Sipil | Population administration and civil registration
2.13 pemberdayaan-masyarakat-desa | Pemberdayaan Masyarakat dan Desa | Community and village empowerment
2.14 pengendalian-penduduk-keluarga-berencana | Pengendalian Penduduk dan Keluarga Berencana | Population control and family planning
2.15 perhubungan | Perhubungan | Transport
2.16 komunikasi-informatika | Komunikasi dan Informatika | Communication and informatics
2.17 koperasi-usaha-kecil-menengah | Koperasi, Usaha Kecil, dan Menengah | Cooperatives, small and medium enterprises
2.18 penanaman-modal | Penanaman Modal | Investment
2.19 kepemudaan-olahraga | Kepemudaan dan Olahraga | Youth and sport
2.20 statistik | Statistik | Statistics
2.21 persandian | Persandian | Cryptography
2.22 kebudayaan | Kebudayaan | Culture
2.23 perpustakaan | Perpustakaan | Libraries
2.24 kearsipan | Kearsipan | Archives
3.25 kelautan-perikanan | Kelautan dan Perikanan | Marine affairs and fisheries
3.26 pariwisata | Pariwisata | Tourism
3.27 pertanian | Pertanian | Agriculture
3.28 kehutanan | Kehutanan | Forestry
3.29 energi-sumber-daya-mineral | Energi dan Sumber Daya Mineral | Energy and mineral resources
3.30 perdagangan | Perdagangan | Trade
3.31 perindustrian | Perindustrian | Industry
3.32 transmigrasi | Transmigrasi | Transmigration
4.01 sekretariat-daerah | Sekretariat Daerah | Regional secretariat
4.02 sekretariat-dprd | Sekretariat DPRD | Council secretariat
5.01 perencanaan | Perencanaan | Planning
5.02 keuangan | Keuangan | Finance
5.03 kepegawaian | Kepegawaian | Personnel
5.04 pendidikan-pelatihan | Pendidikan dan Pelatihan | Education and training of officials
5.05 penelitian-pengembangan | Penelitian dan Pengembangan | Research and development
5.06 pengelolaan-perbatasan | Pengelolaan Perbatasan | Border management
5.07 penghubung | Penghubung | Liaison
6.01 inspektorat | Inspektorat | Inspectorate
7.01 kecamatan | Kecamatan | District administration
8.01 kesatuan-bangsa-politik | Kesatuan Bangsa dan Politik | National unity and politics
"""  # noqa: E501
_GROUPS = {"1": "wajib-pelayanan-dasar", "2": "wajib-non-pelayanan-dasar", "3": "pilihan"}


def registry_record(*, with_english: bool) -> dict[str, Value]:
    """Give the record that says whose register this is: nobody's, for it is a sample."""
    others: dict[str, Value] = {"other_languages": ["en"]} if with_english else {}
    return {
        "name": "Registri Kerja Sama Kota Contoh Raya (contoh)",
        "government": OWN_ID,
        "government_name": OWN_NAME,
        "place_name": OWN_PLACE,
        "level": "kota",
        "region_code": OWN_REGION,
        "standing": "sample",
        "standing_notice": {"id": _NOTICE_ID, "en": _NOTICE_EN},
        "licence": {"name": "CC0 1.0", "url": "https://creativecommons.org/publicdomain/zero/1.0/"},
        **others,
        "responsible_department": RESPONSIBLE,
        "repository_url": f"{SITE}/registri",
        "site_url": f"{SITE}/",
        "contact_url": f"{SITE}/kontak",
        "evaluation": {
            "per_year": 2,
            "exceptions": [
                {
                    "types": ["ksdpl", "ksdll"],
                    "per_year": 1,
                    "days_after": 7,
                    "basis": "Permendagri 25/2020 pasal 35",
                }
            ],
        },
        "longest_term": {"years": 5, "basis": "Tata cara kerja sama Kota Contoh Raya (rekaan)"},
    }


def department_records() -> list[dict[str, Value]]:
    """Give the departments' records."""
    return [{"id": id_, "name": name, "kind": kind} for id_, name, kind in _DEPARTMENTS]


def affair_records() -> list[dict[str, Value]]:
    """Give the records of the government affairs."""
    return [_read_affair(line) for line in _AFFAIRS.strip().splitlines()]


def _read_affair(line: str) -> dict[str, Value]:
    head, name, name_en = line.split(" | ")
    code, id_ = head.split()
    group = _GROUPS.get(code[0], "penunjang")
    return {"id": id_, "code": code, "name": name, "name_en": name_en, "group": group}
