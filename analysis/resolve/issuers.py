"""Whose word a text is that somebody else prints or reads out: a communiqué.

In: a claim, what the case knows. Out: the body in whose name its article speaks: 'The National
Council announces the following.' in what the state radio publishes. "" for all else.
"""

from __future__ import annotations

import re
from functools import lru_cache

from analysis.model import Claim
from analysis.resolve.bodies import OPENING, names_body, without_article
from analysis.resolve.provenance import Provenance


def issuer(claim: Claim, known: Provenance) -> str:
    """The name of the body that announces the text, as the text has it."""
    return _announced_by(known.text_around(claim)[:OPENING])


@lru_cache(maxsize=8192)
def _announced_by(opening: str) -> str:
    told = _ANNOUNCES.search(opening)
    return told["who"] if told else ""


_ANNOUNCES = re.compile(
    r"\b[Tt]he (?P<who>[A-Z][\w’'-]*(?: (?:(?:of|for|and|the|de|du) )*[A-Z][\w’'-]*)*) "
    r"(?:(?:today|hereby|now|solemnly) )?"
    r"(?:announces|declares|decrees|orders|proclaims|makes known|communicates|resolves|"
    r"has (?:decided|resolved|decreed)|(?:informs|notifies) [^.:]{3,40}? of) "
    r"(?:the following|as follows)\b"
)


def told_at_the_top(claim: Claim, known: Provenance) -> str:
    """The actor whose statement an article tells from its first sentence on: 'The Harbour Ministry
    has stated that the road is open.' "" for none."""
    who = states_first(known.text_around(claim)[:OPENING])
    return known.named(without_article(who)) if who and names_body(who) else ""


def states_first(opening: str) -> str:
    """Who is the subject of a first sentence that says what somebody has said."""
    told = _STATES.match(opening)
    return told["who"] if told else ""


_STATES = re.compile(
    r"(?:[A-Z]{3}[^.\n]{0,60} [-–—] )?(?P<who>(?:The )?[A-Z][\w’'-]*(?: (?:(?:of|for|the) )*"
    r"[A-Z][\w’'-]*)*) (?:(?:has|have|had|today) )*"
    r"(?:stated|announced|said|declared|informed|reported|confirmed|emphasised)\b"
)
