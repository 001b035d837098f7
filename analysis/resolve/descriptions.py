"""Sources told by what they do where another report names them.

In: the claims of one proposition, their sources, what the case knows. Out: pairs of them that are
one origin. 'A doctor said' in the first line is the Dr Velitska of the second; 'the chief surgeon'
is the Dr Issabek who sat down in the sentence before; 'the envoy' is the one envoy who speaks.
Gives up where two who are named would fit.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache

from analysis.model import Actor, Claim
from analysis.resolve.bodies import head_of, within
from analysis.resolve.claim_sources import Source
from analysis.resolve.provenance import NAMING, Provenance, plain
from analysis.resolve.union import Union
from analysis.resolve.wording import tokens
from analysis.vocabulary import table, words

_Claims = Sequence[Claim]
_Sources = Sequence[Source]

FAR = 900  # characters between a description and the name behind it


def named_elsewhere(claims: _Claims, sources: _Sources, known: Provenance, joined: Union) -> None:
    """Who is described is the one of the named who fits the description."""
    named = {
        source.key: (at, actor)
        for at, source in enumerate(sources)
        if source.kind == "named"
        and (actor := known.actor(source.key)) is not None
        and actor.type == "person"
    }
    if not named:
        return
    for at, source in enumerate(sources):
        if not _is_description(claims[at], source, known):
            continue
        fitting = {
            joined.find(other): other
            for other, actor in named.values()
            if _is_of(claims[at], source, actor, _called(claims[other], actor, known), known)
        }
        fitting.pop(joined.find(at), None)
        if len(fitting) == 1:
            joined.join(at, *fitting.values())


def _called(claim: Claim, actor: Actor, known: Provenance) -> list[str]:
    """The words in which the article of a claim quotes and introduces somebody."""
    told = tokens(claim.source_text)
    text = known.text_around(claim)
    for start, _ in _places(text, actor):
        if introduced := _BEFORE.search(text, max(0, start - 90), start):
            told += tokens(introduced["told"])
    return told


def retold_by_work(claims: _Claims, sources: _Sources, known: Provenance, joined: Union) -> None:
    """'A local teacher told the agency' is the 'Ferro Lund, a schoolteacher' to whom the agency
    itself spoke."""
    for i, source in enumerate(sources):
        head = work_of(source.label) if source.kind == "unnamed" else ""
        if not head or plain(known.outlet_of(claims[i])) == source.medium:
            continue
        fitting = {
            joined.find(j)
            for j, (claim, other) in enumerate(zip(claims, sources, strict=True))
            if other.kind == "named"
            and source.medium in (plain(known.outlet_of(claim)), plain(known.wire_of(claim)))
            and like(head) & told_of_source(claim, other, source.label, known)
        }
        if len(fitting) == 1:
            joined.join(fitting.pop(), i)


def told_of_source(claim: Claim, source: Source, label: str, known: Provenance) -> frozenset[str]:
    """What the article of a claim says that its source does."""
    told = frozenset(tokens(claim.source_text))
    actor = known.actor(source.key)
    if actor is None or actor.type != "person":
        return told
    text = known.text_around(claim)
    return told | _told_of(actor, text, _places(text, actor), label)


def officials_of_the_lead(
    claims: _Claims, sources: _Sources, known: Provenance, joined: Union
) -> None:
    """'A ship was raised, rescue officials said', at the top of a report that goes on to name 'the
    head of the rescue post, Captain Lund': it is he who has said it."""
    for i, source in enumerate(sources):
        told = frozenset(tokens(source.label)) if source.kind == "unnamed" else frozenset()
        field = told - words("origins", "officials") - words("origins", "joints")
        if not field or not told & words("origins", "officials_plural"):
            continue
        fitting = {
            joined.find(j)
            for j, (claim, other) in enumerate(zip(claims, sources, strict=True))
            if other.kind == "named"
            and known.text_of(claim) == known.text_of(claims[i])
            and claim.start > claims[i].start
            and (actor := known.actor(other.key)) is not None
            and actor.type == "person"
            and within(field, _posts_told(claim, actor, known))
        }
        if len(fitting) == 1:
            joined.join(fitting.pop(), i)


