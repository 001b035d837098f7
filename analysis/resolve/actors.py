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
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from analysis.gazetteer import fold
from analysis.model import (
    Actor,
    ActorMention,
    Alias,
    Annotation,
    Article,
    Correction,
    EntityType,
    Evidence,
    LinkReason,
    Mention,
    Role,
)
from analysis.resolve.actor_clusters import Clusters, Profile, cluster
from analysis.resolve.actor_corrections import Group, apply_corrections
from analysis.resolve.actor_names import name_form

POSSESSIVE = ("'s", "’s", "'", "’")
FEWEST_OF_OTHER = 2  # mentions before a name of unknown type counts as an actor


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
) -> ActorResolution:
    """Resolve across the articles. Pure, and linear in the number of mentions."""
    texts = {article.id: article.text for article in articles}
    profiles = [
        profile
        for article in articles
        if article.id in annotations
        for profile in _profiles(article, annotations[article.id])
    ]
    clusters = cluster(profiles)
    groups = _groups(profiles, clusters)
    corrected, unmatched = apply_corrections(groups, corrections, lambda f: _id("split", f))
    return _assemble(articles, annotations, texts, profiles, clusters, corrected, unmatched)


def _profiles(article: Article, annotation: Annotation) -> list[Profile]:
    surfaces: dict[int, Counter[str]] = defaultdict(Counter)
    for mention in annotation.mentions:
        if mention.kind == "name":
            surfaces[mention.entity][surface(article.text, mention)] += 1
    return [
        Profile(
            article_id=article.id,
            entity=index,
            type=annotation.entities[index].type,
            gender=annotation.entities[index].gender,
            form=name_form(_fullest(forms), annotation.entities[index].type),
            surfaces=forms,
        )
        for index, forms in surfaces.items()
        if _fullest(forms)
    ]


def surface(text: str, mention: Mention) -> str:
    """The bare name of a name mention as it is written, spaces made single."""
    return " ".join(text[mention.head[0] : mention.head[1]].split())


def _fullest(forms: Counter[str]) -> str:
    return max(forms, key=lambda form: (len(form.split()), forms[form], form))


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
    texts: Mapping[str, str],
    profiles: Sequence[Profile],
    clusters: Clusters,
    groups: Sequence[Group],
    unmatched: Sequence[Correction],
) -> ActorResolution:
    group_of = {atom: group for group in groups for atom in group.atoms}
    places = [(p.article_id, p.entity) for p in profiles]
    cluster_of = dict(zip(places, clusters.of_profile, strict=True))
    reason_of = dict(zip(places, clusters.reasons, strict=True))
    profile_of = dict(zip(places, profiles, strict=True))
    types: dict[str, Counter[EntityType]] = defaultdict(Counter)
    home: dict[tuple[str, int], Group] = {}
    for place, profile in profile_of.items():
        votes: Counter[str] = Counter()
        by_id: dict[str, Group] = {}
        for text, count in profile.surfaces.items():
            group = group_of.get((cluster_of[place], fold(text)))
            if group is not None:
                votes[group.id] += count
                by_id[group.id] = group
                types[group.id][profile.type] += count
        if votes:
            home[place] = by_id[max(votes, key=lambda g: (votes[g], g))]
    kinds = {g.id: g.type or _type(types[g.id]) for g in groups if types[g.id]}
    kept = {
        g.id
        for g in groups
        if g.id in kinds
        and not g.rejected
        and (kinds[g.id] != "other" or sum(g.counts.values()) >= FEWEST_OF_OTHER or g.type)
    }
    cards: dict[str, _Card] = {g.id: _Card(g) for g in groups if g.id in kept}
    found: list[ActorMention] = []
    actor_of: dict[tuple[str, int], str] = {}
    for article in articles:
        annotation = annotations.get(article.id)
        if annotation is None:
            continue
        starts = [start for start, _ in annotation.sentences]
        reported = annotation.dct.value or article.published_at
        for mention in annotation.mentions:
            place = (article.id, mention.entity)
            group = home.get(place)
            reason = mention.reason
            if mention.kind == "name" and place in cluster_of:
                atom = (cluster_of[place], fold(surface(article.text, mention)))
                group = group_of.get(atom, group)
                if group is not None and atom in group.joined:
                    reason = "analyst"
                elif reason == "exact":
                    reason = reason_of[place]
            if group is None or group.id not in kept:
                continue
            cards[group.id].take(article, mention, reason)
            found.append(
                ActorMention(
                    article_id=article.id,
                    start=mention.start,
                    end=bare_end(article.text, mention),
                    actor_id=group.id,
                    kind=mention.kind,
                    reason=reason,
                    sentence=max(0, bisect_right(starts, mention.start) - 1),
                )
            )
        for index, entity in enumerate(annotation.entities):
            group = home.get((article.id, index))
            if group is not None and group.id in kept:
                actor_of[article.id, index] = group.id
                cards[group.id].take_roles(article, index, entity.roles, annotation, reported)
    actors = [card.actor(kinds[identifier]) for identifier, card in cards.items()]
    actors.sort(key=lambda actor: (-actor.mention_count, actor.name, actor.id))
    return ActorResolution(tuple(actors), tuple(found), actor_of, tuple(unmatched))


