"""Who speaks for whom: bodies and their heads, spokespeople, offices.

In: the claims of one proposition, their sources, what the case knows. Out: pairs of them that are
one origin (`joined`), or perhaps one (`perhaps_one`). A body called in two ways, its head, its
spokeswoman and its officials in the plural are its one voice; an official who is not named may
be anybody of it, and a person's office perhaps speaks without that person.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence

from analysis.model import Actor, Claim
from analysis.resolve.bodies import (
    Name,
    body_name,
    head_of,
    kinds_of_body,
    names_body,
    same_body,
    short_forms,
    within,
)
from analysis.resolve.claim_sources import UNNAMED, Source
from analysis.resolve.leaders import runs_what
from analysis.resolve.principals import principal_of
from analysis.resolve.provenance import NAMING, Provenance, plain
from analysis.resolve.union import Union
from analysis.resolve.voices import voice_of_bodies
from analysis.resolve.wording import tokens
from analysis.vocabulary import table, words

_Claims = Sequence[Claim]
_Sources = Sequence[Source]


def bodies_called_otherwise(
    claims: _Claims, sources: _Sources, known: Provenance, joined: Union
) -> None:
    """'the ambulance service' is the one 'Merovin ambulance service' that speaks, 'the chief of
    police there' 'the emirate's chief of police'. Gives up where two would fit."""
    names = [_names(claim, source, known) for claim, source in zip(claims, sources, strict=True)]
    for fits in (_equal, same_body):
        for i, mine in enumerate(names):
            near = {
                joined.find(j): j
                for j, other in enumerate(names)
                if j != i and _any(fits, mine, other)
            }
            near.pop(joined.find(i), None)
            if fits is _equal or len(near) == 1:
                for j in near.values():
                    joined.join(i, j)


def _equal(a: Name, b: Name) -> bool:
    return a == b


def _any(fits: Callable[[Name, Name], bool], mine: Iterable[Name], other: Iterable[Name]) -> bool:
    return any(fits(a, b) for a in mine for b in other)


def heads_and_voices(claims: _Claims, sources: _Sources, known: Provenance, joined: Union) -> None:
    """A body speaks through its head and its spokespeople: 'the ministry' and its minister."""
    names = [_names(claim, source, known) for claim, source in zip(claims, sources, strict=True)]
    names = [
        name if _is_called_as_body(claim, source, known) else []
        for claim, source, name in zip(claims, sources, names, strict=True)
    ]
    for found in names:  # 'Office of the Prime Minister': 'the prime minister'
        found += [name - _OFFICES for name in found if name & _OFFICES and name - _OFFICES]
    texts = tuple(dict.fromkeys(known.text_around(claim) for claim in claims))
    for i, source in enumerate(sources):
        post = _post(claims[i], source, known, texts)
        if not post:
            continue
        bodies = {
            joined.find(j): j
            for j, found in enumerate(names)
            if j != i and any(_heads(post, name) for name in found)
        }
        bodies.pop(joined.find(i), None)
        if len(bodies) == 1:
            joined.join(i, *bodies.values())


def _is_called_as_body(claim: Claim, source: Source, known: Provenance) -> bool:
    """No office: 'the commissioner' is nobody's body."""
    official = claim.source_kind in ("named official", "named person")
    return not official or known.actor(source.key) is not None


_OFFICES = frozenset({"office"})


def posts_of_one(claims: _Claims, sources: _Sources, known: Provenance, joined: Union) -> None:
    """A body's head and its spokesman are its one voice, whether or not it is quoted itself."""
    first: dict[str, int] = {}
    for position, (claim, source) in enumerate(zip(claims, sources, strict=True)):
        if source.kind != "named":
            continue
        actor = known.actor(source.key)
        if actor is None:
            continue
        if actor.type != "person":
            joined.join(first.setdefault(actor.id, position), position)
            continue
        bodies = voice_of_bodies(claim, actor, known) or known.speaks_for(actor.id)
        if len(bodies) == 1:
            joined.join(first.setdefault(next(iter(bodies)), position), position)
    for position, source in enumerate(sources):  # a firm that was taken for a person
        if source.key in first:
            joined.join(first[source.key], position)
    for body, position in first.items():
        if (actor := known.actor(body)) is not None and sources[position].key != body:
            _join_by_name(position, _called(actor), claims, sources, known, joined)


