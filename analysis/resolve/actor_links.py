"""One article with the actors of a case in the place of its entities.

In: an article, its annotation, its profiles, and how each of them stands in the case. Out: Linked:
its mentions of actors, the places that stand inside other names among them, and what it adds to
the card of each.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from analysis.gazetteer import fold
from analysis.model import ActorMention, Annotation, Article, EntityType, LinkReason, Mention
from analysis.resolve.actor_cards import Part
from analysis.resolve.actor_lands import Inside, Lands
from analysis.resolve.actor_profiles import Profile, surface

PARTS = ("upper ", "lower ", "greater ", "inner ", "outer ", "central ")  # of a place
POSSESSIVE = ("'s", "’s", "'", "’")
PERSONAL = frozenset({"he", "him", "his", "himself", "i", "me", "my", "mine", "myself"})
NEUTER = frozenset({"it", "its", "itself"})

# whether the analyst joined it, its own actor, why it belongs there, and what that actor is.
Signature = tuple[tuple[tuple[tuple[str, bool], ...], str, LinkReason, EntityType], ...]


@dataclass(frozen=True, slots=True, eq=False)
class Linked:
    """One article with the actors of the case in place of its entities."""

    annotation: Annotation
    reported: str
    signature: Signature
    inside: tuple[Inside, ...]  # places that stand inside other names
    mentions: tuple[ActorMention, ...]
    actor_of: tuple[tuple[tuple[str, int], str], ...]
    parts: dict[str, Part]


def link(
    article: Article,
    annotation: Annotation,
    reported: str,
    profiles: Sequence[Profile],
    signature: Signature,
    inside: tuple[Inside, ...],
) -> Linked:
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
    return Linked(
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


def places_inside(
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
