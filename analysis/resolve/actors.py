"""Resolves the entities of all articles to actors: one person, one node.

In: articles, their annotations, the analyst's corrections. Out: an ActorResolution: the actors
with their aliases and roles, every mention of them, and which actor each article's entity is.

The way: every named entity gives a Profile; `actor_clusters` says which of them are one and by
which rule; the analyst's corrections come last and win. An unnamed entity is nobody's node.
"""

from __future__ import annotations

import hashlib
from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from operator import is_

from analysis.annotate.language import in_dictionary
from analysis.gazetteer import fold, is_first_name
from analysis.model import (
    Actor,
    ActorMention,
    Annotation,
    Article,
    Correction,
    EntityType,
    LinkReason,
    Mention,
)
from analysis.resolve.actor_cards import Part, card_of
from analysis.resolve.actor_clusters import Clusters, cluster
from analysis.resolve.actor_corrections import Group, apply_corrections
from analysis.resolve.actor_lands import Inside, Lands
from analysis.resolve.actor_profiles import Profile, profiles_of, surface
from analysis.vocabulary import words

PARTS = ("upper ", "lower ", "greater ", "inner ", "outer ", "central ")  # of a place
POSSESSIVE = ("'s", "’s", "'", "’")
PERSONAL = frozenset({"he", "him", "his", "himself", "i", "me", "my", "mine", "myself"})
NEUTER = frozenset({"it", "its", "itself"})
FEWEST_OF_OTHER = 2  # mentions before one word of unknown type counts as an actor


@dataclass(frozen=True, slots=True)
class ActorResolution:
    """The actors of a case, and where everything that names them went."""

    actors: tuple[Actor, ...] = ()
    mentions: tuple[ActorMention, ...] = ()
    actor_of: dict[tuple[str, int], str] = field(default_factory=dict)  # (article, entity) -> id
    unmatched: tuple[Correction, ...] = ()  # corrections that met no actor


def resolve_actors(
    articles: Sequence[Article],
    annotations: Mapping[str, Annotation],
    corrections: Sequence[Correction] = (),
    kept: KeptActors | None = None,
) -> ActorResolution:
    """Resolve across the articles. Pure, and linear in the number of mentions.

    `kept` has what the articles and actors came to in a run before; the result is the same
    without.
    """
    kept = KeptActors() if kept is None else kept
    named = kept.profiles(articles, annotations)
    profiles = [profile for found in named.values() for profile in found]
    clusters = cluster(profiles)
    groups = _groups(profiles, clusters)
    corrected, unmatched = apply_corrections(groups, corrections, lambda f: _id("split", f))
    return _assemble(articles, annotations, named, clusters, corrected, unmatched, kept)


class KeptActors:
    """What the last run found in each article, and made of each actor."""

    def __init__(self) -> None:
        self._profiles: dict[str, tuple[Annotation, list[Profile]]] = {}
        self.linked: dict[str, _Linked] = {}
        self.actors: dict[str, tuple[tuple[object, ...], list[Part], Actor]] = {}

    def profiles(
        self, articles: Sequence[Article], annotations: Mapping[str, Annotation]
    ) -> dict[str, list[Profile]]:
        """The named entities of each article; those of an annotation are made once."""
        before, self._profiles = self._profiles, {}
        for article in articles:
            annotation = annotations.get(article.id)
            if annotation is None:
                continue
            found = before.get(article.id)
            if found is None or found[0] is not annotation:
                found = (annotation, profiles_of(article, annotation))
            self._profiles[article.id] = found
        return {article: profiles for article, (_, profiles) in self._profiles.items()}


# --- groups, then actors -----------------------------------------------------------------


def _groups(profiles: Sequence[Profile], clusters: Clusters) -> list[Group]:
    """One Group for each machine cluster, its id from the first form that the case brought."""
    groups: dict[int, Group] = {}
    used: Counter[str] = Counter()
    for profile, number in zip(profiles, clusters.of_profile, strict=True):
        if number < 0:
            continue
        if number not in groups:
            identifier = _id(profile.form.family, profile.form.key)
            used[identifier] += 1
            if used[identifier] > 1:
                identifier = _id(profile.form.family, f"{profile.form.key}#{used[identifier]}")
            groups[number] = Group(id=identifier, atoms=set())
        for text, count in profile.surfaces.items():
            groups[number].atoms.add((number, fold(text)))
            groups[number].counts[fold(text)] += count
    return list(groups.values())


