"""Hostile files: how each is planted among a register's records, and which rules may answer it."""

import os
import socket
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from hostilesheets import cell, make_book, make_ods, make_xlsx, said, table
from registers import BASE, PARTNER

CANARY = "KENARI-DI-LUAR-REGISTER"
"""What stands in files outside the register, and may stand in nothing that the program gives."""
FOLDER = "records/partners"
FULL = 256 * 1024 - 64
_LARGE = 100 * 1000 * 1000


class Hostile(NamedTuple):
    """One hostile file: its name, how it comes to be, and the rules of which one must answer."""

    name: str
    make: Callable[[Path], object]
    rules: frozenset[str]

    @property
    def file(self) -> str:
        """Where it stands in the register."""
        return self.name if "/" in self.name else f"{FOLDER}/{self.name}"

    def plant(self, root: Path) -> None:
        """Put it into a register."""
        path = root / self.file
        path.parent.mkdir(parents=True, exist_ok=True)
        self.make(path)


def _holding(data: bytes | str) -> Callable[[Path], object]:
    content = data.encode() if isinstance(data, str) else data
    return lambda path: path.write_bytes(content)


def _lines(count: int, line: str) -> str:
    return "".join(line.format(n=number) for number in range(count))


def _fill(piece: str, head: str = "", tail: str = "") -> str:
    return head + piece * ((FULL - len(head) - len(tail)) // len(piece)) + tail


def _partner(record_id: str, name: str = "Mitra Rekaan") -> str:
    return f"id: {record_id}\nname: {name}\ncategory: pemerintah-daerah\n"


def _sparse(path: Path) -> None:
    with path.open("wb") as stream:
        stream.truncate(_LARGE)


def _whole(path: Path) -> None:
    with path.open("wb") as stream:
        for _ in range(_LARGE // 1_000_000):
            stream.write(b"a: b # x\n" * 111_111 + b"\n")


def _link(target: str) -> Callable[[Path], object]:
    return lambda path: path.symlink_to(target)


def make_socket(path: Path) -> None:
    """Make a socket."""
    # A socket's name may be shorter than a test's folder is.
    before = Path.cwd()
    os.chdir(path.parent)
    try:
        with socket.socket(socket.AF_UNIX) as made:
            made.bind(path.name)
    finally:
        os.chdir(before)


_LAUGHS = 'a: &a ["x","x","x","x","x","x","x","x","x"]\n' + "".join(
    f"{one}: &{one} [{','.join([f'*{other}'] * 9)}]\n"
    for other, one in zip("abcdefgh", "bcdefghi", strict=True)
)
_OUT = "../../../luar/kenari.yaml"
_CONTENTS: dict[str, tuple[bytes | str, str]] = {
    "empty": ("", "KS007"),
    "latin-1": ("id: latin-1\nname: café\n".encode("latin-1"), "KS003"),
    "utf-16": ("id: utf-16\nname: x\n".encode("utf-16"), "KS003"),
    "utf-32": ("id: utf-32\n".encode("utf-32"), "KS003"),
    "surrogates": (b"id: surrogates\nname: \xed\xa0\x80\n", "KS003"),
    "overlong": (b"id: overlong\nname: \xc0\xaf\n", "KS003"),
    "noise": (bytes(range(256)) * 64, "KS003"),
    "nul": ("id: nul-byte\nname: a\0b\n", "KS004"),
    "nuls": (bytes(4096), "KS004"),
    "bom": (b"\xef\xbb\xbfid: bom\n", "KS004"),
    "bidi": ("id: bidi\nname: a\u202eb\n", "KS004"),
    "escapes": (_lines(4000, 'k{n}: "\\u202e\\0"\n'), "KS004"),
    "terminal": ("id: terminal\nname: \x1b]0;x\x07\x1b[2J\n", "KS004"),
    "mac": ("id: mac\rname: x\r", "KS005"),
    "laughs": (_LAUGHS, "KS006"),
    "alias-of-itself": ("a: &a [*a]\n", "KS006"),
    "tag": ("a: !!python/object/apply:os.system ['touch ../kena']\n", "KS006"),
    "merge": ("a: {b: c}\n<<: {d: e}\n", "KS006"),
    "list": ("- a\n- b\n", "KS008"),
    "documents": ("a: b\n---\nc: d\n", "KS010"),
    "conflict": ("<<<<<<< a\nid: x\n=======\nid: y\n>>>>>>> b\n", "KS011"),
    "open-quote": (f'a: "{"x" * 200_000}', "KS013"),
    "brackets": (_fill("["), "KS016"),
    "braces": (_fill("{a: ", "a: "), "KS016"),
    "dashes": (_fill("- "), "KS016"),
    "stairs": (_lines(500, "{n}:\n"), "KS021"),
    "steps": ("".join(f"{' ' * n}a:\n" for n in range(600)), "KS016"),
    "doubled-keys": (_lines(4900, "a: b\n"), "KS020"),
    "nulls": (_lines(4900, "k{n}: ~\n"), "KS022"),
    "huge-number": (f"a: {'9' * 200_000}\n", "KS024"),
    "number": ("a: 99999999999999999999\n", "KS024"),
    "float": ("a: 1e400\n", "KS024"),
    "sexagesimal": ("a: 190:20:30\n", "KS025"),
    "unseen": (_lines(4900, "k{n}: \u200b\n"), "KS029"),
    "long-lines": (_lines(5200, "k{n}: x\n"), "KS002"),
    "values": ("a: [" + "b," * 100_000 + "]\n", "KS002"),
    "keys": ("a: {" + ",".join(f"k{n}: v" for n in range(20_000)) + "}\n", "KS002"),
    "large": (b"a: " + b"x" * 300_000, "KS002"),
    "unknown-keys": (_lines(4900, "k{n}: x\n"), "KS101"),
    "proto": ("__proto__: {a: b}\nconstructor: x\nid: proto\n", "KS101"),
    "wrong-types": ("id: [1]\nname: {a: b}\ncategory: true\n", "KS103"),
    "long-text": (_partner("long-text", "x" * 200_000), "KS107"),
    "path": (_partner("../../luar/kenari"), "KS106"),
}
_LARGE_ONES: dict[str, Callable[[Path], object]] = {"sparse.yaml": _sparse, "whole.yaml": _whole}
_THINGS: dict[str, tuple[Callable[[Path], object], str]] = {
    "folder.yaml": (Path.mkdir, "KS206"),
    "pipe.yaml": (os.mkfifo, "KS206"),
    "socket.yaml": (make_socket, "KS206"),
    "link-out.yaml": (_link(_OUT), "KS206"),
    "link-folder.yaml": (_link("../../../luar"), "KS206"),
    "link-folder": (_link("../../../luar"), "KS206"),
    "link-itself.yaml": (_link("link-itself.yaml"), "KS206"),
    "link-nowhere.yaml": (_link("tidak-ada"), "KS206"),
    "link-zeros.yaml": (_link("/dev/zero"), "KS206"),
    "link-self.yaml": (_link("/proc/self/mem"), "KS206"),
    "records/agreements/link": (_link("../../../luar"), "KS206"),
    "records/mapping/2027": (_link("../../../luar"), "KS206"),
}
_ODD = "KS106 KS202"
_NAMES: dict[str, str] = {
    # Clashes on systems that know no capitals, or write letters with marks in one way only.
    "Kota-Seberang.yaml": _ODD,
    "KOTA-SEBERANG.YAML": "KS201",
    "kota-caf\u00e9.yaml": _ODD,
    "kota-cafe\u0301.yaml": _ODD,
    "kota-\u017feberang.yaml": _ODD,
    # Devices of Windows: none of these may be a record, though their letters may.
    "con.yaml": "KS208",
    "nul.yaml": "KS208",
    "aux.yaml": "KS208",
    "com1.yaml": "KS208",
    "lpt9.yaml": "KS208",
    # What no address carries as it stands.
    "a b.yaml": _ODD,
    "a%2e%2e%2fb.yaml": _ODD,
    "a?b#c.yaml": _ODD,
    "a\nb.yaml": _ODD,
    "a\tb.yaml": _ODD,
    "..yaml": "",
    "-rf.yaml": _ODD,
    "--help.yaml": _ODD,
    "a..yaml": _ODD,
    "titik.yaml.": "KS201",
    "spasi.yaml ": "KS201",
    "a\\..\\..\\b.yaml": _ODD,
    "a:$DATA.yaml": _ODD,
    "*.yaml": _ODD,
    "\U0001f600.yaml": _ODD,
    "\u202egnp.yaml": _ODD,
    "\x1b[31m.yaml": _ODD,
    '"><script>alert(1)<script>.yaml': _ODD,
    "{{7*7}}.yaml": _ODD,
    f"{'a' * 250}.yaml": "KS107",
    "\u0661\u0662.yaml": _ODD,
    "records/mapping/\uff12\uff10\uff12\uff14/a.yaml": "KS101 KS102 KS205",
    "records/lain/a.yaml": "KS201",
    "records/a.yaml": "KS201",
    "records/partners/dalam/a.yaml": "KS201",
    "records/registry.yaml.bak": "KS201",
}


def _list_all() -> dict[str, Hostile]:
    found = [
        Hostile(f"isi-{name}.yaml", _holding(data), frozenset((rule,)))
        for name, (data, rule) in _CONTENTS.items()
    ]
    found += [Hostile(name, make, frozenset(("KS002",))) for name, make in _LARGE_ONES.items()]
    found += [Hostile(name, make, frozenset((rule,))) for name, (make, rule) in _THINGS.items()]
    for name, rules in _NAMES.items():
        stem = name.rpartition("/")[2].removesuffix(".yaml")
        content = _partner(
            stem if stem.isascii() and stem.isprintable() and stem[0] not in '{*-"' else "lain"
        )
        found.append(Hostile(name, _holding(content), frozenset(rules.split())))
    return {one.name: one for one in found}


HOSTILE = _list_all()
"""Every hostile file by its name; one without rules is no record to anybody, and passed over."""


def plant_canaries(folder: Path) -> None:
    """Put files outside a register that links lead to."""
    outside = folder / "luar"
    outside.mkdir(parents=True)
    content = (BASE / PARTNER).read_text("utf-8").replace("kota-seberang", "kenari")
    (outside / "kenari.yaml").write_text(f"{content}# {CANARY}\n", encoding="utf-8")
    (outside / f"{CANARY}.yaml").write_text(content, encoding="utf-8")


_DTD = '<!DOCTYPE a [<!ENTITY b "{inner}">{more}]>'
_GROWING = '<!DOCTYPE a [<!ENTITY a "xxxxxxxxxx">' + "".join(
    f'<!ENTITY {one} "{f"&{other};" * 10}">' for other, one in zip("abcdefgh", "bcdefghi", strict=True)
) + "]>"  # fmt: skip


def _outside(path: Path) -> str:
    return f'<!DOCTYPE a [<!ENTITY b SYSTEM "{path.as_uri()}">]>'


def list_sheets(canary: Path) -> dict[str, bytes]:
    """Give hostile tables by their file's name; those that fetch would fetch the canary."""
    row = f'<row r="2">{cell("A2", "&b;")}{cell("B2", "&i;")}</row>'
    sound = make_xlsx(f'<row r="2">{cell("A2", "x")}{cell("B2", "Kota Seberang")}</row>')
    command = "=cmd|'/C calc'!A0"
    strings = "<sst>" + "<si><t>x</t></si>" * 100_000 + "</sst>"
    return {
        "laughs.xlsx": make_xlsx(row, begin=_GROWING),
        "laughs.ods": make_ods(table(f"<table:table-row>{said('&i;')}</table:table-row>"), begin=_GROWING),
        "fetching.xlsx": make_xlsx(row.replace("&i;", "y"), begin=_outside(canary)),
        "fetching.ods": make_ods(
            table(f"<table:table-row>{said('&b;')}</table:table-row>"), begin=_outside(canary)
        ),
        "encoding.xlsx": make_book("a.xlsx", b'<?xml version="1.0" encoding="UDF-8"?><worksheet/>'),
        "encoding.ods": make_book("a.ods", b'<?xml version="1.0" encoding="rot13"?><a/>'),
        "dimension.xlsx": make_xlsx("", '<dimension ref="A1:XFD1048576"/>'),
        "strings.xlsx": make_xlsx("", xl__sharedStrings__xml=strings.replace("xl__", "")),
        "bomb.xlsx": make_xlsx("<row/>" * 1_500_000),
        "macro.xlsm": make_xlsx("", xl__vbaProject__bin="x"),
        "formula.xlsx": make_xlsx(f'<row r="2"><c r="A2"><f>{command}</f><v>1</v></c></row>'),
        "truncated.xlsx": sound[: len(sound) // 2],
        "damaged.xlsx": sound[:700] + bytes(200) + sound[900:],
        "text.xlsx": b"Judul;Mitra\n",
        "book.csv": sound,
        "old.xls": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(5000),
        "wide.csv": b"Judul;Mitra" + b";x" * 1_000_000 + b"\n",
        "nul.csv": b"Judul;Mitra\n\0\0;\0\n",
        "noise.csv": bytes(range(256)) * 100,
        "formula.csv": f"Judul;Mitra\n{command};Kota Seberang\n".encode(),
        "quote.csv": b'Judul;Mitra\n"' + b"x\n" * 100_000,
        "nothing.csv": b"",
        "page.xls": b"<html><body><table><tr><td>Judul</td></tr></table></body></html>",
    }
