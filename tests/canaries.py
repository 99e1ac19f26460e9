"""Made-up data of persons in many spellings, the places of records that can hold a text, and traces of them.

No number is anybody's: the regions, banks and offices in them do not exist, or the numbers are all noughts.
"""

import base64
import gzip
import html
import io
import json
import re
import sqlite3
import zipfile
from collections.abc import Iterator
from contextlib import closing
from functools import cache
from pathlib import Path
from typing import Any, TypeAlias
from urllib.parse import quote

from registers import ROOT

from generator.check.persons import flatten
from generator.site.packing import find_brotli

FieldPath: TypeAlias = tuple[str | int, ...]

CANARIES: dict[str, tuple[str, ...]] = {
    "NIK": (
        "9971010101800001", "997101.010180.0001", "99 71 01 010180 0001", "9971-0101-0180-0001",
        "9971 0101 0180 0001", "9 9 7 1 0 1 0 1 0 1 8 0 0 0 0 1", "9971014508900009", "NIK: 1234567890123456",
        "KTP 1234.5678.9012.3456", "９９７１０１０１０１８００００１", "٩٩٧١٠١٠١٠١٨٠٠٠٠١",
        "99710101\u200b01800001", "99710101\u00ad01800001", "&#57;971010101800001", "%39971010101800001",
        "99710101\u00a0\u00a001800001 NIK 9971010101800001",
    ),
    "KK": ("No. KK 9971012304150007", "Kartu Keluarga nomor 1234 5678 9012 3456"),
    "NIP": (
        "197001011995031001", "19700101 199503 1 001", "19700101.199503.1.001", "19700101-199503-1-001",
        "1970 0101 1995 03 1 001", "19900101 202321 2 007", "NIP. 470 012 345", "NRP 75010203",
        "１９７００１０１ １９９５０３ １ ００１",
        "1970010119\u206095031001",
    ),
    "NPWP": (
        "99.345.678.9-541.000", "NPWP 993456789541000", "NPWP: 9934 5678 9541 0001", "99 345 678 9 541 000",
    ),
    "telepon": (
        "081200000000", "0812-0000-0000", "0812.0000.0000", "0812 00 00 00 00", "08 12 00 00 00 00",
        "+62 812 0000 0000", "+62812-0000-0000", "6281200000000", "(0274) 000000", "Telp. 0274 000000",
        "telp 0274-000000", "WA.081200000000", "Hubungi: 0274 000000", "+62 274 000000", "No.081200000000",
        "０８１２００００００００", "0 8 1 2 0 0 0 0 0 0 0 0",
        "0812\u20130000\u20130000", "0812\u20110000\u20110000",
        "081200000000/081300000000", "0812 0000 0000 / 0813 0000 0000", "Telp : 0274 - 000000",
        "\u260e081200000000", "Telp 0274/000000", "Telepon (0274) 000000/000001", "fax. 0274 / 000 000",
        "Telp 0274/000000/000001", "narahubung 0274/000000", "CP 0274/000000", "Hp : 0812/0000/0000",
        "(0812) 0000 0000", "+62 (0)812 0000 0000", "0812\u200d00000000", "&#48;81200000000",
    ),
    "surel": (
        "nama.rekaan@surel.example", "nama.rekaan [at] surel.example",
        "nama.rekaan(at)surel(dot)go(dot)example",
        "nama.rekaan at surel dot example", "nama.rekaan\uff20surel.example", "ｎａｍａ.rekaan@surel.example",
        "nama.re\u00adkaan@su\u200brel.example", "nama.rekaan&#64;surel.example",
        "nama.rekaan&commat;surel&period;example", "nama.rekaan%40surel.example",
        "nama.rekaan @ surel.example",
        "nama.rekaan[at]surel[titik]example", "nama.rekaan\ufe6bsurel.example",
        "mailto:nama.rekaan@surel.example", "nama.rekaan at gmail.example",
        "nama.rekaan di yahoo.example",
    ),
    "rekening": (
        "No. Rek. 0000-01-000000-50-1", "BRI 0000-01-000000-50-1",
        "rekening a.n. Penerima Dana: 000 456 7890",
        "norek 0000567890", "Bank Rekaan Daerah 001.000.001234", "Virtual account 0000 1234 5678 9012",
        "rekening 0000 - 4567 - 8900", "Mandiri 100-00-0000000-0 a.n. Penerima Dana", "Mandiri 1000000000000",
    ),
    "paspor": ("paspor X0000009", "Paspor nomor X 000000", "SIM 0000 5678 901234"),
    "lahir": (
        "lahir di Seberang, 6 Mei 1981", "TTL: Seberang, 5 Mei 1980", "tanggal lahir 1980-05-05",
        "Tempat, tanggal lahir: Seberang, 17/08/1979", "TTL: Kab. Seberang, 5 Mei 1980",
        "lahir di D.I. Seberang, 6 Mei 1981", "lahir pada tanggal 6 Mei 1981",
    ),
}  # fmt: skip
"""By kind, the spellings that the check must know."""
IN_ADDRESSES = (
    "https://wa.example/6281200000000", "https://contoh.example/?email=nama.rekaan%40surel.example",
    "https://nama.rekaan@surel.example/x", "https://nama:rahasia@surel.example/",
    "https://contoh.example/#3471010101800001", "https://contoh.example/p/197001011995031001",
    "https://contoh.example/?hp=081200000000", "https://contoh.example/?nik=1234567890123456",
    "https://contoh.example/nama%2540surel.example", "https://contoh.example/0812-0000-0000",
)  # fmt: skip
"""The same in the addresses of pages: in their path, query, user and fragment."""
HARMLESS = (
    "119/PK/IV/2024", "Nomor 415.4/1234567890/2024", "12/PKS.YK/2023 dan 13/PKS.YK/2023", "0000123456789012",
    "1 Januari 2020 sampai 31 Desember 2025", "08-12-2023 10.30", "08.12.2023 09.12.2024",
    "2019 2020 2021 2022",
    "Rp1.234.567.890", "Rp 530.000.000,00", "1.234.567.890 orang", "ISBN 978-602-1234-56-7", "34.71, 3471",
    "Kerja sama ini lahir dari nota kesepahaman 5 Mei 2023", "hari lahir Pancasila 1 Juni 1945",
    "@pemkotcontoh",
    "10 buah @ Rp5.000.000", "B/000.8.3.1/123/2024", "Nomor 0231234567890123", "Bank Sampah 2019 2020",
    "rekening 2019 - 2020", "kode rekening 5.1.02.02.01.0026", "kegiatan (a) pelatihan. Peserta",
    "TTL singkatan",
    "Informasi di contoh.example", "NIK dan KK 1.234 orang", "100% 20 orang", "seat) 1",
    "3471.01.02.2024.0012", "rekening belanja 5.1.02.01.01.0024", "nomor rekening 5.1.05.05.01.0001",
    "Rp. 62.812.345.678", "IDR 62.812.345.678", "Bank Sampah Induk 2021 - 2022 - 2023",
    "rekening listrik 2021 2022 2023", "akta bagi anak yang lahir di Seberang sejak 1 Januari 2024",
    "tempat lahir dan tanggal lahir mulai 1 Januari 2024", "bayi baru lahir tanggal 12 Mei 2024",
    "3471.01.02.2024.0012", "rekening belanja 5.2.02.10.01.0005", "sub rekening 1.1.01.05.001.00001",
    "Secara mandiri pada 2019 2020 2021 2022", "lahir di Seberang. Pada 5 Mei 2023", "0812/345678901/2024",
    "anak kelahiran Seberang sejak 1 Januari 2024", "akta kelahiran pada 2 Mei 2024",
    "akta kelahiran Kota Seberang, 17 Mei 2024", "layanan kelahiran dan kematian, 5 Mei 2024",
    "Layanan bebas pulsa 0800-1-234567", "telepon 0800 1 234567", "Hubungi 012/345/2024",
    "news at contoh.example", "telepon pada 12/05/2021 sampai 12/05/2026", "Kontak nomor 045/12345678/2024",
)  # fmt: skip
"""What agreements say that only looks a little like it."""


