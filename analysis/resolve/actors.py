"""Resolves the entities of all articles to actors: one person, one node.

In: articles, their annotations, the analyst's corrections. Out: an ActorResolution: the actors
with their aliases and roles, every mention of them, and which actor each article's entity is.

The way: every named entity gives a Profile; `actor_clusters` says which of them are one and by
which rule; the analyst's corrections come last and win. An unnamed entity is nobody's node.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Collection, Mapping, Sequence
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
)
from analysis.resolve.actor_cards import Part, card_of
from analysis.resolve.actor_clusters import Clusters, cluster
from analysis.resolve.actor_corrections import Group, apply_corrections
from analysis.resolve.actor_lands import Lands
from analysis.resolve.actor_links import Kinds, Linked, linked
from analysis.resolve.actor_places import KeptPlaces
from analysis.resolve.actor_profiles import Profile, outlet_names, profiles_of
from analysis.resolve.actor_signs import LIKELY
from analysis.resolve.actor_standing import KeptStandings, Standing, Told
from analysis.resolve.actor_types import (
    is_telling,
    of_persons,
    only_opens,
    towns_of,
    type_of,
    unread,
)


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
    standings = kept.standings.update(named, clusters, corrected)
    return _assemble(articles, annotations, standings, corrected, unmatched, kept)


class KeptActors:
    """What the last run found in each article, and made of each actor."""

    def __init__(self) -> None:
        self._profiles: dict[str, tuple[Annotation, list[Profile]]] = {}
        self.standings = KeptStandings()
        self.places = KeptPlaces()
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


def _assemble(
    articles: Sequence[Article],
    annotations: Mapping[str, Annotation],
    standings: Mapping[str, Standing],
    groups: Sequence[Group],
    unmatched: Sequence[Correction],
    before: KeptActors,
) -> ActorResolution:
    outlets = frozenset(fold(article.outlet) for article in articles) - {""}
    outlets |= outlet_names(outlets)
    kinds = _kinds(groups, Told.by(standings.values()), outlets)
    lands = {
        form: group.id
        for group in groups
        if kinds.get(group.id) == "place"
        for form in group.counts
    }
    before.places.begin(Lands(lands), outlets)
    known, before.linked = before.linked, {}
    article_of = {article.id: article for article in articles}
    for name, standing in standings.items():
        article, annotation = article_of[name], annotations[name]
        inside = before.places.inside(article, annotation)
        before.linked[name] = linked(article, annotation, standing, kinds, inside, known.get(name))
    every = before.linked.values()
    parts: dict[str, list[Part]] = {group: [] for group in kinds}
    for one in every:
        for actor, part in one.parts.items():
            parts[actor].append(part)
    actors, before.actors = before.actors, {}
    for group in groups:
        if group.id not in kinds:
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
        tuple(mention for one in every for mention in one.mentions),
        {place: actor for one in every for place, actor in one.actor_of},
        tuple(unmatched),
    )


def _kinds(groups: Sequence[Group], told: Told, outlets: Collection[str]) -> Kinds:
    """What each group is that is an actor."""
    kinds: dict[str, EntityType] = {}
    towns = towns_of(outlets)
    for group in groups:
        if group.rejected or group.id not in told.types:
            continue
        # 'Berg', taken for a body, does not outvote 'Ada Berg'
        whole = told.whole.get(group.id, Counter())
        votes = whole if of_persons(whole) else told.types[group.id]
        said = told.signs[group.id].copy()
        said["place"] += LIKELY if towns & set(group.counts) else 0
        kind = group.type or type_of(votes + said, group, outlets)
        inside = group.id in told.inside
        if kind in {"person", "group"} and not group.type and only_opens(group, inside):
            continue  # 'Gunfire was heard.'
        if kind != "other" or group.type or is_telling(group, inside):
            kinds[group.id] = kind if kind != "other" or group.type else unread(group)
    return kinds


def _same_objects(a: Sequence[object], b: Sequence[object]) -> bool:
    return len(a) == len(b) and all(map(is_, a, b))
