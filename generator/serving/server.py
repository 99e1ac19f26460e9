"""The server: answers a browser on this machine with pages of the site, and tells open pages of changes."""

import json
import secrets
import shutil
import sys
from collections import OrderedDict
from functools import partial
from hashlib import sha256
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import unquote, urlsplit

from generator.addresses import output_path
from generator.media_types import find_media_type
from generator.serving.bulletin import Bulletin
from generator.serving.showing import Showing
from generator.serving.trouble import Trouble, render_alone
from generator.serving.upkeep import Upkeep
from generator.site.headers import HEADERS, OFFLINE_FORMS, SAVED

HOST = "127.0.0.1"
OWN = "_registri/"
"""Under which the server has addresses of its own: nothing in a site begins so."""
_SCRIPT, _EVENTS = f"{OWN}reload.js", f"{OWN}events"
_SCRIPT_FILE = Path(__file__).resolve().parent / "reload.js"
_LOST = "404.html"
_BODY_END = b"</body>"
_HEARTBEAT_SECONDS = 15.0
_MOST_KEPT = 64


class Answer(NamedTuple):
    """What an address is answered with."""

    status: HTTPStatus
    content: bytes | Path
    tag: str
    """Changes with the content."""


class Desk:
    """Finds what each address is answered with, of the newest good state."""

    def __init__(self, upkeep: Upkeep) -> None:
        self._upkeep = upkeep
        self._run = secrets.token_hex(4)
        self._showing: Showing | None = None
        self._kept: OrderedDict[str, Answer] = OrderedDict()
        self.bulletin = Bulletin()

    def post(self, trouble: Trouble | None) -> None:
        """Tell open pages what is shown now, and what stands in the way of more."""
        showing = self._upkeep.showing
        news = {
            "version": f"{self._run}-{self._upkeep.number}",
            "theme": f"{self._run}-{showing.source.theme.folder.name if showing else ''}",
            # Where there is no page yet, what is shown instead tells it.
            "trouble": trouble.tell() if trouble and showing else None,
        }
        self.bulletin.post(json.dumps(news, ensure_ascii=False))

    def find(self, address: str) -> Answer | None:
        """Give the answer for an address of the site; None where nothing stands there."""
        path, showing = output_path(address), self._upkeep.showing
        if showing is None:
            trouble = self._upkeep.trouble
            if not _is_page(path) or trouble is None:
                return None
            return _mark(HTTPStatus.SERVICE_UNAVAILABLE, render_alone(trouble))
        if showing is not self._showing:
            self._showing, self._kept = showing, OrderedDict()
        kept = self._kept
        found = kept.get(path)
        if found is None:
            content = showing.find(path)
            if content is None:
                return None
            found = _answer(HTTPStatus.OK, path, content)
            kept[path] = found
            while len(kept) > _MOST_KEPT:
                kept.popitem(last=False)
        return found

    def find_lost(self) -> Answer | None:
        """Give the site's own page for an address that it does not know."""
        showing = self._upkeep.showing
        content = showing.find(_LOST) if showing else None
        return _answer(HTTPStatus.NOT_FOUND, _LOST, content) if content else None


def _is_page(path: str) -> bool:
    return path in ("index.html", _LOST) or path.endswith("/index.html")


def _answer(status: HTTPStatus, path: str, content: bytes | Path) -> Answer:
    if _is_page(path):
        return _mark(status, content if isinstance(content, bytes) else content.read_bytes())
    if isinstance(content, bytes):
        return Answer(status, content, _print(content))
    known = content.stat()
    return Answer(status, content, f"{known.st_mtime_ns:x}-{known.st_size:x}")


def _mark(status: HTTPStatus, page: bytes) -> Answer:
    """Give a page with the script that shows it anew; its tag is that of the page without it."""
    tag = _print(page)
    before, end, after = page.rpartition(_BODY_END)
    script = f'<script src="/{_SCRIPT}" data-page="{tag}" defer></script>\n'.encode()
    content = before + script + end + after if end else after + script
    return Answer(status, content, tag)


