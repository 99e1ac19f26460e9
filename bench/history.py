"""``python -m bench.history``: time the story of a large register, told for the first time and again."""

import datetime
import os
import re
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

from bench.cases import KEPT, Case, run_bench
from bench.repository import GIT
from generator.home import find_part
from generator.schemas import SchemaSet
from generator.story.reading import read_story

_COLD, _WARM = 5.0, 0.5
_COMMITS = 2000
_DAY = 86_400
_END = re.compile(rb'(\n  end: )"[0-9]{4}-[0-9]{2}-[0-9]{2}"')
_START = 1_600_000_000


class HistoryBench:
    """The story of a register that began with an import and was corrected again and again."""

    def __init__(self, folder: Path, register: Path) -> None:
        self._folder, self._register = folder, register
        self._files = sorted(register.glob("records/agreements/*/*.yaml"))
        self.cases = (
            Case("Pertama kali, semua 2.000 commit", _COLD),
            Case("Sekali lagi", _WARM),
            Case("Setelah satu commit lagi", _WARM),
        )
        self._git("init", "--quiet", "--initial-branch", "main")
        self._git("add", "--all")
        self._git("commit", "--quiet", "--message", "Awal", seconds=_START - _DAY)
        self._import(_COMMITS)
        self._git("reset", "--quiet", "--hard")

    @property
    def count(self) -> int:
        """The number of agreements."""
        return len(self._files)

    def run(self, turn: int) -> None:
        """Tell the story from nothing, from memory, and after one more commit."""
        shutil.rmtree(self._folder / KEPT, ignore_errors=True)
        first, again, one_more = self.cases
        self._time(first)
        self._time(again)
        file = self._files[turn]
        file.write_bytes(_change(file.read_bytes(), _COMMITS + turn))
        self._git("commit", "--quiet", "--all", "--message", "Satu lagi")
        self._time(one_more)

    def _time(self, case: Case) -> None:
        schemas = SchemaSet(find_part(self._register, "schema"))
        start = time.perf_counter()
        story = read_story(self._register, schemas)
        case.seconds.append(time.perf_counter() - start)
        if len(story.history.commits) < _COMMITS:
            raise RuntimeError(len(story.publications))
        print(f"{case.name}: {case.seconds[-1]:.2f} detik", file=sys.stderr, flush=True)

    def _import(self, number: int) -> None:
        """Make many commits in one go: each corrects an agreement, each tenth another one too."""
        contents = {file: file.read_bytes() for file in self._files}
        stream = b"".join(self._write_commits(contents, number))
        subprocess.run([*GIT, "-C", str(self._register), "fast-import", "--quiet"], input=stream, check=True)

    def _write_commits(self, contents: dict[Path, bytes], number: int) -> Iterator[bytes]:
        for turn in range(number):
            when = _START + turn * _DAY
            reason = f"Perbaiki catatan ke-{turn}".encode()
            yield b"commit refs/heads/main\ncommitter bench <bench@contoh.example> %d +0700\n" % when
            yield b"data %d\n%b\n" % (len(reason), reason)
            if turn == 0:
                yield b"from refs/heads/main^0\n"
            for step in range(1 + (turn % 10 == 0)):
                file = self._files[(turn * 997 + step * 13) % len(self._files)]
                contents[file] = _change(contents[file], turn)
                place = file.relative_to(self._register).as_posix().encode()
                yield b"M 100644 inline %b\ndata %d\n%b\n" % (place, len(contents[file]), contents[file])

    def _git(self, *words: str, seconds: int = _START + _COMMITS * _DAY) -> None:
        moment = {"GIT_COMMITTER_DATE": f"{seconds} +0700", "GIT_AUTHOR_DATE": f"{seconds} +0700"}
        command = [*GIT, "-C", str(self._register), *words]
        subprocess.run(command, check=True, stdout=sys.stderr, env={**os.environ, **moment})


def _change(content: bytes, turn: int) -> bytes:
    """Change the end of an agreement, or its title where it has none that is one day."""
    day = datetime.date(2030, 1, 1) + datetime.timedelta(days=turn)
    changed, count = _END.subn(b'\\1"%b"' % day.isoformat().encode(), content, count=1)
    return changed if count else content.replace(b"\ntitle: ", b"\ntitle: Diubah %d. " % turn, 1)


if __name__ == "__main__":
    run_bench("history", __doc__ or "", "riwayat", 3, HistoryBench, head="Riwayat untuk `registri build`")
