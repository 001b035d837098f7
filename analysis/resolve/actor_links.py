"""One article with the actors of a case in the place of its entities.

In: an article, its annotation, where its entities stand in the case, what the actors are. Out:
Linked: its mentions of actors, the places that stand inside other names among them, and what it
adds to the card of each.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from analysis.gazetteer import fold
from analysis.model import ActorMention, Annotation, Article, EntityType, LinkReason, Mention
from analysis.resolve.actor_cards import Part
from analysis.resolve.actor_lands import Inside
from analysis.resolve.actor_profiles import surface
from analysis.resolve.actor_standing import Form, Standing

POSSESSIVE = ("'s", "’s", "'", "’")
PERSONAL = frozenset({"he", "him", "his", "himself", "i", "me", "my", "mine", "myself"})
NEUTER = frozenset({"it", "its", "itself"})

Kinds = Mapping[str, EntityType]  # of the groups that are actors, by id


@dataclass(frozen=True, slots=True, eq=False)
class Linked:
    """One article with the actors of the case in place of its entities."""

    standing: Standing
    kinds: tuple[EntityType | None, ...]  # of its groups; None: no actor
    reported: str
    inside: tuple[Inside, ...]  # places that stand inside other names
    mentions: tuple[ActorMention, ...]
    actor_of: tuple[tuple[tuple[str, int], str], ...]
    parts: dict[str, Part]


def linked(
    article: Article,
    annotation: Annotation,
    standing: Standing,
    kinds: Kinds,
    inside: tuple[Inside, ...],
    before: Linked | None = None,
) -> Linked:
    """The article with its actors; `before` where what that rests on is the same."""
    own = tuple([kinds.get(group) for group in standing.groups])
    reported = annotation.dct.value or article.published_at
    if (
        before is not None
        and before.standing is standing
        and before.kinds == own
        and before.reported == reported
        and before.inside == inside
    ):
        return before
    return _linked(article, annotation, reported, standing, own, kinds, inside)


def _linked(
    article: Article,
    annotation: Annotation,
    reported: str,
    standing: Standing,
    own: tuple[EntityType | None, ...],
    kinds: Kinds,
    inside: tuple[Inside, ...],
) -> Linked:
    """Put the actors of the case in the place of the article's entities."""
    home: dict[int, str] = {}
    form_of: dict[tuple[int, str], Form] = {}
    reason_of: dict[int, LinkReason] = {}
    for profile, forms, group, why in zip(
        standing.profiles, standing.forms, standing.homes, standing.reasons, strict=True
    ):
        home[profile.entity] = group if group in kinds else ""
        reason_of[profile.entity] = why
        for text, (of_form, joined) in zip(profile.surfaces, forms, strict=True):
            of_form = of_form or group
            form_of[profile.entity, fold(text)] = of_form if of_form in kinds else "", joined
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
        kind = kinds.get(home.get(mention.entity, ""), "other")
        if not actor or _misread(article.text, mention, kind):
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
    return Linked(standing, own, reported, inside, tuple(found), tuple(actor_of), dict(parts))


def _misread(text: str, mention: Mention, kind: EntityType) -> bool:
    """Whether a pronoun cannot stand for an actor of this type: 'he' for a town, 'it' for a man.

    The article by itself took the one for the other; the case knows better.
    """
    if mention.kind != "pronoun" or kind == "other":
        return False
    said = text[mention.start : mention.end].lower()
    return said in (NEUTER if kind == "person" else PERSONAL)


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
