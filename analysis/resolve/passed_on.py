"""Who passes on what another source of the same proposition has seen or said.

In: the claims of one proposition, their sources, what the case knows. Out: pairs of them that are
one origin. 'Judge Lund said [Thorsvik photographed two that were cut]', where Thorsvik speaks
herself elsewhere, has her word, and 'the ministry said [Varn has pledged ten tents]' that of Varn.
Gives up where what is said names nobody who speaks. And whether an outlet names, beside what it
says itself, whoever says so elsewhere.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from analysis.model import Claim
from analysis.resolve.claim_sources import Source
from analysis.resolve.issuers import told_at_the_top
from analysis.resolve.provenance import NAMING, Provenance
from analysis.resolve.union import Union
from analysis.vocabulary import words


def passed_on(
    claims: Sequence[Claim], sources: Sequence[Source], known: Provenance, joined: Union
) -> None:
    """Join a claim that tells what somebody has witnessed to that somebody."""
    speaking = {source.key: i for i, source in enumerate(sources) if source.kind == "named"}
    for i, claim in enumerate(claims):
        told = _WITNESS.match(claim.content)
        if told is None or told["verb"] not in words("origins", "witnessing"):
            continue
        name = told["name"].strip().removeprefix("The ")
        last = known.called_last(name.rpartition(" ")[2])
        who = known.person(name) or (next(iter(last)) if len(last) == 1 else known.named(name))
        if (j := speaking.get(who)) is not None and j != i:
            joined.join(j, i)


_WITNESS = re.compile(
    r"(?:that |as )?(?P<name>(?:[A-Z][\w’'-]*\.? )+)"
    r"(?:(?:has|have|had|also|himself|herself|now|since) )*(?P<verb>[a-z]+)\b"
)


def names_who_told(
    part: Sequence[tuple[Claim, Source]],
    others: Iterable[Sequence[tuple[Claim, Source]]],
    known: Provenance,
) -> bool:
    """Whether the paragraph of an own statement goes on to quote somebody who says it elsewhere:
    'The letter was shown. It was found in a drawer, said General Lund.' By name, or as 'the
    university's rector'. What the outlet writes on later rests on the same."""
    speakers = {source.key for other in others for _, source in other if source.kind == "named"}
    actors = [actor for key in speakers if (actor := known.actor(key)) is not None]
    names = {
        alias.text
        for actor in actors
        for alias in actor.aliases
        if alias.reason in NAMING and len(alias.text) > 3
    }
    posts = {
        role.text.split()[-1].lower()
        for actor in actors
        if actor.type == "person"
        for role in actor.roles
        if role.text.split()
    }
    own = [claim for claim, source in part if source.kind == "own"]  # others only cite it
    told = own or [claim for claim, _ in part]
    first = min(claim.reported_at or "9" for claim in told)

    def quotes(claim: Claim) -> bool:
        said = known.told_in_paragraph(claim)
        return (
            told_at_the_top(claim, known) in speakers
            or any(name in said for name in names)
            or any(post in posts for post in _THE_POST.findall(said))
        )

    return all(quotes(claim) for claim in told if (claim.reported_at or "9") == first)


_THE_POST = re.compile(
    r"(?:\b[Tt]he|['’]s) ([a-z]{4,}) (?:said|says|told|confirmed|confirms|announced)\b"
)
