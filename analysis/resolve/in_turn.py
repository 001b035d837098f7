"""Opposites that do not exclude each other, since the one tells what came after the other.

In: a Pair (`likeness`). Out: yes or no. Who is freed was held; what is opened again was shut; who
left his palace is now somewhere else. Gives up where one says that it is so yet: 'is still being
held', 'remains shut', 'is still in the capital'. Who says that it never came to the first denies
the second, too.
"""

from __future__ import annotations

import re

from analysis.resolve.claim_frames import ClaimFrame
from analysis.resolve.likeness import STEM, Pair, opposed
from analysis.resolve.wording import tokens

_LET_GO = re.compile(
    r"\b(?:(?:was|were|been|being|is|are|be|got|has|have|had) (?:\w+ )?"
    r"(?:released|freed|let go|set free|liberated)"
    r"|(?:released|freed|let \w+ go) (?:him|her|them|the|two|three|four|five|\d+)"
    r"|walk(?:ed|s)? (?:out )?free)\b",
    re.IGNORECASE,
)
_AGAIN = re.compile(
    r"\b(?:re-?open(?:ed|s)?|resumed|restarted|restored|(?:open|running|back) again)\b", re.I
)
_YET = re.compile(
    r"\b(?:still|remain(?:s|ed)?|stay(?:s|ed)?|never|not|no longer|until)\b|n['’]t\b", re.IGNORECASE
)
# 'is in Sant', 'has been at Orlik since Sunday': where somebody is, by name
_IN_A_PLACE = re.compile(
    r"\b(?:is|are|was|were|been)(?: (?:now|currently|already|safe|back|reported to be|said to be))?"
    r" (?:in|at) (?:(?:neighbou?ring|nearby) )?(?P<place>[A-Z][\w'’-]*)"
)
# 'is in his second term', 'was in her forties': no place
_IN_A_TIME = re.compile(
    r"\b(?:in|at) (?:his|her|their|its) (?:(?:late|early|mid|first|second|third|fourth|fifth|last|"
    r"final)[ -])?(?:terms?|teens|twenties|thirties|forties|fifties|sixties|seventies|eighties|"
    r"nineties|year|season|prime|element)\b",
    re.IGNORECASE,
)
# 'left the country': every place in it is left
_WHOLE = re.compile(
    r"\b(?:country|countries|land|nation|republic|kingdom|islands?|territory|soil|state|homeland)\b",
    re.IGNORECASE,
)


def in_turn(pair: Pair) -> bool:
    """Whether the opposites of the two may well have come one after the other."""
    both = opposed(pair.a, pair.b)
    if both is None or pair.a.planned != pair.b.planned:
        return False
    first, second = (_with(name, pair) for name in both)
    if first.negated or second.negated:
        return False
    match both:
        case ("arrest", "release"):
            return bool(_LET_GO.search(second.said)) and not _YET.search(first.said)
        case ("open", "close") | ("continue", "close"):
            return bool(_AGAIN.search(first.said)) and not _YET.search(second.said)
        case ("leave", "stay"):
            return bool(_IN_A_TIME.search(second.said)) or _elsewhere(first, second)
    return False


def takes_for_granted(pair: Pair) -> bool:
    """'He was at no time held', 'he was released at noon': who was let go had been held."""
    both = opposed(pair.a, pair.b)
    if both is None or pair.a.negated == pair.b.negated or pair.a.planned or pair.b.planned:
        return False
    first, second = (_with(name, pair) for name in both)
    match both:
        case ("arrest", "release"):
            return first.negated and bool(_LET_GO.search(second.said))
        case ("open", "close"):
            return second.negated and bool(_AGAIN.search(first.said))
    return False


def _with(name: str, pair: Pair) -> ClaimFrame:
    return pair.a if name.replace(" ", "_") in pair.a.predicates else pair.b


def _elsewhere(leaving: ClaimFrame, staying: ClaimFrame) -> bool:
    """'Left his palace in Sant', 'is in Orlik'; not 'left the country', where Orlik may be."""
    place = _IN_A_PLACE.search(staying.said)
    if place is None or _YET.search(staying.said) or _WHOLE.search(leaving.said):
        return False
    name = next(iter(tokens(place["place"])), "")[:STEM]
    return not any(word.startswith(name) for word in tokens(leaving.said))
