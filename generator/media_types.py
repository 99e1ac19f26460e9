"""Media types: what each kind of file of a site is called, by the ending of its name."""

from pathlib import PurePosixPath

MEDIA_TYPES = {
    "html": "text/html",
    "css": "text/css",
    "js": "text/javascript",
    "json": "application/json",
    "csv": "text/csv",
    "ics": "text/calendar",
    "yaml": "application/yaml",
    "xml": "application/xml",
    "jsonl": "application/jsonl",
    "ndjson": "application/x-ndjson",
    "jsonld": "application/ld+json",
    "geojson": "application/geo+json",
    "webmanifest": "application/manifest+json",
    "txt": "text/plain",
    "md": "text/markdown",
    "conf": "text/plain",
    "svg": "image/svg+xml",
    "png": "image/png",
    "jpg": "image/jpeg",
    "jpeg": "image/jpeg",
    "gif": "image/gif",
    "webp": "image/webp",
    "ico": "image/x-icon",
    "woff2": "font/woff2",
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "odt": "application/vnd.oasis.opendocument.text",
    "ods": "application/vnd.oasis.opendocument.spreadsheet",
    "zip": "application/zip",
    "sqlite": "application/vnd.sqlite3",
}
"""By the ending without its dot."""
FEED, FEED_TYPE = "feed.xml", "application/atom+xml"
"""A feed's name, which its ending does not tell from that of other XML."""
UNKNOWN = "application/octet-stream"
TEXTS = tuple(dict.fromkeys(kind for kind in MEDIA_TYPES.values() if kind.startswith("text/")))
"""Those that do not say by themselves that they are UTF-8, and must be told so."""


def find_media_type(path: str) -> str:
    """Give what a file is called by its path; with its encoding, where the name alone does not say it."""
    name = PurePosixPath(path)
    kind = FEED_TYPE if name.name == FEED else MEDIA_TYPES.get(name.suffix.removeprefix(".").lower(), UNKNOWN)
    return f"{kind}; charset=utf-8" if kind in TEXTS else kind