def _id(family: str, key: str) -> str:
    return "a" + hashlib.sha256(f"{family}|{key}".encode()).hexdigest()[:12]


# How an article's named entities stand in the case: for each the actor of each of its forms,
# whether the analyst joined it, its own actor, why it belongs there, and what that actor is.
_Signature = tuple[tuple[tuple[tuple[str, bool], ...], str, LinkReason, EntityType], ...]


@dataclass(frozen=True, slots=True, eq=False)
class _Linked:
    """One article with the actors of the case in place of its entities."""

    annotation: Annotation
    reported: str
    signature: _Signature
    inside: tuple[Inside, ...]  # places that stand inside other names
    mentions: tuple[ActorMention, ...]
    actor_of: tuple[tuple[tuple[str, int], str], ...]
    parts: dict[str, Part]


def _assemble(
    articles: Sequence[Article],
    annotations: Mapping[str, Annotation],
    named: Mapping[str, Sequence[Profile]],
    clusters: Clusters,
    groups: Sequence[Group],
    unmatched: Sequence[Correction],
    before: KeptActors,
) -> ActorResolution:
    group_of = {atom: group for group in groups for atom in group.atoms}
    types: dict[str, Counter[EntityType]] = defaultdict(Counter)
    whole: dict[str, Counter[EntityType]] = defaultdict(Counter)  # by names of several words
    signs: dict[str, Counter[EntityType]] = defaultdict(Counter)
    inside: set[str] = set()  # who is named inside a sentence
    standing: dict[str, list[tuple[list[Group | None], Group | None, Profile, LinkReason]]] = {}
    at = 0
    for article_id, profiles in named.items():
        here = standing[article_id] = []
        for profile in profiles:
            number, reason = clusters.of_profile[at], clusters.reasons[at]
            at += 1
            votes: dict[str, int] = {}  # there are many: a Counter takes longer to make
            by_id: dict[str, Group] = {}
            found: list[Group | None] = []
            for text, count in profile.surfaces.items():
                group = group_of.get((number, fold(text)))
                found.append(group)
                if group is not None:
                    votes[group.id] = votes.get(group.id, 0) + count
                    by_id[group.id] = group
                    types[group.id][profile.type] += count
                    if len(profile.form.words) > 1:
                        whole[group.id][profile.type] += count
            home = by_id[max(votes, key=lambda g: (votes[g], g))] if votes else None
            if home is not None:
                signs[home.id].update(profile.signs)
                inside |= set() if profile.opening else {home.id}
            here.append((found, home, profile, reason))
    outlets = {fold(article.outlet) for article in articles} - {""}
    # 'Berg', taken for a body, does not outvote 'Ada Berg'
    counted = {g: whole[g] if _of_persons(whole[g]) else votes for g, votes in types.items()}
    counted = {g: votes + signs[g] for g, votes in counted.items()}
    kinds = {g.id: g.type or _type(counted[g.id], g, outlets) for g in groups if g.id in counted}
    kept = {
        g.id
        for g in groups
        if g.id in kinds
        and not g.rejected
        and (kinds[g.id] != "other" or _is_telling(g, g.id in inside) or g.type)
    }

    def name(group: Group | None) -> str:
        return group.id if group is not None and group.id in kept else ""

    lands = Lands(
        {
            form: group.id
            for group in groups
            if group.id in kept and kinds[group.id] == "place"
            for form in group.counts
        }
    )
    cluster_of = iter(clusters.of_profile)
    linked: dict[str, _Linked] = {}
    article_of = {article.id: article for article in articles}
    for article_id, profiles_here in standing.items():
        signature = tuple(
            (
                tuple(
                    (
                        name(group or home),
                        group is not None and _was_joined(group, number, text),
                    )
                    for group, text in zip(found, profile.surfaces, strict=True)
                ),
                name(home),
                reason,
                kinds[home.id] if name(home) and home is not None else "other",
            )
            for (found, home, profile, reason), number in zip(
                profiles_here, cluster_of, strict=False
            )
        )
        article, annotation = article_of[article_id], annotations[article_id]
        places = tuple(_places_inside(article.text, annotation, lands, outlets))
        reported = annotation.dct.value or article.published_at
        known = before.linked.get(article_id)
        if (
            known is None
            or known.annotation is not annotation
            or known.reported != reported
            or known.signature != signature
            or known.inside != places
        ):
            own = [profile for _, _, profile, _ in profiles_here]
            known = _link(article, annotation, reported, own, signature, places)
        linked[article_id] = known
    before.linked = linked
    parts: dict[str, list[Part]] = {g.id: [] for g in groups if g.id in kept}
    for one in linked.values():
        for actor, part in one.parts.items():
            parts[actor].append(part)
    actors = before.actors
    before.actors = {}
    for group in groups:
        if group.id not in kept:
            continue
        told: tuple[object, ...] = (group.name, frozenset(group.own), kinds[group.id])
        made = actors.get(group.id)
        if made is None or made[0] != told or not _same_objects(made[1], parts[group.id]):
            made = (told, parts[group.id], card_of(group, kinds[group.id], parts[group.id]))
        before.actors[group.id] = made
    ordered = [actor for _, _, actor in before.actors.values()]
    ordered.sort(key=lambda actor: (-actor.mention_count, actor.name, actor.id))
    return ActorResolution(
        tuple(ordered),
        tuple(mention for one in linked.values() for mention in one.mentions),
        {place: actor for one in linked.values() for place, actor in one.actor_of},
        tuple(unmatched),
    )


