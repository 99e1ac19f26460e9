"""A copy of a site at a web address: fetched file by file from that one host, within bounds of time and size.

The host is asked directly, past any proxy of the environment, and is not left: what it answers with the way
to another host is refused. Nothing that it sends is written down.
"""

import hashlib
import http.client
import io
import socket
import ssl
import time
import urllib.error
import urllib.request
import zlib
from collections.abc import Callable, Mapping
from email.message import Message
from functools import partial
from http import HTTPStatus
from typing import IO, Any
from urllib.parse import quote, urlsplit

from generator.addresses import HOST_HEADERS, MANIFEST
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
_STRETCH = 1 << 16
# Who packs well never sends more than this beside what is unpacked.
_MOST_PACKING = 1 << 16

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


class _Patience(io.RawIOBase):
    """What comes from a socket, as long as there is time: who sends drop by drop is not waited for."""

    def __init__(self, raw: Any, sock: socket.socket, wait: Callable[[], float]) -> None:  # noqa: ANN401
        super().__init__()
        self._raw, self._sock, self._wait = raw, sock, wait

    def readable(self) -> bool:
        """Whether it can be read: always."""
        return True

    def readinto(self, buffer: Any, /) -> int | None:  # noqa: ANN401  as the library says
        """Take the next bytes."""
        self._sock.settimeout(self._wait())
        count: int | None = self._raw.readinto(buffer)
        return count

    def close(self) -> None:
        """Let go of the socket."""
        self._raw.close()
        super().close()


class _Answer(http.client.HTTPResponse):
    """An answer whose head too, and all that may stand before it, must come in time."""

    def __init__(self, wait: Callable[[], float], sock: socket.socket, *args: Any, **named: Any) -> None:  # noqa: ANN401
        super().__init__(sock, *args, **named)
        self.fp = io.BufferedReader(_Patience(self.fp.detach(), sock, wait))


