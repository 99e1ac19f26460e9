"""The kinds of pages that a site is made of: what one looks like, all of its kind do."""

from pathlib import Path

from builtsite import AS_OF, REGISTERS
from registers import ROOT

from generator.dates import parse_date
from generator.site.completion import SiteCompletion

_AS_OF = parse_date(AS_OF).earliest


def list_kinds(name: str) -> dict[str, str]:
    """Give an address of each kind of page in a register's site, without the language's root.

    A kind is a template; of agreements, the shortest and the longest record stand for all. Hand-written
    pages stand for themselves.
    """
    completion = SiteCompletion.prepare(REGISTERS[name], _AS_OF, 1)
    kinds: dict[str, str] = {}
    for language, page in completion.pages:
        if language == "id":
            kinds.setdefault(page.template.removesuffix(".html"), page.address)
    agreements = sorted(completion.edition.register.counted, key=lambda one: len(str(one.value)))
    for kind, agreement in (("agreement", agreements[-1]), ("agreement-short", agreements[0])):
        kinds[kind] = f"kerja-sama/{agreement.id}/"
    # It leads on at once: there is nothing to look at.
    kinds.pop("moved", None)
    return kinds


def list_new_kinds(name: str) -> dict[str, str]:
    """Give the kinds of pages that only this register has, the first of all having every kind of its own."""
    known: set[str] = set()
    for other in REGISTERS:
        kinds = list_kinds(other)
        if other == name:
            return {kind: address for kind, address in kinds.items() if kind not in known}
        known |= set(kinds)
    raise KeyError(name)


def list_hand_written() -> list[str]:
    """Give the addresses of the hand-written pages in Indonesian."""
    docs = ROOT / "docs"
    places = (path.relative_to(docs) for path in sorted(docs.rglob("*.md")))
    return [_address(place) for place in places if place.parts[0] != "en"]


def _address(place: Path) -> str:
    return f"{place.as_posix().removesuffix('.md').removesuffix('index').rstrip('/')}/".removeprefix("/")