def _was_joined(group: Group, number: int, form: str) -> bool:
    """Whether it was the analyst who joined a form to this actor."""
    return bool(group.joined) and (number, fold(form)) in group.joined


def _same_objects(a: Sequence[object], b: Sequence[object]) -> bool:
    return len(a) == len(b) and all(map(is_, a, b))


def _link(
    article: Article,
    annotation: Annotation,
    reported: str,
    profiles: Sequence[Profile],
    signature: _Signature,
    inside: tuple[Inside, ...],
) -> _Linked:
    """Put the actors of the case in the place of the article's entities."""
    home: dict[int, str] = {}
    form_of: dict[tuple[int, str], tuple[str, bool]] = {}
    reason_of: dict[int, LinkReason] = {}
    kind_of: dict[int, EntityType] = {}
    for profile, (forms, own, why, kind) in zip(profiles, signature, strict=True):
        kind_of[profile.entity] = kind
        home[profile.entity], reason_of[profile.entity] = own, why
        for text, form in zip(profile.surfaces, forms, strict=True):
            form_of[profile.entity, fold(text)] = form
    starts = [start for start, _ in annotation.sentences]
    found: list[ActorMention] = []
    parts: dict[str, Part] = defaultdict(Part)
    for mention in _with_places(annotation, inside):
        actor, reason = home.get(mention.entity, ""), mention.reason
        if mention.kind == "name" and mention.entity in reason_of:
            folded = fold(surface(article.text, mention))
            actor, by_analyst = form_of.get((mention.entity, folded), (actor, False))
            if by_analyst:
                reason = "analyst"
            elif reason == "exact":
                reason = reason_of[mention.entity]
        elif mention.entity < 0:
            actor = inside[-1 - mention.entity][2]
        if not actor or _misread(article.text, mention, kind_of.get(mention.entity, "other")):
            continue
        parts[actor].take(article, mention, reason)
        found.append(
            ActorMention(
                article_id=article.id,
                start=mention.start,
                end=bare_end(article.text, mention),
                actor_id=actor,
                kind=mention.kind,
                reason=reason,
                sentence=max(0, bisect_right(starts, mention.start) - 1),
            )
        )
    actor_of: list[tuple[tuple[str, int], str]] = []
    for index, entity in enumerate(annotation.entities):
        if actor := home.get(index, ""):
            actor_of.append(((article.id, index), actor))
            parts[actor].take_roles(article, index, entity.roles, annotation, reported)
    return _Linked(
        annotation, reported, signature, inside, tuple(found), tuple(actor_of), dict(parts)
    )


