"""Whose word a text is that somebody else prints or reads out: a communiqué.

In: a claim, what the case knows. Out: the body in whose name its article speaks: 'The National
Council announces the following.' in what the state radio publishes. "" for all else.
"""

from __future__ import annotations

import re
from functools import lru_cache

from analysis.model import Claim
from analysis.resolve.bodies import OPENING
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
