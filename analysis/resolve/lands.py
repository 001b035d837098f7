"""Lands and rulers as sources: 'Kurvia says', 'our own government', 'the generals'.

In: the claims of one proposition, their sources, what the case knows. Out: pairs of them that are
one origin. A land speaks through its government and its ministries, those who took power through
the council that they sit on. Gives up where two lands, or two such councils, speak.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from analysis.model import Claim
from analysis.resolve.bodies import head_of
from analysis.resolve.cited import sentence_around
from analysis.resolve.claim_sources import Source
from analysis.resolve.provenance import Provenance
from analysis.resolve.union import Union
from analysis.resolve.wording import tokens
from analysis.vocabulary import words

_Claims = Sequence[Claim]
_Sources = Sequence[Source]


def governments(claims: _Claims, sources: _Sources, known: Provenance, joined: Union) -> None:
    """'The foreign ministry', 'our government': those of the one land that speaks, where the
    sentence names it."""
    lands = {i: land for i, source in enumerate(sources) if (land := _land(source, known))}
    if len({*lands.values()}) != 1:
        return
    first, land = next(iter(lands.items()))
    for i, claim in enumerate(claims):
        if _GOVERNMENT.fullmatch(claim.source_text) and sources[i].kind == "named":
            _, sentence = sentence_around(claim, known)
            if {*land.split()} <= {*tokens(sentence)}:
                joined.join(first, i)


def _land(source: Source, known: Provenance) -> str:
    """The name of the land that a source is: 'maravel' of the Republic of Maravel."""
    actor = known.actor(source.key) if source.kind == "named" else None
    if actor is None or actor.type != "place":
        return ""
    return " ".join(tokens(actor.name.rpartition(" of ")[2]))


_GOVERNMENT = re.compile(
    r"(?:the|its|our(?: own)?|this country['’]s) "
    r"(?:government|authorities|cabinet|foreign office"
    r"|(?:foreign|interior|defen[cs]e|transport|health|finance|justice) (?:ministry|department))",
    re.IGNORECASE,
)


def rulers(claims: _Claims, sources: _Sources, known: Provenance, joined: Union) -> None:
    """'The generals', 'the military council': the one body that a man of such rank leads."""
    bodies = {
        joined.find(i): i
        for i, source in enumerate(sources)
        if source.kind == "named" and _is_led_by_rank(source.key, known)
    }
    if len(bodies) != 1:
        return
    body = next(iter(bodies.values()))
    for i, source in enumerate(sources):
        if source.kind not in ("named", "unnamed") or known.actor(source.key) is not None:
            continue
        if _RULERS.fullmatch(claims[i].source_text):
            joined.join(body, i)


def _is_led_by_rank(identifier: str, known: Provenance) -> bool:
    actor = known.actor(identifier)
    if actor is None or actor.type == "place":
        return False
    if actor.type == "person":
        return bool(known.speaks_for(identifier)) and _has_rank(identifier, known)
    if head_of(actor.name) in words("origins", "forces"):
        return False
    return any(_has_rank(one, known) for one in known.led_by(identifier))


def _has_rank(identifier: str, known: Provenance) -> bool:
    actor = known.actor(identifier)
    ranks = words("origins", "ranks")
    return actor is not None and any(ranks & {*tokens(role.text)} for role in actor.roles)


_RULERS = re.compile(
    r"the (?:(?:military|ruling) (?:council|junta|government|leadership|rulers|leaders|command)|"
    r"junta|generals|officers|colonels|putschists|coup leaders|new rulers)",
    re.IGNORECASE,
)