class _Web(urllib.request.AbstractHTTPHandler):
    """Asks a host by HTTP or HTTPS; ``wait`` gives how many seconds there are for the next bytes."""

    def __init__(self, wait: Callable[[], float]) -> None:
        super().__init__()
        self._wait = wait

    def http_open(self, req: urllib.request.Request) -> http.client.HTTPResponse:
        """Ask in the open."""
        return self.do_open(partial(self._connect, http.client.HTTPConnection), req)

    def https_open(self, req: urllib.request.Request) -> http.client.HTTPResponse:
        """Ask a host that proves who it is."""
        return self.do_open(partial(self._connect, http.client.HTTPSConnection), req)

    def http_request(self, req: urllib.request.Request) -> urllib.request.Request:
        """Add what every request says."""
        return self.do_request_(req)

    https_request = http_request

    def _connect(self, kind: type[http.client.HTTPConnection], host: str, **named: Any) -> Any:  # noqa: ANN401
        connection = kind(host, **named)
        connection.response_class = partial(_Answer, self._wait)  # type: ignore[assignment]
        return connection


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

    withheld = frozenset((HOST_HEADERS,))

    def __init__(self, url: str, seconds: int = MOST_SECONDS, too_long: Text = _TOO_LONG) -> None:
        """Take an address of a site or of its first page. Raises RefusalError for anything else.

        ``seconds`` are all that may pass, ``too_long`` says so where they have.
        """
        try:
            parts = urlsplit(url)
            is_plain = parts.scheme in _PORTS and bool(parts.hostname) and parts.username is None
            is_plain = is_plain and not parts.query and not parts.fragment and parts.port != 0
        except ValueError:
            is_plain = False
        if not is_plain or not url.isprintable() or " " in url or not url.isascii():
            raise RefusalError(_NO_ADDRESS, url=url)
        self._url = url.removesuffix("index.html").rstrip("/") + "/"
        self._opener = urllib.request.OpenerDirector()
        # Those handlers alone: there is none for files, other protocols or proxies.
        for handler in (
            _Web(self._wait), _SameHost(), urllib.request.HTTPErrorProcessor(),
            urllib.request.HTTPDefaultErrorHandler(),
        ):  # fmt: skip
            self._opener.add_handler(handler)
        self._seconds, self._too_long = seconds, too_long
        self.begin()

    def begin(self) -> None:
        """Count the time from now on: what was built before takes none of it."""
        self._until = time.monotonic() + self._seconds

    def read_file(self, name: str, most: int) -> bytes | None:
        """Give what the server gives out for a file; None where it has none.

        Raises RefusalError for one of more than ``most`` bytes, as for what can't be fetched.
        """
        content = bytearray()
        length = self._fetch(name, most, content.extend)
        if length is not None and length > most:
            raise RefusalError(_TOO_LARGE, url=self._url + name)
        return None if length is None else bytes(content)

    def read_manifest(self) -> bytes:
        """Give the manifest at the address, as ``Copy`` says."""
        content = self.read_file(MANIFEST, MOST_MANIFEST_BYTES)
        if content is None:
            raise RefusalError(_NO_SITE, url=self._url, name=MANIFEST)
        return content

    def hash_file(self, name: str, size: int) -> str | None:
        """Give the hash of what the server gives out for a file, as ``Copy`` says."""
        digest = hashlib.sha256()
        length = self._fetch(name, size, digest.update)
        if length is None:
            return None
        return OTHER if length != size else digest.hexdigest()

    def list_surplus(self, rebuilt: Mapping[str, Rebuilt]) -> Surplus:  # noqa: ARG002  as ``Copy`` says
        """Give nothing: no server tells which files it has."""
        return Surplus((), ())

    def _wait(self) -> float:
        """Give how many seconds there are for the next bytes. Raises RefusalError where the time is over."""
        left = self._until - time.monotonic()
        if left <= 0:
            raise RefusalError(self._too_long, url=self._url, minutes=str(self._seconds // 60))
        return min(_SECONDS, left)

    def _fetch(self, name: str, most: int, take: Callable[[bytes], object]) -> int | None:
        """Hand over a file, stretch by stretch, and give its length; None where the server has none.

        Of one that is longer than ``most`` bytes the rest is left, and its length given as one more.
        """
        url = self._url + quote(name)
        try:
            answer = self._open(url, is_file=name != _NOT_FOUND_PAGE)
            if answer is None:
                return None
            with answer:
                return self._read(answer, url, most, take)
        except _ElsewhereError as error:
            raise RefusalError(_ELSEWHERE, url=url, target=str(error)[:200]) from None
        except zlib.error:
            raise RefusalError(_BROKEN, url=url) from None
        except (OSError, http.client.HTTPException, ValueError) as error:
            raise RefusalError(_SILENT, url=url, reason=_word(error)) from None

    def _open(self, url: str, *, is_file: bool) -> Any:  # noqa: ANN401  two kinds of answers
        """Ask for a file; None where the server has none, unless it answers with no file of its own then."""
        request = urllib.request.Request(url, headers=_ASKED)  # noqa: S310  the scheme was looked at
        try:
            return self._opener.open(request, timeout=self._wait())
        except urllib.error.HTTPError as error:
            if error.code in _GONE and not is_file:
                # That page is what a server answers with where it has none.
                return error
            with error:
                if error.code in _GONE:
                    return None
                raise RefusalError(_REFUSED, url=url, status=str(error.code)) from None

    @staticmethod
    def _read(answer: Any, url: str, most: int, take: Callable[[bytes], object]) -> int:  # noqa: ANN401
        """Read an answer, no more of it than a file of such a length can need."""
        encoding = (answer.headers.get("Content-Encoding") or "identity").strip().lower()
        if encoding not in ("identity", "gzip", "x-gzip"):
            raise RefusalError(_PACKED, url=url, encoding=encoding[:20])
        unpacker = None if encoding == "identity" else zlib.decompressobj(zlib.MAX_WBITS | 16)
        announced = answer.headers.get("Content-Length") or ""
        length = received = 0
        while length <= most and not (unpacker and unpacker.eof):
            stretch = answer.read1(_STRETCH)
            if not stretch:
                is_cut = announced.isdecimal() and received < int(announced)
                if is_cut or (unpacker and received):
                    raise RefusalError(_BROKEN, url=url)
                break
            received += len(stretch)
            if unpacker:
                stretch = unpacker.decompress(stretch, most + 1 - length)
                if received > 2 * most + _MOST_PACKING:
                    # Packing without end that holds nothing.
                    return most + 1
            length += len(stretch)
            take(stretch)
        return min(length, most + 1)