def bare_end(text: str, mention: Mention) -> int:
    """Where the mention ends without its possessive ending: the actor is 'Dahl', not "Dahl's"."""
    written = text[mention.start : mention.end]
    if mention.kind == "pronoun" or mention.head[1] == mention.end:
        return mention.end
    for ending in POSSESSIVE:
        if written.endswith(ending):
            return mention.end - len(ending)
    return mention.end


def _type(votes: Counter[EntityType]) -> EntityType:
    """The commonest type; 'other' only when nothing says more."""
    telling: dict[EntityType, int] = {
        kind: count for kind, count in votes.items() if kind != "other"
    }
    return max(telling, key=lambda kind: (telling[kind], kind)) if telling else "other"


class _Card:
    """Collects what an actor's card shows."""

    def __init__(self, group: Group) -> None:
        self.group = group
        self.count = 0
        self.articles: set[str] = set()
        self.forms: Counter[str] = Counter()
        self.aliases: dict[tuple[str, LinkReason], tuple[str, int, Evidence]] = {}
        self.roles: dict[str, Role] = {}

    def take(self, article: Article, mention: Mention, reason: LinkReason) -> None:
        self.count += 1
        self.articles.add(article.id)
        text = surface(article.text, mention)
        if mention.kind == "name":
            self.forms[text] += 1
        key = (text if mention.kind == "name" else text.lower(), reason)
        evidence = Evidence(article.id, mention.start, mention.end)
        shown, count, first = self.aliases.get(key, (text, 0, evidence))
        self.aliases[key] = (shown, count + 1, first)

    def take_roles(
        self,
        article: Article,
        entity: int,
        roles: Sequence[str],
        annotation: Annotation,
        reported: str,
    ) -> None:
        for role in roles:
            key = fold(role)
            if key in self.roles:
                continue
            for mention in annotation.mentions:
                if mention.entity == entity and role in article.text[mention.start : mention.end]:
                    evidence = Evidence(article.id, mention.start, mention.end)
                    self.roles[key] = Role(role, evidence, reported)
                    break

    def _own_forms(self) -> Counter[str]:
        """The forms that may give the name: after a merge, those of the actor that was kept."""
        own = Counter({f: n for f, n in self.forms.items() if fold(f) in self.group.own})
        return own or self.forms

    def actor(self, kind: EntityType) -> Actor:
        aliases = [
            Alias(shown, reason, count, evidence)
            for (_, reason), (shown, count, evidence) in self.aliases.items()
        ]
        aliases.sort(key=lambda alias: (-alias.count, alias.text))
        return Actor(
            id=self.group.id,
            name=self.group.name or _display(self._own_forms()),
            type=kind,
            aliases=tuple(aliases),
            roles=tuple(self.roles.values()),
            mention_count=self.count,
            article_count=len(self.articles),
        )


def _display(forms: Counter[str]) -> str:
    """The commonest of the complete forms; a complete form has at least two words, or is alone."""
    if not forms:
        return ""
    complete = {form: count for form, count in forms.items() if len(form.split()) > 1} or dict(
        forms
    )
    common = max(complete.values())
    often = {form: count for form, count in complete.items() if count * 4 >= common}
    return max(often, key=lambda form: (min(len(form.split()), 4) + often[form] / common, form))