def _join_by_name(position: int, called: Sequence[Name], claims: _Claims, sources: _Sources,
                  known: Provenance, joined: Union) -> None:  # fmt: skip
    """Join whoever speaks for a body, at `position`, to the one claim or more that is said by the
    body under another of its names, 'the central bank'."""
    near = {
        joined.find(i)
        for i, (claim, source) in enumerate(zip(claims, sources, strict=True))
        if source.kind == "named"
        and known.actor(source.key) is None
        and _any(_equal, _names(claim, source, known), called)
    }
    if len(near) == 1:
        joined.join(near.pop(), position)


def _called(actor: Actor) -> list[Name]:
    """The names of a body; a land's national bank is its central bank."""
    found = [body_name(alias.text) for alias in actor.aliases if alias.reason in NAMING]
    if _CENTRAL_BANK.match(actor.name):
        found.append(body_name("central bank"))
    return found


_CENTRAL_BANK = re.compile(
    r"(?:National|Reserve|State|Federal|Central|Royal)? ?Bank of\b|\w+ Reserve"
)


def voices_of_none(claims: _Claims, sources: _Sources, known: Provenance, joined: Union) -> None:
    """'A spokesman', 'a company spokesman': of the one body that is quoted, by its name or as 'a
    UCS spokesman', and that the text of the spokesman names. 'The airline' is as much. Gives up
    where it names two."""
    bodies = {
        joined.find(i): known.actor(source.key)
        for i, source in enumerate(sources)
        if source.kind == "named"
    }
    kinds = kinds_of_body()
    for i, (claim, source) in enumerate(zip(claims, sources, strict=True)):
        if known.actor(source.key) is not None or source.kind not in ("named", "unnamed"):
            continue
        if source.kind == "unnamed" and not {*tokens(source.label)} & words(
            "origins", "spokespeople"
        ):
            continue
        if _belongs(source) - kinds:
            continue
        text = known.text_around(claim)
        near = {
            joined.find(root)
            for root, actor in bodies.items()
            if actor is not None
            and actor.type in ("organization", "group")
            and any(alias.text in text for alias in actor.aliases if alias.reason in NAMING)
        }
        near |= {
            joined.find(j)
            for j, other in enumerate(sources)
            if j != i
            and other.kind == "unnamed"
            and words("origins", "spokespeople") & {*tokens(other.label)}
            and (whose := _CAPITALS.findall(other.label))
            and all(name in text for name in whose)
        }
        if len(near) == 1:
            joined.join(near.pop(), i)


_CAPITALS = re.compile(r"\b(?!The\b|One\b)[A-Z][\w’'-]+")


def voices_of_one(claims: _Claims, sources: _Sources, known: Provenance, joined: Union) -> None:
    """'her office' and 'her spokesman, Gil Atherley' speak for the same woman, and for her."""
    first: dict[str, int] = {}
    for position, source in enumerate(sources):
        if source.kind == "named":
            first.setdefault(source.key, position)
    for position, claim in enumerate(claims):
        if principal := principal_of(claim, known):
            joined.join(first.setdefault(principal, position), position)


def perhaps_one(one: Iterable[tuple[Claim, Source]], other: Iterable[tuple[Claim, Source]],
                known: Provenance) -> bool:  # fmt: skip
    """Whether somebody of the one origin may be, or may have spoken for, somebody of the other."""
    others = list(other)
    return any(
        _perhaps(claim, source, c, s, known) or _perhaps(c, s, claim, source, known)
        for claim, source in one
        for c, s in others
    )


