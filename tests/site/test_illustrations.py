"""The pictures of hand-written pages say how large they are, and wait until they are scrolled to."""

import re
import struct
import zlib
from pathlib import Path

import pytest
from builtsite import BuiltSite

from generator.site.illustrations import read_size, size_pictures

ADDRESS = "panduan/petugas/memasukkan/"
PAGE = '<p><img alt="Sebuah gambar" src="../../../gambar/a.png" /></p>'
_IMAGE = re.compile(r"<img\b[^>]*>")


def _chunk(kind: bytes, content: bytes) -> bytes:
    return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))


def _png(width: int, height: int, density: bytes = b"") -> bytes:
    """Give the beginning of a PNG, as far as its size is read from it."""
    head = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + _chunk(b"IHDR", head) + density + _chunk(b"IDAT", b"")


@pytest.fixture
def docs(tmp_path: Path) -> Path:
    (tmp_path / "gambar").mkdir()
    twice = _chunk(b"pHYs", struct.pack(">IIB", 7559, 7559, 1))
    (tmp_path / "gambar" / "a.png").write_bytes(_png(701, 300, twice))
    return tmp_path


def test_a_picture_gets_the_size_that_its_density_says(docs: Path) -> None:
    assert size_pictures(PAGE, ADDRESS, docs) == (
        '<p><img alt="Sebuah gambar" src="../../../gambar/a.png" width="351" height="150" loading="lazy" '
        'decoding="async"></p>'
    )


@pytest.mark.parametrize(
    ("density", "size"),
    [
        (b"", (640, 320)),
        (_chunk(b"pHYs", struct.pack(">IIB", 3780, 3780, 1)), (640, 320)),
        (_chunk(b"pHYs", struct.pack(">IIB", 2, 2, 0)), (640, 320)),
        (_chunk(b"pHYs", struct.pack(">IIB", 0, 0, 1)), (640, 320)),
        (_chunk(b"tEXt", b"x") + _chunk(b"pHYs", struct.pack(">IIB", 7559, 7559, 1)), (320, 160)),
    ],
    ids=["none", "once", "ratio", "zero", "twice"],
)
def test_a_picture_without_density_is_as_large_as_its_file(
    density: bytes, size: tuple[int, int], tmp_path: Path
) -> None:
    (tmp_path / "a.png").write_bytes(_png(640, 320, density))
    assert read_size(tmp_path / "a.png") == size


@pytest.mark.parametrize(
    "page",
    [
        PAGE.replace("a.png", "tidak-ada.png"),
        PAGE.replace("../../../gambar", "https://contoh.example"),
        PAGE.replace("../../../", "../../../../"),
        PAGE.replace("<img", '<img width="20"'),
        PAGE.replace("a.png", "a.svg"),
        "<p>a.png</p>",
    ],
    ids=["missing", "elsewhere", "outside", "sized", "drawing", "text"],
)
def test_all_else_stays_as_it_is(page: str, docs: Path) -> None:
    assert size_pictures(page, ADDRESS, docs) == page


@pytest.mark.parametrize(
    "content", [b"", b"x", b"\x89PNG\r\n\x1a\n", _png(640, 320)[:20], b"GIF89a" + bytes(40)]
)
def test_what_is_no_picture_has_no_size(content: bytes, docs: Path) -> None:
    (docs / "gambar" / "a.png").write_bytes(content)
    assert read_size(docs / "gambar" / "a.png") is None
    assert size_pictures(PAGE, ADDRESS, docs) == PAGE


@pytest.mark.parametrize("root", ["", "en/"])
def test_every_picture_of_the_guide_has_its_size(root: str, sample: BuiltSite) -> None:
    found = 0
    for page in sorted((sample.folder / root / "panduan" / "petugas").rglob("*.html")):
        for image in _IMAGE.findall(page.read_text(encoding="utf-8").partition("<article")[2]):
            found += 1
            assert re.search(r' alt="[^"]{40,}"', image), page
            assert re.search(r' width="\d+" height="\d+" loading="lazy"', image), page
            source = re.search(r' src="([^"]+)"', image)
            assert source
            assert (page.parent / source[1]).resolve().is_file(), page
    assert found
