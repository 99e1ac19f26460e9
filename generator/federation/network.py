"""The network: which gathered governments cooperate with which, as numbers and as a drawing of them."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

from generator.charts.drawing import NARROW, Dot, Drawing, Shape, Stroke, Words, trim
from generator.charts.lettering import measure, shorten
from generator.federation.candidates import Parties
from generator.federation.cooperation import Cooperation
from generator.federation.gathered import Member

_SMALLEST, _ROOM, _RADIUS = 90.0, 26.0, 6.0
_MANY, _SOME = 5, 2


@dataclass(frozen=True, slots=True)
class Tie:
    """What two governments' registers record of each other, in numbers."""

    parties: Parties
    confirmed: int
    differing: int
    possible: int
    """Pairs of weak evidence."""
    unclear: int
    """Records that fit several others."""
    one_sided: tuple[int, int]
    """Records without a counterpart: the first government's, then the second's."""

    @property
    def is_two_sided(self) -> bool:
        """Whether both registers tell of at least one agreement."""
        return bool(self.confirmed or self.differing)

    @property
    def total(self) -> int:
        """How much there is, to draw it by: an agreement of both sides once."""
        return self.confirmed + self.differing + self.possible + self.unclear + sum(self.one_sided)


def count_ties(cooperation: Cooperation) -> tuple[Tie, ...]:
    """Give the ties of the gathered governments, in the order of their ids."""
    differing = {one.pair.id for one in cooperation.differing}
    ties = []
    for matching in cooperation.matchings:
        apart = sum(pair.id in differing for pair in matching.pairs)
        owners = [side.member.id for side in matching.one_sided]
        ties.append(
            Tie(
                matching.parties,
                len(matching.pairs) - apart,
                apart,
                len(matching.possible),
                sum(len(cluster.sides) for cluster in matching.unclear),
                (owners.count(matching.parties[0]), owners.count(matching.parties[1])),
            )
        )
    return tuple(ties)


def draw_network(members: Sequence[Member], ties: Sequence[Tie], width: int) -> Drawing:
    """Draw the governments in a circle, numbered, with a line between each two that are tied.

    A line is whole where both registers tell of an agreement and broken where only one does. In a narrow
    drawing the names are left to the table beside it.
    """
    is_narrow = width <= NARROW
    labels = [
        str(number) if is_narrow else f"{number} {one.short_name}" for number, one in enumerate(members, 1)
    ]
    side = 24.0 if is_narrow else width * 0.3
    radius = max(_SMALLEST, min(len(members) * 15.0, width / 2 - side))
    height = 2 * (radius + _ROOM)
    places = {
        one.id: _place(number, len(members), width / 2, height / 2, radius)
        for number, one in enumerate(members)
    }
    shapes: list[Shape] = []
    for tie in ties:
        (x1, y1), (x2, y2) = (places[name] for name in tie.parties)
        weight = 3 if tie.total >= _MANY else 2 if tie.total >= _SOME else 1
        kind = f"edge edge{weight}" if tie.is_two_sided else f"loose edge{weight}"
        shapes.append(Stroke(trim(x1), trim(y1), trim(x2), trim(y2), kind))
    for one, label in zip(members, labels, strict=True):
        x, y = places[one.id]
        shapes += [Dot(trim(x), trim(y), _RADIUS, "dot"), _label(label, x, y, width, radius)]
    return Drawing(width, trim(height), tuple(shapes))


def _place(number: int, count: int, x: float, y: float, radius: float) -> tuple[float, float]:
    angle = 2 * math.pi * number / max(count, 1) - math.pi / 2
    return x + radius * math.cos(angle), y + radius * math.sin(angle)


def _label(text: str, x: float, y: float, width: int, radius: float) -> Words:
    """Put a name outside of the circle, cut where there is no room for it."""
    offset = x - width / 2
    gap = _RADIUS + 6
    if abs(offset) < radius * 0.15:
        is_above = y < radius + _ROOM
        return Words(trim(x), trim(y - gap if is_above else y + gap + 9), text, "halo", "middle")
    room = (width - x if offset > 0 else x) - gap
    shown = text if measure(text) <= room else shorten(text, room)
    at = x + gap if offset > 0 else x - gap
    return Words(trim(at), trim(y + 4), shown, "halo", "start" if offset > 0 else "end")