def _perhaps(claim: Claim, source: Source, other: Claim, theirs: Source, known: Provenance) -> bool:
    if source.kind == "named":
        principal = principal_of(claim, known)
        return _is_voice_of(source, theirs, known) or bool(principal and principal == theirs.key)
    near = {*tokens(source.label)} & words("origins", "confidants")
    if source.kind == "unnamed" and near and _is_voice_of(source, theirs, known):
        return True  # 'an aide to President Lund'
    if source.kind != "unnamed" or claim.source_kind != "anonymous official":
        return False
    belongs = _belongs(source)
    names = (*_names(other, theirs, known), _told(other, theirs, known))
    return any(within(belongs, name) for name in names)


def _is_voice_of(a: Source, b: Source, known: Provenance) -> bool:
    """A spokesperson and the one spoken for, an office and its holder."""
    voices = words("origins", "voices")
    described = tokens(a.label)
    if actor := known.actor(a.key):
        described += [w for role in actor.roles for w in tokens(role.text)]
    if not voices & {*described}:
        return False
    names = tokens(b.label)
    own = tokens(actor.name)[-1:] if actor else []  # who has the same last name
    return bool(names) and names[-1] in described and names[-1:] != own


def _names(claim: Claim, source: Source, known: Provenance) -> list[Name]:
    """What a body is called: here, and elsewhere in the case. None for persons and papers."""
    if source.kind not in {"named", "unnamed"}:
        return []
    actor = known.actor(source.key)
    if actor is not None and actor.type == "person" and not _is_body(actor):
        return []
    if known.actor(source.key.removeprefix("office of ")) is not actor:
        return []  # somebody's office
    found = [source.label, *_relayed(claim, source, known)]
    if claim.source_kind != "author" and claim.source_text.lower() not in words(
        "origins", "pronouns"
    ):
        found.append(claim.source_text)
    if actor is not None:
        found += [alias.text for alias in actor.aliases if alias.reason in NAMING]
        found += ["central bank"] if _CENTRAL_BANK.match(actor.name) else []
    elif source.kind == "unnamed" and (
        claim.source_kind != "organisation" or not names_body(source.label)
    ):
        bare = " " not in claim.source_text  # 'prosecutors'
        definite = bare or claim.source_text.lower().startswith("the ")
        definite = definite and names_body(claim.source_text)
        if not definite or words("origins", "officials").intersection(tokens(claim.source_text)):
            return []
    if claim.source_kind == "author" and known.body(plain(known.outlet_of(claim))) is not None:
        found.append(claim.outlet)
        return [name for text in found for name in short_forms(text)]
    found += [_LETTERS.sub("", text) for text in found if _LETTERS.match(text)]
    names = [body_name(text) for text in dict.fromkeys(found)]
    return [*names, *(other for name in names for other in _otherwise(name))]


_LETTERS = re.compile(r"^(?:[Tt]he )?[A-Z]{2,6} (?=[a-z]+$)")  # 'the TR union'


def _otherwise(name: Name) -> Iterator[Name]:
    """'Ministry of Internal Affairs' as interior ministry, 'the palace' as presidency, 'the health
    authorities' as their ministry."""
    alike = table("origins")["one_body"]
    if any(word in alike for word in name) and name != {"authorities"}:
        yield frozenset(alike.get(word, word) for word in name)


def _relayed(claim: Claim, source: Source, known: Provenance) -> Iterator[str]:
    """The body whose word another passes on: 'the ministry said, citing [the RMN]', 'the radiation
    watchdogs of [the RMN]'."""
    told = _WITHIN.search(source.label)
    if told is None and claim.cue_spans:
        told = _CITING.match(known.text_around(claim), claim.cue_spans[-1][1])
    actor = known.actor(known.named(told["name"])) if told else None
    if actor is not None and actor.type != "person":
        yield from (alias.text for alias in actor.aliases if alias.reason in NAMING)


