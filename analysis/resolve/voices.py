"""Which body a person speaks for, by the words around them.

In: a claim of somebody who has a name, what the case knows. Out: the ids of the bodies, or pairs
of claims of one proposition whose sources are one voice. 'Per Dahl,
spokesman for the Roads Agency', 'The council stood by it. Its spokesman, Per Dahl, said', 'The road
is open, the Roads Agency announced. Spokeswoman Ida Lund said'. Gives up, with none, where a post
is told with a body of its own ('police spokeswoman'), or the body before has none such.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache, lru_cache

from analysis.model import Actor, Claim
from analysis.resolve.bodies import (
    Name,
    body_name,
    head_of,
    kinds_of_body,
    names_body,
    same_body,
)
from analysis.resolve.claim_sources import Source
from analysis.resolve.principals import NEAR
from analysis.resolve.provenance import NAMING, Provenance
from analysis.resolve.union import Union
from analysis.resolve.wording import tokens
from analysis.vocabulary import table, words

_BODIES = ("organization", "group")
_Claims = Sequence[Claim]
_Sources = Sequence[Source]


def kinds_of_one(claims: _Claims, sources: _Sources, known: Provenance, joined: Union) -> None:
    """'The company', 'the main opposition party', in a text that does not name it: the one body of
    that kind that says it, or for which somebody does; 'the union of the dockers' the one that has
    the dock in its name. Gives up where two would fit."""
    kinds = table("origins")["kinds_of_body"]
    for i, source in enumerate(sources):
        told = _THE_KIND.fullmatch(claims[i].source_text)
        mine = next((kind for kind in kinds if told and told["kind"] in kind), None)
        if (
            told is None
            or mine is None
            or source.kind not in ("named", "unnamed")
            or known.actor(source.key) is not None
        ):
            continue
        near = {
            joined.find(j)
            for j, other in enumerate(sources)
            if other.kind == "named"
            and _is_of_kind(claims[j], other, mine, known)
            and (not told["members"] or _has_members(claims[j], mine, told["members"], known))
        }
        if len(near) == 1:
            joined.join(near.pop(), i)


def voices_by_name(claims: _Claims, sources: _Sources, known: Provenance, joined: Union) -> None:
    """'The coast guard said nothing. Captain Lund said', 'the rescue service's chief': of the one
    body, or of its one voice, that is called so, whether or not the case knows it as an actor."""
    called: dict[int, list[Name]] = {}
    for i, (claim, source) in enumerate(zip(claims, sources, strict=True)):
        the_body = source.kind == "unnamed" and claim.source_text.lower().startswith("the ")
        if source.kind == "named" or (the_body and names_body(source.label)):
            called[i] = _bodies_called(claim, source, known)
    for i, source in enumerate(sources):
        if source.kind != "named":
            continue
        actor = known.actor(source.key)
        body = _before_post(claims[i].source_text)
        if not body and actor and actor.type == "person":
            body = next((b for r in actor.roles if (b := _before_post(f"{r.text} X"))), body)
        if not body:
            body = _said_before(claims[i], actor, known) if actor else _owner_of(source.label)
        if not body and actor and actor.type == "person":
            body = _of_union(actor.name, known.text_around(claims[i]))
        if not body:
            continue
        near = {
            joined.find(j)
            for j, names in called.items()
            if j != i and any(same_body(body, name) for name in names)
        } - {joined.find(i)}
        if len(near) == 1:
            joined.join(near.pop(), i)


def _bodies_called(claim: Claim, source: Source, known: Provenance) -> list[Name]:
    """What the body is called that a source is, or speaks for."""
    actor = known.actor(source.key)
    if actor is None:
        if owner := _owner_of(source.label):
            return [owner]
        return [body_name(source.label)] if names_body(source.label) else []
    bodies = {actor.id}
    if actor.type == "person":
        bodies = {*known.speaks_for(actor.id), *voice_of_bodies(claim, actor, known)}
        told = _POST_OF.search(claim.source_text)
        if told and names_body(told["body"]):
            return [body_name(told["body"])]
    found = [body for one in bodies if (body := known.actor(one)) is not None]
    return [body_name(a.text) for body in found for a in body.aliases if a.reason in NAMING]


@lru_cache(maxsize=65_536)
def _of_union(name: str, text: str) -> Name:
    """The union of 'Hana Osman of the bakers' union': whoever is of one speaks for it."""
    told = re.search(
        rf"\b{re.escape(name)},? (?:of|from) (?:the )?(?P<body>(?:[\w’'-]+ ){{0,3}}"
        r"(?:union|federation|guild|association|syndicate))\b",
        text,
    )
    return body_name(told["body"]) if told else frozenset()


def _owner_of(label: str) -> Name:
    """'rescue service' of 'the rescue service's chief'."""
    told = _OWNED_POST.fullmatch(label)
    return body_name(told["body"]) if told and names_body(told["body"]) else frozenset()


