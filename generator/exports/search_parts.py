"""What the explorer fetches: one file with all choices, and words and rows in parts as they are needed.

The first file of each language holds what choosing needs: the facets of every agreement, packed, what things
are called, and which words there are. The words come in runs of the alphabet and the rows in blocks, once
for all languages. Where the register is small, all of them stand in the first file.
"""

import hashlib
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import chain, groupby
from typing import Any, NamedTuple

import orjson

from generator.addresses import LANGUAGE_ROOTS, SEARCH, SEARCH_HEAD, SEARCH_PARTS, relative_base
from generator.edition import Edition
from generator.exports.search import SearchData, render_search
from generator.exports.search_words import (
    FINENESS,
    Posting,
    forget_numbers,
    has_number,
    list_postings,
    pack,
    split_postings,
    weigh_words,
)
from generator.exports.sink import OpenFile
from generator.roots import COMPOUNDS, forget_roots
from generator.text import Language

_FEWEST_IN_PARTS = 400
"""How many agreements make it worth while to fetch parts."""
_BLOCK = 64
"""How many rows stand in a block: of each only a few are shown, but each block is a request."""
_AGREEMENTS_PER_RUN = 200
"""For how many agreements there is one run of words: keeps one at about 15 kB compressed."""
_FACETS = ("type", "status", "evaluation", "year", "departments", "affairs", "categories", "partners",
           "governments")  # fmt: skip
_THINGS = ("partners", "departments", "affairs")
_TITLES = "judul"
_HASH_LETTERS = 8

Editions = Mapping[Language, Edition]


def list_search_files(editions: Editions) -> Iterator[str]:
    """Give the address of every file that ``write_search`` writes."""
    for language, edition in editions.items():
        yield LANGUAGE_ROOTS[language] + SEARCH
        yield LANGUAGE_ROOTS[language] + SEARCH_HEAD
        count = len(edition.register.counted)
    if is_parted(count):
        yield from (f"{SEARCH_PARTS}{name}.json" for name in _list_parts(count))


def is_parted(count: int) -> bool:
    """Whether a register of so many agreements is fetched in parts."""
    return count >= _FEWEST_IN_PARTS


def write_search(editions: Editions, open_file: OpenFile) -> None:
    """Write all that the search reads, in every language."""
    write_explorer(_iterate_told(editions, open_file), open_file)


def _iterate_told(editions: Editions, open_file: OpenFile) -> Iterator[tuple[Language, SearchData]]:
    """Give what the search knows in every language, once it is written for programs."""
    for language, edition in editions.items():
        data = SearchData.read(edition)
        with open_file(LANGUAGE_ROOTS[language] + SEARCH) as file:
            file.write(render_search(data))
        yield language, data


def write_explorer(told_in: Iterable[tuple[Language, SearchData]], open_file: OpenFile) -> None:
    """Write what a browser fetches, of what is known in every language."""
    first, languages, spoken = None, [], []
    for language, data in told_in:
        languages.append(language)
        spoken.append(_Spoken.cut(data))
        first = first or data
    if first is None:
        return
    parts = _Parts(first, spoken)
    # Of what is written only the hashes are kept: the parts of a nation's register are many megabytes.
    told: dict[str, Any] = {}
    is_apart = is_parted(len(first.rows))
    for name, part in parts.iterate():
        content = orjson.dumps(part)
        told[name] = _hash(content) if is_apart else orjson.Fragment(content)
        if is_apart:
            with open_file(f"{SEARCH_PARTS}{name}.json") as file:
                file.write(content)
    shared = {**parts.describe(), "hashes" if is_apart else "inside": told}
    for number, language in enumerate(languages):
        address = LANGUAGE_ROOTS[language] + SEARCH_HEAD
        place = {"language": number, "parts": relative_base(address) + SEARCH_PARTS}
        with open_file(address) as file:
            file.write(orjson.dumps({**spoken[number].head, **place, **shared}))


def forget_words() -> None:
    """Forget what was found out of words: for whoever writes no search again."""
    forget_roots()
    forget_numbers()


