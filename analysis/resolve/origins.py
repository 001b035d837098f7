"""Collapses the channels of claims to their origins: what independence is counted over.

In: the claims of one proposition and what the case knows of articles and actors. Out: Origins
and how many of them are independent, as an interval. Rules, in this order: one copied text,
one named source, one quotation, one unnamed descriptor through one medium, an outlet that
repeats what its own article attributes, an outlet that cites an outlet of the case. Unnamed
sources whose descriptors fit each other may be one person: that opens the interval. An
outlet's own statement beside sourced ones may rest on them: that opens it too.
"""

from __future__ import annotations

import hashlib
import re
from collections import defaultdict
from collections.abc import Callable, Hashable, Mapping, Sequence
from dataclasses import dataclass, field

from analysis.model import Actor, Article, Claim, Origin, SyndicationGroup
from analysis.resolve.wording import stems, tokens
from analysis.vocabulary import words

SHORTEST_QUOTE = 5  # words of a direct quotation that can be recognised elsewhere
UNNAMED = frozenset({"anonymous", "anonymous official"})


@dataclass(frozen=True, slots=True)
class Provenance:
    """What `origins_of` looks up: articles, actors, and which text each copy goes back to."""

    articles: Mapping[str, Article]
    actors: Mapping[str, Actor]
    copied: Mapping[str, tuple[tuple[int, int, str], ...]] = field(default_factory=dict)
    acronyms: Mapping[str, str] = field(default_factory=dict)
    holders: Mapping[str, frozenset[str]] = field(default_factory=dict)  # role -> actors

    def text_of(self, claim: Claim) -> str:
        """The article whose text the claim stands in: the original of a copied passage."""
        for start, end, original in self.copied.get(claim.article_id, ()):
            middle = (claim.start + claim.end) // 2
            if start <= middle < end:
                return original
        return claim.article_id

    def outlet_of(self, claim: Claim) -> str:
        article = self.articles.get(self.text_of(claim))
        return (article.outlet if article else claim.outlet) or claim.outlet or claim.article_id

    def descriptor(self, text: str) -> str:
        """'a senior NHA official' -> its telling words, acronyms written out, in one order."""
        vague = words("origins", "vague")
        spelled = " ".join(self.acronyms.get(word, word) for word in tokens(text))
        return " ".join(sorted({stem for stem in stems(spelled) if stem not in vague}))

    def holder(self, text: str) -> str:
        """The one actor of the case whose role the text is: 'the prime minister'; or none."""
        holders = self.holders.get(_plain(text), frozenset())
        return next(iter(holders)) if len(holders) == 1 else ""

    def wire_of(self, claim: Claim) -> str:
        article = self.articles.get(self.text_of(claim))
        return article.wire if article else ""


@dataclass(frozen=True, slots=True)
class Origins:
    origins: tuple[Origin, ...]
    fewest: int
    most: int
    circular: tuple[tuple[str, ...], ...] = ()


def provenance(
    articles: Sequence[Article], actors: Sequence[Actor], groups: Sequence[SyndicationGroup]
) -> Provenance:
    """Gather what the rules look up."""
    copied: dict[str, list[tuple[int, int, str]]] = defaultdict(list)
    for group in groups:
        for passage in group.passages:
            copied[passage.b.article_id].append((passage.b.start, passage.b.end, group.original))
    holders: dict[str, set[str]] = defaultdict(set)
    acronyms: dict[str, str] = {}
    for actor in actors:
        for role in actor.roles:
            holders[_plain(role.text)].add(actor.id)
        for alias in actor.aliases:
            if alias.text.isupper() and " " not in alias.text:
                acronyms[alias.text.lower()] = actor.name.lower()
    return Provenance(
        {article.id: article for article in articles},
        {actor.id: actor for actor in actors},
        {article: tuple(spans) for article, spans in copied.items()},
        acronyms,
        {role: frozenset(found) for role, found in holders.items()},
    )


