"""JSON over HTTP as code hosts speak it: one address to begin with, a token, bounded answers."""

import http.client
import json
import urllib.error
import urllib.request
from collections.abc import Iterator, Mapping
from typing import Any
from urllib.parse import urlencode, urlsplit

from generator.refusal import RefusalError
from generator.text import Text

_SECONDS = 30
_MOST_BYTES = 8_000_000
_PER_PAGE = 100
_MOST_PAGES = 50
_NOT_FOUND = 404

_SILENT = Text("Penyedia git tidak dapat dihubungi ({what}): {reason}.",
               "The code host can't be reached ({what}): {reason}.")  # fmt: skip
_REFUSED = Text(
    "Penyedia git menolak permintaan ({what}): {status}. Periksa izin pekerjaan ini.",
    "The code host has refused a request ({what}): {status}. Look at what this job is permitted to do.",
)
_UNREADABLE = Text("Jawaban penyedia git tidak dapat dibaca ({what}).",
                   "The code host's answer can't be read ({what}).")  # fmt: skip
_TOO_LARGE = Text("Jawaban penyedia git terlalu besar ({what}).",
                  "The code host's answer is too large ({what}).")  # fmt: skip
_NO_ADDRESS = Text('"{url}" bukan alamat penyedia git.', '"{url}" is no address of a code host.')


class Api:
    """A code host's interface; the headers, the token among them, go to no other host."""

    def __init__(self, url: str, headers: Mapping[str, str]) -> None:
        if urlsplit(url).scheme not in ("http", "https") or not urlsplit(url).hostname:
            raise RefusalError(_NO_ADDRESS, url=url)
        self._url, self._headers = url.rstrip("/"), dict(headers)

    def get(self, path: str, /, **query: str | int) -> Any:  # noqa: ANN401  a JSON value
        """Read one thing.

        Raises RefusalError where the host does not answer, refuses, or answers with something else.
        """
        return self._exchange("GET", path, query=query)

    def find(self, path: str, /) -> Any:  # noqa: ANN401  a JSON value
        """Read one thing; None where the host has none such. Raises RefusalError as ``get`` does."""
        return self._exchange("GET", path, or_none=True)

    def iterate(self, path: str, /, **query: str | int) -> Iterator[dict[str, Any]]:
        """Read a list, page by page. Raises RefusalError as ``get`` does."""
        for page in range(1, _MOST_PAGES + 1):
            found = self.get(path, per_page=_PER_PAGE, page=page, **query)
            if not isinstance(found, list):
                raise RefusalError(_UNREADABLE, what=path)
            yield from (entry for entry in found if isinstance(entry, dict))
            if len(found) < _PER_PAGE:
                return

    def send(self, method: str, path: str, body: Mapping[str, Any]) -> dict[str, Any]:
        """Make or change a thing and give what it is now. Raises RefusalError as ``get`` does."""
        made = self._exchange(method, path, body=body)
        if not isinstance(made, dict):
            raise RefusalError(_UNREADABLE, what=path)
        return made

    def download(self, path: str, most: int) -> bytes:
        """Read a file of at most so many bytes, following the host to where it keeps files."""
        return self._fetch("GET", path, self._url + path, None, most) or b""

    def _exchange(
        self,
        method: str,
        path: str,
        *,
        query: Mapping[str, str | int] | None = None,
        body: Mapping[str, Any] | None = None,
        or_none: bool = False,
    ) -> Any:  # noqa: ANN401  a JSON value
        url = self._url + path + (f"?{urlencode(query)}" if query else "")
        data = None if body is None else json.dumps(body).encode()
        answer = self._fetch(method, path, url, data, _MOST_BYTES, or_none=or_none)
        if answer is None:
            return None
        try:
            return json.loads(answer)
        except (ValueError, RecursionError):
            raise RefusalError(_UNREADABLE, what=path) from None

    def _fetch(
        self, method: str, path: str, url: str, data: bytes | None, most: int, *, or_none: bool = False
    ) -> bytes | None:
        request = urllib.request.Request(url, data, method=method)  # noqa: S310  the scheme was looked at
        for name, value in {"User-Agent": "registri", **self._headers}.items():
            # Not repeated where the host sends the reader elsewhere: another host must not see the token.
            request.add_unredirected_header(name, value)
        if data is not None:
            request.add_header("Content-Type", "application/json")
        what = f"{method} {path}"
        try:
            with urllib.request.urlopen(request, timeout=_SECONDS) as answer:  # noqa: S310
                content: bytes = answer.read(most + 1)
        except urllib.error.HTTPError as error:
            error.close()
            if or_none and error.code == _NOT_FOUND:
                return None
            raise RefusalError(_REFUSED, what=what, status=str(error.code)) from None
        except (OSError, http.client.HTTPException) as error:
            raise RefusalError(_SILENT, what=what, reason=str(error) or type(error).__name__) from None
        if len(content) > most:
            raise RefusalError(_TOO_LARGE, what=what)
        return content
