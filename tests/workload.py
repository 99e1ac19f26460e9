"""What a command does, counted and not timed: which files it opens to read or to write, and what it starts.

Run as a script with the words of a command: it runs that command and prints the counts as JSON at the end.
"""

import json
import os
import subprocess
import sys
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

from registers import ROOT

_WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT


@dataclass(frozen=True)
class Workload:
    """How often each file was opened to be read and to be written, and how often each program was started."""

    read: dict[str, int]
    written: dict[str, int]
    started: dict[str, int]


def count_work(*words: str, **environment: str) -> Workload:
    """Run a command in one process of its own, and give what it did."""
    done = subprocess.run(
        [sys.executable, __file__, *words],
        capture_output=True,
        check=True,
        text=True,
        env={**os.environ, "PYTHONPATH": str(ROOT), **environment},
    )
    return Workload(**json.loads(done.stdout.splitlines()[-1]))


def _main() -> None:
    counts: dict[str, Counter[str]] = {"read": Counter(), "written": Counter(), "started": Counter()}

    def note(event: str, arguments: tuple[object, ...]) -> None:
        if event == "open" and isinstance(arguments[0], str | bytes | Path):
            mode, flags = str(arguments[1] or ""), arguments[2]
            is_writing = bool(flags & _WRITING if isinstance(flags, int) else set(mode) & set("wax+"))
            path = os.path.abspath(os.fsdecode(arguments[0]))  # noqa: PTH100  no link followed
            # Where there is no folder yet nothing is written: it is made, and the file opened once more.
            if not is_writing or os.path.isdir(os.path.dirname(path)):  # noqa: PTH112, PTH120
                counts["written" if is_writing else "read"][path] += 1
        elif event == "subprocess.Popen":
            counts["started"][Path(str(arguments[0])).name] += 1

    from generator.__main__ import main  # noqa: PLC0415  what Python itself loads is no work of the command

    def tell() -> None:
        sys.stdout.write(f"{json.dumps(counts)}\n")
        sys.stdout.flush()

    # The program ends at once, without the interpreter's tidying up.
    end = os._exit

    def tell_and_end(code: int) -> None:
        tell()
        end(code)

    os._exit = tell_and_end  # type: ignore[assignment]
    sys.addaudithook(note)
    try:
        main(sys.argv[1:])
    except SystemExit as left:
        tell()
        raise left from None


if __name__ == "__main__":
    _main()
