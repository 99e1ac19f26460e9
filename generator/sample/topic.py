"""What sample agreements are about: one topic holds the words for every record that treats it."""

from typing import NamedTuple

from generator.sample.topics_economy import ECONOMY_TOPICS
from generator.sample.topics_services import SERVICE_TOPICS

_FOREIGN = {
    "ksdpl": ("pemerintah-daerah-luar-negeri",),
    "ksdll": ("lembaga-luar-negeri", "lembaga-internasional"),
}


class Topic(NamedTuple):
    """A matter of cooperation, in the words that records about it use."""

    slug: str
    affairs: tuple[str, ...]
    departments: tuple[str, ...]
    """The one that leads comes first."""
    subject: str
    object: str
    aim: str
    scope: tuple[str, ...]
    outputs: tuple[tuple[str, str, int], ...]
    """Name, unit and the size of a usual target."""
    beneficiaries: str
    partners: dict[str, tuple[str, ...]]
    """The partner categories that fit, by cooperation type; no key for a type that does not fit."""


def _read_topic(text: str) -> Topic:
    (
        slug,
        affairs,
        departments,
        subject,
        matter,
        aim,
        scope,
        outputs,
        beneficiaries,
        third_parties,
        central,
        elsewhere,
    ) = (line.strip() for line in text.strip().splitlines())
    partners: dict[str, tuple[str, ...]] = (
        {"ksdpk": tuple(third_parties.split())} if third_parties != "-" else {}
    )
    if central != "-":
        partners["sinergi"] = tuple(central.split())
    if "ksdd" in elsewhere:
        partners["ksdd"] = ("pemerintah-daerah",)
    partners |= {type_: categories for type_, categories in _FOREIGN.items() if type_ in elsewhere}
    return Topic(
        slug,
        tuple(affairs.split()),
        tuple(departments.split()),
        subject,
        matter,
        aim,
        tuple(scope.split("; ")),
        tuple(_read_output(item) for item in outputs.split("; ")),
        beneficiaries,
        partners,
    )


def _read_output(text: str) -> tuple[str, str, int]:
    name, unit, size = text.split(" | ")
    return name, unit, int(size)


TOPICS: tuple[Topic, ...] = tuple(_read_topic(text) for text in (*SERVICE_TOPICS, *ECONOMY_TOPICS))
TOPICS_BY_TYPE: dict[str, tuple[Topic, ...]] = {
    type_: tuple(topic for topic in TOPICS if type_ in topic.partners)
    for type_ in ("ksdd", "ksdpk", "ksdpl", "ksdll", "sinergi")
}