def origins_of(claims: Sequence[Claim], known: Provenance) -> Origins:
    """The origins of claims that assert one proposition."""
    sources = [_source(claim, known) for claim in claims]
    joined = _Union(range(len(claims)))
    rules = (
        _same_key, _same_quote, _same_descriptor, _same_name, _heads_of_bodies,
        _own_words_of_a_sourced_article,
    )  # fmt: skip
    for rule in rules:
        rule(claims, sources, known, joined)
    circular = _cited_outlets(claims, sources, known, joined)
    parts = joined.parts()
    origins = tuple(
        _origin([claims[i] for i in part], [sources[i] for i in part]) for part in parts
    )
    kinds = [_strongest([sources[i] for i in part]) for part in parts]
    first = [min(claims[i].reported_at or "9" for i in part) for part in parts]
    fewest, most = _count(kinds, first, known)
    return Origins(origins, fewest, most, circular)


# --- what a single claim says of its origin --------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Source:
    kind: str  # 'named', 'unnamed', 'medium', 'own'
    key: str
    label: str
    medium: str = ""  # through which an unnamed source spoke


def _source(claim: Claim, known: Provenance) -> _Source:
    outlet = known.outlet_of(claim)
    stations = [name for name in claim.channel if not _is_short_for(name, outlet)]
    first = stations[0] if stations else ""
    told = _TOLD_TO.search(claim.source_text)  # 'an official quoted by Norwire'
    if told and not first and not _is_short_for(told["medium"], outlet):
        first = told["medium"]
    if claim.source_kind == "author":
        if first:
            return _Source("medium", _plain(first), first)
        if wire := known.wire_of(claim):
            return _Source("medium", _plain(wire), wire)
        return _Source("own", _plain(outlet), outlet)
    if not _identified(claim):
        descriptor = _TOLD_TO.sub("", claim.descriptor or claim.source_text) or first
        medium = first or known.wire_of(claim) or outlet
        if not descriptor:
            return _Source("medium", _plain(medium), medium)
        return _Source("unnamed", known.descriptor(descriptor), descriptor, _plain(medium))
    actor = claim.actor_id or known.holder(claim.source_text)
    name = known.actors[actor].name if actor in known.actors else ""
    label = name or claim.source_text
    if claim.source_kind == "media":
        return _Source("medium", _plain(label), label)
    return _Source("named", actor or _plain(label), label)


_TOLD_TO = re.compile(
    r",? (?:(?:that |who was )?(?:quoted|cited) by|who (?:spoke|talked) (?:to|with)|speaking to) "
    r"(?P<medium>(?:[Tt]he )?[A-Z]\w*(?: [A-Z0-9]\w*)*).*$"
)


def _is_short_for(name: str, outlet: str) -> bool:
    """'Channel' is 'Channel Six' in the Channel Six article that says so; 'Post' the Post."""
    mine, whole = _plain(name).split(), _plain(outlet).split()
    return bool(mine) and {*mine} <= {*whole}


def _identified(claim: Claim) -> bool:
    """Whether the source can be told: by name, or as the one body or office so called."""
    if claim.actor_id and claim.source_kind not in UNNAMED:
        return True
    if claim.source_kind in UNNAMED or not claim.source_text:
        return False
    first = claim.source_text.split()[0].lower()
    return first not in words("origins", "indefinite") or claim.source_kind == "media"


def _plain(name: str) -> str:
    return " ".join(word for word in tokens(name) if word != "the")


# --- rules that make two claims one origin ---------------------------------------------------


class _Union:
    def __init__(self, items: range) -> None:
        self._parent = list(items)

    def find(self, item: int) -> int:
        while self._parent[item] != item:
            item = self._parent[item]
        return item

    def join(self, a: int, b: int) -> None:
        first, second = sorted((self.find(a), self.find(b)))
        self._parent[second] = first

    def parts(self) -> list[list[int]]:
        found: dict[int, list[int]] = defaultdict(list)
        for item in range(len(self._parent)):
            found[self.find(item)].append(item)
        return list(found.values())


_Claims = Sequence[Claim]
_Sources = Sequence[_Source]


def _join_equal(joined: _Union, keys: Sequence[Hashable | None]) -> None:
    first: dict[Hashable, int] = {}
    for position, key in enumerate(keys):
        if key is not None:
            joined.join(first.setdefault(key, position), position)


def _same_key(claims: _Claims, sources: _Sources, known: Provenance, joined: _Union) -> None:
    """The same named person, body, medium or outlet; an unnamed one in one article or wire."""
    _join_equal(joined, [(s.kind, s.key, s.medium) for s in sources])


