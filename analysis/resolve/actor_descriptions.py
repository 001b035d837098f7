"""Every mention of a case with an id across its articles, those of unnamed things included.

In: articles, annotations, the ActorResolution. Out: LinkedMentions. What has an actor bears its
id; an unnamed thing ('the coast guard', 'US stock markets') shares an id with what other articles
first describe in the same telling words, and has an id of its own where the words tell too little.
These ids link mentions; they make no actor: nobody wants 'officials' as a node.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from analysis.gazetteer import fold
from analysis.model import Annotation, Article, EntityType, Mention, MentionKind
from analysis.resolve.actors import ActorResolution, bare_end
from analysis.vocabulary import words

LEADING = frozenset({"a", "an", "the", "its", "their", "his", "her", "our", "my", "this", "these"})


@dataclass(frozen=True, slots=True)
class LinkedMention:
    """A span of an article and the id of what it denotes in the whole case."""

    article_id: str
    start: int
    end: int
    entity_id: str
    type: EntityType
    kind: MentionKind


def linked_mentions(
    articles: Sequence[Article], annotations: Mapping[str, Annotation], resolution: ActorResolution
) -> Iterator[LinkedMention]:
    """All mentions, article by article, in the order of the text."""
    actor = {(m.article_id, m.start, m.end): m.actor_id for m in resolution.mentions}
    for article in articles:
        if article.id not in annotations:
            continue
        ids: dict[int, str] = {}
        for mention in annotations[article.id].mentions:
            end = bare_end(article.text, mention)
            own = ids.setdefault(mention.entity, _described(article, mention))
            yield LinkedMention(
                article_id=article.id,
                start=mention.start,
                end=end,
                entity_id=actor.get((article.id, mention.start, end), own),
                type=mention.type,
                kind=mention.kind,
            )


def _described(article: Article, mention: Mention) -> str:
    """The id by the words of a first description; alone where they tell too little."""
    told = fold(article.text[mention.start : mention.end]).split()
    while told and told[0] in LEADING:
        told = told[1:]
    telling = len(told) > 1 or (told and told[0] in words("mentions", "one_of_a_kind"))
    if mention.kind == "nominal" and telling:
        return f"described:{' '.join(told)}"
    return f"{article.id}#{mention.entity}"
