"""The scale of numbers beside a chart: round steps from nothing to just above the highest."""

from dataclasses import dataclass

_MULTIPLES = (1, 2, 5)


@dataclass(frozen=True, slots=True)
class Scale:
    """Round numbers from 0 to ``top``, ``step`` apart."""

    top: int
    step: int

    @property
    def values(self) -> range:
        """The numbers that lines are drawn at."""
        return range(0, self.top + 1, self.step)


def fit_scale(highest: int, most_steps: int = 5) -> Scale:
    """Give the scale with the smallest round step that reaches the highest number in few steps."""
    highest, power = max(highest, 1), 1
    while True:
        for multiple in _MULTIPLES:
            step = multiple * power
            if highest <= step * most_steps:
                return Scale(-(-highest // step) * step, step)
        power *= 10