def list_spellings() -> list[str]:
    """Give all spellings of all kinds."""
    return [one for spellings in CANARIES.values() for one in spellings]


@cache
def list_places(schema: str) -> tuple[FieldPath, ...]:
    """Give the path of every text that a kind of record can hold, of a list's its first item's."""
    return tuple(_walk(json.loads((ROOT / "schema" / f"{schema}.schema.json").read_text("utf-8")), ()))


def _walk(node: Any, path: FieldPath) -> Iterator[FieldPath]:
    file, _, name = node.get("$ref", "").partition("#/$defs/")
    if name:
        shared = json.loads((ROOT / "schema" / (file or "shared.schema.json")).read_text("utf-8"))
        node = {**shared["$defs"][name], **{key: value for key, value in node.items() if key != "$ref"}}
    for key, value in node.get("properties", {}).items():
        yield from _walk(value, (*path, key))
    if "items" in node:
        yield from _walk(node["items"], (*path, 0))
    if node.get("type") == "string" or "enum" in node or isinstance(node.get("const"), str):
        yield path


def plant(value: Any, path: FieldPath, text: str) -> Any:
    """Give a record's value with a text at a path; what is missing on the way is made."""
    head, *rest = path
    if isinstance(head, int):
        items = list(value) if isinstance(value, list) else []
        first = items[0] if items else None
        return [plant(first, tuple(rest), text) if rest else text, *items[1:]]
    group = dict(value) if isinstance(value, dict) else {}
    group[head] = plant(group.get(head), tuple(rest), text) if rest else text
    return group


