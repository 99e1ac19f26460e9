"""What numbers and addresses of persons look like, however they are written down.

A text is first flattened: what only looks like a digit or a sign becomes it. The patterns say nothing that
Python and JavaScript read differently, for the form is handed them too (``exports/form_contract.py``).
"""

import re
import unicodedata
from collections.abc import Iterable

from generator.read.characters import drop_unseen

_L = r"a-z0-9_\u00c0-\u024f\u1e00-\u1eff"
# Those of mail, in any writing: what they may not hold is named, for a wide range takes long to make ready.
_IN_LOCAL = r"[^\x00-\x24&-*,/:-@[-\^`{-\u00a0]"
_IN_LABEL = r"[^\x00-,./:-@[-\^`{-\u00a0]"
_IN_TOP = r"[^\x00-@[-`{-\u00a0]"
_START, _END = f"(?<![{_L}])", f"(?![{_L}])"
_GAP = "[ .()-]{0,2}"
_S = "[ .-]{0,2}"
_D = "[0-9]"
_DAY, _MONTH = "(?:0[1-9]|[12][0-9]|3[01])", "(?:0[1-9]|1[0-2])"
# Women's have 40 added.
_BIRTHDAY = "(?:0[1-9]|[12][0-9]|3[01]|4[1-9]|[56][0-9]|7[01])"
_PROVINCE = "(?:1[1-9]|21|3[1-6]|5[1-3]|6[1-5]|7[1-6]|8[12]|9[1-79])"


def _either(*patterns: str) -> str:
    return f"(?:{'|'.join(patterns)})"


def _digits(least: int, most: int, gap: str = _S) -> str:
    return f"{_D}(?:{gap}{_D}){{{least - 1},{most - 1}}}(?!{_D})"


# Begun only where a run of letters begins: begun anywhere in a long text it would take hours.
_LOCAL, _LABEL, _TOP = f"(?<!{_IN_LOCAL}){_IN_LOCAL}+", f"{_IN_LABEL}{{1,63}}", f"{_IN_TOP}{{2,24}}"
_AT, _DOT = "[\\[({<] ?(?:at|et|@) ?[\\])}>]", "(?:\\.| ?[\\[({<] ?(?:dot|titik|\\.) ?[\\])}>] ?)"
_MAILERS = "gmail|googlemail|yahoo|ymail|rocketmail|hotmail|outlook|icloud"
_MAIL = f"{_LOCAL}@(?!{_D}x\\.){_LABEL}(?:\\.{_LABEL}){{0,6}}\\.{_TOP}"
_HOST = f"{_LABEL}(?:{_DOT}{_LABEL}){{0,6}}{_DOT}{_TOP}"
_MAILS = f"{_LOCAL}(?=[ @\\[({{<])" + _either(
    f" ?@ ?{_HOST}",
    f" ?{_AT} ?{_HOST}",
    f" (?:at|et) {_LABEL}(?: (?:dot|titik) {_LABEL}){{1,6}}",
    # Without brackets or a spelt point only where nobody's page is meant: mail of persons is there.
    f" (?:at|et|di) (?:{_MAILERS})\\.{_TOP}",
)

# Year, month and day of birth, year and month of appointment (or a code from 21 on), sex, a number in line.
_NIP_PARTS = ("(?:19|20)", "[0-9]{2}", _MONTH, _DAY, "(?:19|20)", "[0-9]{2}", "(?:0[1-9]|[12][0-9])", "[12]")
_NIP = f"(?<!{_D}){_S.join((*_NIP_PARTS, '[0-9]{3}'))}(?!{_D})"
_CARDS = "nik|ktp|kk|kartu keluarga|kartu tanda penduduk|kependudukan"
_FOUR = f"{_D}{{4}}(?!{_D})"
# Region, day of birth, month, year, a number in line.
_NIK = _either(
    f"(?<!{_D})[1-9]{_D}[ .-]?{_D}{{2}}[ .-]?{_D}{{2}}[ .-]?{_BIRTHDAY}{_MONTH}{_D}{{2}}[ .-]?{_FOUR}",
    f"(?<!{_D})[1-9]{_D}{{3}}[ .-]{_D}{{2}}{_BIRTHDAY}[ .-]{_MONTH}{_D}{{2}}[ .-]{_FOUR}",
    f"(?<!{_D})[1-9](?: {_D}){{15}}(?! ?{_D})",
    f"{_START}(?:{_CARDS}){_END}[^0-9]{{0,20}}{_digits(16, 16)}",
)
_NIPS = _either(
    _NIP,
    f"{_START}(?:nip|ni pppk|nipppk|nuptk|nidn|nrp){_END}[^0-9]{{0,12}}{_digits(8, 18)}",
)
_NPWP = _either(
    f"(?<!{_D}){_D}{{2}}[. ]{_D}{{3}}[. ]{_D}{{3}}[. ]{_D}[ .-]{_D}{{3}}[. ]{_D}{{3}}(?!{_D})",
    f"{_START}(?:npwp|pokok wajib pajak){_END}[^0-9]{{0,20}}{_digits(15, 16)}",
)

