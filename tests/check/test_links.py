"""Links to other sites: asked for only on request, each once, with exceptions that run out."""

import datetime
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import pytest
from registers import AS_OF, KB, PKS, SCHEMAS

from generator.check.checker import Checker
from generator.check.finding import Finding
from generator.check.rules.links import LinkException, LinkListError, read_exceptions
from generator.check.web import fetch_answers

_LATER = AS_OF + datetime.timedelta(days=1)
_EARLIER = AS_OF - datetime.timedelta(days=1)


class _Site(BaseHTTPRequestHandler):
    """Answers by the address: the number in it is the status; ``no-head`` refuses to tell heads alone."""

    asked: list[str] = []  # noqa: RUF012  shared by all requests on purpose

    def do_HEAD(self) -> None:
        self._answer(405 if "no-head" in self.path else self._status())

    def do_GET(self) -> None:
        self._answer(self._status())

    def _status(self) -> int:
        return int(self.path.rsplit("-", 1)[-1])

    def _answer(self, status: int) -> None:
        self.asked.append(f"{self.command} {self.path}")
        self.send_response(status)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002
        """Say nothing."""


@pytest.fixture
def site() -> Iterator[str]:
    _Site.asked.clear()
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Site)
    Thread(target=server.serve_forever, daemon=True).start()
    with server:
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


def _write_links(root: Path, first: str, second: str) -> None:
    for file, old, new in ((KB, "berita/1", first), (PKS, "berita/2", second)):
        text = (root / file).read_text(encoding="utf-8")
        (root / file).write_text(text.replace(f"https://contoh.example/{old}", new), encoding="utf-8")


def _check(root: Path, *exceptions: LinkException) -> list[Finding]:
    checker = Checker(root, SCHEMAS, AS_OF)
    checked = checker.check_register()
    assert checked.findings == ()
    records = [record for record in checked.records if record.file in (KB, PKS)]
    return checker.check_web(records, exceptions, lambda urls: fetch_answers(urls, "id"))


@pytest.mark.parametrize(
    ("path", "said"),
    [
        ("/a-200", ""),
        ("/no-head-200", ""),
        ("/forbidden-403", ""),
        ("/busy-429", ""),
        ("/gone-404", "dijawab 404"),
        ("/no-head-410", "dijawab 410"),
        ("/broken-500", "dijawab 500"),
    ],
)
def test_answers(base: Path, site: str, path: str, said: str) -> None:
    _write_links(base, site + path, f"{site}/a-200")
    findings = _check(base)
    assert [(found.rule, found.file) for found in findings] == ([("KS901", KB)] if said else [])
    assert all(said in found.message for found in findings)


def test_a_host_that_is_not_there(base: Path, site: str) -> None:
    _write_links(base, "http://127.0.0.1:9/a", f"{site}/a-200")
    assert [found.message for found in _check(base)] == [
        "Alamat ini tidak menjawab sebagaimana mestinya: tidak terjangkau."
    ]


def test_an_address_is_asked_for_once_and_named_everywhere(base: Path, site: str) -> None:
    _write_links(base, f"{site}/gone-404", f"{site}/gone-404")
    (finding,) = _check(base)
    assert [place.file for place in finding.related] == [PKS]
    assert _Site.asked == ["HEAD /gone-404", "GET /gone-404"]


def test_exceptions_spare_until_they_run_out(base: Path, site: str) -> None:
    _write_links(base, f"{site}/gone-404", f"{site}/a-200")
    assert _check(base, LinkException(f"{site}/gone", "sedang rusak", _LATER)) == []
    (finding,) = _check(base, LinkException(f"{site}/gone", "sedang rusak", _EARLIER))
    assert (finding.rule, finding.file) == ("KS902", KB)


def test_the_list_of_exceptions() -> None:
    text = b'exceptions:\n  - prefix: https://a.example/\n    reason: rusak\n    until: "2026-01-31"\n'
    assert read_exceptions(text) == [LinkException("https://a.example/", "rusak", datetime.date(2026, 1, 31))]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "a: b\n",
        "exceptions: ya\n",
        "exceptions:\n  - https://a.example/\n",
        "exceptions:\n  - prefix: https://a.example/\n    reason: rusak\n",
        'exceptions:\n  - prefix: https://a.example/\n    reason: rusak\n    until: "2026"\n',
        "exceptions:\n  - prefix: 3\n    reason: rusak\n    until: nanti\n",
        "exceptions: [",
    ],
)
def test_a_list_that_is_none(text: str) -> None:
    with pytest.raises(LinkListError):
        read_exceptions(text.encode())
