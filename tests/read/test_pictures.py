"""Pictures: what runs, fetches or is not what its name says is refused; drawing programs' files are not."""

import struct
import zlib

import pytest

from generator.read.pictures import is_plain_svg, is_png

_OPEN = '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" width="8">'

UNFIT = {
    "script": "<script>x()</script>",
    "script under another name": '<s:script xmlns:s="http://www.w3.org/2000/svg">x()</s:script>',
    "script of HTML": '<script xmlns="http://www.w3.org/1999/xhtml">x()</script>',
    "handler after a blank": '<rect width="1" onload="x()"/>',
    "handler over lines": "<rect\nonload\n=\n'x()'/>",
    "handler of XML events": '<handler type="text/javascript">x()</handler>',
    "address that runs": '<a href="javascript:x()"/>',
    "address that runs, in disguise": '<a href="java&#115;cript:x()"/>',
    "address that runs, with a tabulator": '<a xlink:href="java&#9;script:x()"/>',
    "attribute set later": '<a><set attributeName="href" to="javascript:x()"/></a>',
    "attribute moved later": '<a><animate attributeName="href" values="javascript:x()"/></a>',
    "picture from elsewhere": '<image href="https://a.example/x.png"/>',
    "picture from beside": '<image href="x.png"/>',
    "drawing in an address": '<use href="data:image/svg+xml;base64,AAAA#x"/>',
    "base elsewhere": '<g xml:base="https://a.example/"/>',
    "style from elsewhere": "<style>@import 'https://a.example/x.css'</style>",
    "fill from elsewhere": '<rect fill="url(https://a.example/x#y)"/>',
    "fill from elsewhere in a style": "<style>a{fill:url( 'https://a.example/x#y')}</style>",
    "style in disguise": "<style>a{fill:u\\72l(https://a.example/)}</style>",
    "style behind an element in it": "<style><g/>svg{background:url(https://a.example/x)}</style>",
    "style in another": "<style><style/>svg{background:url(https://a.example/x)}</style>",
    "style around an element": "<style>svg{background:u<g>x</g>rl(https://a.example/x)}</style>",
    "set of pictures": "<style>svg{background:image-set('https://a.example/x' 1x)}</style>",
    "set of pictures in an attribute": """<rect style="mask:-webkit-image-set('https://a.example/x' 1x)"/>""",
    "told of a click": '<a href="#x" ping="https://a.example/"/>',
    "page of HTML": "<foreignObject/>",
    "frame": '<iframe xmlns="http://www.w3.org/1999/xhtml" src="https://a.example/"/>',
    "unfinished": "<rect",
    "two of them": "</svg><svg>",
}
WHOLE_FILES = {
    "empty": b"",
    "page": b'<!-- svg --><html xmlns="http://www.w3.org/1999/xhtml"><body/></html>',
    "drawing without a namespace": b"<svg/>",
    "entities": b'<!DOCTYPE svg [<!ENTITY x "y">]><svg xmlns="http://www.w3.org/2000/svg"/>',
    "style sheet": b'<?xml-stylesheet href="x.xsl"?><svg xmlns="http://www.w3.org/2000/svg"/>',
    "script in UTF-16": f"{_OPEN}<script/></svg>".encode("utf-16"),
    "script in UTF-7": b'<?xml version="1.0" encoding="utf-7"?><svg xmlns="http://www.w3.org/2000/svg">'
    b"+ADw-script/+AD4-</svg>",
    "unknown encoding": b'<?xml version="1.0" encoding="nope"?><svg xmlns="http://www.w3.org/2000/svg"/>',
}


@pytest.mark.parametrize("name", UNFIT)
def test_an_unfit_drawing(name: str) -> None:
    assert not is_plain_svg(f"{_OPEN}{UNFIT[name]}</svg>".encode())


@pytest.mark.parametrize("name", WHOLE_FILES)
def test_what_is_no_plain_drawing(name: str) -> None:
    assert not is_plain_svg(WHOLE_FILES[name])


def test_what_drawing_programs_write() -> None:
    text = f"""<?xml version="1.0" encoding="UTF-8"?>
<!-- Created with Inkscape -->
<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd">
{_OPEN}<?xpacket begin="" id="x"?>
<sodipodi:namedview xmlns:sodipodi="http://sodipodi.sourceforge.net/DTD/sodipodi-0.dtd" showgrid="false"/>
<metadata><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><cc:Work
xmlns:cc="http://creativecommons.org/ns#" rdf:about=""/></rdf:RDF></metadata>
<defs><linearGradient id="a"/><linearGradient id="b" xlink:href="#a"/></defs>
<style type="text/css">.st0{{fill:url(#a);font-family:'Once on a time'}}</style>
<rect style="fill:url(#b);stroke:none" class="st0"/><use href="#a"/>
<image xlink:href="data:image/png;base64,iVBORw0KGgo="/></svg>"""
    assert is_plain_svg(text.encode())
    assert is_plain_svg(b"\xef\xbb\xbf" + text.encode())


def _png(width: int, height: int) -> bytes:
    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    head = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    body = zlib.compress(b"\0" * min((width + 1) * height, 100_000))
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", body) + chunk(b"IEND", b"")


def test_a_png_is_whole_and_of_a_size_that_can_be_shown() -> None:
    assert is_png(_png(8, 8))
    assert not is_png(_png(8, 8)[:-1])
    assert not is_png(_png(8, 8) + b"<script>")
    assert not is_png(_png(0, 8))
    assert not is_png(_png(100_000, 100_000))
    assert not is_png(b"\x89PNG\r\n\x1a\nx")
    assert not is_png(b"GIF89a")