def _misread(text: str, mention: Mention, kind: EntityType) -> bool:
    """Whether a pronoun cannot stand for an actor of this type: 'he' for a town, 'it' for a man.

    The article by itself took the one for the other; the case knows better.
    """
    if mention.kind != "pronoun" or kind == "other":
        return False
    said = text[mention.start : mention.end].lower()
    return said in (NEUTER if kind == "person" else PERSONAL)


def _places_inside(
    text: str, annotation: Annotation, lands: Lands, outlets: Collection[str]
) -> Iterator[Inside]:
    """'Varhaug' in 'Varhaug Post', 'Belmoran' before 'the Belmoran pilot Ada Holt'.

    Not in the own name of a person or of another place, but for 'Upper Varhaug'.
    """
    known = {(m.start, m.end) for m in annotation.mentions} | {
        m.head for m in annotation.mentions if m.kind == "name"
    }
    for mention in annotation.mentions:
        if mention.kind != "name":
            continue
        name = text[slice(*mention.head)]
        whole = name.lower().startswith(PARTS) or fold(name) in outlets
        bare = mention.type == "person" or (mention.type == "place" and not whole)
        last = mention.head[0] if bare else mention.head[1]
        for start, end, actor, reason in lands.within(text[mention.start : last]):
            span = mention.start + start, mention.start + end
            if span not in known:
                known.add(span)
                yield *span, actor, reason


def _with_places(annotation: Annotation, inside: Sequence[Inside]) -> list[Mention]:
    """The mentions of an article and the places inside them; entity -1 is the first of those."""
    places = [
        Mention(start, end, -1 - number, "place", "name", reason, (start, end))
        for number, (start, end, _, reason) in enumerate(inside)
    ]
    return sorted([*annotation.mentions, *places], key=lambda m: (m.start, -m.end))


def bare_end(text: str, mention: Mention) -> int:
    """Where the mention ends without its possessive ending: the actor is 'Dahl', not "Dahl's"."""
    written = text[mention.start : mention.end]
    if mention.kind == "pronoun" or mention.head[1] == mention.end:
        return mention.end
    for ending in POSSESSIVE:
        if written.endswith(ending):
            return mention.end - len(ending)
    return mention.end


def _is_telling(group: Group, inside: bool) -> bool:
    """Whether a name of unknown type counts as an actor: in two words, or named twice.

    Not a word of the language that only ever opens a sentence: 'Snow fell.'
    """
    if any(" " in form for form in group.counts):
        return True
    word = not inside and all(map(in_dictionary, group.counts))
    return sum(group.counts.values()) >= FEWEST_OF_OTHER and not word


def _of_persons(votes: Counter[EntityType]) -> bool:
    """Whether names of several words were most often taken for persons'."""
    return votes["person"] > 0 and votes["person"] == max(votes.values())


def _type(votes: Counter[EntityType], group: Group, outlets: Collection[str]) -> EntityType:
    """The commonest type; 'other' only when nothing says more. 'Quell AG' is no place.

    Nor is what an article of the case was published by, unless it bears a person's name.
    """
    if any(form in outlets and not is_first_name(form.split()[0]) for form in group.counts):
        return "organization"
    sites = words("mentions", "sites")
    if votes["facility"] and any(form.split()[-1] in sites for form in group.counts):
        return "facility"
    legal = words("mentions", "legal_forms")
    if votes["organization"] and any(
        form.split()[-1:][0] in legal for form in group.counts if " " in form
    ):
        return "organization"
    telling: dict[EntityType, int] = {
        kind: count for kind, count in votes.items() if kind != "other"
    }
    return max(telling, key=lambda kind: (telling[kind], kind)) if telling else "other"
