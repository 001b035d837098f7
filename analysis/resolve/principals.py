"""Whoever is spoken for: 'his office', 'the president's staff', 'a spokeswoman for the mayor'.

In: a claim, what the case knows. Out: the id of the one spoken for, or of whoever is named last in
a text; "" for none.
"""

from __future__ import annotations

import re

from analysis.model import Claim
from analysis.resolve.provenance import Provenance, may_be
from analysis.vocabulary import words


def principal_of(claim: Claim, known: Provenance) -> str:
    """Of 'his office', 'the president's office', 'his spokeswoman, Ximena Duarte': the one who is
    spoken for. 'His' is taken for the person that the claim is about."""
    said = claim.source_text
    if said.lower() in words("origins", "pronouns"):
        said = claim.descriptor  # 'it', said of 'his office'
    if voice := _VOICE_OF.search(said):
        return known.holder(voice["whose"]) or known.person(voice["whose"])
    actor = known.actor(claim.actor_id)
    for role in actor.roles if actor is not None and actor.type == "person" else ():
        if voice := _VOICE_OF.fullmatch(role.text):
            return known.holder(voice["whose"]) or known.person(voice["whose"])
    owned = _OFFICE_OF.match(said)
    if owned is None:
        holder = _OFFICE_BEFORE.match(said)
        return last_person(holder["whose"], known) if holder else ""
    if owned["whose"].lower() not in ("his", "her", "their"):
        whose = owned["whose"].removesuffix("s").rstrip("'’ ")
        return known.holder(whose) or known.person(whose)
    for identifier in (*claim.about, *claim.mentioned):
        actor = known.actor(identifier)
        if actor is None or actor.type != "person" or identifier == claim.actor_id:
            continue
        if may_be(actor, owned["whose"].lower()):
            return identifier
    if not claim.source_spans:
        return ""
    before = known.text_around(claim)[: claim.source_spans[0][0]]
    return last_person(before, known, owned["whose"].lower())


def last_person(text: str, known: Provenance, whose: str = "") -> str:
    """Whoever is named last in the text, and may be called so; "" where nobody is in its last
    lines."""
    for told in reversed(list(NAME.finditer(text[-NEAR:]))):
        parts = told[0].split()
        for name in (" ".join(parts[first:]) for first in range(len(parts))):
            actor = known.actor(known.person(name))
            if actor is not None and may_be(actor, whose):
                return actor.id
    return ""


NEAR = 400  # characters in which 'his' finds a name
NAME = re.compile(r"\b[A-Z][\w-]+(?: [A-Z][\w-]+)*")


_OFFICE_OF = re.compile(
    r"(?P<whose>his|her|their|(?:the )?[\w -]+ ?['’]s) (?:own |press |private |chief )*"
    r"(?:office|staff|ministry|cabinet|secretariat|entourage|aides|people|party|camp|side|campaign|team|"
    r"spokes(?:man|woman|person|people)|secretary|lawyer|agent|manager)\b",
    re.I,
)

_VOICE_OF = re.compile(
    r"\bspokes(?:man|woman|person) (?:for|of) (?:the )?(?P<whose>[A-Za-z][\w’' -]{2,40})$"
)
_OFFICE_BEFORE = re.compile(
    r"(?:the )?(?:press |private )?(?:office|cabinet|staff) of (?P<whose>.+)$", re.I
)