def _print(content: bytes) -> str:
    return sha256(content).hexdigest()[:20]


class Server(ThreadingHTTPServer):
    """Serves on this machine alone; raises OSError where the port can't be had."""

    def __init__(self, port: int, desk: Desk) -> None:
        super().__init__((HOST, port), partial(_Handler, desk))

    def handle_error(self, request: Any, client_address: Any) -> None:  # noqa: ANN401  the library's own
        """Say nothing of a browser that has hung up."""
        if not isinstance(sys.exception(), OSError):
            super().handle_error(request, client_address)


class _Handler(BaseHTTPRequestHandler):
    """Answers as a web host would, without a line on the terminal for each file."""

    # A page asks for a dozen files: over one connection.
    protocol_version = "HTTP/1.1"
    # A body follows its head at once, not when the browser has acknowledged that: 40 ms later, as a rule.
    disable_nagle_algorithm = True

    def __init__(self, desk: Desk, *arguments: Any) -> None:  # noqa: ANN401  the library's own
        self._desk = desk
        super().__init__(*arguments)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002  the library's own name
        """Say nothing."""

    def do_GET(self) -> None:
        """Answer with what stands at an address."""
        self._respond()

    def do_HEAD(self) -> None:
        """Answer with the head of what stands at an address."""
        self._respond()

    def end_headers(self) -> None:
        """End the head of an answer with what any server of the site says of it."""
        for header in HEADERS:
            self.send_header(header.name, header.value)
        super().end_headers()

    def _respond(self) -> None:
        address = unquote(urlsplit(self.path).path, errors="replace").lstrip("/")
        if address == _EVENTS:
            self._tell_news()
            return
        if address == _SCRIPT:
            script = _SCRIPT_FILE.read_bytes()
            self._send(Answer(HTTPStatus.OK, script, _print(script)), _SCRIPT)
            return
        found = self._desk.find(address)
        if found is None and not address.endswith("/") and self._desk.find(f"{address}/"):
            self.send_response(HTTPStatus.MOVED_PERMANENTLY)
            self.send_header("Location", f"{urlsplit(self.path).path}/")
            self.send_header("Content-Length", "0")
            self.end_headers()
            return
        found = found or self._desk.find_lost()
        if found is None:
            self.send_error(HTTPStatus.NOT_FOUND)
            return
        self._send(found, _LOST if found.status == HTTPStatus.NOT_FOUND else output_path(address))

    def _send(self, answer: Answer, path: str) -> None:
        tag = f'"{answer.tag}"'
        if answer.status == HTTPStatus.OK and self.headers.get("If-None-Match") == tag:
            self.send_response(HTTPStatus.NOT_MODIFIED)
            self.send_header("ETag", tag)
            self.end_headers()
            return
        content = answer.content
        size = len(content) if isinstance(content, bytes) else content.stat().st_size
        self.send_response(answer.status)
        self.send_header("Content-Type", find_media_type(path))
        self.send_header("Content-Length", str(size))
        self.send_header("ETag", tag)
        # A browser asks each time whether what it has still holds.
        self.send_header("Cache-Control", "no-cache")
        if path in OFFLINE_FORMS:
            self.send_header("Content-Disposition", SAVED)
        self.end_headers()
        if self.command == "HEAD":
            return
        if isinstance(content, bytes):
            self.wfile.write(content)
            return
        with content.open("rb") as file:
            shutil.copyfileobj(file, self.wfile)

    def _tell_news(self) -> None:
        """Tell a page of changes for as long as it listens."""
        self.send_response(HTTPStatus.OK)
        self.send_header("Content-Type", "text/event-stream; charset=utf-8")
        self.send_header("Cache-Control", "no-store")
        self.send_header("Connection", "close")
        self.end_headers()
        seen = -1
        while self.command != "HEAD":
            number, text = self._desk.bulletin.wait(seen, _HEARTBEAT_SECONDS)
            # A comment now and then shows whether anybody still listens.
            self.wfile.write(b":\n\n" if number == seen else f"data: {text}\n\n".encode())
            self.wfile.flush()
            seen = number
