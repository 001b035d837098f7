"""Sources that are a phrase for somebody: 'Lund's statement of last night' is Lund, 'the press
office of the cabinet' the cabinet, 'the band, which calls itself Black Thistle' Black Thistle,
'the charity TRF' whoever has these letters, 'the station' the one that was named last.

In: a claim, what the case knows. Out: the claim, changed where a rule applies.
"""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache

from analysis.model import Claim
from analysis.resolve.bodies import kinds_of_body, names_body, without_article
from analysis.resolve.cited import outlet_written
from analysis.resolve.claim_sources import UNNAMED
from analysis.resolve.principals import NEAR, last_person
from analysis.resolve.provenance import Provenance, plain
from analysis.resolve.reattributed import word_of
from analysis.resolve.voices import bodies_in
from analysis.resolve.wording import tokens
from analysis.vocabulary import words

_A_NAME = r"[A-Z][\w’'-]*(?: (?:(?:of|for|the|and|de|du|da|do) )*[A-Z][\w’'-]*)*"


def whose_paper(claim: Claim, known: Provenance) -> Claim:
    """'Colonel Lund's overnight statement, which every paper has printed': Lund; 'the ministry's
    protocol': the ministry; 'its statement': the body that is named last."""
    if claim.actor_id or claim.source_kind not in _MAY_BE_PAPER:
        return claim
    told = _papers().fullmatch(_RELATIVE.sub("", claim.source_text))
    if told is None:
        return claim
    if told["its"]:
        return _of_it(claim, known)
    who = re.sub(r"['’]s?$", "", told["who"])
    bare = without_article(who)
    if found := known.person(bare) or (last_person(who, known) if _NAMED.search(who) else ""):
        return word_of(claim, found, who)
    found = known.named(bare)
    if not found and not names_body(who) and bare not in kinds_of_body():
        return claim
    return _body(claim, who, found)


def _of_it(claim: Claim, known: Provenance) -> Claim:
    if not claim.source_spans:
        return claim
    start = claim.source_spans[0][0]
    line = known.text_around(claim)[max(0, start - NEAR) : start].rpartition("\n")[2]
    found = bodies_in(line, known)
    actor = known.actor(found[-1]) if found else None
    return _body(claim, actor.name, actor.id) if actor is not None else claim


_MAY_BE_PAPER = frozenset({"document", "anonymous", "organisation", "named person"})
_RELATIVE = re.compile(r", (?:which|who|whose|whom|in which|a copy of which) .*$")
_NAMED = re.compile(r"\b[A-Z][\w’-]+$")


@cache
def _papers() -> re.Pattern[str]:
    nouns = "|".join(sorted(words("origins", "papers")))
    return re.compile(
        rf"(?:(?P<its>[Ii]ts|[Tt]heir)|(?P<who>[^,.;:]{{2,60}}?(?:['’]s|s['’]))) "
        rf"(?:[\w-]+ ){{0,3}}?(?:{nouns})s?(?: (?:of|on|in|from) [^,]{{2,40}})?"
    )


def without_relative(claim: Claim, known: Provenance) -> Claim:
    """'Kurvia's health minister, who toured the site on Monday': the minister."""
    told = _RELATIVE.sub("", claim.source_text)
    if claim.actor_id or claim.source_kind != "named official" or told == claim.source_text:
        return claim
    return replace(claim, source_text=told, descriptor=_RELATIVE.sub("", claim.descriptor))


def behind_place(claim: Claim, known: Provenance) -> Claim:
    """'In Lunde, the Kurvian capital, a duty officer said': the officer, not the capital."""
    told = _PLACE.fullmatch(claim.source_text)
    if told is None or not claim.source_spans:
        return claim
    if not _NAMED_BEFORE.search(known.text_around(claim)[: claim.source_spans[0][0]]):
        return claim
    who = told["who"]
    if person := known.person(who):
        return word_of(claim, person, who)
    if not told["article"]:
        return claim
    officials = {*tokens(who)} & words("sources", "officials")
    return replace(claim, source_text=who, descriptor=who, actor_id="",
                   source_kind="anonymous official" if officials else "anonymous")  # fmt: skip


_NAMED_BEFORE = re.compile(r"[A-Z][\w’'-]+, $")
_PLACE = re.compile(
    r"(?:[Tt]he|[Aa]|[Ii]ts|[Tt]heir) (?:[\w’'-]+ ){0,3}?(?:capital|city|town|port|village|island)"
    r"(?: of [A-Z]\w+)?, (?P<who>(?P<article>an? )?.+)"
)


def desk_of(claim: Claim, known: Provenance) -> Claim:
    """'The press office of the cabinet': the cabinet."""
    told = _DESK.fullmatch(claim.source_text)
    if told is None:
        return claim
    bare = without_article(told["who"])
    actor = known.actor(known.named(bare))
    if actor is not None and actor.type == "person":
        return claim
    if actor is None and not names_body(told["who"]):
        return claim
    return _body(claim, told["who"], actor.id if actor is not None else "")


_DESK = re.compile(
    r"(?:[Tt]he )?(?:press|media|information|communications?|public relations|public affairs) "
    r"(?:department|office|service|section|desk|bureau|centre|center|secretariat|unit) "
    r"(?:of|at) (?P<who>(?:the )?[^,]{3,60})"
)


