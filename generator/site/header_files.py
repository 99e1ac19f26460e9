"""Header files: the headers as servers read them, for Netlify and Cloudflare Pages and for nginx."""

import re
from collections.abc import Iterator

from generator.addresses import FORM_OFFLINE, HOST_HEADERS, SEARCH_PARTS, STYLES
from generator.exports.sink import OpenFile
from generator.media_types import FEED, FEED_TYPE, MEDIA_TYPES, TEXTS, UNKNOWN
from generator.site.headers import ASKED, HEADERS, LASTING, OFFLINE_FORMS, SAVED, TRANSPORT

_FEWEST_BYTES = 1024
"""What is shorter is not packed on the way."""
_PACKED_ON_THE_WAY = tuple(
    kind
    for kind in dict.fromkeys((*MEDIA_TYPES.values(), FEED_TYPE))
    # nginx packs pages anyway, and is not to be kept busy with a whole database.
    if kind != "text/html" and (kind.startswith("text/") or kind.endswith(("xml", "yaml", "json", "jsonl")))
)


def render_host_headers() -> str:
    """Give the headers as Netlify and Cloudflare Pages read them.

    No address has the same header by two rules: the one host would send the nearer, the other both.
    """
    blocks = [
        ("/*", [f"{header.name}: {header.value}" for header in (*HEADERS, TRANSPORT)]),
        (f"/{STYLES}*", [f"Cache-Control: {LASTING}"]),
    ]
    for form in OFFLINE_FORMS:
        # Such hosts hand out a page without its ending too.
        blocks += [
            (f"/{place}", [f"Content-Disposition: {SAVED}"]) for place in (form, form.removesuffix(".html"))
        ]
    return "".join(f"{place}\n" + "".join(f"  {line}\n" for line in lines) for place, lines in blocks)


def write_host_headers(open_file: OpenFile) -> None:
    """Write the headers at the top of the site."""
    with open_file(HOST_HEADERS) as file:
        file.write(render_host_headers().encode())


def render_nginx() -> str:
    """Give the headers, types and ways of a site as nginx reads them: one file for one server."""
    return _NGINX.format(
        asked=ASKED,
        lasting=LASTING,
        styles=re.escape(STYLES),
        parts=re.escape(SEARCH_PARTS),
        form=re.escape(FORM_OFFLINE),
        saved=SAVED.replace('"', r"\""),
        transport=TRANSPORT.value,
        headers="\n".join(_iterate_headers()),
        types="\n".join(_iterate_types()),
        unknown=UNKNOWN,
        texts=" ".join(kind for kind in TEXTS if kind != "text/html"),
        packed="\n        ".join(_PACKED_ON_THE_WAY),
        fewest=_FEWEST_BYTES,
        feed=FEED.replace(".", r"\."),
        feed_type=FEED_TYPE,
    )


def _iterate_headers() -> Iterator[str]:
    for header in (*HEADERS, TRANSPORT._replace(value="$registri_transport")):
        yield f"    # {header.reason[:1].upper()}{header.reason[1:]}."
        yield f'    add_header {header.name} "{header.value}" always;'


def _iterate_types() -> Iterator[str]:
    for kind in dict.fromkeys(MEDIA_TYPES.values()):
        endings = " ".join(ending for ending, other in MEDIA_TYPES.items() if other == kind)
        yield f"        {kind} {endings};"


_NGINX = r"""# Server web untuk situs register (nginx 1.18 atau lebih baru). Berkas ini dibuat dari
# generator/site/headers.py dan generator/site/header_files.py; yang perlu diubah hanya server_name dan root.
# Salin ke /etc/nginx/sites-available/, lalu buat tautannya di sites-enabled/.

# Berapa lama sebuah jawaban boleh disimpan. Yang tidak berhasil tidak pernah disimpan lama,
# dan tidak ada yang dapat memintanya dengan menambah ?... pada alamat lain.
map "$status $request_uri" $registri_cache {{
    default "{asked}";
    "~^(?:200|206|304) [^?]*/{styles}[^/?]+\.[0-9a-f]{{8}}\.min\.css(?:\?|$)" "{lasting}";
    "~^(?:200|206|304) [^?]*/{parts}[^/?]+\.json\?[0-9a-f]{{8}}$" "{lasting}";
}}
# Formulir satu berkas disimpan ke komputer; naskah di dalamnya tidak dijalankan di situs.
map $uri $registri_disposition {{
    default "";
    "~/{form}$" "{saved}";
}}
# Hanya lewat HTTPS, juga bila HTTPS berakhir pada server di depan server ini.
map "$scheme $http_x_forwarded_proto" $registri_transport {{
    default "";
    "~https" "{transport}";
}}

server {{
    listen 80;
    listen [::]:80;
    server_name kerja-sama.kota.example;
    root /srv/www/kerja-sama;

{headers}
    add_header Cache-Control $registri_cache always;
    add_header Content-Disposition $registri_disposition always;
    server_tokens off;

    # Kembaran yang dimampatkan registri build --compress; yang lain dimampatkan sambil dikirim.
    gzip_static on;
    # brotli_static on;    # setelah: apt install libnginx-mod-http-brotli-static
    gzip on;
    gzip_vary on;
    gzip_proxied any;
    gzip_min_length {fewest};
    gzip_types
        {packed};

    types {{
{types}
    }}
    default_type {unknown};
    charset utf-8;
    charset_types {texts};

    index index.html;
    absolute_redirect off;
    error_page 403 404 =404 /404.html;

    # Jangan tambahkan add_header di dalam location: yang di atas lalu tidak berlaku di sana.
    location / {{
        try_files $uri $uri/ =404;
    }}
    # Berkas yang diawali titik bukan bagian situs.
    location ~ /\.(?!well-known/) {{
        return 404;
    }}
    location ~ /{feed}$ {{
        types {{ }}
        default_type {feed_type};
        try_files $uri =404;
    }}
}}
"""
