"""Who passes on what another source of the same proposition has seen or said.

In: the claims of one proposition, their sources, what the case knows. Out: pairs of them that are
one origin. 'Judge Lund said [Thorsvik photographed two that were cut]', where Thorsvik speaks
herself elsewhere, has her word. Gives up where what is said names nobody who speaks.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from analysis.model import Claim
from analysis.resolve.claim_sources import Source
from analysis.resolve.provenance import Provenance
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
        name = told["name"].strip()
        last = known.called_last(name.rpartition(" ")[2])
        who = known.person(name) or (next(iter(last)) if len(last) == 1 else "")
        if (j := speaking.get(who)) is not None and j != i:
            joined.join(j, i)


_WITNESS = re.compile(
    r"(?:that |as )?(?P<name>(?:[A-Z][\w’'-]*\.? )+)"
    r"(?:(?:has|have|had|also|himself|herself|now|since) )*(?P<verb>[a-z]+)\b"
)