# Thousands with points between them are an amount; the codes of a budget and years are no accounts either.
_NO_ACCOUNT = (
    f"(?![1-9]{_D}{{0,2}}(?:\\.{_D}{{3}})+(?!\\.?[0-9]|-)|[1-9]\\.{_D}{{1,2}}\\.{_D}{{2}}\\."
    f"|(?:(?:19|20){_D}{{2}}[ -]{{1,3}}){{2}}(?:19|20){_D}{{2}})"
)
_BANK = "bank [a-z]{2,12}(?: [a-z]{2,12})?|bri|bni|bca|btn|bsi|bpd(?: diy)?|danamon|permata|muamalat"
_ACCOUNT = _either(
    f"(?<!kode ){_START}(?:no)?rek(?:ening)?{_END}[^0-9]{{0,40}}{_NO_ACCOUNT}"
    f"{_D}(?:[ .-]{{0,3}}{_D}){{8,17}}",
    f"{_START}(?:virtual account|account number|va){_END}[^0-9]{{0,20}}{_digits(10, 18)}",
    f"{_START}(?:{_BANK}){_END}[^0-9]{{0,20}}{_NO_ACCOUNT}{_digits(10, 16)}",
    # Its name is a common word.
    f"{_START}mandiri{_END}[^0-9]{{0,20}}1{_D}{{2}}[ .-]?{_D}{{2}}[ .-]?{_D}{{7}}[ .-]?{_D}(?!{_D})",
)

# A number of a letter has strokes in it too, but none of its parts begins as the next telephone does.
_NO_LETTER = f"(?![{_L}]|/(?! ?(?:\\+62|62|0){_GAP}8))"
_MOBILE = _either(
    f"(?:\\+62|62|0){_GAP}8[1-9]{_D}?{_GAP}{_D}{{3,4}}{_GAP}{_D}{{3,5}}{_NO_LETTER}",
    f"(?:\\+62|62|0){_GAP}8[1-9]{_D}(?:{_GAP}{_D}){{7,9}}{_NO_LETTER}",
    f"0[ .-]?8[1-9]?(?:[ .-]{_D}{{2}}){{4,6}}{_NO_LETTER}",
    f"(?:6 2|0) 8(?: {_D}){{8,11}}(?! ?{_D})",
)
_NAMES_OF_PHONES = (
    "telp|telepon|telpon|tel|tlp|tlpn|wa|whatsapp|hp|handphone|ponsel|phone|fax|faks|kontak|narahubung|hubungi"
    "|sms|cp"
)
_A_YEAR = f"(?:19|20){_D}{{2}}(?!{_D})"
_PHONE = _either(
    f"(?<![{_L}])(?<![0-9a-z]/)(?<![0-9][.-])(?:{_MOBILE})",
    f"{_START}(?:{_NAMES_OF_PHONES}){_END}[^0-9]{{0,12}}"
    + _either(
        # A line that costs the caller nothing is nobody's.
        f"(?!0 ?800)(?:62|0)[0-9 .()-]{{7,14}}{_D}",
        f"0[2-9]{_D}{{1,2}} ?/ ?{_D}{{3,4}}[ ./-]?(?!{_A_YEAR}){_D}{{2,5}}(?!{_D}| ?/ ?{_A_YEAR})",
    ),
    f"\\+ ?62(?:{_GAP}{_D}){{7,12}}(?!{_D})",
    f"\\(0[2-9]{_D}{{1,2}}\\) ?{_D}{{3,4}}[ .-]?{_D}{{2,5}}(?!{_D})",
)

_PAPER = _either(
    f"{_START}(?:paspor|passport){_END}[^0-9]{{0,20}}{_D}{{6,8}}(?!{_D})",
    f"{_START}(?:sim|surat izin mengemudi){_END}[^0-9]{{0,15}}{_digits(12, 14)}",
)
_MONTHS = "(?:jan|feb|mar|apr|mei|may|jun|jul|ag|aug|sep|okt|oct|nov|des|dec)[a-z]{0,7}\\.?"
_DATE = _either(
    f"{_D}{{1,2}}[ ./-](?:{_MONTHS}|{_D}{{1,2}})[ ./-](?:19|20){_D}{{2}}",
    f"(?:19|20){_D}{{2}}-{_D}{{2}}-{_D}{{2}}",
)
# These words go before the day of something else: services for all who are born from then on.
_ELSE = "sejak|mulai|setelah|sesudah|sebelum|sampai|hingga"
# A full stop ends the sentence, but not where it shortens the word before a place's name.
_BEFORE = f"(?:(?!{_ELSE})[^0-9.;]|(?<=kab|kec|kel|kep)\\.|(?<= d)\\.|(?<=d\\.i)\\.)"
_BIRTH = (
    f"(?<!hari )(?<!baru )(?:{_START}lahir di {_BEFORE}{{2,40}}"
    f"|{_START}lahir(?: (?:pada )?(?:tanggal|tgl)\\.?)?[ :,]{{1,2}}"
    f"|{_START}(?:tempat|tanggal|tgl\\.?) lahir{_BEFORE}{{0,40}}"
    f"|{_START}ttl{_END}{_BEFORE}{{0,40}})(?:{_DATE})"
)