def calls_itself(claim: Claim, known: Provenance) -> Claim:
    """'The group, which calls itself Black Thistle, claimed', 'the band known as Black Thistle'."""
    if not claim.source_spans or _CAPITAL.search(claim.source_text[1:]):
        return claim
    told = _CALLED.match(known.text_around(claim), claim.source_spans[-1][1])
    if told is None:
        return claim
    actor = known.actor(known.named(told["name"]))
    if actor is not None:
        return _body(claim, actor.name, actor.id)
    return _body(claim, told["name"], "")


_CAPITAL = re.compile(r"\b[A-Z]")
_CALLED = re.compile(
    r",? (?:(?:which|that|who) (?:calls? (?:itself|themselves|himself|herself)|is known as|"
    r"goes by the name of)|calling (?:itself|themselves)|known as) "
    rf"(?:the )?[“\"‘]?(?P<name>{_A_NAME})"
)


def by_acronym(claim: Claim, known: Provenance) -> Claim:
    """'The charity TRF', 'operator TR': whoever has these letters, and nobody else."""
    told = _KIND_AND_LETTERS.fullmatch(claim.source_text)
    found = known.named(told["letters"]) if told else ""
    actor = known.actor(found)
    if told is None or actor is None or found == claim.actor_id or actor.type == "place":
        return claim
    return replace(claim, actor_id=found, source_kind="organisation", descriptor="")


_KIND_AND_LETTERS = re.compile(r"(?:(?:[Tt]he|[Ii]ts) )?(?:[a-z-]+ ){1,3}(?P<letters>[A-Z]{2,6})")


def the_medium(claim: Claim, known: Provenance) -> Claim:
    """'The Voice of Kurvia has confirmed it. [The bridge is down], the station reports': the
    Voice, where no other is named behind it."""
    if not claim.source_spans or not _media().fullmatch(claim.source_text):
        return claim
    start = claim.source_spans[0][0]
    line = known.text_around(claim)[max(0, start - NEAR) : start].rpartition("\n")[2]
    own = plain(known.outlet_of(claim))
    for told in reversed(list(re.finditer(_A_NAME, line))):
        parts = told[0].removeprefix("The ").split()
        for first in range(len(parts)):
            called = outlet_written(" ".join(parts[first:]), known)
            if called and called != own:
                return replace(
                    claim, source_text=known.outlet_named(called), source_kind="media",
                    actor_id="", descriptor="",
                )  # fmt: skip
    return claim


@cache
def _media() -> re.Pattern[str]:
    kinds = "|".join(sorted(words("outlets", "media_kinds") | {"station", "channel", "agency"}))
    return re.compile(rf"(?:[Tt]he|[Tt]hat) (?:(?:news|radio|television|tv|state) )?(?:{kinds})")


def whom_behind(claim: Claim, known: Provenance) -> Claim:
    """'An official quoted by the Mail, according to [whom] the money went': the official."""
    if claim.source_text.lower() not in ("whom", "which") or not claim.source_spans:
        return claim
    told = _ACCORDING.search(known.text_around(claim)[: claim.source_spans[0][0]])
    if told is None:
        return claim
    if found := known.person(without_article(told["who"])):
        return word_of(claim, found, told["who"])
    kind = claim.source_kind if claim.source_kind in UNNAMED else "anonymous"
    return replace(claim, source_text=told["who"], descriptor=told["who"], source_kind=kind,
                   source_spans=())  # fmt: skip


_ACCORDING = re.compile(
    r"(?:^|[.:;,!?”\"] |\n)(?P<who>(?:[Aa]n?|[Tt]he|[Oo]ne|[Tt]wo|[Ss]everal) "
    r"[^.:;,!?“”\"\n]{3,80}), according to $"
)


def citing_outlet(claim: Claim, known: Provenance) -> Claim:
    """'An entry on our live page said, [citing] the Vesk Mail, [that ...]': the Mail."""
    if claim.cue != "citing" or not claim.cue_spans or not claim.source_spans:
        return claim
    if claim.source_spans[0][0] > claim.cue_spans[0][0]:
        return claim
    told = re.compile(rf" (?:the )?(?P<name>{_A_NAME})").match(
        known.text_around(claim), claim.cue_spans[-1][1]
    )
    called = outlet_written(told["name"], known) if told else ""
    if not called or called == plain(known.outlet_of(claim)):
        return claim
    return replace(
        claim, source_text=known.outlet_named(called), source_kind="media", actor_id="",
        descriptor="", channel=(),
    )  # fmt: skip


def in_a_report(claim: Claim, known: Provenance) -> Claim:
    """'International monitors said in a report on Tuesday', in the first paragraph of what goes on
    with 'The report by the Line Mission': the mission."""
    if claim.actor_id or claim.source_kind not in UNNAMED or not claim.cue_spans:
        return claim
    text, end = known.text_around(claim), claim.cue_spans[-1][1]
    told = _IN_REPORT.match(text, end) if "\n" not in text[:end] else None
    if told is None:
        return claim
    of = re.compile(rf"\b[Tt]he (?:\w+ )?{told['what']} (?:by|of|from) (?:the )?(?P<who>{_A_NAME})")
    bodies = {told["who"] for told in of.finditer(text, end)}
    actor = known.actor(known.named(bodies.pop())) if len(bodies) == 1 else None
    if actor is None or actor.type not in ("organization", "group"):
        return claim
    return _body(claim, actor.name, actor.id)


_IN_REPORT = re.compile(
    r" in (?:an?|their|its) (?:[\w-]+ ){0,3}?(?P<what>report|statement|letter|study|survey|review|"
    r"declaration|assessment|message)\b"
)


def _body(claim: Claim, who: str, identifier: str) -> Claim:
    return replace(
        claim, source_text=who, source_kind="organisation", actor_id=identifier, descriptor=""
    )