_OWNED_POST = re.compile(
    r"(?:[Tt]he )?(?P<body>[\w -]+?)['’]s? (?:\w+ )?(?:head|chief|director|chair\w*|leader|"
    r"commander|spokes(?:man|woman|person))"
)


def _before_post(said: str) -> Name:
    """'mission' of 'mission head Per Dahl', 'coastguard' of 'coastguard duty commander'."""
    told = _NOUN_AND_POST.match(said)
    return body_name(told["body"]) if told and names_body(told["body"]) else frozenset()


_NOUN_AND_POST = re.compile(
    r"(?:[Tt]he )?(?P<body>[A-Za-z]+(?: [a-z]+){0,2}?) "
    r"(?:duty |regional |local |press )?(?:head|chief|boss|chairman|chairwoman|director|leader|"
    r"commander|spokes(?:man|woman|person)) (?=[A-Z])"
)


def _said_before(claim: Claim, actor: Actor, known: Provenance) -> Name:
    """The body, written small, that speaks in the sentence before a post without one."""
    text = known.text_around(claim)
    for introduced in _introduced(actor.name, text):
        post = tokens(introduced["post"])
        kinds = table("origins")["bare_posts"].get(post[0]) if len(post) == 1 else None
        if kinds is None:
            continue
        before = text[: introduced.start()].rpartition("\n")[2].rstrip()
        for sentence in reversed(_SENTENCE.split(before)[-2:]):
            told = _SMALL_SPEAKS.search(sentence)
            if told and names_body(told["who"]) and (not kinds or head_of(told["who"]) in kinds):
                return body_name(told["who"])
    return frozenset()


_SMALL_SPEAKS = re.compile(
    r"(?:^|, )(?:[Tt]he )?(?P<who>[A-Za-z]\w+(?: \w+){0,2}?) (?:(?:has|have|had|also) )?"
    r"(?:said|says|announced|confirmed|stated|reported|declared|told|informed|denied)\b"
)

_THE_KIND = re.compile(
    r"[Tt]he (?:[a-z-]+ ){0,3}?(?P<kind>[a-z]+)(?: of (?:the )?(?:[\w-]+ )?(?P<members>[a-z]{4,}))?"
)


def _has_members(claim: Claim, kind: Sequence[str], members: str, known: Provenance) -> bool:
    """Whether the text of a claim names a body of the kind whose members 'the dockers' may be:
    the 'Dock and Quay Federation'."""
    names = (tokens(told[0]) for told in _WHOLE_NAME.finditer(known.text_around(claim)))
    return any(
        {*kind} & {*told} and any(members.startswith(word) and len(word) > 3 for word in told)
        for told in names
    )


_WHOLE_NAME = re.compile(r"\b[A-Z][\w’'-]*(?: (?:(?:of|for|the|and|&) )*[A-Z][\w’'-]*)+")


def _is_of_kind(claim: Claim, source: Source, kind: Sequence[str], known: Provenance) -> bool:
    """Whether a source is a body of the kind, by its name or what it is called, or speaks for
    one."""
    actor = known.actor(source.key)
    if actor is None:
        return False
    if actor.type == "person":
        bodies = known.speaks_for(actor.id) or voice_of_bodies(claim, actor, known)
        found = [body for one in bodies if (body := known.actor(one)) is not None]
    else:
        found = [actor] if actor.type in _BODIES else []
    if {*tokens(claim.source_text)} & {*kind}:  # 'the mine's owner, Varn Coal'
        return True
    heads = [{head_of(a.text) for a in body.aliases if a.reason in NAMING} for body in found]
    if "company" in kind and any(not one & words("origins", "bodies") for one in heads):
        return True  # 'Tarn Water': what has no other kind in its name may be a firm
    return any({head_of(a.text) for a in body.aliases} & {*kind} for body in found)


def voice_of_bodies(claim: Claim, actor: Actor, known: Provenance) -> frozenset[str]:
    """The bodies in whose name the person speaks, as the claim and its article have it."""
    return (
        _apposed(claim, known)
        or _its_spokesman(claim, known)
        or _of_the_body_before(claim, actor, known)
    )


def _apposed(claim: Claim, known: Provenance) -> frozenset[str]:
    """Of '[Per Dahl, spokesman for the Roads Agency], said': the agency."""
    told = _POST_OF.search(claim.source_text)
    body = known.actor(known.named(told["body"])) if told else None
    return frozenset((body.id,)) if body is not None and body.type != "place" else frozenset()


_POST_OF = re.compile(
    r", (?:the |a )?(?:[\w-]+ ){0,2}?(?:spokes\w+|head|chief|chair\w*|leader|president|director|"
    r"executive|commander|manager) (?:of|for|at) (?:the )?(?P<body>[A-Z][^,]*)"
)


