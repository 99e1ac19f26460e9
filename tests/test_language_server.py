"""VS Code's YAML support at work on a real record: the same schema underlines, completes and explains."""

import shutil
import subprocess
from collections.abc import Iterator

import pytest
from language_server import LanguageServer
from registers import ROOT

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not (shutil.which("npm") and shutil.which("node")), reason="needs node and npm"),
]

RECORD = ROOT / "records" / "agreements" / "ksdpl" / "ksdpl-hue.yaml"
TEXT = RECORD.read_text(encoding="utf-8")
LINES = TEXT.splitlines()
KIND = LINES.index("  kind: tidak-diketahui")


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[LanguageServer]:
    folder = tmp_path_factory.mktemp("server")
    for name in ("package.json", "package-lock.json"):
        shutil.copy(ROOT / "tests" / "editor" / name, folder)
    subprocess.run(["npm", "ci", "--silent", "--ignore-scripts"], cwd=folder, check=True, timeout=300)
    program = folder / "node_modules" / "yaml-language-server" / "bin" / "yaml-language-server"
    with LanguageServer(["node", str(program), "--stdio"], ROOT) as running:
        yield running


def test_a_right_record_is_not_underlined(server: LanguageServer) -> None:
    assert server.open(RECORD, TEXT) == []


def test_mistakes_are_underlined(server: LanguageServer) -> None:
    path = RECORD.with_name("salah.yaml")
    wrong = TEXT.replace("certainty: partial", "certainty: partia").replace("purpose:", "purpos:")
    lines = {found["range"]["start"]["line"] for found in server.open(path, wrong)}
    assert {LINES.index("certainty: partial"), _line("purpose:")} <= lines


def test_keys_and_choices_are_explained_in_indonesian(server: LanguageServer) -> None:
    path = RECORD.with_name("jelas.yaml")
    server.open(path, TEXT)
    assert "#### Pengenal\n\nNama tetap catatan ini." in server.hover(path, _line("id:"), 1)
    assert "Jenis naskah" in server.hover(path, KIND, 4)
    assert "`kesepakatan-bersama`: Kesepakatan Bersama" in server.hover(path, KIND, 4)


def test_choices_are_completed(server: LanguageServer) -> None:
    path = RECORD.with_name("pilih.yaml")
    server.open(path, TEXT.replace("kind: tidak-diketahui", "kind: "))
    found = server.complete(path, KIND, len("  kind: "))
    assert found["nota-kesepakatan"] == "Nota Kesepakatan"


def _line(start: str) -> int:
    return next(number for number, line in enumerate(LINES) if line.startswith(start))
