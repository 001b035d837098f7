"""When an event took place, as far as a text says.

The interval [earliest, latest], how fine it is, which expression it comes from, whether it is a
guess. An open side is "".
"""

from __future__ import annotations

from dataclasses import dataclass

from analysis.model import Precision

FINENESS: tuple[Precision, ...] = (
    "minute", "hour", "part of day", "day", "week", "month", "year", "longer", "unknown"
)  # fmt: skip
WITHIN_A_DAY = frozenset(FINENESS[:4])


@dataclass(frozen=True, slots=True)
class Anchor:
    """An interval in time and where it comes from."""

    earliest: str = ""
    latest: str = ""
    precision: Precision = "unknown"
    timex: int | None = None
    guessed: bool = False
    value: str = ""


UNDATED = Anchor()
