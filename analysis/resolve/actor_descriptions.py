"""Every mention of a case with an id across its articles, those of unnamed things included.

In: articles, annotations, the ActorResolution. Out: LinkedMentions. What has an actor bears its
id; an unnamed thing ('the coast guard', 'US stock markets') shares an id with what other articles
first describe in the same telling words, and has an id of its own where the words tell too little.
These ids link mentions; they make no actor: nobody wants 'officials' as a node.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from analysis.gazetteer import country_code, demonym_code, fold
from analysis.model import Annotation, Article, EntityType, Mention, MentionKind
from analysis.resolve.actor_links import bare_end
from analysis.resolve.actors import ActorResolution
from analysis.vocabulary import words

ARTICLES = frozenset({"a", "an", "the"})
NEAR = 4  # mentions within the first phrase, before its apposition begins
LEADING = frozenset({"a", "an", "the", "its", "their", "his", "her", "our", "my", "this", "these"})
SMALL = frozenset({"of", "in", "the", "around", "across", "throughout", "all", "over", "s"})
WORLD = frozenset({"world", "worlds", "worldwide", "global", "globe", "globes", "globally"})
NAMED_KINDS = ("organization_nouns", "thing_nouns", "vessel_words", "vehicle_words")
CAPITALISED = re.compile(r"\b[A-Z][a-z]+\b")


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
    """All mentions, article by article, in the order of the text; adjectives of nations last."""
    actor = {(m.article_id, m.start, m.end): m.actor_id for m in resolution.mentions}
    lands = _lands(resolution)
    for article in articles:
        if article.id not in annotations:
            continue
        annotation = annotations[article.id]
        ids: dict[int, str] = {}
        seen = {(m.start, bare_end(article.text, m)) for m in annotation.mentions}
        for number, mention in enumerate(annotation.mentions):
            end = bare_end(article.text, mention)
            own = ids.setdefault(mention.entity, _described(article, mention))
            entity = actor.get((article.id, mention.start, end), own)
            roles = annotation.entities[mention.entity].roles
            around = _with_apposition(article.text, annotation.mentions, number)
            inside = _inside(article.text, mention, end, roles)
            own_kind = mention.kind
            for start, stop, kind in [(mention.start, end, own_kind), *around, *inside]:
                if (start, stop) != (mention.start, end):
                    if (start, stop) in seen:
                        continue
                    seen.add((start, stop))
                yield LinkedMention(
                    article_id=article.id,
                    start=start,
                    end=stop,
                    entity_id=entity,
                    type=mention.type,
                    kind=kind,
                )
        yield from _by_demonym(article, annotation, lands, seen)


def _lands(resolution: ActorResolution) -> dict[str, str]:
    """The actor of each country that the case names, by its code."""
    found: dict[str, str] = {}
    for actor in resolution.actors:
        code = country_code(actor.name) if actor.type == "place" else ""
        if code:
            found.setdefault(code, actor.id)
    return found


def _by_demonym(
    article: Article,
    annotation: Annotation,
    lands: Mapping[str, str],
    seen: set[tuple[int, int]],
) -> Iterator[LinkedMention]:
    """'Japanese' in 'Japanese stocks' speaks of Japan; in 'the Japanese government', the name of
    a body, of nothing by itself."""
    names = [m.head for m in annotation.mentions if m.kind == "name"]
    for found in CAPITALISED.finditer(article.text):
        start, end = found.span()
        code = demonym_code(found[0])
        if not code or (start, end) in seen or country_code(found[0]):
            continue
        if any(first <= start and end <= last for first, last in names):
            continue
        yield LinkedMention(
            article_id=article.id,
            start=start,
            end=end,
            entity_id=lands.get(code, f"country:{code}"),
            type="place",
            kind="name",
        )


def _inside(
    text: str, mention: Mention, end: int, roles: Sequence[str]
) -> Iterator[tuple[int, int, MentionKind]]:
    """A person's bare name and role, where the phrase holds more than the name.

    'Transport Minister Ingrid Dahl' denotes her, and so do 'Transport Minister' and 'Ingrid Dahl'.
    """
    if mention.kind != "name":
        return
    first, last = mention.head
    before = text[mention.start : first].rstrip(" ,")
    described = any(before.endswith(role) for role in roles)
    if mention.type != "person":
        described = _names_a_kind(before)
    wider = (text[mention.start : first] + text[last:end]).strip().lower()
    if wider not in {"", *ARTICLES} and (described or mention.type == "person"):
        yield first, last, "name"
    if described:
        yield mention.start, mention.start + len(before), "nominal"


def _names_a_kind(before: str) -> bool:
    """'the technology blog' before 'Gizmodo', not 'the new' before 'A380'."""
    return any(
        last in words("mentions", key) for last in before.split()[-1:] for key in NAMED_KINDS
    )


def _with_apposition(
    text: str, mentions: Sequence[Mention], number: int
) -> list[tuple[int, int, MentionKind]]:
    """'Ann Berg, the mayor,' as one phrase, beside its two parts."""
    first = mentions[number]
    for second in mentions[number + 1 : number + 1 + NEAR]:
        apposed = second.entity == first.entity and "apposition" in {first.reason, second.reason}
        if apposed and text[first.end : second.start].strip(" ") in {"", ","}:
            return [(first.start, bare_end(text, second), "name")]
    return []


def _described(article: Article, mention: Mention) -> str:
    """The id by the words of a first description; alone where they tell too little."""
    told = fold(article.text[mention.start : bare_end(article.text, mention)]).split()
    while told and told[0] in LEADING:
        told = told[1:]
    telling = len(told) > 1 or (told and told[0] in words("mentions", "one_of_a_kind"))
    if mention.kind == "nominal" and telling:
        return f"described:{' '.join(_plain(told))}"
    return f"{article.id}#{mention.entity}"


def _plain(told: Sequence[str]) -> list[str]:
    """The words that tell a description, sorted: 'stock markets around the world' are 'global
    stock markets', 'the government of Japan' is 'the Japanese government'."""
    found: list[str] = []
    at = 0
    while at < len(told):
        pair = " ".join(told[at : at + 2])
        word = told[at]
        if at + 1 < len(told) and country_code(pair):
            found.append(f"country {country_code(pair)}")
            at += 2
            continue
        at += 1
        if word in WORLD:
            found.append("world")
        elif word not in SMALL:
            land = country_code(word) or country_code(word.removesuffix("s")) or demonym_code(word)
            found.append(f"country {land}" if land else word)
    return sorted(found)
