"""A web server as a city runs it: nginx on this machine, with the file of headers that the project ships."""

import contextlib
import os
import re
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

HOST = "127.0.0.1"
_PATIENCE_SECONDS = 30
_TRIES = 5
_LISTEN = re.compile(r"^    listen .*;\n", re.MULTILINE)
_ROOT = re.compile(r"^    root .*;$", re.MULTILINE)
_PLACES = "client_body_temp proxy_temp fastcgi_temp uwsgi_temp scgi_temp"


class NoServerError(Exception):
    """The server can't be found, or does not start: the message says what it said."""


class WebServer(NamedTuple):
    """A running server."""

    address: str
    process: int


def find_program(variable: str, name: str) -> str:
    """Give where a program stands: where the environment says, or on the path and beside it."""
    path = f"{os.environ.get('PATH', '')}{os.pathsep}/usr/sbin{os.pathsep}/usr/local/sbin"
    found = os.environ.get(variable) or shutil.which(name, path=path)
    if not found:
        message = f"{name}: .ci/find-program {name}"
        raise NoServerError(message)
    return found


@contextmanager
def serve_by_nginx(site: Path, shipped: str, folder: Path, *, workers: int = 1) -> Iterator[WebServer]:
    """Serve a site with the shipped file, of which only where it listens and what it serves is another.

    What the server writes goes into ``folder``, which must be there.
    """
    for _ in range(_TRIES):
        port = _find_port()
        process = _start(site, shipped, folder, port, workers)
        if _is_up(process, port):
            break
        process.kill()
        process.wait()
    else:
        raise NoServerError((folder / "error.log").read_text("utf-8", "replace"))
    try:
        yield WebServer(f"http://{HOST}:{port}/", process.pid)
    finally:
        process.terminate()
        process.wait(_PATIENCE_SECONDS)


def _find_port() -> int:
    with socket.socket() as free:
        free.bind((HOST, 0))
        return int(free.getsockname()[1])


def _start(site: Path, shipped: str, folder: Path, port: int, workers: int) -> "subprocess.Popen[bytes]":
    own = _LISTEN.sub("", shipped).replace("server {\n", f"server {{\n    listen {HOST}:{port};\n", 1)
    (folder / "site.conf").write_text(_ROOT.sub(f'    root "{site}";', own), encoding="utf-8")
    (folder / "nginx.conf").write_text("\n".join(_iterate_lines(folder, workers)), encoding="utf-8")
    log = folder / "error.log"
    command = [find_program("REGISTRI_NGINX", "nginx"), "-p", str(folder), "-c", str(folder / "nginx.conf")]
    with log.open("ab") as stream:
        return subprocess.Popen(command, stdout=stream, stderr=stream)


def _iterate_lines(folder: Path, workers: int) -> Iterator[str]:
    """Give the lines around a site's own: those of a Debian server, in a folder of their own."""
    if not os.geteuid():
        # Other users may not look into a folder of root's.
        yield "user root;"
    yield f"daemon off; worker_processes {workers};"
    yield f'pid "{folder}/nginx.pid"; error_log "{folder}/error.log";'
    yield "events { worker_connections 768; }"
    yield "http {"
    yield f'access_log "{folder}/access.log";'
    yield from (f'{place}_path "{folder}/{place}";' for place in _PLACES.split())
    yield "sendfile on; tcp_nopush on; types_hash_max_size 2048;"
    yield f'include "{folder}/site.conf";'
    yield "}\n"


def _is_up(process: "subprocess.Popen[bytes]", port: int) -> bool:
    until = time.monotonic() + _PATIENCE_SECONDS
    while process.poll() is None and time.monotonic() < until:
        with contextlib.suppress(OSError), socket.create_connection((HOST, port), 1):
            return True
        time.sleep(0.02)
    return False


def list_workers(process: int) -> Sequence[int]:
    """Give the processes that answer for a server."""
    return [int(one) for one in Path(f"/proc/{process}/task/{process}/children").read_text().split()]
