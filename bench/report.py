"""The results in words: tables for the terminal and the page about speed, with the budgets beside them."""

import os
import platform
import statistics
import tempfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from bench.comparison import BARE, BOTH, HUGO, MKDOCS, OURS, PAGES
from bench.measure import Output
from bench.tools import SCENES, Scene, Tool

_SCENES: dict[Scene, str] = {
    "cold": "dari nol",
    "unchanged": "sekali lagi, tanpa perubahan",
    "changed": "satu perjanjian berubah",
}
_COUNT = 10_000
"""The number of agreements that the budgets speak of."""
MOST_OF_HUGO_CHANGED, CHANGED_SECONDS = 0.08, 0.8
"""The budgets for one agreement changed: beside Hugo's time, and in seconds."""
_MOST_OF_HUGO, _LEAST_OF_MKDOCS, _UNCHANGED_SECONDS = 0.5, 25.0, 0.4
_MEMORY_MB = {_COUNT: 350, 5 * _COUNT: 1200}
_MOST_GROWTH = 5.25
_MEDIAN = "Median dari putaran yang bergiliran."
_MB = 1_000_000
_COMPARABLE = 0.15

LEFT, RIGHT = "---", "---:"
"""The rules under a table's headings, by the side to which a column keeps."""

Tools = Mapping[str, Tool]


class NoPlaceError(Exception):
    """The page about speed holds no marks between which the results belong."""


def render_table(
    told: str, columns: Mapping[str, str], rows: Iterable[Sequence[str]], judged: Iterable[str]
) -> str:
    """Give a table as Markdown: what is told of it first, and the budgets' verdicts below.

    ``columns`` are the headings with their rules.
    """
    lines = [told, "", *(f"| {' | '.join(cells)} |" for cells in (columns, columns.values(), *rows))]
    return "\n".join((*lines, "", *(f"- {line}" for line in judged)))


def render_results(tools: Tools, measured: str, count: int) -> str:
    """Give the results of a comparison as Markdown."""
    columns = {"Alat": LEFT, "Versi": LEFT} | dict.fromkeys(
        (
            "Waktu (detik)", "Terendah–tertinggi", "Waktu prosesor", "Milidetik per halaman",
            "Memori puncak", "Halaman", "HTML", "Semua berkas",
        ),
        RIGHT,
    )  # fmt: skip
    rows = (_list_cells(tool, scene) for tool in tools.values() for scene in SCENES if tool.timed[scene])
    return render_table(tell_measured(measured, count), columns, rows, _judge(tools, count))


def render_growth(grown: Mapping[int, Tools], measured: str) -> str:
    """Give what registers of several sizes took, from nothing, as Markdown."""
    columns = {"Perjanjian": RIGHT, "Alat": LEFT} | dict.fromkeys(
        (
            "Waktu (detik)", "Terendah–tertinggi", "Waktu prosesor", "Memori puncak", "Halaman",
            "Semua berkas",
        ),
        RIGHT,
    )  # fmt: skip
    rows = (
        (
            spell_number(count),
            tool.name,
            *_spell_times(tool, "cold"),
            f"{_memory(tool):.0f} MB" if tool.watched else "",
            spell_number(tool.output.pages),
            f"{tool.output.file_bytes / _MB:.0f} MB",
        )
        for count, tools in grown.items()
        for tool in tools.values()
    )
    told = f"Diukur {measured}, dari nol: {_describe_machine()}. Median dari semua putaran."
    return render_table(told, columns, rows, _judge_growth(grown))


def tell_measured(measured: str, count: int) -> str:
    """Say over how many agreements, when and on what machine tools were measured turn by turn."""
    return f"Diukur {measured}: {spell_number(count)} perjanjian, {_describe_machine()}. {_MEDIAN}"


def _describe_machine() -> str:
    return f"{os.cpu_count()} inti prosesor, Python {platform.python_version()}, {platform.system()}"


def _list_cells(tool: Tool, scene: Scene) -> Sequence[str]:
    is_cold = scene == "cold"
    per_page = 1000 * _seconds(tool, scene) / tool.output.pages
    return (
        f"{tool.name}, {_SCENES[scene]}",
        tool.version,
        *_spell_times(tool, scene),
        spell_decimal(per_page, 2),
        f"{_memory(tool):.0f} MB" if is_cold and tool.watched else "",
        spell_number(tool.output.pages) if is_cold else "",
        f"{tool.output.page_bytes / _MB:.0f} MB" if is_cold else "",
        f"{tool.output.file_bytes / _MB:.0f} MB" if is_cold else "",
    )


def _spell_times(tool: Tool, scene: Scene) -> tuple[str, str, str]:
    runs = tool.timed[scene]
    return (
        spell_decimal(_seconds(tool, scene), 2),
        spell_range(_list_seconds(tool, scene)),
        spell_decimal(statistics.median(run.cpu_seconds for run in runs), 1),
    )


