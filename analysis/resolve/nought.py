"""What there is none of, against what there is some of: nobody hurt, no money gone.

In: a Pair (`likeness`) and the bars of `data/stance.toml`. Out: the reason why both cannot hold, ""
where the rule does not apply. Counts of the same thing stand in `numbers`; here the one that
denies names another thing than the other counts: who is dead was hurt, a sum is money.
"""

from __future__ import annotations

import re
from typing import Any

from analysis.resolve.claim_frames import ClaimFrame
from analysis.resolve.likeness import Pair
from analysis.resolve.numbers import SUM, Quantity
from analysis.resolve.wording import tokens
from analysis.vocabulary import words


def unhurt(pair: Pair, bars: Any) -> str:
    """'Nobody was hurt', 'a sailor has died', 'two guards were wounded'."""
    for mine, other in ((pair.a, pair.b), (pair.b, pair.a)):
        if (
            is_hit(other)
            and any(_spares(q, other) for q in spared(mine))
            and pair.near >= bars["unhurt"]
        ):
            return f"nobody was hurt | {'died' if 'die' in other.predicates else 'hurt'}"
    return ""


def no_money(pair: Pair, bars: Any) -> str:
    """'No money is missing', 'there was no cash': against whoever names a sum."""
    for mine, other in ((pair.a, pair.b), (pair.b, pair.a)):
        named = sums(other)
        if named and lacks_money(mine) and pair.near >= bars["lacking"]:
            return f"no money | {named[0].text}"
    return ""


def spared(frame: ClaimFrame) -> list[Quantity]:
    """The counts of nobody hurt."""
    if frame.planned:
        return []
    return [q for q in frame.quantities if q.state == "injured" and not q.high]


def is_hit(frame: ClaimFrame) -> bool:
    """Whether it tells that somebody died or was hurt."""
    return bool(frame.predicates & {"die", "injure"}) and not (frame.negated or frame.planned)


def lacks_money(frame: ClaimFrame) -> bool:
    """Whether it denies that there was any, or that any is gone."""
    cash = words("stance", "numbers.cash")
    if frame.quantities or frame.planned or cash.isdisjoint(tokens(frame.text)):
        return False
    return frame.negated or bool(frame.lacking & cash)


def sums(frame: ClaimFrame) -> list[Quantity]:
    """The sums of money of which it asserts something; not what reserves or damage come to."""
    if frame.negated or frame.planned or words("stance", "numbers.worth") & {*tokens(frame.text)}:
        return []
    units = words("stance", "numbers.currencies")
    return [q for q in frame.quantities if q.counted in units or q.counted == SUM]


def _spares(nobody: Quantity, other: ClaimFrame) -> bool:
    """Whether nobody of any kind was hurt, or none of those of whom the other speaks."""
    if not nobody.who:
        return bool(_NOBODY_AT_ALL.match(nobody.text))
    civil = words("stance", "numbers.civilians")
    return nobody.who in civil and not civil.isdisjoint(tokens(other.text))


# not 'nobody on the ship was hurt'
_NOBODY_AT_ALL = re.compile(r"(?:nobody|no one|no-one) (?:was|is|has been|had been|came|got)\b|no ")