def _list_parts(count: int) -> Iterator[str]:
    yield from (f"kata-{number}" for number in range(_count_runs(count)))
    yield from (f"baris-{number}" for number in range(-(-count // _BLOCK)))
    yield _TITLES


def _count_runs(count: int) -> int:
    return max(1, count // _AGREEMENTS_PER_RUN)


class _Spoken(NamedTuple):
    """What one language says otherwise than the next."""

    head: dict[str, Any]
    """What the first file says in it alone."""
    names: dict[str, list[list[str]]]
    """What each partner, department and affair is found by."""
    roots: dict[str, str]
    days: tuple[list[Any], list[Any]]
    """When each agreement was signed and when it ends."""

    @classmethod
    def cut(cls, data: SearchData) -> "_Spoken":
        """Keep of what the search knows in a language what is needed of it."""
        things = {name: getattr(data.things, name) for name in _THINGS}
        return cls(
            {
                **data.head,
                "names": data.names,
                **{name: [thing[:2] for thing in own] for name, own in things.items()},
            },
            {name: [thing[:3] for thing in own] for name, own in things.items()},
            data.roots,
            (data.column("signed_words"), data.column("end_words")),
        )


class _Parts:
    """What is fetched when it is asked for, and what tells which of it is."""

    def __init__(self, data: SearchData, spoken: Sequence[_Spoken]) -> None:
        self._data, self._spoken = data, spoken
        self._roots = {word: root for one in spoken for word, root in one.roots.items()}
        postings = list_postings(weigh_words(_list_texts(data, spoken), self._roots))
        self._runs = split_postings(postings, _count_runs(len(data.rows)))

    def iterate(self) -> Iterator[tuple[str, Any]]:
        """Give each part by its name, in the order of ``_list_parts``."""
        for number, run in enumerate(self._runs):
            yield f"kata-{number}", _describe_run(run)
        rows = list(self._iterate_rows())
        for start in range(0, len(rows), _BLOCK):
            yield f"baris-{start // _BLOCK}", rows[start : start + _BLOCK]
        yield _TITLES, _order_by_title(self._data.column("title"))

    def _iterate_rows(self) -> Iterator[tuple[Any, ...]]:
        """Give what is shown of each agreement: id, title, what it is about, two dates in each language.

        Where its page is follows where that is not told by its id.
        """
        columns = (self._data.column(name) for name in ("id", "title", "about"))
        days = (zip(*each, strict=True) for each in zip(*(one.days for one in self._spoken), strict=True))
        links = (self._data.links,) if self._data.links else ()
        return zip(*columns, *days, *links, strict=True)

    def describe(self) -> dict[str, Any]:
        """Give what the first file of every language says."""
        data = self._data
        words = (one.word for run in self._runs for one in run)
        return {
            "count": len(data.rows),
            "block": _BLOCK,
            "fineness": FINENESS,
            "facets": {name: _pack_facet(data.column(name)) for name in _FACETS if name in data.columns},
            "signed": [[day, len(list(same))] for day, same in groupby(data.column("signed"))],
            "compounds": COMPOUNDS,
            "roots": self._roots,
            # Of words with digits there are about as many as agreements: they are known from their runs.
            "words": " ".join(word for word in words if not has_number(word)),
            "runs": _list_firsts(self._runs),
        }


def put_inside(head: bytes, read_part: Callable[[str], bytes]) -> bytes:
    """Give a first file with all parts in it; ``read_part`` reads the file at an address of the site."""
    document = orjson.loads(head)
    if "hashes" in document:
        document["inside"] = {
            name: orjson.Fragment(read_part(f"{SEARCH_PARTS}{name}.json")) for name in document.pop("hashes")
        }
    return orjson.dumps(document)


def _list_texts(data: SearchData, spoken: Sequence[_Spoken]) -> dict[str, list[str]]:
    """Give the texts of each agreement that are searched; affairs are found in every language."""
    names = {
        name: [
            " ".join(dict.fromkeys(chain(*same)))
            for same in zip(*(one.names[name] for one in spoken), strict=True)
        ]
        for name in _THINGS
    }

    def name_all(name: str) -> list[str]:
        return [" ".join(names[name][place] for place in places) for places in data.column(name)]

    return {
        "title": data.column("title"),
        "parties": name_all("partners"),
        "affairs": name_all("affairs"),
        "departments": name_all("departments"),
        "numbers": [" ".join(own) for own in zip(data.column("numbers"), data.column("id"), strict=True)],
        "places": data.column("places"),
        "about": data.column("about"),
    }


def _describe_run(run: Sequence[Posting]) -> dict[str, Any]:
    return {
        "words": [one.word for one in run],
        "gaps": [one.gaps for one in run],
        "levels": [one.levels for one in run],
    }


def _list_firsts(runs: Sequence[Sequence[Posting]]) -> list[str]:
    """Give the first word of each run; of an empty one, that of the next."""
    firsts, after = [], "\uffff"
    for run in reversed(runs):
        after = run[0].word if run else after
        firsts.append(after)
    return firsts[::-1]


def _order_by_title(titles: Sequence[str]) -> str:
    return pack(sorted(range(len(titles)), key=lambda place: titles[place].casefold()))


def _pack_facet(cells: Sequence[Any]) -> dict[str, Any]:
    """Give the sets of values that agreements have, and which set each has; a frequent one in one letter."""
    sets = [tuple(cell) if isinstance(cell, list) else (cell,) for cell in cells]
    frequent = [one for one, _ in Counter(sets).most_common()]
    places = {one: place for place, one in enumerate(frequent)}
    return {"sets": frequent, "of": pack(places[one] for one in sets)}


def _hash(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()[:_HASH_LETTERS]
