"""Copies of a site, in a folder and on a server: what is found to differ, and what is refused to be read."""

import datetime
import gzip
import hashlib
import json
import os
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any, cast
from urllib.parse import unquote

import pytest
from conftest import BOUND
from registers import BASE, ROOT

from generator.addresses import HOST_HEADERS
from generator.refusal import RefusalError
from generator.site.copies import Copy, FolderCopy, Rebuilt
from generator.site.manifest import Manifest, ManifestError, is_inside, parse_manifest, read_program
from generator.site.packing import find_brotli
from generator.site.verification import Verdict, compare_copy, read_rebuilt, select_names
from generator.site.web_copies import WebCopy

COMMIT = "0123456789abcdef0123456789abcdef01234567"
FILES = {
    "index.html": b"<h1>Beranda</h1>",
    "404.html": b"<h1>Tidak ada</h1>",
    "statistik/2024/index.html": b"<p>39 KSDPK</p>",
    "data/agreements.csv": b"id,title\r\n" + 3000 * b"a,b\r\n",
    "dokumen/surat & lampiran (1).pdf": bytes(range(256)),
}


def hash_of(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """Give a small site with its manifest."""
    folder = tmp_path / "site"
    for name, content in FILES.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(content)
    manifest = Manifest(COMMIT, {name: hash_of(content) for name, content in FILES.items()})
    (folder / "manifest.json").write_bytes(manifest.render())
    return folder


REBUILT = {name: Rebuilt(hash_of(content), len(content)) for name, content in FILES.items()}


def compare(copy: Copy, *patterns: str) -> Verdict:
    manifest = parse_manifest(copy.read_manifest())
    return compare_copy(copy, manifest, REBUILT, select_names(REBUILT, patterns), lambda _: None)


def change(site: Path, name: str, content: bytes) -> None:
    (site / name).parent.mkdir(parents=True, exist_ok=True)
    (site / name).write_bytes(content)


@contextmanager
def serve(
    answer: Callable[[BaseHTTPRequestHandler], None],
    server_type: type[ThreadingHTTPServer] = ThreadingHTTPServer,
    host: str = "127.0.0.1",
) -> Iterator[str]:
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            answer(self)

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002
            pass

    with server_type((host, 0), Handler) as server:
        threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()
        shown = f"[{host}]" if ":" in host else host
        yield f"http://{shown}:{server.server_port}/situs/"
        server.shutdown()


def send(request: BaseHTTPRequestHandler, status: int, content: bytes = b"", **headers: str) -> None:
    request.send_response(status)
    for name, value in {"Content_Length": str(len(content)), **headers}.items():
        request.send_header(name.replace("_", "-"), value)
    request.end_headers()
    request.wfile.write(content)


def give(site: Path) -> Callable[[BaseHTTPRequestHandler], None]:
    """Give files as a host does that has a page for what is missing, and leaves out ``index.html``."""

    def answer(request: BaseHTTPRequestHandler) -> None:
        name = unquote(request.path).removeprefix("/situs/")
        if name.endswith("/index.html"):
            send(request, 308, Location=request.path.removesuffix("index.html"))
            return
        path = site / (f"{name}index.html" if name.endswith("/") else name)
        if name != "404.html" and path.is_file():
            send(request, 200, path.read_bytes())
        else:
            send(request, 404, (site / "404.html").read_bytes())

    return answer


@pytest.fixture(params=["folder", "web"])
def copy(request: pytest.FixtureRequest, site: Path) -> Iterator[Copy]:
    """Give the site as a copy in a folder, then on a server."""
    if request.param == "folder":
        yield FolderCopy(site)
        return
    with serve(give(site)) as url:
        yield WebCopy(url)


def test_the_same_is_the_same(copy: Copy) -> None:
    assert compare(copy) == Verdict(5, 5, (), (), (), ())
    assert compare(copy).is_same


@pytest.mark.parametrize(
    "name", ["index.html", "statistik/2024/index.html", "data/agreements.csv", "404.html"]
)
@pytest.mark.parametrize("kind", ["one byte", "longer", "shorter", "empty"])
def test_any_changed_byte_is_found(copy: Copy, site: Path, name: str, kind: str) -> None:
    content = FILES[name]
    changed = {
        "one byte": content[:-1] + bytes([content[-1] ^ 1]),
        "longer": content + b" ",
        "shorter": content[:-1],
        "empty": b"",
    }[kind]
    change(site, name, changed)
    verdict = compare(copy)
    assert (verdict.differing, verdict.missing, verdict.surplus) == ((name,), (), ())
    assert not verdict.is_same


def test_a_missing_file_is_named(copy: Copy, site: Path) -> None:
    (site / "statistik/2024/index.html").unlink()
    assert compare(copy).missing == ("statistik/2024/index.html",)


def test_what_a_host_keeps_for_itself_is_not_missing_there(site: Path) -> None:
    rebuilt = {**REBUILT, HOST_HEADERS: Rebuilt(hash_of(b"/*"), 2)}
    manifest = Manifest(COMMIT, {name: file.hash for name, file in rebuilt.items()})

    def look(copy: Copy) -> Verdict:
        return compare_copy(copy, manifest, rebuilt, select_names(rebuilt, ()), lambda _: None)

    with serve(give(site)) as url:
        verdict = look(WebCopy(url))
        assert verdict.is_same
        assert verdict.unjudged == (HOST_HEADERS,)
        assert look(FolderCopy(site)).missing == (HOST_HEADERS,)
        # Where it is handed out it is what was built.
        change(site, HOST_HEADERS, b"/x")
        assert look(WebCopy(url)).differing == (HOST_HEADERS,)


def test_a_manifest_that_agrees_with_what_was_forged_helps_nobody(copy: Copy, site: Path) -> None:
    forged = b"<p>99 KSDPK</p>"
    change(site, "statistik/2024/index.html", forged)
    change(site, "palsu/index.html", forged)
    files = {name: file.hash for name, file in REBUILT.items()}
    files |= {"statistik/2024/index.html": hash_of(forged), "palsu/index.html": hash_of(forged)}
    change(site, "manifest.json", Manifest(COMMIT, files).render())
    verdict = compare(copy)
    assert verdict.differing == ("manifest.json", "statistik/2024/index.html")
    assert verdict.surplus == ("palsu/index.html",)


def test_a_part_can_be_looked_at(copy: Copy, site: Path) -> None:
    change(site, "index.html", b"lain")
    verdict = compare(copy, "statistik/*", "data/*.csv")
    assert (verdict.looked_at, verdict.built, verdict.is_same) == (2, 5, True)


def test_what_lies_beside_a_folder_is_named_but_for_what_is_its_host_s(site: Path) -> None:
    for name in ("CNAME", ".nojekyll", ".well-known/a.txt", ".git/HEAD"):
        change(site, name, b"x")
    change(site, "index.html.br", find_brotli().compress(FILES["index.html"]))
    change(site, "index.html.gz", gzip.compress(FILES["index.html"]))
    verdict = compare(FolderCopy(site))
    assert verdict.is_same
    assert verdict.unjudged == (".git", ".nojekyll", ".well-known", "CNAME")
    change(site, "404.html.br", b"x")
    change(site, "404.html.gz", gzip.compress(b"lain"))
    change(site, "data/agreements.csv.gz", b"rusak")
    change(site, "lain.html.gz", gzip.compress(FILES["index.html"]))
    change(site, "mitra/baru.html", b"x")
    (site / "mitra" / "tautan").symlink_to(site / "statistik", target_is_directory=True)
    assert compare(FolderCopy(site)).surplus == (
        "404.html.br", "404.html.gz", "data/agreements.csv.gz", "lain.html.gz", "mitra/baru.html",
        "mitra/tautan",
    )  # fmt: skip


def test_a_folder_in_the_place_of_a_file_is_a_difference(site: Path) -> None:
    (site / "index.html").unlink()
    (site / "index.html").mkdir()
    assert compare(FolderCopy(site)).differing == ("index.html",)


def _lay_pipe(path: Path) -> None:
    path.unlink(missing_ok=True)
    os.mkfifo(path)


def test_no_odd_thing_in_a_folder_stops_the_looking(site: Path) -> None:
    _lay_pipe(site / "index.html")
    (site / "404.html").unlink()
    (site / "404.html").symlink_to("404.html")
    (site / "data/agreements.csv").unlink()
    (site / "data/agreements.csv").symlink_to("/dev/zero")
    _lay_pipe(site / "index.html.gz")
    (site / "hilang.html").symlink_to("/tidak/ada")
    (site / "baris\nbaru\x1b[2J.html").touch()
    with open(os.fsencode(site) + b"/bukan-\xff.html", "wb"):  # noqa: PTH123  no text names it
        pass
    verdict = compare(FolderCopy(site))
    assert verdict.differing == ("404.html", "data/agreements.csv", "index.html")
    assert verdict.surplus == (
        "baris\nbaru\x1b[2J.html", "bukan-\udcff.html", "hilang.html", "index.html.gz",
    )  # fmt: skip


@pytest.mark.parametrize("name", ["mitra", "index.html"])
def test_what_can_t_be_read_is_not_passed_over(site: Path, name: str) -> None:
    change(site, "mitra/palsu.html", b"x")
    (site / name).chmod(0)
    code = """import sys; from pathlib import Path; from generator.site.copies import FolderCopy
copy = FolderCopy(Path(sys.argv[1])); copy.hash_file("index.html", 16); copy.list_surplus({})"""
    done = subprocess.run(
        [*BOUND, sys.executable, "-c", code, str(site)],
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=False,
    )
    (site / name).chmod(0o700)
    assert "RefusalError" in done.stderr
    assert str(site / name) in done.stderr


def test_a_manifest_that_is_no_file_is_none(site: Path) -> None:
    _lay_pipe(site / "manifest.json")
    with pytest.raises(RefusalError, match=r"holds no manifest\.json"):
        FolderCopy(site).read_manifest()


def test_a_file_that_grows_while_it_is_read_is_another(site: Path) -> None:
    with (site / "index.html").open("ab") as stream:
        stream.truncate(50 << 30)
    begun = time.monotonic()
    assert compare(FolderCopy(site)).differing == ("index.html",)
    assert time.monotonic() - begun < 5


def test_a_server_may_pack_what_it_sends(site: Path) -> None:
    def answer(request: BaseHTTPRequestHandler) -> None:
        content = (site / unquote(request.path).removeprefix("/situs/")).read_bytes()
        send(request, 200, gzip.compress(content), Content_Encoding="gzip")

    with serve(answer) as url:
        assert compare(WebCopy(url)).is_same
        change(site, "index.html", b"<h1>Beranda!</h1>")
        assert compare(WebCopy(url)).differing == ("index.html",)


def test_no_more_is_unpacked_than_a_file_can_hold(site: Path) -> None:
    bomb = gzip.compress(bytes(50_000_000))

    def answer(request: BaseHTTPRequestHandler) -> None:
        if request.path.endswith("manifest.json"):
            send(request, 200, (site / "manifest.json").read_bytes())
        else:
            send(request, 200, bomb, Content_Encoding="gzip")

    with serve(answer) as url:
        assert len(compare(WebCopy(url)).differing) == len(FILES)


@pytest.mark.parametrize(
    ("answer", "said"),
    [
        (lambda request: send(request, 302, Location="http://localhost:1/"), "another site"),
        (lambda request: send(request, 302, Location="file:///etc/hostname"), "answers 302"),
        (lambda request: send(request, 301, Location="https://127.0.0.1/"), "another site"),
        (lambda request: send(request, 302, Location=request.path), "can't be fetched"),
        (lambda request: send(request, 500, b"x"), "answers 500"),
        (lambda request: send(request, 403), "answers 403"),
        (lambda request: send(request, 404), "no register's site"),
        (lambda request: send(request, 200, b"x", Content_Encoding="br"), "unknown way"),
        (lambda request: send(request, 200, b"x", Content_Encoding="gzip"), "not sent whole"),
        (lambda request: send(request, 200, b"x", Content_Length="99"), "not sent whole"),
        (lambda request: request.wfile.write(b"bukan http\r\n\r\n"), "can't be fetched"),
        (lambda request: request.connection.close(), "can't be fetched"),
    ],
)
def test_what_a_server_should_not_answer_is_refused(
    answer: Callable[[BaseHTTPRequestHandler], None], said: str
) -> None:
    with serve(answer) as url, pytest.raises(RefusalError) as refusal:
        WebCopy(url).read_manifest()
    assert said in str(refusal.value)


def say(*parts: bytes, pause: float = 0, times: int = 10**6) -> Callable[[BaseHTTPRequestHandler], None]:
    """Send a beginning, then the same again and again until nobody listens, as no decent server does."""
    first, *again = parts

    def answer(request: BaseHTTPRequestHandler) -> None:
        with suppress(OSError):
            request.wfile.write(first)
            for _ in range(times):
                request.wfile.write(b"".join(again))
                time.sleep(pause)
        request.close_connection = True

    return answer


_OK = b"HTTP/1.1 200 OK\r\n"
_PACKED = _OK + b"Content-Encoding: gzip\r\n\r\n"
_NO_NAME_S_END = b"\x1f\x8b\x08\x08\0\0\0\0\0\xff"
_EMPTY_BLOCKS = 1000 * b"\0\0\0\xff\xff"


@pytest.mark.parametrize(
    "answer",
    [
        say(b"", b"HTTP/1.1 100 Continue\r\n\r\n"),
        say(_OK, b"X", pause=0.05),
        say(_OK + b"Transfer-Encoding: chunked\r\n\r\n0\r\n", b"A: b\r\n"),
        say(_OK + b"\r\n", b"x", pause=0.05),
    ],
    ids=["answers before the answer", "a slow head", "an endless tail", "a slow body"],
)
def test_no_server_is_listened_to_without_end(answer: Callable[[BaseHTTPRequestHandler], None]) -> None:
    with serve(answer) as url:
        copy, begun = WebCopy(url, seconds=1), time.monotonic()
        with pytest.raises(RefusalError):
            copy.read_manifest()
        assert time.monotonic() - begun < 3


@pytest.mark.parametrize(
    "answer",
    [
        say(_OK + b"\r\n", bytes(1 << 16)),
        say(_PACKED + gzip.compress(b"x"), bytes(1 << 16)),
        say(_PACKED + _NO_NAME_S_END, b"x" * (1 << 16)),
        say(_PACKED + _NO_NAME_S_END + b"\0", _EMPTY_BLOCKS),
    ],
    ids=["a body", "what follows a packed one", "a packed name", "packed nothing"],
)
def test_no_more_is_taken_than_a_file_needs(answer: Callable[[BaseHTTPRequestHandler], None]) -> None:
    with serve(answer) as url:
        for name in ("index.html", "404.html"):
            assert WebCopy(url).hash_file(name, 16) not in (None, REBUILT[name].hash)


@pytest.mark.parametrize(
    "answer",
    [
        lambda request: send(request, 404, b"rusak", Content_Encoding="gzip"),
        lambda request: send(request, 404, b"x", Content_Length="99"),
        lambda request: send(request, 404, b"x", Content_Encoding="br"),
        say(b"HTTP/1.1 404 No\r\nContent-Length: " + 5000 * b"9" + b"\r\n\r\n", times=0),
        say(b"HTTP/1.1 404 No\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n", times=0),
    ],
)
def test_the_page_for_what_is_missing_is_read_as_warily(
    answer: Callable[[BaseHTTPRequestHandler], None],
) -> None:
    with serve(answer) as url, pytest.raises(RefusalError):
        WebCopy(url).hash_file("404.html", 10)


def test_a_host_may_stand_at_an_address_of_version_6(site: Path) -> None:
    class Server(ThreadingHTTPServer):
        address_family = socket.AF_INET6

    with serve(give(site), Server, "::1") as url:
        assert url.startswith("http://[::1]:")
        assert compare(WebCopy(url)).is_same


def test_a_host_that_can_t_prove_who_it_is_is_refused(site: Path) -> None:
    with serve(give(site)) as url, pytest.raises(RefusalError, match="no secure connection"):
        WebCopy(url.replace("http:", "https:")).read_manifest()


def test_the_environment_s_proxy_is_passed_by(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("http_proxy", "HTTP_PROXY", "all_proxy"):
        monkeypatch.setenv(name, "http://127.0.0.1:1/")
    with serve(give(site)) as url:
        assert compare(WebCopy(url)).is_same


def test_the_time_is_bounded(site: Path) -> None:
    with serve(give(site)) as url, pytest.raises(RefusalError, match="has taken more than"):
        WebCopy(url, seconds=0).read_manifest()


@pytest.mark.parametrize(
    "url",
    [
        "ftp://contoh.example/", "file:///etc/passwd", "https://", "https://a:b@contoh.example/",
        "https://contoh.example/?a=1", "https://contoh.example/#a", "https://contoh.example:99999/",
        "https://contoh.example/ a", "https://[contoh/", "https://contoh.example:0/", "http://co\u202entoh.example/",
    ],
)  # fmt: skip
def test_what_is_no_address_of_a_site_is_refused(url: str) -> None:
    with pytest.raises(RefusalError):
        WebCopy(url)


@pytest.mark.parametrize(
    "content",
    [
        b"", b"null", b"[]", b"{", b"\xff\xfe", b'{"commit": null, "files": {}, "files": {}}',
        b'{"commit": null, "files": {"a": "%b", "a": "%b"}}' % (64 * b"0", 64 * b"0"),
        b"9" * 5000, b'{"commit": null, "files": {"\\ud800": "%b"}}' % (64 * b"0"),
        b"[" * 100_000, b'{"name": "Aplikasi", "icons": []}',
        *[
            json.dumps({"commit": COMMIT, "files": {}, **wrong}).encode()
            for wrong in cast("tuple[dict[str, Any], ...]", (
                {"commit": 1}, {"commit": "main"}, {"commit": "--upload-pack=x"}, {"commit": COMMIT.upper()},
                {"commit": f"{COMMIT}\n"},
                {"files": {}, "x": [[] for _ in range(2_000_001)]},
                {"files": []}, {"files": None}, {"files": {"a": 1}}, {"files": {"a": "x"}},
                {"files": {"a": hash_of(b"").upper()}}, {"as_of": "kemarin"}, {"as_of": 2024},
                {"known_on": "2024-13-01"},
                {"program": "x"}, {"program": {}}, {"program": {"version": 1, "fingerprint": "x"}},
                *({"files": {name: hash_of(b"")}} for name in (
                    "", "/etc/passwd", "../a", "a/../../b", "a/./b", "a//b", "a/", "..", "a\\b", "a\x00b",
                    "a\x1b[2J", "C:\\a", "a\u202eb", 5000 * "a",
                )),
            ))
        ],
    ],
)  # fmt: skip
def test_a_hostile_manifest_is_refused(content: bytes, site: Path) -> None:
    with pytest.raises(ManifestError):
        parse_manifest(content)
    change(site, "manifest.json", content)
    with pytest.raises(ManifestError):
        parse_manifest(FolderCopy(site).read_manifest())


def test_a_manifest_of_too_many_files_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("generator.site.manifest.MOST_FILES", 2)
    files = {str(number): hash_of(b"") for number in range(3)}
    with pytest.raises(ManifestError):
        parse_manifest(json.dumps({"commit": None, "files": files}).encode())


def test_a_manifest_reads_back_what_it_says() -> None:
    day = datetime.date(2025, 1, 31)
    for manifest in (
        Manifest(None, {}),
        Manifest(COMMIT, {"a/b.html": hash_of(b"")}, day, day, read_program(BASE)),
        Manifest(f"{COMMIT}-dirty", {"a": hash_of(b"")}, day),
    ):
        assert parse_manifest(manifest.render()) == manifest
    old = {"commit": COMMIT, "files": {}}
    assert parse_manifest(json.dumps(old).encode()) == Manifest(COMMIT, {})


def test_names_within_a_site() -> None:
    assert all(map(is_inside, FILES))
    assert is_inside("a..b/...c")


def test_the_program_is_known_by_its_code_its_libraries_and_what_it_lends(tmp_path: Path) -> None:
    program = read_program(BASE)
    assert len(program.fingerprint) == 32
    assert program == read_program.__wrapped__(BASE) == read_program(tmp_path)
    (tmp_path / "docs").mkdir()
    assert read_program.__wrapped__(tmp_path) != program


def test_what_was_built_is_read_from_its_own_manifest(site: Path) -> None:
    manifest, rebuilt = read_rebuilt(site)
    assert (manifest.commit, rebuilt) == (COMMIT, REBUILT)