def summed_up(claims: _Claims, sources: _Sources, known: Provenance, joined: Union) -> None:
    """'A security firm said' or 'experts said' in the first paragraph of a report that goes on to
    have one firm, or one person, say it by name: the lead sums up what is told below. Not where
    the source wants no name, is counted ('two officials'), or the name behind it agrees."""
    for i, source in enumerate(sources):
        claim = claims[i]
        if source.kind != "unnamed" or not _IN_A_LEAD.fullmatch(claim.source_text):
            continue
        text = known.text_around(claim)
        if "\n" in text[: claim.start] or head_of(source.label) in words("origins", "hidden"):
            continue
        below = {
            joined.find(j)
            for j, (other, named) in enumerate(zip(claims, sources, strict=True))
            if named.kind == "named"
            and known.text_of(other) == known.text_of(claim)
            and other.start > claim.start
        }
        if len(below) == 1:
            joined.join(i, *below)


_IN_A_LEAD = re.compile(r"(?:[Aa]n? )?(?:[\w-]+ ){0,3}?[A-Za-z][a-z]+(?: (?:in|at|from) .+)?")


def _posts_told(claim: Claim, actor: Actor, known: Provenance) -> frozenset[str]:
    """The words of a person's posts, 'the head of the rescue post, Captain Lund' as well."""
    text = known.text_around(claim)
    told = [told["told"] for s, _ in _places(text, actor) if (told := _BEFORE.search(text, 0, s))]
    return frozenset(w for said in (*told, *(r.text for r in actor.roles)) for w in tokens(said))


_BEFORE = re.compile(
    r"(?:\b[Tt]he|['’]s?) (?P<told>[a-z][^,.;:!?“”\"]{3,80}), (?:[A-Z][\w-]+\.? )*$"
)


def described_alike(
    one: Sequence[tuple[Claim, Source]], other: Sequence[tuple[Claim, Source]], known: Provenance
) -> bool:
    """Whether somebody unnamed may be who is named: 'a doctor at the Anna hospital' and 'Dr Lund
    of the Anna hospital'. By the work and the place of it."""
    return any(
        _may_be_named(a, theirs, b, known) or _may_be_named(b, mine, a, known)
        for mine, a in one
        for theirs, b in other
    )


def _may_be_named(unnamed: Source, other: Claim, named: Source, known: Provenance) -> bool:
    if unnamed.kind != "unnamed" or named.kind != "named":
        return False
    actor = known.actor(named.key)
    if actor is None or actor.type != "person":
        return False
    head = work_of(unnamed.label)
    place = _telling_words(unnamed.label) - {head}
    told = {*tokens(other.source_text), *(w for r in actor.roles for w in tokens(r.text))}
    return bool(head and place and like(head) & told) and within(place, frozenset(told))


def holder_in_article(claim: Claim, label: str, known: Provenance) -> str:
    """The one person of the article whose work 'the commissioner' is; "" for none."""
    head = work_of(label)
    if not head or head in words("origins", "several"):
        return ""
    text = known.text_around(claim)
    if re.search(rf"\b(?:[Aa]n?|[Oo]ne|[Aa]nother) (?:[\w-]+ ){{0,3}}{re.escape(head)}\b", text):
        return ""  # of whom no name is given
    found: dict[str, Actor] = {}
    for told in _NAME.finditer(text):
        parts = told[0].split()
        called = (told[0], parts[-1], " ".join(parts[-2:]))  # 'Defence Minister Per Lund'
        actor = known.actor(next((one for n in called if (one := known.named(n))), ""))
        if actor is not None and actor.type == "person":
            found[actor.id] = actor
    wanted = _telling_words(label)
    fitting = [
        actor.id
        for actor in found.values()
        if wanted <= _told_of(actor, text, _places(text, actor), label)
    ]
    return fitting[0] if len(fitting) == 1 else ""


_NAME = re.compile(r"\b[A-Z][\w’'-]+(?: [A-Z][\w’'-]+)*")


def _is_description(claim: Claim, source: Source, known: Provenance) -> bool:
    """Of one somebody, by what they do and not by name."""
    if source.kind == "named":
        by_name = known.actor(source.key) is not None or source.key.startswith("office of ")
        if by_name or claim.source_kind not in ("named official", "named person"):
            return False
    elif source.kind != "unnamed":
        return False
    head = work_of(source.label)
    return bool(head) and not head.endswith("s") and head not in words("origins", "several")