def spell_range(seconds: Sequence[float]) -> str:
    """Give the lowest and the highest of some times, and how many they are."""
    return f"{spell_decimal(min(seconds), 2)}–{spell_decimal(max(seconds), 2)} ({len(seconds)} putaran)"


def _seconds(tool: Tool, scene: Scene) -> float:
    """Give the median wall time."""
    return statistics.median(_list_seconds(tool, scene))


def _list_seconds(tool: Tool, scene: Scene) -> list[float]:
    """Give the wall time of each run."""
    return [run.seconds for run in tool.timed[scene]]


def _memory(tool: Tool) -> float:
    """Give the highest memory of the whole tree in MB."""
    return (tool.watched.tree_bytes or 0) / _MB if tool.watched else 0.0


def _judge(tools: Tools, count: int) -> Iterator[str]:
    """Set the results beside the budgets, which are for so many agreements."""
    ours, both, hugo, mkdocs = (tools.get(name) for name in (OURS, BOTH, HUGO, MKDOCS))
    if ours and hugo:
        limits: list[tuple[str, Scene, float]] = [
            *((name, "cold", _MOST_OF_HUGO) for name in (OURS, BARE, PAGES)),
            (OURS, "changed", MOST_OF_HUGO_CHANGED),
        ]
        for name, scene, most in limits:
            if own := tools.get(name):
                told = f"{own.name}, {_SCENES[scene]}, terhadap Hugo"
                yield judge_ratio(told, _list_seconds(own, scene), _list_seconds(hugo, scene), most)
        yield _compare_output(ours.output, hugo)
    if both and hugo:
        two, one = (_seconds(tool, "cold") / tool.output.pages for tool in (both, hugo))
        yield (
            f"Waktu per halaman, dua bahasa terhadap Hugo satu bahasa: {spell_decimal(two / one, 2)} kali; "
            f"anggaran paling banyak 1: {_verdict(two <= one)}."
        )
    if mkdocs:
        for own in filter(None, map(tools.get, (OURS, BARE, PAGES))):
            times = _seconds(mkdocs, "cold") / _seconds(own, "cold")
            yield (
                f"{own.name}, terhadap {mkdocs.name}: {spell_decimal(times, 1)} kali lebih cepat; "
                f"anggaran paling sedikit {_LEAST_OF_MKDOCS:.0f}: {_verdict(times >= _LEAST_OF_MKDOCS)}."
            )
    if ours:
        for name in (name for name in tools if name not in {OURS, BARE, PAGES, BOTH, HUGO}):
            yield _compare_output(ours.output, tools[name])
        for scene, most in (("changed", CHANGED_SECONDS), ("unchanged", _UNCHANGED_SECONDS)):
            yield judge_seconds(f"{ours.name}, {_SCENES[scene]}", _seconds(ours, scene), most)
        yield from _judge_memory(ours, count)


def _judge_growth(grown: Mapping[int, Tools]) -> Iterator[str]:
    for count, tools in grown.items():
        yield from _judge_memory(tools[OURS], count)
    if grown.keys() >= _MEMORY_MB.keys():
        small, large = (_seconds(grown[count][OURS], "cold") for count in sorted(_MEMORY_MB))
        yield (
            f"{spell_number(5 * _COUNT)} perjanjian dibanding {spell_number(_COUNT)}: "
            f"{spell_decimal(large / small, 2)} kali waktunya; anggaran paling banyak "
            f"{spell_decimal(_MOST_GROWTH, 2)}: {_verdict(large / small <= _MOST_GROWTH)}."
        )


def judge_ratio(told: str, ours: Sequence[float], its: Sequence[float], most: float, places: int = 2) -> str:
    """Set our times beside another tool's, by their medians and turn by turn."""
    ratio = statistics.median(ours) / statistics.median(its)
    turns = ", ".join(spell_decimal(own / other, places) for own, other in zip(ours, its, strict=False))
    return (
        f"{told}: {spell_decimal(ratio, places)} kali waktunya (tiap putaran: {turns}); "
        f"anggaran paling banyak {spell_decimal(most, 2)}: {_verdict(ratio <= most)}."
    )


def judge_seconds(told: str, seconds: float, most: float) -> str:
    """Set a time beside the seconds that it may take."""
    return (
        f"{told}: {spell_decimal(seconds, 2)} detik; anggaran di bawah "
        f"{spell_decimal(most, 1)}: {_verdict(seconds < most)}."
    )


def _judge_memory(tool: Tool, count: int) -> Iterator[str]:
    if most := _MEMORY_MB.get(count):
        yield (
            f"Memori puncak pada {spell_number(count)} perjanjian: {_memory(tool):.0f} MB; anggaran di bawah "
            f"{spell_number(most)} MB: {_verdict(_memory(tool) < most)}."
        )


def _compare_output(ours: Output, other: Tool) -> str:
    theirs = other.output
    pages, size = theirs.pages / ours.pages - 1, theirs.page_bytes / ours.page_bytes - 1
    told = f"{other.name} menulis {pages:+.1%} halaman dan {size:+.1%} bita HTML dibanding proyek ini"
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
