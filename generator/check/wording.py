"""From problems to findings: the place as line and column, the rule's sentences with their parameters."""

import re
from collections.abc import Callable, Iterable, Mapping
from functools import lru_cache

from generator.check.finding import Finding, Place, Problem
from generator.check.rules import RULES
from generator.levels import LEVELS
from generator.read.fault import Fault
from generator.read.places import Places, Position
from generator.text import Language, Text

ReadBytes = Callable[[str], bytes]

_TYPES = {"SINERGI": Text("Sinergi", "Sinergi")}
TERMS: dict[str, dict[str, Text]] = {
    "type": _TYPES,
    "found": _TYPES,
    "limit": {
        "minimum": Text("paling kecil", "at least"),
        "maximum": Text("paling besar", "at most"),
    },
    "level": {level: Text(name.id.lower(), name.en.lower()) for level, name in LEVELS.items()},
    "wanted": {
        "string": Text("teks", "text"),
        "integer": Text("bilangan bulat", "a whole number"),
        "boolean": Text("true atau false", "true or false"),
        "array": Text('daftar (baris berawalan "- ")', 'a list (lines starting with "- ")'),
        "object": Text("kelompok isian", "a group of keys"),
        **_TYPES,
    },
    "how": {
        "quote": Text("Apit nilainya dengan tanda petik.", "Put the value in quotes."),
        "string": Text(
            "Tulis satu teks saja, bukan daftar atau kelompok isian.",
            "Write one text, neither a list nor a group of keys.",
        ),
        "integer": Text(
            "Tulis angka saja, tanpa titik, koma, atau tanda petik.",
            "Write digits only, without separators or quotes.",
        ),
        "boolean": Text(
            "Tulis true (ya) atau false (tidak), tanpa tanda petik.",
            "Write true (yes) or false (no), without quotes.",
        ),
        "array": Text(
            'Tulis setiap butir pada baris sendiri di bawah kuncinya, diawali "- ".',
            'Write each entry on a line of its own below the key, starting with "- ".',
        ),
        "object": Text(
            'Tulis setiap isian sebagai "kunci: nilai" pada baris sendiri.',
            'Write each field as "key: value" on a line of its own.',
        ),
    },
    "form": {
        "id": Text(
            'Pakai huruf kecil, angka, dan tanda hubung saja, misalnya "dinas-kesehatan".',
            'Use small letters, digits and hyphens only, such as "dinas-kesehatan".',
        ),
        "line": Text(
            "Tulis dalam satu baris, tanpa spasi di awal dan akhir.",
            "Write it on one line, without blanks at either end.",
        ),
        "lines": Text(
            'Hapus spasi dan baris kosong di awal dan akhir; teks beberapa baris diawali "|-".',
            'Delete blanks and empty lines at either end; a text of several lines starts with "|-".',
        ),
        "source": Text("Tulis s1, s2, s3, dan seterusnya.", "Write s1, s2, s3 and so on."),
        "day": Text(
            'Tulis tanggal lengkap, misalnya "2026-11-24".', 'Write a whole date, such as "2026-11-24".'
        ),
        "language": Text(
            'Tulis kode bahasa, dua huruf kecil, misalnya "id".',
            'Write the code of a language, two small letters, such as "id".',
        ),
        "country": Text(
            'Tulis kode negara, dua huruf kapital, misalnya "MY".',
            'Write the code of a country, two capitals, such as "MY".',
        ),
        "region": Text(
            'Tulis kode wilayah, misalnya "73" atau "73.71".',
            'Write the code of a region, such as "73" or "73.71".',
        ),
        "affair": Text('Tulis kode urusan, misalnya "2.11".', 'Write the code of an affair, such as "2.11".'),
        "digest": Text(
            "Salin utuh: 64 angka dan huruf a sampai f.", "Copy it whole: 64 digits and letters a to f."
        ),
        "document": Text(
            "Tulis letaknya di dalam folder documents/ dengan huruf kecil, angka, - dan _, diakhiri .pdf, "
            '.docx, .odt, .xlsx, .ods, .csv, .txt, .jpg, .jpeg, atau .png, misalnya "2024/naskah.pdf".',
            "Write its place in the folder documents/ in small letters, digits, - and _, ending in .pdf, "
            '.docx, .odt, .xlsx, .ods, .csv, .txt, .jpg, .jpeg or .png, such as "2024/naskah.pdf".',
        ),
        "version": Text(
            'Tulis nomor versinya dalam tanda petik, misalnya "0.3.0".',
            'Write the version\'s number in quotes, such as "0.3.0".',
        ),
        "spdx": Text(
            "Tulis kode SPDX lisensinya, misalnya CC-BY-4.0.",
            "Write the licence's SPDX code, such as CC-BY-4.0.",
        ),
        "crest": Text(
            "Tulis letaknya di dalam folder documents/ dengan huruf kecil, angka, - dan _, diakhiri .svg "
            'atau .png, misalnya "lambang.svg".',
            "Write its place in the folder documents/ in small letters, digits, - and _, ending in .svg "
            'or .png, such as "lambang.svg".',
        ),
        "branch": Text(
            'Tulis nama cabangnya seperti pada repositorinya, misalnya "main".',
            'Write the branch\'s name as its repository has it, such as "main".',
        ),
        "folder": Text(
            'Tulis foldernya dari akar repositori, tanpa "/" di awal dan akhir dan tanpa "..", misalnya '
            '"data/register".',
            'Write the folder from the root of the repository, without "/" at either end and without "..", '
            'such as "data/register".',
        ),
        "other": Text("Lihat contoh pada aturan ini.", "See the example of this rule."),
    },
    "only": {
        "true": Text(" Bila tidak demikian, hapus barisnya.", " Otherwise delete the line."),
        "type": Text(
            " Jenis mengikuti folder: ganti nilainya, atau pindahkan berkasnya.",
            " The type follows the folder: change the value, or move the file.",
        ),
    },
    "kind": {
        "alias": Text("*", "*"),
        "anchor": Text("&", "&"),
        "tag": Text("!", "!"),
        "merge": Text("<<", "<<"),
    },
    "thing": {
        "link": Text("tautan simbolik", "a symbolic link"),
        "folder": Text("folder", "a folder"),
        "pipe": Text("pipa (FIFO)", "a named pipe"),
        "socket": Text("soket", "a socket"),
        "device": Text("berkas perangkat", "a device"),
    },
    "most": {
        "bytes": Text("256 KiB", "256 KiB"),
        "values": Text("5.000 baris atau 10.000 isian", "5,000 lines or 10,000 values"),
    },
    "why": {
        "site": Text("dipakai situs untuk halamannya sendiri", "used by the site for pages of its own"),
        "device": Text(
            "tidak dapat menjadi nama berkas di Windows", "it can be the name of no file on Windows"
        ),
    },
    "what": {
        "agreement": Text("perjanjian", "agreement"),
        "partner": Text("mitra", "partner"),
        "department": Text("perangkat daerah", "department"),
        "affair": Text("urusan pemerintahan", "government affair"),
    },
}
"""What a parameter's value is called in a message, by the parameter's name."""
LONGEST_WORD = 80
"""What a record says is repeated in messages only as far as a reader needs to recognise it."""
_KEPT_FILES = 8