def _same_quote(claims: _Claims, sources: _Sources, known: Provenance, joined: _Union) -> None:
    """The same words in quotation marks were said once."""
    quotes = [tokens(c.content) if c.quote == "direct" else [] for c in claims]
    _join_equal(joined, [" ".join(q) if len(q) >= SHORTEST_QUOTE else None for q in quotes])


def _same_descriptor(claims: _Claims, sources: _Sources, known: Provenance, joined: _Union) -> None:
    """'the official' is the 'senior ministry official' whom the same medium introduced."""
    for i, a in enumerate(sources):
        for j in range(i):
            b = sources[j]
            if a.kind == b.kind == "unnamed" and a.medium == b.medium and _fits(a.key, b.key):
                joined.join(i, j)


def _same_name(claims: _Claims, sources: _Sources, known: Provenance, joined: _Union) -> None:
    """'Ilves' is the 'Judge Marta Ilves' of the same text; 'harbour authorities' are the one
    Harbour Authority that speaks. Gives up where two would fit."""
    told = [frozenset(stems(source.label)) for source in sources]
    for i, mine in enumerate(told):
        if sources[i].kind not in {"named", "unnamed"} or not mine:
            continue
        near = {
            joined.find(j): j
            for j, other in enumerate(told)
            if sources[j].kind == "named"
            and mine < other
            and (
                claims[i].source_kind == claims[j].source_kind == "organisation"
                or known.text_of(claims[i]) == known.text_of(claims[j])
            )
        }
        if len(near) == 1:
            joined.join(i, *near.values())


def _heads_of_bodies(claims: _Claims, sources: _Sources, known: Provenance, joined: _Union) -> None:
    """A body speaks through its head and its spokespeople: 'the ministry' and its minister."""
    for i, person in enumerate(sources):
        if person.kind != "named" or not _is_person(person, known):
            continue
        post = _post(person, claims[i], known)
        if not post & (words("origins", "heads") | words("origins", "voices")):
            continue
        bodies = {
            joined.find(j): j
            for j, body in enumerate(sources)
            if body.kind == "named" and not _is_person(body, known) and _heads(post, body, known)
        }
        if len(bodies) == 1:
            joined.join(i, *bodies.values())


def _is_person(source: _Source, known: Provenance) -> bool:
    return source.key in known.actors and known.actors[source.key].type == "person"


def _post(person: _Source, claim: Claim, known: Provenance) -> frozenset[str]:
    """The words of a person's roles, here and elsewhere; a minister has a ministry."""
    told = {word for role in known.actors[person.key].roles for word in tokens(role.text)}
    told |= {*tokens(claim.source_text)}
    return frozenset(told | {"ministry"} if "minister" in told else told)


def _heads(post: frozenset[str], body: _Source, known: Provenance) -> bool:
    """Whether the roles name the body, by one of its names or by what it is called for short."""
    named = [body.label]
    if body.key in known.actors:
        named += [alias.text for alias in known.actors[body.key].aliases]
    short = [[word for word in tokens(name) if word != "the"] for name in named]
    return any(told and {*told} <= post for told in short)


def _fits(a: str, b: str) -> bool:
    """One descriptor says no more than the other: it may be the same person."""
    first, second = set(a.split()), set(b.split())
    return first <= second or second <= first


def _own_words_of_a_sourced_article(
    claims: _Claims, sources: _Sources, known: Provenance, joined: _Union
) -> None:
    """What an article says in its own voice and attributes elsewhere has the attributed origin."""
    sourced: dict[str, int] = {}
    for position, claim in enumerate(claims):
        if sources[position].kind in {"named", "unnamed"}:
            sourced.setdefault(known.text_of(claim), position)
    for position, claim in enumerate(claims):
        if sources[position].kind in {"own", "medium"}:
            origin = sourced.get(known.text_of(claim))
            if origin is not None:
                joined.join(origin, position)


