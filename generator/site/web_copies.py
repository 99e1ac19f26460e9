"""A copy of a site at a web address: fetched file by file from that one host, within bounds of time and size.

The host is asked directly, past any proxy of the environment, and is not left: what it answers with the way
to another host is refused. Nothing that it sends is written down.
"""

import hashlib
import http.client
import socket
import ssl
import time
import urllib.error
import urllib.request
import zlib
from collections.abc import Mapping
from email.message import Message
from http import HTTPStatus
from typing import IO, Any
from urllib.parse import quote, urlsplit

from generator.addresses import MANIFEST
from generator.refusal import RefusalError
from generator.site.copies import MOST_MANIFEST_BYTES, OTHER, Rebuilt, Surplus
from generator.text import Text

MOST_SECONDS = 3600
"""How long the fetching of a whole site may take."""

_SECONDS = 30
_NOT_FOUND_PAGE = "404.html"
_GONE = (HTTPStatus.NOT_FOUND, HTTPStatus.GONE)
_ASKED = {"User-Agent": "registri", "Accept-Encoding": "identity"}
_PORTS = {"http": 80, "https": 443}

_NO_ADDRESS = Text(
    '"{url}" bukan alamat situs. Tulis alamat yang diawali http:// atau https://, tanpa nama dan kata sandi, '
    "tanda tanya, atau tanda pagar.",
    '"{url}" is no address of a site. Write one that begins with http:// or https://, without name and '
    "password, question mark or hash.",
)
_SILENT = Text("{url} tidak dapat diambil: {reason}.", "{url} can't be fetched: {reason}.")
_ELSEWHERE = Text(
    "{url} mengarahkan ke situs lain ({target}). Hanya situs yang disebut yang diperiksa; bila situs lain "
    "itu yang dimaksud, sebutkan alamatnya.",
    "{url} leads to another site ({target}). Only the site that was named is looked at; if the other is "
    "meant, name its address.",
)
_NO_SITE = Text(
    "Di {url} tidak ada situs register: {name} tidak ada.", "There is no register's site at {url}: no {name}."
)
_TOO_LARGE = Text("{url} terlalu besar untuk sebuah situs register.",
                  "{url} is too large for a register's site.")  # fmt: skip
_TOO_LONG = Text(
    "Pengambilan berkas dari {url} melewati {minutes} menit dan dihentikan. Periksa sebagian saja, misalnya "
    "dengan --files 'statistik/*'.",
    "Fetching from {url} has taken more than {minutes} minutes and was stopped. Look at a part, such as "
    "with --files 'statistik/*'.",
)
_REFUSED = Text("{url} tidak dapat diambil: server menjawab {status}.",
                "{url} can't be fetched: the server answers {status}.")  # fmt: skip
_PACKED = Text("{url} dikirim terkemas dengan cara yang tidak dikenal ({encoding}).",
               "{url} is sent packed in an unknown way ({encoding}).")  # fmt: skip
_BROKEN = Text("{url} tidak terkirim seluruhnya. Coba lagi.", "{url} was not sent whole. Try again.")


_REASONS: tuple[tuple[type[Exception], Text], ...] = (
    (socket.gaierror, Text("nama server itu tidak dikenal", "the server's name is not known")),
    (TimeoutError, Text("server tidak menjawab pada waktunya", "the server does not answer in time")),
    (ConnectionRefusedError, Text("server menolak sambungan", "the server refuses the connection")),
    (ConnectionError, Text("sambungan terputus", "the connection broke")),
    (ssl.SSLError, Text("sambungan aman tidak dapat dibuat", "no secure connection can be made")),
    (
        http.client.HTTPException,
        Text("jawaban server tidak dapat dibaca", "the server's answer can't be read"),
    ),
)


def _word(error: Exception) -> Text | str:
    """Give in plain words why nothing was fetched."""
    reason = getattr(error, "reason", error)
    known = next((text for kind, text in _REASONS if isinstance(reason, kind)), None)
    return known or str(reason) or type(error).__name__


class _ElsewhereError(Exception):
    """The host leads to another."""


class _SameHost(urllib.request.HTTPRedirectHandler):
    """Follows a host to another place of its own, or to the same by https, and nowhere else."""

    def redirect_request(  # noqa: PLR0917  the library's own
        self,
        req: urllib.request.Request,
        fp: IO[bytes],
        code: int,
        msg: str,
        headers: Message,
        newurl: str,
    ) -> urllib.request.Request | None:
        """Give the next request of the same host."""
        if not _is_same(req.full_url, newurl):
            raise _ElsewhereError(newurl)
        return super().redirect_request(req, fp, code, msg, headers, newurl)  # type: ignore[arg-type]


