"""The government affairs that the law names, as records: a new register begins with all of them.

Names and codes are those of UU 23/2014, article 12, and of the nomenclature of regional planning
(Permendagri 90/2019).
"""

from generator.value import Value

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


def affair_records() -> list[dict[str, Value]]:
    """Give the records of the government affairs."""
    return [_read_affair(line) for line in _AFFAIRS.strip().splitlines()]


def _read_affair(line: str) -> dict[str, Value]:
    head, name, name_en = line.split(" | ")
    code, id_ = head.split()
    group = _GROUPS.get(code[0], "penunjang")
    return {"id": id_, "code": code, "name": name, "name_en": name_en, "group": group}
