"""A client for language servers: what an editor asks of one, over standard input and output."""

import json
import subprocess
from collections.abc import Sequence
from pathlib import Path
from types import TracebackType
from typing import Any, Self

_SETTINGS = {"yaml": {"validate": True, "hover": True, "completion": True, "schemaStore": {"enable": False}}}


class LanguageServer:
    """A running server that has one folder open."""

    def __init__(self, command: Sequence[str], root: Path) -> None:
        self._process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        self._number = 0
        self._told: list[dict[str, Any]] = []
        folder = {"uri": root.as_uri(), "name": root.name}
        abilities = {"textDocument": {"hover": {"contentFormat": ["markdown"]}}}
        self._ask(
            "initialize",
            {
                "processId": None,
                "rootUri": root.as_uri(),
                "workspaceFolders": [folder],
                "capabilities": abilities,
            },
        )
        self._tell("initialized", {})
        self._tell("workspace/didChangeConfiguration", {"settings": _SETTINGS})

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._process.kill()
        self._process.communicate()

    def open(self, path: Path, text: str) -> list[dict[str, Any]]:
        """Show a file with a text, and give what the server underlines in it."""
        document = {"uri": path.as_uri(), "languageId": "yaml", "version": 1, "text": text}
        self._tell("textDocument/didOpen", {"textDocument": document})
        while True:
            for told in self._told:
                if (
                    told["method"] == "textDocument/publishDiagnostics"
                    and told["params"]["uri"] == path.as_uri()
                ):
                    self._told.remove(told)
                    found: list[dict[str, Any]] = told["params"]["diagnostics"]
                    return found
            self._told.append(self._read())

    def hover(self, path: Path, line: int, column: int) -> str:
        """Give what is shown over a place, counted from 0."""
        shown = self._ask("textDocument/hover", _place(path, line, column))
        return str(shown["contents"]["value"])

    def complete(self, path: Path, line: int, column: int) -> dict[str, Any]:
        """Give what can be written in a place, each with its explanation."""
        answer = self._ask("textDocument/completion", _place(path, line, column))
        return {item["label"]: item.get("documentation") for item in answer["items"]}

    def _ask(self, method: str, params: dict[str, Any]) -> Any:
        self._number += 1
        self._send({"id": self._number, "method": method, "params": params})
        while True:
            message = self._read()
            if "method" not in message and message.get("id") == self._number:
                return message["result"]
            self._told.append(message)

    def _tell(self, method: str, params: dict[str, Any]) -> None:
        self._send({"method": method, "params": params})

    def _send(self, message: dict[str, Any]) -> None:
        assert self._process.stdin
        data = json.dumps({"jsonrpc": "2.0", **message}).encode()
        self._process.stdin.write(b"Content-Length: %d\r\n\r\n" % len(data) + data)
        self._process.stdin.flush()

    def _read(self) -> dict[str, Any]:
        """Read the server's next message; what it asks of the client is answered with nothing."""
        assert self._process.stdout
        length = 0
        while line := self._process.stdout.readline().strip():
            name, _, value = line.partition(b":")
            if name.lower() == b"content-length":
                length = int(value)
        assert length, "the server has ended"
        message: dict[str, Any] = json.loads(self._process.stdout.read(length))
        if "id" in message and "method" in message:
            self._send({"id": message["id"], "result": None})
        return message


def _place(path: Path, line: int, column: int) -> dict[str, Any]:
    return {"textDocument": {"uri": path.as_uri()}, "position": {"line": line, "character": column}}