HALF_YEAR = Text("semester {half} tahun {year}", "half-year {half} of {year}")
"""How a period of evaluation is called."""
_SHORT_PART = re.compile(r"(?<=-)[0-9](?![0-9])")

SENTENCES = {
    "guess": Text(' Mungkin maksudnya "{word}".', ' Perhaps "{word}" is meant.'),
    "fix": Text(" Jadi: {word}.", " Thus: {word}."),
    "keys": Text(" Kunci yang masih dapat dipakai di sini: {word}.", " Keys still possible here: {word}."),
    "twice": Text(': "{word}"', ': "{word}"'),
}
"""What is only said where there is something to say."""


def word_fault(file: str, fault: Fault, language: Language) -> Finding:
    """Give the finding for something the YAML subset refuses."""
    position = Position(fault.line, fault.column, fault.end_line, fault.end_column)
    related = tuple(Place(file, line, column) for line, column in fault.related)
    # A day of one digit would be refused next: the advice is to write it in full.
    params = {**fault.params, "date": _SHORT_PART.sub(r"0\g<0>", fault.params.get("text", ""))}
    return _word(fault.rule, file, position, params, related, None, language)


def word_problems(problems: Iterable[Problem], read_bytes: ReadBytes, language: Language) -> list[Finding]:
    """Give the findings for problems, reading the files they stand in to find their places."""
    findings = []
    # A file full of problems is looked into once.
    places_of = lru_cache(maxsize=_KEPT_FILES)(lambda file: Places(read_bytes(file)))
    for problem in problems:
        position = places_of(problem.spot.file).locate(problem.spot.path, key=problem.spot.key)
        related = tuple(
            Place(spot.file, place.line, place.column)
            for spot in problem.related
            for place in (places_of(spot.file).locate(spot.path, key=spot.key),)
        )
        finding = _word(
            problem.rule, problem.spot.file, position, problem.params, related, problem.fix, language
        )
        findings.append(finding)
    return findings


def _word(  # noqa: PLR0917  a finding has this many parts
    rule_id: str,
    file: str,
    position: Position,
    params: Mapping[str, str],
    related: tuple[Place, ...],
    fix: str | None,
    language: Language,
) -> Finding:
    rule = RULES[rule_id]
    words = {name: _word_param(name, value, language) for name, value in params.items()}
    return Finding(
        rule=rule.id,
        severity=rule.severity,
        file=file,
        line=position.line,
        column=position.column,
        end_line=position.end_line,
        end_column=position.end_column,
        message=rule.message.render(language, **words),
        help=rule.help.render(language, **words),
        related=related,
        fix=fix,
    )


def _word_param(name: str, value: str, language: Language) -> str:
    if name in SENTENCES:
        return SENTENCES[name].render(language, word=value) if value else ""
    if name == "period":
        year, half = value.split("-")
        return HALF_YEAR.render(language, year=year, half=half)
    term = TERMS.get(name, {}).get(value)
    if term:
        return term.render(language)
    if name not in ("known", "basis") and len(value) > LONGEST_WORD:
        value = f"{value[:LONGEST_WORD]}…"
    return value.replace("\n", "↵")