def _cited_outlets(
    claims: _Claims, sources: _Sources, known: Provenance, joined: _Union
) -> tuple[tuple[str, ...], ...]:
    """Follow 'citing X' into X's own article in the case; find rings on the way."""
    by_outlet: dict[str, list[int]] = defaultdict(list)
    for position, claim in enumerate(claims):
        by_outlet[_plain(known.outlet_of(claim))].append(position)
    cites: dict[str, set[str]] = defaultdict(set)
    for position, claim in enumerate(claims):
        cited = _cited(claim, sources[position])
        outlet = _plain(known.outlet_of(claim))
        if not cited or cited == outlet or cited not in by_outlet:
            continue
        cites[outlet].add(cited)
        if sources[position].kind == "medium":
            joined.join(by_outlet[cited][0], position)
    names = {_plain(known.outlet_of(claim)): known.outlet_of(claim) for claim in claims}
    return tuple(tuple(names[name] for name in ring) for ring in _rings(cites))


def _cited(claim: Claim, source: _Source) -> str:
    if source.kind == "medium":
        return source.key
    return _plain(claim.channel[0]) if claim.channel else ""


def _rings(cites: Mapping[str, set[str]]) -> list[tuple[str, ...]]:
    """Outlets that cite each other in a circle, each circle once, smallest name first."""
    found: set[tuple[str, ...]] = set()

    def follow(path: tuple[str, ...]) -> None:
        for cited in sorted(cites.get(path[-1], ())):
            if cited == path[0]:
                found.add(path)
            elif cited > path[0] and cited not in path and len(path) < 6:
                follow((*path, cited))

    for outlet in sorted(cites):
        follow((outlet,))
    return sorted(found)


# --- counting --------------------------------------------------------------------------------


def _strongest(sources: Sequence[_Source]) -> _Source:
    rank = {"named": 0, "unnamed": 1, "medium": 2, "own": 3}
    return min(sources, key=lambda source: (rank[source.kind], -len(source.key)))


def _count(kinds: Sequence[_Source], first: Sequence[str], known: Provenance) -> tuple[int, int]:
    """Fewest and most independent origins; `first` is when each was first reported.

    Named ones count for sure, unless one may speak for the other. Unnamed ones whose
    descriptors fit each other count between one and all. Own statements and bare media count
    for sure only where nothing else does; one that came before every sourced report may have
    an origin of its own, one that came after repeats what was known.
    """
    named = [s for s in kinds if s.kind == "named"]
    unnamed = [s for s in kinds if s.kind == "unnamed"]
    sourced = [at for at, s in zip(first, kinds, strict=True) if s.kind in {"named", "unnamed"}]
    weak = [
        s
        for at, s in zip(first, kinds, strict=True)
        if s.kind in {"medium", "own"} and (not sourced or at < min(sourced))
    ]
    surely = _components(named, lambda a, b: _speaks_for(a, b, known)) + _components(
        unnamed, lambda a, b: _fits(a.key, b.key)
    )
    return max(1, surely), max(1, len(named) + len(unnamed) + len(weak))


def _components(items: Sequence[_Source], alike: Callable[[_Source, _Source], bool]) -> int:
    joined = _Union(range(len(items)))
    for i, a in enumerate(items):
        for j in range(i):
            if alike(a, items[j]):
                joined.join(i, j)
    return len(joined.parts())


def _speaks_for(a: _Source, b: _Source, known: Provenance) -> bool:
    """A spokesperson and the one spoken for, an office and its holder: perhaps one origin."""
    return _is_voice_of(a, b, known) or _is_voice_of(b, a, known)


def _is_voice_of(a: _Source, b: _Source, known: Provenance) -> bool:
    voices = words("origins", "voices")
    described = tokens(a.label)
    if a.key in known.actors:
        described += [w for role in known.actors[a.key].roles for w in tokens(role.text)]
    if not voices & {*described}:
        return False
    names = tokens(b.label)
    return bool(names) and names[-1] in described


def _origin(claims: Sequence[Claim], sources: Sequence[_Source]) -> Origin:
    main = _strongest(sources)
    label = main.label if main.kind != "unnamed" else f"{main.label} (unnamed)"
    key = f"{main.kind}|{main.key}|{main.medium}"
    return Origin(
        "o" + hashlib.sha256(key.encode()).hexdigest()[:10],
        label,
        main.kind == "named",
        tuple(claim.id for claim in claims),
    )
