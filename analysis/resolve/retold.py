"""Sources that others have named, told on without the name.

In: the claims of one proposition, their sources, what the case knows. Out: pairs of them that are
one origin. 'Rescuers said' is the one rescue service that speaks, 'officials said' the one office,
'a nurse says' the nurse whom an earlier article names, 'two unnamed officials' the two who spoke to
somebody else. Gives up where two would fit, and where the later article has met its source.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from analysis.model import Claim
from analysis.resolve.bodies import kinds_of_body
from analysis.resolve.cited import sentence_around
from analysis.resolve.claim_sources import Source
from analysis.resolve.descriptions import like, told_of_source, work_of
from analysis.resolve.provenance import Provenance, plain
from analysis.resolve.union import Union
from analysis.resolve.wording import stems, tokens
from analysis.vocabulary import words

_Claims = Sequence[Claim]
_Sources = Sequence[Source]

MET = re.compile(
    r"\b(?:told|tells|spoke (?:to|with)|speaking to|talked to|assured|confirmed to) "
    r"(?:me|us|our|this|the [A-Z]|[A-Z])"
)


def people_of_one_body(
    claims: _Claims, sources: _Sources, known: Provenance, joined: Union
) -> None:
    """'Rescuers', 'safety inspectors', of no number: the one body that has what they do in its
    name, 'State Rescue Service', 'Mine Safety Inspectorate'."""
    for i, source in enumerate(sources):
        told = _PLURAL.fullmatch(claims[i].source_text) if source.kind == "unnamed" else None
        if told is None:
            continue
        mine = _work_stem(told["who"])
        near = {
            joined.find(j)
            for j, other in enumerate(sources)
            if other.kind == "named"
            and mine
            and any(word.startswith(mine) for word in _body_words(other, known))
        }
        if len(near) == 1:
            joined.join(near.pop(), i)


_PLURAL = re.compile(r"(?:[Tt]he )?(?:[a-z-]+ ){0,2}?(?P<who>[A-Za-z][a-z]+(?:ers|ors|men|guards))")
SHORTEST = 5  # letters of a trade in the name of a body


def _work_stem(plural: str) -> str:
    """'rescu' of rescuers, 'inspect' of inspectors, 'firef' of firefighters."""
    bare = re.sub(r"(?:ers|ors|men|s)$", "", plural.lower())
    return bare if len(bare) >= SHORTEST else ""


def _body_words(source: Source, known: Provenance) -> set[str]:
    actor = known.actor(source.key)
    if actor is not None and actor.type == "person":
        return {w for one in known.speaks_for(actor.id) if (body := known.actor(one)) is not None
                for alias in body.aliases for w in tokens(alias.text)}  # fmt: skip
    if actor is not None:
        return {w for alias in actor.aliases for w in tokens(alias.text)}
    return {*tokens(source.label)}


def place_of_its_head(claims: _Claims, sources: _Sources, known: Provenance, joined: Union) -> None:
    """'He died at Sint Anna; [the outage played no part, the hospital says]': the director of Sint
    Anna, who has said so. By the name of the place in the sentence."""
    for i, claim in enumerate(claims):
        told = _THE_PLACE.fullmatch(claim.source_text)
        if told is None or sources[i].kind not in ("named", "unnamed") or claim.actor_id:
            continue
        _, sentence = sentence_around(claim, known)
        near = {
            joined.find(j)
            for j, other in enumerate(sources)
            if other.kind == "named"
            and (actor := known.actor(other.key)) is not None
            and actor.type == "person"
            and any(
                words("origins", "heads") & {*tokens(role.text)}
                and (led := _LED.search(role.text)) is not None
                and led["what"] in sentence
                for role in actor.roles
            )
        }
        if len(near) == 1:
            joined.join(near.pop(), i)


_THE_PLACE = re.compile(
    r"[Tt]he (?:hospital|clinic|university|college|school|institute|museum|prison|airport|port|"
    r"harbour|plant|mine|theatre|opera|club|factory|hotel|zoo|laboratory)"
)
_LED = re.compile(r" (?:of|at) (?:the )?(?P<what>[A-Z].+)$")


def officials_of_one(claims: _Claims, sources: _Sources, known: Provenance, joined: Union) -> None:
    """'Officials said', whose is not told: the one who holds an office and has said so before."""
    bare = [i for i, claim in enumerate(claims) if _OFFICIALS.fullmatch(claim.source_text)]
    for i in bare:
        if sources[i].kind != "unnamed":
            continue
        near = {
            joined.find(j)
            for j, claim in enumerate(claims)
            if claim.source_kind in ("named official", "organisation")
            and sources[j].kind == "named"
            and (claim.reported_at or "") <= (claims[i].reported_at or "9")
            and not _is_of_firm(claim, sources[j], known)
        }
        if len(near) == 1:
            joined.join(near.pop(), i)


_OFFICIALS = re.compile(r"(?:the |local )?officials", re.IGNORECASE)


def _is_of_firm(claim: Claim, source: Source, known: Provenance) -> bool:
    """Somebody who speaks for a company, and not for an office."""
    actor = known.actor(source.key)
    told = {*tokens(claim.source_text)}
    told |= {w for role in (actor.roles if actor else ()) for w in tokens(role.text)}
    return bool(told & (kinds_of_body() | {"executive", "ceo"}))


def told_without_name(claims: _Claims, sources: _Sources, known: Provenance, joined: Union) -> None:
    """'A nurse says he has counted 31', in a paper that does not say to have met one: the one
    nurse whom another article has named before."""
    for i, source in enumerate(sources):
        if source.kind != "unnamed" or not _ONE.match(claims[i].source_text):
            continue
        head = work_of(source.label)
        if not head or " " in _ONE.sub("", claims[i].source_text) or _met(claims[i], known):
            continue
        near = {
            joined.find(j)
            for j, other in enumerate(sources)
            if other.kind == "named"
            and (claims[j].reported_at or "9") < (claims[i].reported_at or "")
            and like(head) & told_of_source(claims[j], other, source.label, known)
        }
        if len(near) == 1:
            joined.join(near.pop(), i)


_ONE = re.compile(r"(?:[Aa]n?|[Oo]ne) ")


def told_as_unnamed(claims: _Claims, sources: _Sources, known: Provenance, joined: Union) -> None:
    """'Two unnamed officials have asserted it': who calls them so has read of them. The ones of
    that description who spoke to another outlet before."""
    for i, source in enumerate(sources):
        if source.kind != "unnamed" or not _UNNAMED.search(claims[i].source_text):
            continue
        mine = {*source.key.split()}
        near = {
            joined.find(j)
            for j, other in enumerate(sources)
            if other.kind == "unnamed"
            and other.medium != source.medium
            and (claims[j].reported_at or "9") < (claims[i].reported_at or "")
            and mine & {*stems(other.label)}
        }
        if len(near) == 1 and not _met(claims[i], known):
            joined.join(near.pop(), i)


_UNNAMED = re.compile(r"\b(?:unnamed|anonymous|unidentified|nameless)\b")


def _met(claim: Claim, known: Provenance) -> bool:
    text = known.text_around(claim)
    start = text.rfind(". ", 0, claim.start) + 1
    end = text.find(". ", claim.end)
    own = plain(known.outlet_of(claim))
    return bool(own) and MET.search(text[start : end if end >= 0 else None]) is not None


def staff_of_one_body(a: Claim, b: Claim) -> bool:
    """'Union medics' in both: a body and its people, in the plural and without a number."""
    called = [_PEOPLE_OF.fullmatch(claim.source_text) for claim in (a, b)]
    return all(
        told is not None and told["body"].lower() in words("origins", "bodies") for told in called
    )


_PEOPLE_OF = re.compile(r"(?:[Tt]he )?(?P<body>[A-Za-z]+) [a-z]+s")
