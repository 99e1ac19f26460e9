"""``python -m bench.changes``: how soon a saved record's page is answered anew, beside Hugo's server.

Both servers run over inputs made of one register and take turns: while the one has a change to show, the
other rests.
"""

import argparse
import statistics
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack
from pathlib import Path
from tempfile import TemporaryDirectory

from bench.__main__ import find_place, make_register, tell_medium
from bench.comparison import HUGO, OURS, Comparison
from bench.following import END, Server
from bench.report import (
    CHANGED_SECONDS,
    LEFT,
    MOST_OF_HUGO_CHANGED,
    RIGHT,
    judge_ratio,
    judge_seconds,
    put_results,
    render_table,
    spell_decimal,
    spell_range,
    tell_measured,
)
from bench.repository import commit_all
from bench.tools import Tool, retitle
from generator import addresses
from generator.clock import today
from generator.selections import Selection

PAGE, ALL = "halaman perjanjian itu", "halaman itu, daftar jenisnya, beranda, dan statistik"
"""What is waited for: the agreement's page; and then, asked for at once, those beside it."""

_PAGE = Path(__file__).resolve().parent.parent / "docs" / "pengembang" / "kinerja.md"
_MARK = "ubah"
_NAMES = {OURS: "registri serve", HUGO: "hugo server"}
_MB = 1_000_000


class Follower:
    """A tool's server, and how long it took until each change was shown.

    ``is_on_lists`` says whether a list shows the title that stands in the record.
    """

    def __init__(self, tool: Tool, server: Server, *, is_on_lists: bool) -> None:
        self._files = {file.stem: file for file in tool.agreements}
        self._server, self._is_on_lists = server, is_on_lists
        self.seconds: dict[str, list[float]] = {PAGE: [], ALL: []}
        self.memory = 0
        """The highest memory of the process tree from its start to the first change shown, in bytes."""

    def begin(self, agreements: Sequence[str]) -> None:
        """Wait until it has shown a first change, which isn't timed: until then its memory is watched."""
        self._show(agreements[-1], "Mula-mula")
        self.memory = self._server.stop_watching()

    def change(self, agreement: str, turn: int) -> None:
        """Save another title for an agreement, and keep how long it took until it was shown."""
        for waited, seconds in self._show(agreement, f"Diubah {turn}").items():
            self.seconds[waited].append(seconds)

    def _show(self, agreement: str, mark: str) -> dict[str, float]:
        file = self._files[agreement]
        own = addresses.agreement_address(agreement)
        listed = addresses.selection_address(Selection("type", (file.parent.name,)))
        # As somebody who writes a record has them open; Hugo renders at once what was looked at lately.
        for address in (own, listed, "", addresses.STATISTICS):
            self._server.wait_for(address)
        self._server.rest()
        text = retitle(file.read_text("utf-8"), mark)
        begun = time.perf_counter()
        file.write_text(text, "utf-8")
        self._server.wait_for(own, mark)
        shown = time.perf_counter()
        self._server.wait_for(listed, mark if self._is_on_lists else END)
        self._server.wait_for("")
        self._server.wait_for(addresses.STATISTICS)
        return {PAGE: shown - begun, ALL: time.perf_counter() - begun}


def choose_agreements(tool: Tool, server: Server, number: int) -> list[str]:
    """Give the ids of so many agreements, each of which stands on the first page of its type's list."""
    kinds: dict[str, list[str]] = {}
    for file in tool.agreements:
        kinds.setdefault(file.parent.name, []).append(file.stem)
    listed = [
        [name for name in names if f'data-id="{name}"' in page]
        for kind, names in kinds.items()
        if (page := server.wait_for(addresses.selection_address(Selection("type", (kind,)))))
    ]
    # Of one type after the other.
    mixed = [names[place] for place in range(max(map(len, listed))) for names in listed if place < len(names)]
    if len(mixed) < number:
        raise ValueError(len(mixed))
    return mixed[:number]


def measure_changes(tools: Mapping[str, Tool], folder: Path, turns: int) -> dict[str, Follower]:
    """Give what each tool's server took over so many changes, each of another agreement.

    Ours comes first: its lists are looked at to choose them.
    """
    with ExitStack() as stack:
        followers: dict[str, Follower] = {}
        agreements: list[str] = []
        for name, tool in tools.items():
            tool.clear()
            server = stack.enter_context(Server(tool.server, folder / f"server-{name}.log"))
            agreements = agreements or choose_agreements(tool, server, turns + 1)
            followers[name] = Follower(tool, server, is_on_lists=name == OURS)
            followers[name].begin(agreements)
        for turn in range(turns):
            order = list(followers.items())
            for name, follower in order if turn % 2 == 0 else reversed(order):
                follower.change(agreements[turn], turn)
                told = ", ".join(f"{times[-1]:.2f}" for times in follower.seconds.values())
                print(f"{_NAMES[name]}: {told} detik", file=sys.stderr, flush=True)
        return followers


def render_changes(
    followers: Mapping[str, Follower], versions: Mapping[str, str], measured: str, count: int
) -> str:
    """Give what the changes took as Markdown, beside the budgets."""
    columns = {"Dari simpan sampai terjawab": LEFT, "Alat": LEFT, "Versi": LEFT} | dict.fromkeys(
        ("Waktu (detik)", "Terendah–tertinggi", "Memori puncak"), RIGHT
    )
    rows = (
        (
            waited,
            _NAMES[name],
            versions[name],
            spell_decimal(statistics.median(follower.seconds[waited]), 2),
            spell_range(follower.seconds[waited]),
            f"{follower.memory / _MB:.0f} MB" if waited == PAGE else "",
        )
        for waited in (PAGE, ALL)
        for name, follower in followers.items()
    )
    return render_table(tell_measured(measured, count), columns, rows, _judge(followers))


def _judge(followers: Mapping[str, Follower]) -> Iterator[str]:
    ours, hugo = followers[OURS].seconds, followers.get(HUGO)
    for waited in (PAGE, ALL):
        yield judge_seconds(f"{_NAMES[OURS]}, {waited}", statistics.median(ours[waited]), CHANGED_SECONDS)
        if hugo:
            yield judge_ratio(
                f"Terhadap {_NAMES[HUGO]}, {waited}",
                ours[waited],
                hugo.seconds[waited],
                MOST_OF_HUGO_CHANGED,
                3,
            )


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m bench.changes", description=__doc__)
    parser.add_argument("--count", type=int, default=10_000, help="banyaknya perjanjian contoh")
    parser.add_argument("--runs", type=int, default=7, help="banyaknya putaran, masing-masing satu perubahan")
    parser.add_argument("--folder", type=Path, help="tempat bekerja; bawaan: di memori bila ada")
    parser.add_argument("--no-page", action="store_true", help="jangan tulis docs/pengembang/kinerja.md")
    arguments = parser.parse_args()
    place = find_place(arguments.folder)
    with TemporaryDirectory(prefix="registri-bench-", dir=place) as work:
        folder = Path(work)
        register = make_register(folder / "register", arguments.count).resolve()
        commit_all(register)
        comparison = Comparison(folder, register)
        comparison.add((OURS, HUGO), ())
        followers = measure_changes(comparison.tools, folder, arguments.runs)
    versions = {name: tool.version for name, tool in comparison.tools.items()}
    measured = f"{today().isoformat()}, {tell_medium(place)}"
    text = render_changes(followers, versions, measured, arguments.count)
    print(text)
    if not arguments.no_page:
        put_results(_PAGE, text, _MARK)


if __name__ == "__main__":
    main()