def _is_of(
    claim: Claim, source: Source, actor: Actor, called: Sequence[str], known: Provenance
) -> bool:
    """`called` are the words in which another article quotes the actor."""
    text = known.text_around(claim)
    places = _places(text, actor)
    told = _told_of(actor, text, places, source.label)
    if not words("origins", "lesser") & {*called}:
        told |= {*called}
    head = work_of(source.label)
    definite = _DEFINITE.match(claim.source_text) is not None
    fits = bool(like(head) & told)
    if not places:
        return definite and head in told and within(_telling_words(source.label), told)
    if fits and definite:
        return True
    if fits:  # 'a doctor said', who is named further on
        return claim.start < places[0][0] < claim.end + FAR
    office = head in words("sources", "officials")
    return definite and _beside_each_other(text, claim, places, only_next=office)


def _told_of(
    actor: Actor, text: str, places: Sequence[tuple[int, int]], label: str
) -> frozenset[str]:
    """What the case says that the actor does, and the text; not 'deputy' for the chief."""
    lesser = words("origins", "lesser") - {*tokens(label)}
    phrases = (*(tokens(role.text) for role in actor.roles), *_beside(text, places))
    return frozenset(word for phrase in phrases if not lesser & {*phrase} for word in phrase)


def _telling_words(label: str) -> frozenset[str]:
    return frozenset(tokens(label)) - words("origins", "joints") - {"his", "her"}


def work_of(label: str) -> str:
    """The noun of a description: 'physician' of 'the head physician of the hospital'."""
    bare = _BEHIND.split(label.partition(",")[0], maxsplit=1)[0]
    return head_of(bare)


_BEHIND = re.compile(
    r" (?:who|which|that|of|in|at|for|from|with|close|near|on|to|by|whose|working|and) "
)


@cache
def _work() -> dict[str, frozenset[str]]:
    return {word: frozenset(alike) for alike in table("origins")["work"] for word in alike}


def like(word: str) -> frozenset[str]:
    return _work().get(word, frozenset((word,)))


def _places(text: str, actor: Actor) -> tuple[tuple[int, int], ...]:
    """Where the actor is named in the text."""
    names = {alias.text for alias in actor.aliases if alias.reason in NAMING}
    return _positions(text, tuple(sorted(names))) if names else ()


@lru_cache(maxsize=4096)
def _positions(text: str, names: tuple[str, ...]) -> tuple[tuple[int, int], ...]:
    pattern = "|".join(rf"\b{re.escape(name)}\b" for name in sorted(names, key=len, reverse=True))
    return tuple((m.start(), m.end()) for m in re.finditer(pattern, text))


def _beside(text: str, places: Sequence[tuple[int, int]]) -> Iterator[list[str]]:
    """The words before a name that are its title, and those between commas behind it."""
    for start, end in places:
        if title := _TITLE.search(text, max(0, start - 40), start):
            yield tokens(title[0])
        if apposed := _APPOSED.match(text, end):
            yield tokens(apposed["told"])


_TITLE = re.compile(r"(?:[A-Z]\w+\.? ){1,3}$")
_APPOSED = re.compile(r", (?P<told>(?:an?|the|its|his|her|their|who|which|whose)\b[^,.;:!?]{3,80})")


def _beside_each_other(
    text: str, claim: Claim, places: Sequence[tuple[int, int]], only_next: bool
) -> bool:
    """Whether the name opens the next sentence, or stands in that of the claim or before it."""
    breaks = [m.start() for m in _BREAK.finditer(text)]
    first = max((b for b in breaks if b <= claim.start), default=0)
    before = max((b for b in breaks if b < first), default=0)
    last = min((b for b in breaks if b >= claim.end - 1), default=len(text))
    return any(
        last <= start <= last + 3 or (not only_next and before <= start < last)
        for start, _ in places
    )


_DEFINITE = re.compile(r"(?:[Tt]he|[Hh]is|[Hh]er|[Ii]ts|[Tt]heir|(?:[A-Z][\w-]* ?)+['’]s) ")
_BREAK = re.compile(r"(?<=[.!?])[\"”’]?\s+(?=[\"“‘A-Z])|\n+")