def _its_spokesman(claim: Claim, known: Provenance) -> frozenset[str]:
    """Of 'The council stood by the letter. [Its spokesman, Per Dahl,] said': the council."""
    if not claim.source_spans or not _ITS.search(claim.source_text):
        return frozenset()
    start = claim.source_spans[0][0]
    before = known.text_around(claim)[:start]
    if (told := _A_KIND_SPOKE.search(before)) and told["kind"] in kinds_of_body():
        found = bodies_in(before, known)
        return frozenset([one for one in found if not names_body(_name_of(one, known))][-1:])
    return frozenset(bodies_in(before[-NEAR:], known)[-1:])


_A_KIND_SPOKE = re.compile(r"(?:^|[.!?] |\n)The (?P<kind>[a-z]+) [^.!?\n]+[.!?] [^.!?\n]*$")


_ITS = re.compile(
    r"(?:^|, )[Ii]ts (?:\w+ ){0,2}?(?:spokes\w+|head|chief|chair\w*|leader|president|director)\b"
)


def bodies_in(text: str, known: Provenance) -> list[str]:
    """The bodies that a text names, in order."""
    names = (told[0].removeprefix("The ") for told in _NAME.finditer(text))
    found = (  # 'Chancellery of the Realm', known as 'Chancellery'
        known.actor(known.named(name) or known.named(name.partition(" of ")[0])) for name in names
    )
    return [actor.id for actor in found if actor is not None and _is_body(actor)]


def _is_body(actor: Actor) -> bool:
    """An organisation, or what is called as one: 'the Chancellery'."""
    return actor.type in _BODIES or (actor.type == "other" and names_body(actor.name))


_NAME = re.compile(r"\b[A-Z][\w’'-]*(?: (?:(?:of|for|the) )*[A-Z][\w’'-]*)*")


def _of_the_body_before(claim: Claim, actor: Actor, known: Provenance) -> frozenset[str]:
    """Of 'The road is open, the Roads Agency announced. [Spokeswoman Ida Lund] said': the agency;
    of 'the ministry's spokesman, Per Dahl': the one ministry that the text has named by then."""
    text = known.text_around(claim)
    for introduced in _introduced(actor.name, text):
        post = [word for word in tokens(introduced["post"]) if word not in _little()]
        bodies = table("origins")["bare_posts"].get(post[0]) if len(post) == 1 else None
        if bodies is None:
            continue
        if whose := introduced["whose"]:
            named = bodies_in(text[: introduced.start()], known)
            wanted = {one for one in named if head_of(_name_of(one, known)) == whose}
        elif introduced["its"]:
            wanted = {*bodies_in(text[: introduced.start()], known)[-1:]}
        else:
            wanted = _speaking_last(text[: introduced.start()], bodies, known)
        return frozenset(wanted) if len(wanted) == 1 else frozenset()
    return frozenset()


def _speaking_last(before: str, kinds: Sequence[str], known: Provenance) -> set[str]:
    """The bodies that speak in the sentence which the text breaks off, or else in the last one."""
    for sentence in reversed(_SENTENCE.split(before.rpartition("\n")[2].rstrip())[-2:]):
        found = {one for said in _SPEAKS.findall(sentence) for one in bodies_in(said, known)[:1]}
        if kinds:
            found = {one for one in found if head_of(_name_of(one, known)) in kinds}
        if found:
            return found
    return set()


def _name_of(identifier: str, known: Provenance) -> str:
    actor = known.actor(identifier)
    return actor.name if actor is not None else ""


@lru_cache(maxsize=65_536)
def _introduced(name: str, text: str) -> tuple[re.Match[str], ...]:
    """Where a text introduces somebody by a post; asked of each claim of his, in each group."""
    return tuple(_introductions(name).finditer(text))


@lru_cache(maxsize=4096)
def _introductions(name: str) -> re.Pattern[str]:
    """'spokeswoman Ida Lund', 'the ministry's spokesman, Colonel Per Dahl'."""
    return re.compile(
        r"(?:\b(?P<its>[Ii]ts )|\b(?P<whose>[a-z]+)['’]s |\b(?:the|a) |^|(?<=[,;:.“\"(\n] )|"
        r"(?<=\n))"
        rf"(?P<post>(?:[\w-]+ ){{1,3}}?|(?:[\w-]+ )?[\w-]+, (?:[A-Z][\w-]* )?){re.escape(name)}\b"
    )


@cache
def _little() -> frozenset[str]:
    return words("origins", "joints") | words("origins", "ranks") | words("origins", "acting")


_SENTENCE = re.compile(r"(?<=[.!?])[”\"’']?\s+")
# a body that opens the sentence, or is said in it to have said something
_SPEAKS = re.compile(
    r"^(?:The )?[A-Z][^,.;:]{2,80}"
    r"|(?:\b[Tt]he )?\b[A-Z][\w’' -]{2,60}(?: \([A-Z]+\))? (?:(?:has|have|had|also) )?"
    r"(?:said|says|announced|confirmed|stated|reported|declared|told|informed|denied)\b"
)
