"""Resolves the entities of all articles to actors: one person, one node.

In: articles, their annotations, the analyst's corrections. Out: an ActorResolution: the actors
with their aliases and roles, every mention of them, and which actor each article's entity is.

The way: every named entity gives a NameForm; equal forms are one node; nodes that `same_name`
takes for one are joined (compared in blocks only); a bare surname joins the one full name that
fits it, and stays out where two do. The analyst's corrections come last and win.
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
from analysis.resolve.actor_blocking import candidate_pairs
from analysis.resolve.actor_corrections import Group, apply_corrections
from analysis.resolve.actor_names import NameForm, name_form, same_name

FEWEST_OF_OTHER = 2  # mentions before a name of unknown type counts as an actor


@dataclass(frozen=True, slots=True)
class ActorResolution:
    """The actors of a case, and where everything that names them went."""

    actors: tuple[Actor, ...] = ()
    mentions: tuple[ActorMention, ...] = ()
    actor_of: dict[tuple[str, int], str] = field(default_factory=dict)  # (article, entity) -> id
    unmatched: tuple[Correction, ...] = ()  # corrections that met no actor


@dataclass(slots=True)
class _Profile:
    """One named entity of one article."""

    article_id: str
    entity: int
    type: EntityType
    gender: str
    form: NameForm
    surfaces: Counter[str]


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
    clusters = _cluster(profiles)
    groups = _groups(profiles, clusters)
    corrected, unmatched = apply_corrections(groups, corrections, lambda f: _id("split", f))
    return _assemble(articles, annotations, texts, profiles, clusters, corrected, unmatched)


def _profiles(article: Article, annotation: Annotation) -> list[_Profile]:
    surfaces: dict[int, Counter[str]] = defaultdict(Counter)
    for mention in annotation.mentions:
        if mention.kind == "name":
            surfaces[mention.entity][surface(article.text, mention)] += 1
    return [
        _Profile(
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


# --- clusters ----------------------------------------------------------------------------


def _cluster(profiles: Sequence[_Profile]) -> list[int]:
    """The machine cluster of each profile; -1 for a bare surname that fits several people."""
    nodes: dict[tuple[NameForm, str], int] = {}
    of_profile = [nodes.setdefault(_node_key(p), len(nodes)) for p in profiles]
    forms = [form for form, _ in nodes]
    parent = list(range(len(forms)))
    genders = _genders(profiles, of_profile, len(forms))
    for a, b in candidate_pairs(forms):
        reason = same_name(forms[a], forms[b])
        if reason is not None and {genders[a], genders[b]} != {"f", "m"}:
            _join(parent, a, b)
    _merge_types(forms, parent)
    ambiguous = _bare_names(forms, parent, genders)
    return [-1 if n in ambiguous else _find(parent, n) for n in of_profile]


def _node_key(profile: _Profile) -> tuple[NameForm, str]:
    """Equal forms are one node; but 'Ms Dahl' and 'Mr Dahl' are two."""
    bare = profile.form.family == "person" and len(profile.form.words) == 1
    return profile.form, profile.gender if bare and profile.gender in {"f", "m"} else ""


def _genders(profiles: Sequence[_Profile], of_profile: Sequence[int], count: int) -> list[str]:
    seen: list[Counter[str]] = [Counter() for _ in range(count)]
    for profile, node in zip(profiles, of_profile, strict=True):
        if profile.gender in {"f", "m"}:
            seen[node][profile.gender] += 1
    return [c.most_common(1)[0][0] if c else "" for c in seen]


def _merge_types(forms: Sequence[NameForm], parent: list[int]) -> None:
    """The same words under two families are one actor; a type is easily misread in one article.

    But a person and a place that share one word ('Jordan') stay two.
    """
    by_words: dict[tuple[tuple[str, ...], str], list[int]] = defaultdict(list)
    for i, form in enumerate(forms):
        by_words[form.words, form.generation].append(i)
    for (parts, _), members in by_words.items():
        if len(members) < 2 or len({_find(parent, i) for i in members}) < 2:
            continue
        if len(parts) > 1:
            for i in members[1:]:
                _join(parent, members[0], i)
            continue
        persons = [i for i in members if forms[i].family == "person"]
        others = [i for i in members if forms[i].family != "person"]
        for i in others[1:]:
            _join(parent, others[0], i)
        if len(persons) == 1 and others and all(forms[i].family == "body" for i in others):
            _join(parent, persons[0], others[0])


def _bare_names(forms: Sequence[NameForm], parent: list[int], genders: Sequence[str]) -> set[int]:
    """Joins each bare surname to the one full name that fits; returns those that fit several."""
    full: dict[str, set[int]] = defaultdict(set)
    for i, form in enumerate(forms):
        if form.family == "person" and len(form.words) > 1:
            full[form.words[-1]].add(i)
            full[form.words[0]].add(i)
    ambiguous: set[int] = set()
    for i, form in enumerate(forms):
        if form.family != "person" or len(form.words) != 1:
            continue
        fitting = {
            f for f in full.get(form.words[0], set()) if {genders[i], genders[f]} != {"f", "m"}
        }
        last = {f for f in fitting if forms[f].words[-1] == form.words[0]}
        roots = {_find(parent, f) for f in (last or fitting)}
        if len(roots) == 1:
            _join(parent, roots.pop(), i)
        elif roots:
            ambiguous.add(i)
    return ambiguous


def _find(parent: list[int], i: int) -> int:
    while parent[i] != i:
        parent[i] = parent[parent[i]]
        i = parent[i]
    return i


def _join(parent: list[int], a: int, b: int) -> None:
    a, b = _find(parent, a), _find(parent, b)
    if a != b:
        parent[max(a, b)] = min(a, b)


# --- groups, then actors -----------------------------------------------------------------


def _groups(profiles: Sequence[_Profile], clusters: Sequence[int]) -> list[Group]:
    """One Group for each machine cluster, its id from the first form that the case brought."""
    groups: dict[int, Group] = {}
    used: Counter[str] = Counter()
    for profile, cluster in zip(profiles, clusters, strict=True):
        if cluster < 0:
            continue
        if cluster not in groups:
            identifier = _id(profile.form.family, profile.form.key)
            used[identifier] += 1
            if used[identifier] > 1:
                identifier = _id(profile.form.family, f"{profile.form.key}#{used[identifier]}")
            groups[cluster] = Group(id=identifier, atoms=set())
        for text, count in profile.surfaces.items():
            groups[cluster].atoms.add((cluster, fold(text)))
            groups[cluster].counts[fold(text)] += count
    return list(groups.values())


def _id(family: str, key: str) -> str:
    return "a" + hashlib.sha256(f"{family}|{key}".encode()).hexdigest()[:12]


def _assemble(
    articles: Sequence[Article],
    annotations: Mapping[str, Annotation],
    texts: Mapping[str, str],
    profiles: Sequence[_Profile],
    clusters: Sequence[int],
    groups: Sequence[Group],
    unmatched: Sequence[Correction],
) -> ActorResolution:
    group_of = {atom: group for group in groups for atom in group.atoms}
    cluster_of = {(p.article_id, p.entity): c for p, c in zip(profiles, clusters, strict=True)}
    profile_of = {(p.article_id, p.entity): p for p in profiles}
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
            if mention.kind == "name" and place in cluster_of:
                form = fold(surface(article.text, mention))
                group = group_of.get((cluster_of[place], form), group)
            if group is None or group.id not in kept:
                continue
            cards[group.id].take(article, mention)
            found.append(
                ActorMention(
                    article_id=article.id,
                    start=mention.start,
                    end=mention.end,
                    actor_id=group.id,
                    kind=mention.kind,
                    reason=mention.reason,
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

    def take(self, article: Article, mention: Mention) -> None:
        self.count += 1
        self.articles.add(article.id)
        text = surface(article.text, mention)
        if mention.kind == "name":
            self.forms[text] += 1
        key = (text if mention.kind == "name" else text.lower(), mention.reason)
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
