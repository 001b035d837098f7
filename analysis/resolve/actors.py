"""Resolves the entities of all articles to actors: one person, one node.

In: articles, their annotations, the analyst's corrections. Out: an ActorResolution: the actors
with their aliases and roles, every mention of them, and which actor each article's entity is.

The way: every named entity gives a Profile; `actor_clusters` says which of them are one and by
which rule; the analyst's corrections come last and win. An unnamed entity is nobody's node.
"""

from __future__ import annotations

import hashlib
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from operator import is_

from analysis.gazetteer import fold
from analysis.model import (
    Actor,
    ActorMention,
    Annotation,
    Article,
    Correction,
    EntityType,
    LinkReason,
)
from analysis.resolve.actor_cards import Part, card_of
from analysis.resolve.actor_clusters import Clusters, cluster
from analysis.resolve.actor_corrections import Group, apply_corrections
from analysis.resolve.actor_lands import Lands
from analysis.resolve.actor_links import Linked, link, places_inside
from analysis.resolve.actor_profiles import Profile, profiles_of
from analysis.resolve.actor_types import is_telling, of_persons, type_of


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
        self.linked: dict[str, Linked] = {}
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
    counted = {g: whole[g] if of_persons(whole[g]) else votes for g, votes in types.items()}
    counted = {g: votes + signs[g] for g, votes in counted.items()}
    kinds = {g.id: g.type or type_of(counted[g.id], g, outlets) for g in groups if g.id in counted}
    kept = {
        g.id
        for g in groups
        if g.id in kinds
        and not g.rejected
        and (kinds[g.id] != "other" or is_telling(g, g.id in inside) or g.type)
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
    linked: dict[str, Linked] = {}
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
        places = tuple(places_inside(article.text, annotation, lands, outlets))
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
            known = link(article, annotation, reported, own, signature, places)
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
