"""What somebody who could write into a page would put there, and what shows that it was run or fetched."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import NamedTuple

TRAP = "umpan"
"""The id of what a reader is lured to press."""
OWN_DATA = "jahat.yaml"
"""A record, or any other data of the site, that is a script besides."""


class Injection(NamedTuple):
    """Markup put into a page; ``ELSEWHERE`` in it is another site's address."""

    markup: str
    is_script: bool = True
    """Whether it runs something, and does not only fetch or send."""
    is_pressed: bool = False
    """Whether a reader must press it."""
    only_headers: bool = False
    """Whether a page's own policy is not enough against it."""


def run(name: str) -> str:
    """Give the script that notes that it was run."""
    return f"(top.ran=top.ran||[]).push('{name}')"


INJECTIONS = {
    "script": Injection(f"<script>{run('script')}</script>"),
    "nonce": Injection(f'<script nonce="tebakan">{run("nonce")}</script>'),
    "module": Injection(f'<script type="module">{run("module")}</script>'),
    "onerror": Injection(f'<img src="tidak-ada.png" onerror="{run("onerror")}">'),
    "onload": Injection(f'<svg onload="{run("onload")}"></svg>'),
    "ontoggle": Injection(f'<details open ontoggle="{run("ontoggle")}"><summary>x</summary></details>'),
    "onfocus": Injection(f'<input autofocus onfocus="{run("onfocus")}">'),
    "svg_script": Injection(f"<svg><script>{run('svg_script')}</script></svg>"),
    "srcdoc": Injection(f'<iframe srcdoc="<script>{run("srcdoc")}</script>"></iframe>'),
    "frame_script": Injection(f'<iframe src="javascript:{run("frame_script")}"></iframe>'),
    "data_script": Injection(f'<script src="data:text/javascript,{run("data_script")}"></script>'),
    "elsewhere_script": Injection('<script src="ELSEWHERE"></script>'),
    "own_data": Injection(f'<script src="{OWN_DATA}"></script>', only_headers=True),
    "frame": Injection('<iframe src="ELSEWHERE"></iframe>', is_script=False),
    "object": Injection('<object data="ELSEWHERE" type="image/svg+xml"></object>', is_script=False),
    "embed": Injection('<embed src="ELSEWHERE" type="image/svg+xml">', is_script=False),
    "picture": Injection('<img src="ELSEWHERE">', is_script=False),
    "video": Injection('<video src="ELSEWHERE" preload="auto"></video>', is_script=False),
    "style_file": Injection('<link rel="stylesheet" href="ELSEWHERE">', is_script=False),
    "style": Injection("<style>.rk-brand { background: url(ELSEWHERE) }</style>", is_script=False),
    "style_attribute": Injection('<p style="background: url(ELSEWHERE)">x</p>', is_script=False),
    "preload": Injection('<link rel="preload" as="script" href="ELSEWHERE">', is_script=False),
    "link": Injection(f'<a id="{TRAP}" href="javascript:{run("link")}">x</a>', is_pressed=True),
    "form_script": Injection(
        f'<form action="javascript:{run("form_script")}"><button id="{TRAP}">x</button></form>',
        is_pressed=True,
    ),
    "form": Injection(
        f'<form action="ELSEWHERE"><input name="rahasia"><button id="{TRAP}">x</button></form>',
        is_script=False, is_pressed=True,
    ),
    "ping": Injection(f'<a id="{TRAP}" href="#x" ping="ELSEWHERE">x</a>', is_script=False, is_pressed=True),
    "base": Injection(
        f'<base href="ELSEWHERE"><a id="{TRAP}" href="sana">x</a>', is_script=False, is_pressed=True
    ),
}  # fmt: skip
"""By the name that each notes when it is run, or asks the other site for."""


class Elsewhere:
    """Another site, which notes what it is asked for."""

    def __init__(self) -> None:
        self.asked: list[str] = []
        self.pages: dict[str, str] = {}
        """Its own pages, by their names."""
        asked, pages = self.asked, self.pages

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                name = self.path.partition("?")[0].strip("/").partition("/")[0]
                asked.append(name)
                kind = "text/javascript" if name == "elsewhere_script" else "text/html"
                content = (
                    pages.get(name) or (run(name) if kind == "text/javascript" else "<p>x</p>")
                ).encode()
                self.send_response(200)
                self.send_header("Content-Type", kind)
                self.send_header("Content-Length", str(len(content)))
                self.end_headers()
                self.wfile.write(content)

            def do_POST(self) -> None:
                self.do_GET()

            def log_message(self, format: str, *args: object) -> None:  # noqa: A002
                pass

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.address = f"http://127.0.0.1:{self._server.server_port}/"

    @contextmanager
    def serving(self) -> Iterator["Elsewhere"]:
        """Answer until it is left."""
        threading.Thread(target=self._server.serve_forever, args=(0.02,), daemon=True).start()
        try:
            yield self
        finally:
            self._server.shutdown()
            self._server.server_close()
