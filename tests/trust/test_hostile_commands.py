"""What commands say of a register of hostile texts is harmless at a terminal and whole elsewhere."""

import re
import shutil
from collections.abc import Callable
from pathlib import Path

import html5lib
import markdown  # type: ignore[import-untyped]  # it has no types
import pytest
from carried import examine, read_csv, read_json, without_apostrophes
from hostileregister import HostileRegister, write_hostile_register
from repositories import Repository
from smallregister import run
from tally import Tally
from terminalscreen import show_on_terminal

from generator.records import AGREEMENT_TYPES

pytestmark = pytest.mark.slow

_LEFT_OUT = [f"agreement-{one}" for one in AGREEMENT_TYPES if one != "ksdpl"]
_DAY = ("--as-of", "2026-11-24")
_PLAIN_TAGS = (
    "h1", "h2", "h3", "h4", "p", "ul", "ol", "li", "table", "thead", "tbody", "tr", "th", "td", "br",
    "strong", "em", "code", "hr", "details", "summary",
)  # fmt: skip

Ask = Callable[..., str]


@pytest.fixture(scope="module")
def register(tmp_path_factory: pytest.TempPathFactory) -> HostileRegister:
    """Give a register in git, of which all hostile records are a change that is not yet committed."""
    folder = tmp_path_factory.mktemp("commands")
    repository = Repository(folder / "register")
    repository.commit("Awal")
    written = write_hostile_register(folder / "beside", *_LEFT_OUT)
    shutil.copytree(written.root / "records", repository.folder / "records", dirs_exist_ok=True)
    written.root = repository.folder
    return written


@pytest.fixture(scope="module")
def ask(register: HostileRegister) -> Ask:
    def ask(*words: str, code: int = 0) -> str:
        done = run(words[0], "--root", str(register.root), *_DAY, *words[1:])
        assert done.returncode == code, done.stderr
        return str(done.stdout)

    return ask


def _squeeze(text: str) -> str:
    """Give a text as one line: at a terminal it goes on in the next line wherever it is full."""
    return " ".join(text.split())


def _examine(register: HostileRegister, text: str, tally: Tally, least: int) -> None:
    tally.add("tries", examine(register, iter([("", text)]), least, _squeeze))
    tally.add("outputs")


def test_what_is_due_only_shows_letters_at_a_terminal(
    register: HostileRegister, ask: Ask, tally: Tally
) -> None:
    _examine(register, show_on_terminal(ask("due", "--format", "text")), tally, 2)


def _read_markdown(text: str) -> str:
    """Give what a reader of Markdown sees, which no link, picture or call of a person is part of."""
    made = markdown.markdown(text, extensions=["tables", "fenced_code", "footnotes"])
    page = html5lib.HTMLParser(namespaceHTMLElements=False).parseFragment(made)
    names = {str(one.tag) for one in page.iter() if isinstance(one.tag, str)}
    assert names <= {*_PLAIN_TAGS, "DOCUMENT_FRAGMENT"}
    return "".join(page.itertext())


def test_what_is_due_as_markdown_is_text_in_tables(register: HostileRegister, ask: Ask, tally: Tally) -> None:
    _examine(register, _read_markdown(ask("due", "--format", "markdown")), tally, 2)


def test_what_is_due_as_a_mail_runs_and_fetches_nothing(
    register: HostileRegister, ask: Ask, tally: Tally
) -> None:
    parser = html5lib.HTMLParser(namespaceHTMLElements=False)
    page = parser.parse(ask("due", "--format", "html"))
    assert parser.errors == []
    names = {str(one.tag) for one in page.iter()}
    assert not names & {"script", "img", "svg", "iframe", "form", "link", "base", "object", "input", "math"}
    for one in page.iter():
        assert not any(str(key).startswith("on") for key in one.attrib)
        assert re.match("https?:|#|$", one.get("href", "")), one.get("href")
    body = page.find("body")
    assert body is not None
    _examine(register, "".join(body.itertext()), tally, 2)


def test_what_is_due_as_data_is_whole(
    register: HostileRegister, ask: Ask, tally: Tally, tmp_path: Path
) -> None:
    path = tmp_path / "due.json"
    path.write_text(ask("due", "--format", "json"), encoding="utf-8")
    tally.add("tries", examine(register, read_json([path]), 2))
    tally.add("outputs")


def test_what_changes_only_shows_letters_at_a_terminal(
    register: HostileRegister, ask: Ask, tally: Tally
) -> None:
    shown = show_on_terminal(ask("diff", "main", "--format", "text", "--all"))
    _examine(register, shown, tally, 2)


def test_what_changes_as_a_comment_is_text(register: HostileRegister, ask: Ask, tally: Tally) -> None:
    _examine(register, _read_markdown(ask("diff", "main", "--format", "markdown")), tally, 1)


def test_what_changes_as_data_is_whole(
    register: HostileRegister, ask: Ask, tally: Tally, tmp_path: Path
) -> None:
    path = tmp_path / "diff.json"
    path.write_text(ask("diff", "main", "--format", "json"), encoding="utf-8")
    tally.add("tries", examine(register, read_json([path]), 2))
    tally.add("outputs")


def test_figures_only_show_letters_at_a_terminal_and_run_nothing_in_a_table(
    register: HostileRegister, ask: Ask, tally: Tally, tmp_path: Path
) -> None:
    _examine(register, show_on_terminal(ask("statistics", "--format", "text")), tally, 2)
    path = tmp_path / "figures.csv"
    path.write_text(ask("statistics", "--format", "csv"), encoding="utf-8")
    tally.add("tries", examine(register, read_csv([path]), 2, without_apostrophes))
    tally.add("outputs")


def test_an_explained_record_only_shows_letters_at_a_terminal(
    register: HostileRegister, tally: Tally
) -> None:
    folder = register.root / "records"
    files = [*sorted(folder.glob("agreements/ksdpl/ksdpl-uji-*")), *sorted(folder.glob("partners/*-uji-*"))]
    assert len(files) > 200
    for path in files[::2]:
        done = run("explain", "--root", str(register.root), path.relative_to(register.root).as_posix())
        assert done.returncode == 0
        assert "q" in show_on_terminal(done.stdout)
    tally.add("outputs")
    tally.add("tries", len(files[::2]))
