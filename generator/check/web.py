"""The web, asked politely: whether addresses answer, a few hosts at a time and each host one by one."""

import http.client
import urllib.error
import urllib.request
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from http import HTTPStatus
from urllib.parse import urlsplit

from generator.text import Language, Text

_SECONDS = 15
_HOSTS_AT_ONCE = 8
_AGENT = "Mozilla/5.0 (compatible; RegistriKerjaSama; pemeriksa tautan)"
_UNREACHABLE = Text("tidak terjangkau", "can't be reached")
_NO_HTTP = Text("jawabannya tidak dapat dibaca", "its answer can't be read")
_STATUS = Text("dijawab {status}", "answered {status}")
# A host that refuses programs, or is busy, says nothing about the page.
_NO_VERDICT = frozenset((HTTPStatus.UNAUTHORIZED, HTTPStatus.FORBIDDEN, HTTPStatus.TOO_MANY_REQUESTS))
_NO_HEAD = frozenset((HTTPStatus.METHOD_NOT_ALLOWED, HTTPStatus.NOT_IMPLEMENTED, HTTPStatus.NOT_FOUND))


def fetch_answers(
    urls: Sequence[str], language: Language, progress: Callable[[int], None] | None = None
) -> Mapping[str, str]:
    """Give for each address what is wrong with its answer, in words; empty where it answers."""
    hosts: dict[str, list[str]] = defaultdict(list)
    for url in urls:
        hosts[urlsplit(url).netloc].append(url)

    def ask_host(host: str) -> list[tuple[str, str]]:
        answers = []
        for url in hosts[host]:
            answers.append((url, ask(url, language)))
            if progress:
                progress(1)
        return answers

    with ThreadPoolExecutor(_HOSTS_AT_ONCE) as pool:
        return dict(pair for pairs in pool.map(ask_host, hosts) for pair in pairs)


def ask(url: str, language: Language) -> str:
    """Give what is wrong with one address: first its head only, then the page where that is refused."""
    status, fault = _request(url, "HEAD")
    if status in _NO_HEAD:
        status, fault = _request(url, "GET")
    if fault:
        return fault.render(language)
    if status < HTTPStatus.BAD_REQUEST or status in _NO_VERDICT:
        return ""
    return _STATUS.render(language, status=str(status))


def _request(url: str, method: str) -> tuple[int, Text | None]:
    request = urllib.request.Request(url, method=method, headers={"User-Agent": _AGENT})  # noqa: S310  http and https only, by the schema
    try:
        with urllib.request.urlopen(request, timeout=_SECONDS) as answer:  # noqa: S310
            return answer.status, None
    except urllib.error.HTTPError as error:
        error.close()
        return error.code, None
    except (OSError, ValueError):
        return 0, _UNREACHABLE
    except http.client.HTTPException:
        return 0, _NO_HTTP