TEXT_PATTERNS: tuple[tuple[str, str], ...] = (
    ("KS705", _MAILS),
    ("KS702", _NIPS),
    ("KS701", _NIK),
    ("KS703", _NPWP),
    ("KS706", _ACCOUNT),
    ("KS704", _PHONE),
    ("KS707", _PAPER),
    ("KS708", _BIRTH),
)
"""By rule, what stands for a person in a text."""

WHOLE = frozenset(("KS705", "KS708"))
"""The rules of which an allowed value must hold all that is found: a host or a day is many persons'."""

_ALONE, _DONE = "(?<![0-9a-z])", "(?![0-9a-z])"
ADDRESS_PATTERNS: tuple[tuple[str, str], ...] = (
    ("KS705", _MAIL),
    ("KS702", _either(f"{_ALONE}{''.join((*_NIP_PARTS, '[0-9]{3}'))}{_DONE}", f"nip={_D}{{18}}")),
    (
        "KS701",
        _either(
            f"{_ALONE}{_PROVINCE}{_D}{{4}}{_BIRTHDAY}{_MONTH}{_D}{{6}}{_DONE}", f"(?:nik|ktp)={_D}{{16}}"
        ),
    ),
    ("KS703", f"npwp={_D}{{15,16}}"),
    ("KS706", f"rek(?:ening)?=[a-z ]{{0,12}}{_digits(10, 16)}"),
    ("KS704", f"{_ALONE}(?:62|0)8[1-9]{_D}[ -]?{_D}{{3,4}}[ -]?{_D}{{3,5}}{_DONE}"),
)
"""The same in the address of a page, which may hold any number and sign: only what is unmistakable."""

AMOUNT = "(?:Rp\\.?|IDR) ?[1-9][0-9]{0,2}(?:\\.[0-9]{3})+(?!\\.?[0-9])"
"""The many digits of a text are mostly those of an amount: Rp530.000.000."""
WORTH = (
    "@|[0-9](?:[ ./()-]{0,3}[0-9]){8}|(?:at|et) ?[\\])}>]| (?:dot|titik) |lahir|ttl|paspor|passport|nrp"
    f"| (?:at|et|di) (?:{_MAILERS})\\."
)
"""What a flattened text holds that is worth a closer look."""

_ENTITY = re.compile(r"&(?:#x([0-9a-f]{1,6})|#([0-9]{1,7})|(commat|period));?", re.IGNORECASE)
_PERCENT = re.compile(r"%([0-7][0-9a-f])", re.IGNORECASE)
_NAMED = {"commat": "@", "period": "."}
_DASHES = re.compile("[\u2010-\u2015\u2212]")
_BLANKS = re.compile(r"[\t\n\r]")
_HIGHEST = 0x10FFFF


def flatten(text: str) -> str:
    """Give a text with each digit and sign as it is typed, whatever stands for it."""
    if "&" in text:
        text = _ENTITY.sub(_read_entity, text)
    if "%" in text:
        for _ in range(2):
            text = _PERCENT.sub(lambda found: chr(int(found[1], 16)), text)
    if not text.isascii():
        text = drop_unseen(unicodedata.normalize("NFKC", text))
        text = "".join(one if one.isascii() else str(unicodedata.decimal(one, one)) for one in text)
        text = _DASHES.sub("-", text)
    return _BLANKS.sub(" ", text)


def _read_entity(found: re.Match[str]) -> str:
    if found[3]:
        # A letter of another language may pass for one of the name's: what bears it is no entity.
        return _NAMED.get(found[3].lower(), found[0])
    number = int(found[1], 16) if found[1] else int(found[2])
    return chr(number) if number <= _HIGHEST else found[0]


def compile_patterns(patterns: Iterable[tuple[str, str]]) -> tuple[tuple[str, re.Pattern[str]], ...]:
    """Give patterns ready for use."""
    return tuple((rule, re.compile(pattern, re.IGNORECASE)) for rule, pattern in patterns)