_WITHIN = re.compile(
    r"\b(?:experts|people|scientists|watchdogs|guardians|men|folk|monitors|staff) "
    r"(?:of|at|from) (?:the )?(?P<name>[A-Z][\w-]*(?: [A-Z][\w-]*)*)$"
)
_CITING = re.compile(
    r"[^.!?\n]{0,60}?, (?:citing|quoting|relying on) (?:(?:data|figures|readings|reports?|"
    r"measurements) (?:of|by|from) )?(?:the )?(?P<name>[A-Z][\w-]*(?: [A-Z][\w-]*)*)"
)


def _told(claim: Claim, source: Source, known: Provenance) -> Name:
    """All words in which the case describes a named source."""
    if source.kind != "named":
        return frozenset()
    told = tokens(claim.source_text)
    if actor := known.actor(source.key):
        told += [word for role in actor.roles for word in tokens(role.text)]
    return frozenset(told)


def _post(claim: Claim, source: Source, known: Provenance, texts: Sequence[str]) -> Name:
    """The words of the posts of who leads a body or speaks for it, here and elsewhere; a minister
    has a ministry. Empty for others."""
    if source.kind == "unnamed":
        return _voice(claim, source)
    if source.kind != "named":
        return frozenset()
    actor = known.actor(source.key.removeprefix("office of "))
    if actor is not None and (actor.type != "person" or _is_body(actor)):
        return frozenset()
    told = _told(claim, source, known) | _spoken_of(claim)
    if actor is not None:
        told |= {word for role in actor.roles for word in tokens(role.text)}
        told |= (runs := runs_what(actor, texts))
    for post, bodies in table("origins")["compound_posts"].items():  # 'fire chief'
        told |= frozenset(bodies) if {*post.split()} <= told else frozenset()
    roles = [role.text for role in actor.roles] if actor is not None else []
    belongs = actor is not None and (
        runs or any(_OF.search(text) for text in (claim.source_text, *roles))
    )
    posts = table("origins")["posts"]
    leading = words("origins", "heads") | words("origins", "voices") | {*posts}
    if not belongs and not told & leading:
        return frozenset()
    return (told | {posts[word] for word in told if word in posts}) - words("origins", "joints")


def _spoken_of(claim: Claim) -> Name:
    """'president' where 'his spokesman' says that the president is well."""
    if not _HIS_VOICE.match(claim.source_text):
        return frozenset()
    told = _HOLDER.match(claim.content)
    return frozenset(tokens(told["post"])) & {*table("origins")["posts"]} if told else frozenset()


_HIS_VOICE = re.compile(r"(?:[Hh]is|[Hh]er) (?:\w+ )?spokes")
_HOLDER = re.compile(r"(?:that )?[Tt]he (?P<post>[a-z]+(?: [a-z]+)?)\b")


def _is_body(actor: Actor) -> bool:
    """Of the 'Royal Household', taken for a person."""
    return " " in actor.name and head_of(actor.name) in words("origins", "bodies")


_OF = re.compile(r"^(?!.*\b(?:former|ex-|late|retired)\b).*[\w’'] of (?:the )?[A-Z]")


def _voice(claim: Claim, source: Source) -> Name:
    """'a UCS spokesman', 'ambulance officials': whose word it is, and no one's of their own."""
    told = frozenset(tokens(source.label))
    plural = told & words("origins", "officials_plural")
    spoken = told & words("origins", "spokespeople")
    if claim.source_kind not in UNNAMED or not (plural or spoken):
        return frozenset()
    return _belongs(source)


def _belongs(source: Source) -> Name:
    """Whom an unnamed official is of: 'an official at the roads ministry'."""
    told = frozenset(tokens(source.label))
    return told - words("origins", "officials") - words("origins", "joints")


def _heads(post: Name, name: Name) -> bool:
    """Whether the posts name the body, by one of its names."""
    return within(name, post) or (len(post) <= 2 and within(post, name))
