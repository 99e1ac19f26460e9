"""The invented government: its registry record and its departments."""

from generator.sample.partners import OWN_ID, OWN_NAME, OWN_PLACE, OWN_REGION
from generator.value import Value
from generator.version import FORM

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
        "licence": {
            "name": "CC0 1.0",
            "url": "https://creativecommons.org/publicdomain/zero/1.0/",
            "spdx": "CC0-1.0",
        },
        **others,
        "responsible_department": RESPONSIBLE,
        "repository_url": f"{SITE}/registri",
        "site_url": f"{SITE}/",
        "contact_url": f"{SITE}/kontak",
        "time_zone": "Asia/Jakarta",
        "program_version": FORM,
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
