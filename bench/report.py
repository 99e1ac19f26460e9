"""The results in words: a table for the terminal and the page about speed, with the budgets beside them."""

import os
import platform
import statistics
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from bench.measure import Measurement, Output

OURS, HUGO, MKDOCS = "registri", "hugo", "mkdocs"
NAMES = {OURS: "registri build", HUGO: "Hugo", MKDOCS: "MkDocs + Material"}

_HUGO_BUDGET, _MKDOCS_BUDGET, _MEMORY_BUDGET = 0.7, 25.0, 350
_MEMORY_COUNT = 10_000
_MB = 1_000_000
_COMPARABLE = 0.15


class NoPlaceError(Exception):
    """The page about speed holds no marks between which the results belong."""


@dataclass
class Result:
    """One tool's runs: the timed ones, the one whose memory was watched, and what it built."""

    version: str
    output: Output = field(default_factory=lambda: Output(0, 0, 0, 0))
    timed: list[Measurement] = field(default_factory=list)
    watched: Measurement | None = None

    @property
    def seconds(self) -> float:
        """The median wall time."""
        return statistics.median(run.seconds for run in self.timed)

    @property
    def memory(self) -> float:
        """The highest memory of the whole tree in MB."""
        return (self.watched.tree_bytes or 0) / _MB if self.watched else 0.0


Results = Mapping[str, Result]


def render_results(results: Results, measured: str, count: int) -> str:
    """Give the results as Markdown."""
    head = (
        "Alat", "Versi", "Waktu (detik)", "Terendah–tertinggi", "Waktu prosesor", "Memori puncak",
        "Proses terbesar", "Halaman", "HTML", "Semua berkas",
    )  # fmt: skip
    told = (
        f"Diukur {measured}: {spell_number(count)} perjanjian, {os.cpu_count()} inti prosesor, "
        f"Python {platform.python_version()}, {platform.system()}. Median dari putaran yang bergiliran."
    )
    lines = [
        told,
        "",
        f"| {' | '.join(head)} |",
        "| --- | --- |" + " ---: |" * (len(head) - 2),
        *(_result_row(name, result) for name, result in results.items() if result.timed),
        "",
        *_compare(results, count),
    ]
    return "\n".join(lines)


def _result_row(name: str, result: Result) -> str:
    seconds = [run.seconds for run in result.timed]
    watched = result.watched or result.timed[-1]
    cells = (
        NAMES[name],
        result.version,
        spell_decimal(result.seconds, 2),
        f"{spell_decimal(min(seconds), 2)}–{spell_decimal(max(seconds), 2)} ({len(seconds)} putaran)",
        spell_decimal(statistics.median(run.cpu_seconds for run in result.timed), 1),
        f"{result.memory:.0f} MB",
        f"{watched.largest_bytes / _MB:.0f} MB",
        spell_number(result.output.pages),
        f"{result.output.page_bytes / _MB:.0f} MB",
        f"{result.output.file_bytes / _MB:.0f} MB",
    )
    return f"| {' | '.join(cells)} |"


def _compare(results: Results, count: int) -> Iterator[str]:
    ours, hugo, mkdocs = (results.get(name) for name in (OURS, HUGO, MKDOCS))
    if ours and hugo and ours.timed and hugo.timed:
        ratio = ours.seconds / hugo.seconds
        pairs = ", ".join(
            spell_decimal(own.seconds / other.seconds, 2)
            for own, other in zip(ours.timed, hugo.timed, strict=False)
        )
        yield (
            f"- Terhadap Hugo: {spell_decimal(ratio, 2)} kali waktunya (tiap putaran: {pairs}); "
            f"anggaran paling banyak {spell_decimal(_HUGO_BUDGET, 1)}: {_verdict(ratio <= _HUGO_BUDGET)}."
        )
        yield f"- {_compare_output(NAMES[HUGO], ours.output, hugo.output)}"
    if ours and mkdocs and ours.timed and mkdocs.timed:
        times = mkdocs.seconds / ours.seconds
        yield (
            f"- Terhadap MkDocs + Material: {spell_decimal(times, 1)} kali lebih cepat; "
            f"anggaran paling sedikit {_MKDOCS_BUDGET:.0f}: {_verdict(times >= _MKDOCS_BUDGET)}."
        )
        yield f"- {_compare_output(NAMES[MKDOCS], ours.output, mkdocs.output)}"
    if ours and ours.watched:
        verdict = _verdict(ours.memory < _MEMORY_BUDGET) if count >= _MEMORY_COUNT else "bukan ukuran itu"
        yield (
            f"- Memori puncak: {ours.memory:.0f} MB; anggaran di bawah {_MEMORY_BUDGET} MB pada "
            f"{spell_number(_MEMORY_COUNT)} perjanjian: {verdict}."
        )


def _compare_output(name: str, ours: Output, theirs: Output) -> str:
    pages, size = theirs.pages / ours.pages - 1, theirs.page_bytes / ours.page_bytes - 1
    told = f"{name} menulis {pages:+.1%} halaman dan {size:+.1%} bita HTML dibanding proyek ini"
    verdict = "sebanding" if max(abs(pages), abs(size)) <= _COMPARABLE else "TIDAK sebanding"
    return f"{told.replace('.', ',')} (batas 15%): {verdict}."


def _verdict(met: bool) -> str:  # noqa: FBT001  a verdict is of a truth
    return "tercapai" if met else "**belum tercapai**"


def spell_number(number: int) -> str:
    return f"{number:,}".replace(",", ".")


def spell_decimal(number: float, places: int) -> str:
    return f"{number:.{places}f}".replace(".", ",")


def put_results(page: Path, text: str, mark: str = "hasil") -> None:
    """Put results between their marks on the page; the page is replaced as a whole or not at all.

    Raises NoPlaceError where the page lacks the marks.
    """
    begin, end = f"<!-- {mark}:awal -->", f"<!-- {mark}:akhir -->"
    before, is_begun, rest = page.read_text("utf-8").partition(begin)
    _, is_ended, after = rest.partition(end)
    if not is_begun or not is_ended:
        raise NoPlaceError(str(page))
    with tempfile.NamedTemporaryFile("w", encoding="utf-8", dir=page.parent, delete=False) as stream:
        stream.write(f"{before}{begin}\n{text}\n{end}{after}")
    Path(stream.name).chmod(page.stat().st_mode)
    Path(stream.name).replace(page)


def list_names(only: Sequence[str]) -> list[str]:
    """Give the tools to run, in the fixed order."""
    return [name for name in NAMES if not only or name in only]
