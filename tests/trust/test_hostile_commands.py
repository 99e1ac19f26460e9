"""What commands say of a register of hostile texts is harmless at a terminal."""

import shutil
from collections.abc import Callable

import pytest
from hostileregister import HostileRegister, write_hostile_register
from repositories import Repository
from smallregister import run
from tally import Tally
from terminalscreen import show_on_terminal

from generator.records import AGREEMENT_TYPES

pytestmark = pytest.mark.slow

_LEFT_OUT = [f"agreement-{one}" for one in AGREEMENT_TYPES if one != "ksdpl"]
_DAY = ("--as-of", "2026-11-24")

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


@pytest.mark.parametrize("words", [("due",), ("statistics",), ("diff", "main", "--all")], ids=" ".join)
def test_a_report_only_shows_letters_at_a_terminal(
    words: tuple[str, ...], register: HostileRegister, ask: Ask, tally: Tally
) -> None:
    shown = show_on_terminal(ask(*words, "--format", "text"))
    named = {(planted.field, planted.payload) for planted, _ in register.find(shown)}
    assert len({payload for _, payload in named}) > 80
    tally.add("outputs")
    tally.add("tries", len(named))


def test_an_explained_record_only_shows_letters_at_a_terminal(
    register: HostileRegister, tally: Tally
) -> None:
    folder = register.root / "records"
    files = [*sorted(folder.glob("agreements/ksdpl/ksdpl-uji-*")), *sorted(folder.glob("partners/*-uji-*"))]
    assert len(files) > 200
    for path in files[::8]:
        done = run("explain", "--root", str(register.root), path.relative_to(register.root).as_posix())
        assert done.returncode == 0
        assert "q" in show_on_terminal(done.stdout)
    tally.add("outputs")
    tally.add("tries", len(files[::8]))
