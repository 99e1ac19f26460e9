"""``python -m bench.phases``: where the processor's time of a build from nothing goes, in one process.

The program's own functions are wrapped; what one of them calls counts for the innermost that is named here.
"""

import argparse
import functools
import importlib
import inspect
import json
import os
import subprocess
import sys
import time
from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from bench.__main__ import find_place, make_register
from bench.report import put_results, spell_decimal, spell_number
from generator.clock import today

_PAGE = Path(__file__).resolve().parent.parent / "docs" / "pengembang" / "kinerja.md"
_MARK = "bagian"
# What each phase is called, and the functions that are it, as a module and a name in it.
_PHASES: dict[str, tuple[tuple[str, str], ...]] = {
    "Halaman tema (MkDocs)": (("generator.commands.building", "_build_theme"),),
    "Membaca dan memeriksa catatan": (("generator.site.completion", "check_remembered"),),
    "Register, himpunan, dan edisi": (
        ("generator.site.completion", "build_register"),
        ("generator.site.completion", "make_edition"),
        ("generator.site.completion", "read_story"),
    ),
    "Daftar halaman": (("generator.site.completion", "SiteCompletion.refuse_overwriting"),),
    "HTML: templat": (("generator.site.templating", "TemplateEnvironment.render"),),
    "HTML: kerangka dan schema.org": (("generator.site.render", "Renderer.render"),),
    "Dokumen API": (("generator.api.library", "Library.iterate_parts"),),
    "Menulis dan menyidik berkas": (
        ("generator.site.writing", "_write_file"),
        ("generator.site.writing", "FileWriter.put"),
    ),
    "Tabel, buku kerja, basis data, dan berkas di sebelah halaman": (
        ("generator.site.outputs", "write_exports"),
    ),
    "Arsip": (("generator.site.outputs", "write_archive"),),
    "Data pencarian": (("generator.site.outputs", "write_search"),),
    "Berkas lain": (("generator.site.completion", "write_outputs"),),
}


class _Clock:
    """Counts for each phase the processor's seconds that are spent in it, less those of phases within."""

    def __init__(self) -> None:
        self.seconds: dict[str, float] = defaultdict(float)
        self._within = [0.0]

    def watch(self, phase: str, module: str, name: str) -> None:
        """Have a function, or a method, count for a phase."""
        holder: Any = importlib.import_module(module)
        *outer, last = name.split(".")
        for one in outer:
            holder = getattr(holder, one)
        setattr(holder, last, self._wrap(phase, getattr(holder, last)))

    def _wrap(self, phase: str, function: Callable[..., Any]) -> Callable[..., Any]:
        @functools.wraps(function)
        def timed(*arguments: Any, **more: Any) -> Any:  # noqa: ANN401  whatever the function takes
            with self._count(phase):
                return function(*arguments, **more)

        @functools.wraps(function)
        def timed_steps(*arguments: Any, **more: Any) -> Iterator[Any]:  # noqa: ANN401
            steps = function(*arguments, **more)
            while True:
                with self._count(phase):
                    step = next(steps, self)
                if step is self:
                    return
                yield step

        return timed_steps if inspect.isgeneratorfunction(function) else timed

    @contextmanager
    def _count(self, phase: str) -> Iterator[None]:
        begun = time.process_time()
        self._within.append(0.0)
        try:
            yield
        finally:
            taken = time.process_time() - begun
            self.seconds[phase] += taken - self._within.pop()
            self._within[-1] += taken


def _build(words: list[str]) -> None:
    """Run a command and print what its phases took, as JSON at the end."""
    clock = _Clock()
    for phase, functions in _PHASES.items():
        for module, name in functions:
            clock.watch(phase, module, name)
    from generator.__main__ import main  # noqa: PLC0415  it is the one that is watched

    with suppress(SystemExit):
        main(words)
    sys.stdout.write(f"\n{json.dumps({**clock.seconds, '': time.process_time()})}\n")


def _measure(count: int, place: Path) -> dict[str, float]:
    with TemporaryDirectory(prefix="registri-bench-", dir=place) as work:
        folder = Path(work)
        register = make_register(folder / "register", count)
        words = ["build", "--root", str(register), "--jobs", "1", "--as-of", today().isoformat()]
        command = [sys.executable, "-m", "bench.phases", "--build", *words]
        around = {**os.environ, "XDG_CACHE_HOME": str(folder / "kept")}
        done = subprocess.run(command, check=True, capture_output=True, text=True, env=around)
    found: dict[str, float] = json.loads(done.stdout.splitlines()[-1])
    return found


def render_phases(seconds: dict[str, float], count: int, day: str) -> str:
    """Give what each phase took as Markdown; the whole stands under no name."""
    total = seconds[""]
    named = {phase: seconds.get(phase, 0.0) for phase in _PHASES}
    named["Memulai, dan lain-lain"] = total - sum(named.values())
    whole = f"waktu prosesor {spell_decimal(total, 1)} detik"
    lines = [
        f"Diukur {day}: {spell_number(count)} perjanjian, satu proses, {whole}.",
        "",
        "| Bagian | Waktu prosesor (detik) | Dari seluruhnya |",
        "| --- | ---: | ---: |",
        *(
            f"| {phase} | {spell_decimal(taken, 2)} | {100 * taken / total:.0f}% |"
            for phase, taken in sorted(named.items(), key=lambda item: -item[1])
        ),
    ]
    return "\n".join(lines)


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m bench.phases", description=__doc__)
    parser.add_argument("--count", type=int, default=10_000, help="banyaknya perjanjian contoh")
    parser.add_argument("--folder", type=Path, help="tempat bekerja; bawaan: di memori bila ada")
    parser.add_argument("--no-page", action="store_true", help="jangan tulis docs/pengembang/kinerja.md")
    arguments = parser.parse_args()
    text = render_phases(
        _measure(arguments.count, find_place(arguments.folder)), arguments.count, today().isoformat()
    )
    print(text)
    if not arguments.no_page:
        put_results(_PAGE, text, _MARK)


if __name__ == "__main__":
    _build(sys.argv[2:]) if sys.argv[1:2] == ["--build"] else main()