def spell(value: str) -> set[bytes]:
    """Give the ways in which a file could hold a value."""
    plain = flatten(value)
    ways: set[bytes] = set()
    for text in {value, plain, re.sub(r"[ .()-]", "", plain)}:
        data = text.encode()
        ways |= {data, text.encode("utf-16-le"), text.encode("utf-16-be"), data.hex().encode(), data[::-1]}
        ways |= {html.escape(text).encode(), "".join(f"&#{ord(one)};" for one in text).encode()}
        ways |= {json.dumps(text)[1:-1].encode(), "".join(f"\\u{ord(one):04x}" for one in text).encode()}
        ways |= {quote(text, safe="").encode(), "".join(f"%{byte:02X}" for byte in data).encode()}
        for before in range(3):
            whole = base64.b64encode(b"z" * before + data)
            inner = whole[(before * 8 + 5) // 6 : (before + len(data)) * 8 // 6]
            ways |= {inner, inner.translate(bytes.maketrans(b"+/", b"-_"))}
    return {way for way in ways if len(way) > 5}


def unpack(path: Path) -> Iterator[tuple[str, bytes]]:
    """Give all that a file holds: its bytes, what is packed in it, and the texts of a database."""
    data = path.read_bytes()
    yield path.name, data
    if path.suffix == ".gz":
        yield f"{path.name}!", gzip.decompress(data)
    elif path.suffix == ".br":
        yield f"{path.name}!", find_brotli().decompress(data)
    elif zipfile.is_zipfile(io.BytesIO(data)):
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            for name in archive.namelist():
                yield f"{path.name}!{name}", archive.read(name)
    elif data.startswith(b"SQLite format 3"):
        with closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True)) as database:
            yield f"{path.name}!", "\n".join(database.iterdump()).encode()


def find_traces(folder: Path, values: list[str]) -> list[str]:
    """Give the files in a folder that hold any of some values, in whatever way; names of files count too."""
    sought = sorted({way for value in values for way in spell(value)})
    found = []
    for path in sorted(folder.rglob("*")):
        parts = [("", str(path.relative_to(folder)).encode())]
        parts += unpack(path) if path.is_file() else []
        for name, data in parts:
            found += [f"{path.relative_to(folder)} {name}: {way!r}" for way in sought if way in data]
    return found
