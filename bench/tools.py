"""The tools that are compared: each with its inputs, its command and the change that it is to build in."""

import re
import shutil
import sys
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal, get_args

from bench.measure import Measurement, Output, count_output, measure_command

Scene = Literal["cold", "unchanged", "changed"]
"""A build from nothing; once more; and after a change of one agreement."""
SCENES: tuple[Scene, ...] = get_args(Scene)

_PURPOSE = re.compile(r"^(?P<key>purpose: ['\"]?)", re.MULTILINE)
_TITLE = re.compile(r"^title: .*$", re.MULTILINE)


def retitle(text: str, mark: str) -> str:
    """Give a record's text with another title that begins with a mark, as no other has it."""
    return _TITLE.sub(f"title: {mark}, dari waktu {time.time_ns()}", text, count=1)


@dataclass
class Tool:
    """A tool ready to build: what it is called and runs, and what its runs took.

    ``kept`` is the folder of what it remembers beside its site, where there is one; ``agreements`` are the
    files in which it reads what an agreement is for, one an agreement.
    """

    name: str
    version: str
    command: Sequence[str]
    site: Path
    kept: Path
    agreements: Sequence[Path]
    edit: Callable[[str, str], str] = lambda text, mark: _PURPOSE.sub(rf"\g<key>{mark} ", text, 1)
    """Gives the text of such a file with a mark in it that shows on the agreement's page."""
    folder: Path | None = None
    """Where it must be run."""
    server: Sequence[str] = ()
    """The command of its server that follows changes, where that is measured; without the port."""
    output: Output = field(default_factory=lambda: Output(0, 0, 0, 0))
    timed: dict[Scene, list[Measurement]] = field(default_factory=lambda: {scene: [] for scene in SCENES})
    watched: Measurement | None = None

    def watch(self) -> None:
        """Build from nothing to see the memory that it takes and what comes of it."""
        self.watched = self._build("cold", watch_memory=True)
        self.output = count_output(self.site)

    def time(self, scenes: Iterable[Scene], turn: int) -> None:
        """Build in each of the scenes, one after the other."""
        for scene in scenes:
            if scene == "changed":
                self._change(turn)
            self.timed[scene].append(self._build(scene, watch_memory=False))
            if not self.output.pages:
                self.output = count_output(self.site)

    def clear(self) -> None:
        """Remove what it has built, and all that it remembers."""
        for folder in (self.site, self.kept):
            shutil.rmtree(folder, ignore_errors=True)

    def _build(self, scene: Scene, *, watch_memory: bool) -> Measurement:
        if scene == "cold":
            self.clear()
        log = self.site.with_name(f"{self.site.name}.log")
        taken = measure_command(self.command, log, watch_memory=watch_memory, folder=self.folder)
        kind = f"{scene}, memory" if watch_memory else scene
        told = f"{self.name} ({kind}): {taken.seconds:.2f} s, {taken.cpu_seconds:.2f} CPU s"
        print(told, file=sys.stderr, flush=True)
        return taken

    def _change(self, turn: int) -> None:
        """Change another agreement each turn."""
        file = self.agreements[turn * 997 % len(self.agreements)]
        before = file.read_text("utf-8")
        after = self.edit(before, f"Diubah {turn}.")
        if after == before:
            raise ValueError(str(file))
        file.write_text(after, "utf-8")
