"""Lands and rulers as sources: 'Kurvia says', 'our own government', 'the authorities', 'the
generals'.

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


def authorities(claims: _Claims, sources: _Sources, known: Provenance, joined: Union) -> None:
    """'The authorities put it at four', 'the brass say so', 'Kurvia denies it': the one official
    voice that had said so by then. Gives up where several had, and where none had."""
    voices = [i for i, claim in enumerate(claims) if _is_official(claim, sources[i], known)]
    for i, claim in enumerate(claims):
        land = _land(sources[i], known) or _land_of_authorities(claim.source_text)
        if not land and not _AUTHORITIES.fullmatch(claim.source_text):
            continue
        if sources[i].kind not in ("named", "unnamed"):
            continue
        before = [
            j
            for j in voices
            if (claims[j].reported_at or "") <= (claim.reported_at or "9")
            and (not land or _is_of_land(claims[j], sources[j], land, known))
        ]
        roots = {joined.find(j) for j in before if joined.find(j) != joined.find(i)}
        if len(roots) == 1:
            joined.join(before[0], i)


def _land_of_authorities(said: str) -> str:
    """'kurvian' of 'the Kurvian authorities'."""
    told = _OF_A_LAND.fullmatch(said)
    return told["land"].lower() if told else ""


_OF_A_LAND = re.compile(
    r"(?:[Tt]he )?(?P<land>(?!The\b|Local\b|State\b)[A-Z][\w’-]+) "
    r"(?:authorities|government|side|officials)"
)


def state_media(claims: _Claims, sources: _Sources, known: Provenance, joined: Union) -> None:
    """'State media say', 'the state agency says', where none of the case is called so: they carry
    the one official voice. Gives up where several speak."""
    voices = {
        joined.find(i): i
        for i, claim in enumerate(claims)
        if _is_official(claim, sources[i], known) and not _STATE_MEDIA.fullmatch(sources[i].label)
    }
    if len(voices) != 1:
        return
    for i, source in enumerate(sources):
        if source.kind in ("medium", "named") and _STATE_MEDIA.fullmatch(source.label):
            joined.join(next(iter(voices.values())), i)


_STATE_MEDIA = re.compile(
    r"(?:the |its )?(?:state|official|government)(?:[ -](?:run|owned|controlled))? "
    r"(?:news )?(?:media|agency|television|TV|radio|broadcaster|newspapers?)",
    re.IGNORECASE,
)


def _is_official(claim: Claim, source: Source, known: Provenance) -> bool:
    """A person in office, or a body of the state, under their own name."""
    if source.kind != "named" or _AUTHORITIES.fullmatch(claim.source_text):
        return False
    if _land_of_authorities(claim.source_text):
        return False
    actor = known.actor(source.key)
    if actor is not None and actor.type == "place":
        return False
    if claim.source_kind == "named official":
        return True
    told = {*tokens(actor.name if actor is not None else source.label)}
    return bool(told & words("origins", "of_the_state"))


def _is_of_land(claim: Claim, source: Source, land: str, known: Provenance) -> bool:
    """By what the official is called, or by the name of the land in that of the outlet that
    quotes them: 'Vostinform' of Vostria."""
    actor = known.actor(source.key)
    told = [*tokens(claim.source_text), *tokens(known.outlet_of(claim))]
    told += [w for role in (actor.roles if actor is not None else ()) for w in tokens(role.text)]
    if claim.source_text.lower().startswith("its "):
        told += tokens(sentence_around(claim, known)[1])
    stem = land.split()[-1]
    stem = stem[: max(SHORTEST_STEM, len(stem) - 3)]
    return any(word.startswith(stem) for word in told)


SHORTEST_STEM = 4  # letters of a land's name in the words that are made of it

_AUTHORITIES = re.compile(
    r"(?:the |local |state |(?:his|her|its|their|our|(?:the|this) country['’]s) (?:own )?)?"
    r"(?:authorities|officialdom|government|regime|(?:top |army |military )?brass)",
    re.IGNORECASE,
)


def _land(source: Source, known: Provenance) -> str:
    """The name of the land that a source is: 'maravel' of the Republic of Maravel."""
    actor = known.actor(source.key) if source.kind == "named" else None
    if actor is None or actor.type != "place":
        return ""
    return " ".join(tokens(actor.name.rpartition(" of ")[2]))


_GOVERNMENT = re.compile(
    r"(?:the|its|our(?: own)?|this country['’]s) "
    r"(?:government|authorities|cabinet|foreign office"
    r"|(?:(?:foreign|interior|defen[cs]e|transport|health|finance|justice) )?"
    r"(?:ministry|department))",
    re.IGNORECASE,
)


def rulers(claims: _Claims, sources: _Sources, known: Provenance, joined: Union) -> None:
    """'The generals', 'the military council': the one body that a man of such rank leads, and one
    among themselves."""
    unnamed = [
        i
        for i, source in enumerate(sources)
        if source.kind in ("named", "unnamed")
        and known.actor(source.key) is None
        and _RULERS.fullmatch(claims[i].source_text)
    ]
    for i in unnamed[1:]:
        joined.join(unnamed[0], i)
    bodies = {
        joined.find(i): i
        for i, source in enumerate(sources)
        if source.kind == "named" and _is_led_by_rank(source.key, known)
    }
    if len(bodies) != 1:
        return
    for i in unnamed:
        joined.join(next(iter(bodies.values())), i)


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
