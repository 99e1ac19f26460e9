"""Addresses on the web that no longer answer (KS9xx): judged on request only, for the web changes."""

import datetime
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple, TypeAlias

from generator.check.finding import Problem, Spot
from generator.check.rule import Rule
from generator.dates import DateError, parse_day
from generator.read.strict_yaml import read_mapping
from generator.records import Record
from generator.text import Text

RULES = (
    Rule("KS901", "dead-link", "warning",
         Text("Alamat ini tidak menjawab sebagaimana mestinya: {reason}.",
              "This address does not answer as it should: {reason}."),
         Text("Cari alamat barunya atau salinannya di arsip web; bila hanya terganggu sementara, daftarkan "
              "pada links.yaml dengan alasan dan batas waktunya.",
              "Find its new address or a copy in a web archive; where it is only out of order, list it in "
              "links.yaml with a reason and a date.")),
    Rule("KS902", "exception-expired", "warning",
         Text("Pengecualian untuk alamat ini sudah berakhir ({until}).",
              "The exception for this address has run out ({until})."),
         Text("Periksa lagi alamatnya, lalu hapus atau perpanjang pengecualiannya pada links.yaml.",
              "Check the address again, then delete or prolong its exception in links.yaml.")),
)  # fmt: skip

Fetch: TypeAlias = Callable[[Sequence[str]], Mapping[str, str]]
"""Gives for each address what is wrong with it, empty for one that answers."""


class LinkException(NamedTuple):
    """Addresses that begin so are not asked for until a day, for a reason."""

    prefix: str
    reason: str
    until: datetime.date


class LinkListError(ValueError):
    """The list of exceptions can't be read: what is wrong with it, in a few words."""


def read_exceptions(data: bytes) -> list[LinkException]:
    """Read the list of exceptions: ``exceptions``, each with ``prefix``, ``reason`` and ``until``.

    Raises LinkListError for anything else.
    """
    value, faults = read_mapping(data)
    if value is None:
        raise LinkListError(f"{faults[0].line}:{faults[0].column} {faults[0].rule}")
    items: Any = value.get("exceptions")
    if set(value) != {"exceptions"} or not isinstance(items, list):
        raise LinkListError("exceptions")
    found = []
    for number, item in enumerate(items, 1):
        if not isinstance(item, dict) or set(item) != {"prefix", "reason", "until"}:
            raise LinkListError(f"{number}: prefix, reason, until")
        if not all(isinstance(part, str) and part for part in item.values()):
            raise LinkListError(f"{number}: prefix, reason, until")
        try:
            found.append(LinkException(item["prefix"], item["reason"], parse_day(item["until"])))
        except DateError as error:
            raise LinkListError(f"{number}: until {error.culprit}") from None
    return found


def check_links(
    records: Iterable[Record], exceptions: Sequence[LinkException], fetch: Fetch, as_of: datetime.date
) -> Iterator[Problem]:
    """Check that every address the records name answers; each is asked for once."""
    spots: dict[str, list[Spot]] = defaultdict(list)
    for record in records:
        for path, url in iterate_links(record.value):
            spots[url].append(Spot(record.file, path))
    excused = {url: _find_exception(url, exceptions) for url in spots}
    answers = fetch([url for url, exception in excused.items() if exception is None])
    for url, places in spots.items():
        exception = excused[url]
        if exception and exception.until < as_of:
            yield Problem("KS902", places[0], {"until": exception.until.isoformat()}, tuple(places[1:]))
        elif exception is None and answers[url]:
            yield Problem("KS901", places[0], {"reason": answers[url]}, tuple(places[1:]))


def _find_exception(url: str, exceptions: Sequence[LinkException]) -> LinkException | None:
    return next((exception for exception in exceptions if url.startswith(exception.prefix)), None)


def iterate_links(
    value: Any,  # noqa: ANN401  a record's value
    path: tuple[str | int, ...] = (),
) -> Iterator[tuple[tuple[str | int, ...], str]]:
    """Give every address on the web in a record, with its path."""
    if isinstance(value, dict):
        for key, item in value.items():
            if isinstance(item, str) and (key == "url" or key.endswith("_url")):
                yield (*path, key), item
            else:
                yield from iterate_links(item, (*path, key))
    elif isinstance(value, list):
        for index, item in enumerate(value):
            yield from iterate_links(item, (*path, index))