def _is_same(url: str, other: str) -> bool:
    here, there = urlsplit(url), urlsplit(other)
    try:
        ports = [part.port or _PORTS.get(part.scheme, 0) for part in (here, there)]
    except ValueError:
        return False
    if here.hostname != there.hostname or there.username is not None:
        return False
    if here.scheme == there.scheme:
        return ports[0] == ports[1]
    return (here.scheme, there.scheme, *ports) == ("http", "https", 80, 443)


class WebCopy:
    """A site that a server gives out under an address."""

    def __init__(self, url: str) -> None:
        """Take an address of a site or of its first page. Raises RefusalError for anything else."""
        try:
            parts = urlsplit(url)
            is_plain = parts.scheme in _PORTS and bool(parts.hostname) and parts.username is None
            is_plain = is_plain and not parts.query and not parts.fragment and parts.port != 0
        except ValueError:
            is_plain = False
        if not is_plain or not url.isprintable() or " " in url or not url.isascii():
            raise RefusalError(_NO_ADDRESS, url=url)
        self._url = url.removesuffix("index.html").rstrip("/") + "/"
        self._opener = urllib.request.build_opener(urllib.request.ProxyHandler({}), _SameHost())
        self._until = time.monotonic() + MOST_SECONDS

    def begin(self) -> None:
        """Count the time from now on: what was built before takes none of it."""
        self._until = time.monotonic() + MOST_SECONDS

    def read_manifest(self) -> bytes:
        """Give the manifest at the address, as ``Copy`` says."""
        content = self._fetch(MANIFEST, MOST_MANIFEST_BYTES)
        if content is None:
            raise RefusalError(_NO_SITE, url=self._url, name=MANIFEST)
        if len(content) > MOST_MANIFEST_BYTES:
            raise RefusalError(_TOO_LARGE, url=self._url + MANIFEST)
        return content

    def hash_file(self, name: str, size: int) -> str | None:
        """Give the hash of what the server gives out for a file, as ``Copy`` says."""
        content = self._fetch(name, size)
        if content is None:
            return None
        return OTHER if len(content) != size else hashlib.sha256(content).hexdigest()

    def list_surplus(self, rebuilt: Mapping[str, Rebuilt]) -> Surplus:  # noqa: ARG002  as ``Copy`` says
        """Give nothing: no server tells which files it has."""
        return Surplus((), ())

    def _fetch(self, name: str, most: int) -> bytes | None:
        """Give a file, cut where it is longer than ``most`` bytes; None where the server has none."""
        url = self._url + quote(name)
        left = self._until - time.monotonic()
        if left <= 0:
            raise RefusalError(_TOO_LONG, url=self._url, minutes=str(MOST_SECONDS // 60))
        request = urllib.request.Request(url, headers=_ASKED)  # noqa: S310  the scheme was looked at
        try:
            with self._opener.open(request, timeout=min(_SECONDS, left)) as answer:
                return self._read(answer, url, most)
        except _ElsewhereError as error:
            raise RefusalError(_ELSEWHERE, url=url, target=str(error)[:200]) from None
        except urllib.error.HTTPError as error:
            with error:
                if error.code in _GONE and name != _NOT_FOUND_PAGE:
                    return None
                if error.code in _GONE:
                    # That page is what a server answers with where it has none.
                    return self._read(error, url, most)
                raise RefusalError(_REFUSED, url=url, status=str(error.code)) from None
        except zlib.error:
            raise RefusalError(_BROKEN, url=url) from None
        except (OSError, http.client.HTTPException, ValueError) as error:
            raise RefusalError(_SILENT, url=url, reason=_word(error)) from None

    def _read(self, answer: Any, url: str, most: int) -> bytes:  # noqa: ANN401  two kinds of answers
        """Read an answer, stretch by stretch: who sends drop by drop is not waited for without end."""
        encoding = (answer.headers.get("Content-Encoding") or "identity").strip().lower()
        if encoding not in ("identity", "gzip", "x-gzip"):
            raise RefusalError(_PACKED, url=url, encoding=encoding[:20])
        unpacker = None if encoding == "identity" else zlib.decompressobj(zlib.MAX_WBITS | 16)
        announced = answer.headers.get("Content-Length") or ""
        content, received = bytearray(), 0
        while len(content) <= most:
            if time.monotonic() > self._until:
                raise RefusalError(_TOO_LONG, url=self._url, minutes=str(MOST_SECONDS // 60))
            stretch = answer.read1(1 << 16)
            if not stretch:
                is_cut = announced.isdecimal() and received < int(announced)
                if is_cut or (unpacker and received and not unpacker.eof):
                    raise RefusalError(_BROKEN, url=url)
                break
            received += len(stretch)
            content += unpacker.decompress(stretch, most + 1 - len(content)) if unpacker else stretch
        return bytes(content[: most + 1])
